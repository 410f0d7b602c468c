"""A form as cards: whole groups on a page, and what few people need is folded away in each."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import Final

from adapters.teams import limits
from adapters.teams.drawing import bricks, fit
from adapters.teams.drawing.bricks import MEDIUM, NONE, SMALL, Json, box, line, run
from adapters.teams.drawing.canvas import Canvas, paragraph, small_print
from adapters.teams.drawing.fields import ROOMS, Kept, Room, draw_field, rows
from adapters.teams.drawing.literal import NOTHING
from adapters.teams.drawing.view import headed
from adapters.teams.envelope import Place, write_place
from dialogs import paging
from dialogs.paging import Page
from dialogs.plain import short
from dialogs.telling import SIGNS
from dialogs.text import say
from dialogs.views import Field, Form, Group, Tone

SEND: Final = "form.send"
NEXT: Final = "form.next"
"""What a form's button is called; which form it is stands in its data."""

log = logging.getLogger(__name__)


def pages(form: Form) -> list[Page]:
    """Share a form's groups out to pages."""
    return paging.pages(form, limits.PAGE_ROWS, rows)


def draw_form(form: Form, found: Sequence[Page], page: Page, canvas: Canvas) -> Json:
    """Draw a page of a form; where people have written more than a card holds, ever tighter."""
    card: Json = {}
    for room in ROOMS:
        card = _Sheet(form, page, canvas, room).card(found)
        if fit.weight(card) <= limits.CARD_BYTES:
            break
        log.info("a page of a form is drawn with less room: %s", form.session)
    return card


class _Sheet:
    """Draws one page."""

    def __init__(self, form: Form, page: Page, canvas: Canvas, room: Room) -> None:
        self._form = form
        self._page = page
        self._canvas = canvas
        self._speech = canvas.speech
        self._room = room
        self._given = dict(form.given)
        self._wrong = {name: canvas.speech(text) for name, text in form.errors}
        self._folded = 0
        self._inputs: list[Json] = []

    def card(self, found: Sequence[Page]) -> Json:
        """Draw the page; ``found`` are all pages of the form."""
        form, page = self._form, self._page
        body = [*self._head(found)]
        for group in page.groups:
            body += self._group(group)
        last = page.number + 1 == page.count
        sent = form.submit if last else say("form-next")
        words = short(self._speech(sent), limits.BUTTON_TEXT)
        tenant = self._canvas.tenant
        place = Place(
            tenant,
            form.session,
            form.version,
            page.number,
            page.count,
            blanks=tuple(each["id"] for each in self._inputs if not each.get("isRequired")),
            numbers=tuple(each["id"] for each in self._inputs if each["type"] == "Input.Number"),
        )
        submit = bricks.button(words, SEND if last else NEXT, write_place(place), main=True)
        empty = line(run(NOTHING))
        return bricks.card(self._speech.reader.language.value, body or [empty], [submit])

    def _head(self, found: Sequence[Page]) -> Iterator[Json]:
        """Draw what stands above the groups: title, page, what is wrong, introduction."""
        form, page = self._form, self._page
        yield from headed(form.title, 2, self._canvas)
        if page.count > 1:
            place = say("form-page", page=page.number + 1, pages=page.count)
            yield from small_print(self._speech(place), NONE)
        for text in paging.notices(form, page, found):
            words = short(self._speech(text), self._room.title)
            yield from paragraph(f"{SIGNS[Tone.CARE]}{words}", bold=True, room=SMALL)
        if page.number == 0:
            for text in form.intro:
                yield from paragraph(short(self._speech(text), self._room.title), room=SMALL)

    def _group(self, group: Group) -> Iterator[Json]:
        """Draw a group under its title, which may be a whole sentence, and what was said last."""
        speech, room = self._speech, self._room
        items = [line(run(short(speech(group.title), room.title), bold=True))]
        if group.lead is not None and room.hint:
            items += small_print(short(speech(group.lead), room.title), NONE)
        items += self._fields(group.fields)
        if group.more:
            items += self._more(group)
        yield box(items, room=MEDIUM, ruled=True)

    def _more(self, group: Group) -> Iterator[Json]:
        """Fold away what few people need, unless something stands in it already."""
        drawn = list(self._fields(group.more))
        if group.more_title is None:
            yield from drawn
            return
        self._folded += 1
        name = f"rytmi-more-{self._folded}"
        filled = any(self._given.get(each.id) or each.id in self._wrong for each in group.more)
        label = short(self._speech(group.more_title), limits.BUTTON_TEXT)
        yield bricks.actions([bricks.opener(label, [name])], SMALL)
        yield box(drawn, name=name, hidden=not filled)

    def _fields(self, fields: Sequence[Field]) -> Iterator[Json]:
        for field in fields:
            given, wrong = self._given.get(field.id, ""), self._wrong.get(field.id)
            kept = Kept(given, wrong, needed=self._needed(field))
            for drawn in draw_field(field, kept, self._speech, self._room):
                if drawn.get("id") == field.id:
                    self._inputs.append(drawn)
                yield drawn

    def _needed(self, field: Field) -> bool:
        """Say whether a client may insist on a field.

        Of several key results each may stay unanswered as a whole, which no client can know: there
        the answer itself says what is missing, at the field.
        """
        return not field.optional and len(self._form.groups) == 1
