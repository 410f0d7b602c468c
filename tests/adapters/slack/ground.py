"""The parts of the Slack door as a replica has them, over a database and a Web API on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from adapters.slack.door import NAME, Credentials, SlackDoor
from adapters.slack.drawing.render import Renderer
from adapters.slack.installing.vault import new_key
from adapters.slack.installing.workspaces import Workspaces
from adapters.slack.people.roster import Roster
from adapters.slack.sending.courier import SlackCourier
from dialogs.chats import Workspace
from dialogs.events import Event
from dialogs.okr.model import OrganisationId
from dialogs.posts import Parcel, Post
from dialogs.replies import Nothing, Reply
from dialogs.text import Reader
from dialogs.views import Chart
from dialogs.words.draw import draw
from storage.database import Database
from tests.adapters.slack.loopback import Loopback
from tests.storage.support import NOW, OMA, READER, post, structure

BOT: Final = "xoxb-1-the-secret-of-oma"
REFRESH: Final = "xoxe-1-the-refresh-secret-of-oma"
KEYS: Final = (new_key(), new_key())


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
    """Counts the waits, and lets something happen in each."""

    seconds: list[float] = field(default_factory=list)
    meanwhile: Callable[[], Awaitable[None]] | None = None

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        if self.meanwhile is not None:
            await self.meanwhile()


@dataclass
class Ground:
    """One replica."""

    slack: Loopback
    database: Database
    clock: Clock
    rests: Rests
    door: SlackDoor
    workspaces: Workspaces
    roster: Roster
    courier: SlackCourier

    async def installed(
        self,
        name: str = "T1",
        organisation: OrganisationId | None = OMA,
        *,
        token: str = BOT,
        refresh: str = "",
        hours: float | None = None,
    ) -> Workspace:
        """Install Rytmi in a workspace, and connect it."""
        self.slack.tokens.setdefault(
            token, {"team_id": name, "team": "Oma", "user_id": "UBOT", "bot_id": "B1"}
        )
        expires = None if hours is None else self.clock.now() + timedelta(hours=hours)
        credentials = {"token": token, "refresh": refresh, "bot_user": "UBOT", "bot": "B1"}
        given = Workspace(NAME, name, name="Oma", expires=expires)
        await self.workspaces.install(given, credentials)
        if organisation is not None:
            await self.database.chats.connect(NAME, name, organisation)
        self.workspaces.forget(name)
        found = await self.workspaces.find(name)
        assert found is not None
        return found


async def _nobody(event: Event) -> Reply:
    return Reply(READER, Nothing())


def paint(chart: Chart, reader: Reader, drawn: object) -> bytes:
    """Stand for a picture: nothing here looks at one."""
    return b"\x89PNG picture"


@asynccontextmanager
async def ground(
    slack: Loopback,
    database: Database,
    clock: Clock | None = None,
    *,
    keys: tuple[str, ...] = KEYS,
    **given: str,
) -> AsyncIterator[Ground]:
    """Put a replica together, and take it apart."""
    clock, rests = clock or Clock(), Rests()
    credentials = Credentials(
        client_id="1.2",
        client_secret="the-client-secret",
        token_keys=keys,
        api_url=f"{slack.url}/api/",
        public_url="https://rytmi.example",
    )
    credentials = replace(credentials, **given)  # type: ignore[arg-type]

    async def organisations() -> tuple[OrganisationId, ...]:
        return tuple(each.id for each in await database.organisations())

    door = SlackDoor(
        _nobody, database, database.chats, draw, paint, clock, credentials, organisations
    )
    workspaces = Workspaces(database.chats, credentials, clock, rest=rests)
    roster = Roster(workspaces, database, rest=rests)
    courier = SlackCourier(workspaces, Renderer(draw), door, rest=rests)
    try:
        yield Ground(slack, database, clock, rests, door, workspaces, roster, courier)
    finally:
        await workspaces.close()


async def populated(database: Database) -> None:
    """Bring the organisation in."""
    await database.save_structure(structure())


def parcel(what: Post | None = None, **given: object) -> Parcel:
    """A claimed message to Anna."""
    made = Parcel(
        id=1,
        organisation=OMA,
        door=NAME,
        workspace="T1",
        address="U1",
        post=what or post("ask:north:2026-W47:anna", "hello"),
        attempt=1,
        replaces_reference=None,
    )
    return replace(made, **given)  # type: ignore[arg-type]


def stamp(at: datetime) -> float:
    """Return an instant as Slack's message names begin."""
    return at.astimezone(UTC).timestamp()
