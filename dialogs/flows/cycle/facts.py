"""What a unit's cycles are: their phases, what the unit wants in them, who has turned them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from dialogs.flow import Situation
from dialogs.flows.parts import day_of, today
from dialogs.flows.rights import may, those_who_may
from dialogs.flows.status import find_unit
from dialogs.okr.cycle import Life, Phase, Turn, phases
from dialogs.okr.model import (
    Cycle,
    CycleId,
    Objective,
    ObjectiveId,
    Person,
    PersonId,
    Unit,
    UnitId,
)
from dialogs.okr.permission import Deed
from dialogs.okr.retro import Retro
from dialogs.ports import Goal, Work
from dialogs.retros import Aims
from dialogs.views import Action

NAME: Final = "cycle"
REASON: Final = "reason"
"""The field of the forms that turn a cycle."""
SURE: Final = "sure"
"""The argument with which a cycle is closed although nobody has looked back on it."""
MOST_CYCLES: Final = 8
"""Cycles that are shown; older ones are left to the export."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A cycle in a unit."""

    life: Life
    phase: Phase
    aims: Aims = field(default_factory=lambda: Aims((), ()))
    turns: tuple[Turn, ...] = ()
    """Oldest first."""
    retro: Retro | None = None

    @property
    def cycle(self) -> Cycle:
        """The cycle itself."""
        return self.life.cycle

    @property
    def next_number(self) -> int:
        """The number that the next turn has."""
        return 1 if self.life.turn is None else self.life.turn.number + 1


@dataclass(frozen=True, slots=True)
class Found:
    """The unit that was asked for, with its cycles."""

    situation: Situation
    asked: str
    unit: Unit | None = None
    candidates: tuple[Unit, ...] = ()
    """Units that could have been meant, where it is not clear which."""
    lives: tuple[Life, ...] = ()
    """All of the unit's cycles, oldest first."""
    phases: Mapping[CycleId, Phase] = field(default_factory=dict)
    shown: tuple[Stand, ...] = ()
    """Those that are looked at, oldest first."""
    named: bool = False
    """Whether one was named."""
    may_turn: bool = False
    turners: tuple[Person, ...] = ()
    """Who may, instead of somebody who may not."""
    names: Mapping[PersonId, str] = field(default_factory=dict)
    missing: tuple[Goal, ...] = ()
    """Key results of the cycle that is closed of which no final value is known."""

    @property
    def on(self) -> date:
        """The person's day."""
        return today(self.situation.now, self.situation.reader)

    def first(self, *wanted: Phase) -> Stand | None:
        """Return the cycle that is meant: the one named, else the first in one of these phases."""
        if self.named:
            return next(iter(self.shown), None)
        return next((each for phase in wanted for each in self.shown if each.phase is phase), None)


def gather(work: Work, situation: Situation) -> Found:
    """Find the unit by id or name, else the person's own, with its newest cycles."""
    asked = situation.arg("unit").strip()
    if asked:
        unit, candidates = find_unit(work.units(), asked)
    else:
        unit, candidates = _own(work, situation), ()
    if unit is None:
        return Found(situation, asked, candidates=candidates)
    lives = tuple(work.lives([unit.id])[unit.id])
    phase_of = phases(lives, day_of(unit, situation.now))
    cycle = situation.arg("cycle").strip()
    looked_at = [each for each in lives if each.cycle.id == cycle] if cycle else list(lives)
    shown = tuple(
        Stand(
            life=each,
            phase=phase_of[each.cycle.id],
            aims=work.aims(unit.id, each.cycle.id),
            turns=tuple(work.turns(unit.id, each.cycle.id)),
            retro=work.retro_of(unit.id, each.cycle.id),
        )
        for each in looked_at[-MOST_CYCLES:]
    )
    allowed = may(work, situation.person.id, unit.id, Deed.TURN_CYCLE)
    people = {turn.by for each in shown for turn in each.turns}
    return Found(
        situation=situation,
        asked=asked,
        unit=unit,
        lives=lives,
        phases=phase_of,
        shown=shown,
        named=bool(cycle),
        may_turn=allowed,
        turners=() if allowed else tuple(those_who_may(work, unit.id, Deed.TURN_CYCLE)),
        names={each.id: each.name for each in work.people(people).values()} if people else {},
    )


def _own(work: Work, situation: Situation) -> Unit | None:
    """Return the person's first unit in which they may turn cycles, else the first of all."""
    own = [unit for unit, _ in work.units_of(situation.person.id)]
    turned = (u for u in own if may(work, situation.person.id, u.id, Deed.TURN_CYCLE))
    return next(turned, next(iter(own), None))


def by_cycle(stands: Collection[Stand]) -> Mapping[ObjectiveId, tuple[Objective, Cycle]]:
    """Return the objectives of cycles, each with its cycle."""
    return {goal.id: (goal, each.cycle) for each in stands for goal in each.aims.objectives}


def cycle_action(step: str, unit: UnitId, cycle: CycleId | None = None, **more: str) -> Action:
    """Return what a button of a unit's cycle does."""
    named = {"unit": str(unit), **({"cycle": str(cycle)} if cycle is not None else {}), **more}
    return Action(NAME, step, tuple(sorted(named.items())))


def settled(found: Found) -> Mapping[str, str]:
    """Bind a form to the unit it was opened for; its step adds the cycle."""
    return {"unit": found.unit.id} if found.unit is not None else {}


def newest_first(stands: Sequence[Stand]) -> Iterator[Stand]:
    """Yield cycles as they are read: what is to come and what runs before what is over."""
    order = {Phase.ACTIVE: 0, Phase.REVIEW: 1, Phase.PLANNING: 2, Phase.CLOSED: 3}
    yield from sorted(
        stands,
        key=lambda each: (order[each.phase], -each.cycle.start.toordinal(), each.cycle.id),
    )
