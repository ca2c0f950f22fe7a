"""Agreements: a verb of signing, concluding or ending with the instrument that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from etl.entities.amounts import Count
from etl.entities.scene import Scene
from etl.events.agreement_doubts import is_awaited, is_only_meant, is_put_off, is_untold, only_states
from etl.events.agreement_parties import (
    are_of_one_state,
    has_unknown_agent,
    is_one_side,
    judges,
    lacks_one,
    of_visit,
    parties_of,
    with_other_side,
)
from etl.events.agreement_tellings import Agreement, each_once
from etl.events.agreement_words import kinds, listed
from etl.events.certainty import is_future, is_granted, is_seized, looks_planned, modality
from etl.events.extent import extent
from etl.events.match import Match, Taken, take
from etl.events.places import Where, place_of_relative, where
from etl.events.times import When, is_set_in, when
from etl.language.clauses import clause_end, clause_start, is_finite, is_temporal, relative_antecedent, subject_of
from etl.language.grammar import grammar
from etl.language.groups import NOUN, QUOTE, Group
from etl.language.pack import Pack
from etl.language.phrases import Phrases
from etl.language.tokens import tokenize
from etl.language.verbs import VerbGroup

_DONE = frozenset({"past", "pluperfect"})
_MEANS = frozenset({"dans", "selon", "sous", "avec", "contre", "après"})


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
    return each_once(scene, found)


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
        if i > match.at and (_is_aside(match, groups[i]) or _is_past(match, groups[i])):
            continue
        if found := _named(scene, match, i):
            ranked = verb is not None and groups[i].prep == "à" and verb.is_one_of(listed(scene.pack, "raising"))
            return None if ranked else found
    return None


def _is_aside(match: Match, group: Group) -> bool:
    """Whether a group behind a verb is not what it is about (`convenu dans une déclaration que …`, `obtenu par le traité`)."""
    verb = match.groups[match.at].verb
    bare = verb is not None and verb.tense == "past_participle"
    agreed = match.frame.rule == "agreement.agree_to" and group.prep in _MEANS
    return group.prep == "lors de" or agreed or (bare and bool(group.prep))


def _is_past(match: Match, group: Group) -> bool:
    """Whether a group stands behind the words right after which a frame wants its instrument (`mettre fin à`)."""
    return bool(match.frame.options.get("direct")) and group.first > match.trigger[1]


def _leads_away(scene: Scene, match: Match, inner: VerbGroup) -> bool:
    """Whether what stands behind a later verb is not what the frame is about.

    So behind a participle, where it is agreed to talk of it or to tend it (`convenu d'examiner le traité`), or where
    relations are raised to something (`convenu d'élever leurs liens au rang de partenariat`).
    """
    only = listed(scene.pack, "discussing") | listed(scene.pack, "tending")
    talked = match.frame.rule == "agreement.agree_to" and inner.is_one_of(only)
    return match.verb >= 0 and (talked or inner.tense == "present_participle" or inner.is_one_of(listed(scene.pack, "raising")))


def _named(scene: Scene, match: Match, at: int) -> tuple[int, tuple[int, int], str] | None:
    """The instrument that a group names, if it names one."""
    group = match.groups[at]
    if group.kind not in (NOUN, QUOTE) or scene.keys[group.first : group.last] in _unsaid(scene.pack):
        return None
    if found := kinds(scene.pack).first(scene.keys, group.first, group.last, min(group.last + 6, match.sentence.last)):
        first, last, told = found
        return at, (first, max(last, group.last)), told[0]
    return None


def _read(scene: Scene, match: Match, matches: Sequence[Match]) -> Agreement | None:
    instrument = None if is_untold(scene, match) else _instrument(scene, match)
    if instrument is None or is_only_meant(scene, match, instrument[0]):
        return None
    at, title, kind = instrument
    signatories = {scene.tokens[match.groups[i].head].low for i in subject_of(match.groups, match.at)}
    if kind == "other" and signatories & listed(scene.pack, "companies"):
        kind = "contract"
    if only_states(scene, match, at, kind):
        return None
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
        _place(scene, match, title),
    )


def _place(scene: Scene, match: Match, title: tuple[int, int]) -> Where | None:
    """Where an agreement was made: in its clause, in what that describes, or where what came right before it was."""
    first, last = extent(match)
    if found := where(scene, match.groups, _told_with(scene, match, range(first, last)), title[1]):
        return found
    if _is_next(scene, match):
        return where(scene, match.groups, _told_with(scene, match, range(first)))
    return place_of_relative(match.groups, match.verb) if match.verb >= 0 else None


def _bound(scene: Scene, match: Match, matches: Sequence[Match], instrument: int, kind: str) -> tuple[Taken, ...]:
    """The parties of an agreement of a kind; fewer than two where the frame asks for what is not there."""
    parties, options = parties_of(scene, match, instrument), match.frame.options
    if len(parties) < 2:
        parties = of_visit(scene, match) or parties
    if is_one_side(scene, match, parties) or lacks_one(scene, match, instrument, parties) or are_of_one_state(scene, parties):
        return ()
    if len(parties) > 1 and kind in options.get("kinds", (kind,)):
        return parties
    if options.get("needs_parties") or (options.get("bound") and kind != "treaty") or kind not in options.get("kinds", (kind,)):
        return ()
    if not parties and has_unknown_agent(scene, match):
        return ()
    alone = {t.actor for t in parties} if options.get("several") else set()
    if judges(scene, match):
        alone |= {t.actor for i in subject_of(match.groups, match.verb) for t in take(scene, match.sentence, match.groups, i)}
    filled = with_other_side(scene, match, matches, () if options.get("several") and alone else parties, alone)
    members = scene.cast.members
    lands = {members[t.actor].country for t in match.parts.get("party", ())} - {None}
    if are_of_one_state(scene, filled):
        return ()
    return filled if len(lands) < 2 or lands == {members[t.actor].country for t in filled} else ()


def _status(scene: Scene, match: Match, title: tuple[int, int]) -> str:
    """The status of an agreement: what its frame says, or planned where the words look ahead."""
    status, verb = match.frame.values["status"], match.verb_group
    if status == "ended" or _is_over(scene, match):
        return "ended"
    meant = verb is not None and verb.tense == "infinitive" and not verb.modal and match.at == match.verb
    if is_put_off(scene, match) or is_awaited(scene, match):
        return "planned"
    ahead = is_future(verb, scene.pack) or (meant and not is_granted(scene, match) and not is_seized(scene, match))
    if _is_there(scene, match) or _is_next(scene, match):
        ahead = False
    if match.at != match.verb and match.groups[match.at].prep in ("sous", "selon"):
        ahead = False  # `en vertu de l'accord, X livrera …`: the agreement is there already
    return "planned" if ahead or looks_planned(scene, match) or _is_pending(scene, match, title) else status


def _is_over(scene: Scene, match: Match) -> bool:
    """Whether an agreement is subject of its end (`l'accord entre X et Y a expiré lundi`)."""
    verb = match.verb_group
    over = verb is not None and verb.tense in _DONE and verb.is_one_of(listed(scene.pack, "expiring"))
    return over and match.at in subject_of(match.groups, match.verb)


def _is_next(scene: Scene, match: Match) -> bool:
    """Whether a signing is what was done next (`X a reçu Y avant de signer un accord`)."""
    own = match.groups[match.at]
    if not is_temporal(own) or scene.words[own.first] not in listed(scene.pack, "ahead"):
        return False
    told = next((g.verb for g in match.groups[: match.at][::-1] if is_finite(g)), None)
    return told is not None and told.tense == "past" and not told.negated and not told.is_one_of(listed(scene.pack, "urging"))


def _is_there(scene: Scene, match: Match) -> bool:
    """Whether an agreement is subject of what comes of it, not of its making (`l'accord entre X et Y expire lundi`)."""
    verb = match.verb_group
    if (
        verb is None
        or _is_over(scene, match)
        or match.frame.rule != "agreement.noun_between"
        or match.at not in subject_of(match.groups, match.verb)
    ):
        return False
    return not verb.is_one_of(listed(scene.pack, "coming"))


def _made_on(scene: Scene, match: Match, status: str) -> When | None:
    """The day of an agreement; the day of what only comes of it is none."""
    if is_put_off(scene, match):
        return None
    judged = judges(scene, match)
    day = when(scene, match, future=status == "planned", since=match.at if judged else 0)
    before = day is not None and day.start < scene.tokens[match.trigger[0]].start
    if day is not None and (is_set_in(match, day) or (judged and before)):
        return None  # a date before what somebody only judges tells when he does
    later = day is not None and match.verb >= 0 and day.start > scene.tokens[match.groups[match.verb].first].start
    return None if later and _is_there(scene, match) else day


@cache
def _pending(pack: Pack) -> Phrases[bool]:
    words = grammar(pack)
    phrases = pack.data("frames/agreements")["pending"]
    return Phrases((tuple(words.base(token.low) for token in tokenize(phrase, pack)), True) for phrase in phrases)


def _is_pending(scene: Scene, match: Match, title: tuple[int, int]) -> bool:
    """Whether the words behind an instrument tell that it is still talked about (`un accord en cours de négociation`)."""
    end = min(title[1] + 4, match.sentence.last)
    return _pending(scene.pack).first(scene.keys, title[0], end, match.sentence.last) is not None


def _told_with(scene: Scene, match: Match, places: Iterable[int]) -> list[int]:
    """The groups that can tell where an agreement was made: not where somebody or something is to go or to do."""
    groups = match.groups
    aims = (i for i in range(match.at + 1, len(groups)) if (v := groups[i].verb) and v.tense == "infinitive" and groups[i].prep)
    aim = next(aims, len(groups))
    near = [i for i in places if groups[i].prep != "vers" and (i < aim or i < match.at)]
    return [i for i in near if not _is_ruled(scene, groups, i)]


def _is_ruled(scene: Scene, groups: list[Group], at: int) -> bool:
    """Whether a place only tells whom somebody rules (`la junte au pouvoir au Niger`)."""
    first = next((i for i in range(at - 1, -1, -1) if groups[i].kind != NOUN), -1) + 1
    return any(scene.tokens[group.head].low in listed(scene.pack, "rulers") for group in groups[first:at])
