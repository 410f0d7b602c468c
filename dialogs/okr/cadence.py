"""When a unit is asked and a forum gets its digest: rules as data, moments as sums.

A rule is written as people write it in a sheet (``monthly tue 1,3``), names the days it falls on,
and names the *period* each day stands for. A moment's unique key carries the period and never the
instant, so that an edited hour does not ask twice.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Protocol, assert_never
from zoneinfo import ZoneInfo

from dialogs.okr.week import Week

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class CadenceError(ValueError):
    """A rule that cannot be read; the message says what was written and what would be right."""


class WorkingDays(Protocol):
    """Knows on which days people work."""

    def is_working(self, day: date, /) -> bool:
        """Say whether the day is neither a weekend nor a public holiday."""
        ...


@dataclass(frozen=True, slots=True)
class Weekly:
    """Every week on a weekday; 0 is Monday."""

    weekday: int


@dataclass(frozen=True, slots=True)
class MonthlyWeekday:
    """The nth such weekdays of each month, such as the 1st and 3rd Tuesday; n is 1 to 4."""

    nths: tuple[int, ...]
    weekday: int


@dataclass(frozen=True, slots=True)
class MonthlyWorkday:
    """The nth working day of each month; n is 1 to 15."""

    nth: int


@dataclass(frozen=True, slots=True)
class QuarterlyWorkday:
    """The nth working day after each quarter's end; n is 1 to 30."""

    nth: int


@dataclass(frozen=True, slots=True)
class OnDates:
    """The same days each year, as (month, day); 29 February is not among them."""

    days: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """Once a term: every ``years`` years from a first day on."""

    years: int
    first: date


Rule = Weekly | MonthlyWeekday | MonthlyWorkday | QuarterlyWorkday | OnDates | Term

PRESETS: Final[Mapping[str, str]] = {
    "council": "dates 04-30 08-31 12-15",
    "board": "quarterly workday 10",
    "committee": "quarterly workday 8",
    "management-group": "monthly workday 5",
    "sector": "monthly workday 4",
    "result-area": "monthly workday 3",
    "unit": "monthly tue 1,3",
    "team": "monthly tue 1,3",
    "weekly": "weekly fri",
}
"""The cadence table: a forum's kind and the rule it gets unless the sheet says otherwise."""


def read_rule(text: str) -> Rule:
    """Read a preset's name or a written rule; raise CadenceError with the right forms if not."""
    written = " ".join(PRESETS.get(text.strip().lower(), text).lower().split()).replace(", ", ",")
    kind, _, rest = written.partition(" ")
    reader = _READERS.get(kind)
    if reader is not None:
        try:
            return reader(rest)
        except (ValueError, KeyError):
            pass
    message = f"{text!r} is not a cadence; write one of: {', '.join([*PRESETS, *EXAMPLES])}"
    raise CadenceError(message)


EXAMPLES: Final = (
    "weekly mon",
    "monthly tue 1,3",
    "monthly workday 3",
    "quarterly workday 5",
    "dates 04-30 08-31",
    "term 4 2025-06-01",
)


def write_rule(rule: Rule) -> str:
    """Write the rule so that `read_rule` gives it back."""
    match rule:
        case Weekly(weekday):
            return f"weekly {WEEKDAYS[weekday]}"
        case MonthlyWeekday(nths, weekday):
            return f"monthly {WEEKDAYS[weekday]} {','.join(map(str, nths))}"
        case MonthlyWorkday(nth):
            return f"monthly workday {nth}"
        case QuarterlyWorkday(nth):
            return f"quarterly workday {nth}"
        case OnDates(days):
            return "dates " + " ".join(f"{month:02d}-{day:02d}" for month, day in days)
        case Term(years, first):
            return f"term {years} {first.isoformat()}"
    assert_never(rule)


def _read_monthly(rest: str) -> Rule:
    kind, number = rest.split(" ")
    if kind == "workday":
        return MonthlyWorkday(_within(int(number), 1, 15))
    nths = tuple(sorted({_within(int(part), 1, 4) for part in number.split(",")}))
    return MonthlyWeekday(nths, WEEKDAYS.index(kind))


def _read_quarterly(rest: str) -> Rule:
    kind, number = rest.split(" ")
    if kind != "workday":
        raise ValueError(kind)
    return QuarterlyWorkday(_within(int(number), 1, 30))


