"""Who gives aid: an agent, whoever stands beside the money, the adjective or owner of the aid, the subject of its verb."""

from __future__ import annotations

from collections.abc import Iterator

from etl.entities.gazetteer import demonym_countries
from etl.entities.namings import COUNTRY, METONYM, PERSON, Naming
from etl.entities.scene import Scene
from etl.entities.topics import topic_before
from etl.events.aid_anchors import Anchor, gift_beside, measures, noun_of_aid
from etl.events.aid_context import by_subject_pronoun
from etl.events.aid_sides import (
    belonging,
    by_adjective,
    can_receive,
    is_participle,
    named_by,
    only_tells,
    passes_on,
    until_next,
    who_receives,
)
from etl.events.aid_words import aid_words
from etl.events.inserted import is_inserted
from etl.events.match import Taken
from etl.events.states import behind, country_of, states
from etl.language.clauses import clause_end, clause_start, equals, is_finite, objects_of, right_subject, subject_of
from etl.language.grammar import grammar
from etl.language.groups import COMMA, LINK, MARK, NOUN, OTHER, SUBORDINATOR

_CLOSE = 4  # groups behind money in which a participle tells who gives it
_TAKING = frozenset({"à", "pour"})  # how whoever receives stands, as a participle may describe him
_ENVOYS = frozenset({"ambassador"})


def find_donors(scene: Scene, anchor: Anchor, verb: int) -> tuple[Taken, ...]:
    """Who gives: an agent, whoever stands beside the money, the adjective or owner of the aid, the subject of the verb.

    Args:
        scene: The article.
        anchor: The money or the things.
        verb: Position of the verb that tells the stage, or -1.
    """
    receivers = who_receives(scene, anchor)
    if receivers:
        found = _agents(scene, anchor, -1) or _sources(scene, anchor) or _adjective(scene, anchor)
        return states(scene, (t for t in found if t.actor not in {r.actor for r in receivers}))
    for found in (
        _on_behalf(scene, anchor),
        _funders(scene, anchor),
        _agents(scene, anchor, verb),
        beside(scene, anchor),
        _adjective(scene, anchor),
        _giver_behind(scene, anchor),
        by_subject_pronoun(scene, anchor, verb),
        *_subjects(scene, anchor, verb),
    ):
        if found := [t for t in found if not only_tells(scene, scene.cast.members[t.actor])]:
            return states(scene, found)
    return states(scene, _owners(scene, anchor)[-1:] or _tellers(scene, anchor, verb)) or _topic(scene, anchor, verb)


def _agents(scene: Scene, anchor: Anchor, verb: int) -> list[Taken]:
    """Those after `par` in the clause, behind the money first, then behind the verb whose subject the money is.

    Where the verb of giving has a subject of its own, only those behind a participle of the money itself.
    """
    groups, at = anchor.groups, anchor.at
    governing = groups[verb].verb if 0 <= verb < at else None
    if (
        governing is not None
        and governing.finite
        and not governing.passive
        and named_by(scene, anchor, subject_of(groups, verb))
    ):
        told = [i for i in range(at + 1, min(at + _CLOSE, len(groups))) if groups[i].prep == "par"]
        if not any(is_participle(groups[i]) for i in range(at + 1, told[0] if told else at + 1)):
            return []
    passive = groups[verb].verb if verb > at or (verb >= 0 and is_participle(groups[verb])) else None
    behind = range(verb, clause_end(groups, verb)) if passive is not None and passive.passive else range(0)
    for stretch in (range(at, clause_end(groups, at)), behind, range(clause_start(groups, at), at)):
        told = [i for i in stretch if groups[i].kind == NOUN and groups[i].prep == "par" and not _does_else(scene, anchor, i)]
        agents = _without_share(scene, anchor, [j for i in told for j in equals(groups, i)])
        if found := named_by(scene, anchor, agents) or [t for i in agents for t in belonging(scene, anchor, i)]:
            return found
    return []


