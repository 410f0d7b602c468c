"""One try of one parcel: whether it may be sent at all, and what became of it."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar, assert_never

from dialogs.okr.model import OrganisationId
from dialogs.ports import (
    Absent,
    Courier,
    Delivered,
    Fate,
    Held,
    Later,
    Mark,
    Outbox,
    Refused,
    Repeat,
    Stale,
    TimeSource,
    Unknown,
)
from dialogs.posts import Cause, Lane, Parcel, Post
from scheduler.manners import Counters, Manners
from scheduler.marks import Marks

log = logging.getLogger(__name__)

F = TypeVar("F")


Opens = Callable[[OrganisationId, Post], Awaitable[datetime | None]]
"""Says from when on a message may be sent, now or earlier: at once. None: it is stale."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a postman has at hand for every parcel."""

    outbox: Outbox
    couriers: Mapping[str, Courier]
    clock: TimeSource
    owner: str
    manners: Manners
    chance: Callable[[], float]
    steady: Callable[[], float]
    """Seconds of a clock that never jumps."""
    rest: Callable[[float], Awaitable[None]]
    """Waits so many seconds."""
    on_delivered: Callable[[Parcel], None]
    opens: Opens
    counters: Counters
    marks: Marks


@dataclass(frozen=True, slots=True)
class Lease:
    """How long parcels are ours, by both clocks: the wall's may be set, a steady one may sleep."""

    until: datetime
    ends: float
    """By the steady clock."""

    @classmethod
    def begun(cls, desk: Desk) -> Lease:
        """Begin a lease; to be called before the outbox is asked for it."""
        length = desk.manners.lease
        return cls(desk.clock.now() + length, desk.steady() + length.total_seconds())

    def good_until(self, desk: Desk) -> float:
        """Return until when a try may begin, so that its courier ends well before the lease."""
        return self.ends - desk.manners.patience.total_seconds()

    def is_good(self, desk: Desk) -> bool:
        """Tell whether a try may begin now."""
        in_time = desk.clock.now() + desk.manners.patience < self.until
        return in_time and desk.steady() < self.good_until(desk)


@dataclass(frozen=True, slots=True)
class _Outcome:
    fate: Fate
    in_doubt: bool = False
    """Whether it may have arrived all the same, in this try or an earlier one."""
    final: bool = False
    """Whether nothing may be done about the doubt."""


