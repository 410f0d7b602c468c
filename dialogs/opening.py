"""When a message that was held up may still reach its receiver: in working hours, or not at all.

Whoever writes a message gives it an hour inside working hours. A postman who was not there, or a
platform that kept refusing, may hold it up past them; then it waits for the next ones, whoever has
gone away meanwhile gets it when they are back, and what has become stale is not sent.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dialogs.okr.cadence import WorkingDays, instant
from dialogs.okr.hours import (
    Span,
    WithoutBreaks,
    in_working_hours,
    next_working_instant,
    workday_after,
)
from dialogs.ports import Almanac, ScheduleKind, Work
from dialogs.posts import Planned, Post, PostKind, ToPerson

HELD: Final = frozenset(
    {
        PostKind.PROMPT,
        PostKind.REMINDER,
        PostKind.DIGEST,
        PostKind.RETRO,
        PostKind.OPENING,
        PostKind.CHANGES,
        PostKind.NOTICE,
    }
)
"""What comes unasked; a receipt answers somebody, and goes at any hour."""

OF_USE: Final = timedelta(days=7)
"""How long what asks for no answer is still worth sending."""


def is_in_time(post: Post, now: datetime) -> bool:
    """Say whether a message may go at once, without a look at any calendar."""
    if post.kind not in HELD:
        return True
    zone = ZoneInfo(post.reader.zone)
    local = now.astimezone(zone)
    same_day = local.date() == post.at.astimezone(zone).date()
    return same_day and in_working_hours(local.time())


def opens(work: Work, almanac: Almanac, post: Post, now: datetime) -> datetime | None:
    """Return from when on a message may be sent, now or earlier: at once. None: it is stale."""
    planned = work.planned(post.key)
    schedule = None if planned is None else work.schedule(ScheduleKind.ASKING, planned.unit)
    if planned is None or schedule is None:
        return now  # nobody planned it, or its unit is gone: nothing says that it must wait
    working = almanac.working_days(schedule)
    zone = ZoneInfo(post.reader.zone)
    there = _days_there(work, post, working, now.astimezone(zone).date())
    ready = next_working_instant(now, zone, there)
    if ready is None or ready >= _stale_from(planned, zone, working):
        return None
    return ready


def _days_there(work: Work, post: Post, working: WorkingDays, since: date) -> WorkingDays:
    """Return the working days on which the receiver is there, from a day on."""
    if not isinstance(post.recipient, ToPerson):
        return working
    away = work.absences(post.recipient.person, since)
    return WithoutBreaks(working, tuple(Span(each.first, each.last) for each in away))


def _stale_from(planned: Planned, zone: ZoneInfo, working: WorkingDays) -> datetime:
    """Return from when on a message is of no use: after its week, but never on its next workday."""
    if planned.due is None:
        return planned.at + OF_USE
    day = planned.at.astimezone(zone).date()
    last = workday_after(day, 1, working) or day
    return max(planned.due, instant(last + timedelta(days=1), time(0), zone))
