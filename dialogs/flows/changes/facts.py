"""What a unit has agreed to do otherwise, who sees to it, and what has been said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dialogs.flow import Situation
from dialogs.flows.rights import may, those_who_may
from dialogs.flows.status import find_unit
from dialogs.okr.cycle import Life
from dialogs.okr.model import Cycle, Person, PersonId, Unit
from dialogs.okr.permission import Deed
from dialogs.okr.retro import Change, ChangeId, ChangeNews, ChangeState
from dialogs.ports import Work
from dialogs.text import Text, say
from dialogs.views import Action

NAME: Final = "changes"
STATE, COMMENT = "state", "comment"
"""The fields of the form; the first is an argument of a button as well."""
MOST_CYCLES: Final = 4
"""Cycles whose changes are shown, the newest."""
RECENT_CYCLES: Final = 3
"""Cycles whose changes may still be asked about: the one that runs, and those beside it."""

SAYABLE: Final = (ChangeState.UNDER_WAY, ChangeState.DONE, ChangeState.GIVEN_UP)
"""What can be said of a change."""


@dataclass(frozen=True, slots=True)
class InForce:
    """What is in force from a cycle on."""

    cycle: Cycle
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The unit that was asked for, with what it has agreed on."""

    situation: Situation
    asked: str
    unit: Unit | None = None
    candidates: tuple[Unit, ...] = ()
    """Units that could have been meant, where it is not clear which."""
    groups: tuple[InForce, ...] = ()
    """The newest cycle first; those without a change are left out."""
    history: Mapping[ChangeId, Sequence[ChangeNews]] = field(default_factory=dict)
    names: Mapping[PersonId, str] = field(default_factory=dict)
    runs: bool = False
    """Whether the person may say how everybody's changes go."""

    def may_say(self, change: Change) -> bool:
        """Say whether the person may say how a change goes."""
        return self.runs or change.owner == self.situation.person.id


def gather(work: Work, situation: Situation) -> Found:
    """Find the unit by id or name, else the person's first that has agreed on something."""
    asked = situation.arg("unit").strip()
    if asked:
        unit, candidates = find_unit(work.units(), asked)
        if unit is None:
            return Found(situation, asked, candidates=candidates)
        return _of(work, situation, unit, asked)
    own = [unit for unit, _ in work.units_of(situation.person.id)]
    found = (_of(work, situation, unit, asked) for unit in own)
    nothing = Found(situation, asked, unit=next(iter(own), None))
    return next((each for each in found if each.groups), nothing)


def _of(work: Work, situation: Situation, unit: Unit, asked: str) -> Found:
    groups = tuple(in_force(work, unit, MOST_CYCLES))
    changes = [each for group in groups for each in group.changes]
    history = {each.id: tuple(work.change_history(each.id)) for each in changes}
    people = {each.owner for each in changes} | {
        news.by for some in history.values() for news in some
    }
    return Found(
        situation=situation,
        asked=asked,
        unit=unit,
        groups=groups,
        history=history,
        names=names_of(work, people),
        runs=may(work, situation.person.id, unit.id, Deed.RUN_RETRO),
    )


def in_force(work: Work, unit: Unit, most: int) -> Iterable[InForce]:
    """Yield what a unit has agreed on, of its newest cycles, the last one first."""
    lives: Sequence[Life] = work.lives([unit.id])[unit.id]
    for life in list(reversed(lives))[:most]:
        changes = tuple(work.changes_in(unit.id, life.cycle.id))
        if changes:
            yield InForce(life.cycle, changes)


def names_of(work: Work, people: Iterable[PersonId]) -> Mapping[PersonId, str]:
    """Return the names of people."""
    wanted = set(people)
    return {each.id: each.name for each in work.people(wanted).values()} if wanted else {}


@dataclass(frozen=True, slots=True)
class One:
    """A change of which somebody says something."""

    situation: Situation
    change: Change | None = None
    """None: no published retro has agreed on one of that name, or does so any more."""
    unit: Unit | None = None
    owner: Person | None = None
    may_say: bool = False
    sayers: tuple[Person, ...] = ()
    """Who may say it besides the owner, where the person may not."""
    state: ChangeState | None = None
    """What a button says of it; None: nothing that could be said."""


def gather_one(work: Work, situation: Situation) -> One:
    """Find the change that a button names, and whether the person may say how it goes."""
    change = work.change(ChangeId(situation.arg("change")))
    if change is None or change not in work.changes_in(change.unit, change.cycle):
        return One(situation)
    me = situation.person.id
    allowed = change.owner == me or may(work, me, change.unit, Deed.RUN_RETRO)
    return One(
        situation=situation,
        change=change,
        unit=work.unit(change.unit),
        owner=work.person(change.owner),
        may_say=allowed,
        sayers=() if allowed else tuple(those_who_may(work, change.unit, Deed.RUN_RETRO)),
        state=read_state(situation.arg(STATE)),
    )


def read_state(written: str) -> ChangeState | None:
    """Return what can be said of a change; None for anything else."""
    return next((each for each in SAYABLE if each.value == written), None)


def state_words(state: ChangeState) -> Text:
    """Name how far a change has come."""
    return say(f"change-state-{state.value.replace('_', '-')}")


def change_action(step: str, change: Change, **more: str) -> Action:
    """Return what a button of a change does."""
    return Action(NAME, step, tuple(sorted({"change": change.id, **more}.items())))
