"""Keeps the next moments of every organisation in order, and hands over those that have come."""

from __future__ import annotations

import asyncio
import heapq
import logging
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Final

from dialogs.events import Moment
from dialogs.okr.cadence import WorkingDays
from dialogs.okr.model import OrganisationId
from dialogs.ports import Plans, Schedule
from scheduler.due import LOOK_BACK, for_subject, release, upcoming
from scheduler.working_days import PublicHolidays

log = logging.getLogger(__name__)

Fire = Callable[[Moment], Awaitable[bool]]
"""Claims a moment's key and writes what follows from it, in one transaction; False: claimed before.

The claim is what keeps a promise; a planner only saves it work.
"""

RETRY_AFTER: Final = (
    timedelta(seconds=1),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
)
"""Wait after each failure of a moment, the last one again and again while its window is open."""

AT_ONCE: Final = 32
"""Moments handed over side by side, so that a store can commit several together."""

_BREATH: Final = 50
"""Schedules read between two turns of the event loop; about ten milliseconds of work."""


def public_holidays(schedule: Schedule) -> WorkingDays:
    """Return the working days of the schedule's country."""
    return PublicHolidays(schedule.country)


@dataclass(frozen=True, slots=True)
class _Line:
    """What recurs at the same hours, on its way through time: mostly many teams of one level."""

    schedule: Schedule
    """That of any one of the subjects."""
    subjects: tuple[str, ...]
    working: WorkingDays
    coming: Iterator[Moment]
    read_at: datetime
    """What was planned before may have been handed over by an earlier run or another replica."""

    def following(self) -> Moment | None:
        """Return the line's next moment; None at its end, or when it cannot be computed."""
        try:
            return next(self.coming, None)
        except Exception:
            # A zone that the system does not know, for one; it must not stop the other lines.
            log.exception(
                "the schedule of %s … in organisation %s cannot be computed",
                ", ".join(self.subjects[:10]),
                self.schedule.organisation,
            )
            return None


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A moment in the queue, for those subjects that have not had it yet."""

    line: _Line
    moment: Moment
    subjects: tuple[str, ...]
    failures: int = 0
    """Above 0 it waits for another try, beside its line and not at its head."""


_Entry = tuple[datetime, int, _Waiting]
"""When to look at it, its place among those of the same instant, and what it is."""


class Planner:
    """Turns plans into moments that have come; any number may run over the same plans.

    Everything it holds is read from the plans again after a restart: it looks back over the
    catch-up windows and hands over every moment still worth it, and the claim refuses those that
    were done. An idle tick reads the plans' numbers and looks at one heap entry.
    """

    def __init__(
        self,
        plans: Plans,
        fire: Fire,
        *,
        working_days: Callable[[Schedule], WorkingDays] = public_holidays,
        not_before: datetime | None = None,
    ) -> None:
        """Take the plans and what to do with a moment.

        ``not_before`` keeps moments planned earlier from being caught up, for a demonstration
        whose past is written already.
        """
        self._plans = plans
        self._fire = fire
        self._working_days = working_days
        self._not_before = not_before
        self._revisions: dict[OrganisationId, int] = {}
        self._heap: list[_Entry] = []
        self._order = count()
        self._settled: dict[tuple[OrganisationId, str], datetime] = {}
        self._tidied: datetime | None = None
        self._turn = asyncio.Lock()
        self._halted = False

    async def tick(self, now: datetime) -> int:
        """Hand over the moments that have come by ``now``; return how many were claimed here.

        Raises what the plans raise when they cannot say their numbers; the next tick tries again.
        """
        async with self._turn:
            self._halted = False
            await self._follow_plans(now)
            fired = 0
            while not self._halted and self._heap and self._heap[0][0] <= now:
                hand = self._take(now)
                fired += sum(await asyncio.gather(*(self._try(each, now) for each in hand)))
                # A hand of late or settled moments is empty: let others have their turn.
                await asyncio.sleep(0)
            self._tidy(now)
            return fired

    def next_after(self, now: datetime) -> datetime | None:
        """Return when the next moment comes, as of the last tick; None when nothing recurs."""
        if self._heap and self._heap[0][0] > now:
            return self._heap[0][0]
        return min((at for at, _, _ in self._heap if at > now), default=None)

    def halt(self) -> None:
        """Let a running tick end after the moments that are in hand."""
        self._halted = True

    async def _follow_plans(self, now: datetime) -> None:
        revisions = await self._plans.revisions()
        for organisation in self._revisions.keys() - revisions.keys():
            self._forget(organisation)
        for organisation, revision in revisions.items():
            if self._revisions.get(organisation) != revision:
                try:
                    await self._read_plan(organisation, now)
                except Exception:
                    # The old plan, if any, goes on; the other organisations wait for nobody.
                    log.exception("the plan of organisation %s cannot be read", organisation)

    async def _read_plan(self, organisation: OrganisationId, now: datetime) -> None:
        plan = await self._plans.plan(organisation)
        since = now - LOOK_BACK
        if self._not_before is not None:
            since = max(since, self._not_before)
        alike: dict[tuple[Schedule, WorkingDays], list[str]] = {}
        for number, schedule in enumerate(plan.schedules):
            same = replace(schedule, subject=""), self._working_days(schedule)
            alike.setdefault(same, []).append(schedule.subject)
            await _breathe(number)
        lines: list[tuple[_Line, Moment | None]] = []
        for number, ((schedule, working), subjects) in enumerate(alike.items()):
            coming = upcoming(schedule, working, since)
            line = _Line(schedule, tuple(subjects), working, coming, now)
            lines.append((line, line.following()))
            await _breathe(number)
        self._forget(organisation)
        for line, moment in lines:
            self._put(line, moment)
        self._revisions[organisation] = plan.revision

    def _forget(self, organisation: OrganisationId) -> None:
        self._revisions.pop(organisation, None)
        self._heap = [
            entry for entry in self._heap if entry[2].line.schedule.organisation != organisation
        ]
        heapq.heapify(self._heap)

    def _put(self, line: _Line, moment: Moment | None) -> None:
        """Put a line into the queue with its next moment; a line at its end is left out."""
        if moment is not None:
            self._push(moment.planned, _Waiting(line, moment, line.subjects))

    def _push(self, at: datetime, waiting: _Waiting) -> None:
        heapq.heappush(self._heap, (at, next(self._order), waiting))

    def _take(self, now: datetime) -> list[_Waiting]:
        """Take a handful of moments that have come, each for one subject.

        A line goes on to its next moment only when the last subject is in hand, and is put back
        after the hand is full: an asking is committed before its reminder is looked at.
        """
        hand: list[_Waiting] = []
        done: list[_Line] = []
        for _ in range(AT_ONCE):
            room = AT_ONCE - len(hand)
            if room == 0 or not self._heap or self._heap[0][0] > now:
                break
            at, order, waiting = heapq.heappop(self._heap)
            ready = release(waiting.line.schedule, waiting.line.working, waiting.moment, now)
            if ready is not None and ready > now:
                self._push(ready, waiting)
                continue
            if ready is None:
                self._miss(waiting)
            else:
                hand += self._unsettled(waiting, waiting.subjects[:room])
                if left := waiting.subjects[room:]:
                    heapq.heappush(self._heap, (at, order, replace(waiting, subjects=left)))
                    continue
            if not waiting.failures:
                done.append(waiting.line)
        for line in done:
            self._put(line, line.following())
        return hand

    def _unsettled(self, waiting: _Waiting, subjects: tuple[str, ...]) -> Iterator[_Waiting]:
        for subject in subjects:
            moment = for_subject(waiting.moment, subject)
            if (moment.organisation, moment.key) not in self._settled:
                yield replace(waiting, moment=moment, subjects=(subject,))

    def _miss(self, waiting: _Waiting) -> None:
        """Say what this planner should have handed over and could not; older is not its own."""
        if not waiting.failures and waiting.moment.planned <= waiting.line.read_at:
            return
        for each in self._unsettled(waiting, waiting.subjects):
            log.error("moment %s of %s is missed", each.moment.key, each.moment.organisation)

    async def _try(self, waiting: _Waiting, now: datetime) -> bool:
        moment = waiting.moment
        try:
            won = await self._fire(moment)
        except Exception:
            wait = RETRY_AFTER[min(waiting.failures, len(RETRY_AFTER) - 1)]
            log.exception(
                "moment %s of %s failed; next try in %d s",
                moment.key,
                moment.organisation,
                wait.total_seconds(),
            )
            self._push(now + wait, replace(waiting, failures=waiting.failures + 1))
            return False
        self._settled[moment.organisation, moment.key] = moment.planned
        return won

    def _tidy(self, now: datetime) -> None:
        """Once a day forget settled moments that no plan can bring up again."""
        if self._tidied is not None and now - self._tidied < timedelta(days=1):
            return
        self._tidied = now
        oldest = now - LOOK_BACK
        self._settled = {key: at for key, at in self._settled.items() if at >= oldest}


async def _breathe(number: int) -> None:
    """Let the event loop have its turn after each so many."""
    if number % _BREATH == _BREATH - 1:
        await asyncio.sleep(0)
