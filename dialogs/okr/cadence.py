"""When a unit is asked and a forum gets its digest: rules as data, moments as sums.

A rule is written as people write it in a sheet (``monthly tue 1,3``), names the days it falls on,
and names the *period* each day stands for. A moment's unique key carries the period and never the
instant, so that an edited hour does not ask twice.
"""

from __future__ import annotations

import calendar
from bisect import bisect_left, bisect_right
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
class CycleWorkday:
    """The nth working day after each cycle's end; n is 1 to 30."""

    nth: int
    ends: tuple[date, ...] = ()
    """The last days of the cycles, oldest first; filled in from the organisation's own."""


@dataclass(frozen=True, slots=True)
class BeforeMeetings:
    """So many working days before each meeting of a forum's own calendar; 0 to 15.

    The end of a cycle is called out by it too: up to 20 working days before the last day.
    """

    before: int
    meetings: tuple[date, ...] = ()
    """The meetings, oldest first; filled in from the forum's own calendar."""


@dataclass(frozen=True, slots=True)
class OnDates:
    """The same days each year, as (month, day); 29 February is not among them."""

    days: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """Once a term: every ``years`` years from a first day on."""

    years: int
    first: date


Rule = (
    Weekly
    | MonthlyWeekday
    | MonthlyWorkday
    | QuarterlyWorkday
    | CycleWorkday
    | BeforeMeetings
    | OnDates
    | Term
)

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
    "cycle workday 5",
    "meetings 3",
    "dates 04-30 08-31",
    "yearly 12-01",
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
        case CycleWorkday(nth):
            return f"cycle workday {nth}"
        case BeforeMeetings(before):
            return f"meetings {before}"
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


def _read_cycle(rest: str) -> Rule:
    kind, number = rest.split(" ")
    if kind != "workday":
        raise ValueError(kind)
    return CycleWorkday(_within(int(number), 1, 30))


def _read_yearly(rest: str) -> Rule:
    if " " in rest:
        raise ValueError(rest)
    return _read_dates(rest)


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
    "cycle": _read_cycle,
    "meetings": lambda rest: BeforeMeetings(_within(int(rest), 0, 15)),
    "dates": _read_dates,
    "yearly": _read_yearly,
    "term": _read_term,
}


