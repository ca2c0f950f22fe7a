"""Who takes part in a meeting, and whether those make one."""

from __future__ import annotations

from collections.abc import Iterable

from etl.entities.gazetteer import subtype_of
from etl.entities.members import Member
from etl.entities.namings import COUNTRY, OFFICE, ORGANIZATION, PERSON, Naming
from etl.entities.scene import Scene
from etl.events.extent import extent
from etl.events.match import Match, Taken
from etl.events.meeting_doubts import is_invited
from etl.events.meeting_words import meeting_words
from etl.events.places import Where
from etl.events.states import homes
from etl.events.times import when
from etl.language.clauses import complements_of, subject_of
from etl.language.groups import COMMA, TIME

_UNOFFICIAL = frozenset({"", "other"})  # roles of those whose journeys are no affair of state


def parts_of(scene: Scene, match: Match, place: Where | None) -> dict[str, tuple[Taken, ...]] | None:
    """Who takes part, or None where that makes no meeting."""
    members = scene.cast.members
    parts = {part: _meeting(scene, taken) for part, taken in match.parts.items() if part in ("participant", "visitor", "host")}
    parts = {part: taken for part, taken in parts.items() if taken}
    persons = [t for taken in parts.values() for t in taken if members[t.actor].kind == PERSON]
    if match.frame.options.get("moves"):
        return _journey(scene, match, parts, place)
    if match.frame.roles.get("object") == "visitor" and "visitor" not in parts:
        return None
    receiving = match.frame.roles.get("subject") == "host"
    if receiving and "host" not in parts and place is not None and (host := _host(scene, place)):
        parts |= {"host": host}
    everybody = {t.actor for taken in parts.values() for t in taken}
    if len(everybody) == 1 and _meets_own_head(scene, match, members[next(iter(everybody))]):
        return parts
    if receiving and parts.keys() == {"visitor"}:
        return None
    if any(part not in parts for part in match.frame.needs):
        return None
    if match.frame.options.get("gathering"):
        return parts if _is_gathering(scene, match, everybody, place) else None
    if len(everybody) < 2 or all(members[a].kind == ORGANIZATION and not members[a].key for a in everybody):
        return None
    countries = {members[t.actor].country for t in persons}
    kept = {
        part: tuple(t for t in taken if not (members[t.actor].kind == COUNTRY and members[t.actor].country in countries))
        for part, taken in parts.items()
    }
    kept = {part: taken for part, taken in kept.items() if taken}
    several = {t.actor for taken in kept.values() for t in taken}
    return kept if len(several) > 1 and not _is_at_home(scene, several, place) else None


def _journey(
    scene: Scene, match: Match, parts: dict[str, tuple[Taken, ...]], place: Where | None
) -> dict[str, tuple[Taken, ...]] | None:
    """Who travels to whom, or None where nobody goes abroad."""
    members = scene.cast.members
    visitors = [t for t in parts.get("visitor", ()) if members[t.actor].kind == PERSON or _is_by_office(scene, t)]
    if match.frame.options.get("official"):
        visitors = [t for t in visitors if _is_by_office(scene, t) or _is_official(members[t.actor])]
    if match.frame.options.get("stays"):
        visitors = [t for t in visitors if members[t.actor].country] if _stays(match) else []
    if not visitors or place is None or place.country is None or any(part not in match.parts for part in match.frame.needs):
        return None
    home = homes(scene.pack).get(place.country, place.country)
    if any(members[t.actor].country in (place.country, home) for t in visitors):
        return None
    called_on = [t for t in match.parts.get("place", ()) if members[t.actor].kind == PERSON]  # `rendre visite à X`
    inviting = tuple(t for t in parts.get("host", ()) if t.actor not in {visitor.actor for visitor in visitors})
    hosts = inviting or called_on or _host(scene, place)
    return {"visitor": tuple(visitors), **({"host": tuple(hosts)} if hosts else {})}


def _stays(match: Match) -> bool:
    """Whether a verb of being tells where somebody was on a day, with the place right behind it (`était lundi à Riga`)."""
    verb, (first, last) = match.verb_group, extent(match)
    if verb is None or verb.tense not in ("imperfect", "past") or verb.negated or verb.compound:
        return False
    behind = next((g for g in match.groups[match.at + 1 : last] if g.kind not in (TIME, COMMA)), None)
    dated = any(g.kind == TIME and g.ref.kind == "date" and g.ref.moments[0].unit == "day" for g in match.groups[first:last])
    return dated and behind is not None and behind.prep in ("à", "en")


def _meets_own_head(scene: Scene, match: Match, guest: Member) -> bool:
    """Whether somebody of a told country meets the head of one that nobody tells (`le président de la République a reçu X`)."""
    words, verb = meeting_words(scene.pack), match.verb_group
    if verb is None or match.at != match.verb or guest.country is None or guest.kind not in (PERSON, COUNTRY):
        return False
    sides = subject_of(match.groups, match.at)
    if verb.passive:
        sides = tuple(i for prep, i in complements_of(match.groups, match.at) if prep == "par")
    told = [ref for i in sides if isinstance(ref := match.groups[i].ref, Naming) and ref.kind == OFFICE]
    heads = words.at_home | words.premier
    return len(told) == len(sides) == 1 and any(office.kind in heads and not office.countries for office in told[0].offices)


