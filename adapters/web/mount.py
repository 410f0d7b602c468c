"""The web door: hangs the demonstration page into an aiohttp application.

Pages (HTML, for people)::

    GET  /                                      leads to the first organisation
    GET  /o/ORG                                 leads to the person who is shown first
    GET  /o/ORG/as/PERSON                       a person's conversation with Rytmi
    GET  /o/ORG/as/PERSON/in/CHANNEL            a forum's channel as that person sees it
    GET  …/messages?above=PLACE                 what came since, as JSON {html, place, count}
    GET  /o/ORG/news                            server-sent events: ``places`` and ``clock``
    GET  /o/ORG/clock                           the clock bar, as JSON {html}
    POST /o/ORG/clock                           target, nonce: moves the clock
    GET  /o/ORG/as/PERSON/retro/RETRO.FORM      a published retro as a document; FORM: docx, md
    GET  /o/ORG/rehearsal?span=SPAN&unit=UNIT   what would be sent; SPAN: week, month, quarter

What a person does (fields as a form or as a JSON object)::

    POST /o/ORG/as/PERSON/say                   text
    POST /o/ORG/as/PERSON/press                 flow, step, a.NAME…   (JSON: args {…})
    POST /o/ORG/as/PERSON/answer                session, version, f.FIELD…   (JSON: values {…})

A program sends ``Accept: application/json`` and gets, with status 200 whatever the engine said::

    {"reply": "nothing" | "open_form" | "correct" | "close" | "show",
     "session": "…", "version": 1,              of the form that is open now, else null
     "errors": {"FIELD": "sentence"},           of a form that is to be corrected
     "html": "…",                               the form, or the message that is shown
     "log": "…",                                entries for the conversation
     "announce": "…"}                           what a screen reader should say at once

What is not served is 400 (not understood), 403 (from elsewhere), 404 (no such organisation, person
or channel), 413 (too large), 503 (the database cannot be reached now, or too much is asked for at
once) or 504 (a rehearsal that is too large for a page); for a program as
``{"reply": "refused", "errors": {"": "…"}}``.

A repeated request is recognised: an answer by its session, version and values; a line, a press and
a move by their ``X-Request-Nonce`` header or ``nonce`` field; without one, each request is its own.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

from adapters.web.clock import Mover
from adapters.web.conversation import Conversations
from adapters.web.courier import Bell, WebCourier
from adapters.web.door import CommandHint, DemoClock, Draw, Target, WebDoor
from adapters.web.guard import HEADERS, NotNow, Refusal, check_host, check_origin
from adapters.web.handout import Handout
from adapters.web.inbox import Inbox
from adapters.web.news import News
from adapters.web.rehearsal import RehearsalPage
from adapters.web.render import Renderer, environment
from adapters.web.site import Site, refused
from dialogs.ports import StoreUnavailableError

__all__ = [
    "Bell",
    "CommandHint",
    "DemoClock",
    "Draw",
    "Target",
    "WebCourier",
    "WebDoor",
    "mount",
]

log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def mount(app: web.Application, door: WebDoor) -> None:
    """Add the page's routes; streams of news end when the application shuts down."""
    made = environment()
    site = Site(
        door=door,
        environment=made,
        renderer=Renderer(door.draw, made, () if door.documents is None else door.documents.forms),
        mover=Mover(door.clock, door.bell, door.arrivals),
    )
    conversations = Conversations(site)
    inbox = Inbox(site, conversations)
    person = "/o/{organisation}/as/{person}"
    channel = f"{person}/in/{{channel}}"
    table: tuple[tuple[str, str, Handler], ...] = (
        ("GET", "/", conversations.home),
        ("GET", "/static/{name}", site.static.serve),
        ("GET", "/o/{organisation}", conversations.enter),
        ("GET", "/o/{organisation}/news", News(site).stream),
        ("GET", "/o/{organisation}/clock", inbox.clock),
        ("POST", "/o/{organisation}/clock", inbox.move_clock),
        ("GET", person, conversations.page),
        ("GET", f"{person}/messages", conversations.news),
        ("POST", f"{person}/say", inbox.say),
        ("POST", f"{person}/press", inbox.press),
        ("POST", f"{person}/answer", inbox.answer),
        ("GET", channel, conversations.page),
        ("GET", f"{channel}/messages", conversations.news),
    )
    for method, path, handler in table:
        app.router.add_route(method, path, _guarded(site, handler))
    if door.documents is not None:
        handed = Handout(site, door.documents)
        app.router.add_route("GET", f"{person}/retro/{{file}}", _guarded(site, handed.serve))
    rehearsal = None if door.rehearse is None else RehearsalPage(site, door.rehearse)
    if rehearsal is not None:
        path = "/o/{organisation}/rehearsal"
        app.router.add_route("GET", path, _guarded(site, rehearsal.page))

    async def close(_app: web.Application) -> None:
        door.bell.close()
        if rehearsal is not None:
            await rehearsal.close()

    app.on_shutdown.append(close)


def _guarded(site: Site, handler: Handler) -> Handler:
    """Let a handler see only what comes from this computer, and send its response with headers."""

    async def served(request: web.Request) -> web.StreamResponse:
        try:
            check_host(request)
            if request.method == "POST":
                check_origin(request)
            response = await handler(request)
        except Refusal as refusal:
            response = refused(site, request, refusal)
        except StoreUnavailableError as error:
            log.warning("a request was put off: %s", error)
            response = refused(site, request, NotNow())
        except web.HTTPException as redirection:
            redirection.headers.update(HEADERS)
            raise
        if not response.prepared:
            response.headers.update(HEADERS)
        return response

    return served
