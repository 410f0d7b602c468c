"""Drains the outbox: finds the lanes in which something waits, and has each looked after."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Final

from dialogs.okr.model import OrganisationId
from dialogs.ports import Courier, Outbox, TimeSource
from dialogs.posts import Lane, Parcel, Post, PostKey
from scheduler.lanes import LaneKeeper
from scheduler.manners import Counters, Manners
from scheduler.marks import Marks
from scheduler.tries import Desk, Opens

log = logging.getLogger(__name__)

TellFailed = Callable[[OrganisationId, PostKey], Awaitable[None]]

MOST_UNTOLD: Final = 100
"""Failures that are looked into at once; the others wait for the next time."""


def no_one_cares(parcel: Parcel) -> None:
    """Do nothing about a delivered parcel."""


class Postman:
    """One of any number that drain the same outbox; no two ever mark the same try.

    Each lane has a keeper of its own, so that a throttled or slow workspace never holds up another.
    """

    def __init__(  # noqa: PLR0913 - what it needs of every other room
        self,
        outbox: Outbox,
        couriers: Mapping[str, Courier],
        clock: TimeSource,
        owner: str,
        *,
        manners: Manners | None = None,
        tell_failed: TellFailed | None = None,
        opens: Opens | None = None,
        on_delivered: Callable[[Parcel], None] = no_one_cares,
        chance: Callable[[], float] = random.random,
        steady: Callable[[], float] = time.monotonic,
        rest: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Take the outbox, a courier for each door, and a name no other postman has.

        ``tell_failed`` is called for each message that will never arrive and of which nobody has
        been told; ``opens`` says when one that was held up may go, if ever; ``on_delivered`` is
        called once a parcel is marked as sent. ``chance`` gives numbers from 0 to 1 for the
        jitter, ``steady`` seconds that never jump, ``rest`` waits so many seconds.
        """
        self.counters = Counters()
        self._manners = manners or Manners()
        self._desk = Desk(
            outbox=outbox,
            couriers=couriers,
            clock=clock,
            owner=owner,
            manners=self._manners,
            chance=chance,
            steady=steady,
            rest=rest,
            on_delivered=on_delivered,
            opens=opens or self._at_once,
            counters=self.counters,
            marks=Marks(outbox, owner, steady, rest),
        )
        self._tell_failed = tell_failed
        self._keepers: dict[Lane, LaneKeeper] = {}
        self._tasks: dict[LaneKeeper, asyncio.Task[None]] = {}
        self._called = asyncio.Event()
        self._telling = asyncio.Lock()
        self._failures_seen = 0
        self._watched_at: float | None = None
        self._stopping = False

    async def _at_once(self, organisation: OrganisationId, post: Post) -> datetime:
        """Let everything go at any hour, where nobody knows better."""
        del organisation, post
        return self._desk.clock.now()

    async def run(self) -> None:
        """Look whenever somebody calls or the time has come, until `stop`."""
        while not self._stopping:
            self._called.clear()
            try:
                await self._look()
                if self._must_watch():
                    await self._watch()
            except Exception:
                self.counters.errors += 1
                log.exception("the outbox cannot be drained; next try soon")
            await self._wait()

    def wake(self) -> None:
        """Say that there is something to deliver."""
        self._called.set()

    async def stop(self) -> None:
        """Finish what is with a courier, give back what is not, and return when nothing is left."""
        self._stopping = True
        self.wake()
        for keeper in self._keepers.values():
            keeper.stop()
        await self._all_done()
        async with self._telling:
            pass

    async def drain(self) -> int:
        """Deliver until nothing is ready, and return how many parcels arrived.

        Raises what the outbox raises when nothing can be claimed.
        """
        before = self.counters.sent
        while not self._stopping:
            claimed = self.counters.claimed
            await self._look()
            errors = await self._all_done()
            if errors:
                raise errors[0]
            told = await self._watch()
            if claimed == self.counters.claimed and not told:
                break
        return self.counters.sent - before

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(self._manners.idle.total_seconds()):
                await self._called.wait()
        except TimeoutError:
            return
        if not self._stopping:
            await asyncio.sleep(self._manners.called.total_seconds())

    async def _look(self) -> None:
        """See to it that each lane in which something waits has a keeper."""
        for lane in await self._desk.outbox.lanes(self._desk.clock.now(), self._manners.lanes):
            keeper = self._keepers.get(lane)
            if keeper is not None:
                keeper.call()
            elif not self._stopping:
                self._begin(lane)

    def _begin(self, lane: Lane) -> None:
        keeper = self._keepers[lane] = LaneKeeper(self._desk, lane)
        task = asyncio.create_task(keeper.run(partial(self._forget, lane)))
        self._tasks[keeper] = task
        self.counters.lanes += 1
        task.add_done_callback(partial(self._is_done, keeper))

    def _forget(self, lane: Lane) -> None:
        """Let the next look find a new keeper for a lane whose keeper is about to go."""
        del self._keepers[lane]

    def _is_done(self, keeper: LaneKeeper, task: asyncio.Task[None]) -> None:
        del self._tasks[keeper]
        self.counters.lanes -= 1
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self.counters.errors += 1
            lane = keeper.lane
            log.error("lane %s %r cannot be drained", lane.door, lane.workspace, exc_info=error)
        if self.counters.failed != self._failures_seen:
            self.wake()

    async def _all_done(self) -> list[BaseException]:
        """Wait for all keepers; return what they raised."""
        results = await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        return [each for each in results if isinstance(each, BaseException)]

    def _must_watch(self) -> bool:
        """Tell whether something failed since the last watch, or it is long ago."""
        if self._watched_at is None or self.counters.failed != self._failures_seen:
            return True
        since = self._desk.steady() - self._watched_at
        return since >= self._manners.watch.total_seconds()

    async def _watch(self) -> int:
        """Measure the backlog, and have somebody told of failures; return of how many."""
        async with self._telling:
            self._watched_at, self._failures_seen = self._desk.steady(), self.counters.failed
            now = self._desk.clock.now()
            backlog = await self._desk.outbox.backlog(now)
            self.counters.waited = (now - (backlog.oldest or now)).total_seconds()
            self.counters.lanes_held = backlog.held
            if self._tell_failed is None or self._stopping:
                return 0
            told = 0
            for organisation, key in await self._desk.outbox.untold(MOST_UNTOLD):
                told += await self._tell(self._tell_failed, organisation, key)
            self.counters.told += told
            return told

    async def _tell(self, tell: TellFailed, organisation: OrganisationId, key: PostKey) -> bool:
        try:
            await tell(organisation, key)
        except Exception:
            self.counters.errors += 1
            log.exception("nobody could be told of a failure in %s; next try soon", organisation)
            return False
        return True
