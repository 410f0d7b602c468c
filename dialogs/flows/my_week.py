"""What one person is asked in one week: facts that prompt, form and receipt share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dialogs.flows.agreed import Agreed, agreed_in, first_asked
from dialogs.flows.presence import AS_STORED, Presence, Supposed
from dialogs.okr.cadence import WorkingDays, occurrences
from dialogs.okr.confidence import opinion
from dialogs.okr.cycle import Phase, alone, takes_answers
from dialogs.okr.duty import NOBODY_AWAY, Duty, duties
from dialogs.okr.model import (
    Absence,
    Answering,
    CheckIn,
    CycleId,
    KeyResultId,
    Person,
    PersonId,
    UnitId,
)
from dialogs.okr.rhythm import asking_rule
from dialogs.okr.standing import WeekAnswer, is_open
from dialogs.okr.week import Week
from dialogs.ports import Around, Goal, WeekGoal, Work
from dialogs.posts import PostKey


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
        if not self.said:  # asked for again and again, and most often there is none
            return None
        return next((each for each in self.said if each.person == self.duty.person), None)

    @property
    def covered(self) -> bool:
        """Whether nothing is asked of the person any more: they, or one who may, has answered."""
        if not self.said:
            return False
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
    agreed: tuple[Agreed, ...] = ()
    """What the last retro has agreed on, in units whose cycle is asked about for the first time."""

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


def lands(goal: Goal, today: date) -> bool:
    """Say whether an answer about a key result may still land, as far as its own cycle says."""
    if goal.turned is None:
        return is_open(goal.cycle, today)
    return takes_answers(goal.cycle, alone(goal.cycle, goal.turned, today), today)


def is_due(goal: Goal, week: Week) -> bool:
    """Say whether a key result is asked about in a week, or is still open from an earlier one.

    Nothing is due any more where somebody has ended the asking.
    """
    if goal.turned is Phase.REVIEW:
        return False
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
    """Gather what one person is asked in a week; see `my_weeks`."""
    found = my_weeks(work, [person], week, today, hold=hold, late=late, supposed=supposed)
    return found[person.id]


def my_week_and_around(
    work: Work,
    person: Person,
    week: Week,
    today: date,
    posts: Collection[PostKey],
    *,
    hold: bool = False,
) -> tuple[MyWeek, Around]:
    """Gather what one person is asked in a week, and what was read around it, with these messages.

    See `my_weeks`.
    """
    days_of = [Presence(work, day, AS_STORED) for day in _days(week, today)]
    found, around = _my_weeks(work, [person], week, today, days_of, posts, hold=hold)
    return found[person.id], around


def my_weeks(
    work: Work,
    people: Collection[Person],
    week: Week,
    today: date,
    *,
    hold: bool = False,
    late: bool = True,
    supposed: Supposed = AS_STORED,
) -> Mapping[PersonId, MyWeek]:
    """Gather what people are asked in a week, each question put to the store once for all of them.

    ``hold`` keeps the key results until commit. ``late`` looks up who stood in during an earlier
    week, too: they may still answer for it.

    A unit that was asked in the week is answered for in the cycle it was asked about, whatever has
    begun since; any other in what runs on the day. What is in a closed cycle, or in one that has
    not been opened, is not offered. Where nothing is due, everything the person answers for is
    offered: who comes of their own accord is never sent away.

    What the person answers in somebody's stead comes last, so that their own keep their numbers.
    """
    if not people:
        return {}
    days = _days(week, today) if late else (today,)
    days_of = [Presence(work, day, supposed) for day in days]
    found, _ = _my_weeks(work, people, week, today, days_of, (), hold=hold)
    return found


def _my_weeks(
    work: Work,
    people: Collection[Person],
    week: Week,
    today: date,
    days_of: Sequence[Presence],
    posts: Collection[PostKey],
    *,
    hold: bool,
) -> tuple[Mapping[PersonId, MyWeek], Around]:
    candidates = _candidates(work, [each.id for each in people], week, today, days_of, hold=hold)
    goals = {goal.key_result.id: goal for each in candidates.values() for goal in each.goals}
    around = work.around(goals.values(), week, [each.on for each in days_of], posts)
    check_ins = _by_key_result(around.check_ins)
    duties_of = _duties(around, goals.values(), days_of)
    parts = {
        person: _parts(
            person,
            [goal for goal in each.goals if goal.key_result.id not in around.closed],
            duties_of,
            check_ins,
        )
        for person, each in candidates.items()
    }
    due = _due(work, week, parts, candidates)
    items = {
        person: _items(week, found, due[person], check_ins, around.weeks)
        for person, found in parts.items()
    }
    known = {person.id: person for person in people}
    others = {each for found in items.values() for each in _named(found)} - known.keys()
    known |= work.people(others)
    agreed = _agreed(work, week, items)
    mine = {
        person.id: MyWeek(
            person=person,
            week=week,
            items=items[person.id],
            names=_names(person, items[person.id], known),
            agreed=agreed[person.id],
        )
        for person in people
    }
    return mine, around


def _agreed(
    work: Work, week: Week, items: Mapping[PersonId, Sequence[Item]]
) -> Mapping[PersonId, tuple[Agreed, ...]]:
    """Return what opens each person's week: looked up once for all, and in first weeks only."""
    places = {
        person: first_asked(((item.goal, item.weeks) for item in found), week)
        for person, found in items.items()
    }
    together = {place: unit for each in places.values() for place, unit in each.items()}
    known = agreed_in(work, together)
    return {
        person: tuple(known[place] for place in each if place in known)
        for person, each in places.items()
    }


