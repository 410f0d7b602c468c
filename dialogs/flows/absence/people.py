"""Whom one may mark as away, who may stand in, and which of them a typed name means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from dialogs.flows.rights import may
from dialogs.okr.model import Person, PersonId, UnitId
from dialogs.okr.permission import MAY, Deed
from dialogs.okr.rollup import below
from dialogs.ports import Work

MOST_LISTED: Final = 99
"""People in a list to choose from; others are reached by typing their name."""


def settable(work: Work, person: Person) -> tuple[Person, ...]:
    """Return the others whom a person may mark as away, by name."""
    own = [unit.id for unit, each in work.units_of(person.id) if each.role in MAY[Deed.SET_ABSENCE]]
    if not own:
        return ()
    parents = {unit.id: unit.parent for unit in work.units()}
    places = set[UnitId]().union(*(below(parents, unit) for unit in own))
    return _members(work, places, without=person.id)


def is_settable(work: Work, person: Person, other: PersonId) -> bool:
    """Say whether a person may mark somebody as away: always themselves."""
    if other == person.id:
        return True
    units = [unit.id for unit, _ in work.units_of(other)]
    return any(may(work, person.id, unit, Deed.SET_ABSENCE) for unit in units)


def colleagues(work: Work, person: PersonId) -> tuple[Person, ...]:
    """Return who may stand in for a person: those of the same units, by name."""
    return _members(work, {unit.id for unit, _ in work.units_of(person)}, without=person)


def everybody(work: Work) -> tuple[Person, ...]:
    """Return all who belong to a unit, by name; many."""
    return _members(work, {unit.id for unit in work.units()}, without=None)


def _members(work: Work, units: Iterable[UnitId], without: PersonId | None) -> tuple[Person, ...]:
    found = {each.person for each in work.members(list(units)) if each.person != without}
    known = work.people(found)
    return tuple(sorted(known.values(), key=lambda each: (each.name.casefold(), each.id)))


def named(typed: str, people: Sequence[Person]) -> tuple[Person, ...]:
    """Return whom a typed name fits: the whole name, else the beginnings of its words."""
    wanted = typed.casefold().split()
    exact = tuple(each for each in people if each.name.casefold().split() == wanted)
    return exact or tuple(each for each in people if _fits(wanted, each.name.casefold().split()))


def _fits(wanted: Sequence[str], name: Sequence[str]) -> bool:
    """Say whether each typed word begins a word of the name, each of its own."""
    left = list(name)
    for word in wanted:
        found = next((each for each in left if each.startswith(word)), None)
        if found is None:
            return False
        left.remove(found)
    return bool(wanted)
