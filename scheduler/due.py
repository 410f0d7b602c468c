"""Which moments have come: pure sums from a schedule to instants, and how long a late one counts.

*The hour.* A moment has a calendar day and an hour on the wall, which is held inside working hours.
It is planned for the first instant at which that day and hour come to any of the zones it concerns;
a message to a person waits until they have come to the person's own.

*Moving.* A moment whose day is a free one (weekend, public holiday, break, pause) moves to the next
working day. It keeps the period of its own day, and with it its key, and says where it came from.
An asking stands for an ISO week, whatever its rule: of several days of a rule in one week the first
counts. A reminder comes two working days after its asking.

*Dropping.* A dropped moment occurs too, so that the ledger can say why nothing came:

- NO_WORKING_DAY: an asking in whose week nobody works, or whose next working day lies a week or
  more ahead; anything else that finds no working day in `LONGEST_BREAK`. It occurs at the hour of
  its own day. A dropped asking has no reminder, and neither has one whose second working day lies
  a week or more ahead.
- MERGED: of several that come to one day the newest speaks for all; the others occur beside it.
- DOWNTIME: it could not happen while it was of use. The planner says so, not the schedule.

*Catching up.* A moment in time goes out at its own hour. A late one waits for working hours of the
schedule's own zone, as long as its window is open (`CATCH_UP`), and is too late after that. No
window is longer than `LOOK_BACK`, whatever breaks lie in it. What follows in the same schedule
waits for what is put off, so that no reminder overtakes its asking; what is dropped waits for
nothing. After downtime the planner looks back over all of it (`scheduler.planner`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from dialogs.events import Dropped, Moment, MomentKind
from dialogs.okr.cadence import (
    BeforeMeetings,
    Occurrence,
    WorkingDays,
    instant,
    last_day,
    occurrences,
)
from dialogs.okr.hours import (
    LONGEST_BREAK,
    WORK_UNTIL,
    next_working_instant,
    within_working_hours,
    workday_after,
    workday_from,
)
from dialogs.okr.rhythm import MOST_RETRO_BEFORE, OPENING_BEFORE
from dialogs.okr.week import Week
from dialogs.ports import Schedule, ScheduleKind

REMIND_AFTER: Final = 2
"""Working days from the asking to its reminder."""

ON_TIME: Final = timedelta(hours=1)
"""How old a moment may be and still count as in time, while its working hours last."""

TOO_LATE: Final = timedelta(weeks=1)
"""An asking so long after its own day, or a reminder after its asking, is left to the next week."""

LOOK_BACK: Final = timedelta(days=14)
"""No catch-up window is longer."""


@dataclass(frozen=True, slots=True)
class Window:
    """How long a late moment is worth sending, in working days of its schedule."""

    working_days: int
    """It stays open until the end of the day that lies so many working days after its own."""
    rest_of_week: bool = False
    """It stays open at least until the end of its own day's ISO week."""
    rest_of_rule: bool = False
    """It stays open for no more working days than its rule counts back, as from a cycle's end."""
    at_most: timedelta = LOOK_BACK - timedelta(days=1)
    """So long after its own day it is closed, whatever break lies in it; the day is for zones."""


CATCH_UP: Final[Mapping[MomentKind, Window]] = {
    MomentKind.ASK: Window(working_days=1, rest_of_week=True, at_most=TOO_LATE),
    MomentKind.REMIND: Window(working_days=1, at_most=TOO_LATE),
    MomentKind.DIGEST: Window(working_days=3),
    # A call to look back is of use until the cycle is over.
    MomentKind.RETRO: Window(working_days=MOST_RETRO_BEFORE, rest_of_rule=True),
    # Who looks back late plans late: a cycle is still opened in its first days.
    MomentKind.OPENING: Window(working_days=2 * OPENING_BEFORE),
    MomentKind.CHANGES: Window(working_days=5),
}
"""What is caught up after downtime; what is older is recorded and not sent."""


def moments(
    schedule: Schedule, working: WorkingDays, since: datetime, until: datetime
) -> Iterator[Moment]:
    """Yield the moments planned after ``since`` and not after ``until``, in order, dropped or not.

    Both are aware. A key occurs once, however the time is cut into spans. What was planned before
    the schedule was set up is not caught up: an import on a Wednesday asks nobody about Monday.
    """
    if schedule.since is not None:
        since = max(since, schedule.since)
    if since >= until:
        return
    # A day begins 14 hours before it does in UTC at the earliest, and ends 12 hours after.
    first = since.astimezone(UTC).date() - timedelta(days=1)
    last = until.astimezone(UTC).date() + timedelta(days=1)
    find = _FINDERS[schedule.kind]
    inside = [
        moment
        for kind, place in find(schedule, working, first, last)
        if first <= place.day <= last
        and since < (moment := _moment(schedule, kind, place)).planned <= until
    ]
    yield from sorted(inside, key=lambda moment: (moment.planned, moment.key))


