"""Which doors a service has by its settings, and what it says of them when it starts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from bot.application import Chat
from bot.errors import OperatorError
from bot.settings import Settings
from storage.database import Database

LEFT: Final = {
    "slack": (
        "people are reached in the Slack workspace",
        "and no credentials of Slack are set",
    ),
    "teams": (
        "people are reached in the Microsoft tenant",
        "and no credentials of Teams are set",
    ),
}
"""What is said, around the name of the place, where people would be left alone behind a door."""
PAGE: Final = (
    "The built-in page is on: anyone at this computer can answer as anybody. WEB_DOOR=off turns it "
    "off."
)
NO_DOOR: Final = (
    "No door is open, so that nobody can answer. docs/slack.md and docs/teams.md say how to open "
    "one."
)

# A door is imported where it is configured only: the others keep the start fast and small.


async def chats_of(
    settings: Settings, database: Database, say: Callable[[str], None]
) -> Sequence[Chat]:
    """Return the doors to real chats; ``say`` hears later whom they are connected with.

    Raises OperatorError where people are reached in a chat whose credentials are not set: what is
    meant for them would be lost.
    """
    chats: list[Chat] = []
    if settings.has_slack:
        from bot.slack.wiring import SlackChat  # noqa: PLC0415

        chats.append(SlackChat(settings, say))
    else:
        await _check_nobody_left(database, "slack")
    if settings.has_teams:
        from bot.teams.wiring import TeamsChat  # noqa: PLC0415

        chats.append(TeamsChat(settings, say))
    else:
        await _check_nobody_left(database, "teams")
    return chats


async def _check_nobody_left(database: Database, door: str) -> None:
    """See to it that nobody is reached behind a door that is not there."""
    left = [
        each.id
        for each in await database.chats.workspaces(door)
        if each.gone is None and each.organisation is not None
    ]
    if left:
        where, what = LEFT[door]
        raise OperatorError(
            f"{where} {left[0]}, {what}",
            "Set them (in the environment, or in .env where Rytmi is started), or run `rytmi "
            f"{door} remove {left[0]}`.",
        )


def greetings(settings: Settings, address: str) -> Sequence[str]:
    """Return what is said of the doors once the service answers at an address."""
    if settings.web_door:
        return [PAGE]
    lines: list[str] = []
    if settings.has_slack:
        from bot.slack.wiring import ways_in  # noqa: PLC0415

        lines += ways_in(settings, address)
    if settings.has_teams:
        from bot.teams.wiring import ways_in as ways_into_teams  # noqa: PLC0415

        lines += ways_into_teams(settings, address)
    return lines or [NO_DOOR]
