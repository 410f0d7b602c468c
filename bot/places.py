"""The places of a chat in which Rytmi is installed, as an operator looks at them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.errors import OperatorError
from bot.opening import open_current
from dialogs.chats import Chats, Workspace
from dialogs.okr.model import Organisation
from dialogs.ports import TimeSource

Cell = Callable[[Workspace], str]
NOTHING_MORE: Final[Mapping[str, Cell]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Words:
    """What differs from one chat to another."""

    door: str
    """The door's name in the tables, and that of its guide in docs."""
    chat: str
    place: str
    """What one installation is called there: a workspace, a tenant."""
    command: str
    """The commands of the chat, such as ``rytmi slack``."""
    id_is: str
    """Where somebody finds the id of an account."""


async def find(chats: Chats, words: Words, wanted: str) -> Workspace:
    """Return a place, one that is gone as well; raise OperatorError where there never was one."""
    known = await chats.workspaces(words.door)
    meant = wanted.strip().casefold()
    for each in known:
        if each.id.casefold() == meant:
            return each
    raise OperatorError(
        f"Rytmi is not installed in a {words.place} {wanted!r}",
        f"There are: {', '.join(each.id for each in known)}."
        if known
        else f"Install it first: docs/{words.door}.md says how.",
    )


def connected(
    known: Sequence[Workspace], words: Words, organisation: Organisation, wanted: str | None = None
) -> Sequence[Workspace]:
    """Return the places that speak for an organisation; raise OperatorError for none."""
    places = [each for each in known if each.organisation == organisation.id and each.gone is None]
    if wanted is not None:
        places = [each for each in places if each.id.casefold() == wanted.strip().casefold()]
    if not places:
        which = f"no {words.place}" if wanted is None else f"no {words.place} {wanted!r}"
        raise OperatorError(
            f"{which} of {words.chat} speaks for {organisation.name}",
            f"`{words.command} {words.place}s` lists those that there are; `{words.command} "
            f"connect {words.place.upper()} --org {organisation.id}` connects one.",
        )
    return places


async def show(
    url: str, words: Words, out: Console, more: Mapping[str, Cell] = NOTHING_MORE
) -> None:
    """Print where Rytmi is installed, and for whom each place speaks; ``more`` are columns."""
    database = await open_current(url)
    try:
        places = await database.chats.workspaces(words.door)
        names = {each.id: each.name for each in await database.organisations()}
    finally:
        await database.close()
    if not places:
        out.print(
            f"Rytmi is not installed in any {words.place} of {words.chat}: docs/{words.door}.md "
            "says how."
        )
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for title in (words.place, "name", "speaks for", *more, "state"):
        table.add_column(title)
    for each in places:
        organisation = each.organisation
        table.add_row(
            each.id,
            escape(each.name),
            "" if organisation is None else escape(names.get(organisation, organisation)),
            *(cell(each) for cell in more.values()),
            _state(each),
        )
    out.print(table, soft_wrap=False)
    loose = [each for each in places if each.organisation is None and each.gone is None]
    if loose:
        out.print(
            f"{loose[0].id} is installed and speaks for nobody: "
            f"`{words.command} connect {loose[0].id} --org ID`."
        )


def _state(place: Workspace) -> str:
    if place.gone is not None:
        return f"removed {place.gone:%Y-%m-%d}"
    return "connected" if place.organisation is not None else "installed, not connected"


async def remove(
    url: str, words: Words, wanted: str, clock: TimeSource, out: Console
) -> Workspace | None:
    """Forget a place, and return what it was; None where it was forgotten before."""
    database = await open_current(url)
    try:
        place = await find(database.chats, words, wanted)
        removed = await database.chats.remove(words.door, place.id, clock.now())
    finally:
        await database.close()
    if removed:
        return place
    out.print(f"{place.id} was removed before, on {place.gone:%Y-%m-%d}.")
    return None
