"""Every transcript, on every stage."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.database import Database
from tests.conversations.both_stage import both_stage
from tests.conversations.company import company, crowded
from tests.conversations.either import on_either
from tests.conversations.interpreter import strict_words
from tests.conversations.slack_stage import slack_stage
from tests.conversations.stage import EngineStage, World
from tests.conversations.teams_stage import teams_stage
from tests.conversations.transcript import play
from tests.conversations.web_stage import web_stage

TALKS = sorted((Path(__file__).parent / "talks").glob("*.talk"))
TWO_CHATS = sorted((Path(__file__).parent / "talks" / "two_chats").glob("*.talk"))
"""Of an organisation that is in Slack and in Teams."""
PAGED = sorted((Path(__file__).parent / "talks" / "paged").glob("*.talk"))
"""Of forms that are too long for one page of a chat; the web shows them whole."""
ON_ONE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what does not depend on the database; the plays beside it run on both."""
START = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _every_word_is_there() -> Iterator[None]:
    with strict_words():
        yield


@pytest.fixture
async def world(database: Database, database_url: str) -> AsyncIterator[World]:
    """An organisation in a fresh database, on a Sunday; on SQLite and on PostgreSQL."""
    await database.save_structure(company())
    made = World(database, START, database_url)
    yield made
    await made.database.close()


@pytest.mark.parametrize("talk", TALKS, ids=lambda path: path.stem)
async def test_the_engine_plays(talk: Path, world: World) -> None:
    await play(talk, EngineStage(world), world.values_of)


@ON_ONE
@pytest.mark.parametrize("talk", TALKS, ids=lambda path: path.stem)
async def test_the_engine_plays_where_lines_have_no_open_request(talk: Path, world: World) -> None:
    await play(talk, EngineStage(world, waits=False), world.values_of)


@ON_ONE
@pytest.mark.parametrize("talk", TALKS, ids=lambda path: path.stem)
async def test_the_engine_plays_where_forms_alone_are_put_up(talk: Path, world: World) -> None:
    """As in a personal chat of Teams: what would be shown comes as a message, a form as a card."""
    await play(talk, EngineStage(world, waits=False, opens=True), world.values_of)


@pytest.mark.parametrize("talk", PAGED, ids=lambda path: path.stem)
async def test_the_engine_plays_in_pages(talk: Path, world: World) -> None:
    await world.database.save_structure(crowded())
    await play(talk, EngineStage(world), world.values_of)


@on_either(TALKS, (0, 2))
async def test_the_web_door_plays(talk: Path, world: World, database_url: str) -> None:
    async with web_stage(world, database_url) as stage:
        await play(talk, stage, world.values_of)


@on_either(TALKS, (1, 3))
async def test_the_slack_door_plays(talk: Path, world: World, database_url: str) -> None:
    async with slack_stage(world, database_url) as stage:
        await play(talk, stage, world.values_of)


@pytest.mark.parametrize("talk", PAGED, ids=lambda path: path.stem)
async def test_the_slack_door_plays_in_pages(talk: Path, world: World, database_url: str) -> None:
    async with slack_stage(world, database_url, crowded()) as stage:
        await play(talk, stage, world.values_of)


@pytest.mark.parametrize("name", ["monday", "typed", "anyone"])
async def test_the_slack_door_plays_by_socket(name: str, world: World, database_url: str) -> None:
    async with slack_stage(world, database_url, by_socket=True) as stage:
        await play(_talk(name), stage, world.values_of)


@pytest.mark.parametrize("name", ["forums", "ledger", "commands"])
async def test_an_older_slack_plays(name: str, world: World, database_url: str) -> None:
    """Where Slack refuses the newest blocks, no message and none of its words is lost."""
    async with slack_stage(world, database_url, old=True) as stage:
        await play(_talk(name), stage, world.values_of)


@on_either(TALKS, (0, 1))
async def test_the_teams_door_plays(talk: Path, world: World, database_url: str) -> None:
    async with teams_stage(world, database_url) as stage:
        await play(talk, stage, world.values_of)


@pytest.mark.parametrize("talk", PAGED, ids=lambda path: path.stem)
async def test_the_teams_door_plays_in_pages(talk: Path, world: World, database_url: str) -> None:
    async with teams_stage(world, database_url, crowded()) as stage:
        await play(talk, stage, world.values_of)


@pytest.mark.parametrize("name", ["monday", "no_change", "forums", "meetings"])
async def test_an_older_teams_plays(name: str, world: World, database_url: str) -> None:
    """Where Teams knows neither Action.Execute nor charts, nothing that they do or say is lost."""
    unknown = frozenset({"Chart.Line"})
    async with teams_stage(world, database_url, older=True, unknown=unknown) as stage:
        await play(_talk(name), stage, world.values_of)


@pytest.mark.parametrize("talk", TWO_CHATS, ids=lambda path: path.stem)
async def test_two_chats_play_together(talk: Path, world: World, database_url: str) -> None:
    async with both_stage(world, database_url) as stage:
        await play(talk, stage, world.values_of)


def _talk(name: str) -> Path:
    return next(each for each in TALKS if each.stem == name)
