"""What a view says in plain lines, each text drawn and cleaned: what every chat's door begins with.

A chat without blocks shows these lines; one with blocks shows them in a notification, and a screen
reader reads them there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, assert_never

from dialogs.okr.week import Week
from dialogs.plain import shown
from dialogs.text import Arg, Phrase, Reader, Share, Text, say
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
    Tone,
    View,
)

Draw = Callable[[Text, Reader], str]
"""Draws a text for a reader, as plain text and never as markup."""

SIGNS: Final = {
    Tone.PLAIN: "",
    Tone.GOOD: "✅ ",
    Tone.CARE: "⚠️ ",
    Tone.BAD: "❗ ",
    Tone.QUIET: "",
}
"""Stands before a paragraph; what it means is in its words too."""

BADGES: Final = {
    Tone.PLAIN: "",
    Tone.GOOD: "🟢 ",
    Tone.CARE: "🔶 ",
    Tone.BAD: "🟥 ",
    Tone.QUIET: "⚪ ",
}
"""Stands before a status: a shape of its own for each colour, and the word after it."""

INDENT: Final = "\u2003"
"""The space with which a table shows that a row belongs under the one above it."""
FIXED: Final = 8_192
"""Sentences that stay drawn, for all languages and zones; a few hundred bytes each."""
_NUMBERS: Final = (int, Week)
"""Arguments in which nobody's words stand."""
_ITEM: Final = "• "


@dataclass(frozen=True, slots=True)
class Speech:
    """Draws texts for one reader; what comes out is clean and literal."""

    draw: Draw
    reader: Reader
    said: dict[Text, str] = field(default_factory=dict)
    """What has been drawn: blocks and the text beside them say the same."""

    def __call__(self, text: Text) -> str:
        """Draw a text."""
        if isinstance(text, Phrase) and (not text.args or _counts(text)):
            return _fixed(self.draw, text.key, text.args, self.reader)
        known = self.said.get(text)
        if known is None:
            known = self.said[text] = shown(self.draw(text, self.reader))
        return known

    def share(self, meter: Meter) -> str | None:
        """Write how far a key result has come; None: there is nothing to write."""
        if meter.written is not None:
            return self(meter.written)
        return None if meter.share is None else self(say("value-share", share=Share(meter.share)))

    def expected(self, meter: Meter) -> str | None:
        """Write how far one would expect it by now."""
        if meter.expected is None:
            return None
        return self(say("expected-by-now", share=Share(meter.expected)))


def _counts(phrase: Phrase) -> bool:
    return all(isinstance(arg, _NUMBERS) for _, arg in phrase.args)


@lru_cache(maxsize=FIXED)
def _fixed(draw: Draw, key: str, args: tuple[tuple[str, Arg], ...], reader: Reader) -> str:
    """Draw a sentence in which nobody's words stand: once for all who read alike."""
    return shown(draw(Phrase(key, args), reader))


def told(view: View, speech: Speech, most: int) -> str:
    """Say a view as plain lines, its summary first and only once.

    It stops at the line with which there are more than ``most`` characters.
    """
    summary = speech(view.summary).strip()
    found, length = ([summary], len(summary)) if summary else ([], 0)
    for line in _lines(view.blocks, speech):
        if line.strip() and _unsigned(line) != summary:
            found.append(line)
            length += len(line)
        if length > most:
            break
    return "\n".join(found)


def _unsigned(line: str) -> str:
    """Return a line without the sign before it: with and without, it is the same sentence."""
    for sign in SIGNS.values():
        line = line.removeprefix(sign)
    return line.strip()


def _lines(blocks: Iterable[Block], speech: Speech) -> Iterator[str]:
    """Say blocks one by one; what is expected by now is said where it changes."""
    expected: float | None = None
    for block in blocks:
        if isinstance(block, Meter):
            new = block.expected is not None and block.expected != expected
            yield _meter(block, speech, speech.expected(block) if new else None)
            expected = block.expected if new else expected
        else:
            yield from _said(block, speech)


