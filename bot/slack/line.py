"""The line to Slack that one command has: database, workspaces, roster."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from adapters.slack.installing.bootstrap import settle
from adapters.slack.installing.workspaces import Workspaces
from adapters.slack.people.roster import Roster
from bot.clocks import RealClock
from bot.errors import OperatorError
from bot.opening import open_current, organisations_of
from bot.settings import Settings
from bot.slack.credentials import credentials_of, said
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Line:
    """What a command needs to speak with Slack."""

    database: Database
    workspaces: Workspaces
    roster: Roster

    async def settle(self) -> None:
        """Connect the workspace of SLACK_BOT_TOKEN, where that is set; asks Slack."""
        await settle(self.workspaces, organisations_of(self.database))


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Line]:
    """Open the database and the line to Slack; what goes wrong there is an OperatorError."""
    if not settings.has_slack:
        raise OperatorError(
            "no credentials of Slack are set", "docs/slack.md says which there are, and where."
        )
    database = await open_current(settings.database_url)
    try:
        with said():
            workspaces = Workspaces(database.chats, credentials_of(settings), RealClock())
            try:
                yield Line(database, workspaces, Roster(workspaces, database))
            finally:
                await workspaces.close()
    finally:
        await database.close()
