"""What the week's moments set off: a unit is asked, and who has not answered is reminded once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from dialogs.events import Moment
from dialogs.flow import Happening, OpenObligations, Write
from dialogs.flows.check_in.asking import prompt_view, reminder_view
from dialogs.flows.check_in.facts import (
    prompt_key,
    reader_of,
    receipt_key,
    reminder_key,
)
from dialogs.flows.my_week import MyWeek, my_week
from dialogs.flows.parts import today
from dialogs.okr.duty import duties
from dialogs.okr.model import Person, Unit, UnitId
from dialogs.okr.week import Week
from dialogs.ports import Goal, Work
from dialogs.posts import Post, PostKey, PostKind, ToPerson
from dialogs.text import Reader


@dataclass(frozen=True, slots=True)
class _Asked:
    """One person whom a moment concerns."""

    mine: MyWeek
    reader: Reader
    posted: frozenset[PostKey]


@dataclass(frozen=True, slots=True)
class Facts:
    """A unit whose hour has come, and those who answer for it."""

    unit: Unit | None
    week: Week
    goals: tuple[Goal, ...]
    people: tuple[_Asked, ...]
    now: datetime


def gather(work: Work, moment: Moment, now: datetime) -> Facts:
    """Gather who answers for the unit in the moment's week."""
    week = Week.read(moment.period)
    unit = work.unit(UnitId(moment.subject))
    if unit is None:
        return Facts(unit, week, (), (), now)
    reader = _home(unit, Reader(work.organisation.language, work.organisation.zone))
    on = today(now, reader)
    goals = tuple(work.goals([unit.id], min(max(on, week.monday), week.sunday)))
    members = work.members([unit.id])
    answerers = dict.fromkeys(
        duty.person for goal in goals for duty in duties(unit.answering, goal.key_result, members)
    )
    known = work.people(answerers)
    people = tuple(
        _asked(work, known[person], week, on, reader) for person in answerers if person in known
    )
    return Facts(unit, week, goals, people, now)


def _asked(work: Work, person: Person, week: Week, on: date, home: Reader) -> _Asked:
    keys = (
        prompt_key(week, person.id),
        reminder_key(week, person.id),
        receipt_key(week, person.id),
    )
    return _Asked(
        mine=my_week(work, person, week, on),
        reader=reader_of(person, home),
        posted=work.posted(keys),
    )


def _home(unit: Unit, fallback: Reader) -> Reader:
    return Reader(unit.language or fallback.language, unit.zone or fallback.zone)


def compose_ask(facts: Facts) -> tuple[tuple[Write, ...], tuple[Post, ...]]:
    """Open the unit's obligations, and ask everyone who has not been asked this week.

    A person is asked once a week across all teams; who has already answered is not asked at all.
    """
    if facts.unit is None or not facts.goals:
        return (), ()
    asked = OpenObligations(
        facts.unit.id, facts.week, tuple(goal.key_result.id for goal in facts.goals)
    )
    posts = tuple(
        Post(
            key=prompt_key(facts.week, each.mine.person.id),
            kind=PostKind.PROMPT,
            recipient=ToPerson(each.mine.person.id),
            reader=each.reader,
            view=prompt_view(each.mine, facts.unit),
            at=facts.now,
        )
        for each in facts.people
        if each.mine.open_items and prompt_key(facts.week, each.mine.person.id) not in each.posted
    )
    return (asked,), posts


def compose_reminder(facts: Facts) -> tuple[tuple[Write, ...], tuple[Post, ...]]:
    """Remind, once a week, those who were asked and have not answered."""
    return (), tuple(_reminders(facts))


def _reminders(facts: Facts) -> Iterator[Post]:
    for each in facts.people:
        person, left = each.mine.person.id, each.mine.open_items
        was_asked = prompt_key(facts.week, person) in each.posted
        reminded = reminder_key(facts.week, person) in each.posted
        if left and was_asked and not reminded and facts.unit is not None:
            yield Post(
                key=reminder_key(facts.week, person),
                kind=PostKind.REMINDER,
                recipient=ToPerson(person),
                reader=each.reader,
                view=reminder_view(each.mine),
                at=facts.now,
            )


ASK: Final = Happening(gather, compose_ask)
REMIND: Final = Happening(gather, compose_reminder)
