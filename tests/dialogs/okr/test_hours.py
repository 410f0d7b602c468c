"""Messages reach people in working hours, and breaks are free like holidays."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.okr.hours import (
    LONGEST_BREAK,
    WORK_FROM,
    WORK_UNTIL,
    Span,
    WithoutBreaks,
    in_working_hours,
    next_working_instant,
    within_working_hours,
    workday_after,
    workday_before,
    workday_from,
)

HELSINKI = ZoneInfo("Europe/Helsinki")


@dataclass(frozen=True, slots=True)
class MondayToFriday:
    """A place without holidays."""

    def is_working(self, day: date, /) -> bool:
        return day.isoweekday() <= 5


ORDINARY = MondayToFriday()
JULY = Span(date(2026, 7, 1), date(2026, 7, 31))
CLOSED_IN_JULY = WithoutBreaks(ORDINARY, (JULY,))
PAUSED = WithoutBreaks(ORDINARY, (Span(date(2026, 11, 16), None),))
FRIDAY, MONDAY = date(2026, 11, 13), date(2026, 11, 16)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_both_ends_of_a_break_are_free_and_a_pause_has_no_end() -> None:
    assert [JULY.holds(date(2026, *each)) for each in ((6, 30), (7, 1), (7, 31), (8, 1))] == [
        False,
        True,
        True,
        False,
    ]
    assert CLOSED_IN_JULY.is_working(date(2026, 6, 30))
    assert not CLOSED_IN_JULY.is_working(date(2026, 7, 1))
    assert CLOSED_IN_JULY.is_working(date(2026, 8, 3))
    assert not CLOSED_IN_JULY.is_working(date(2026, 8, 1))  # a Saturday
    assert not PAUSED.is_working(date(2036, 11, 14))


@pytest.mark.parametrize(
    ("at", "held"),
    [
        (time(0, 0), time(8, 0)),
        (time(7, 59), time(8, 0)),
        (time(8, 0), time(8, 0)),
        (time(12, 30), time(12, 30)),
        (time(16, 59), time(16, 59)),
        (time(17, 0), time(16, 59)),
        (time(23, 59), time(16, 59)),
    ],
)
def test_an_hour_is_held_inside_working_hours(at: time, held: time) -> None:
    assert within_working_hours(at) == held
    assert in_working_hours(at) == (at == held)


def test_working_days_are_counted_over_weekends_and_breaks() -> None:
    assert workday_from(FRIDAY, ORDINARY) == FRIDAY
    assert workday_from(FRIDAY + timedelta(days=1), ORDINARY) == MONDAY
    assert workday_after(FRIDAY, 2, ORDINARY) == MONDAY + timedelta(days=1)
    assert workday_after(FRIDAY, 0, ORDINARY) == FRIDAY
    assert workday_before(MONDAY, 1, ORDINARY) == FRIDAY
    assert workday_before(MONDAY, 0, ORDINARY) == MONDAY
    assert workday_after(date(2026, 6, 29), 2, CLOSED_IN_JULY) == date(2026, 8, 3)
    assert workday_before(date(2026, 8, 4), 2, CLOSED_IN_JULY) == date(2026, 6, 30)


def test_nothing_waits_for_the_end_of_an_endless_pause() -> None:
    assert workday_from(MONDAY, PAUSED) is None
    assert workday_after(FRIDAY, 1, PAUSED) is None
    assert workday_after(FRIDAY, 3, PAUSED) is None
    assert workday_before(MONDAY + timedelta(days=80), 1, PAUSED) is None
    assert next_working_instant(utc("2026-11-16 09:00"), HELSINKI, PAUSED) is None


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-13 06:00", "2026-11-13 06:00"),  # 8:00 in Helsinki
        ("2026-11-13 14:59", "2026-11-13 14:59"),
        ("2026-11-13 05:59", "2026-11-13 06:00"),
        ("2026-11-12 22:30", "2026-11-13 06:00"),  # past midnight already
        ("2026-11-13 15:00", "2026-11-16 06:00"),  # 17:00 on a Friday
        ("2026-11-14 09:00", "2026-11-16 06:00"),
        ("2026-03-27 18:00", "2026-03-30 05:00"),  # over the change to summer time
    ],
)
def test_what_comes_outside_working_hours_waits_for_the_next_ones(now: str, then: str) -> None:
    assert next_working_instant(utc(now), HELSINKI, ORDINARY) == utc(then)


zones = st.sampled_from(
    ["Europe/Helsinki", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia"]
).map(ZoneInfo)
breaks = st.lists(
    st.builds(
        lambda first, length: Span(first, first + timedelta(days=length)),
        st.dates(date(2026, 1, 1), date(2027, 12, 31)),
        st.integers(0, 40),
    ),
    max_size=3,
)
instants = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: utc("2026-01-01 00:00") + timedelta(minutes=minutes)
)


@given(instants, zones, breaks)
@settings(max_examples=200)
def test_the_next_working_instant_is_the_first_one_there_is(
    now: datetime, zone: ZoneInfo, free: list[Span]
) -> None:
    working = WithoutBreaks(ORDINARY, tuple(free))
    found = next_working_instant(now, zone, working)
    if found is None:
        day = now.astimezone(zone).date()
        later = (day + timedelta(days=n) for n in range(1, LONGEST_BREAK.days))
        assert not any(map(working.is_working, later))
        return
    assert found >= now
    assert _is_open(found, zone, working)
    # No quarter of an hour before it is one.
    tried = now
    while tried < found:
        assert not _is_open(tried, zone, working)
        tried += timedelta(minutes=15)


def _is_open(at: datetime, zone: ZoneInfo, working: WithoutBreaks) -> bool:
    local = at.astimezone(zone)
    return working.is_working(local.date()) and WORK_FROM <= local.time() < WORK_UNTIL


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(1, 12), breaks)
def test_counting_forward_and_back_again_meets_the_same_day(
    day: date, count: int, free: list[Span]
) -> None:
    working = WithoutBreaks(ORDINARY, tuple(free))
    start = workday_from(day, working)
    there = workday_after(start, count, working) if start is not None else None
    if start is not None and there is not None and there - start <= LONGEST_BREAK:
        assert workday_before(there, count, working) == start
