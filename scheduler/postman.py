"""Drains the outbox: claims parcels with a lease, calls their couriers, writes down their fate."""

from __future__ import annotations

import asyncio
import logging
import random
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, assert_never

from dialogs.ports import Courier, Delivered, Fate, Later, Outbox, Refused, TimeSource, Unknown
from dialogs.posts import Parcel, PostKey

log = logging.getLogger(__name__)

BACK_OFF: Final = (
    timedelta(seconds=5),
    timedelta(seconds=15),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=2),
)
"""Wait after each try that the platform did not take and named no time for; jitter comes on top."""

JITTER: Final = 0.25
"""The share of a wait that is added at random at most: what failed together shall not return so."""

LAST_TRY: Final = len(BACK_OFF) + 1
GIVE_UP_AFTER: Final = sum(BACK_OFF, timedelta())
"""A parcel is given up when it has had its tries *and* this age.

Neither alone would be fair: a throttled workspace uses up tries in minutes without anything being
wrong, and after downtime a first try may be old.
"""

LONGEST_WAIT: Final = timedelta(days=1)
"""No platform's "try again later" is taken for longer than this."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How a postman works; ``lease`` is at least three times ``patience``."""

    batch: int = 50
    """Parcels claimed at once."""
    at_once: int = 16
    """Conversations delivered to side by side."""
    patience: timedelta = timedelta(seconds=10)
    """How long a courier may take; then nobody knows whether the parcel arrived."""
    lease: timedelta = timedelta(seconds=60)
    """How long claimed parcels belong to this postman."""
    idle: timedelta = timedelta(seconds=2)
    """How often an outbox is looked at that nobody has called about."""

    def __post_init__(self) -> None:
        if self.lease < 3 * self.patience:
            raise ValueError(
                f"a lease of {self.lease} is too short for couriers of {self.patience}"
            )


@dataclass(slots=True)
class Counters:
    """What a postman has done since its start; ``in_hand`` is now."""

    claimed: int = 0
    sent: int = 0
    later: int = 0
    failed: int = 0
    uncertain: int = 0
    returned: int = 0
    """Given back untried: the postman stopped, or an earlier one of the conversation waits."""
    lost: int = 0
    """Marks refused because the lease had ended and another postman has the parcel."""
    errors: int = 0
    """Drains and marks that failed with an exception; the leases end by themselves."""
    in_hand: int = 0


def no_one_cares(parcel: Parcel) -> None:
    """Do nothing about a delivered parcel."""


