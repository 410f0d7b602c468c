"""Rules read as people write them, fall on the right days, and name each period once."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import assert_never
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.okr.cadence import (
    EXAMPLES,
    PRESETS,
    BeforeMeetings,
    CadenceError,
    CycleWorkday,
    MonthlyWeekday,
    MonthlyWorkday,
    OnDates,
    QuarterlyWorkday,
    Rule,
    Term,
    Weekly,
    days,
    instant,
    last_day,
    occurrences,
    read_rule,
    write_rule,
)
from dialogs.okr.model import Level
from dialogs.okr.rhythm import ASKING


@dataclass(frozen=True, slots=True)
class Calendar:
    """Monday to Friday, without the given days."""

    free: frozenset[date] = frozenset()

    def is_working(self, day: date, /) -> bool:
        return day.isoweekday() <= 5 and day not in self.free


ORDINARY = Calendar()

weekdays = st.integers(0, 6)
dates = st.dates(date(2020, 1, 1), date(2040, 12, 31))
not_leap = dates.filter(lambda day: (day.month, day.day) != (2, 29))
some_dates = st.sets(st.dates(date(2019, 6, 1), date(2042, 12, 31)), max_size=30).map(
    lambda found: tuple(sorted(found))
)
rules: st.SearchStrategy[Rule] = st.one_of(
    st.builds(Weekly, weekdays),
    st.builds(
        MonthlyWeekday,
        st.sets(st.integers(1, 4), min_size=1).map(lambda nths: tuple(sorted(nths))),
        weekdays,
    ),
    st.builds(MonthlyWorkday, st.integers(1, 15)),
    st.builds(QuarterlyWorkday, st.integers(1, 30)),
    st.builds(CycleWorkday, st.integers(1, 30), some_dates),
    st.builds(BeforeMeetings, st.integers(0, 15), some_dates),
    st.builds(
        OnDates,
        st.sets(not_leap.map(lambda day: (day.month, day.day)), min_size=1, max_size=5).map(
            lambda pairs: tuple(sorted(pairs))
        ),
    ),
    st.builds(Term, st.integers(1, 20), not_leap),
)
calendars = st.builds(
    lambda first, length: Calendar(frozenset(first + timedelta(days=n) for n in range(length))),
    dates,
    st.integers(0, 150),
)


def without_dates(rule: Rule) -> Rule:
    """Return a rule as a sheet has it: what is filled in from elsewhere is not written."""
    match rule:
        case CycleWorkday():
            return replace(rule, ends=())
        case BeforeMeetings():
            return replace(rule, meetings=())
        case _:
            return rule


@given(rules)
def test_a_rule_that_is_written_is_read_back(rule: Rule) -> None:
    assert read_rule(write_rule(rule)) == without_dates(rule)
    assert read_rule(f"  {write_rule(rule).upper()} ") == without_dates(rule)


@pytest.mark.parametrize("text", sorted({*PRESETS, *PRESETS.values(), *EXAMPLES, *ASKING.values()}))
def test_every_preset_and_example_can_be_read(text: str) -> None:
    assert read_rule(write_rule(read_rule(text))) == read_rule(text)


def test_every_level_has_a_rhythm_of_asking() -> None:
    assert set(ASKING) == set(Level)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("weekly fri", Weekly(4)),
        ("Monthly Tue 3, 1", MonthlyWeekday((1, 3), 1)),
        ("board", QuarterlyWorkday(10)),
        (" Board ", QuarterlyWorkday(10)),
        ("dates 08-31 04-30 04-30", OnDates(((4, 30), (8, 31)))),
        ("Yearly 12-01", OnDates(((12, 1),))),
        ("meetings 0", BeforeMeetings(0)),
        ("cycle workday 5", CycleWorkday(5)),
        ("term 4 2025-06-01", Term(4, date(2025, 6, 1))),
    ],
)
def test_rules_are_read_as_people_write_them(text: str, rule: Rule) -> None:
    assert read_rule(text) == rule


@pytest.mark.parametrize(
    "text",
    [
        "",
        "weekly ma",
        "weekly mon tue",
        "monthly",
        "monthly tue",
        "monthly tue 5",
        "monthly tue 0",
        "monthly tue 1,",
        "monthly workday 16",
        "monthly workday 0",
        "monthly workday",
        "quarterly workday 31",
        "quarterly mon 1",
        "dates",
        "dates 02-29",
        "dates 4-30",
        "dates 13-01",
        "term 4",
        "term 0 2025-06-01",
        "term 21 2025-06-01",
        "term 4 2024-02-29",
        "yearly",
        "yearly 12-01 12-02",
        "meetings",
        "meetings 16",
        "meetings -1",
        "cycle 5",
        "cycle workday 0",
        "cycle workday 31",
        "0 9 * * 1",
    ],
)
def test_what_cannot_be_read_is_refused_with_the_right_forms(text: str) -> None:
    with pytest.raises(CadenceError) as refused:
        read_rule(text)
    assert repr(text) in str(refused.value)
    assert all(example in str(refused.value) for example in EXAMPLES)


@given(st.text(max_size=30))
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    try:
        rule = read_rule(text)
    except CadenceError:
        return
    assert read_rule(write_rule(rule)) == rule


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("weekly mon", "11-02 11-09 11-16 11-23 11-30"),
        ("monthly tue 1,3", "11-03 11-17"),
        ("monthly sun 1", "11-01"),
        ("monthly sat 4", "11-28"),
        ("monthly workday 1", "11-02"),
        ("monthly workday 5", "11-06"),
        ("dates 11-01 11-30 12-01", "11-01 11-30"),
        ("term 2 2022-11-15", "11-15"),
        ("term 3 2022-11-15", ""),
        ("term 1 2027-11-15", ""),
        ("quarterly workday 10", ""),
        ("quarterly workday 30", "11-11"),
    ],
)
def test_the_days_of_november_2026(text: str, expected: str) -> None:
    found = days(read_rule(text), date(2026, 11, 1), date(2026, 11, 30), ORDINARY)
    assert " ".join(f"{day:%m-%d}" for day in found) == expected


def test_a_holiday_moves_the_nth_working_day() -> None:
    epiphany = Calendar(frozenset({date(2026, 1, 1), date(2026, 1, 6)}))
    january = (date(2026, 1, 1), date(2026, 1, 31))
    assert list(days(MonthlyWorkday(3), *january, ORDINARY)) == [date(2026, 1, 5)]
    assert list(days(MonthlyWorkday(3), *january, epiphany)) == [date(2026, 1, 7)]
    assert list(days(QuarterlyWorkday(3), *january, epiphany)) == [date(2026, 1, 7)]


def test_a_month_with_too_few_working_days_has_its_last_one_and_an_empty_month_its_last_day() -> (
    None
):
    july = (date(2026, 7, 1), date(2026, 7, 31))
    all_but = Calendar(frozenset(date(2026, 7, n) for n in range(1, 32) if n not in {8, 9}))
    nobody = Calendar(frozenset(date(2026, 7, n) for n in range(1, 32)))
    assert list(days(MonthlyWorkday(3), *july, all_but)) == [date(2026, 7, 9)]
    assert list(days(MonthlyWorkday(3), *july, nobody)) == [date(2026, 7, 31)]


@given(rules, calendars, dates, st.integers(0, 900))
@settings(max_examples=300)
def test_days_are_in_order_inside_the_span_and_each_period_has_one(
    rule: Rule, working: Calendar, first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    found = list(occurrences(rule, first, last, working))
    assert [each.day for each in found] == list(days(rule, first, last, working))
    assert all(one.day <= other.day for one, other in pairwise(found))
    assert all(first <= each.day <= last for each in found)
    assert len({each.period for each in found}) == len(found)
    if not isinstance(rule, CycleWorkday | BeforeMeetings):
        assert len({each.day for each in found}) == len(found)


@given(rules, calendars, dates, st.lists(st.integers(1, 200), min_size=1, max_size=6))
@settings(max_examples=200)
def test_days_do_not_depend_on_how_the_time_is_cut(
    rule: Rule, working: Calendar, first: date, lengths: list[int]
) -> None:
    cuts = [first]
    for length in lengths:
        cuts.append(cuts[-1] + timedelta(days=length))
    parts = [
        each
        for begin, end in pairwise(cuts)
        for each in occurrences(rule, begin, end - timedelta(days=1), working)
    ]
    assert parts == list(occurrences(rule, first, cuts[-1] - timedelta(days=1), working))


@given(
    st.one_of(
        st.builds(CycleWorkday, st.integers(1, 30), some_dates),
        st.builds(BeforeMeetings, st.integers(0, 15), some_dates),
    ),
    calendars,
)
def test_a_rule_that_ends_has_no_day_after_its_last(
    rule: CycleWorkday | BeforeMeetings, working: Calendar
) -> None:
    end = last_day(rule)
    assert end is not None
    everything = [
        each.day for each in occurrences(rule, date(2018, 1, 1), date(2045, 1, 1), working)
    ]
    assert len(everything) == len(rule.ends if isinstance(rule, CycleWorkday) else rule.meetings)
    assert all(day <= end for day in everything)


@given(rules)
def test_only_a_rule_that_goes_by_a_calendar_ends(rule: Rule) -> None:
    assert (last_day(rule) is None) == (not isinstance(rule, CycleWorkday | BeforeMeetings))


def test_a_digest_comes_some_working_days_before_each_meeting() -> None:
    meetings = (date(2026, 11, 5), date(2026, 11, 9), date(2026, 12, 8))
    independence = Calendar(frozenset({date(2026, 12, 7)}))  # as if it had been moved to Monday
    found = occurrences(
        BeforeMeetings(2, meetings), date(2026, 11, 1), date(2026, 12, 31), independence
    )
    assert [(f"{each.day:%a %m-%d}", each.period) for each in found] == [
        ("Tue 11-03", "meeting-2026-11-05"),
        ("Thu 11-05", "meeting-2026-11-09"),
        ("Thu 12-03", "meeting-2026-12-08"),
    ]


def test_a_meeting_keeps_its_own_day_when_no_digest_is_wanted_before_it() -> None:
    saturday = date(2026, 11, 7)
    assert list(days(BeforeMeetings(0, (saturday,)), saturday, saturday, ORDINARY)) == [saturday]


def test_a_meeting_in_the_depth_of_an_endless_break_keeps_its_own_day() -> None:
    year = Calendar(frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(365)))
    meetings = (date(2026, 2, 2), date(2026, 9, 7))
    found = list(days(BeforeMeetings(3, meetings), date(2025, 1, 1), date(2027, 1, 1), year))
    assert found == [date(2025, 12, 29), date(2026, 9, 7)]


def test_a_cycle_is_looked_at_some_working_days_after_its_end() -> None:
    ends = (date(2026, 8, 30), date(2026, 12, 31))
    epiphany = Calendar(frozenset({date(2027, 1, 1), date(2027, 1, 6)}))
    found = occurrences(CycleWorkday(3, ends), date(2026, 9, 1), date(2027, 1, 31), epiphany)
    assert [(f"{each.day:%a %m-%d}", each.period) for each in found] == [
        ("Wed 09-02", "cycle-2026-08-30"),
        ("Thu 01-07", "cycle-2026-12-31"),
    ]


def test_a_long_calendar_is_not_read_from_its_beginning() -> None:
    class Counting:
        asked = 0

        def is_working(self, day: date, /) -> bool:
            self.asked += 1
            return day.isoweekday() <= 5

    daily = tuple(date(2000, 1, 1) + timedelta(days=n) for n in range(20_000))
    for rule in (BeforeMeetings(3, daily), CycleWorkday(3, daily)):
        counting = Counting()
        assert list(days(rule, date(2026, 11, 16), date(2026, 11, 20), counting))
        assert counting.asked < 1000


def _weekly(rule: Weekly, day: date) -> bool:
    return day.weekday() == rule.weekday


def _monthly(rule: MonthlyWeekday, day: date) -> bool:
    return day.weekday() == rule.weekday and (day.day + 6) // 7 in rule.nths


def _workdays_since(first: date, day: date, working: Calendar) -> int:
    return sum(working.is_working(first + timedelta(days=n)) for n in range((day - first).days + 1))


def _holds(rule: Rule, day: date) -> bool:
    """Say whether a rule's sentence is true of a day, in a country without holidays."""
    match rule:
        case Weekly():
            return _weekly(rule, day)
        case MonthlyWeekday():
            return _monthly(rule, day)
        case MonthlyWorkday(nth):
            return _is_nth(nth, day.replace(day=1), day)
        case QuarterlyWorkday(nth):
            return _is_nth(nth, date(day.year, (day.month - 1) // 3 * 3 + 1, 1), day)
        case CycleWorkday(nth, ends):
            return any(_is_nth(nth, end + timedelta(days=1), day) for end in ends)
        case BeforeMeetings(0, meetings):
            return day in meetings
        case BeforeMeetings(before, meetings):
            between = [_workdays_since(day, each, ORDINARY) for each in meetings]
            open_too = [ORDINARY.is_working(each) for each in meetings]
            counts = [n - is_open for n, is_open in zip(between, open_too, strict=True)]
            return ORDINARY.is_working(day) and before in counts
        case OnDates(pairs):
            return (day.month, day.day) in pairs
        case Term(years, start):
            passed = day.year - start.year
            same = (day.month, day.day) == (start.month, start.day)
            return same and passed >= 0 and passed % years == 0
    assert_never(rule)


def _is_nth(nth: int, first: date, day: date) -> bool:
    return ORDINARY.is_working(day) and _workdays_since(first, day, ORDINARY) == nth


@given(st.one_of(st.builds(Weekly, weekdays), rules), dates)
@settings(max_examples=200)
def test_a_day_belongs_to_a_rule_exactly_when_its_sentence_is_true(rule: Rule, day: date) -> None:
    assert (day in days(rule, day, day, ORDINARY)) == _holds(rule, day)
    found = days(rule, day, day + timedelta(days=300), ORDINARY)
    assert all(_holds(rule, each) for each in found)


@pytest.mark.parametrize(
    ("text", "day", "name"),
    [
        ("weekly mon", date(2026, 11, 16), "2026-W47"),
        ("weekly fri", date(2027, 1, 1), "2026-W53"),
        ("monthly tue 1,3", date(2026, 11, 17), "2026-11/3"),
        ("monthly workday 5", date(2026, 11, 6), "2026-11"),
        ("quarterly workday 10", date(2026, 10, 14), "2026-Q4"),
        ("dates 04-30", date(2026, 4, 30), "2026-04-30"),
        ("term 4 2025-06-01", date(2029, 6, 1), "2029-06-01"),
    ],
)
def test_a_period_is_named_by_what_it_stands_for(text: str, day: date, name: str) -> None:
    (found,) = occurrences(read_rule(text), day, day, ORDINARY)
    assert found.period == name


# --- wall clocks --------------------------------------------------------------------------------

HELSINKI, NEW_YORK = ZoneInfo("Europe/Helsinki"), ZoneInfo("America/New_York")
LORD_HOWE, KOLKATA = ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Asia/Kolkata")
APIA, SAO_PAULO = ZoneInfo("Pacific/Apia"), ZoneInfo("America/Sao_Paulo")


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "at", "zone", "expected"),
    [
        (date(2026, 7, 1), time(9), HELSINKI, "2026-07-01 06:00"),
        (date(2026, 12, 1), time(9), HELSINKI, "2026-12-01 07:00"),
        (date(2026, 12, 1), time(9), KOLKATA, "2026-12-01 03:30"),
        # 3:00 becomes 4:00 in Helsinki: the first instant after the gap
        (date(2026, 3, 29), time(3, 0), HELSINKI, "2026-03-29 01:00"),
        (date(2026, 3, 29), time(3, 59), HELSINKI, "2026-03-29 01:00"),
        (date(2026, 3, 29), time(2, 59), HELSINKI, "2026-03-29 00:59"),
        (date(2026, 3, 29), time(4, 0), HELSINKI, "2026-03-29 01:00"),
        (date(2026, 3, 8), time(2, 30), NEW_YORK, "2026-03-08 07:00"),
        # 4:00 becomes 3:00: the first of the two
        (date(2026, 10, 25), time(3, 30), HELSINKI, "2026-10-25 00:30"),
        (date(2026, 10, 25), time(4, 0), HELSINKI, "2026-10-25 02:00"),
        (date(2026, 11, 1), time(1, 30), NEW_YORK, "2026-11-01 05:30"),
        # half an hour only
        (date(2026, 10, 4), time(2, 10), LORD_HOWE, "2026-10-03 15:30"),
        (date(2026, 10, 4), time(2, 30), LORD_HOWE, "2026-10-03 15:30"),
        (date(2027, 4, 4), time(1, 45), LORD_HOWE, "2027-04-03 14:45"),
        (date(2027, 4, 4), time(2, 0), LORD_HOWE, "2027-04-03 15:30"),
        # a gap at midnight, and a day that never was
        (date(2018, 11, 4), time(0, 30), SAO_PAULO, "2018-11-04 03:00"),
        (date(2011, 12, 30), time(9), APIA, "2011-12-30 10:00"),
    ],
)
def test_an_hour_on_the_wall_is_one_instant(
    day: date, at: time, zone: ZoneInfo, expected: str
) -> None:
    assert instant(day, at, zone) == _utc(expected)


