"""What time it is: the real time, or the demonstration's, which can be moved forward."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from adapters.web.clock import targets
from adapters.web.door import Target


class RealClock:
    """The computer's own time."""

    def now(self) -> datetime:
        """Return the present instant, aware, UTC."""
        return datetime.now(UTC)


class MovableClock:
    """A time that begins where it is set, runs on at the usual speed and jumps when told to.

    Moving steps through every planned moment on the way, so that what comes of a jump over a month
    is what a month would have brought.
    """

    def __init__(self, start: datetime) -> None:
        self._set_at = time.monotonic()
        self._start = start

    def now(self) -> datetime:
        """Return the demonstration's present instant, aware, UTC."""
        return self._start + timedelta(seconds=time.monotonic() - self._set_at)

    def set(self, at: datetime) -> None:
        """Jump to an instant; never back."""
        self._start, self._set_at = max(at, self.now()), time.monotonic()


class DemoTime:
    """The page's clock bar: it knows where to go, and lives through what lies on the way."""

    def __init__(
        self,
        clock: MovableClock,
        zone: str,
        next_forum: Callable[[datetime], datetime | None],
        live_until: Callable[[datetime], Awaitable[None]],
    ) -> None:
        self._clock = clock
        self._zone = ZoneInfo(zone)
        self._next_forum = next_forum
        self._live_until = live_until

    @property
    def movable(self) -> bool:
        """The demonstration's time is anybody's to move."""
        return True

    def now(self) -> datetime:
        """Return the present instant, aware, UTC."""
        return self._clock.now()

    def choices(self, now: datetime) -> Sequence[Target]:
        """Name where the clock can go from an instant."""
        return targets(now, self._zone, self._next_forum(now))

    async def move(self, target: Target) -> None:
        """Live through everything until the target, then stand there."""
        await self._live_until(target.at)
