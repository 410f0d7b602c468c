"""The heartbeat: one interval job that lets the planner look and the postman deliver."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from dialogs.ports import TimeSource
from scheduler.planner import Planner
from scheduler.postman import Postman

log = logging.getLogger(__name__)

EVERY: Final = timedelta(seconds=5)


class Beat:
    """Beats in every replica; what must happen once is kept by claims, not by who beats.

    APScheduler only says "now" (in memory, one job, never two at once): it knows no moments,
    for its own triggers are wrong around clock changes.
    """

    def __init__(
        self,
        planner: Planner,
        postman: Postman,
        clock: TimeSource,
        *,
        every: timedelta = EVERY,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take whom to call and how often; ``steady`` counts seconds and never jumps."""
        self._planner = planner
        planner.on_hand = self._is_alive
        self._postman = postman
        self._clock = clock
        self._every = every
        self._steady = steady
        self._scheduler: AsyncIOScheduler | None = None
        self._turn = asyncio.Lock()
        self._alive_at = steady()
        self._stopping = False
        self.last: datetime | None = None
        """When the last beat ended, by the planner's clock; None before the first."""
        self.failures = 0
        """How many beats have failed in a row."""

    def start(self) -> None:
        """Begin to beat, at once and then at every interval; needs a running event loop."""
        self._alive_at = self._steady()
        self._scheduler = AsyncIOScheduler(jobstores={"default": MemoryJobStore()}, timezone=UTC)
        self._scheduler.add_job(
            self.beat,
            IntervalTrigger(seconds=self._every.total_seconds(), timezone=UTC),
            id="beat",
            next_run_time=datetime.now(UTC),
            coalesce=True,
            misfire_grace_time=None,
            max_instances=1,
        )
        self._scheduler.start()

    async def beat(self) -> None:
        """Let the planner look once and call the postman; a failure is logged and counted."""
        async with self._turn:
            if self._stopping:
                return
            try:
                await self._planner.tick(self._clock.now())
                self.failures = 0
            except Exception:
                self.failures += 1
                log.exception("the planner's tick failed %d times in a row", self.failures)
            self._postman.wake()
            self.last = self._clock.now()
            self._is_alive()

    def silent_for(self) -> float:
        """Return the seconds since the last sign of life; for health checks.

        That is the end of a beat, a handful of moments in a long one, or the start.
        """
        return self._steady() - self._alive_at

    def _is_alive(self) -> None:
        self._alive_at = self._steady()

    async def stop(self) -> None:
        """Beat no more, and return once the beat under way has put its moments down.

        The scheduler would cancel it in the middle, so it is asked to end first.
        """
        self._stopping = True
        if self._scheduler is not None:
            self._scheduler.pause()
        self._planner.halt()
        async with self._turn:
            pass
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            self._scheduler = None
