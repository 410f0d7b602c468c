"""The retros of a unit and all below it: scores, themes, what was agreed; never anybody's note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dialogs.flow import Flow, Situation, Tell
from dialogs.flows.parts import blocks, today
from dialogs.flows.retro.wording import fit_counts
from dialogs.flows.status import MOST_BUTTONS, MOST_ROWS, find_unit
from dialogs.okr.cycle import Life, Phase, phases
from dialogs.okr.model import Cycle, Unit, UnitId
from dialogs.okr.retro import Change, ChangeState, Retro, RetroId, Score, Stage, Theme, mean_score
from dialogs.okr.rollup import below
from dialogs.ports import Work
from dialogs.text import Points, Text, Verbatim, say
from dialogs.views import (
    Action,
    Block,
    Bullets,
    Button,
    Buttons,
    Details,
    Fact,
    Facts,
    Heading,
    Note,
    Paragraph,
    Table,
    View,
)

NAME: Final = "retros"
FIRST_THEMES, MORE_THEMES = 5, 20
"""Themes in the open, and those that are folded away; of the rest only the number is told."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A unit, the cycle that it could look back on last, and what came of that."""

    unit: Unit
    cycle: Cycle
    retro: Retro | None = None
    """None: nobody has begun it."""
    scores: tuple[Score, ...] = ()
    themes: tuple[Theme, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def published(self) -> bool:
        """Whether everybody may read it."""
        return self.retro is not None and self.retro.stage is Stage.PUBLISHED


@dataclass(frozen=True, slots=True)
class RollUpFacts:
    """A unit with all below it that have a cycle to look back on."""

    asked: str
    unit: Unit | None
    candidates: tuple[Unit, ...] = ()
    looked: tuple[Looked, ...] = ()
    """In the order of the tree."""
    branches: Mapping[UnitId, tuple[Unit, frozenset[UnitId]]] | None = None
    """Each unit right below, with all that is in it."""


def gather(work: Work, situation: Situation) -> RollUpFacts:
    """Find the unit by id or name, else the person's own; gather what its retros say.

    However many units there are, each kind of thing is read at once for all of them.
    """
    asked = situation.arg("unit").strip()
    units = work.units()
    unit, candidates = find_unit(units, asked) if asked else (_own(work, situation, units), ())
    if unit is None:
        return RollUpFacts(asked, None, candidates)
    parents = {each.id: each.parent for each in units}
    inside = below(parents, unit.id)
    shown = [each for each in units if each.id in inside]
    on = today(situation.now, situation.reader)
    looked = _looked(work, shown, on)
    branches = {
        each.id: (each, below(parents, each.id)) for each in shown if each.parent == unit.id
    }
    return RollUpFacts(asked, unit, (), looked, branches)


def _own(work: Work, situation: Situation, units: Sequence[Unit]) -> Unit | None:
    own = [unit for unit, _ in work.units_of(situation.person.id)]
    return next(iter([*own, *(unit for unit in units if unit.parent is None)]), None)


def _looked(work: Work, units: Sequence[Unit], on: date) -> tuple[Looked, ...]:
    ids = [each.id for each in units]
    lives, retros = work.lives(ids), work.retros_of(ids)
    of_unit: dict[UnitId, dict[str, Retro]] = {}
    for retro in retros:
        of_unit.setdefault(retro.unit, {})[retro.cycle] = retro
    found: list[Looked] = []
    for unit in units:
        begun = of_unit.get(unit.id, {})
        cycle = _last(lives.get(unit.id, ()), begun, on)
        if cycle is not None:
            found.append(Looked(unit, cycle, begun.get(cycle.id)))
    return _filled(work, found)


def _last(lives: Sequence[Life], begun: Mapping[str, Retro], on: date) -> Cycle | None:
    """Return the cycle that ended last in a unit, or that its people look back on already."""
    phase_of = phases(lives, on)
    over = [
        each.cycle
        for each in lives
        if each.cycle.id in begun or phase_of[each.cycle.id] in {Phase.REVIEW, Phase.CLOSED}
    ]
    return max(over, key=lambda each: (each.end, each.start, each.id), default=None)


def _filled(work: Work, looked: Sequence[Looked]) -> tuple[Looked, ...]:
    """Add what published retros say; of one that is under way nothing is told."""
    ids = [each.retro.id for each in looked if each.retro is not None and each.published]
    scores = work.scores(ids) if ids else {}
    themes = work.themes(ids) if ids else {}
    changes = work.changes_of(ids) if ids else {}

    def of(each: Looked) -> Looked:
        retro: RetroId | None = each.retro.id if each.retro is not None else None
        if retro is None or not each.published:
            return each
        return Looked(
            each.unit,
            each.cycle,
            each.retro,
            tuple(scores.get(retro, ())),
            tuple(themes.get(retro, ())),
            tuple(changes.get(retro, ())),
        )

    return tuple(of(each) for each in looked)


# --- telling --------------------------------------------------------------------------------------


def tell(facts: RollUpFacts) -> View:
    """Show the roll-up, or ask which unit was meant."""
    unit = facts.unit
    if unit is None:
        return _which(facts)
    title = say("retros-title", unit=unit.name)
    if not facts.looked:
        nothing = say("retros-none")
        return View(title, (Heading(title), Paragraph(nothing), *_children(facts)))
    lead = _lead(facts.looked)
    return View(
        title,
        blocks(
            Heading(title),
            Paragraph(lead),
            _figures(facts.looked),
            *_theme_blocks(facts.looked),
            *_table(facts, unit),
            Note(say("retros-notes-private")),
            *_children(facts),
        ),
    )


def _lead(looked: Sequence[Looked]) -> Text:
    begun = sum(each.retro is not None and not each.published for each in looked)
    published = sum(each.published for each in looked)
    return say("retros-lead", all=len(looked), published=published, begun=begun)


def _figures(looked: Sequence[Looked]) -> Block | None:
    """Put the mean score, how goals were set, and the changes side by side."""
    scores = [score for each in looked for score in each.scores]
    changes = [change for each in looked for change in each.changes]
    mean = mean_score([each.score for each in scores])
    items: list[Fact] = []
    if mean is not None:
        value = say("retros-score-value", score=Points(mean), count=len(scores))
        items.append(Fact(say("retros-score"), value))
        items.append(Fact(say("retros-fits"), fit_counts([each.fit for each in scores])))
    if changes:
        done = sum(each.state is ChangeState.DONE for each in changes)
        way = sum(each.state is ChangeState.UNDER_WAY for each in changes)
        value = say("retros-changes-value", count=len(changes), done=done, way=way)
        items.append(Fact(say("retros-changes"), value))
    return Facts(tuple(items)) if items else None


def _theme_blocks(looked: Sequence[Looked]) -> Iterator[Block]:
    """Name the themes, those with the most dots first."""
    named = [(theme, each.unit) for each in looked for theme in each.themes]
    named.sort(key=lambda pair: (-pair[0].dots, pair[0].position, pair[0].title.casefold()))
    if not named:
        return
    lines = [
        say("retros-theme", theme=theme.title, unit=unit.name, count=theme.dots)
        for theme, unit in named
    ]
    yield Heading(say("retros-themes"), 2)
    yield Bullets(tuple(lines[:FIRST_THEMES]))
    rest = lines[FIRST_THEMES : FIRST_THEMES + MORE_THEMES]
    if rest:
        left = len(lines) - FIRST_THEMES - len(rest)
        more = blocks(
            Bullets(tuple(rest)), Note(say("retros-left-out", count=left)) if left else None
        )
        yield Details(say("retros-more-themes", count=len(lines) - FIRST_THEMES), more)


def _table(facts: RollUpFacts, unit: Unit) -> Iterator[Block]:
    """List the unit itself and each right below it, with all that is in that one."""
    of_unit = {each.unit.id: each for each in facts.looked}
    rows: list[tuple[Text, ...]] = []
    own = of_unit.get(unit.id)
    if own is not None:
        rows.append(_row(unit, (own,)))
    for child, inside in (facts.branches or {}).values():
        looked = tuple(each for each in facts.looked if each.unit.id in inside)
        if looked:
            rows.append(_row(child, looked))
    title = say("retros-units")
    header = (say("retros-unit"), say("retros-state"), say("summary-score"))
    yield Heading(title, 2)
    yield Table(title, header, tuple(rows[:MOST_ROWS]))
    if len(rows) > MOST_ROWS:
        yield Note(say("retros-more-units", count=len(rows) - MOST_ROWS))


def _row(unit: Unit, looked: Sequence[Looked]) -> tuple[Text, ...]:
    mean = mean_score([score.score for each in looked for score in each.scores])
    figure = say("value-none") if mean is None else say("value-points", points=Points(mean))
    return Verbatim(unit.name), _state(unit, looked), figure


def _state(unit: Unit, looked: Sequence[Looked]) -> Text:
    if len(looked) > 1 or looked[0].unit.id != unit.id:
        published = sum(each.published for each in looked)
        return say("retros-counted", published=published, all=len(looked))
    (only,) = looked
    if only.published:
        return say("retros-published")
    return say("retros-not-begun" if only.retro is None else "retros-under-way")


def _children(facts: RollUpFacts) -> tuple[Buttons, ...]:
    """Lead to each unit right below: to its roll-up, or to its retro where nothing is below it."""
    buttons = [
        Button(Verbatim(child.name), _towards(child, inside))
        for child, inside in (facts.branches or {}).values()
    ]
    return (Buttons(tuple(buttons[:MOST_BUTTONS])),) if buttons else ()


def _towards(unit: Unit, inside: frozenset[UnitId]) -> Action:
    flow = NAME if len(inside) > 1 else "retro"
    return Action(flow, "show", (("unit", unit.id),))


def _which(facts: RollUpFacts) -> View:
    key = "status-which" if facts.candidates else "status-unknown"
    text = say(key, asked=facts.asked)
    buttons = tuple(
        Button(Verbatim(each.name), Action(NAME, "show", (("unit", each.id),)))
        for each in facts.candidates
    )
    return View(text, blocks(Paragraph(text), Buttons(buttons) if buttons else None))


FLOW: Final = Flow(NAME, (Tell("show", gather, tell),))
