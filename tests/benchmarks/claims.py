"""Claiming and marking in batches, beside the same statements with nothing around them.

One run is listened to: every statement with its values, as the driver gets them. The bare run sends
the same ones again, on the same rows, through the driver alone. So the ratio is what the postman's
side of the database costs besides the database: SQLAlchemy, threads, and parcels made of rows.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

import psycopg
from sqlalchemy import Connection, Engine, event, update

from dialogs.ports import Delivered, Mark, Pace
from dialogs.posts import Lane
from storage.address import is_sqlite, read_url
from storage.database import Database, open_database
from storage.tables import DeliveryRow, LaneRow, OutboxRow, table
from tests.benchmarks.clocks import Stopwatch, median_ratio, rounds
from tests.benchmarks.mail import NOW, lane_of, move_in, post, prompts
from tests.benchmarks.report import Chapter, Column, Line
from tests.benchmarks.sizes import Size
from tests.benchmarks.workplace import Workplace, file_of, keep_house, plain_url

BATCH: Final = 50
LEASE: Final = timedelta(minutes=1)
LANES: Final = 4
PACED: Final = Pace(1e6, 10**6)
CASES: Final[Mapping[str, tuple[int, Pace | None]]] = {
    "one by one": (1, None),
    f"{LANES} lanes side by side": (LANES, None),
    f"{LANES} lanes, each with a pace": (LANES, PACED),
}
"""How many lanes are worked at once, and their pace; a postman works all of them at once."""
COLUMNS: Final = (
    Column("rounds", ""),
    Column("claimed and marked", "1/s"),
    Column("the bare driver", "1/s"),
    Column("ratio", "x bare", 2),
)


@dataclass(frozen=True, slots=True)
class _Sent:
    """A statement as the driver got it; None: a commit."""

    text: str | None
    values: Any = None
    many: bool = False
    answers: bool = False
    """Whether rows come back."""


@dataclass(slots=True)
class _Listener:
    """Writes down what goes to the driver while somebody listens."""

    sent: list[_Sent] = field(default_factory=list)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Listen to every engine."""
        event.listen(Engine, "after_cursor_execute", self._statement)
        event.listen(Engine, "commit", self._commit)
        try:
            yield
        finally:
            event.remove(Engine, "after_cursor_execute", self._statement)
            event.remove(Engine, "commit", self._commit)

    def _statement(
        self,
        connection: Connection,
        cursor: Any,  # noqa: ANN401 - the driver's own
        text: str,
        values: object,
        context: object,
        many: bool,
    ) -> None:
        self.sent.append(_Sent(text, values, many, cursor.description is not None))

    def _commit(self, connection: Connection) -> None:
        self.sent.append(_Sent(None))


def run(place: Workplace) -> Chapter:
    """Measure both databases: one lane after the other, and several at once."""
    size = place.size
    lines = []
    with place.databases() as urls:
        for name, url in urls.items():
            place.say(f"{name}: {size.parcels} parcels, claimed and marked {BATCH} at a time")
            asyncio.run(_fill(url, size.parcels))
            for what, (at_once, pace) in CASES.items():
                figures = asyncio.run(_compare(url, at_once, pace, size))
                lines.append(Line(f"{name}, {what}", figures, strong=True))
    return Chapter(
        name="claims",
        title=f"Claiming and marking {BATCH} parcels at a time",
        command="make bench ARGS=claims",
        columns=COLUMNS,
        lines=lines,
        notes=(
            "Bare: the very same statements and values, sent by the driver alone, one thread.",
            "Goal: at least half of the bare rate. With a pace, each claim moves the lane's row.",
            "Side by side is how a postman works: what is read is made into parcels meanwhile.",
        ),
    )


async def _fill(url: str, parcels: int) -> None:
    database = open_database(url)
    await move_in(database, parcels, LANES)
    await post(database, prompts(parcels, NOW))
    await database.close()


async def _compare(url: str, at_once: int, pace: Pace | None, size: Size) -> Sequence[float]:
    database = open_database(url)
    try:
        listener = _Listener()
        await _as_new(database, url)
        with listener.listening():  # which also puts the statements together for the first time
            count = await _claim_and_mark(database, 1, pace)
        ours, bare = [], []
        for _ in rounds(size.rounds, size.seconds):
            await _as_new(database, url)
            with Stopwatch() as watch:
                await _claim_and_mark(database, at_once, pace)
            ours.append(watch.seconds)
            await _as_new(database, url)
            bare.append(_bare(url, listener.sent))
    finally:
        await database.close()
    ratio = median_ratio(bare, ours)  # of times: what is twice as fast takes half
    return len(ours), count / min(ours), count / min(bare), ratio


async def _claim_and_mark(database: Database, at_once: int, pace: Pace | None) -> int:
    """Empty all lanes, so many of them at once; return how many parcels there were."""
    waiting = iter(range(LANES))

    async def some() -> int:
        return sum([await _empty(database, lane_of(number), pace) for number in waiting])

    return sum(await asyncio.gather(*(some() for _ in range(at_once))))


async def _empty(database: Database, lane: Lane, pace: Pace | None) -> int:
    count = 0
    while True:
        claimed = await database.outbox.claim("bench", lane, pace, NOW, NOW + LEASE, BATCH)
        if not claimed.parcels:
            return count
        marks = [Mark(parcel, Delivered(f"ts-{parcel.id}"), NOW) for parcel in claimed.parcels]
        assert all(await database.outbox.mark(marks, "bench"))
        count += len(marks)


def _bare(url: str, sent: Sequence[_Sent]) -> float:
    """Send what was heard; return the seconds."""
    with _driver(url) as (execute, many, begin, commit):
        begun = time.perf_counter()
        open_ = False
        for each in sent:
            if each.text is None:
                commit()
                open_ = False
                continue
            if not open_:
                begin()
                open_ = True
            if each.many:
                many(each.text, each.values)
            else:
                cursor = execute(each.text, each.values)
                if each.answers:
                    cursor.fetchall()
        return time.perf_counter() - begun


_Do = Callable[..., Any]


@contextmanager
def _driver(url: str) -> Iterator[tuple[_Do, _Do, _Do, _Do]]:
    """Open a connection of the driver with the settings that ours have."""
    if is_sqlite(read_url(url)):
        with closing(sqlite3.connect(file_of(url), isolation_level=None)) as file:
            file.execute("PRAGMA synchronous = FULL")
            file.execute("PRAGMA foreign_keys = ON")
            file.execute("PRAGMA cache_size = -32768")
            yield (
                file.execute,
                file.executemany,
                lambda: file.execute("BEGIN IMMEDIATE"),
                lambda: file.execute("COMMIT"),
            )
        return
    with psycopg.connect(plain_url(url)) as server, server.cursor() as cursor:
        yield cursor.execute, cursor.executemany, lambda: None, server.commit


async def _as_new(database: Database, url: str) -> None:
    """Put every parcel back as it was, and sweep up behind."""
    outbox = table(OutboxRow)
    ready = {
        "state": "ready",
        "owner": None,
        "lease_until": None,
        "attempts": 0,
        "reference": None,
        "done_at": None,
    }

    def job(connection: Connection) -> None:
        connection.execute(table(DeliveryRow).delete())
        connection.execute(table(LaneRow).delete())
        connection.execute(update(outbox).values(**ready))

    await database.runner.write(job)
    keep_house(url)
