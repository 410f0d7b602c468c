"""What a team agreed on in its last retro, as it opens the next cycle's first check-in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dialogs.okr.cadence import WorkingDays, occurrences
from dialogs.okr.model import CycleId, PersonId, Unit, UnitId
from dialogs.okr.retro import STILL_OPEN, Change
from dialogs.okr.rhythm import asking_rule
from dialogs.okr.standing import WeekAnswer
from dialogs.okr.week import Week
from dialogs.ports import Goal, Work
from dialogs.text import Listing, Phrase, Text, Verbatim, say
from dialogs.views import Block, Bullets, Heading

Asked = tuple[Goal, Sequence[WeekAnswer]]
"""A key result that somebody is asked about, with its answered weeks."""
Place = tuple[UnitId, CycleId]


@dataclass(frozen=True, slots=True)
class Agreed:
    """What is in force in a unit from its new cycle on, and is not done yet."""

    unit: Unit
    changes: tuple[Change, ...]
    names: Mapping[PersonId, str]
    """Of those who see to them."""


class _EveryDay:
    """Counts each weekday as a working day: a rule's own day names its week."""

    def is_working(self, day: date, /) -> bool:
        return day.weekday() < 5  # noqa: PLR2004 - Saturday is 5


_EVERY_DAY: WorkingDays = _EveryDay()


def first_asked(asked: Iterable[Asked], week: Week) -> Mapping[Place, Unit]:
    """Return the units whose cycle is asked about for the first time in a week.

    It is told from what is known already, so that the usual check-in costs no look: none of the
    key results has been asked about or answered in an earlier week, and the week is the first that
    the unit's rule names in the cycle, or somebody has turned the cycle, as a retro does.
    """
    found: dict[Place, Unit] = {}
    old: set[Place] = set()
    for goal, weeks in asked:
        place = goal.unit.id, goal.cycle.id
        if place in old:
            continue
        if _is_fresh(goal, weeks, week) and (goal.turned is not None or _begins(goal, week)):
            found[place] = goal.unit
        else:
            old.add(place)
            found.pop(place, None)
    return found


def _is_fresh(goal: Goal, weeks: Sequence[WeekAnswer], week: Week) -> bool:
    """Say whether a key result was neither asked about nor answered before a week."""
    standing = goal.standing
    asked_once = standing.asked is None or (standing.asked == week and standing.unanswered <= 1)
    return asked_once and not any(each.week < week for each in weeks)


def _begins(goal: Goal, week: Week) -> bool:
    """Say whether a week is the first that the unit's rule names in a cycle."""
    if goal.cycle.start > week.sunday:
        return False
    days = occurrences(asking_rule(goal.unit), goal.cycle.start, week.sunday, _EVERY_DAY)
    first = next(days, None)
    return first is not None and Week.of(first.day) == week


def agreed_in(work: Work, places: Mapping[Place, Unit]) -> Mapping[Place, Agreed]:
    """Look up what is agreed on, a unit and cycle each; those without are left out."""
    found: dict[Place, Agreed] = {}
    for (name, cycle), unit in places.items():
        changes = [each for each in work.changes_in(name, cycle) if each.state in STILL_OPEN]
        if changes:
            owners = work.people({each.owner for each in changes}).values()
            names = {each.id: each.name for each in owners}
            found[name, cycle] = Agreed(unit, tuple(changes), names)
    return found


def agreed_blocks(agreed: Collection[Agreed]) -> Iterator[Block]:
    """Yield what stands first in the first prompt: each change, and who sees to it."""
    for each in agreed:
        alone = len(agreed) == 1
        title = say("agreed-title") if alone else say("agreed-title-unit", unit=each.unit.name)
        yield Heading(title, 2)
        yield Bullets(
            tuple(
                say("agreed-item", change=change.text, owner=each.names.get(change.owner, ""))
                for change in each.changes
            )
        )


def agreed_words(agreed: Collection[Agreed]) -> Iterator[Phrase]:
    """Yield the same in short, a sentence a unit."""
    for each in agreed:
        changes: tuple[Text, ...] = tuple(Verbatim(change.text) for change in each.changes)
        if len(agreed) == 1:
            yield say("agreed-short", changes=Listing(changes))
        else:
            yield say("agreed-short-unit", unit=each.unit.name, changes=Listing(changes))
