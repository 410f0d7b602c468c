"""A line is drawn where something is known and nowhere else."""

from __future__ import annotations

from adapters.web.chart import Dot, panel
from dialogs.text import Verbatim
from dialogs.views import Series


def series(*values: float | None, low: float = 0, high: float = 1) -> Series:
    return Series(Verbatim("x"), values, tuple(Verbatim("v") for _ in values), low, high)


def test_unknown_weeks_are_gaps() -> None:
    drawn = panel(series(0.0, 0.5, None, 1.0, None))
    assert drawn.lines == ("M0 100L25 50", "M75 0L75 0")
    assert drawn.areas == ("M0 100L25 50L25 100L0 100Z",)
    assert drawn.last == Dot(75, 0, 3)


def test_values_beyond_the_axis_are_drawn_at_its_end() -> None:
    assert [dot.y for dot in panel(series(-0.3, 1.4)).dots] == [100, 0]


def test_the_axis_begins_where_the_series_says() -> None:
    assert [dot.y for dot in panel(series(1, 5.5, 10, low=1, high=10)).dots] == [100, 50, 0]


def test_one_week_stands_at_the_right() -> None:
    assert panel(series(0.5)).dots == (Dot(100, 50, 0),)


def test_nothing_known_draws_nothing() -> None:
    assert panel(series(None, None)).last is None
    assert panel(series()).dots == ()


def test_an_axis_without_a_span_draws_in_its_middle() -> None:
    assert panel(series(3, low=3, high=3)).dots[0].y == 50
