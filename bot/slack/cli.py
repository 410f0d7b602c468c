"""The commands `rytmi slack …` and `rytmi manifest slack`."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.settings import read_settings
from bot.terminal import out, run

# What a command needs is imported when it runs, as in bot/cli.py.

slack = typer.Typer(
    name="slack",
    help="Look after Slack: keys, workspaces, and who is who in them.",
    no_args_is_help=True,
)

Org = Annotated[str | None, typer.Option(help="Which organisation, where there are several.")]
WorkspaceName = Annotated[str, typer.Argument(metavar="WORKSPACE", help="Its id: T… or E….")]
OneWorkspace = Annotated[
    str | None, typer.Option(metavar="ID", help="Which workspace, where there are several.")
]
User = Annotated[
    str, typer.Argument(metavar="USER", help="An account's id (U…) or its e-mail address.")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line, nothing else.")]


@slack.command()
def key() -> None:
    """Make a key that seals the tokens of workspaces, and say where it belongs."""
    from adapters.slack.installing.vault import new_key
    from bot.terminal import err

    out.print(new_key())
    err.print(
        "Set SLACK_TOKEN_KEYS to it, and keep it apart from the database and its backups: "
        "without it the stored tokens cannot be opened."
    )
    err.print(
        "Where there is a key already, put the new one before it, with a comma between them. "
        "Start Rytmi anew, then run `rytmi slack reseal`; after that the old one can go."
    )


@slack.command()
def reseal() -> None:
    """Seal all stored tokens with the newest key, so that older keys can go."""
    from bot.slack.keys import reseal as seal_anew

    settings = read_settings(web_door=False)
    run(lambda: seal_anew(settings, out))


@slack.command()
def workspaces() -> None:
    """List where Rytmi is installed, and for which organisation each workspace speaks."""
    from bot.slack.workspaces import show_workspaces

    settings = read_settings(web_door=False)
    run(lambda: show_workspaces(settings.database_url, out))


@slack.command()
def connect(
    workspace: WorkspaceName,
    org: Annotated[str, typer.Option(metavar="ID", help="The organisation's id.")],
) -> None:
    """Let a workspace speak for an organisation, and match its users with the people."""
    from bot.slack.roster import connect as connect_them

    settings = read_settings(web_door=False)
    run(lambda: connect_them(settings, workspace, org, out))


@slack.command()
def sync(workspace: OneWorkspace = None) -> None:
    """Read users and channels anew now, and say who was matched and who was not."""
    from bot.slack.roster import sync as sync_now

    settings = read_settings(web_door=False)
    run(lambda: sync_now(settings, workspace, out))


@slack.command()
def people(
    org: Org = None,
    *,
    unmatched: Annotated[
        bool, typer.Option("--unmatched", help="Only those who are not reached in Slack.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List who has which account."""
    from bot.slack.people import show_people

    settings = read_settings(web_door=False)
    run(lambda: show_people(settings.database_url, org, out, unmatched=unmatched, as_json=as_json))


@slack.command()
def pair(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="Id or e-mail of the sheet.")],
    user: User,
    org: Org = None,
    workspace: OneWorkspace = None,
) -> None:
    """Say whose account it is, where their e-mail addresses do not."""
    from bot.pairing import Asked
    from bot.slack.accounts import pair as pair_them

    settings = read_settings(web_door=False)
    run(lambda: pair_them(settings, person, Asked(user, org, workspace), out))


@slack.command()
def unpair(user: User, org: Org = None, workspace: OneWorkspace = None) -> None:
    """Let e-mail addresses decide again whose account it is."""
    from bot.pairing import Asked
    from bot.slack.accounts import unpair as unpair_it

    settings = read_settings(web_door=False)
    run(lambda: unpair_it(settings, Asked(user, org, workspace), out))


@slack.command()
def remove(
    workspace: WorkspaceName,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Forget a workspace: its tokens, accounts and addresses. Answers stay."""
    from bot.clocks import RealClock
    from bot.slack.workspaces import remove as forget

    settings = read_settings(web_door=False)
    if not yes:
        typer.confirm(f"Delete the tokens, accounts and addresses of {workspace}?", abort=True)
    run(lambda: forget(settings.database_url, workspace, RealClock(), out))


def manifest(
    url: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Where Slack reaches Rytmi: https://rytmi.example."),
    ] = None,
    *,
    socket: Annotated[
        bool, typer.Option("--socket", help="For Socket Mode, without a public address.")
    ] = False,
    oauth: Annotated[
        bool, typer.Option("--oauth", help="For installs into several workspaces.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, without the reasons.")] = False,
) -> None:
    """Print Slack's app manifest, ready to be pasted at api.slack.com/apps."""
    from bot.slack.manifest import as_json as written_as_json
    from bot.slack.manifest import manifest as filled_in

    written = filled_in(url, socket=socket, oauth=oauth)
    out.file.write(f"{written_as_json(written)}\n" if as_json else written)
