"""What is typed into a secret form passes through every door, and lies nowhere afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.pool import NullPool

from storage.address import read_url
from storage.database import Database
from storage.tables import metadata
from tests.conversations.company import company
from tests.conversations.slack_stage import slack_stage
from tests.conversations.stage import Stage, World
from tests.conversations.teams_stage import teams_stage
from tests.conversations.web_stage import web_stage

WORD = "Kukaannäesitä"
TOO_LONG = f"{WORD} " * 30
LATE = f"{WORD} liian myöhään"
NOON = datetime(2026, 12, 28, 10, 0, tzinfo=UTC)


Open = Callable[[World, str], AbstractAsyncContextManager[Stage]]
DOORS: Mapping[str, Open] = {"web": web_stage, "slack": slack_stage, "teams": teams_stage}


def _everything(url: str) -> str:
    """Return all rows of all tables; on SQLite the bytes of the files as well."""
    engine = create_engine(read_url(url), poolclass=NullPool)
    with engine.connect() as connection:
        found = [
            repr(row)
            for table in metadata.sorted_tables
            for row in connection.execute(select(table))
        ]
    path = read_url(url).database
    if url.startswith("sqlite") and path is not None:
        files = [each for each in (Path(path), Path(f"{path}-wal")) if each.exists()]
        found += [each.read_bytes().decode("utf-8", "replace") for each in files]
    return "\n".join(found)


@pytest.mark.parametrize("name", DOORS)
async def test_no_door_keeps_what_was_typed_wrongly_or_too_late(
    name: str, database: Database, database_url: str
) -> None:
    await database.save_structure(company())
    world = World(database, NOON)
    async with DOORS[name](world, database_url) as stage:
        await stage.types("heidi", "/okr retro hares")
        for label in ("retro-do-start", "retro-do-go", "retro-do-manner"):
            await stage.presses("heidi", label)
        await stage.fills("heidi", {"manner": "named"})
        await stage.at(world.clock.at)
        await stage.presses("harri", "notes-write")
        await stage.fills("harri", {"well": TOO_LONG})
        assert stage.errors("harri") == {"well": "notes-too-long"}
        assert stage.kept("harri")["well"].strip() == TOO_LONG.strip()
        assert WORD not in _everything(database_url)
        await stage.presses("henna", "notes-write")
        await stage.fills("henna", {"well": "Visible"})
        await stage.types("heidi", "/okr retro hares")
        await stage.presses("heidi", "retro-do-reveal")
        await stage.fills("harri", {"well": LATE})
        assert {"notes-over", "line-typed"} <= set(stage.seen("harri"))
        await stage.again()
        left = _everything(database_url)
        assert WORD not in left
        assert "Visible" in left
