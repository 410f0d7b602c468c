"""Confidence falls into three bands; many answers become a median, and a wide spread is said."""

import statistics
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.okr.confidence import (
    HIGHEST,
    LOWEST,
    WIDE_SPREAD,
    Band,
    band,
    median_confidence,
    median_of_counts,
    opinion,
)

answers = st.integers(LOWEST, HIGHEST)


@pytest.mark.parametrize("confidence", range(1, 11))
def test_each_confidence_has_its_band(confidence: int) -> None:
    expected = [Band.OFF_TRACK] * 3 + [Band.AT_RISK] * 3 + [Band.ON_TRACK] * 4
    assert band(confidence) is expected[confidence - 1]


@pytest.mark.parametrize(
    ("median", "expected"),
    [(3.5, Band.OFF_TRACK), (6.5, Band.AT_RISK), (7.5, Band.ON_TRACK), (9.5, Band.ON_TRACK)],
)
def test_a_median_between_two_bands_is_in_the_lower(median: float, expected: Band) -> None:
    assert band(median) is expected


@pytest.mark.parametrize("confidence", [0, 0.5, -1, 10.5, 11, float("nan"), float("inf")])
def test_what_is_no_confidence_is_in_no_band(confidence: float) -> None:
    with pytest.raises(ValueError, match="between 1 and 10"):
        band(confidence)


@given(st.lists(answers, min_size=1, max_size=30))
def test_an_opinion_is_median_and_spread_of_all_answers_in_any_order(said: list[int]) -> None:
    found = opinion(said)
    assert found.median == statistics.median(said)
    assert (found.low, found.high, found.answers) == (min(said), max(said), len(said))
    assert found.spread == max(said) - min(said)
    assert found.wide == (found.spread >= WIDE_SPREAD)
    assert opinion(sorted(said)) == found
    assert found.low <= found.median <= found.high


def test_three_to_nine_is_worth_talking_about() -> None:
    assert opinion([3, 9]).wide
    assert not opinion([6, 7, 8]).wide


def test_an_opinion_of_nobody_does_not_exist() -> None:
    with pytest.raises(ValueError, match="no median"):
        opinion([])


medians = st.one_of(answers, answers.map(lambda number: min(number + 0.5, 10.0)))


@given(st.lists(medians, min_size=1, max_size=60))
def test_the_median_of_a_histogram_is_the_median_of_its_answers(said: list[float]) -> None:
    assert median_of_counts(Counter(said)) == statistics.median(said)
    assert median_confidence(said) == statistics.median(said)


@given(st.lists(medians, min_size=1), st.sets(medians))
def test_what_nobody_answered_does_not_move_the_median(
    said: list[float], unused: set[float]
) -> None:
    counts = dict.fromkeys(unused, 0) | dict(Counter(said))
    assert median_of_counts(counts) == statistics.median(said)


def test_the_median_of_nothing_is_unknown() -> None:
    assert median_confidence([]) is None
    assert median_of_counts({5.0: 0}) is None
