"""The organisation's chart: its units, who belongs to them and when they rest, kept in memory.

Every answer asks for some of it, and imports alone change it. Each import gives the chart a name in
the same transaction, one that no other has ever had. A transaction reads the name with the first
thing it looks up, and goes by the chart of that name to its end: whoever finds a name that is not
kept reads the chart anew. What is undone takes its name along, so that nobody finds it again.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from operator import itemgetter
from threading import Lock
from typing import Any, Final

from sqlalchemy import Connection, select

from dialogs.okr.model import (
    Break,
    Level,
    Membership,
    OrganisationId,
    PersonId,
    Role,
    Unit,
    UnitId,
)
from dialogs.okr.week import Week
from storage.looks import Looks
from storage.part import Part, owner
from storage.translation import (
    BREAK,
    MEMBERSHIP,
    UNIT_HERE,
    break_from,
    breaks,
    membership_from,
    memberships,
    organisations,
    unit_from,
    units,
)

MOST: Final = 64
"""Organisations whose charts are kept; a county's takes a few MiB."""

_CHARTED: Final = select(organisations.chart).where(organisations.id == owner())
_CHART: Final = Looks(
    _CHARTED,
    select(units.position, *UNIT_HERE).where(units.organisation_id == owner()),
    select(memberships.position, *MEMBERSHIP).where(memberships.organisation_id == owner()),
    select(*BREAK).where(breaks.organisation_id == owner()),
)
"""In one statement where others may write between two, so that all of it has one name."""

_DEPTH: Final = {level: depth for depth, level in enumerate(Level)}
_RANK: Final = {
    role: rank for rank, role in enumerate((Role.LEAD, Role.FACILITATOR, Role.ADMIN, Role.MEMBER))
}
_FRIDAY: Final = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Chart:
    """All units, memberships and breaks of an organisation, as one import has left them."""

    name: str
    units: Mapping[UnitId, Unit]
    """In the order in which they are shown."""
    places: Mapping[UnitId, int]
    """Where a unit stands in that order."""
    members: Mapping[UnitId, Sequence[tuple[int, Membership]]]
    """By unit and in the order in which they are shown, which the numbers tell."""
    roles: Mapping[PersonId, Sequence[Membership]]
    """By person, in the order of their units."""
    breaks: Sequence[Break]

    def above(self, unit: UnitId) -> Sequence[Unit]:
        """Return all above a unit, nearest first."""
        found: list[Unit] = []
        here = self.units.get(unit)
        while here is not None and here.parent is not None:
            here = self.units[here.parent]
            found.append(here)
        return found

    def members_of(self, units: Collection[UnitId]) -> Sequence[Membership]:
        """Return who belongs to any of the units, in the order in which they are shown."""
        found = [each for unit in dict.fromkeys(units) for each in self.members.get(unit, ())]
        return [member for _, member in sorted(found, key=itemgetter(0))]

    def home(self, person: PersonId) -> Sequence[tuple[Unit, Membership]]:
        """Return a person's units, the lowest first, each once with their weightiest role in it."""
        found: dict[UnitId, Membership] = {}
        for role in self.roles.get(person, ()):
            known = found.setdefault(role.unit, role)
            if _RANK[role.role] < _RANK[known.role]:
                found[role.unit] = role
        pairs = [(self.units[unit], role) for unit, role in found.items()]
        return sorted(pairs, key=lambda pair: -_DEPTH[pair[0].level])

    def resting(self, asked: Collection[UnitId], week: Week) -> frozenset[UnitId]:
        """Return which of the units, or what is above them, rest on all working days of a week."""
        friday = week.monday + _FRIDAY
        rest = {one.unit for one in self.breaks if one.first <= week.monday and one.last >= friday}
        if not rest:  # in most weeks
            return frozenset()
        if None in rest:
            return frozenset(asked)
        return frozenset(
            unit
            for unit in asked
            if unit in rest or any(above.id in rest for above in self.above(unit))
        )


NOTHING: Final = Chart("", {}, {}, {}, {}, ())
"""What is known of an organisation that there is not."""


class Charts:
    """The charts that a process has in memory; any thread may ask for one."""

    def __init__(self) -> None:
        self._kept: OrderedDict[OrganisationId, Chart] = OrderedDict()
        self._gate = Lock()

    def of(self, organisation: OrganisationId) -> Chart | None:
        """Return what is kept of an organisation; it may go by an older name."""
        with self._gate:
            if organisation in self._kept:
                self._kept.move_to_end(organisation)
            return self._kept.get(organisation)

    def keep(self, organisation: OrganisationId, chart: Chart) -> None:
        """Keep a chart, and let go of the one that nobody has asked for the longest."""
        with self._gate:
            self._kept[organisation] = chart
            self._kept.move_to_end(organisation)
            if len(self._kept) > MOST:
                self._kept.popitem(last=False)


class Charted(Part):
    """A part that knows the organisation's chart."""

    def __init__(
        self,
        connection: Connection,
        organisation: OrganisationId,
        charts: Charts | None = None,
        *,
        holds: bool = True,
    ) -> None:
        """Look into the charts that are kept, if any; see `Part`."""
        super().__init__(connection, organisation, holds=holds)
        self._charts = charts or Charts()

    @cached_property
    def _charted(self) -> str | None:
        """The name of the organisation's chart; None where there is no such organisation."""
        row = self._one(_CHARTED)
        return None if row is None else row.chart

    @cached_property
    def _chart(self) -> Chart:
        kept = self._charts.of(self._id)
        if kept is not None and kept.name == self._charted:
            return kept
        name, *found = self._together(_CHART)
        if not name:
            return NOTHING
        drawn = _chart_from(name[0][0], *found)
        self._charts.keep(self._id, drawn)
        return drawn


_Rows = Sequence[tuple[Any, ...]]


def _chart_from(name: str, places: _Rows, roles: _Rows, rests: _Rows) -> Chart:
    """Draw a chart of the rows of units, memberships and breaks, which come in any order."""
    in_order = [unit_from(row[1:]) for row in sorted(places, key=itemgetter(0, 1))]
    known = {unit.id: unit for unit in in_order}
    members: defaultdict[UnitId, list[tuple[int, Membership]]] = defaultdict(list)
    for number, row in enumerate(sorted(roles)):
        member = membership_from(row[1:])
        members[member.unit].append((number, member))
    of_person: defaultdict[PersonId, list[Membership]] = defaultdict(list)
    for unit in known:
        for _, member in members[unit]:
            of_person[member.person].append(member)
    return Chart(
        name=name,
        units=known,
        places={unit: place for place, unit in enumerate(known)},
        members=dict(members),
        roles=dict(of_person),
        breaks=[break_from(row) for row in rests],
    )