class Postman:
    """One of any number that drain the same outbox; no two ever mark the same try.

    A parcel is never sent outside its lease, parcels of one conversation go in order, and what
    may have arrived is never sent again by guess. The log names parcels by id and says nothing
    of what is in them.
    """

    def __init__(
        self,
        outbox: Outbox,
        couriers: Mapping[str, Courier],
        clock: TimeSource,
        owner: str,
        *,
        manners: Manners | None = None,
        chance: Callable[[], float] = random.random,
        on_delivered: Callable[[Parcel], None] = no_one_cares,
    ) -> None:
        """Take the outbox, a courier for each door, and a name no other postman has.

        ``chance`` gives numbers from 0 to 1 for the jitter; ``on_delivered`` is called once a
        parcel is marked as sent.
        """
        self.counters = Counters()
        self._outbox = outbox
        self._couriers = couriers
        self._clock = clock
        self._owner = owner
        self._manners = manners or Manners()
        self._chance = chance
        self._on_delivered = on_delivered
        self._called = asyncio.Event()
        self._round = asyncio.Lock()
        self._stopping = False

    async def run(self) -> None:
        """Drain whenever somebody calls or the time has come, until `stop`."""
        while not self._stopping:
            self._called.clear()
            try:
                await self.drain()
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
        async with self._round:
            pass

    async def drain(self) -> int:
        """Deliver until nothing is ready, and return how many parcels arrived.

        Raises what the outbox raises when nothing can be claimed.
        """
        async with self._round:
            before = self.counters.sent
            while not self._stopping:
                now = self._clock.now()
                until = now + self._manners.lease
                claimed = await self._outbox.claim(self._owner, now, until, self._manners.batch)
                if not claimed:
                    break
                self.counters.claimed += len(claimed)
                await self._deliver_all(claimed, until)
            return self.counters.sent - before

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(self._manners.idle.total_seconds()):
                await self._called.wait()
        except TimeoutError:
            pass

    async def _deliver_all(self, parcels: Sequence[Parcel], until: datetime) -> None:
        room = asyncio.Semaphore(self._manners.at_once)

        async def in_turn(conversation: Sequence[Parcel]) -> None:
            async with room:
                await self._deliver_conversation(conversation, until)

        self.counters.in_hand += len(parcels)
        try:
            await asyncio.gather(*(in_turn(each) for each in _conversations(parcels)))
        finally:
            self.counters.in_hand -= len(parcels)

    async def _deliver_conversation(self, parcels: Sequence[Parcel], until: datetime) -> None:
        """Deliver one after the other; when one has to wait, those behind it wait with it."""
        arrived: dict[PostKey, str] = {}
        try:
            for place, claimed in enumerate(parcels):
                now = self._clock.now()
                if self._stopping or until - now < self._manners.patience:
                    await self._give_back(parcels[place:], now, "not begun")
                    return
                parcel = _knowing(claimed, arrived)
                fate = await self._fate(parcel)
                if isinstance(fate, Delivered):
                    arrived[parcel.post.key] = fate.reference
                wait = await self._write_down(parcel, fate)
                if wait is not None:
                    await self._give_back(parcels[place + 1 :], wait, "behind one that waits")
                    return
        except Exception:
            # The outbox took no mark. Sending more would leave more in doubt; the leases end.
            self.counters.errors += 1
            log.exception("no mark on a conversation with parcel %d", parcels[0].id)

    async def _give_back(self, parcels: Iterable[Parcel], until: datetime, reason: str) -> None:
        for parcel in parcels:
            kept = await self._outbox.mark_later(parcel, self._owner, until, reason)
            self.counters.returned += self._is_ours(parcel, kept=kept)

    async def _fate(self, parcel: Parcel) -> Fate:
        courier = self._couriers.get(parcel.door)
        if courier is None:
            return Refused(f"there is no courier for the door {parcel.door!r}")
        patience = self._manners.patience.total_seconds()
        try:
            async with asyncio.timeout(patience):
                return await courier.deliver(parcel)
        except TimeoutError:
            return Unknown(f"no answer within {patience:g} s")
        except Exception as error:  # noqa: BLE001 - a courier's slip is not the postman's end
            # It may have been raised after sending. The error's own words may quote the message,
            # so that only its kind and the lines of code it passed through are told.
            log.error(  # noqa: TRY400 - the traceback with the error's words must not be logged
                "courier %s raised %s on parcel %d\n%s",
                parcel.door,
                type(error).__name__,
                parcel.id,
                "".join(traceback.format_tb(error.__traceback__)),
            )
            return Unknown(f"the courier raised {type(error).__name__}")

    async def _write_down(self, parcel: Parcel, fate: Fate) -> datetime | None:
        """Mark what became of a parcel; return until when its conversation has to wait."""
        now = self._clock.now()
        match fate:
            case Delivered(reference):
                kept = await self._outbox.mark_sent(parcel, self._owner, now, reference)
                self.counters.sent += self._is_ours(parcel, kept=kept)
                if kept:
                    self._tell_delivered(parcel)
            case Later(_, reason):
                until = self._next_try(parcel, fate, now)
                if until is None:
                    reason = f"given up after {parcel.attempt} tries: {reason}"
                    return await self._write_down(parcel, Refused(reason))
                kept = await self._outbox.mark_later(parcel, self._owner, until, reason)
                self.counters.later += self._is_ours(parcel, kept=kept)
                return until
            case Refused(reason):
                log.warning("parcel %d will never arrive; its row says why", parcel.id)
                kept = await self._outbox.mark_failed(parcel, self._owner, now, reason)
                self.counters.failed += self._is_ours(parcel, kept=kept)
            case Unknown(reason):
                log.warning("parcel %d may or may not have arrived; its row says why", parcel.id)
                kept = await self._outbox.mark_uncertain(parcel, self._owner, now, reason)
                self.counters.uncertain += self._is_ours(parcel, kept=kept)
            case _:
                assert_never(fate)
        return None

    def _next_try(self, parcel: Parcel, later: Later, now: datetime) -> datetime | None:
        if parcel.attempt >= LAST_TRY and now - parcel.post.at >= GIVE_UP_AFTER:
            return None
        if later.seconds > 0:
            return now + min(timedelta(seconds=later.seconds), LONGEST_WAIT)
        wait = BACK_OFF[min(parcel.attempt, len(BACK_OFF)) - 1]
        return now + wait * (1 + JITTER * self._chance())

    def _is_ours(self, parcel: Parcel, *, kept: bool) -> bool:
        if not kept:
            self.counters.lost += 1
            log.warning("the lease of parcel %d ended on try %d", parcel.id, parcel.attempt)
        return kept

    def _tell_delivered(self, parcel: Parcel) -> None:
        try:
            self._on_delivered(parcel)
        except Exception:
            log.exception("nobody could be told that parcel %d arrived", parcel.id)


def _conversations(parcels: Iterable[Parcel]) -> Iterable[Sequence[Parcel]]:
    """Part the parcels by conversation, each with its oldest first."""
    found: dict[tuple[str, str, str], list[Parcel]] = {}
    for parcel in sorted(parcels, key=lambda parcel: (parcel.post.at, parcel.id)):
        found.setdefault((parcel.organisation, parcel.door, parcel.address), []).append(parcel)
    return found.values()


def _knowing(parcel: Parcel, arrived: Mapping[PostKey, str]) -> Parcel:
    """Tell a parcel the reference of what it replaces, where that arrived a moment ago."""
    replaced = parcel.post.replaces
    if replaced is None or parcel.replaces_reference is not None or replaced not in arrived:
        return parcel
    return replace(parcel, replaces_reference=arrived[replaced])
