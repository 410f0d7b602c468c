"""What somebody can expect: the rules that bring them messages, and the next moments of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo

from dialogs.events import Moment, MomentKind
from dialogs.flow import Situation
from dialogs.flows.changes.facts import RECENT_CYCLES, in_force
from dialogs.flows.parts import today
from dialogs.flows.presence import AS_STORED, Presence
from dialogs.flows.rights import carers, carers_of, may
from dialogs.okr.cadence import BeforeMeetings, instant
from dialogs.okr.duty import Duty, duties
from dialogs.okr.hours import within_working_hours
from dialogs.okr.model import Absence, Forum, Person, PersonId, Unit, UnitId
from dialogs.okr.permission import Deed
from dialogs.okr.retro import STILL_OPEN
from dialogs.okr.week import Week
from dialogs.ports import Schedule, ScheduleKind, Work

NEXT: Final = 3
"""Moments that are told in advance."""
_WEEKS_AHEAD: Final = 8
"""Weeks whose askings are looked through for those moments."""
_LATEST: Final = timedelta(days=70)
"""How long before a message its moment is looked for: no break moves one further."""


@dataclass(frozen=True, slots=True)
class Next:
    """A moment to come."""

    at: datetime
    """Aware: when it comes to its receiver."""
    moved_from: date | None = None
    """The day that its rule names, where that is a free one."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Something that recurs, with whom to talk to about it."""

    unit: Unit
    schedule: Schedule
    coming: tuple[Next, ...]
    carers: tuple[Person, ...]
    """Who looks after the unit, or the nearest above it."""
    forum: Forum | None = None
    """The forum that gets a roll-up; None: people get a message."""
    keeps_calendar: bool = False
    """Whether the person may type in the forum's meetings."""

    @property
    def meetings(self) -> tuple[date, ...]:
        """The meetings of a forum that follows a calendar of its own."""
        rule = self.schedule.rule
        return rule.meetings if isinstance(rule, BeforeMeetings) else ()


@dataclass(frozen=True, slots=True)
class Asked:
    """The week's question of one person: all units' together, since it comes once a week."""

    units: tuple[Rhythm, ...]
    """Each unit for which the person answers; without moments of its own."""
    coming: tuple[Next, ...]
    away: Absence | None
    """The absence that lasts now."""
    stands_in_for: tuple[Person, ...]


def asked(work: Work, situation: Situation) -> Asked:
    """Gather when and for which units a person is asked."""
    person, on = situation.person.id, today(situation.now, situation.reader)
    behind = Presence(work, on, AS_STORED).behind({person})[person]
    parts = _Parts(work, person)
    found: dict[UnitId, Rhythm] = {}
    weeks: dict[str, Next] = {}
    for unit in parts.units((person, *behind), on):
        schedule = work.schedule(ScheduleKind.ASKING, unit.id)
        if schedule is None:
            continue
        coming = _askings(situation, schedule)
        # One by one: each further day costs a look at who is there on it.
        mine = ((moment, at) for moment, at in coming if parts.asked(unit, moment.day))
        own = list(islice(mine, NEXT))
        if own or parts.answers(unit, on):
            found[unit.id] = Rhythm(unit, schedule, (), tuple(carers(work, unit.id)))
        for moment, at in own:
            known = weeks.get(moment.period)
            if known is None or at < known.at:
                weeks[moment.period] = Next(at, moment.moved_from)
    absences = work.absences(person, on)
    return Asked(
        units=tuple(found.values()),
        coming=tuple(sorted(weeks.values(), key=lambda each: each.at)[:NEXT]),
        away=next((each for each in absences if each.holds(on)), None),
        stands_in_for=tuple(work.people(behind).values()),
    )


def _askings(situation: Situation, schedule: Schedule) -> Iterator[tuple[Moment, datetime]]:
    """Yield the askings that are still to come to the person, at their own hour."""
    zone = ZoneInfo(situation.reader.zone)
    # The earliest zone's hour may have struck while this person's is still to come.
    after = situation.now - timedelta(days=2)
    for moment in situation.almanac.coming(schedule, after, 2 * _WEEKS_AHEAD):
        at = instant(moment.day, within_working_hours(schedule.at), zone)
        if moment.kind is MomentKind.ASK and at > situation.now:
            yield moment, at


