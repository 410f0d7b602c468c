"""What one person is asked in one week: facts that prompt, form and receipt share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dialogs.flows.presence import AS_STORED, Presence, Supposed
from dialogs.okr.cadence import WorkingDays, occurrences
from dialogs.okr.confidence import opinion
from dialogs.okr.duty import Duty, duties
from dialogs.okr.model import (
    Answering,
    CheckIn,
    CycleId,
    KeyResultId,
    Membership,
    Person,
    PersonId,
    UnitId,
)
from dialogs.okr.rhythm import asking_rule
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
    answered_at: datetime | None = None
    """When the person first answered about this week, aware, UTC; None: not yet."""

    @property
    def mine(self) -> CheckIn | None:
        """The person's own newest answer in this week."""
        return next((each for each in self.said if each.person == self.duty.person), None)

    @property
    def covered(self) -> bool:
        """Whether nothing is asked of the person any more: they, or one who may, has answered."""
        return self.mine is not None or any(self.duty.covered_by(each.person) for each in self.said)

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
        if this is not None and self.covered:
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
        """What nobody who may has answered yet."""
        return tuple(item for item in self.items if not item.covered)

    @property
    def asked_items(self) -> tuple[Item, ...]:
        """What is still asked of the person; nothing is of whoever is away."""
        return tuple(item for item in self.open_items if item.duty.asked)


class _EveryDay:
    """Counts each weekday as a working day; a week's rule needs no holidays to be told apart."""

    def is_working(self, day: date, /) -> bool:
        return day.weekday() < 5  # noqa: PLR2004 - Saturday is 5


_EVERY_DAY: WorkingDays = _EveryDay()


def is_due(goal: Goal, week: Week) -> bool:
    """Say whether a key result is asked about in a week, or is still open from an earlier one."""
    if goal.standing.unanswered > 0:
        return True
    rule = asking_rule(goal.unit)
    return any(True for _ in occurrences(rule, week.monday, week.sunday, _EVERY_DAY))


def my_week(
    work: Work,
    person: Person,
    week: Week,
    today: date,
    *,
    hold: bool = False,
    late: bool = True,
    supposed: Supposed = AS_STORED,
) -> MyWeek:
    """Gather what a person is asked in a week; ``hold`` keeps the key results until commit.

    ``late`` looks up who stood in during an earlier week, too: they may still answer for it.

    A unit that was asked in the week is answered for in the cycle it was asked about, whatever has
    begun since; any other in what runs on the day. Where nothing is due, everything the person
    answers for is offered: who comes of their own accord is never sent away.

    What the person answers in somebody's stead comes last, so that their own keep their numbers.
    """
    days = _days(week, today) if late else (today,)
    days_of = [Presence(work, day, supposed) for day in days]
    behind = dict.fromkeys(each for one in days_of for each in one.behind(person.id))
    candidates, asked = _candidates(work, (person.id, *behind), week, today)
    candidates = [goal for goal in candidates if is_open(goal.cycle, today)]
    found = _parts(work, person, candidates, days_of)
    found += _said_before(work, person, week, candidates, found)
    found.sort(key=lambda part: not part.duty.own)
    if hold:
        work.lock([part.name for part in found])
        fresh = {each.key_result.id: each for each in work.goals_by_id([p.name for p in found])}
        found = [replace(part, goal=fresh[part.name]) for part in found]
    items = _items(work, person, week, found, asked)
    others = {each.person for item in items for each in item.said}
    others |= {each for item in items for each in item.duty.instead_of}
    known = (person, *work.people(others - {person.id}).values())
    return MyWeek(person, week, items, names={each.id: each.name for each in known})


def _days(week: Week, today: date) -> tuple[date, ...]:
    """Return the days on which it counts who is away: today, and of an earlier week all of it.

    Whoever stood in for somebody in a week that is over may still answer for it, late.
    """
    if today <= week.sunday:
        return (today,)
    return (today, *(week.monday + timedelta(days=n) for n in range(7)))


@dataclass(frozen=True, slots=True)
class _Part:
    """A person's part in a key result."""

    goal: Goal
    duty: Duty
    sharers: tuple[PersonId, ...]

    @property
    def name(self) -> KeyResultId:
        return self.goal.key_result.id


