"""Moments fall on the right day and hour, keep their period's name, and stay useful for a while."""

from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from dialogs.events import Dropped, MomentKind
from dialogs.okr.cadence import BeforeMeetings, CycleWorkday, WorkingDays, instant
from dialogs.okr.hours import Span
from dialogs.ports import Schedule, ScheduleKind
from scheduler.due import CATCH_UP, closes, moments, next_moment, release, upcoming
from scheduler.working_days import working_days_of
from tests.scheduler.support import JULY, Free, asking, digest, utc


def retro(before: int, end: str) -> Schedule:
    """A schedule that calls out a cycle's end so many working days before it."""
    rule = BeforeMeetings(before, (date.fromisoformat(end),))
    return replace(asking(), kind=ScheduleKind.RETRO, rule=rule)


def of(schedule: Schedule, since: str, until: str, working: WorkingDays | None = None) -> list[str]:
    """Write the moments of a span as ``key at local time [from where] [why it is dropped]``."""
    zone = ZoneInfo(schedule.zone)
    found = moments(schedule, working or working_days_of(schedule), utc(since), utc(until))
    written = []
    for each in found:
        words = [each.key, f"{each.planned.astimezone(zone):%a %m-%d %H:%M}"]
        words += [f"from {each.moved_from:%m-%d}"] if each.moved_from is not None else []
        words += [each.dropped.value] if each.dropped is not None else []
        written.append(" ".join(words))
    return written


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
        "ask:tiimi-1:2026-W15 Tue 04-07 09:00 from 04-06",  # Easter Monday
        "remind:tiimi-1:2026-W15 Thu 04-09 09:00",
    ]
    assert of(asking(rule="weekly fri"), "2026-06-17 00:00", "2026-06-25 00:00") == [
        "ask:tiimi-1:2026-W25 Mon 06-22 09:00 from 06-19",  # Midsummer Eve was a Friday
        "remind:tiimi-1:2026-W25 Wed 06-24 09:00",
    ]


def test_a_digest_that_moves_over_the_turn_of_the_month_keeps_its_month() -> None:
    forum = digest(rule="monthly fri 1")
    assert of(forum, "2026-12-30 00:00", "2027-01-06 00:00") == [
        "digest:jory:2027-01/1 Mon 01-04 08:00 from 01-01"
    ]
    assert of(digest(rule="dates 05-31"), "2026-05-30 00:00", "2026-06-02 00:00") == [
        "digest:jory:2026-05-31 Mon 06-01 08:00 from 05-31"
    ]


def test_a_week_without_a_working_day_is_not_asked_about_and_says_so_on_its_own_day() -> None:
    assert of(asking(), "2026-06-21 00:00", "2026-08-09 00:00", JULY) == [
        "ask:tiimi-1:2026-W26 Mon 06-22 09:00",
        "remind:tiimi-1:2026-W26 Wed 06-24 09:00",
        "ask:tiimi-1:2026-W27 Mon 06-29 09:00",  # no reminder: it would come in August
        "ask:tiimi-1:2026-W28 Mon 07-06 09:00 no_working_day",
        "ask:tiimi-1:2026-W29 Mon 07-13 09:00 no_working_day",
        "ask:tiimi-1:2026-W30 Mon 07-20 09:00 no_working_day",
        "ask:tiimi-1:2026-W31 Mon 07-27 09:00 no_working_day",
        "ask:tiimi-1:2026-W32 Mon 08-03 09:00",
        "remind:tiimi-1:2026-W32 Wed 08-05 09:00",
    ]


def test_nor_is_a_week_whose_day_moves_a_week_and_more() -> None:
    assert of(asking(rule="weekly fri"), "2026-07-30 12:00", "2026-08-08 00:00", JULY) == [
        "ask:tiimi-1:2026-W31 Fri 07-31 09:00 no_working_day",  # nobody worked that week
        "ask:tiimi-1:2026-W32 Fri 08-07 09:00",
    ]
    # On Wednesday and Thursday somebody works, but the next working day is eleven days off.
    gap = Free(frozenset(date(2026, 7, 3) + timedelta(days=n) for n in range(11)), weekends=True)
    assert of(asking(rule="weekly fri"), "2026-07-01 00:00", "2026-07-16 00:00", gap) == [
        "ask:tiimi-1:2026-W27 Fri 07-03 09:00 no_working_day",
        "ask:tiimi-1:2026-W28 Fri 07-10 09:00 no_working_day",
    ]


