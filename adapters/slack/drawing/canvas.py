"""What drawing a view uses up: how many tables, charts and pictures may still come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from adapters.slack import limits
from adapters.slack.drawing import bricks
from adapters.slack.drawing.bricks import Json, line, run
from dialogs.plain import pieces
from dialogs.telling import Speech
from dialogs.views import Chart


@dataclass(slots=True)
class Canvas:
    """What drawing a view needs and uses up."""

    speech: Speech
    workspace: str
    rich: bool
    """Whether blocks of 2025 and 2026 may be used."""
    pictures: bool
    """Whether charts may become pictures."""
    tables: int = limits.MESSAGE_TABLES
    """How many tables may still be drawn as such."""
    cells: int = limits.TABLE_CHARACTERS
    charts: int = limits.MESSAGE_CHARTS
    boxed: bool = False
    """Inside a container, which holds neither charts nor containers."""
    expected: str = ""
    """What the mark in the bar above has been explained with."""
    pressed: int = 0
    """Buttons drawn so far."""
    waiting: list[Chart] = field(default_factory=list)
    """Charts that wait for their pictures, by the number in their blocks' marks."""


def paragraphs(words: str, *, bold: bool = False, italic: bool = False) -> Iterator[Json]:
    """Draw running text, in as many blocks as it needs."""
    for piece in pieces(words, limits.RICH_TEXT):
        yield bricks.rich(line(run(piece, bold=bold, italic=italic)))


def small_print(words: str) -> Iterator[Json]:
    """Draw small print, in as many blocks as it needs."""
    for piece in pieces(words, limits.CONTEXT):
        yield bricks.context(piece)
