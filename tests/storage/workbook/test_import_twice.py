"""What was imported is exported unchanged, and importing it again changes and doubles nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.samples import SAMPLES
from storage.database import open_database
from storage.schema import upgrade
from storage.workbook import read_workbook, write_workbook


@pytest.mark.parametrize("name", SAMPLES)
async def test_an_organisation_goes_through_the_database_and_back(
    name: str, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'rytmi.sqlite'}"
    upgrade(url)
    database = open_database(url)
    try:
        given = read_workbook(SAMPLES[name]).structure
        assert given is not None
        await database.save_structure(given)

        stored = await database.load_structure(given.organisation.id)
        write_workbook(tmp_path / "book.xlsx", stored)
        again = read_workbook(tmp_path / "book.xlsx").structure
        assert again == given

        changes = await database.save_structure(again)
        assert (changes.added, changes.changed) == (0, 0)
        assert await database.load_structure(given.organisation.id) == stored
    finally:
        await database.close()
