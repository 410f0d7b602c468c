"""Working days: without weekends, public holidays, the eves people have off, and breaks."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

import holidays

from dialogs.okr.cadence import WorkingDays
from dialogs.okr.hours import WithoutBreaks
from dialogs.ports import Schedule

log = logging.getLogger(__name__)

CATEGORIES: Final[Mapping[str, tuple[str, ...]]] = {
    # By law Midsummer Eve, Christmas Eve and New Year's Eve are ordinary days in Sweden; nobody
    # works on them. Finland's eves are public holidays in the library already.
    "SE": ("public", "de_facto"),
}
"""The library's categories that are days off, where "public" alone is not how people live."""

_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class PublicHolidays:
    """The working days of a country (ISO 3166-1 alpha-2), as `dialogs.okr.cadence.WorkingDays`.

    A country that nobody knows has weekends and no holidays, which the log says once.
    """

    country: str

    def is_working(self, day: date, /) -> bool:
        return day not in _free_days(self.country, day.year)


def working_days_of(schedule: Schedule) -> WorkingDays:
    """Return the working days of those of a schedule: of their country, without their breaks."""
    calendar = PublicHolidays(schedule.country)
    return WithoutBreaks(calendar, schedule.breaks) if schedule.breaks else calendar


@lru_cache(maxsize=1024)
def _free_days(country: str, year: int) -> frozenset[date]:
    code = country.strip().upper()
    first = date(year, 1, 1)
    whole_year = [first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1)]
    try:
        known = holidays.country_holidays(
            code, years=year, expand=False, categories=CATEGORIES.get(code, ("public",))
        )
    except NotImplementedError:
        _warn_of_unknown(code)
        return frozenset(day for day in whole_year if day.weekday() >= _SATURDAY)
    # The library knows weekends other than Saturday and Sunday, and Saturdays worked in exchange.
    return frozenset(day for day in whole_year if not known.is_working_day(day))


@lru_cache(maxsize=256)
def _warn_of_unknown(code: str) -> None:
    """Say it once a country and process, not once a year of holidays."""
    log.warning("no public holidays are known for country %r: only weekends are free", code)
