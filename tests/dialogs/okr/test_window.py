"""An answer is in time in its week, late in the next, and closed after that."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.okr.week import Week
from dialogs.okr.window import Timeliness, Window, window

WEEK = Week(2026, 47)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("week", "zone", "due", "closes"),
    [
        (WEEK, "Europe/Helsinki", "2026-11-22 22:00", "2026-11-29 22:00"),
        (WEEK, "America/New_York", "2026-11-23 05:00", "2026-11-30 05:00"),
        (WEEK, "Asia/Kolkata", "2026-11-22 18:30", "2026-11-29 18:30"),
        # The clocks go back on the Sunday of week 43: the next Monday begins an hour later.
        (Week(2026, 42), "Europe/Helsinki", "2026-10-18 21:00", "2026-10-25 22:00"),
    ],
)
def test_a_week_ends_at_midnight_where_the_unit_lives(
    week: Week, zone: str, due: str, closes: str
) -> None:
    assert window(week, zone) == Window(utc(due), utc(closes))


@pytest.mark.parametrize(
    ("at", "timeliness"),
    [
        ("2026-11-01 12:00", Timeliness.IN_TIME),  # early
        ("2026-11-22 21:59", Timeliness.IN_TIME),
        ("2026-11-22 22:00", Timeliness.LATE),
        ("2026-11-29 21:59", Timeliness.LATE),
        ("2026-11-29 22:00", Timeliness.CLOSED),
    ],
)
def test_an_answer_counts_early_in_time_and_late(at: str, timeliness: Timeliness) -> None:
    assert window(WEEK, "Europe/Helsinki").timeliness(utc(at)) is timeliness


@given(
    st.dates(date(2005, 1, 1), date(2040, 12, 31)).map(Week.of),
    st.sampled_from(["Europe/Helsinki", "Australia/Lord_Howe", "Pacific/Apia", "Atlantic/Azores"]),
)
def test_the_windows_of_two_weeks_meet_without_a_gap(week: Week, zone: str) -> None:
    here, following = window(week, zone), window(week.plus(1), zone)
    assert here.due < here.closes == following.due
    local = here.due.astimezone(ZoneInfo(zone))
    assert (local.date(), local.hour) == (week.sunday + timedelta(days=1), 0)
