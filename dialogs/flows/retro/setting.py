"""What every step of a retro begins with: whose it is, how far it is, who is asking."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol

from dialogs.flow import Situation
from dialogs.flows.parts import day_of, today
from dialogs.flows.rights import may, those_who_may
from dialogs.flows.status import find_unit
from dialogs.okr.cycle import Life, Phase, length_of, phases
from dialogs.okr.model import Cycle, CycleId, Person, PersonId, Unit, UnitId
from dialogs.okr.permission import Deed
from dialogs.okr.retro import Retro, RetroId, Stage
from dialogs.ports import Work
from dialogs.posts import PostKey
from dialogs.retros import REMINDER
from dialogs.views import Action

NAME: Final = "retro"
EARLY: Final = timedelta(days=42)
"""How long before its end a cycle's retro is offered of its own accord; people may begin it
sooner."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A unit's cycle that is looked back on, and the person who asks about it."""

    situation: Situation
    asked: str
    """What was typed to name the unit."""
    unit: Unit | None = None
    candidates: tuple[Unit, ...] = ()
    """Units that could have been meant, where it is not clear which."""
    cycle: Cycle | None = None
    """None: the unit has had no cycle yet."""
    phase: Phase | None = None
    retro: Retro | None = None
    """None: nobody has begun it."""
    members: tuple[Person, ...] = ()
    """Everybody who belongs to the unit, in the order of their names."""
    runs: bool = False
    """Whether the person may run it."""
    runners: tuple[Person, ...] = ()
    """Who may."""
    facilitator: Person | None = None

    @property
    def on(self) -> date:
        """The person's day."""
        return today(self.situation.now, self.situation.reader)

    @property
    def person(self) -> PersonId:
        """Who asks."""
        return self.situation.person.id

    @property
    def belongs(self) -> bool:
        """Whether the person is one of the unit's members, and so writes and votes."""
        return any(each.id == self.person for each in self.members)

    @property
    def reads(self) -> bool:
        """Whether the person may read notes and scores, where they are shown at all.

        Until a retro is published they are for the members and for those who run it.
        """
        return self.runs or self.belongs or self.at(Stage.PUBLISHED)

    def at(self, *stages: Stage) -> bool:
        """Say whether the retro is at one of these steps."""
        return self.retro is not None and self.retro.stage in stages


def gather_setting(work: Work, situation: Situation, *, hold: bool = False) -> Setting:
    """Find the retro that a button names, else the one of the unit that was typed, else one's own.

    What a button names is input: nothing is shown or done by it that the person could not ask for.
    ``hold`` keeps the retro until commit.
    """
    named = situation.arg("retro").strip()
    if named:
        retro = work.retro(RetroId(named), hold=hold)
        unit = None if retro is None else work.unit(retro.unit)
        return _set(work, situation, unit, retro, ())
    asked = situation.arg("unit").strip()
    if asked:
        unit, candidates = find_unit(work.units(), asked)
        return _set(work, situation, unit, None, candidates)
    return _set(work, situation, _own(work, situation), None, ())


def _own(work: Work, situation: Situation) -> Unit | None:
    """Return the person's unit whose retro is under way, else their first one."""
    units = [unit for unit, _ in work.units_of(situation.person.id)]
    retros = work.retros_of([unit.id for unit in units])
    open_in = {each.unit for each in retros if each.stage is not Stage.PUBLISHED}
    return next((unit for unit in units if unit.id in open_in), next(iter(units), None))