def _read_dates(rest: str) -> Rule:
    days: set[tuple[int, int]] = set()
    for part in rest.split(" "):
        day = date.fromisoformat(f"2023-{part}")
        days.add((day.month, day.day))
    return OnDates(tuple(sorted(days)))


def _read_term(rest: str) -> Rule:
    years, first = rest.split(" ")
    day = date.fromisoformat(first)
    if (day.month, day.day) == (2, 29):
        raise ValueError(first)
    return Term(_within(int(years), 1, 20), day)


def _within(number: int, low: int, high: int) -> int:
    if not low <= number <= high:
        raise ValueError(number)
    return number


_READERS: Final[Mapping[str, Callable[[str], Rule]]] = {
    "weekly": lambda rest: Weekly(WEEKDAYS.index(rest)),
    "monthly": _read_monthly,
    "quarterly": _read_quarterly,
    "dates": _read_dates,
    "term": _read_term,
}


def days(rule: Rule, first: date, last: date, working: WorkingDays) -> Iterator[date]:
    """Yield the rule's days from ``first`` to ``last``, both included, in order."""
    return (day for day in _candidates(rule, first, last, working) if first <= day <= last)


def _candidates(rule: Rule, first: date, last: date, working: WorkingDays) -> Iterator[date]:
    """Yield the days of every week, month, quarter or year that the span touches, in order."""
    match rule:
        case Weekly(weekday):
            day = first + timedelta(days=(weekday - first.weekday()) % 7)
            while day <= last:
                yield day
                day += timedelta(weeks=1)
        case MonthlyWeekday(nths, weekday):
            for month in _months(first, last):
                start = month + timedelta(days=(weekday - month.weekday()) % 7)
                yield from (start + timedelta(weeks=nth - 1) for nth in nths)
        case MonthlyWorkday(nth):
            for month in _months(first, last):
                yield _nth_workday(month, 1, nth, working)
        case QuarterlyWorkday(nth):
            begin = date(first.year, first.month - (first.month - 1) % 3, 1)
            for month in _months(begin, last, step=3):
                yield _nth_workday(month, 3, nth, working)
        case OnDates() | Term():
            for year in range(first.year, last.year + 1):
                yield from _in_year(rule, year)
        case _:
            assert_never(rule)


def _in_year(rule: OnDates | Term, year: int) -> Iterator[date]:
    match rule:
        case OnDates(dates):
            yield from (date(year, *pair) for pair in dates)
        case Term(years, start):
            if year >= start.year and (year - start.year) % years == 0:
                yield start.replace(year=year)


def period(rule: Rule, day: date) -> str:
    """Name the period that one of the rule's days stands for; the heart of a moment's key."""
    match rule:
        case Weekly():
            return str(Week.of(day))
        case MonthlyWeekday():
            return f"{day:%Y-%m}/{(day.day - 1) // 7 + 1}"
        case MonthlyWorkday():
            return f"{day:%Y-%m}"
        case QuarterlyWorkday():
            return f"{day.year}-Q{(day.month - 1) // 3 + 1}"
        case OnDates() | Term():
            return day.isoformat()
    assert_never(rule)


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the UTC instant of a wall-clock moment.

    An hour that occurs twice (autumn) means its first occurrence; an hour that does not occur
    (spring) means the first instant after the gap.
    """
    local = datetime.combine(day, at, zone)
    utc = local.astimezone(UTC)
    if utc.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return utc
    before = local.replace(fold=1).astimezone(UTC)
    low, high = min(utc, before), max(utc, before)
    offset = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)


def _months(first: date, last: date, *, step: int = 1) -> Iterator[date]:
    """Yield the first days of months, from the month of ``first`` on, ``step`` months apart."""
    count = first.year * 12 + first.month - 1
    while (month := date(count // 12, count % 12 + 1, 1)) <= last:
        yield month
        count += step


def _nth_workday(first: date, months: int, nth: int, working: WorkingDays) -> date:
    """Return the nth working day of a span that begins on the first of a month.

    A span too short (a July that is one long break) gives its last working day, and without any
    its last day, so that a period always has exactly one day, and that day lies inside it.
    """
    end = first
    for _ in range(months):
        end += timedelta(days=calendar.monthrange(end.year, end.month)[1])
    day, found, left = first, end - timedelta(days=1), nth
    while day < end and left > 0:
        if working.is_working(day):
            found, left = day, left - 1
        day += timedelta(days=1)
    return found
