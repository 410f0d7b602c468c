"""What recurs in an organisation: rules, hours and free days, each filled in from further up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cached_property
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, bindparam, select, union

from dialogs.okr.cadence import BeforeMeetings, CycleWorkday, Rule
from dialogs.okr.hours import Span
from dialogs.okr.model import ForumId, Level, Unit, UnitId
from dialogs.okr.rhythm import (
    CHANGES_AT,
    OPENING_BEFORE,
    RETRO_AT,
    asking_hour,
    asking_rule,
    digest_hour,
    digest_rule,
    retro_before,
)
from dialogs.ports import Plan, Schedule, ScheduleKind
from storage.ahead import Ahead
from storage.calendars import Calendars
from storage.columns import among
from storage.errors import UnknownOrganisationError
from storage.part import owner
from storage.revision import REVISION
from storage.translation import (
    BREAK,
    FORUM,
    MEETING,
    UNIT_HERE,
    ZONE_HERE,
    AnyRow,
    break_from,
    breaks,
    cycles,
    forum_from,
    forums,
    key_results,
    meeting_from,
    meetings,
    memberships,
    objectives,
    people,
    unit_from,
    units,
)

_JOINED_OBJECTIVE: Final = and_(
    objectives.organisation_id == key_results.organisation_id,
    objectives.id == key_results.objective,
)
_UNITS: Final = (
    select(*UNIT_HERE, units.since)
    .where(units.organisation_id == owner())
    .order_by(units.position, units.id)
)
_UNIT: Final = select(*UNIT_HERE, units.since).where(
    units.organisation_id == owner(), units.id == bindparam("unit")
)
_WITH_KEY_RESULTS: Final = (
    select(objectives.unit)
    .join_from(objectives.id.table, key_results.id.table, _JOINED_OBJECTIVE)
    .where(objectives.organisation_id == owner())
    .distinct()
)


def _forums(*conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(*FORUM, units.level, units.zone_here, units.holidays_here, forums.since)
        .join_from(
            forums.id.table,
            units.id.table,
            and_(units.organisation_id == forums.organisation_id, units.id == forums.unit),
        )
        .where(forums.organisation_id == owner(), *conditions)
        .order_by(forums.position, forums.id)
    )


_FORUMS: Final = _forums()
_FORUM: Final = _forums(forums.id == bindparam("forum"))


def _zones(*, one: bool) -> Select[*tuple[Any, ...]]:
    """The zones in which people are, by the units that ask them; who is gone is not asked."""
    members = (
        select(memberships.unit.label("unit"), ZONE_HERE.label("zone"))
        .join_from(
            memberships.person.table,
            people.id.table,
            and_(
                people.organisation_id == memberships.organisation_id,
                people.id == memberships.person,
            ),
        )
        .where(
            memberships.organisation_id == owner(),
            ZONE_HERE.is_not(None),
            people.gone_since.is_(None),
        )
    )
    owners = (
        select(objectives.unit.label("unit"), ZONE_HERE.label("zone"))
        .join_from(objectives.id.table, key_results.id.table, _JOINED_OBJECTIVE)
        .join(
            people.id.table,
            and_(
                people.organisation_id == key_results.organisation_id,
                people.id == key_results.owner,
            ),
        )
        .where(
            objectives.organisation_id == owner(),
            ZONE_HERE.is_not(None),
            people.gone_since.is_(None),
        )
    )
    if one:
        # A column that the key does not have, or SQLite would read through the whole of that.
        members = members.where(among(memberships.unit, "units"), memberships.position > 0)
        # The objectives are found first, as in `storage.goals`.
        aims = select(objectives.id).where(
            objectives.organisation_id == owner(), among(objectives.unit, "units")
        )
        owners = owners.where(key_results.objective.in_(aims))
    both = union(members, owners).subquery("both")
    return select(both.c.unit, both.c.zone)


_ZONES: Final = _zones(one=False)
_ZONES_OF: Final = _zones(one=True)
_BREAKS: Final = (
    select(*BREAK).where(breaks.organisation_id == owner()).order_by(breaks.first, breaks.last)
)
_ENDS: Final = (
    select(cycles.end).where(cycles.organisation_id == owner()).distinct().order_by(cycles.end)
)
_JOINED_CYCLE: Final = and_(
    cycles.organisation_id == objectives.organisation_id, cycles.id == objectives.cycle
)
_ENDS_OF_UNITS: Final = (
    select(objectives.unit, cycles.end)
    .join_from(objectives.id.table, cycles.id.table, _JOINED_CYCLE)
    .where(objectives.organisation_id == owner())
    .distinct()
    .order_by(cycles.end)
)
_ENDS_OF_UNIT: Final = _ENDS_OF_UNITS.where(objectives.unit == bindparam("unit"))
_MEETINGS: Final = (
    select(*MEETING).where(meetings.organisation_id == owner()).order_by(meetings.day)
)
_MEETINGS_OF_UNITS: Final = (
    select(forums.unit, meetings.day)
    .join_from(
        forums.id.table,
        meetings.day.table,
        and_(meetings.organisation_id == forums.organisation_id, meetings.forum == forums.id),
    )
    .where(forums.organisation_id == owner())
    .distinct()
    .order_by(meetings.day)
)
_PARENTS: Final = select(units.id, units.parent).where(
    units.organisation_id == owner(), units.parent.is_not(None)
)
_PARENT: Final = select(units.parent).where(
    units.organisation_id == owner(), units.id == bindparam("unit")
)

_ON_DAYS: Final[Mapping[ScheduleKind, tuple[Callable[[Unit], int], time]]] = {
    ScheduleKind.RETRO: (retro_before, RETRO_AT),
    ScheduleKind.OPENING: (lambda _: OPENING_BEFORE, RETRO_AT),
    ScheduleKind.CHANGES: (lambda _: 0, CHANGES_AT),
}
"""So many working days before the days that a unit's schedule goes by, and the hour."""


