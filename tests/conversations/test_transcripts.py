"""Every transcript, on every stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.database import Database
from tests.conversations.company import company
from tests.conversations.interpreter import strict_words
from tests.conversations.stage import EngineStage, World
from tests.conversations.transcript import play
from tests.conversations.web_stage import web_stage

TALKS = sorted((Path(__file__).parent / "talks").glob("*.talk"))
START = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _every_word_is_there() -> Iterator[None]:
    with strict_words():
        yield


@pytest.fixture
async def world(database: Database) -> World:
    """An organisation in a fresh database, on a Sunday; on SQLite and on PostgreSQL."""
    await database.save_structure(company())
    return World(database, START)


@pytest.mark.parametrize("talk", TALKS, ids=lambda path: path.stem)
async def test_the_engine_plays(talk: Path, world: World) -> None:
    await play(talk, EngineStage(world), world.values_of)


@pytest.mark.parametrize("talk", TALKS, ids=lambda path: path.stem)
async def test_the_web_door_plays(talk: Path, world: World, database_url: str) -> None:
    async with web_stage(world, database_url) as stage:
        await play(talk, stage, world.values_of)
