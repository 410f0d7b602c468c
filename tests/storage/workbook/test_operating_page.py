"""The page for operators says of every sheet what it must hold, and of every rule what it is."""

from __future__ import annotations

import re
from datetime import time
from pathlib import Path

import pytest

from dialogs.okr.cadence import EXAMPLES, PRESETS
from dialogs.okr.rhythm import FEWEST_RETRO_BEFORE, MOST_RETRO_BEFORE
from storage.workbook.bounds import MOST_COLUMNS
from storage.workbook.cells import day, working_hour
from storage.workbook.characters import LONGEST_ID
from storage.workbook.sheets import MOST_ROWS, SHEETS, Sheet

PAGE = (Path(__file__).parents[3] / "docs" / "operating.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_the_page_names_the_columns_of_a_sheet(sheet: Sheet) -> None:
    row = re.search(rf"^\| `{sheet.name}`[^|]*\|(.*)\|(.*)\|$", PAGE, re.MULTILINE)
    assert row is not None
    needed, others = (re.sub(r"\([^)]*\)", "", cell) for cell in row.groups())
    wanted = [column.name for column in sheet.columns if column.required]
    may = [column.name for column in sheet.columns if not column.required]
    assert [name.strip() for name in needed.split(",")] == wanted
    assert [name.strip() for name in others.split(",") if name.strip()] == may


@pytest.mark.parametrize("rule", sorted({*EXAMPLES, *PRESETS, *PRESETS.values()}))
def test_the_page_names_every_form_of_a_rule(rule: str) -> None:
    assert f"`{rule}`" in PAGE


def test_the_page_gives_the_bounds_and_forms_that_hold() -> None:
    assert f"at most {LONGEST_ID} characters" in PAGE
    assert f"{MOST_ROWS:,} rows and {MOST_COLUMNS} columns" in PAGE
    assert "`2026-12-01` or `1.12.2026`" in PAGE
    assert day("2026-12-01") == day("1.12.2026")
    assert f"| retro | a whole number from {FEWEST_RETRO_BEFORE} to {MOST_RETRO_BEFORE}:" in PAGE
    assert "from 8.00 to 16.59" in PAGE
    assert (working_hour("8.00"), working_hour("16.59")) == (time(8), time(16, 59))
