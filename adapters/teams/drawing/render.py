"""Views and forms as Adaptive Cards: a message with its notification, a page of a form."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.teams import limits
from adapters.teams.door import Draw
from adapters.teams.drawing import bricks, fit
from adapters.teams.drawing import form as forms
from adapters.teams.drawing.bricks import Json
from adapters.teams.drawing.canvas import Canvas, paragraph
from adapters.teams.drawing.literal import NOTHING, bare
from adapters.teams.drawing.view import draw_blocks, left_out
from dialogs import paging
from dialogs.plain import short
from dialogs.telling import Speech
from dialogs.text import Reader
from dialogs.views import Form, View

__all__ = ["Json", "Message", "Renderer"]


@dataclass(frozen=True, slots=True)
class Message:
    """What a message to Teams consists of."""

    card: Json
    summary: str
    """What a notification says, in one line of at most `limits.SUMMARY` units; never empty."""


class Renderer:
    """Draws for a reader; one for the whole door, safe to share between threads."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw

    def message(self, view: View, reader: Reader, tenant: str) -> Message:
        """Draw a message; it is within all limits, whatever the view holds."""
        canvas = Canvas(Speech(self._draw, reader), tenant)
        summary = bare(short(canvas.speech(view.summary), limits.SUMMARY))
        return Message(_card(view, canvas), summary)

    def showing(self, view: View, reader: Reader, tenant: str) -> Json:
        """Draw what takes a card's place, or is shown to one person."""
        return _card(view, Canvas(Speech(self._draw, reader), tenant))

    def form(self, form: Form, reader: Reader, tenant: str, page: int | None = None) -> Json:
        """Draw a page of a form; None: the first page with an error, else page 0.

        A page beyond the last is the last: the form may have become shorter meanwhile.
        """
        found = forms.pages(form)
        chosen = paging.first_wrong(form, found) if page is None else paging.page_at(found, page)
        return forms.draw_form(form, found, chosen, Canvas(Speech(self._draw, reader), tenant))

    def pages(self, form: Form) -> int:
        """Return how many pages a form has; at least one."""
        return len(forms.pages(form))

    def fields(self, form: Form, page: int) -> tuple[str, ...]:
        """Return the ids of a page's fields, in the order in which they stand."""
        return tuple(field.id for field in paging.page_at(forms.pages(form), page).fields)


def _card(view: View, canvas: Canvas) -> Json:
    drawn = list(draw_blocks(view.blocks, canvas))
    if not drawn:
        drawn = list(paragraph(canvas.words(view.summary) or NOTHING))
    body = fit.held(drawn, limits.CARD_BYTES, left_out(canvas))
    return bricks.card(canvas.speech.reader.language.value, body, wide=canvas.wide)
