"""A chart as a PNG, for doors whose platform cannot draw it: one panel a line, legible on a phone.

matplotlib is imported when the first chart is painted; its objects are used without pyplot, which
keeps state that threads would share.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from functools import cache
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from dialogs.text import Reader, Text
from dialogs.views import Chart, Series

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Draw = Callable[[Text, Reader], str]
"""Draws a text for a reader."""

WIDTH, HEIGHT = 1200, 630
"""Pixels of a picture with one or two panels; each further panel adds half of the height."""
_DPI: Final = 100
_INK, _FAINT, _PAPER = "#1d1c1d", "#d4d4d8", "#ffffff"
_COLOURS: Final = ("#0b5cad", "#b3470b", "#5b3a8c", "#00695c")
"""Far enough apart in lightness and hue for eyes that mix up red and green."""
_MARKERS: Final = ("o", "s", "^", "D")
_LINES: Final = ("-", "--", "-.", ":")
_MOST_PANELS: Final = 4
_HIGH: Final = 0.75
"""Above this share of an axis a figure stands below its point: the line's name is above."""
_MOST_TICKS: Final = 13
_TITLE, _NAME, _LABEL = 52, 60, 12
"""Characters of a title, a line's name, a label; what is longer is cut."""
_FONT: Final = "DejaVu Sans"
"""It comes with matplotlib, so that a picture is the same on every machine."""
_TURNING: Final = frozenset(
    (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))
)
"""What is not seen, or turns the direction of writing."""
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f]+")


def paint(chart: Chart, reader: Reader, draw: Draw) -> bytes:
    """Paint a chart for a reader as a PNG; the same chart gives the same bytes.

    It takes some tens of milliseconds and holds no lock, so that it belongs on a thread.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - takes a second
    from matplotlib.figure import Figure  # noqa: PLC0415

    panels = chart.series[:_MOST_PANELS]
    height = HEIGHT if len(panels) < 3 else HEIGHT * len(panels) // 2  # noqa: PLR2004
    figure = Figure(figsize=(WIDTH / _DPI, height / _DPI), dpi=_DPI, facecolor=_PAPER)
    FigureCanvasAgg(figure)
    say = _Sayer(reader, draw)
    title = say(chart.title, _TITLE)
    figure.text(
        0.03, 1 - 38 / height, title, size=24, weight="bold", color=_INK, va="center", family=_FONT
    )
    labels = [say(label, _LABEL) for label in chart.labels]
    _fill(figure, panels, labels, say, height)
    out = io.BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


class _Sayer:
    """Draws texts for a picture: nothing that the font has no shape for, and no mathematics."""

    def __init__(self, reader: Reader, draw: Draw) -> None:
        self._reader, self._draw = reader, draw

    def __call__(self, text: Text | None, most: int) -> str:
        words = "" if text is None else _UNSEEN.sub(" ", self._draw(text, self._reader))
        seen = "".join(char for char in words if ord(char) in _shapes()).strip()
        cut = seen if len(seen) <= most else f"{seen[: most - 1]}…"
        return cut.replace("$", r"\$")


@cache
def _shapes() -> frozenset[int]:
    """Return the characters that the font can draw, in its regular and its bold cut."""
    from matplotlib.font_manager import FontProperties, findfont, get_font  # noqa: PLC0415

    cuts = (
        get_font(findfont(FontProperties(family=_FONT, weight=weight))).get_charmap()
        for weight in ("normal", "bold")
    )
    return frozenset.intersection(*map(frozenset, cuts)) - _TURNING


def _fill(
    figure: Figure, panels: Sequence[Series], labels: Sequence[str], say: _Sayer, height: int
) -> None:
    """Put the panels under one another; the weeks stand under the last one only."""
    if not panels:
        return
    grid = figure.add_gridspec(
        len(panels),
        1,
        left=0.09,
        right=0.93,
        top=1 - 120 / height,
        bottom=62 / height,
        hspace=0.42,
    )
    for number, series in enumerate(panels):
        axes = figure.add_subplot(grid[number, 0])
        _frame(axes, series, labels, say)
        _line(axes, series, number, say)
        axes.set_xticks(range(len(labels)))
        if number + 1 < len(panels):
            axes.set_xticklabels([])
        else:
            axes.set_xticklabels(_thinned(labels), size=17, color=_INK, family=_FONT)


def _frame(axes: Axes, series: Series, labels: Sequence[str], say: _Sayer) -> None:
    """Draw the axis: its name above it, its two ends at its left."""
    low, high = _ends(series)
    room = (high - low) * 0.08
    axes.set_ylim(low - room, high + room)
    axes.set_xlim(-0.4, max(len(labels) - 1, 1) + 0.4)
    name = say(series.name, _NAME)
    axes.set_title(name, loc="left", size=19, color=_INK, pad=10, family=_FONT)
    ticks = {low: say(series.low_written, _LABEL), high: say(series.high_written, _LABEL)}
    written = [
        (at, words or f"{at:g}") for at, words in ticks.items() if at in {series.low, series.high}
    ]
    axes.set_yticks([at for at, _ in written], [words for _, words in written])
    axes.tick_params(axis="both", length=0, labelsize=17, labelcolor=_INK, labelfontfamily=_FONT)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    for at in (series.low, series.high):
        axes.axhline(at, color=_FAINT, linewidth=1.5, zorder=0)


def _ends(series: Series) -> tuple[float, float]:
    """Return where an axis ends: as it is said, and farther where a value lies beyond it."""
    known = [value for value in series.values if value is not None and isfinite(value)]
    low, high = min(series.low, *known, series.high), max(series.low, *known, series.high)
    return (low, high) if high > low else (low - 1, high + 1)


def _line(axes: Axes, series: Series, number: int, say: _Sayer) -> None:
    """Draw a line, broken where nothing is known, with each known point marked."""
    gap = float("nan")
    values = [gap if v is None or not isfinite(v) else v for v in series.values]
    colour = _COLOURS[number % len(_COLOURS)]
    style: dict[str, Any] = {"color": colour, "linewidth": 4, "markersize": 11}
    axes.plot(
        range(len(values)),
        values,
        marker=_MARKERS[number % len(_MARKERS)],
        linestyle=_LINES[number % len(_LINES)],
        clip_on=False,
        **style,
    )
    low, high = axes.get_ylim()
    top = low + (high - low) * _HIGH
    known = [place for place, value in enumerate(values) if isfinite(value)]
    for place in sorted({known[0], known[-1]} if known else ()):
        words = say(series.written[place], _LABEL) if place < len(series.written) else ""
        axes.annotate(
            words,
            (place, values[place]),
            xytext=(0, -15 if values[place] > top else 14),
            textcoords="offset points",
            ha="center",
            va="top" if values[place] > top else "bottom",
            size=18,
            weight="bold",
            color=colour,
            family=_FONT,
            annotation_clip=False,
        )


def _thinned(labels: Sequence[str]) -> list[str]:
    """Leave out labels evenly where all of them would run into one another; the last stays."""
    step = -(-len(labels) // _MOST_TICKS)
    last = len(labels) - 1
    return [label if (last - place) % step == 0 else "" for place, label in enumerate(labels)]
