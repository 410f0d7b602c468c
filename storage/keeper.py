"""Keeps an organisation's structure: saves it all or nothing, and gives it back whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import ColumnElement, Select, bindparam, delete, select, text
from sqlalchemy.dialects.postgresql import insert

from dialogs.okr.model import CheckIn, Forum, Meeting, Membership
from storage.errors import UnknownOrganisationError
from storage.part import OWNER, Part, owner
from storage.refold import Refold
from storage.structure import Changes, Structure, Tally
from storage.tables import (
    Base,
    BreakRow,
    CycleRow,
    ForumRow,
    KeyResultRow,
    MeetingRow,
    MembershipRow,
    ObjectiveRow,
    OrganisationRow,
    PersonRow,
    TaskRow,
    UnitRow,
    table,
)
from storage.translation import (
    BREAK,
    CHECK_IN,
    CYCLE,
    FORUM_OWN,
    KEY_RESULT,
    MEETING,
    MEMBERSHIP,
    OBJECTIVE,
    ORGANISATION,
    PERSON_OWN,
    TASK,
    UNIT_OWN,
    Columns,
    break_from,
    breaks,
    check_in_from,
    check_ins,
    cycle_from,
    cycles,
    forum_from,
    forums,
    key_result_from,
    key_results,
    meeting_from,
    meetings,
    membership_from,
    memberships,
    objective_from,
    objectives,
    organisation_from,
    organisations,
    people,
    person_from,
    task_from,
    tasks,
    unit_from,
    units,
)
from storage.writing import (
    Values,
    break_rows,
    cycle_rows,
    forum_rows,
    key_result_rows,
    meeting_rows,
    membership_rows,
    objective_rows,
    organisation_row,
    person_rows,
    task_rows,
    unit_rows,
)

QUIET: Final = frozenset(
    {"position", "place", "ask_here", "ask_at_here", "language_here", "zone_here", "holidays_here"}
    | {"cycles_here", "retro_here", "cadence", "at"}
)
"""Columns that follow from other rows: they are written, but a new value is no change."""
KEPT: Final = frozenset({"continues"})
"""Columns that stay as they are where a structure leaves them empty: they are a goal's history."""
FROM_CHATS: Final = frozenset({"chat_language", "chat_zone", "gone_since"})
"""Columns of people that no structure has a word for, and no import may write over."""


