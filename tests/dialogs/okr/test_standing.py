"""A standing is the sum of its weeks: stale beats green, and what does not fit is said."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.okr.confidence import opinion
from dialogs.okr.measure import Change, KeepWithin, Measure, Milestones, YesNo, progress
from dialogs.okr.model import Cycle, CycleId, KeyResultId
from dialogs.okr.standing import (
    Contradiction,
    Standing,
    Status,
    WeekAnswer,
    contradictions,
    elapsed,
    expected,
    is_stale,
    standing_after,
    standing_asked,
    status,
)
from dialogs.okr.week import Week

KEY_RESULT = KeyResultId("kr-1")
AUTUMN = Cycle(CycleId("2026-Q4"), "Q4 2026", date(2026, 10, 1), date(2026, 12, 31))
FIRST = Week(2026, 40)
RISING = Change(0, 100)

cycles = st.builds(
    lambda start, length: Cycle(CycleId("c"), "c", start, start + timedelta(days=length)),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 400),
)


def said(value: float | None, *confidences: int, week: Week = FIRST) -> WeekAnswer:
    return WeekAnswer(week, value, opinion(confidences or (7,)))


def weekly(values: list[float], confidence: int, first: Week = FIRST) -> list[WeekAnswer]:
    """Answer one week after the other."""
    return [said(each, confidence, week=first.plus(n)) for n, each in enumerate(values)]


def after(
    before: Standing, weeks: list[WeekAnswer], measure: Measure = RISING, cycle: Cycle = AUTUMN
) -> Standing:
    return standing_after(before, measure, cycle, weeks, blocker="", help_from="")


# --- expected by now ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "share"),
    [
        (date(2026, 9, 30), 0.0),
        (date(2026, 10, 1), 1 / 92),
        (date(2026, 11, 15), 0.5),
        (date(2026, 12, 31), 1.0),
        (date(2027, 3, 1), 1.0),
    ],
)
def test_expected_by_now_is_the_share_of_days_that_have_passed(today: date, share: float) -> None:
    assert elapsed(AUTUMN, today) == pytest.approx(share)


@given(cycles, st.dates(date(2019, 1, 1), date(2032, 1, 1)), st.integers(0, 400))
def test_what_is_expected_never_shrinks_and_stays_a_share(
    cycle: Cycle, today: date, more: int
) -> None:
    assert 0 <= elapsed(cycle, today) <= elapsed(cycle, today + timedelta(days=more)) <= 1
    assert elapsed(cycle, cycle.start - timedelta(days=1)) == 0
    assert elapsed(cycle, cycle.end) == 1


@pytest.mark.parametrize("measure", [RISING, Change(100, 0), Milestones(4), YesNo()])
def test_what_is_expected_is_the_same_for_every_measure_with_a_pace(measure: Measure) -> None:
    today = date(2026, 11, 15)
    assert expected(measure, AUTUMN, today) == elapsed(AUTUMN, today)


def test_a_band_has_no_pace() -> None:
    band = KeepWithin(None, 14)
    assert expected(band, AUTUMN, date(2026, 11, 15)) is None


# --- fresh and stale ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("confidence", "expected_status"),
    [(2, Status.OFF_TRACK), (5, Status.AT_RISK), (8, Status.ON_TRACK)],
)
def test_a_fresh_answer_gives_the_status_of_its_confidence(
    confidence: int, expected_status: Status
) -> None:
    standing = after(standing_asked(Standing(KEY_RESULT), FIRST), [said(10, confidence)])
    assert status(standing, FIRST) is expected_status


def test_stale_beats_green() -> None:
    standing = after(standing_asked(Standing(KEY_RESULT), FIRST), [said(90, 9)])
    found = []
    for n in range(1, 4):
        standing = standing_asked(standing, FIRST.plus(n))
        found.append(status(standing, FIRST.plus(n)))
    # Of the three asked weeks the running one is still open.
    assert found == [Status.ON_TRACK, Status.ON_TRACK, Status.STALE]
    assert status(standing_asked(standing, FIRST.plus(4)), FIRST.plus(5)) is Status.STALE


def test_once_the_running_week_has_passed_it_counts() -> None:
    standing = after(standing_asked(Standing(KEY_RESULT), FIRST), [said(90, 9)])
    standing = standing_asked(standing_asked(standing, FIRST.plus(1)), FIRST.plus(2))
    assert status(standing, FIRST.plus(2)) is Status.ON_TRACK
    assert status(standing, FIRST.plus(3)) is Status.STALE


def test_what_was_never_answered_is_new_and_then_stale() -> None:
    standing = Standing(KEY_RESULT)
    assert status(standing, FIRST) is Status.NEW
    standing = standing_asked(standing, FIRST)
    assert status(standing, FIRST) is Status.NEW
    standing = standing_asked(standing_asked(standing, FIRST.plus(1)), FIRST.plus(2))
    assert status(standing, FIRST.plus(2)) is Status.STALE


def test_a_week_nobody_asked_about_makes_nothing_stale() -> None:
    standing = after(standing_asked(Standing(KEY_RESULT), FIRST), [said(90, 9)])
    assert status(standing, FIRST.plus(10)) is Status.ON_TRACK


def test_one_answer_makes_it_fresh_again() -> None:
    standing = Standing(KEY_RESULT)
    for n in range(5):
        standing = standing_asked(standing, FIRST.plus(n))
    assert is_stale(standing, FIRST.plus(5))
    standing = after(standing, [said(40, 7, week=FIRST.plus(4))])
    assert status(standing, FIRST.plus(5)) is Status.ON_TRACK


def test_a_late_answer_settles_its_own_week_and_those_before_it() -> None:
    standing = Standing(KEY_RESULT)
    for n in range(5):
        standing = standing_asked(standing, FIRST.plus(n))
    standing = after(standing, [said(40, 7, week=FIRST.plus(3))])
    assert standing.unanswered == 1
    assert status(standing, FIRST.plus(5)) is Status.ON_TRACK


happenings = st.lists(
    st.tuples(
        st.sampled_from(["ask", "ask and answer", "answer early", "answer late", "correct"]),
        st.integers(0, 4),
    ),
    max_size=25,
)


@given(happenings)
def test_what_is_open_is_every_week_asked_since_the_last_answered_one(
    story: list[tuple[str, int]],
) -> None:
    standing, asked, answers = Standing(KEY_RESULT), 0, dict[int, WeekAnswer]()
    for what, back in story:
        if what.startswith("ask"):
            asked += 1
            standing = standing_asked(standing, FIRST.plus(asked))
            assert standing_asked(standing, FIRST.plus(asked)) == standing
        if what != "ask":
            number = asked + 1 if what == "answer early" else asked
            number = max(1, asked - back) if what == "answer late" else number
            number = max(answers, default=number) if what == "correct" else number
            answers[number] = said(number, 7, week=FIRST.plus(number))
            standing = after(standing, [answers[each] for each in sorted(answers)])
        last = max(answers, default=0)
        assert standing.unanswered == len([n for n in range(1, asked + 1) if n > last])
        stale = len([n for n in range(1, asked) if n > last]) >= 2
        assert is_stale(standing, FIRST.plus(asked)) == (stale and asked > last)


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.floats(-50, 150)),
            st.lists(st.integers(1, 10), min_size=1, max_size=6),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_a_standing_says_what_its_last_weeks_say(
    weeks: list[tuple[float | None, list[int]]],
) -> None:
    answers = [said(value, *each, week=FIRST.plus(n)) for n, (value, each) in enumerate(weeks)]
    standing = after(Standing(KEY_RESULT), answers)
    values = [value for value, _ in weeks if value is not None]
    assert standing.week == answers[-1].week
    assert standing.value == (values[-1] if values else None)
    assert standing.progress == progress(RISING, values)
    assert standing.confidence == answers[-1].opinion.median
    assert (standing.low, standing.high) == (min(weeks[-1][1]), max(weeks[-1][1]))
    assert standing.answers == len(weeks[-1][1])
    assert after(standing, answers) == standing


def test_without_a_week_nothing_changes() -> None:
    before = standing_asked(Standing(KEY_RESULT), FIRST)
    assert after(before, []) == before


def test_the_last_obstacle_and_whose_help_is_wanted_are_kept() -> None:
    standing = standing_after(
        Standing(KEY_RESULT), RISING, AUTUMN, [said(1)], blocker="no data", help_from="it"
    )
    assert (standing.blocker, standing.help_from) == ("no data", "it")


# --- what does not fit --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "confidence", "found"),
    [
        ([30, 29, 28, 28.5], 8, [Contradiction.CONFIDENT_NOT_MOVING]),
        ([30, 40, 50, 60], 8, []),
        ([10, 12, 14, 16], 8, []),  # behind, but it moves
        ([30, 30, 30, 30], 8, [Contradiction.CONFIDENT_NOT_MOVING, Contradiction.UNCHANGED]),
        ([60, 60, 60, 60], 8, [Contradiction.UNCHANGED]),  # far enough to be confident
        ([30, 30, 30], 5, []),
        ([30, 30, 30, 30], 5, [Contradiction.UNCHANGED]),
        ([40, 60, 70, 80], 2, [Contradiction.MOVING_NOT_CONFIDENT]),
        ([10, 12, 14, 16], 2, []),  # moving too slowly: the team is right
        ([80, 80, 80, 70], 2, []),
        ([80, 90, 100, 100], 2, []),  # there already
        ([110, 110, 110, 110], 9, []),
    ],
)
def test_what_does_not_fit_is_said(
    values: list[float], confidence: int, found: list[Contradiction]
) -> None:
    november = weekly(values, confidence, Week(2026, 44))
    assert list(contradictions(RISING, AUTUMN, november)) == found
    falling = weekly([100 - value for value in values], confidence, Week(2026, 44))
    assert list(contradictions(Change(100, 0), AUTUMN, falling)) == found


def test_a_first_answer_is_compared_with_the_start() -> None:
    november = Week(2026, 47)
    assert contradictions(RISING, AUTUMN, [said(20, 8, week=november)]) == ()
    stuck = contradictions(RISING, AUTUMN, [said(0, 8, week=november)])
    assert stuck == (Contradiction.CONFIDENT_NOT_MOVING,)


@given(st.lists(st.tuples(st.floats(-50, 150), st.integers(1, 10)), max_size=12))
def test_a_band_never_contradicts_and_the_other_pairs_exclude_each_other(
    weeks: list[tuple[float, int]],
) -> None:
    answers = [said(value, each, week=FIRST.plus(n)) for n, (value, each) in enumerate(weeks)]
    assert contradictions(KeepWithin(0, 10), AUTUMN, answers) == ()
    found = contradictions(RISING, AUTUMN, answers)
    assert len(set(found)) == len(found)
    both = {Contradiction.CONFIDENT_NOT_MOVING, Contradiction.MOVING_NOT_CONFIDENT}
    assert not both <= set(found)
    if Contradiction.UNCHANGED in found:
        assert len({value for value, _ in weeks[-4:]}) == 1
        assert Contradiction.MOVING_NOT_CONFIDENT not in found


def test_weeks_with_only_a_confidence_have_nothing_to_contradict() -> None:
    assert contradictions(RISING, AUTUMN, [said(None, 9), said(None, 2)]) == ()
