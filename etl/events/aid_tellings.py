"""One pledge, one row: its tellings joined, gaps filled from the article, what is no aid left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from etl.entities.amounts import Amount, Count
from etl.entities.namings import COUNTRY, METONYM, ORGANIZATION, PERSON
from etl.entities.scene import Scene
from etl.events.aid_anchors import noun_phrase
from etl.events.aid_recipients import main_recipient
from etl.events.aid_sides import body_kind, passes_on
from etl.events.aid_words import aid_words
from etl.events.match import Match, Taken
from etl.events.states import homes
from etl.events.times import When
from etl.language.grammar import grammar

SERIES = 2  # sentences over which a series of pledges goes on
_ROUND = Decimal("0.005")  # share by which money in round figures is off
_WORTH = 10  # tokens between goods and what they are worth
_FOR_STATE = frozenset(
    {"minister", "foreign_minister", "defence_minister", "head_of_state", "head_of_government", "ambassador"}
)
_PARTS = 2  # sums that make a total


class Pledge(NamedTuple):
    """A pledge as one sentence tells it.

    `item` and `status_words` are positions of tokens; `unnamed` tells that it is for states or bodies without a name.
    """

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
    unnamed: bool = False


def as_told(scene: Scene, pledges: Sequence[Pledge]) -> list[Pledge]:
    """The pledges of an article, each once and with both sides, from all that its sentences tell."""
    own = [_of_state(scene, pledge) for pledge in _each_its_own(scene, _joined(scene, pledges))]
    abroad = [_from_abroad(scene, pledge) for pledge in own]
    aid = [p for p in abroad if p is not None and not (_is_paid(scene, p) or _is_among_unknown(scene, p))]
    whole = _with_recipients(scene, _placed(scene, aid))
    return _once(
        scene,
        [_in_zone(scene, p) for p in whole if (p.recipients or p.unnamed) and not _is_at_home(scene, p.donors, p.recipients)],
    )


def _once(scene: Scene, pledges: Sequence[Pledge]) -> list[Pledge]:
    """Each pledge once: the first telling of it, or the first one behind the title, filled up from there."""
    kept: list[Pledge] = []
    for pledge in pledges:
        known = next((i for i, p in enumerate(kept) if _same(scene, pledge, p) or _converts(scene, pledge, p)), -1)
        if known < 0 and not _sums_up(scene, pledge, kept):
            kept.append(pledge)
        elif known >= 0 and scene.is_title(kept[known].match.sentence):
            kept[known] = _filled(pledge, kept[known])
    return kept


def _in_zone(scene: Scene, pledge: Pledge) -> Pledge:
    """A pledge whose money is that of its recipients' own zone, where several currencies share a name."""
    money, members = pledge.amount, scene.cast.members
    if money is None:
        return pledge
    codes = {aid_words(scene.pack).zones.get((money.currency or "", members[t.actor].country or "")) for t in pledge.recipients}
    code = codes.pop() if len(codes) == 1 else None
    return pledge if code is None else pledge._replace(amount=money._replace(currency=code))


def _filled(pledge: Pledge, title: Pledge) -> Pledge:
    """A pledge with what only the title tells of it."""
    return pledge._replace(donors=pledge.donors or title.donors, when=pledge.when or title.when)


def _sums_up(scene: Scene, pledge: Pledge, before: Sequence[Pledge]) -> bool:
    """Whether money only tells what pledges told before it come to: it is their sum, or `en tout` opens its sentence."""
    money = pledge.amount
    if money is None:
        return False
    first = pledge.match.sentence.first
    lands = _lands(scene, pledge.donors)
    alike = [p.amount for p in before if p.amount and _lands(scene, p.donors) == lands]
    parts = [amount.value for amount in alike if amount.currency == money.currency]
    opened = aid_words(scene.pack).summing.longest(scene.keys, first) is not None and bool(before)
    return opened or (len(parts) >= _PARTS and sum(parts) == money.value)


def _joined(scene: Scene, pledges: Sequence[Pledge]) -> list[Pledge]:
    """Goods and the amount that tells their worth (`douze chars, d'une valeur de 50 millions d'euros`) as one pledge."""
    worth = aid_words(scene.pack).worth
    done: list[Pledge] = []
    for pledge in pledges:
        last = done[-1] if done else None
        if last and last.goods and pledge.amount and not last.amount and last.match.sentence == pledge.match.sentence:
            end = scene.at(last.goods.noun_end - 1) + 1
            between = scene.keys[end : scene.at(pledge.amount.start)]
            whole = between[:1] == (",",) and len(done) > 1 and _are_joined(scene, done[-2], last)
            if between == ("(",) or (
                not whole and len(between) < _WORTH and any(worth.longest(between, i) for i in range(len(between)))
            ):
                done[-1] = last._replace(amount=pledge.amount)
                continue
        done.append(pledge)
    return done


