from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from dialogs.okr.cadence import BeforeMeetings
from dialogs.okr.cycle import Life, Phase, Turn, midpoint
from dialogs.okr.measure import Change as Moved
from dialogs.okr.measure import YesNo
from dialogs.okr.model import (
    Cycle,
    CycleId,
    KeyResult,
    KeyResultId,
    Length,
    Objective,
    ObjectiveId,
    UnitId,
)
from dialogs.okr.retro import Change, ChangeId, ChangeNews, ChangeState, Retro, RetroId, Stage
from dialogs.okr.rhythm import CHANGES_AT, OPENING_BEFORE, RETRO_AT
from dialogs.ports import ScheduleKind, Work
from dialogs.retros import Aims
from storage.database import Database
from storage.errors import ShutCycleError, TakenMeanwhileError
from storage.structure import Structure
from tests.storage.support import (
    ANNA,
    BEN,
    COUNTY,
    COUNTYWIDE,
    NORTH,
    NOW,
    OLD,
    OMA,
    OPEN,
    OPENING,
    SECTOR,
    SOUTH,
    STAFFING,
    TODAY,
    TRAINING,
    WAITING,
    WEEK,
    check_in,
    structure,
)

YEAR, PAST, QUARTER, NEXT = map(CycleId, ("2026", "2026-Q3", "2026-Q4", "2027-Q1"))
SPRING = Cycle(NEXT, "Q1", date(2027, 1, 1), date(2027, 3, 31))
STARTS = {PAST: date(2026, 7, 1), QUARTER: date(2026, 10, 1), YEAR: date(2026, 1, 1)}
ALL_UNITS = (COUNTY, SECTOR, NORTH, SOUTH)


@pytest.fixture(autouse=True)
async def _house(database: Database) -> None:
    await database.save_structure(structure())


def turn(
    phase: Phase,
    number: int = 1,
    *,
    unit: UnitId = NORTH,
    cycle: CycleId = QUARTER,
    at: datetime = NOW,
    reason: str = "",
) -> Turn:
    return Turn(unit, cycle, number, phase, at, ANNA, reason)


async def turned(database: Database, *turns: Turn) -> None:
    for each in turns:
        await database.write(OMA, lambda work, one=each: work.turn(one))  # type: ignore[misc] # a lambda with a default


async def names(database: Database, on: date = TODAY) -> dict[str, list[str]]:
    """What each way to read goals brings, by the name of the way."""

    def job(work: Work) -> dict[str, list[str]]:
        found = {
            "goals": work.goals(ALL_UNITS, on),
            "owned": [*work.goals_owned(ANNA, on), *work.goals_owned(BEN, on)],
            "week": [each.goal for each in work.goals_in_week(ALL_UNITS, [], on, WEEK)],
            "theirs": [each.goal for each in work.goals_in_week([], [ANNA, BEN], on, WEEK)],
        }
        return {way: [each.key_result.id for each in goals] for way, goals in found.items()}

    return await database.read(OMA, job)


RUNNING = {
    "goals": [COUNTYWIDE, OPENING, WAITING, STAFFING, TRAINING],
    "owned": [WAITING, TRAINING],
    "week": [COUNTYWIDE, OPENING, WAITING, STAFFING, TRAINING],
    "theirs": [WAITING, TRAINING],
}
WITHOUT_NORTH = {
    "goals": [COUNTYWIDE, OPENING],
    "owned": [],
    "week": [COUNTYWIDE, OPENING],
    "theirs": [],
}


# --- cycles and their turns ----------------------------------------------------------------------


async def test_a_cycle_is_turned_and_its_history_stays(database: Database) -> None:
    turns = [
        turn(Phase.ACTIVE),
        turn(Phase.REVIEW, 2, reason="the unit is merged"),
        turn(Phase.CLOSED, 3, at=NOW + timedelta(days=3), reason="retro"),
    ]
    await turned(database, *turns)
    assert await database.read(OMA, lambda work: work.turns(NORTH, QUARTER)) == turns
    assert await database.read(OMA, lambda work: work.turns(SOUTH, QUARTER)) == []
    lives = await database.read(OMA, lambda work: work.lives([NORTH, COUNTY, SECTOR]))
    quarter, past, year = (
        next(each for each in structure().cycles if each.id == name)
        for name in (QUARTER, PAST, YEAR)
    )
    assert lives == {
        NORTH: [Life(past), Life(quarter, turns[-1])],
        COUNTY: [Life(year)],
        SECTOR: [],
    }


