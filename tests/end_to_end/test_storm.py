"""A short storm in each kind of weather, judged by the platform's own log; and an orderly end."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from storage.database import Database
from storage.tables import OutboxRow, table
from tests.end_to_end.herd import Herd, double
from tests.end_to_end.platform_double import Face
from tests.end_to_end.replica import Configuration
from tests.end_to_end.storm import POSTGRESQL, SQLITE, Plan, weather
from tests.end_to_end.wave import Wave, prepare, until_quiet

SHORT = {
    "prompts": 160,
    "answers": 40,
    "workspaces": 4,
    "rate": 20.0,
    "burst": 10,
    "restarts": (1.0, 3.0),
    "limit": 6.0,
}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("database", "face"),
    [
        (SQLITE, Face.ASKED),
        pytest.param(POSTGRESQL, Face.ASKED, marks=pytest.mark.postgres),
        pytest.param(POSTGRESQL, Face.BLIND, marks=pytest.mark.postgres),
    ],
)
async def test_a_storm_breaks_no_promise(
    database: str, face: Face, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if database == POSTGRESQL:
        request.getfixturevalue("postgres_server")  # skips the test where there can be none
    outcome = await weather(Plan(database=database, face=face, **SHORT), tmp_path)  # type: ignore[arg-type]
    assert outcome.broken() == []
    assert outcome.troubles.kills > 0
    assert outcome.troubles.stops > 0
    assert outcome.deliveries > outcome.acknowledged == SHORT["answers"]


PROMPTS = 60


async def _rows(database: Database) -> Sequence[Any]:
    outbox = table(OutboxRow)
    statement = select(outbox.c.key, outbox.c.state, outbox.c.doubtful)

    def job(connection: Connection) -> Sequence[Any]:
        return connection.execute(statement).all()

    return await database.runner.read(job)


def _arrived(log: Path) -> Counter[str]:
    lines = map(json.loads, log.read_text("utf-8").splitlines())
    return Counter(line["key"] for line in lines if line["what"] == "arrived")


def _wait_for_first(log: Path) -> None:
    while not _arrived(log):
        time.sleep(0.01)


async def test_who_is_asked_to_end_finishes_what_is_under_way_and_gives_back_the_rest(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    await prepare(database, Wave(PROMPTS, workspaces=2))
    log = tmp_path / "double.log"
    with ExitStack() as stack:
        address = stack.enter_context(double(Face.BLIND, log, rate=1000, delay=0.3))
        configuration = Configuration(
            database=database_url,
            platform=address,
            ports=tuple(Herd.free_ports(1)),
            folder=str(tmp_path),
            repeat="never",
            per_second=1000,
            burst=1000,
            patience=10,
            lease=60,
        )
        herd = stack.enter_context(Herd.of(configuration))
        await asyncio.to_thread(_wait_for_first, log)  # whose answer is still to come
        assert await asyncio.to_thread(herd.end)

        rows = await _rows(database)
        sent = {row.key for row in rows if row.state == "sent"}
        assert 0 < len(sent) < PROMPTS
        assert {row.state for row in rows} == {"sent", "ready"}
        assert not any(row.doubtful for row in rows)
        assert _arrived(log) == Counter(sent)

        next_one = stack.enter_context(Herd.of(configuration))
        await until_quiet(database)
        assert await asyncio.to_thread(next_one.end)
    assert _arrived(log) == Counter(row.key for row in await _rows(database))
