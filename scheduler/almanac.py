"""What the dialogs may ask about time: the free days, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from dialogs.events import Moment
from dialogs.okr.cadence import WorkingDays
from dialogs.ports import Schedule
from scheduler import due
from scheduler.working_days import working_days_of


@dataclass(frozen=True, slots=True)
class HolidayAlmanac:
    """Counts on the public holidays of countries and the breaks of a schedule; holds nothing."""

    def working_days(self, schedule: Schedule) -> WorkingDays:
        return working_days_of(schedule)

    def coming(self, schedule: Schedule, after: datetime, most: int) -> Sequence[Moment]:
        found = due.coming(schedule, working_days_of(schedule), after)
        return tuple(islice(found, most))
