"""What both sides of aid are read by: whom a group stands for, who can give and who can receive."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from etl.entities.amounts import Amount, Count
from etl.entities.gazetteer import demonym_countries, subtype_of
from etl.entities.members import Member
from etl.entities.namings import COUNTRY, ORGANIZATION, PERSON
from etl.entities.scene import Scene
from etl.events.aid_anchors import Anchor, carried, is_equivalent
from etl.events.aid_words import aid_words
from etl.events.match import Taken, take
from etl.events.states import country_of, states
from etl.language.clauses import subject_of
from etl.language.groups import NOUN, Group

_OWNERS = frozenset({"de", "par"})
_ACTIVE = frozenset({"infinitive", "past_infinitive"})


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


def can_receive(scene: Scene, member: Member) -> bool:
    """Whether something can be given to an actor: not to a person, nor to a newspaper, which only tells of it."""
    return member.kind != PERSON and not only_tells(scene, member)


def only_tells(scene: Scene, member: Member) -> bool:
    """Whether an actor only tells or reckons what others give: a newspaper, an institute."""
    return subtype_of(member.key, scene.pack) in aid_words(scene.pack).telling


def passes_on(scene: Scene, actor: int) -> bool:
    """Whether an actor is a body of several states, which passes on to others what it is given."""
    member = scene.cast.members[actor]
    return member.kind == ORGANIZATION and member.country is None


def named_by(scene: Scene, anchor: Anchor, positions: Iterable[int]) -> list[Taken]:
    """The actors that some groups stand for."""
    return [taken for i in positions for taken in take(scene, anchor.sentence, anchor.groups, i)]


def who_receives(scene: Scene, anchor: Anchor) -> tuple[Taken, ...]:
    """The subject of a verb of receiving or of asking for oneself (`X a obtenu 10 millions d'euros de Y`)."""
    verb = anchor.groups[anchor.verbs[0]].verb if anchor.verbs else None
    if verb is None or not (verb.finite or verb.tense in _ACTIVE) or verb.passive:
        return ()
    words, lemmas = aid_words(scene.pack), set(verb.lemmas)
    asked = lemmas & words.asking and not any(group.prep == "pour" for group in anchor.groups)
    handed = carried(scene, anchor.groups, anchor.verbs[0], words) == "receive"
    if not asked and not handed and not lemmas & words.receiving:
        return ()
    subjects = subject_of(anchor.groups, anchor.verbs[0])
    named = named_by(scene, anchor, subjects) or [t for i in subjects for t in belonging(scene, anchor, i)]
    return states(scene, named or [t for i in subjects for t in by_adjective(scene, anchor.groups[i])])


def belonging(scene: Scene, anchor: Anchor, at: int, preps: Container[str] = _OWNERS) -> list[Taken]:
    """Whose a noun without a name is: by its complements (`le conseil du FMI`), by a participle (`les dons faits par X`)."""
    groups, i = anchor.groups, at + 1
    if groups[at].kind != NOUN or groups[at].ref is not None:
        return []
    while i < len(groups) and i != anchor.at and (groups[i].prep in preps or is_participle(groups[i])):
        if found := named_by(scene, anchor, [i]):
            return found
        i += 1
    return []


def is_participle(group: Group) -> bool:
    """Whether a group is a participle without auxiliary."""
    return group.verb is not None and group.verb.tense == "past_participle"


def by_adjective(scene: Scene, group: Group) -> list[Taken]:
    """The country whose adjective stands behind the head of a group without a name (`aux combattants maliens`)."""
    if group.ref is not None:
        return []
    for token in scene.tokens[group.head + 1 : group.last]:
        lands = demonym_countries(token.low, scene.pack)
        if lands and (country := country_of(scene, lands[0])) is not None:
            return [Taken(country, None)]
    return []


def until_next(scene: Scene, anchor: Anchor) -> Sequence[int]:
    """The positions behind the anchor up to the next money or things."""
    groups = anchor.groups
    things = (i for i in range(anchor.at + 1, len(groups)) if isinstance(groups[i].ref, Amount | Count))
    stop = next((i for i in things if not is_equivalent(scene, groups, i)), len(groups))
    return range(anchor.at + 1, stop)