zones = st.sampled_from(
    [HELSINKI, NEW_YORK, LORD_HOWE, KOLKATA, APIA, SAO_PAULO, ZoneInfo("Africa/Casablanca")]
)
hours = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@given(st.dates(date(2005, 1, 1), date(2035, 1, 1)), hours, zones)
@settings(max_examples=500)
def test_an_instant_shows_its_hour_or_is_the_first_after_a_gap(
    day: date, at: time, zone: ZoneInfo
) -> None:
    found = instant(day, at, zone)
    wanted = datetime.combine(day, at)
    shown = found.astimezone(zone).replace(tzinfo=None)
    second = timedelta(seconds=1)
    just_before = (found - second).astimezone(zone).replace(tzinfo=None)
    if shown == wanted:
        assert all(_shows(found - timedelta(minutes=n), zone) != wanted for n in range(1, 181))
    else:
        assert just_before < wanted < shown
        assert shown - just_before > second


def _shows(at: datetime, zone: ZoneInfo) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None)


@given(st.dates(date(2005, 1, 1), date(2035, 1, 1)), hours, hours, zones)
def test_a_later_hour_is_never_an_earlier_instant(
    day: date, one: time, other: time, zone: ZoneInfo
) -> None:
    early, late = sorted([one, other])
    assert instant(day, early, zone) <= instant(day, late, zone)
    assert instant(day, late, zone) < instant(day + timedelta(days=2), early, zone)