def test_a_reminder_is_found_however_far_it_lies_from_the_day_of_the_rule() -> None:
    # Friday moves to Thursday over one break, and the second working day lies behind another.
    breaks = (
        Span(date(2026, 11, 13), date(2026, 11, 18)),
        Span(date(2026, 11, 21), date(2026, 11, 24)),
    )
    team = replace(asking(rule="weekly fri"), breaks=breaks)
    assert of(team, "2026-11-18 00:00", "2026-11-19 12:00") == [
        "ask:tiimi-1:2026-W46 Thu 11-19 09:00 from 11-13"
    ]
    assert of(team, "2026-11-25 06:00", "2026-11-25 08:00") == [
        "remind:tiimi-1:2026-W46 Wed 11-25 09:00"
    ]


@pytest.mark.parametrize(
    ("zone", "hour", "planned"),
    [
        ("Pacific/Apia", 8, "2026-11-15 19:00"),  # on the eve, by UTC's calendar
        ("Pacific/Kiritimati", 8, "2026-11-15 18:00"),
        ("America/Los_Angeles", 16, "2026-11-17 00:00"),  # on the morrow
        ("Pacific/Pago_Pago", 16, "2026-11-17 03:00"),
    ],
)
def test_a_day_at_either_end_of_the_world_is_found(zone: str, hour: int, planned: str) -> None:
    at = utc(planned)
    (moment,) = moments(asking(zone=zone, hour=hour), Free(), at - timedelta(minutes=1), at)
    assert (moment.planned, moment.day) == (at, date(2026, 11, 16))


def test_of_two_askings_that_come_to_one_day_the_newer_speaks_for_both() -> None:
    rule = "dates 06-19 06-22"  # Midsummer Eve, and the Monday after it
    assert of(asking(rule=rule), "2026-06-15 00:00", "2026-06-25 00:00") == [
        "ask:tiimi-1:2026-W25 Mon 06-22 09:00 from 06-19 merged",
        "ask:tiimi-1:2026-W26 Mon 06-22 09:00",
        "remind:tiimi-1:2026-W26 Wed 06-24 09:00",
    ]


def test_of_the_digests_that_a_break_pushes_onto_one_day_only_the_newest_goes_out() -> None:
    assert of(digest(rule="weekly fri"), "2026-06-27 00:00", "2026-08-08 00:00", JULY) == [
        "digest:jory:2026-W27 Mon 08-03 08:00 from 07-03 merged",
        "digest:jory:2026-W28 Mon 08-03 08:00 from 07-10 merged",
        "digest:jory:2026-W29 Mon 08-03 08:00 from 07-17 merged",
        "digest:jory:2026-W30 Mon 08-03 08:00 from 07-24 merged",
        "digest:jory:2026-W31 Mon 08-03 08:00 from 07-31",
        "digest:jory:2026-W32 Fri 08-07 08:00",
    ]


def test_a_digest_without_a_working_day_for_months_is_dropped_on_its_own_day() -> None:
    paused = replace(digest(rule="monthly workday 1"), breaks=(Span(date(2026, 6, 1), None),))
    assert of(paused, "2026-05-30 00:00", "2026-08-01 00:00") == [
        "digest:jory:2026-06 Tue 06-30 08:00 no_working_day",
        "digest:jory:2026-07 Fri 07-31 08:00 no_working_day",
    ]


def test_a_digest_before_a_meeting_keeps_its_day_and_one_on_a_free_meeting_day_moves() -> None:
    meetings = (date(2026, 6, 23), date(2026, 8, 4))
    before = replace(digest(), rule=BeforeMeetings(2, meetings))
    assert of(before, "2026-06-01 00:00", "2026-08-31 00:00", JULY) == [
        "digest:jory:meeting-2026-06-23 Fri 06-19 08:00",
        "digest:jory:meeting-2026-08-04 Tue 06-30 08:00",
    ]
    saturday = replace(digest(), rule=BeforeMeetings(0, (date(2026, 11, 21),)))
    assert of(saturday, "2026-11-01 00:00", "2026-11-30 00:00") == [
        "digest:jory:meeting-2026-11-21 Mon 11-23 08:00 from 11-21"
    ]


