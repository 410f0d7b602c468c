"""Socket Mode: the same work without a public address, and the socket keeps itself open."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
import pytest_asyncio
from aiohttp import WSMsgType, web
from aiohttp.test_utils import TestServer

from adapters.slack.listening.socket_mode import SocketMode
from adapters.slack.wire import Wire
from dialogs.events import Event
from dialogs.ports import StoreUnavailableError
from storage.database import Database
from tests.adapters.slack.doorstep import Doorstep, doorstep
from tests.adapters.slack.loopback import Json, Loopback, no

TOKEN = "xapp-1-the-app-token"


@dataclass
class Sockets:
    """Slack's end of the sockets."""

    url: str = ""
    asked: int = 0
    """How often an address was asked for."""
    refusing: bool = False
    failing: int = 0
    """How many sockets are not opened; an address is good once."""
    used: set[str] = field(default_factory=set)
    refused: asyncio.Queue[int] = field(default_factory=asyncio.Queue)
    closed: asyncio.Event = field(default_factory=asyncio.Event)
    tokens: list[str] = field(default_factory=list)
    acks: asyncio.Queue[Json] = field(default_factory=asyncio.Queue)
    arrived: asyncio.Queue[web.WebSocketResponse] = field(default_factory=asyncio.Queue)

    async def connected(self) -> web.WebSocketResponse:
        """Wait for a socket."""
        return await asyncio.wait_for(self.arrived.get(), 10)

    async def ack(self) -> Json:
        """Wait for an acknowledgement."""
        return await asyncio.wait_for(self.acks.get(), 10)

    async def open_address(self, request: web.Request) -> web.Response:
        self.asked += 1
        self.tokens.append(request.headers["Authorization"].removeprefix("Bearer "))
        if self.refusing:
            self.refused.put_nowait(self.asked)
            return web.json_response({"ok": False, "error": "internal_error"})
        url = self.url.replace("http:", "ws:")
        return web.json_response({"ok": True, "url": f"{url}/link?ticket=secret-{self.asked}"})

    async def link(self, request: web.Request) -> web.WebSocketResponse:
        ticket = request.query["ticket"]
        if ticket != f"secret-{self.asked}" or ticket in self.used:
            raise web.HTTPForbidden
        self.used.add(ticket)
        if self.failing:
            self.failing -= 1
            raise web.HTTPServiceUnavailable
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        self.arrived.put_nowait(socket)
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                self.acks.put_nowait(json.loads(message.data))
        self.closed.set()
        return socket


def envelope(kind: str, payload: Json, name: str = "e1") -> Json:
    return {
        "envelope_id": name,
        "type": kind,
        "payload": payload,
        "accepts_response_payload": kind != "events_api",
    }


@pytest_asyncio.fixture
async def sockets() -> AsyncIterator[Sockets]:
    made = Sockets()
    app = web.Application()
    app.router.add_post("/api/apps.connections.open", made.open_address)
    app.router.add_get("/link", made.link)
    async with TestServer(app) as server:
        made.url = f"http://127.0.0.1:{server.port}"
        yield made


@asynccontextmanager
async def listening(door: Doorstep, sockets: Sockets) -> AsyncIterator[SocketMode]:
    """Open a socket; one looks after it all the time."""

    async def rest(_: float) -> None:
        await asyncio.sleep(0.01)

    wire = Wire(f"{sockets.url}/api/")
    mode = SocketMode(door.parts.bolt, TOKEN, wire, every=0.05, rest=rest)
    await mode.start()
    try:
        yield mode
    finally:
        await mode.stop()
        await wire.close()


async def test_a_command_is_answered_over_the_socket(door: Doorstep, sockets: Sockets) -> None:
    async with listening(door, sockets):
        socket = await sockets.connected()
        fields = door.command_fields("status owls")
        await socket.send_json(envelope("slash_commands", dict(fields)))
        ack = await sockets.ack()
        assert ack["envelope_id"] == "e1"
        assert ack["payload"]["response_type"] == "ephemeral"
        assert "Result o1" in ack["payload"]["text"]
        assert sockets.tokens == [TOKEN]


async def test_a_form_is_opened_and_an_event_taken(door: Doorstep, sockets: Sockets) -> None:
    async with listening(door, sockets):
        socket = await sockets.connected()
        await socket.send_json(envelope("slash_commands", dict(door.command_fields("checkin"))))
        assert await sockets.ack() == {"envelope_id": "e1"}
        assert len(door.slack.of("views.open")) == 1
        told = door.envelope(door.line("help"), event_id="Ev1")
        for name in ("e2", "e3"):
            await socket.send_json(envelope("events_api", told, name) | {"retry_attempt": 1})
            assert (await sockets.ack())["envelope_id"] == name
        assert {event.origin.delivery for event in door.events[1:]} == {"slack:T1:event:Ev1"}