@dataclass(frozen=True, slots=True)
class _Around:
    """What schedules are filled in with, read once for all of them."""

    breaks: Mapping[UnitId | None, Sequence[Span]]
    """By the unit that they are set on; None: the whole organisation's."""
    parents: Mapping[UnitId, UnitId]
    ends: tuple[date, ...]
    meetings_of_unit: Mapping[UnitId, tuple[date, ...]]
    known: dict[UnitId | None, tuple[Span, ...]] = field(default_factory=dict)
    """The breaks of the units that have been asked about so far."""

    def breaks_in(self, unit: UnitId | None) -> tuple[Span, ...]:
        """Return the days on which a unit is left alone, oldest first; None: everybody is."""
        if unit not in self.known:
            own = self.breaks.get(unit, ())
            above = () if unit is None else self.breaks_in(self.parents.get(unit))
            # Most units have none of their own, and share those of the one above.
            self.known[unit] = tuple(sorted((*above, *own), key=_by_days)) if own else above
        return self.known[unit]

    def filled(self, rule: Rule, unit: UnitId) -> Rule:
        """Return a unit's rule with the dates that it goes by."""
        match rule:
            case CycleWorkday():
                return replace(rule, ends=self.ends)
            case BeforeMeetings():
                # Whoever sets such a rule for all below means their own meetings.
                near = (self.meetings_of_unit.get(each, ()) for each in self._upwards(unit))
                return replace(rule, meetings=next(filter(None, near), ()))
            case _:
                return rule

    def _upwards(self, unit: UnitId) -> Iterable[UnitId]:
        here: UnitId | None = unit
        while here is not None:
            yield here
            here = self.parents.get(here)


