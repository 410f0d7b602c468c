"""Many at once: a thousand answers, one answer five times, two hearts that beat together."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, TCPConnector

from dialogs.okr.model import CheckIn
from storage.database import Database, open_database
from storage.schema import upgrade
from tests.end_to_end.crowd import CROWD, PEOPLE, crowd, name_of
from tests.end_to_end.service import running

CLIENTS = 64
TIMES = 5
NONCE = re.compile(r'name="nonce" value="[^"]*"')
Send = Callable[[ClientSession, int], Awaitable[None]]


class Crowd:
    """The people of the synthetic organisation, as programs that talk to the page."""

    def __init__(self, address: str) -> None:
        self._base = f"{address}/o/{CROWD}/as"
        self.statuses: list[int] = []
        self.forms: dict[int, tuple[str, int]] = {}
        self.replies: list[str] = []

    async def post(self, client: ClientSession, path: str, content: object) -> dict[str, Any]:
        """Send a JSON object and return the answer."""
        headers = {"Accept": "application/json"}
        async with client.post(f"{self._base}/{path}", json=content, headers=headers) as response:
            self.statuses.append(response.status)
            answer: dict[str, Any] = await response.json()
            return answer

    async def open_form(self, client: ClientSession, number: int) -> None:
        """Ask for the form of one person."""
        path = f"{name_of('person', number)}/say"
        answer = await self.post(client, path, {"text": "/okr checkin"})
        self.forms[number] = answer["session"], answer["version"]

    async def answer(self, client: ClientSession, number: int) -> dict[str, Any]:
        """Fill in one person's form: the number of the person, and a confidence."""
        session, version = self.forms[number]
        result = name_of("result", number)
        values = {f"value:{result}": str(number), f"confidence:{result}": str(number % 10 + 1)}
        content = {"session": session, "version": version, "values": values}
        answer = await self.post(client, f"{name_of('person', number)}/answer", content)
        self.replies.append(answer["reply"])
        return answer

    async def all_at_once(self, act: Callable[[ClientSession, int], Awaitable[object]]) -> None:
        """Let everybody act, as many at a time as there are clients."""
        waiting = iter(range(PEOPLE))

        async def one(client: ClientSession) -> None:
            for number in waiting:
                await act(client, number)

        async with ClientSession(connector=TCPConnector(limit=CLIENTS)) as client:
            await asyncio.gather(*(one(client) for _ in range(CLIENTS)))


async def stored(url: str) -> Sequence[CheckIn]:
    """Return all answers of the crowd."""
    database = open_database(url)
    try:
        return await database.check_ins(CROWD)
    finally:
        await database.close()


async def gather_crowd(database: Database) -> None:
    """Put the synthetic organisation into a database."""
    await database.save_structure(crowd(datetime.now(UTC).date()))


@pytest.mark.slow
async def test_a_thousand_answers_by_sixty_four_clients(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/crowd.sqlite"
    upgrade(url)
    database = open_database(url)
    await gather_crowd(database)
    await database.close()
    with running(tmp_path, "serve", DATABASE_URL=url) as server:
        people = Crowd(server.address)
        await people.all_at_once(people.open_form)
        await people.all_at_once(people.answer)
        assert server.get("/readyz") == (200, "ready\n")
    assert set(people.statuses) == {200}
    assert people.replies == ["close"] * PEOPLE
    assert sorted(
        (each.key_result, each.person, each.value, each.confidence) for each in await stored(url)
    ) == [(name_of("result", n), name_of("person", n), float(n), n % 10 + 1) for n in range(PEOPLE)]


async def test_an_answer_delivered_five_times_at_once(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    await gather_crowd(database)
    with running(tmp_path, "serve", DATABASE_URL=database_url) as server:
        people = Crowd(server.address)
        async with ClientSession() as client:
            await people.open_form(client, 7)
            answers = await asyncio.gather(*(people.answer(client, 7) for _ in range(TIMES)))
    assert set(people.statuses) == {200}
    equal = {NONCE.sub("", repr(sorted(answer.items()))) for answer in answers}
    assert len(equal) == 1
    assert people.replies == ["close"] * TIMES
    assert [(each.person, each.value) for each in await stored(database_url)] == [
        (name_of("person", 7), 7.0)
    ]
