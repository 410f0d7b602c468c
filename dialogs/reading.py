"""Reads numbers, days and short lines as people write them; what cannot be is refused kindly."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, assert_never

from dialogs.okr.confidence import HIGHEST, LOWEST
from dialogs.okr.measure import Change, KeepWithin, Measure, Milestones, YesNo
from dialogs.okr.model import Language
from dialogs.text import Phrase, say

MOST: Final = 1e15
"""The largest value that is taken; beyond it floats lose whole units."""

_SPACES: Final = re.compile(r"[\s\u00a0\u2007\u2009\u202f'’]+")
_MINUS: Final = str.maketrans({"−": "-", "–": "-", "‐": "-", "‑": "-"})
_NUMBER: Final = re.compile(r"(?P<sign>[+-]?) ?(?P<body>\d[\d ]*(?:[.,]\d[\d ]*)*)(?P<scale>.*)")
_GROUPED: Final = re.compile(r"\d{1,3}(?: \d{3})+|\d+")
_POINT: Final[Mapping[Language, str]] = {
    Language.ENGLISH: ".",
    Language.FINNISH: ",",
    Language.SWEDISH: ",",
    Language.NORWEGIAN: ",",
}
_YES: Final = frozenset({"yes", "y", "kyllä", "kylla", "k", "joo", "on", "ja", "j", "1"})
_NO: Final = frozenset({"no", "n", "ei", "e", "nej", "nei", "0"})
SAME: Final = frozenset({"=", "same", "sama", "samma", "samme"})
"""What stands for "no change" in a typed line."""


class ReadingError(ValueError):
    """Something typed that cannot be taken; ``sentence`` says what to write instead."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(sentence.key)
        self.sentence = sentence


def read_number(text: str, language: Language, scale: str) -> float:
    """Read "12,5", "1 200", "85 %" or "1.2"; raise ReadingError where two readings are possible.

    A comma or point is the decimal mark unless the number also has the other one before it. The
    one case left open, "1.200" where the language writes decimals with a comma (and "1,200" where
    it writes them with a point), is refused with both ways of writing it.
    """
    written = _SPACES.sub(" ", text).strip().translate(_MINUS)
    match = _NUMBER.fullmatch(written)
    if match is None:
        raise ReadingError(say("reading-not-a-number", text=text.strip()))
    _check_scale(match["scale"].strip(), scale, text)
    value = _read_body(match["body"].strip(), language, text)
    if value > MOST:
        raise ReadingError(say("reading-too-large", text=text.strip()))
    return -value if match["sign"] == "-" and value else value


def _check_scale(typed: str, scale: str, text: str) -> None:
    if not typed or typed.casefold().rstrip(".") == scale.casefold().rstrip("."):
        return
    if scale:
        raise ReadingError(say("reading-other-scale", text=text.strip(), scale=scale))
    raise ReadingError(say("reading-plain-number", text=text.strip()))


def _read_body(body: str, language: Language, text: str) -> float:
    marks = [mark for mark in body if mark in ".,"]
    refused = ReadingError(say("reading-not-a-number", text=text.strip()))
    if not marks:
        return float(_digits(body, refused))
    if len(marks) == 1:
        whole, _, part = body.partition(marks[0])
        own = marks[0] == _POINT[language]
        if not own and len(part) == 3 and 1 <= len(whole) <= 3 and whole != "0":  # noqa: PLR2004 - a group has three digits
            both = {"whole": f"{whole}{part}", "decimal": f"{whole}{_POINT[language]}{part}"}
            raise ReadingError(say("reading-two-ways", text=text.strip(), **both))
        if not part.isdigit():
            raise refused
        return float(f"{_digits(whole, refused)}.{part}")
    return _read_grouped(body, marks, refused)


def _read_grouped(body: str, marks: list[str], refused: ReadingError) -> float:
    """Read a number with several marks: thousands of one kind, then at most one decimal mark."""
    kinds = set(marks)
    if len(kinds) == 1:
        groups, part = body.split(marks[0]), "0"
    elif marks.count(marks[-1]) == 1:
        head, _, part = body.rpartition(marks[-1])
        groups = head.split(marks[0])
    else:
        raise refused
    first, *rest = groups
    fits = 1 <= len(first) <= 3 and all(len(group) == 3 for group in rest)  # noqa: PLR2004 - a group has three digits
    if not fits or not all(group.isdigit() for group in [*groups, part]):
        raise refused
    return float(f"{''.join(groups)}.{part}")


def _digits(text: str, refused: ReadingError) -> str:
    if _GROUPED.fullmatch(text.strip()) is None:
        raise refused
    return text.replace(" ", "")


