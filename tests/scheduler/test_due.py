"""Moments fall on the right day and hour, keep their period's name, and stay useful for a while."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.events import Moment, MomentKind
from dialogs.okr.cadence import WorkingDays, days, instant, period
from dialogs.okr.week import Week
from dialogs.ports import Schedule
from scheduler.due import (
    CATCH_UP,
    LOOK_BACK,
    ON_TIME,
    WORK_FROM,
    WORK_UNTIL,
    closes,
    moments,
    next_moment,
    release,
    upcoming,
)
from scheduler.planner import public_holidays
from tests.scheduler.support import JULY, Free, asking, digest, utc

ZONES = [
    "Europe/Helsinki",
    "Europe/Stockholm",
    "Europe/Oslo",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
]
RULES = ["weekly mon", "weekly fri", "monthly mon 1,3", "monthly workday 3", "dates 04-30 08-31"]

schedules = st.builds(
    asking,
    rule=st.sampled_from([*RULES, "quarterly workday 5", "term 4 2025-06-01"]),
    hour=st.integers(0, 23),
    minute=st.sampled_from([0, 15, 30, 59]),
    zone=st.sampled_from(ZONES),
    country=st.sampled_from(["FI", "SE", "NO", "US", "AU", "IN"]),
).flatmap(lambda each: st.sampled_from([each, replace(each, digest=True)]))
instants = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 1)).map(  # noqa: DTZ001 - below
    lambda naive: naive.replace(tzinfo=UTC)
)


def of(schedule: Schedule, since: str, until: str, working: WorkingDays | None = None) -> list[str]:
    """Write the moments of a span as ``key at local time``."""
    zone = ZoneInfo(schedule.zone)
    found = moments(schedule, working or public_holidays(schedule), utc(since), utc(until))
    return [f"{each.key} {each.planned.astimezone(zone):%a %m-%d %H:%M}" for each in found]


def test_a_team_is_asked_on_monday_and_reminded_on_wednesday() -> None:
    assert of(asking(), "2026-11-14 00:00", "2026-11-22 00:00") == [
        "ask:tiimi-1:2026-W47 Mon 11-16 09:00",
        "remind:tiimi-1:2026-W47 Wed 11-18 09:00",
    ]


def test_nine_o_clock_stays_nine_o_clock_when_the_clocks_change() -> None:
    found = moments(asking(), Free(), utc("2026-10-18 00:00"), utc("2026-10-27 00:00"))
    asked = [each.planned for each in found if each.kind is MomentKind.ASK]
    assert asked == [utc("2026-10-19 06:00"), utc("2026-10-26 07:00")]


def test_a_moment_on_a_day_off_moves_to_the_next_working_day_and_keeps_its_period() -> None:
    assert of(asking(), "2026-04-04 00:00", "2026-04-11 00:00") == [
        "ask:tiimi-1:2026-W15 Tue 04-07 09:00",  # Easter Monday
        "remind:tiimi-1:2026-W15 Thu 04-09 09:00",
    ]
    assert of(asking(rule="weekly fri"), "2026-06-17 00:00", "2026-06-25 00:00") == [
        "ask:tiimi-1:2026-W25 Mon 06-22 09:00",  # Midsummer Eve was a Friday
        "remind:tiimi-1:2026-W25 Wed 06-24 09:00",
    ]


def test_a_digest_that_moves_over_the_turn_of_the_month_keeps_its_month() -> None:
    forum = digest(rule="monthly fri 1")
    assert of(forum, "2026-12-30 00:00", "2027-01-06 00:00") == [
        "digest:jory:2027-01/1 Mon 01-04 08:00"
    ]
    assert of(digest(rule="dates 05-31"), "2026-05-30 00:00", "2026-06-02 00:00") == [
        "digest:jory:2026-05-31 Mon 06-01 08:00"
    ]


def test_a_week_without_a_working_day_is_not_asked_about() -> None:
    assert of(asking(), "2026-06-21 00:00", "2026-08-09 00:00", JULY) == [
        "ask:tiimi-1:2026-W26 Mon 06-22 09:00",
        "remind:tiimi-1:2026-W26 Wed 06-24 09:00",
        "ask:tiimi-1:2026-W27 Mon 06-29 09:00",  # no reminder: it would come in August
        "ask:tiimi-1:2026-W32 Mon 08-03 09:00",
        "remind:tiimi-1:2026-W32 Wed 08-05 09:00",
    ]


def test_nor_is_a_week_whose_day_moves_a_week_and_more() -> None:
    assert of(asking(rule="weekly fri"), "2026-07-01 00:00", "2026-08-08 00:00", JULY) == [
        "ask:tiimi-1:2026-W32 Fri 08-07 09:00"
    ]
    assert of(asking(rule="weekly wed"), "2026-07-28 00:00", "2026-08-08 00:00", JULY) == [
        "ask:tiimi-1:2026-W32 Wed 08-05 09:00",
        "remind:tiimi-1:2026-W32 Fri 08-07 09:00",
    ]


def test_of_the_digests_that_a_break_pushes_onto_one_day_only_the_newest_goes_out() -> None:
    assert of(digest(rule="weekly fri"), "2026-06-27 00:00", "2026-08-08 00:00", JULY) == [
        "digest:jory:2026-W31 Mon 08-03 08:00",
        "digest:jory:2026-W32 Fri 08-07 08:00",
    ]


def test_two_days_of_a_rule_in_one_week_ask_once() -> None:
    assert of(asking(rule="dates 11-17 11-19"), "2026-11-14 00:00", "2026-11-22 00:00") == [
        "ask:tiimi-1:2026-W47 Tue 11-17 09:00",
        "remind:tiimi-1:2026-W47 Thu 11-19 09:00",
    ]


def test_nor_does_the_second_day_remind_a_second_time() -> None:
    rule = "dates 11-17 11-19"
    assert of(asking(rule=rule), "2026-11-22 00:00", "2026-11-29 00:00") == []


def test_the_span_excludes_its_beginning_and_includes_its_end() -> None:
    at = utc("2026-11-16 07:00")
    (moment,) = moments(asking(), Free(), at - timedelta(seconds=1), at)
    assert moment.planned == at
    assert next(moments(asking(), Free(), at, at + timedelta(hours=1)), None) is None


def test_a_rule_that_never_comes_again_has_no_next_moment() -> None:
    assert next_moment(asking(rule="term 20 2060-01-01"), Free(), utc("2026-01-01 00:00")) is None
    far = next_moment(asking(rule="term 20 2026-01-05"), Free(), utc("2026-02-01 00:00"))
    assert far is not None
    assert far.key == "ask:tiimi-1:2046-W01"


@given(schedules, instants, st.lists(st.integers(0, 60 * 24 * 60), max_size=8))
@settings(max_examples=150, deadline=None)
def test_however_the_time_is_cut_the_moments_are_the_same(
    schedule: Schedule, start: datetime, minutes: list[int]
) -> None:
    working = public_holidays(schedule)
    cuts = sorted({start, *(start + timedelta(minutes=each) for each in minutes)})
    parts = [
        moment
        for since, until in pairwise(cuts)
        for moment in moments(schedule, working, since, until)
    ]
    whole = list(moments(schedule, working, cuts[0], cuts[-1]))
    assert parts == whole
    assert len({moment.key for moment in whole}) == len(whole)


@given(schedules, instants)
@settings(max_examples=100, deadline=None)
def test_upcoming_moments_are_those_of_one_long_span(schedule: Schedule, start: datetime) -> None:
    working = public_holidays(schedule)
    until = start + timedelta(days=500)
    expected = list(moments(schedule, working, start, until))
    assert list(_until(upcoming(schedule, working, start), until)) == expected
    assert next_moment(schedule, working, start) == next(upcoming(schedule, working, start), None)


def _until(found: Iterator[Moment], until: datetime) -> Iterator[Moment]:
    for moment in found:
        if moment.planned > until:
            return
        yield moment


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("at", [(9, 0), (2, 30), (0, 0), (1, 45)])
def test_the_wall_clock_is_right_on_every_day_of_three_years(
    zone: str, at: tuple[int, int]
) -> None:
    hour, minute = at
    here = ZoneInfo(zone)
    planned: dict[date, datetime] = {}
    for weekday in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"):
        schedule = asking(rule=f"weekly {weekday}", hour=hour, minute=minute, zone=zone)
        for each in moments(schedule, Free(), utc("2025-12-31 12:00"), utc("2028-12-31 12:00")):
            if each.kind is MomentKind.ASK:
                planned[each.planned.astimezone(here).date()] = each.planned
    day = date(2026, 1, 1)
    while day < date(2028, 12, 31):
        assert planned[day] == _by_trying_every_minute(day, time(hour, minute), here)
        day += timedelta(days=1)


def _by_trying_every_minute(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Walk the day on UTC until a wall clock first shows the hour, or has jumped over it."""
    tried = datetime.combine(day, at, zone).astimezone(UTC) - timedelta(hours=3)
    while tried.astimezone(zone).replace(tzinfo=None) < datetime.combine(day, at):
        tried += timedelta(minutes=15)
    return tried


