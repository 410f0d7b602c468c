"""What an organisation wants: key results with all that surrounds them, and tasks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, Select, and_, bindparam, select, union_all

from dialogs.okr.model import Cycle, KeyResultId, Objective, PersonId, Task, Unit, UnitId
from dialogs.okr.week import Week
from dialogs.ports import Goal, WeekGoal
from storage.columns import among
from storage.part import Part, owner
from storage.tables import ObligationRow, table
from storage.translation import (
    CYCLE,
    KEY_RESULT,
    OBJECTIVE,
    STANDING,
    TASK,
    UNIT_HERE,
    AnyRow,
    cycle_from,
    cycles,
    key_result_from,
    key_results,
    objective_from,
    objectives,
    standing_from,
    standings,
    task_from,
    tasks,
    unit_from,
    units,
)

_obligations: Final = table(ObligationRow).c

CORE: Final = (*KEY_RESULT, *STANDING)
AROUND: Final = (*OBJECTIVE, *CYCLE, *UNIT_HERE)
_END_OF_KEY_RESULT: Final = len(KEY_RESULT)
_END_OF_OBJECTIVE: Final = len(OBJECTIVE)
_END_OF_CYCLE: Final = _END_OF_OBJECTIVE + len(CYCLE)


def _aims() -> FromClause:
    """Objectives with their cycles and units; the organisation travels along in each join."""
    return objectives.id.table.join(
        cycles.id.table,
        and_(cycles.organisation_id == objectives.organisation_id, cycles.id == objectives.cycle),
    ).join(
        units.id.table,
        and_(units.organisation_id == objectives.organisation_id, units.id == objectives.unit),
    )


def _with_key_results(aims: FromClause) -> FromClause:
    return aims.join(
        key_results.id.table,
        and_(
            key_results.organisation_id == objectives.organisation_id,
            key_results.objective == objectives.id,
        ),
    ).outerjoin(
        standings.key_result.table,
        and_(
            standings.organisation_id == key_results.organisation_id,
            standings.key_result == key_results.id,
        ),
    )


_RUNNING: Final = and_(cycles.start <= bindparam("day"), cycles.end >= bindparam("day"))
_SHEET_ORDER: Final = (
    units.position,
    objectives.place,
    objectives.id,
    key_results.place,
    key_results.id,
)


def _goals(*conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(*CORE, *AROUND)
        .select_from(_with_key_results(_aims()))
        .where(key_results.organisation_id == owner(), *conditions)
        .order_by(*_SHEET_ORDER)
    )


# The objectives are found first: SQLite, which keeps no count of rows, would begin with all the
# key results of the organisation and look at each one's objective.
_AIMS_OF_UNITS: Final = select(objectives.id).where(
    objectives.organisation_id == owner(), among(objectives.unit, "units")
)
_OF_UNITS: Final = _goals(_RUNNING, key_results.objective.in_(_AIMS_OF_UNITS))
_BY_ID: Final = _goals(among(key_results.id, "key_results"))
_OWNED: Final = _goals(_RUNNING, key_results.owner == bindparam("person"))
_OBLIGATION: Final = and_(
    _obligations.organisation_id == key_results.organisation_id,
    _obligations.key_result == key_results.id,
    _obligations.week == bindparam("of_week"),
)


def _running(
    column: ColumnElement[str], *conditions: ColumnElement[bool]
) -> Select[*tuple[Any, ...]]:
    return (
        select(column)
        .join_from(
            key_results.id.table,
            objectives.id.table,
            and_(
                objectives.organisation_id == key_results.organisation_id,
                objectives.id == key_results.objective,
            ),
        )
        .join(
            cycles.id.table,
            and_(
                cycles.organisation_id == objectives.organisation_id,
                cycles.id == objectives.cycle,
            ),
        )
        .where(key_results.organisation_id == owner(), _RUNNING, *conditions)
    )


def _in_week() -> ColumnElement[bool]:
    """The key results of units and owners, and what these units, or the owned ones', were asked."""
    owned = among(key_results.owner, "owners")
    asked = select(_obligations.key_result).where(
        _obligations.organisation_id == owner(), _obligations.week == bindparam("of_week")
    )
    return key_results.id.in_(
        union_all(
            _running(key_results.id, key_results.objective.in_(_AIMS_OF_UNITS)),
            _running(key_results.id, owned),
            asked.where(among(_obligations.unit, "units")),
            asked.where(_obligations.unit.in_(_running(objectives.unit, owned))),
        )
    )


