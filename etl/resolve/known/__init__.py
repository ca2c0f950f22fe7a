"""Actors that are known beforehand, with their names, offices and Wikidata ids.

They name and link what was found; nothing is found by them. `docs/registry.md` tells how to add and mend entries.
"""

from etl.resolve.known.actors import KnownActor, Office, known_actors

__all__ = ["KnownActor", "Office", "known_actors"]
