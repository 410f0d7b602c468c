"""An import that moves a target or a cycle draws up anew what the answers amount to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from dialogs.okr.measure import Change, KeepWithin, Measure, YesNo, progress
from dialogs.okr.model import KeyResultId
from dialogs.okr.rollup import WeekPoint
from dialogs.okr.standing import Contradiction, Standing, WeekSaid, standing_after
from dialogs.ports import Work
from storage.database import Database
from storage.errors import MeasureKindError
from storage.structure import Structure
from tests.storage.support import (
    NORTH,
    OMA,
    OPEN,
    STAFFING,
    TRAINING,
    WAITING,
    WEEK,
    answer,
    check_in,
    structure,
)


def measured(key_result: KeyResultId, measure: Measure) -> Structure:
    """The organisation with one key result measured otherwise."""
    whole = structure()
    return replace(
        whole,
        key_results=tuple(
            replace(one, measure=measure) if one.id == key_result else one
            for one in whole.key_results
        ),
    )


async def answered(database: Database, key_result: KeyResultId, *values: float) -> Standing:
    """Let a key result be answered in the weeks up to this one, as a check-in would."""

    def live(work: Work) -> Standing:
        goal = work.goals_by_id([key_result])[0]
        measure = goal.key_result.measure
        weeks = [
            answer(value, 8, week=WEEK.plus(place + 1 - len(values)))
            for place, value in enumerate(values)
        ]
        for place, week in enumerate(weeks):
            work.record([check_in(str(week.week), key_result, week.week, value=week.value)])
            said = WeekSaid(key_result, week, progress(measure, values[: place + 1]))
            work.set_weeks([said])
        work.open_obligations(NORTH, WEEK.plus(1), [key_result], OPEN)
        before = work.goals_by_id([key_result])[0].standing
        after = standing_after(before, measure, goal.cycle, weeks, blocker="ice", help_from="it")
        work.set_standings([after])
        return after

    return await database.write(OMA, live)


async def standing(database: Database, key_result: KeyResultId) -> Standing:
    goals = await database.read(OMA, lambda work: work.goals_by_id([key_result]))
    return goals[0].standing


async def drawn(database: Database, key_result: KeyResultId) -> list[float | None]:
    """The progress of three weeks, as a roll-up's picture has it."""

    def trend(work: Work) -> Sequence[WeekPoint]:
        return work.trend([key_result], (WEEK.plus(-2), WEEK))

    return [point.progress for point in await database.read(OMA, trend)]


async def test_a_new_target_moves_the_standing_and_every_week(database: Database) -> None:
    await database.save_structure(structure())
    before = await answered(database, WAITING, 30.0, 26.0, 22.0)
    assert await drawn(database, WAITING) == [0.0, 0.25, 0.5]
    await database.save_structure(measured(WAITING, Change(30.0, 22.0)))
    after = await standing(database, WAITING)
    assert after == replace(before, progress=1.0)
    assert after.unanswered == 1
    assert await drawn(database, WAITING) == [0.0, 0.5, 1.0]


async def test_a_new_band_counts_every_answered_week_again(database: Database) -> None:
    await database.save_structure(structure())
    await answered(database, STAFFING, 16.0, 15.0, 14.0)
    assert (await standing(database, STAFFING)).progress == pytest.approx(1 / 3)
    await database.save_structure(measured(STAFFING, KeepWithin(None, 15.0)))
    assert (await standing(database, STAFFING)).progress == pytest.approx(2 / 3)
    assert await drawn(database, STAFFING) == pytest.approx([0.0, 1 / 2, 2 / 3])


async def test_a_longer_cycle_is_no_longer_contradicted(database: Database) -> None:
    whole = structure()
    await database.save_structure(whole)
    before = await answered(database, WAITING, 30.0, 30.0)
    assert before.contradictions == (Contradiction.CONFIDENT_NOT_MOVING,)
    longer = replace(whole.cycles[2], end=date(2027, 12, 31))
    await database.save_structure(Structure(whole.organisation, cycles=(longer,)))
    assert (await standing(database, WAITING)).contradictions == ()


async def test_a_comparison_says_the_same_and_moves_nothing(database: Database) -> None:
    await database.save_structure(structure())
    before = await answered(database, WAITING, 22.0)
    changes = await database.compare_structure(measured(WAITING, Change(30.0, 22.0)))
    assert changes.tallies["key_results"].changed == 1
    assert await standing(database, WAITING) == before


async def test_another_kind_of_measure_is_refused_once_there_are_answers(
    database: Database,
) -> None:
    await database.save_structure(structure())
    await answered(database, WAITING, 22.0)
    for way in (database.compare_structure, database.save_structure):
        with pytest.raises(MeasureKindError, match=r"waiting; .* an id of its own") as refused:
            await way(measured(WAITING, YesNo()))
        assert refused.value.key_results == (WAITING,)
    assert (await database.load_structure(OMA)).key_results == structure().key_results


async def test_what_has_no_answers_may_be_measured_in_any_way(database: Database) -> None:
    await database.save_structure(structure())
    await answered(database, WAITING, 22.0)
    changed = measured(TRAINING, YesNo())
    await database.save_structure(changed)
    assert await database.load_structure(OMA) == changed
