"""Rytmi's time on the page: how it reads, where it can go, and moving it, one move at a time."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from adapters.web import limits
from adapters.web.arrivals import Arrivals, Harvest
from adapters.web.courier import Bell
from adapters.web.door import DemoClock, Speech, Target
from dialogs.okr.cadence import instant
from dialogs.okr.model import OrganisationId
from dialogs.okr.week import Week
from dialogs.ports import TimeSource
from dialogs.text import Clock, Day, say

MORNING: Final = time(9, 0)
AFTERNOON: Final = time(16, 0)
MONTHS_IN_QUARTER: Final = 3


def targets(now: datetime, zone: ZoneInfo, next_forum: datetime | None) -> tuple[Target, ...]:
    """Compute the targets of the clock bar, nearest wish first; wall-clock hours are the zone's.

    ``next_forum`` is when the next digest is planned; None leaves its button out.
    """
    here = now.astimezone(zone)
    monday = here.date() + timedelta(days=-here.weekday())
    if instant(monday, MORNING, zone) <= now:
        monday += timedelta(weeks=1)
    quarter = _quarter_end(here.date())
    if instant(quarter, AFTERNOON, zone) <= now:
        quarter = _quarter_end(quarter + timedelta(days=1))
    tomorrow = instant(here.date() + timedelta(days=1), here.time(), zone)
    found = [
        ("hour", now + timedelta(hours=1)),
        ("day", tomorrow),
        ("monday", instant(monday, MORNING, zone)),
        *([("forum", next_forum)] if next_forum is not None and next_forum > now else []),
        ("quarter", instant(quarter, AFTERNOON, zone)),
    ]
    return tuple(Target(name, say(f"web-clock-{name}"), at.astimezone(UTC)) for name, at in found)


def _quarter_end(day: date) -> date:
    last = (day.month - 1) // MONTHS_IN_QUARTER * MONTHS_IN_QUARTER + MONTHS_IN_QUARTER
    first_after = date(day.year + last // 12, last % 12 + 1, 1)
    return first_after - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Face:
    """What the clock bar shows of an instant."""

    day: str
    week: str
    hour: str
    iso: str
    """The same in the organisation's zone for machines, to the minute."""


def face(now: datetime, zone: ZoneInfo, speech: Speech) -> Face:
    """Draw an instant as the organisation's wall clock shows it."""
    here = now.astimezone(zone)
    return Face(
        day=written_day(here.date(), speech),
        week=speech("web-week", number=Week.of(here.date()).number),
        hour=written_hour(here, speech),
        iso=here.replace(second=0, microsecond=0, tzinfo=None).isoformat(timespec="minutes"),
    )


def written_day(day: date, speech: Speech) -> str:
    """Draw a day with its weekday."""
    return speech(
        "web-day", weekday=say(f"web-weekday-{day.weekday()}"), day=Day(day, with_year=False)
    )


def written_hour(local: datetime, speech: Speech) -> str:
    """Draw the hour of a local date and time."""
    return speech("web-hour", at=Clock(local.time().replace(second=0, microsecond=0)))


class Mover:
    """Moves the clock for whoever asks first; a second move waits for nobody and is refused."""

    def __init__(self, clock: DemoClock | TimeSource, bell: Bell, arrivals: Arrivals) -> None:
        self._clock = clock
        self._bell = bell
        self._arrivals = arrivals
        self._lock = asyncio.Lock()
        self._done: OrderedDict[str, None] = OrderedDict()

    def now(self) -> datetime:
        """Return Rytmi's present instant, aware, UTC."""
        return self._clock.now()

    @property
    def moving(self) -> bool:
        """Whether the clock is on its way."""
        return self._lock.locked()

    def harvest(self, organisation: OrganisationId) -> Harvest | None:
        """Return what the last move has brought to an organisation, for a while."""
        return self._arrivals.of(organisation, self._clock.now())

    def choices(self) -> Sequence[Target]:
        """Name where the clock can go from here; nowhere when it is not ours to move."""
        if isinstance(self._clock, DemoClock) and self._clock.movable:
            return self._clock.choices(self._clock.now())
        return ()

    async def move(self, name: str, nonce: str) -> bool:
        """Move to the target of that name; False when the clock is on its way already.

        A nonce that was seen before moves nothing: it is the same wish, delivered again. Raises
        KeyError where there is no such target.
        """
        if nonce in self._done:
            return True
        if self.moving:
            return False
        clock = self._clock
        target = {choice.name: choice for choice in self.choices()}[name]
        if not isinstance(clock, DemoClock):
            raise KeyError(name)
        async with self._lock:
            self._done[nonce] = None
            while len(self._done) > limits.MOVES_KEPT:
                self._done.popitem(last=False)
            self._bell.ring()
            self._arrivals.begin()
            try:
                await clock.move(target)
            except BaseException:
                del self._done[nonce]
                raise
            finally:
                self._arrivals.end(clock.now())
        self._bell.ring()
        return True