def test_two_meetings_with_one_digest_day_get_one_digest() -> None:
    weekend = (date(2026, 11, 21), date(2026, 11, 22))
    forum = replace(digest(), rule=BeforeMeetings(1, weekend))
    assert of(forum, "2026-11-01 00:00", "2026-11-30 00:00") == [
        "digest:jory:meeting-2026-11-21 Fri 11-20 08:00 merged",
        "digest:jory:meeting-2026-11-22 Fri 11-20 08:00",
    ]


def test_a_cycle_that_ends_calls_for_a_look_back_once() -> None:
    ends = (date(2026, 12, 31), date(2027, 3, 31))
    retro = replace(asking(rule="weekly mon"), kind=ScheduleKind.RETRO)
    expected = [
        "retro:tiimi-1:meeting-2026-12-31 Tue 12-22 09:00",  # Christmas lies between
        "retro:tiimi-1:meeting-2027-03-31 Mon 03-22 09:00",  # and Easter
    ]
    found = replace(retro, rule=BeforeMeetings(5, ends))
    assert of(found, "2026-12-01 00:00", "2027-12-31 00:00") == expected
    assert of(
        replace(retro, rule=CycleWorkday(3, ends)), "2026-12-31 00:00", "2027-04-30 00:00"
    ) == [
        "retro:tiimi-1:cycle-2026-12-31 Thu 01-07 09:00",
        "retro:tiimi-1:cycle-2027-03-31 Mon 04-05 09:00",
    ]


@pytest.mark.parametrize(
    ("hour", "minute", "shown"),
    [(0, 0, "08:00"), (7, 59, "08:00"), (16, 59, "16:59"), (17, 0, "16:59"), (23, 0, "16:59")],
)
def test_an_hour_outside_working_hours_is_held_inside(hour: int, minute: int, shown: str) -> None:
    found = of(asking(hour=hour, minute=minute), "2026-11-15 12:00", "2026-11-17 00:00")
    assert found == [f"ask:tiimi-1:2026-W47 Mon 11-16 {shown}"]


def test_a_moment_comes_when_its_hour_comes_to_the_first_of_several_zones() -> None:
    schedule = replace(asking(), zones=frozenset({"Asia/Kolkata", "America/New_York"}))
    moment = next_moment(schedule, Free(), utc("2026-11-15 00:00"))
    assert moment is not None
    assert moment.planned == utc("2026-11-16 03:30")  # 9:00 in Kolkata
    assert moment.day == date(2026, 11, 16)
    # Half a day ahead of Helsinki it is still Sunday evening there, and yet Monday's moment.
    early = next_moment(
        replace(schedule, zones=frozenset({"Pacific/Apia"})), Free(), utc("2026-11-15 00:00")
    )
    assert early is not None
    assert (early.planned, early.day) == (utc("2026-11-15 20:00"), date(2026, 11, 16))


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


def test_what_was_planned_before_the_schedule_was_set_up_does_not_count() -> None:
    schedule = replace(asking(), since=utc("2026-11-16 07:00"))
    assert of(schedule, "2026-11-14 00:00", "2026-11-19 00:00") == [
        "remind:tiimi-1:2026-W47 Wed 11-18 09:00"
    ]


def test_a_rule_that_never_comes_again_has_no_next_moment() -> None:
    assert next_moment(asking(rule="term 20 2060-01-01"), Free(), utc("2026-01-01 00:00")) is None
    far = next_moment(asking(rule="term 20 2026-01-05"), Free(), utc("2026-02-01 00:00"))
    assert far is not None
    assert far.key == "ask:tiimi-1:2046-W01"


@pytest.mark.parametrize(
    "rule",
    [BeforeMeetings(3), CycleWorkday(3), BeforeMeetings(3, (date(2020, 1, 1), date(2025, 12, 31)))],
)
def test_a_calendar_without_a_future_is_not_searched_for_decades(
    rule: BeforeMeetings | CycleWorkday,
) -> None:
    class Unasked:
        def is_working(self, day: date, /) -> bool:
            raise AssertionError(f"{day} is of no interest")

    schedule = replace(digest(), rule=rule)
    assert next_moment(schedule, Unasked(), utc("2026-11-16 00:00")) is None


def test_what_was_moved_past_the_end_of_a_calendar_is_still_found() -> None:
    schedule = replace(
        digest(),
        rule=BeforeMeetings(0, (date(2026, 7, 1),)),
    )
    found = [each.day for each in upcoming(schedule, JULY, utc("2026-07-20 00:00"))]
    assert found == [date(2026, 8, 3)]


