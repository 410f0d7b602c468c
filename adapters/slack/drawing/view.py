"""A view's blocks as Block Kit, each kind matched; what is within limits is `fit`'s to say."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, assert_never

from adapters.slack import limits
from adapters.slack.drawing import bricks, fit
from adapters.slack.drawing.bricks import Json, line, run
from adapters.slack.drawing.canvas import Canvas, paragraphs, small_print
from adapters.slack.drawing.charts import draw_chart
from adapters.slack.drawing.tables import draw_table
from adapters.slack.envelope import write_value
from dialogs.bars import aim, bar
from dialogs.plain import pieces, short, shown, size
from dialogs.telling import BADGES, SIGNS, in_place
from dialogs.text import Text, say
from dialogs.views import (
    Block,
    Bullets,
    Button,
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
)

_TITLE: Final = 1

log = logging.getLogger(__name__)


def draw_blocks(blocks: Sequence[Block], canvas: Canvas) -> Iterator[Json]:
    """Draw blocks in order; what stands above a table or a quote is not named again."""
    for block, named in in_place(blocks):
        match block:
            case Table():
                yield from draw_table(block, canvas, titled=named)
            case Quote(text, source):
                yield from _quote(text, None if named else source, canvas)
            case _:
                yield from _block(block, canvas)


def _block(block: Block, canvas: Canvas) -> Iterator[Json]:
    speech = canvas.speech
    match block:
        case Heading(text, level):
            yield from _heading(speech(text), level, canvas)
        case Paragraph(text, Tone.QUIET) | Note(text):
            yield from small_print(speech(text))
        case Paragraph(text, tone):
            yield from paragraphs(f"{SIGNS[tone]}{speech(text)}")
        case Quote(text, source):
            yield from _quote(text, source, canvas)
        case Bullets(items, ordered):
            yield from _bullets([speech(item) for item in items], ordered=ordered)
        case Facts(items):
            pairs = [(speech(fact.label), speech(fact.value)) for fact in items]
            yield from _facts(pairs)
        case Meter():
            yield from _meter(block, canvas)
        case Table():
            yield from draw_table(block, canvas, titled=False)
        case Chart():
            yield from draw_chart(block, canvas)
        case Buttons(items):
            yield from _buttons(items, canvas)
        case Details(title, blocks):
            yield from _details(title, blocks, canvas)
        case Download():
            return
        case _:
            assert_never(block)


# --- words --------------------------------------------------------------------------------------


def _heading(words: str, level: int, canvas: Canvas) -> Iterator[Json]:
    if not words.strip():
        return
    if level > _TITLE + 1 or size(words) > limits.HEADER or "\n" in words:
        # Names of key results are bold: what they stand under must not look the same.
        yield from paragraphs(words, bold=True, italic=level > _TITLE + 1)
        return
    newer = limits.HEADER_LEVELS - 1 if canvas.rich and level > _TITLE else None
    yield bricks.header(words, newer)


def _quote(text: str, source: Text | None, canvas: Canvas) -> Iterator[Json]:
    if source is not None:
        yield from paragraphs(f"{canvas.speech(source)}:")
    for piece in pieces(shown(text), limits.RICH_TEXT):
        yield bricks.rich(bricks.quoted(run(piece)))


def _bullets(items: Sequence[str], *, ordered: bool) -> Iterator[Json]:
    """Draw a list; a very long one goes on in the next block, with its numbers."""
    rows: list[Json] = []
    used = before = 0
    for number, item in enumerate(items):
        head, *tail = pieces(item, limits.RICH_TEXT) if item.strip() else [bricks.NOTHING]
        if rows and (used + size(head) > limits.RICH_TEXT or len(rows) == limits.LIST_ITEMS):
            yield bricks.rich(bricks.listed(rows, ordered=ordered, before=before))
            rows, used, before = [], 0, number
        rows.append(line(run(head)))
        used += size(head)
        if tail:
            yield bricks.rich(bricks.listed(rows, ordered=ordered, before=before))
            for piece in tail:
                yield bricks.rich(line(run(piece)))
            rows, used, before = [], 0, number + 1
    if rows:
        yield bricks.rich(bricks.listed(rows, ordered=ordered, before=before))


def _facts(pairs: Iterable[tuple[str, str]]) -> Iterator[Json]:
    """Draw figures under one another, each with its label: two columns are none on a telephone."""
    rows: list[Sequence[Json]] = []
    used = 0
    for label, value in pairs:
        name = short(label, limits.RICH_TEXT // 3)
        head, *tail = list(pieces(value, limits.RICH_TEXT // 2)) or [bricks.NOTHING]
        if rows and used + size(name) + size(head) + 3 > limits.RICH_TEXT:
            yield bricks.rich(bricks.stack(*rows))
            rows, used = [], 0
        rows.append([run(f"{name}: ", bold=True), run(head)])
        used += size(name) + size(head) + 3
        if tail:
            yield bricks.rich(bricks.stack(*rows))
            for piece in tail:
                yield from paragraphs(piece)
            rows, used = [], 0
    if rows:
        yield bricks.rich(bricks.stack(*rows))


# --- key results --------------------------------------------------------------------------------


def _meter(meter: Meter, canvas: Canvas) -> Iterator[Json]:
    """Draw a key result: its name, its bar with the status, and its figures in one line."""
    speech = canvas.speech
    *begun, name = list(pieces(speech(meter.label), limits.RICH_TEXT // 2)) or [bricks.NOTHING]
    for piece in begun:
        yield from paragraphs(piece, bold=True)
    state = f"{BADGES[meter.tone]}{speech(meter.state)}"
    figures = bar(meter)
    second = " ".join(part for part in (figures, speech.share(meter)) if part)
    status = " · ".join(part for part in (second, state) if part.strip())
    told = " · ".join(part for part in (speech(meter.caption), _aim(meter, canvas)) if part)
    rows = [[run(name, bold=True)], [run(short(status, limits.RICH_TEXT // 4))]]
    first, *rest = list(pieces(told, limits.RICH_TEXT // 5)) or [""]
    if first:
        rows.append([run(first)])
    yield bricks.rich(bricks.stack(*rows))
    for piece in rest:
        yield from paragraphs(piece)


def _aim(meter: Meter, canvas: Canvas) -> str | None:
    """Explain the mark in a bar, at the first one and wherever it stands for something else."""
    expected = canvas.speech.expected(meter)
    if expected is None or expected == canvas.expected:
        return None
    canvas.expected = expected
    return aim(meter, expected)


# --- what is pressed, what is folded --------------------------------------------------------------


def _buttons(items: Sequence[Button], canvas: Canvas) -> Iterator[Json]:
    drawn = [each for each in (_button(item, canvas) for item in items) if each is not None]
    for start in range(0, len(drawn), limits.ACTIONS):
        yield bricks.actions(drawn[start : start + limits.ACTIONS])


def _button(item: Button, canvas: Canvas) -> Json | None:
    """Draw a button; one that carries too much is left out, for the rest is worth sending."""
    try:
        value = write_value(canvas.workspace, item.action)
    except ValueError as error:
        log.warning("a button is left out: %s", error)
        return None
    canvas.pressed += 1
    name = f"{item.action.flow}.{item.action.step}"[: limits.ID_CHARACTERS - 10]
    label = short(canvas.speech(item.label), limits.BUTTON_TEXT)
    return bricks.button(label, f"{name}:{canvas.pressed}", value, main=item.main)


def _details(title: Text, blocks: Sequence[Block], canvas: Canvas) -> Iterator[Json]:
    """Fold details away where Slack can; elsewhere they stand below, under their title."""
    name = canvas.speech(title)
    fold = canvas.rich and not canvas.boxed
    canvas.boxed = canvas.boxed or fold
    inner = list(draw_blocks(blocks, canvas))
    if not fold:
        yield from _heading(name, 3 if canvas.boxed else _TITLE + 1, canvas)
        yield from inner
        return
    canvas.boxed = False
    boxes = fit.boxed(inner, limits.CONTAINER_BLOCKS)
    for number, box in enumerate(boxes, start=1):
        place = f" {number}/{len(boxes)}" if len(boxes) > 1 else ""
        room = limits.CONTAINER_TITLE - size(place)
        yield bricks.container(f"{short(name, room)}{place}", box)


def left_out(canvas: Canvas) -> str:
    """Return the sentence that stands where a view was longer than Slack takes."""
    return canvas.speech(say("left-out"))
