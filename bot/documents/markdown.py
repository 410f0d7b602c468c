"""A view as Markdown (CommonMark with tables); what people wrote stands there literally."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, assert_never

from dialogs.telling import Speech
from dialogs.text import Reader, Text, Verbatim
from dialogs.views import (
    Block,
    Bullets,
    Buttons,
    Chart,
    Details,
    Download,
    Facts,
    Heading,
    Meter,
    Note,
    Paragraph,
    Quote,
    Table,
    View,
)
from dialogs.words.draw import draw

_ANYWHERE: Final = re.compile(r"[\\`*_\[\]<>|~$&]")
"""What means something wherever it stands."""
_AT_START: Final = re.compile(r"^(\d*)([#+=.)-])")
"""What means something where a line begins: a title, an item, a number of a list."""
_LINK: Final = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
"""Where some readers would make a link of an address by themselves."""


def write_markdown(view: View, reader: Reader) -> bytes:
    """Write a view as Markdown in UTF-8, with a line's end at its end."""
    speech = Speech(draw, reader)
    parts = [part for part in _parts(view.blocks, speech) if part]
    return ("\n\n".join(parts) + "\n").encode()


def escaped(words: str) -> str:
    """Return words so that Markdown shows them as they are, on one line, where a line begins."""
    return _AT_START.sub(r"\1\\\2", _inside(words))


def _inside(words: str) -> str:
    """Return words so that Markdown shows them as they are, behind others."""
    line = " ".join(words.split("\n")).strip()
    line = _ANYWHERE.sub(lambda found: f"\\{found[0]}", line)
    return _LINK.sub(lambda found: f"\\{found[0]}", line)


def _parts(blocks: Iterable[Block], speech: Speech) -> Iterator[str]:
    for block in blocks:
        yield from _written(block, speech)


def _written(block: Block, speech: Speech) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'#' * min(max(level, 1), 6)} {_say(text, speech)}"
        case Paragraph(text):
            yield _say(text, speech)
        case Note(text):
            yield f"*{_say(text, speech)}*"
        case Quote(text, source):
            yield f"> {_say(Verbatim(text), speech)}  \n> — {_say(source, speech)}"
        case Bullets(items, ordered):
            yield "\n".join(_items(items, speech, ordered=ordered))
        case Facts(items):
            lines = (f"- **{_say(f.label, speech)}:** {_inside(speech(f.value))}" for f in items)
            yield "\n".join(lines)
        case Meter():
            yield _meter(block, speech)
        case Table(_, header, rows):
            yield _table(
                [_inside(speech(cell)) for cell in header],
                [[_inside(speech(cell)) for cell in row] for row in rows],
            )
        case Chart():
            yield from _chart(block, speech)
        case Details(title, inner):
            yield f"### {_say(title, speech)}"
            yield from _parts(inner, speech)
        case Buttons() | Download():
            return
        case _:
            assert_never(block)


def _say(text: Text, speech: Speech) -> str:
    return escaped(speech(text))


def _items(items: Sequence[Text], speech: Speech, *, ordered: bool) -> Iterator[str]:
    for number, item in enumerate(items, start=1):
        yield f"{f'{number}.' if ordered else '-'} {_say(item, speech)}"


def _meter(meter: Meter, speech: Speech) -> str:
    parts = (speech(meter.state), speech.share(meter), speech.expected(meter))
    said = " · ".join(escaped(part) for part in (*parts, speech(meter.caption)) if part)
    return f"**{_say(meter.label, speech)}:** {said}"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a table; cells are on one line already, and what parts them is escaped."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _chart(chart: Chart, speech: Speech) -> Iterator[str]:
    """Write a chart as what it tells, and the figures that it would draw."""
    yield f"### {_say(chart.title, speech)}"
    yield _say(chart.alt, speech)
    header = ["", *(_say(series.name, speech) for series in chart.series)]
    columns = [[_say(text, speech) for text in series.written] for series in chart.series]
    labels = [_say(label, speech) for label in chart.labels]
    if labels and columns:
        yield _table(header, [list(row) for row in zip(labels, *columns, strict=True)])