def upcoming(schedule: Schedule, working: WorkingDays, after: datetime) -> Iterator[Moment]:
    """Yield the moments planned after an instant, in order; ends when 25 years bring no more."""
    since = after
    while (found := next_few(schedule, working, since)) is not None:
        few, since = found
        yield from few


def next_few(
    schedule: Schedule, working: WorkingDays, after: datetime
) -> tuple[tuple[Moment, ...], datetime] | None:
    """Return some moments planned after an instant, one at least, and up to when they are all.

    None when 25 years bring none.
    """
    end = min(_end(schedule), after + _FOR_EVER)
    since, step = after, timedelta(days=8)
    while since < end:
        until = since + step
        if few := tuple(moments(schedule, working, since, until)):
            return few, until
        since, step = until, min(step * 2, timedelta(days=366))
    return None


_FOR_EVER: Final = timedelta(days=25 * 366)


def _end(schedule: Schedule) -> datetime:
    """Return an instant after which no moment is planned: not before the rule's last day is over.

    A day moves on through a break at most, and its hour lies half a day from UTC's at most.
    """
    last = last_day(schedule.rule)
    if last is None:
        return datetime.max.replace(tzinfo=UTC)
    return datetime.combine(last + LONGEST_BREAK + timedelta(days=2), time(0), UTC)


def coming(schedule: Schedule, working: WorkingDays, after: datetime) -> Iterator[Moment]:
    """Yield the moments planned after an instant that will happen, in order.

    Ends when so many in a row are dropped that nothing can be promised: a team may pause until
    further notice.
    """
    dropped = 0
    for moment in upcoming(schedule, working, after):
        dropped = 0 if moment.dropped is None else dropped + 1
        if moment.dropped is None:
            yield moment
        elif dropped == _PATIENCE:
            return


_PATIENCE: Final = 120
"""More than two years of weeks."""


def next_moment(schedule: Schedule, working: WorkingDays, after: datetime) -> Moment | None:
    """Return the first moment planned after an instant that will happen; None: none will."""
    return next(coming(schedule, working, after), None)


def closes(schedule: Schedule, working: WorkingDays, moment: Moment) -> datetime:
    """Return the instant from which the moment is no longer worth sending, aware, UTC.

    It is a midnight of the schedule's own zone.
    """
    window = CATCH_UP[moment.kind]
    days = window.working_days
    if window.rest_of_rule and isinstance(schedule.rule, BeforeMeetings):
        days = min(days, schedule.rule.before)
    last = workday_after(moment.day, days, working) or moment.day
    if window.rest_of_week:
        last = max(last, Week.of(moment.day).sunday)
    end = min(last + timedelta(days=1), moment.day + window.at_most)
    return instant(end, time(0), ZoneInfo(schedule.zone))


def release(
    schedule: Schedule, working: WorkingDays, moment: Moment, now: datetime
) -> datetime | None:
    """Return from when on the moment may go out; None when it is too late for it.

    In time, it goes at once at its own hour. A late one waits for working hours, so that nothing
    arrives in a burst at night. A dropped one sends nothing and waits for nothing.
    """
    if moment.dropped is not None or now - moment.planned < _grace(schedule.at):
        return moment.planned
    end = closes(schedule, working, moment)
    if now >= end:
        return None
    ready = next_working_instant(now, ZoneInfo(schedule.zone), working)
    return ready if ready is not None and ready < end else None


def for_subject(moment: Moment, subject: str) -> Moment:
    """Return the same moment of another unit or forum with the same schedule."""
    return replace(moment, subject=subject, key=key_of(moment, subject))


def key_of(moment: Moment, subject: str) -> str:
    """Return the key that the same moment has for another unit or forum."""
    return _key(moment.kind, subject, moment.period)


def _grace(at: time) -> timedelta:
    """Return how late a moment may be and still go out at once: never past its working hours."""
    hour = within_working_hours(at)
    left = datetime.combine(date.min, WORK_UNTIL) - datetime.combine(date.min, hour)
    return min(ON_TIME, left)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one of a rule's days has come to lie."""

    period: str
    origin: date
    day: date
    dropped: Dropped | None = None


