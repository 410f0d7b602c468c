"""What the clock costs for an organisation of thousands of teams: idle, and when all fall due."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import repeat
from typing import Final

from dialogs.events import Moment
from scheduler.planner import Planner
from storage.database import Database, open_database
from tests.benchmarks.clocks import Stopwatch
from tests.benchmarks.county import NOW, fill
from tests.benchmarks.report import Chapter, Column, Line
from tests.benchmarks.workplace import Workplace

ROUNDS: Final = 3
COLUMNS: Final = (
    Column("first load", "ms"),
    Column("stall at load", "ms", 1),
    Column("idle tick, wall", "ms", 3),
    Column("idle tick, processor", "ms", 3),
    Column("all due", "ms"),
    Column("a team", "µs", 1),
    Column("stall when due", "ms", 1),
)
LOOK_EVERY: Final = 0.001
"""Seconds between two looks at the clock by whoever waits for the event loop."""


def run(place: Workplace) -> Chapter:
    """Let a planner read the county's plan, tick while nothing is due, and while all are due."""
    size = place.size
    lines: list[Line] = []
    with place.databases() as urls:
        for name, url in urls.items():
            place.say(f"{name}: {size.ticks} idle ticks over {size.teams} teams, and a Monday")
            fill(url, size.teams, 1)
            figures = asyncio.run(_measure(url, size.ticks, size.teams))
            lines.append(Line(name, figures, strong=True))
    return Chapter(
        name="idle",
        title=f"The planner over {size.teams} teams",
        command="make bench ARGS=idle",
        columns=COLUMNS,
        lines=lines,
        notes=(
            "A tick asks the database for the plans' numbers and looks at one entry.",
            "First load: once at the start, and again after an import, on threads of its own.",
            "All due: every team's asking in one tick, handed over and not carried out.",
            "A stall is how much later than it wished somebody else got the event loop.",
        ),
    )


@dataclass
class _Bystander:
    """Somebody who wants the event loop again and again, and notes how long he waits for it."""

    longest: float = 0.0
    """Seconds."""

    @asynccontextmanager
    async def waiting(self) -> AsyncIterator[None]:
        """Wait again and again while the block runs."""
        await asyncio.sleep(LOOK_EVERY)
        task = asyncio.create_task(self._wait())
        await asyncio.sleep(0)
        try:
            yield
        finally:
            await asyncio.sleep(2 * LOOK_EVERY)
            task.cancel()

    async def _wait(self) -> None:
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(LOOK_EVERY)
            self.longest = max(self.longest, time.perf_counter() - begun - LOOK_EVERY)


@dataclass
class _Taken:
    """Takes moments and does nothing about them."""

    keys: set[str] = field(default_factory=set)

    async def fire(self, moment: Moment) -> bool:
        """Take a moment, giving way as a transaction would."""
        await asyncio.sleep(0)
        self.keys.add(moment.key)
        return True


async def _measure(url: str, ticks: int, teams: int) -> Sequence[float]:
    database = open_database(url)
    await database.plans.revisions()
    gc.freeze()  # as the server does before its heart begins to beat
    try:
        loads = [await _load(database) for _ in repeat(None, ROUNDS)]
        planner, now = Planner(database.plans, _nothing_is_due, not_before=NOW), NOW + _MINUTE
        await planner.tick(now)
        idle = [await _round(planner, now, ticks) for _ in repeat(None, ROUNDS)]
        mondays = [await _monday(database, teams) for _ in repeat(None, ROUNDS)]
    finally:
        gc.unfreeze()
        await database.close()
    due = min(watch.processor for watch, _ in mondays)
    return (
        1e3 * min(watch.seconds for watch, _ in loads),
        1e3 * min(stall for _, stall in loads),
        1e3 * min(each.seconds for each in idle) / ticks,
        1e3 * min(each.processor for each in idle) / ticks,
        1e3 * due,
        1e6 * due / teams,
        1e3 * min(stall for _, stall in mondays),
    )


_MINUTE: Final = timedelta(minutes=1)


async def _load(database: Database) -> tuple[Stopwatch, float]:
    """Let a new planner read the plan, after the last asking and before the next."""
    planner, bystander = Planner(database.plans, _nothing_is_due, not_before=NOW), _Bystander()
    with Stopwatch() as watch:
        async with bystander.waiting():
            await planner.tick(NOW + _MINUTE)
    return watch, bystander.longest


async def _round(planner: Planner, now: datetime, ticks: int) -> Stopwatch:
    with Stopwatch() as watch:
        for _ in repeat(None, ticks):
            await planner.tick(now)
    return watch


async def _monday(database: Database, teams: int) -> tuple[Stopwatch, float]:
    """Go from moment to moment until all teams are asked, and return what that tick cost."""
    taken = _Taken()
    planner, now = Planner(database.plans, taken.fire, not_before=NOW), NOW + _MINUTE
    await planner.tick(now)
    for _ in range(_MOMENTS):
        now = planner.next_after(now) or now
        bystander, before = _Bystander(), len(taken.keys)
        with Stopwatch() as watch:
            async with bystander.waiting():
                await planner.tick(now)
        if len(taken.keys) - before >= teams:
            return watch, bystander.longest
    raise AssertionError(f"{teams} teams are never asked at once")


_MOMENTS: Final = 50
"""Instants at which something is due, before which all teams are asked at one of them."""


async def _nothing_is_due(moment: Moment) -> bool:
    raise AssertionError(f"{moment.key} came in an idle minute")
