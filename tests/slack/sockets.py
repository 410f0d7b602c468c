"""Socket Mode from Slack's side: open sockets, envelopes out, acknowledgements in."""

from __future__ import annotations

import asyncio
import json
import secrets
from dataclasses import dataclass, field
from typing import Any, Final

from aiohttp import WSMsgType, web

from tests.slack.places import Json

MOST: Final = 10
"""Sockets of one app."""


@dataclass
class Sockets:
    """The open sockets of one app; a payload goes to one of them."""

    open: list[web.WebSocketResponse] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    sent: list[Json] = field(default_factory=list)
    _waiting: dict[str, asyncio.Future[Json]] = field(default_factory=dict)
    _turn: int = 0

    async def keep(self, socket: web.WebSocketResponse) -> None:
        """Greet a socket and listen to it until it closes."""
        if len(self.open) >= MOST:
            await self.tell(socket, {"type": "disconnect", "reason": "too_many_websockets"})
            return
        self.open.append(socket)
        await self.tell(
            socket,
            {
                "type": "hello",
                "num_connections": len(self.open),
                "connection_info": {"app_id": "A0RYTMI"},
                "debug_info": {"host": "applink", "approximate_connection_time": 18060},
            },
        )
        self.arrived.set()
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._heard(json.loads(message.data))
        finally:
            self.open.remove(socket)
            if not self.open:
                self.arrived.clear()

    async def tell(self, socket: web.WebSocketResponse, data: Json) -> None:
        """Send a frame."""
        await socket.send_str(json.dumps(data))

    def _heard(self, data: Json) -> None:
        waiting = self._waiting.get(data.get("envelope_id", ""))
        if waiting is not None and not waiting.done():
            waiting.set_result(data.get("payload") or {})

    async def send(self, kind: str, payload: Json, **more: Any) -> asyncio.Future[Json]:  # noqa: ANN401
        """Send an envelope down one of the sockets; return what its acknowledgement will hold."""
        envelope: Json = {
            "type": kind,
            "envelope_id": secrets.token_hex(16),
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
            **more,
        }
        acknowledged: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = acknowledged
        self.sent.append(envelope)
        self._turn += 1
        await self.tell(self.open[self._turn % len(self.open)], envelope)
        return acknowledged

    async def refresh(self) -> None:
        """Ask an app to open its sockets anew, as Slack does every few hours."""
        for each in list(self.open):
            await self.tell(each, {"type": "disconnect", "reason": "refresh_requested"})
            await each.close()

    async def close(self) -> None:
        """Close all sockets."""
        for each in list(self.open):
            await each.close()