def _days(week: Week, today: date) -> tuple[date, ...]:
    """Return the days on which it counts who is away: today, and of an earlier week all of it.

    Whoever stood in for somebody in a week that is over may still answer for it, late.
    """
    if today <= week.sunday:
        return (today,)
    return (today, *(week.monday + timedelta(days=n) for n in range(7)))


@dataclass(frozen=True, slots=True)
class _Candidates:
    """What a person may be asked about in a week."""

    goals: Sequence[Goal]
    asked: frozenset[KeyResultId]
    """What their units were asked about."""


def _candidates(
    work: Work,
    people: Sequence[PersonId],
    week: Week,
    today: date,
    days_of: Sequence[Presence],
    *,
    hold: bool,
) -> Mapping[PersonId, _Candidates]:
    """Return the key results of people's units and their own, and of whom they may stand in for."""
    behind = [each.behind(people) for each in days_of]
    together = {
        person: tuple(dict.fromkeys([person, *(who for each in behind for who in each[person])]))
        for person in people
    }
    everyone = list(dict.fromkeys(each for group in together.values() for each in group))
    homes = {
        person: [unit.id for unit, _ in found] for person, found in work.homes(everyone).items()
    }
    units = list(dict.fromkeys(unit for each in everyone for unit in homes[each]))
    day = min(max(today, week.monday), week.sunday)
    goals = work.goals_in_week(units, everyone, day, week, hold=hold)
    return {
        person: _chosen(goals, [unit for each in group for unit in homes[each]], group, day, today)
        for person, group in together.items()
    }


def _chosen(
    goals: Sequence[WeekGoal],
    units: Sequence[UnitId],
    people: Sequence[PersonId],
    day: date,
    today: date,
) -> _Candidates:
    """Choose what belongs to these units and people, in the order of the units."""
    running = [each.goal for each in goals if each.goal.cycle.start <= day <= each.goal.cycle.end]
    owned = [goal for each in people for goal in running if goal.key_result.owner == each]
    order: dict[UnitId, int] = {}
    for unit in (*units, *(goal.unit.id for goal in owned)):
        order.setdefault(unit, len(order))
    asked = [each.goal for each in goals if each.asked_in in order]
    cycles: defaultdict[UnitId, set[CycleId]] = defaultdict(set)
    for goal in asked:
        cycles[goal.unit.id].add(goal.cycle.id)
    near = set(units)
    theirs = (goal for goal in running if goal.unit.id in near)
    known = {goal.key_result.id: goal for goal in (*theirs, *owned, *asked)}
    chosen = [
        goal
        for goal in known.values()
        if lands(goal, today)
        and (goal.unit.id not in cycles or goal.cycle.id in cycles[goal.unit.id])
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
    return _Candidates(chosen, frozenset(goal.key_result.id for goal in asked))


_DutiesOf = Mapping[KeyResultId, Sequence[tuple[Duty, ...]]]
"""Who answers for a key result, on each of the days that count."""
_CheckInsOf = Mapping[KeyResultId, Sequence[CheckIn]]


def _duties(around: Around, goals: Collection[Goal], days_of: Sequence[Presence]) -> _DutiesOf:
    def of(goal: Goal, away: Mapping[PersonId, Absence] = NOBODY_AWAY) -> tuple[Duty, ...]:
        members = around.members.get(goal.unit.id, ())
        return duties(goal.unit.answering, goal.key_result, members, away)

    usual = {goal.key_result.id: of(goal) for goal in goals}
    people = {duty.person for each in usual.values() for duty in each}
    away = [day.away(people, stored) for day, stored in zip(days_of, around.away, strict=True)]
    return {
        goal.key_result.id: [of(goal, gone) if gone else usual[goal.key_result.id] for gone in away]
        for goal in goals
    }


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
    person: PersonId, goals: Sequence[Goal], duties_of: _DutiesOf, check_ins: _CheckInsOf
) -> list[_Part]:
    """Return a person's parts, those they have in somebody's stead last.

    Also what is no longer the person's to answer, but was when they did: to correct it.
    """
    found, before = [], []
    for goal in goals:
        part = _part(person, goal, duties_of[goal.key_result.id])
        if part is not None:
            found.append(part)
        elif said := [each for each in check_ins[goal.key_result.id] if each.person == person]:
            before.append(_part_before(goal, said[-1]))
    return sorted([*found, *before], key=lambda part: not part.duty.own)


