"""Who gives and who receives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from etl.entities.amounts import Amount, Count
from etl.entities.gazetteer import demonym_countries, subtype_of
from etl.entities.members import Member
from etl.entities.namings import COUNTRY, METONYM, ORGANIZATION, PERSON, Naming
from etl.entities.references import topic_before
from etl.entities.scene import Scene
from etl.events.aid_anchors import Anchor, is_equivalent, is_helped, noun_of_aid
from etl.events.aid_words import aid_words
from etl.events.match import Taken, take
from etl.events.states import behind, country_of, states
from etl.language.clauses import clause_end, clause_start, equals, is_finite, objects_of, subject_of
from etl.language.grammar import grammar
from etl.language.groups import COMMA, LINK, MARK, NOUN, OTHER, RELATIVE, Group

_ACTIVE = frozenset({"infinitive", "past_infinitive"})
_CLOSE = 4  # groups behind money in which a participle tells who gives it
_ENVOYS = frozenset({"ambassador"})
_REACH = 6  # tokens between a noun of aid and whom it is for


def is_public(scene: Scene, taken: Iterable[Taken]) -> bool:
    """Whether one of some actors is a state, a group of states, a public body or somebody in office."""
    for member in (scene.cast.members[t.actor] for t in taken):
        if member.kind == PERSON and (member.country or any(office.role not in ("", "other") for office in member.offices)):
            return True
        if member.kind != PERSON and subtype_of(member.key, scene.pack) not in aid_words(scene.pack).private:
            return True
    return False


def body_kind(scene: Scene, member: Member) -> str:
    """What an actor is as a side of aid: a public body (`public`), a private one (`private`), or neither (``)."""
    words, kind = aid_words(scene.pack), subtype_of(member.key, scene.pack)
    if member.kind == COUNTRY or (member.kind == ORGANIZATION and member.key and (not kind or kind in words.public)):
        return "public"
    return "private" if kind in words.private else ""


def _can_receive(scene: Scene, member: Member) -> bool:
    """Whether something can be given to an actor: not to a person, nor to a newspaper, which only tells of it."""
    return member.kind != PERSON and not _only_tells(scene, member)


def _only_tells(scene: Scene, member: Member) -> bool:
    """Whether an actor only tells or reckons what others give: a newspaper, an institute."""
    return subtype_of(member.key, scene.pack) in aid_words(scene.pack).telling


def find_donors(scene: Scene, anchor: Anchor, verb: int) -> tuple[Taken, ...]:
    """Who gives: an agent, whoever stands beside the money, the adjective or owner of the aid, the subject of the verb.

    Args:
        scene: The article.
        anchor: The money or the things.
        verb: Position of the verb that tells the stage, or -1.
    """
    receivers = _receivers(scene, anchor)
    if receivers:
        found = _agents(scene, anchor, -1) or _sources(scene, anchor) or _adjective(scene, anchor)
        return states(scene, (t for t in found if t.actor not in {r.actor for r in receivers}))
    for found in (
        _on_behalf(scene, anchor),
        _agents(scene, anchor, verb),
        beside(scene, anchor),
        _adjective(scene, anchor),
        _giver_behind(scene, anchor),
        *_subjects(scene, anchor, verb),
    ):
        if found := [t for t in found if not _only_tells(scene, scene.cast.members[t.actor])]:
            return states(scene, found)
    return states(scene, _owners(scene, anchor)[-1:]) or _topic(scene, anchor, verb)


def _takers(scene: Scene, anchor: Anchor, positions: Iterable[int]) -> list[Taken]:
    return [taken for i in positions for taken in take(scene, anchor.sentence, anchor.groups, i)]


def _agents(scene: Scene, anchor: Anchor, verb: int) -> list[Taken]:
    """Those after `par` in the clause, behind the money first, then behind the verb whose subject the money is.

    Where the verb of giving has a subject of its own, only those behind a participle of the money itself.
    """
    groups, at = anchor.groups, anchor.at
    if 0 <= verb < at and is_finite(groups[verb]) and _takers(scene, anchor, subject_of(groups, verb)):
        told = [i for i in range(at + 1, min(at + _CLOSE, len(groups))) if groups[i].prep == "par"]
        if not any(_is_participle(groups[i]) for i in range(at + 1, told[0] if told else at + 1)):
            return []
    passive = groups[verb].verb if verb > at else None
    behind = range(verb, clause_end(groups, verb)) if passive is not None and passive.passive else range(0)
    for stretch in (range(at, clause_end(groups, at)), behind, range(clause_start(groups, at), at)):
        told = [i for i in stretch if groups[i].kind == NOUN and groups[i].prep == "par" and not _does_else(scene, anchor, i)]
        agents = [j for i in told for j in equals(groups, i)]
        if found := _takers(scene, anchor, agents):
            return found
    return []


def _on_behalf(scene: Scene, anchor: Anchor) -> list[Taken]:
    """In whose name somebody hands over what is told (`au nom de l'Union européenne, l'ambassadeur a remis …`)."""
    phrases = aid_words(scene.pack).on_behalf
    told = (i for i, group in enumerate(anchor.groups) if group.prep and phrases.longest(scene.keys, group.first))
    return next((found for i in told if (found := _takers(scene, anchor, equals(anchor.groups, i)))), [])


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
    return _takers(scene, anchor, [i])


def _adjective(scene: Scene, anchor: Anchor) -> list[Taken]:
    """The country whose adjective goes with the noun of aid (`l'aide américaine`)."""
    words = aid_words(scene.pack)
    for group in anchor.groups[clause_start(anchor.groups, anchor.at) : anchor.at + 2]:
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
    if (
        i == 0
        or groups[i].prep != "de"
        or groups[i - 1].kind != NOUN
        or not noun_of_aid(scene, groups[i - 1], aid_words(scene.pack))
    ):
        return []
    while i + 1 < len(groups) and groups[i + 1].kind == NOUN and groups[i + 1].prep == "de":
        i += 1
        if found := _takers(scene, anchor, [i]):
            return found
    return []


def _subjects(scene: Scene, anchor: Anchor, verb: int) -> Iterator[list[Taken]]:
    """The subjects of the verb that tells the stage and of the verbs further out; those of passives are no donors."""
    groups = anchor.groups
    for i in [*([verb] if verb >= 0 else []), *(v for v in anchor.verbs if is_finite(groups[v]))]:
        group = groups[i].verb
        if group is not None and not (group.passive and group.finite):
            subjects = subject_of(groups, i)
            named = _takers(scene, anchor, subjects) or [t for j in subjects for t in _belonging(scene, anchor, j)]
            yield named or [t for j in subjects for t in _by_adjective(scene, groups[j])]


def _belonging(scene: Scene, anchor: Anchor, at: int) -> list[Taken]:
    """Whose a noun without a name is: by its complements (`le conseil du FMI`), by a participle (`les dons faits par X`)."""
    groups, i = anchor.groups, at + 1
    if groups[at].kind != NOUN or groups[at].ref is not None:
        return []
    while i < len(groups) and i != anchor.at and (groups[i].prep in ("de", "par") or _is_participle(groups[i])):
        if found := _takers(scene, anchor, [i]):
            return found
        i += 1
    return []


def _is_participle(group: Group) -> bool:
    return group.verb is not None and group.verb.tense == "past_participle"


def signatories(scene: Scene, anchor: Anchor, verb: int) -> tuple[tuple[Taken, ...], tuple[Taken, ...]] | None:
    """Who gives and who receives where both sign (`le ministre X et l'ambassadeur de Y ont signé un don de …`).

    An ambassador signs for the giver, and so does whoever is not a state where the other is one. None where no two sides
    sign; nobody on either side where the words do not tell them apart.
    """
    groups, verb = anchor.groups, verb if verb >= 0 else next(iter(anchor.verbs), -1)
    signing = groups[verb].verb if verb >= 0 else None
    if signing is None or signing.passive or not set(signing.lemmas) & aid_words(scene.pack).signing:
        return None
    signers = _takers(scene, anchor, subject_of(groups, verb))
    people = [t for t in signers if scene.cast.members[t.actor].kind != COUNTRY]
    if lenders := _lenders(scene, anchor):
        return states(scene, lenders), tuple(
            t for t in states(scene, signers) if _can_receive(scene, scene.cast.members[t.actor])
        )
    if len(people) < 2:
        return None
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
    givers = states(scene, _takers(scene, anchor, objects_of(groups, verb)))
    takers = states(scene, _takers(scene, anchor, subject_of(groups, verb)))
    return (givers, tuple(t for t in takers if _can_receive(scene, scene.cast.members[t.actor]))) if givers else None


def _lenders(scene: Scene, anchor: Anchor) -> list[Taken]:
    """The bodies of several states with whom money is signed for (`X a signé un prêt avec la Banque mondiale`)."""
    groups = anchor.groups
    told = (i for i, group in enumerate(groups) if group.prep == "avec" and group.kind == NOUN)
    near = next((found for i in told if (found := _takers(scene, anchor, equals(groups, i)))), [])
    return [t for t in near if passes_on(scene, t.actor)]


def _receivers(scene: Scene, anchor: Anchor) -> tuple[Taken, ...]:
    """The subject of a verb of receiving or of asking for oneself (`X a obtenu 10 millions d'euros de Y`)."""
    verb = anchor.groups[anchor.verbs[0]].verb if anchor.verbs else None
    if verb is None or not (verb.finite or verb.tense in _ACTIVE) or verb.passive:
        return ()
    words, lemmas = aid_words(scene.pack), set(verb.lemmas)
    asked = lemmas & words.asking and not any(group.prep == "pour" for group in anchor.groups)
    if not asked and not lemmas & words.receiving:
        return ()
    subjects = subject_of(anchor.groups, anchor.verbs[0])
    return states(scene, _takers(scene, anchor, subjects) or [t for i in subjects for t in _belonging(scene, anchor, i)])


def _sources(scene: Scene, anchor: Anchor) -> list[Taken]:
    """Those from whom money or things come or are asked: after `de` or `à`, behind them or between them and the verb."""
    groups = anchor.groups
    verb = groups[anchor.verbs[0]].verb
    prep = "à" if verb is not None and set(verb.lemmas) & aid_words(scene.pack).asking else "de"
    places = [*_until_next(scene, anchor), *range(anchor.verbs[0] + 1, anchor.at)]
    told = (i for i in places if groups[i].kind == NOUN and groups[i].prep == prep)
    if found := next((found for i in told if (found := _takers(scene, anchor, equals(groups, i)))), []):
        return found
    lenders = (i for i in _until_next(scene, anchor) if groups[i].kind == NOUN and groups[i].prep == "à")
    near = next((found for i in lenders if (found := _takers(scene, anchor, equals(groups, i)))), [])
    return [t for t in near if t.naming is None or scene.namings[t.naming].mention_type != METONYM]


def _owners(scene: Scene, anchor: Anchor) -> list[Taken]:
    groups = anchor.groups
    places = [i for i in range(clause_start(groups, anchor.at), anchor.at) if groups[i].prep == "de"]
    return [taken for taken in _takers(scene, anchor, places) if scene.cast.members[taken.actor].kind != PERSON]


def _topic(scene: Scene, anchor: Anchor, verb: int) -> tuple[Taken, ...]:
    """The country that the text is about, where the subject is a description of one (`le pays scandinave`)."""
    groups, lands = anchor.groups, aid_words(scene.pack).lands
    subjects = subject_of(groups, verb) if verb >= 0 else ()
    described = any(groups[j].ref is None and scene.tokens[groups[j].head].low in lands for j in subjects)
    topic = topic_before(scene, anchor.sentence.first, COUNTRY) if described else None
    return () if topic is None else (Taken(topic, None),)


def find_recipients(scene: Scene, anchor: Anchor, donors: Iterable[int]) -> tuple[Taken, ...]:
    """Who receives: the subject of a verb that says so, else after `à` or `pour`, behind the money first, then before it."""
    groups, at, givers = anchor.groups, anchor.at, set(donors)
    if receivers := _receivers(scene, anchor) or _where_given(scene, anchor, givers):
        return receivers
    behind = _until_next(scene, anchor)
    told = [i for i in [*behind, *range(at - 1, -1, -1)] if groups[i].kind == NOUN and groups[i].prep in ("à", "pour")]
    placed = [i for i in told if not _is_aside(scene, anchor, i)]
    helped = [i + 1 for i in behind if is_helped(scene, groups, i)]
    for positions, read in ((placed, _named), ([i for i in placed if i > at], _meant), (helped, _named), (helped, _meant)):
        for i in positions:
            taken = tuple(t for t in read(scene, anchor, i) if t.actor not in givers)
            if taken := tuple(t for t in taken if _can_receive(scene, scene.cast.members[t.actor])):
                return taken
    return ()


def _named(scene: Scene, anchor: Anchor, at: int) -> list[Taken]:
    """Whom a group and its equals name, up to one that begins something else (`à X, et Y 65 millions`, `à X et Y lui a …`)."""
    groups, prep = anchor.groups, anchor.groups[at].prep
    first = (j for j in range(at) if groups[j].kind == NOUN and groups[j].prep == prep and at in equals(groups, j))
    row = equals(groups, next(first, at))
    end = next((j for j in row if j > at and _begins(groups, j)), len(groups))
    return _takers(scene, anchor, (j for j in row if j < end))


def _begins(groups: list[Group], at: int) -> bool:
    behind = next((i for i in range(at + 1, len(groups)) if groups[i].kind != OTHER), -1)
    if behind < 0 or groups[at].prep:
        return False
    return isinstance(groups[behind].ref, Amount | Count) or (is_finite(groups[behind]) and at in subject_of(groups, behind))


def _meant(scene: Scene, anchor: Anchor, at: int) -> list[Taken]:
    """The country of the adjective of a group that names nobody, else whose it is (`aux unités de X`)."""
    groups, end = anchor.groups, at + 1
    while end < len(groups) and groups[end].kind == NOUN and groups[end].prep == "de":
        end += 1
    described = next((found for group in groups[at:end] if (found := _by_adjective(scene, group))), [])
    return described or _belonging(scene, anchor, at)


def _by_adjective(scene: Scene, group: Group) -> list[Taken]:
    """The country whose adjective stands behind the head of a group without a name (`aux combattants maliens`)."""
    if group.ref is not None:
        return []
    for token in scene.tokens[group.head + 1 : group.last]:
        lands = demonym_countries(token.low, scene.pack)
        if lands and (country := country_of(scene, lands[0])) is not None:
            return [Taken(country, None)]
    return []


def _where_given(scene: Scene, anchor: Anchor, givers: set[int]) -> tuple[Taken, ...]:
    """The country in which aid is given: the place behind a noun of aid (`l'aide humanitaire en Ukraine`)."""
    groups, words = anchor.groups, aid_words(scene.pack)
    for i in _until_next(scene, anchor):
        if groups[i].prep in ("dans", "en") and groups[i - 1].kind == NOUN and noun_of_aid(scene, groups[i - 1], words):
            taken = states(scene, _takers(scene, anchor, equals(groups, i)))
            return tuple(t for t in taken if t.actor not in givers)
    return ()


def _is_aside(scene: Scene, anchor: Anchor, at: int) -> bool:
    """Whether a group belongs to something else: a place of making (`fabriquées au Chili`), a relative (`qui plaît à X`)."""
    groups, words = anchor.groups, aid_words(scene.pack)
    verb = groups[at - 1].verb if at else None
    if verb is not None and verb.tense == "past_participle" and set(verb.lemmas) & words.locating:
        return True
    told = next((i for i in range(at - 1, anchor.at if at > anchor.at else -1, -1) if is_finite(groups[i])), -1)
    if told < 0 or groups[clause_start(groups, told) - 1].kind != RELATIVE:
        return False
    return not any(g.verb and set(g.verb.lemmas) & words.stages.keys() for g in groups[told:at])


def _until_next(scene: Scene, anchor: Anchor) -> Sequence[int]:
    """The positions behind the anchor up to the next money or things."""
    groups = anchor.groups
    things = (i for i in range(anchor.at + 1, len(groups)) if isinstance(groups[i].ref, Amount | Count))
    stop = next((i for i in things if not is_equivalent(scene, groups, i)), len(groups))
    return range(anchor.at + 1, stop)


def _beneficiaries(scene: Scene) -> list[int]:
    """The actors after a noun of aid and a preposition of giving, wherever the article has them."""
    words, members = aid_words(scene.pack), scene.cast.members
    found: list[int] = []
    for naming, actors in zip(scene.namings, scene.cast.of, strict=True):
        before = scene.keys[max(0, naming.first - _REACH) : naming.first]
        member = members[actors[0]] if len(actors) == 1 and before and before[-1] in ("à", "pour") else None
        if member is not None and _can_receive(scene, member):
            hits = [hit[1][0] for i in range(len(before)) if (hit := words.nouns.longest(before, i))]
            found += actors if hits and hits[-1] else ()
    return found


def main_recipient(scene: Scene, donors: Iterable[int]) -> tuple[Taken, ...]:
    """Whoever stands most often after a noun of aid and `à` or `pour`; else the country named most, the donors aside."""
    members, givers = scene.cast.members, set(donors)
    own = {members[actor].country for actor in givers} - {None}
    told = [actor for actor in _beneficiaries(scene) if actor not in givers and members[actor].country not in own]
    told_of = zip(scene.namings, scene.cast.of, strict=True)
    named = [a for naming, of in told_of if not _is_seat(scene, naming) for a in of if members[a].kind == COUNTRY]
    lands = [actor for actor in told if not passes_on(scene, actor)]
    abroad = [] if _may_be_own(scene, givers, named) else named
    found = lands or [actor for actor in abroad if actor not in givers and members[actor].country not in own] or told
    return (Taken(max(found, key=lambda actor: (found.count(actor), -actor)), None),) if found else ()


def _may_be_own(scene: Scene, donors: Iterable[int], named: Iterable[int]) -> bool:
    """Whether the land that an article names most may be that of a donor of whom nobody tells where he belongs."""
    unknown = [member for member in map(scene.cast.members.__getitem__, donors) if member.country is None]
    bodies = any(body_kind(scene, member) == "public" for member in unknown)
    return bodies or (any(member.kind == PERSON for member in unknown) and len(set(named)) == 1)


def _is_seat(scene: Scene, naming: Naming) -> bool:
    """Whether a capital is only where something is (`dont le siège est à Rome`)."""
    return naming.mention_type == METONYM and naming.first > 0 and scene.keys[naming.first - 1] == "à"


def passes_on(scene: Scene, actor: int) -> bool:
    """Whether an actor is a body of several states, which passes on to others what it is given."""
    member = scene.cast.members[actor]
    return member.kind == ORGANIZATION and member.country is None
