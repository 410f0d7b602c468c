"""Views and forms as Block Kit: messages in three styles, modals, the Home tab."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from adapters.slack import limits
from adapters.slack.door import Draw
from adapters.slack.drawing import bricks, fit
from adapters.slack.drawing import form as render_form
from adapters.slack.drawing.bricks import Json
from adapters.slack.drawing.canvas import Canvas, paragraphs
from adapters.slack.drawing.fields import values
from adapters.slack.drawing.form import FORM, SHOWING
from adapters.slack.drawing.mrkdwn import written
from adapters.slack.drawing.view import draw_blocks, left_out
from dialogs import paging
from dialogs.plain import short, size
from dialogs.telling import Speech, told
from dialogs.text import Reader, say
from dialogs.views import Block, Chart, Form, Heading, View

__all__ = ["FORM", "SHOWING", "Json", "Message", "Painted", "Renderer", "Style", "values"]


NAME: Final = "Rytmi"
"""The title of a modal whose own is too long for one."""


class Style(StrEnum):
    """How much of Block Kit a workspace takes; each is the fallback of the one before it."""

    RICH = "rich"
    """What came in 2025 and 2026: native charts and tables, containers that fold."""
    CLASSIC = "classic"
    """The blocks of 2020: charts are pictures, details stand in line."""
    TEXT = "text"
    """No blocks at all."""


@dataclass(frozen=True, slots=True)
class Painted:
    """A chart that waits for its picture."""

    place: tuple[int, ...]
    """Where its block is: its index, and the index inside a container where it is in one."""
    chart: Chart
    title: str
    alt: str


@dataclass(frozen=True, slots=True)
class Message:
    """What ``chat.postMessage`` takes; where a picture is missing, its chart stands in words."""

    text: str
    """Everything the blocks say, at most `limits.MESSAGE_TEXT` characters, escaped."""
    blocks: tuple[Json, ...]
    charts: tuple[Painted, ...] = ()
    """To be painted and uploaded first, in the order in which `with_pictures` takes them."""

    def with_pictures(self, files: Sequence[str | None] = ()) -> list[Json]:
        """Return the blocks with pictures by their file ids; None: the chart stays in words."""
        blocks = list(self.blocks)
        for painted, file in zip(self.charts, files, strict=False):
            if file is not None:
                image = bricks.picture(file, painted.title, painted.alt)
                blocks = _with_block(blocks, painted.place, image)
        return blocks


class Renderer:
    """Draws for a reader; one for the whole door, safe to share between threads."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw

    def message(self, view: View, reader: Reader, workspace: str, style: Style) -> Message:
        """Draw a message; it is within all limits, whatever the view holds."""
        speech = Speech(self._draw, reader)
        text = written(told(view, speech, limits.MESSAGE_TEXT)) or bricks.NOTHING
        if style is Style.TEXT:
            return Message(text, ())
        canvas = Canvas(speech, workspace, rich=style is Style.RICH, pictures=True)
        blocks = list(draw_blocks(view.blocks, canvas))
        held = fit.held(blocks, limits.MESSAGE_BLOCKS, limits.MESSAGE_BYTES, left_out(canvas))
        return _message(text, held, canvas)

    def reply(self, view: View, reader: Reader, workspace: str) -> Message:
        """Draw what is shown to one person in an open request: CLASSIC, charts in words."""
        speech = Speech(self._draw, reader)
        canvas = Canvas(speech, workspace, rich=False, pictures=False)
        blocks = list(draw_blocks(view.blocks, canvas))
        held = fit.held(blocks, limits.MESSAGE_BLOCKS, limits.MESSAGE_BYTES, left_out(canvas))
        return Message(
            written(told(view, speech, limits.MESSAGE_TEXT)) or bricks.NOTHING, tuple(held)
        )

    def showing(self, view: View, reader: Reader, workspace: str) -> Json:
        """Draw a modal that only shows something."""
        speech = Speech(self._draw, reader)
        head = view.blocks[0].text if view.blocks and isinstance(view.blocks[0], Heading) else None
        title = "" if head is None else speech(head).strip()
        fits = title and "\n" not in title and size(title) <= limits.MODAL_TITLE
        rest = view.blocks[1:] if fits and len(view.blocks) > 1 else view.blocks
        return {
            "type": "modal",
            "callback_id": SHOWING,
            "title": bricks.plain(title if fits else NAME),
            "close": bricks.plain(short(speech(say("slack-shut")), limits.MODAL_TITLE)),
            "blocks": self._blocks(view, rest, speech, workspace),
        }

    def home(self, view: View, reader: Reader, workspace: str) -> Json:
        """Draw the Home tab."""
        speech = Speech(self._draw, reader)
        return {"type": "home", "blocks": self._blocks(view, view.blocks, speech, workspace)}

    def form(self, form: Form, reader: Reader, workspace: str, page: int | None = None) -> Json:
        """Draw a page of a form as a modal; None: the first page with an error, else page 0.

        A page beyond the last is the last: the form may have become shorter meanwhile.
        """
        found = render_form.pages(form)
        chosen = paging.first_wrong(form, found) if page is None else paging.page_at(found, page)
        return render_form.draw_form(form, chosen, workspace, Speech(self._draw, reader))

    def pages(self, form: Form) -> int:
        """Return how many pages a form has; at least one."""
        return len(render_form.pages(form))

    def fields(self, form: Form, page: int) -> tuple[str, ...]:
        """Return the ids of a page's fields; they are the ids of their blocks as well."""
        found = paging.page_at(render_form.pages(form), page)
        return tuple(field.id for field in render_form.fields(found))

    def errors(self, form: Form, reader: Reader, page: int) -> dict[str, str]:
        """Return a page's errors as ``response_action: errors`` takes them: by block id."""
        speech = Speech(self._draw, reader)
        return render_form.errors(form, paging.page_at(render_form.pages(form), page), speech)

    def _blocks(
        self, view: View, blocks: Sequence[Block], speech: Speech, workspace: str
    ) -> list[Json]:
        canvas = Canvas(speech, workspace, rich=False, pictures=False)
        drawn = list(draw_blocks(blocks, canvas))
        if not drawn:
            drawn = list(paragraphs(speech(view.summary))) or [bricks.context(bricks.NOTHING)]
        return fit.held(drawn, limits.VIEW_BLOCKS, limits.VIEW_BYTES, left_out(canvas))