async def test_what_came_over_http_already_is_not_done_again(
    door: Doorstep, sockets: Sockets
) -> None:
    told = door.envelope(door.line("o1 12 7"), event_id="Ev1")
    await door.post(json.dumps(told).encode(), "application/json")
    async with listening(door, sockets):
        socket = await sockets.connected()
        await socket.send_json(envelope("events_api", told))
        await sockets.ack()
    assert len({event.origin.delivery for event in door.events}) == 1


async def test_what_cannot_be_taken_is_not_acknowledged_so_that_slack_sends_it_again(
    door: Doorstep, sockets: Sockets
) -> None:
    refused = asyncio.Event()

    async def unavailable(event: Event) -> None:
        refused.set()
        raise StoreUnavailableError

    async with listening(door, sockets):
        socket = await sockets.connected()
        door.ahead.append(unavailable)
        await socket.send_json(envelope("events_api", door.envelope(door.line("help")), "lost"))
        await refused.wait()
        door.ahead.clear()
        await socket.send_json(envelope("events_api", door.envelope(door.line("help")), "kept"))
        assert (await sockets.ack())["envelope_id"] == "kept"


@pytest.mark.parametrize("odd", [{}, {"type": "x"}, {"event": 5, "type": "event_callback"}])
async def test_what_is_nothing_of_slacks_does_no_harm(
    door: Doorstep, sockets: Sockets, odd: Json
) -> None:
    async with listening(door, sockets):
        socket = await sockets.connected()
        await socket.send_json(envelope("events_api", odd, "odd"))
        await socket.send_json(envelope("events_api", door.envelope(door.line("help")), "good"))
        acks = [await sockets.ack()]
        if acks[0]["envelope_id"] == "odd":
            acks.append(await sockets.ack())
        assert acks[-1]["envelope_id"] == "good"


async def test_slack_asks_for_another_socket_and_gets_it(door: Doorstep, sockets: Sockets) -> None:
    async with listening(door, sockets):
        first = await sockets.connected()
        await first.send_json({"type": "disconnect", "reason": "refresh_requested"})
        second = await sockets.connected()
        assert second is not first
        await second.send_json(envelope("slash_commands", dict(door.command_fields("status"))))
        assert (await sockets.ack())["envelope_id"] == "e1"


async def test_a_broken_socket_is_opened_again_with_a_new_address(
    door: Doorstep, sockets: Sockets, caplog: pytest.LogCaptureFixture
) -> None:
    async with listening(door, sockets):
        first = await sockets.connected()
        await first.close()
        second = await sockets.connected()
        assert second is not first
        assert sockets.asked >= 2
    assert "secret-" not in caplog.text


async def test_an_address_that_did_not_open_is_not_tried_for_ever(
    door: Doorstep, sockets: Sockets
) -> None:
    sockets.failing = 2
    async with listening(door, sockets):
        await sockets.connected()
    assert sockets.asked >= 3


async def test_while_slack_is_out_of_reach_one_goes_on_asking(
    door: Doorstep, sockets: Sockets, caplog: pytest.LogCaptureFixture
) -> None:
    sockets.refusing = True
    async with listening(door, sockets):
        for _ in range(3):
            await asyncio.wait_for(sockets.refused.get(), 10)
        sockets.refusing = False
        await sockets.connected()
    assert TOKEN not in caplog.text


async def test_nothing_is_left_open_at_the_end(door: Doorstep, sockets: Sockets) -> None:
    async with listening(door, sockets) as mode:
        await sockets.connected()
        await mode.stop()
        await asyncio.wait_for(sockets.closed.wait(), 10)
        await mode.stop()


async def test_the_door_opens_and_closes_its_socket_itself(
    slack: Loopback, county: Database
) -> None:
    asked = asyncio.Event()
    slack.on_call = lambda call: asked.set() if call.method == "apps.connections.open" else None
    slack.next("apps.connections.open", *[no("internal_error")] * 20)
    async with doorstep(slack, county, app_token=TOKEN, signing_secret="") as here:
        assert here.parts.socket is not None
        await here.parts.start()
        await asyncio.wait_for(asked.wait(), 10)
