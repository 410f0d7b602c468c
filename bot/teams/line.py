"""The line to Microsoft that one command has: database, connector, tenants, roster."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from adapters.teams.door import TeamsDoor
from adapters.teams.people.installing import Installer
from adapters.teams.people.roster import Roster
from adapters.teams.sending.connector import Connector
from adapters.teams.tenancy.beginning import settle
from adapters.teams.tenancy.places import Places
from adapters.teams.tenancy.tenants import Tenants
from bot.clocks import RealClock
from bot.errors import OperatorError
from bot.opening import open_current, organisations_of
from bot.settings import Settings
from bot.teams.credentials import credentials_of, said
from dialogs.events import Event
from dialogs.replies import Reply
from dialogs.words.draw import draw
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Line:
    """What a command needs to speak with Microsoft."""

    database: Database
    door: TeamsDoor
    connector: Connector
    tenants: Tenants
    roster: Roster
    installer: Installer

    async def settle(self) -> None:
        """Register the tenants that are set, and connect the first; asks nobody."""
        await settle(self.tenants, organisations_of(self.database))


async def _nobody(event: Event) -> Reply:
    raise RuntimeError(f"a command takes no {type(event).__name__}")


def line_of(database: Database, settings: Settings) -> Line:
    """Return the line; nothing is asked yet."""
    door = TeamsDoor(
        handle=_nobody,
        store=database,
        chats=database.chats,
        draw=draw,
        clock=RealClock(),
        credentials=credentials_of(settings),
        organisations=organisations_of(database),
    )
    connector, tenants = Connector(door), Tenants(door)
    places = Places(tenants)
    roster = Roster(connector, door, tenants, places)
    installer = Installer(roster.graph, connector, door, places)
    return Line(database, door, connector, tenants, roster, installer)


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Line]:
    """Open the database and the line to Microsoft; what goes wrong there is an OperatorError."""
    if not settings.has_teams:
        raise OperatorError(
            "no credentials of Teams are set", "docs/teams.md says which there are, and where."
        )
    database = await open_current(settings.database_url)
    try:
        with said():
            line = line_of(database, settings)
            try:
                yield line
            finally:
                await line.connector.close()
    finally:
        await database.close()
