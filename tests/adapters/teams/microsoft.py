"""Microsoft's key set on loopback, and a gate in front of nobody but a list."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters.teams.counters import Counters
from adapters.teams.door import Cloud, Credentials
from adapters.teams.listening.gate import MESSAGES, Gate
from adapters.teams.listening.keys import Keys
from adapters.teams.listening.lock import Lock
from adapters.teams.listening.sdk import TeamsAdapter, Vouching
from adapters.teams.listening.visit import Served
from tests.teams import keys as signing

Json = dict[str, Any]

APP: Final = "5c9b3f6e-2d2a-4d3a-9a53-3d6f0a1c7b10"
TENANT: Final = "9f1c2b3a-7d44-4c55-8e66-0a1b2c3d4e5f"
OTHER_TENANT: Final = "00000000-1111-4222-8333-444444444444"
SERVICE: Final = "https://smba.trafficmanager.net/emea/"
MONDAY: Final = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


@dataclass
class Clock:
    """Stands where it is set."""

    at: datetime = MONDAY

    def now(self) -> datetime:
        return self.at

    def go(self, span: timedelta) -> None:
        self.at += span


@dataclass
class OpenId:
    """Microsoft's OpenID document and key set."""

    keys: signing.Keys = field(default_factory=signing.Keys)
    url: str = ""
    asked: int = 0
    """How often the key set was asked for."""
    document: Json | None = None
    """In place of the usual one."""
    listed: Json | None = None
    """In place of the usual key set."""
    status: int = 200

    def token(self, audience: str = APP, service: str | None = SERVICE, **given: object) -> str:
        """Return a token of Microsoft's."""
        return self.keys.token(audience, service, **given)  # type: ignore[arg-type] # claims

    async def read_document(self, request: web.Request) -> web.Response:
        """Answer with the document."""
        told = self.document or {"issuer": self.keys.issuer, "jwks_uri": f"{self.url}/keys"}
        return web.json_response(told, status=self.status)

    async def read_keys(self, request: web.Request) -> web.Response:
        """Answer with the key set."""
        self.asked += 1
        told = self.keys.published() if self.listed is None else self.listed
        return web.json_response(told, status=self.status)


@asynccontextmanager
async def openid() -> AsyncIterator[OpenId]:
    """Serve a key set."""
    found, app = OpenId(), web.Application()
    app.router.add_get("/openid", found.read_document)
    app.router.add_get("/keys", found.read_keys)
    async with TestServer(app, host="127.0.0.1") as server:
        found.url = f"http://127.0.0.1:{server.port}"
        yield found


def credentials_of(microsoft: OpenId, **given: object) -> Credentials:
    """Return what an operator has set."""
    cloud = Cloud(openid=f"{microsoft.url}/openid")
    made = Credentials(app_id=APP, password="the-client-secret", tenant=TENANT, cloud=cloud)
    return replace(made, **given)  # type: ignore[arg-type] # of its fields


@dataclass
class Gateway:
    """A gate on loopback; who gets through is written down, and answered."""

    microsoft: OpenId
    client: TestClient[web.Request, web.Application]
    keys: Keys
    clock: Clock
    counters: Counters
    taken: list[Json] = field(default_factory=list)
    answer: Served = field(default_factory=Served)

    async def post(self, raw: bytes, headers: dict[str, str]) -> tuple[int, str]:
        """Send these bytes."""
        async with self.client.post(MESSAGES, data=raw, headers=headers) as answer:
            return answer.status, await answer.text()

    async def knock(self, token: str | None = None, **given: object) -> int:
        """Send an activity with a token, and return the status; None: a good one."""
        shown = self.microsoft.token() if token is None else token
        headers = {"Content-Type": "application/json; charset=utf-8"}
        if shown:
            headers["Authorization"] = f"Bearer {shown}"
        status, _ = await self.post(json.dumps(activity(**given)).encode(), headers)
        return status


@asynccontextmanager
async def gateway(microsoft: OpenId, **given: object) -> AsyncIterator[Gateway]:
    """Put up a gate."""
    credentials, clock, counters = credentials_of(microsoft, **given), Clock(), Counters()
    keys = Keys(credentials.cloud.openid, clock, counters)
    adapter = TeamsAdapter(Vouching(credentials, keys))

    async def take(body: Json) -> Served:
        here.taken.append(body)
        return here.answer

    app = web.Application()
    gate = Gate(Lock(credentials), adapter, take, counters, clock)
    app.router.add_post(MESSAGES, gate.messages)
    async with TestClient(TestServer(app, host="127.0.0.1")) as client:
        here = Gateway(microsoft, client, keys, clock, counters)
        yield here
    await keys.close()


def activity(**given: object) -> Json:
    """Return a line to Rytmi as Teams delivers it; None leaves something out."""
    told: Json = {
        "type": "message",
        "id": "1795417200100",
        "timestamp": "2026-11-23T07:00:00.1Z",
        "channelId": "msteams",
        "serviceUrl": SERVICE,
        "from": {"id": "29:1liisa", "name": "Liisa", "aadObjectId": "aad-liisa"},
        "recipient": {"id": f"28:{APP}", "name": "Rytmi"},
        "conversation": {"conversationType": "personal", "tenantId": TENANT, "id": "a:1liisa"},
        "channelData": {"tenant": {"id": TENANT}},
        "text": "status",
        "textFormat": "plain",
        "locale": "en-GB",
    }
    return {name: value for name, value in {**told, **given}.items() if value is not None}
