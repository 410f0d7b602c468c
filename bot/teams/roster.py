"""Connecting a tenant with an organisation, and the report of who was matched there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from adapters.teams.people.report import Report
from bot.errors import OperatorError
from bot.opening import the_organisation
from bot.settings import Settings
from bot.teams.line import Line, opened
from bot.teams.tenants import DOOR, find
from dialogs.chats import Workspace
from dialogs.okr.model import Forum, Organisation, OrganisationId, Person

MOST: Final = 30
"""People and channels that a report names; the others are counted."""
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
        for place, chosen in await connected_places(line, wanted):
            await matched(line, place.id, chosen, out)


async def connected_places(
    line: Line, wanted: str | None
) -> Sequence[tuple[Workspace, Organisation]]:
    """Return the tenants that speak for an organisation, or the one that is named of them.

    Raises OperatorError where there is none.
    """
    await line.settle()
    known = {each.id: each for each in await line.database.organisations()}
    places = [each for each in await line.database.chats.workspaces(DOOR) if each.gone is None]
    if wanted is not None:
        place = await find(line.database.chats, wanted)
        places = [each for each in places if each.id == place.id]
    found = [
        (each, known[each.organisation or OrganisationId("")])
        for each in places
        if each.organisation in known
    ]
    if not found:
        raise OperatorError(
            "no tenant is connected with an organisation",
            "`rytmi teams tenants` lists where Rytmi is installed, and "
            "`rytmi teams connect TENANT --org ID` connects one.",
        )
    return found


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
    _tell_people(report, people, out)
    _tell_without_app(report, people, out)
    _tell_channels(report, forums, out)
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
    lost = {*report.not_found, *report.doubtful}
    if not lost:
        return ""
    total = len(report.channels) + len(lost)
    return (
        f"Rytmi cannot post to {len(lost)} of {total} channels of forums yet; `rytmi teams sync` "
        "says why."
    )


def _named(tenant: Workspace) -> str:
    return f"{tenant.id} ({tenant.name})" if tenant.name else tenant.id


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
        _tell_more(len(shown), out)
    if report.shared:
        listed = escape(", ".join(report.shared[:MOST]))
        out.print(f"[bold]Addresses that two share,[/] so that they match neither: {listed}.")
    if shown or report.shared:
        out.print("`rytmi teams pair PERSON USER` says by hand whose account it is.")


def _why_missing(person: Person, report: Report) -> str:
    if person.id in report.left:
        return "switched off in Teams: not asked"
    if not person.email.strip():
        return "no e-mail address in the sheet"
    if person.email.strip().casefold() in report.shared:
        return "two share this address"
    return "no user with this address has met Rytmi yet"


def _tell_without_app(report: Report, people: Sequence[Person], out: Console) -> None:
    if not report.not_installed:
        return
    known: Mapping[str, Person] = {each.id: each for each in people}
    out.print("[bold]Without the app,[/] so that they cannot be asked:")
    table = _table()
    for person, user in report.not_installed[:MOST]:
        table.add_row("", escape(person), escape(known[person].name), user, "")
    out.print(table, soft_wrap=False)
    _tell_more(len(report.not_installed), out)
    out.print(SET_UP)


def _tell_channels(report: Report, forums: Sequence[Forum], out: Console) -> None:
    total = len(report.channels) + len(report.not_found) + len(report.doubtful)
    if not total:
        return
    names = {each.channel: each.name for each in forums}
    out.print(f"{len(report.channels)} of {total} channels of forums found.")
    table = _table()
    for channels, why in (
        (report.not_found, "not found: is it misspelt, or has its team not got Rytmi?"),
        (report.doubtful, "several channels have this name: write it as Team / Channel"),
    ):
        for each in channels:
            table.add_row("", escape(each), escape(names.get(each, "")), "", why)
    if table.row_count:
        out.print(table, soft_wrap=False)


def _tell_more(number: int, out: Console) -> None:
    if number > MOST:
        out.print(f"  … and {number - MOST} more.")


def _table() -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for _ in range(5):
        table.add_column()
    return table
