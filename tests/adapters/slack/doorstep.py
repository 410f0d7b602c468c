"""The whole door on loopback: signed requests go in, and what it tells Slack is written down."""

from __future__ import annotations

import asyncio
import copy
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from typing import Any, Final
from urllib.parse import urlencode

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer

from adapters.slack.door import NAME, Credentials, SlackDoor
from adapters.slack.envelope import write_value
from adapters.slack.installing.bootstrap import settle
from adapters.slack.mount import EVENTS, SlackParts, mount
from dialogs.catalog import make_engine
from dialogs.chats import Account
from dialogs.events import Event
from dialogs.okr.model import OrganisationId, PersonId
from dialogs.replies import Reply
from dialogs.text import Phrase, Reader, Text
from dialogs.views import Action
from dialogs.words.draw import draw
from scheduler.almanac import HolidayAlmanac
from storage.database import Database
from tests.adapters.slack.ground import paint
from tests.adapters.slack.loopback import Json, Loopback
from tests.conversations.company import ORGANISATION, company
from tests.patience import AMPLE

SECRET: Final = "8f742231b10e8888abcd99yyyzzz85a5"
TOKEN: Final = "xoxb-the-secret-of-the-county"
MONDAY: Final = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
"""Monday of week 48, nine o'clock in Helsinki."""
FORM: Final = "application/x-www-form-urlencoded"
JSON: Final = "application/json"
USERS: Final = {"U1LIISA": "liisa", "U1MATTI": "matti", "U1CHIEF": "chief", "U1HEIDI": "heidi"}


@dataclass
class Clock:
    """Stands where it is set."""

    at: datetime = MONDAY

    def now(self) -> datetime:
        return self.at


@dataclass
class Answer:
    """What Slack is answered."""

    status: int
    text: str

    @property
    def body(self) -> Json:
        """What is in it, as JSON; nothing: nothing."""
        read: Json = json.loads(self.text) if self.text else {}
        return read


