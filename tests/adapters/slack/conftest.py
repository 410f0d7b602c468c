"""Fixtures for the Slack door: a Web API on loopback, and a database on SQLite alone."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from storage.database import Database, open_database
from tests.adapters.slack.doorstep import Doorstep, doorstep
from tests.adapters.slack.ground import KEYS, populated
from tests.adapters.slack.loopback import Loopback, running
from tests.patience import painters_take_their_time


@pytest.fixture(scope="session", autouse=True)
def _unhurried() -> Iterator[None]:
    with painters_take_their_time():
        yield


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[Loopback]:
    """A Web API that answers what it is told to."""
    async with running() as loopback:
        yield loopback


@pytest_asyncio.fixture
async def sqlite(migrated_sqlite: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """A database with one organisation, for what does not depend on which database it is."""
    path = tmp_path / "rytmi.db"
    shutil.copy(migrated_sqlite, path)
    opened = open_database(f"sqlite:///{path}")
    await populated(opened)
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
async def door(slack: Loopback, county: Database) -> AsyncIterator[Doorstep]:
    """The whole door, with a county behind it."""
    async with doorstep(slack, county) as here:
        yield here


@pytest_asyncio.fixture
async def door_of_all(slack: Loopback, county: Database) -> AsyncIterator[Doorstep]:
    """The same, where an installation's token can be kept."""
    async with doorstep(slack, county, token_keys=KEYS) as here:
        yield here
