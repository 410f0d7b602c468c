"""Text that has not been drawn yet: a key with arguments, or what somebody wrote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from dialogs.okr.model import Language
from dialogs.okr.week import Week


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom something is drawn: the language of its words, the zone of its hours."""

    language: Language
    zone: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A measured value with its scale, drawn as the reader's language writes numbers."""

    value: float
    scale: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of 1, drawn as per cent; ``signed`` is a change, drawn as bare percentage points."""

    value: float
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A confidence, drawn with at most one decimal; ``signed`` puts a plus before a gain."""

    value: float
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day; without its year where it returns each year."""

    day: date
    with_year: bool = True


@dataclass(frozen=True, slots=True)
class Clock:
    """A wall-clock hour, not bound to a day."""

    at: time


@dataclass(frozen=True, slots=True)
class Instant:
    """An aware instant, drawn in the reader's zone as day and hour."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence by key; the words room draws it."""

    key: str
    args: tuple[tuple[str, Arg], ...] = ()


@dataclass(frozen=True, slots=True)
class Verbatim:
    """What people wrote or named; drawn as it stands, never as markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Several texts, joined as the reader's language joins them ("a, b and c")."""

    items: tuple[Text, ...]


Text = Phrase | Verbatim | Listing
Arg = str | int | Quantity | Share | Points | Day | Clock | Instant | Week | Text


def say(key: str, /, **args: Arg) -> Phrase:
    """Name a sentence and its arguments; a plain string is somebody's own words."""
    return Phrase(key, tuple(sorted(args.items())))
