"""From a reply to what goes back: the body of the acknowledgement, and a call beside it.

Where somebody did something decides how one can answer there. Slack waits three seconds; what is
ready later goes another way (`late`), as far as there is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, assert_never

from adapters.slack import limits
from adapters.slack.door import Draw
from adapters.slack.drawing.render import Renderer
from adapters.slack.listening.visit import Sent, Visit, Where
from dialogs.replies import Close, Correct, Nothing, OpenForm, Reply, Show
from dialogs.telling import Speech
from dialogs.text import Arg, Reader, say
from dialogs.views import Form, Paragraph, View

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """A call of Slack's Web API."""

    method: str
    arguments: Json


@dataclass(frozen=True, slots=True)
class Respond:
    """What is sent to the address that came with a command or a press: seen by them alone."""

    body: Json


Step = Call | Respond


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back."""

    ack: Json | None = None
    """The body of the acknowledgement; None: an empty one."""
    then: Step | None = None
    """What is done before it, while Slack still waits."""


def sentence(key: str, /, **args: Arg) -> View:
    """Return a view of one sentence that the door itself says."""
    words = say(key, **args)
    return View(words, (Paragraph(words),))


class Answers:
    """Draws replies for the place where they are awaited."""

    def __init__(self, renderer: Renderer, draw: Draw) -> None:
        self._renderer = renderer
        self._draw = draw

    def of(self, reply: Reply, visit: Visit, sent: Sent | None) -> Answer:
        """Return the answer to something that was done; ``sent`` is the form, where it was one."""
        match reply.act:
            case Nothing():
                return Answer()
            case Show(view):
                return self._shown(view, reply.reader, visit, stays=True)
            case Close(view):
                return self._shown(view, reply.reader, visit, stays=False)
            case OpenForm(form):
                page = self._next_page(form, sent)
                return self._opened(form, reply.reader, visit, page)
            case Correct(form):
                return self._corrected(form, reply.reader, visit, sent)
        assert_never(reply.act)

    def late(self, reply: Reply, visit: Visit) -> Step | None:
        """Return how something is still said once Slack has stopped waiting; None: not at all.

        A modal can no longer be opened. A form that is to be corrected was left open with all that
        was typed; sent again, it brings the same reply at once.
        """
        match reply.act:
            case Show(view) | Close(view):
                return self._afterwards(view, reply.reader, visit)
            case OpenForm() if visit.where is not Where.FORM:
                return self.told(sentence("slack-form-late"), reply.reader, visit)
            case OpenForm() | Correct() | Nothing():
                return None
        assert_never(reply.act)

    def told(self, view: View, reader: Reader, visit: Visit) -> Step:
        """Say something beside what is going on: where it was done, else in the direct message."""
        body = self._body(view, reader, visit)
        if visit.response_url:
            return Respond(_ephemeral(body))
        channel = visit.channel or visit.user
        quiet = {
            "parse": "none",
            "link_names": False,
            "unfurl_links": False,
            "unfurl_media": False,
        }
        return Call("chat.postMessage", {"channel": channel, **quiet, **body})

    def form_stays(self, view: View, reader: Reader, visit: Visit) -> Answer:
        """Leave a form as it is, with everything typed, and say something at its first field."""
        if not visit.first_field:
            return self._shown(view, reader, visit, stays=True)
        errors = {visit.first_field: Speech(self._draw, reader)(view.summary)}
        return Answer({"response_action": "errors", "errors": errors})

    def _shown(self, view: View, reader: Reader, visit: Visit, *, stays: bool) -> Answer:
        match visit.where:
            case Where.COMMAND:
                return Answer(_ephemeral(self._body(view, reader, visit)))
            case Where.FORM:
                on_top = stays and visit.depth < limits.MODAL_STACK
                modal = self._renderer.showing(view, reader, visit.workspace)
                return Answer({"response_action": "push" if on_top else "update", "view": modal})
            case Where.SHORTCUT | Where.HOME | Where.MODAL:
                modal = self._renderer.showing(view, reader, visit.workspace)
                return Answer(then=_on_screen(modal, visit))
            case Where.TAB:
                return Answer(then=self.home(view, reader, visit))
            case Where.MESSAGE | Where.LINE:
                return Answer(then=self.told(view, reader, visit))
        assert_never(visit.where)

    def home(self, view: View, reader: Reader, visit: Visit) -> Call:
        """Publish somebody's Home tab; not over a newer one, where it is known what is there."""
        arguments: Json = {
            "user_id": visit.user,
            "view": self._renderer.home(view, reader, visit.workspace),
        }
        if visit.where is Where.TAB and visit.view_hash:
            arguments["hash"] = visit.view_hash
        return Call("views.publish", arguments)

    def _body(self, view: View, reader: Reader, visit: Visit) -> Json:
        message = self._renderer.reply(view, reader, visit.workspace)
        return {"text": message.text, "blocks": message.with_pictures()}

    def _opened(self, form: Form, reader: Reader, visit: Visit, page: int | None) -> Answer:
        modal = self._renderer.form(form, reader, visit.workspace, page)
        match visit.where:
            case Where.FORM:
                return Answer({"response_action": "update", "view": modal})
            case Where.LINE | Where.TAB:
                return Answer()  # nobody waits, and the engine knows it
            case _:
                return Answer(then=_on_screen(modal, visit))

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

    def _corrected(self, form: Form, reader: Reader, visit: Visit, sent: Sent | None) -> Answer:
        """Show errors at their fields; Slack then leaves everything as it was typed.

        A sentence about the whole form follows the first of them. Where they are not all on the
        page that was sent, or where there is no field to show them at, the form is drawn anew.
        """
        if sent is None or sent.place.session != form.session:
            return self._opened(form, reader, visit, None)
        page = sent.place.page
        here = self._renderer.fields(form, page) if page < self._renderer.pages(form) else ()
        wrong = {name for name, _ in form.errors}
        if not wrong or not wrong <= set(here) or set(sent.values) != set(here):
            return self._opened(form, reader, visit, None)
        errors = self._renderer.errors(form, reader, page)
        if form.notice is not None and errors:
            first = next(iter(errors))
            errors[first] = f"{errors[first]} {Speech(self._draw, reader)(form.notice)}"
        return Answer({"response_action": "errors", "errors": errors})

    def _afterwards(self, view: View, reader: Reader, visit: Visit) -> Step:
        if visit.where is Where.TAB:
            return self.home(view, reader, visit)
        if visit.where in {Where.FORM, Where.MODAL}:
            modal = self._renderer.showing(view, reader, visit.workspace)
            return Call("views.update", {"view_id": visit.view, "view": modal})
        return self.told(view, reader, visit)


def _on_screen(modal: Json, visit: Visit) -> Call:
    """Open a modal, over the one in which something was pressed while there is room for it."""
    if visit.where is not Where.MODAL:
        return Call("views.open", {"trigger_id": visit.trigger, "view": modal})
    if visit.depth < limits.MODAL_STACK:
        return Call("views.push", {"trigger_id": visit.trigger, "view": modal})
    return Call("views.update", {"view_id": visit.view, "view": modal})


def _ephemeral(body: Json) -> Json:
    return {"response_type": "ephemeral", "replace_original": False, **body}
