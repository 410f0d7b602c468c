from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.okr.model import CheckIn, KeyResultId, PersonId
from dialogs.okr.rollup import Figures, WeekPoint
from dialogs.okr.standing import Contradiction, Standing, WeekSaid, standing_after
from dialogs.ports import Counts, PastDigest, Work
from storage.database import Database
from storage.errors import BrokenReferenceError
from tests.storage.support import (
    BEN,
    COUNTY,
    FORUM,
    NORTH,
    NOW,
    OMA,
    OPEN,
    OPENING,
    SECTOR,
    SOUTH,
    STAFFING,
    TRAINING,
    WAITING,
    WEEK,
    answer,
    check_in,
    structure,
)


@pytest.fixture(autouse=True)
async def _people(database: Database) -> None:
    await database.save_structure(structure())


async def standing(database: Database, key_result: KeyResultId = WAITING) -> Standing:
    goals = await database.read(OMA, lambda work: work.goals_by_id([key_result]))
    return goals[0].standing


async def test_check_ins_are_kept_in_the_order_in_which_they_came(database: Database) -> None:
    # All at the same instant, as when the demonstration's clock stands still.
    first, second = check_in("z"), check_in("y", person=BEN, value=None)
    corrected = check_in("a", value=21.0, corrects="z")
    elsewhere = check_in("x", STAFFING)
    earlier = check_in("w", week=WEEK.plus(-1))
    await database.write(OMA, lambda work: work.record([first, second]))
    await database.write(OMA, lambda work: work.record([corrected, elsewhere, earlier]))
    of_week = await database.read(OMA, lambda work: work.check_ins([WAITING], WEEK))
    assert of_week == [first, second, corrected]
    history = await database.read(OMA, lambda work: work.history(WAITING))
    assert history == [first, second, corrected, earlier]
    assert await database.check_ins(OMA) == [first, second, corrected, elsewhere, earlier]


async def test_a_check_in_is_recorded_once_and_never_changed(database: Database) -> None:
    await database.write(OMA, lambda work: work.record([check_in("a")]))
    await database.write(OMA, lambda work: work.record([check_in("a", value=99.0)]))
    assert await database.check_ins(OMA) == [check_in("a")]


async def test_a_check_in_of_a_stranger_is_refused(database: Database) -> None:
    stranger = replace(check_in("a"), person=PersonId("nobody"))
    with pytest.raises(BrokenReferenceError):
        await database.write(OMA, lambda work: work.record([check_in("b"), stranger]))
    assert await database.check_ins(OMA) == []


async def test_an_answer_settles_what_was_asked(database: Database) -> None:
    def ask(work: Work) -> None:
        work.open_obligations(NORTH, WEEK, [WAITING, STAFFING], OPEN)
        work.open_obligations(SOUTH, WEEK, [OPENING], OPEN)

    await database.write(OMA, ask)
    before = await database.read(OMA, lambda work: work.counts(NORTH, (WEEK, WEEK)))
    assert before == Counts(2, 0)
    await database.write(OMA, lambda work: work.record([check_in("a"), check_in("b", person=BEN)]))
    after = await database.read(
        OMA,
        lambda work: {
            unit: work.counts(unit, (WEEK.plus(-3), WEEK))
            for unit in (COUNTY, SECTOR, NORTH, SOUTH)
        },
    )
    assert after == {
        COUNTY: Counts(3, 1),
        SECTOR: Counts(3, 1),
        NORTH: Counts(2, 1),
        SOUTH: Counts(1, 0),
    }


async def test_counts_look_at_the_given_weeks_alone(database: Database) -> None:
    def ask(work: Work) -> None:
        for weeks in range(4):
            work.open_obligations(NORTH, WEEK.plus(weeks), [WAITING], OPEN)

    await database.write(OMA, ask)
    counts = await database.read(OMA, lambda work: work.counts(NORTH, (WEEK.plus(1), WEEK.plus(2))))
    assert counts == Counts(2, 0)


async def test_an_early_answer_counts_as_asked_and_answered(database: Database) -> None:
    await database.write(OMA, lambda work: work.record([check_in("a")]))
    early = await database.read(OMA, lambda work: work.counts(NORTH, (WEEK, WEEK)))
    await database.write(OMA, lambda work: work.open_obligations(NORTH, WEEK, [WAITING], OPEN))
    later = await database.read(OMA, lambda work: work.counts(NORTH, (WEEK, WEEK)))
    assert early == later == Counts(1, 1)


async def counts(database: Database, first: int, last: int) -> Counts:
    weeks = (WEEK.plus(first), WEEK.plus(last))
    return await database.read(OMA, lambda work: work.counts(NORTH, weeks))


async def test_a_late_answer_settles_the_newest_question_that_waits(database: Database) -> None:
    def live(work: Work) -> None:
        work.open_obligations(NORTH, WEEK.plus(-8), [WAITING], OPEN)
        work.open_obligations(NORTH, WEEK.plus(-2), [WAITING], OPEN)
        work.record([check_in("a")])

    await database.write(OMA, live)
    assert await counts(database, -8, 0) == Counts(2, 1)
    assert await counts(database, -2, -2) == Counts(1, 1)


