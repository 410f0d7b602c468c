"""The command line: run it, look at it, fill it, check it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Coroutine
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final, TypeVar

import typer
from rich.console import Console

from bot.errors import OperatorError
from bot.settings import Settings, read_settings
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
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

SIGNALLED: Final = 128
"""Added to a signal's number it is the status of a command that the signal broke off."""

LAST_MOMENTS: Final = 6.0
"""Seconds on top of an orderly end: the open requests before it, the interpreter after it."""

T = TypeVar("T")


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
        _complain(error.problem, error.remedy)
        sys.exit(2)
    except StorageError as error:
        _complain(str(error), "")
        sys.exit(2)


def _complain(problem: str, remedy: str) -> None:
    err.print(f"[bold red]Rytmi cannot go on:[/] {_plain(problem)}")
    if remedy:
        err.print(f"[bold]What to do:[/] {_plain(remedy)}")


def _plain(text: str) -> str:
    from rich.markup import escape

    return escape(text)


@app.command()
def serve(port: Port = None) -> None:
    """Run the service until it is told to stop."""
    settings = read_settings(port=port)
    _check_port(settings.host, settings.port)
    _run(lambda: _serve(settings), settings.stop_seconds + LAST_MOMENTS)


async def _serve(settings: Settings) -> None:
    from bot.application import application, assemble
    from bot.application import serve as serve_application
    from bot.clocks import RealClock
    from bot.logs import set_up_logs
    from bot.opening import open_current

    set_up_logs(settings.log_format, settings.log_level)
    rytmi = assemble(
        await open_current(settings.database_url),
        RealClock(),
        every=timedelta(seconds=settings.beat_seconds),
    )
    served = application(
        rytmi,
        url=settings.database_url,
        web_door=settings.web_door,
        stop_within=timedelta(seconds=settings.stop_seconds),
    )

    def started(address: str) -> None:
        err.print(f"Rytmi answers at {address} (health: {address}healthz)")
        if settings.web_door:
            err.print(
                "The built-in page is on: anyone at this computer can answer as anybody. "
                "WEB_DOOR=off turns it off."
            )

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
    _check_port(settings.host, settings.port)
    _run(
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
    fine = _run(lambda: bring_in(settings.database_url, source, out, language, dry_run=dry_run))
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
    _run(lambda: take_out(settings.database_url, path, org, out))


@app.command()
def rehearse(
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day.")],
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="The last day.")],
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
    days = read_day("--from", first), read_day("--to", last)
    set_up_logs(LogFormat.CONSOLE, LogLevel.WARNING)
    _run(
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
    _run(
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


def _run(main_task: Callable[[], Coroutine[Any, Any, T]], grace: float | None = None) -> T | None:
    """Run a command's task; SIGTERM and Ctrl+C let it finish what is in hand.

    ``grace`` bounds that in seconds: threads that hang on a database cannot be ended from inside,
    so that afterwards the process goes without them. A command without it has an end of its own,
    and one that is broken off before it has not succeeded.
    """

    async def until_told() -> T | None:
        task = asyncio.ensure_future(main_task())
        loop = asyncio.get_running_loop()
        told: signal.Signals | None = None

        def stop(number: signal.Signals) -> None:
            nonlocal told
            if told is None and grace is not None:
                _leave_after(grace)
            told = told or number
            task.cancel()

        for number in (signal.SIGTERM, signal.SIGINT):
            with contextlib.suppress(NotImplementedError):  # Windows has no such handlers
                loop.add_signal_handler(number, stop, number)
        try:
            return await task
        except asyncio.CancelledError:
            if told is None:
                raise
            if grace is None:
                raise typer.Exit(SIGNALLED + told) from None
            return None

    return asyncio.run(until_told())


def _leave_after(seconds: float) -> None:
    """End the process after so many seconds, if it is still there."""

    def leave() -> None:
        sys.stderr.write(
            f"Rytmi did not come to an orderly end within {seconds:g} s and leaves. "
            "What was being sent is looked at again when its lease ends.\n"
        )
        sys.stderr.flush()
        os._exit(1)

    timer = threading.Timer(seconds, leave)
    timer.daemon = True
    timer.start()


def _check_port(host: str, port: int) -> None:
    """Find out before the work begins whether the port can be had at all."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except socket.gaierror as error:
            raise OperatorError(
                f"HOST: {host} is no address of this computer: {error.strerror or error}",
                "Set HOST to an address, such as 127.0.0.1, or 0.0.0.0 for all of them.",
            ) from None
        except OSError as error:
            raise OperatorError(
                f"PORT: nothing can listen on {host}, port {port}: {error.strerror or error}",
                "Another program may use it already: choose another with --port or PORT.",
            ) from None
