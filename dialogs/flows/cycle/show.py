"""A unit's cycles as everyone may see them: phases, goals, and who has turned what when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from dialogs.flows.cycle.facts import Found, Stand, by_cycle, cycle_action, newest_first
from dialogs.flows.cycle.lacks import counts, goals_words, lacks
from dialogs.flows.parts import blocks
from dialogs.flows.status import MOST_BUTTONS
from dialogs.okr.cycle import BY_RETRO, Phase, Turn
from dialogs.okr.model import Cycle, Objective, ObjectiveId, Unit
from dialogs.okr.retro import Stage
from dialogs.text import Day, Instant, Listing, Text, Verbatim, say
from dialogs.views import (
    Action,
    Block,
    Bullets,
    Button,
    Buttons,
    Details,
    Heading,
    Note,
    Paragraph,
    View,
)

MOST_CLOSED: Final = 4
"""Closed cycles that are shown, folded away."""


def tell(found: Found) -> View:
    """Show a unit's cycles: what runs and what comes in the open, what is over folded away."""
    if found.unit is None:
        return which(found, "show")
    title = say("cycle-title", unit=found.unit.name)
    stands = list(newest_first(found.shown))
    known = by_cycle(found.shown)
    closed = [each for each in stands if each.phase is Phase.CLOSED]
    hidden = closed[:MOST_CLOSED] if len(closed) < len(stands) else closed[1:MOST_CLOSED]
    shown = [each for each in stands if each not in closed] or closed[:1]
    parts: list[Block] = [Heading(title)]
    for each in shown:
        parts += _cycle_blocks(found, found.unit, each, known)
    if not stands:
        parts += [Paragraph(say("cycle-none")), Note(say("cycle-goals-how"))]
    if hidden:
        folded = tuple(
            block for each in hidden for block in _cycle_blocks(found, found.unit, each, known)
        )
        parts.append(Details(say("cycle-closed-ones", count=len(hidden)), folded))
    return View(title, (*parts, *_footer(found)))


def _footer(found: Found) -> Iterator[Block]:
    if not found.may_turn:
        yield Note(who_turns(found))


def who_turns(found: Found) -> Text:
    """Say who may turn a unit's cycles."""
    if not found.turners:
        return say("cycle-refused-nobody")
    names = Listing(tuple(Verbatim(each.name) for each in found.turners))
    return say("cycle-refused", people=names)


def _cycle_blocks(
    found: Found, unit: Unit, stand: Stand, known: Mapping[ObjectiveId, tuple[Objective, Cycle]]
) -> Iterator[Block]:
    yield Heading(say("cycle-name", cycle=stand.cycle.name, phase=phase_words(stand.phase)), 2)
    yield Paragraph(_days(stand))
    counted = counts(stand.aims)
    if stand.aims.objectives:
        yield Bullets(tuple(_goal(each, counted[each.id], known) for each in stand.aims.objectives))
    else:
        yield Paragraph(goals_words(stand.aims))
    if stand.phase is Phase.PLANNING:
        found_lacks = tuple(lacks(stand.aims))
        if found_lacks:
            yield Bullets(found_lacks)
    if stand.turns:
        told = tuple(turn_words(found, each) for each in reversed(stand.turns))
        yield Details(say("cycle-history", count=len(told)), (Bullets(told),))
    row = tuple(buttons(found, unit, stand))
    if row:
        yield Buttons(row)


def phase_words(phase: Phase) -> Text:
    """Name a phase."""
    return say(f"cycle-phase-{phase.value}")


def _days(stand: Stand) -> Text:
    """Say when a cycle begins and ends, and what it waits for."""
    cycle, turn = stand.cycle, stand.life.turn
    days: dict[str, Day] = {"start": Day(cycle.start), "end": Day(cycle.end)}
    if stand.phase is not Phase.PLANNING:
        return say("cycle-days", **days)
    if turn is not None and turn.phase is Phase.PLANNING:
        return say("cycle-days-waiting", **days)
    return say("cycle-days-coming", **days)


def _goal(
    objective: Objective, count: int, known: Mapping[ObjectiveId, tuple[Objective, Cycle]]
) -> Text:
    told = say("cycle-goal", title=objective.title, results=say("cycle-results", count=count))
    if objective.continues is None:
        return told
    before = known.get(objective.continues)
    if before is None:
        return say("cycle-goal-continues", goal=told)
    former, cycle = before
    if former.title == objective.title:
        return say("cycle-goal-continues-from", goal=told, cycle=cycle.name)
    return say("cycle-goal-continues-as", goal=told, former=former.title, cycle=cycle.name)


def turn_words(found: Found, turn: Turn) -> Text:
    """Say who has turned a cycle when, into what, and why."""
    said: dict[str, Text | Instant | str] = {
        "phase": phase_words(turn.phase),
        "who": found.names.get(turn.by, turn.by),
        "at": Instant(turn.at),
    }
    if not turn.reason:
        return say("cycle-turn", **said)
    reason = say("cycle-by-retro") if turn.reason == BY_RETRO else turn.reason
    return say("cycle-turn-because", **said, reason=reason)


def buttons(found: Found, unit: Unit, stand: Stand) -> Iterator[Button]:
    """Yield what can be done with a cycle: by those who may, and only what makes sense now."""

    def of(key: str, step: str, *, main: bool = False) -> Button:
        return Button(say(key), cycle_action(step, unit.id, stand.cycle.id), main)

    over = stand.phase is Phase.REVIEW or stand.cycle.end < found.on
    if over and stand.phase is not Phase.CLOSED:
        yield retro_button(unit)
    if not found.may_turn:
        return
    match stand.phase:
        case Phase.PLANNING:
            opened = stand.life.turn is not None and stand.life.turn.phase is Phase.ACTIVE
            if not opened and stand.cycle.end >= found.on:
                yield of("button-cycle-open", "open", main=True)
            yield of("button-cycle-close", "close")
        case Phase.ACTIVE:
            yield of("button-cycle-review", "review")
            yield of("button-cycle-close", "close")
        case Phase.REVIEW:
            if stand.cycle.end >= found.on:
                yield of("button-cycle-resume", "open")
            yield of("button-cycle-close", "close")
        case Phase.CLOSED:
            yield of("button-cycle-reopen", "reopen")


def retro_button(unit: Unit, *, main: bool = False) -> Button:
    """Return what shows a unit's retro."""
    return Button(say("button-cycle-retro"), Action("retro", "show", (("unit", unit.id),)), main)


def is_published(stand: Stand) -> bool:
    """Say whether the unit has looked back on a cycle, and published what it saw."""
    return stand.retro is not None and stand.retro.stage is Stage.PUBLISHED


def which(found: Found, step: str) -> View:
    """Ask which unit is meant, or say that there is none of that name."""
    if found.candidates:
        text = say("status-which", asked=found.asked)
    elif found.asked:
        text = say("status-unknown", asked=found.asked)
    else:
        text = say("cycle-no-unit")
    row = tuple(
        Button(Verbatim(unit.name), cycle_action(step, unit.id))
        for unit in found.candidates[:MOST_BUTTONS]
    )
    return View(text, blocks(Paragraph(text), Buttons(row) if row else None))
