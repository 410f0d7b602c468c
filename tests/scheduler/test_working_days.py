"""Who works when: weekends, holidays and the eves."""

from dataclasses import replace
from datetime import date

import pytest

from dialogs.okr.hours import Span
from scheduler.working_days import PublicHolidays, working_days_of
from tests.scheduler.support import asking


@pytest.mark.parametrize(
    ("country", "day"),
    [
        ("FI", date(2026, 6, 19)),  # Midsummer Eve
        ("FI", date(2026, 12, 24)),
        ("FI", date(2027, 12, 6)),  # Independence Day
        ("SE", date(2026, 6, 19)),
        ("SE", date(2026, 12, 24)),
        ("SE", date(2026, 12, 31)),
        ("NO", date(2027, 5, 17)),
        ("IN", date(2026, 1, 26)),
        ("fi", date(2026, 12, 24)),
        ("FI", date(2026, 11, 21)),  # a Saturday
        ("FI", date(2026, 11, 22)),
    ],
)
def test_a_day_off_is_no_working_day(country: str, day: date) -> None:
    assert not PublicHolidays(country).is_working(day)


@pytest.mark.parametrize(
    ("country", "day"),
    [
        ("FI", date(2026, 11, 20)),
        ("FI", date(2026, 12, 31)),
        ("NO", date(2026, 12, 24)),  # worked until noon
        ("SE", date(2026, 12, 23)),
        ("US", date(2026, 12, 24)),
    ],
)
def test_an_ordinary_day_is_a_working_day(country: str, day: date) -> None:
    assert PublicHolidays(country).is_working(day)


def test_of_an_unknown_country_only_the_weekends_are_known_and_the_log_says_so_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    nowhere = PublicHolidays("Q7")
    assert nowhere.is_working(date(2026, 12, 25))
    assert not nowhere.is_working(date(2026, 12, 26))
    assert nowhere.is_working(date(2027, 1, 1))
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "'Q7'" in caplog.text


def test_the_working_days_of_a_schedule_are_those_of_its_country_without_its_breaks() -> None:
    team = replace(asking(country="NO"), breaks=(Span(date(2027, 7, 5), date(2027, 7, 25)),))
    working = working_days_of(team)
    days = (date(2027, 5, 17), date(2027, 7, 2), date(2027, 7, 5), date(2027, 7, 26))
    assert [working.is_working(day) for day in days] == [False, True, False, True]


def test_alike_schedules_have_equal_working_days_that_can_be_looked_up() -> None:
    def make(subject: str) -> object:
        return working_days_of(replace(asking(subject), breaks=(Span(date(2027, 7, 5), None),)))

    assert make("a") == make("b")
    assert len({make("a"), make("b"), working_days_of(asking("a"))}) == 2
