"""Aid pledges: from amounts of money and counts of goods to rows, by what governs them and what goes with them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from etl.entities.amounts import Amount, Count
from etl.entities.namings import METONYM, OFFICE, PERSON
from etl.entities.scene import Scene
from etl.events.aid_anchors import Anchor, find_anchors, goes_with_aid, is_bought
from etl.events.aid_sides import beside, find_donors, find_recipients, is_public, main_recipient, passes_on
from etl.events.aid_words import AidWords, aid_words, goods_kind
from etl.events.certainty import is_future, is_recent, modality
from etl.events.frames import Frame
from etl.events.match import Match, Taken
from etl.events.times import When, when
from etl.language.clauses import is_finite, subject_of
from etl.language.grammar import grammar
from etl.language.groups import COMMA, NOUN, RELATIVE, THAT, Group
from etl.language.pack import Pack
from etl.language.verbs import VerbGroup

_STATUS = {"give": "delivered", "approve": "committed", "promise": "pledged", "propose": "proposed", "suspend": "suspended"}
_AHEAD = frozenset({"future", "future_perfect", "infinitive", "present", "subjunctive", "conditional"})
_MEANS = frozenset({"par", "sous"})  # how goods stand that only carry or fetch others; `à bord de` counts as `sous`
_ROUND = Decimal("0.005")  # share by which money in round figures is off
_SERIES = 2  # sentences over which a series of pledges goes on
_MONEY = Frame("aid.money", "aid_pledges", {}, {}, (), (), {})
_GOODS = Frame("aid.goods", "aid_pledges", {}, {}, (), (), {})


class _Staged(NamedTuple):
    """An anchor that may be aid: tokens and kind of its goods, its status, the verb that tells it, whether aid is named."""

    anchor: Anchor
    item: tuple[int, int] | None
    kind: str | None
    status: str
    verb: int
    near: bool


class Pledge(NamedTuple):
    """A pledge as one sentence tells it; `item` and `status_words` are positions of tokens."""

    match: Match
    amount: Amount | None
    goods: Count | None
    item: tuple[int, int] | None
    aid_type: str
    status: str
    status_words: tuple[int, int]
    donors: tuple[Taken, ...]
    recipients: tuple[Taken, ...]
    when: When | None
    modality: str
    also: Amount | None = None


def read_pledges(scene: Scene) -> list[Pledge]:
    """The pledges of an article, one for each amount and each item.

    An article that tells of aid in so many words is about aid: there a verb of giving, promising or withholding is enough.
    """
    anchors = [anchor for sentence in scene.sentences for anchor in find_anchors(scene, sentence)]
    staged = [told for anchor in anchors if (told := _staged(scene, anchor))]
    if not any(_read(scene, each, (), about_aid=False) for each in staged):
        return []
    found: list[Pledge] = []
    for each in staged:
        if pledge := _read(scene, each, found, about_aid=True):
            found.append(pledge)
    whole = _with_recipients(scene, _placed(scene, _joined(scene, found)))
    return _once(scene, _with_types(scene, [pledge for pledge in whole if pledge.recipients]))


def _once(scene: Scene, pledges: Sequence[Pledge]) -> list[Pledge]:
    """Each pledge once: the first telling of it, or the first one behind the title, filled up from there."""
    kept: list[Pledge] = []
    for pledge in pledges:
        known = next((i for i, p in enumerate(kept) if _same(pledge, p) or _converts(scene, pledge, p)), -1)
        if known < 0:
            kept.append(pledge)
        elif scene.is_title(kept[known].match.sentence):
            kept[known] = _filled(pledge, kept[known])
    return kept


def _filled(pledge: Pledge, title: Pledge) -> Pledge:
    """A pledge with what only the title tells of it."""
    return pledge._replace(donors=pledge.donors or title.donors, when=pledge.when or title.when)


def _staged(scene: Scene, anchor: Anchor) -> _Staged | None:
    """An anchor with the stage that its verbs or nouns tell; None where they tell that it is no aid."""
    words = aid_words(scene.pack)
    goods = anchor.ref if isinstance(anchor.ref, Count) else None
    item = (scene.at(goods.noun_start), scene.at(goods.noun_end - 1) + 1) if goods else None
    kind = goods_kind(scene.tokens, *item, scene.pack) if item else None
    if goods and (kind is None or anchor.groups[anchor.at].prep in _MEANS or is_bought(scene, anchor, words)):
        return None
    stage = _stage(scene, anchor, words)
    near = goes_with_aid(scene, anchor, words) if stage else None
    return None if stage is None or near is False else _Staged(anchor, item, kind, *stage, bool(near))


def _read(scene: Scene, staged: _Staged, before: Sequence[Pledge], *, about_aid: bool) -> Pledge | None:
    words = aid_words(scene.pack)
    anchor, item, kind, status, verb, near = staged
    amount, goods = (anchor.ref, None) if isinstance(anchor.ref, Amount) else (None, anchor.ref)
    continues = _continues(scene, anchor, before)
    if not near and not _is_given(scene, anchor, verb, continues or about_aid, words):
        return None
    trigger = _trigger(anchor, verb)
    match = Match(_MONEY if amount else _GOODS, anchor.sentence, anchor.groups, anchor.at, verb, trigger, {})
    donors = find_donors(scene, anchor, verb)
    if continues and all(scene.cast.members[t.actor].kind == PERSON for t in donors):
        donors = before[-1].donors
    recipients = find_recipients(scene, anchor, (t.actor for t in donors))
    if not is_public(scene, [*donors, *recipients]) and not about_aid:
        return None
    told_type = kind if kind != "unspecified" and not amount else None
    aid_type = told_type or _type(scene, anchor, words, before[-1].aid_type if continues else "")
    date = _dated(scene, match)
    told = modality(scene, match)
    return Pledge(match, amount, goods, item, aid_type, status, trigger, donors, recipients, date, told, anchor.also)


def _dated(scene: Scene, match: Match) -> When | None:
    """The date of a pledge, told in its own sentence: aid of one day is told beside aid of any other."""
    found = when(scene, match, future=is_future(match.verb_group, scene.pack))
    inside = found is not None and match.groups[0].first <= scene.at(found.start) < match.groups[-1].last
    return found if inside else None


def _trigger(anchor: Anchor, verb: int) -> tuple[int, int]:
    if verb < 0:
        group = anchor.groups[anchor.at]
        return group.first, group.last
    return anchor.groups[verb].head, anchor.groups[verb].last


def _stage(scene: Scene, anchor: Anchor, words: AidWords) -> tuple[str, int] | None:
    """The status that the governing verbs tell, else the noun before, and which verb tells it (-1 if none).

    None where a verb says that it is no aid.
    """
    told: list[tuple[str, int, VerbGroup]] = []
    doing = _doing(scene, anchor)
    if isinstance(anchor.ref, Count) and doing is not None:
        carries = scene.words[scene.at(anchor.ref.noun_start)] in words.carriers and doing.is_one_of(words.arriving)
        if carries or set(doing.lemmas) & words.not_aid_verbs:
            return None
    for i in anchor.verbs:
        verb = anchor.groups[i].verb
        if verb is None:
            continue
        if verb.negated or (not told and set(verb.lemmas) & words.not_aid_verbs):
            return None
        stage = next((words.stages[lemma] for lemma in verb.lemmas if lemma in words.stages), None)
        if stage is not None:
            told.append((stage, i, verb))
    if not told:
        return _STATUS[_noun_stage(scene, anchor, words)], -1
    if told[0][2].is_one_of(words.adding):
        told = [each for each in told if each[1] > anchor.at] or told
    outer = told[:1] if len(told) > 1 and _is_apart(anchor.groups, told[0][1], told[1][1]) else told[:2]
    strong = [(_STATUS[stage], i) for name in ("suspend", "propose") for stage, i, _ in outer if stage == name]
    return strong[0] if strong else _status(*told[0], scene.pack)


def _is_apart(groups: list[Group], at: int, before: int) -> bool:
    """Whether a verb tells another thing than the verb before it: both are finite, in clauses side by side."""
    between = {group.kind for group in groups[before + 1 : at]}
    return is_finite(groups[at]) and is_finite(groups[before]) and not between & {THAT, RELATIVE} and COMMA in between


def _doing(scene: Scene, anchor: Anchor) -> VerbGroup | None:
    """The finite verb in the active behind the things that has them as its subject (`deux hélicoptères ont franchi …`)."""
    groups, at = anchor.groups, anchor.at
    after = next((i for i in range(at + 1, len(groups)) if is_finite(groups[i])), -1)
    verb = groups[after].verb if after >= 0 else None
    described = (at, at + 1) if groups[at].last == groups[min(at + 1, len(groups) - 1)].first else (at,)
    return verb if verb is not None and not verb.passive and set(described) & set(subject_of(groups, after)) else None


def _noun_stage(scene: Scene, anchor: Anchor, words: AidWords) -> str:
    """The stage that the noun tells whose complement the money or the things are (`la livraison de 40 obusiers`)."""
    for group in _noun_phrase(anchor.groups, anchor.at)[1:]:
        stage = words.noun_stages.get(scene.tokens[group.head].low)
        if stage is not None:
            return stage
    return "promise"


def _noun_phrase(groups: list[Group], at: int) -> list[Group]:
    """A group and the ones before it whose complement it is, nearest first."""
    i = at
    while i > 0 and groups[i].kind == NOUN and groups[i].prep and groups[i - 1].kind == NOUN:
        i -= 1
    return [*groups[i : at + 1]][::-1]


def _status(stage: str, at: int, verb: VerbGroup, pack: Pack) -> tuple[str, int]:
    """The status that one verb tells by its stage and its tense."""
    if verb.modal == "pouvoir" and verb.tense != "past":
        return "proposed", at
    if stage == "give" and is_recent(verb, pack):
        return _STATUS[stage], at
    if stage == "give" and (verb.tense in _AHEAD or verb.modal):
        return "pledged", at
    if stage == "approve" and (verb.tense in ("future", "infinitive", "conditional") or is_future(verb, pack)):
        return "pledged", at
    return _STATUS[stage], at


def _continues(scene: Scene, anchor: Anchor, before: Sequence[Pledge]) -> bool:
    """Whether another pledge was told in the same sentence or one of the two before it."""
    if not before:
        return False
    outer = [sentence for sentence in scene.sentences if not sentence.quoted]
    here, last = (
        next((i for i, s in enumerate(outer) if s.first <= place.first < s.last), 0)
        for place in (anchor.sentence, before[-1].match.sentence)
    )
    return here - last <= _SERIES


def _is_given(scene: Scene, anchor: Anchor, verb: int, continues: bool, words: AidWords) -> bool:
    """Whether money or goods without a noun of aid are aid: a verb of giving governs them, and there is somebody to give to."""
    if verb < 0:
        return continues and bool(beside(scene, anchor))
    group = anchor.groups[verb].verb
    stages = {words.stages.get(lemma) for lemma in group.lemmas} if group else set()
    if isinstance(anchor.ref, Count):
        return bool(stages)
    return bool(stages - {None}) and (continues or bool(find_recipients(scene, anchor, ())))


def _type(scene: Scene, anchor: Anchor, words: AidWords, last: str) -> str:
    """What the aid is for: the nearest word between its neighbours in money; else as in the series, the sentence, the title."""
    groups, at = anchor.groups, anchor.at
    money = [i for i, group in enumerate(groups) if isinstance(group.ref, Amount | Count) and i != at]
    first = groups[max((i for i in money if i < at), default=-1) + 1].first
    end = groups[min((i for i in money if i > at), default=len(groups)) - 1].last
    places = [range(first, end)]
    if not last:
        title = scene.text.find("\n")
        places += [range(anchor.sentence.first, anchor.sentence.last), range(scene.at(title) if title > 0 else 0)]
    for tokens in places:
        told = [i for i in tokens if scene.tokens[i].low in words.types and not _is_office(scene, i)]
        if told:
            return words.types[scene.tokens[min(told, key=lambda i: abs(i - groups[at].head))].low]
    return last or "unspecified"


def _with_types(scene: Scene, pledges: Sequence[Pledge]) -> list[Pledge]:
    """Fills a type that neither the sentence nor the title tells: the only one that the words of the article tell."""
    if all(pledge.aid_type != "unspecified" for pledge in pledges):
        return list(pledges)
    types = aid_words(scene.pack).types
    kinds = {types[word] for word in types.keys() & set(scene.words) if not _is_office(scene, scene.words.index(word))}
    only = kinds.pop() if len(kinds) == 1 else "unspecified"
    return [p._replace(aid_type=only) if p.aid_type == "unspecified" else p for p in pledges]


def _is_office(scene: Scene, token: int) -> bool:
    """Whether a token belongs to what somebody is called (`la ministre de la Défense`)."""
    return any(naming.first <= token < naming.last for naming in scene.namings if naming.kind in (PERSON, OFFICE))


def _joined(scene: Scene, pledges: Sequence[Pledge]) -> list[Pledge]:
    """Goods and the amount that tells their worth (`douze chars, d'une valeur de 50 millions d'euros`) as one pledge."""
    worth = aid_words(scene.pack).worth
    done: list[Pledge] = []
    for pledge in pledges:
        last = done[-1] if done else None
        if last and last.goods and pledge.amount and not last.amount and last.match.sentence == pledge.match.sentence:
            end = scene.at(last.goods.noun_end - 1) + 1
            between = scene.keys[end : scene.at(pledge.amount.start)]
            if between == ("(",) or (len(between) < 10 and any(worth.longest(between, i) for i in range(len(between)))):
                done[-1] = last._replace(amount=pledge.amount)
                continue
        done.append(pledge)
    return done


def _with_recipients(scene: Scene, pledges: Sequence[Pledge]) -> list[Pledge]:
    """Fills a recipient that the sentence leaves out: from the pledges before it, the ones after it, or the article.

    A donor that it leaves out is the one of all other pledges.
    """
    known = [pledge.recipients for pledge in pledges if _lasts(scene, pledge)]
    givers = [pledge.donors for pledge in pledges if pledge.donors]
    alone = len({frozenset(t.actor for t in donors) for donors in givers}) == 1
    only = givers[0] if alone else ()
    most = max(known, key=known.count, default=())
    done: list[Pledge] = []
    for i, pledge in enumerate(pledges):
        recipients = pledge.recipients
        if not pledge.donors and not recipients and givers:
            pledge = pledge._replace(donors=max(givers, key=givers.count))
        if not recipients and pledge.donors:
            earlier = [p.recipients for p in pledges[:i] if _lasts(scene, p)]
            recipients = earlier[-1] if earlier else most if most else main_recipient(scene, [t.actor for t in pledge.donors])
        donors = tuple(t for t in pledge.donors or only if t.actor not in {r.actor for r in recipients})
        done.append(pledge._replace(donors=donors, recipients=recipients))
    return done


def _lasts(scene: Scene, pledge: Pledge) -> bool:
    """Whether somebody keeps what a pledge gives."""
    return any(not passes_on(scene, t.actor) for t in pledge.recipients)


def _placed(scene: Scene, pledges: Sequence[Pledge]) -> list[Pledge]:
    """The pledges without the recipients that only tell where they were made: capitals of donors (`promis à Paris`)."""
    givers = {t.actor for pledge in pledges for t in pledge.donors}
    return [p._replace(recipients=tuple(t for t in p.recipients if not _is_place(scene, t, givers))) for p in pledges]


def _is_place(scene: Scene, taken: Taken, givers: set[int]) -> bool:
    naming = scene.namings[taken.naming] if taken.naming is not None else None
    return naming is not None and naming.mention_type == METONYM and taken.actor in givers


def _same(one: Pledge, other: Pledge) -> bool:
    """Whether two pledges are the same amount or the same goods told twice."""
    if one.amount and other.amount:
        mine, theirs = ({(a.value, a.currency) for a in (p.amount, p.also) if a} for p in (one, other))
        return bool(mine & theirs) or _rounds(one, other) or _rounds(other, one)
    if one.goods and other.goods and not one.amount and not other.amount:
        givers, others = {t.actor for t in one.donors}, {t.actor for t in other.donors}
        return one.goods.value == other.goods.value and (givers == others or not givers or not others)
    return False


def _rounds(one: Pledge, other: Pledge) -> bool:
    """Whether the money of one pledge tells that of another in round figures (`près de 340 millions`, `339,6 millions`)."""
    a, b = one.amount, other.amount
    if a is None or b is None or a.currency != b.currency or a.qualifier not in ("about", "more_than"):
        return False
    donors = {t.actor for t in one.donors} == {t.actor for t in other.donors}
    return donors and a.value != b.value and abs(a.value - b.value) <= _ROUND * b.value


def _converts(scene: Scene, one: Pledge, other: Pledge) -> bool:
    """Whether money told of `cette aide` only repeats in another currency the money of a pledge told just before."""
    if one.amount is None or other.amount is None or one.amount.currency == other.amount.currency:
        return False
    pointed = any(
        token.low in grammar(scene.pack).words["demonstratives"]
        for group in _noun_phrase(one.match.groups, one.match.at)
        for token in scene.tokens[group.first : group.head]
    )
    outer = [sentence for sentence in scene.sentences if not sentence.quoted]
    places = [next((i for i, s in enumerate(outer) if s.first <= p.match.sentence.first < s.last), 0) for p in (other, one)]
    return pointed and 0 < places[1] - places[0] <= _SERIES
