"""What one person is asked in one week: facts that prompt, form and receipt share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dialogs.okr.asking import asking_rule
from dialogs.okr.cadence import WorkingDays, days
from dialogs.okr.duty import Duty, duties
from dialogs.okr.model import CheckIn, KeyResultId, Membership, Person, PersonId, UnitId
from dialogs.okr.standing import WeekAnswer, is_open
from dialogs.okr.week import Week
from dialogs.ports import Goal, Work


@dataclass(frozen=True, slots=True)
class Item:
    """One key result in a person's week."""

    number: int
    """Its place in the prompt and the form, from 1; what a typed line names."""
    goal: Goal
    duty: Duty
    sharers: tuple[PersonId, ...]
    """The others any of whom may answer in this person's stead."""
    weeks: Sequence[WeekAnswer] = ()
    """All answered weeks, oldest first."""
    said: tuple[CheckIn, ...] = ()
    """The newest check-in of each person in this week, oldest first."""

    @property
    def mine(self) -> CheckIn | None:
        """The person's own newest answer in this week."""
        return next((each for each in self.said if each.person == self.duty.person), None)

    @property
    def covered(self) -> bool:
        """Whether nothing is asked of the person any more: they, or one who may, has answered."""
        return self.mine is not None or (self.duty.shared and bool(self.said))


@dataclass(frozen=True, slots=True)
class MyWeek:
    """A person's key results of a week, and those who are named beside them."""

    person: Person
    week: Week
    items: tuple[Item, ...]
    names: Mapping[PersonId, str]

    @property
    def open_items(self) -> tuple[Item, ...]:
        """What is still asked of the person."""
        return tuple(item for item in self.items if not item.covered)


class _EveryDay:
    """Counts each weekday as a working day; a week's rule needs no holidays to be told apart."""

    def is_working(self, day: date, /) -> bool:
        return day.weekday() < 5  # noqa: PLR2004 - Saturday is 5


_EVERY_DAY: WorkingDays = _EveryDay()


def is_due(goal: Goal, week: Week) -> bool:
    """Say whether a key result is asked about in a week, already or by its unit's rule."""
    if goal.standing.asked is not None and goal.standing.asked >= week:
        return True
    return any(True for _ in days(asking_rule(goal.unit), week.monday, week.sunday, _EVERY_DAY))


def my_week(work: Work, person: Person, week: Week, today: date, *, hold: bool = False) -> MyWeek:
    """Gather what a person is asked in a week; ``hold`` keeps the key results until commit.

    Where nothing is due in the week, everything the person answers for is offered: who comes of
    their own accord is never sent away.
    """
    day = min(max(today, week.monday), week.sunday)
    units = [unit.id for unit, _ in work.units_of(person.id)]
    goals = {goal.key_result.id: goal for goal in work.goals(units, day)}
    goals |= {
        goal.key_result.id: goal
        for goal in work.goals_owned(person.id, day)
        if goal.key_result.id not in goals
    }
    members = _by_unit(work.members({goal.unit.id for goal in goals.values()}))
    mine: list[tuple[Goal, Duty, tuple[PersonId, ...]]] = []
    for goal in (goal for goal in goals.values() if is_open(goal.cycle, today)):
        all_duties = duties(goal.unit.answering, goal.key_result, members[goal.unit.id])
        duty = next((each for each in all_duties if each.person == person.id), None)
        if duty is not None:
            sharers = tuple(d.person for d in all_duties if d.shared and d.person != person.id)
            mine.append((goal, duty, sharers))
    due = [entry for entry in mine if is_due(entry[0], week)] or mine
    found = [goal.key_result.id for goal, _, _ in due]
    if hold:
        work.lock(found)
        fresh = {goal.key_result.id: goal for goal in work.goals_by_id(found)}
        due = [(fresh[goal.key_result.id], duty, sharers) for goal, duty, sharers in due]
    weeks = work.weeks(found)
    said = newest(work.check_ins(found, week))
    items = tuple(
        Item(
            number=number,
            goal=goal,
            duty=duty,
            sharers=sharers,
            weeks=weeks.get(goal.key_result.id, ()),
            said=said[goal.key_result.id],
        )
        for number, (goal, duty, sharers) in enumerate(due, start=1)
    )
    others = {each.person for item in items for each in item.said} - {person.id}
    known = (person, *work.people(others).values())
    return MyWeek(person, week, items, names={each.id: each.name for each in known})


def _by_unit(memberships: Sequence[Membership]) -> defaultdict[UnitId, list[Membership]]:
    found: defaultdict[UnitId, list[Membership]] = defaultdict(list)
    for membership in memberships:
        found[membership.unit].append(membership)
    return found


def newest(check_ins: Sequence[CheckIn]) -> defaultdict[KeyResultId, tuple[CheckIn, ...]]:
    """Return each person's newest check-in of each key result, oldest first."""
    last: dict[tuple[KeyResultId, PersonId], CheckIn] = {}
    for check_in in check_ins:
        last.pop((check_in.key_result, check_in.person), None)
        last[check_in.key_result, check_in.person] = check_in
    found: defaultdict[KeyResultId, tuple[CheckIn, ...]] = defaultdict(tuple)
    for check_in in last.values():
        found[check_in.key_result] += (check_in,)
    return found


def with_check_ins(mine: MyWeek, check_ins: Sequence[CheckIn]) -> MyWeek:
    """Return the week as it is once these check-ins are stored."""
    items = []
    for item in mine.items:
        added = [each for each in check_ins if each.key_result == item.goal.key_result.id]
        said = newest([*item.said, *added])[item.goal.key_result.id]
        items.append(replace(item, said=said))
    return replace(mine, items=tuple(items))
