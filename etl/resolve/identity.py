"""Ids that hold across articles: made from what an actor is known by, never from the order in which it was met."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set

from etl.entities.gazetteer import first_names
from etl.entities.spelling import plain, sound_key
from etl.language.pack import Pack
from etl.resolve.bodies import listed_body
from etl.resolve.clusters import Told
from etl.resolve.nodes import ORGANIZATION, PERSON, Node
from etl.resolve.sightings import Known, Sighting


def fixed_id(sighting: Sighting, pack: Pack) -> str | None:
    """The id of a country, a bloc, what the lists know, and an institution; None for people and other organizations.

    An institution whose state is not told (`le Parlement`) may be another state's in the next article: its id holds for
    one article.
    """
    kind, country = sighting.actor_type, sighting.country
    if kind == "country":
        return f"country:{sighting.known_as or country or _name_key(sighting.name)}"
    if kind not in (PERSON, ORGANIZATION):
        return _with_country(f"{kind}:{sighting.known_as or _name_key(sighting.name)}", country)
    body = listed_body(sighting.name, sighting.known_as, country, pack) if kind == ORGANIZATION else None
    if body is None:
        return None
    fixed = _with_country(f"{kind}:{body.key}", body.country)
    return fixed if body.lasting else f"{fixed}:{digest(sighting.article_id, body.key, sighting.name)}"


def known_id(actor: Known, pack: Pack) -> str | None:
    """The id under which the lists know a known actor, by its key or one of its names; None where they do not."""
    kind, country = actor.actor_type, actor.country
    if kind != ORGANIZATION:
        return None if kind == PERSON else fixed_id(Sighting("", 0, actor.name, kind, country, actor.key), pack)
    if actor.key in first_names(pack):
        return _with_country(f"{kind}:{actor.key}", country)
    bodies = (listed_body(name, None, country, pack) for name in (actor.name, *actor.variants))
    return next((_with_country(f"{kind}:{body.key}", body.country) for body in bodies if body and body.lasting), None)


def cluster_ids(kind: str, clusters: Sequence[Sequence[Node]], told: Sequence[Told], pack: Pack) -> list[str]:
    """The ids of actors that no list knows.

    An actor that is known beforehand goes by its key, a person by the sound of his name, an organization by its words.
    What would share an id is told apart by country, then by office, then by its first sighting.

    Args:
        kind: The type of all of them.
        clusters: The nodes of each actor.
        told: What is told of each.
        pack: The language.
    """
    known = [next((node.known.key for node in nodes if node.known), None) for nodes in clusters]
    ids = [
        f"{kind}:{key}" if key else _by_name(kind, best_name(_counted(nodes)), pack)
        for key, nodes in zip(known, clusters, strict=True)
    ]
    for suffix in (_countries, _offices, _first_sighting):
        for at in _shared(ids, {at for at, key in enumerate(known) if key}):
            ids[at] += suffix(clusters[at], told[at])
    return ids


def best_name(count: Mapping[str, int]) -> str:
    """Of the names of an actor, with how often each was met, the most frequent of several words, the longest among equals."""
    return min(count, key=lambda name: (" " not in name.strip(), -count[name], -len(name), name))


def listed_name(actor: str, pack: Pack) -> str | None:
    """The name under which the lists know a country, an organization or a bloc, by its id; None for anybody else."""
    kind, _, key = actor.partition(":")
    return None if kind == PERSON else first_names(pack).get(key.split(":", 1)[0])


def digest(*parts: object) -> str:
    """Sixteen hexadecimal digits made from the parts."""
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:16]


def _with_country(key: str, country: str | None) -> str:
    return f"{key}:{country}" if country else key


def _name_key(name: str) -> str:
    return "-".join(plain(name).split())


def _by_name(kind: str, name: str, pack: Pack) -> str:
    words = [word.strip(".") for word in plain(name).split()]
    return f"{kind}:" + "-".join((sound_key(word, pack) or word) if kind == PERSON else word for word in words)


def _counted(nodes: Sequence[Node]) -> Counter[str]:
    count: Counter[str] = Counter()
    for node in nodes:
        count[node.name] += len(node.sightings)
    return count


def _shared(ids: Sequence[str], kept: Set[int]) -> list[int]:
    """The positions of ids that are given twice, but for those to be kept."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(ids):
        places[one].append(at)
    return [at for same in places.values() if len(same) > 1 for at in same if at not in kept]


def _countries(_: Sequence[Node], told: Told) -> str:
    return "".join(f":{country}" for country in sorted(told.countries))


def _offices(_: Sequence[Node], told: Told) -> str:
    return "".join(f":{role}" for role in sorted(told.roles))


def _first_sighting(nodes: Sequence[Node], _: Told) -> str:
    return ":" + digest(*min(key for node in nodes for key in node.sightings))
