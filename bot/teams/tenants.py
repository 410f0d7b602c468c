"""The tenants as an operator looks at them: whom each speaks for, and its end."""

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
    found = await chats.workspace(DOOR, wanted.strip().lower())
    if found is None:
        known = [each.id for each in await chats.workspaces(DOOR)]
        raise OperatorError(
            f"Rytmi is not installed in a tenant {wanted!r}",
            f"There are: {', '.join(known)}."
            if known
            else "Install it first: docs/teams.md says how.",
        )
    return found


async def connected(chats: Chats, organisation: Organisation) -> Sequence[Workspace]:
    """Return the tenants that speak for an organisation; raise OperatorError for none."""
    return connected_places(await chats.workspaces(DOOR), WORDS, organisation)


async def show_tenants(url: str, out: Console) -> None:
    """Print where Rytmi is installed, and for whom each tenant speaks."""
    database = await open_current(url)
    try:
        places = await database.chats.workspaces(DOOR)
        names = {each.id: each.name for each in await database.organisations()}
    finally:
        await database.close()
    if not places:
        out.print("Rytmi is not installed in any tenant of Teams: docs/teams.md says how.")
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for title in ("tenant", "name", "speaks for", "state"):
        table.add_column(title)
    for each in places:
        organisation = each.organisation
        table.add_row(
            each.id,
            escape(each.name),
            "" if organisation is None else escape(names.get(organisation, organisation)),
            _state(each),
        )
    out.print(table, soft_wrap=False)
    loose = [each for each in places if each.organisation is None and each.gone is None]
    if loose:
        out.print(
            f"{loose[0].id} is installed and speaks for nobody: "
            f"`rytmi teams connect {loose[0].id} --org ID`."
        )


def _state(tenant: Workspace) -> str:
    if tenant.gone is not None:
        return f"removed {tenant.gone:%Y-%m-%d}"
    return "connected" if tenant.organisation is not None else "installed, not connected"


async def remove(url: str, wanted: str, clock: TimeSource, out: Console) -> None:
    """Forget a tenant: its accounts, conversations and addresses; answers stay."""
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
