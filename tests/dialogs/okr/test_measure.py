"""Progress is told honestly, below nothing and above everything; averages let nobody hide."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dialogs.okr.measure import (
    Change,
    KeepWithin,
    MeasureError,
    Milestones,
    YesNo,
    held,
    mean_progress,
    progress,
)

numbers = st.floats(-1e9, 1e9).map(lambda number: round(number, 3))
values = st.lists(numbers, min_size=1, max_size=20)
shares = st.floats(-10, 10)


@pytest.mark.parametrize(
    ("start", "target", "now", "honest", "clamped"),
    [
        # What five published implementations answer to the same rows: those that show the honest
        # number agree with the first, those that hold it to 0…100 % with the second.
        (0, 100, 150, 1.5, 1.0),
        (20, 100, 0, -0.25, 0.0),
        (100, 0, 50, 0.5, 0.5),
        (100, 50, 25, 1.5, 1.0),
        (80, 50, 90, -1 / 3, 0.0),
    ],
)
def test_rising_and_falling_agree_with_the_field(
    start: float, target: float, now: float, honest: float, clamped: float
) -> None:
    found = progress(Change(start, target), [now])
    assert found == pytest.approx(honest)
    assert held(honest) == clamped


@pytest.mark.parametrize("number", [0, 50, 12.5, -3])
def test_a_start_that_is_the_target_is_refused_and_points_to_a_band(number: float) -> None:
    with pytest.raises(MeasureError) as refused:
        Change(number, number)
    assert refused.value.reason == "measure-start-is-target"


@given(numbers, numbers, values)
def test_a_change_is_the_exact_fraction_of_its_way(
    start: float, target: float, said: list[float]
) -> None:
    assume(start != target)
    exact = (Fraction(said[-1]) - Fraction(start)) / (Fraction(target) - Fraction(start))
    assert progress(Change(start, target), said) == pytest.approx(float(exact), rel=1e-6, abs=1e-6)


@given(numbers, numbers)
def test_the_start_is_nothing_and_the_target_is_everything(start: float, target: float) -> None:
    assume(start != target)
    assert progress(Change(start, target), [start]) == 0
    assert progress(Change(start, target), [target]) == 1


@given(numbers, numbers, numbers, numbers)
def test_nearer_to_the_target_is_never_less_progress(
    start: float, target: float, one: float, other: float
) -> None:
    assume(start != target)
    worse, better = sorted([one, other], reverse=target < start)
    before = progress(Change(start, target), [worse])
    after = progress(Change(start, target), [better])
    assert before is not None
    assert after is not None
    assert before <= after


@given(numbers, numbers, numbers)
def test_falling_mirrors_rising(start: float, target: float, now: float) -> None:
    assume(start != target)
    assert progress(Change(start, target), [now]) == progress(Change(-start, -target), [-now])


@given(numbers, numbers, values)
def test_a_band_is_the_share_of_weeks_spent_inside(
    one: float, other: float, said: list[float]
) -> None:
    low, high = sorted([one, other])
    inside = [value for value in said if low <= value <= high]
    found = progress(KeepWithin(low, high), said)
    assert found == len(inside) / len(said)
    above, below = progress(KeepWithin(low, None), said), progress(KeepWithin(None, high), said)
    assert above is not None
    assert below is not None
    # Out of the band is out on exactly one side.
    assert above + below - 1 == pytest.approx(found)


def test_the_limits_belong_to_the_band_and_one_may_be_open() -> None:
    at_most_fourteen = KeepWithin(None, 14)
    assert at_most_fourteen.holds(14)
    assert not at_most_fourteen.holds(14.1)
    assert progress(at_most_fourteen, [13, 14, 15, 20]) == 0.5
    assert KeepWithin(5, 5).holds(5)


@pytest.mark.parametrize(
    ("low", "high", "reason"),
    [
        (None, None, "measure-band-without-limits"),
        (2, 1, "measure-band-upside-down"),
    ],
)
def test_a_band_that_makes_no_sense_is_refused(
    low: float | None, high: float | None, reason: str
) -> None:
    with pytest.raises(MeasureError) as refused:
        KeepWithin(low, high)
    assert refused.value.reason == reason


@given(st.integers(1, 50), st.integers(0, 50))
def test_milestones_are_done_steps_of_all(steps: int, done: int) -> None:
    assert progress(Milestones(steps), [0, done]) == done / steps


def test_no_milestones_at_all_are_refused() -> None:
    with pytest.raises(MeasureError) as refused:
        Milestones(0)
    assert refused.value.reason == "measure-no-milestones"


@given(st.integers(0, 1), st.integers(0, 1))
def test_yes_or_no_is_one_milestone(before: int, now: int) -> None:
    assert progress(YesNo(), [before, now]) == progress(Milestones(1), [before, now])


@pytest.mark.parametrize("measure", [Change(0, 1), KeepWithin(0, 1), Milestones(3), YesNo()])
def test_without_an_answer_there_is_no_progress(
    measure: Change | KeepWithin | Milestones | YesNo,
) -> None:
    assert progress(measure, []) is None


@given(shares)
def test_held_stays_between_nothing_and_everything_and_changes_nothing_there(share: float) -> None:
    assert 0 <= held(share) <= 1
    assert held(share) == share or not 0 <= share <= 1
    assert held(held(share)) == held(share)


@given(st.lists(shares, min_size=1, max_size=30), st.floats(1, 1000))
def test_an_over_achiever_cannot_hide_a_failure(others: list[float], more: float) -> None:
    assert mean_progress([*others, 1.0 * more]) == mean_progress([*others, 1.0])
    mean = mean_progress(others)
    assert mean is not None
    assert -1e-9 <= mean <= 1 + 1e-9
    assert mean_progress([0.0, more]) == 0.5


def test_the_mean_of_nothing_is_unknown() -> None:
    assert mean_progress([]) is None
