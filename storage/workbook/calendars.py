"""Meeting calendars: a day for each meeting once, and a forum that follows the days it is given."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dialogs.okr.cadence import BeforeMeetings
from dialogs.okr.model import ForumId, Meeting
from dialogs.text import say
from storage.structure import Structure
from storage.workbook.checks import filled
from storage.workbook.grid import Grid
from storage.workbook.problems import Problems
from storage.workbook.rows import Entry, Ids

_EXAMPLE: Final = "meetings 3"


def check_meetings(meetings: Iterable[Entry[Meeting]], problems: Problems) -> None:
    """Note a second row for the same forum and day."""
    first: dict[Meeting, int] = {}
    for entry in meetings:
        if entry.value in first:
            sentence = say("import-double-meeting", first=str(first[entry.value]))
            problems.add("meetings", entry.row, "day", sentence)
        first.setdefault(entry.value, entry.row)


def warn_of_calendars(
    given: Structure, whole: Structure, rows: Ids, meetings: Grid | None, warnings: Problems
) -> None:
    """Warn of forums that wait for a calendar, and of calendars that no forum follows."""
    follow = {forum.id: isinstance(forum.cadence, BeforeMeetings) for forum in whole.forums}
    met = {meeting.forum for meeting in whole.meetings}
    for forum in given.forums:
        if follow[forum.id] and forum.id not in met:
            sentence = say("import-no-meetings", name=forum.name)
            warnings.add("forums", rows["forums"][forum.id], "cadence", sentence)
    told: set[str] = set()
    for number, (name,) in filled(meetings, "forum"):
        if name not in told and not follow[ForumId(name)]:
            sentence = say("import-meetings-not-followed", forum=name, example=_EXAMPLE)
            warnings.add("meetings", number, "forum", sentence)
        told.add(name)
