"""Working hours: when a message may reach people, and which days are free for a whole unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dialogs.okr.cadence import WorkingDays, instant

WORK_FROM: Final = time(8, 0)
WORK_UNTIL: Final = time(17, 0)
"""Wall-clock hours of the receiver in which a message may arrive; the last hour is not included."""

FIRST_DAY: Final = date(1800, 1, 1)
LAST_DAY: Final = date(2200, 12, 31)
"""Days that can be planned with; one outside is a slip, and sums would run off the calendar."""


def is_near(day: date) -> bool:
    """Say whether a day is one that can be planned with."""
    return FIRST_DAY <= day <= LAST_DAY


LONGEST_BREAK: Final = timedelta(days=62)
"""Where no working day comes within so many days, nothing waits for one."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days in a row, both ends included."""

    first: date
    last: date | None
    """None: until further notice."""

    def holds(self, day: date) -> bool:
        """Say whether the day is one of them."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class WithoutBreaks:
    """Working days of a calendar, less the breaks of an organisation and the pauses of a team."""

    calendar: WorkingDays
    breaks: tuple[Span, ...]

    def is_working(self, day: date, /) -> bool:
        """Say whether people work on the day."""
        return self.calendar.is_working(day) and not any(each.holds(day) for each in self.breaks)


def in_working_hours(at: time) -> bool:
    """Say whether a message may arrive at a wall-clock hour."""
    return WORK_FROM <= at < WORK_UNTIL


def within_working_hours(at: time) -> time:
    """Return the hour itself, or the nearest at which a message may arrive."""
    if at < WORK_FROM:
        return WORK_FROM
    return at if at < WORK_UNTIL else _LAST_HOUR


_LAST_HOUR: Final = time(WORK_UNTIL.hour - 1, 59)


def workday_from(day: date, working: WorkingDays) -> date | None:
    """Return the day itself or the next working day; None when none comes within a long break."""
    last = day + LONGEST_BREAK
    while day <= last:
        if working.is_working(day):
            return day
        day += timedelta(days=1)
    return None


def workday_after(day: date, count: int, working: WorkingDays) -> date | None:
    """Return the working day that lies ``count`` working days after a day."""
    found: date | None = day
    for _ in range(count):
        if found is None:
            return None
        found = workday_from(found + timedelta(days=1), working)
    return found


def workday_before(day: date, count: int, working: WorkingDays) -> date | None:
    """Return the working day that lies ``count`` working days before a day; 0: the day itself."""
    left, found = count, day
    while left > 0:
        found -= timedelta(days=1)
        if day - found > LONGEST_BREAK:
            return None
        left -= working.is_working(found)
    return found


def next_working_instant(now: datetime, zone: ZoneInfo, working: WorkingDays) -> datetime | None:
    """Return now when it lies in working hours, else the opening of the next ones, UTC.

    None when no working day comes within a long break.
    """
    local = now.astimezone(zone)
    day = local.date()
    if working.is_working(day) and in_working_hours(local.time()):
        return now
    if local.time() >= WORK_FROM:
        day += timedelta(days=1)
    morning = workday_from(day, working)
    return None if morning is None else instant(morning, WORK_FROM, zone)


LATER: Final = timedelta(hours=3)
"""How far away "later today" is."""

MORNING: Final = time(9, 0)
"""The hour of "tomorrow morning"."""


def later_today(now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return when "later today" is, UTC; None when the working hours end before that."""
    later = now + LATER
    local = later.astimezone(zone)
    same_day = local.date() == now.astimezone(zone).date()
    return later if same_day and in_working_hours(local.time()) else None


def tomorrow_morning(now: datetime, zone: ZoneInfo, working: WorkingDays) -> datetime | None:
    """Return the morning of the next working day, UTC; None when none comes within a long break."""
    day = workday_after(now.astimezone(zone).date(), 1, working)
    return None if day is None else instant(day, MORNING, zone)
