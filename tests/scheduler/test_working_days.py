"""Who works when: weekends, holidays and the eves."""

from datetime import date

import pytest

from scheduler.working_days import PublicHolidays


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
