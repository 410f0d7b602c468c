"""Schedules as Hypothesis draws them: zones of every kind, all rules, holidays and breaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from dialogs.okr.cadence import BeforeMeetings, CycleWorkday, Rule, read_rule
from dialogs.okr.hours import Span
from dialogs.ports import Schedule, ScheduleKind
from tests.scheduler.support import asking

ZONES = (
    "Europe/Helsinki",
    "Europe/Stockholm",
    "Europe/Oslo",
    "America/New_York",
    "America/Los_Angeles",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Pacific/Apia",
    "Atlantic/Azores",
)
RULES = (
    "weekly mon",
    "weekly wed",
    "weekly fri",
    "weekly sun",
    "monthly mon 1,3",
    "monthly sat 4",
    "monthly workday 3",
    "quarterly workday 5",
    "dates 01-06 04-30 06-19 06-22 08-31 12-24 12-26",
    "yearly 12-25",
    "term 2 2025-06-01",
)

days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
dated = st.sets(days, max_size=12).map(lambda found: tuple(sorted(found)))
rules: st.SearchStrategy[Rule] = st.one_of(
    st.sampled_from(RULES).map(read_rule),
    st.builds(CycleWorkday, st.integers(1, 10), dated),
    st.builds(BeforeMeetings, st.integers(0, 6), dated),
)
hours = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
breaks = st.lists(
    st.builds(
        lambda first, length: Span(first, first + timedelta(days=length)),
        days,
        st.sampled_from([0, 1, 6, 13, 30, 70]),
    ),
    max_size=3,
).map(lambda found: tuple(sorted(found, key=lambda span: span.first)))


@st.composite
def schedules(draw: st.DrawFn, kind: ScheduleKind | None = None) -> Schedule:
    """Draw a schedule; of any kind unless one is named."""
    kind = kind or draw(st.sampled_from(ScheduleKind))
    whole_july = tuple(Span(date(year, 7, 1), date(year, 7, 31)) for year in (2026, 2027, 2028))
    return replace(
        asking(
            zone=draw(st.sampled_from(ZONES)),
            country=draw(st.sampled_from(["FI", "SE", "NO", "US", "AU", "IN"])),
        ),
        kind=kind,
        rule=draw(rules),
        at=draw(hours),
        breaks=draw(st.one_of(breaks, st.just(whole_july))),
        zones=draw(st.one_of(st.just(frozenset[str]()), st.frozensets(st.sampled_from(ZONES)))),
    )


instants = st.integers(0, 1060 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