async def test_what_was_asked_and_what_was_not_may_be_answered_together(
    database: Database,
) -> None:
    """One asked this week, one that still waits since long ago, and one never asked about."""

    def live(work: Work) -> None:
        work.open_obligations(NORTH, WEEK.plus(-2), [WAITING, STAFFING], OPEN)
        work.open_obligations(NORTH, WEEK, [WAITING], OPEN)
        mixed = [check_in("a"), check_in("b", STAFFING), check_in("c", TRAINING)]
        work.record(mixed)

    await database.write(OMA, live)
    assert await counts(database, -2, -2) == Counts(2, 1)
    assert await counts(database, 0, 0) == Counts(2, 2)


async def test_a_second_answer_of_a_week_settles_nothing_more(database: Database) -> None:
    def live(work: Work) -> None:
        work.open_obligations(NORTH, WEEK.plus(-8), [WAITING], OPEN)
        work.open_obligations(NORTH, WEEK.plus(-2), [WAITING], OPEN)
        work.record([check_in("a"), check_in("b", person=BEN)])
        work.record([check_in("c", corrects="a")])

    await database.write(OMA, live)
    assert await counts(database, -8, 0) == Counts(2, 1)


async def test_an_answer_before_its_question_is_counted_for_it_alone(database: Database) -> None:
    await database.write(
        OMA, lambda work: work.open_obligations(NORTH, WEEK.plus(-1), [WAITING], OPEN)
    )
    await database.write(OMA, lambda work: work.record([check_in("a")]))
    assert await counts(database, -1, 0) == Counts(1, 1)
    for _ in range(2):
        await database.write(OMA, lambda work: work.open_obligations(NORTH, WEEK, [WAITING], OPEN))
        assert await counts(database, -1, -1) == Counts(1, 0)
        assert await counts(database, 0, 0) == Counts(1, 1)


async def test_an_answer_for_an_older_week_settles_that_week(database: Database) -> None:
    def live(work: Work) -> None:
        for weeks in (-2, -1, 0):
            work.open_obligations(NORTH, WEEK.plus(weeks), [WAITING], OPEN)
        work.record([check_in("a", week=WEEK.plus(-2))])

    await database.write(OMA, live)
    assert await counts(database, -2, -2) == Counts(1, 1)
    assert await counts(database, -1, 0) == Counts(2, 0)


async def test_an_unasked_answer_with_nothing_waiting_is_asked_and_answered(
    database: Database,
) -> None:
    def live(work: Work) -> None:
        work.open_obligations(NORTH, WEEK.plus(-2), [WAITING], OPEN)
        work.record([check_in("a", week=WEEK.plus(-2))])
        work.record([check_in("b")])

    await database.write(OMA, live)
    assert await counts(database, -2, 0) == Counts(2, 2)


async def test_after_a_late_answer_the_real_questions_since_are_unanswered(
    database: Database,
) -> None:
    """A unit that is asked every four weeks: not each week since is one that was asked."""

    def live(work: Work) -> None:
        for weeks in (-8, -4, 0):
            work.open_obligations(NORTH, WEEK.plus(weeks), [WAITING], OPEN)
        asked = work.goals_by_id([WAITING])[0].standing
        work.record([check_in("a", week=WEEK.plus(-4))])
        said = [answer(22.0, 7, week=WEEK.plus(-4))]
        goal = work.goals_by_id([WAITING])[0]
        measure = goal.key_result.measure
        after = standing_after(asked, measure, goal.cycle, said, blocker="", help_from="")
        assert after.unanswered == 3  # what weeks alone would say
        work.set_standings([after])

    await database.write(OMA, live)
    assert (await standing(database)).unanswered == 1


async def test_asking_is_noted_on_the_standing_once(database: Database) -> None:
    for _ in range(3):
        await database.write(
            OMA, lambda work: work.open_obligations(NORTH, WEEK, [WAITING, STAFFING], OPEN)
        )
    assert await standing(database) == Standing(WAITING, asked=WEEK, unanswered=1)
    await database.write(
        OMA, lambda work: work.open_obligations(NORTH, WEEK.plus(1), [WAITING], OPEN)
    )
    assert (await standing(database)).unanswered == 2
    assert (await standing(database, STAFFING)).unanswered == 1
    assert (await standing(database, TRAINING)).unanswered == 0


async def test_asking_after_an_early_answer_leaves_nothing_unanswered(database: Database) -> None:
    answered = Standing(WAITING, WEEK, 22.0, 0.5, 7.0, 7, 7, 1)

    def early(work: Work) -> None:
        work.record([check_in("a")])
        work.set_standings([answered])

    await database.write(OMA, early)
    await database.write(OMA, lambda work: work.open_obligations(NORTH, WEEK, [WAITING], OPEN))
    assert await standing(database) == replace(answered, asked=WEEK)


