"""Reading one article: a pure function of its text, the day of its publication and the language pack."""

from __future__ import annotations

from datetime import date

from etl.entities.quotations import find_speech
from etl.entities.scene import set_scene
from etl.events.agreements import read_agreements
from etl.events.aid_pledges import read_pledges
from etl.events.match import find_matches
from etl.events.meeting_tellings import read_meetings
from etl.events.merge import merge_meetings
from etl.events.reading import Reading
from etl.events.report import Reporter
from etl.events.warnings import read_warnings
from etl.fingerprint import fingerprint
from etl.language.pack import Pack

EXTRACTOR = f"depeche 0.1.0+{fingerprint(('etl/language', 'etl/entities', 'etl/events'))}"
"""Name and version of the reader; another one wherever a rule or a word of it is."""


def read(text: str, published_on: date | None, pack: Pack) -> Reading:
    """Everything that the article says.

    Args:
        text: The whole article in NFC, its title on the first line.
        published_on: What relative dates refer to; None if unknown.
        pack: The language that it is written in.

    Returns:
        Spans, actors, events and quotations, all with offsets into `text`.
    """
    scene = set_scene(text, published_on, pack)
    speeches = find_speech(scene)
    scene.speakers.extend((s.first, s.last, s.speaker) for s in speeches if s.speaker is not None)
    matches = list(find_matches(scene))
    report = Reporter(scene)
    for meeting in merge_meetings(scene, read_meetings(scene, matches)):
        report.meeting(meeting)
    for pledge in read_pledges(scene):
        report.pledge(pledge)
    for warning in read_warnings(scene, matches, speeches):
        report.warning(warning)
    for agreement in read_agreements(scene, matches):
        report.agreement(agreement)
    for speech in speeches:
        report.speech(speech)
    return report.reading()