@given(
    schedules,
    schedules.map(lambda each: (each.hour, each.minute, each.zone, each.country)),
    instants,
    st.integers(0, 40 * 24),
)
@settings(max_examples=150, deadline=None)
def test_an_edited_hour_or_zone_never_gives_a_period_a_second_key(
    schedule: Schedule, other: tuple[int, int, str, str], start: datetime, hours: int
) -> None:
    hour, minute, zone, _ = other
    edited = replace(schedule, hour=hour, minute=minute, zone=zone)
    working = public_holidays(schedule)
    change = start + timedelta(hours=hours)
    before = list(moments(schedule, working, start, change))
    after = list(moments(edited, working, change, change + timedelta(days=40)))
    keys: dict[tuple[MomentKind, str], set[str]] = {}
    for moment in [*before, *after]:
        keys.setdefault((moment.kind, moment.period), set()).add(moment.key)
    assert all(len(names) == 1 for names in keys.values())
    # And what is planned again after an edit is the same day's moment, not another day's.
    again = {moment.key: moment for moment in before}
    for moment in after:
        if moment.key in again:
            assert abs(moment.planned - again[moment.key].planned) < timedelta(days=2)


@given(schedules.filter(lambda each: not each.digest), instants)
@settings(max_examples=100, deadline=None)
def test_a_week_is_asked_once_and_reminded_once_two_working_days_later(
    schedule: Schedule, start: datetime
) -> None:
    working, zone = public_holidays(schedule), ZoneInfo(schedule.zone)
    found = list(moments(schedule, working, start, start + timedelta(days=120)))
    asked = {m.period: m.planned.astimezone(zone) for m in found if m.kind is MomentKind.ASK}
    for moment in found:
        local = moment.planned.astimezone(zone)
        assert working.is_working(local.date())
        if moment.kind is MomentKind.REMIND and moment.period in asked:
            first = asked[moment.period].date()
            between = [first + timedelta(days=n) for n in range(1, (local.date() - first).days + 1)]
            assert sum(map(working.is_working, between)) == 2


