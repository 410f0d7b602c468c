"""Import and export as an operator sees them: every problem, a table of every change."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.errors import OperatorError
from bot.opening import open_current
from dialogs.okr.model import Language, OrganisationId
from dialogs.text import Reader, say
from dialogs.words.draw import draw
from storage.database import Database
from storage.errors import MeasureKindError
from storage.structure import Changes, Structure
from storage.workbook import Problem, Reading, read_workbook, write_workbook

MOST_PROBLEMS: Final = 200
"""Problems printed; a workbook with more of them has one cause, and it is among these."""


async def bring_in(
    url: str,
    source: Path | Traversable,
    console: Console,
    language: Language,
    *,
    dry_run: bool,
) -> bool:
    """Import a workbook and report; False when it has problems and nothing was imported."""
    reader = Reader(language, "UTC")
    reading = await asyncio.to_thread(read_workbook, source)
    if reading.organisation is None:
        return _refuse(console, reading.problems, reading.warnings, reader)
    database = await open_current(url)
    try:
        stored = await _stored(database, reading.organisation)
        if stored is not None:
            # What is stored and not named stays, so the method's limits hold for both together.
            reading = await asyncio.to_thread(read_workbook, source, stored)
        if reading.structure is None:
            return _refuse(console, reading.problems, reading.warnings, reader)
        changes = await _save(database, reading.structure, dry_run=dry_run)
    except MeasureKindError as error:
        return _refuse(console, _kinds_refused(error, reading), reading.warnings, reader)
    finally:
        await database.close()
    _list(console, reading.warnings, reader, "yellow")
    console.print(_table(changes, reader))
    done = "report-would" if dry_run else "report-done"
    _tell(console, draw(say(done, organisation=reading.structure.organisation.name), reader))
    return True


async def _stored(database: Database, organisation: OrganisationId) -> Structure | None:
    """Return what an organisation has already; None for a new one."""
    if all(known.id != organisation for known in await database.organisations()):
        return None
    return await database.load_structure(organisation)


def _kinds_refused(error: MeasureKindError, reading: Reading) -> tuple[Problem, ...]:
    rows = reading.rows.get("key_results", {})
    sentence = say("import-kind-answered")
    found = (Problem("key_results", rows.get(one), "kind", sentence) for one in error.key_results)
    return tuple(sorted(found, key=lambda problem: problem.row or 0))


def _refuse(
    console: Console,
    problems: tuple[Problem, ...],
    warnings: tuple[Problem, ...],
    reader: Reader,
) -> bool:
    """Tell why nothing is imported; return False."""
    _list(console, problems, reader, "red")
    _list(console, warnings, reader, "yellow")
    _tell(console, draw(say("report-refused", count=len(problems)), reader))
    return False


async def _save(database: Database, structure: Structure, *, dry_run: bool) -> Changes:
    if dry_run:
        return await database.compare_structure(structure)
    # Whoever is new is asked from now on: an import must not set off what lies behind it.
    return await database.save_structure(structure, since=datetime.now(UTC))


def _list(console: Console, problems: tuple[Problem, ...], reader: Reader, colour: str) -> None:
    for problem in problems[:MOST_PROBLEMS]:
        console.print(Text.assemble(("•", colour), " ", draw(problem.line, reader)))
    left = len(problems) - MOST_PROBLEMS
    if left > 0:
        _tell(console, draw(say("report-left-out", count=left), reader))


def _tell(console: Console, sentence: str) -> None:
    """Print what may carry somebody's own words: brackets and colons in them are no markup."""
    console.print(Text(sentence))


def _table(changes: Changes, reader: Reader) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(draw(say("report-sheet"), reader))
    for key in ("report-added", "report-changed", "report-unchanged"):
        table.add_column(draw(say(key), reader), justify="right")
    for name, tally in changes.tallies.items():
        figures = (tally.added, tally.changed, tally.unchanged)
        if any(figures):
            table.add_row(name, *(str(figure) for figure in figures))
    return table


async def take_out(url: str, path: Path, organisation: str | None, console: Console) -> None:
    """Export an organisation; the only one there is, or the one that is named."""
    database = await open_current(url)
    try:
        known = [each.id for each in await database.organisations()]
        wanted = OrganisationId(organisation) if organisation is not None else _only(known)
        if wanted not in known:
            raise OperatorError(
                f"there is no organisation {wanted!r}",
                f"There are: {', '.join(known) or 'none; import one first'}.",
            )
        structure = await database.load_structure(wanted)
        check_ins = await database.check_ins(wanted)
    finally:
        await database.close()
    await asyncio.to_thread(write_workbook, path, structure, check_ins)
    _tell(
        console,
        f"{structure.organisation.name}: {len(structure.units)} units, "
        f"{len(structure.key_results)} key results and {len(check_ins)} answers "
        f"written to {path}.",
    )


def _only(known: list[OrganisationId]) -> OrganisationId:
    if len(known) != 1:
        raise OperatorError(
            f"there are {len(known) or 'no'} organisations in this database",
            f"Name one with --org: {', '.join(known)}." if known else "Import one first.",
        )
    return known[0]
