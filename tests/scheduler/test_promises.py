"""What holds for every zone, rule, holiday and break: once a period, at the right hour, by day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.events import Dropped, Moment, MomentKind
from dialogs.okr.cadence import WorkingDays, occurrences
from dialogs.okr.hours import LONGEST_BREAK
from dialogs.okr.week import Week
from dialogs.ports import Schedule, ScheduleKind
from scheduler.due import (
    LOOK_BACK,
    ON_TIME,
    closes,
    coming,
    moments,
    next_moment,
    release,
    upcoming,
)
from scheduler.working_days import working_days_of
from tests.scheduler.strategies import hours, instants, schedules
from tests.scheduler.support import Free, asking, utc

DAY = timedelta(days=1)
SPAN = timedelta(days=150)


def days_of(
    schedule: Schedule, working: WorkingDays, start: datetime, end: datetime
) -> Mapping[str, Sequence[date]]:
    """Return the rule's days by period, in every period that lies well inside a span."""
    first, last = start.date() - 80 * DAY, end.date() + 10 * DAY
    found: dict[str, list[date]] = {}
    for each in occurrences(schedule.rule, first, last, working):
        asked = schedule.kind is ScheduleKind.ASKING
        found.setdefault(str(Week.of(each.day)) if asked else each.period, []).append(each.day)
    inside = (start.date() + 15 * DAY, end.date() - 80 * DAY)
    return {name: days for name, days in found.items() if inside[0] <= days[0] <= inside[1]}


@given(schedules(ScheduleKind.ASKING), instants)
@settings(max_examples=80)
def test_a_week_is_asked_about_exactly_once_or_dropped_exactly_once(
    schedule: Schedule, start: datetime
) -> None:
    working, end = working_days_of(schedule), start + SPAN
    asked = [
        each
        for each in moments(schedule, working, start, end)
        if each.kind is not MomentKind.REMIND
    ]
    by_week = {each.period: each for each in asked}
    assert len(by_week) == len(asked)
    for week, days in days_of(schedule, working, start, end).items():
        _check_asking(by_week[week], days[0], working, asked)


def _check_asking(
    moment: Moment, origin: date, working: WorkingDays, others: Sequence[Moment]
) -> None:
    monday = origin - origin.weekday() * DAY
    works_that_week = any(working.is_working(monday + n * DAY) for n in range(7))
    target = next(
        (origin + n * DAY for n in range(7) if working.is_working(origin + n * DAY)), None
    )
    if target is None or not works_that_week:
        assert (moment.dropped, moment.day) == (Dropped.NO_WORKING_DAY, origin)
        assert moment.moved_from is None
        return
    assert moment.day == target
    assert moment.moved_from == (None if target == origin else origin)
    speaking = [each for each in others if each.day == target and each.dropped is None]
    assert len(speaking) == 1
    if moment.dropped is None:
        assert speaking == [moment]
    else:
        assert moment.dropped is Dropped.MERGED
        assert speaking[0].period > moment.period


@given(schedules(ScheduleKind.ASKING), instants)
@settings(max_examples=80)
def test_what_was_asked_is_reminded_once_two_working_days_later(
    schedule: Schedule, start: datetime
) -> None:
    working = working_days_of(schedule)
    found = list(moments(schedule, working, start, start + SPAN))
    reminders = {each.period: each for each in found if each.kind is MomentKind.REMIND}
    assert len(reminders) == sum(each.kind is MomentKind.REMIND for each in found)
    assert all(each.dropped is None for each in reminders.values())
    for asked in found:
        if asked.kind is MomentKind.ASK and asked.planned < start + SPAN - 14 * DAY:
            after = [asked.day + n * DAY for n in range(1, 7)]
            workdays = [day for day in after if working.is_working(day)]
            again = reminders.pop(asked.period, None)
            if asked.dropped is not None or len(workdays) < 2:
                assert again is None
            else:
                assert again is not None
                assert again.day == workdays[1]
    early = (each for each in reminders.values() if each.planned < start + SPAN - 14 * DAY)
    assert all(each.planned < start + 14 * DAY for each in early)  # asked before the span


