"""A key result's bar in text, where a chat has nothing better to draw it with."""

from __future__ import annotations

from typing import Final

from dialogs.views import Meter

FULL, EMPTY, AIM = "▓", "░", "┃"
"""What is done, what is left, and where one would expect it to be by now."""
CELLS: Final = 10
"""So that a bar, the share and the status stand in one line of a telephone."""


def bar(meter: Meter) -> str:
    """Write a key result's bar; empty where there is nothing to show yet."""
    if meter.share is None:
        return ""
    full = _cells(meter.share)
    cells = FULL * full + EMPTY * (CELLS - full)
    if meter.expected is None:
        return cells
    place = _cells(meter.expected)
    return f"{cells[:place]}{AIM}{cells[place:]}"


def aim(meter: Meter, expected: str) -> str:
    """Explain the mark in a bar; ``expected`` says what is expected by now."""
    return expected if meter.share is None else f"{AIM} {expected}"


def _cells(share: float) -> int:
    """Return how many cells a share fills; only the whole fills all of them, only nothing none."""
    if share <= 0:
        return 0
    if share >= 1:
        return CELLS
    return min(max(round(share * CELLS), 1), CELLS - 1)