def _are_joined(scene: Scene, one: Pledge, other: Pledge) -> bool:
    """Whether two pledges are of goods that `et` joins : a worth set off behind them is that of both."""
    if one.goods is None or other.goods is None or one.match.sentence != other.match.sentence or one.amount:
        return False
    between = scene.keys[scene.at(one.goods.noun_end - 1) + 1 : scene.at(other.goods.start)]
    return len(between) < _PARTS + 1 and bool(between) and grammar(scene.pack).linkers.longest(between, 0) is not None


def _each_its_own(scene: Scene, pledges: Sequence[Pledge]) -> list[Pledge]:
    """Several sums shared out to several sides, each with its own (`X et Y ont promis respectivement 3 et 5 millions`)."""
    done = list(pledges)
    respective = aid_words(scene.pack).respective
    if respective.isdisjoint(scene.words):
        return done
    for sentence in {p.match.sentence for p in pledges}:
        row = [i for i, p in enumerate(pledges) if p.match.sentence == sentence]
        if len(row) < 2 or respective.isdisjoint(scene.words[sentence.first : sentence.last]):
            continue
        for place, i in enumerate(row):
            donors, recipients = ((side[place],) if len(side) == len(row) else side for side in _sides(pledges[i]))
            done[i] = done[i]._replace(donors=donors, recipients=recipients)
    return done


def _sides(pledge: Pledge) -> tuple[tuple[Taken, ...], tuple[Taken, ...]]:
    return pledge.donors, pledge.recipients


def _of_state(scene: Scene, pledge: Pledge) -> Pledge:
    """A pledge of somebody in office whose state nobody tells, as one of the only other state told here or just before."""
    members = scene.cast.members
    givers = [members[t.actor] for t in pledge.donors]
    unknown = [m for m in givers if m.kind == PERSON and not m.country and any(o.role in _FOR_STATE for o in m.offices)]
    if not unknown or len(unknown) < len(givers):
        return pledge
    sentence = pledge.match.sentence
    before = next((s for s in scene.sentences[::-1] if not s.quoted and s.last <= sentence.first), sentence)
    takers = {members[t.actor].country for t in pledge.recipients}
    near = (of for n, of in zip(scene.namings, scene.cast.of, strict=True) if before.first <= n.first < sentence.last)
    lands = {a for of in near for a in of if members[a].kind == COUNTRY and members[a].country not in takers}
    return pledge._replace(donors=(Taken(lands.pop(), None),)) if len(lands) == 1 and pledge.recipients else pledge


def _with_recipients(scene: Scene, pledges: Sequence[Pledge]) -> list[Pledge]:
    """Fills a recipient that the sentence leaves out: from the pledges before it, the ones after it, or the article.

    A donor that it leaves out is the one of all other pledges.
    """
    givers = [pledge.donors for pledge in pledges if pledge.donors]
    alone = len({frozenset(t.actor for t in donors) for donors in givers}) == 1
    only = givers[0] if alone else ()
    known = [donors for donors in givers if _is_known(scene, donors)] or givers
    most = max(known, key=known.count, default=())
    done: list[Pledge] = []
    for i, pledge in enumerate(pledges):
        recipients = pledge.recipients
        if not pledge.donors and not recipients and givers:
            pledge = pledge._replace(donors=most)
        if not recipients and pledge.donors and not pledge.unnamed:
            recipients = _told_elsewhere(scene, pledge, pledges, i)
        spare = () if _is_at_home(scene, only, recipients) else only
        donors = tuple(t for t in pledge.donors or spare if t.actor not in {r.actor for r in recipients})
        done.append(pledge._replace(donors=donors, recipients=recipients))
    return done


def _told_elsewhere(scene: Scene, pledge: Pledge, pledges: Sequence[Pledge], at: int) -> tuple[Taken, ...]:
    """Who receives a pledge that does not tell it: whoever does last before it, most often, or in the whole article."""
    takers = [(i, p.recipients) for i, p in enumerate(pledges) if _lasts(scene, p)]
    fitting = [(i, t) for i, t in takers if not _is_at_home(scene, pledge.donors, t)]
    earlier = [t for i, t in fitting if i < at]
    if earlier:
        return earlier[-1]
    known = [t for _, t in fitting]
    givers = [t.actor for p in [pledge, *pledges] for t in p.donors]
    return max(known, key=known.count, default=()) or main_recipient(scene, givers)


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