class Tries:
    """Carries parcels, each in a try of its own.

    A parcel is never sent outside its lease, and what may have arrived is never sent again by
    guess. The log names parcels by id and says nothing of what is in them.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def carry(self, parcel: Parcel, lease: Lease) -> datetime | None:
        """Try a parcel and write down what became of it; return until when its lane must rest."""
        try:
            if not await self._is_open(parcel, lease):
                return None
            outcome = await self._outcome(parcel, lease)
            if outcome is None:
                await self.give_back(parcel)
                return None
            return await self._write_down(parcel, lease, outcome)
        except Exception:
            # The outbox took no mark. The lease ends, and then the parcel is in doubt.
            self._desk.counters.errors += 1
            log.exception("no mark on parcel %d", parcel.id)
            return None

    async def give_back(self, *parcels: Parcel) -> None:
        """Give back what was not begun; another postman may have it at once."""
        self._desk.counters.returned += len(parcels)
        await self._desk.outbox.give_back(parcels, self._desk.owner)

    async def _is_open(self, parcel: Parcel, lease: Lease) -> bool:
        """Let a parcel that was held up wait for its receiver's hours, or leave it unsent."""
        desk = self._desk
        opening = await desk.opens(parcel.organisation, parcel.post)
        if opening is None:
            await self._mark(parcel, lease, Stale(), desk.clock.now())
        elif opening > desk.clock.now():
            desk.counters.postponed += 1
            self._is_ours(parcel, await desk.outbox.postpone(parcel, desk.owner, opening))
        else:
            return True
        return False

    async def _outcome(self, parcel: Parcel, lease: Lease) -> _Outcome | None:
        """Send a parcel, where that is safe; None: there was no time left to begin."""
        desk = self._desk
        courier = desk.couriers.get(parcel.door)
        if courier is None:
            return _Outcome(Refused(f"there is no courier for the door {parcel.door!r}"))
        # Putting the same words in the same message's place twice shows them once.
        repeat = Repeat.SAFE if parcel.replaces_reference is not None else courier.repeat
        in_doubt = parcel.doubtful
        if in_doubt and repeat is Repeat.NEVER:
            reason = "an earlier try ended without an answer, and the platform cannot be asked"
            return _Outcome(Unknown(reason), in_doubt=True, final=True)
        if in_doubt and repeat is Repeat.LOOK_UP:
            desk.counters.looked_up += 1
            found = await self._patiently(courier.find, parcel)
            if not isinstance(found, Absent):
                return _Outcome(found, in_doubt=True)
            in_doubt = False
            # Looking has taken time: without a lease of its own the sending is another one's.
            lease = Lease.begun(desk)
            if not await desk.outbox.renew(parcel, desk.owner, lease.until):
                return None
        if not lease.is_good(desk):
            return None
        parcel = replace(parcel, good_until=lease.good_until(desk))
        fate = await self._patiently(courier.deliver, parcel)
        unknown = isinstance(fate, Unknown)
        return _Outcome(fate, unknown or in_doubt, final=unknown and repeat is Repeat.NEVER)

    async def _patiently(
        self, ask: Callable[[Parcel], Awaitable[F]], parcel: Parcel
    ) -> F | Unknown:
        """Ask a courier; what takes too long or goes wrong has an unknown outcome."""
        patience = self._desk.manners.patience.total_seconds()
        try:
            async with asyncio.timeout(patience):
                return await ask(parcel)
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

    async def _write_down(self, parcel: Parcel, lease: Lease, outcome: _Outcome) -> datetime | None:
        fate = outcome.fate
        match fate:
            case Later(seconds, reason):
                return await self._again(parcel, lease, outcome, seconds, reason)
            case Unknown(reason) if not outcome.final:
                return await self._again(parcel, lease, outcome, 0, reason)
            case Delivered() | Refused() | Unknown():
                await self._mark(parcel, lease, fate, self._desk.clock.now())
                return None
        assert_never(fate)

    async def _again(
        self, parcel: Parcel, lease: Lease, outcome: _Outcome, seconds: float, reason: str
    ) -> datetime | None:
        """Give a parcel back for another try, or give it up; return until when its lane rests."""
        desk, now = self._desk, self._desk.clock.now()
        until = desk.manners.next_try(parcel, seconds, now, desk.chance)
        if until is None:
            reason = f"given up after {parcel.attempt} tries: {reason}"
            given_up = Unknown(reason) if outcome.in_doubt else Refused(reason, Cause.GIVEN_UP)
            await self._mark(parcel, lease, given_up, now)
        elif outcome.in_doubt:
            desk.counters.doubted += 1
            self._is_ours(parcel, await desk.outbox.retry(parcel, desk.owner, until, reason))
        else:
            await self._mark(parcel, lease, outcome.fate, until)
        if not isinstance(outcome.fate, Later) or outcome.fate.held is not Held.LANE:
            return None
        until = until or now + desk.manners.back_off[-1]
        await self._hold(Lane(parcel.door, parcel.workspace), until, reason)
        return until

    async def _hold(self, lane: Lane, until: datetime, reason: str) -> None:
        self._desk.counters.held += 1
        log.info("lane %s %r rests until %s", lane.door, lane.workspace, until)
        await self._desk.outbox.hold(lane, until, reason)

    async def _mark(self, parcel: Parcel, lease: Lease, fate: Fate | Stale, at: datetime) -> None:
        kept = await self._desk.marks.write(Mark(parcel, fate, at), lease.ends)
        if not self._is_ours(parcel, kept):
            return
        counters = self._desk.counters
        match fate:
            case Delivered():
                counters.sent += 1
                self._tell_delivered(parcel)
            case Later():
                counters.later += 1
            case Refused():
                counters.failed += 1
                log.warning("parcel %d will never arrive; its row says why", parcel.id)
            case Unknown():
                counters.uncertain += 1
                log.warning("parcel %d may or may not have arrived; its row says why", parcel.id)
            case Stale():
                counters.stale += 1
                log.warning(
                    "parcel %d was held up until it was of no use, and is not sent", parcel.id
                )
            case _:
                assert_never(fate)

    def _is_ours(self, parcel: Parcel, kept: bool) -> bool:  # noqa: FBT001 - an answer, passed on
        if not kept:
            self._desk.counters.lost += 1
            log.warning("the lease of parcel %d ended on try %d", parcel.id, parcel.attempt)
        return kept

    def _tell_delivered(self, parcel: Parcel) -> None:
        try:
            self._desk.on_delivered(parcel)
        except Exception:
            log.exception("nobody could be told that parcel %d arrived", parcel.id)