@given(schedules, instants)
@settings(max_examples=100, deadline=None)
def test_a_moment_stands_for_a_day_of_its_rule(schedule: Schedule, start: datetime) -> None:
    working, zone = public_holidays(schedule), ZoneInfo(schedule.zone)
    for moment in moments(schedule, working, start, start + timedelta(days=200)):
        last = moment.planned.astimezone(zone).date()
        origins = days(schedule.rule, last - timedelta(days=30), last, working)
        if schedule.digest:
            names = {period(schedule.rule, origin) for origin in origins}
        else:
            names = {str(Week.of(origin)) for origin in origins}
        assert moment.period in names
        assert moment.key == f"{moment.kind}:{schedule.subject}:{moment.period}"


@pytest.mark.parametrize(
    ("schedule", "kind", "planned", "end"),
    [
        (asking(), MomentKind.ASK, "2026-11-16 07:00", "2026-11-22 22:00"),
        (asking(rule="weekly fri"), MomentKind.ASK, "2026-11-20 07:00", "2026-11-23 22:00"),
        (asking(), MomentKind.REMIND, "2026-11-18 07:00", "2026-11-19 22:00"),
        (digest(), MomentKind.DIGEST, "2026-12-23 06:00", "2026-12-30 22:00"),  # over Christmas
    ],
)
def test_what_is_late_stays_useful_for_a_while(
    schedule: Schedule, kind: MomentKind, planned: str, end: str
) -> None:
    moment = Moment(schedule.organisation, "key", kind, schedule.subject, "period", utc(planned))
    working = public_holidays(schedule)
    assert closes(schedule, working, moment) == utc(end)
    assert release(schedule, working, moment, utc(end)) is None
    assert release(schedule, working, moment, utc(end) - timedelta(days=500)) == moment.planned


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-16 07:59", "2026-11-16 07:00"),  # still in time, at its own hour
        ("2026-11-16 12:00", "2026-11-16 12:00"),  # late, inside working hours
        ("2026-11-16 15:00", "2026-11-17 06:00"),  # 17:00 in Helsinki: tomorrow at eight
        ("2026-11-17 01:00", "2026-11-17 06:00"),  # in the night: this morning
        ("2026-11-20 18:00", None),  # Friday evening: Monday is another week
    ],
)
def test_what_is_late_waits_for_working_hours(now: str, then: str | None) -> None:
    schedule = asking()
    moment = next_moment(schedule, Free(), utc("2026-11-15 00:00"))
    assert moment is not None
    found = release(schedule, public_holidays(schedule), moment, utc(now))
    assert found == (utc(then) if then is not None else None)