async def test_a_cycle_without_goals_lives_where_it_was_turned(database: Database) -> None:
    await turned(database, turn(Phase.PLANNING, unit=SECTOR))
    lives = await database.read(OMA, lambda work: work.lives([SECTOR]))
    assert [(each.cycle.id, each.turn) for each in lives[SECTOR]] == [
        (QUARTER, turn(Phase.PLANNING, unit=SECTOR))
    ]


async def test_of_two_who_turn_at_once_the_second_sees_what_the_first_did(
    database: Database,
) -> None:
    async def close(number: int) -> tuple[int, Phase | None]:
        def job(work: Work) -> tuple[int, Phase | None]:
            before = work.turns(NORTH, QUARTER)
            work.turn(turn(Phase.CLOSED, len(before) + 1, reason=str(number)))
            return len(before), before[-1].phase if before else None

        return await database.write(OMA, job)

    found = await asyncio.gather(*(close(number) for number in range(2)))
    assert sorted(found, key=str) == [(0, None), (1, Phase.CLOSED)]
    with pytest.raises(TakenMeanwhileError):
        await turned(database, turn(Phase.CLOSED, 1))


@pytest.mark.parametrize("phase", [Phase.PLANNING, Phase.REVIEW, Phase.CLOSED])
async def test_nobody_is_asked_about_what_is_not_active(database: Database, phase: Phase) -> None:
    assert await names(database) == RUNNING
    await turned(database, turn(phase))
    assert await names(database) == WITHOUT_NORTH
    await turned(database, turn(Phase.ACTIVE, 2))
    assert await names(database) == RUNNING


async def test_what_was_asked_comes_back_whatever_became_of_its_cycle(database: Database) -> None:
    def ask(work: Work) -> None:
        work.open_obligations(NORTH, WEEK, [OLD, WAITING], OPEN)

    await database.write(OMA, ask)
    await turned(database, turn(Phase.CLOSED))
    found = await database.read(OMA, lambda work: work.goals_in_week([NORTH], [], TODAY, WEEK))
    assert [(each.goal.key_result.id, each.goal.turned, each.asked_in) for each in found] == [
        (WAITING, Phase.CLOSED, NORTH),
        (OLD, None, NORTH),
    ]
    by_id = await database.read(OMA, lambda work: work.goals_by_id([WAITING, OPENING]))
    assert {each.key_result.id: each.turned for each in by_id} == {
        WAITING: Phase.CLOSED,
        OPENING: None,
    }


# --- overlapping ones ----------------------------------------------------------------------------

AUTUMN = Cycle(CycleId("autumn"), "Autumn", date(2026, 9, 1), date(2026, 11, 30))
EARLY = KeyResultId("early")


def overlapping(*, measured: bool) -> Structure:
    """North has goals of a quarter of its own, which overlaps the county's."""
    whole = structure()
    aim = Objective(ObjectiveId("early"), NORTH, AUTUMN.id, "Early")
    key_result = KeyResult(EARLY, aim.id, "Early", YesNo(), owner=ANNA)
    return replace(
        whole,
        cycles=(*whole.cycles, AUTUMN),
        objectives=(*whole.objectives, aim),
        key_results=(*whole.key_results, *([key_result] if measured else [])),
    )


async def test_of_two_that_overlap_the_one_opened_last_is_asked_about(database: Database) -> None:
    await database.save_structure(overlapping(measured=True))
    assert await names(database) == RUNNING  # the one that has started last
    await turned(database, turn(Phase.ACTIVE, cycle=AUTUMN.id))
    of_autumn = {
        "goals": [COUNTYWIDE, OPENING, EARLY],
        "owned": [EARLY],
        "week": [COUNTYWIDE, OPENING, EARLY],
        "theirs": [EARLY],
    }
    assert await names(database) == of_autumn
    await turned(database, turn(Phase.ACTIVE, at=NOW + timedelta(hours=1)))
    assert await names(database) == RUNNING
    await turned(database, turn(Phase.CLOSED, 2, at=NOW + timedelta(hours=2)))
    assert await names(database) == of_autumn
    assert await names(database, AUTUMN.end + timedelta(days=1)) == WITHOUT_NORTH