_IN_WEEK: Final = (
    select(*CORE, *AROUND, _obligations.unit.label("asked_in"))
    .select_from(_with_key_results(_aims()).outerjoin(_obligations.unit.table, _OBLIGATION))
    .where(key_results.organisation_id == owner(), _in_week())
    .order_by(*_SHEET_ORDER)
)
_HOLD_IN_WEEK: Final = (
    select(key_results.id)
    .where(key_results.organisation_id == owner(), _in_week())
    .order_by(key_results.id)
    .with_for_update(key_share=True)
)
_TASKS: Final = (
    select(*TASK)
    .where(tasks.organisation_id == owner(), among(tasks.unit, "units"))
    .order_by(tasks.position, tasks.id)
)


@dataclass(frozen=True, slots=True)
class _Around:
    """What the key results of one objective have in common."""

    objective: Objective
    cycle: Cycle
    unit: Unit


def _around_from(row: AnyRow | tuple[Any, ...]) -> _Around:
    return _Around(
        objective=objective_from(row[:_END_OF_OBJECTIVE]),
        cycle=cycle_from(row[_END_OF_OBJECTIVE:_END_OF_CYCLE]),
        unit=unit_from(row[_END_OF_CYCLE:]),
    )


class Goals(Part):
    """Key results and tasks, as the flows read them."""

    def goals(self, units: Collection[UnitId], on: date) -> Sequence[Goal]:
        return _assembled(self._all(_OF_UNITS, units=list(units), day=on))

    def goals_by_id(self, key_results: Collection[KeyResultId]) -> Sequence[Goal]:
        return _assembled(self._all(_BY_ID, key_results=list(key_results)))

    def goals_owned(self, person: PersonId, on: date) -> Sequence[Goal]:
        return _assembled(self._all(_OWNED, person=person, day=on))

    def goals_in_week(
        self,
        units: Collection[UnitId],
        owners: Collection[PersonId],
        on: date,
        week: Week,
        *,
        hold: bool = False,
    ) -> Sequence[WeekGoal]:
        about = {"units": list(units), "owners": list(owners), "day": on, "of_week": week}
        held = None
        if hold and self._has_rivals:
            # Before they are read, since whoever is waited for moves them; in the order of their
            # ids, so that two transactions cannot wait for each other.
            held = {name for (name,) in self._all(_HOLD_IN_WEEK, **about)}
        rows = self._all(_IN_WEEK, **about)
        if held is not None:
            # What has come in between is held by nobody, and left for the next time.
            rows = [row for row in rows if row[0] in held]
        goals = _assembled(row[:-1] for row in rows)
        return [WeekGoal(goal, row[-1]) for goal, row in zip(goals, rows, strict=True)]

    def tasks(self, units: Collection[UnitId]) -> Sequence[Task]:
        return [task_from(row) for row in self._all(_TASKS, units=list(units))]


def _assembled(rows: Iterable[AnyRow | tuple[Any, ...]]) -> list[Goal]:
    known: dict[str, _Around] = {}
    found: list[Goal] = []
    width = len(CORE)
    for row in rows:
        around = known.get(row[1])
        if around is None:
            around = known[row[1]] = _around_from(row[width:])
        key_result = key_result_from(row[:_END_OF_KEY_RESULT])
        found.append(
            Goal(
                key_result=key_result,
                objective=around.objective,
                cycle=around.cycle,
                unit=around.unit,
                standing=standing_from(key_result.id, row[_END_OF_KEY_RESULT:width]),
            )
        )
    return found
