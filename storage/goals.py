"""What an organisation wants: key results with all that surrounds them, and tasks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Executable,
    FromClause,
    Select,
    and_,
    bindparam,
    func,
    select,
    union_all,
)

from dialogs.okr.cycle import Life, Phase, Turn, phases
from dialogs.okr.model import Cycle, CycleId, KeyResultId, Objective, PersonId, Task, Unit, UnitId
from dialogs.okr.week import Week
from dialogs.ports import Goal, WeekGoal
from storage.chart import Charted
from storage.columns import among
from storage.cycles import Lives
from storage.part import owner
from storage.prepared import Record
from storage.retro_tables import TurnRow
from storage.tables import ObligationRow, table
from storage.translation import (
    CYCLE,
    KEY_RESULT,
    OBJECTIVE,
    STANDING,
    TASK,
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
    units,
)
from storage.turns import TURNED, is_shut, last_turn, turned_from

_obligations: Final = table(ObligationRow).c

CORE: Final = (*KEY_RESULT, *STANDING)
AROUND: Final = (*OBJECTIVE, *CYCLE, *TURNED)
_WIDTH: Final = len(CORE) + len(AROUND)
_END_OF_KEY_RESULT: Final = len(KEY_RESULT)
_END_OF_OBJECTIVE: Final = len(OBJECTIVE)
_END_OF_CYCLE: Final = _END_OF_OBJECTIVE + len(CYCLE)
_UNIT: Final = len(CORE) + OBJECTIVE.index(objectives.unit)


def _aims() -> FromClause:
    """Objectives with their cycles; the organisation travels along in each join."""
    return objectives.id.table.join(
        cycles.id.table,
        and_(cycles.organisation_id == objectives.organisation_id, cycles.id == objectives.cycle),
    ).outerjoin(
        table(TurnRow),
        last_turn(objectives.organisation_id, objectives.unit, objectives.cycle),
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
    objectives.place,
    objectives.id,
    key_results.place,
    key_results.id,
)


def _goals(
    *conditions: ColumnElement[bool], more: Sequence[ColumnElement[Any]] = ()
) -> Select[*tuple[Any, ...]]:
    return (
        select(*CORE, *AROUND, *more)
        .select_from(_with_key_results(_aims()))
        .where(key_results.organisation_id == owner(), *conditions)
        .order_by(*_SHEET_ORDER)
    )


# The objectives are found first: SQLite, which keeps no count of rows, would begin with all the
# key results of the organisation and look at each one's objective.
_AIMS_OF_UNITS: Final = select(objectives.id).where(
    objectives.organisation_id == owner(), among(objectives.unit, "units")
)
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


def _turned(which: Callable[[ColumnElement[Any]], ColumnElement[bool]]) -> Any:  # noqa: ANN401 - a subquery in a column's place
    """How many running cycles people have turned in units, with key results there or without."""
    turned, running = table(TurnRow).alias("turned"), cycles.id.table.alias("running")
    return (
        select(func.count())
        .select_from(turned)
        .join(
            running,
            and_(
                running.c.organisation_id == turned.c.organisation_id,
                running.c.id == turned.c.cycle,
            ),
        )
        .where(
            turned.c.organisation_id == owner(),
            which(turned.c.unit),
            turned.c.number == 1,  # of each cycle once
            running.c.start <= bindparam("day"),
            running.c.end >= bindparam("day"),
        )
        .correlate(None)
        .scalar_subquery()
        .label("turned_cycles")
    )


_TURNED_IN_UNITS: Final = _turned(lambda unit: among(unit, "units"))
_OF_UNITS: Final = _goals(
    _RUNNING, key_results.objective.in_(_AIMS_OF_UNITS), more=[_TURNED_IN_UNITS]
)
_BY_ID: Final = _goals(among(key_results.id, "key_results"))
_OF_OWNER: Final = key_results.owner == bindparam("person")
_OWNED: Final = _goals(
    _RUNNING, _OF_OWNER, more=[_turned(lambda unit: unit.in_(_running(objectives.unit, _OF_OWNER)))]
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
    select(
        *(*CORE, *AROUND),
        _obligations.unit.label("asked_in"),
        _turned(
            lambda unit: unit.in_(
                union_all(
                    select(units.id).where(
                        units.organisation_id == owner(), among(units.id, "units")
                    ),
                    _running(objectives.unit, among(key_results.owner, "owners")),
                )
            )
        ),
    )
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
    turn: Turn | None


_Lives = Mapping[UnitId, Mapping[CycleId, Life]]
_Place = tuple[UnitId, CycleId]


def _around_from(row: AnyRow | tuple[Any, ...], units: Mapping[UnitId, Unit]) -> _Around:
    objective = objective_from(row[:_END_OF_OBJECTIVE])
    return _Around(
        objective=objective,
        cycle=cycle_from(row[_END_OF_OBJECTIVE:_END_OF_CYCLE]),
        unit=units[objective.unit],
        turn=turned_from(objective.unit, objective.cycle, row[_END_OF_CYCLE:]),
    )


class Goals(Charted, Lives):
    """Key results and tasks, as the flows read them."""

    def goals(self, units: Collection[UnitId], on: date) -> Sequence[Goal]:
        rows = self._found(_OF_UNITS, units=list(units), day=on)
        goals, lives = self._assembled(rows)
        active = self._active(lives, units, rows, on)
        return [goal for goal in goals if (goal.unit.id, goal.cycle.id) in active]

    def goals_by_id(self, key_results: Collection[KeyResultId]) -> Sequence[Goal]:
        return self._assembled(self._found(_BY_ID, key_results=list(key_results)))[0]

    def goals_owned(self, person: PersonId, on: date) -> Sequence[Goal]:
        rows = self._found(_OWNED, person=person, day=on)
        goals, lives = self._assembled(rows)
        active = self._active(lives, lives.keys(), rows, on)
        return [goal for goal in goals if (goal.unit.id, goal.cycle.id) in active]

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
            self._held |= held
        rows = self._found(_IN_WEEK, **about)
        if held is not None:
            # What has come in between is held by nobody, and left for the next time.
            rows = [row for row in rows if row[0] in held]
        goals, lives = self._assembled(rows)
        theirs = {goal.unit.id for goal in goals if goal.key_result.owner in owners}
        active = self._active(lives, theirs.union(units), rows, on)
        found = [WeekGoal(goal, row[_WIDTH]) for goal, row in zip(goals, rows, strict=True)]
        return [
            one
            for one in found
            if one.asked_in is not None or (one.goal.unit.id, one.goal.cycle.id) in active
        ]

    def tasks(self, units: Collection[UnitId]) -> Sequence[Task]:
        return [task_from(row) for row in self._all(_TASKS, units=list(units))]

    def _found(self, statement: Executable, **about: Any) -> Sequence[Record]:  # noqa: ANN401 - a column's own
        """Look up goals, in the order in which they are shown."""
        places = self._chart.places
        # A unit that has come since the chart was drawn is left for the next time.
        rows = [row for row in self._all(statement, **about) if row[_UNIT] in places]
        return sorted(rows, key=lambda row: places[row[_UNIT]])

    def _assembled(self, rows: Sequence[AnyRow | tuple[Any, ...]]) -> tuple[list[Goal], _Lives]:
        """Make goals of rows; and the lives of their cycles, by unit."""
        known: dict[str, _Around] = {}
        found: list[Goal] = []
        lives: defaultdict[UnitId, dict[CycleId, Life]] = defaultdict(dict)
        core, units = len(CORE), self._chart.units
        for row in rows:
            around = known.get(row[1])
            if around is None:
                around = known[row[1]] = _around_from(row[core:_WIDTH], units)
                lives[around.unit.id][around.cycle.id] = Life(around.cycle, around.turn)
            key_result = key_result_from(row[:_END_OF_KEY_RESULT])
            found.append(
                Goal(
                    key_result=key_result,
                    objective=around.objective,
                    cycle=around.cycle,
                    unit=around.unit,
                    standing=standing_from(key_result.id, row[_END_OF_KEY_RESULT:core]),
                    turned=None if around.turn is None else around.turn.phase,
                )
            )
        if self._holds and not self._has_rivals:
            self._answerable.update(
                goal.key_result.id for goal in found if not is_shut(goal.turned)
            )
        return found, lives

    def _active(
        self, lives: _Lives, counted: Collection[UnitId], rows: Sequence[AnyRow], on: date
    ) -> Collection[_Place]:
        """Return where units are asked on a day: those of their cycles that are active then.

        A cycle without a key result is in no row, and yet it may take the place of another. Where
        the units have turned more cycles than the rows tell of, all their lives are looked up. One
        that nobody has turned is not looked for: an import refuses two that overlap.
        """
        if not rows:
            return ()
        told = sum(
            life.turn is not None and life.cycle.start <= on <= life.cycle.end
            for unit in counted
            for life in lives.get(unit, {}).values()
        )
        all_of_them: Mapping[UnitId, Collection[Life]]
        if told == rows[0][-1]:
            all_of_them = {unit: [*by_cycle.values()] for unit, by_cycle in lives.items()}
        else:
            all_of_them = self.lives(list(lives))
        return {
            (unit, cycle)
            for unit, some in all_of_them.items()
            for cycle, phase in phases([*some], on).items()
            if phase is Phase.ACTIVE
        }
