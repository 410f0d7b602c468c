"""The method's limits: at most five objectives, two to five key results each."""

import pytest

from dialogs.okr.limits import key_results_refused, objectives_refused


@pytest.mark.parametrize("count", range(8))
def test_five_objectives_are_enough(count: int) -> None:
    expected = "limit-too-many-objectives" if count > 5 else None
    assert objectives_refused(count) == expected


@pytest.mark.parametrize(
    ("count", "reason"),
    [
        (0, "limit-too-few-key-results"),
        (1, "limit-too-few-key-results"),
        (2, None),
        (5, None),
        (6, "limit-too-many-key-results"),
    ],
)
def test_an_objective_has_two_to_five_key_results(count: int, reason: str | None) -> None:
    assert key_results_refused(count) == reason
