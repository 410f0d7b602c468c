"""The commands `rytmi teams …` and `rytmi manifest teams`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.settings import read_settings
from bot.terminal import out, run

# What a command needs is imported when it runs, as in bot/cli.py.

teams = typer.Typer(
    name="teams",
    help="Look after Microsoft Teams: tenants, who is who in them, and who has the app.",
    no_args_is_help=True,
)

Org = Annotated[str | None, typer.Option(help="Which organisation, where there are several.")]
Tenant = Annotated[str, typer.Argument(metavar="TENANT", help="Its id.")]
OneTenant = Annotated[
    str | None, typer.Option(metavar="ID", help="Which tenant, where there are several.")
]
User = Annotated[
    str,
    typer.Argument(metavar="USER", help="An account's object id in Entra or its e-mail address."),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line, nothing else.")]


@teams.command()
def tenants() -> None:
    """List where Rytmi is installed, and for which organisation each tenant speaks."""
    from bot.teams.tenants import show_tenants

    settings = read_settings(web_door=False)
    run(lambda: show_tenants(settings.database_url, out))


@teams.command()
def connect(
    tenant: Tenant,
    org: Annotated[str, typer.Option(metavar="ID", help="The organisation's id.")],
) -> None:
    """Let a tenant speak for an organisation, and match its users with the people."""
    from bot.teams.roster import connect as connect_them

    settings = read_settings(web_door=False)
    run(lambda: connect_them(settings, tenant, org, out))


@teams.command()
def sync(tenant: OneTenant = None) -> None:
    """Read people and channels anew now, and say who was matched, and who has the app."""
    from bot.teams.roster import sync as sync_now

    settings = read_settings(web_door=False)
    run(lambda: sync_now(settings, tenant, out))


@teams.command()
def people(
    org: Org = None,
    *,
    unmatched: Annotated[
        bool, typer.Option("--unmatched", help="Only those who have no account in Teams.")
    ] = False,
    without_app: Annotated[
        bool, typer.Option("--without-app", help="Only those who have not got Rytmi's app.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List who has which account, and who has Rytmi's app."""
    from bot.teams.people import Only, show_people

    settings = read_settings(web_door=False)
    only = Only.UNMATCHED if unmatched else Only.WITHOUT_APP if without_app else Only.NOTHING
    run(lambda: show_people(settings.database_url, org, out, only=only, as_json=as_json))


@teams.command()
def pair(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="Id or e-mail of the sheet.")],
    user: User,
    org: Org = None,
    tenant: OneTenant = None,
) -> None:
    """Say whose account it is, where their e-mail addresses do not."""
    from bot.pairing import Asked
    from bot.teams.accounts import pair as pair_them

    settings = read_settings(web_door=False)
    run(lambda: pair_them(settings, person, Asked(user, org, tenant), out))


@teams.command()
def unpair(user: User, org: Org = None, tenant: OneTenant = None) -> None:
    """Let e-mail addresses decide again whose account it is."""
    from bot.pairing import Asked
    from bot.teams.accounts import unpair as unpair_it

    settings = read_settings(web_door=False)
    run(lambda: unpair_it(settings, Asked(user, org, tenant), out))


@teams.command()
def install(
    tenant: OneTenant = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say for whom it would be, and do nothing.")
    ] = False,
) -> None:
    """Give Rytmi's app to those who are asked and have not got it, by way of Microsoft Graph."""
    from bot.teams.install import install as install_it

    settings = read_settings(web_door=False)
    run(lambda: install_it(settings, tenant, out, dry_run=dry_run))


@teams.command()
def remove(
    tenant: Tenant,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Forget a tenant: its accounts, conversations and addresses. Answers stay."""
    from bot.clocks import RealClock
    from bot.teams.tenants import remove as forget

    settings = read_settings(web_door=False)
    if not yes:
        typer.confirm(f"Delete the accounts and addresses of {tenant}?", abort=True)
    run(lambda: forget(settings.database_url, tenant, RealClock(), out))


def manifest(
    url: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Where Teams reaches Rytmi: https://rytmi.example."),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE.zip", help="Write the package that is uploaded."),
    ] = None,
    app_id: Annotated[
        str | None, typer.Option(metavar="ID", help="The app's id; else MICROSOFT_APP_ID.")
    ] = None,
    site: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Your page about Rytmi, shown to people; else --url."),
    ] = None,
    developer: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who runs Rytmi, as people are shown it.")
    ] = None,
    revision: Annotated[
        int, typer.Option(min=0, max=99, help="Higher than before, to upload it as an update.")
    ] = 0,
    *,
    graph: Annotated[
        bool, typer.Option("--graph", help="To install it for people; else as TEAMS_GRAPH says.")
    ] = False,
) -> None:
    """Make the Teams app's package; without --out, print its manifest."""
    from bot.teams.manifest import as_json
    from bot.teams.manifest import manifest as filled_in
    from bot.teams.package import described, written

    app = described(url, app_id, site=site, developer=developer, graph=graph, revision=revision)
    if to is None:
        out.file.write(f"{as_json(filled_in(app))}\n")
        return
    written(app, to)
    out.print(f"{to} holds Rytmi’s Teams app. docs/teams.md says where it is uploaded.")
