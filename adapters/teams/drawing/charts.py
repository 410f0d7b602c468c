"""A chart as Teams' own, with the same figures in words for a client that does not draw it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite

from adapters.teams import limits
from adapters.teams.drawing.bricks import NONE, SMALL, Json, box, line, lines_chart, run
from adapters.teams.drawing.canvas import Canvas, below, paragraph
from adapters.teams.drawing.literal import NOTHING
from dialogs.plain import short, size
from dialogs.telling import Speech
from dialogs.views import Chart, Series

Ends = tuple[float, float]
Points = list[tuple[str, float]]


def draw_chart(chart: Chart, canvas: Canvas) -> Iterator[Json]:
    """Draw a chart for each axis there is, under its title; what it shows is said below it.

    Not every telephone draws charts: nothing is said by one alone.
    """
    speech = canvas.speech
    yield from paragraph(canvas.words(chart.title), bold=True)
    labels = [short(speech(label), limits.CHART_LABEL) for label in chart.labels]
    if all(labels) and len(set(labels)) == len(labels):
        panels = _panels(chart, labels, speech)
    else:
        panels = []
    canvas.wide = canvas.wide or bool(panels)
    yield from panels
    if not panels and chart.series:
        yield from _figures(chart.series, labels, speech)
    yield from below(canvas.words(chart.alt))


def _panels(chart: Chart, labels: Sequence[str], speech: Speech) -> list[Json]:
    """Draw lines that share an axis together; none where there is nothing to draw."""
    shared: dict[Ends, list[Series]] = {}
    for series in chart.series[: limits.CHART_SERIES]:
        shared.setdefault((series.low, series.high), []).append(series)
    drawn: list[Json] = []
    for panel in shared.values():
        found = [(_name(speech(each.name)), _points(each, labels)) for each in panel]
        if any(points for _, points in found):
            alone = short(speech(panel[0].name), limits.TITLE) if len(panel) == 1 else ""
            words = box(list(_figures(panel, labels, speech, named=not alone)), room=NONE)
            if alone:
                # As a line of its own: not every client writes a chart's title above it.
                drawn.append(line(run(alone, bold=True, size=SMALL), room=SMALL))
            title = alone or short(speech(chart.title), limits.TITLE)
            drawn.append(lines_chart(title, found, _ends(panel[0], found), words))
        else:
            drawn += _figures(panel, labels, speech)
    return drawn


def _name(words: str) -> str:
    """Return a line's name as it fits: without what stands behind a comma, or else cut."""
    if size(words) > limits.CHART_LABEL:
        words = words.partition(", ")[0]
    return short(words, limits.CHART_LABEL)


def _points(series: Series, labels: Sequence[str]) -> Points:
    """Return what is known of a line, the newest points; a week without an answer has none."""
    pairs = zip(labels, series.values, strict=False)
    known = [
        (label, round(value, 4)) for label, value in pairs if value is not None and isfinite(value)
    ]
    return known[-limits.CHART_POINTS :]


def _ends(series: Series, found: Sequence[tuple[str, Points]]) -> Ends:
    """Return an axis's ends; what lies beyond them moves them."""
    values = [value for _, points in found for _, value in points]
    low, high = min(series.low, *values), max(series.high, *values)
    if 0 < low < high / 5:
        low = 0.0  # clients divide an axis evenly: one from 1 to 10 would bear 2.8, 4.6, 6.4
    return (low, high) if low < high else (low, low + 1)


def _figures(
    series: Sequence[Series], labels: Sequence[str], speech: Speech, *, named: bool = True
) -> Iterator[Json]:
    """Say lines in words, each in one paragraph: its name, and its figures week by week."""
    most = limits.TEXT // max(len(series), 1)
    for number, each in enumerate(series[: limits.CHART_SERIES]):
        pairs = zip(labels, (speech(value) for value in each.written), strict=False)
        together = (f"{label}: {value}".replace(" ", "\u00a0") for label, value in pairs)
        told = short(", ".join(together), most) or NOTHING
        figures = run(told, size=SMALL)
        if named:
            name = short(speech(each.name), limits.TITLE) or NOTHING
            bold = run(f"{name} – ", bold=True, size=SMALL)
            yield line(bold, figures, room=SMALL if number == 0 else NONE)
        else:
            yield line(figures)
