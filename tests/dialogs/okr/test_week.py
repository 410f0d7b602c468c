"""Weeks are ISO weeks: Monday to Sunday, written 2026-W47."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.okr.week import Week

days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
weeks = days.map(Week.of)


@given(days)
def test_a_day_lies_in_its_week_from_monday_to_sunday(day: date) -> None:
    week = Week.of(day)
    assert week.monday <= day <= week.sunday
    assert (week.monday.isoweekday(), week.sunday.isoweekday()) == (1, 7)
    assert f"{day:%G-W%V}" == str(week)


@given(weeks)
def test_a_week_that_is_written_is_read_back(week: Week) -> None:
    assert Week.read(str(week)) == week


@given(weeks, st.integers(-200, 200), st.integers(-200, 200))
def test_weeks_can_be_counted(week: Week, one: int, other: int) -> None:
    assert week.plus(one).plus(other) == week.plus(one + other)
    assert week.plus(one).monday - week.monday == timedelta(weeks=one)
    assert week.plus(one).since(week) == one
    assert (week.plus(one) < week.plus(other)) == (one < other)
    assert (str(week.plus(one)) < str(week.plus(other))) == (one < other)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 12, 31), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date(2025, 12, 29), "2026-W01"),
    ],
)
def test_the_turn_of_the_year_belongs_to_the_week_with_its_thursday(day: date, text: str) -> None:
    assert str(Week.of(day)) == text


@pytest.mark.parametrize(
    "text",
    ["", "2026-47", "2026-W1", "2026-W00", "2027-W53", "2026-W54", "w47", "2026-W47 ", "0000-W01"],
)
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"(?i)week|year"):
        Week.read(text)
