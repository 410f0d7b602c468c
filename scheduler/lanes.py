"""Looks after one lane: claims as much as its pace allows, and has it delivered side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from dialogs.ports import Claimed, Pace
from dialogs.posts import Lane, Parcel
from scheduler.tries import Desk, Lease, Tries

_NOW: Final = timedelta()


class LaneKeeper:
    """Drains one lane until nothing of it is ready; lanes know nothing of each other.

    A conversation has one parcel under way at a time: the outbox hands out the next one when the
    last is marked. So each claim is made for what can begin at once, and no lease is spent waiting.
    """

    def __init__(self, desk: Desk, lane: Lane) -> None:
        self.lane = lane
        self.claimed = 0
        self._desk = desk
        self._tries = Tries(desk)
        courier = desk.couriers.get(lane.door)
        self._pace = courier.pace if courier is not None else None
        self._under_way: set[asyncio.Task[None]] = set()
        self._called = asyncio.Event()
        """Somebody put something into the lane, or a parcel's way has ended."""
        self._stopping = asyncio.Event()
        self._more = False
        self._held_until: datetime | None = None

    def call(self) -> None:
        """Say that there may be more to deliver."""
        self._more = True
        self._called.set()

    def stop(self) -> None:
        """Claim no more; what is under way is finished."""
        self._stopping.set()
        self._called.set()

    async def run(self, ended: Callable[[], None]) -> None:
        """Deliver until nothing is ready, or the platform wants rest.

        ``ended`` is called when the lane will not be looked at any more, before anything else can
        call. Raises what the outbox raises when nothing can be claimed.
        """
        try:
            await self._drain()
        finally:
            ended()
            await self._all_home(0)

    async def _drain(self) -> None:
        at_once = self._desk.manners.at_once
        while not self._is_over():
            self._more = False
            wanted = at_once - len(self._under_way)
            claimed = await self._claim(wanted)
            if len(claimed.parcels) == wanted and claimed.again is None:
                await self._all_home(at_once // 2)
            elif claimed.again is not None:
                if claimed.again - self._desk.clock.now() > self._desk.manners.idle:
                    return  # the lane is found again when its time has come
                await self._rest_until(claimed.again)
                await self._all_home(at_once // 2)
            elif self._under_way:
                # What has arrived may let the next of its conversation go. Looking each time would
                # be a claim for each parcel; looking when half of them are done is a handful.
                await self._all_home(len(self._under_way) // 2, or_called=True)
            elif not self._more:
                return

    def _is_over(self) -> bool:
        held = self._held_until is not None and self._held_until > self._desk.clock.now()
        return held or self._stopping.is_set()

    async def _claim(self, most: int) -> Claimed:
        desk = self._desk
        lease = Lease.begun(desk)
        claimed = await desk.outbox.claim(
            desk.owner, self.lane, self._pace, desk.clock.now(), lease.until, most
        )
        self.claimed += len(claimed.parcels)
        desk.counters.claimed += len(claimed.parcels)
        if self._is_over() and claimed.parcels:
            await self._tries.give_back(*claimed.parcels)
            return Claimed((), claimed.again)
        for parcel in claimed.parcels:
            self._begin(parcel, lease)
        return claimed

    def _begin(self, parcel: Parcel, lease: Lease) -> None:
        self._desk.counters.in_hand += 1
        task = asyncio.create_task(self._carry(parcel, lease))
        self._under_way.add(task)
        task.add_done_callback(self._is_home)

    async def _carry(self, parcel: Parcel, lease: Lease) -> None:
        held_until = await self._tries.carry(parcel, lease)
        if held_until is not None:
            self._held_until = max(held_until, self._held_until or held_until)

    def _is_home(self, task: asyncio.Task[None]) -> None:
        self._desk.counters.in_hand -= 1
        self._under_way.discard(task)
        self._called.set()

    async def _all_home(self, but: int, *, or_called: bool = False) -> None:
        """Wait until at most so many parcels are under way."""
        while len(self._under_way) > but and not (or_called and self._more):
            self._called.clear()
            await self._called.wait()

    async def _rest_until(self, instant: datetime) -> None:
        """Wait until the lane allows more, and then a little, so that some comes together."""
        wait = max(instant - self._desk.clock.now(), _gathering(self._pace, self._desk), _NOW)
        resting = asyncio.ensure_future(self._desk.rest(wait.total_seconds()))
        stopping = asyncio.ensure_future(self._stopping.wait())
        await asyncio.wait((resting, stopping), return_when=asyncio.FIRST_COMPLETED)
        for each in (resting, stopping):
            each.cancel()
            with suppress(asyncio.CancelledError):
                await each


def _gathering(pace: Pace | None, desk: Desk) -> timedelta:
    """Return how long a lane may rest and lose nothing: half the time that a burst takes."""
    if pace is None:
        return _NOW
    return min(desk.manners.gather, timedelta(seconds=(pace.burst - 1) / pace.per_second / 2))
