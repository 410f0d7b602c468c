"""How long an answer counts: in time in the week it is about, late in the next one, then missed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from dialogs.okr.cadence import instant
from dialogs.okr.week import Week

LATE_WEEKS: Final = 1
"""Weeks after its own in which an answer still counts."""


class Timeliness(StrEnum):
    """How an answer stands to the week it is about."""

    IN_TIME = "in_time"
    """Early ones too."""
    LATE = "late"
    CLOSED = "closed"
    """Too late for a first answer; a correction is possible while the cycle is open."""


@dataclass(frozen=True, slots=True)
class Window:
    """Until when an answer about a week counts; both instants are aware, UTC."""

    due: datetime
    """The first instant at which an answer is late."""
    closes: datetime
    """The first instant at which it is too late."""

    def timeliness(self, at: datetime) -> Timeliness:
        """Say how an answer given at an instant counts."""
        if at < self.due:
            return Timeliness.IN_TIME
        return Timeliness.LATE if at < self.closes else Timeliness.CLOSED


@lru_cache(maxsize=256)
def window(week: Week, zone: str) -> Window:
    """Return the window of a week where a unit lives: it ends with the week, and then a week on."""
    there = ZoneInfo(zone)
    end = week.sunday + timedelta(days=1)
    closes = end + timedelta(weeks=LATE_WEEKS)
    return Window(instant(end, time(0), there), instant(closes, time(0), there))
