"""Ids that hold across articles: made from what an actor is known by, never from the order in which it was met."""

from __future__ import annotations

import hashlib

from etl.entities.gazetteer import first_names
from etl.entities.spelling import plain, sound_key
from etl.events.reading import LocalActor
from etl.language.pack import Pack


def actor_id(actor: LocalActor, pack: Pack) -> str:
    """The id of an actor.

    Countries go by their code, listed organizations and blocs by their key, institutions by key and country, persons
    by the sound of their fullest name.
    """
    if actor.actor_type == "country":
        return f"country:{actor.known_as}"
    if actor.actor_type == "person":
        words = [word.strip(".") for word in plain(actor.name).split()]
        return "person:" + "-".join(sound_key(word, pack) or word for word in words)
    key = actor.known_as or "-".join(plain(actor.name).split())
    return f"{actor.actor_type}:{key}" + (f":{actor.country}" if actor.country else "")


def listed_name(actor: str, pack: Pack) -> str | None:
    """The name under which the lists know a country, an organization or a bloc, by its id; None for anybody else."""
    kind, _, key = actor.partition(":")
    return None if kind == "person" else first_names(pack).get(key.split(":", 1)[0])


def digest(*parts: object) -> str:
    """Sixteen hexadecimal digits made from the parts."""
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:16]
