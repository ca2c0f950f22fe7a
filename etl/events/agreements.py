"""Agreements: a verb of signing, concluding or ending with the instrument that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from etl.entities.amounts import Count
from etl.entities.scene import Scene
from etl.events.agreement_parties import has_unknown_agent, parties_of, with_other_side
from etl.events.certainty import (
    PURPOSE,
    is_asked_for,
    is_future,
    is_granted,
    is_seized,
    is_uncertain,
    is_unreal,
    looks_planned,
    modality,
)
from etl.events.extent import extent
from etl.events.match import Match, Taken
from etl.events.places import Where, where
from etl.events.times import When, when
from etl.language.clauses import clause_end, clause_start, is_finite, relative_antecedent, subject_of
from etl.language.grammar import grammar
from etl.language.groups import NOUN, QUOTE, TIME
from etl.language.pack import Pack
from etl.language.phrases import Phrases
from etl.language.tokens import tokenize
from etl.language.verbs import VerbGroup


class Agreement(NamedTuple):
    """An agreement as one sentence tells it; `title` and `quantity` are positions of tokens and a number."""

    match: Match
    parties: tuple[Taken, ...]
    kind: str
    status: str
    modality: str
    title: tuple[int, int]
    quantity: int | None
    when: When | None
    where: Where | None


@cache
def _kinds(pack: Pack) -> Phrases[str]:
    words = grammar(pack)
    return Phrases(
        (tuple(words.base(token.low) for token in tokenize(noun, pack)), kind)
        for kind, nouns in pack.data("frames/agreements")["kinds"].items()
        for noun in nouns
    )


@cache
def _unsaid(pack: Pack) -> frozenset[tuple[str, ...]]:
    """Phrases with such a noun that name none (`se mettre d'accord`), in words without contraction."""
    words = grammar(pack)
    phrases = pack.data("frames/agreements")["no_instruments"]
    return frozenset(tuple(words.base(token.low) for token in tokenize(phrase, pack)) for phrase in phrases)


def read_agreements(scene: Scene, matches: Sequence[Match]) -> list[Agreement]:
    """The agreements of an article, each once."""
    found = [
        agreement for match in matches if match.frame.table == "agreements" and (agreement := _read(scene, match, matches))
    ]
    kept: list[Agreement] = []
    for agreement in sorted(found, key=lambda a: (-len(a.parties), a.when is None, a.match.trigger)):
        twin = next((i for i, other in enumerate(kept) if _same(agreement, other) or _points_back(scene, agreement, other)), -1)
        if twin < 0:
            kept.append(agreement)
        else:
            kept[twin] = _filled(kept[twin], agreement)
    return sorted(kept, key=lambda a: a.match.trigger)


def _filled(main: Agreement, other: Agreement) -> Agreement:
    """An agreement with what another telling of it adds."""
    fate = _fate(main, other)
    return main._replace(when=main.when or other.when, where=main.where or other.where, status=fate)


def _fate(main: Agreement, other: Agreement) -> str:
    """The status of an agreement told twice: signing tells more than agreeing, and its end, in the same sentence, most."""
    if other.status == "ended" and other.match.sentence == main.match.sentence:
        return "ended"
    return "signed" if main.status == "agreed" and other.status == "signed" else main.status


def _same(one: Agreement, other: Agreement) -> bool:
    mine, theirs = {t.actor for t in one.parties}, {t.actor for t in other.parties}
    if one.title == other.title:
        return True
    if one.match.sentence == other.match.sentence and one.kind != other.kind:
        return mine == theirs and any(a.match.frame.rule == "agreement.noun_between" for a in (one, other))
    dates = {a.when.value.edtf for a in (one, other) if a.when}
    return (
        bool(mine)
        and (mine <= theirs or theirs <= mine)
        and (one.kind == other.kind or "other" in (one.kind, other.kind))
        and len(dates) < 2
    )


def _points_back(scene: Scene, one: Agreement, other: Agreement) -> bool:
    """Whether the later of two tellings points to the earlier: `ce pacte`, or `le traité` that was signed at the same place."""
    first, later = sorted((one, other), key=lambda a: a.match.trigger)
    shared = {t.actor for t in one.parties} & {t.actor for t in other.parties}
    dates = {a.when.value.edtf for a in (one, other) if a.when}
    fates = {one.status, other.status}
    if first.match.sentence == later.match.sentence or not shared or len(dates) > 1:
        return False
    if len(fates) > 1 and fates != {"agreed", "signed"}:
        return False
    group = next(g for g in later.match.groups if g.first <= later.title[0] < g.last)
    words = grammar(scene.pack).words
    told = {token.low for token in scene.tokens[group.first : later.title[0]]}
    if told & words["demonstratives"] and group.prep != "de":  # `le premier de ces accords` is one of several
        return True
    place = first.where.country if first.where else None
    there = place is not None and later.where is not None and later.where.country == place
    described = later.match.at != later.match.verb or not is_finite(later.match.groups[later.match.at])
    return there and described and bool(told & (words["determiners"] - words["indefinites"]))


def _instrument(scene: Scene, match: Match) -> tuple[int, tuple[int, int], str] | None:
    """The instrument that a match is about: its group, the tokens of its name, its kind."""
    groups, verb = match.groups, match.groups[match.at].verb
    after = range(match.at if verb is None else match.at + 1, clause_end(groups, match.at))
    before = range(match.at - 1, clause_start(groups, match.at) - 1, -1)
    described = verb is not None and (verb.passive or verb.tense == "past_participle")
    antecedent = relative_antecedent(groups, match.at)
    for i in ([antecedent] if antecedent >= 0 else []) + ([*before, *after] if described else [*after]):
        inner = groups[i].verb
        if i > match.at and inner is not None and _leads_away(scene, match, inner):
            return None
        if i > match.at and groups[i].prep == "lors de":
            continue
        if found := _named(scene, match, i):
            ranked = verb is not None and groups[i].prep == "à" and verb.is_one_of(_verbs(scene.pack, "raising"))
            return None if ranked else found
    return None


def _leads_away(scene: Scene, match: Match, inner: VerbGroup) -> bool:
    """Whether what stands behind a later verb is not what the frame is about.

    So behind a participle, where it is agreed to talk (`convenu d'examiner le traité`), or where relations are raised
    to something (`convenu d'élever leurs liens au rang de partenariat`).
    """
    talked = match.frame.rule == "agreement.agree_to" and inner.is_one_of(_verbs(scene.pack, "discussing"))
    return match.verb >= 0 and (talked or inner.tense == "present_participle" or inner.is_one_of(_verbs(scene.pack, "raising")))


@cache
def _verbs(pack: Pack, name: str) -> frozenset[str]:
    """A list of verbs."""
    return frozenset(pack.data("frames/agreements")[name])


def _is_topic(scene: Scene, match: Match, instrument: int) -> bool:
    """Whether an instrument is told only as what something is about (`les propositions sur un accord entre X et Y`)."""
    if match.frame.rule != "agreement.noun_between":
        return False
    verb = match.verb_group
    talked = _verbs(scene.pack, "discussing") | _verbs(scene.pack, "tending")
    told = verb is not None and match.verb < match.at and verb.is_one_of(talked)
    dated = any(group.kind == TIME for group in match.groups[match.at : match.at + 4])
    return match.groups[instrument].prep == "sur" or (told and not dated)


def _named(scene: Scene, match: Match, at: int) -> tuple[int, tuple[int, int], str] | None:
    """The instrument that a group names, if it names one."""
    group = match.groups[at]
    if group.kind not in (NOUN, QUOTE) or scene.keys[group.first : group.last] in _unsaid(scene.pack):
        return None
    if found := _kinds(scene.pack).first(scene.keys, group.first, group.last, min(group.last + 6, match.sentence.last)):
        first, last, kinds = found
        return at, (first, max(last, group.last)), kinds[0]
    return None


def _read(scene: Scene, match: Match, matches: Sequence[Match]) -> Agreement | None:
    instrument = None if _is_untold(scene, match) else _instrument(scene, match)
    if instrument is None or _is_only_meant(scene, match, instrument[0]):
        return None
    at, title, kind = instrument
    signatories = {scene.tokens[match.groups[i].head].low for i in subject_of(match.groups, match.at)}
    if kind == "other" and signatories & _companies(scene.pack):
        kind = "contract"
    parties = _bound(scene, match, matches, at, kind)
    if len(parties) < 2:
        return None
    status = _status(scene, match, title)
    ref = match.groups[at].ref
    return Agreement(
        match,
        parties,
        kind,
        status,
        modality(scene, match),
        title,
        ref.value if isinstance(ref, Count) else None,
        _made_on(scene, match, status),
        where(scene, match.groups, _told_with(match, range(*extent(match))), title[1]),
    )


def _is_untold(scene: Scene, match: Match) -> bool:
    """Whether the words round a match deny an agreement, or tell it only as a thought, an aim or a topic."""
    verb = match.verb_group
    if (verb is not None and verb.negated) or is_unreal(scene, match) or _is_aim(scene, match) or _is_hindered(scene, match):
        return True
    if (match.at == match.verb and is_asked_for(scene, match)) or _is_wanted(scene, match):
        return True
    described = verb is not None and match.at == match.verb and verb.tense == "past_participle"
    others = match.frame.options.get("bound") and any(g.prep == "entre" for g in match.groups[match.at + 1 : match.at + 6])
    return bool(others) or (described and not _is_dated_or_bound(scene, match)) or _is_ahead(scene, match)


def _is_only_meant(scene: Scene, match: Match, instrument: int) -> bool:
    """Whether the instrument of a match is only talked about, or is not what its verb is about."""
    return (
        _is_topic(scene, match, instrument)
        or is_uncertain(scene, match.groups[instrument])
        or _is_preliminary(scene, match, instrument)
        or _is_far(match, instrument)
    )


def _bound(scene: Scene, match: Match, matches: Sequence[Match], instrument: int, kind: str) -> tuple[Taken, ...]:
    """The parties of an agreement of a kind; fewer than two where the frame asks for what is not there."""
    parties, options = parties_of(scene, match, instrument), match.frame.options
    if len(parties) > 1 and kind in options.get("kinds", (kind,)):
        return parties
    if options.get("needs_parties") or (options.get("bound") and kind != "treaty") or kind not in options.get("kinds", (kind,)):
        return ()
    if not parties and has_unknown_agent(scene, match):
        return ()
    alone = {t.actor for t in parties} if options.get("several") else set()
    filled = with_other_side(scene, match, matches, () if alone else parties, alone)
    members = scene.cast.members
    lands = {members[t.actor].country for t in match.parts.get("party", ())} - {None}
    return filled if len(lands) < 2 or lands == {members[t.actor].country for t in filled} else ()


def _status(scene: Scene, match: Match, title: tuple[int, int]) -> str:
    """The status of an agreement: what its frame says, or planned where the words look ahead."""
    status, verb = match.frame.values["status"], match.verb_group
    if status == "ended":
        return status
    meant = verb is not None and verb.tense == "infinitive" and not verb.modal and match.at == match.verb
    ahead = is_future(verb, scene.pack) or (meant and not is_granted(scene, match) and not is_seized(scene, match))
    if _is_there(scene, match):
        ahead = False
    if match.at != match.verb and match.groups[match.at].prep in ("sous", "selon"):
        ahead = False  # `en vertu de l'accord, X livrera …`: the agreement is there already
    return "planned" if ahead or looks_planned(scene, match) or _is_pending(scene, match, title) else status


def _is_there(scene: Scene, match: Match) -> bool:
    """Whether an agreement is subject of what comes of it, not of its making (`l'accord entre X et Y expire lundi`)."""
    verb = match.verb_group
    if verb is None or match.frame.rule != "agreement.noun_between" or match.at not in subject_of(match.groups, match.verb):
        return False
    return not verb.is_one_of(_verbs(scene.pack, "coming"))


def _made_on(scene: Scene, match: Match, status: str) -> When | None:
    """The day of an agreement; the day of what only comes of it is none."""
    day = when(scene, match, future=status == "planned")
    later = day is not None and match.verb >= 0 and day.start > scene.tokens[match.groups[match.verb].first].start
    return None if later and _is_there(scene, match) else day


def _is_preliminary(scene: Scene, match: Match, instrument: int) -> bool:
    """Whether an instrument is only what talks are about (`les négociations de l'accord`, `un projet de traité`)."""
    groups, nouns = match.groups, _verbs(scene.pack, "preliminary")
    i = instrument if groups[match.at].verb is None or match.frame.rule == "agreement.agree_to" else 0
    while i > 0 and groups[i].prep in ("de", "sur", "pour") and groups[i - 1].kind == NOUN:
        i -= 1
        if not nouns.isdisjoint(scene.words[groups[i].first : groups[i].last]):
            return True
    return False


def _is_ahead(scene: Scene, match: Match) -> bool:
    """Whether a noun of agreement only tells until when something else is due (`avant la signature de l'accord`)."""
    group = match.groups[match.at]
    return group.verb is None and scene.tokens[group.first].low in _verbs(scene.pack, "ahead")


def _is_far(match: Match, instrument: int) -> bool:
    """Whether what a verb of reaching reaches is something else (`arrivé à Riga pour parler d'un accord`)."""
    if match.frame.rule != "agreement.reach":
        return False
    between = match.groups[match.at + 1 : instrument]
    return match.groups[instrument].prep != "à" or any(g.verb is not None or g.prep == "à" for g in between)


@cache
def _pending(pack: Pack) -> Phrases[bool]:
    words = grammar(pack)
    phrases = pack.data("frames/agreements")["pending"]
    return Phrases((tuple(words.base(token.low) for token in tokenize(phrase, pack)), True) for phrase in phrases)


def _is_pending(scene: Scene, match: Match, title: tuple[int, int]) -> bool:
    """Whether the words behind an instrument tell that it is still talked about (`un accord en cours de négociation`)."""
    end = min(title[1] + 4, match.sentence.last)
    return _pending(scene.pack).first(scene.keys, title[0], end, match.sentence.last) is not None


def _told_with(match: Match, places: Iterable[int]) -> list[int]:
    """The groups that can tell where an agreement was made: not where somebody or something is to go or to do."""
    groups = match.groups
    aims = (i for i in range(match.at + 1, len(groups)) if (v := groups[i].verb) and v.tense == "infinitive" and groups[i].prep)
    aim = next(aims, len(groups))
    return [i for i in places if groups[i].prep != "vers" and (i < aim or i < match.at)]


def _is_aim(scene: Scene, match: Match) -> bool:
    """Whether an infinitive tells what is striven for (`un plan pour parvenir à une trêve`); one comes to sign."""
    verb = match.verb_group
    if verb is None or verb.tense != "infinitive":
        return False
    signed = match.frame.values["status"] == "signed"
    if match.groups[match.verb].prep in PURPOSE and not signed:
        return True
    for group in match.groups[: match.verb][::-1]:
        if group.verb is not None and group.verb.is_one_of(_verbs(scene.pack, "striving")):
            return True
        if group.verb is not None and group.verb.tense != "infinitive":
            return False
    return False


def _is_wanted(scene: Scene, match: Match) -> bool:
    """Whether an agreement only could or should be made (`pourrait aboutir à un accord`; « nous devons signer »)."""
    main = next((g.verb for g in match.groups[match.verb :: -1] if g.verb is not None and g.verb.finite), None)
    if main is None or match.verb < 0 or not main.modal:
        return False
    could = main.modal in _verbs(scene.pack, "possible") and main.tense in ("conditional", "conditional_past")
    dated = any(group.kind == TIME for group in match.groups)
    should = main.modal in _verbs(scene.pack, "due") and main.tense == "present" and match.sentence.quoted and not dated
    return could or should


def _is_hindered(scene: Scene, match: Match) -> bool:
    """Whether a signing is only what something is about or what somebody hinders (`entrave la signature de l'accord`)."""
    group, verb = match.groups[match.at], match.verb_group
    if group.verb is not None:
        return False
    hindered = verb is not None and match.verb < match.at and not group.prep and verb.is_one_of(_verbs(scene.pack, "hindering"))
    return hindered or (match.frame.rule == "agreement.noun_signature" and group.prep == "sur")


@cache
def _companies(pack: Pack) -> frozenset[str]:
    return frozenset(pack.data("frames/agreements")["companies"])


def _is_dated_or_bound(scene: Scene, match: Match) -> bool:
    """Whether a participle (`un accord signé …`) tells of an event: when, where or between whom."""
    first, last = match.at + 1, clause_end(match.groups, match.at)
    if any(group.kind == TIME or group.prep in ("par", "entre", "avec") for group in match.groups[first:last]):
        return True
    return where(scene, match.groups, range(first, last)) is not None
