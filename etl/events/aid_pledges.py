"""Aid pledges: from amounts of money and counts of goods to rows, by what governs them and what goes with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from etl.entities.amounts import Amount, Count
from etl.entities.gazetteer import demonym_countries
from etl.entities.namings import COUNTRY, PERSON, Naming
from etl.entities.references import topic_before
from etl.entities.scene import Scene
from etl.events.aid_words import AidWords, aid_words, goods_kind
from etl.events.circumstances import When, modality, when
from etl.events.frames import Frame
from etl.events.match import Match, Taken, take
from etl.language.clauses import clause_end, clause_start, is_finite, subject_of
from etl.language.grammar import grammar
from etl.language.groups import COMMA, LINK, MARK, NOUN, OTHER, QUOTE, Group
from etl.language.sentences import Sentence

_STAGE_STATUS = {
    "give": "delivered",
    "approve": "committed",
    "promise": "pledged",
    "propose": "proposed",
    "suspend": "suspended",
}
_NEAR = 2  # sentences over which a series of pledges goes on
_AHEAD = frozenset({"future", "future_perfect", "infinitive", "present", "subjunctive"})
_DONE = frozenset({"past", "pluperfect", "past_participle", "past_infinitive", "imperfect"})


class Pledge(NamedTuple):
    """A pledge as one sentence tells it; `item` and `status_words` are positions of tokens."""

    match: Match
    amount: Amount | None
    count: Count | None
    item: tuple[int, int] | None
    aid_type: str
    status: str
    status_words: tuple[int, int]
    donors: tuple[Taken, ...]
    recipients: tuple[Taken, ...]
    when: When | None
    modality: str


class _Anchor(NamedTuple):
    """Money or goods in a sentence, and what the sentence says of them."""

    ref: Amount | Count
    sentence: Sentence
    groups: Sequence[Group]
    at: int
    verbs: tuple[int, ...]


def read_pledges(scene: Scene) -> list[Pledge]:
    """The pledges of an article, one for each amount and each item."""
    found: list[Pledge] = []
    for sentence in scene.sentences:
        for anchor in _anchors(scene, sentence):
            pledge = _read(scene, anchor, found)
            if pledge is not None:
                found.append(pledge)
    found = _with_recipients(scene, _joined(scene, found))
    kept: list[Pledge] = []
    for pledge in found:
        if pledge.recipients and not any(_same(pledge, other) for other in kept):
            kept.append(pledge)
    return kept


def _anchors(scene: Scene, sentence: Sentence) -> Iterator[_Anchor]:
    first, last = scene.tokens[sentence.first].start, scene.tokens[sentence.last - 1].end
    if not any(first <= thing.start < last for things in (scene.amounts, scene.counts) for thing in things):
        return
    groups = scene.groups(sentence)
    around = _around(scene, sentence) if sentence.quoted and not any(group.verb for group in groups) else None
    for at, group in enumerate(groups):
        if isinstance(group.ref, Amount | Count):
            outer, place = around if around else (sentence, at)
            row = scene.groups(outer)
            yield _Anchor(group.ref, outer, row, place, tuple(_governing(row, place)))


def _around(scene: Scene, sentence: Sentence) -> tuple[Sentence, int] | None:
    """The sentence round a quotation, and the position of the quotation in it."""
    for outer in scene.sentences:
        if not outer.quoted and outer.first <= sentence.first < outer.last:
            groups = scene.groups(outer)
            return next(
                ((outer, i) for i, g in enumerate(groups) if g.kind == QUOTE and g.first <= sentence.first < g.last), None
            )
    return None


def _governing(groups: Sequence[Group], at: int) -> Iterator[int]:
    """The verbs that can govern a group, nearest first: back to the start of the sentence, then the next one after it."""
    for i in range(at - 1, -1, -1):
        if groups[i].verb is not None:
            yield i
        if groups[i].kind == MARK and groups[i].ref is None:
            break
    for i in range(at + 1, len(groups)):
        verb = groups[i].verb
        if verb is not None:
            yield i
            return
        if groups[i].kind in (MARK, COMMA):
            return


def _read(scene: Scene, anchor: _Anchor, before: Sequence[Pledge]) -> Pledge | None:
    words = aid_words(scene.pack)
    groups, at = anchor.groups, anchor.at
    ref = anchor.ref
    amount, count = (ref, None) if isinstance(ref, Amount) else (None, ref)
    goods = _item(scene, count) if count is not None else None
    kind = goods_kind(scene.tokens, *goods, scene.pack) if goods else None
    if count is not None and kind is None:
        return None
    near = _nearest_noun(scene, anchor, words)
    stage = _stage(scene, anchor, words)
    if near is False or stage is None:
        return None
    if not _is_aid(scene, anchor, near, stage, amount, _continues(scene, anchor, before)):
        return None
    status, verb = stage
    match = Match(
        Frame("aid.money" if amount else "aid.goods", "aid_pledges", {}, {}, (), (), {}),
        anchor.sentence,
        groups,
        at,
        verb,
        _trigger(anchor, verb),
        {},
    )
    donors = _donors(scene, anchor, verb, before)
    recipients = _recipients(scene, anchor, {t.actor for t in donors})
    aid_type = kind if kind and amount is None else _type(scene, anchor, words)
    return Pledge(
        match,
        amount,
        count,
        goods,
        aid_type,
        status,
        match.trigger,
        donors,
        recipients,
        when(scene, match, future=status in ("pledged", "proposed")),
        modality(scene, match),
    )


def _trigger(anchor: _Anchor, verb: int) -> tuple[int, int]:
    if verb < 0:
        group = anchor.groups[anchor.at]
        return group.first, group.last
    group = anchor.groups[verb]
    return (group.head, group.last) if group.verb else (group.head, group.last)


def _item(scene: Scene, count: Count) -> tuple[int, int]:
    return scene.at(count.noun_start), scene.at(count.noun_end - 1) + 1


def _nearest_noun(scene: Scene, anchor: _Anchor, words: AidWords) -> bool | None:
    """Whether the nearest noun that decides, in the clause of the money, is one of aid; None if there is none."""
    groups, at = anchor.groups, anchor.at
    keys = grammar(scene.pack)
    found: list[tuple[int, bool]] = []
    for i in range(clause_start(groups, at), min(clause_end(groups, at), at + 4)):
        if groups[i].kind != NOUN or (i == at and isinstance(anchor.ref, Count)):
            continue
        tokens = [keys.base(t.low) for t in scene.tokens[groups[i].first : groups[i].last]]
        for start in range(len(tokens)):
            if hit := words.nouns.longest(tokens, start):
                found.append((abs(i - at) + (i > at), hit[1][0]))
                break
    return min(found)[1] if found else None


def _stage(scene: Scene, anchor: _Anchor, words: AidWords) -> tuple[str, int] | None:
    """The status that the governing verbs tell, and the verb that tells it (-1 if none); None where a verb says it is no aid."""
    groups = anchor.groups
    told: list[tuple[str, int]] = []
    for i in anchor.verbs:
        verb = groups[i].verb
        if verb is None:
            continue
        if verb.negated:
            return None
        if not told and set(verb.lemmas) & words.not_aid_verbs:
            return None
        stage = next((words.stages[lemma] for lemma in verb.lemmas if lemma in words.stages), None)
        if stage is not None:
            told.append((stage, i))
    if not told:
        return "pledged", -1
    for strong in ("suspend", "propose"):
        if hit := next((i for stage, i in told[:2] if stage == strong), None):
            return _STAGE_STATUS[strong], hit
    stage, i = told[0]
    verb = groups[i].verb
    assert verb is not None
    if verb.tense in ("conditional", "conditional_past") or verb.modal == "pouvoir":
        return "proposed", i
    ahead = verb.tense in _AHEAD or verb.modal != ""
    if stage == "give":
        return ("pledged" if ahead and verb.tense != "past_participle" else "delivered"), i
    if stage == "approve":
        return ("pledged" if verb.tense in ("future", "infinitive") else "committed"), i
    return _STAGE_STATUS[stage], i


def _continues(scene: Scene, anchor: _Anchor, before: Sequence[Pledge]) -> bool:
    """Whether another pledge was told in the same sentence or one of the two before it."""
    if not before:
        return False
    outer = [s for s in scene.sentences if not s.quoted]
    here = next((i for i, s in enumerate(outer) if s.first <= anchor.sentence.first < s.last), 0)
    last = next((i for i, s in enumerate(outer) if s.first <= before[-1].match.sentence.first < s.last), 0)
    return here - last <= _NEAR


def _is_aid(
    scene: Scene, anchor: _Anchor, near: bool | None, stage: tuple[str, int], amount: Amount | None, continues: bool
) -> bool:
    """Whether the money or goods are aid: a noun of aid beside them, or a verb of giving with somebody to give to."""
    if near:
        return True
    verb = stage[1]
    if verb < 0:
        return continues and bool(_beside(scene, anchor))
    words = aid_words(scene.pack)
    lemmas = anchor.groups[verb].verb.lemmas if anchor.groups[verb].verb else ()
    stages = {words.stages.get(lemma) for lemma in lemmas}
    if amount is None:
        return bool(stages & {"give", "approve", "promise", "propose", "suspend"})
    return bool(stages & {"give", "approve", "suspend", "promise"}) and (continues or bool(_recipients(scene, anchor, set())))


def _type(scene: Scene, anchor: _Anchor, words: AidWords) -> str:
    """What the aid is for: the nearest word that tells, in the sentence, else in the sentence before."""
    middle = anchor.groups[anchor.at].head
    found = [
        (abs(i - middle), words.types[t.low])
        for i, t in enumerate(scene.tokens[anchor.sentence.first : anchor.sentence.last], anchor.sentence.first)
        if t.low in words.types
    ]
    return min(found)[1] if found else "unspecified"


def _as_state(scene: Scene, taken: Sequence[Taken]) -> tuple[Taken, ...]:
    """The states for which persons act, in place of the persons."""
    members = scene.cast.members
    done: dict[int, Taken] = {}
    for t in taken:
        member = members[t.actor]
        if member.kind == PERSON:
            land = next((i for i, m in enumerate(members) if m.kind == COUNTRY and m.key == member.country), None)
            t = t if land is None else Taken(land, None)
        done.setdefault(t.actor, t)
    return tuple(done.values())


def _donors(scene: Scene, anchor: _Anchor, verb: int, before: Sequence[Pledge]) -> tuple[Taken, ...]:
    """Who gives: an agent, the owner of the aid, the subject of the verb; else whoever gave in the pledge told just before."""
    groups, at = anchor.groups, anchor.at
    first, last = clause_start(groups, at), clause_end(groups, at)
    by = [
        t
        for i in range(at, last)
        if groups[i].kind == NOUN and groups[i].prep == "par"
        for t in take(scene, anchor.sentence, groups, i)
    ]
    by += (
        [t for i in range(first, at) if groups[i].prep == "par" for t in take(scene, anchor.sentence, groups, i)]
        if not by
        else []
    )
    if by:
        return _as_state(scene, by)
    if beside := _beside(scene, anchor):
        return _as_state(scene, beside)
    if owner := _adjective(scene, anchor):
        return owner
    members = scene.cast.members
    for i in ([verb] if verb >= 0 and groups[verb].verb else []) + [v for v in anchor.verbs if is_finite(groups[v])]:
        group = groups[i].verb
        if group is None or (group.passive and group.finite):
            continue
        subjects = [t for j in subject_of(groups, i) for t in take(scene, anchor.sentence, groups, j)]
        if subjects:
            return _as_state(scene, subjects)
    owners = [
        t
        for i in range(first, at)
        if groups[i].prep == "de"
        for t in take(scene, anchor.sentence, groups, i)
        if members[t.actor].kind != PERSON
    ]
    if owners:
        return _as_state(scene, owners[-1:])
    if (
        verb >= 0
        and (topic := topic_before(scene, anchor.sentence.first, COUNTRY)) is not None
        and any(groups[j].kind == NOUN and groups[j].ref is None for j in subject_of(groups, verb))
    ):
        return (Taken(topic, None),)
    return before[-1].donors if before and before[-1].match.sentence.first >= anchor.sentence.first - 120 else ()


def _beside(scene: Scene, anchor: _Anchor) -> list[Taken]:
    """Whoever stands, without a verb between, right before the money (`l'Allemagne 244 millions`, `celle du Portugal à 100 millions`)."""
    groups, i = anchor.groups, anchor.at - 1
    while i >= 0 and groups[i].kind == OTHER:
        i -= 1
    if (
        i < 1
        or groups[i].kind != NOUN
        or groups[i].prep not in ("", "de")
        or groups[i - 1].kind not in (COMMA, LINK, MARK, NOUN)
    ):
        return []
    if (
        groups[i].prep == "de"
        and scene.tokens[groups[i - 1].head].low not in grammar(scene.pack).words["demonstrative_pronouns"]
    ):
        return []
    return [t for t in take(scene, anchor.sentence, groups, i) if scene.cast.members[t.actor].kind != PERSON]


def _adjective(scene: Scene, anchor: _Anchor) -> tuple[Taken, ...]:
    """The country whose adjective goes with the noun of aid (`l'aide américaine`)."""
    keys, words = grammar(scene.pack), aid_words(scene.pack)
    for i in range(clause_start(anchor.groups, anchor.at), anchor.at + 1):
        group = anchor.groups[i]
        if group.kind != NOUN or isinstance(group.ref, Naming):
            continue
        tokens = [keys.base(t.low) for t in scene.tokens[group.first : group.last]]
        if any(hit[1][0] for s in range(len(tokens)) if (hit := words.nouns.longest(tokens, s))):
            for token in scene.tokens[group.first : group.last]:
                for land in demonym_countries(token.low, scene.pack)[:1]:
                    return tuple(
                        Taken(j, None) for j, m in enumerate(scene.cast.members) if m.kind == COUNTRY and m.key == land
                    )
    return ()


def _recipients(scene: Scene, anchor: _Anchor, donors: set[int]) -> tuple[Taken, ...]:
    """Who receives: after `à` or `pour`, behind the money first, then before it."""
    groups, at = anchor.groups, anchor.at
    members = scene.cast.members
    for positions in (range(at + 1, len(groups)), range(at - 1, -1, -1)):
        for i in positions:
            group = groups[i]
            if positions.step > 0 and group.kind == NOUN and isinstance(group.ref, Amount | Count):
                break
            if group.kind != NOUN or group.prep not in ("à", "pour"):
                continue
            taken = [
                t for t in take(scene, anchor.sentence, groups, i) if t.actor not in donors and members[t.actor].kind != PERSON
            ]
            if taken:
                return tuple(taken)
    return ()


def _joined(scene: Scene, pledges: Sequence[Pledge]) -> list[Pledge]:
    """Goods and the amount that tells their worth (`douze chars, d'une valeur de 50 millions d'euros`) as one pledge."""
    keys, worth = grammar(scene.pack), aid_words(scene.pack).worth
    done: list[Pledge] = []
    for pledge in pledges:
        last = done[-1] if done else None
        if pledge.amount and last and last.count and not last.amount and last.match.sentence == pledge.match.sentence:
            end = scene.at(last.count.noun_end - 1) + 1
            between = [keys.base(t.low) for t in scene.tokens[end : scene.at(pledge.amount.start)]]
            if len(between) < 10 and any(worth.longest(between, i) for i in range(len(between))):
                done[-1] = last._replace(amount=pledge.amount)
                continue
        done.append(pledge)
    return done


def _with_recipients(scene: Scene, pledges: Sequence[Pledge]) -> list[Pledge]:
    """Fills a recipient that the sentence leaves out from the pledges before it, else from the ones after it, else from the article."""
    known = [p.recipients for p in pledges if p.recipients]
    done: list[Pledge] = []
    for i, pledge in enumerate(pledges):
        if not pledge.donors and not pledge.recipients:
            continue
        if not pledge.recipients:
            earlier = [p.recipients for p in pledges[:i] if p.recipients]
            pledge = pledge._replace(
                recipients=(earlier[-1] if earlier else known[0] if known else _main_recipient(scene, pledge))
            )
        donors = tuple(t for t in pledge.donors if t.actor not in {r.actor for r in pledge.recipients})
        done.append(pledge._replace(donors=donors, recipients=tuple(Taken(t.actor, t.naming) for t in pledge.recipients)))
    return done


def _main_recipient(scene: Scene, pledge: Pledge) -> tuple[Taken, ...]:
    """The country that the article names most, the donors aside."""
    donors = {t.actor for t in pledge.donors}
    counts: dict[int, int] = {}
    for actors in scene.cast.of:
        for actor in actors:
            if scene.cast.members[actor].kind == COUNTRY and actor not in donors:
                counts[actor] = counts.get(actor, 0) + 1
    return (Taken(max(counts, key=lambda a: (counts[a], -a)), None),) if counts else ()


def _same(one: Pledge, other: Pledge) -> bool:
    """Whether two pledges are the same amount or the same goods told twice."""
    if one.amount and other.amount:
        return (one.amount.value, one.amount.currency) == (other.amount.value, other.amount.currency)
    if one.count and other.count and not one.amount and not other.amount:
        return (
            one.count.value == other.count.value
            and one.donors == other.donors
            and one.item is not None
            and other.item is not None
        )
    return False
