"""What the week's messages share: their place in the plan, and which week speaks for which."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dialogs.events import Moment, MomentKind
from dialogs.flows.my_week import my_week
from dialogs.okr.cadence import WorkingDays, instant
from dialogs.okr.hours import next_working_instant, within_working_hours
from dialogs.okr.model import Person, Unit, UnitId
from dialogs.okr.rhythm import asking_hour
from dialogs.okr.week import Week
from dialogs.okr.window import Window, window
from dialogs.ports import Almanac, ScheduleKind, Work
from dialogs.posts import Planned
from dialogs.text import Reader

_A_WEEKS_MOMENTS: Final = 8
"""More than a unit has within eleven days."""


def window_in(unit: Unit, week: Week, home: Reader) -> Window:
    """Return how long an answer to a unit's question counts."""
    return window(week, unit.zone or home.zone)


def planned(
    unit: Unit, week: Week, at: datetime, window: Window, moved_from: date | None = None
) -> Planned:
    """Return what the ledger keeps of a message that asks for a week's answer."""
    return Planned(unit.id, str(week), at, window.due, window.closes, moved_from)


def intended_at(unit: Unit, day: date, reader: Reader) -> datetime:
    """Return when a day and the unit's hour come to a person, inside working hours, UTC."""
    return instant(day, within_working_hours(asking_hour(unit)), ZoneInfo(reader.zone))


def not_before(
    intended: datetime, now: datetime, reader: Reader, working: WorkingDays
) -> datetime | None:
    """Return an hour itself, or the next working one where it has passed, UTC.

    None when nobody works for longer than anybody waits.
    """
    if intended >= now:
        return intended
    return next_working_instant(now, ZoneInfo(reader.zone), working)


def asked_in(work: Work, person: Person, week: Week, on: date, almanac: Almanac) -> bool:
    """Say whether a week has a question of its own for a person, on a day of that week."""
    mine = my_week(work, person, week, min(max(on, week.monday), week.sunday))
    units = dict.fromkeys(item.goal.unit.id for item in mine.items if item.duty.asked)
    askings = (asking_of(work, unit, week, almanac) for unit in units)
    return any(each is not None and Week.of(each.day) == week for each in askings)


def asking_of(work: Work, unit: UnitId, week: Week, almanac: Almanac) -> Moment | None:
    """Return when a unit is asked about a week, wherever a free day moves it; None: it is not."""
    schedule = work.schedule(ScheduleKind.ASKING, unit)
    if schedule is None:
        return None
    after = datetime.combine(week.monday - timedelta(days=2), time(0), UTC)
    for moment in almanac.coming(schedule, after, _A_WEEKS_MOMENTS):
        if moment.kind is MomentKind.ASK and moment.period == str(week):
            return moment
    return None
