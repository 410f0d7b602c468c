"""The tenants as an operator looks at them: whom each speaks for, and its end."""

from __future__ import annotations

from typing import Final

from rich.console import Console

from bot import places
from bot.places import Words
from dialogs.chats import Chats, Workspace
from dialogs.ports import TimeSource

DOOR: Final = "teams"
"""The door's name in the tables."""
WORDS: Final = Words(
    door=DOOR,
    chat="Teams",
    place="tenant",
    command="rytmi teams",
    id_is="at entra.microsoft.com: Users, Object ID",
)


async def find(chats: Chats, wanted: str) -> Workspace:
    """Return a tenant; raise OperatorError where nothing has ever come from it."""
    return await places.find(chats, WORDS, wanted)


async def show_tenants(url: str, out: Console) -> None:
    """Print where Rytmi is installed, and for whom each tenant speaks."""
    await places.show(url, WORDS, out)


async def remove(url: str, wanted: str, clock: TimeSource, out: Console) -> None:
    """Forget a tenant: its accounts, conversations and addresses; answers stay."""
    place = await places.remove(url, WORDS, wanted, clock, out)
    if place is None:
        return
    out.print(
        f"{place.id} is forgotten: its accounts, conversations and addresses are deleted, and what "
        "waited for it is marked as not installed. The answers are the organisation’s, and stay."
    )
    out.print(
        "Teams still has the app there until it is removed in Teams too (Teams admin center, "
        "Teams apps, Manage apps)."
    )
    out.print(
        "Take the tenant out of MICROSOFT_APP_TENANT_ID or TEAMS_TENANTS as well, or the next "
        "start connects it."
    )
