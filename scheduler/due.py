"""Which moments have come: pure sums from a schedule to instants, and how long a late one counts.

A moment on a day off moves to the next working day and keeps the period of its own day. Two rules
keep a long break from ending in a heap: a week without a working day is not asked about, and of
several days that move onto one day only the newest counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from dialogs.events import Moment, MomentKind
from dialogs.okr.cadence import WorkingDays, days, instant, period
from dialogs.okr.week import Week
from dialogs.ports import Schedule

REMIND_AFTER: Final = 2
"""Working days from the asking to its reminder."""

WORK_FROM: Final = time(8, 0)
WORK_UNTIL: Final = time(17, 0)
"""Wall-clock hours in which a late moment may still go out; one in time keeps its own hour."""

ON_TIME: Final = timedelta(hours=1)
"""How old a moment may be and still go out at whatever hour it was planned for."""

TOO_LATE: Final = timedelta(weeks=1)
"""An asking so long after its own day, or a reminder after its asking, is left to the next week."""

LONGEST_BREAK: Final = timedelta(days=62)
"""A moment that finds no working day in so many days is dropped."""

LOOK_BACK: Final = timedelta(days=14)
"""No catch-up window is longer, unless a holiday of a week and more lies in it."""


@dataclass(frozen=True, slots=True)
class Window:
    """How long a late moment is worth sending, in working days of its schedule."""

    working_days: int
    """It stays open until the end of the day that lies so many working days after the planned."""
    rest_of_week: bool = False
    """It stays open at least until the end of the planned day's ISO week."""


CATCH_UP: Final[Mapping[MomentKind, Window]] = {
    MomentKind.ASK: Window(working_days=1, rest_of_week=True),
    MomentKind.REMIND: Window(working_days=1),
    MomentKind.DIGEST: Window(working_days=3),
}
"""What is caught up after downtime; what is older is not fired."""


def moments(
    schedule: Schedule, working: WorkingDays, since: datetime, until: datetime
) -> Iterator[Moment]:
    """Yield the moments planned after ``since`` and not after ``until``, in order.

    Both are aware. A key occurs once, however the time is cut into spans. What was planned before
    the schedule was set up is not caught up: an import on a Wednesday asks nobody about Monday.
    """
    if schedule.since is not None:
        since = max(since, schedule.since)
    if since >= until:
        return
    zone = ZoneInfo(schedule.zone)
    # One day more than the calendar says, for zones that skip a day or step back over midnight.
    eve = since.astimezone(zone).date() - timedelta(days=1)
    last = until.astimezone(zone).date()
    if schedule.digest:
        found = _digests(schedule, working, _earliest_origin(eve, working), last)
    else:
        found = _askings(schedule, working, _earliest_origin(eve, working, REMIND_AFTER), last)
    inside = [moment for moment in found if since < moment.planned <= until]
    yield from sorted(inside, key=lambda moment: (moment.planned, moment.key))


def upcoming(schedule: Schedule, working: WorkingDays, after: datetime) -> Iterator[Moment]:
    """Yield the moments planned after an instant, in order; ends when 25 years bring no more."""
    since, step, barren = after, timedelta(days=8), timedelta()
    while barren < _FOR_EVER:
        until = since + step
        found = False
        for moment in moments(schedule, working, since, until):
            found = True
            yield moment
        barren = timedelta() if found else barren + step
        if not found:
            step = min(step * 2, timedelta(days=366))
        since = until


_FOR_EVER: Final = timedelta(days=25 * 366)


def next_moment(schedule: Schedule, working: WorkingDays, after: datetime) -> Moment | None:
    """Return the first moment planned after an instant; None when 25 years bring none."""
    return next(upcoming(schedule, working, after), None)


def closes(schedule: Schedule, working: WorkingDays, moment: Moment) -> datetime:
    """Return the instant from which the moment is no longer worth sending."""
    zone = ZoneInfo(schedule.zone)
    window = CATCH_UP[moment.kind]
    day = moment.planned.astimezone(zone).date()
    last = _later_workday(day, window.working_days, working) or day
    if window.rest_of_week:
        last = max(last, Week.of(day).sunday)
    return instant(last + timedelta(days=1), time(0), zone)


