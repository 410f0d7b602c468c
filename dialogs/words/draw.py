"""Draws a text: looks its key up in the reader's language, writes numbers and dates as it does."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, time
from functools import cache
from importlib.resources import files
from typing import Final, assert_never
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource

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
        case Verbatim(words):
            return words
        case Listing(items):
            drawn = [draw(item, reader) for item in items]
            return format_list(drawn, locale=LOCALE[reader.language])
        case Phrase(key, args):
            drawn_args = {name: _cut(_arg(arg, reader)) for name, arg in args}
            return _phrase(key, drawn_args, reader.language)
    assert_never(text)


def _phrase(key: str, args: Mapping[str, str | int], language: Language) -> str:
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
    locale = LOCALE[reader.language]
    match arg:
        case str() | int():
            return arg
        case Quantity(value, scale):
            return _quantity(value, scale, reader.language)
        case Share(value, signed):
            if signed:
                return _signed(value * 100, "#,##0", locale)
            return _quantity(_whole(value * 100), "%", reader.language)
        case Points(value, signed):
            if signed:
                return _signed(value, "0.#", locale)
            return format_decimal(value, "0.#", locale=locale)
        case Day(day, with_year):
            if with_year:
                return format_date(day, "medium", locale=locale)
            return format_skeleton("MMMMd", datetime.combine(day, time()), locale=locale)
        case Clock(at):
            return format_time(at, "short", locale=locale)
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
    number = format_decimal(value, "#,##0.###", locale=LOCALE[language]).replace("-", _MINUS)
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


def _signed(value: float, pattern: str, locale: str) -> str:
    drawn = format_decimal(abs(value), pattern, locale=locale)
    nothing = not any(digit in drawn for digit in "123456789")
    if nothing:
        return f"±{drawn}"
    return f"{'+' if value > 0 else _MINUS}{drawn}"


def _instant(at: datetime, reader: Reader) -> str:
    local = at.astimezone(ZoneInfo(reader.zone))
    locale = LOCALE[reader.language]
    # In English a month is written by name: the British 9/11 is another day to an American.
    skeleton = "MMMEd" if reader.language is Language.ENGLISH else "MEd"
    args = {
        "day": format_skeleton(skeleton, local, locale=locale),
        "time": format_time(local, "short", locale=locale),
    }
    return _phrase("instant", args, reader.language)
