"""The whole round trip against a Slack that others have written: the emulator from npm."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from cryptography.fernet import Fernet
from pydantic import SecretStr
from rich.console import Console

from adapters.slack.scopes import SCOPES
from bot.application import application, assemble
from bot.settings import Settings
from bot.slack.roster import connect
from bot.slack.wiring import SlackChat
from storage.database import Database
from tests.conversations.company import ORGANISATION, company
from tests.conversations.slack_stage import mover, on_its_clock
from tests.conversations.stage import World
from tests.patience import AMPLE
from tests.slack.clockwork import resting
from tests.slack.emulator import Emulator, running_emulator
from tests.slack.envelopes import Envelopes
from tests.slack.modals import Modal
from tests.slack.node import node_or_skip
from tests.slack.places import Json, Workspace
from tests.slack.platform import Platform
from tests.slack.wires import HttpWire

pytestmark = pytest.mark.node

PUBLIC: Final = "https://rytmi.test"
"""Where the browser thinks it is; TLS would end before Rytmi."""
SUNDAY: Final = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
CLIENT_ID, CLIENT_SECRET = "12345.67890", "the-client-secret"
CHIEF: Final = "xoxp-chief"
"""The token of somebody in the workspace who is in the channels and may invite others."""
CHIEFS: Final = ["channels:history", "channels:manage", "channels:read", "channels:write"]
NAMES: Final = tuple(each.id for each in company().people)


@dataclass
class Trip:
    """The emulator, Rytmi's server, and what the test knows of both."""

    emulator: Emulator
    world: World
    address: str
    settings: Settings
    session: aiohttp.ClientSession
    token: str = ""
    team: str = ""

    async def user(self, name: str) -> str:
        """Return the emulator's id of somebody."""
        users = (await self.emulator.call(self.token, "users.list"))["members"]
        return str(next(each["id"] for each in users if each["name"] == name))

    def pen(self, user: str) -> tuple[Envelopes, HttpWire]:
        """Return what writes down what a user does, and what delivers it signed."""
        platform = Platform(self.world.clock)
        workspace = platform.add_workspace(Workspace(self.team, "Emulate"))
        wire = HttpWire(platform, self.session, self.address)
        return Envelopes(platform, workspace, user), wire

    async def direct(self, user: str) -> list[Json]:
        """Return the direct conversation with somebody, oldest message first."""
        opened = await self.emulator.call(self.token, "conversations.open", users=user)
        channel = opened["channel"]["id"]
        read = await self.emulator.call(self.token, "conversations.history", channel=channel)
        return list(reversed(read["messages"]))


def _seed() -> Json:
    return {
        "team": {"name": "County", "domain": "county"},
        "users": [
            {"name": name, "real_name": name.title(), "email": f"{name}@county.example"}
            for name in NAMES
        ],
        "channels": [{"name": "owls"}, {"name": "area"}],
        "oauth_apps": [
            {
                "client_id": CLIENT_ID,
                "client_secret": CLIENT_SECRET,
                "name": "Rytmi",
                "redirect_uris": [f"{PUBLIC}/slack/oauth_redirect"],
                "scopes": sorted(SCOPES),
            }
        ],
        "tokens": [{"token": CHIEF, "user": "chief", "type": "user", "scopes": CHIEFS}],
        "strict_scopes": True,
    }


@asynccontextmanager
async def _rytmi(
    database: Database, url: str, emulator: Emulator, session: aiohttp.ClientSession
) -> AsyncIterator[Trip]:
    people = tuple(replace(each, email=f"{each.id}@county.example") for each in company().people)
    await database.save_structure(replace(company(), people=people))
    world = World(database, SUNDAY)
    rytmi = assemble(database, world.clock, every=timedelta(hours=1), not_before=world.clock.at)
    rytmi = on_its_clock(rytmi, world)
    settings = Settings(
        database_url=url,
        web_door=False,
        slack_signing_secret=SecretStr(Platform(world.clock).client.signing_secret),
        slack_client_id=CLIENT_ID,
        slack_client_secret=SecretStr(CLIENT_SECRET),
        slack_token_keys=SecretStr(Fernet.generate_key().decode()),
        slack_api_url=f"{emulator.url}/api/",
        public_url=PUBLIC,
    )
    chat = SlackChat(settings, lambda _: None, rest=resting(mover(world)), patience=AMPLE)
    served = application(rytmi, url=url, web_door=False, chats=(chat,))
    async with TestServer(served) as server:
        yield Trip(emulator, world, str(server.make_url("")).rstrip("/"), settings, session)


