"""Which clauses of its sentence belong to an event."""

from __future__ import annotations

from etl.events.match import Match
from etl.language.clauses import clause_end, clause_start, relative_verb


def extent(match: Match) -> tuple[int, int]:
    """The clauses round a match as positions of groups: of its trigger, of its verb, of the relative clause on its noun."""
    places = [match.at, *([match.verb] if match.verb >= 0 else [])]
    if match.groups[match.at].verb is None and (relative := relative_verb(match.groups, match.at)) >= 0:
        places.append(relative)
    return min([clause_start(match.groups, i) for i in places]), max([clause_end(match.groups, i) for i in places])


def tokens_of(match: Match) -> tuple[int, int]:
    """The same as positions of tokens."""
    first, last = extent(match)
    return match.groups[first].first, match.groups[last - 1].last
