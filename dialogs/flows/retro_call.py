"""What the end of a cycle sets off: those who facilitate are told that a look back is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from dialogs.events import Moment
from dialogs.flow import Happening, Occasion
from dialogs.flows.calling import call_each, hour_of_call
from dialogs.flows.check_in.facts import reader_of
from dialogs.flows.digest import status_action
from dialogs.flows.parts import blocks, counts_sentence, why_button
from dialogs.flows.retro.moves import stage_words
from dialogs.flows.retro.setting import NAME as RETRO_FLOW
from dialogs.flows.rights import carers_of
from dialogs.okr.model import CycleId, Person, PersonId, Unit, UnitId
from dialogs.okr.retro import ChangeState, Stage
from dialogs.okr.rhythm import retro_before
from dialogs.okr.rollup import Figures, roll_up
from dialogs.ports import Schedule, ScheduleKind, Work
from dialogs.posts import Post, PostKey, PostKind
from dialogs.text import Day, Listing, Reader, Text, Verbatim, say
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

MOST_NAMES: Final = 3
"""Units that a call names in its title."""
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


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody who facilitates one unit, or several that are called together."""

    person: Person
    reader: Reader
    closings: tuple[Closing, ...]
    at: datetime
    """Aware, UTC: when the call should reach them."""
    opens: datetime
    """Aware, UTC: when it may; later than ``at`` once that has passed."""
    away: bool


@dataclass(frozen=True, slots=True)
class CallFacts:
    """A unit whose cycle ends, and who is told so on its account."""

    occasion: Occasion
    unit: Unit | None
    end: date
    called: tuple[Called, ...]


def gather(work: Work, occasion: Occasion) -> CallFacts:
    """Gather who facilitates the unit, else who leads it.

    Who looks after several units that are called as long before is called once for all of them: on
    account of the first.
    """
    moment = occasion.moment
    unit = work.unit(UnitId(moment.subject))
    schedule = work.schedule(ScheduleKind.RETRO, moment.subject)
    end = _end(moment)
    if unit is None or schedule is None or not _closes(work, unit, end):
        return CallFacts(occasion, unit, end, ())
    people = carers_of(work, unit.id)
    away = work.away([each.id for each in people], moment.day)
    called = (
        _called(work, occasion, schedule, unit, person, away=person.id in away)
        for person in people
        if [each.id for each in _called_for(work, person.id, unit, end)][:1] == [unit.id]
    )
    return CallFacts(occasion, unit, end, tuple(called))


def _end(moment: Moment) -> date:
    """Return the cycle's last day, which the period ends with (``meeting-2026-12-31``)."""
    try:
        return date.fromisoformat(moment.period[-len("2026-12-31") :])
    except ValueError:
        return moment.day


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


def _called(
    work: Work, occasion: Occasion, schedule: Schedule, unit: Unit, person: Person, *, away: bool
) -> Called:
    moment = occasion.moment
    organisation = work.organisation
    units = _called_for(work, person.id, unit, _end(moment))
    home = Reader(units[0].language or organisation.language, schedule.zone)
    reader = reader_of(person, home)
    at, opens = hour_of_call(occasion, schedule, reader)
    return Called(
        person=person,
        reader=reader,
        closings=tuple(_closing(work, each, moment) for each in units),
        at=at,
        opens=opens,
        away=away,
    )


def _closing(work: Work, unit: Unit, moment: Moment) -> Closing:
    cycle = _cycle_of(work, unit, _end(moment))
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


def compose(facts: CallFacts) -> tuple[tuple[Write, ...], tuple[Post, ...]]:
    """Call each of them, and note who is away."""
    if facts.unit is None:
        return (), ()
    return call_each(
        facts.occasion.moment,
        facts.unit.id,
        PostKind.RETRO,
        facts.called,
        call_key,
        lambda called, key: _view(facts.end, called.closings, key),
    )


def call_key(unit: UnitId, period: str, person: PersonId) -> PostKey:
    """Name the one call of a person at a cycle's end, on account of a unit."""
    return PostKey(f"retro:{unit}:{period}:{person}")


def _view(end: date, closings: Sequence[Closing], key: PostKey) -> View:
    title = say("retro-title", units=_names(closings), day=Day(end))
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


def _names(closings: Sequence[Closing]) -> Text:
    """Name the units, or say how many they are where a title could not hold them."""
    if len(closings) > MOST_NAMES:
        return say("retro-units", count=len(closings))
    return Listing(tuple(Verbatim(each.unit.name) for each in closings))


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
