"""Connecting a workspace with an organisation, and the report of who was matched there."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape

from adapters.slack.people.roster import Report
from bot import reports
from bot.errors import OperatorError
from bot.opening import the_organisation
from bot.settings import Settings
from bot.slack.line import Line, opened
from bot.slack.workspaces import DOOR, WORDS, find
from dialogs.chats import Workspace
from dialogs.okr.model import Organisation


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
        for place, chosen in await reports.connected_places(line.database, WORDS, wanted):
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
    reports.tell_people(report, people, WORDS, "no user with this address", out)
    reasons = (
        (report.not_found, "not found: is it misspelt, or private without Rytmi in it?"),
        (report.doubtful, "several channels have this name: write its id into the sheet"),
        (report.not_joined, "Rytmi is not in it: type /invite @Rytmi there"),
    )
    reports.tell_channels(report, forums, reasons, out)


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
    lost = (*report.not_found, *report.doubtful, *report.not_joined)
    return reports.channels_missing(report, lost, WORDS)
