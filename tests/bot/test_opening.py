"""What an operator types is read, or refused with the remedy."""

from __future__ import annotations

from datetime import date

import pytest

from bot.errors import OperatorError
from bot.opening import read_day


def test_a_day_is_read() -> None:
    assert read_day("--from", "2026-11-23") == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("written", "problem", "remedy"),
    [
        ("2026-11-31", "no day of the calendar", "2026-11-23"),
        ("soon", "no day of the calendar", "2026-11-23"),
        ("0001-01-01", "too far away", "1800-01-01"),
        ("9999-12-31", "too far away", "2200-12-31"),
    ],
)
def test_a_day_that_nothing_can_be_done_with_is_refused(
    written: str, problem: str, remedy: str
) -> None:
    with pytest.raises(OperatorError) as refused:
        read_day("--to", written)
    assert problem in refused.value.problem
    assert "--to" in refused.value.problem
    assert remedy in refused.value.remedy