async def test_a_standing_is_written_over(database: Database) -> None:
    first = Standing(WAITING, WEEK, 22.0, 0.5, 7.0, 5, 9, 3, asked=WEEK)
    second = Standing(
        WAITING,
        WEEK.plus(1),
        None,
        None,
        3.5,
        3,
        4,
        2,
        1,
        WEEK.plus(2),
        (Contradiction.UNCHANGED, Contradiction.MOVING_NOT_CONFIDENT),
        "no nurses",
        COUNTY,
    )
    other = Standing(STAFFING, WEEK, 1.0, 1.0, 9.0, 9, 9, 1)
    await database.write(
        OMA, lambda work: work.open_obligations(NORTH, WEEK.plus(2), [WAITING], OPEN)
    )
    await database.write(OMA, lambda work: work.set_standings([first, other]))
    assert await standing(database) == first
    await database.write(OMA, lambda work: work.set_standings([second]))
    assert await standing(database) == second
    assert await standing(database, STAFFING) == other


async def test_weeks_are_written_over_and_come_oldest_first(database: Database) -> None:
    last, first = answer(22.0, 7), answer(None, 3, 4, week=WEEK.plus(-50))
    corrected = answer(20.5, 7, 8)

    def write(work: Work) -> None:
        work.set_weeks([WeekSaid(WAITING, last, 0.5), WeekSaid(WAITING, first, None)])
        work.set_weeks([WeekSaid(WAITING, corrected, 0.6)])

    await database.write(OMA, write)
    weeks = await database.read(OMA, lambda work: work.weeks([WAITING, STAFFING]))
    assert weeks == {WAITING: [first, corrected], STAFFING: []}


async def test_a_trend_carries_each_last_answer_on(database: Database) -> None:
    def write(work: Work) -> None:
        for weeks, key_result, progress, confidence in (
            (-9, WAITING, 0.9, 9),  # before the picture
            (0, WAITING, 1.8, 9),  # held to 1
            (0, STAFFING, -0.4, 4),  # held to 0
            (0, TRAINING, None, 5),  # only a confidence so far
            (0, OPENING, 0.1, 1),  # not asked for
            (1, WAITING, 0.25, 8),
            (1, STAFFING, 0.2, 3),
            (3, TRAINING, 0.75, 6),
            (5, TRAINING, 0.1, 1),  # after the picture
        ):
            said = answer(1.0, confidence, week=WEEK.plus(weeks))
            work.set_weeks([WeekSaid(key_result, said, progress)])

    await database.write(OMA, write)
    asked = [WAITING, STAFFING, TRAINING]
    trend = await database.read(OMA, lambda work: work.trend(asked, (WEEK.plus(-1), WEEK.plus(4))))
    assert [point.week for point in trend] == [WEEK.plus(later) for later in range(-1, 5)]
    assert [point.confidence for point in trend] == [9.0, 5.0, 5.0, 5.0, 6.0, 6.0]
    assert [point.progress for point in trend] == pytest.approx([0.9, 0.5, 0.225, 0.225, 0.4, 0.4])


async def test_a_trend_begins_with_the_first_answer(database: Database) -> None:
    said = WeekSaid(WAITING, answer(1.0, 7), 0.5)
    await database.write(OMA, lambda work: work.set_weeks([said]))

    def trend(work: Work) -> Sequence[WeekPoint]:
        return work.trend([WAITING], (WEEK.plus(-3), WEEK.plus(1)))

    points = await database.read(OMA, trend)
    assert points == [WeekPoint(WEEK, 0.5, 7.0), WeekPoint(WEEK.plus(1), 0.5, 7.0)]
    nothing = await database.read(OMA, lambda work: work.trend([], (WEEK, WEEK.plus(1))))
    assert nothing == []


async def test_the_last_digest_is_remembered(database: Database) -> None:
    figures = Figures(on_track=3, progress=0.5, confidence=6.5, asked=9, answered=7)
    older = PastDigest(NOW, figures)
    newer = PastDigest(NOW + timedelta(days=90), replace(figures, stale=1))
    mended = replace(newer, figures=replace(figures, stale=2))
    assert await database.read(OMA, lambda work: work.past_digest(FORUM)) is None
    await database.write(OMA, lambda work: work.keep_digest(FORUM, "2027-Q1", newer))
    await database.write(OMA, lambda work: work.keep_digest(FORUM, "2026-Q4", older))
    assert await database.read(OMA, lambda work: work.past_digest(FORUM)) == newer
    await database.write(OMA, lambda work: work.keep_digest(FORUM, "2027-Q1", mended))
    assert await database.read(OMA, lambda work: work.past_digest(FORUM)) == mended


async def test_instants_come_back_aware_and_whole(database: Database) -> None:
    odd = replace(check_in("a"), at=NOW.replace(microsecond=123456))
    naive = replace(check_in("b"), at=NOW.replace(tzinfo=None))
    await database.write(OMA, lambda work: work.record([odd]))
    kept: list[CheckIn] = list(await database.check_ins(OMA))
    assert kept == [odd]
    assert kept[0].at.utcoffset() == timedelta(0)
    with pytest.raises(Exception, match="an instant without a zone"):
        await database.write(OMA, lambda work: work.record([naive]))