def _said(block: Block, speech: Speech) -> Iterator[str]:
    match block:
        case Heading(text, _) | Note(text):
            yield speech(text)
        case Paragraph(text, tone):
            yield f"{SIGNS[tone]}{speech(text)}"
        case Quote(text, source):
            yield f"{speech(source)}: “{shown(text)}”"
        case Bullets(items, ordered):
            for number, item in enumerate(items, start=1):
                yield f"{number}. {speech(item)}" if ordered else f"{_ITEM}{speech(item)}"
        case Facts(items):
            yield from (f"{speech(fact.label)}: {speech(fact.value)}" for fact in items)
        case Meter():
            yield _meter(block, speech, speech.expected(block))
        case Table():
            yield from _table(block, speech)
        case Chart():
            yield from _chart(block, speech)
        case Buttons(items):
            yield " ".join(f"[{speech(button.label)}]" for button in items)
        case Details(title, inner):
            yield speech(title)
            yield from _lines(inner, speech)
        case Download():
            return
        case _:
            assert_never(block)


def _meter(meter: Meter, speech: Speech, expected: str | None) -> str:
    """Say a key result in one line."""
    parts = (speech(meter.state), speech.share(meter), expected, speech(meter.caption))
    said = " · ".join(part for part in parts if part)
    return f"{BADGES[meter.tone]}{speech(meter.label)}: {said}"


def _chart(chart: Chart, speech: Speech) -> Iterator[str]:
    """Say a chart: its title, what it shows, and each line's figures."""
    yield speech(chart.title)
    yield speech(chart.alt)
    labels = [speech(label) for label in chart.labels]
    for series in chart.series:
        pairs = zip(labels, (speech(each) for each in series.written), strict=False)
        figures = ", ".join(f"{label}: {value}" for label, value in pairs)
        yield f"{speech(series.name)} – {figures}" if figures else ""


def _table(table: Table, speech: Speech) -> Iterator[str]:
    yield speech(table.caption)
    header, known = [speech(cell) for cell in table.header], set[str]()
    for row in table.rows:
        deep, cells = standing_in([speech(cell) for cell in row])
        rest = named(header, cells, known)
        yield f"{INDENT * deep}{_ITEM}{cells[0]}{rest}" if cells else ""


def named(header: Sequence[str], cells: Sequence[str], known: set[str]) -> str:
    """Write a row's other cells with the names of their columns, as a telephone reads them.

    A column is named where it first holds something; further down its words speak for themselves,
    and figures are named in each row. ``known`` are the names that were said, and is added to.
    """
    said: list[str] = []
    for name, cell in zip(header[1:], cells[1:], strict=False):
        if cell.strip():
            telling = name.strip() and (name not in known or is_figure(cell))
            said.append(f"{name}: {cell}" if telling else cell)
            known.add(name)
    return f" – {' · '.join(said)}" if said else ""


def is_figure(cell: str) -> bool:
    """Say whether a cell holds figures alone, or nothing."""
    return not cell.strip(" \u00a0\u202f0123456789.,%+−±–-/")


def standing_in(cells: Sequence[str]) -> tuple[int, list[str]]:
    """Take a row's leading spaces off and count them: a step of indentation each."""
    if not cells:
        return 0, []
    first = cells[0].lstrip(INDENT)
    return len(cells[0]) - len(first), [first, *cells[1:]]


def in_place(blocks: Sequence[Block]) -> Iterator[tuple[Block, bool]]:
    """Return blocks in the order in which they are drawn, and whether each is named already.

    A table may stand under a heading of its own name, a quote under the key result it is about.
    """
    title: Text | None = None
    meter: Meter | None = None
    for block in together(blocks):
        match block:
            case Table(caption=caption):
                yield block, caption == title
            case Quote(_, source):
                yield block, meter is not None and source == meter.label
            case _:
                yield block, False
        title = block.text if isinstance(block, Heading) else None
        meter = block if isinstance(block, Meter) else meter if isinstance(block, Quote) else None


def together(blocks: Sequence[Block]) -> list[Block]:
    """Put quotes about one of several key results in a row right under it."""
    found: list[Block] = []
    for block in blocks:
        place = len(found)
        if isinstance(block, Quote):
            start = place
            while start and isinstance(found[start - 1], Meter | Quote):
                start -= 1
            for number in range(start, place):
                each = found[number]
                if isinstance(each, Meter) and each.label == block.source:
                    place = number + 1
                    while place < len(found) and isinstance(found[place], Quote):
                        place += 1
                    break
        found.insert(place, block)
    return found
