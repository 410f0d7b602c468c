"""Which doors a service has by its settings, and what it says of them when it starts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from bot.application import Chat
from bot.errors import OperatorError
from bot.settings import Settings
from storage.database import Database

SLACK: Final = "slack"
PAGE: Final = (
    "The built-in page is on: anyone at this computer can answer as anybody. WEB_DOOR=off turns it "
    "off."
)
NO_DOOR: Final = "No door is open, so that nobody can answer. docs/slack.md says how to open one."

# A door is imported where it is configured only: the others keep the start fast and small.


async def chats_of(
    settings: Settings, database: Database, say: Callable[[str], None]
) -> Sequence[Chat]:
    """Return the doors to real chats; ``say`` hears later whom they are connected with.

    Raises OperatorError where people are reached in a chat whose credentials are not set: what is
    meant for them would be lost.
    """
    if settings.has_slack:
        from bot.slack.wiring import SlackChat  # noqa: PLC0415

        return [SlackChat(settings, say)]
    left = [
        each.id
        for each in await database.chats.workspaces(SLACK)
        if each.gone is None and each.organisation is not None
    ]
    if left:
        raise OperatorError(
            f"people are reached in the Slack workspace {left[0]}, and no credentials of Slack "
            "are set",
            "Set them (in the environment, or in .env where Rytmi is started), or run `rytmi slack "
            f"remove {left[0]}`.",
        )
    return []


def greetings(settings: Settings, address: str) -> Sequence[str]:
    """Return what is said of the doors once the service answers at an address."""
    if settings.web_door:
        return [PAGE]
    if settings.has_slack:
        from bot.slack.wiring import ways_in  # noqa: PLC0415

        return ways_in(settings, address)
    return [NO_DOOR]