async def test_one_without_key_results_takes_the_place_of_another_too(database: Database) -> None:
    await database.save_structure(overlapping(measured=False))
    assert await names(database) == RUNNING
    await turned(database, turn(Phase.ACTIVE, cycle=AUTUMN.id))
    assert await names(database) == WITHOUT_NORTH
    await turned(database, turn(Phase.REVIEW, 2, cycle=AUTUMN.id))
    assert await names(database) == RUNNING


async def test_those_of_other_lengths_run_side_by_side(database: Database) -> None:
    whole = structure()
    yearly = Objective(ObjectiveId("yearly"), NORTH, YEAR, "Of the year")
    key_result = KeyResult(EARLY, yearly.id, "Of the year", YesNo(), owner=ANNA)
    await database.save_structure(
        replace(
            whole,
            objectives=(*whole.objectives, yearly),
            key_results=(*whole.key_results, key_result),
        )
    )
    await turned(database, turn(Phase.ACTIVE), turn(Phase.ACTIVE, cycle=YEAR))
    found = await names(database)
    assert found["goals"] == [*RUNNING["goals"], EARLY]
    assert found["owned"] == [WAITING, EARLY, TRAINING]


# --- answers -------------------------------------------------------------------------------------


async def test_no_answer_lands_in_a_closed_cycle_nor_in_one_that_waits(database: Database) -> None:
    for number, phase in enumerate((Phase.CLOSED, Phase.PLANNING), start=1):
        await turned(database, turn(phase, number))
        with pytest.raises(ShutCycleError, match="'2026-Q4' in 'north'") as refused:
            await database.write(
                OMA, lambda work: work.record([check_in("a"), check_in("b", OPENING)])
            )
        assert refused.value.places == {(NORTH, QUARTER)}
    assert await database.check_ins(OMA) == []
    await database.write(OMA, lambda work: work.record([check_in("b", OPENING)]))
    for number, phase in enumerate((Phase.REVIEW, Phase.ACTIVE), start=3):
        await turned(database, turn(phase, number))
        await database.write(
            OMA,
            lambda work, name=phase.value: work.record([check_in(name)]),  # type: ignore[misc] # a lambda with a default
        )
    assert [each.id for each in await database.check_ins(OMA)] == ["b", "review", "active"]


async def test_who_turns_a_cycle_themselves_is_refused_afterwards(database: Database) -> None:
    def job(work: Work) -> None:
        goals = [each.goal for each in work.goals_in_week([NORTH], [], TODAY, WEEK, hold=True)]
        assert work.around(goals, WEEK, [TODAY]).closed == frozenset()
        work.record([check_in("a")])
        work.turn(turn(Phase.CLOSED))
        work.record([check_in("b")])

    with pytest.raises(ShutCycleError):
        await database.write(OMA, job)
    assert await database.check_ins(OMA) == []


async def test_around_tells_which_are_closed(database: Database) -> None:
    await turned(database, turn(Phase.CLOSED), turn(Phase.PLANNING, unit=SOUTH))
    await turned(database, turn(Phase.REVIEW, unit=COUNTY, cycle=YEAR))

    def job(work: Work) -> frozenset[KeyResultId]:
        goals = work.goals_by_id([WAITING, TRAINING, OPENING, COUNTYWIDE, OLD])
        return work.around(goals, WEEK, [TODAY]).closed

    expected = {WAITING, TRAINING, OPENING}
    assert await database.read(OMA, job) == expected
    assert await database.write(OMA, job) == expected


