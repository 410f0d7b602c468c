"""The dialogs can ask which days are free and what comes next."""

from dataclasses import replace
from datetime import date

from dialogs.okr.cadence import BeforeMeetings
from dialogs.okr.hours import Span
from dialogs.ports import Almanac
from scheduler.almanac import HolidayAlmanac
from tests.scheduler.support import asking, digest, utc

ALMANAC: Almanac = HolidayAlmanac()
PAUSED = replace(asking(), breaks=(Span(date(2026, 12, 21), date(2027, 1, 3)),))


def test_free_days_are_those_of_the_country_and_the_breaks() -> None:
    ordinary, paused = ALMANAC.working_days(asking()), ALMANAC.working_days(PAUSED)
    for day, in_general, in_the_pause in [
        (date(2026, 12, 4), True, True),
        (date(2026, 12, 6), False, False),  # Independence Day
        (date(2026, 12, 21), True, False),
        (date(2026, 12, 24), False, False),
        (date(2027, 1, 4), True, True),
    ]:
        assert ordinary.is_working(day) == in_general
        assert paused.is_working(day) == in_the_pause


def test_what_comes_next_leaves_out_what_is_dropped() -> None:
    found = ALMANAC.coming(PAUSED, utc("2026-12-15 00:00"), 4)
    assert [f"{each.key} {each.planned:%m-%d %H:%M}" for each in found] == [
        "remind:tiimi-1:2026-W51 12-16 07:00",
        "ask:tiimi-1:2027-W01 01-04 07:00",
        "remind:tiimi-1:2027-W01 01-07 07:00",  # over Epiphany
        "ask:tiimi-1:2027-W02 01-11 07:00",
    ]


def test_nothing_comes_where_nothing_recurs_any_more_or_a_pause_has_no_end() -> None:
    now = utc("2026-11-16 12:00")
    assert ALMANAC.coming(replace(digest(), rule=BeforeMeetings(3)), now, 3) == ()
    endless = replace(digest(), breaks=(Span(date(2026, 1, 1), None),))
    assert ALMANAC.coming(endless, now, 3) == ()


def test_the_moment_of_this_very_instant_has_come_already() -> None:
    (moment,) = ALMANAC.coming(asking(), utc("2026-11-16 07:00"), 1)
    assert moment.key == "remind:tiimi-1:2026-W47"
