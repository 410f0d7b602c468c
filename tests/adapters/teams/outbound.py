"""The parts of the Teams door that speak to Microsoft, over a database and Microsoft's double."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from adapters.teams.door import NAME, Cloud, Credentials, TeamsDoor
from adapters.teams.drawing.render import Renderer
from adapters.teams.people.installing import Installer
from adapters.teams.people.roster import Roster
from adapters.teams.people.sightings import sighting_of
from adapters.teams.sending.connector import Connector
from adapters.teams.sending.courier import TeamsCourier
from adapters.teams.tenancy.places import Places
from adapters.teams.tenancy.tenants import Tenants
from adapters.teams.upkeep import Upkeep
from adapters.teams.wire import PATIENCE, Wire
from dialogs.chats import Account, Conversation, Workspace
from dialogs.events import Event
from dialogs.okr.model import ChannelId, OrganisationId, PersonId
from dialogs.posts import Parcel, Post, PostKind, ToChannel
from dialogs.replies import Nothing, Reply
from dialogs.words.draw import draw
from storage.database import Database
from tests.storage.support import ANNA, NOW, OMA, READER, post
from tests.teams.activities import Activities
from tests.teams.faults import Call
from tests.teams.places import Chat, Message, Team, Tenant, User, guid
from tests.teams.platform import Platform
from tests.teams.server import serving

TENANT = guid("oma")
KEY = "ask:north:2026-W47:anna"


@dataclass
class Clock:
    """Stands until it is moved."""

    at: datetime = NOW

    def now(self) -> datetime:
        return self.at

    def go(self, span: timedelta) -> None:
        self.at += span


@dataclass
class Rests:
    """Counts the waits, and lets the time go on."""

    clock: Clock
    seconds: list[float] = field(default_factory=list)
    meanwhile: Callable[[], Awaitable[None]] | None = None

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        self.clock.go(timedelta(seconds=seconds))
        if self.meanwhile is not None:
            await self.meanwhile()


@dataclass
class Outbound:
    """One replica."""

    platform: Platform
    tenant: Tenant
    database: Database
    clock: Clock
    rests: Rests
    door: TeamsDoor
    connector: Connector
    tenants: Tenants
    places: Places
    roster: Roster
    courier: TeamsCourier
    installer: Installer
    upkeep: Upkeep

    async def registered(
        self, tenant: Tenant | None = None, organisation: OrganisationId | None = OMA
    ) -> Workspace:
        """Register a tenant, and connect it."""
        name = (tenant or self.tenant).id
        await self.tenants.register(name)
        if organisation is not None:
            await self.database.chats.connect(NAME, name, organisation)
        self.tenants.forget(name)
        found = await self.tenants.find(name)
        assert found is not None
        return found

    def user(self, name: str, *, has_app: bool = True, **given: Any) -> User:  # noqa: ANN401 - any part of a user
        """Let somebody join the tenant, with ``name@example.org``."""
        made = User(guid(f"{self.tenant.id}/{name}"), name.title(), f"{name}@example.org")
        made.has_app = has_app
        return self.tenant.add_user(replace(made, **given))

    def team(self, name: str, *channels: str) -> Team:
        """Let there be a team with Rytmi in it."""
        made = self.tenant.add_team(name, channels)
        made.has_app = True
        return made

    def told(self, user: User, chat: Chat | None = None, text: str = "hello") -> dict[str, Any]:
        """Return the activity of a line that somebody writes."""
        made = Activities(self.platform, self.tenant, user)
        return made.text(text, chat or self.tenant.personal(user))

    async def seen(self, user: User, chat: Chat | None = None) -> None:
        """Let somebody be seen, as in any activity of theirs."""
        await self.roster.seen(sighting_of(self.tenant.id, self.told(user, chat)))

    async def account(self, user: User, person: PersonId = ANNA) -> None:
        """Write down whose user it is."""
        account = Account(user.aad, person, user.name, user.email)
        await self.database.chats.save_accounts(OMA, NAME, self.tenant.id, [account], self.clock.at)

    async def place(self, name: str) -> Conversation | None:
        """Return where somebody is written to, as it is written down."""
        return await self.database.chats.conversation(NAME, self.tenant.id, name)

    def calls(self, what: str) -> list[Call]:
        """Return the calls of one operation, those that failed as well."""
        return [each for each in self.platform.calls if each.what == what]

    def messages(self, user: User) -> list[Message]:
        """Return what stands in somebody's conversation with Rytmi."""
        return self.tenant.personal(user).messages

    def parcel(self, user: User, what: Post | None = None, **given: Any) -> Parcel:  # noqa: ANN401 - any part of a parcel
        """A claimed message to somebody."""
        made = Parcel(
            id=1,
            organisation=OMA,
            door=NAME,
            workspace=self.tenant.id,
            address=user.aad,
            post=what or post(KEY, "hello"),
            attempt=1,
            replaces_reference=None,
        )
        return replace(made, **given)

    def to_room(self, chat: Chat, **given: Any) -> Parcel:  # noqa: ANN401 - any part of a parcel
        """A roll-up to a channel."""
        what = post("digest:board", to=ToChannel(ChannelId("board-room")), kind=PostKind.DIGEST)
        made = Parcel(1, OMA, NAME, self.tenant.id, chat.id, what, 1, None)
        return replace(made, **given)


async def _nobody(event: Event) -> Reply:
    return Reply(READER, Nothing())


@asynccontextmanager
async def outbound(
    database: Database,
    *,
    platform: Platform | None = None,
    patience: timedelta = PATIENCE,
    **given: Any,  # noqa: ANN401 - any of the credentials
) -> AsyncIterator[Outbound]:
    """Put a replica together with a Microsoft of its own, and take both apart."""
    clock = Clock()
    rests = Rests(clock)
    platform = platform or Platform(clock)
    platform.clock = clock
    tenant = platform.add_tenant(Tenant(TENANT, "Oma"))
    platform.app.tenant = tenant.id
    async with serving(platform):
        credentials = Credentials(
            app_id=platform.app.id,
            password=platform.app.secret,
            tenant=tenant.id,
            cloud=Cloud(
                login=platform.url,
                openid=f"{platform.url}/v1/.well-known/openidconfiguration",
                service=f"{platform.url}/teams/",
                graph=platform.url,
            ),
        )

        async def organisations() -> tuple[OrganisationId, ...]:
            return tuple(each.id for each in await database.organisations())

        door = TeamsDoor(
            _nobody,
            database,
            database.chats,
            draw,
            clock,
            replace(credentials, **given),
            organisations,
        )
        connector = Connector(door, wire=Wire(patience=patience))
        tenants = Tenants(door)
        places = Places(tenants)
        roster = Roster(connector, door, tenants, places, rest=rests)
        courier = TeamsCourier(connector, Renderer(draw), tenants, places, rest=rests)
        installer = Installer(roster.graph, connector, door, places, rest=rests)
        upkeep = Upkeep(tenants, roster, installer, door.counters, rest=rests)
        try:
            yield Outbound(
                platform,
                tenant,
                database,
                clock,
                rests,
                door,
                connector,
                tenants,
                places,
                roster,
                courier,
                installer,
                upkeep,
            )
        finally:
            await connector.close()