def _in_order(columns: Columns, *order: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    return select(*columns).where(columns[0].table.c[OWNER] == owner()).order_by(*order)


_ORGANISATION: Final = select(*ORGANISATION, organisations.revision).where(
    organisations.id == owner()
)
_UNITS: Final = _in_order(UNIT_OWN, units.position, units.id)
_PEOPLE: Final = _in_order(PERSON_OWN, people.position, people.id)
_MEMBERSHIPS: Final = _in_order(
    MEMBERSHIP, memberships.position, memberships.person, memberships.unit, memberships.role
)
_FORUMS: Final = _in_order(FORUM_OWN, forums.position, forums.id)
_PLACED_FORUMS: Final = _in_order((*FORUM_OWN, forums.position), forums.position, forums.id)
_MEETINGS: Final = _in_order(MEETING, meetings.forum, meetings.day)
_BREAKS: Final = _in_order(BREAK, breaks.position, breaks.id)
_CYCLES: Final = _in_order(CYCLE, cycles.position, cycles.id)
_OBJECTIVES: Final = _in_order(OBJECTIVE, objectives.place, objectives.id)
_KEY_RESULTS: Final = _in_order(KEY_RESULT, key_results.place, key_results.id)
_TASKS: Final = _in_order(TASK, tasks.position, tasks.id)
_CHECK_INS: Final = _in_order(CHECK_IN, check_ins.number)


def _bump() -> Any:  # noqa: ANN401 - an insert of one dialect that both compile
    new = insert(table(OrganisationRow))
    columns = {
        name: new.excluded[name] for name in ("name", "language", "zone", "country", "chart")
    }
    return new.on_conflict_do_update(
        index_elements=["id"], set_={**columns, "revision": organisations.revision + 1}
    )


_BUMP: Final = _bump()
"""Writes the organisation, moves its revision and names its chart anew; first of all, so that
imports wait in a row."""


_TAKE_ROLE: Final = delete(table(MembershipRow)).where(
    memberships.organisation_id == owner(),
    memberships.person == bindparam("of_person"),
    memberships.unit == bindparam("of_unit"),
    memberships.role == bindparam("of_role"),
)
_TAKE_MEETINGS: Final = delete(table(MeetingRow)).where(
    meetings.organisation_id == owner(),
    meetings.forum == bindparam("of_forum"),
    meetings.day == bindparam("of_day"),
)
_COUNT_ROWS: Final = text(
    "ANALYZE organisations, units, people, memberships, forums, meetings, breaks, cycles,"
    " objectives, key_results, tasks"
)


@cache
def _stored(row: type[Base]) -> Select[*tuple[Any, ...]]:
    found = table(row)
    return select(found).where(found.c[OWNER] == owner())


@cache
def _upsert(row: type[Base]) -> Any:  # noqa: ANN401 - an insert of one dialect that both compile
    found = table(row)
    new = insert(found)
    rest = [name for name, column in found.c.items() if not column.primary_key]
    rest = [name for name in rest if name not in FROM_CHATS]
    if not rest:
        return new.on_conflict_do_nothing()
    return new.on_conflict_do_update(
        index_elements=list(found.primary_key),
        set_={name: new.excluded[name] for name in rest},
    )


class Keeper(Part):
    """One organisation's structure in one transaction."""

    def load(self) -> Structure:
        """Return the structure, each kind in the order in which it was saved."""
        row = self._one(_ORGANISATION)
        if row is None:
            raise UnknownOrganisationError(f"there is no organisation {self._id!r}; import it")
        return Structure(
            organisation=organisation_from(row[:-1]),
            units=tuple(map(unit_from, self._all(_UNITS))),
            people=tuple(map(person_from, self._all(_PEOPLE))),
            memberships=tuple(map(membership_from, self._all(_MEMBERSHIPS))),
            forums=tuple(map(forum_from, self._all(_FORUMS))),
            meetings=tuple(map(meeting_from, self._all(_MEETINGS))),
            breaks=tuple(map(break_from, self._all(_BREAKS))),
            cycles=tuple(map(cycle_from, self._all(_CYCLES))),
            objectives=tuple(map(objective_from, self._all(_OBJECTIVES))),
            key_results=tuple(map(key_result_from, self._all(_KEY_RESULTS))),
            tasks=tuple(map(task_from, self._all(_TASKS))),
        )

    def check_ins(self) -> Sequence[CheckIn]:
        """Return every check-in, oldest first."""
        return [check_in_from(row) for row in self._all(_CHECK_INS)]

    def save(self, structure: Structure, since: datetime | None = None) -> Changes:
        """Write what is new or different; see `Database.save_structure`."""
        kinds: tuple[tuple[str, type[Base], Sequence[Values]], ...] = (
            ("meetings", MeetingRow, meeting_rows(structure.meetings)),
            ("breaks", BreakRow, break_rows(structure.breaks)),
            ("cycles", CycleRow, cycle_rows(structure.cycles)),
            ("objectives", ObjectiveRow, objective_rows(structure.objectives)),
            ("key_results", KeyResultRow, key_result_rows(structure.key_results)),
            ("tasks", TaskRow, task_rows(structure.tasks)),
        )
        sums = Refold(self._connection, self._id)
        tallies = {"organisation": self._save_organisation(structure)}
        # Imports wait in a row from here on, so that what is read now still holds below.
        before = sums.aims()
        units = self._unit_rows(structure)
        given = {unit.id for unit in structure.units}
        tallies["units"] = self._save(UnitRow, units, counted=given, since=since)
        tallies["people"] = self._save(PersonRow, person_rows(structure.people))
        left = self._take_roles(structure.memberships)
        roles = self._save(MembershipRow, membership_rows(structure.memberships))
        tallies["memberships"] = _with_taken(roles, left)
        tallies["forums"] = self._save_forums(structure.forums, units, since)
        left = self._take_meetings(structure.meetings)
        for name, row, rows in kinds:
            tallies[name] = self._save(row, rows)
        tallies["meetings"] = _with_taken(tallies["meetings"], left)
        sums.refold(before)
        if any(tally.added or tally.changed for tally in tallies.values()):
            self._count_rows()
        return Changes(tallies)

    def _count_rows(self) -> None:
        """Let PostgreSQL look at what was written, or it plans the first minutes blindly.

        Its own housekeeping comes round once a minute; until then every answer would walk through
        the whole organisation. The statements of this room are written so that SQLite needs none.
        """
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(_COUNT_ROWS)

    def _take_roles(self, given: Collection[Membership]) -> int:
        """Take the roles that people no longer have in units where they are given others.

        Nothing else is ever removed; but a role is all that a membership says, and whoever was a
        lead and is imported as a member is not to be asked as both. Return how many were taken.
        """
        places = {(one.person, one.unit) for one in given}
        named = {(one.person, one.unit, one.role) for one in given}
        stored = map(membership_from, self._all(_MEMBERSHIPS))
        taken = [
            {"of_person": one.person, "of_unit": one.unit, "of_role": one.role.value}
            for one in stored
            if (one.person, one.unit) in places and (one.person, one.unit, one.role) not in named
        ]
        self._each(_TAKE_ROLE, taken)
        return len(taken)

    def _take_meetings(self, given: Collection[Meeting]) -> int:
        """Take the meetings that a forum's new calendar no longer has, from its first day on.

        Else a meeting that was moved would be announced twice. Return how many were taken.
        """
        first: dict[str, date] = {}
        for one in given:
            first[one.forum] = min(one.day, first.get(one.forum, one.day))
        kept = set(given)
        stored = map(meeting_from, self._all(_MEETINGS)) if first else ()
        taken = [
            {"of_forum": one.forum, "of_day": one.day}
            for one in stored
            if one.forum in first and one.day >= first[one.forum] and one not in kept
        ]
        self._each(_TAKE_MEETINGS, taken)
        return len(taken)

    def _save_organisation(self, structure: Structure) -> Tally:
        values = organisation_row(structure.organisation)
        row = {"id": self._id, **values, "revision": 1, "chart": uuid4().hex}
        before = self._one(_ORGANISATION)
        self._connection.execute(_BUMP, row)
        if before is None:
            return Tally(added=1)
        same = organisation_from(before[:-1]) == structure.organisation
        return Tally(unchanged=1) if same else Tally(changed=1)

    def _unit_rows(self, structure: Structure) -> Sequence[Values]:
        """Write all units: what holds in one follows from those above it, whatever came."""
        given = {unit.id: unit for unit in structure.units}
        stored = map(unit_from, self._all(_UNITS))
        others = (unit for unit in stored if unit.id not in given)
        return unit_rows(structure.organisation, (*given.values(), *others))

    def _save_forums(
        self, given: Sequence[Forum], units: Sequence[Values], since: datetime | None
    ) -> Tally:
        # A forum may take its hour from one further up, and its rule from its unit's level.
        named = {forum.id for forum in given}
        stored = ((forum_from(row[:-1]), row[-1]) for row in self._all(_PLACED_FORUMS))
        others = [(forum, position) for forum, position in stored if forum.id not in named]
        rows = forum_rows(given, others, units)
        return self._save(ForumRow, rows, counted=named, since=since)

    def _save(
        self,
        row: type[Base],
        rows: Sequence[Values],
        *,
        counted: Collection[str] | None = None,
        since: datetime | None = None,
    ) -> Tally:
        recurs = "since" in table(row).c
        keys = [column.name for column in table(row).primary_key if column.name != OWNER]
        names = table(row).c.keys()
        stored = [dict(zip(names, before, strict=True)) for before in self._all(_stored(row))]
        known = {tuple(before[key] for key in keys): before for before in stored}
        written: list[Values] = []
        tally = {"added": 0, "changed": 0, "unchanged": 0}
        for given in rows:
            before = known.get(tuple(given[key] for key in keys))
            born = {"since": since if before is None else before["since"]} if recurs else {}
            values = {**given, **born}
            if before is not None:
                kept = (name for name in KEPT if name in values and values[name] is None)
                values |= {name: before[name] for name in kept}
            different = _different(before, values)
            if before is None or different:
                written.append(values)
            if counted is None or values["id"] in counted:
                loud = "changed" if different - QUIET else "unchanged"
                tally["added" if before is None else loud] += 1
        self._insert(_upsert(row), written)
        return Tally(**tally)


def _with_taken(tally: Tally, taken: int) -> Tally:
    """Count a role that another took the place of as changed, and not as added."""
    instead = min(tally.added, taken)
    # A role that nothing took the place of still changes what is said of a person and a unit.
    alone = min(tally.unchanged, taken - instead)
    return Tally(
        added=tally.added - instead,
        changed=tally.changed + instead + alone,
        unchanged=tally.unchanged - alone,
    )


def _different(before: Mapping[str, Any] | None, values: Values) -> set[str]:
    """Return the columns whose values are not those of the row before."""
    if before is None:
        return set()
    return {name for name, value in values.items() if before[name] != value}
