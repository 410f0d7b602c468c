from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dialogs.okr.model import KeyResultId
from dialogs.okr.standing import Standing
from dialogs.okr.week import Week
from dialogs.okr.window import Window, window
from dialogs.ports import Counts, Work
from storage.database import Database
from tests.storage.support import (
    ANNA,
    BEN,
    CARA,
    NORTH,
    OMA,
    OPEN,
    STAFFING,
    WAITING,
    WEEK,
    check_in,
    structure,
)

HELSINKI = "Europe/Helsinki"
THIS = window(WEEK, HELSINKI)


@pytest.fixture(autouse=True)
async def _people(database: Database) -> None:
    await database.save_structure(structure())


def ask(work: Work, week: Week = WEEK, *key_results: KeyResultId) -> None:
    work.open_obligations(NORTH, week, key_results or (WAITING,), window(week, HELSINKI))


def answered(
    work: Work, at: datetime, week: Week = WEEK, name: str = "a", corrects: str | None = None
) -> None:
    work.record([replace(check_in(name, week=week, corrects=corrects), at=at)])


async def counts(database: Database, first: int = 0, last: int = 0) -> Counts:
    weeks = (WEEK.plus(first), WEEK.plus(last))
    return await database.read(OMA, lambda work: work.counts(NORTH, weeks))


async def standing(database: Database, key_result: KeyResultId = WAITING) -> Standing:
    goals = await database.read(OMA, lambda work: work.goals_by_id([key_result]))
    return goals[0].standing


@pytest.mark.parametrize(
    ("at", "counted"),
    [
        pytest.param(THIS.due - timedelta(days=3), 1, id="in time"),
        pytest.param(THIS.due, 1, id="late"),
        pytest.param(THIS.closes - timedelta(microseconds=1), 1, id="at the last moment"),
        pytest.param(THIS.closes, 0, id="missed"),
        pytest.param(THIS.closes + timedelta(days=40), 0, id="long missed"),
    ],
)
async def test_an_answer_counts_until_its_window_closes(
    database: Database, at: datetime, counted: int
) -> None:
    def live(work: Work) -> None:
        ask(work)
        answered(work, at)

    await database.write(OMA, live)
    assert await counts(database) == Counts(1, counted)
    assert len(await database.check_ins(OMA)) == 1  # what was said is kept in any case


async def test_what_was_missed_is_never_filled_in_afterwards(database: Database) -> None:
    """An answer about the week that closed, and one about a week that nobody asked about."""

    def live(work: Work) -> None:
        ask(work)
        answered(work, THIS.closes, WEEK)
        answered(work, THIS.closes, WEEK.plus(2), "b")

    await database.write(OMA, live)
    assert await counts(database) == Counts(1, 0)
    assert await counts(database, 2, 2) == Counts(1, 1)  # of their own accord


async def test_what_was_missed_stays_so_beside_what_is_answered_in_time(
    database: Database,
) -> None:
    def live(work: Work) -> None:
        ask(work)
        work.open_obligations(NORTH, WEEK, [STAFFING], OPEN)
        both = [check_in("a"), check_in("b", STAFFING)]
        work.record([replace(each, at=THIS.closes) for each in both])

    await database.write(OMA, live)
    assert await counts(database) == Counts(2, 1)


async def test_an_answer_of_the_next_week_settles_the_question_that_still_waits(
    database: Database,
) -> None:
    def live(work: Work) -> None:
        ask(work, WEEK.plus(-1))
        ask(work)
        answered(work, THIS.due, WEEK.plus(1))

    await database.write(OMA, live)
    assert await counts(database) == Counts(1, 1)
    assert await counts(database, -1, -1) == Counts(1, 0)  # that one had closed
    assert await counts(database, 1, 1) == Counts(0, 0)


async def test_a_correction_after_the_window_leaves_the_answer_in_time(
    database: Database,
) -> None:
    def live(work: Work) -> None:
        ask(work)
        answered(work, THIS.due - timedelta(days=1))
        answered(work, THIS.closes + timedelta(days=5), name="b", corrects="a")

    await database.write(OMA, live)
    assert await counts(database) == Counts(1, 1)


