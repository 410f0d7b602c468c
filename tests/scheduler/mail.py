"""A real outbox with a clock that is moved, and platforms that do as told and keep a log."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dialogs.okr.model import Language, Organisation, OrganisationId
from dialogs.ports import Absent, Delivered, Fate, Found, Outbox, Pace, Repeat
from dialogs.posts import Parcel, Post, PostKey, ToPerson
from storage.database import Database
from storage.structure import Structure
from tests.scheduler.support import ELSEWHERE, HOME


class Mailbox:
    """The outbox of a database that two organisations share."""

    def __init__(self, database: Database, path: Path) -> None:
        self.database = database
        self.outbox: Outbox = database.outbox
        self._path = path

    async def open(self) -> None:
        """Let the organisations in."""
        for name in (HOME, ELSEWHERE):
            organisation = Organisation(name, name, Language.FINNISH, "Europe/Helsinki", "FI")
            await self.database.save_structure(Structure(organisation))

    async def put(
        self,
        *posts: Post,
        door: str = "web",
        workspace: str = "",
        organisation: OrganisationId = HOME,
    ) -> None:
        """Write messages to people who are reached at a door."""
        for person in {each.recipient for each in posts}:
            assert isinstance(person, ToPerson)
            if door != "web":
                await self.database.set_address(
                    organisation, person, door, person.person, workspace
                )
        await self.database.write(organisation, lambda work: work.post(posts))

    def row(self, key: str) -> dict[str, Any]:
        """Read one message's row."""
        (found,) = self._rows("SELECT * FROM outbox WHERE key = ?", key)
        return found

    def due(self, key: str) -> datetime:
        """Read from when on a message may be taken."""
        return datetime.fromisoformat(self.row(key)["due_at"]).replace(tzinfo=UTC)

    def states(self) -> dict[str, str]:
        """Read what has become of every message."""
        return {row["key"]: row["state"] for row in self._rows("SELECT key, state FROM outbox")}

    async def told(self, organisation: OrganisationId, key: PostKey) -> None:
        """Note that somebody knows of a failure."""
        await self.database.write(organisation, lambda work: work.failures_told([key]))

    def _rows(self, statement: str, *given: str) -> list[dict[str, Any]]:
        with closing(sqlite3.connect(self._path)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(statement, given)]


@dataclass
class Platform:
    """A platform with a log of its own: the judge of what has arrived."""

    script: dict[str, list[Fate]] = field(default_factory=dict)
    """What becomes of the tries of a key, one after the other; after that it arrives."""
    repeat: Repeat = Repeat.NEVER
    pace: Pace | None = None
    unseen: set[str] = field(default_factory=set)
    """Keys that arrive although the script says otherwise."""
    lookups: dict[str, list[Found]] = field(default_factory=dict)
    """What becomes of looking a key up, one after the other; after that the platform knows."""
    arrived: list[str] = field(default_factory=list)
    tried: list[Parcel] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    under_way: int = 0
    most_at_once: int = 0

    async def deliver(self, parcel: Parcel) -> Fate:
        """Take a parcel as the script wills."""
        key = str(parcel.post.key)
        self.tried.append(parcel)
        self.under_way += 1
        self.most_at_once = max(self.most_at_once, self.under_way)
        await asyncio.sleep(0)
        self.under_way -= 1
        left = self.script.get(key)
        fate = left.pop(0) if left else Delivered(f"ts-{key}")
        if isinstance(fate, Delivered) or key in self.unseen:
            self.arrived.append(key)
        return fate

    async def find(self, parcel: Parcel) -> Found:
        """Tell whether a parcel is there."""
        key = str(parcel.post.key)
        self.asked.append(key)
        await asyncio.sleep(0)
        left = self.lookups.get(key)
        if left:
            return left.pop(0)
        return Delivered(f"ts-{key}") if key in self.arrived else Absent()

    def tried_keys(self) -> list[str]:
        """Return what was tried, in order."""
        return [str(parcel.post.key) for parcel in self.tried]


class Slow(Platform):
    """A platform that answers when it is let."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - a platform's own
        super().__init__(**given)
        self.begun = asyncio.Event()
        self.let = asyncio.Event()

    async def deliver(self, parcel: Parcel) -> Fate:
        """Wait, then take it."""
        self.begun.set()
        await self.let.wait()
        return await super().deliver(parcel)
