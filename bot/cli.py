"""The command line: run it, look at it, fill it, check it."""

from __future__ import annotations

import sys
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from bot.errors import OperatorError
from bot.settings import Settings, read_settings
from bot.slack.cli import manifest as slack_manifest
from bot.slack.cli import slack
from bot.teams.cli import manifest as teams_manifest
from bot.teams.cli import teams
from bot.terminal import check_port, complain, err, out, run
from dialogs.ledger import LedgerFate
from dialogs.okr.model import Language

# What a command needs is imported when it runs: `rytmi --help` and `rytmi doctor` must answer at
# once, and must work where the rest cannot.

app = typer.Typer(
    name="rytmi",
    help="Keeps an organisation's OKRs alive: asks, stores, rolls up.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

LAST_MOMENTS: Final = 6.0
"""Seconds on top of an orderly end: the open requests before it, the interpreter after it."""


class SampleName(StrEnum):
    """The sample organisations."""

    OMA_HAME = "oma-hame"
    NETTBUTIKK = "nettbutikk"


Port = Annotated[int | None, typer.Option(min=0, max=65535, help="Port; else PORT, else 3978.")]

Org = Annotated[str | None, typer.Option(help="Which organisation, where there are several.")]
UnitOption = Annotated[
    str | None, typer.Option(metavar="ID", help="Only this unit and those below it.")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line, nothing else.")]


def main() -> None:
    """Run a command; an operator's mistake ends in one clear sentence and status 2."""
    from storage.errors import StorageError

    try:
        app()
    except OperatorError as error:
        complain(error.problem, error.remedy)
        sys.exit(2)
    except StorageError as error:
        complain(str(error), "")
        sys.exit(2)


@app.command()
def serve(port: Port = None) -> None:
    """Run the service until it is told to stop."""
    settings = read_settings(port=port)
    check_port(settings.host, settings.port)
    run(lambda: _serve(settings), settings.stop_seconds + LAST_MOMENTS)


async def _serve(settings: Settings) -> None:
    from bot.application import application, assemble
    from bot.application import serve as serve_application
    from bot.clocks import RealClock
    from bot.doors import chats_of, greetings
    from bot.logs import set_up_logs
    from bot.opening import open_current

    set_up_logs(settings.log_format, settings.log_level)
    database = await open_current(settings.database_url)
    try:
        chats = await chats_of(settings, database, err.print)
    except OperatorError:
        await database.close()
        raise
    rytmi = assemble(database, RealClock(), every=timedelta(seconds=settings.beat_seconds))
    served = application(
        rytmi,
        url=settings.database_url,
        web_door=settings.web_door,
        chats=chats,
        stop_within=timedelta(seconds=settings.stop_seconds),
    )

    def started(address: str) -> None:
        err.print(f"Rytmi answers at {address} (health: {address}healthz)")
        for line in greetings(settings, address):
            err.print(line)

    await serve_application(served, settings.host, settings.port, started)


@app.command()
def demo(
    org: Annotated[SampleName, typer.Option(help="Which sample.")] = SampleName.OMA_HAME,
    port: Port = None,
    database: Annotated[
        str | None,
        typer.Option(help="Keep the demonstration in this database; else it begins anew."),
    ] = None,
) -> None:
    """Live through a week of Rytmi in the browser, with a sample organisation."""
    settings = read_settings(port=port, database_url=database, web_door=True)
    check_port(settings.host, settings.port)
    run(
        lambda: _demo(settings, org.value, kept=database is not None),
        settings.stop_seconds + LAST_MOMENTS,
    )


async def _demo(settings: Settings, name: str, *, kept: bool) -> None:
    from bot.logs import set_up_logs
    from bot.settings import LogFormat, LogLevel
    from bot.stage import set_stage

    set_up_logs(LogFormat.CONSOLE, LogLevel.WARNING)
    url = settings.database_url if kept else _fresh(f"rytmi-demo-{name}.sqlite")
    with err.status(f"Building {name}: reading the sample …") as status:
        served = await set_stage(url, name, lambda told: status.update(f"Building {name}: {told}"))

    def started(address: str) -> None:
        err.print(f"[bold green]Rytmi's demonstration is ready:[/] [bold]{address}[/]")
        err.print("Open it in a browser. Ctrl+C ends it.")

    from bot.application import serve as serve_application

    await serve_application(served, settings.host, settings.port, started)


def _fresh(file: str) -> str:
    """Remove the last demonstration's database and return the address of the next."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{file}{suffix}").unlink(missing_ok=True)
    return f"sqlite:///{file}"


@app.command()
def migrate() -> None:
    """Make or change the database's tables for this version; doing it twice does nothing."""
    from storage.schema import state, upgrade

    settings = read_settings(web_door=False)
    before = state(settings.database_url)
    upgrade(settings.database_url)
    out.print(f"The tables were {before.value} and are now {state(settings.database_url).value}.")


@app.command(name="import")
def import_(
    path: Annotated[
        Path | None, typer.Argument(help="A folder of CSV files, or an .xlsx workbook.")
    ] = None,
    *,
    sample: Annotated[SampleName | None, typer.Option(help="Import a sample instead.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
    ] = False,
    language: Annotated[Language, typer.Option(help="Language of the report.")] = Language.ENGLISH,
) -> None:
    """Bring an organisation in, or bring it up to date; all or nothing."""
    from bot.exchange import bring_in
    from bot.samples import SAMPLES

    settings = read_settings(web_door=False)
    if (path is None) == (sample is None):
        raise OperatorError(
            "there is nothing to import", "Name a folder or a workbook, or --sample oma-hame."
        )
    source = path if path is not None else SAMPLES[sample or SampleName.OMA_HAME]
    fine = run(lambda: bring_in(settings.database_url, source, out, language, dry_run=dry_run))
    if not fine:
        raise typer.Exit(1)


@app.command()
def export(
    path: Annotated[Path, typer.Argument(help="A folder for CSV files, or a name in .xlsx.")],
    org: Annotated[
        str | None, typer.Option(help="Which organisation, where there are several.")
    ] = None,
) -> None:
    """Write an organisation out in the form that import reads, with its answers."""
    from bot.exchange import take_out

    settings = read_settings(web_door=False)
    run(lambda: take_out(settings.database_url, path, org, out))


@app.command()
def rehearse(
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day; else today.")
    ] = None,
    last: Annotated[
        str | None,
        typer.Option("--to", metavar="DATE", help="The last day; else a fortnight later."),
    ] = None,
    org: Org = None,
    unit: UnitOption = None,
    *,
    language: Annotated[Language, typer.Option(help="Language of the report.")] = Language.ENGLISH,
    as_json: AsJson = False,
) -> None:
    """Show every message that would go out in a span of days; sends and changes nothing."""
    from bot.clocks import RealClock
    from bot.logs import set_up_logs
    from bot.opening import read_day
    from bot.rehearsal_report import show_rehearsal
    from bot.settings import LogFormat, LogLevel

    settings = read_settings(web_door=False)
    days = (
        None if first is None else read_day("--from", first),
        None if last is None else read_day("--to", last),
    )
    set_up_logs(LogFormat.CONSOLE, LogLevel.WARNING)
    run(
        lambda: show_rehearsal(
            settings.database_url,
            *days,
            RealClock(),
            organisation=org,
            unit=unit,
            language=language,
            as_json=as_json,
            out=out,
            err=err,
        )
    )


@app.command()
def ledger(
    first: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="The first day; else a fortnight before."),
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="The last day; else today.")
    ] = None,
    org: Org = None,
    unit: UnitOption = None,
    *,
    fate: Annotated[
        list[LedgerFate] | None, typer.Option(help="Only messages of this fate; may be repeated.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show every message that was planned, what became of it, and why."""
    from bot.clocks import RealClock
    from bot.ledger import show_ledger
    from bot.opening import read_day

    settings = read_settings(web_door=False)
    days = (
        None if first is None else read_day("--from", first),
        None if last is None else read_day("--to", last),
    )
    run(
        lambda: show_ledger(
            settings.database_url,
            *days,
            RealClock(),
            organisation=org,
            unit=unit,
            fates=fate or (),
            as_json=as_json,
            out=out,
        )
    )


@app.command()
def doctor() -> None:
    """Check settings, database and time zones, and say what is missing and how to mend it."""
    from bot.doctor import examine

    if not examine(out):
        raise typer.Exit(1)


retros = typer.Typer(
    name="retro",
    help="Write what a retro came to, once it is published.",
    no_args_is_help=True,
)


@retros.command(name="export")
def export_retro(
    unit: Annotated[str, typer.Argument(help="The unit's id or name.")],
    *,
    cycle: Annotated[
        str | None, typer.Option(metavar="ID", help="Its cycle; else the last one published.")
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A .md or .docx file; else Markdown, to the terminal."),
    ] = None,
    language: Annotated[
        Language | None, typer.Option(help="Language of the document; else the unit's.")
    ] = None,
    org: Org = None,
) -> None:
    """Write a published retro as Markdown, or as a .docx document."""
    from bot.retro_export import export_retro as exported

    settings = read_settings(web_door=False)
    run(
        lambda: exported(
            settings.database_url,
            unit,
            cycle=cycle,
            to=to,
            language=language,
            organisation=org,
            out=out,
        )
    )


manifests = typer.Typer(
    name="manifest",
    help="Write what a chat is told about Rytmi’s app.",
    no_args_is_help=True,
)
manifests.command(name="slack")(slack_manifest)
manifests.command(name="teams")(teams_manifest)
app.add_typer(manifests)
app.add_typer(retros)
app.add_typer(slack)
app.add_typer(teams)
