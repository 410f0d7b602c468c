"""Whatever people make of their cycles: one of a length is active at most, and nothing is lost."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, func, select
from sqlalchemy.pool import NullPool

from dialogs.okr.cycle import Phase, Turn, length_of, next_cycle, phases
from dialogs.okr.measure import YesNo
from dialogs.okr.model import (
    CheckInId,
    Cycle,
    CycleId,
    KeyResult,
    KeyResultId,
    Length,
    Objective,
    ObjectiveId,
    OrganisationId,
    UnitId,
)
from dialogs.okr.retro import Fit, Retro, RetroId, Score, Stage
from dialogs.ports import Work
from dialogs.retros import Aims
from storage.address import read_url
from storage.database import Database, open_database
from storage.errors import ShutCycleError
from storage.part import OWNER
from storage.structure import Structure
from storage.tables import metadata
from tests.storage.support import (
    ANNA,
    COUNTY,
    NORTH,
    NOW,
    SOUTH,
    TODAY,
    WEEK,
    check_in,
    structure,
)

AUTUMN: Final = Cycle(CycleId("autumn"), "Autumn", date(2026, 9, 1), date(2026, 11, 30))
"""It overlaps two quarters, and is as long."""
PLACES: Final = (
    (NORTH, CycleId("2026-Q4")),
    (NORTH, AUTUMN.id),
    (NORTH, CycleId("2026-Q3")),
    (NORTH, CycleId("2026")),
    (SOUTH, CycleId("2026-Q4")),
    (SOUTH, AUTUMN.id),  # without any goals
    (COUNTY, CycleId("2026")),
)
UNITS: Final = (NORTH, SOUTH, COUNTY)
DAYS: Final = tuple(TODAY + timedelta(days=days) for days in (-60, 0, 13, 60))
_PLACE: Final = st.integers(0, len(PLACES) + 3)
_STEP: Final = st.one_of(
    st.tuples(st.just("turn"), _PLACE, st.sampled_from(Phase)),
    st.tuples(st.just("answer"), _PLACE, st.none()),
    st.tuples(st.just("carry"), _PLACE, st.sampled_from((Length.QUARTER, Length.TERTIAL))),
    st.tuples(st.just("score"), _PLACE, st.none()),
)
_names: Final = count()


def house(organisation: OrganisationId) -> Structure:
    """North has goals in two cycles that overlap, and in some that do not."""
    whole = structure(organisation)
    more = [
        Objective(ObjectiveId("early"), NORTH, AUTUMN.id, "Early"),
        Objective(ObjectiveId("yearly"), NORTH, CycleId("2026"), "Yearly"),
    ]
    return replace(
        whole,
        cycles=(*whole.cycles, AUTUMN),
        objectives=(*whole.objectives, *more),
        key_results=(
            *whole.key_results,
            *(KeyResult(KeyResultId(one.id), one.id, one.title, YesNo()) for one in more),
        ),
    )


@dataclass(slots=True)
class Lived:
    """An organisation, and what must be in it by now."""

    database: Database
    url: str
    organisation: OrganisationId
    places: list[tuple[UnitId, CycleId]] = field(default_factory=lambda: [*PLACES])
    said: set[str] = field(default_factory=set)
    scored: int = 0
    tick: int = 0

    async def do(self, job: Callable[[Work], Any]) -> Any:  # noqa: ANN401 - the job's own
        return await self.database.write(self.organisation, job)

    async def step(self, kind: str, number: int, how: Any) -> None:  # noqa: ANN401 - as drawn
        unit, cycle = self.places[number % len(self.places)]
        self.tick += 1
        at = NOW + timedelta(minutes=self.tick)
        match kind:
            case "turn":

                def turn(work: Work) -> None:
                    before = len(work.turns(unit, cycle))
                    work.turn(Turn(unit, cycle, before + 1, how, at, ANNA, str(self.tick)))

                await self.do(turn)
            case "answer":
                await self._answer(unit, cycle)
            case "carry":
                await self._carry(unit, cycle, how)
            case _:
                await self._score(unit, cycle)

    async def _answer(self, unit: UnitId, cycle: CycleId) -> None:
        def turned(work: Work) -> tuple[KeyResultId | None, Phase | None]:
            found = work.aims(unit, cycle).key_results
            turns = work.turns(unit, cycle)
            return (found[0].id if found else None), (turns[-1].phase if turns else None)

        key_result, phase = await self.do(turned)
        if key_result is None:
            return
        name = f"a-{self.tick}"
        answer = replace(check_in(name, key_result), id=CheckInId(name), value=1.0)
        if phase in {Phase.CLOSED, Phase.PLANNING}:
            with pytest.raises(ShutCycleError) as refused:
                await self.do(lambda work: work.record([answer]))
            assert refused.value.places == {(unit, cycle)}
        else:
            await self.do(lambda work: work.record([answer]))
            self.said.add(name)

    async def _carry(self, unit: UnitId, cycle: CycleId, length: Length) -> None:
        """Let all goals go on in the next cycle, which then waits to be opened."""

        def carry(work: Work) -> CycleId:
            known = work.cycles()
            own = next(each for each in known if each.id == cycle)
            new = next_cycle(own, length, known)
            aims = work.aims(unit, cycle)
            objectives = [
                replace(one, id=ObjectiveId(f"{one.id}-{new.id}"), cycle=new.id, continues=one.id)
                for one in aims.objectives
            ]
            key_results = [
                replace(
                    one,
                    id=KeyResultId(f"{one.id}-{new.id}"),
                    objective=ObjectiveId(f"{one.objective}-{new.id}"),
                    continues=one.id,
                )
                for one in aims.key_results
            ]
            work.begin_cycle(new)
            work.carry_over(Aims(objectives, key_results))
            turns = len(work.turns(unit, new.id))
            at = NOW + timedelta(minutes=self.tick)
            work.turn(Turn(unit, new.id, turns + 1, Phase.PLANNING, at, ANNA))
            return new.id

        place = (unit, await self.do(carry))
        if place not in self.places:
            self.places.append(place)

    async def _score(self, unit: UnitId, cycle: CycleId) -> None:
        def score(work: Work) -> int:
            retro = work.retro_of(unit, cycle)
            if retro is None:
                name = RetroId(f"{unit}-{cycle}")
                retro = Retro(name, unit, cycle, Stage.SCORING, ANNA, NOW)
                work.begin_retro(retro)
            found = work.aims(unit, cycle).key_results
            work.score(
                [Score(retro.id, one.id, None, 0.5, "", Fit.GOOD, ANNA, NOW) for one in found]
            )
            return len(found)

        self.scored += await self.do(score)

    def _scores(self) -> int:
        """How many scores are kept, those that hold no more too."""
        scores = metadata.tables["scores"]
        engine = create_engine(read_url(self.url), poolclass=NullPool)
        look = select(func.count()).where(scores.c[OWNER] == self.organisation)
        with engine.connect() as connection:
            found: int = connection.execute(look).scalar_one()
        return found

    async def look(self) -> Mapping[str, Counter[object]]:
        """Return all history there is, after seeing that at most one cycle is active."""

        def read(work: Work) -> Mapping[str, Counter[object]]:
            lives = work.lives(UNITS)
            for day in DAYS:
                active = {
                    (unit, cycle): length_of(
                        next(life.cycle for life in of if life.cycle.id == cycle)
                    )
                    for unit, of in lives.items()
                    for cycle, phase in phases(of, day).items()
                    if phase is Phase.ACTIVE
                }
                one_each = Counter((unit, length) for (unit, _), length in active.items())
                assert max(one_each.values(), default=1) == 1
                asked = {(goal.unit.id, goal.cycle.id) for goal in work.goals(UNITS, day)}
                measured = {place for place in active if work.aims(*place).key_results}
                assert asked == measured
                in_week = work.goals_in_week(UNITS, [ANNA], day, WEEK)
                assert {(e.goal.unit.id, e.goal.cycle.id) for e in in_week} == (
                    measured | {(e.goal.unit.id, e.goal.cycle.id) for e in in_week if e.asked_in}
                )
            turns = [
                turn
                for unit, of in lives.items()
                for life in of
                for turn in work.turns(unit, life.cycle.id)
            ]
            aims = [work.aims(unit, life.cycle.id) for unit, of in lives.items() for life in of]
            return {
                "turns": Counter(turns),
                "cycles": Counter(work.cycles()),
                "objectives": Counter(one for each in aims for one in each.objectives),
                "key results": Counter(one for each in aims for one in each.key_results),
            }

        found = await self.database.read(self.organisation, read)
        said = await self.database.check_ins(self.organisation)
        assert {one.id for one in said} == self.said
        assert self._scores() == self.scored
        return {**found, "check-ins": Counter(said)}


@given(st.lists(_STEP, min_size=1, max_size=14))
@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_one_cycle_of_a_length_is_active_and_no_history_is_lost(
    database_url: str, steps: list[tuple[str, int, Any]]
) -> None:
    asyncio.run(_live(database_url, steps))


async def _live(url: str, steps: list[tuple[str, int, Any]]) -> None:
    database = open_database(url)
    try:
        lived = Lived(database, url, OrganisationId(f"org-{next(_names)}"))
        await database.save_structure(house(lived.organisation))
        before = await lived.look()
        for kind, number, how in steps:
            await lived.step(kind, number, how)
            after = await lived.look()
            lost = {name: rows - after[name] for name, rows in before.items()}
            assert not any(lost.values()), lost
            before = after
    finally:
        await database.close()
