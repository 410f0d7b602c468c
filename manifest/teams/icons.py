"""Draws the two icons of the Teams app: `python -m manifest.teams.icons` writes them anew.

They are the mark of the built-in page (adapters/web/static/mark.svg): three bars and a dot, on the
same field of 32 by 32 units. Teams wants the coloured one full to its edges, with what matters in
the middle, and the other white on nothing.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Circle

HERE: Final = Path(__file__).parent
FIELD: Final = 32.0
GREEN: Final = "#0b6e63"
CORAL: Final = "#ff9a7b"
WHITE: Final = "#ffffff"
BARS: Final = ((7.0, 13.5, 18.5), (13.0, 8.5, 23.5), (19.0, 12.0, 20.0))
"""Where each bar stands, and from where to where it goes; from the upper left corner."""
STROKE: Final = 3.0
DOT: Final = (25.0, 16.0, 2.6)
SAFE: Final = 0.85
"""Makes the mark of the coloured icon fit into the middle 120 of its 192 dots."""


def color() -> bytes:
    """Return the coloured icon as a PNG of 192 by 192 dots."""
    return _drawn(192, ground=GREEN, bars=WHITE, dot=CORAL, scale=SAFE)


def outline() -> bytes:
    """Return the outline icon as a PNG of 32 by 32 dots: white, on nothing."""
    return _drawn(32, ground="none", bars=WHITE, dot=WHITE, scale=1.0)


def _drawn(dots: int, *, ground: str, bars: str, dot: str, scale: float) -> bytes:
    figure = Figure(figsize=(1, 1), dpi=dots, facecolor=ground)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    reach = FIELD / scale / 2
    middle = (BARS[0][0] - STROKE / 2 + DOT[0] + DOT[2]) / 2
    axes.set_xlim(middle - reach, middle + reach)
    axes.set_ylim(FIELD / 2 + reach, FIELD / 2 - reach)
    points = STROKE * 72 * scale / FIELD
    for x, top, bottom in BARS:
        axes.plot(
            [x, x], [top, bottom], color=bars, linewidth=points, solid_capstyle="round", snap=False
        )
    axes.add_patch(Circle(DOT[:2], DOT[2], color=dot, linewidth=0))
    picture = io.BytesIO()
    figure.savefig(picture, format="png", facecolor=ground, metadata={"Software": None})
    return picture.getvalue()


def main() -> None:
    """Write both icons beside this file."""
    HERE.joinpath("color.png").write_bytes(color())
    HERE.joinpath("outline.png").write_bytes(outline())


if __name__ == "__main__":
    main()
