"""Looks at everything that must be right before Rytmi can run, and says how to mend what is not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rich.console import Console
from rich.markup import escape

from bot.errors import OperatorError
from bot.findings import Finding
from bot.opening import REMEDY
from bot.settings import Settings, read_settings
from storage.errors import StorageError
from storage.schema import SchemaState, state

OLDEST_PYTHON: Final = (3, 11)
ZONES: Final = ("Europe/Helsinki", "Europe/Oslo", "Europe/Stockholm", "America/New_York")


def examine(console: Console) -> bool:
    """Print what was found; True when Rytmi can run."""
    findings = look()
    for finding in findings:
        mark = "[green]ok[/]  " if finding.fine else "[red]FAIL[/]"
        console.print(f"{mark} {finding.what}: {escape(finding.said)}")
        if finding.remedy:
            console.print(f"     [bold]What to do:[/] {escape(finding.remedy)}")
    return all(finding.fine for finding in findings)


def look() -> list[Finding]:
    """Look at Python, time zones, settings, database and chats, in the order that matters."""
    findings = [_python(), _zones()]
    try:
        settings = read_settings()
    except OperatorError as error:
        return [*findings, Finding("Settings", fine=False, said=error.problem, remedy=error.remedy)]
    findings.append(Finding("Settings", fine=True, said=_settings(settings)))
    database = _database(settings)
    findings.append(database)
    if settings.has_slack:
        from bot.slack.doctor import look_at_slack  # noqa: PLC0415 - only where it is configured

        findings += look_at_slack(settings, tables=database.fine)
    if settings.has_teams:
        from bot.teams.doctor import look_at_teams  # noqa: PLC0415 - only where it is configured

        findings += look_at_teams(settings, tables=database.fine)
    return findings


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    fine = sys.version_info[:2] >= OLDEST_PYTHON
    return Finding("Python", fine, version, "" if fine else "Install Python 3.11 or newer.")


def _zones() -> Finding:
    missing = [zone for zone in ZONES if not _known(ZoneInfo, zone)]
    if missing:
        remedy = "Install your system's time zone data, or the package tzdata."
        return Finding("Time zones", fine=False, said=f"no data for {missing[0]}", remedy=remedy)
    return Finding("Time zones", fine=True, said="data found")


def _known(make: Callable[[str], ZoneInfo], zone: str) -> bool:
    try:
        make(zone)
    except ZoneInfoNotFoundError:
        return False
    return True


def _settings(settings: Settings) -> str:
    page = "on" if settings.web_door else "off"
    return f"listening on {settings.host}:{settings.port}, built-in page {page}"


def _database(settings: Settings) -> Finding:
    try:
        found = state(settings.database_url)
    except StorageError as error:
        return Finding(
            "Database",
            fine=False,
            said=str(error),
            remedy="Check DATABASE_URL, that the database runs, and that it lets you in.",
        )
    fine = found is SchemaState.CURRENT
    said = f"reached, its tables are {found.value}"
    return Finding("Database", fine, said, "" if fine else REMEDY[found])
