"""What drawing a card needs and uses up, and the plainest things that are drawn on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from adapters.teams import limits
from adapters.teams.drawing.bricks import NONE, SMALL, Json, line, run
from dialogs.plain import short
from dialogs.telling import Speech
from dialogs.text import Text


@dataclass(slots=True)
class Canvas:
    """What drawing a card needs and uses up."""

    speech: Speech
    tenant: str
    folded: int = 0
    """Parts folded away so far; each has a name of its own."""
    deep: int = 0
    """In how many folded parts this is; one in another stands open."""
    expected: str = ""
    """What the mark in the bar above has been explained with."""
    wide: bool = False
    """Whether something has been drawn that wants room."""

    def words(self, text: Text, most: int = limits.TEXT) -> str:
        """Draw a text, at most so long; an empty one stays empty."""
        return short(self.speech(text), most).strip()


def paragraph(words: str, *, bold: bool = False, room: str | None = None) -> Iterator[Json]:
    """Draw running text; none where there is none."""
    if words.strip():
        yield line(run(short(words, limits.TEXT), bold=bold), room=room)


def small_print(words: str, room: str | None = SMALL) -> Iterator[Json]:
    """Draw small print."""
    if words.strip():
        yield line(run(short(words, limits.TEXT), quiet=True, size=SMALL), room=room)


def below(words: str) -> Iterator[Json]:
    """Draw small print right under what it belongs to."""
    return small_print(words, NONE)