@given(
    st.sampled_from([kind for kind in ScheduleKind if kind is not ScheduleKind.ASKING]).flatmap(
        schedules
    ),
    instants,
)
@settings(max_examples=80)
def test_a_period_has_one_digest_or_one_reason_why_not(schedule: Schedule, start: datetime) -> None:
    working, end = working_days_of(schedule), start + SPAN + LONGEST_BREAK
    found = list(moments(schedule, working, start, end))
    by_period = {each.period: each for each in found}
    assert len(by_period) == len(found)
    for period, (origin,) in days_of(schedule, working, start, end).items():
        moment = by_period[period]
        ahead = (origin + n * DAY for n in range(LONGEST_BREAK.days + 1))
        target = next((day for day in ahead if working.is_working(day)), None)
        if target is None:
            assert (moment.dropped, moment.day) == (Dropped.NO_WORKING_DAY, origin)
        else:
            assert moment.day == target
            assert moment.dropped in {None, Dropped.MERGED}
            assert moment.moved_from == (None if target == origin else origin)
            same_day = [each for each in found if each.day == target]
            assert sum(each.dropped is None for each in same_day) == 1


@given(schedules(), instants)
@settings(max_examples=80)
def test_a_moment_comes_by_day_on_a_working_day_at_the_first_of_its_hours(
    schedule: Schedule, start: datetime
) -> None:
    working = working_days_of(schedule)
    for moment in moments(schedule, working, start, start + SPAN):
        if moment.dropped is not Dropped.NO_WORKING_DAY:
            assert working.is_working(moment.day)
        shown = [
            moment.planned.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
            for zone in (schedule.zone, *schedule.zones)
        ]
        # To none of them the hour has come before, and to one of them it comes now.
        assert max(shown) == datetime.combine(moment.day, max(shown).time())
        assert max(shown).time() == min(max(schedule.at, time(8)), time(16, 59))
        assert moment.key == f"{moment.kind}:{schedule.subject}:{moment.period}"


@given(schedules(), instants, st.lists(st.integers(0, 60 * 24 * 60), max_size=8))
@settings(max_examples=80)
def test_however_the_time_is_cut_the_moments_are_the_same(
    schedule: Schedule, start: datetime, minutes: list[int]
) -> None:
    working = working_days_of(schedule)
    cuts = sorted({start, *(start + timedelta(minutes=each) for each in minutes)})
    parts = [
        moment
        for since, until in pairwise(cuts)
        for moment in moments(schedule, working, since, until)
    ]
    whole = list(moments(schedule, working, cuts[0], cuts[-1]))
    assert parts == whole
    assert len({moment.key for moment in whole}) == len(whole)


@given(schedules(), instants)
@settings(max_examples=80)
def test_a_moment_is_found_by_whoever_looks_at_its_minute_only(
    schedule: Schedule, start: datetime
) -> None:
    working, minute = working_days_of(schedule), timedelta(minutes=1)
    whole = list(moments(schedule, working, start, start + timedelta(days=60)))
    for moment in whole[:20]:
        here = list(moments(schedule, working, moment.planned - minute, moment.planned))
        assert here == [each for each in whole if each.planned == moment.planned]


@given(schedules(), instants)
@settings(max_examples=80)
def test_upcoming_moments_are_those_of_one_long_span(schedule: Schedule, start: datetime) -> None:
    working = working_days_of(schedule)
    until = start + timedelta(days=500)
    expected = list(moments(schedule, working, start, until))
    assert list(_until(upcoming(schedule, working, start), until)) == expected
    happening = [each for each in expected if each.dropped is None]
    assert list(_until(coming(schedule, working, start), until)) == happening


