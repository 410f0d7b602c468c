"""What a roll-up reads: the lines of a sum, answers of answers asked, and the picture's weeks.

Thousands of key results go through here at once, so a sum is found in the database and each of its
lines is one light row; titles are read for the few that are shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    CTE,
    ColumnElement,
    Double,
    FromClause,
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

_RUNNING: Final = among(objectives.cycle, "running")
_CYCLES: Final = select(*CYCLE).where(
    cycles.organisation_id == owner(),
    cycles.start <= bindparam("day"),
    cycles.end >= bindparam("day"),
)
_TOP: Final = select(units.id).where(units.organisation_id == owner(), units.parent.is_(None))


def _below() -> CTE:
    """The unit and all below it."""
    tree = (
        select(units.id)
        .where(units.organisation_id == owner(), units.id == bindparam("top"))
        .cte("tree", recursive=True)
    )
    return tree.union(
        select(units.id).where(units.organisation_id == owner(), units.parent == tree.c.id)
    )


def _aimed_at() -> FromClause:
    """Key results with their objectives."""
    return key_results.id.table.join(
        objectives.id.table,
        and_(
            objectives.organisation_id == key_results.organisation_id,
            objectives.id == key_results.objective,
        ),
    )


def _belonging() -> CTE:
    """The key results of a sum: those of the units, and step by step those that hang on them."""
    of_units = (
        select(key_results.id)
        .select_from(_aimed_at())
        .where(
            objectives.organisation_id == owner(),
            objectives.unit.in_(select(_below().c.id)),
            _RUNNING,
        )
        .cte("sum", recursive=True)
    )
    return of_units.union(
        select(key_results.id)
        .select_from(_aimed_at())
        .where(
            key_results.organisation_id == owner(),
            key_results.supports == of_units.c.id,
            _RUNNING,
        )
    )


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
        .select_from(
            _aimed_at().outerjoin(
                standings.key_result.table,
                and_(
                    standings.organisation_id == key_results.organisation_id,
                    standings.key_result == key_results.id,
                ),
            )
        )
        .where(key_results.organisation_id == owner(), *conditions)
    )


_ALL_LINES: Final = _lines(_RUNNING)
_LINES: Final = _lines(key_results.id.in_(select(_belonging().c.id)))
_COUNTS: Final = select(func.count(), func.count(_obligations.answered_at)).where(
    _obligations.organisation_id == owner(),
    # Each week by name, not as a span: then the index leads to the units in it.
    among(_obligations.week, "weeks"),
    _obligations.unit.in_(select(_below().c.id)),
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


class Sums(Part):
    """Many key results at once, as few columns as a sum needs."""

    def lines(self, unit: UnitId | None, on: date) -> Sequence[Line]:
        elapsed_of = {row.id: elapsed(cycle_from(row), on) for row in self._all(_CYCLES, day=on)}
        running = list(elapsed_of)
        if unit is None or self._is_everything(unit):
            rows = self._all(_ALL_LINES, running=running)
        else:
            rows = self._all(_LINES, top=unit, running=running)
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

    def _is_everything(self, unit: UnitId) -> bool:
        """Say whether all units stand below one, so that its sum need not be looked for."""
        return [top for (top,) in self._all(_TOP)] == [unit]

    def counts(self, unit: UnitId, weeks: tuple[Week, Week]) -> Counts:
        first, last = weeks
        named = [str(first.plus(later)) for later in range(last.since(first) + 1)]
        row = self._one(_COUNTS, top=unit, weeks=named)
        return Counts(0, 0) if row is None else Counts(*row)

    def trend(
        self, key_results: Collection[KeyResultId], weeks: tuple[Week, Week]
    ) -> Sequence[WeekPoint]:
        first, last = weeks
        rows = self._all(_TREND, key_results=list(key_results), until=last)
        steps: defaultdict[Week, list[tuple[Any, ...]]] = defaultdict(list)
        for week, *step in rows:
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