async def test_a_question_that_comes_after_its_answer_has_a_window_all_the_same(
    database: Database,
) -> None:
    def early(work: Work) -> None:
        answered(work, THIS.due - timedelta(days=6))
        ask(work)

    await database.write(OMA, early)
    assert await counts(database) == Counts(1, 1)
    # The answer came for the week; a second one, however late, changes nothing about it.
    await database.write(OMA, lambda work: answered(work, THIS.closes, name="b"))
    assert await counts(database) == Counts(1, 1)


async def test_asking_again_moves_no_window(database: Database) -> None:
    later = Window(THIS.due + timedelta(days=90), THIS.closes + timedelta(days=90))

    def live(work: Work) -> None:
        ask(work)
        work.open_obligations(NORTH, WEEK, [WAITING], later)
        answered(work, THIS.closes)

    await database.write(OMA, live)
    assert await counts(database) == Counts(1, 0)


async def test_what_nobody_is_there_to_answer_is_not_asked(database: Database) -> None:
    def live(work: Work) -> None:
        for weeks in (-2, -1, 0):
            ask(work, WEEK.plus(weeks), WAITING, STAFFING)

    await database.write(OMA, live)
    assert (await standing(database)).unanswered == 3
    await database.write(OMA, lambda work: work.withdraw_obligations(WEEK, [WAITING]))
    assert await counts(database) == Counts(1, 0)
    assert await standing(database) == Standing(WAITING, unanswered=2, asked=WEEK.plus(-1))
    assert (await standing(database, STAFFING)).unanswered == 3
    assert await database.read(OMA, lambda work: work.asked([NORTH], WEEK)) == [STAFFING]
    for _ in range(2):
        await database.write(OMA, lambda work: work.withdraw_obligations(WEEK.plus(-1), [WAITING]))
    assert await standing(database) == Standing(WAITING, unanswered=1, asked=WEEK.plus(-2))
    await database.write(OMA, lambda work: work.withdraw_obligations(WEEK.plus(-2), [WAITING]))
    assert await standing(database) == Standing(WAITING)


async def test_what_is_answered_already_is_not_withdrawn(database: Database) -> None:
    said = Standing(WAITING, WEEK, 22.0, 0.5, 7.0, 7, 7, 1, 0, WEEK, blocker="sick leave")

    def live(work: Work) -> None:
        ask(work)
        answered(work, THIS.due - timedelta(days=1))
        work.set_standings([said])
        work.withdraw_obligations(WEEK, [WAITING])

    await database.write(OMA, live)
    assert await counts(database) == Counts(1, 1)
    assert await standing(database) == said


async def test_after_an_answer_only_what_was_asked_since_is_left(database: Database) -> None:
    """Two weeks were asked since the last answer; one of them is withdrawn."""
    said = Standing(WAITING, WEEK.plus(-2), 22.0, 0.5, 7.0, 7, 7, 1, 2, WEEK)

    def live(work: Work) -> None:
        for weeks in (-4, -2, -1, 0):  # the oldest was never answered, and is long forgiven
            ask(work, WEEK.plus(weeks))
        answered(work, window(WEEK.plus(-2), HELSINKI).due, WEEK.plus(-2))
        work.set_standings([said])
        work.withdraw_obligations(WEEK.plus(-1), [WAITING])

    await database.write(OMA, live)
    assert await standing(database) == replace(said, unanswered=1)


async def test_who_has_answered_last_when(database: Database) -> None:
    first, last = (datetime(2026, 11, day, 9, tzinfo=UTC) for day in (16, 19))

    def live(work: Work) -> None:
        answered(work, last, name="a")
        answered(work, first, WEEK.plus(1), name="b")
        work.record([replace(check_in("c", STAFFING, person=BEN), at=first)])

    await database.write(OMA, live)
    found = await database.read(OMA, lambda work: work.last_answers([ANNA, BEN, CARA]))
    assert found == {ANNA: last, BEN: first}
    assert await database.read(OMA, lambda work: work.last_answers([])) == {}
