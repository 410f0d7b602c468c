"""Who may do something in a unit, and who looks after it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from dialogs.okr.model import Membership, Person, PersonId, Role, UnitId
from dialogs.okr.permission import MAY, Deed
from dialogs.ports import Work

_IN_CARE: Final = (Role.FACILITATOR, Role.LEAD)
"""Who looks after a unit: those of the first role that somebody has there."""


def may(work: Work, person: PersonId, unit: UnitId, deed: Deed) -> bool:
    """Say whether a person may do something in a unit, by a role in it or in one above it."""
    places = _places(work, unit)
    return any(each.person == person and each.role in MAY[deed] for each in work.members(places))


def those_who_may(work: Work, unit: UnitId, deed: Deed) -> Sequence[Person]:
    """Return those who may do something in a unit: of the nearest place where anybody may."""
    for place in _places(work, unit):
        found = [each.person for each in work.members([place]) if each.role in MAY[deed]]
        if found:
            return _people(work, found)
    return ()


def carers(work: Work, unit: UnitId, without: Collection[PersonId] = ()) -> Sequence[Person]:
    """Return who looks after a unit: its facilitators, else its leads, else those of the one above.

    ``without`` names people who are not to be among them.
    """
    for place in _places(work, unit):
        found = carers_of(work, place, without)
        if found:
            return found
    return ()


def carers_of(work: Work, unit: UnitId, without: Collection[PersonId] = ()) -> Sequence[Person]:
    """Return a unit's own facilitators, else its leads; empty where it has neither."""
    return _people(work, in_care(work.members([unit]), without))


def in_care(members: Sequence[Membership], without: Collection[PersonId]) -> Sequence[PersonId]:
    """Return who looks after a unit with these members: its facilitators, else its leads."""
    for role in _IN_CARE:
        found = [m.person for m in members if m.role is role and m.person not in without]
        if found:
            return found
    return ()


def _places(work: Work, unit: UnitId) -> list[UnitId]:
    return [unit, *(each.id for each in work.above(unit))]


def _people(work: Work, found: Sequence[PersonId]) -> Sequence[Person]:
    """Return people in the order of their names, each once."""
    known = work.people(set(found)).values() if found else ()
    return sorted(known, key=lambda person: (person.name.casefold(), person.id))
