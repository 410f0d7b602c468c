"""The cycles of units: which there are, what people have made of each, and what is wanted in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import Select, and_, bindparam, func, select, union
from sqlalchemy.dialects.postgresql import insert

from dialogs.okr.cycle import Life, Turn
from dialogs.okr.model import Cycle, CycleId, KeyResultId, ObjectiveId, UnitId
from dialogs.retros import Aims, Taken
from storage.columns import among
from storage.errors import TakenMeanwhileError
from storage.part import owner
from storage.retro_tables import TurnRow
from storage.revision import Revised
from storage.tables import CycleRow, KeyResultRow, ObjectiveRow, table
from storage.translation import (
    CYCLE,
    KEY_RESULT,
    OBJECTIVE,
    cycle_from,
    cycles,
    key_result_from,
    key_results,
    objective_from,
    objectives,
)
from storage.turns import TURN, last_turn, turn_from, turns
from storage.writing import cycle_rows, key_result_row

_CYCLES: Final = (
    select(*CYCLE).where(cycles.organisation_id == owner()).order_by(cycles.start, cycles.id)
)


def _lives() -> Select[*tuple[Any, ...]]:
    lived = union(
        select(objectives.unit.label("unit"), objectives.cycle.label("cycle")).where(
            objectives.organisation_id == owner(), among(objectives.unit, "units")
        ),
        select(turns.unit, turns.cycle).where(
            turns.organisation_id == owner(), among(turns.unit, "units")
        ),
    ).subquery("lived")
    return (
        select(lived.c.unit, *CYCLE, *TURN)
        .join_from(lived, cycles.id.table, cycles.id == lived.c.cycle)
        .outerjoin(table(TurnRow), last_turn(cycles.organisation_id, lived.c.unit, lived.c.cycle))
        .where(cycles.organisation_id == owner())
        .order_by(cycles.start, cycles.id)
    )


_LIVES: Final = _lives()
_END_OF_CYCLE: Final = 1 + len(CYCLE)
_TURNS: Final = (
    select(*TURN)
    .where(
        turns.organisation_id == owner(),
        turns.unit == bindparam("of_unit"),
        turns.cycle == bindparam("of_cycle"),
    )
    .order_by(turns.number)
)
_WANTED: Final = (
    objectives.organisation_id == owner(),
    objectives.unit == bindparam("of_unit"),
    objectives.cycle == bindparam("of_cycle"),
)
_OBJECTIVES: Final = select(*OBJECTIVE).where(*_WANTED).order_by(objectives.place, objectives.id)
_JOINED_OBJECTIVE: Final = and_(
    objectives.organisation_id == key_results.organisation_id,
    objectives.id == key_results.objective,
)
_KEY_RESULTS: Final = (
    select(*KEY_RESULT)
    .join_from(key_results.id.table, objectives.id.table, _JOINED_OBJECTIVE)
    .where(*_WANTED)
    .order_by(objectives.place, objectives.id, key_results.place, key_results.id)
)
_HOLD: Final = (
    select(key_results.id)
    .join_from(key_results.id.table, objectives.id.table, _JOINED_OBJECTIVE)
    .where(*_WANTED)
    .order_by(key_results.id)
    .with_for_update(key_share=True, of=key_results.id.table)
)
_TAKEN: Final = (
    select(objectives.id).where(
        objectives.organisation_id == owner(), among(objectives.id, "names")
    ),
    select(key_results.id).where(
        key_results.organisation_id == owner(), among(key_results.id, "names")
    ),
)
_LAST_PLACES: Final = (
    select(func.coalesce(func.max(cycles.position), 0)).where(cycles.organisation_id == owner()),
    select(func.coalesce(func.max(objectives.place), 0)).where(
        objectives.organisation_id == owner()
    ),
    select(func.coalesce(func.max(key_results.place), 0)).where(
        key_results.organisation_id == owner()
    ),
)
_TURN: Final = insert(table(TurnRow)).on_conflict_do_nothing()
_BEGIN: Final = insert(table(CycleRow)).on_conflict_do_nothing()
_AIM: Final = insert(table(ObjectiveRow)).on_conflict_do_nothing()
_MEASURE: Final = insert(table(KeyResultRow)).on_conflict_do_nothing()


class Lives(Revised):
    """Cycles are begun, turned and carried over; nothing of them is ever taken away."""

    def cycles(self) -> Sequence[Cycle]:
        return [cycle_from(row) for row in self._all(_CYCLES)]

    def lives(self, units: Collection[UnitId]) -> Mapping[UnitId, Sequence[Life]]:
        found: defaultdict[str, list[Life]] = defaultdict(list)
        for row in self._all(_LIVES, units=list(units)):
            turned = None if row[_END_OF_CYCLE] is None else turn_from(row[_END_OF_CYCLE:])
            found[row[0]].append(Life(cycle_from(row[1:_END_OF_CYCLE]), turned))
        return {unit: found.get(unit, []) for unit in units}

    def turns(self, unit: UnitId, cycle: CycleId) -> Sequence[Turn]:
        return [turn_from(row) for row in self._all(_TURNS, of_unit=unit, of_cycle=cycle)]

    def turn(self, turn: Turn) -> None:
        self._move_on()
        if self._has_rivals:
            # In the order of their ids, as whoever answers holds them: so the two cannot wait for
            # each other, and whoever comes second sees what the first one has done.
            self._all(_HOLD, of_unit=turn.unit, of_cycle=turn.cycle)
        self._answerable.clear()
        if self._insert(_TURN, [asdict(turn) | {"phase": turn.phase.value}]) == 0:
            raise TakenMeanwhileError("somebody else has turned the cycle meanwhile")

    def aims(self, unit: UnitId, cycle: CycleId) -> Aims:
        about = {"of_unit": unit, "of_cycle": cycle}
        return Aims(
            objectives=[objective_from(row) for row in self._all(_OBJECTIVES, **about)],
            key_results=[key_result_from(row) for row in self._all(_KEY_RESULTS, **about)],
        )

    def taken(
        self, objectives: Collection[ObjectiveId], key_results: Collection[KeyResultId]
    ) -> Taken:
        of_objectives = self._all(_TAKEN[0], names=list(objectives))
        of_key_results = self._all(_TAKEN[1], names=list(key_results))
        return Taken(
            frozenset(ObjectiveId(name) for (name,) in of_objectives),
            frozenset(KeyResultId(name) for (name,) in of_key_results),
        )

    def begin_cycle(self, cycle: Cycle) -> None:
        self._move_on()  # first, so that those who count places come one by one
        last = self._last_place(_LAST_PLACES[0])
        self._insert(_BEGIN, [row | {"position": last + 1} for row in cycle_rows([cycle])])

    def carry_over(self, aims: Aims) -> None:
        self._move_on()
        last = self._last_place(_LAST_PLACES[1])
        rows = [
            asdict(one) | {"place": last + number}
            for number, one in enumerate(aims.objectives, start=1)
        ]
        self._insert(_AIM, rows)
        last = self._last_place(_LAST_PLACES[2])
        rows = [
            key_result_row(one) | {"position": one.position, "place": last + number}
            for number, one in enumerate(aims.key_results, start=1)
        ]
        self._insert(_MEASURE, rows)

    def _last_place(self, statement: Any) -> int:  # noqa: ANN401 - a statement of one number
        ((place,),) = self._all(statement)
        return int(place)