async def _install(trip: Trip) -> None:
    """Go through OAuth as an administrator's browser does."""
    async with trip.session.get(f"{trip.address}/slack/install", allow_redirects=False) as response:
        to_slack = response.headers["Location"]
        cookies = "; ".join(f"{name}={each.value}" for name, each in response.cookies.items())
    asked = {name: values[0] for name, values in parse_qs(urlsplit(to_slack).query).items()}
    async with trip.session.get(to_slack) as response:
        consent = await response.text()
        assert response.status == 200
        assert "Rytmi" in consent
    agreed = {**asked, "user_id": "U000000001"}
    url = f"{trip.emulator.url}/oauth/v2/authorize/callback"
    async with trip.session.post(url, data=agreed, allow_redirects=False) as response:
        back = urlsplit(response.headers["Location"])
    assert f"{back.scheme}://{back.netloc}" == PUBLIC
    there = f"{trip.address}{back.path}?{back.query}"
    async with trip.session.get(there, headers={"Cookie": cookies}) as response:
        assert response.status == 200, await response.text()
    granted = trip.emulator.last("oauth.v2.access").answer
    assert set(granted["scope"].split(",")) == set(SCOPES)
    trip.token, trip.team = granted["access_token"], granted["team"]["id"]


async def _connect(trip: Trip) -> None:
    """Let the operator say whom the workspace speaks for."""
    told = io.StringIO()
    await connect(trip.settings, trip.team, ORGANISATION, Console(file=told, width=200))
    assert f"{len(NAMES)}" in told.getvalue(), told.getvalue()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_from_installing_to_home(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    """Installed, connected, asked, answered, thanked, Home published, picture uploaded."""
    node = await asyncio.to_thread(node_or_skip)
    async with (
        running_emulator(node, tmp_path, _seed()) as emulator,
        aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session,
        _rytmi(database, database_url, emulator, session) as trip,
    ):
        await _install(trip)
        await _connect(trip)
        await _asked_and_answered(trip)
        await _at_home(trip)
        await _with_a_picture(trip)


async def _asked_and_answered(trip: Trip) -> None:
    liisa = await trip.user("liisa")
    await trip.world.live_until(datetime(2026, 11, 2, 7, 0, tzinfo=UTC))
    asked = await trip.direct(liisa)
    assert len(asked) == 1
    assert asked[0]["blocks"]
    pen, wire = trip.pen(liisa)
    typed = pen.command("/okr", "checkin", pen.workspace.direct(liisa))
    typed["trigger_id"] = await trip.emulator.trigger(trip.token, liisa)
    answer = await wire.command(typed)
    assert (answer.status, answer.body) == (200, {})
    opened = trip.emulator.last("views.open").answer
    assert opened["ok"], opened
    modal = _modal(opened["view"])
    _fill(modal, {"value:o1": "41.5", "confidence:o1": "7", "value:o2": "25", "confidence:o2": "8"})
    answer = await wire.interaction(pen.submission(modal))
    assert answer.status == 200
    assert answer.body["response_action"] == "update"
    await trip.world.postman.drain()
    assert await trip.world.values_of("o1") == ["41.5 7"]
    thanked = await trip.direct(liisa)
    assert len(thanked) == 1, "the thanks take the question's place"
    assert "41,5" in str(thanked[0])
    assert thanked[0]["ts"] == asked[0]["ts"]


def _modal(view: Json) -> Modal:
    """Return an opened modal as Slack's window has it."""
    return Modal(view["id"], view, view["root_view_id"], None, view["hash"])


def _fill(modal: Modal, values: dict[str, str]) -> None:
    inputs = {block["block_id"]: block for block, _ in modal.inputs()}
    for name, value in values.items():
        modal.types_into(inputs[name], value)
    assert modal.missing() == []


async def _at_home(trip: Trip) -> None:
    matti = await trip.user("matti")
    pen, wire = trip.pen(matti)
    answer = await wire.event(pen.home_opened())
    assert answer.status == 200
    published = trip.emulator.last("views.publish")
    assert published.answer["ok"], published.answer
    assert published.args["user_id"] == matti
    assert published.args["view"]["blocks"]


async def _with_a_picture(trip: Trip) -> None:
    """Two weeks later a forum meets, in a Slack that draws no charts itself."""
    trip.emulator.unknown_blocks = frozenset({"data_visualization", "container", "table"})
    channels: list[Any] = (await trip.emulator.call(trip.token, "conversations.list"))["channels"]
    owls = next(each["id"] for each in channels if each["name"] == "owls")
    bot = (await trip.emulator.call(trip.token, "auth.test"))["user_id"]
    await trip.emulator.call(CHIEF, "conversations.invite", channel=owls, users=bot)
    await trip.world.live_until(datetime(2026, 11, 19, 6, 30, tzinfo=UTC))
    completed = trip.emulator.last("files.completeUploadExternal").answer
    assert completed["ok"], completed
    file = completed["files"][0]["id"]
    posted = [each for each in trip.emulator.seen if each.method == "chat.postMessage"]
    assert any(file in str(each.args["blocks"]) and each.answer["ok"] for each in posted)
    read = await trip.emulator.call(CHIEF, "conversations.history", channel=owls)
    assert any(file in str(each) for each in read["messages"])