def test_of_an_endless_pause_nothing_is_promised() -> None:
    paused = replace(asking(), breaks=(Span(date(2026, 11, 30), None),))
    working = working_days_of(paused)
    moment = next_moment(paused, working, utc("2026-11-16 12:00"))
    assert moment is not None
    assert moment.kind is MomentKind.REMIND
    assert next_moment(paused, working, utc("2026-11-26 12:00")) is None


@pytest.mark.parametrize(
    ("schedule", "kind", "day", "end"),
    [
        (asking(), MomentKind.ASK, "2026-11-16", "2026-11-22 22:00"),
        (asking(rule="weekly fri"), MomentKind.ASK, "2026-11-20", "2026-11-23 22:00"),
        (asking(), MomentKind.REMIND, "2026-11-18", "2026-11-19 22:00"),
        (digest(rule="weekly wed"), MomentKind.DIGEST, "2026-12-23", "2026-12-30 22:00"),
        # The call to look back until the cycle is over, and for thirteen days at most.
        (retro(1, "2026-12-29"), MomentKind.RETRO, "2026-12-28", "2026-12-29 22:00"),
        (retro(5, "2026-12-29"), MomentKind.RETRO, "2026-12-18", "2026-12-29 22:00"),
        (retro(20, "2026-12-18"), MomentKind.RETRO, "2026-11-20", "2026-12-02 22:00"),
    ],
)
def test_what_is_late_stays_useful_for_a_while(
    schedule: Schedule, kind: MomentKind, day: str, end: str
) -> None:
    working = working_days_of(schedule)
    (moment,) = [
        each
        for each in moments(schedule, working, utc("2026-11-01 00:00"), utc("2026-12-31 00:00"))
        if (each.kind, each.day) == (kind, date.fromisoformat(day))
    ]
    assert closes(schedule, working, moment) == utc(end)
    assert release(schedule, working, moment, utc(end)) is None
    assert release(schedule, working, moment, utc(end) - timedelta(days=500)) == moment.planned


def test_no_break_keeps_a_window_open_for_weeks() -> None:
    schedule = replace(
        asking(rule="weekly tue"), breaks=(Span(date(2026, 7, 1), date(2026, 7, 31)),)
    )
    working = working_days_of(schedule)
    asked = next_moment(schedule, working, utc("2026-06-29 12:00"))
    assert asked is not None
    assert asked.day == date(2026, 6, 30)
    assert closes(schedule, working, asked) == utc("2026-07-06 21:00")
    assert release(schedule, working, asked, utc("2026-06-30 15:00")) is None
    forum = replace(digest(rule="weekly tue"), breaks=schedule.breaks)
    told = next_moment(forum, working, utc("2026-06-29 12:00"))
    assert told is not None
    assert closes(forum, working, told) == utc("2026-07-12 21:00")


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
    found = release(schedule, working_days_of(schedule), moment, utc(now))
    assert found == (utc(then) if then is not None else None)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-16 14:59", "2026-11-16 14:30"),  # half an hour late, a minute before five
        ("2026-11-16 15:00", "2026-11-17 06:00"),  # five o'clock: tomorrow
    ],
)
def test_even_what_is_nearly_in_time_never_goes_out_after_working_hours(
    now: str, then: str
) -> None:
    schedule = asking(hour=16, minute=30)
    moment = next_moment(schedule, Free(), utc("2026-11-15 00:00"))
    assert moment is not None
    assert release(schedule, working_days_of(schedule), moment, utc(now)) == utc(then)


def test_a_dropped_moment_waits_for_nothing() -> None:
    schedule = asking()
    moment = next_moment(schedule, Free(), utc("2026-11-15 00:00"))
    assert moment is not None
    dropped = replace(moment, dropped=Dropped.NO_WORKING_DAY)
    for now in ("2026-11-16 07:00", "2026-11-17 01:00", "2027-11-16 07:00"):
        assert release(schedule, Free(), dropped, utc(now)) == moment.planned


def test_every_kind_of_moment_has_a_catch_up_window() -> None:
    assert set(CATCH_UP) == set(MomentKind)


def test_the_first_instant_after_a_gap_is_never_before_it() -> None:
    lord_howe = ZoneInfo("Australia/Lord_Howe")  # 2:00 becomes 2:30
    assert instant(date(2026, 10, 4), time(2, 10), lord_howe) == utc("2026-10-03 15:30")
