"""Who there is: people, units, memberships and forums of one organisation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from sqlalchemy import Select, and_, bindparam, literal, select, update

from dialogs.okr.model import (
    Forum,
    ForumId,
    Language,
    Level,
    Membership,
    Organisation,
    Person,
    PersonId,
    Role,
    Unit,
    UnitId,
)
from storage.columns import among
from storage.errors import UnknownOrganisationError
from storage.part import Part, owner
from storage.tables import PersonRow, table
from storage.translation import (
    FORUM,
    MEMBERSHIP,
    ORGANISATION,
    PERSON_HERE,
    UNIT_HERE,
    forum_from,
    forums,
    membership_from,
    memberships,
    organisation_from,
    organisations,
    people,
    person_from,
    unit_from,
    units,
)

_ORGANISATION: Final = select(*ORGANISATION).where(organisations.id == owner())
HOME: Final = (*PERSON_HERE, *ORGANISATION, *UNIT_HERE, *MEMBERSHIP)
AT_HOME: Final = (
    select(*HOME)
    .join_from(
        people.id.table,
        organisations.id.table,
        organisations.id == people.organisation_id,
    )
    .outerjoin(
        memberships.unit.table,
        and_(
            memberships.organisation_id == people.organisation_id,
            memberships.person == people.id,
        ),
    )
    .outerjoin(
        units.id.table,
        and_(units.organisation_id == memberships.organisation_id, units.id == memberships.unit),
    )
    .where(people.organisation_id == owner(), people.id == bindparam("person"))
    .order_by(units.position, units.id)
)
"""A person with all that an answer to them begins with, a row for each of their roles."""
_END_OF_PERSON: Final = len(PERSON_HERE)
_END_OF_ORGANISATION: Final = _END_OF_PERSON + len(ORGANISATION)
_END_OF_HOME: Final = len(HOME)
_PEOPLE: Final = select(*PERSON_HERE).where(
    people.organisation_id == owner(), among(people.id, "people")
)
_EVERYONE: Final = (
    select(*PERSON_HERE)
    .where(people.organisation_id == owner())
    .order_by(people.position, people.id)
)
_SET_LANGUAGE: Final = (
    update(table(PersonRow))
    .where(people.organisation_id == owner(), people.id == bindparam("person"))
    .values(language=bindparam("spoken"))
)
_UNIT: Final = select(*UNIT_HERE).where(
    units.organisation_id == owner(), units.id == bindparam("unit")
)
_UNITS: Final = (
    select(*UNIT_HERE).where(units.organisation_id == owner()).order_by(units.position, units.id)
)


def _above() -> Select[*tuple[Any, ...]]:
    start = select(units.parent.label("id"), literal(1).label("steps")).where(
        units.organisation_id == owner(), units.id == bindparam("unit")
    )
    chain = start.cte("chain", recursive=True)
    chain = chain.union_all(
        select(units.parent, chain.c.steps + 1).where(
            units.organisation_id == owner(), units.id == chain.c.id
        )
    )
    return (
        select(*UNIT_HERE)
        .join_from(units.id.table, chain, chain.c.id == units.id)
        .where(units.organisation_id == owner())
        .order_by(chain.c.steps)
    )


_ABOVE: Final = _above()
_UNITS_OF: Final = (
    select(*UNIT_HERE, *MEMBERSHIP)
    .join_from(
        units.id.table,
        memberships.unit.table,
        (memberships.organisation_id == units.organisation_id) & (memberships.unit == units.id),
    )
    .where(memberships.organisation_id == owner(), among(memberships.person, "people"))
    .order_by(units.position, units.id)
)
_MEMBERS: Final = (
    select(*MEMBERSHIP)
    .where(memberships.organisation_id == owner(), among(memberships.unit, "units"))
    .order_by(memberships.position, memberships.person, memberships.unit, memberships.role)
)
_FORUM: Final = select(*FORUM).where(
    forums.organisation_id == owner(), forums.id == bindparam("forum")
)
_FORUMS: Final = (
    select(*FORUM).where(forums.organisation_id == owner()).order_by(forums.position, forums.id)
)
_DEPTH: Final = {level: depth for depth, level in enumerate(Level)}
_RANK: Final = {
    role: rank for rank, role in enumerate((Role.LEAD, Role.FACILITATOR, Role.ADMIN, Role.MEMBER))
}


class People(Part):
    """The organisation, its people and its places."""

    @cached_property
    def organisation(self) -> Organisation:
        row = self._one(_ORGANISATION)
        if row is None:
            raise UnknownOrganisationError(
                f"there is no organisation {self._id!r} in the database; import it first"
            )
        return organisation_from(row)

    def person(self, person: PersonId) -> Person | None:
        # Whoever wants the person goes on to their organisation and units, as a rule.
        rows = self._all(AT_HOME, person=person)
        return self._at_home(person, rows) if rows else None

    def _at_home(self, person: PersonId, rows: Sequence[tuple[Any, ...]]) -> Person:
        """Read a person and remember their home; the rows begin with the columns of HOME."""
        self.organisation = organisation_from(rows[0][_END_OF_PERSON:_END_OF_ORGANISATION])
        homes = [row[_END_OF_ORGANISATION:_END_OF_HOME] for row in rows]
        self._homes[person] = _home([home for home in homes if home[0] is not None])
        return person_from(rows[0][:_END_OF_PERSON])

    def people(self, people: Collection[PersonId]) -> Mapping[PersonId, Person]:
        if not people:  # most often nobody shares an answer
            return {}
        found = map(person_from, self._all(_PEOPLE, people=list(people)))
        return {person.id: person for person in found}

    def everyone(self) -> Sequence[Person]:
        return [person_from(row) for row in self._all(_EVERYONE)]

    def set_language(self, person: PersonId, language: Language) -> None:
        self._run(_SET_LANGUAGE, person=person, spoken=language.value)

    def units_of(self, person: PersonId) -> Sequence[tuple[Unit, Membership]]:
        return self.homes([person])[person]

    def homes(
        self, people: Collection[PersonId]
    ) -> Mapping[PersonId, Sequence[tuple[Unit, Membership]]]:
        # Asked for by the engine and again by most flows; nothing in a transaction changes it.
        unknown = [person for person in people if person not in self._homes]
        if unknown:
            rows: defaultdict[PersonId, list[tuple[Any, ...]]] = defaultdict(list)
            for row in self._all(_UNITS_OF, people=unknown):
                rows[row.person].append(row)
            self._homes |= {person: _home(rows[person]) for person in unknown}
        return {person: self._homes[person] for person in people}

    @cached_property
    def _homes(self) -> dict[PersonId, Sequence[tuple[Unit, Membership]]]:
        return {}

    def members(self, units: Collection[UnitId]) -> Sequence[Membership]:
        return [membership_from(row) for row in self._all(_MEMBERS, units=list(units))]

    def unit(self, unit: UnitId) -> Unit | None:
        row = self._one(_UNIT, unit=unit)
        return None if row is None else unit_from(row)

    def units(self) -> Sequence[Unit]:
        return [unit_from(row) for row in self._all(_UNITS)]

    def above(self, unit: UnitId) -> Sequence[Unit]:
        return [unit_from(row) for row in self._all(_ABOVE, unit=unit)]

    def forum(self, forum: ForumId) -> Forum | None:
        row = self._one(_FORUM, forum=forum)
        return None if row is None else forum_from(row)

    def forums(self) -> Sequence[Forum]:
        return [forum_from(row) for row in self._all(_FORUMS)]


def _home(rows: Sequence[tuple[Any, ...]]) -> Sequence[tuple[Unit, Membership]]:
    """Read a person's units, each once; the rows have the columns of UNIT_HERE and MEMBERSHIP."""
    width = len(UNIT_HERE)
    found: dict[str, tuple[Unit, Membership]] = {}
    for row in rows:
        pair = (unit_from(row[:width]), membership_from(row[width:]))
        known = found.setdefault(pair[0].id, pair)
        if _RANK[pair[1].role] < _RANK[known[1].role]:
            found[pair[0].id] = pair
    return sorted(found.values(), key=lambda pair: -_DEPTH[pair[0].level])
