"""What the clock costs while nothing is due, for an organisation of thousands of teams."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import repeat
from typing import Final

from dialogs.events import Moment
from scheduler.planner import Planner
from storage.database import open_database
from tests.benchmarks.clocks import Stopwatch
from tests.benchmarks.county import NOW, fill
from tests.benchmarks.report import Chapter, Column, Line
from tests.benchmarks.workplace import Workplace

ROUNDS: Final = 3
COLUMNS: Final = (
    Column("plan read", "ms"),
    Column("idle tick, wall", "ms", 3),
    Column("idle tick, processor", "ms", 3),
)


def run(place: Workplace) -> Chapter:
    """Let a planner read the county's plan, then tick while nothing is due."""
    size = place.size
    lines: list[Line] = []
    with place.databases() as urls:
        for name, url in urls.items():
            place.say(f"{name}: {size.ticks} idle ticks over {size.teams} teams")
            fill(url, size.teams, 1)
            lines.append(Line(name, asyncio.run(_tick(url, size.ticks)), strong=True))
    return Chapter(
        name="idle",
        title=f"The planner over {size.teams} teams",
        command="make bench ARGS=idle",
        columns=COLUMNS,
        lines=lines,
        notes=(
            "A tick asks the database for the plans' numbers and looks at one entry.",
            "Read: once at the start, and again after an import; it gives way to other work.",
        ),
    )


async def _tick(url: str, ticks: int) -> Sequence[float]:
    database = open_database(url)
    # After the county's last asking and before its next: nothing is due, nothing to catch up.
    planner = Planner(database.plans, _nothing_is_due, not_before=NOW)
    now = NOW + timedelta(minutes=1)
    try:
        with Stopwatch() as reading:
            await planner.tick(now)
        rounds = [await _round(planner, now, ticks) for _ in repeat(None, ROUNDS)]
    finally:
        await database.close()
    return (
        1e3 * reading.seconds,
        1e3 * min(each.seconds for each in rounds) / ticks,
        1e3 * min(each.processor for each in rounds) / ticks,
    )


async def _round(planner: Planner, now: datetime, ticks: int) -> Stopwatch:
    with Stopwatch() as watch:
        for _ in repeat(None, ticks):
            await planner.tick(now)
    return watch


async def _nothing_is_due(moment: Moment) -> bool:
    raise AssertionError(f"{moment.key} came in an idle minute")