_Placed = Iterator[tuple[MomentKind, _Place]]


def _askings(schedule: Schedule, working: WorkingDays, first: date, last: date) -> _Placed:
    """Yield the askings and their reminders that can fall on a span; the period is the ISO week."""
    # An asking lies less than a week after its own day, a reminder less than a week after that.
    begin = Week.of(first - 2 * TOO_LATE).monday
    found = occurrences(schedule.rule, begin, last, working)
    weeks = (next(same) for _, same in groupby(found, key=lambda each: Week.of(each.day)))
    named = (Occurrence(each.day, str(Week.of(each.day))) for each in weeks)
    for place in _placed(named, working, _is_asked):
        yield MomentKind.ASK, place
        if place.dropped is None:
            again = workday_after(place.day, REMIND_AFTER, working)
            if again is not None and again - place.day < TOO_LATE:
                yield MomentKind.REMIND, _Place(place.period, again, again)


def _digests(schedule: Schedule, working: WorkingDays, first: date, last: date) -> _Placed:
    return _once_each(MomentKind.DIGEST, schedule, working, (first, last))


def _retros(schedule: Schedule, working: WorkingDays, first: date, last: date) -> _Placed:
    return _once_each(MomentKind.RETRO, schedule, working, (first, last))


def _openings(schedule: Schedule, working: WorkingDays, first: date, last: date) -> _Placed:
    return _once_each(MomentKind.OPENING, schedule, working, (first, last))


def _changes(schedule: Schedule, working: WorkingDays, first: date, last: date) -> _Placed:
    return _once_each(MomentKind.CHANGES, schedule, working, (first, last))


_FINDERS: Final[Mapping[ScheduleKind, Callable[[Schedule, WorkingDays, date, date], _Placed]]] = {
    ScheduleKind.ASKING: _askings,
    ScheduleKind.DIGEST: _digests,
    ScheduleKind.RETRO: _retros,
    ScheduleKind.OPENING: _openings,
    ScheduleKind.CHANGES: _changes,
}


def _once_each(
    kind: MomentKind, schedule: Schedule, working: WorkingDays, span: tuple[date, date]
) -> _Placed:
    begin = _earliest_origin(span[0], working)
    found = occurrences(schedule.rule, begin, span[1], working)
    for place in _placed(found, working, lambda *_: True):
        yield kind, place


def _placed(
    found: Iterable[Occurrence],
    working: WorkingDays,
    is_worth: Callable[[date, date, WorkingDays], bool],
) -> list[_Place]:
    """Move each day to a working day; of those that come to one day the newest counts."""
    places: list[_Place] = []
    newest: dict[date, int] = {}
    for each in found:
        day = workday_from(each.day, working)
        if day is None or not is_worth(each.day, day, working):
            places.append(_Place(each.period, each.day, each.day, Dropped.NO_WORKING_DAY))
            continue
        if day in newest:
            older = newest[day]
            places[older] = replace(places[older], dropped=Dropped.MERGED)
        newest[day] = len(places)
        places.append(_Place(each.period, each.day, day))
    return places


def _is_asked(origin: date, day: date, working: WorkingDays) -> bool:
    """Say whether a week is asked about: not when nobody works in it, nor a week too late."""
    if origin == day:
        return True
    monday = Week.of(origin).monday
    return day - origin < TOO_LATE and any(
        working.is_working(monday + timedelta(days=n)) for n in range(7)
    )


def _earliest_origin(day: date, working: WorkingDays) -> date:
    """Return the first day that can move to ``day`` or later, or is a later one itself.

    Days move forward to the next working day, so nothing from before the working day before
    ``day`` can reach it.
    """
    limit = day - LONGEST_BREAK
    day -= timedelta(days=1)
    while day > limit and not working.is_working(day):
        day -= timedelta(days=1)
    return day


def _moment(schedule: Schedule, kind: MomentKind, place: _Place) -> Moment:
    at = within_working_hours(schedule.at)
    planned = instant(place.day, at, ZoneInfo(schedule.zone))
    for zone in schedule.zones:
        planned = min(planned, instant(place.day, at, ZoneInfo(zone)))
    return Moment(
        organisation=schedule.organisation,
        key=_key(kind, schedule.subject, place.period),
        kind=kind,
        subject=schedule.subject,
        period=place.period,
        planned=planned,
        day=place.day,
        moved_from=None if place.origin == place.day else place.origin,
        dropped=place.dropped,
    )


def _key(kind: MomentKind, subject: str, name: str) -> str:
    return f"{kind.value}:{subject}:{name}"
