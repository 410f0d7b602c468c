"""Opening a cycle: from its first day on the unit is asked about its goals."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.flow import Finish
from dialogs.flows.cycle.facts import Found, Stand, cycle_action
from dialogs.flows.cycle.lacks import goals_words, lacks
from dialogs.flows.cycle.show import buttons, phase_words, which, who_turns
from dialogs.flows.parts import blocks
from dialogs.okr.cycle import Life, Phase, Turn, rivals
from dialogs.okr.model import Unit
from dialogs.text import Day, Text, say
from dialogs.views import Bullets, Button, Buttons, Note, Paragraph, Tone, View
from dialogs.writes import TurnCycle


def act(found: Found) -> Finish:
    """Open the cycle that a button names, else the one that waits; or say why it cannot be."""
    if found.unit is None:
        return Finish(which(found, "open"))
    stand = found.first(Phase.PLANNING)
    if not found.may_turn:
        return Finish(refused(found, who_turns(found)))
    if stand is None:
        return Finish(refused(found, say("cycle-nothing-to-open", unit=found.unit.name)))
    reason = _why_not(found, stand)
    if reason is not None:
        return Finish(refused(found, reason, stand))
    others = rivals(stand.life, found.lives, found.on)
    if others:
        return Finish(_in_the_way(found.unit, stand, others[0]))
    if not stand.aims.key_results:
        return Finish(_without_goals(found.unit, stand))
    turn = Turn(
        unit=found.unit.id,
        cycle=stand.cycle.id,
        number=stand.next_number,
        phase=Phase.ACTIVE,
        at=found.situation.now,
        by=found.situation.person.id,
    )
    return Finish(_opened(found, found.unit, stand), writes=(TurnCycle(turn),))


def _why_not(found: Found, stand: Stand) -> Text | None:
    """Say why a cycle cannot be opened as it stands now; None: it can."""
    cycle, turn = stand.cycle, stand.life.turn
    if stand.phase is Phase.ACTIVE:
        return say("cycle-open-already", cycle=cycle.name)
    if stand.phase is Phase.CLOSED:
        return say("cycle-open-closed", cycle=cycle.name)
    if cycle.end < found.on:
        return say("cycle-open-over", cycle=cycle.name, day=Day(cycle.end))
    if stand.phase is Phase.PLANNING and turn is not None and turn.phase is Phase.ACTIVE:
        return say("cycle-open-waits", cycle=cycle.name, day=Day(cycle.start))
    return None


def refused(found: Found, why: Text, stand: Stand | None = None) -> View:
    """Say why nothing was done, with what can be done instead."""
    row: tuple[Button, ...] = ()
    if found.unit is not None:
        if stand is not None:
            row = tuple(buttons(found, found.unit, stand))
        show = Button(say("button-cycle-show"), cycle_action("show", found.unit.id))
        row = (*row, show)
    return View(why, blocks(Paragraph(why, Tone.CARE), Buttons(row) if row else None))


def _in_the_way(unit: Unit, stand: Stand, other: Life) -> View:
    why = say(
        "cycle-open-rival",
        cycle=stand.cycle.name,
        other=other.cycle.name,
        day=Day(other.cycle.end),
    )
    close = cycle_action("close", unit.id, other.cycle.id)
    row = (
        Button(say("button-cycle-close-other", cycle=other.cycle.name), close, main=True),
        Button(say("button-cycle-show"), cycle_action("show", unit.id)),
    )
    return View(why, (Paragraph(why, Tone.CARE), Buttons(row)))


def _without_goals(unit: Unit, stand: Stand) -> View:
    why = say("cycle-open-no-goals", cycle=stand.cycle.name, unit=unit.name)
    row = (Button(say("button-cycle-show"), cycle_action("show", unit.id)),)
    return View(
        why,
        blocks(
            Paragraph(why, Tone.CARE),
            Bullets(tuple(lacks(stand.aims))) if stand.aims.objectives else None,
            Note(say("cycle-goals-how")),
            Buttons(row),
        ),
    )


def _opened(found: Found, unit: Unit, stand: Stand) -> View:
    cycle = stand.cycle
    key = "cycle-opened" if cycle.start <= found.on else "cycle-opened-from"
    done = say(key, unit=unit.name, cycle=cycle.name, day=Day(cycle.start))
    return View(
        done,
        blocks(
            Paragraph(done, Tone.GOOD),
            Paragraph(goals_words(stand.aims)),
            *_advice(stand),
            Buttons((Button(say("button-cycle-show"), cycle_action("show", unit.id)),)),
        ),
    )


def _advice(stand: Stand) -> Iterator[Bullets | Note]:
    found = tuple(lacks(stand.aims))
    if found:
        yield Bullets(found)
        yield Note(say("cycle-lacks-how"))


def phase_is(stand: Stand) -> Text:
    """Say in which phase a cycle is now."""
    return say("cycle-is", cycle=stand.cycle.name, phase=phase_words(stand.phase))
