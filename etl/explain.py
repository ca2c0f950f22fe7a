"""How one article was read: what `depeche explain` does, for whoever extends the language pack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from etl.console import say
from etl.entities.namings import COUNTRY, Naming
from etl.entities.quotations import find_speech
from etl.entities.scene import Scene, set_scene
from etl.events.agreements import read_agreements
from etl.events.aid_pledges import read_pledges
from etl.events.match import Match, find_matches
from etl.events.meeting_tellings import read_meetings
from etl.events.merge import merge_meetings
from etl.events.reading import EventRow
from etl.events.report import Reporter
from etl.events.warnings import judge, read_warnings
from etl.ingest.load import load
from etl.language.pack import LANGUAGE, Pack, load_pack

_LONGEST = 100


class Slot(NamedTuple):
    """A column or a part of a row: what it took, and the words that gave it ('' where no words of their own did)."""

    name: str
    value: str
    words: str


class Finding(NamedTuple):
    """A rule that fired.

    Attributes:
        table: The table that it gives rows of.
        rule: Its id.
        start: Offset of the words that it fired on.
        trigger: These words.
        sentence: The sentence around them.
        row: Whether it gave a row.
        reason: Why it gave none, as far as that is known.
        slots: What it filled.
        passed: The actors of the sentence that fill no part, each with the reason.
    """

    table: str
    rule: str
    start: int
    trigger: str
    sentence: str
    row: bool
    reason: str
    slots: tuple[Slot, ...]
    passed: tuple[tuple[str, str], ...]


def explain(text: str, published_on: date | None, pack: Pack) -> list[Finding]:
    """The rules that fired in an article, in the order of the text.

    Args:
        text: The whole article in NFC.
        published_on: What relative dates refer to; None if unknown.
        pack: The language that it is written in.
    """
    scene = set_scene(text, published_on, pack)
    speeches = find_speech(scene)
    scene.speakers.extend((s.first, s.last, s.speaker) for s in speeches if s.speaker is not None)
    matches = list(find_matches(scene))
    report = Reporter(scene)
    made: list[tuple[Match, EventRow]] = []
    for meeting in merge_meetings(scene, read_meetings(scene, matches)):
        report.meeting(meeting)
        made.append((meeting.match, report.events[-1]))
    for pledge in read_pledges(scene):
        report.pledge(pledge)
        made.append((pledge.match, report.events[-1]))
    for warning in read_warnings(scene, matches, speeches):
        report.warning(warning)
        made.append((warning.match, report.events[-1]))
    for agreement in read_agreements(scene, matches):
        report.agreement(agreement)
        made.append((agreement.match, report.events[-1]))
    return sorted(_findings(scene, matches, made), key=lambda finding: (finding.start, finding.table, finding.rule))


def _findings(scene: Scene, matches: Sequence[Match], made: Sequence[tuple[Match, EventRow]]) -> Iterator[Finding]:
    for match, row in made:
        yield _finding(scene, match, "", tuple(_slots_of_row(scene, row)), tuple(_passed(scene, match, row)), row=True)
    told = {(match.frame.rule, match.trigger) for match, _ in made}
    for match in matches:
        if (match.frame.rule, match.trigger) not in told:
            yield _finding(scene, match, _reason(scene, match, made), tuple(_slots_of_match(scene, match)), (), row=False)


def _finding(
    scene: Scene, match: Match, reason: str, slots: tuple[Slot, ...], passed: tuple[tuple[str, str], ...], *, row: bool
) -> Finding:
    sentence = scene.piece(match.sentence.first, match.sentence.last)
    start = scene.tokens[match.trigger[0]].start
    trigger = scene.piece(*match.trigger)
    return Finding(match.frame.table, match.frame.rule, start, trigger, sentence, row, reason, slots, passed)


def _slots_of_row(scene: Scene, row: EventRow) -> Iterator[Slot]:
    words = {cell.field: scene.text[cell.start : cell.end] for cell in row.cells}
    for part in row.parts:
        naming = "" if part.mention is None else _words_of(scene, scene.namings[part.mention])
        yield Slot(part.part, scene.cast.members[part.actor].name, naming)
    for name, value in {**row.values, "modality": row.modality}.items():
        if value is not None:
            yield Slot(name, str(value), words.get(name, ""))


def _slots_of_match(scene: Scene, match: Match) -> Iterator[Slot]:
    for part, group in match.parts.items():
        for taken in group:
            naming = "" if taken.naming is None else _words_of(scene, scene.namings[taken.naming])
            yield Slot(part, scene.cast.members[taken.actor].name, naming)


def _words_of(scene: Scene, naming: Naming) -> str:
    return scene.piece(naming.first, naming.last)


def _reason(scene: Scene, match: Match, made: Sequence[tuple[Match, EventRow]]) -> str:
    """Why a match gave no row, as far as is known."""
    if match.frame.table == "warnings" and isinstance(why := judge(scene, match), str):
        return why
    verb = match.verb_group
    if verb is not None and verb.negated:
        return "negated"
    if missing := [part for part in match.frame.needs if part not in match.parts]:
        return f"nobody fills {', '.join(missing)}"
    if not match.parts:
        return "nobody takes part"
    actors = {taken.actor for group in match.parts.values() for taken in group}
    for other, row in made:
        if row.table == match.frame.table and actors & {part.actor for part in row.parts}:
            return f"told by {row.rule} at {scene.tokens[other.trigger[0]].start}, or not by these words"
    return "not what its table asks for"


def _passed(scene: Scene, match: Match, row: EventRow) -> Iterator[tuple[str, str]]:
    """The namings of the sentence whose actors fill no part of a row."""
    used = {part.actor for part in row.parts}
    places = [(cell.start, cell.end) for cell in row.cells if cell.field.startswith("place")]
    for naming in scene.namings:
        if not match.sentence.first <= naming.first < match.sentence.last:
            continue
        actors = set(scene.cast.of[scene.position(naming)])
        if actors & used or (scene.tokens[naming.start].start, scene.tokens[naming.end - 1].end) in places:
            continue
        yield _words_of(scene, naming), _why_passed(scene, match, naming, bool(actors))


def _why_passed(scene: Scene, match: Match, naming: Naming, known: bool) -> str:
    if not known:
        return "a place" if naming.kind not in ("office", COUNTRY) else "stands for nobody in the article"
    group = next((g for g in match.groups if g.first <= naming.first < g.last), None)
    if group is None or group.ref != naming:
        return "inside other words"
    if group.prep and group.prep not in match.frame.roles:
        return f"under {group.prep!r}, no place of the frame"
    return "elsewhere in the sentence"


def explain_file(path: Path, day: date | None) -> None:
    """Print how the articles of a file are read: the rules that fired, on which words, and what each slot took.

    Args:
        path: The file.
        day: Day of publication of an article that does not say its own.

    Raises:
        InputError: The file is no input, or holds no article.
        LookupError: There is no language pack for an article.
    """
    articles, _ = load([path], datetime.now(UTC))
    for number, article in enumerate(articles):
        if number:
            say()
        say(article.source_id, "bold underline")
        findings = explain(article.text, article.published_on or day, load_pack(article.language or LANGUAGE))
        for finding in findings:
            _show(finding)
        say()
        say(f"{len(findings)} rules fired, {sum(finding.row for finding in findings)} rows")


def _show(finding: Finding) -> None:
    say()
    verdict = "a row" if finding.row else f"no row: {finding.reason}"
    say(f"{finding.table}  {finding.rule}  {_quoted(finding.trigger)} at {finding.start}: {verdict}", _style(finding))
    say(f"  in {_quoted(finding.sentence)}", "dim")
    width = max((len(slot.name) for slot in finding.slots), default=0)
    for slot in finding.slots:
        same = slot.words in ("", slot.value)
        say(f"  {slot.name:{width}}  {slot.value}" + ("" if same else f"  {_quoted(slot.words)}"))
    for words, why in finding.passed:
        say(f"  passed over: {_quoted(words)}, {why}", "dim")


def _style(finding: Finding) -> str:
    return "bold green" if finding.row else "yellow"


def _quoted(words: str) -> str:
    short = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    return f"“{short}”"