def read_value(text: str, measure: Measure, language: Language, scale: str) -> float:
    """Read the value of a key result; raise ReadingError when the measure cannot have it."""
    match measure:
        case Change() | KeepWithin():
            return read_number(text, language, scale)
        case Milestones(steps):
            value = read_number(text, language, scale)
            if not value.is_integer() or not 0 <= value <= steps:
                raise ReadingError(say("reading-milestones", steps=steps))
            return value
        case YesNo():
            word = text.strip().casefold()
            if word in _YES:
                return 1.0
            if word in _NO:
                return 0.0
            raise ReadingError(say("reading-yes-no"))
    assert_never(measure)


def read_confidence(text: str) -> int:
    """Read a whole number from 1 to 10; raise ReadingError for anything else."""
    word = text.strip()
    if (
        len(word) <= len(str(HIGHEST))
        and word.isascii()
        and word.isdigit()
        and LOWEST <= int(word) <= HIGHEST
    ):
        return int(word)
    raise ReadingError(say("reading-confidence"))


@dataclass(frozen=True, slots=True)
class Line:
    """One typed line, ``1: 45 7 waiting for data``: nothing in it has been judged yet."""

    number: int
    value: str
    """Empty where the line says "no change"."""
    confidence: str
    comment: str
    written: str


_LINE: Final = re.compile(
    r"""
    (?P<number>\d{1,2})\s*:\s*
    (?P<value>
        =
        | [^\W\d]+(?=\s+\d)                                                   # yes, no, same
        | [+\-−–]?\s?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?              # 1 200,5
        | [+\-−–]?\d[\d.,']*
    )
    (?P<scale>\s?[^\s\d;]{1,12})?
    (?:\s+(?P<confidence>\d{1,3})(?![.,\d]))?
    (?:\s+(?P<comment>\S.*))?
    """,
    re.VERBOSE,
)


def looks_like_lines(text: str) -> bool:
    """Say whether somebody is answering by typing."""
    return re.match(r"\s*\d{1,2}\s*:", text) is not None


def read_lines(text: str) -> tuple[Line, ...]:
    """Split what was typed at line breaks and semicolons; raise ReadingError with the form.

    A line is ``NUMBER: VALUE CONFIDENCE [comment]``; ``=`` as the value means "no change".
    """
    found: list[Line] = []
    for part in re.split(r"[\n;]+", text):
        written = part.strip()
        if not written:
            continue
        match = _LINE.fullmatch(written)
        if match is None or looks_like_lines(match["comment"] or ""):
            # A second answer on the same line would otherwise be lost as the first one's comment.
            raise ReadingError(say("reading-line", text=written))
        if any(line.number == int(match["number"]) for line in found):
            raise ReadingError(say("reading-line", text=written))
        value = match["value"].strip()
        found.append(
            Line(
                number=int(match["number"]),
                value="" if value.casefold() in SAME else value + (match["scale"] or ""),
                confidence=match["confidence"] or "",
                comment=match["comment"] or "",
                written=written,
            )
        )
    return tuple(found)


_MONTHS: Final[tuple[tuple[str, ...], ...]] = (
    ("jan", "tammi"),
    ("feb", "helmi"),
    ("mar", "mär", "maalis"),
    ("apr", "huhti"),
    ("may", "maj", "mai", "touko"),
    ("jun", "kesä"),
    ("jul", "heinä"),
    ("aug", "elo"),
    ("sep", "syys"),
    ("oct", "okt", "loka"),
    ("nov", "marras"),
    ("dec", "des", "joulu"),
)
"""How the names of the twelve months begin in the four languages."""

_WEEKDAYS: Final[tuple[tuple[str, ...], ...]] = (
    ("mon", "maanantai", "ma", "mån", "man"),
    ("tue", "tiistai", "ti", "tis", "tir"),
    ("wed", "keskiviikko", "ke", "ons"),
    ("thu", "torstai", "to", "tor"),
    ("fri", "perjantai", "pe", "fre"),
    ("sat", "lauantai", "la", "lör", "lør"),
    ("sun", "sunnuntai", "su", "sön", "søn"),
)
"""How the names of the weekdays begin; those of at most two letters are whole."""