@dataclass
class Doorstep:
    """The door, with a county behind it that is connected to workspace T1."""

    slack: Loopback
    database: Database
    clock: Clock
    parts: SlackParts
    client: TestClient[web.Request, web.Application]
    events: list[Event]
    """What reached the engine."""
    ahead: list[Callable[[Event], Awaitable[None]]] = field(default_factory=list)
    """What happens before the engine gets an event."""
    undrawable: set[str] = field(default_factory=set)
    """Keys of words that cannot be drawn."""
    numbers: Any = field(default_factory=lambda: count(1))

    async def post(
        self, raw: bytes, kind: str = FORM, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Send these bytes, signed unless other headers are given."""
        given = signed(raw, self.clock.at) if headers is None else dict(headers)
        async with self.client.post(
            EVENTS, data=raw, headers={"Content-Type": kind, **given}
        ) as answer:
            return await _read(answer)

    async def command(self, text: str, **given: str) -> Answer:
        """Type a slash command."""
        return await self.post(urlencode(self.command_fields(text, **given)).encode())

    def command_fields(self, text: str, **given: str) -> dict[str, str]:
        """Return what Slack sends of a slash command."""
        fields = {
            "token": "legacy",
            "team_id": "T1",
            "team_domain": "county",
            "channel_id": "D1",
            "channel_name": "directmessage",
            "user_id": "U1LIISA",
            "user_name": "liisa",
            "command": "/okr",
            "text": text,
            "api_app_id": "A1",
            "is_enterprise_install": "false",
            "response_url": self.response_url,
            "trigger_id": self.trigger(),
        }
        return {**fields, **given}

    async def interaction(self, payload: Json) -> Answer:
        """Press or send something."""
        return await self.post(urlencode({"payload": json.dumps(payload)}).encode())

    async def tell(self, event: Json, **given: object) -> Answer:
        """Tell an event."""
        return await self.post(json.dumps(self.envelope(event, **given)).encode(), JSON)

    def envelope(self, event: Json, **given: object) -> Json:
        """Return what Slack sends of an event."""
        authorization = {
            "enterprise_id": None,
            "team_id": "T1",
            "user_id": "UBOT",
            "is_bot": True,
            "is_enterprise_install": False,
        }
        told = {
            "token": "legacy",
            "team_id": "T1",
            "api_app_id": "A1",
            "type": "event_callback",
            "event": event,
            "event_id": f"Ev{next(self.numbers)}",
            "event_time": int(self.clock.at.timestamp()),
            "authorizations": [authorization],
            "is_ext_shared_channel": False,
        }
        return {**told, **given}

    def line(self, text: str, **given: object) -> Json:
        """Return the event of a line written to Rytmi."""
        event = {
            "type": "message",
            "user": "U1LIISA",
            "channel": "D1",
            "channel_type": "im",
            "text": text,
            "ts": "1795417200.000100",
            "client_msg_id": "b1",
            "team": "T1",
        }
        return {**event, **given}

    def press(self, action: Action, where: str = "message", **given: object) -> Json:
        """Return what Slack sends when a button of ours is pressed."""
        return self.press_value(write_value("T1", action), where, **given)

    def press_value(self, value: str, where: str = "message", **given: object) -> Json:
        """Return what Slack sends when a button with this value is pressed."""
        payload = self.interactive("block_actions")
        payload["actions"] = [
            {
                "type": "button",
                "action_id": "a0",
                "block_id": "b0",
                "text": {"type": "plain_text", "text": "Press"},
                "value": value,
                "action_ts": "1795417200.1",
            }
        ]
        if where == "message":
            payload["container"] = {
                "type": "message",
                "message_ts": "1.1",
                "channel_id": "D1",
                "is_ephemeral": False,
            }
            payload["channel"] = {"id": "D1", "name": "directmessage"}
            payload["message"] = {"type": "message", "ts": "1.1", "bot_id": "B1", "text": "…"}
            payload["response_url"] = self.response_url
        else:
            payload["container"] = {"type": "view", "view_id": "V1"}
            payload["view"] = {
                "id": "V1",
                "team_id": "T1",
                "type": where,
                "hash": "1.h",
                "root_view_id": "V1",
                "previous_view_id": None,
                "callback_id": "showing",
                "app_installed_team_id": "T1",
            }
        return {**payload, **given}

    def interactive(self, kind: str) -> Json:
        """Return what every interaction begins with."""
        return {
            "type": kind,
            "user": {"id": "U1LIISA", "username": "liisa", "name": "liisa", "team_id": "T1"},
            "api_app_id": "A1",
            "token": "legacy",
            "trigger_id": self.trigger(),
            "team": {"id": "T1", "domain": "county"},
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def submission(self, modal: Json, values: Mapping[str, str], **view: object) -> Json:
        """Return what Slack sends when a modal of ours is filled in and sent."""
        shown = {
            **modal,
            "id": "V1",
            "team_id": "T1",
            "hash": "1.h",
            "state": {"values": state(modal, values)},
            "root_view_id": "V1",
            "previous_view_id": None,
            "app_installed_team_id": "T1",
            **view,
        }
        return {**self.interactive("view_submission"), "view": shown, "response_urls": []}

    def trigger(self) -> str:
        """Return a trigger that was never used."""
        return f"{next(self.numbers)}.2.abc"

    @property
    def response_url(self) -> str:
        """Where one may answer."""
        return f"{self.slack.url}/respond/{next(self.numbers)}"

    async def settled(self) -> None:
        """Wait until everything is done that outlives its request."""
        await self.parts.turns.end(AMPLE)


async def _read(answer: ClientResponse) -> Answer:
    return Answer(answer.status, await answer.text())


def signed(raw: bytes, at: datetime, secret: str = SECRET) -> dict[str, str]:
    """Return the headers with which Slack signs."""
    timestamp = str(int(at.timestamp()))
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + raw, hashlib.sha256)
    return {
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": f"v0={digest.hexdigest()}",
    }


def inputs(modal: Json) -> list[str]:
    """Return the fields of a modal."""
    return [each["block_id"] for each in modal["blocks"] if each["type"] == "input"]


def state(modal: Json, values: Mapping[str, str]) -> Json:
    """Return a modal's state with these values, the other fields as they were drawn."""
    found: Json = {}
    for block in modal["blocks"]:
        if block["type"] != "input":
            continue
        element, name = block["element"], block["block_id"]
        kind, given = element["type"], values.get(name)
        if kind in {"static_select", "radio_buttons"}:
            first = copy.deepcopy(element.get("initial_option"))
            chosen = first if given is None else _option(element, given)
            filled: Json = {"type": kind, "selected_option": chosen}
        else:
            filled = {"type": kind, "value": given or element.get("initial_value")}
        found[name] = {element["action_id"]: filled}
    return found


def _option(element: Json, value: str) -> Json:
    return next(each for each in element["options"] if each["value"] == value)


@asynccontextmanager
async def doorstep(
    slack: Loopback,
    database: Database,
    *,
    patience: float = AMPLE,
    **given: object,
) -> AsyncIterator[Doorstep]:
    """Open the door."""
    clock, events = Clock(), list[Event]()
    slack.tokens[TOKEN] = {
        "team_id": "T1",
        "team": "County",
        "user_id": "UBOT",
        "bot_id": "B1",
        "is_enterprise_install": False,
    }
    await database.save_structure(company())
    engine = make_engine(database, clock, lambda: None, HolidayAlmanac())

    async def handle(event: Event) -> Reply:
        for ahead in here.ahead:
            await ahead(event)
        events.append(event)
        return await engine.handle(event)

    def drawn(text: Text, reader: Reader) -> str:
        if isinstance(text, Phrase) and text.key in here.undrawable:
            raise LookupError(text.key)
        return draw(text, reader)

    async def organisations() -> tuple[OrganisationId, ...]:
        return tuple(each.id for each in await database.organisations())

    credentials = Credentials(
        signing_secret=SECRET,
        bot_token=TOKEN,
        organisation=ORGANISATION,
        api_url=f"{slack.url}/api/",
    )
    credentials = replace(credentials, **given)  # type: ignore[arg-type] # fields of their own kinds
    door = SlackDoor(
        handle, database, database.chats, drawn, paint, clock, credentials, organisations
    )
    app = web.Application()
    parts = mount(app, door, patience=patience)
    await settle(parts.workspaces, organisations)
    accounts = [Account(user, PersonId(who)) for user, who in USERS.items()]
    await database.chats.save_accounts(ORGANISATION, NAME, "T1", accounts, MONDAY)
    async with TestClient(TestServer(app)) as client:
        here = Doorstep(slack, database, clock, parts, client, events)
        try:
            yield here
        finally:
            await parts.stop()


@dataclass
class Gate:
    """Holds an event up until it is opened."""

    opened: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, event: Event) -> None:
        await self.opened.wait()
