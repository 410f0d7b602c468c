"""What the end of a cycle sets off: those who facilitate are told that a look back is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dialogs.events import Moment
from dialogs.flow import Happening, Occasion
from dialogs.flows.calling import Calls, call_each, called, day_of, names_of
from dialogs.flows.digest import status_action
from dialogs.flows.parts import blocks, counts_sentence, why_button
from dialogs.flows.retro.moves import stage_words
from dialogs.flows.retro.setting import NAME as RETRO_FLOW
from dialogs.flows.rights import carers_of
from dialogs.okr.model import CycleId, PersonId, Unit, UnitId
from dialogs.okr.retro import ChangeState, Stage
from dialogs.okr.rhythm import retro_before
from dialogs.okr.rollup import Figures, roll_up
from dialogs.ports import ScheduleKind, Work
from dialogs.posts import Post, PostKey, PostKind
from dialogs.text import Day, Listing, Text, Verbatim, say
from dialogs.views import (
    Action,
    Block,
    Bullets,
    Button,
    Buttons,
    Fact,
    Facts,
    Heading,
    Paragraph,
    View,
)
from dialogs.writes import Write

MOST_UNITS: Final = 8
"""Units of which a call shows figures and a button each."""


@dataclass(frozen=True, slots=True)
class Closing:
    """A unit whose cycle ends, and how its own key results stand."""

    unit: Unit
    figures: Figures
    unheard: int = 0
    """Changes of the last retro of which nothing has been heard."""
    stage: Stage | None = None
    """How far its retro is; None: nobody has begun it."""

    @property
    def unanswered(self) -> int:
        """Key results that were never answered, or have no fresh answer."""
        return self.figures.stale + self.figures.new


def gather(work: Work, occasion: Occasion) -> Calls[Closing]:
    """Gather who facilitates the unit, else who leads it.

    Who looks after several units that are called as long before is called once for all of them: on
    account of the first.
    """
    moment = occasion.moment
    unit = work.unit(UnitId(moment.subject))
    schedule = work.schedule(ScheduleKind.RETRO, moment.subject)
    end = day_of(moment)
    if unit is None or schedule is None or not _closes(work, unit, end):
        return Calls(occasion, unit, end)
    people = carers_of(work, unit.id)
    away = work.away([each.id for each in people], moment.day)
    language = unit.language or work.organisation.language
    found = []
    for person in people:
        units = _called_for(work, person.id, unit, end)
        if [each.id for each in units[:1]] == [unit.id]:
            theirs = [_closing(work, each, moment) for each in units]
            gone = person.id in away
            found.append(called(occasion, schedule, person, language, theirs, away=gone))
    return Calls(occasion, unit, end, tuple(found))


def _closes(work: Work, unit: Unit, end: date) -> bool:
    """Say whether a cycle of the unit ends that nobody has looked back on yet."""
    cycle = _cycle_of(work, unit, end)
    if cycle is None:
        return False
    retro = work.retro_of(unit.id, cycle)
    return retro is None or retro.stage is not Stage.PUBLISHED


def _cycle_of(work: Work, unit: Unit, end: date) -> CycleId | None:
    goals = work.goals([unit.id], end)
    return next((goal.cycle.id for goal in goals if goal.cycle.end == end), None)


def _called_for(work: Work, person: PersonId, called: Unit, end: date) -> list[Unit]:
    """Return the units that a person is called for together with one of them, lowest level first.

    Their cycles end on the same day, and they are called as many working days before it.
    """
    return [
        unit
        for unit, _ in work.units_of(person)
        if retro_before(unit) == retro_before(called)
        and person in {each.id for each in carers_of(work, unit.id)}
        and _closes(work, unit, end)
    ]


def _closing(work: Work, unit: Unit, moment: Moment) -> Closing:
    cycle = _cycle_of(work, unit, day_of(moment))
    retro = None if cycle is None else work.retro_of(unit.id, cycle)
    changes = () if cycle is None else work.changes_in(unit.id, cycle)
    return Closing(
        unit=unit,
        figures=_figures(work, unit, moment.day),
        unheard=sum(each.state is ChangeState.AGREED for each in changes),
        stage=None if retro is None else retro.stage,
    )


def _figures(work: Work, unit: Unit, on: date) -> Figures:
    """Count the unit's own key results; those below it have people of their own."""
    own = [line for line in work.lines(unit.id, on) if line.unit == unit.id]
    return roll_up(own, asked=0, answered=0).figures


def compose(calls: Calls[Closing]) -> tuple[tuple[Write, ...], tuple[Post, ...]]:
    """Call each of them, and note who is away."""
    return call_each(
        calls,
        PostKind.RETRO,
        call_key,
        lambda one, key: _view(calls.day, one.about, key),
    )


def call_key(unit: UnitId, period: str, person: PersonId) -> PostKey:
    """Name the one call of a person at a cycle's end, on account of a unit."""
    return PostKey(f"retro:{unit}:{period}:{person}")


def _view(end: date, closings: Sequence[Closing], key: PostKey) -> View:
    title = say("retro-title", units=names_of([each.unit for each in closings]), day=Day(end))
    shown = closings[:MOST_UNITS]
    return View(
        summary=title,
        blocks=blocks(
            Heading(title),
            Paragraph(say("retro-lead", day=Day(end))),
            # Before what is missing, or a chat shows the two lists as one.
            Bullets((say("retro-well"), say("retro-not-well"), say("retro-change"))),
            Facts(
                tuple(Fact(_label(each, closings), counts_sentence(each.figures)) for each in shown)
            ),
            *_missing_blocks(shown),
            Buttons((*_buttons(shown), why_button(key))),
        ),
    )


def _missing_blocks(closings: Sequence[Closing]) -> Iterator[Block]:
    """Say what is missing from each look back, and which of them is under way."""
    yield Heading(say("retro-call-missing"), 2)
    if len(closings) > 1:
        yield Bullets(tuple(_missing_of_unit(each) for each in closings))
        return
    missing = [text for each in closings for text in _missing(each)]
    yield Bullets(tuple(missing)) if missing else Paragraph(say("retro-call-none"))


def _missing_of_unit(closing: Closing) -> Text:
    missing = tuple(_missing(closing)) or (say("retro-call-ready"),)
    return say("retro-call-unit", unit=closing.unit.name, missing=Listing(missing))


def _missing(closing: Closing) -> Iterator[Text]:
    if closing.unanswered:
        yield say("retro-call-answers", count=closing.unanswered)
    if closing.unheard:
        yield say("retro-call-news", count=closing.unheard)
    if closing.stage is not None:
        yield say("retro-call-begun", step=stage_words(closing.stage))


def _label(closing: Closing, closings: Sequence[Closing]) -> Text:
    return say("fact-key-results") if len(closings) == 1 else Verbatim(closing.unit.name)


def _buttons(closings: Sequence[Closing]) -> Iterator[Button]:
    """Offer each unit's retro; of a single unit its status as well."""
    if len(closings) > 1:
        for each in closings:
            yield Button(Verbatim(each.unit.name), _open(each.unit))
        return
    for each in closings:
        key = "retro-do-board" if each.stage is not None else "retro-do-begin"
        yield Button(say(key), _open(each.unit), main=True)
        yield Button(say("button-status"), status_action(each.unit))


def _open(unit: Unit) -> Action:
    return Action(RETRO_FLOW, "show", (("unit", unit.id),))


RETRO: Final = Happening(gather, compose)
