"""Connecting a tenant with an organisation, and the report of who was matched there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rich.console import Console
from rich.markup import escape

from adapters.teams.people.report import Report
from bot import reports
from bot.errors import OperatorError
from bot.opening import the_organisation
from bot.settings import Settings
from bot.teams.line import Line, opened
from bot.teams.tenants import DOOR, WORDS, find
from dialogs.chats import Workspace
from dialogs.okr.model import Organisation, Person

SET_UP: Final = (
    "Give Rytmi to everybody at once: Teams admin center, Teams apps, Setup policies, Global, "
    "Installed apps, Add apps, Rytmi. It takes up to a day. Or `rytmi teams install`, with "
    "TEAMS_GRAPH."
)


async def connect(settings: Settings, wanted: str, organisation: str, out: Console) -> None:
    """Let a tenant speak for an organisation, and match the two.

    Raises OperatorError for no such tenant or organisation, and where Microsoft says no.
    """
    async with opened(settings) as line:
        await line.settle()
        chosen = await the_organisation(line.database, organisation)
        place = await find(line.database.chats, wanted)
        if place.gone is not None:
            raise OperatorError(
                f"Rytmi was removed from {place.id} on {place.gone:%Y-%m-%d}",
                "Put the tenant into TEAMS_TENANTS again first.",
            )
        await line.database.chats.connect(DOOR, place.id, chosen.id)
        line.tenants.forget(place.id)
        out.print(f"{_named(place)} speaks for {escape(chosen.name)} from now on.")
        await matched(line, place.id, chosen, out)


async def sync(settings: Settings, wanted: str | None, out: Console) -> None:
    """Read people and channels of every connected tenant, or of one, and report.

    Raises OperatorError where none is connected, and where Microsoft says no.
    """
    async with opened(settings) as line:
        await line.settle()
        for place, chosen in await reports.connected_places(line.database, WORDS, wanted):
            await matched(line, place.id, chosen, out)


async def matched(line: Line, place: str, organisation: Organisation, out: Console) -> Report:
    """Match people and channels, print what came of it, and return it."""
    tenant = await line.tenants.known(place)
    with out.status("Reading Teams’ users …") as status:
        report = await line.roster.sync(
            tenant, lambda what, number: status.update(f"Reading Teams’ {what}: {number} …")
        )
    people = await line.database.read(organisation.id, lambda work: work.everyone())
    forums = await line.database.read(organisation.id, lambda work: work.forums())
    out.print(headline(tenant, organisation, report))
    if report.unread:
        out.print(f"[bold]The users were not read from Microsoft Graph:[/] {escape(report.unread)}")
    unknown = "no user with this address has met Rytmi yet"
    reports.tell_people(report, people, WORDS, unknown, out)
    _tell_without_app(report, people, out)
    reasons = (
        (report.not_found, "not found: is it misspelt, or has its team not got Rytmi?"),
        (report.doubtful, "several channels have this name: write it as Team / Channel"),
    )
    reports.tell_channels(report, forums, reasons, out)
    return report


def headline(tenant: Workspace, organisation: Organisation, report: Report) -> str:
    """Say in one line whom a tenant speaks for, and how many people are reached there."""
    total = len(report.matched) + len(report.missing)
    more = "; `rytmi teams people --unmatched` shows the rest" if report.missing else ""
    reached = len(report.matched) - len(report.not_installed)
    return escape(
        f"Tenant {_named(tenant)} is connected with {organisation.name}: {len(report.matched)} of "
        f"{total} people matched, {reached} of them with the app{more}."
    )


def without_app(report: Report) -> str:
    """Say how many people cannot be asked, and what to do; empty where all can be."""
    if not report.not_installed:
        return ""
    number = len(report.not_installed)
    whom = "1 person has" if number == 1 else f"{number} people have"
    return f"{whom} not got the Rytmi app in Teams, and cannot be asked. {SET_UP}"


def channels_missing(report: Report) -> str:
    """Say to how many channels of forums nothing can be posted; empty where all are reached."""
    return reports.channels_missing(report, (*report.not_found, *report.doubtful), WORDS)


def _named(tenant: Workspace) -> str:
    return f"{tenant.id} ({tenant.name})" if tenant.name else tenant.id


def _tell_without_app(report: Report, people: Sequence[Person], out: Console) -> None:
    if not report.not_installed:
        return
    known: Mapping[str, Person] = {each.id: each for each in people}
    out.print("[bold]Without the app,[/] so that they cannot be asked:")
    shown = report.not_installed[: reports.MOST]
    reports.tell_table(((person, known[person].name, user, "") for person, user in shown), out)
    reports.tell_more(len(report.not_installed), out)
    out.print(SET_UP)
