"""The workspaces as an operator looks at them: whom each speaks for, its credentials, its end."""

from __future__ import annotations

from typing import Final

from rich.console import Console

from bot import places
from bot.places import Words
from dialogs.chats import Chats, Workspace
from dialogs.ports import TimeSource

DOOR: Final = "slack"
"""The door's name in the tables."""
WORDS: Final = Words(
    door=DOOR,
    chat="Slack",
    place="workspace",
    command="rytmi slack",
    id_is="in Slack: the profile, ⋮, Copy member ID",
)


async def find(chats: Chats, wanted: str) -> Workspace:
    """Return a workspace; raise OperatorError where Rytmi was never installed in it."""
    return await places.find(chats, WORDS, wanted)


async def show_workspaces(url: str, out: Console) -> None:
    """Print where Rytmi is installed, and for whom each workspace speaks."""
    await places.show(url, WORDS, out, {"credentials": _credentials})


def _credentials(workspace: Workspace) -> str:
    if workspace.gone is not None:
        return "deleted"
    if not workspace.sealed:
        return "SLACK_BOT_TOKEN"
    if workspace.expires is None:
        return "sealed"
    return f"sealed, good until {workspace.expires:%Y-%m-%d %H:%M} UTC"


async def remove(url: str, wanted: str, clock: TimeSource, out: Console) -> None:
    """Forget a workspace: its credentials, accounts and addresses; answers stay."""
    place = await places.remove(url, WORDS, wanted, clock, out)
    if place is None:
        return
    out.print(
        f"{place.id} is forgotten: its credentials, accounts and addresses are deleted, and what "
        "waited for it is marked as not installed. The answers are the organisation’s, and stay."
    )
    out.print(
        "Slack still lists Rytmi there until it is removed in Slack too (Manage apps, Rytmi, "
        "Remove App)."
    )
    if not place.sealed:
        out.print(
            "Take SLACK_BOT_TOKEN out of the settings as well, or the next start connects it."
        )