def _until(found: Iterator[Moment], until: datetime) -> Iterator[Moment]:
    for moment in found:
        if moment.planned > until:
            return
        yield moment


@given(schedules(), hours, schedules(), instants, st.integers(0, 40 * 24))
@settings(max_examples=80)
def test_an_edited_hour_or_zone_never_gives_a_period_a_second_key(
    schedule: Schedule, at: time, other: Schedule, start: datetime, later: int
) -> None:
    edited = replace(schedule, at=at, zone=other.zone, zones=other.zones)
    working = working_days_of(schedule)
    change = start + timedelta(hours=later)
    before = {each.key: each for each in moments(schedule, working, start, change)}
    for moment in moments(edited, working, change, change + timedelta(days=40)):
        # What is planned again after an edit is the same day's moment, not another day's.
        if moment.key in before:
            assert replace(moment, planned=before[moment.key].planned) == before[moment.key]


# --- the wall clock -----------------------------------------------------------------------------

FIRST, LAST = date(2026, 1, 1), date(2028, 12, 31)


def wall_clock(zone: str) -> Mapping[datetime, datetime]:
    """Walk three years on UTC, and note when the zone's wall clock first shows each hour."""
    here, at = ZoneInfo(zone), utc("2025-12-31 00:00")
    first_shown: dict[datetime, datetime] = {}
    while at < utc("2029-01-02 00:00"):
        first_shown.setdefault(at.astimezone(here).replace(tzinfo=None), at)
        at += timedelta(minutes=30)
    return first_shown


@pytest.mark.parametrize(
    "zone",
    [
        "Europe/Helsinki",
        "Europe/Stockholm",
        "Europe/Oslo",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
    ],
)
def test_the_wall_clock_is_right_on_every_day_of_three_years(zone: str) -> None:
    shown = wall_clock(zone)
    for at in (time(8, 0), time(9, 0), time(12, 30), time(16, 30)):
        planned = {
            moment.day: moment.planned
            for weekday in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
            for moment in moments(
                asking(rule=f"weekly {weekday}", hour=at.hour, minute=at.minute, zone=zone),
                Free(),
                datetime.combine(FIRST - DAY, time(0), UTC),
                datetime.combine(LAST + DAY, time(12), UTC),
            )
            if moment.kind is MomentKind.ASK
        }
        for n in range((LAST - FIRST).days + 1):
            day = FIRST + n * DAY
            assert planned[day] == shown[datetime.combine(day, at)]


# --- what is late -------------------------------------------------------------------------------


@given(schedules(), instants, st.integers(0, 20 * 24 * 60))
@settings(max_examples=80)
def test_nothing_late_goes_out_at_night_on_a_day_off_or_after_its_window(
    schedule: Schedule, start: datetime, minutes: int
) -> None:
    working, zone = working_days_of(schedule), ZoneInfo(schedule.zone)
    moment = next_moment(schedule, working, start)
    if moment is None:
        return
    now = moment.planned + timedelta(minutes=minutes)
    found = release(schedule, working, moment, now)
    if found == moment.planned:
        # In time: an hour late at most, and before five where its hour came first.
        assert now - moment.planned < ON_TIME
        there = [now.astimezone(ZoneInfo(each)) for each in (schedule.zone, *schedule.zones)]
        assert datetime.combine(moment.day, time(17)) > max(
            each.replace(tzinfo=None) for each in there
        )
    elif found is not None:
        local = found.astimezone(zone)
        assert working.is_working(local.date())
        assert time(8) <= local.time() < time(17)
        assert now <= found < closes(schedule, working, moment)
        assert release(schedule, working, moment, found) == found


@given(schedules(), instants)
@settings(max_examples=80)
def test_no_window_is_longer_than_the_clock_looks_back(schedule: Schedule, start: datetime) -> None:
    working = working_days_of(schedule)
    moment = next_moment(schedule, working, start)
    if moment is not None:
        assert timedelta() < closes(schedule, working, moment) - moment.planned <= LOOK_BACK
