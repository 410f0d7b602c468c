"""A wave of prompts to the crowd's people, who are spread over the double's workspaces."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, func, insert, select

from dialogs.okr.model import Language, PersonId, UnitId
from dialogs.okr.week import Week
from dialogs.posts import Planned, Post, PostKey, PostKind, ToPerson
from dialogs.text import Reader, Verbatim
from dialogs.views import Paragraph, View
from storage.database import Database
from storage.errors import StorageError
from storage.mail import write_recipient
from storage.tables import AddressRow, OutboxRow, table
from tests.end_to_end.crowd import CROWD, KEY_RESULTS, OBJECTIVES, PEOPLE, crowd, name_of
from tests.end_to_end.replica import DOOR

READER: Final = Reader(Language.ENGLISH, "Europe/Helsinki")
WORDS: Final = View(Verbatim("How far have you come?"), (Paragraph(Verbatim("How far?")),))
TOGETHER: Final = 500
"""Messages written in one transaction."""


@dataclass(frozen=True, slots=True)
class Wave:
    """Who is prompted how often; a person who is prompted twice is so in order."""

    prompts: int
    workspaces: int

    @staticmethod
    def workspace(number: int) -> str:
        """Return a workspace's name."""
        return f"T{number}"

    def workspace_of(self, number: int) -> str:
        """Return where a person of the crowd is reached."""
        return self.workspace(number % self.workspaces)

    def posts(self, now: datetime) -> Sequence[Post]:
        """Return the prompts, each due now."""
        week = Week.of(now.date())
        return [
            Post(
                key=PostKey(f"wave:{number:05}"),
                kind=PostKind.PROMPT,
                recipient=_person(number % PEOPLE),
                reader=READER,
                view=WORDS,
                at=now,
                planned=Planned(
                    unit=UnitId(name_of("team", number % PEOPLE // (OBJECTIVES * KEY_RESULTS))),
                    period=str(week),
                    at=now,
                    due=now + timedelta(days=1),
                    closes=now + timedelta(days=2),
                ),
            )
            for number in range(self.prompts)
        ]


def _person(number: int) -> ToPerson:
    return ToPerson(PersonId(name_of("person", number)))


async def prepare(database: Database, wave: Wave) -> None:
    """Put the crowd and its prompts into a migrated database."""
    now = datetime.now(UTC)
    await database.save_structure(crowd(now.date()))
    addresses = [
        {
            "organisation_id": CROWD,
            "recipient": write_recipient(_person(number)),
            "door": DOOR,
            "workspace": wave.workspace_of(number),
            "address": _person(number).person,
        }
        for number in range(PEOPLE)
    ]

    def reach(connection: Connection) -> None:
        connection.execute(insert(table(AddressRow)), addresses)

    await database.runner.write(reach)
    posts = wave.posts(now)
    for first in range(0, len(posts), TOGETHER):
        some = posts[first : first + TOGETHER]
        await database.write(CROWD, lambda work, some=some: work.post(some))  # type: ignore[misc]


async def until_quiet(database: Database) -> None:
    """Wait until nothing is to be sent any more; meanwhile the database may be away."""
    while True:
        with suppress(StorageError):
            if await _live(database) == 0:
                return
        await asyncio.sleep(0.1)


async def _live(database: Database) -> int:
    outbox = table(OutboxRow)
    count = select(func.count()).select_from(outbox).where(outbox.c.done_at.is_(None))

    def job(connection: Connection) -> Any:  # noqa: ANN401 - a number, as the driver gives it
        return connection.execute(count).scalar_one()

    return int(await database.runner.read(job))