def _is_official(member: Member) -> bool:
    """Whether somebody holds an office of state."""
    return any(office.role not in _UNOFFICIAL for office in member.offices)


def _is_by_office(scene: Scene, taken: Taken) -> bool:
    """Whether a state stands for somebody told by an office alone (`le président turc`)."""
    naming = None if taken.naming is None else scene.namings[taken.naming]
    return naming is not None and naming.kind == OFFICE and not any(office.plural for office in naming.offices)


def _is_of_one_state(scene: Scene, told: list[Member]) -> bool:
    """Whether a head of state or government meets ministers, and nobody says of which country: a paper of theirs need not."""
    words = meeting_words(scene.pack)
    if any(m.country for m in told):
        return False
    for kinds, roles in ((words.at_home, words.national), (words.premier, words.cabinet)):
        others = [m for m in told if all(office.kind not in kinds for office in m.offices)]
        ministers = [m for m in others if m.offices and all(office.role in roles for office in m.offices)]
        if len(told) - len(others) == 1 and len(ministers) == len(others):
            return True
    return False


def _is_gathering(scene: Scene, match: Match, everybody: set[int], place: Where | None) -> bool:
    """Whether those who are told to gather make a meeting; one alone does where he goes abroad for it."""
    members, alone = scene.cast.members, len(everybody) == 1
    verb = match.verb_group
    hoping = verb is not None and match.at != match.verb and verb.is_one_of(meeting_words(scene.pack).hoping)
    if not everybody or (alone and (hoping or is_invited(scene, match))):
        return False
    told = [members[a] for a in everybody]
    if alone and _is_standing(told[0]):
        return place is not None or when(scene, match, future=True) is not None
    if match.frame.options.get("session") and (alone or (hoping and match.verb < match.at)):
        return False
    own = match.at == match.verb and verb is not None and not (verb.reflexive or verb.passive)
    if alone and own and told[0].kind == PERSON:
        return False  # `X a réuni son gouvernement à Riga`
    if place is None and (alone or (match.at == match.verb and _convenes_own(scene, match))):
        return False
    at_home = place is not None and any(m.kind in (PERSON, ORGANIZATION) and m.country == place.country for m in told)
    return not alone or not at_home


def _is_standing(member: Member) -> bool:
    """Whether an actor is a listed organization of no single state: its sessions are gatherings of its members."""
    return member.kind == ORGANIZATION and bool(member.key) and member.country is None


def _convenes_own(scene: Scene, match: Match) -> bool:
    """Whether somebody of no told country convenes persons of none (`X a réuni ses ministres Y et Z`)."""
    verb = match.verb_group
    told = [scene.cast.members[t.actor] for taken in match.parts.values() for t in taken]
    if verb is None or verb.reflexive or verb.passive or any(m.kind != PERSON or m.country for m in told):
        return False
    return any(isinstance(match.groups[i].ref, Naming) for i in subject_of(match.groups, match.at))


def _is_at_home(scene: Scene, actors: Iterable[int], place: Where | None) -> bool:
    """Whether all are persons of one country: a head of state who receives his own ministers meets no other side.

    Whoever holds an office inside a country, of which none is told, is at home unless they meet abroad.
    """
    told = [scene.cast.members[actor] for actor in actors]
    if any(m.kind != PERSON for m in told):
        return False
    local = meeting_words(scene.pack).domestic
    if place is None and _is_of_one_state(scene, told):
        return True
    others = [m for m in told if m.country or not m.offices or any(office.kind not in local for office in m.offices)]
    lands = {m.country for m in others}
    if len(others) == len(told):
        return len(lands) == 1 and None not in lands
    return len(others) == 1 and (place is None or place.country in lands)


def _meeting(scene: Scene, taken: Iterable[Taken]) -> tuple[Taken, ...]:
    """Those who can meet: newsrooms interview."""
    interviewers, members = meeting_words(scene.pack).interviewers, scene.cast.members
    met = (t for t in taken if subtype_of(members[t.actor].key, scene.pack) not in interviewers)
    return tuple(t for t in met if t.naming is None or not _is_newsroom(scene, scene.namings[t.naming]))


def _is_newsroom(scene: Scene, naming: Naming) -> bool:
    """Whether the words that an organization is named by tell that it makes news (`la chaîne X`)."""
    told = scene.words[max(naming.first - 1, 0) : naming.last]
    return naming.kind == ORGANIZATION and not meeting_words(scene.pack).newsrooms.isdisjoint(told)


def _host(scene: Scene, place: Where) -> tuple[Taken, ...]:
    """The country visited, as host."""
    known = next(
        (i for i, member in enumerate(scene.cast.members) if member.kind == COUNTRY and member.key == place.country), None
    )
    naming = next((i for i, n in enumerate(scene.namings) if n.start == place.first), None)
    return () if known is None else (Taken(known, naming),)