def _parts(
    work: Work, person: Person, goals: Sequence[Goal], days_of: Sequence[Presence]
) -> list[_Part]:
    """Return a person's parts: those of today, and those they had on a day of an earlier week."""
    members = _by_unit(work.members({goal.unit.id for goal in goals}))
    people = {
        duty.person
        for goal in goals
        for duty in duties(goal.unit.answering, goal.key_result, members[goal.unit.id])
    }
    away = [each.away(people) for each in days_of] if people else []
    found = []
    for goal in goals:
        each_day = [
            duties(goal.unit.answering, goal.key_result, members[goal.unit.id], gone)
            for gone in away
        ]
        mine = [(duty, day) for day in each_day for duty in day if duty.person == person.id]
        if mine:
            duty, others = mine[0]
            if others is not each_day[0]:
                duty = replace(duty, asked=False)
            sharers = tuple(
                other.person
                for other in others
                if other.person != person.id and other.covered_by(person.id)
            )
            found.append(_Part(goal, duty, sharers))
    return found


def _said_before(
    work: Work, person: Person, week: Week, goals: Sequence[Goal], found: Sequence[_Part]
) -> list[_Part]:
    """Return what is no longer the person's to answer, but was when they did: to correct it."""
    known = {part.name for part in found}
    others = {goal.key_result.id: goal for goal in goals if goal.key_result.id not in known}
    said = work.check_ins(list(others), week) if others else ()
    mine = {each.key_result: each for each in said if each.person == person.id}
    return [
        _Part(
            others[name],
            Duty(
                person.id,
                asks_value=each.value is not None,
                shared=others[name].unit.answering is not Answering.EVERYONE,
                asked=False,
                own=False,
            ),
            (),
        )
        for name, each in mine.items()
    ]


def _items(
    work: Work,
    person: Person,
    week: Week,
    found: Sequence[_Part],
    asked: frozenset[KeyResultId],
) -> tuple[Item, ...]:
    """Number what is due in the week; where nothing is, everything."""
    names = [part.name for part in found]
    check_ins = work.check_ins(names, week)
    said, weeks = newest(check_ins), work.weeks(names)
    first: dict[KeyResultId, datetime] = {}
    for each in check_ins:
        if each.person == person.id:
            first.setdefault(each.key_result, each.at)
    due = {part.name for part in found if part.name in asked or is_due(part.goal, week)}
    due -= _of_resting(work, week, [part for part in found if part.name in due - asked])
    # What is answered in the week stays in its place, or the numbers of the others would change.
    shown = [part for part in found if not due or part.name in due or said[part.name]]
    return tuple(
        Item(
            number=number,
            week=week,
            goal=part.goal,
            duty=part.duty,
            sharers=part.sharers,
            weeks=weeks.get(part.name, ()),
            said=said[part.name],
            answered_at=first.get(part.name),
        )
        for number, part in enumerate(shown, start=1)
    )


def _of_resting(work: Work, week: Week, parts: Sequence[_Part]) -> set[KeyResultId]:
    """Return the key results of units that are not asked in a week, because nobody works there."""
    units = {part.goal.unit.id for part in parts}
    resting = work.resting(units, week) if units else frozenset()
    return {part.name for part in parts if part.goal.unit.id in resting}


def _candidates(
    work: Work, people: Sequence[PersonId], week: Week, today: date
) -> tuple[list[Goal], frozenset[KeyResultId]]:
    """Return the key results of people's units and their own, and which were asked about."""
    day = min(max(today, week.monday), week.sunday)
    units = list(dict.fromkeys(unit.id for each in people for unit, _ in work.units_of(each)))
    owned = [goal for each in people for goal in work.goals_owned(each, day)]
    running = [*work.goals(units, day), *owned]
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
        own = [each.at for each in added if each.person == mine.person.id]
        first = item.answered_at or min(own, default=None)
        items.append(replace(item, said=said, weeks=weeks.get(name, item.weeks), answered_at=first))
    return replace(mine, items=tuple(items))
