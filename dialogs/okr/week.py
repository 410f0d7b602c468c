"""ISO weeks: the period of an answer, written ``2026-W47``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_PATTERN = re.compile(r"(?P<year>\d{4})-W(?P<number>\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO 8601 week; number 1 to 53, Monday to Sunday."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Week:
        """Return the week in which the day lies."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def read(cls, text: str) -> Week:
        """Read ``2026-W47``; raise ValueError for anything else, week 53 of a short year too."""
        match = _PATTERN.fullmatch(text)
        if match is None:
            message = f"not an ISO week such as 2026-W47: {text!r}"
            raise ValueError(message)
        week = cls(int(match["year"]), int(match["number"]))
        _ = week.monday
        return week

    @property
    def monday(self) -> date:
        """The week's first day."""
        return _monday(self.year, self.number)

    @property
    def sunday(self) -> date:
        """The week's last day."""
        return self.monday + timedelta(days=6)

    def plus(self, weeks: int) -> Week:
        """Return the week that many weeks later (earlier if negative)."""
        return Week.of(self.monday + timedelta(weeks=weeks))

    def since(self, earlier: Week) -> int:
        """Return how many weeks later than another this week is (negative if it is earlier)."""
        return (self.monday - earlier.monday).days // 7

    def __str__(self) -> str:
        """Write the week as ISO 8601 does."""
        return _written(self.year, self.number)


# An answer writes its week dozens of times, and all that are spoken of are a few years' weeks.
@lru_cache(maxsize=1024)
def _written(year: int, number: int) -> str:
    return f"{year:04d}-W{number:02d}"


@lru_cache(maxsize=1024)
def _monday(year: int, number: int) -> date:
    return date.fromisocalendar(year, number, 1)
