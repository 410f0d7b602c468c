"""Giving people the app by way of Microsoft Graph, where an administrator lets Rytmi do it."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape

from adapters.teams.people.report import Report
from bot.errors import OperatorError
from bot.reports import connected_places
from bot.settings import Settings
from bot.teams.line import Line, opened
from bot.teams.roster import matched
from bot.teams.tenants import WORDS
from dialogs.chats import Workspace


async def install(settings: Settings, wanted: str | None, out: Console, *, dry_run: bool) -> None:
    """Install Rytmi for everybody who is matched and has not got it; doing it twice is harmless.

    Raises OperatorError where Graph is off or the app's id in the catalogue is not set, and where
    Microsoft says no.
    """
    async with opened(settings) as line:
        if not line.installer.is_set_up:
            raise OperatorError(
                "TEAMS_GRAPH and TEAMS_CATALOG_APP are not both set, and Rytmi may install itself "
                "for nobody without them",
                "docs/teams.md says what an administrator grants for it. An app setup policy gives "
                "Rytmi to everybody without any of this.",
            )
        await line.settle()
        for place, organisation in await connected_places(line.database, WORDS, wanted):
            report = await matched(line, place.id, organisation, out)
            if not report.not_installed:
                out.print("Everybody who is matched has the app.")
            elif dry_run:
                out.print(f"The app would be installed for {len(report.not_installed)} people.")
            else:
                await _installed(line, place, report, out)


async def _installed(line: Line, tenant: Workspace, report: Report, out: Console) -> None:
    absent = report.not_installed
    with out.status("Installing …") as status:
        done = await line.installer.install(
            tenant, absent, lambda _, number: status.update(f"{number} of {len(absent)} …")
        )
    out.print(
        f"The app was installed for {len(done.new)} people; {len(done.already)} had it already. "
        "Teams tells the running Rytmi of each within minutes."
    )
    for person, why in done.refused:
        out.print(f"[bold]Not installed for[/] {escape(person)}: {escape(why)}")