def _part(person: PersonId, goal: Goal, each_day: Sequence[tuple[Duty, ...]]) -> _Part | None:
    """Return a person's part of today, or the one they had on a day of an earlier week."""
    for others in each_day:
        duty = next((each for each in others if each.person == person), None)
        if duty is not None:
            sharers = tuple(
                other.person
                for other in others
                if other.person != person and other.covered_by(person)
            )
            is_todays = others is each_day[0]
            return _Part(goal, duty if is_todays else replace(duty, asked=False), sharers)
    return None


def _part_before(goal: Goal, said: CheckIn) -> _Part:
    duty = Duty(
        said.person,
        asks_value=said.value is not None,
        shared=goal.unit.answering is not Answering.EVERYONE,
        asked=False,
        own=False,
    )
    return _Part(goal, duty, ())


def _due(
    work: Work,
    week: Week,
    parts: Mapping[PersonId, Sequence[_Part]],
    candidates: Mapping[PersonId, _Candidates],
) -> Mapping[PersonId, frozenset[KeyResultId]]:
    """Return what is due of each person in the week.

    What has not been asked about is not due where nobody works in the week.
    """
    by_rule = {
        part.name: part.goal.unit.id
        for person, found in parts.items()
        for part in found
        if part.name not in candidates[person].asked and is_due(part.goal, week)
    }
    resting = work.resting(set(by_rule.values()), week) if by_rule else frozenset()
    due = {name for name, unit in by_rule.items() if unit not in resting}
    return {
        person: frozenset(part.name for part in found if part.name in candidates[person].asked)
        | frozenset(part.name for part in found if part.name in due)
        for person, found in parts.items()
    }


def _items(
    week: Week,
    found: Sequence[_Part],
    due: Collection[KeyResultId],
    check_ins: _CheckInsOf,
    weeks: Mapping[KeyResultId, Sequence[WeekAnswer]],
) -> tuple[Item, ...]:
    """Number what is due of a person in the week; where nothing is, everything."""
    # What is answered in the week stays in its place, or the numbers of the others would change.
    shown = [part for part in found if not due or part.name in due or check_ins[part.name]]
    return tuple(
        Item(
            number=number,
            week=week,
            goal=part.goal,
            duty=part.duty,
            sharers=part.sharers,
            weeks=weeks.get(part.name, ()),
            said=newest(check_ins[part.name])[part.name],
            answered_at=next(
                (each.at for each in check_ins[part.name] if each.person == part.duty.person), None
            ),
        )
        for number, part in enumerate(shown, start=1)
    )


def _named(items: Iterable[Item]) -> set[PersonId]:
    """Return who else is named beside a person's key results."""
    said = {each.person for item in items for each in item.said}
    return said | {each for item in items for each in item.duty.instead_of}


def _names(
    person: Person, items: Iterable[Item], known: Mapping[PersonId, Person]
) -> Mapping[PersonId, str]:
    return {each: known[each].name for each in (person.id, *_named(items)) if each in known}


def _by_key_result(check_ins: Sequence[CheckIn]) -> defaultdict[KeyResultId, list[CheckIn]]:
    found: defaultdict[KeyResultId, list[CheckIn]] = defaultdict(list)
    for check_in in check_ins:
        found[check_in.key_result].append(check_in)
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
