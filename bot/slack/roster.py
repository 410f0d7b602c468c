"""Connecting a workspace with an organisation, and the report of who was matched there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from adapters.slack.people.roster import Report
from bot.errors import OperatorError
from bot.opening import the_organisation
from bot.settings import Settings
from bot.slack.line import Line, opened
from bot.slack.workspaces import DOOR, find
from dialogs.chats import Workspace
from dialogs.okr.model import Forum, Organisation, OrganisationId, Person

MOST: Final = 30
"""People and channels that a report names; the others are counted."""


async def connect(settings: Settings, wanted: str, organisation: str, out: Console) -> None:
    """Let a workspace speak for an organisation, and match the two.

    Raises OperatorError for no such workspace or organisation, and where Slack says no.
    """
    async with opened(settings) as line:
        await line.settle()
        chosen = await the_organisation(line.database, organisation)
        place = await find(line.database.chats, wanted)
        if place.gone is not None:
            raise OperatorError(
                f"Rytmi was removed from {place.id} on {place.gone:%Y-%m-%d}",
                "Install it there anew first.",
            )
        await line.database.chats.connect(DOOR, place.id, chosen.id)
        line.workspaces.forget(place.id)
        out.print(
            f"{place.id} ({escape(place.name)}) speaks for {escape(chosen.name)} from now on."
        )
        await _matched(line, place.id, chosen, out)


async def sync(settings: Settings, wanted: str | None, out: Console) -> None:
    """Read users and channels of every connected workspace, or of one, and report.

    Raises OperatorError where none is connected, and where Slack says no.
    """
    async with opened(settings) as line:
        await line.settle()
        known = {each.id: each for each in await line.database.organisations()}
        places = [each for each in await line.database.chats.workspaces(DOOR) if each.gone is None]
        if wanted is not None:
            place = await find(line.database.chats, wanted)
            places = [each for each in places if each.id == place.id]
        connected = [each for each in places if each.organisation in known]
        if not connected:
            raise OperatorError(
                "no workspace is connected with an organisation",
                "`rytmi slack workspaces` lists where Rytmi is installed, and "
                "`rytmi slack connect WORKSPACE --org ID` connects one.",
            )
        for place in connected:
            chosen = known[place.organisation or OrganisationId("")]
            await _matched(line, place.id, chosen, out)


async def _matched(line: Line, place: str, organisation: Organisation, out: Console) -> None:
    """Match users and channels, and print what came of it."""
    workspace = await line.workspaces.find(place)
    if workspace is None:
        return
    with out.status("Reading Slack’s users …") as status:
        report = await line.roster.sync(
            workspace, lambda what, number: status.update(f"Reading Slack’s {what}: {number} …")
        )
    people = await line.database.read(organisation.id, lambda work: work.everyone())
    forums = await line.database.read(organisation.id, lambda work: work.forums())
    out.print(headline(workspace, organisation, report))
    _tell_people(report, people, out)
    _tell_channels(report, forums, out)


def headline(workspace: Workspace, organisation: Organisation, report: Report) -> str:
    """Say in one line whom a workspace speaks for, and how many people are reached there."""
    total = len(report.matched) + len(report.missing)
    more = "; `rytmi slack people --unmatched` shows the rest" if report.missing else ""
    return escape(
        f"Workspace {workspace.id} ({workspace.name}) is connected with {organisation.name}: "
        f"{len(report.matched)} of {total} people matched{more}."
    )


def channels_missing(report: Report) -> str:
    """Say to how many channels of forums nothing can be posted; empty where all are reached."""
    lost = {*report.not_found, *report.doubtful, *report.not_joined}
    if not lost:
        return ""
    total = len(report.channels) + len(report.not_found) + len(report.doubtful)
    return (
        f"Rytmi cannot post to {len(lost)} of {total} channels of forums yet; `rytmi slack sync` "
        "says why."
    )


def _tell_people(report: Report, people: Sequence[Person], out: Console) -> None:
    missing = set(report.missing)
    shown = [each for each in people if each.id in missing]
    if shown:
        out.print("[bold]Not matched:[/]")
        table = _table()
        for each in shown[:MOST]:
            why = _why_missing(each, report)
            table.add_row("", escape(each.id), escape(each.name), escape(each.email), why)
        out.print(table, soft_wrap=False)
        if len(shown) > MOST:
            out.print(f"  … and {len(shown) - MOST} more.")
    if report.shared:
        listed = escape(", ".join(report.shared[:MOST]))
        out.print(f"[bold]Addresses that two share,[/] so that they match neither: {listed}.")
    if shown or report.shared:
        out.print("`rytmi slack pair PERSON USER` says by hand whose account it is.")


def _why_missing(person: Person, report: Report) -> str:
    if person.id in report.left:
        return "switched off in Slack: not asked"
    if not person.email.strip():
        return "no e-mail address in the sheet"
    if person.email.strip().casefold() in report.shared:
        return "two share this address"
    return "no user with this address"


def _tell_channels(report: Report, forums: Sequence[Forum], out: Console) -> None:
    total = len(report.channels) + len(report.not_found) + len(report.doubtful)
    if not total:
        return
    names = {each.channel: each.name for each in forums}
    out.print(f"{len(report.channels)} of {total} channels of forums found.")
    table = _table()
    found = dict(report.channels)
    for channels, why in (
        (report.not_found, "not found: is it misspelt, or private without Rytmi in it?"),
        (report.doubtful, "several channels have this name: write its id into the sheet"),
        (report.not_joined, "Rytmi is not in it: type /invite @Rytmi there"),
    ):
        for each in channels:
            table.add_row("", escape(each), escape(names.get(each, "")), found.get(each, ""), why)
    if table.row_count:
        out.print(table, soft_wrap=False)


def _table() -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for _ in range(5):
        table.add_column()
    return table
