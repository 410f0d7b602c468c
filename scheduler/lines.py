"""Puts schedules that recur at the same hours together: mostly many teams of one level."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Final

from dialogs.events import Moment
from dialogs.okr.cadence import WorkingDays
from dialogs.ports import Plan, Schedule
from scheduler.due import next_few, release

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Backlog:
    """How far back a planner looks; both instants are aware, UTC."""

    since: datetime
    """What was planned before is out of sight."""
    settled: datetime
    """What had happened or was too late by then, an earlier run has seen to."""


@dataclass(slots=True, eq=False)
class Line:
    """What recurs at the same hours for some subjects, on its way through time.

    There may be thousands, so that it holds next to nothing.
    """

    schedule: Schedule
    """That of any one of the subjects."""
    subjects: tuple[str, ...]
    working: WorkingDays
    settled: datetime
    """What had happened or was too late by then is left out."""
    _until: datetime
    _ahead: tuple[Moment, ...] = ()
    held_until: datetime | None = None
    """One of its moments has been put off until then; what comes after it waits for it."""

    def following(self) -> Moment | None:
        """Return the line's next moment; None at its end, or when it cannot be computed."""
        try:
            return self._next()
        except Exception:
            # A zone that the system does not know, for one; it must not stop the other lines.
            log.exception(
                "the schedule of %s … in organisation %s cannot be computed",
                ", ".join(self.subjects[:10]),
                self.schedule.organisation,
            )
            return None

    def _next(self) -> Moment | None:
        while True:
            while self._ahead:
                moment, *rest = self._ahead
                self._ahead = tuple(rest)
                if not self._is_settled(moment):
                    return moment
            found = next_few(self.schedule, self.working, self._until)
            if found is None:
                return None
            self._ahead, self._until = found

    def _is_settled(self, moment: Moment) -> bool:
        """Say whether an earlier run must have handed the moment over or recorded it."""
        if moment.dropped is not None:
            return moment.planned <= self.settled - _EDITED
        if moment.planned > self.settled:
            return False
        return release(self.schedule, self.working, moment, self.settled) is None


_EDITED: Final = timedelta(days=2)
"""An edited hour or zone moves a moment by less: what now lies in the past need not have come."""


def lines_of(
    plan: Plan, backlog: Backlog, working_days: Callable[[Schedule], WorkingDays]
) -> list[tuple[Line, Moment | None]]:
    """Return the plan's lines, each with its first moment; long work, meant for a thread."""
    alike: dict[Hashable, tuple[Schedule, list[str]]] = {}
    for schedule in plan.schedules:
        since = schedule.since
        if since is not None and since <= backlog.since:
            since = None
        _, subjects = alike.setdefault(
            (since, *_SAME(schedule)), (replace(schedule, since=since), [])
        )
        subjects.append(schedule.subject)
    lines = [
        Line(schedule, tuple(subjects), working_days(schedule), backlog.settled, backlog.since)
        for schedule, subjects in alike.values()
    ]
    return [(line, line.following()) for line in lines]


_SAME = attrgetter("kind", "rule", "at", "zone", "country", "breaks", "zones")
"""All that a moment follows from, but the subject and ``since``."""