def _is_at_home(scene: Scene, donors: Sequence[Taken], recipients: Sequence[Taken]) -> bool:
    """Whether a pledge stays within one state: all who give and all who receive belong to it.

    A body or a person whose state nobody tells belongs to the article's own: one such gives another, or the bodies of a
    state, nothing as aid. A territory belongs to the state whose it is.
    """
    members = scene.cast.members
    givers, takers = [members[t.actor] for t in donors], [members[t.actor] for t in recipients]
    if not givers or not takers:
        return False
    land_of = homes(scene.pack)
    lands, others = ({land_of.get(m.country, m.country) for m in side} for side in (givers, takers))
    inner = lands == {None} and len(others) == 1 and all(m.kind == ORGANIZATION for m in takers)
    if len(lands) > 1 or not (lands == others or inner):
        return False
    at_home = all(body_kind(scene, m) == "public" or m.kind == PERSON for m in givers)
    return at_home and all(body_kind(scene, m) == "public" for m in takers)


def _is_known(scene: Scene, taken: Sequence[Taken]) -> bool:
    """Whether somebody is told other than by a person of whom nobody knows for whom he acts."""
    return any(scene.cast.members[t.actor].kind != PERSON for t in taken)


def _from_abroad(scene: Scene, pledge: Pledge) -> Pledge | None:
    """A pledge without its donors if they are the recipients' own state, beside another; None where no other is told."""
    if not _is_at_home(scene, pledge.donors, pledge.recipients):
        return pledge
    members, sentence = scene.cast.members, pledge.match.sentence
    land_of = homes(scene.pack)
    own = {members[t.actor].country for t in [*pledge.donors, *pledge.recipients]}
    own |= {land_of.get(land, land) for land in own}
    near = (of for n, of in zip(scene.namings, scene.cast.of, strict=True) if sentence.first <= n.first < sentence.last)
    others = [members[a] for of in near for a in of if members[a].kind != PERSON]
    others = [m for m in others if land_of.get(m.country, m.country) not in own]
    return pledge._replace(donors=()) if others and own != {None} else None


def _is_among_unknown(scene: Scene, pledge: Pledge) -> bool:
    """Whether nobody is told to give, and only organizations that no list knows receive (`une subvention pour le club X`)."""
    takers = [scene.cast.members[t.actor] for t in pledge.recipients]
    return not pledge.donors and bool(takers) and all(m.kind == ORGANIZATION and not m.key for m in takers)


def _is_paid(scene: Scene, pledge: Pledge) -> bool:
    """Whether money or goods go to companies alone, or goods come from some: they are paid or bought."""
    givers, takers = ([scene.cast.members[t.actor] for t in side] for side in (pledge.donors, pledge.recipients))
    sold = bool(givers) and pledge.goods is not None and all(body_kind(scene, m) == "private" for m in givers)
    return sold or (bool(takers) and all(body_kind(scene, member) == "private" for member in takers))


def _lands(scene: Scene, taken: Iterable[Taken]) -> frozenset[object]:
    """The states of some actors; an actor without one stands for itself."""
    members = scene.cast.members
    return frozenset(members[t.actor].country or t.actor for t in taken)


def _same(scene: Scene, one: Pledge, other: Pledge) -> bool:
    """Whether two pledges are the same amount or the same goods told twice."""
    if one.amount and other.amount:
        mine, theirs = ({(a.value, a.currency) for a in (p.amount, p.also) if a} for p in (one, other))
        return bool(mine & theirs) or _rounds(one, other) or _rounds(other, one)
    if one.goods and other.goods:
        givers, others = _lands(scene, one.donors), _lands(scene, other.donors)
        beside = one.match.sentence == other.match.sentence  # `200 gilets et autant de casques`
        alike = one.goods.value == other.goods.value and not (beside and _thing(scene, one) != _thing(scene, other))
        return alike and (givers == others or not givers or not others)
    return False


def _thing(scene: Scene, pledge: Pledge) -> str:
    return scene.words[pledge.item[0]] if pledge.item else ""


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
        for group in noun_phrase(one.match.groups, one.match.at)
        for token in scene.tokens[group.first : group.head]
    )
    outer = [sentence for sentence in scene.sentences if not sentence.quoted]
    places = [next((i for i, s in enumerate(outer) if s.first <= p.match.sentence.first < s.last), 0) for p in (other, one)]
    return pointed and 0 < places[1] - places[0] <= SERIES
