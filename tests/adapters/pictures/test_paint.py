"""A chart as a picture: of one size, the same each time, with what was meant to be in it."""

from __future__ import annotations

import io
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
import pytest
from matplotlib.image import imread

from adapters.pictures.paint import HEIGHT, WIDTH, paint
from dialogs.okr.model import Language
from dialogs.text import Reader, Verbatim
from dialogs.views import Chart, Series
from dialogs.words.draw import draw
from tests.shapes import gallery, nasty

READER = Reader(Language.FINNISH, "Europe/Helsinki")
BLUE, ORANGE = (0x0B, 0x5C, 0xAD), (0xB3, 0x47, 0x0B)


def line(values: tuple[float | None, ...], low: float = 0, high: float = 100) -> Series:
    written = tuple(Verbatim("–" if value is None else f"{value:g}") for value in values)
    return Series(Verbatim("Progress"), values, written, low, high)


def chart(*series: Series, title: str = "Over the weeks") -> Chart:
    length = len(series[0].values) if series else 0
    labels = tuple(Verbatim(f"w{40 + place}") for place in range(length))
    return Chart(Verbatim(title), Verbatim("alt"), labels, series)


Pixels = npt.NDArray[np.int_]


def pixels(drawn: bytes) -> Pixels:
    assert drawn.startswith(b"\x89PNG\r\n")
    return (imread(io.BytesIO(drawn), format="png")[:, :, :3] * 255).round().astype(int)


def coloured(picture: Pixels, colour: tuple[int, int, int]) -> Pixels:
    """Return where a colour stands, as rows and columns."""
    return np.argwhere(np.all(picture == np.array(colour), axis=2))


def painted(one: Chart) -> Pixels:
    return pixels(paint(one, READER, draw))


def test_a_picture_has_the_size_that_chats_show_best() -> None:
    picture = painted(chart(line((10.0, 50.0)), line((5.0, 6.0), 1, 10)))
    assert picture.shape[:2] == (HEIGHT, WIDTH)


def test_more_lines_make_a_taller_picture() -> None:
    lines = [line((10.0, 50.0))] * 6
    assert painted(chart(*lines)).shape[:2] == (HEIGHT * 2, WIDTH)


def test_a_line_that_rises_is_seen_to_rise() -> None:
    places = coloured(painted(chart(line((0.0, 50.0, 100.0)))), BLUE)
    left, right = places[places[:, 1] < 300], places[places[:, 1] > 900]
    assert left[:, 0].mean() > right[:, 0].mean() + 150


def test_two_lines_have_panels_and_colours_of_their_own() -> None:
    picture = painted(chart(line((10.0, 50.0)), line((5.0, 6.0), 1, 10)))
    upper, lower = coloured(picture, BLUE), coloured(picture, ORANGE)
    assert len(upper) > 500
    assert len(lower) > 500
    assert upper[:, 0].max() < lower[:, 0].min()


def test_a_gap_stays_a_gap() -> None:
    columns = [80.0, 80.0, None, None, None, 80.0, 80.0]
    whole = coloured(painted(chart(line((80.0,) * 7))), BLUE)
    broken = coloured(painted(chart(line(tuple(columns)))), BLUE)
    middle = range(560, 640)
    assert any(column in middle for _, column in whole)
    assert not any(column in middle for _, column in broken)


def test_a_value_beyond_the_axis_is_inside_the_picture() -> None:
    places = coloured(painted(chart(line((-40.0, 180.0)))), BLUE)
    assert len(places) > 500
    assert places[:, 0].min() > 60


def test_the_same_chart_gives_the_same_bytes() -> None:
    one = gallery.chart(Verbatim("Eteneminen"))
    assert paint(one, READER, draw) == paint(one, READER, draw)


def test_many_threads_paint_what_one_does() -> None:
    charts = [chart(line((float(n), 50.0)), title=f"chart {n}") for n in range(6)]
    alone = [paint(each, READER, draw) for each in charts]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda each: paint(each, READER, draw), charts * 2))
    assert together == alone * 2


@pytest.mark.parametrize(
    "words", [*nasty.FORMATS, *nasty.SCRIPTS, *nasty.LONG], ids=lambda words: ascii(words[:24])
)
def test_no_words_break_a_picture(words: str) -> None:
    assert painted(gallery.chart(Verbatim(words))).shape[:2] == (HEIGHT, WIDTH)


@pytest.mark.parametrize(
    "one",
    [
        chart(),
        chart(line(())),
        chart(line((None, None))),
        chart(line((float("nan"), float("inf")))),
        chart(line((5.0,), 0, 0)),
        chart(line(tuple(float(n) for n in range(60)))),
    ],
    ids=["no line", "no week", "nothing known", "no numbers", "no axis", "sixty weeks"],
)
def test_an_odd_chart_is_still_a_picture(one: Chart) -> None:
    assert painted(one).shape[:2] == (HEIGHT, WIDTH)


def test_the_library_is_not_loaded_before_it_is_needed() -> None:
    program = "import sys, adapters.pictures.paint; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
