"""Reads "1.12.-5.12.", "until Friday" or "from 1 December" as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dialogs.okr.model import Language
from dialogs.reading import ReadingError, read_day
from dialogs.text import say

_HALF_A_YEAR: Final = timedelta(days=183)
LONGEST: Final = 120
"""Characters of two days however they are written; a longer text is tried in no way at all."""

_FROM: Final = (
    r"from|since|alkaen|lähtien|från(?: och med)?|fr\.? ?o\.? ?m\.?|fra(?: og med)?|f\.o\.m\.?"
)
_UNTIL: Final = (
    r"until|till och med|til og med|till|tills|til|to|through|thru|t\.? ?o\.? ?m\.?|asti|saakka"
)
_LEADING: Final = re.compile(rf"(?P<word>{_FROM}|{_UNTIL})\s+(?P<day>.+)")
_TRAILING: Final = re.compile(r"(?P<day>.+?)\s+(?P<word>asti|saakka|alkaen|lähtien|onwards|on)")
_OPEN: Final = re.compile(r"(?P<day>.+?)\s*(?:-|\.\.)")
_BETWEEN: Final = re.compile(rf"\s*(?:-|\.\.)\s*|\s+(?:{_UNTIL})\s+")
_BARE_DAY: Final = re.compile(r"(?P<day>\d{1,2})\.?")
_YEAR: Final = re.compile(r"\d{4}")
_YEAR_APART: Final = re.compile(r", ?(\d{4})\b")
_IS_FROM: Final = re.compile(rf"{_FROM}|onwards|on")
_ONWARDS: Final = re.compile(r"\s+(?:onwards|on)$")
_DASHES: Final = str.maketrans(dict.fromkeys("–—−‐‑\u2012―", "-"))


@dataclass(frozen=True, slots=True)
class Span:
    """Days that somebody typed; both belong to it."""

    first: date
    last: date | None
    """None: until further notice."""
    certain: bool = True
    """False: one day alone was written, which may be the first of several."""


def near_day(text: str, language: Language, around: date) -> date:
    """Read a day; one without its year is the nearest, so that a slip is seen and not a year long.

    Raise ReadingError where `dialogs.reading.read_day` does.
    """
    day = read_day(text, language, around)
    if day - around <= _HALF_A_YEAR:
        return day
    return min(day, read_day(text, language, around - _HALF_A_YEAR))


def check_order(first: date, last: date | None, today: date) -> None:
    """Raise ReadingError where the days end before they begin, or are over."""
    if last is not None and last < today:
        raise ReadingError(say("absence-past"))
    if last is not None and last < first:
        raise ReadingError(say("absence-order"))


def read_span(text: str, language: Language, today: date) -> Span:
    """Read what stands after the command; raise ReadingError with the sentence that helps."""
    written = " ".join(text.translate(_DASHES).split()).casefold()
    if len(written) > LONGEST:
        raise ReadingError(say("reading-day", text=text.strip()))
    written = _YEAR_APART.sub(r" \1", written)
    leading = _LEADING.fullmatch(written)
    if leading is not None and _BETWEEN.search(leading["day"]) and _is_from(leading["word"]):
        written, leading = leading["day"], None  # "from A to B" is "A to B"
    found = _one_ended(leading, language, today) or _one_ended(
        _TRAILING.fullmatch(written), language, today
    )
    if found is None:
        found = _both_ends(written, language, today)
    if found is None:
        opened = _OPEN.fullmatch(written)
        if opened is not None:
            return Span(near_day(opened["day"], language, today), None)
        day = near_day(written, language, today)
        return Span(day, day, certain=not any(each.isdigit() for each in written))
    check_order(found.first, found.last, today)
    return found


def _is_from(word: str) -> bool:
    return _IS_FROM.fullmatch(word) is not None


def _one_ended(match: re.Match[str] | None, language: Language, today: date) -> Span | None:
    """Read "until 5.12." or "1.12. alkaen"; None where there is more, or something else."""
    if match is None:
        return None
    try:
        day = near_day(_ONWARDS.sub("", match["day"]), language, today)
    except ReadingError:
        return None
    return Span(day, None) if _is_from(match["word"]) else Span(today, day)


def _both_ends(written: str, language: Language, today: date) -> Span | None:
    """Read two days with something between them; the first way that reads is the right one."""
    for left, right in _cuts(written):
        try:
            return _between(left, right, language, today)
        except ReadingError as error:
            if error.sentence.key not in _UNREAD:
                raise
    return None


_UNREAD: Final = frozenset({"reading-day"})
"""Refusals after which another way of reading may do."""


def _cuts(written: str) -> Iterator[tuple[str, str]]:
    for match in _BETWEEN.finditer(written):
        right = written[match.end() :]
        yield written[: match.start()], right.removesuffix(" asti").removesuffix(" saakka")


def _between(left: str, right: str, language: Language, today: date) -> Span:
    bare = _BARE_DAY.fullmatch(left)
    if bare is not None:
        last = near_day(right, language, today)
        try:
            return Span(last.replace(day=int(bare["day"])), last)
        except ValueError:
            raise ReadingError(say("reading-day", text=left)) from None
    first = near_day(left, language, today)
    tail = _BARE_DAY.fullmatch(right)
    if tail is not None and not left[:1].isdigit():
        try:
            return Span(first, first.replace(day=int(tail["day"])))  # "December 1-5"
        except ValueError:
            raise ReadingError(say("reading-day", text=right)) from None
    last = near_day(right, language, first)
    if _YEAR.search(right) and not _YEAR.search(left):
        first = _before(first, last)
    return Span(first, last)


def _before(first: date, last: date) -> date:
    """Move a day without a year before one that has it: "28.12.-3.1.2028" begins in 2027."""
    for year in (last.year, last.year - 1):
        try:
            moved = first.replace(year=year)
        except ValueError:  # 29 February
            continue
        if moved <= last:
            return moved
    return first