def _without_share(scene: Scene, anchor: Anchor, row: list[int]) -> list[int]:
    """Those joined, up to the first with a sum of its own (`110 millions par X, 244 par Y`)."""
    first = anchor.groups[row[0]].last if row else 0
    own = (i for i in row if any(word.isdigit() for word in scene.words[first : anchor.groups[i].first]))
    end = next(own, len(anchor.groups))
    return [i for i in row if i < end]


def _on_behalf(scene: Scene, anchor: Anchor) -> list[Taken]:
    """In whose name somebody hands over what is told (`au nom de l'Union européenne, l'ambassadeur a remis …`)."""
    phrases = aid_words(scene.pack).on_behalf
    told = (i for i, group in enumerate(anchor.groups) if group.prep and phrases.longest(scene.keys, group.first))
    return next((found for i in told if (found := named_by(scene, anchor, equals(anchor.groups, i)))), [])


def _funders(scene: Scene, anchor: Anchor) -> list[Taken]:
    """Who pays for what others hand over (`grâce à un financement de X`, `sur fonds japonais`)."""
    words, groups = aid_words(scene.pack), anchor.groups
    for i, group in enumerate(groups):
        told = bool(group.prep) and group.ref is None and scene.tokens[group.head].low in words.funding
        if told and words.thanks_to.longest(scene.keys, group.first):
            return belonging(scene, anchor, i) or by_adjective(scene, group)
    return []


def _does_else(scene: Scene, anchor: Anchor, at: int) -> bool:
    """Whether an agent goes with a participle that tells nothing of the aid (`la mission menée par X`)."""
    groups, stages = anchor.groups, aid_words(scene.pack).stages
    if at - 1 > anchor.at and groups[at - 1].kind == NOUN and groups[at - 1].ref is None:
        readings = grammar(scene.pack).verbs.get(scene.tokens[groups[at - 1].last - 1].low, ())
        described = {form.lemma for form in readings if form.tense == "past_participle"}
        if described and groups[at - 1].last - 1 > groups[at - 1].head:
            return not described & stages.keys()
    before = next((i for i in range(at - 1, anchor.at, -1) if groups[i].verb is not None), -1)
    verb = groups[before].verb if before >= 0 else None
    return verb is not None and verb.tense == "past_participle" and not set(verb.lemmas) & stages.keys()


def beside(scene: Scene, anchor: Anchor) -> list[Taken]:
    """Whoever stands right before the money (`l'Allemagne 244 millions`, `celle du Portugal à 100 millions`)."""
    groups, i = anchor.groups, anchor.at - 1
    while i >= 0 and groups[i].kind == OTHER:
        i -= 1
    if i > 1 and groups[i].kind == COMMA and groups[i - 2].kind in (LINK, MARK):
        i -= 1  # `X donnera 10 millions ; Y, 5 millions`
    if (
        i < 1
        or groups[i].kind != NOUN
        or groups[i].prep not in ("", "de")
        or groups[i - 1].kind not in (COMMA, LINK, MARK, NOUN)
    ):
        return []
    demonstratives = grammar(scene.pack).words["demonstrative_pronouns"]
    if groups[i].prep == "de" and scene.tokens[groups[i - 1].head].low not in demonstratives:
        return []
    return named_by(scene, anchor, [i])


def _adjective(scene: Scene, anchor: Anchor) -> list[Taken]:
    """The country whose adjective goes with the noun of aid (`l'aide américaine`)."""
    words = aid_words(scene.pack)
    near = anchor.groups[clause_start(anchor.groups, anchor.at) : anchor.at + 2]
    if anchor.verbs and measures(anchor.groups[anchor.verbs[0]].verb, words):
        near = [*(anchor.groups[i] for i in subject_of(anchor.groups, anchor.verbs[0])), *near]
    for group in near:
        if group.kind != NOUN or isinstance(group.ref, Naming) or not noun_of_aid(scene, group, words):
            continue
        for token in scene.tokens[group.first : group.last]:
            lands = demonym_countries(token.low, scene.pack)
            if lands and (country := country_of(scene, lands[0])) is not None:
                return [Taken(country, None)]
    return []


