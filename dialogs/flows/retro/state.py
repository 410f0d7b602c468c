"""How far a retro has come: what its board shows, and what its next step is chosen by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dialogs.flow import Situation
from dialogs.flows.retro.outcome import Summary, gather_summary
from dialogs.flows.retro.setting import Setting, gather_setting
from dialogs.okr.model import KeyResult, KeyResultId, Objective, Person, PersonId
from dialogs.okr.retro import (
    About,
    Carry,
    Change,
    ChangeState,
    Retro,
    Score,
    Stage,
    Theme,
    Turnout,
    key_result_named,
    objective_named,
)
from dialogs.okr.standing import Status, status
from dialogs.okr.week import Week
from dialogs.ports import Goal, Work


@dataclass(frozen=True, slots=True)
class Board:
    """A unit's cycle with the goals in it, and what its retro holds so far."""

    setting: Setting
    objectives: tuple[Objective, ...] = ()
    goals: tuple[Goal, ...] = ()
    """The unit's key results in the cycle, in the sheet's order."""
    before: tuple[Change, ...] = ()
    """What the last retro agreed on: in force in this cycle."""
    scores: Mapping[KeyResultId, Score] | None = None
    writers: frozenset[PersonId] = frozenset()
    """Who has written, as long as that is known. Their number is shown, and never who they are."""
    notes: int = 0
    """How many notes there are; 0 as long as people write."""
    themes: tuple[Theme, ...] = ()
    voters: frozenset[PersonId] = frozenset()
    changes: tuple[Change, ...] = ()
    carries: tuple[Carry, ...] = ()
    summary: Summary | None = None
    """What is published; None: nothing is."""

    @property
    def retro(self) -> Retro | None:
        """The retro; None: nobody has begun it."""
        return self.setting.retro

    @property
    def silent(self) -> tuple[Goal, ...]:
        """The key results that were never answered, or not in the last two weeks that asked."""
        week = Week.of(self.setting.on)
        return tuple(
            goal for goal in self.goals if status(goal.standing, week) in {Status.STALE, Status.NEW}
        )

    @property
    def unheard(self) -> tuple[Change, ...]:
        """What the last retro agreed on and nobody has said anything of since."""
        return tuple(each for each in self.before if each.state is ChangeState.AGREED)

    @property
    def scored(self) -> Turnout:
        """How many key results have a score."""
        known = self.scores or {}
        done = sum(goal.key_result.id in known for goal in self.goals)
        return Turnout(done, len(self.goals))

    @property
    def carried(self) -> Turnout:
        """How many objectives and key results have a verdict."""
        named = self._with_verdict()
        goals = [
            *(objective_named(each.id) for each in self.objectives),
            *(key_result_named(each.key_result.id) for each in self.goals),
        ]
        return Turnout(sum(each in named for each in goals), len(goals))

    @property
    def counted(self) -> bool:
        """Whether votes have been counted: nobody knows any more whose they were."""
        return any(each.dots for each in self.themes)

    def key_results_of(self, objective: Objective) -> tuple[KeyResult, ...]:
        """Return an objective's key results."""
        found = (each.key_result for each in self.goals)
        return tuple(each for each in found if each.objective == objective.id)

    def is_scored(self, objective: Objective) -> bool:
        """Say whether each key result of an objective has a score."""
        known = self.scores or {}
        return all(each.id in known for each in self.key_results_of(objective))

    def is_carried(self, objective: Objective) -> bool:
        """Say whether an objective and each of its key results have a verdict."""
        below = (key_result_named(each.id) for each in self.key_results_of(objective))
        return {objective_named(objective.id), *below} <= self._with_verdict()

    def _with_verdict(self) -> frozenset[About]:
        return frozenset(each.about for each in self.carries)

    def now(self, retro: Retro, facilitator: Person | None = None) -> Board:
        """Return the board as it is once the retro has become another one."""
        someone = facilitator if facilitator is not None else self.setting.facilitator
        return replace(self, setting=replace(self.setting, retro=retro, facilitator=someone))


def gather_board(work: Work, situation: Situation, *, hold: bool = False) -> Board:
    """Gather what a board shows; ``hold`` keeps the retro until commit."""
    return board_of(work, gather_setting(work, situation, hold=hold))


def board_of(work: Work, setting: Setting) -> Board:
    """Gather what a board shows of a retro, or of the cycle on which none was begun."""
    unit, cycle, retro = setting.unit, setting.cycle, setting.retro
    if unit is None or cycle is None:
        return Board(setting)
    aims = work.aims(unit.id, cycle.id)
    board = Board(
        setting=setting,
        objectives=tuple(aims.objectives),
        goals=tuple(work.goals_by_id([each.id for each in aims.key_results])),
        before=tuple(work.changes_in(unit.id, cycle.id)),
    )
    if retro is None:
        return board
    shown = retro.wrote is not None and retro.stage is not Stage.COLLECTING
    return replace(
        board,
        scores={each.key_result: each for each in work.scores([retro.id]).get(retro.id, ())},
        writers=work.writers(retro.id),
        notes=len(work.notes(retro.id)) if shown else 0,
        themes=tuple(work.themes([retro.id]).get(retro.id, ())),
        voters=frozenset(work.votes(retro.id)),
        changes=tuple(work.changes_of([retro.id]).get(retro.id, ())),
        carries=tuple(work.carries(retro.id)),
        summary=_summary(work, setting, retro),
    )


def _summary(work: Work, setting: Setting, retro: Retro) -> Summary | None:
    if retro.stage is not Stage.PUBLISHED or setting.unit is None or setting.cycle is None:
        return None
    return gather_summary(work, setting.unit, setting.cycle, retro)
