"""Where aid can stand: the money and the counted things of a sentence, and the verbs that govern them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from etl.entities.amounts import Amount, Count
from etl.entities.scene import Scene
from etl.events.aid_words import AidWords, aid_words
from etl.events.bullets import opened_by
from etl.events.certainty import PURPOSE
from etl.events.quoted import around
from etl.language.clauses import clause_end, clause_start, is_finite, subject_of
from etl.language.grammar import grammar
from etl.language.groups import COMMA, LINK, MARK, NOUN, RELATIVE, THAT, Group
from etl.language.sentences import Sentence
from etl.language.tokens import Token
from etl.language.verbs import VerbGroup

_TOTAL = 3  # tokens of `à un total`
_RAISED = 5  # groups back from money in which a verb tells what is raised to it
_CARRIED = 3  # groups behind a verb in which stands the noun that it carries
_AIM = frozenset({"de", "à", "pour", "sur"})  # how what money is for stands
_REACH = 3  # tokens behind a group that a noun phrase begun in it may take in


class Anchor(NamedTuple):
    """Money or things in a sentence.

    Attributes:
        ref: The amount or the count.
        sentence: The sentence; for a piece of a clause in quotation marks the sentence round it.
        groups: Its groups.
        at: Position of the group that holds the money or the things.
        verbs: Positions of the verbs that can govern it, nearest first.
        also: The same money in another currency, told behind it.
    """

    ref: Amount | Count
    sentence: Sentence
    groups: list[Group]
    at: int
    verbs: tuple[int, ...]
    also: Amount | None = None


def find_anchors(scene: Scene, sentence: Sentence) -> Iterator[Anchor]:
    """The anchors of a sentence; one without money and counts is not taken apart."""
    first, last = scene.tokens[sentence.first].start, scene.tokens[sentence.last - 1].end
    if not any(first <= thing.start < last for things in (scene.amounts, scene.counts) for thing in things):
        return
    groups = scene.groups(sentence)
    outside = None if any(group.verb for group in groups) else around(scene, sentence)
    listed = opened_by(scene, sentence)
    for at, group in enumerate(groups):
        if isinstance(group.ref, Amount | Count) and group.ref.value and not _is_retold(scene, groups, at):
            outer, row, place = outside or (sentence, *((listed[0], at + listed[1]) if listed else (groups, at)))
            yield Anchor(group.ref, outer, row, place, tuple(governing(row, place)), _also(scene, groups, at))


def _also(scene: Scene, groups: list[Group], at: int) -> Amount | None:
    behind = next((i for i in range(at + 1, len(groups)) if isinstance(groups[i].ref, Amount)), -1)
    found = groups[behind].ref if behind >= 0 and is_equivalent(scene, groups, behind) else None
    return found if isinstance(found, Amount) else None


def _is_retold(scene: Scene, groups: list[Group], at: int) -> bool:
    """Whether money or things only tell anew what was told before them: in another currency, a share of it, the total."""
    return any(told(scene, groups, at) for told in (is_equivalent, _is_rate, _is_total, _is_change, _is_raised))


def _is_raised(scene: Scene, groups: list[Group], at: int) -> bool:
    """Whether money is what a gift told before raises other money to.

    Told by the way (`…, portant l'effort à 9 milliards`), or of the gift (`ce geste porte à 9 milliards l'effort estonien`).
    """
    if at == 0 or groups[at].prep != "à":
        return False
    raising, demonstratives = aid_words(scene.pack).raising, grammar(scene.pack).words["demonstratives"]
    for i in range(at - 1, max(at - _RAISED, -1), -1):
        verb = groups[i].verb
        if verb is not None:
            subjects = subject_of(groups, i)
            pointed = any(_demonstrates(scene, groups[j]) for j in subjects)
            raised = verb.tense == "present_participle" or pointed or (verb.tense == "infinitive" and bool(verb.clitics))
            return verb.is_one_of(raising) and not verb.reflexive and raised
    told = grammar(scene.pack).verbs.get(scene.tokens[groups[at - 1].last - 1].low, ())
    raised = any(form.lemma in raising for form in told)  # `ce don porte` may look like one noun group
    return raised and scene.tokens[groups[at - 1].first].low in demonstratives


def _demonstrates(scene: Scene, group: Group) -> bool:
    """Whether a group is or begins with a demonstrative (`cela`, `ce geste`), or names a gift (`l'annonce de mercredi`)."""
    words, first = grammar(scene.pack).words, scene.tokens[group.first].low
    if any(first in told for told in (words["demonstratives"], aid_words(scene.pack).pointing)):
        return True
    return group.ref is None and scene.tokens[group.head].low in aid_words(scene.pack).gifts


def _is_change(scene: Scene, groups: list[Group], at: int) -> bool:
    """Whether money tells by how much other money has changed (`60 millions, en hausse de 15 millions`, `supérieur de 15`)."""
    before = scene.words[groups[at - 1].first : groups[at - 1].last] if at > 0 else ()
    if groups[at].prep != "de":
        return False
    compared = scene.words[groups[at].first - 1] in aid_words(scene.pack).comparing
    return compared or (groups[at - 1].prep == "en" and not aid_words(scene.pack).changes.isdisjoint(before))


def is_equivalent(scene: Scene, groups: list[Group], at: int) -> bool:
    """Whether money only repeats in another currency the money before it (`30 millions de francs, soit 250 000 euros`)."""
    before = _money_before(groups, at)
    if before is None:
        return False
    between = scene.keys[scene.at(before.end - 1) + 1 : scene.at(groups[at].ref.start)]
    if before.currency == groups[at].ref.currency:
        return between == ("(",) and groups[at].ref.assumed_currency
    restating = aid_words(scene.pack).restating
    if any(restating.longest(between, i) == (len(between), [True]) for i in range(max(0, len(between) - 2), len(between))):
        return True
    return ("(" in between and ")" not in between) or (
        len(between) <= _REACH * 2 and bool(set(between) & aid_words(scene.pack).equivalent)
    )


def _is_rate(scene: Scene, groups: list[Group], at: int) -> bool:
    """Whether money only tells how other money is shared out.

    The other money stands before it (`600 millions d'euros, soit 200 millions par an`) or behind it (`des versements de
    cent dollars, pour un total de 60 millions`); or an average is told (`un engagement moyen de deux milliards`).
    """
    if not isinstance(groups[at].ref, Amount):
        return False
    words, end = aid_words(scene.pack), scene.at(groups[at].ref.end - 1) + 1
    if _money_before(groups, at) is not None and words.rates.longest(scene.keys, end, end + 2):
        return True
    if any(token.low in words.averages for group in groups[max(0, at - 1) : at + 1] for token in _tokens(scene, group)):
        return True
    later = next((scene.at(g.ref.start) for g in groups[at + 1 :] if isinstance(g.ref, Amount)), end)
    return words.sums.first(scene.keys, end, later, later) is not None


def _tokens(scene: Scene, group: Group) -> tuple[Token, ...]:
    return scene.tokens[group.first : group.last]


def _is_total(scene: Scene, groups: list[Group], at: int) -> bool:
    """Whether money or things are what a total comes to (`ce qui porte le total à 90 millions d'euros`)."""
    totals = aid_words(scene.pack).totals
    before = groups[at - 1] if at > 0 else groups[at]
    told = before.prep == "à" and before.last - before.first >= _TOTAL
    if groups[at].prep == "de" and told and not totals.isdisjoint(scene.words[before.first : before.last]):
        return True  # `à un total de 90 millions`, but not `au total de 90 millions`
    if groups[at].prep != "à":
        return False
    for group in groups[:at][::-1]:
        if group.kind == MARK or (group.verb is not None and group.verb.tense != "past_participle"):
            return False
        if group.kind == NOUN and not totals.isdisjoint(scene.words[group.first : group.last]):
            return True
    return False


def _money_before(groups: list[Group], at: int) -> Amount | None:
    """The money told last before the money of a group, in its sentence; None for other groups."""
    if not isinstance(groups[at].ref, Amount):
        return None
    return next((g.ref for g in groups[:at][::-1] if isinstance(g.ref, Amount)), None)


def carried(scene: Scene, groups: list[Group], at: int, words: AidWords) -> str | None:
    """The stage that a verb tells with the noun behind it (`prendre possession de`, `donner son aval à`); None for others."""
    verb = groups[at].verb
    noun = next((group for group in groups[at + 1 : at + _CARRIED] if group.kind == NOUN), None)
    if verb is None or noun is None or noun.ref is not None:
        return None
    told = ((lemma, word) for lemma in verb.lemmas for word in scene.words[noun.first : noun.last])
    return next((words.light[pair] for pair in told if pair in words.light), None)


def gift_beside(scene: Scene, anchor: Anchor, words: AidWords) -> int:
    """The group that calls things a gift, as their apposition or said of them (`ces camions, don de X`), or -1."""
    groups, at = anchor.groups, anchor.at + 2
    if not isinstance(anchor.ref, Count) or at >= len(groups) or groups[at].kind != NOUN or groups[at].prep:
        return -1
    before = groups[at - 1]
    joined = before.kind == COMMA or is_finite(before)
    return at if joined and scene.tokens[groups[at].head].low in words.presents else -1


def is_measure(scene: Scene, anchor: Anchor, words: AidWords) -> bool:
    """Whether a number only tells how great a thing is (`des camions d'une capacité de 4 000 litres`)."""
    groups, at = anchor.groups, anchor.at
    return at > 0 and groups[at].prep == "de" and scene.tokens[groups[at - 1].head].low in words.measures


def is_own(scene: Scene, anchor: Anchor, words: AidWords) -> bool:
    """Whether money is for what a state has abroad (`20 millions d'euros pour sa base de Djibouti`)."""
    possessives = grammar(scene.pack).words["possessives"]
    for group in anchor.groups[anchor.at + 1 :]:
        if group.kind == NOUN and group.ref is not None and group.prep == "à":
            return False  # `5 millions à X pour sa base`
        if group.prep in _AIM and group.ref is None and scene.tokens[group.head].low in words.own_places:
            return scene.tokens[group.head - 1].low in possessives
    return False


def is_bought(scene: Scene, anchor: Anchor, words: AidWords) -> bool:
    """Whether things are bought: told among words of trade, or the complement of a noun of purchase (`l'achat de missiles`)."""
    groups, i = anchor.groups, anchor.at
    told = set(scene.words[anchor.sentence.first : anchor.sentence.last])
    if told & words.trading:
        light = {scene.words[g.verb.head] for j, g in enumerate(groups) if g.verb and carried(scene, groups, j, words)}
        if not (told - light) & words.giving:
            return True
    if groups[i].prep != "de":
        return False
    for group in groups[:i][::-1]:
        if (group.verb is not None and group.verb.tense != "past_participle") or group.kind == MARK:
            return False
        if group.kind == NOUN and any(token.low in words.buying for token in scene.tokens[group.first : group.last]):
            return True
        if group.kind == NOUN and noun_of_aid(scene, group, words):
            return False
    return False


def noun_phrase(groups: list[Group], at: int) -> list[Group]:
    """A group and the ones before it whose complement it is, nearest first."""
    i = at
    while i > 0 and groups[i].kind == NOUN and groups[i].prep and groups[i - 1].kind == NOUN:
        i -= 1
    return [*groups[i : at + 1]][::-1]


def governing(groups: list[Group], at: int) -> Iterator[int]:
    """The verbs that can govern a group, nearest first: back to the start of the sentence, then the next one after it."""
    described = _relative_between(groups, at)
    for i in range(at - 1, -1, -1):
        if groups[i].verb is not None and i not in described:
            yield i
        if groups[i].kind == MARK and groups[i].ref is None:
            break
    for i in range(at + 1 + _is_set_off(groups, at), len(groups)):
        if groups[i].verb is not None:
            yield i
        if groups[i].kind in (MARK, COMMA) or is_finite(groups[i]):
            return


def _is_set_off(groups: list[Group], at: int) -> bool:
    """Whether money stands between commas behind a noun (`la première tranche, de 20 millions, ira à X`)."""
    first = at
    while first > 0 and groups[first].prep == "de" and groups[first - 1].kind == NOUN:
        first -= 1  # `d'un montant de 20 millions`
    if not 1 < first <= at < len(groups) - 1 or groups[first].prep != "de" or groups[first - 2].kind != NOUN:
        return False
    return groups[first - 1].kind == COMMA and groups[at + 1].kind == COMMA


def _relative_between(groups: list[Group], at: int) -> range:
    """What describes, with a relative, the things to which others are joined (`3 obus, dont X est équipé, et 5 chars`)."""
    if at == 0 or groups[at - 1].kind != LINK:
        return range(0)
    before = next((i for i in range(at - 2, -1, -1) if isinstance(groups[i].ref, Amount | Count)), at)
    return range(before, at) if any(group.kind in (RELATIVE, THAT) for group in groups[before:at]) else range(0)


def goes_with_aid(scene: Scene, anchor: Anchor, words: AidWords) -> bool | None:
    """Whether the nearest noun that decides, in the clause of the anchor, is one of aid; None if there is none."""
    groups, at = anchor.groups, anchor.at
    nearest = groups[anchor.verbs[0]].verb if anchor.verbs else None
    if nearest is not None and nearest.first < groups[at].first and nearest.is_one_of(words.endowing):
        return True
    if nearest is not None and nearest.first < groups[at].first and measures(nearest, words):
        return _measures_aid(scene, anchor, words)
    if any(is_helped(scene, groups, i) for i in range(at + 1, clause_end(groups, at))):
        return True
    found: list[tuple[int, bool]] = []
    subjects = [i for verb in anchor.verbs[:1] for i in subject_of(groups, verb)]
    for i in [*subjects, *range(clause_start(groups, at), min(clause_end(groups, at), at + 4))]:
        if groups[i].kind != NOUN or (i == at and isinstance(anchor.ref, Count)):
            continue
        stocked = isinstance(anchor.ref, Count) and scene.tokens[groups[i].head].low in words.stocks
        if not stocked and (is_aid := noun_of_aid(scene, groups[i], words)) is not None:
            found.append((abs(i - at) + (i > at), is_aid))
    return min(found)[1] if found else None


def measures(verb: VerbGroup | None, words: AidWords) -> bool:
    """Whether a verb tells what its subject comes to (`l'aide atteint 10 millions`)."""
    return verb is not None and any((lemma, verb.reflexive) in words.measuring for lemma in verb.lemmas)


def _measures_aid(scene: Scene, anchor: Anchor, words: AidWords) -> bool:
    """Whether what the nearest verb measures is aid, its subject or a complement of that (`la valeur des dons atteint …`)."""
    groups, verb = anchor.groups, anchor.verbs[0]
    subjects = subject_of(groups, verb)
    told = [noun_of_aid(scene, groups[i], words) for i in range(min(subjects, default=verb), verb) if groups[i].kind == NOUN]
    return next((is_aid for is_aid in told if is_aid is not None), False)


def noun_of_aid(scene: Scene, group: Group, words: AidWords) -> bool | None:
    """Whether a group has a noun of aid (True), one whose money is none (False), or neither."""
    found = words.nouns.first(scene.keys, group.first, group.last, group.last + _REACH)
    return found[2][0] if found else None


def is_helped(scene: Scene, groups: list[Group], at: int) -> bool:
    """Whether an infinitive of helping tells what money is for, its object behind it (`pour aider la population`)."""
    verb = groups[at].verb
    if verb is None or verb.tense != "infinitive" or groups[at].prep not in PURPOSE or at + 1 >= len(groups):
        return False
    return groups[at + 1].kind == NOUN and bool(set(verb.lemmas) & aid_words(scene.pack).helping)
