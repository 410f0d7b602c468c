"""What a roll-up reads: the lines of a sum, answers of answers asked, and the picture's weeks.

Thousands of key results go through here at once, so a sum is found in the database and each of its
lines is one light row; titles are read for the few that are shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Double,
    Select,
    Text,
    and_,
    bindparam,
    case,
    func,
    select,
    type_coerce,
)

from dialogs.okr.confidence import median_of_counts
from dialogs.okr.model import KeyResultId, UnitId
from dialogs.okr.rollup import Line, WeekPoint
from dialogs.okr.standing import Standing, Status, elapsed, status
from dialogs.okr.week import Week
from dialogs.ports import Counts
from storage.columns import among
from storage.part import Part, owner
from storage.prepared import Record
from storage.tables import ObligationRow, table
from storage.translation import (
    CYCLE,
    KEEP_WITHIN,
    cycle_from,
    cycles,
    key_results,
    objectives,
    standings,
    units,
    weeks,
)

_obligations: Final = table(ObligationRow).c

_CYCLES: Final = select(*CYCLE).where(
    cycles.organisation_id == owner(),
    cycles.start <= bindparam("day"),
    cycles.end >= bindparam("day"),
)
_LAST_END: Final = select(func.max(cycles.end)).where(
    cycles.organisation_id == owner(), cycles.end < bindparam("day")
)
_NEXT_LEVEL: Final = select(units.id).where(
    units.organisation_id == owner(), among(units.parent, "units")
)
_TOP: Final = select(units.id).where(units.organisation_id == owner(), units.parent.is_(None))


def _lines(*conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            key_results.id,
            objectives.unit,
            key_results.supports,
            key_results.measure,
            objectives.cycle,
            standings.progress,
            standings.confidence,
            standings.unanswered,
            type_coerce(standings.asked, Text),  # few weeks differ: each is read once
            standings.help_from,
        )
        .join_from(
            key_results.id.table,
            objectives.id.table,
            and_(
                objectives.organisation_id == key_results.organisation_id,
                objectives.id == key_results.objective,
            ),
        )
        .outerjoin(
            standings.key_result.table,
            and_(
                standings.organisation_id == key_results.organisation_id,
                standings.key_result == key_results.id,
            ),
        )
        .where(
            key_results.organisation_id == owner(), among(objectives.cycle, "running"), *conditions
        )
    )


_ALL_LINES: Final = _lines()
_LINES_OF_UNITS: Final = _lines(
    # The objectives are found first, as in `storage.goals`.
    key_results.objective.in_(
        select(objectives.id).where(
            objectives.organisation_id == owner(), among(objectives.unit, "units")
        )
    )
)
_LINES_HANGING: Final = _lines(among(key_results.supports, "key_results"))
_COUNTS: Final = select(func.count(), func.count(_obligations.answered_at)).where(
    _obligations.organisation_id == owner(),
    # Each week by name, not as a span: then the index leads to the units in it.
    among(_obligations.week, "weeks"),
    among(_obligations.unit, "units"),
)


def _held(progress: ColumnElement[float | None]) -> ColumnElement[float]:
    return case((progress < 0, 0.0), (progress > 1, 1.0), else_=progress).cast(Double)


def _before(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The same column in the last answered week of the same key result."""
    return func.lag(column).over(partition_by=weeks.key_result, order_by=weeks.week)


_STEPS: Final = (
    select(
        weeks.week,
        weeks.median,
        _before(weeks.median).label("median_before"),
        _held(weeks.progress).label("progress"),
        _before(_held(weeks.progress)).label("progress_before"),
    )
    .where(
        weeks.organisation_id == owner(),
        among(weeks.key_result, "key_results"),
        weeks.week <= bindparam("until"),
    )
    .subquery("steps")
)
"""Each answered week with what was known before it; what a week adds up to is found by adding."""
_TREND: Final = (
    select(
        _STEPS.c.week,
        _STEPS.c.median,
        _STEPS.c.median_before,
        func.count(),
        func.count(_STEPS.c.progress) - func.count(_STEPS.c.progress_before),
        func.sum(
            func.coalesce(_STEPS.c.progress, 0.0) - func.coalesce(_STEPS.c.progress_before, 0.0)
        ),
    )
    .group_by(_STEPS.c.week, _STEPS.c.median, _STEPS.c.median_before)
    .order_by(_STEPS.c.week)
)
_AT_ONCE: Final = 2500
"""Key results whose weeks are summed in one go: SQLite sorts them in memory."""


