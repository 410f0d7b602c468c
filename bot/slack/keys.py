"""The keys that seal the tokens of installed workspaces, and how one takes the other's place."""

from __future__ import annotations

from rich.console import Console

from adapters.slack.installing.workspaces import Workspaces
from bot.clocks import RealClock
from bot.errors import OperatorError
from bot.opening import open_current
from bot.settings import Settings
from bot.slack.credentials import credentials_of, said


async def reseal(settings: Settings, out: Console) -> None:
    """Seal the credentials of all workspaces with the newest key.

    Raises OperatorError where there is no key, and where one opens with none of them.
    """
    keys = settings.slack_keys
    if not keys:
        raise OperatorError(
            "SLACK_TOKEN_KEYS: it is not set, and nothing can be sealed without a key",
            "Run `rytmi slack key`, and set SLACK_TOKEN_KEYS to what it prints.",
        )
    database = await open_current(settings.database_url)
    try:
        with said():
            workspaces = Workspaces(database.chats, credentials_of(settings), RealClock())
            try:
                done = await workspaces.reseal()
            finally:
                await workspaces.close()
    finally:
        await database.close()
    whose = "1 workspace" if done == 1 else f"{done} workspaces"
    out.print(f"The tokens of {whose} are sealed with the first of {len(keys)} keys.")
    if len(keys) > 1:
        out.print("The others are not needed any more: take them out of SLACK_TOKEN_KEYS.")
