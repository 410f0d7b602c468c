"""A chart as Slack's own where it can draw it, else as a picture that waits, else in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite

from adapters.slack import limits
from adapters.slack.drawing import bricks, fit
from adapters.slack.drawing.bricks import Json, run
from adapters.slack.drawing.canvas import Canvas, paragraphs, small_print
from dialogs.plain import short, size
from dialogs.telling import Speech
from dialogs.views import Chart, Series


def draw_chart(chart: Chart, canvas: Canvas) -> Iterator[Json]:
    """Draw a chart natively where Slack can, else as a picture, else in words."""
    panels = _native(chart, canvas.speech) if canvas.rich and not canvas.boxed else []
    if panels and len(panels) <= canvas.charts:
        canvas.charts -= len(panels)
        if len(panels) > 1:  # each is named by what it shows alone
            yield from paragraphs(canvas.speech(chart.title), bold=True)
        yield from panels
        yield from small_print(canvas.speech(chart.alt))
        return
    words = in_words(chart, canvas.speech)
    if canvas.pictures and chart.series and len(canvas.waiting) < limits.MESSAGE_PICTURES:
        words[fit.MARK] = len(canvas.waiting)
        canvas.waiting.append(chart)
    yield words


def _native(chart: Chart, speech: Speech) -> list[Json]:
    """Draw a chart for each axis there is; none where Slack would refuse one, as with gaps."""
    labels = [short(speech(label), limits.CHART_LABEL) for label in chart.labels]
    names = [_name(speech(each.name)) for each in chart.series]
    known = [_known(series, len(labels)) for series in chart.series]
    if not known or not all((*labels, *names)) or len(set(labels)) < len(labels):
        return []
    panels: dict[tuple[float, float], list[tuple[str, Sequence[float]]]] = {}
    for series, name, numbers in zip(chart.series, names, known, strict=True):
        panels.setdefault((series.low, series.high), []).append((name, numbers))
    drawn: list[Json] = []
    for panel in panels.values():
        lengths = {len(numbers) for _, numbers in panel}
        length = min(*lengths, limits.CHART_POINTS, len(labels))
        distinct = len({name for name, _ in panel}) == len(panel) <= limits.CHART_SERIES
        if len(lengths) > 1 or not length or not distinct:
            return []
        whole = {_name(speech(each.name)): speech(each.name) for each in chart.series}
        alone = len(panels) > 1 and len(panel) == 1
        title = whole[panel[0][0]] if alone else speech(chart.title)
        lines = [(name, numbers[-length:]) for name, numbers in panel]
        title = short(title, limits.CHART_TITLE) or bricks.NOTHING
        drawn.append(bricks.lines_chart(title, labels[-length:], lines))
    return drawn


def _name(words: str) -> str:
    """Return a line's name as it fits: without what stands behind a comma, or else cut."""
    if size(words) > limits.CHART_LABEL:
        words = words.partition(", ")[0]
    return short(words, limits.CHART_LABEL)


def _known(series: Series, length: int) -> Sequence[float]:
    """Return a line's values from the first known one on; nothing where it has gaps after that."""
    begin = next((n for n, value in enumerate(series.values) if value is not None), length)
    known = [round(value, 4) for value in series.values[begin:] if value is not None]
    whole = len(series.values) == length and len(known) == length - begin
    return known if whole and all(map(isfinite, known)) else ()


def in_words(chart: Chart, speech: Speech) -> Json:
    """Draw a chart in words, in one block: what it shows, and each line's figures."""
    labels = [speech(label) for label in chart.labels]
    rows = [[run(short(speech(chart.title), limits.RICH_TEXT // 6), bold=True)]]
    alt = short(speech(chart.alt), limits.RICH_TEXT // 3)
    rows += [[run(alt)]] if alt else []
    each_room = limits.RICH_TEXT // 3 // max(len(chart.series), 1)
    for series in chart.series[: limits.CHART_SERIES]:
        values = [speech(value) for value in series.written]
        figures = ", ".join(f"{a}: {b}" for a, b in zip(labels, values, strict=False))
        name = short(speech(series.name), each_room // 3)
        told = short(figures, each_room // 2) or bricks.NOTHING
        rows.append([run(f"{name} – ", bold=True), run(told)])
    return bricks.rich(bricks.stack(*rows))
