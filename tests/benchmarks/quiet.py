"""What a postman costs while there is nothing to send, however much waits for another day."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import repeat
from typing import Any, Final

from dialogs.posts import Lane
from scheduler.manners import Manners
from scheduler.postman import Postman
from storage.database import Database, open_database
from tests.benchmarks.clocks import Stopwatch
from tests.benchmarks.mail import NOW, lane_of, move_in, post, prompts
from tests.benchmarks.report import Chapter, Column, Line
from tests.benchmarks.workplace import Workplace, keep_house

LANES: Final = 20
ROUNDS: Final = 3
TICK: Final = timedelta(milliseconds=2)
"""A thousand times as often as in earnest, so that a round does not take minutes."""
COLUMNS: Final = (Column("waiting", ""), Column("a look, processor", "ms", 3))


class _StandingClock:
    def now(self) -> datetime:
        return NOW


@dataclass
class _Looks:
    """An outbox that counts how often a postman looks whether there is anything."""

    database: Database
    enough: int
    count: int = 0

    def __post_init__(self) -> None:
        self.done = asyncio.Event()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever an outbox has
        return getattr(self.database.outbox, name)

    async def lanes(self, now: datetime, most: int) -> Sequence[Lane]:
        """Look, and ring once it is enough."""
        self.count += 1
        if self.count >= self.enough:
            self.done.set()
        return await self.database.outbox.lanes(now, most)


async def _nothing(database: Database, people: int) -> int:
    await move_in(database, people, LANES)
    return 0


async def _tomorrow(database: Database, people: int) -> int:
    await post(database, prompts(people, NOW + timedelta(days=1)))
    return people


async def _resting(database: Database, people: int) -> int:
    await post(database, prompts(people, NOW, "held"))
    for number in range(LANES):
        await database.outbox.hold(lane_of(number), NOW + timedelta(hours=1), "ratelimited")
    return 2 * people


CASES: Final[Mapping[str, Callable[[Database, int], Coroutine[None, None, int]]]] = {
    "empty": _nothing,
    "all for tomorrow": _tomorrow,
    "and as many in lanes at rest": _resting,
}


def run(place: Workplace) -> Chapter:
    """Measure each case on each database."""
    people = 2 * place.size.parcels
    lines = []
    with place.databases() as urls:
        for name, url in urls.items():
            for what, case in CASES.items():
                place.say(f"{name}: {place.size.ticks} looks, {what}")
                figures = asyncio.run(_measure(url, case, people, place.size.ticks))
                lines.append(Line(f"{name}, {what}", figures, strong=True))
    return Chapter(
        name="quiet",
        title="A postman who has nothing to send",
        command="make bench ARGS=quiet",
        columns=COLUMNS,
        lines=lines,
        notes=(f"Goal: about a millisecond. Waiting messages lie in {LANES} workspaces.",),
    )


async def _measure(
    url: str, case: Callable[[Database, int], Coroutine[None, None, int]], people: int, ticks: int
) -> Sequence[float]:
    database = open_database(url)
    try:
        waiting = await case(database, people)
        keep_house(url)
        rounds = [await _round(database, ticks) for _ in repeat(None, ROUNDS)]
    finally:
        await database.close()
    return waiting, 1e3 * min(rounds)


async def _round(database: Database, ticks: int) -> float:
    """Let a postman look so many times; return the processor's seconds for one."""
    looks: Any = _Looks(database, ticks)
    postman = Postman(looks, {}, _StandingClock(), "bench", manners=Manners(idle=TICK))
    with Stopwatch() as watch:
        running = asyncio.create_task(postman.run())
        await looks.done.wait()
    await postman.stop()
    await running
    count: int = looks.count
    return watch.processor / count
