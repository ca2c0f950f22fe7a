"""Linking: from accounts to groups, by pairs that are alike enough, the likest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from etl.language.pack import Pack
from etl.resolve.occurrences.accounts import Account, Key, tell
from etl.resolve.occurrences.facts import Facts, join
from etl.resolve.occurrences.likeness import ENOUGH, points

_AHEAD = 100
"""How many accounts under one key, in the order of their days, each is compared with: what bounds the work."""

Pair = tuple[str, str]


@dataclass(slots=True)
class _Group:
    """Rows taken to be of one event; `facts` is None where a person has put together what contradicts itself."""

    events: list[str]
    articles: set[str]
    facts: Facts | None


def link_occurrences(
    tables: Mapping[str, Sequence[Mapping[str, Any]]],
    published: Mapping[str, date | None],
    pack: Pack,
    *,
    same: Collection[Pair] = (),
    different: Collection[Pair] = (),
) -> dict[str, str]:
    """Which rows report the same event.

    Rows of one table are held against each other where they share a key; the pairs that are most alike are joined
    first, and a group takes in nothing that contradicts what it says already. An article tells an event once, so that two
    of its rows are two events. The result depends on what the rows say alone, not on their order.

    Args:
        tables: The event tables with `event_actors`, `actors` and `actor_names`, by name; rows with all their columns.
        published: Day of publication by article id; None if unknown.
        pack: The language of the texts.
        same: Pairs of event ids that a person has judged to be one event.
        different: Pairs of event ids that a person has judged to be two.

    Returns:
        The occurrence id of every event id: that of the smallest event id in its group.
    """
    accounts = {account.event_id: account for account in tell(tables, published, pack)}
    groups = {event: _Group([event], {account.article_id}, account.facts) for event, account in accounts.items()}
    apart = _Apart(different)
    for one, other in sorted(same):
        if one in groups and other in groups:
            _merge(groups, apart, one, other, judged=True)
    scored = []
    for pair in _candidates(accounts.values()):
        found = points(*pair)
        if found >= ENOUGH[pair[0].table]:
            one, other = sorted(account.event_id for account in pair)
            scored.append((-found, one, other))
    for _, one, other in sorted(scored):
        _merge(groups, apart, one, other)
    return {event: "occ_" + min(group.events).removeprefix("evt_") for event, group in groups.items()}


class _Apart:
    """Pairs judged to be two events, looked up from either side."""

    def __init__(self, pairs: Collection[Pair]) -> None:
        self.of: dict[str, set[str]] = defaultdict(set)
        for one, other in pairs:
            self.of[one].add(other)
            self.of[other].add(one)

    def holds(self, one: _Group, other: _Group) -> bool:
        """Whether somebody has kept a row of one group apart from a row of the other."""
        return bool(self.of) and any(self.of[event].intersection(other.events) for event in one.events if event in self.of)


def _candidates(accounts: Collection[Account]) -> Iterator[tuple[Account, Account]]:
    """Pairs worth a closer look, each once: of two articles, under one key, of days that can be the same."""
    blocks: dict[Key, list[Account]] = defaultdict(list)
    for account in accounts:
        for key in account.keys:
            blocks[key].append(account)
    seen: set[Pair] = set()
    for block in blocks.values():
        block.sort(key=lambda account: (account.facts.days[:2], account.event_id))
        for i, account in enumerate(block):
            for other in block[i + 1 : i + 1 + _AHEAD]:
                if other.facts.days.first > account.facts.days.last:
                    break
                pair = (account.event_id, other.event_id)
                if pair not in seen and account.article_id != other.article_id:
                    seen.add(pair)
                    if join(account.facts, other.facts) is not None:
                        yield account, other


def _merge(groups: dict[str, _Group], apart: _Apart, one: str, other: str, *, judged: bool = False) -> None:
    """Make one group of two, unless they contradict each other; what a person has judged is not questioned."""
    small, large = sorted((groups[one], groups[other]), key=lambda group: len(group.events))
    if small is large:
        return
    facts = None if small.facts is None or large.facts is None else join(small.facts, large.facts)
    if not judged and (facts is None or small.articles & large.articles or apart.holds(small, large)):
        return
    large.events += small.events
    large.articles |= small.articles
    large.facts = facts
    for event in small.events:
        groups[event] = large