class Recurring(Calendars, Ahead):
    """One organisation's rhythm in one transaction."""

    def plan(self) -> Plan:
        """Return what recurs: units with key results, cycles or agreed changes, and all forums."""
        organisation = self._one(REVISION)
        if organisation is None:
            raise UnknownOrganisationError(f"there is no organisation {self._id!r}")
        found = [(unit_from(row[:-1]), row.since) for row in self._all(_UNITS)]
        asked = {unit for (unit,) in self._all(_WITH_KEY_RESULTS)}
        days = {
            ScheduleKind.RETRO: _by_unit(self._all(_ENDS_OF_UNITS)),
            ScheduleKind.OPENING: self.openings(),
            ScheduleKind.CHANGES: self.change_days(),
        }
        zones = _by_unit(self._all(_ZONES))
        around = self._around(unit for unit, _ in found)
        meeting_days: defaultdict[str, list[date]] = defaultdict(list)
        for one in map(meeting_from, self._all(_MEETINGS)):
            meeting_days[one.forum].append(one.day)
        schedules = [
            *(
                self._asking(unit, since, zones.get(unit.id, ()), around)
                for unit, since in found
                if unit.id in asked
            ),
            *(
                self._digest(row, meeting_days.get(row.id, ()), around)
                for row in self._all(_FORUMS)
            ),
            *(
                self._on_days(kind, unit, since, days_of[unit.id], around)
                for kind, days_of in days.items()
                for unit, since in found
                if unit.id in days_of
            ),
        ]
        return Plan(self._id, organisation.revision, tuple(schedules))

    def schedule(self, kind: ScheduleKind, subject: str) -> Schedule | None:
        if kind is ScheduleKind.DIGEST:
            row = self._one(_FORUM, forum=subject)
            if row is None:
                return None
            around = self._around((), below=UnitId(row.unit))
            return self._digest(row, self.meetings(ForumId(subject)), around)
        row = self._one(_UNIT, unit=subject)
        if row is None:
            return None
        unit = unit_from(row[:-1])
        around = self._around((unit,), below=unit.id)
        if kind is ScheduleKind.ASKING:
            zones = _by_unit(self._all(_ZONES_OF, units=[subject]))
            return self._asking(unit, row.since, zones.get(unit.id, ()), around)
        days = self._days(kind, unit.id)
        return self._on_days(kind, unit, row.since, days, around)

    def _days(self, kind: ScheduleKind, unit: UnitId) -> Iterable[date]:
        """Return the days that a unit's schedule goes by, the first one first."""
        if kind is ScheduleKind.RETRO:
            return _by_unit(self._all(_ENDS_OF_UNIT, unit=unit)).get(unit, ())
        found = self.openings if kind is ScheduleKind.OPENING else self.change_days
        return found([unit]).get(unit, ())

    def _asking(
        self, unit: Unit, since: datetime | None, zones: Iterable[str], around: _Around
    ) -> Schedule:
        zone = unit.zone or "UTC"
        return Schedule(
            organisation=self._id,
            subject=unit.id,
            kind=ScheduleKind.ASKING,
            rule=around.filled(asking_rule(unit), unit.id),
            at=asking_hour(unit),
            zone=zone,
            country=unit.holidays or "",
            breaks=around.breaks_in(unit.id),
            zones=frozenset(zones) - {zone},
            since=since,
        )

    def _digest(self, row: AnyRow, days: Iterable[date], around: _Around) -> Schedule:
        forum = forum_from(row[: len(FORUM)])
        rule = digest_rule(forum, Level(row.level))
        if isinstance(rule, BeforeMeetings):
            rule = replace(rule, meetings=tuple(days))
        return Schedule(
            organisation=self._id,
            subject=forum.id,
            kind=ScheduleKind.DIGEST,
            rule=rule if isinstance(rule, BeforeMeetings) else around.filled(rule, forum.unit),
            at=digest_hour(forum),
            zone=row.zone_here,
            country=row.holidays_here,
            breaks=around.breaks_in(forum.unit),
            since=row.since,
        )

    def _on_days(
        self,
        kind: ScheduleKind,
        unit: Unit,
        since: datetime | None,
        days: Iterable[date],
        around: _Around,
    ) -> Schedule:
        before, at = _ON_DAYS[kind]
        return Schedule(
            organisation=self._id,
            subject=unit.id,
            kind=kind,
            rule=BeforeMeetings(before(unit), tuple(days)),
            at=at,
            zone=unit.zone or "UTC",
            country=unit.holidays or "",
            breaks=around.breaks_in(unit.id),
            since=since,
        )

    def _around(self, asked: Iterable[Unit], below: UnitId | None = None) -> _Around:
        """Read what schedules are filled in with.

        ``asked`` are the units whose rules of asking are to be filled in; ``below`` is the one
        unit that matters, None: all of them.
        """
        free: defaultdict[UnitId | None, list[Span]] = defaultdict(list)
        for one in map(break_from, self._all(_BREAKS)):
            free[one.unit].append(Span(one.first, one.last))
        meet: Mapping[UnitId, tuple[date, ...]] = {}
        if any(isinstance(unit.ask, BeforeMeetings) for unit in asked):
            meet = _by_unit(self._all(_MEETINGS_OF_UNITS))
        parents: Mapping[UnitId, UnitId] = {}
        if meet or free.keys() - {None}:  # else nobody looks further up
            parents = self._parents if below is None else self._parents_of(below)
        return _Around(free, parents, self._ends, meet)

    @cached_property
    def _parents(self) -> Mapping[UnitId, UnitId]:
        return {UnitId(unit): UnitId(parent) for unit, parent in self._all(_PARENTS)}

    def _parents_of(self, unit: UnitId) -> Mapping[UnitId, UnitId]:
        """Return the way up from one unit; a tree has a handful of levels."""
        found: dict[UnitId, UnitId] = {}
        row = self._one(_PARENT, unit=unit)
        while row is not None and row.parent is not None:
            found[unit] = UnitId(row.parent)
            unit = found[unit]
            row = self._one(_PARENT, unit=unit)
        return found

    @cached_property
    def _ends(self) -> tuple[date, ...]:
        return tuple(end for (end,) in self._all(_ENDS))


def _by_days(span: Span) -> tuple[date, date]:
    return span.first, span.last or date.max


def _by_unit(rows: Iterable[AnyRow]) -> Mapping[UnitId, tuple[Any, ...]]:
    """Gather pairs of a unit and a value; the values keep their order."""
    found: defaultdict[UnitId, list[Any]] = defaultdict(list)
    for unit, value in rows:
        found[UnitId(unit)].append(value)
    return {unit: tuple(values) for unit, values in found.items()}
