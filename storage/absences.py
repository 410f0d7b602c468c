"""Who is away, who stands in, and who wants no reminders: dates and switches, never reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Final

from sqlalchemy import bindparam, delete, false, null, or_, select, true, union_all, update
from sqlalchemy.dialects.postgresql import insert

from dialogs.okr.model import Absence, PersonId
from storage.columns import among
from storage.part import OWNER, Part, owner
from storage.tables import AbsenceRow, PreferenceRow, table
from storage.translation import ABSENCE, absence_from, absences, people

_preferences: Final = table(PreferenceRow).c
_GONE: Final = (people.id, people.gone_since, null(), null())
"""The columns of an absence, of somebody whose accounts in the chats are all switched off."""


def _lasts_to(day: str) -> Any:  # noqa: ANN401 - a condition
    return or_(absences.last.is_(None), absences.last >= bindparam(day))


_AWAY: Final = union_all(
    select(*ABSENCE, false().label("gone")).where(
        absences.organisation_id == owner(),
        among(absences.person, "people"),
        absences.first <= bindparam("day"),
        _lasts_to("day"),
    ),
    select(*_GONE, true()).where(
        people.organisation_id == owner(),
        among(people.id, "people"),
        people.gone_since <= bindparam("day"),
    ),
)
_ABSENCES: Final = union_all(
    select(*ABSENCE, false().label("gone")).where(
        absences.organisation_id == owner(),
        absences.person == bindparam("of_person"),
        _lasts_to("day"),
    ),
    select(*_GONE, true()).where(
        people.organisation_id == owner(),
        people.id == bindparam("of_person"),
        people.gone_since.is_not(None),
    ),
)
_STANDS_IN_FOR: Final = select(absences.deputy, absences.person).where(
    absences.organisation_id == owner(),
    among(absences.deputy, "deputies"),
    absences.first <= bindparam("day"),
    _lasts_to("day"),
)
_HOLD: Final = (
    select(people.id)
    .where(people.organisation_id == owner(), people.id == bindparam("of_person"))
    .with_for_update(key_share=True)
)
_FORGET: Final = delete(table(AbsenceRow)).where(
    absences.organisation_id == owner(), absences.person == bindparam("of_person")
)
_FORGET_THOSE_FROM: Final = _FORGET.where(_lasts_to("day"))
_FORGET_THOSE_BETWEEN: Final = _FORGET_THOSE_FROM.where(absences.first <= bindparam("until"))
_FORGET_THOSE_TO_COME: Final = _FORGET.where(absences.first >= bindparam("day"))
_END: Final = (
    update(table(AbsenceRow))
    .where(
        absences.organisation_id == owner(),
        absences.person == bindparam("of_person"),
        absences.first < bindparam("day"),
        _lasts_to("day"),
    )
    .values(last=bindparam("ends"))
)
_ADD: Final = insert(table(AbsenceRow))
_WITHOUT_REMINDERS: Final = select(_preferences.person).where(
    _preferences.organisation_id == owner(),
    among(_preferences.person, "people"),
    _preferences.reminders.is_(False),
)


def _set_reminders() -> Any:  # noqa: ANN401 - an insert of one dialect that both compile
    new = insert(table(PreferenceRow))
    return new.on_conflict_do_update(
        index_elements=[OWNER, "person"], set_={"reminders": new.excluded.reminders}
    )


_SET_REMINDERS: Final = _set_reminders()


class Absences(Part):
    """Absences of one person never overlap, so a day has at most one.

    Whoever is gone is away without an end; on the days for which they have named somebody to stand
    in for them, that still holds.
    """

    def away(self, people: Collection[PersonId], on: date) -> Mapping[PersonId, Absence]:
        if not people:
            return {}
        rows = self._all(_AWAY, people=list(people), day=on)
        gone = {PersonId(row.person): row.first for row in rows if row.gone}
        return away_on(on, [absence_from(row[:-1]) for row in rows if not row.gone], gone)

    def absences(self, person: PersonId, since: date) -> Sequence[Absence]:
        rows = self._all(_ABSENCES, of_person=person, day=since)
        own = [absence_from(row[:-1]) for row in rows if not row.gone]
        gone = [absence_from(row[:-1]) for row in rows if row.gone]
        own.sort(key=lambda absence: absence.first)
        return _without_gaps(own, gone[0]) if gone else own

    def stands_in_for(
        self, people: Collection[PersonId], on: date
    ) -> Mapping[PersonId, Sequence[PersonId]]:
        found: defaultdict[PersonId, list[PersonId]] = defaultdict(list)
        asked = [person for person in people if person not in self._nobodys_deputies]
        if not asked:
            return found
        for deputy, person in sorted(self._all(_STANDS_IN_FOR, deputies=asked, day=on)):
            found[deputy].append(person)
        return found

    @cached_property
    def _nobodys_deputies(self) -> set[PersonId]:
        """Those who have been seen to be nobody's deputy on any day at all."""
        return set()

    def set_absence(self, absence: Absence, by: PersonId, at: datetime) -> None:
        self._hold(absence.person)
        self._nobodys_deputies.clear()
        if absence.last is None:
            self._run(_FORGET_THOSE_FROM, of_person=absence.person, day=absence.first)
        else:
            self._run(
                _FORGET_THOSE_BETWEEN,
                of_person=absence.person,
                day=absence.first,
                until=absence.last,
            )
        row = {
            "person": absence.person,
            "first": absence.first,
            "last": absence.last,
            "deputy": absence.deputy,
            "by": by,
            "at": at,
        }
        self._insert(_ADD, [row])

    def end_absence(self, person: PersonId, day: date) -> None:
        self._hold(person)
        self._run(_FORGET_THOSE_TO_COME, of_person=person, day=day)
        self._run(_END, of_person=person, day=day, ends=day - timedelta(days=1))

    def without_reminders(self, people: Collection[PersonId]) -> frozenset[PersonId]:
        if not people:
            return frozenset()
        found = self._all(_WITHOUT_REMINDERS, people=list(people))
        return frozenset(PersonId(each) for (each,) in found)

    def set_reminders(self, person: PersonId, *, wanted: bool) -> None:
        self._insert(_SET_REMINDERS, [{"person": person, "reminders": wanted}])

    def _hold(self, person: PersonId) -> None:
        """Hold a person until commit: two who set the same days at once would both find nothing."""
        if self._has_rivals:
            self._all(_HOLD, of_person=person)


def away_on(
    day: date, absences: Iterable[Absence], gone: Mapping[PersonId, date]
) -> Mapping[PersonId, Absence]:
    """Return who is away on a day, of absences and of those who are gone from a day on."""
    found = {each.person: each for each in absences if each.holds(day)}
    for person, since in gone.items():
        if since <= day:
            said = found.get(person)
            first = since if said is None else min(said.first, since)
            found[person] = Absence(person, first, None, None if said is None else said.deputy)
    return {person: found[person] for person in sorted(found)}


def _without_gaps(own: Sequence[Absence], gone: Absence) -> Sequence[Absence]:
    """Fill in the days from which on a person is gone, and for which they have said nothing."""
    found: list[Absence] = []
    next_day: date | None = gone.first
    for each in own:
        if next_day is not None and next_day < each.first:
            found.append(replace(gone, first=next_day, last=each.first - timedelta(days=1)))
        found.append(each)
        if each.last is None:
            next_day = None
        elif next_day is not None:
            next_day = max(next_day, each.last + timedelta(days=1))
    return found if next_day is None else [*found, replace(gone, first=next_day)]
