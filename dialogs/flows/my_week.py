"""What one person is asked in one week: facts that prompt, form and receipt share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dialogs.okr.asking import asking_rule
from dialogs.okr.cadence import WorkingDays, days
from dialogs.okr.confidence import opinion
from dialogs.okr.duty import Duty, duties
from dialogs.okr.model import CheckIn, CycleId, KeyResultId, Membership, Person, PersonId, UnitId
from dialogs.okr.standing import WeekAnswer, is_open
from dialogs.okr.week import Week
from dialogs.ports import Goal, Work


@dataclass(frozen=True, slots=True)
class Item:
    """One key result in a person's week."""

    number: int
    """Its place in the prompt and the form, from 1; what a typed line names."""
    week: Week
    goal: Goal
    duty: Duty
    sharers: tuple[PersonId, ...]
    """The others any of whom may answer in this person's stead."""
    weeks: Sequence[WeekAnswer] = ()
    """All answered weeks, oldest first, later ones than this too."""
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

    @property
    def value(self) -> float | None:
        """The newest value known in this week: what "no change" keeps, and never a later one."""
        known = [each.value for each in self.weeks if each.week <= self.week]
        return next((value for value in reversed(known) if value is not None), None)

    @property
    def last(self) -> WeekAnswer | None:
        """The answer that the person sees as the last one.

        Their own, or that of one who answered for them, or else that of an earlier week: what
        colleagues have said this week would colour an opinion that is still to be given.
        """
        this = next((each for each in self.weeks if each.week == self.week), None)
        if self.mine is not None:
            return WeekAnswer(self.week, self.value, opinion([self.mine.confidence]))
        if this is not None and self.duty.shared:
            return this
        return next((each for each in reversed(self.weeks) if each.week < self.week), None)


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
    """Say whether a key result is asked about in a week, or is still open from an earlier one."""
    if goal.standing.unanswered > 0:
        return True
    return any(True for _ in days(asking_rule(goal.unit), week.monday, week.sunday, _EVERY_DAY))


def my_week(work: Work, person: Person, week: Week, today: date, *, hold: bool = False) -> MyWeek:
    """Gather what a person is asked in a week; ``hold`` keeps the key results until commit.

    A unit that was asked in the week is answered for in the cycle it was asked about, whatever has
    begun since; any other in what runs on the day. Where nothing is due, everything the person
    answers for is offered: who comes of their own accord is never sent away.
    """
    candidates, asked = _candidates(work, person, week, today)
    members = _by_unit(work.members({goal.unit.id for goal in candidates}))
    mine: list[tuple[Goal, Duty, tuple[PersonId, ...]]] = []
    for goal in (goal for goal in candidates if is_open(goal.cycle, today)):
        all_duties = duties(goal.unit.answering, goal.key_result, members[goal.unit.id])
        duty = next((each for each in all_duties if each.person == person.id), None)
        if duty is not None:
            sharers = tuple(d.person for d in all_duties if d.shared and d.person != person.id)
            mine.append((goal, duty, sharers))
    found = [goal.key_result.id for goal, _, _ in mine]
    if hold:
        work.lock(found)
        fresh = {goal.key_result.id: goal for goal in work.goals_by_id(found)}
        mine = [(fresh[goal.key_result.id], duty, sharers) for goal, duty, sharers in mine]
    said = newest(work.check_ins(found, week))
    # What is answered in the week stays in its place, or the numbers of the others would change.
    due = [
        entry
        for entry in mine
        if entry[0].key_result.id in asked or is_due(entry[0], week) or said[entry[0].key_result.id]
    ]
    nothing_due = not any(
        entry[0].key_result.id in asked or is_due(entry[0], week) for entry in mine
    )
    weeks = work.weeks(found)
    items = tuple(
        Item(
            number=number,
            week=week,
            goal=goal,
            duty=duty,
            sharers=sharers,
            weeks=weeks.get(goal.key_result.id, ()),
            said=said[goal.key_result.id],
        )
        for number, (goal, duty, sharers) in enumerate(mine if nothing_due else due, start=1)
    )
    others = {each.person for item in items for each in item.said} - {person.id}
    known = (person, *work.people(others).values())
    return MyWeek(person, week, items, names={each.id: each.name for each in known})


def _candidates(
    work: Work, person: Person, week: Week, today: date
) -> tuple[Sequence[Goal], frozenset[KeyResultId]]:
    """Return the key results of a person's units and their own, and which were asked about."""
    day = min(max(today, week.monday), week.sunday)
    units = [unit.id for unit, _ in work.units_of(person.id)]
    running = [*work.goals(units, day), *work.goals_owned(person.id, day)]
    places = dict.fromkeys([*units, *(goal.unit.id for goal in running)])
    asked = frozenset(work.asked(places, week))
    known = {goal.key_result.id: goal for goal in running}
    missing = asked - known.keys()
    known |= {goal.key_result.id: goal for goal in work.goals_by_id(missing)} if missing else {}
    cycles: defaultdict[UnitId, set[CycleId]] = defaultdict(set)
    for goal in (known[each] for each in asked if each in known):
        cycles[goal.unit.id].add(goal.cycle.id)
    order = {unit: place for place, unit in enumerate(places)}
    chosen = [
        goal
        for goal in known.values()
        if goal.unit.id not in cycles or goal.cycle.id in cycles[goal.unit.id]
    ]
    chosen.sort(
        key=lambda goal: (
            order.get(goal.unit.id, len(order)),
            goal.cycle.start,
            goal.objective.position,
            goal.key_result.position,
            goal.key_result.id,
        )
    )
    return chosen, asked


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


def with_answers(
    mine: MyWeek, check_ins: Sequence[CheckIn], weeks: Mapping[KeyResultId, Sequence[WeekAnswer]]
) -> MyWeek:
    """Return the week as it is once these check-ins, and the weeks folded from them, are stored."""
    items = []
    for item in mine.items:
        name = item.goal.key_result.id
        added = [each for each in check_ins if each.key_result == name]
        said = newest([*item.said, *added])[name]
        items.append(replace(item, said=said, weeks=weeks.get(name, item.weeks)))
    return replace(mine, items=tuple(items))
