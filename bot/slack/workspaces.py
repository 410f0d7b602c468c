"""The workspaces as an operator looks at them: whom each speaks for, its credentials, its end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.errors import OperatorError
from bot.opening import open_current
from bot.pairing import Words
from bot.pairing import connected as connected_places
from dialogs.chats import Chats, Workspace
from dialogs.okr.model import Organisation
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
    found = await chats.workspace(DOOR, wanted)
    if found is None:
        known = [each.id for each in await chats.workspaces(DOOR)]
        raise OperatorError(
            f"Rytmi is not installed in a workspace {wanted!r}",
            f"There are: {', '.join(known)}."
            if known
            else "Install it first: docs/slack.md says how.",
        )
    return found


async def connected(chats: Chats, organisation: Organisation) -> Sequence[Workspace]:
    """Return the workspaces that speak for an organisation; raise OperatorError for none."""
    return connected_places(await chats.workspaces(DOOR), WORDS, organisation)


async def show_workspaces(url: str, out: Console) -> None:
    """Print where Rytmi is installed, and for whom each workspace speaks."""
    database = await open_current(url)
    try:
        places = await database.chats.workspaces(DOOR)
        names = {each.id: each.name for each in await database.organisations()}
    finally:
        await database.close()
    if not places:
        out.print("Rytmi is not installed in any workspace of Slack: docs/slack.md says how.")
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for title in ("workspace", "name", "speaks for", "credentials", "state"):
        table.add_column(title)
    for each in places:
        organisation = each.organisation
        table.add_row(
            each.id,
            escape(each.name),
            "" if organisation is None else escape(names.get(organisation, organisation)),
            _credentials(each),
            _state(each),
        )
    out.print(table, soft_wrap=False)
    loose = [each for each in places if each.organisation is None and each.gone is None]
    if loose:
        out.print(
            f"{loose[0].id} is installed and speaks for nobody: "
            f"`rytmi slack connect {loose[0].id} --org ID`."
        )


def _credentials(workspace: Workspace) -> str:
    if workspace.gone is not None:
        return "deleted"
    if not workspace.sealed:
        return "SLACK_BOT_TOKEN"
    if workspace.expires is None:
        return "sealed"
    return f"sealed, good until {workspace.expires:%Y-%m-%d %H:%M} UTC"


def _state(workspace: Workspace) -> str:
    if workspace.gone is not None:
        return f"removed {workspace.gone:%Y-%m-%d}"
    return "connected" if workspace.organisation is not None else "installed, not connected"


async def remove(url: str, wanted: str, clock: TimeSource, out: Console) -> None:
    """Forget a workspace: its credentials, accounts and addresses; answers stay."""
    database = await open_current(url)
    try:
        place = await find(database.chats, wanted)
        removed = await database.chats.remove(DOOR, place.id, clock.now())
    finally:
        await database.close()
    if not removed:
        out.print(f"{place.id} was removed before, on {place.gone:%Y-%m-%d}.")
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
