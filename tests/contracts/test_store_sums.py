"""What a roll-up reads is what the sums say belongs to it, whatever the tree and the alignment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import pytest

from dialogs.okr.measure import Change, KeepWithin, Milestones, YesNo
from dialogs.okr.model import (
    Cycle,
    CycleId,
    KeyResult,
    KeyResultId,
    Language,
    Level,
    Objective,
    ObjectiveId,
    Organisation,
    Unit,
    UnitId,
)
from dialogs.okr.rollup import Line, below, scope
from dialogs.okr.standing import Standing, expected, status
from dialogs.okr.week import Week
from dialogs.ports import Goal, Work
from storage.database import Database
from storage.structure import Structure
from tests.storage.support import OMA, SECTOR, TODAY, WAITING, WEEK, structure

MEASURES = (Change(0, 10), KeepWithin(None, 3), Milestones(4), YesNo())
CYCLES = (
    Cycle(CycleId("now"), "Now", TODAY - timedelta(days=30), TODAY + timedelta(days=60)),
    Cycle(CycleId("year"), "Year", date(2026, 1, 1), date(2026, 12, 31)),
    Cycle(CycleId("past"), "Past", TODAY - timedelta(days=90), TODAY - timedelta(days=31)),
)


def grown(dice: Random, tops: int) -> Structure:
    """An organisation of any shape; key results hang on others of any branch, or on none."""
    units = [
        Unit(
            UnitId(f"u{place}"),
            f"Unit {place}",
            Level.UNIT,
            None if place < tops else UnitId(f"u{dice.randrange(place)}"),
        )
        for place in range(12)
    ]
    objectives = [
        Objective(
            ObjectiveId(f"o{place}"), dice.choice(units).id, dice.choice(CYCLES).id, "Objective"
        )
        for place in range(15)
    ]
    key_results = [
        KeyResult(
            KeyResultId(f"k{place}"),
            dice.choice(objectives).id,
            "Result",
            dice.choice(MEASURES),
            supports=KeyResultId(f"k{dice.randrange(place)}") if place % 3 else None,
        )
        for place in range(40)
    ]
    return Structure(
        organisation=Organisation(OMA, "Oma", Language.FINNISH, "Europe/Helsinki", "FI"),
        units=tuple(units),
        cycles=CYCLES,
        objectives=tuple(objectives),
        key_results=tuple(key_results),
    )


def stood(dice: Random, key_result: KeyResult) -> Standing:
    """A key result after some weeks, or one that was asked about and never answered."""
    asked = dice.choice((None, WEEK.plus(-1), WEEK))
    if dice.random() < 0.3:
        return Standing(key_result.id, unanswered=dice.randrange(4), asked=asked)
    return Standing(
        key_result.id,
        week=WEEK.plus(-1),
        progress=dice.choice((None, -0.2, 0.4, 1.3)),
        confidence=dice.choice((1.0, 3.5, 4.0, 6.5, 9.0)),
        answers=1,
        unanswered=dice.randrange(4),
        asked=asked,
        help_from=dice.choice(("", "u0", "u1")),
    )


def as_line(goal: Goal) -> Line:
    return Line(
        key_result=goal.key_result.id,
        unit=goal.unit.id,
        supports=goal.key_result.supports,
        status=status(goal.standing, Week.of(TODAY)),
        progress=goal.standing.progress,
        expected=expected(goal.key_result.measure, goal.cycle, TODAY),
        confidence=goal.standing.confidence,
        help_from=goal.standing.help_from,
    )


def in_order(lines: Sequence[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: line.key_result)


@pytest.mark.parametrize("tops", [1, 2])
@pytest.mark.parametrize("seed", range(3))
async def test_the_lines_of_every_unit_are_those_in_its_scope(
    database: Database, seed: int, tops: int
) -> None:
    dice = Random(seed)
    whole = grown(dice, tops)
    await database.save_structure(whole)
    standings = [stood(dice, each) for each in whole.key_results if dice.random() < 0.8]
    await database.write(OMA, lambda work: work.set_standings(standings))
    goals = await database.read(
        OMA, lambda work: work.goals_by_id([each.id for each in whole.key_results])
    )
    everything = [as_line(goal) for goal in goals if goal.cycle.id != "past"]
    parents = {unit.id: unit.parent for unit in whole.units}

    def read(work: Work) -> None:
        assert in_order(work.lines(None, TODAY)) == in_order(everything)
        for unit in parents:
            expected_lines = scope(everything, below(parents, unit))
            assert in_order(work.lines(unit, TODAY)) == in_order(expected_lines)

    await database.read(OMA, read)


async def test_an_unknown_unit_has_no_lines(database: Database) -> None:
    await database.save_structure(structure())
    assert await database.read(OMA, lambda work: work.lines(UnitId("nowhere"), TODAY)) == []


async def test_a_key_result_that_was_never_asked_about_is_new(database: Database) -> None:
    await database.save_structure(structure())
    lines = await database.read(OMA, lambda work: work.lines(SECTOR, TODAY))
    (waiting,) = [line for line in lines if line.key_result == WAITING]
    goal, *_ = await database.read(OMA, lambda work: work.goals_by_id([WAITING]))
    assert waiting == as_line(goal)


async def test_the_last_cycle_that_has_ended_is_found(database: Database) -> None:
    whole = structure()
    await database.save_structure(whole)
    ends = sorted(cycle.end for cycle in whole.cycles)

    def found(day: date) -> date | None:
        return max((end for end in ends if end < day), default=None)

    days = (ends[0], ends[0] + timedelta(days=1), TODAY, ends[-1] + timedelta(days=400))
    last = await database.read(OMA, lambda work: [work.last_cycle_end(day) for day in days])
    assert last == [found(day) for day in days]


async def test_the_lines_of_an_ended_cycle_are_found_by_one_of_its_days(database: Database) -> None:
    await database.save_structure(structure())
    later = TODAY + timedelta(days=4000)
    assert await database.read(OMA, lambda work: work.lines(None, later)) == []
    lines = await database.read(OMA, lambda work: work.lines(None, later, TODAY))
    today = await database.read(OMA, lambda work: work.lines(None, TODAY))
    assert {line.key_result for line in lines} == {line.key_result for line in today}
    assert {line.expected for line in lines} <= {None, 1.0}
