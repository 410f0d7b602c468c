"""Reads one cell: what people type and what Excel makes of it, as the value that was meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Final, TypeVar
from zoneinfo import available_timezones

from dialogs.okr.cadence import EXAMPLES, PRESETS, BeforeMeetings, CadenceError, Rule, read_rule
from dialogs.okr.hours import (
    FIRST_DAY,
    LAST_DAY,
    WORK_FROM,
    WORK_UNTIL,
    in_working_hours,
    is_near,
)
from dialogs.okr.model import Language
from dialogs.okr.rhythm import FEWEST_RETRO_BEFORE, MOST_RETRO_BEFORE
from dialogs.okr.week import Week
from dialogs.reading import MOST, ReadingError, read_number
from dialogs.text import Clock, Phrase, say
from storage.workbook.characters import LONGEST_ID, may_be_id, unseen
from storage.workbook.countries import COUNTRIES
from storage.workbook.problems import CellError, hint, listing, nearest, quoted

E = TypeVar("E", bound=StrEnum)

_DAY_IN_HOURS: Final = 24
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_CLOCK: Final = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.]00)?")
# The words under which Excel shows TRUE and FALSE in our languages stand here too: they are what
# a CSV file holds after Excel has saved it.
_YES: Final = frozenset(
    {"yes", "y", "true", "x", "1", "kyllä", "k", "tosi", "ja", "j", "sant", "sann"}
)
_NO: Final = frozenset(
    {"no", "n", "false", "0", "ei", "e", "epätosi", "nej", "nei", "falskt", "usann"}
)


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell whose value cannot be known, such as a formula that was never computed."""

    sentence: Phrase


Cell = str | int | float | bool | datetime | date | time | timedelta | Broken | None
"""What a file gives: text alone from CSV; numbers, days and hours too from Excel. None: empty."""

Written = str | float | date | None
"""A cell to be written; None: empty."""


def is_empty(cell: Cell) -> bool:
    """Say whether nothing was written in the cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def plain_number(value: float, mark: str = ".") -> str:
    """Write a number with all its digits, without grouping and without an exponent."""
    text = format(Decimal(repr(float(value) + 0.0)), "f")  # nobody means minus nought
    whole, _, part = text.partition(".")
    part = part.rstrip("0")
    return f"{whole}{mark}{part}" if part else whole


def read_text(cell: Cell) -> str:
    """Return a cell's words as they were typed; a number or a day that Excel made of them too."""
    match cell:
        case str():
            found = unseen(cell)
            if found is not None:
                raise CellError(say("import-unseen-character", code=found))
            return cell
        case None:
            return ""
        case Broken(sentence):
            raise CellError(sentence)
        case bool():
            return "yes" if cell else "no"
        case int() | float():
            return plain_number(cell)
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime():
            return cell.isoformat(sep=" ", timespec="minutes")
        case date():
            return cell.isoformat()
        case time():
            return f"{cell:%H:%M}"
        case timedelta():
            return str(cell)


def read_name(cell: Cell) -> str:
    """Return an id or the like, without the spaces that slipped in around it."""
    return read_text(cell).strip()


def read_id(cell: Cell) -> str:
    """Return an id that a row gives itself: short, and fit for keys, addresses and file names."""
    text = read_name(cell)
    if not may_be_id(text):
        raise CellError(say("import-bad-id", text=quoted(text), most=LONGEST_ID))
    return text


def choice(kind: type[E]) -> Callable[[Cell], E]:
    """Return the reader of one of a few words, however it was capitalised or spaced."""

    def read(cell: Cell) -> E:
        text = read_name(cell)
        found = "_".join(text.lower().replace("-", " ").replace("_", " ").split())
        try:
            return kind(found)
        except ValueError as refusal:
            choices = listing(kind)
            sentence = say("import-bad-choice", text=quoted(text), choices=choices)
            raise CellError(sentence) from refusal

    return read


def number(cell: Cell, language: Language, scale: str = "") -> float:
    """Return a number as people and Excel write it."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if abs(cell) > MOST:
            raise CellError(say("reading-too-large", text=plain_number(cell)))
        return float(cell)
    try:
        return read_number(read_text(cell), language, scale)
    except ReadingError as refusal:
        raise CellError(refusal.sentence) from refusal


def whole_number(cell: Cell, language: Language) -> int:
    """Return a whole number."""
    refused = CellError(say("import-bad-whole-number", text=quoted(read_text(cell))))
    try:
        value = number(cell, language)
    except CellError as refusal:
        raise refused from refusal
    if not value.is_integer():
        raise refused
    return int(value)


def retro_days(cell: Cell, language: Language) -> int:
    """Return how many working days before a cycle's end its retro is called out."""
    fewest, most = FEWEST_RETRO_BEFORE, MOST_RETRO_BEFORE
    sentence = say("import-bad-retro", text=quoted(read_text(cell)), fewest=fewest, most=most)
    try:
        days = whole_number(cell, language)
    except CellError as refusal:
        raise CellError(sentence) from refusal
    if not fewest <= days <= most:
        raise CellError(sentence)
    return days