class _Parts:
    """A person's part in units on days to come; each question is put to the store once."""

    def __init__(self, work: Work, person: PersonId) -> None:
        self._work = work
        self._person = person
        self._known: dict[tuple[UnitId, date], tuple[Duty, ...]] = {}

    def units(self, people: Sequence[PersonId], on: date) -> Sequence[Unit]:
        """Return the units that people belong to or own key results in."""
        found: dict[UnitId, Unit] = {}
        for person in people:
            found |= {unit.id: unit for unit, _ in self._work.units_of(person)}
            found |= {goal.unit.id: goal.unit for goal in self._work.goals_owned(person, on)}
        return list(found.values())

    def answers(self, unit: Unit, on: date) -> bool:
        """Say whether the person answers for a key result of the unit, there or away."""
        return bool(self._duties(unit, on))

    def asked(self, unit: Unit, on: date) -> bool:
        """Say whether the person is asked on the day, if the unit is."""
        return any(duty.asked for duty in self._duties(unit, on))

    def _duties(self, unit: Unit, on: date) -> tuple[Duty, ...]:
        if (unit.id, on) not in self._known:
            goals = self._work.goals([unit.id], on)
            members = self._work.members([unit.id]) if goals else ()
            owners = [goal.key_result.owner for goal in goals]
            people = {*(each.person for each in members), *(each for each in owners if each)}
            away = Presence(self._work, on, AS_STORED).away(people)
            self._known[unit.id, on] = tuple(
                duty
                for goal in goals
                for duty in duties(goal.unit.answering, goal.key_result, members, away)
                if duty.person == self._person
            )
        return self._known[unit.id, on]


def forum_rhythm(work: Work, situation: Situation, forum: Forum) -> Rhythm | None:
    """Return when a forum gets its roll-up; None where its unit is gone."""
    unit = work.unit(forum.unit)
    schedule = work.schedule(ScheduleKind.DIGEST, forum.id)
    if unit is None or schedule is None:
        return None
    return Rhythm(
        unit=unit,
        schedule=schedule,
        coming=_next(situation, schedule),
        carers=tuple(carers(work, unit.id)),
        forum=forum,
        keeps_calendar=may(work, situation.person.id, unit.id, Deed.SET_MEETINGS),
    )


def retro_rhythm(work: Work, situation: Situation, unit: Unit) -> Rhythm | None:
    """Return when somebody is told that a unit's cycle ends; None: somebody else is told."""
    return _told(work, situation, unit, ScheduleKind.RETRO, carers_of(work, unit.id))


def opening_rhythm(work: Work, situation: Situation, unit: Unit) -> Rhythm | None:
    """Return when somebody is asked to open a unit's next cycle; None: somebody else is asked."""
    return _told(work, situation, unit, ScheduleKind.OPENING, carers_of(work, unit.id))


def changes_rhythm(work: Work, situation: Situation, unit: Unit) -> Rhythm | None:
    """Return when somebody is asked about a unit's agreed changes; None: they see to none."""
    owners = {
        change.owner
        for group in in_force(work, unit, RECENT_CYCLES)
        for change in group.changes
        if change.state in STILL_OPEN
    }
    people = [*work.people(owners).values()] if owners else []
    return _told(work, situation, unit, ScheduleKind.CHANGES, people)


def _told(
    work: Work, situation: Situation, unit: Unit, kind: ScheduleKind, told: Sequence[Person]
) -> Rhythm | None:
    if situation.person.id not in {each.id for each in told}:
        return None
    schedule = work.schedule(kind, unit.id)
    if schedule is None:
        return None
    zone = ZoneInfo(situation.reader.zone)
    found = situation.almanac.coming(schedule, situation.now - timedelta(days=2), NEXT + 1)
    times = [
        Next(instant(each.day, within_working_hours(schedule.at), zone), each.moved_from)
        for each in found
    ]
    coming = tuple(each for each in times if each.at > situation.now)[:NEXT]
    return Rhythm(unit, schedule, coming, tuple(told))


def _next(situation: Situation, schedule: Schedule) -> tuple[Next, ...]:
    found = situation.almanac.coming(schedule, situation.now, NEXT)
    return tuple(Next(each.planned, each.moved_from) for each in found)


def moved_from(
    situation: Situation, schedule: Schedule, period: str, kind: MomentKind, by: datetime
) -> date | None:
    """Return the free day from which the moment of a period was moved; None: it was not."""
    for each in situation.almanac.coming(schedule, by - _LATEST, _MOST_BEFORE):
        if each.planned > by:
            return None
        if each.kind is kind and each.period == period:
            return each.moved_from
    return None


_MOST_BEFORE: Final = 40
"""More moments than any rule has in that time: ten weeks of askings and reminders."""


def week_of(period: str) -> Week | None:
    """Return the week that a key names; None for what is none."""
    try:
        return Week.read(period)
    except ValueError:
        return None
