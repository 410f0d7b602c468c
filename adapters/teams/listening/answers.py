"""From a reply to what goes back: the body of an invoke's response, or a message beside it.

An invoke's card takes the place of the one that was pressed, for the person who pressed it. Where
nobody waits for a body, a line is answered with a message, and a card is changed from outside; one
that others see too is never changed by somebody's press.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, assert_never

from adapters.teams.door import Draw
from adapters.teams.drawing.render import Renderer
from adapters.teams.listening.visit import Sent, Visit, Where
from adapters.teams.sending.activity import ADAPTIVE, with_card
from dialogs.chats import Scope
from dialogs.replies import Close, Correct, Nothing, OpenForm, Reply, Show
from dialogs.text import Arg, Reader, say
from dialogs.views import Form, Paragraph, View

MESSAGE: Final = "application/vnd.microsoft.activity.message"
ERROR: Final = "application/vnd.microsoft.error"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Say:
    """A message, where the visit was."""

    activity: Json


@dataclass(frozen=True, slots=True)
class Change:
    """Another message in the place of the one with the card."""

    activity: Json


Step = Say | Change


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back."""

    body: Json | None = None
    """Of the response to an invoke."""
    then: Step | None = None
    """What is done beside it."""


def sentence(key: str, /, **args: Arg) -> View:
    """Return a view of one sentence that the door itself says."""
    words = say(key, **args)
    return View(words, (Paragraph(words),))


class Answers:
    """Draws replies for the place where they are awaited."""

    def __init__(self, renderer: Renderer, draw: Draw) -> None:
        """Take what draws cards, and what draws a sentence."""
        self._renderer = renderer
        self._draw = draw

    def of(self, reply: Reply, visit: Visit, sent: Sent | None) -> Answer:
        """Return the answer to something that was done; ``sent`` is the form, where it was one."""
        match reply.act:
            case Nothing() if visit.invoked:
                return self.told(sentence("teams-answered"), reply.reader)
            case Nothing():
                return Answer()
            case Show(view) | Close(view):
                return self._shown(view, reply.reader, visit)
            case OpenForm(form):
                return self._put_up(form, reply.reader, visit, self._next_page(form, sent))
            case Correct(form):
                return self._put_up(form, reply.reader, visit, self._wrong_page(form, sent))
        assert_never(reply.act)

    def told(self, view: View, reader: Reader) -> Answer:
        """Say a sentence in answer to a press; the card stays as it is."""
        value = self._draw(view.summary, reader)
        return Answer({"statusCode": HTTPStatus.OK, "type": MESSAGE, "value": value})

    def refused(self, view: View, reader: Reader, visit: Visit, status: HTTPStatus) -> Answer:
        """Say that nothing was done; a form stays open, with everything that was typed.

        ``status`` is that of an invoke's body: with a bad one Teams leaves the card alone.
        """
        if not visit.invoked:
            return Answer(then=self._message(view, reader, visit))
        if status == HTTPStatus.OK:
            return self.told(view, reader)
        code = "BadRequest" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "ServiceError"
        value = {"code": code, "message": self._draw(view.summary, reader)}
        return Answer({"statusCode": status, "type": ERROR, "value": value})

    def _message(self, view: View, reader: Reader, visit: Visit) -> Say:
        drawn = self._renderer.message(view, reader, visit.workspace)
        return Say(with_card(drawn.card, drawn.summary))

    def _shown(self, view: View, reader: Reader, visit: Visit) -> Answer:
        if visit.invoked:
            return _in_place(self._renderer.showing(view, reader, visit.workspace))
        drawn = self._renderer.message(view, reader, visit.workspace)
        return Answer(then=_beside(drawn.card, drawn.summary, visit))

    def _put_up(self, form: Form, reader: Reader, visit: Visit, page: int | None) -> Answer:
        card = self._renderer.form(form, reader, visit.workspace, page)
        if visit.invoked:
            return _in_place(card)
        summary = self._draw(form.title, reader)
        return Answer(then=_beside(card, summary, visit))

    def _next_page(self, form: Form, sent: Sent | None) -> int | None:
        """Return the first page with a field that was never sent, or else the last one.

        It is not the next one by number: where a key result has come or gone meanwhile, the
        others have moved to other pages.
        """
        if sent is None or sent.place.session != form.session:
            return None
        known, count = {name for name, _ in form.given}, self._renderer.pages(form)
        to_come = (page for page in range(count) if set(self._renderer.fields(form, page)) - known)
        return next(to_come, count - 1)

    def _wrong_page(self, form: Form, sent: Sent | None) -> int | None:
        """Return the page that was sent, where all that is wrong stands on it."""
        if sent is None or sent.place.session != form.session:
            return None
        here = set(self._renderer.fields(form, sent.place.page))
        wrong = {name for name, _ in form.errors}
        return sent.place.page if wrong <= here and set(sent.values) <= here else None


def _beside(card: Json, summary: str, visit: Visit) -> Step:
    """Say it where nobody waits for a body; what was sent with a form comes in the form's place.

    Not so where others see the form: it would be gone for them too, and it is the client that says
    which message it was. Nor is what a press opens put in a question's place: there it would be in
    the way of the thanks that come by the outbox, and who thinks better of it had none left.
    """
    if visit.where is Where.FORM and visit.scope is Scope.PERSONAL:
        return Change(with_card(card, summary, alert=False))
    return Say(with_card(card, summary))


def _in_place(card: Json) -> Answer:
    return Answer({"statusCode": HTTPStatus.OK, "type": ADAPTIVE, "value": card})
