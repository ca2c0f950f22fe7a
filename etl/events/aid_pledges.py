"""Aid pledges: from amounts of money and counts of goods to rows, by what governs them and what goes with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from etl.entities.amounts import Amount, Count
from etl.entities.gazetteer import subtype_of
from etl.entities.namings import OFFICE, ORGANIZATION, PERSON
from etl.entities.scene import Scene
from etl.events.aid_anchors import Anchor, find_anchors, gift_beside, goes_with_aid, is_bought, is_measure, is_own
from etl.events.aid_context import aid_before, content_of, is_for_unnamed
from etl.events.aid_dates import dated
from etl.events.aid_donors import beside, find_donors, is_lent, signatories, thanked
from etl.events.aid_recipients import find_recipients
from etl.events.aid_sides import is_public
from etl.events.aid_stages import stage_of
from etl.events.aid_tellings import SERIES, Pledge, as_told
from etl.events.aid_words import AidWords, aid_words, goods_kind
from etl.events.certainty import modality
from etl.events.frames import Frame
from etl.events.match import Match, Taken
from etl.language.clauses import is_finite

_BESIDES = 5  # tokens between `outre` and a word that tells a kind of aid
_PHRASE = 2  # tokens of a phrase before its word that tells a kind of aid
_MEANS = frozenset({"par", "sous"})  # how goods stand that only carry or fetch others; `à bord de` counts as `sous`
_MONEY = Frame("aid.money", "aid_pledges", {}, {}, (), (), {})
_GOODS = Frame("aid.goods", "aid_pledges", {}, {}, (), (), {})


class _Staged(NamedTuple):
    """An anchor that may be aid.

    Attributes:
        anchor: The anchor.
        source: Where its sides are told: the anchor itself, or its place in the sentence before.
        item: Tokens of its goods.
        kind: Kind of its goods.
        status: Its status.
        verb: The verb of the source that tells it, or -1.
        near: Whether aid is named.
    """

    anchor: Anchor
    source: Anchor
    item: tuple[int, int] | None
    kind: str | None
    status: str
    verb: int
    near: bool


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
    return _with_types(scene, as_told(scene, found))


def _staged(scene: Scene, anchor: Anchor) -> _Staged | None:
    """An anchor with the stage that its verbs or nouns tell; None where they tell that it is no aid."""
    words = aid_words(scene.pack)
    goods = anchor.ref if isinstance(anchor.ref, Count) else None
    item = (scene.at(goods.noun_start), scene.at(goods.noun_end - 1) + 1) if goods else None
    kind = goods_kind(scene.tokens, *item, scene.pack) if item else None
    if goods and (kind is None or anchor.groups[anchor.at].prep in _MEANS or is_measure(scene, anchor, words)):
        return None
    whole = content_of(scene, anchor)
    source = whole or anchor
    if (goods and (is_bought(scene, anchor, words) or is_bought(scene, source, words))) or is_own(scene, anchor, words):
        return None
    stage = stage_of(scene, source, words)
    near = whole is not None or (goes_with_aid(scene, anchor, words) if stage else None)
    if stage is None or near is False:
        return None
    return _Staged(anchor, source, item, kind, *stage, bool(near) or gift_beside(scene, anchor, words) >= 0)


def _read(scene: Scene, staged: _Staged, before: Sequence[Pledge], *, about_aid: bool) -> Pledge | None:
    words = aid_words(scene.pack)
    anchor, source, item, kind, status, verb, near = staged
    own = verb if source is anchor else next(i for i in anchor.verbs if is_finite(anchor.groups[i]))
    amount, goods = (anchor.ref, None) if isinstance(anchor.ref, Amount) else (None, anchor.ref)
    continues = _continues(scene, anchor, before)
    if not near and not _is_given(scene, anchor, verb, continues or about_aid, words):
        return None
    trigger = _trigger(anchor, own)
    match = Match(_MONEY if amount else _GOODS, anchor.sentence, anchor.groups, anchor.at, own, trigger, {})
    donors = find_donors(scene, source, verb)
    if continues and all(scene.cast.members[t.actor].kind == PERSON for t in donors):
        donors = before[-1].donors
    recipients = find_recipients(scene, source, (t.actor for t in donors))
    if signed := signatories(scene, source, verb):
        donors, recipients = signed[0], recipients or signed[1]
    if gratitude := thanked(scene, source):
        donors, recipients = gratitude
    if not donors and (earlier := aid_before(scene, source, verb)):
        donors = find_donors(scene, *earlier)
        recipients = recipients or find_recipients(scene, earlier[0], (t.actor for t in donors))
    if not donors and _is_received_unsaid(scene, source, verb):
        return None
    if not is_public(scene, [*donors, *recipients]) and not about_aid:
        return None
    told_type = kind if kind != "unspecified" and not amount else None
    aid_type = told_type or _type(scene, anchor, words, _last_type(anchor, before[-1]) if continues else "")
    if aid_type == "unspecified" and amount and _is_for_forces(scene, recipients):
        aid_type = "military"
    date = dated(scene, match._replace(sentence=source.sentence, groups=source.groups, at=source.at, verb=verb))
    told = modality(scene, match)
    unnamed = bool(donors) and not recipients and is_for_unnamed(scene, anchor)
    return Pledge(match, amount, goods, item, aid_type, status, trigger, donors, recipients, date, told, anchor.also, unnamed)


def _is_received_unsaid(scene: Scene, anchor: Anchor, verb: int) -> bool:
    """Whether something is only received, with no word of who gives it or that it is given: then it may be paid or bought.

    So, too, whoever is equipped with something.
    """
    words = aid_words(scene.pack)
    received = anchor.groups[verb].verb if verb >= 0 else None
    told = words.giving.isdisjoint(scene.words[anchor.sentence.first : anchor.sentence.last])
    return told and received is not None and received.is_one_of(words.equipping if received.passive else words.receiving)


def _trigger(anchor: Anchor, verb: int) -> tuple[int, int]:
    if verb < 0:
        group = anchor.groups[anchor.at]
        return group.first, group.last
    return anchor.groups[verb].head, anchor.groups[verb].last


def _continues(scene: Scene, anchor: Anchor, before: Sequence[Pledge]) -> bool:
    """Whether another pledge was told in the same sentence or one of the two before it."""
    if not before:
        return False
    outer = [sentence for sentence in scene.sentences if not sentence.quoted]
    here, last = (
        next((i for i, s in enumerate(outer) if s.first <= place.first < s.last), 0)
        for place in (anchor.sentence, before[-1].match.sentence)
    )
    return here - last <= SERIES


def _is_given(scene: Scene, anchor: Anchor, verb: int, continues: bool, words: AidWords) -> bool:
    """Whether money or goods without a noun of aid are aid: a verb of giving governs them, and there is somebody to give to."""
    if verb < 0:
        return continues and bool(beside(scene, anchor))
    group = anchor.groups[verb].verb
    stages = {words.stages.get(lemma) for lemma in group.lemmas} if group else set()
    if isinstance(anchor.ref, Count):
        return bool(stages)
    return bool(stages - {None}) and (continues or bool(find_recipients(scene, anchor, ())) or is_lent(scene, anchor, verb))


def _type(scene: Scene, anchor: Anchor, words: AidWords, last: str) -> str:
    """What the aid is for: the nearest word between its neighbours in money; else as in the series, the sentence, the title."""
    groups, at = anchor.groups, anchor.at
    unfit = ("unspecified", "financial") if isinstance(anchor.ref, Count) else ("unspecified",)
    money = [i for i, group in enumerate(groups) if isinstance(group.ref, Amount | Count) and i != at]
    first = groups[max((i for i in money if i < at), default=-1) + 1].first
    end = groups[min((i for i in money if i > at), default=len(groups)) - 1].last
    places = [range(first, end)]
    if not last:
        title = scene.text.find("\n")
        places += [range(anchor.sentence.first, anchor.sentence.last), range(scene.at(title) if title > 0 else 0)]
    for tokens in places:
        told = [i for i in tokens if scene.tokens[i].low in words.types and not _is_office(scene, i)]
        told = [i for i in told if not _is_besides(scene, i)]
        for i in sorted(told, key=lambda i: abs(i - groups[at].head)):
            if (kind := _kind_at(scene, i, words)) not in unfit:
                return kind
    return last or "unspecified"


def _last_type(anchor: Anchor, last: Pledge) -> str:
    """The type that a pledge takes over from the one before it; arms told in another sentence say nothing of it."""
    return "" if last.aid_type == "military" and last.match.sentence != anchor.sentence else last.aid_type


def _is_for_forces(scene: Scene, recipients: Sequence[Taken]) -> bool:
    """Whether all who receive are armed forces or ministries of defence."""
    forces, keys = aid_words(scene.pack).forces, [scene.cast.members[t.actor].key for t in recipients]
    return bool(keys) and all(key in forces or subtype_of(key, scene.pack) in forces for key in keys)


def _kind_at(scene: Scene, token: int, words: AidWords) -> str:
    """The kind of aid that a word tells, where it is not one of a phrase that tells something else (`défense des droits`)."""
    for first in range(max(0, token - _PHRASE), token + 1):
        hit = words.type_phrases.longest(scene.keys, first)
        if hit is not None and hit[0] > token:
            return hit[1][0]
    return words.types[scene.tokens[token].low]


def _is_besides(scene: Scene, token: int) -> bool:
    """Whether a word belongs to what is told only to be added to (`outre l'aide militaire, 11 millions …`)."""
    return not aid_words(scene.pack).besides.isdisjoint(scene.words[max(0, token - _BESIDES) : token])


def _with_types(scene: Scene, pledges: Sequence[Pledge]) -> list[Pledge]:
    """Fills a type that neither the sentence nor the title tells: the only one that the words of the article tell.

    Money is not military because arms are told of elsewhere.
    """
    if all(pledge.aid_type != "unspecified" for pledge in pledges):
        return list(pledges)
    types = aid_words(scene.pack).types
    told = (scene.words.index(word) for word in types.keys() & set(scene.words))
    kinds = {_kind_at(scene, i, aid_words(scene.pack)) for i in told if not (_is_office(scene, i) or _is_besides(scene, i))}
    only = kinds.pop() if len(kinds) == 1 else "unspecified"
    told_of = (p.aid_type == "unspecified" and not (p.amount and not p.goods and only == "military") for p in pledges)
    return [p._replace(aid_type=only) if told else p for p, told in zip(pledges, told_of, strict=True)]


def _is_office(scene: Scene, token: int) -> bool:
    """Whether a token belongs to what somebody is called (`la ministre de la Défense`, `l'Agence de développement`)."""
    financial = aid_words(scene.pack).types.get(scene.tokens[token].low) == "financial"
    called = (PERSON, OFFICE, ORGANIZATION) if financial else (PERSON, OFFICE)
    return any(naming.first <= token < naming.last for naming in scene.namings if naming.kind in called)
