"""What people have made of a unit's cycle: its turns as rows, of which the last one says."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Column, ColumnElement, and_, func, or_, select

from dialogs.okr.cycle import Phase, Turn
from dialogs.okr.model import CycleId, PersonId, UnitId
from storage.base import table
from storage.columns import among
from storage.owner import owner
from storage.retro_tables import TurnRow
from storage.translation import AnyRow, Columns, key_results, objectives

turns: Final = table(TurnRow).c

TURN: Final[Columns] = (
    turns.unit,
    turns.cycle,
    turns.number,
    turns.phase,
    turns.at,
    turns.by,
    turns.reason,
)


def turn_from(row: AnyRow | tuple[Any, ...]) -> Turn:
    """Make a turn of the columns of TURN."""
    unit, cycle, number, phase, at, by, reason = row
    return Turn(UnitId(unit), CycleId(cycle), number, Phase(phase), at, PersonId(by), reason)


TURNED: Final[Columns] = (turns.number, turns.phase, turns.at)
"""What a cycle's phase depends on; all null where nobody has turned it."""


def turned_from(unit: UnitId, cycle: CycleId, row: AnyRow | tuple[Any, ...]) -> Turn | None:
    """Make a turn of the columns of TURNED, without who turned and why."""
    number, phase, at = row
    return None if number is None else Turn(unit, cycle, number, Phase(phase), at, PersonId(""))


def last_turn(
    organisation: Column[Any], unit: ColumnElement[Any], cycle: ColumnElement[Any]
) -> ColumnElement[bool]:
    """Say that a turn is the last one of a unit's cycle, to join it."""
    every = table(TurnRow).alias("every")
    last = (
        select(func.max(every.c.number))
        .where(
            every.c.organisation_id == organisation, every.c.unit == unit, every.c.cycle == cycle
        )
        .correlate_except(every)
        .scalar_subquery()
    )
    return and_(
        turns.organisation_id == organisation,
        turns.unit == unit,
        turns.cycle == cycle,
        turns.number == last,
    )


CLOSED: Final = (
    select(key_results.id, objectives.unit, objectives.cycle)
    .join_from(
        key_results.id.table,
        objectives.id.table,
        and_(
            objectives.organisation_id == key_results.organisation_id,
            objectives.id == key_results.objective,
        ),
    )
    .join(table(TurnRow), last_turn(objectives.organisation_id, objectives.unit, objectives.cycle))
    .where(
        key_results.organisation_id == owner(),
        among(key_results.id, "key_results"),
        or_(turns.phase == Phase.PLANNING.value, turns.phase == Phase.CLOSED.value),
    )
)
"""Those of the key results that take no answer, as people have turned their cycles."""


def is_shut(turned: Phase | None) -> bool:
    """Say whether a cycle takes no answer, as people have turned it."""
    return turned in {Phase.PLANNING, Phase.CLOSED}
