"""Who there is: people, units, memberships and forums of one organisation."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from sqlalchemy import bindparam, select, update

from dialogs.okr.model import (
    Forum,
    ForumId,
    Language,
    Membership,
    Organisation,
    Person,
    PersonId,
    Unit,
    UnitId,
)
from storage.chart import Charted
from storage.columns import among
from storage.errors import UnknownOrganisationError
from storage.part import owner
from storage.tables import PersonRow, table
from storage.translation import (
    FORUM,
    ORGANISATION,
    PERSON_HERE,
    forum_from,
    forums,
    organisation_from,
    organisations,
    people,
    person_from,
)

_ORGANISATION: Final = select(*ORGANISATION).where(organisations.id == owner())
HOME: Final = (*PERSON_HERE, *ORGANISATION, organisations.chart)
AT_HOME: Final = (
    select(*HOME)
    .join_from(
        people.id.table,
        organisations.id.table,
        organisations.id == people.organisation_id,
    )
    .where(people.organisation_id == owner(), people.id == bindparam("person"))
)
"""A person with what an answer to them begins with."""
_END_OF_PERSON: Final = len(PERSON_HERE)
_END_OF_ORGANISATION: Final = _END_OF_PERSON + len(ORGANISATION)
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
_FORUM: Final = select(*FORUM).where(
    forums.organisation_id == owner(), forums.id == bindparam("forum")
)
_FORUMS: Final = (
    select(*FORUM).where(forums.organisation_id == owner()).order_by(forums.position, forums.id)
)


class People(Charted):
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
        row = self._one(AT_HOME, person=person)
        return None if row is None else self._at_home(row)

    def _at_home(self, row: tuple[Any, ...]) -> Person:
        """Read a person and remember their organisation; the row begins with HOME."""
        self.organisation = organisation_from(row[_END_OF_PERSON:_END_OF_ORGANISATION])
        self._charted = row[_END_OF_ORGANISATION]
        return person_from(row[:_END_OF_PERSON])

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
        return self._chart.home(person)

    def homes(
        self, people: Collection[PersonId]
    ) -> Mapping[PersonId, Sequence[tuple[Unit, Membership]]]:
        return {person: self._chart.home(person) for person in people}

    def members(self, units: Collection[UnitId]) -> Sequence[Membership]:
        return self._chart.members_of(units)

    def unit(self, unit: UnitId) -> Unit | None:
        return self._chart.units.get(unit)

    def units(self) -> Sequence[Unit]:
        return [*self._chart.units.values()]

    def above(self, unit: UnitId) -> Sequence[Unit]:
        return self._chart.above(unit)

    def forum(self, forum: ForumId) -> Forum | None:
        row = self._one(_FORUM, forum=forum)
        return None if row is None else forum_from(row)

    def forums(self) -> Sequence[Forum]:
        return [forum_from(row) for row in self._all(_FORUMS)]
