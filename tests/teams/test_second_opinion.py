"""Microsoft's own SDK takes the double for Microsoft: tokens, activities, and the connector."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from botbuilder.core import CardFactory, MessageFactory, TurnContext
from botbuilder.core.teams import TeamsInfo
from botbuilder.integration.aiohttp import (
    CloudAdapter,
    ConfigurationBotFrameworkAuthentication,
)
from botbuilder.schema import Activity
from botframework.connector.auth import (
    AuthenticationConstants,
    ChannelValidation,
    MicrosoftAppCredentials,
    ServiceClientCredentialsFactory,
)

from tests.patience import AMPLE
from tests.teams.places import Tenant, guid, people_of
from tests.teams.platform import BOT_FRAMEWORK, Platform
from tests.teams.server import serving
from tests.teams.window import Window
from tests.teams.wires import HttpWire

BRICK = {"type": "TextBlock", "text": "x", "wrap": True}


class Present:
    """The clock of the wall, by which the SDK goes."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@contextmanager
def beside(platform: Platform) -> Iterator[None]:
    """Serve the double on a thread of its own: the SDK holds this one up while it asks."""
    ready, loop = threading.Event(), asyncio.new_event_loop()
    over = asyncio.Event()

    async def serve() -> None:
        async with serving(platform):
            ready.set()
            await over.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    try:
        assert ready.wait(30)
        yield
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(AMPLE)
        loop.close()


class Credentials(MicrosoftAppCredentials):  # type: ignore[misc] # the SDK ships no types
    """Takes its tokens from the double's hand; the sign-in of the SDK wants https."""

    def __init__(self, platform: Platform, tenant: str) -> None:
        super().__init__(platform.app.id, "")
        self._issue: Callable[[], str] = lambda: platform.issue(BOT_FRAMEWORK, tenant).value

    def get_access_token(self, force_refresh: bool = False) -> str:
        return self._issue()


class Factory(ServiceClientCredentialsFactory):  # type: ignore[misc] # the same
    """Hands them out."""

    def __init__(self, platform: Platform, tenant: str) -> None:
        self._app, self._credentials = platform.app.id, Credentials(platform, tenant)

    async def is_valid_app_id(self, app_id: str) -> bool:
        return app_id == self._app

    async def is_authentication_disabled(self) -> bool:
        return False

    async def create_credentials(
        self, app_id: str, oauth_scope: str, login_endpoint: str, validate_authority: bool
    ) -> Credentials:
        return self._credentials


@dataclass
class Stock:
    """A bot on the SDK: answers with a card, changes it, takes it away, and asks who is there."""

    adapter: CloudAdapter
    told: list[Any] = field(default_factory=list)

    async def on_turn(self, context: TurnContext) -> None:
        if context.activity.text == "who":
            page = await TeamsInfo.get_paged_members(context)
            self.told += [each.email for each in page.members]
            return
        card = CardFactory.adaptive_card(
            {"type": "AdaptiveCard", "version": "1.5", "body": [BRICK]}
        )
        first = MessageFactory.attachment(card)
        first.summary = "A card"
        sent = await context.send_activity(first)
        self.told.append(sent.id)
        if context.activity.text == "change":
            changed = MessageFactory.text("changed")
            changed.id = sent.id
            await context.update_activity(changed)
        if context.activity.text == "take away":
            await context.delete_activity(sent.id)

    async def messages(self, request: web.Request) -> web.Response:
        activity = Activity().deserialize(await request.json())
        header = request.headers.get("Authorization", "")
        await self.adapter.process_activity(header, activity, self.on_turn)
        return web.Response()


@dataclass
class Table:
    """Aino at her window, and the bot."""

    window: Window
    bot: Stock
    platform: Platform


@pytest.fixture
async def table(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Table]:
    platform = Platform(Present())
    tenant = platform.add_tenant(Tenant(guid("county"), "County", by_policy=True))
    people_of(tenant, ["aino"])
    with beside(platform):
        where = f"{platform.url}/v1/.well-known/openidconfiguration"
        monkeypatch.setattr(ChannelValidation, "open_id_metadata_endpoint", where)
        names = SimpleNamespace(APP_ID=platform.app.id, APP_TYPE="MultiTenant")
        known = ConfigurationBotFrameworkAuthentication(
            names, credentials_factory=Factory(platform, tenant.id)
        )
        bot, app = Stock(CloudAdapter(known)), web.Application()
        app.router.add_post("/api/messages", bot.messages)
        async with TestServer(app) as server, aiohttp.ClientSession() as session:
            wire = HttpWire(platform, session, str(server.make_url("")))
            yield Table(Window(platform, wire, tenant, tenant.user("aino")), bot, platform)


async def test_the_sdk_believes_it_and_writes_to_it(table: Table) -> None:
    window = table.window
    await window.types("hello")
    (message,) = window.messages()
    assert message.card is not None
    assert (message.summary, table.bot.told) == ("A card", [message.id])
    await window.types("change")
    assert [each.text for each in window.messages()] == ["", "changed"]
    await window.types("take away")
    assert len(window.messages()) == 2
    await window.types("who")
    assert table.bot.told[-1] == "aino@county.example"
    assert window.accidents == []
    table.platform.all_well()


async def test_the_sdk_does_not_believe_another_key(table: Table) -> None:
    await table.window.types("hello")
    issuer = AuthenticationConstants.TO_BOT_FROM_CHANNEL_TOKEN_ISSUER
    assert table.platform.keys.issuer == issuer
    table.platform.keys.keys[0].endorsements = ("webchat",)
    token = table.platform.keys.token(guid("another app"), table.window.sent["serviceUrl"])
    activity = Activity().deserialize(table.window.sent)
    with pytest.raises(PermissionError):
        await table.bot.adapter.process_activity(f"Bearer {token}", activity, table.bot.on_turn)
