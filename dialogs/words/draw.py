"""Draws a text: looks its key up in the reader's language, writes numbers and dates as it does."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, assert_never
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import get_decimal_symbol, get_group_symbol
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Placeable, TextElement, VariableReference

from dialogs.okr.model import Language
from dialogs.okr.week import Week
from dialogs.text import (
    Arg,
    Clock,
    Day,
    Instant,
    Listing,
    Phrase,
    Points,
    Quantity,
    Reader,
    Share,
    Text,
    Verbatim,
)

LOCALE: Final[Mapping[Language, str]] = {
    Language.ENGLISH: "en_GB",
    Language.FINNISH: "fi_FI",
    Language.SWEDISH: "sv_SE",
    Language.NORWEGIAN: "nb_NO",
}
"""The region whose way of writing dates and numbers a language follows here."""

WRITTEN_ALIKE: Final = range(1_000)
"""Whole numbers that every language writes in the same way."""
DAYS: Final = 1_024
"""Days that stay written; people talk about a few weeks around today."""
LONGEST_PART: Final = 2_000
"""Characters of what stands in a sentence; the Fluent library refuses the whole one above 2,500."""

_NO_BREAK: Final = "\u00a0"
_MINUS: Final = "\u2212"

log = logging.getLogger(__name__)


def draw(text: Text, reader: Reader) -> str:
    """Write a text in the reader's language and zone.

    A key without words is a defect that the tests look for; should one slip through, people get
    the English words, or the key, and the log gets the defect.
    """
    match text:
        case Phrase():
            if not text.args:
                return _sentence(text.key, reader.language)
            drawn_args = {name: _cut(_arg(arg, reader)) for name, arg in text.args}
            return _phrase(text.key, drawn_args, reader.language)
        case Verbatim():
            return text.text
        case Listing():
            drawn = [draw(item, reader) for item in text.items]
            return format_list(drawn, locale=LOCALE[reader.language])
    assert_never(text)


@cache
def _sentence(key: str, language: Language) -> str:
    """Write a sentence in which nothing stands that differs."""
    return _phrase(key, {}, language)


def _phrase(key: str, args: Mapping[str, str | int], language: Language) -> str:
    drawn = _filled(_template(key, language), args)
    return _resolved(key, args, language) if drawn is None else drawn


@cache
def _template(key: str, language: Language) -> str | None:
    """Return a sentence as a template of Python's; None where it has choices, or no words.

    Most sentences are words and arguments alone, and are filled in in a tenth of the time in which
    the library resolves them.
    """
    bundle = words(language)
    pattern = bundle.get_message(key).value if bundle.has_message(key) else None
    if pattern is None:
        return None
    pieces: list[str] = []
    # A sentence of one piece is that piece itself, once the library has read it.
    for element in getattr(pattern, "elements", [pattern]):
        match element:
            case TextElement(value=text):
                pieces.append(text.replace("%", "%%"))
            case Placeable(expression=VariableReference(id=identifier)):
                pieces.append(f"%({identifier.name})s")
            case _:
                return None
    return "".join(pieces)


def _filled(template: str | None, args: Mapping[str, str | int]) -> str | None:
    """Fill a sentence in; None where that is for the library to do, or to complain about."""
    if template is None:
        return None
    for arg in args.values():
        if isinstance(arg, int) and arg not in WRITTEN_ALIKE:
            return None
    try:
        return template % args
    except KeyError:
        return None


def _resolved(key: str, args: Mapping[str, str | int], language: Language) -> str:
    for spoken in (language, Language.ENGLISH):
        bundle = words(spoken)
        if not bundle.has_message(key):
            continue
        pattern = bundle.get_message(key).value
        if pattern is None:
            continue
        drawn, errors = bundle.format_pattern(pattern, dict(args))
        if errors:
            log.error("words of %s in %s do not fit: %s", key, spoken.value, errors)
        return str(drawn)
    log.error("no words for %s", key)
    return key


@cache
def words(language: Language) -> FluentBundle:
    """Return the language's sentences, read once."""
    bundle = FluentBundle([LOCALE[language].replace("_", "-")], use_isolating=False)
    folder = files(__package__) / language.value
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".ftl"):
            bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return bundle