def days(rule: Rule, first: date, last: date, working: WorkingDays) -> Iterator[date]:
    """Yield the rule's days from ``first`` to ``last``, both included, in order."""
    return (each.day for each in occurrences(rule, first, last, working))


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One of a rule's days, and the period it stands for: the heart of a moment's key."""

    day: date
    period: str


def occurrences(rule: Rule, first: date, last: date, working: WorkingDays) -> Iterator[Occurrence]:
    """Yield the rule's days from ``first`` to ``last`` with their periods, in order.

    A period has exactly one day, however the time is cut into spans. Two periods share a day only
    where a rule counts working days from dates that lie close together.
    """
    return (each for each in _candidates(rule, first, last, working) if first <= each.day <= last)


def last_day(rule: Rule) -> date | None:
    """Return a day after which the rule has no more; None: it never ends."""
    match rule:
        case CycleWorkday(_, dates):
            return dates[-1] + timedelta(days=1) + _FAR if dates else date.min
        case BeforeMeetings(_, dates):
            return dates[-1] if dates else date.min
        case _:
            return None


def _candidates(rule: Rule, first: date, last: date, working: WorkingDays) -> Iterator[Occurrence]:
    """Yield the days of every week, month, quarter or year that the span touches, in order."""
    match rule:
        case Weekly(weekday):
            return _weekly(weekday, first, last)
        case MonthlyWeekday(nths, weekday):
            return _monthly_weekdays(nths, weekday, first, last)
        case MonthlyWorkday(nth):
            return _monthly_workdays(nth, first, last, working)
        case QuarterlyWorkday(nth):
            return _quarterly_workdays(nth, first, last, working)
        case CycleWorkday():
            return _cycle_workdays(rule, first, last, working)
        case BeforeMeetings():
            return _before_meetings(rule, first, last, working)
        case OnDates() | Term():
            return _yearly(rule, first, last)
    assert_never(rule)


def _weekly(weekday: int, first: date, last: date) -> Iterator[Occurrence]:
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    while day <= last:
        yield Occurrence(day, str(Week.of(day)))
        day += timedelta(weeks=1)


def _monthly_weekdays(
    nths: tuple[int, ...], weekday: int, first: date, last: date
) -> Iterator[Occurrence]:
    for month in _months(first, last):
        start = month + timedelta(days=(weekday - month.weekday()) % 7)
        for nth in nths:
            yield Occurrence(start + timedelta(weeks=nth - 1), f"{month:%Y-%m}/{nth}")


def _monthly_workdays(
    nth: int, first: date, last: date, working: WorkingDays
) -> Iterator[Occurrence]:
    for month in _months(first, last):
        yield Occurrence(_nth_workday(month, 1, nth, working), f"{month:%Y-%m}")


def _quarterly_workdays(
    nth: int, first: date, last: date, working: WorkingDays
) -> Iterator[Occurrence]:
    begin = date(first.year, first.month - (first.month - 1) % 3, 1)
    for month in _months(begin, last, step=3):
        quarter = f"{month.year}-Q{(month.month - 1) // 3 + 1}"
        yield Occurrence(_nth_workday(month, 3, nth, working), quarter)


def _cycle_workdays(
    rule: CycleWorkday, first: date, last: date, working: WorkingDays
) -> Iterator[Occurrence]:
    for end in _between(rule.ends, first - _FAR - timedelta(days=1), last):
        day = _workday_from(end + timedelta(days=1), rule.nth, working)
        yield Occurrence(day, f"cycle-{end.isoformat()}")


def _before_meetings(
    rule: BeforeMeetings, first: date, last: date, working: WorkingDays
) -> Iterator[Occurrence]:
    found = [
        Occurrence(_workday_before(meeting, rule.before, working), f"meeting-{meeting.isoformat()}")
        for meeting in _between(rule.meetings, first, last + _FAR)
    ]
    # A meeting in the depth of a long break keeps its own day, which may lie after a later one's.
    return iter(sorted(found, key=lambda each: (each.day, each.period)))


def _yearly(rule: OnDates | Term, first: date, last: date) -> Iterator[Occurrence]:
    for year in range(first.year, last.year + 1):
        yield from (Occurrence(day, day.isoformat()) for day in _in_year(rule, year))


def _in_year(rule: OnDates | Term, year: int) -> Iterator[date]:
    match rule:
        case OnDates(dates):
            yield from (date(year, *pair) for pair in dates)
        case Term(years, start):
            if year >= start.year and (year - start.year) % years == 0:
                yield start.replace(year=year)


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


_FAR: Final = timedelta(days=120)
"""How far a day lies at most from the cycle's end or the meeting that it is counted from."""


def _between(days: tuple[date, ...], first: date, last: date) -> tuple[date, ...]:
    """Return those of many days, oldest first, that lie in a span, both its ends included."""
    return days[bisect_left(days, first) : bisect_right(days, last)]


def _workday_from(start: date, nth: int, working: WorkingDays) -> date:
    """Return the nth working day from a day on, that day included; at most ``_FAR`` after it."""
    day, left = start, nth - working.is_working(start)
    while left > 0 and day - start < _FAR:
        day += timedelta(days=1)
        left -= working.is_working(day)
    return day


def _workday_before(meeting: date, count: int, working: WorkingDays) -> date:
    """Return the working day so many working days before a meeting; 0: the meeting's own day.

    Its own day too where none comes within ``_FAR``: a digest belongs to a meeting near by.
    """
    day, left = meeting, count
    while left > 0:
        day -= timedelta(days=1)
        if meeting - day > _FAR:
            return meeting
        left -= working.is_working(day)
    return day
