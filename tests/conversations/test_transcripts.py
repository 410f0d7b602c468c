"""Every transcript, on every stage."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.database import open_database
from storage.schema import upgrade
from tests.conversations.company import company
from tests.conversations.stage import EngineStage, World
from tests.conversations.transcript import play

TALKS = sorted((Path(__file__).parent / "talks").glob("*.talk"))
START = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    """An organisation in a fresh database, on a Sunday."""
    upgrade(database_url)
    database = open_database(database_url)
    await database.save_structure(company())
    yield World(database, START)
    await database.close()


@pytest.mark.parametrize("talk", TALKS, ids=lambda path: path.stem)
async def test_the_engine_plays(talk: Path, world: World) -> None:
    await play(talk, EngineStage(world), world.values_of)