def _set(
    work: Work,
    situation: Situation,
    unit: Unit | None,
    retro: Retro | None,
    candidates: Sequence[Unit],
) -> Setting:
    asked = situation.arg("unit").strip()
    if unit is None:
        return Setting(situation, asked, candidates=tuple(candidates))
    on = day_of(unit, situation.now)
    lives = work.lives([unit.id])[unit.id]
    phase_of = phases(lives, on)
    if retro is not None:
        cycle = next((each.cycle for each in lives if each.cycle.id == retro.cycle), None)
        if cycle is None:  # the unit's goals in it have been given to another unit meanwhile
            cycle = next((each for each in work.cycles() if each.id == retro.cycle), None)
    else:
        cycle = _looked_back_on(lives, phase_of, work.retros_of([unit.id]), on)
        retro = None if cycle is None else work.retro_of(unit.id, cycle.id)
    members = work.people({each.person for each in work.members([unit.id])}).values()
    people = work.people([retro.facilitator]) if retro is not None else {}
    return Setting(
        situation=situation,
        asked=asked,
        unit=unit,
        cycle=cycle,
        phase=None if cycle is None else phase_of.get(cycle.id),
        retro=retro,
        members=tuple(sorted(members, key=lambda each: (each.name.casefold(), each.id))),
        runs=may(work, situation.person.id, unit.id, Deed.RUN_RETRO),
        runners=tuple(those_who_may(work, unit.id, Deed.RUN_RETRO)),
        facilitator=next(iter(people.values()), None),
    )


def _looked_back_on(
    lives: Sequence[Life],
    phase_of: Mapping[CycleId, Phase],
    retros: Sequence[Retro],
    on: date,
) -> Cycle | None:
    """Return the cycle that a retro is about, if somebody asks for one now.

    The one whose retro is under way, else the newest without a retro that is in review or ends
    soon, else the last one that was looked back on, else the one that runs. What is older than a
    cycle of its length that was looked back on is left alone: nobody remembers it any more.
    """
    known = {each.cycle.id: each.cycle for each in lives}
    begun = [known[each.cycle] for each in retros if each.cycle in known]
    under_way = [each.cycle for each in retros if each.stage is not Stage.PUBLISHED]
    waiting = [
        each.cycle
        for each in lives
        if _waits(each.cycle, phase_of[each.cycle.id], on)
        and not any(_is_as_new(each.cycle, other) for other in begun)
    ]
    newest = sorted(waiting, key=lambda each: (each.end, each.start, each.id), reverse=True)
    running = [each.cycle.id for each in lives if phase_of[each.cycle.id] is Phase.ACTIVE]
    done = [each.cycle for each in retros]
    chosen = next(iter((*under_way, *(each.id for each in newest), *done, *running)), None)
    return None if chosen is None else known.get(chosen)


def _waits(cycle: Cycle, phase: Phase, on: date) -> bool:
    """Say whether a cycle is to be looked back on by now."""
    return phase is Phase.REVIEW or (phase is Phase.ACTIVE and cycle.end - on <= EARLY)


def _is_as_new(cycle: Cycle, other: Cycle) -> bool:
    return length_of(other) is length_of(cycle) and other.end >= cycle.end


def retro_id(unit: UnitId, cycle: CycleId) -> RetroId:
    """Name a retro after what it is about, so that two who begin it at once begin the same one."""
    return RetroId(hashlib.sha256(f"{unit}\n{cycle}".encode()).hexdigest()[:16])


def retro_action(step: str, retro: Retro, **more: str) -> Action:
    """Return what a button of a retro does."""
    return Action(NAME, step, tuple(sorted({"retro": retro.id, **more}.items())))


def settled(found: Setting) -> Mapping[str, str]:
    """Bind a form to the retro that it was opened for."""
    return {"retro": found.retro.id} if found.retro is not None else {}


class OfRetro(Protocol):
    """The facts of a step of a retro."""

    @property
    def setting(self) -> Setting:
        """Where it is."""


def settled_here(facts: OfRetro) -> Mapping[str, str]:
    """Bind a step's form to the retro that it was opened for."""
    return settled(facts.setting)


def write_key(retro: RetroId, person: PersonId) -> PostKey:
    """Name the message that asks a member to write."""
    return PostKey(f"retro-write:{retro}:{person}")


def nudge_key(retro: RetroId, person: PersonId) -> PostKey:
    """Name the one reminder to write."""
    return PostKey(f"{REMINDER}:{retro}:{person}")


def vote_key(retro: RetroId, person: PersonId) -> PostKey:
    """Name the message that asks a member to vote."""
    return PostKey(f"retro-vote:{retro}:{person}")
