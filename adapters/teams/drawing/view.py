"""A view's blocks as elements of a card, each kind matched; what is too much, `fit` leaves out."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, assert_never

from adapters.teams import limits
from adapters.teams.drawing import bricks, fit
from adapters.teams.drawing.bricks import LARGE, MEDIUM, NONE, SMALL, Json, box, line, run
from adapters.teams.drawing.canvas import Canvas, below, paragraph, small_print
from adapters.teams.drawing.charts import draw_chart
from adapters.teams.drawing.literal import NOTHING, ours, plain_to_markdown
from adapters.teams.drawing.tables import draw_table
from adapters.teams.envelope import write_action
from dialogs.bars import EMPTY, FULL, aim, bar
from dialogs.plain import short, shown, size
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
    Fact,
    Facts,
    Heading,
    Meter,
    Note,
    Paragraph,
    Quote,
    Table,
    Tone,
)

_SIZES: Final = {1: LARGE, 2: MEDIUM}
"""By level; Teams draws a heading large that says nothing of its size."""
_COLOURS: Final = {
    Tone.PLAIN: None,
    Tone.GOOD: bricks.GOOD,
    Tone.CARE: bricks.WARNING,
    Tone.BAD: bricks.ATTENTION,
    Tone.QUIET: None,
}
"""A bar's colours; what they mean stands beside it in a word."""
_SHORT_LIST: Final = 12
"""Items of a list for which a card has room to spare."""

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
    match block:
        case Heading(text, level):
            yield from headed(text, level, canvas)
        case Paragraph(text, Tone.QUIET) | Note(text):
            yield from small_print(canvas.words(text))
        case Paragraph(text, tone):
            yield from paragraph(f"{SIGNS[tone]}{canvas.words(text)}")
        case Quote(text, source):
            yield from _quote(text, source, canvas)
        case Bullets(items, ordered):
            yield from _bullets([canvas.words(item) for item in items], ordered=ordered)
        case Facts(items):
            yield from _facts(items, canvas)
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


def headed(text: Text, level: int, canvas: Canvas) -> Iterator[Json]:
    """Draw a title; one with somebody's words in it is a paragraph that looks like one."""
    words = canvas.words(text)
    if not words:
        return
    large, room = _SIZES.get(level, bricks.DEFAULT), LARGE if level == max(_SIZES) else None
    if ours(text) and "\n" not in words and plain_to_markdown(words):
        yield bricks.title(words, large, room)
    else:
        yield line(run(words, bold=True, size=large, quiet=level > max(_SIZES)), room=room)


def _quote(text: str, source: Text | None, canvas: Canvas) -> Iterator[Json]:
    """Draw somebody's own words on a ground of their own, under who said them or about what."""
    if source is not None:
        yield from small_print(f"{canvas.words(source)}:")
    words = short(shown(text), limits.TEXT)
    yield box([line(run(words))], style="emphasis", room=SMALL)


def _bullets(items: Sequence[str], *, ordered: bool) -> Iterator[Json]:
    """Draw a list; in a short one, broken lines stay beside their signs."""
    for number, item in enumerate(items, start=1):
        sign, words = f"{number}." if ordered else "•", item or NOTHING
        if len(items) > _SHORT_LIST:
            yield line(run(f"{sign} {words}"), room=SMALL)
        else:
            yield bricks.beside(sign, words, SMALL)


def _facts(items: Sequence[Fact], canvas: Canvas) -> Iterator[Json]:
    """Draw figures, each with its label; what somebody named is kept out of Markdown's reach."""
    pairs = [(canvas.words(each.label), canvas.words(each.value)) for each in items]
    own = all(ours(each.label) and ours(each.value) for each in items)
    if not pairs:
        return
    if own and all(words and plain_to_markdown(words) for pair in pairs for words in pair):
        yield bricks.facts(pairs)
        return
    rows = [line(run(f"{label}: ", bold=True), run(value)) for label, value in pairs]
    yield box(fit.stacked(rows))


# --- key results --------------------------------------------------------------------------------


def _meter(meter: Meter, canvas: Canvas) -> Iterator[Json]:
    """Draw a key result: its name, its bar with the status, and its figures in one line."""
    speech = canvas.speech
    state = f"{BADGES[meter.tone]}{canvas.words(meter.state)}"
    share = short(speech.share(meter) or "", limits.TITLE)
    beside = " · ".join(part for part in (share, state) if part.strip())
    told = " · ".join(part for part in (canvas.words(meter.caption), _aim(meter, canvas)) if part)
    cells = _coloured(meter)
    yield box(
        [
            line(run(canvas.words(meter.label), bold=True)),
            line(*cells, run(f" {beside}" if cells else beside), room=NONE),
            *below(told),
        ]
    )


def _aim(meter: Meter, canvas: Canvas) -> str | None:
    """Explain the mark in a bar, at the first one and wherever it stands for something else."""
    expected = canvas.speech.expected(meter)
    if expected is None or expected == canvas.expected:
        return None
    canvas.expected = expected
    return aim(meter, expected)


def _coloured(meter: Meter) -> list[Json]:
    """Draw a key result's bar in its colours; nothing where there is nothing to draw."""
    drawn: list[Json] = []
    for sign, same in groupby(bar(meter)):
        colour = _COLOURS[meter.tone] if sign == FULL else None
        drawn.append(run("".join(same), colour=colour, quiet=sign == EMPTY))
    return drawn


# --- what is pressed, what is folded --------------------------------------------------------------


def _buttons(items: Sequence[Button], canvas: Canvas) -> Iterator[Json]:
    """Draw buttons in rows that a telephone shows whole."""
    row: list[Json] = []
    used = 0
    for item in items:
        drawn = _button(item, canvas)
        if drawn is None:
            continue
        wide = size(drawn["title"]) + limits.BUTTON_EDGE
        if row and (used + wide > limits.ROW or len(row) == limits.ACTIONS):
            yield bricks.actions(row, SMALL)
            row, used = [], 0
        row.append(drawn)
        used += wide
    if row:
        yield bricks.actions(row, SMALL)


def _button(item: Button, canvas: Canvas) -> Json | None:
    """Draw a button; one that carries too much is left out, for the rest is worth sending."""
    data = write_action(canvas.tenant, item.action)
    if fit.weight(data) > limits.ACTION_BYTES:
        log.warning("a button of %s is left out: it carries too much", item.action.flow)
        return None
    verb = f"{item.action.flow}.{item.action.step}"
    return bricks.button(canvas.words(item.label, limits.BUTTON_TEXT), verb, data, main=item.main)


def _details(title: Text, blocks: Sequence[Block], canvas: Canvas) -> Iterator[Json]:
    """Fold details away behind a button; those inside others stand open, under their title."""
    fold = not canvas.deep
    canvas.deep += 1
    inner = list(draw_blocks(blocks, canvas))
    canvas.deep -= 1
    if not fold or not inner:
        yield from headed(title, 3, canvas)
        yield from inner
        return
    canvas.folded += 1
    canvas.wide = True
    name = f"rytmi-details-{canvas.folded}"
    label = canvas.words(title, limits.BUTTON_TEXT)
    if label != canvas.words(title):
        inner[:0] = headed(title, 3, canvas)
    opener = bricks.opener(label, [name])
    kept = fit.held(inner, limits.DETAILS_BYTES, left_out(canvas))
    yield box([bricks.actions([opener]), box(kept, name=name, hidden=True)], room=MEDIUM)


def left_out(canvas: Canvas) -> str:
    """Return the sentence that stands where a view was longer than a card may be."""
    return canvas.speech(say("left-out"))