def day(cell: Cell) -> date:
    """Return a day: ISO, as Excel keeps it, or as a Nordic Excel saves it (16.11.2026)."""
    found = _any_day(cell)
    if not is_near(found):
        years = {"first": str(FIRST_DAY.year), "last": str(LAST_DAY.year)}
        raise CellError(say("import-far-day", text=quoted(read_name(cell)), **years))
    return found


def _any_day(cell: Cell) -> date:
    match cell:
        case datetime() if cell.time() == time():
            return cell.date()
        case date() if not isinstance(cell, datetime):
            return cell
        case _:
            text = read_name(cell)
    dotted = _DOTTED.fullmatch(text)
    try:
        if dotted is not None:
            in_month, month, year = map(int, dotted.groups())
            return date(year, month, in_month)
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise CellError(say("import-bad-day", text=quoted(text)))


def clock(cell: Cell) -> time:
    """Return an hour of the day in whole minutes: 9:00, 09.00, or as Excel keeps it."""
    match cell:
        case time() if not cell.second and not cell.microsecond:
            return cell
        case datetime() if not cell.second and not cell.microsecond and cell.year < 1901:  # noqa: PLR2004 - how Excel keeps an hour without a day
            return cell.time()
        case float() if 0 <= cell < 1:
            # An hour without a format is its share of the day.
            minutes = round(cell * _DAY_IN_HOURS * 60)
            return time(minutes // 60 % _DAY_IN_HOURS, minutes % 60)
        case _:
            text = read_name(cell)
    found = _CLOCK.fullmatch(text)
    if found is not None and int(found[1]) < _DAY_IN_HOURS and int(found[2]) < 60:  # noqa: PLR2004 - minutes
        return time(int(found[1]), int(found[2]))
    raise CellError(say("import-bad-clock", text=quoted(text)))


def working_hour(cell: Cell) -> time:
    """Return an hour of the day at which a message may reach people."""
    at = clock(cell)
    if not in_working_hours(at):
        until = time(WORK_UNTIL.hour - 1, 59)
        raise CellError(
            say("import-not-in-hours", at=Clock(at), first=Clock(WORK_FROM), last=Clock(until))
        )
    return at


def instant(cell: Cell) -> datetime:
    """Return an instant, in UTC; what was written must name its offset."""
    text = read_name(cell)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise CellError(say("import-bad-instant", text=quoted(text)))
    return found.astimezone(UTC)


def week(cell: Cell) -> Week:
    """Return an ISO week."""
    text = read_name(cell)
    try:
        return Week.read(text.upper())
    except ValueError as refusal:
        raise CellError(say("import-bad-week", text=quoted(text))) from refusal


def yes_no(cell: Cell) -> bool:
    """Return yes or no, in any of our languages."""
    if isinstance(cell, bool):
        return cell
    word = read_name(cell).casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise CellError(say("import-bad-yes-no", text=quoted(read_name(cell))))


def zone(cell: Cell) -> str:
    """Return an IANA zone, however it was capitalised."""
    text = read_name(cell)
    known = _zones()
    found = known.get(text.replace(" ", "_").casefold())
    if found is not None:
        return found
    # A city is what most people know of their zone.
    cities = {name.rpartition("/")[2]: name for name in known.values() if "/" in name}
    right = {**cities, **{name: name for name in known.values()}}
    near = nearest(text, right)
    tip = (
        say("import-did-you-mean", nearest=right[near])
        if near is not None
        else hint(text, ("Europe/Helsinki", "Europe/Oslo", "Europe/Stockholm"))
    )
    raise CellError(say("import-bad-zone", text=quoted(text), hint=tip))


@cache
def _zones() -> Mapping[str, str]:
    """Return every zone by its name in small letters; they are looked up on disk, so once."""
    return {name.casefold(): name for name in sorted(available_timezones())}


def country(cell: Cell) -> str:
    """Return an ISO 3166-1 alpha-2 code, in capitals."""
    text = read_name(cell)
    if text.upper() in COUNTRIES:
        return text.upper()
    raise CellError(say("import-bad-country", text=quoted(text)))


def rule(cell: Cell) -> Rule:
    """Return a cadence: a preset's name or a written rule."""
    text = read_name(cell)
    try:
        return read_rule(text)
    except CadenceError as refusal:
        raise CellError(
            say(
                "import-bad-cadence",
                text=quoted(text),
                presets=listing(PRESETS),
                examples="; ".join(EXAMPLES),
            )
        ) from refusal


def asking_rule(cell: Cell) -> Rule:
    """Return a cadence for a unit, which has no meetings that it could be asked before."""
    found = rule(cell)
    if isinstance(found, BeforeMeetings):
        raise CellError(say("import-ask-before-meetings", text=quoted(read_name(cell))))
    return found
