"""How Teams reaches an app: signed requests to its one address."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final, Protocol

import aiohttp

from tests.patience import AMPLE
from tests.teams.places import Json
from tests.teams.platform import Platform

PATH: Final = "/api/messages"


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
        """Whether Teams counts it as taken."""
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES


class Wire(Protocol):
    """Carries what happens in Teams to the app."""

    async def deliver(self, activity: Json) -> Answer:
        """Deliver an activity."""
        ...


class HttpWire:
    """Posts to the app's public address, with a token that is Microsoft's own."""

    def __init__(
        self, platform: Platform, session: aiohttp.ClientSession, address: str, path: str = PATH
    ) -> None:
        self.platform = platform
        self._path = path
        self._session = session
        self.moves_to(address)

    def moves_to(self, address: str) -> None:
        """Post to another address from now on."""
        self.url = address.rstrip("/") + self._path

    async def deliver(self, activity: Json) -> Answer:
        address = activity.get("serviceUrl")
        token = self.platform.keys.token(self.platform.app.id, address)
        return await self.post(json.dumps(activity).encode(), {"Authorization": f"Bearer {token}"})

    async def post(
        self, body: bytes, headers: Mapping[str, str], kind: str = "application/json"
    ) -> Answer:
        """Send a request as it is, and read what comes back."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        async with self._session.post(
            self.url,
            data=body,
            headers={"Content-Type": kind, **headers},
            timeout=aiohttp.ClientTimeout(total=AMPLE),
        ) as response:
            text = await response.text()
            return Answer(response.status, _body(text), loop.time() - begun, dict(response.headers))


async def tell(platform: Platform, wire: Wire) -> int:
    """Tell the app what happened while nobody sat at a window; return how much it was."""
    told = 0
    while platform.coming:
        happening = platform.coming.pop(0)
        answer = await wire.deliver(happening.activity)
        assert answer.is_good, (answer.status, happening.activity["type"])
        told += 1
    return told


def _body(text: str) -> Json:
    if not text.strip():
        return {}
    try:
        read = json.loads(text)
    except ValueError:
        return {"text": text}
    return read if isinstance(read, dict) else {"text": text}
