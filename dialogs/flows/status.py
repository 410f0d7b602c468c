"""What everyone may ask at any time: how a unit stands, and what the whole tree looks like."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dialogs.flow import Flow, Situation, Tell
from dialogs.flows.digest import status_action, sum_blocks
from dialogs.flows.parts import blocks, counts_sentence, today
from dialogs.flows.summing import Reach, Sum, gather_sum
from dialogs.flows.voices import Job, job_blocks, jobs
from dialogs.okr.model import Unit, UnitId
from dialogs.okr.rollup import Figures, above, roll_up, scopes
from dialogs.okr.week import Week
from dialogs.ports import Work
from dialogs.text import Day, Points, Share, Text, Verbatim, say
from dialogs.views import Button, Buttons, Heading, Note, Paragraph, Table, View

MOST_BUTTONS: Final = 8
MOST_ROWS: Final = 40
"""Units that a tree lists; a larger organisation shows the way to the person's own units."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The unit that was asked for, or those that it could have been."""

    asked: str
    summed: Sum | None
    candidates: tuple[Unit, ...]
    children: tuple[Unit, ...]
    jobs: tuple[Job, ...] = ()


def gather(work: Work, situation: Situation) -> Facts:
    """Find the unit by id or name, else the person's own; gather its sum."""
    asked = situation.arg("unit").strip()
    units = work.units()
    unit, candidates = find_unit(units, asked) if asked else (_own(work, situation, units), ())
    if unit is None:
        return Facts(asked, None, candidates, ())
    return Facts(
        asked=asked,
        summed=gather_sum(work, unit, Reach.of_status(today(situation.now, situation.reader))),
        candidates=(),
        children=tuple(each for each in units if each.parent == unit.id),
        jobs=jobs(work, unit),
    )


def _own(work: Work, situation: Situation, units: Sequence[Unit]) -> Unit | None:
    own = [unit for unit, _ in work.units_of(situation.person.id)]
    top = [unit for unit in units if unit.parent is None]
    return next(iter([*own, *top]), None)


def find_unit(units: Sequence[Unit], asked: str) -> tuple[Unit | None, tuple[Unit, ...]]:
    """Return the one unit of that id or name, or else those that could have been meant.

    Part of a name is enough where only one unit has it; a near miss is offered and never taken.
    """
    wanted = asked.casefold()
    for found in (
        [unit for unit in units if unit.id.casefold() == wanted],
        [unit for unit in units if unit.name.casefold() == wanted],
        [unit for unit in units if wanted in unit.name.casefold()],
    ):
        if len(found) == 1:
            return found[0], ()
        if found:
            return None, tuple(found[:MOST_BUTTONS])
    names = [unit.name.casefold() for unit in units]
    near = set(difflib.get_close_matches(wanted, names, n=MOST_BUTTONS, cutoff=0.6))
    return None, tuple(unit for unit in units if unit.name.casefold() in near)[:MOST_BUTTONS]


def tell(facts: Facts) -> View:
    """Show a unit's status as its digest would, or ask which unit was meant."""
    if facts.summed is None:
        return _which(facts)
    summed = facts.summed
    title = say("status-title", unit=summed.unit.name, week=Week.of(summed.reach.on))
    if summed.empty:
        nothing = Paragraph(say("status-nothing"))
        return View(title, (Heading(title), nothing, *job_blocks(facts.jobs), *_children(facts)))
    summary = say(
        "digest-summary",
        unit=summed.unit.name,
        week=Week.of(summed.reach.on),
        counts=counts_sentence(summed.roll_up.figures),
    )
    shown = (*sum_blocks(summed, None), *job_blocks(facts.jobs))
    return View(summary, (Heading(title), *shown, *_children(facts)))


def _children(facts: Facts) -> tuple[Buttons, ...]:
    shown = facts.children[:MOST_BUTTONS]
    return (Buttons(unit_buttons(shown)),) if shown else ()


def unit_buttons(units: Sequence[Unit]) -> tuple[Button, ...]:
    """Return a button for the status of each unit."""
    return tuple(Button(Verbatim(unit.name), status_action(unit)) for unit in units)


def _which(facts: Facts) -> View:
    units = facts.candidates
    text = say(_which_key(facts), asked=facts.asked)
    buttons = (Buttons(unit_buttons(units)),) if units else ()
    return View(text, (Paragraph(text), *buttons, Note(say("status-hint"))))


def _which_key(facts: Facts) -> str:
    if not facts.candidates:
        return "status-unknown"
    wanted = facts.asked.casefold()
    fitting = all(wanted in unit.name.casefold() for unit in facts.candidates)
    return "status-which" if fitting else "status-near"


@dataclass(frozen=True, slots=True)
class TreeFacts:
    """The organisation's units, each with the figures that its own status would show."""

    name: str
    on: date
    rows: tuple[tuple[int, Unit, Figures], ...]
    left_out: int
    kept: date | None
    """The end of the cycle whose figures some rows still show; None: no row does."""


def gather_tree(work: Work, situation: Situation) -> TreeFacts:
    """Gather the whole tree; of a large one the top and the way to the person's own units."""
    units = work.units()
    on = today(situation.now, situation.reader)
    parents = {unit.id: unit.parent for unit in units}
    shown = _shown(units, {unit.id for unit, _ in work.units_of(situation.person.id)})
    inside = scopes(work.lines(None, on), parents, [unit.id for unit in shown])
    # As a status does: what has nothing in the running cycles shows those that ended last.
    bare = [unit for unit, found in inside.items() if not found]
    ended = work.last_cycle_end(on) if bare else None
    if ended is not None:
        inside |= scopes(work.lines(None, on, ended), parents, bare)
    kept = ended if any(inside[unit] for unit in bare) else None
    rows = tuple(
        (len(above(parents, unit.id)), unit, roll_up(inside[unit.id], asked=0, answered=0).figures)
        for unit in shown
    )
    return TreeFacts(work.organisation.name, on, rows, len(units) - len(shown), kept)


def _shown(units: Sequence[Unit], own: set[UnitId]) -> list[Unit]:
    if len(units) <= MOST_ROWS:
        return list(units)
    parents = {unit.id: unit.parent for unit in units}
    path: set[UnitId | None] = {None}
    for unit in own:
        step: UnitId | None = unit
        while step is not None and step not in path:
            path.add(step)
            step = parents.get(step)
    return [unit for unit in units if unit.parent in path][:MOST_ROWS]


def tell_tree(facts: TreeFacts) -> View:
    """Show the tree as a table: each unit with what lies in it and below it."""
    title = say("tree-title", organisation=facts.name, week=Week.of(facts.on))
    rows = tuple(
        (
            Verbatim("\u2003" * depth + unit.name),
            counts_sentence(figures),
            _share(figures.progress),
            _points(figures.confidence),
        )
        for depth, unit, figures in facts.rows
    )
    header = (
        say("tree-unit"),
        say("fact-key-results"),
        say("fact-progress"),
        say("fact-confidence"),
    )
    shown = blocks(
        Heading(title),
        Table(title, header, rows),
        None if facts.kept is None else Note(say("tree-kept", day=Day(facts.kept))),
        Note(say("tree-left-out", count=facts.left_out)) if facts.left_out else None,
        Note(say("status-hint")),
    )
    return View(title, shown)


def _share(progress: float | None) -> Text:
    return say("value-none") if progress is None else say("value-share", share=Share(progress))


def _points(confidence: float | None) -> Text:
    if confidence is None:
        return say("value-none")
    return say("value-points", points=Points(confidence))


FLOW: Final = Flow("status", (Tell("show", gather, tell), Tell("tree", gather_tree, tell_tree)))
