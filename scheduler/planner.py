"""Keeps the next moments of every organisation in order, and hands over those that have come."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from dialogs.events import Moment
from dialogs.okr.cadence import WorkingDays
from dialogs.okr.model import OrganisationId
from dialogs.ports import Plans, Schedule
from scheduler.due import LOOK_BACK, ON_TIME
from scheduler.lines import Backlog, lines_of
from scheduler.waiting import AT_ONCE, Queue, Waiting
from scheduler.working_days import working_days_of

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

LATE_AT_ONCE: Final = 1024
"""Moments a tick records as too late at most, so that a long downtime does not hold up a beat."""

LONGEST_LOOK_BACK: Final = timedelta(days=92)
"""What was planned earlier than this is not looked for after the longest downtime."""

NOTE_EVERY: Final = timedelta(minutes=1)
"""How often a planner notes that it is alive."""

TIDY_EVERY: Final = timedelta(days=1)


def _nobody_watches() -> None:
    """Do nothing."""


class Planner:
    """Turns plans into moments that have come; any number may run over the same plans.

    Everything it holds is read from the plans again after a restart. It looks back over the
    catch-up windows and the time in which no planner was alive, and hands over every moment in
    them: what is still of use as it is, the rest as dropped, so that it is recorded. It leaves out
    what is claimed, and the claim refuses what was done meanwhile. An idle tick reads the plans'
    numbers and looks at one heap entry.
    """

    def __init__(
        self,
        plans: Plans,
        fire: Fire,
        *,
        working_days: Callable[[Schedule], WorkingDays] = working_days_of,
        not_before: datetime | None = None,
    ) -> None:
        """Take the plans and what to do with a moment.

        ``working_days`` is called on another thread, once for schedules that are alike.
        ``not_before`` keeps moments planned earlier from being caught up, for a demonstration
        whose past is written already.
        """
        self._plans = plans
        self._fire = fire
        self._working_days = working_days
        self._not_before = not_before
        self._revisions: dict[OrganisationId, int] = {}
        self._queue = Queue()
        self._owed: dict[OrganisationId, Backlog] = {}
        self._start: Backlog | None = None
        self._seen: datetime | None = None
        self._noted: datetime | None = None
        self._tidied: datetime | None = None
        self._turn = asyncio.Lock()
        self._halted = False
        self.on_hand: Callable[[], None] = _nobody_watches
        """Called after each handful of moments: a long tick is alive."""

    async def tick(self, now: datetime) -> int:
        """Hand over the moments that have come by ``now``; return how many were claimed here.

        Raises what the plans raise when they cannot say their numbers; the next tick tries again.
        """
        async with self._turn:
            self._halted = False
            if self._start is None:
                self._start = self._since(now, await self._plans.last_beat())
            await self._follow_plans(now)
            fired = await self._hand_over(now)
            fired += await self._record_late(now)
            if not self._halted:
                await self._keep_house(now)
            return fired

    def next_after(self, now: datetime) -> datetime | None:
        """Return when there is something to do next, as of the last tick; None: never again."""
        return self._queue.next_after(now)

    def halt(self) -> None:
        """Let a running tick end after the moments that are in hand."""
        self._halted = True

    # --- plans --------------------------------------------------------------------------------

    def _since(self, now: datetime, last_beat: datetime | None) -> Backlog:
        """Return how far back the first reading looks: over the whole time nobody was alive."""
        if last_beat is None:
            return Backlog(now - LOOK_BACK, now - LOOK_BACK)
        alive = min(now, last_beat)
        since = max(alive - LOOK_BACK, now - LONGEST_LOOK_BACK)
        if since > alive:
            log.warning(
                "no planner has run since %s; what was planned before %s is not recorded",
                alive.isoformat(timespec="minutes"),
                since.isoformat(timespec="minutes"),
            )
        return Backlog(since, alive - ON_TIME)

    async def _follow_plans(self, now: datetime) -> None:
        revisions = await self._plans.revisions()
        for gone in self._revisions.keys() - revisions.keys():
            self._forget(gone)
        for organisation, revision in revisions.items():
            if self._revisions.get(organisation) != revision:
                try:
                    await self._read_plan(organisation, now)
                except Exception:
                    # The old plan, if any, goes on; the other organisations wait for nobody.
                    log.exception("the plan of organisation %s cannot be read", organisation)
        self._owed = {each: owed for each, owed in self._owed.items() if each in revisions}

    async def _read_plan(self, organisation: OrganisationId, now: datetime) -> None:
        backlog = self._owed.setdefault(organisation, self._backlog(organisation, now))
        if not self._queue.knows(organisation):
            # Else each restart would bring up again what is done and of use for days to come.
            taken = await self._plans.claimed(organisation, now - LOOK_BACK)
            self._queue.settle(organisation, taken, now)
        plan = await self._plans.plan(organisation)
        lines = await asyncio.to_thread(lines_of, plan, backlog, self._working_days)
        self._forget(organisation)
        for line, moment in lines:
            self._queue.put(line, moment)
        self._revisions[organisation] = plan.revision
        del self._owed[organisation]

    def _backlog(self, organisation: OrganisationId, now: datetime) -> Backlog:
        """Return how far back to look for an organisation: as far as something may be undone."""
        if self._seen is None and self._start is not None:
            found = self._start
        else:
            seen = self._seen or now
            undone = min(seen, self._queue.oldest(organisation) or seen) - ON_TIME
            since = max(min(now - LOOK_BACK, undone), now - LONGEST_LOOK_BACK)
            found = Backlog(since, undone)
        if self._not_before is None:
            return found
        return replace(found, since=max(found.since, self._not_before))

    def _forget(self, organisation: OrganisationId) -> None:
        self._revisions.pop(organisation, None)
        self._queue.forget(organisation)

    # --- moments ------------------------------------------------------------------------------

    async def _hand_over(self, now: datetime) -> int:
        """Hand over what has come, and put aside what is too late."""
        fired = 0
        while not self._halted and self._queue.has_come(now):
            fired += await self._fire_all(self._queue.take(now), now)
        return fired

    async def _record_late(self, now: datetime) -> int:
        """Hand over what is too late as dropped: after what is of use, and not all in one tick."""
        fired, first = 0, self._queue.too_late
        for _ in range(LATE_AT_ONCE // AT_ONCE):
            if self._halted or self._queue.too_late is None:
                break
            fired += await self._fire_all(self._queue.take_late(), now)
        if fired and first is not None:
            log.warning(
                "%d moments came too late and are recorded as missed, the first of them %s of %s",
                fired,
                first.key,
                first.organisation,
            )
        return fired

    async def _fire_all(self, hand: list[Waiting], now: datetime) -> int:
        fired = sum(await asyncio.gather(*(self._try(each, now) for each in hand)))
        self.on_hand()
        # A hand of late or settled moments is empty: let others have their turn.
        await asyncio.sleep(0)
        return fired

    async def _try(self, waiting: Waiting, now: datetime) -> bool:
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
            self._queue.try_again(waiting, now + wait)
            return False
        self._queue.settle(moment.organisation, (moment.key,), moment.planned)
        return won

    # --- house-keeping ------------------------------------------------------------------------

    async def _keep_house(self, now: datetime) -> None:
        """Note that all is done up to now, and once a day clear away what nobody needs.

        Neither may fail a tick, whose moments are handed over.
        """
        unread = self._owed.keys() - self._revisions.keys()
        if self._queue.too_late is not None or unread:
            return
        self._seen = now
        if self._noted is None or not timedelta() <= now - self._noted < NOTE_EVERY:
            try:
                await self._plans.note_beat(now)
                self._noted = now
            except Exception:
                log.exception("it cannot be noted that the planner is alive")
        if self._tidied is None or now - self._tidied >= TIDY_EVERY:
            self._tidied = now
            self._queue.forget_settled(now - LOOK_BACK)
            try:
                await self._plans.tidy(now)
            except Exception:
                log.exception("what is no longer needed cannot be cleared away")