class Sums(Part):
    """Many key results at once, as few columns as a sum needs."""

    def last_cycle_end(self, before: date) -> date | None:
        row = self._one(_LAST_END, day=before)
        return None if row is None else row[0]

    def lines(self, unit: UnitId | None, on: date, of: date | None = None) -> Sequence[Line]:
        summed = self._all(_CYCLES, day=on if of is None else of)
        elapsed_of = {row.id: elapsed(cycle_from(row), on) for row in summed}
        running = list(elapsed_of)
        if unit is None or self._is_everything(unit):
            rows = self._all(_ALL_LINES, running=running)
        else:
            rows = self._belonging(unit, running)
        status_of = _Statuses(Week.of(on))
        return [
            Line(
                KeyResultId(key_result),
                UnitId(of_unit),
                supports,
                status_of[confidence, unanswered, asked],
                progress,
                None if measure == KEEP_WITHIN else elapsed_of[cycle],
                confidence,
                help_from or "",
            )
            for (
                key_result,
                of_unit,
                supports,
                measure,
                cycle,
                progress,
                confidence,
                unanswered,
                asked,
                help_from,
            ) in rows
        ]

    def _belonging(self, unit: UnitId, running: Sequence[str]) -> Sequence[Record]:
        """Read the lines of the units, and step by step those that hang on what is found."""
        found: dict[str, Record] = {}
        new = self._all(_LINES_OF_UNITS, units=self._below(unit), running=running)
        while new:
            found |= {row[0]: row for row in new}
            hanging = self._all(
                _LINES_HANGING, key_results=[row[0] for row in new], running=running
            )
            new = [row for row in hanging if row[0] not in found]
        return list(found.values())

    def _below(self, unit: UnitId) -> Sequence[UnitId]:
        """Return the unit and all below it, level by level.

        One recursive statement would do, but neither database can tell beforehand how much comes
        out of it: for a single team, PostgreSQL would read whole tables.
        """
        if unit not in self._trees:
            found = level = [unit]
            while level:
                level = [UnitId(below) for (below,) in self._all(_NEXT_LEVEL, units=level)]
                found = [*found, *level]
            self._trees[unit] = found
        return self._trees[unit]

    @cached_property
    def _trees(self) -> dict[UnitId, Sequence[UnitId]]:
        return {}

    def _is_everything(self, unit: UnitId) -> bool:
        """Say whether all units stand below one, so that its sum need not be looked for."""
        return [top for (top,) in self._all(_TOP)] == [unit]

    def counts(self, unit: UnitId, weeks: tuple[Week, Week]) -> Counts:
        first, last = weeks
        named = [str(first.plus(later)) for later in range(last.since(first) + 1)]
        row = self._one(_COUNTS, units=self._below(unit), weeks=named)
        return Counts(0, 0) if row is None else Counts(*row)

    def trend(
        self, key_results: Collection[KeyResultId], weeks: tuple[Week, Week]
    ) -> Sequence[WeekPoint]:
        first, last = weeks
        steps: defaultdict[Week, list[tuple[Any, ...]]] = defaultdict(list)
        asked_for = list(key_results)
        for start in range(0, len(asked_for), _AT_ONCE):
            some = asked_for[start : start + _AT_ONCE]
            for week, *step in self._all(_TREND, key_results=some, until=last):
                steps[week].append(tuple(step))
        running = _Running()
        for week in [week for week in steps if week < first]:
            running.add(steps[week])
        points: list[WeekPoint] = []
        for later in range(last.since(first) + 1):
            week = first.plus(later)
            running.add(steps[week])
            if running.started:
                points.append(running.point(week))
        return points


class _Running:
    """The state of many key results, moved on week by week by what has changed."""

    def __init__(self) -> None:
        self._progress = 0.0
        self._known = 0
        self._confidences: Counter[float] = Counter()

    def add(self, steps: Iterable[tuple[Any, ...]]) -> None:
        for median, before, count, more, gained in steps:
            self._confidences[median] += count
            if before is not None:
                self._confidences[before] -= count
            self._known += more
            self._progress += gained

    @property
    def started(self) -> bool:
        """Whether anything has been answered at all."""
        return bool(self._confidences)

    def point(self, week: Week) -> WeekPoint:
        return WeekPoint(
            week=week,
            progress=self._progress / self._known if self._known else None,
            confidence=median_of_counts(self._confidences),
        )


class _Statuses(dict[tuple[float | None, int | None, str | None], Status]):
    """The status of each way in which standings differ; there are far fewer than standings."""

    def __init__(self, now: Week) -> None:
        super().__init__()
        self._now = now

    def __missing__(self, state: tuple[float | None, int | None, str | None]) -> Status:
        confidence, unanswered, asked = state
        standing = Standing(
            key_result=KeyResultId(""),
            confidence=confidence,
            unanswered=unanswered or 0,
            asked=None if asked is None else Week.read(asked),
        )
        found = self[state] = status(standing, self._now)
        return found
