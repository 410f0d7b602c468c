"""An import as an operator sees it: what is stored counts, and what is refused is told kindly."""

from __future__ import annotations

from collections.abc import AsyncIterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.exchange import bring_in, take_out
from dialogs.okr.confidence import opinion
from dialogs.okr.model import KeyResultId, Language, OrganisationId
from dialogs.okr.standing import WeekAnswer, WeekSaid
from dialogs.okr.week import Week
from storage.database import Database, open_database
from storage.schema import upgrade
from tests.storage.workbook.sheets import SOUND, write_sheets

FIRMA = OrganisationId("firma")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    upgrade(_url(tmp_path))
    opened = open_database(_url(tmp_path))
    yield opened
    await opened.close()


def _url(folder: Path) -> str:
    return f"sqlite:///{folder / 'rytmi.sqlite'}"


async def told(folder: Path, sheet: str = "", text: str = "", *, dry_run: bool = False) -> str:
    """Import the sound organisation with one sheet changed, and return what is told."""
    write_sheets(folder, {**SOUND, **({sheet: text} if sheet else {})})
    out = StringIO()
    console = Console(file=out, width=300)
    done = await bring_in(_url(folder), folder, console, Language.ENGLISH, dry_run=dry_run)
    said = out.getvalue()
    assert done is ("Nothing was imported" not in said)
    return said


@pytest.mark.parametrize("dry_run", [False, True])
async def test_an_import_is_held_against_what_is_stored(
    database: Database, tmp_path: Path, dry_run: bool
) -> None:
    await told(tmp_path)
    first, *lines = SOUND["key_results"].splitlines(keepends=True)
    fresh = "".join(f"k{n},mer,K,yes_no,,,,,,,,,\n" for n in range(4))
    sheet = first + fresh + lines[0] + "".join(lines[2:])
    said = await told(tmp_path, "key_results", sheet, dry_run=dry_run)
    assert "Sheet objectives, row 2: This objective has 6 key results; 5 is the most." in said
    assert len((await database.load_structure(FIRMA)).key_results) == 4


async def test_the_same_again_is_fine(database: Database, tmp_path: Path) -> None:
    await told(tmp_path)
    before = await database.load_structure(FIRMA)
    assert "Firma is up to date." in await told(tmp_path)
    assert await database.load_structure(FIRMA) == before


async def test_a_kind_with_answers_is_refused_with_its_row_and_the_remedy(
    database: Database, tmp_path: Path
) -> None:
    await told(tmp_path)
    answer = WeekAnswer(Week(2026, 47), 2.0, opinion([7]))
    said = WeekSaid(KeyResultId("flere"), answer, 0.5)
    await database.write(FIRMA, lambda work: work.set_weeks([said]))
    changed = SOUND["key_results"].replace("milestones,,,,,4", "yes_no,,,,,")
    refused = await told(tmp_path, "key_results", changed)
    assert "Sheet key_results, row 4, column kind: This key result has been answered" in refused
    assert "a new id." in refused
    assert "One problem. Nothing was imported." in refused


@pytest.mark.parametrize("name", ["[/] Firma", "[bold]Firma[/bold]", "Firma [", ":bug: Firma\\"])
async def test_a_name_like_markup_is_printed_as_it_stands(
    database: Database, tmp_path: Path, name: str
) -> None:
    sheet = SOUND["organisation"].replace(",Firma,", f",{name},")
    assert f"{name} is in order." in await told(tmp_path, "organisation", sheet, dry_run=True)
    assert f"{name} is up to date." in await told(tmp_path, "organisation", sheet)

    out = StringIO()
    await take_out(_url(tmp_path), tmp_path / "[out].xlsx", None, Console(file=out, width=300))
    assert out.getvalue().startswith(f"{name}: 3 units")
    assert "[out].xlsx" in out.getvalue()


async def test_a_problem_with_markup_in_it_is_printed_as_it_stands(
    database: Database, tmp_path: Path
) -> None:
    sheet = SOUND["units"].replace("weekly tue", "[/red]")
    assert "“[/red]” is not a cadence." in await told(tmp_path, "units", sheet)


async def test_meetings_and_breaks_are_counted(database: Database, tmp_path: Path) -> None:
    for dry_run, counts in ((True, "2 0 0"), (False, "2 0 0"), (True, "0 0 2")):
        lines = [" ".join(each.split()) for each in (await told_lines(tmp_path, dry_run=dry_run))]
        assert f"meetings {counts}" in lines
        assert f"breaks {counts}" in lines


async def told_lines(folder: Path, *, dry_run: bool) -> list[str]:
    return (await told(folder, dry_run=dry_run)).splitlines()


async def test_what_is_inherited_is_not_written_as_set(database: Database, tmp_path: Path) -> None:
    forums = SOUND["forums"].replace("weekly,13:00", ",")
    await told(tmp_path, "forums", forums)
    console = Console(file=StringIO(), width=300)
    await take_out(_url(tmp_path), tmp_path / "out", None, console)

    lines = (tmp_path / "out" / "forums.csv").read_text("utf-8-sig").splitlines()
    assert lines[1:] == ["mote,salg,Møte,#salg,,,,", "styre,nord,Styret,#styre,meetings 5,,,"]
    units = (tmp_path / "out" / "units.csv").read_text("utf-8-sig").splitlines()
    assert units[3] == "salg,Salg,team,nord,everyone,weekly tue,09:30,,,,,,"
    assert (tmp_path / "out" / "meetings.csv").read_text("utf-8-sig") == (
        "forum,day\nstyre,2026-11-24\nstyre,2026-12-15\n"
    )
    breaks = (tmp_path / "out" / "breaks.csv").read_text("utf-8-sig")
    assert breaks == SOUND["breaks"]

    again = StringIO()
    source, quiet = tmp_path / "out", Console(file=again, width=300)
    assert await bring_in(_url(tmp_path), source, quiet, Language.ENGLISH, dry_run=True)
    rows = [line.split()[1:3] for line in again.getvalue().splitlines() if line[-1:].isdigit()]
    assert len(rows) > 8
    assert all(row == ["0", "0"] for row in rows)


async def test_a_workbook_of_nobody_needs_no_database(tmp_path: Path) -> None:
    said = await told(tmp_path, "organisation", "id,name,language,zone,country\n")
    assert "The organisation is missing." in said
