"""What must be known before somebody is away, or back: their week, and what has been sent."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from dialogs.flow import Situation
from dialogs.flows.absence.people import colleagues, everybody, is_settable, named, settable
from dialogs.flows.absence.said import overlap
from dialogs.flows.absence.typed import DEPUTY, FIRST, LAST, WHO, Typed, read_line
from dialogs.flows.check_in.facts import Mail, all_keys, read_mail, reader_of
from dialogs.flows.my_week import Item, MyWeek, my_week
from dialogs.flows.parts import today
from dialogs.flows.planned import asking_of, intended_at, not_before
from dialogs.flows.presence import Presence, Supposed
from dialogs.okr.duty import duties, stand_in
from dialogs.okr.hours import workday_from
from dialogs.okr.model import Absence, KeyResultId, Person, PersonId, Unit, UnitId
from dialogs.okr.week import Week
from dialogs.ports import ScheduleKind, Work
from dialogs.text import Reader

NAME: Final = "absence"


@dataclass(frozen=True, slots=True)
class Asking:
    """What the form must know."""

    situation: Situation
    today: date
    typed: Typed
    others: tuple[Person, ...]
    """Whom one may mark as away besides oneself."""
    deputies: tuple[Person, ...]
    upcoming: tuple[Absence, ...]
    """One's own absences that are not over."""
    names: dict[PersonId, str]


def gather_line(work: Work, situation: Situation) -> Asking:
    """Read what was typed; without anything there is only a form to open."""
    day = today(situation.now, situation.reader)
    me, text = situation.person, situation.arg("text")
    typed = read_line(work, me, text, situation.reader.language, day)
    return Asking(situation, day, typed, (), (), (), {})


def gather_form(work: Work, situation: Situation) -> Asking:
    """Gather whom it could be about, and who could stand in."""
    line = gather_line(work, situation)
    me = situation.person
    others = settable(work, me)
    whom = [me.id, *(each.id for each in others)]
    asked = PersonId(situation.arg(WHO))
    typed = line.typed
    if not situation.arg("text"):
        who = asked if asked in whom else me.id
        typed = Typed(who, None, situation.arg(FIRST), situation.arg(LAST))
    deputies = _deputies(work, me, typed.who or me.id, others)
    upcoming = tuple(work.absences(me.id, line.today))
    return Asking(situation, line.today, typed, others, deputies, upcoming, _names(work, upcoming))


def _deputies(
    work: Work, me: Person, who: PersonId, others: Sequence[Person]
) -> tuple[Person, ...]:
    """Return who may stand in: colleagues, and for those whom one leads oneself and one's own."""
    known = {each.id: each for each in colleagues(work, who)}
    if others:
        known |= {each.id: each for each in (*others, me, *colleagues(work, me.id))}
    return tuple(sorted(known.values(), key=lambda each: (each.name.casefold(), each.id)))


def _names(work: Work, absences: Sequence[Absence]) -> dict[PersonId, str]:
    wanted = {each.deputy for each in absences if each.deputy is not None}
    wanted |= {each.person for each in absences}
    return {person.id: person.name for person in work.people(wanted).values()}


@dataclass(frozen=True, slots=True)
class Deputy:
    """Who is asked in somebody's stead in the running week, as it will be."""

    mine: MyWeek
    reader: Reader
    at: datetime | None
    """When they may be asked; None: not in this week."""

    @property
    def inherited(self) -> tuple[Item, ...]:
        """What they are asked because somebody is away, and nobody has answered yet."""
        items = self.mine.asked_items
        return tuple(item for item in items if item.duty.instead_of and not item.said)


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody's absence before and after."""

    situation: Situation
    today: date
    week: Week
    who: Person | None
    """None: there is no such person, or not for the one who asks."""
    absence: Absence | None
    """What is to hold; None: they are back."""
    can_be_deputised: bool
    """Whether there is anybody who could stand in."""
    known: tuple[Absence, ...]
    """Absences that are stored and not over."""
    names: dict[PersonId, str]
    mine: MyWeek | None
    """The week of the one it is about, as it is now."""
    asked: frozenset[UnitId]
    """Those of the person's units that have been asked in the running week."""
    unattended: Mapping[Week, tuple[KeyResultId, ...]]
    """What was asked in a week and nobody who is there answers for any more."""
    ended: tuple[Absence, ...]
    """Those of the known ones that hold no longer."""
    deputy: Deputy | None
    freed: tuple[Deputy, ...]
    """Those who stood in so far: with what they are asked all the same."""
    mail: Mail
    candidates: tuple[Person, ...] = ()
    """Those whom a typed name fits, where it fits none or several."""


