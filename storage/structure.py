"""An organisation's structure as one value: what an import brings, and what an export writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, TypeVar

from dialogs.okr.model import (
    Break,
    Cycle,
    Forum,
    ForumId,
    KeyResult,
    Meeting,
    Membership,
    Objective,
    Organisation,
    Person,
    Task,
    Unit,
)


@dataclass(frozen=True, slots=True)
class Structure:
    """Everything that people set up; the order of each kind is the order in which it is shown.

    `Objective.position` and `KeyResult.position` are not read when a structure is saved: they are
    counted from 1 in the order given here, within the unit and cycle, and within the objective.
    """

    organisation: Organisation
    units: tuple[Unit, ...] = ()
    people: tuple[Person, ...] = ()
    memberships: tuple[Membership, ...] = ()
    forums: tuple[Forum, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    breaks: tuple[Break, ...] = ()
    cycles: tuple[Cycle, ...] = ()
    objectives: tuple[Objective, ...] = ()
    key_results: tuple[KeyResult, ...] = ()
    tasks: tuple[Task, ...] = ()


def merged(stored: Structure, given: Structure) -> Structure:
    """Return what saving a structure makes of one that is stored; orders are of no account here."""
    places = {(one.person, one.unit) for one in given.memberships}
    kept = (one for one in stored.memberships if (one.person, one.unit) not in places)
    first: dict[ForumId, date] = {}
    for meeting in given.meetings:
        first[meeting.forum] = min(meeting.day, first.get(meeting.forum, meeting.day))
    past = (one for one in stored.meetings if one.day < first.get(one.forum, date.max))
    return Structure(
        organisation=given.organisation,
        units=_by_id(stored.units, given.units),
        people=_by_id(stored.people, given.people),
        memberships=(*kept, *given.memberships),
        forums=_by_id(stored.forums, given.forums),
        meetings=tuple(dict.fromkeys((*past, *given.meetings))),
        breaks=_by_id(stored.breaks, given.breaks),
        cycles=_by_id(stored.cycles, given.cycles),
        objectives=_going_on(stored.objectives, given.objectives),
        key_results=_going_on(stored.key_results, given.key_results),
        tasks=_by_id(stored.tasks, given.tasks),
    )


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


def _by_id(stored: Iterable[N], given: Iterable[N]) -> tuple[N, ...]:
    return tuple({one.id: one for one in (*stored, *given)}.values())


G = TypeVar("G", Objective, KeyResult)


def _going_on(stored: Iterable[G], given: Iterable[G]) -> tuple[G, ...]:
    """Merge goals; where nothing is given, they go on with what they went on with before."""
    before = {one.id: one for one in stored}
    after = (
        replace(one, continues=before[one.id].continues)
        if one.continues is None and one.id in before
        else one
        for one in given
    )
    return _by_id(before.values(), after)


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the rows of one kind."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    """The same as before; a new place in the order alone is no change."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What saving a structure did, by the name of the field of `Structure`, in its order."""

    tallies: Mapping[str, Tally]

    @property
    def added(self) -> int:
        """Rows of all kinds that are new."""
        return sum(tally.added for tally in self.tallies.values())

    @property
    def changed(self) -> int:
        """Rows of all kinds that were there and are different now."""
        return sum(tally.changed for tally in self.tallies.values())

    @property
    def unchanged(self) -> int:
        """Rows of all kinds that were there and are the same."""
        return sum(tally.unchanged for tally in self.tallies.values())