async def test_an_answer_and_a_closing_never_pass_each_other(database: Database) -> None:
    """Whichever comes first: the closing sees every answer that there will ever be."""

    async def answer(name: str) -> bool:
        def job(work: Work) -> bool:
            held = work.goals_in_week([NORTH], [], TODAY, WEEK, hold=True)
            goals = [each.goal for each in held]
            closed = work.around(goals, WEEK, [TODAY]).closed
            if WAITING not in {goal.key_result.id for goal in goals} - closed:
                return False
            work.record([check_in(name)])
            return True

        return await database.write(OMA, job)

    async def blind(name: str) -> bool:
        """Answer without a look, as no flow does: the last wall holds."""
        try:
            await database.write(OMA, lambda work: work.record([check_in(name)]))
        except ShutCycleError:
            return False
        return True

    async def close(number: int) -> int:
        def job(work: Work) -> int:
            work.turn(turn(Phase.CLOSED, number))
            return len(work.history(WAITING))

        return await database.write(OMA, job)

    taken = 0
    for number in range(1, 16, 2):
        *said, seen = await asyncio.gather(
            *(answer(f"a-{number}-{each}") for each in range(4)),
            *(blind(f"b-{number}-{each}") for each in range(4)),
            close(number),
        )
        taken += sum(said)
        assert len(await database.check_ins(OMA)) == seen == taken
        await turned(database, turn(Phase.ACTIVE, number + 1))


# --- what is carried over ------------------------------------------------------------------------


async def test_goals_go_on_in_a_new_cycle(database: Database) -> None:
    await database.write(OMA, lambda work: work.record([check_in("a"), check_in("b", STAFFING)]))
    before = await database.load_structure(OMA)
    aims = await database.read(OMA, lambda work: work.aims(NORTH, QUARTER))
    assert [each.id for each in aims.objectives] == ["care", "people"]
    assert [each.id for each in aims.key_results] == [WAITING, STAFFING, TRAINING]
    anew = Aims(
        objectives=[
            replace(one, id=ObjectiveId(f"{one.id}-next"), cycle=NEXT, continues=one.id)
            for one in aims.objectives
        ],
        key_results=[
            replace(
                one,
                id=KeyResultId(f"{one.id}-next"),
                objective=ObjectiveId(f"{one.objective}-next"),
                continues=one.id,
            )
            for one in aims.key_results
        ],
    )

    def carry(work: Work) -> None:
        work.begin_cycle(SPRING)
        work.carry_over(anew)
        work.turn(turn(Phase.PLANNING, cycle=NEXT))

    await database.write(OMA, carry)
    assert await database.read(OMA, lambda work: work.aims(NORTH, NEXT)) == anew
    assert await database.read(OMA, lambda work: work.aims(NORTH, QUARTER)) == aims
    assert SPRING in await database.read(OMA, lambda work: work.cycles())
    after = await database.load_structure(OMA)
    assert after.cycles == (*before.cycles, SPRING)
    assert after.objectives == (*before.objectives, *anew.objectives)
    assert after.key_results == (*before.key_results, *anew.key_results)
    # Nobody is asked before somebody opens it, and then about the new ones alone.
    assert (await names(database, SPRING.start))["goals"] == []
    await turned(database, turn(Phase.ACTIVE, 2, cycle=NEXT))
    assert (await names(database, SPRING.start))["goals"] == [
        f"{name}-next" for name in (WAITING, STAFFING, TRAINING)
    ]
    assert len(await database.check_ins(OMA)) == 2


async def test_beginning_and_carrying_over_again_changes_nothing(database: Database) -> None:
    aim = Objective(ObjectiveId("new"), NORTH, NEXT, "New", 1, "note", ObjectiveId("care"))
    key_result = KeyResult(
        KeyResultId("new"), aim.id, "New", Moved(1.0, 2.0), "%", ANNA, COUNTYWIDE, 1, "", WAITING
    )
    once = Aims([aim], [key_result])

    def carry(work: Work, cycle: Cycle, aims: Aims) -> None:
        work.begin_cycle(cycle)
        work.carry_over(aims)

    await database.write(OMA, lambda work: carry(work, SPRING, once))
    expected = await database.load_structure(OMA)
    other = Aims([replace(aim, title="Other")], [replace(key_result, title="Other")])
    renamed = replace(SPRING, name="Other")
    await database.write(OMA, lambda work: carry(work, renamed, other))
    assert await database.load_structure(OMA) == expected
    assert await database.read(OMA, lambda work: work.aims(NORTH, NEXT)) == once


