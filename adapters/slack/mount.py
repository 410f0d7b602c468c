"""The Slack door: hangs its addresses into the aiohttp application, and keeps the rest running.

::

    POST /slack/events            events, commands, buttons, forms, shortcuts; signed by Slack
    GET  /slack/install           to Slack's page of an installation (where OAuth is set up)
    GET  /slack/oauth_redirect    back from it

What is not served is 401 (not signed, forged, stale), 413 (too large), 408 (does not arrive), 415
and 400 (nothing that Slack sends), 503 (an event that cannot be taken now: Slack sends it again).
With SLACK_APP_TOKEN the same comes over a socket that Rytmi opens itself (`socket_mode`).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final

from aiohttp import web

from adapters.slack.counters import Counters
from adapters.slack.door import SlackDoor
from adapters.slack.drawing.render import Renderer
from adapters.slack.installing.bootstrap import begin
from adapters.slack.installing.oauth import OAuth
from adapters.slack.installing.rotation import Rest
from adapters.slack.installing.workspaces import Workspaces
from adapters.slack.listening.answers import Answers
from adapters.slack.listening.bolt import Bolt
from adapters.slack.listening.desk import PATIENCE, Desk
from adapters.slack.listening.home import Homes
from adapters.slack.listening.lock import Lock, Shut, TooLarge, TooSlow
from adapters.slack.listening.mouth import Mouth
from adapters.slack.listening.news import News
from adapters.slack.listening.payload import read_body
from adapters.slack.listening.socket_mode import SocketMode
from adapters.slack.people.roster import Roster
from adapters.slack.sending.courier import SlackCourier
from adapters.slack.upkeep import Upkeep
from adapters.turns import Turns
from dialogs.ports import TimeSource

EVENTS: Final = "/slack/events"
LAST_TURNS: Final = 3.0
"""Seconds that what is under way may take when the service ends."""
WARN_EVERY: Final = timedelta(minutes=1)

log = logging.getLogger(__name__)


class SlackParts:
    """What works together behind the door; nothing runs before `start`."""

    def __init__(
        self, door: SlackDoor, *, patience: float = PATIENCE, rest: Rest = asyncio.sleep
    ) -> None:
        """``patience``: seconds after which Slack is answered, whatever is ready.

        ``rest`` waits so many seconds between two messages of a conversation.
        """
        self.door = door
        self.workspaces = Workspaces(
            door.chats, door.credentials, door.clock, counters=door.counters
        )
        self.roster = Roster(self.workspaces, door.store)
        renderer = Renderer(door.draw)
        self.courier = SlackCourier(self.workspaces, renderer, door, rest=rest)
        self.turns = Turns()
        answers, mouth = Answers(renderer, door.draw), Mouth(self.workspaces)
        homes = Homes(door, self.workspaces, self.roster, answers, mouth)
        self.desk = Desk(
            door,
            self.workspaces,
            self.roster,
            answers,
            mouth,
            homes,
            turns=self.turns,
            patience=patience,
        )
        news = News(door, self.workspaces, self.roster, turns=self.turns, patience=patience)
        self.bolt = Bolt(self.desk, news, door.counters, self.workspaces.wire.api_url)
        self.upkeep = Upkeep(self.workspaces, self.roster, door.clock)
        token = door.credentials.app_token
        self.socket = SocketMode(self.bolt, token, self.workspaces.wire) if token else None
        self._running: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Connect the workspace of SLACK_BOT_TOKEN, then look after all of them.

        Raises SetUpError where a setting is wrong. Where Slack cannot be reached, and that
        workspace was connected before, it goes on and tries again.
        """
        later = await begin(self.workspaces, self.door.organisations)
        loop = asyncio.get_running_loop()
        self._running = [loop.create_task(self.upkeep.run())]
        if later is not None:
            self._running.append(loop.create_task(later))
        if self.socket is not None:
            await self.socket.start()

    async def stop(self) -> None:
        """Bring to an end what is under way, and let go of Slack."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        await self.turns.end(LAST_TURNS)
        if self.socket is not None:
            await self.socket.stop()
            await self.turns.end(LAST_TURNS)
        await self.workspaces.close()


def mount(app: web.Application, door: SlackDoor, *, patience: float = PATIENCE) -> SlackParts:
    """Put the parts together and add their addresses; the caller starts and stops them."""
    parts = SlackParts(door, patience=patience)
    hang(app, parts)
    return parts


def hang(app: web.Application, parts: SlackParts) -> None:
    """Add the addresses that the credentials are good for."""
    credentials = parts.door.credentials
    if credentials.signing_secret:
        lock = Lock(credentials.signing_secret, parts.door.clock)
        gate = _gate(lock, parts.bolt, parts.door.counters, parts.door.clock)
        app.router.add_post(EVENTS, gate)
    if credentials.client_id:
        OAuth(parts.workspaces, parts.door.draw).add_routes(app)


def _gate(
    lock: Lock, bolt: Bolt, counters: Counters, clock: TimeSource
) -> Callable[[web.Request], Awaitable[web.Response]]:
    warned: datetime | None = None

    def turned_away(shut: Shut) -> web.Response:
        nonlocal warned
        counters.requests["http", shut.word] += 1
        now = clock.now()
        if warned is None or now - warned >= WARN_EVERY:
            warned = now
            log.warning(
                "a request was turned away at %s: %s. Where it came from Slack, look at "
                "SLACK_SIGNING_SECRET and at this computer's clock.",
                EVENTS,
                shut.word,
            )
        response = web.Response(status=shut.status, text=shut.word)
        if isinstance(shut, TooLarge | TooSlow):
            response.force_close()
        return response

    async def events(request: web.Request) -> web.Response:
        try:
            body = read_body(request.content_type, await lock.open(request))
        except Shut as shut:
            return turned_away(shut)
        answer = await bolt.dispatch(body)
        kind = "application/json" if answer.body.startswith("{") else "text/plain"
        return web.Response(status=answer.status, text=answer.body, content_type=kind)

    return events
