"""What is sent from the page: typed lines, pressed buttons, filled-in forms, moves of the clock."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import Any, assert_never
from urllib.parse import quote

from aiohttp import web

from adapters.web.asides import Aside, Typed, Whispered
from adapters.web.conversation import Conversations, Scene
from adapters.web.directory import gather, gathered
from adapters.web.door import Speech
from adapters.web.guard import NotUnderstood, read_body
from adapters.web.inbound import answered, line_typed, pressed, read_fields, said, seen
from adapters.web.site import Site, base_of, desk_of, html_response, json_response, wants_json
from dialogs.events import Answered, Event
from dialogs.okr.model import ChannelId, Organisation, OrganisationId, PersonId
from dialogs.replies import Act, Close, Correct, Nothing, OpenForm, Reply, Show
from dialogs.views import Form, View

NONCE_HEADER = "X-Request-Nonce"
Read = Callable[[OrganisationId, PersonId, Mapping[str, str], str | None], Event]


class Inbox:
    """Answers POST: asks the engine and draws its reply into the same response."""

    def __init__(self, site: Site, conversations: Conversations) -> None:
        self._site = site
        self._conversations = conversations

    async def say(self, request: web.Request) -> web.StreamResponse:
        """Take in a typed line."""
        return await self._take(request, said, typed=True)

    async def press(self, request: web.Request) -> web.StreamResponse:
        """Take in a pressed button."""
        return await self._take(request, pressed)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Take in a filled-in form."""
        return await self._take(request, _answered)

    async def _take(
        self, request: web.Request, read: Read, *, typed: bool = False
    ) -> web.StreamResponse:
        fields = read_fields(request.content_type, await read_body(request))
        organisation = await self._site.organisation(request)
        person = await self._site.person(organisation.id, request)
        event = read(organisation.id, person.id, fields, request.headers.get(NONCE_HEADER))
        reply = await self._site.door.handle(event)
        channel = ChannelId(fields["channel"]) if fields.get("channel") else None
        speech = self._site.speech(request, organisation)
        desk = desk_of(organisation, person, channel, seen(fields) or 0)
        scene = Scene(self._site, organisation, person, desk, speech)
        asides = self._asides(event, reply, line_typed(fields) if typed else None, fields)
        if seen(fields) is not None and not reply.secret:
            for aside in asides:
                self._site.asides.add(desk.here, aside)
        if wants_json(request):
            return json_response(drawn(reply, scene, asides))
        return await self._without_script(request, reply, fields)

    def _asides(
        self, event: Event, reply: Reply, line: str | None, fields: Mapping[str, str]
    ) -> list[Aside]:
        after, now = seen(fields) or 0, self._site.mover.now()
        delivery = event.origin.delivery
        asides = [] if line is None else [Aside(delivery, after, now, Typed(line))]
        view = _view(reply.act)
        if view is not None:
            asides.append(Aside(delivery, after, now, Whispered(view, reply.reader)))
        return asides

    async def _without_script(
        self, request: web.Request, reply: Reply, fields: Mapping[str, str]
    ) -> web.StreamResponse:
        """Draw the whole page with the form in it, or lead back to the conversation."""
        scene, directory = await self._conversations.scene(
            request, fields.get("channel") or None, seen(fields) or 0
        )
        form, view = _form(reply.act), _view(reply.act)
        renderer = self._site.renderer
        if form is not None:
            sheet = renderer.form(form, reply.reader, scene.desk)
        elif view is not None and reply.secret:
            sheet = renderer.view(view, reply.reader, scene.desk)  # it is shown here, and only now
        else:
            raise web.HTTPSeeOther(scene.desk.here)
        return html_response(await self._conversations.whole(scene, directory, sheet=sheet))

    # --- the clock ----------------------------------------------------------------------------

    async def clock(self, request: web.Request) -> web.StreamResponse:
        """Draw the clock bar anew."""
        organisation = await self._site.organisation(request)
        speech = self._site.speech(request, organisation)
        return json_response({"html": self._bar(organisation, speech, request.query.get("here"))})

    async def move_clock(self, request: web.Request) -> web.StreamResponse:
        """Move the clock, and answer when all that was planned on the way has been done."""
        fields = read_fields(request.content_type, await read_body(request))
        organisation = await self._site.organisation(request)
        speech = self._site.speech(request, organisation)
        nonce = request.headers.get(NONCE_HEADER) or fields.get("nonce") or secrets.token_hex()
        try:
            moved = await self._site.mover.move(fields.get("target", ""), nonce)
        except KeyError as error:
            raise NotUnderstood from error
        here = _inside(fields.get("here"), organisation)
        if not wants_json(request):
            raise web.HTTPSeeOther(here)
        harvest = await self._harvest(organisation, speech, here)
        return json_response(
            {
                "reply": "moved" if moved else "busy",
                "now": self._site.mover.now().isoformat(),
                "html": self._bar(organisation, speech, here),
                "harvest": harvest,
                "announce": speech("web-clock-moved") if moved else speech("web-clock-busy"),
            },
            200 if moved else 409,
        )

    async def _harvest(self, organisation: Organisation, speech: Speech, here: str) -> str:
        """Draw what the clock's last move has brought."""
        site = self._site
        directory = await site.door.store.read(organisation.id, gather)
        # Channels are seen through the eyes of whoever looks at this page.
        mine = here.partition("/in/")[0]
        if "/as/" not in mine:
            mine = f"{base_of(organisation)}/as/{quote(directory.start() or '', safe='')}"
        what = gathered(directory, mine, site.mover.harvest(organisation.id), speech)
        macros: Any = site.environment.get_template("bar.html").module
        return str(macros.harvest(speech, what))

    def _bar(self, organisation: Organisation, speech: Speech, here: str | None) -> str:
        environment = self._site.environment
        macros: Any = environment.get_template("bar.html").module
        token: Any = environment.globals["nonce"]
        bar = self._site.bar(organisation, speech)
        base = base_of(organisation)
        return str(
            macros.bar(
                t=speech,
                action=f"{base}/clock",
                here=_inside(here, organisation),
                token=token(),
                **bar,
            )
        )


