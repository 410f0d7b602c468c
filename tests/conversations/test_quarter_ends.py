"""A whole quarter's end, on every stage: the transcripts of a team that looks back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.conversations.either import on_either
from tests.conversations.foxes import LATE, foxes
from tests.conversations.interpreter import strict_words
from tests.conversations.slack_stage import slack_stage
from tests.conversations.stage import EngineStage, World
from tests.conversations.teams_stage import teams_stage
from tests.conversations.transcript import play
from tests.conversations.web_stage import web_stage

TALKS = sorted((Path(__file__).parent / "talks" / "quarter_ends").glob("*.talk"))
WHOLE = next(each for each in TALKS if each.stem == "quarter_end")
ON_ONE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what does not depend on the database; the plays beside it run on both."""
EACH = pytest.mark.parametrize("talk", TALKS, ids=lambda path: path.stem)


@pytest.fixture(autouse=True)
def _every_word_is_there() -> Iterator[None]:
    with strict_words():
        yield


@pytest.fixture
async def world(database: Database, database_url: str) -> AsyncIterator[World]:
    """A team three weeks before its quarter ends; on SQLite and on PostgreSQL."""
    await database.save_structure(foxes())
    made = World(database, LATE, database_url)
    yield made
    await made.database.close()


@EACH
async def test_the_engine_plays(talk: Path, world: World) -> None:
    await play(talk, EngineStage(world), world.values_of)


@ON_ONE
@EACH
async def test_the_engine_plays_where_lines_have_no_open_request(talk: Path, world: World) -> None:
    await play(talk, EngineStage(world, waits=False), world.values_of)


@ON_ONE
@EACH
async def test_the_engine_plays_where_forms_alone_are_put_up(talk: Path, world: World) -> None:
    """As in a personal chat of Teams: what would be shown comes as a message, a form as a card."""
    await play(talk, EngineStage(world, waits=False, opens=True), world.values_of)


@on_either(TALKS, (0, 2))
async def test_the_web_door_plays(talk: Path, world: World, database_url: str) -> None:
    async with web_stage(world, database_url) as stage:
        await play(talk, stage, world.values_of)


@on_either(TALKS, (1,))
async def test_the_slack_door_plays(talk: Path, world: World, database_url: str) -> None:
    async with slack_stage(world, database_url, foxes()) as stage:
        await play(talk, stage, world.values_of)


@ON_ONE
async def test_an_older_slack_plays(world: World, database_url: str) -> None:
    """Where Slack refuses the newest blocks, no message and none of its words is lost."""
    async with slack_stage(world, database_url, foxes(), old=True) as stage:
        await play(WHOLE, stage, world.values_of)


@on_either(TALKS, (0,))
async def test_the_teams_door_plays(talk: Path, world: World, database_url: str) -> None:
    async with teams_stage(world, database_url, foxes()) as stage:
        await play(talk, stage, world.values_of)


@ON_ONE
async def test_an_older_teams_plays(world: World, database_url: str) -> None:
    """Where Teams knows neither Action.Execute nor charts, nothing that they do or say is lost."""
    unknown = frozenset({"Chart.Line"})
    async with teams_stage(world, database_url, foxes(), older=True, unknown=unknown) as stage:
        await play(WHOLE, stage, world.values_of)
