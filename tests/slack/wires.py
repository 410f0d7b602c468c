"""How Slack reaches an app: signed requests, or envelopes down a socket."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from typing import Final, Protocol
from urllib.parse import urlencode

import aiohttp

from tests.patience import AMPLE
from tests.slack.places import Json
from tests.slack.platform import Platform
from tests.slack.sockets import Sockets

RETRIES: Final = (timedelta(), timedelta(minutes=1), timedelta(minutes=5))
"""How long after a failure Slack sends an event again, the first, second and third time."""


@dataclass(frozen=True)
class Answer:
    """What an app said in the open request."""

    status: int
    body: Json = field(default_factory=dict)
    """The answer as JSON; a plain text comes as ``text``."""
    seconds: float = 0.0
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        """Whether Slack counts it as taken."""
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES


class Wire(Protocol):
    """Carries what happens in Slack to the app."""

    async def command(self, fields: Json) -> Answer:
        """Deliver a slash command."""
        ...

    async def interaction(self, payload: Json) -> Answer:
        """Deliver a press, a shortcut or a submission."""
        ...

    async def event(self, envelope: Json, retry: int = 0, reason: str = "") -> Answer:
        """Deliver an event, for the first time or again."""
        ...


def signed(secret: str, body: bytes, at: int) -> dict[str, str]:
    """Return the headers with which Slack proves that a request is its own."""
    base = b"v0:" + str(at).encode() + b":" + body
    signature = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(at), "X-Slack-Signature": f"v0={signature}"}


class HttpWire:
    """Posts to the app's public address."""

    def __init__(
        self,
        platform: Platform,
        session: aiohttp.ClientSession,
        address: str,
        path: str = "/slack/events",
    ) -> None:
        self.platform = platform
        self._path = path
        self._session = session
        self.moves_to(address)

    def moves_to(self, address: str) -> None:
        """Post to another address from now on."""
        self.url = address.rstrip("/") + self._path

    async def command(self, fields: Json) -> Answer:
        return await self.post(urlencode(fields).encode(), "application/x-www-form-urlencoded")

    async def interaction(self, payload: Json) -> Answer:
        body = urlencode({"payload": json.dumps(payload)}).encode()
        return await self.post(body, "application/x-www-form-urlencoded")

    async def event(self, envelope: Json, retry: int = 0, reason: str = "") -> Answer:
        more = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason} if retry else {}
        return await self.post(json.dumps(envelope).encode(), "application/json", more)

    async def post(
        self, body: bytes, kind: str, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Send a signed request and read what comes back."""
        at = int(self.platform.clock.now().timestamp())
        proof = signed(self.platform.client.signing_secret, body, at)
        loop = asyncio.get_running_loop()
        begun = loop.time()
        async with self._session.post(
            self.url,
            data=body,
            headers={"Content-Type": kind, **proof, **(headers or {})},
            timeout=aiohttp.ClientTimeout(total=AMPLE),
        ) as response:
            text = await response.text()
            return Answer(response.status, _body(text), loop.time() - begun, dict(response.headers))


class SocketWire:
    """Sends envelopes down the sockets that the app has opened."""

    def __init__(self, sockets: Sockets) -> None:
        self.sockets = sockets

    async def command(self, fields: Json) -> Answer:
        return await self._send("slash_commands", fields)

    async def interaction(self, payload: Json) -> Answer:
        return await self._send("interactive", payload)

    async def event(self, envelope: Json, retry: int = 0, reason: str = "") -> Answer:
        more = {"retry_attempt": retry, "retry_reason": reason}
        return await self._send("events_api", envelope, more)

    async def _send(self, kind: str, payload: Json, more: Json | None = None) -> Answer:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        acknowledged = await self.sockets.send(kind, payload, **(more or {}))
        async with asyncio.timeout(AMPLE):
            body = await acknowledged
        return Answer(HTTPStatus.OK, body, loop.time() - begun)


def _body(text: str) -> Json:
    if not text.strip():
        return {}
    try:
        read = json.loads(text)
    except ValueError:
        return {"text": text}
    return read if isinstance(read, dict) else {"text": text}
