"""Fixtures for the Teams door: a database on SQLite alone, for what does not depend on which."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from storage.database import Database, open_database
from tests.adapters.teams.doorstep import Doorstep, doorstep
from tests.storage.support import structure


@pytest_asyncio.fixture
async def sqlite(migrated_sqlite: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """A database with one organisation."""
    path = tmp_path / "rytmi.db"
    shutil.copy(migrated_sqlite, path)
    opened = open_database(f"sqlite:///{path}")
    await opened.save_structure(structure())
    yield opened
    await opened.close()


@pytest_asyncio.fixture
async def county(migrated_sqlite: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """A database without an organisation."""
    path = tmp_path / "county.db"
    shutil.copy(migrated_sqlite, path)
    opened = open_database(f"sqlite:///{path}")
    yield opened
    await opened.close()


@pytest_asyncio.fixture
async def door(county: Database) -> AsyncIterator[Doorstep]:
    """The whole door, with a county behind it; every card must be as Teams wants it."""
    async with doorstep(county) as here:
        yield here
        here.platform.all_well()
