"""Schedules that are alike travel through time together."""

from dataclasses import replace
from datetime import date

from dialogs.okr.cadence import WorkingDays
from dialogs.okr.hours import Span
from dialogs.ports import Plan, Schedule, ScheduleKind
from scheduler.lines import Backlog, lines_of
from scheduler.working_days import working_days_of
from tests.scheduler.support import HOME, asking, digest, utc

NOW = utc("2026-11-16 12:00")
BACKLOG = Backlog(since=utc("2026-11-02 12:00"), settled=NOW)


def together(*schedules: Schedule) -> list[tuple[str, ...]]:
    """Return the subjects of each line."""
    found = lines_of(Plan(HOME, 1, schedules), BACKLOG, working_days_of)
    return [line.subjects for line, _ in found]


def test_teams_with_the_same_hours_share_a_line() -> None:
    july = (Span(date(2027, 7, 1), date(2027, 7, 31)),)
    assert together(
        asking("a"),
        asking("b"),
        asking("c", hour=10),
        replace(asking("d"), breaks=july),
        replace(asking("e"), breaks=(Span(date(2027, 7, 1), date(2027, 7, 31)),)),
        replace(asking("f"), zones=frozenset({"Asia/Kolkata"})),
        replace(asking("a"), kind=ScheduleKind.RETRO),
        asking("g"),
    ) == [("a", "b", "g"), ("c",), ("d", "e"), ("f",), ("a",)]


def test_when_a_team_was_set_up_tells_it_apart_only_while_that_can_matter() -> None:
    long_ago, longer_ago = utc("2026-01-07 09:00"), utc("2025-01-08 09:00")
    assert together(
        replace(asking("a"), since=long_ago),
        replace(asking("b"), since=longer_ago),
        asking("c"),
        replace(asking("new"), since=utc("2026-11-16 11:00")),
    ) == [("a", "b", "c"), ("new",)]


def test_free_days_are_looked_up_once_for_all_who_are_alike() -> None:
    asked: list[str] = []

    def working_days(schedule: Schedule) -> WorkingDays:
        asked.append(schedule.subject)
        return working_days_of(schedule)

    teams = tuple(asking(f"tiimi-{n}") for n in range(50))
    ((line, moment),) = lines_of(Plan(HOME, 1, teams), BACKLOG, working_days)
    assert asked == ["tiimi-0"]
    assert moment is not None
    assert moment.key == "ask:tiimi-0:2026-W47"  # of use until Sunday
    following = line.following()
    assert following is not None
    assert following.key == "remind:tiimi-0:2026-W47"


def test_what_an_earlier_run_has_seen_to_is_left_out() -> None:
    (found,) = lines_of(Plan(HOME, 1, (digest(rule="weekly mon"),)), BACKLOG, working_days_of)
    _, moment = found
    assert moment is not None
    assert moment.key == "digest:jory:2026-W47"  # that of week 46 was of use until Thursday
