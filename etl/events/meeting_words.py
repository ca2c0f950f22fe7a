"""The words round meetings: what calls one off, hopes for one, or makes none of it."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from etl.language.pack import Pack
from etl.language.phrases import Phrases
from etl.language.tokens import tokenize


class MeetingWords(NamedTuple):
    """The word lists of `frames/meetings`, whose comments tell what each is for."""

    modes: Phrases[str]
    cancelling: frozenset[str]
    hoping: frozenset[str]
    interviewers: frozenset[str]
    newsrooms: frozenset[str]
    appealing: frozenset[str]
    urging: frozenset[str]
    margins: frozenset[tuple[str, ...]]
    presupposing: frozenset[str]
    agreeing: frozenset[str]
    continuing: frozenset[str]
    identifying: frozenset[str]
    towards: frozenset[str]
    announcing: frozenset[str]
    happening: frozenset[str]
    cancelling_nouns: frozenset[str]
    inviting_nouns: frozenset[str]
    lasting: frozenset[str]
    stages: frozenset[str]
    standing: frozenset[str]
    summits: frozenset[str]
    resuming: frozenset[str]
    holding: frozenset[str]
    behind: frozenset[str]
    attending: frozenset[str]
    landing: frozenset[str]
    openness: frozenset[str]
    sports: frozenset[str]
    domestic: frozenset[str]
    at_home: frozenset[str]
    national: frozenset[str]
    premier: frozenset[str]
    cabinet: frozenset[str]
    considering: frozenset[str]
    pair: frozenset[str]
    passing: frozenset[str]
    exchanging: frozenset[str]
    exchanged: frozenset[str]
    arriving: frozenset[str]
    every: frozenset[str]
    measuring: frozenset[str]
    traded: frozenset[str]
    foreseen: frozenset[str]
    then: frozenset[str]
    gathering: frozenset[str]
    scheduling: frozenset[str]
    bargaining: frozenset[str]
    bargained: frozenset[str]
    recalling: frozenset[str]
    from_whom: frozenset[str]
    not_a_meeting: Phrases[bool]


@cache
def meeting_words(pack: Pack) -> MeetingWords:
    """The word lists of a pack; read once."""
    data = pack.data("frames/meetings")

    def words(phrase: str) -> tuple[str, ...]:
        return tuple(token.low for token in tokenize(phrase, pack))

    plain = {name: frozenset(data[name]) for name in MeetingWords._fields if name not in ("modes", "margins", "not_a_meeting")}
    return MeetingWords(
        modes=Phrases((words(phrase), mode) for mode, phrases in data["modes"].items() for phrase in phrases),
        margins=frozenset(words(phrase) for phrase in data["margins"]),
        not_a_meeting=Phrases((words(phrase), True) for phrase in data["not_a_meeting"]),
        **plain,
    )
