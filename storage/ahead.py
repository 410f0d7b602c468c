"""Days that cycles and retros set for a unit: cycles to open, and changes to ask about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from sqlalchemy import Select, and_, exists, func, or_, select

from dialogs.okr.cycle import Phase, midpoint
from dialogs.okr.model import UnitId
from dialogs.okr.retro import ChangeState
from storage.base import table
from storage.columns import among
from storage.part import Part, owner
from storage.retro_rows import changes, news, retros
from storage.retro_tables import ChangeRow, NewsRow, TurnRow
from storage.translation import CYCLE, cycle_from, cycles
from storage.turns import last_turn, turns


def _starts() -> Select[tuple[str, date]]:
    """The first days of cycles that people have put into planning, and not opened yet."""
    return (
        select(turns.unit, cycles.start)
        .join_from(
            table(TurnRow),
            cycles.id.table,
            and_(cycles.organisation_id == turns.organisation_id, cycles.id == turns.cycle),
        )
        .where(
            turns.organisation_id == owner(),
            turns.phase == Phase.PLANNING.value,
            last_turn(turns.organisation_id, turns.unit, turns.cycle),
        )
        .order_by(cycles.start)
    )


def _checks() -> Select[tuple[str, date]]:
    """First check days of agreed changes under way, with the cycles in which they are in force."""
    every = table(NewsRow).alias("every")
    last = (
        select(func.max(every.c.number))
        .where(every.c.organisation_id == changes.organisation_id, every.c.change == changes.id)
        .correlate(table(ChangeRow))
        .scalar_subquery()
    )
    over = or_(news.state == ChangeState.DONE.value, news.state == ChangeState.GIVEN_UP.value)
    return (
        select(changes.unit, changes.first_check, *CYCLE)
        .outerjoin_from(
            table(ChangeRow),
            cycles.id.table,
            and_(cycles.organisation_id == changes.organisation_id, cycles.id == changes.cycle),
        )
        .where(
            changes.organisation_id == owner(),
            changes.agreed,
            exists().where(
                retros.organisation_id == changes.organisation_id,
                retros.id == changes.retro,
                retros.published.is_not(None),
            ),
            ~exists().where(
                news.organisation_id == changes.organisation_id, news.number == last, over
            ),
        )
    )


_STARTS: Final = _starts()
_STARTS_OF: Final = _STARTS.where(among(turns.unit, "units"))
_CHECKS: Final = _checks()
_CHECKS_OF: Final = _CHECKS.where(among(changes.unit, "units"))

Days = Mapping[UnitId, tuple[date, ...]]


class Ahead(Part):
    """What lies ahead of units because somebody has said so; None: of all of them."""

    def openings(self, units: Collection[UnitId] | None = None) -> Days:
        """Return the first days of cycles that wait to be opened, by unit, the first one first."""
        rows = self._all(_STARTS) if units is None else self._all(_STARTS_OF, units=list(units))
        found: defaultdict[UnitId, set[date]] = defaultdict(set)
        for unit, start in rows:
            found[UnitId(unit)].add(start)
        return _sorted(found)

    def change_days(self, units: Collection[UnitId] | None = None) -> Days:
        """Return when agreed changes are asked about: on their first days, and at mid-cycle."""
        rows = self._all(_CHECKS) if units is None else self._all(_CHECKS_OF, units=list(units))
        found: defaultdict[UnitId, set[date]] = defaultdict(set)
        for unit, check, *cycle in rows:
            found[UnitId(unit)].add(check)
            if cycle[0] is not None:
                found[UnitId(unit)].add(midpoint(cycle_from(tuple(cycle))))
        return _sorted(found)


def _sorted(found: Mapping[UnitId, Collection[date]]) -> Days:
    return {unit: tuple(sorted(days)) for unit, days in found.items()}
