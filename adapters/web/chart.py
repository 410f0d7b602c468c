"""A chart as small multiples: one panel a line, all over the same weeks, each with its own scale.

Two scales on one picture invite comparing what cannot be compared, so progress and confidence
stand one above the other. A panel's plot is stretched to the width there is; its labels are not,
so that they are as large on a phone as on a desk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dialogs.views import Series

WIDTH: Final = 100.0
HEIGHT: Final = 100.0
"""The plot's own units, stretched by the browser."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A known value; x from the left and y from the top, in the plot's units."""

    x: float
    y: float
    place: int
    """Which of the labels it belongs to, from 0."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One line's geometry; unknown weeks are gaps, never bridged."""

    dots: tuple[Dot, ...]
    lines: tuple[str, ...]
    """SVG path data, one for each run of known weeks."""
    areas: tuple[str, ...]
    """The same runs, closed along the bottom."""

    @property
    def last(self) -> Dot | None:
        """The newest known value."""
        return self.dots[-1] if self.dots else None


def panel(series: Series) -> Panel:
    """Lay out a line; values beyond the axis are drawn at its end."""
    runs = _runs(series)
    return Panel(
        dots=tuple(dot for run in runs for dot in run),
        lines=tuple(_path(run) for run in runs),
        areas=tuple(
            f"{_path(run)}L{run[-1].x:g} {HEIGHT:g}L{run[0].x:g} {HEIGHT:g}Z"
            for run in runs
            if len(run) > 1
        ),
    )


def _runs(series: Series) -> list[list[Dot]]:
    count = len(series.values)
    span = series.high - series.low
    runs: list[list[Dot]] = []
    open_run = False
    for place, value in enumerate(series.values):
        if value is None:
            open_run = False
            continue
        share = (value - series.low) / span if span else 0.5
        dot = Dot(
            x=round(WIDTH * place / (count - 1), 2) if count > 1 else WIDTH,
            y=round(HEIGHT * (1 - min(max(share, 0.0), 1.0)), 2),
            place=place,
        )
        if open_run:
            runs[-1].append(dot)
        else:
            runs.append([dot])
        open_run = True
    return runs


def _path(run: Sequence[Dot]) -> str:
    first, *rest = run
    return f"M{first.x:g} {first.y:g}" + "".join(f"L{dot.x:g} {dot.y:g}" for dot in rest or [first])