def drawn(reply: Reply, scene: Scene, asides: list[Aside]) -> dict[str, object]:
    """Draw a reply for a program or the page's script; the same keys whatever the reply."""
    act = reply.act
    log = scene.log([scene.aside(aside) for aside in asides])
    content: dict[str, object] = {
        "reply": _kind(act),
        "session": None,
        "version": None,
        "errors": {},
        "html": "",
        "log": log,
        "announce": "",
    }
    draw = scene.site.renderer.text
    form = _form(act)
    if form is not None:
        content["session"] = form.session
        content["version"] = form.version
        content["errors"] = {field: draw(text, reply.reader) for field, text in form.errors}
        content["html"] = str(scene.site.renderer.form(form, reply.reader, scene.desk))
    view = _view(act)
    if view is not None:
        content["html"] = str(scene.site.renderer.view(view, reply.reader, scene.desk))
        content["announce"] = draw(view.summary, reply.reader)
    return content


def _kind(act: Act) -> str:
    match act:
        case Nothing():
            return "nothing"
        case OpenForm():
            return "open_form"
        case Correct():
            return "correct"
        case Close():
            return "close"
        case Show():
            return "show"
    assert_never(act)


def _form(act: Act) -> Form | None:
    return act.form if isinstance(act, OpenForm | Correct) else None


def _view(act: Act) -> View | None:
    return act.view if isinstance(act, Close | Show) else None


def _answered(
    organisation: OrganisationId, person: PersonId, fields: Mapping[str, str], _nonce: str | None
) -> Answered:
    return answered(organisation, person, fields)


def _inside(here: str | None, organisation: Organisation) -> str:
    """Return a path to go back to; only one within the organisation is believed."""
    base = base_of(organisation)
    if here is not None and here.startswith(f"{base}/") and here.isprintable() and "\\" not in here:
        return here
    return base