def _giver_behind(scene: Scene, anchor: Anchor) -> list[Taken]:
    """Whose the gift is whose parts are told (`le don de 10 tonnes de riz de X à Y`)."""
    groups, i = anchor.groups, anchor.at
    if (gift := gift_beside(scene, anchor, aid_words(scene.pack))) >= 0:
        return named_by(scene, anchor, [gift + 1]) if gift + 1 < len(groups) and groups[gift + 1].prep == "de" else []
    if (
        i == 0
        or groups[i].prep != "de"
        or groups[i - 1].kind != NOUN
        or not noun_of_aid(scene, groups[i - 1], aid_words(scene.pack))
    ):
        return []
    while i + 1 < len(groups) and groups[i + 1].kind == NOUN and groups[i + 1].prep == "de":
        i += 1
        if found := named_by(scene, anchor, [i]):
            return found
    return []


def _subjects(scene: Scene, anchor: Anchor, verb: int) -> Iterator[list[Taken]]:
    """The subjects of the verb that tells the stage and of the verbs further out; those of passives are no donors."""
    groups = anchor.groups
    finite = [v for v in anchor.verbs if is_finite(groups[v])]
    aside = any(group.kind == SUBORDINATOR for group in groups[verb : anchor.at]) if 0 <= verb < anchor.at else False
    nearest = finite[:1] if aside else []  # `X a annoncé …, tandis que Y évoque l'envoi de …`
    for i in [*nearest, *([verb] if verb >= 0 else []), *finite]:
        group = groups[i].verb
        if group is not None and not (group.passive and group.finite):
            subjects = [j for j in subject_of(groups, i) if groups[j].prep not in _TAKING]
            named = named_by(scene, anchor, subjects) or [t for j in subjects for t in belonging(scene, anchor, j)]
            yield named or [t for j in subjects for t in by_adjective(scene, groups[j])]


def signatories(scene: Scene, anchor: Anchor, verb: int) -> tuple[tuple[Taken, ...], tuple[Taken, ...]] | None:
    """Who gives and who receives where both sign (`le ministre X et l'ambassadeur de Y ont signé un don de …`).

    An ambassador signs for the giver, and so does whoever is not a state where the other is one. None where no two sides
    sign; nobody on either side where the words do not tell them apart. Of two states the one that receives is told elsewhere.
    """
    groups, verb = anchor.groups, verb if verb >= 0 else next(iter(anchor.verbs), -1)
    signing = groups[verb].verb if verb >= 0 else None
    if signing is None or not set(signing.lemmas) & aid_words(scene.pack).signing:
        return None
    if signing.passive:
        lenders = _lenders(scene, anchor)
        return (states(scene, lenders), ()) if lenders else None
    signers = named_by(scene, anchor, subject_of(groups, verb))
    people = [t for t in signers if scene.cast.members[t.actor].kind != COUNTRY]
    if lenders := _lenders(scene, anchor):
        return states(scene, lenders), tuple(
            t for t in states(scene, signers) if can_receive(scene, scene.cast.members[t.actor])
        )
    if len(people) < 2:
        if lenders := [t for t in signers if passes_on(scene, t.actor)]:
            return states(scene, lenders), tuple(t for t in signers if not passes_on(scene, t.actor))
        if len(signers) < 2:
            return None
        told = (i for i, group in enumerate(groups) if group.prep in _TAKING and group.kind == NOUN)
        receiving = {t.actor for t in named_by(scene, anchor, told)}
        others = tuple(t for t in signers if t.actor not in receiving) if receiving else ()
        return others, tuple(t for t in signers if t.actor in receiving)
    members = scene.cast.members
    envoys = [t for t in people if any(office.role in _ENVOYS for office in members[t.actor].offices)]
    givers = envoys or [t for t in people if (body := behind(scene, members[t.actor])) and members[body].kind != COUNTRY]
    takers = states(scene, (t for t in people if t not in givers)) if givers else ()
    return states(scene, givers), tuple(t for t in takers if members[t.actor].kind != PERSON)