def release(
    schedule: Schedule, working: WorkingDays, moment: Moment, now: datetime
) -> datetime | None:
    """Return from when on the moment may go out; None when it is too late for it.

    In time, it goes at once at its own hour. A late one waits for working hours, so that nothing
    arrives in a burst at night.
    """
    if now - moment.planned <= ON_TIME:
        return moment.planned
    end = closes(schedule, working, moment)
    if now >= end:
        return None
    zone = ZoneInfo(schedule.zone)
    local = now.astimezone(zone)
    day = local.date()
    if working.is_working(day) and WORK_FROM <= local.time() < WORK_UNTIL:
        return now
    if local.time() >= WORK_FROM:
        day += timedelta(days=1)
    morning = _workday_from(day, working)
    if morning is None:
        return None
    opening = instant(morning, WORK_FROM, zone)
    return opening if opening < end else None


def _digests(schedule: Schedule, working: WorkingDays, first: date, last: date) -> Iterator[Moment]:
    origins = list(days(schedule.rule, first, last, working))
    for origin, day in _newest_of_each_day(_moved(origins, working)):
        yield _moment(schedule, MomentKind.DIGEST, period(schedule.rule, origin), day)


def _askings(schedule: Schedule, working: WorkingDays, first: date, last: date) -> Iterator[Moment]:
    """Yield the askings and their reminders; the period is the ISO week, whatever the rule."""
    whole_weeks = days(schedule.rule, Week.of(first).monday, last, working)
    origins = [next(same) for _, same in groupby(whole_weeks, key=Week.of)]
    asked = [pair for pair in _moved(origins, working) if _is_asked(*pair, working)]
    for origin, day in _newest_of_each_day(asked):
        week = str(Week.of(origin))
        yield _moment(schedule, MomentKind.ASK, week, day)
        again = _later_workday(day, REMIND_AFTER, working)
        if again is not None and again - day < TOO_LATE:
            yield _moment(schedule, MomentKind.REMIND, week, again)


def for_subject(moment: Moment, subject: str) -> Moment:
    """Return the same moment of another unit or forum with the same schedule."""
    return replace(moment, subject=subject, key=_key(moment.kind, subject, moment.period))


def _moment(schedule: Schedule, kind: MomentKind, name: str, day: date) -> Moment:
    at = time(schedule.hour, schedule.minute)
    return Moment(
        organisation=schedule.organisation,
        key=_key(kind, schedule.subject, name),
        kind=kind,
        subject=schedule.subject,
        period=name,
        planned=instant(day, at, ZoneInfo(schedule.zone)),
    )


def _key(kind: MomentKind, subject: str, name: str) -> str:
    return f"{kind.value}:{subject}:{name}"


def _moved(origins: list[date], working: WorkingDays) -> list[tuple[date, date]]:
    """Return each day with the working day it moves to, itself if it is one."""
    pairs = [(origin, _workday_from(origin, working)) for origin in origins]
    return [(origin, day) for origin, day in pairs if day is not None]


def _newest_of_each_day(pairs: list[tuple[date, date]]) -> list[tuple[date, date]]:
    by_day = {day: origin for origin, day in pairs}
    return [(origin, day) for day, origin in by_day.items()]


def _is_asked(origin: date, day: date, working: WorkingDays) -> bool:
    """Say whether a week is asked about: not when nobody works in it, nor a week too late."""
    if origin == day:
        return True
    monday = Week.of(origin).monday
    return day - origin < TOO_LATE and any(
        working.is_working(monday + timedelta(days=n)) for n in range(7)
    )


def _workday_from(day: date, working: WorkingDays) -> date | None:
    """Return the day itself or the next working day; None when none comes within a long break."""
    last = day + LONGEST_BREAK
    while day <= last:
        if working.is_working(day):
            return day
        day += timedelta(days=1)
    return None


def _later_workday(day: date, count: int, working: WorkingDays) -> date | None:
    """Return the working day that lies ``count`` working days after a day."""
    found: date | None = day
    for _ in range(count):
        if found is None:
            return None
        found = _workday_from(found + timedelta(days=1), working)
    return found


def _earliest_origin(day: date, working: WorkingDays, after_asking: int = 0) -> date:
    """Return the first day whose moments can fall on ``day`` or later: moved, or as reminders.

    Days move forward to the next working day, so nothing from before the working day before
    ``day`` can reach it; each working day between asking and reminder adds one more.
    """
    for _ in range(after_asking + 1):
        limit = day - LONGEST_BREAK
        day -= timedelta(days=1)
        while day > limit and not working.is_working(day):
            day -= timedelta(days=1)
    return day
