"""The report of who was matched in a chat, as far as all chats say the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.errors import OperatorError
from bot.places import Words, find
from dialogs.chats import Chats, Workspace
from dialogs.okr.model import (
    ChannelId,
    Forum,
    Organisation,
    OrganisationId,
    Person,
    PersonId,
)
from storage.database import Database

MOST: Final = 30
"""People and channels that a report names; the others are counted."""
COLUMNS: Final = 5


class Matching(Protocol):
    """What every chat's report holds."""

    @property
    def missing(self) -> tuple[PersonId, ...]:
        """People of the organisation without an active user."""
        ...

    @property
    def left(self) -> tuple[PersonId, ...]:
        """Of these, those whose user has been switched off."""
        ...

    @property
    def shared(self) -> tuple[str, ...]:
        """E-mail addresses that match nobody, since two share them."""
        ...

    @property
    def channels(self) -> tuple[tuple[ChannelId, str], ...]:
        """The forums' channels that were found, with the chat's ids."""
        ...

    @property
    def not_found(self) -> tuple[ChannelId, ...]:
        """Channels that the chat does not show."""
        ...

    @property
    def doubtful(self) -> tuple[ChannelId, ...]:
        """Names that several channels bear."""
        ...


async def connected_places(
    database: Database, words: Words, wanted: str | None
) -> Sequence[tuple[Workspace, Organisation]]:
    """Return the places that speak for an organisation, or the one that is named of them.

    Raises OperatorError where there is none.
    """
    chats: Chats = database.chats
    known = {each.id: each for each in await database.organisations()}
    places = [each for each in await chats.workspaces(words.door) if each.gone is None]
    if wanted is not None:
        place = await find(chats, words, wanted)
        places = [each for each in places if each.id == place.id]
    found = [
        (each, known[each.organisation or OrganisationId("")])
        for each in places
        if each.organisation in known
    ]
    if not found:
        raise OperatorError(
            f"no {words.place} is connected with an organisation",
            f"`{words.command} {words.place}s` lists where Rytmi is installed, and "
            f"`{words.command} connect {words.place.upper()} --org ID` connects one.",
        )
    return found


def tell_people(
    report: Matching, people: Sequence[Person], words: Words, unknown: str, out: Console
) -> None:
    """Print who was not matched, and why; ``unknown``: why nobody has somebody's address."""
    missing = set(report.missing)
    shown = [each for each in people if each.id in missing]
    if shown:
        out.print("[bold]Not matched:[/]")
        tell_table(
            (
                (each.id, each.name, each.email, _why_missing(each, report, words, unknown))
                for each in shown[:MOST]
            ),
            out,
        )
        tell_more(len(shown), out)
    if report.shared:
        listed = escape(", ".join(report.shared[:MOST]))
        out.print(f"[bold]Addresses that two share,[/] so that they match neither: {listed}.")
    if shown or report.shared:
        out.print(f"`{words.command} pair PERSON USER` says by hand whose account it is.")


def _why_missing(person: Person, report: Matching, words: Words, unknown: str) -> str:
    if person.id in report.left:
        return f"switched off in {words.chat}: not asked"
    if not person.email.strip():
        return "no e-mail address in the sheet"
    if person.email.strip().casefold() in report.shared:
        return "two share this address"
    return unknown


def tell_channels(
    report: Matching,
    forums: Sequence[Forum],
    reasons: Iterable[tuple[Iterable[ChannelId], str]],
    out: Console,
) -> None:
    """Print how many channels of forums were found, and which cannot be posted to, with why."""
    total = len(report.channels) + len(report.not_found) + len(report.doubtful)
    if not total:
        return
    names = {each.channel: each.name for each in forums}
    found = dict(report.channels)
    out.print(f"{len(report.channels)} of {total} channels of forums found.")
    rows = [
        (each, names.get(each, ""), found.get(each, ""), why)
        for channels, why in reasons
        for each in channels
    ]
    if rows:
        tell_table(rows, out)


def channels_missing(report: Matching, lost: Iterable[ChannelId], words: Words) -> str:
    """Say to how many channels of forums nothing can be posted; empty where all are reached."""
    number = len(set(lost))
    if not number:
        return ""
    total = len(report.channels) + len(report.not_found) + len(report.doubtful)
    return (
        f"Rytmi cannot post to {number} of {total} channels of forums yet; `{words.command} sync` "
        "says why."
    )


def tell_more(number: int, out: Console) -> None:
    """Say how many were left out of so many; nothing where none was."""
    if number > MOST:
        out.print(f"  … and {number - MOST} more.")


def tell_table(rows: Iterable[tuple[str, str, str, str]], out: Console) -> None:
    """Print rows of four, a little to the right."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for _ in range(COLUMNS):
        table.add_column()
    for row in rows:
        table.add_row("", *(escape(cell) for cell in row))
    out.print(table, soft_wrap=False)