def gather_set(work: Work, situation: Situation) -> Change:
    """Gather what follows when somebody is away; all arguments are input and checked here."""
    day = today(situation.now, situation.reader)
    me, asked = situation.person, PersonId(situation.arg(WHO))
    who = work.person(asked) if is_settable(work, me, asked) else None
    first, last = _day(situation.arg(FIRST)), _day(situation.arg(LAST))
    if who is None or first is None or (last is not None and last < max(first, day)):
        return _nothing(work, situation, day)
    allowed = {each.id for each in _deputies(work, me, who.id, settable(work, me))} - {who.id}
    deputy = PersonId(situation.arg(DEPUTY))
    absence = Absence(who.id, max(first, day), last, deputy if deputy in allowed else None)
    return _change(work, situation, day, who, absence)


def gather_back(work: Work, situation: Situation) -> Change:
    """Gather what follows when somebody is back: oneself, or one who is named."""
    day = today(situation.now, situation.reader)
    me, name, asked = situation.person, situation.arg("text").strip(), situation.arg(WHO)
    if name:
        found = named(name, (me, *settable(work, me)))
        if len(found) != 1:
            fitting = found or named(name, everybody(work))
            return _nothing(work, situation, day, fitting)
        return _change(work, situation, day, found[0], None)
    who = work.person(PersonId(asked)) if asked else me
    if who is None or not is_settable(work, me, who.id):
        return _nothing(work, situation, day)
    return _change(work, situation, day, who, None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _nothing(
    work: Work, situation: Situation, day: date, candidates: tuple[Person, ...] = ()
) -> Change:
    return Change(
        situation=situation,
        today=day,
        week=Week.of(day),
        who=None,
        absence=None,
        can_be_deputised=False,
        known=(),
        names={},
        mine=None,
        asked=frozenset(),
        unattended={},
        ended=(),
        deputy=None,
        freed=(),
        mail=read_mail(work, (), situation.now),
        candidates=candidates,
    )


def _change(
    work: Work, situation: Situation, day: date, who: Person, absence: Absence | None
) -> Change:
    week, supposed = Week.of(day), {who.id: absence}
    known = tuple(work.absences(who.id, day))
    ended = _ended(known, absence, situation, day)
    mine = my_week(work, who, week, day)
    units = {item.goal.unit.id for item in mine.items}
    deputy = None if absence is None else _deputy(work, situation, week, day, absence, supposed)
    before = [_deputy(work, situation, week, day, each, supposed) for each in ended]
    new = () if deputy is None else (deputy.mine.person.id,)
    freed = tuple(each for each in before if each and each.mine.person.id not in new)
    people = {who.id, *new, *(each.mine.person.id for each in freed)}
    keys = [key for each in near_weeks(week) for one in people for key in all_keys(each, one)]
    shown = (*known, *([absence] if absence is not None else []))
    return Change(
        situation=situation,
        today=day,
        week=week,
        who=who,
        absence=absence,
        can_be_deputised=bool(colleagues(work, who.id)),
        known=known,
        names=_names(work, shown),
        mine=mine,
        asked=frozenset(each for each in units if _is_asked(work, situation, each, week)),
        unattended={} if absence is None else _unattended(work, who, day, absence, units),
        ended=ended,
        deputy=deputy,
        freed=freed,
        mail=read_mail(work, keys, situation.now),
    )


def _ended(
    known: Sequence[Absence], absence: Absence | None, situation: Situation, day: date
) -> tuple[Absence, ...]:
    """Return what a new absence takes the place of; of somebody's return, what is named or now."""
    if absence is not None:
        return tuple(each for each in known if each != absence and overlap(each, absence))
    first = situation.arg(FIRST)
    if first:
        return tuple(each for each in known if each.first.isoformat() == first)
    return tuple(each for each in known if each.holds(day))


def _is_asked(work: Work, situation: Situation, unit: UnitId, week: Week) -> bool:
    moment = asking_of(work, unit, week, situation.almanac)
    return moment is not None and moment.planned <= situation.now


def _deputy(
    work: Work,
    situation: Situation,
    week: Week,
    day: date,
    absence: Absence,
    supposed: Supposed,
) -> Deputy | None:
    """Return who stands in for the person: with what they are asked once the change holds.

    None where nobody does, or not in the running week.
    """
    begins = max(absence.first, day)
    if begins > week.sunday:
        return None
    gone = {absence.person: absence}
    away = Presence(work, begins, gone).away({absence.person})
    found = stand_in(absence.person, away)
    person = None if found is None else work.person(found)
    if person is None:
        return None
    reader = reader_of(person, situation.home)
    mine = my_week(work, person, week, begins, supposed=supposed)
    unit = next((item.goal.unit for item in mine.asked_items if item.duty.instead_of), None)
    at = None if unit is None else _when(work, situation, week, begins, unit, reader)
    return Deputy(mine, reader, at)


def _when(
    work: Work, situation: Situation, week: Week, begins: date, unit: Unit, reader: Reader
) -> datetime | None:
    """Return when a deputy may be asked: at the unit's hour, on a working day of this week."""
    schedule = work.schedule(ScheduleKind.ASKING, unit.id)
    if schedule is None:
        return None
    working = situation.almanac.working_days(schedule)
    day = workday_from(begins, working)
    if day is None:
        return None
    at = not_before(intended_at(unit, day, reader), situation.now, reader, working)
    return at if at is not None and Week.of(today(at, reader)) == week else None


def near_weeks(week: Week) -> tuple[Week, Week, Week]:
    """Return the weeks about which something may be on its way in a running week.

    That of the week before may be put off or moved; the next one begins earlier farther east.
    """
    return week.plus(-1), week, week.plus(1)


def _unattended(
    work: Work, who: Person, day: date, absence: Absence, units: Collection[UnitId]
) -> Mapping[Week, tuple[KeyResultId, ...]]:
    """Return what was asked, has no answer, and nobody who is there answers for."""
    found = {}
    for week in near_weeks(Week.of(day))[1:]:
        if week.monday <= absence.first <= week.sunday or absence.holds(max(day, week.monday)):
            asked = frozenset(work.asked(units, week))
            on = max(day, absence.first, week.monday)
            found[week] = _of_nobody(work, my_week(work, who, week, on), asked, on, absence)
    return {week: names for week, names in found.items() if names}


def _of_nobody(
    work: Work, mine: MyWeek, asked: Collection[KeyResultId], on: date, absence: Absence
) -> tuple[KeyResultId, ...]:
    open_items = [item for item in mine.items if item.goal.key_result.id in asked and not item.said]
    units = {item.goal.unit.id for item in open_items}
    members = work.members(units) if units else ()
    presence = Presence(work, on, {absence.person: absence})
    found = []
    for item in open_items:
        unit, key_result = item.goal.unit, item.goal.key_result
        team = [each for each in members if each.unit == unit.id]
        people = {duty.person for duty in duties(unit.answering, key_result, team)}
        parts = duties(unit.answering, key_result, team, presence.away(people))
        if not any(part.asked for part in parts):
            found.append(key_result.id)
    return tuple(found)
