"""One wave to twenty workspaces, beside the time that the platform's own rates allow.

The platform double runs in a process of its own and takes so many messages a second from each
workspace, a second's worth at once after a rest; it rejects the others. Its log is counted.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from dialogs.ports import Pace, Repeat
from scheduler.postman import Postman
from storage.database import Database, open_database
from tests.benchmarks.clocks import Stopwatch
from tests.benchmarks.mail import DOOR, move_in, post, prompts
from tests.benchmarks.report import Chapter, Column, Line
from tests.benchmarks.workplace import Workplace, keep_house
from tests.end_to_end.chat_courier import ChatCourier
from tests.end_to_end.herd import double
from tests.end_to_end.platform_double import Face

WORKSPACES: Final = 20
RATE: Final = 40.0
"""Messages a second that a workspace takes; a tenant of Teams takes a little more."""
BURST: Final = 20
COLUMNS: Final = (
    Column("prompts", ""),
    Column("allowed", "s", 2),
    Column("taken", "s", 2),
    Column("ratio", "x allowed", 3),
    Column("rejected", ""),
    Column("processor", "us each"),
)


class _WallClock:
    """The time that it is."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def run(place: Workplace) -> Chapter:
    """Send the wave on each database."""
    people = 2 * place.size.parcels
    lines = []
    with place.databases() as urls:
        for name, url in urls.items():
            place.say(f"{name}: {people} prompts to {WORKSPACES} workspaces")
            log = place.directory / f"fan-out-{name}.log"
            lines.append(Line(name, asyncio.run(_wave(url, people, log)), strong=True))
    return Chapter(
        name="fan_out",
        title=f"A wave to {WORKSPACES} workspaces that take {RATE:.0f} messages a second each",
        command="make bench ARGS=fan_out",
        columns=COLUMNS,
        lines=lines,
        notes=(
            "Allowed: what is left of a lane after its first second's worth, at the lane's rate.",
            "Goal: at most 1.1 times that, and nothing rejected.",
            "Processor: of the postman's process, without the platform's and PostgreSQL's.",
        ),
    )


async def _wave(url: str, people: int, log: Path) -> Sequence[float]:
    database = open_database(url)
    try:
        await move_in(database, people, WORKSPACES)
        await post(database, prompts(people, datetime.now(UTC)))
        keep_house(url)
        with double(Face.BLIND, log, rate=RATE) as address, Stopwatch() as watch:
            seconds = await _deliver(database, address, people)
    finally:
        await database.close()
    told = _told(log)
    if told["arrived"] != people:
        raise AssertionError(f"the platform has {told} for {people} prompts")
    # A small wave may fit into the first second's worth whole.
    allowed = max(people / WORKSPACES - RATE, 1) / RATE
    each = 1e6 * watch.processor / people
    return people, allowed, seconds, seconds / allowed, told["rejected"], each


def _told(log: Path) -> Counter[str]:
    """Count what the platform says has happened."""
    return Counter(json.loads(line)["what"] for line in log.read_text("utf-8").splitlines())


async def _deliver(database: Database, address: str, people: int) -> float:
    """Let a postman run until everything has arrived; return the seconds."""
    courier = ChatCourier(address, Repeat.NEVER, Pace(RATE, BURST))
    postman = Postman(database.outbox, {DOOR: courier}, _WallClock(), "bench")
    begun = time.perf_counter()
    running = asyncio.create_task(postman.run())
    while postman.counters.sent < people:
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(running), 0.01)
    seconds = time.perf_counter() - begun
    await postman.stop()
    await running
    await courier.close()
    return seconds