def _message(text: str, blocks: Sequence[Json], canvas: Canvas) -> Message:
    """Take the marks off, and note where each chart that waits has ended up."""
    speech = canvas.speech
    charts = [
        Painted(
            place,
            chart := canvas.waiting[number],
            short(speech(chart.title), limits.IMAGE_TITLE),
            short(speech(chart.alt), limits.IMAGE_ALT),
        )
        for place, number in _marks(blocks)
    ]
    return Message(text, tuple(_unmarked(block) for block in blocks), tuple(charts))


def _marks(blocks: Sequence[Json]) -> list[tuple[tuple[int, ...], int]]:
    found: list[tuple[tuple[int, ...], int]] = []
    for place, block in enumerate(blocks):
        if fit.MARK in block:
            found.append(((place,), block[fit.MARK]))
        for inner, number in _marks(block.get("child_blocks", ())):
            found.append(((place, *inner), number))
    return found


def _unmarked(block: Json) -> Json:
    kept = {key: value for key, value in block.items() if key != fit.MARK}
    if "child_blocks" in kept:
        kept["child_blocks"] = [_unmarked(each) for each in kept["child_blocks"]]
    return kept


def _with_block(blocks: Sequence[Json], place: tuple[int, ...], block: Json) -> list[Json]:
    number, *inner = place
    changed = list(blocks)
    if inner:
        box = changed[number]
        changed[number] = {
            **box,
            "child_blocks": _with_block(box["child_blocks"], tuple(inner), block),
        }
    else:
        changed[number] = block
    return changed