def _arg(arg: Arg, reader: Reader) -> str | int:
    match arg:
        case str() | int():
            return arg
        case Quantity(value, scale):
            return _quantity(value, scale, reader.language)
        case Share(value, signed):
            if signed:
                return _signed(value * 100, 0, reader.language)
            return _quantity(_whole(value * 100), "%", reader.language)
        case Points(value, signed):
            if signed:
                return _signed(value, 1, reader.language)
            return _number(value, 1, reader.language)
        case Day(day, with_year):
            return _day(day, None if with_year else "MMMMd", reader.language)
        case Clock(at):
            return _clock(at, reader.language)
        case Instant(at):
            return _instant(at, reader)
        case Week():
            return str(arg.number)
        case _:
            return draw(arg, reader)


def _cut(drawn: str | int) -> str | int:
    """Shorten what somebody pasted, or a list of hundreds: the sentence around it must be read."""
    if isinstance(drawn, int) or len(drawn) <= LONGEST_PART:
        return drawn
    return f"{drawn[: LONGEST_PART - 1]}…"


def _quantity(value: float, scale: str, language: Language) -> str:
    number = _number(value, 3, language)
    if not scale:
        return number
    joint = "" if scale == "%" and language is Language.ENGLISH else _NO_BREAK
    return f"{number}{joint}{scale}"


def _whole(value: float) -> float:
    """Round halves away from zero, as people do, and never to minus nought.

    A share beyond all sense (of a target that is next to nothing) is drawn as a very large one.
    """
    rounded = float(int(min(abs(value), 1e9) + 0.5))
    return -rounded if value < 0 and rounded else rounded


def _number(value: float, places: int, language: Language) -> str:
    """Write a number with so many decimals at most, halves rounded to even, as CLDR does."""
    whole, _, decimals = f"{Decimal(str(value)):,.{places}f}".partition(".")
    group, point = _symbols(language)
    written = whole.replace(",", group).replace("-", _MINUS)
    decimals = decimals.rstrip("0")
    return f"{written}{point}{decimals}" if decimals else written


@cache
def _symbols(language: Language) -> tuple[str, str]:
    """Return what stands between thousands, and before decimals."""
    locale = LOCALE[language]
    return get_group_symbol(locale), get_decimal_symbol(locale)


@lru_cache(maxsize=DAYS)
def _day(day: date, skeleton: str | None, language: Language) -> str:
    """Write a day, with its year where no skeleton says what is wanted of it."""
    locale = LOCALE[language]
    if skeleton is None:
        return format_date(day, "medium", locale=locale)
    return format_skeleton(skeleton, datetime.combine(day, time()), locale=locale)


@lru_cache(maxsize=DAYS)
def _clock(at: time, language: Language) -> str:
    return format_time(at, "short", locale=LOCALE[language])


def _signed(value: float, places: int, language: Language) -> str:
    drawn = _number(abs(value), places, language)
    nothing = not any(digit in drawn for digit in "123456789")
    if nothing:
        return f"±{drawn}"
    return f"{'+' if value > 0 else _MINUS}{drawn}"


def _instant(at: datetime, reader: Reader) -> str:
    local = at.astimezone(ZoneInfo(reader.zone))
    # In English a month is written by name: the British 9/11 is another day to an American.
    skeleton = "MMMEd" if reader.language is Language.ENGLISH else "MEd"
    args = {
        "day": _day(local.date(), skeleton, reader.language),
        "time": _clock(time(local.hour, local.minute), reader.language),
    }
    return _phrase("instant", args, reader.language)
