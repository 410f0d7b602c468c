"""The whole door on loopback, with a county behind it and people's own Teams before it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.teams.door import NAME, Cloud, Credentials, TeamsDoor
from adapters.teams.envelope import write_action
from adapters.teams.mount import TeamsParts, mount
from adapters.teams.tenancy.beginning import settle
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
from tests.conversations.company import ORGANISATION, company
from tests.conversations.slack_stage import with_addresses
from tests.patience import AMPLE
from tests.teams.places import Chat, Json, Message, Tenant, guid, people_of
from tests.teams.platform import Platform
from tests.teams.screen import Screen
from tests.teams.server import serving
from tests.teams.window import Pressable, Window
from tests.teams.wires import Answer, HttpWire

MONDAY: Final = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
"""Monday of week 48, nine o'clock in Helsinki."""
PEOPLE: Final = ("liisa", "matti", "chief", "heidi")
STATUS: Final = Action("status", "show", (("unit", "owls"),))


@dataclass
class Clock:
    """Stands where it is set."""

    at: datetime = MONDAY

    def now(self) -> datetime:
        return self.at

    def go(self, span: timedelta) -> None:
        self.at += span


@dataclass
class Doorstep:
    """The door, with a county behind it that is connected to the tenant."""

    platform: Platform
    tenant: Tenant
    database: Database
    clock: Clock
    parts: TeamsParts
    wire: HttpWire
    events: list[Event]
    """What reached the engine."""
    replies: list[Reply]
    ahead: list[Callable[[Event], Awaitable[None]]] = field(default_factory=list)
    """What happens before the engine gets an event."""
    undrawable: set[str] = field(default_factory=set)
    """Keys of words that cannot be drawn."""

    def window(self, who: str = "liisa", place: Chat | None = None, **given: Any) -> Window:  # noqa: ANN401 - of a window
        """Return somebody at their Teams."""
        return Window(
            self.platform,
            self.wire,
            self.tenant,
            self.tenant.user(f"{who}@county.example"),
            place,
            **given,
        )

    @property
    def chat(self) -> Chat:
        """Liisa's conversation with Rytmi."""
        return self.tenant.personal(self.tenant.user("liisa@county.example"))

    @property
    def channel(self) -> Chat:
        """A channel of a team that has Rytmi."""
        return self.tenant.teams[0].channels[1]

    def card(self, chat: Chat, *actions: Action) -> Message:
        """Put a message of Rytmi's with these buttons into a conversation."""
        tenant = self.tenant.id
        buttons = [
            {
                "type": "Action.Execute",
                "title": each.step,
                "verb": f"{each.flow}.{each.step}",
                "data": write_action(tenant, each),
                "fallback": {
                    "type": "Action.Submit",
                    "title": each.step,
                    "data": write_action(tenant, each),
                },
            }
            for each in actions
        ]
        card = {"type": "AdaptiveCard", "version": "1.5", "body": [], "actions": buttons}
        message = Message(self.platform.stamp(), self.clock.at, card=card, summary="A card")
        chat.messages.append(message)
        return message

    def tell(self, activity: Json) -> Awaitable[Answer]:
        """Deliver an activity."""
        return self.wire.deliver(activity)

    def calls(self) -> list[str]:
        """Return what was asked of Microsoft, but for keys and tokens."""
        return [each.what for each in self.platform.calls if each.what not in _BESIDES]

    async def settled(self) -> None:
        """Wait until everything is done that outlives its request."""
        await self.parts.turns.end(AMPLE)


_BESIDES: Final = frozenset({"openid", "keys", "token", "instance", "configuration", "sign_in"})


def open_form(window: Window) -> Screen:
    """Return the newest card with fields that somebody sees."""
    return next(each for each in reversed(window.cards()) if list(each.inputs()))


@asynccontextmanager
async def doorstep(
    database: Database,
    *,
    patience: float = AMPLE,
    connect: bool = True,
    **given: Any,  # noqa: ANN401 - of the credentials
) -> AsyncIterator[Doorstep]:
    """Open the door."""
    await database.save_structure(with_addresses(company()))
    clock, events, replies = Clock(), list[Event](), list[Reply]()
    platform = Platform(clock)
    tenant = platform.add_tenant(Tenant(guid("county"), "County", by_policy=True))
    people_of(tenant, [*PEOPLE, "stranger"])
    tenant.add_team("County", ("owls",)).has_app = True
    platform.app.tenant = tenant.id
    engine = make_engine(database, clock, lambda: None, HolidayAlmanac())

    async def handle(event: Event) -> Reply:
        events.append(event)
        for before in here.ahead:
            await before(event)
        replies.append(await engine.handle(event))
        return replies[-1]

    def drawn(text: Text, reader: Reader) -> str:
        if isinstance(text, Phrase) and text.key in here.undrawable:
            raise LookupError(text.key)
        return draw(text, reader)

    async def organisations() -> tuple[OrganisationId, ...]:
        return (ORGANISATION,)

    async with serving(platform), aiohttp.ClientSession() as session:
        cloud = Cloud(
            login=platform.url,
            openid=f"{platform.url}/v1/.well-known/openidconfiguration",
            service=f"{platform.url}/emea/",
            graph=platform.url,
        )
        credentials = Credentials(
            app_id=platform.app.id, password=platform.app.secret, tenant=tenant.id, cloud=cloud
        )
        door = TeamsDoor(
            handle=handle,
            store=database,
            chats=database.chats,
            draw=drawn,
            clock=clock,
            credentials=replace(credentials, **given),
            organisations=organisations,
        )
        app = web.Application()
        parts = mount(app, door, patience=patience)
        if connect:
            await settle(parts.tenants, organisations)
            users = {who: tenant.user(f"{who}@county.example") for who in PEOPLE}
            accounts = [
                Account(user.aad, PersonId(who), email=user.email) for who, user in users.items()
            ]
            await database.chats.save_accounts(ORGANISATION, NAME, tenant.id, accounts, MONDAY)
        async with TestServer(app) as server:
            wire = HttpWire(platform, session, str(server.make_url("")))
            here = Doorstep(platform, tenant, database, clock, parts, wire, events, replies)
            try:
                yield here
            finally:
                await parts.stop()


@dataclass
class Hold:
    """Holds an event up until it is opened."""

    opened: asyncio.Event = field(default_factory=asyncio.Event)
    reached: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, event: Event) -> None:
        self.reached.set()
        await self.opened.wait()


def written(answer: Answer) -> str:
    """Return all that an answer says."""
    return json.dumps(answer.body, ensure_ascii=False)


def good_values(form: Screen) -> dict[str, str]:
    """Return what sends a check-in."""
    found = {}
    for each in form.inputs():
        name = each["id"]
        if name.startswith("value:"):
            found[name] = each["choices"][0]["value"] if "choices" in each else "7"
        elif name.startswith("confidence:"):
            found[name] = "7"
    return found


def sender(window: Window, form: Screen) -> Pressable:
    """Return the button that sends a form."""
    return next(each for each in window.pressable() if each.screen is form)
