"""An import as an operator sees it: what is stored counts, and what is refused is told kindly."""

from __future__ import annotations

from collections.abc import AsyncIterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.exchange import bring_in
from dialogs.okr.confidence import opinion
from dialogs.okr.model import KeyResultId, Language, OrganisationId
from dialogs.okr.standing import WeekAnswer
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
    said = WeekAnswer(Week(2026, 47), 2.0, opinion([7]))
    await database.write(FIRMA, lambda work: work.set_week(KeyResultId("flere"), said, 0.5))
    changed = SOUND["key_results"].replace("milestones,,,,,4", "yes_no,,,,,")
    refused = await told(tmp_path, "key_results", changed)
    assert "Sheet key_results, row 4, column kind: This key result has been answered" in refused
    assert "a new id." in refused
    assert "One problem. Nothing was imported." in refused


async def test_a_workbook_of_nobody_needs_no_database(tmp_path: Path) -> None:
    said = await told(tmp_path, "organisation", "id,name,language,zone,country\n")
    assert "The organisation is missing." in said
