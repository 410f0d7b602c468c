"""What a cycle's nearing start sets off: those who look after the unit are asked to open it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dialogs.flow import Happening, Occasion
from dialogs.flows.calling import Calls, call_each, called, day_of, names_of
from dialogs.flows.cycle.facts import cycle_action
from dialogs.flows.cycle.lacks import goals_words, lacks
from dialogs.flows.parts import why_button
from dialogs.flows.rights import carers_of
from dialogs.okr.cycle import Life, Phase
from dialogs.okr.model import Cycle, PersonId, Unit, UnitId
from dialogs.ports import ScheduleKind, Work
from dialogs.posts import Post, PostKey, PostKind
from dialogs.retros import Aims
from dialogs.text import Day, say
from dialogs.views import (
    Block,
    Bullets,
    Button,
    Buttons,
    Heading,
    Note,
    Paragraph,
    View,
)
from dialogs.writes import Write

MOST_UNITS: Final = 8
"""Units of which a call tells the goals, with buttons each."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A unit's cycle that begins unless nobody opens it, and what it holds."""

    unit: Unit
    cycle: Cycle
    aims: Aims


def gather(work: Work, occasion: Occasion) -> Calls[Waiting]:
    """Gather who facilitates the unit, else who leads it.

    Who looks after several units is called once for all of them: on account of the first.
    """
    moment = occasion.moment
    start = day_of(moment)
    unit = work.unit(UnitId(moment.subject))
    schedule = work.schedule(ScheduleKind.OPENING, moment.subject)
    if unit is None or schedule is None or _waiting(work, unit, start) is None:
        return Calls(occasion, unit, start)
    people = carers_of(work, unit.id)
    away = work.away([each.id for each in people], moment.day)
    language = unit.language or work.organisation.language
    found = []
    for person in people:
        theirs = _all_waiting(work, person.id, start)
        if [each.unit.id for each in theirs[:1]] == [unit.id]:
            gone = person.id in away
            found.append(called(occasion, schedule, person, language, theirs, away=gone))
    return Calls(occasion, unit, start, tuple(found))


def _all_waiting(work: Work, person: PersonId, start: date) -> list[Waiting]:
    """Return what waits in the units that a person looks after, lowest level first."""
    cared = [
        unit
        for unit, _ in work.units_of(person)
        if person in {each.id for each in carers_of(work, unit.id)}
    ]
    found = (_waiting(work, unit, start) for unit in cared)
    return [each for each in found if each is not None]


def _waiting(work: Work, unit: Unit, start: date) -> Waiting | None:
    life = next((each for each in work.lives([unit.id])[unit.id] if _waits(each, start)), None)
    return None if life is None else Waiting(unit, life.cycle, work.aims(unit.id, life.cycle.id))


def _waits(life: Life, start: date) -> bool:
    """Say whether a cycle begins on the day once somebody opens it.

    One whose goals came in a sheet begins by itself.
    """
    planned = life.turn is not None and life.turn.phase is Phase.PLANNING
    return planned and life.cycle.start == start


def compose(calls: Calls[Waiting]) -> tuple[tuple[Write, ...], tuple[Post, ...]]:
    """Call each of them, and note who is away."""
    return call_each(
        calls,
        PostKind.OPENING,
        opening_key,
        lambda one, key: _view(calls.day, one.about, key),
    )


def opening_key(unit: UnitId, period: str, person: PersonId) -> PostKey:
    """Name the one call of a person to open a cycle, on account of a unit."""
    return PostKey(f"opening:{unit}:{period}:{person}")


def _view(start: date, waiting: Sequence[Waiting], key: PostKey) -> View:
    title = say("opening-title", units=names_of([each.unit for each in waiting]), day=Day(start))
    shown = waiting[:MOST_UNITS]
    left = len(waiting) - len(shown)
    rest: tuple[Block, ...] = (Note(say("opening-more", count=left)),) if left else ()
    return View(
        summary=title,
        blocks=(
            Heading(title),
            Paragraph(say("opening-lead", count=len(waiting))),
            *(block for each in shown for block in _unit_blocks(each, alone=len(waiting) == 1)),
            *rest,
            Note(say("opening-otherwise")),
            Buttons((why_button(key),)),
        ),
    )


def _unit_blocks(each: Waiting, *, alone: bool) -> Iterator[Block]:
    if not alone:
        yield Heading(say("opening-unit", unit=each.unit.name, cycle=each.cycle.name), 2)
    yield Paragraph(goals_words(each.aims))
    found = tuple(lacks(each.aims))
    if found:
        yield Bullets(found)
    if not each.aims.objectives:
        yield Note(say("cycle-goals-how"))
    opens = cycle_action("open", each.unit.id, each.cycle.id)
    yield Buttons(
        (
            Button(say("button-cycle-open"), opens, main=alone),
            Button(say("button-cycle-show"), cycle_action("show", each.unit.id)),
        )
    )


OPENING: Final = Happening(gather, compose)