@given(schedules, instants, st.integers(0, 20 * 24 * 60))
@settings(max_examples=200, deadline=None)
def test_nothing_late_goes_out_at_night_on_a_day_off_or_after_its_window(
    schedule: Schedule, start: datetime, minutes: int
) -> None:
    working, zone = public_holidays(schedule), ZoneInfo(schedule.zone)
    moment = next_moment(schedule, working, start)
    if moment is None:
        return
    now = moment.planned + timedelta(minutes=minutes)
    found = release(schedule, working, moment, now)
    if now - moment.planned <= ON_TIME:
        assert found == moment.planned
    elif found is not None:
        local = found.astimezone(zone)
        assert working.is_working(local.date())
        assert WORK_FROM <= local.time() < WORK_UNTIL
        assert now <= found < closes(schedule, working, moment)
        assert release(schedule, working, moment, found) == found


@given(schedules, instants)
@settings(max_examples=200, deadline=None)
def test_looking_back_reaches_everything_that_is_still_useful(
    schedule: Schedule, start: datetime
) -> None:
    working = public_holidays(schedule)
    moment = next_moment(schedule, working, start)
    if moment is not None:
        assert closes(schedule, working, moment) - moment.planned <= LOOK_BACK


def test_every_kind_of_moment_has_a_catch_up_window() -> None:
    assert set(CATCH_UP) == set(MomentKind)


def test_the_first_instant_after_a_gap_is_never_before_it() -> None:
    lord_howe = ZoneInfo("Australia/Lord_Howe")  # 2:00 becomes 2:30
    assert instant(date(2026, 10, 4), time(2, 10), lord_howe) == utc("2026-10-03 15:30")