def thanked(scene: Scene, anchor: Anchor) -> tuple[tuple[Taken, ...], tuple[Taken, ...]] | None:
    """Who gives and who receives where the one thanks the other (`X a remercié Y pour un don`); None where nobody does."""
    groups, verb = anchor.groups, next(iter(anchor.verbs), -1)
    thanking = groups[verb].verb if verb >= 0 else None
    if thanking is None or thanking.passive or not set(thanking.lemmas) & aid_words(scene.pack).thanking:
        return None
    givers = states(scene, named_by(scene, anchor, objects_of(groups, verb)))
    takers = states(scene, named_by(scene, anchor, subject_of(groups, verb)))
    return (givers, tuple(t for t in takers if can_receive(scene, scene.cast.members[t.actor]))) if givers else None


def is_lent(scene: Scene, anchor: Anchor, verb: int) -> bool:
    """Whether money is what was signed for with a body of several states (`un accord de 42 millions a été signé avec X`)."""
    signing = anchor.groups[verb].verb
    return signing is not None and signing.is_one_of(aid_words(scene.pack).signing) and bool(_lenders(scene, anchor))


def _lenders(scene: Scene, anchor: Anchor) -> list[Taken]:
    """The bodies of several states with whom money is signed for (`X a signé un prêt avec la Banque mondiale`)."""
    groups = anchor.groups
    told = (i for i, group in enumerate(groups) if group.prep == "avec" and group.kind == NOUN)
    near = next((found for i in told if (found := named_by(scene, anchor, equals(groups, i)))), [])
    return [t for t in near if passes_on(scene, t.actor)]


def _sources(scene: Scene, anchor: Anchor) -> list[Taken]:
    """Those from whom money or things come or are asked: after `de` or `à`, behind them or between them and the verb."""
    groups = anchor.groups
    verb = groups[anchor.verbs[0]].verb
    prep = "à" if verb is not None and set(verb.lemmas) & aid_words(scene.pack).asking else "de"
    places = [*until_next(scene, anchor), *range(anchor.verbs[0] + 1, anchor.at)]
    told = (i for i in places if groups[i].kind == NOUN and groups[i].prep == prep)
    if found := next((found for i in told if (found := named_by(scene, anchor, equals(groups, i)))), []):
        return found
    lenders = (i for i in until_next(scene, anchor) if groups[i].kind == NOUN and groups[i].prep == "à")
    near = next((found for i in lenders if (found := named_by(scene, anchor, equals(groups, i)))), [])
    return [t for t in near if t.naming is None or scene.namings[t.naming].mention_type != METONYM]


def _owners(scene: Scene, anchor: Anchor) -> list[Taken]:
    groups = anchor.groups
    places = [i for i in range(clause_start(groups, anchor.at), anchor.at) if groups[i].prep == "de"]
    return [taken for taken in named_by(scene, anchor, places) if scene.cast.members[taken.actor].kind != PERSON]


def _tellers(scene: Scene, anchor: Anchor, verb: int) -> list[Taken]:
    """Who promises what a passive, or a verb of going, tells (`20 chars seront livrés à X, a annoncé Y`)."""
    groups, stages = anchor.groups, aid_words(scene.pack).stages
    for i in range(max(verb, anchor.at) + 1, len(groups)):
        told = groups[i].verb
        if told is not None and any(stages.get(lemma) == "promise" for lemma in told.lemmas) and is_inserted(groups, i):
            takers = named_by(scene, anchor, (j for j, group in enumerate(groups) if group.prep in _TAKING))
            own = {t.actor for t in takers}
            return [t for t in named_by(scene, anchor, right_subject(groups, i)) if t.actor not in own]
    return []


def _topic(scene: Scene, anchor: Anchor, verb: int) -> tuple[Taken, ...]:
    """The country that the text is about, where the subject is a description of one (`le pays scandinave`)."""
    groups, lands = anchor.groups, aid_words(scene.pack).lands
    subjects = subject_of(groups, verb) if verb >= 0 else ()
    described = any(groups[j].ref is None and scene.tokens[groups[j].head].low in lands for j in subjects)
    topic = topic_before(scene, anchor.sentence.first, COUNTRY) if described else None
    return () if topic is None else (Taken(topic, None),)