_TODAY: Final = frozenset({"today", "tänään", "idag", "i dag"})
_TOMORROW: Final = frozenset(
    {"tomorrow", "huomenna", "huominen", "imorgon", "i morgon", "i morgen"}
)
_ISO: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_POINTED: Final = re.compile(
    r"(?P<day>\d{1,2}) ?(?P<mark>[./]) ?(?P<month>\d{1,2})(?: ?(?P=mark) ?(?P<year>\d{4}|\d{2})?)?"
)
_NAMED: Final = re.compile(
    r"(?:den )?(?P<day>\d{1,2})(?:\.|st|nd|rd|th)? "
    r"(?:of )?(?P<name>[^\W\d]{3,})\.?(?: (?P<year>\d{4}))?"
)
_NAMED_FIRST: Final = re.compile(
    r"(?P<name>[^\W\d]{3,})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?(?: (?P<year>\d{4}))?"
)
_WEEKDAY_BEFORE: Final = re.compile(r"(?P<name>[^\W\d]{2,})\.? (?=\S* ?\d)")
FARTHEST: Final = 5
"""Years ahead beyond which a date is taken for a slip."""


def read_day(text: str, language: Language, today: date) -> date:
    """Read "24.11.", "24.11.2026", "2026-11-24", "24 November", "tomorrow" or "Friday".

    A day without a year is the next one that comes, today included; raise ReadingError for what
    is no day of the calendar, lies years away, or ("3/4" in English) can be read in two ways.
    """
    written = _SPACES.sub(" ", text).strip().rstrip(",;").casefold()
    if written in _TODAY:
        return today
    if written in _TOMORROW:
        return today + timedelta(days=1)
    weekday = _begins(_WEEKDAYS, written)
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    before = _WEEKDAY_BEFORE.match(written)
    if before is not None and _begins(_WEEKDAYS, before["name"]) is not None:
        written = written[before.end() :]
    return _in_calendar(*_parts(written, text, language), today, text)


def _parts(written: str, text: str, language: Language) -> tuple[int | None, int, int]:
    """Return year (None: not written), month and day of a date as it stands there."""
    match = _ISO.fullmatch(written) or _POINTED.fullmatch(written)
    if match is not None:
        month, day = int(match["month"]), int(match["day"])
        if "mark" in match.groupdict() and match["mark"] == "/" and language is Language.ENGLISH:
            if max(month, day) <= 12 and month != day:  # noqa: PLR2004 - twelve months
                raise ReadingError(say("reading-day-two-ways", text=text.strip()))
            month, day = min(month, day), max(month, day)
        year = match["year"]
        return (None if year is None else int(year) + (2000 if len(year) == 2 else 0)), month, day  # noqa: PLR2004 - "26" means 2026
    match = _NAMED.fullmatch(written) or _NAMED_FIRST.fullmatch(written)
    place = None if match is None else _begins(_MONTHS, match["name"])
    if match is None or place is None:
        raise ReadingError(say("reading-day", text=text.strip()))
    return (None if match["year"] is None else int(match["year"])), place + 1, int(match["day"])


def _begins(names: Sequence[Sequence[str]], word: str) -> int | None:
    """Return the place of the name that a word is a form of, by its longest known beginning."""
    fitting = [
        (len(beginning), place)
        for place, beginnings in enumerate(names)
        for beginning in beginnings
        if word == beginning or (len(beginning) > 2 and word.startswith(beginning))  # noqa: PLR2004 - "ma" is whole
    ]
    return max(fitting)[1] if fitting and word.isalpha() else None


def _in_calendar(year: int | None, month: int, day: int, today: date, text: str) -> date:
    years = [today.year + ahead for ahead in range(9)] if year is None else [year]
    found = []
    for each in years:
        try:
            found.append(date(each, month, day))
        except ValueError:
            continue
    coming = [each for each in found if year is not None or each >= today]
    if not coming:
        raise ReadingError(say("reading-day", text=text.strip()))
    if abs(coming[0].year - today.year) > FARTHEST:
        raise ReadingError(say("reading-day-far", text=text.strip()))
    return coming[0]


_BETWEEN_DAYS: Final = re.compile(r"[\n;,]+|\s+(?:and|ja|och|og)\s+")
_YEAR_APART: Final = re.compile(r"(?<=[^\W\d]|\d),\s*(\d{4})(?![\d-])")


def read_days(text: str, language: Language, today: date) -> tuple[date, ...]:
    """Read several days, one a line or with commas between them, and return them in order.

    Raise ReadingError that names the first which cannot be read.
    """
    parts = [part.strip() for part in _BETWEEN_DAYS.split(_YEAR_APART.sub(r" \1", text))]
    found = {read_day(each, language, today) for part in parts for each in _apart(part)}
    return tuple(sorted(found))


def _apart(part: str) -> Sequence[str]:
    """Split "24.11. 8.12." where nothing but blanks stands between days written in figures."""
    pieces = part.split()
    figures = all(_ISO.fullmatch(each) or _POINTED.fullmatch(each) for each in pieces)
    return pieces if figures else [part]