async def test_the_length_of_cycles_comes_down_the_tree(database: Database) -> None:
    whole = structure()
    lengths = {COUNTY: Length.YEAR, SOUTH: Length.TERTIAL}
    units = tuple(replace(one, cycles=lengths.get(one.id)) for one in whole.units)
    await database.save_structure(replace(whole, units=units))
    found = await database.read(OMA, lambda work: work.units())
    assert {one.id: one.cycles for one in found} == {
        COUNTY: Length.YEAR,
        SECTOR: Length.YEAR,
        NORTH: Length.YEAR,
        SOUTH: Length.TERTIAL,
    }
    assert (await database.load_structure(OMA)).units == units


# --- what lies ahead -----------------------------------------------------------------------------


async def of_kind(database: Database, kind: ScheduleKind) -> dict[str, BeforeMeetings]:
    plan = await database.plans.plan(OMA)
    found = {}
    for one in plan.schedules:
        if one.kind is kind:
            assert isinstance(one.rule, BeforeMeetings)
            found[one.subject] = one.rule
            read = await database.read(OMA, lambda work, of=one.subject: work.schedule(kind, of))  # type: ignore[misc] # a lambda with a default
            assert read == one
            assert one.at == (CHANGES_AT if kind is ScheduleKind.CHANGES else RETRO_AT)
    return found


async def revision(database: Database) -> int:
    return (await database.plans.revisions())[OMA]


async def test_a_cycle_that_waits_to_be_opened_is_in_the_plan(database: Database) -> None:
    assert await of_kind(database, ScheduleKind.OPENING) == {}
    before = await revision(database)
    await database.write(OMA, lambda work: work.begin_cycle(SPRING))
    await turned(database, turn(Phase.PLANNING, cycle=NEXT), turn(Phase.PLANNING, unit=SOUTH))
    assert await of_kind(database, ScheduleKind.OPENING) == {
        SOUTH: BeforeMeetings(OPENING_BEFORE, (STARTS[QUARTER],)),
        NORTH: BeforeMeetings(OPENING_BEFORE, (SPRING.start,)),
    }
    assert await revision(database) > before
    before = await revision(database)
    await turned(database, turn(Phase.ACTIVE, 2, cycle=NEXT))
    assert list(await of_kind(database, ScheduleKind.OPENING)) == [SOUTH]
    assert await revision(database) > before
    none = await database.read(OMA, lambda work: work.schedule(ScheduleKind.OPENING, NORTH))
    assert none is not None
    assert none.rule == BeforeMeetings(OPENING_BEFORE)


async def test_agreed_changes_are_asked_about_until_they_are_done(database: Database) -> None:
    retro = Retro(RetroId("r"), NORTH, QUARTER, Stage.AGREEING, ANNA, NOW)
    days = [date(2027, 1, 20), date(2027, 2, 3)]
    changes = [
        Change(ChangeId(f"c-{place}"), retro.id, NORTH, NEXT, "do", BEN, day, place)
        for place, day in enumerate(days, start=1)
    ]
    revisions = [await revision(database)]

    async def asked() -> Sequence[date]:
        revisions.append(await revision(database))
        assert revisions[-1] > revisions[-2]
        found = await of_kind(database, ScheduleKind.CHANGES)
        assert found.keys() <= {NORTH}
        return found[NORTH].meetings if found else ()

    def agree(work: Work) -> None:
        work.begin_retro(retro)
        work.set_changes(retro.id, changes)

    async def say(change: Change, state: ChangeState) -> None:
        news = ChangeNews(change.id, state, "", BEN, NOW)
        await database.write(OMA, lambda work: work.say_change(news))

    await database.write(OMA, agree)
    assert await asked() == ()
    published = replace(retro, published=NOW)
    await database.write(OMA, lambda work: work.publish_retro(published))
    assert await asked() == (*days,)  # their cycle is not begun yet
    await database.write(OMA, lambda work: work.begin_cycle(SPRING))
    middle = midpoint(SPRING)
    assert await asked() == (*days, middle)
    await say(changes[0], ChangeState.DONE)
    assert await asked() == (days[1], middle)
    await say(changes[0], ChangeState.UNDER_WAY)
    assert await asked() == (*days, middle)
    await say(changes[0], ChangeState.DONE)
    await asked()
    await say(changes[1], ChangeState.GIVEN_UP)
    assert await asked() == ()
