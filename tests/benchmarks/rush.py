"""A Tuesday at nine: everybody is asked in one second, and the door must stay open meanwhile.

The whole application runs: planner, engine, postman and the page's courier. Beside it somebody
looks at the clock over and over; the longest time between two looks is how long a request would
have waited.
"""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as hour
from typing import Final

from bot.application import assemble
from dialogs.okr.cadence import Weekly
from dialogs.okr.measure import Change
from dialogs.okr.model import (
    Answering,
    Cycle,
    CycleId,
    KeyResult,
    KeyResultId,
    Language,
    Level,
    Membership,
    Objective,
    ObjectiveId,
    Organisation,
    OrganisationId,
    Person,
    PersonId,
    Role,
    Unit,
    UnitId,
)
from storage.database import open_database
from storage.structure import Structure
from tests.benchmarks.clocks import Stopwatch, percentile
from tests.benchmarks.report import Chapter, Column, Line
from tests.benchmarks.workplace import Workplace, keep_house

ORGANISATION: Final = OrganisationId("rush")
NINE: Final = datetime(2026, 11, 17, 7, 0, tzinfo=UTC)
"""Nine o'clock in Helsinki, on a Tuesday."""
TEAM: Final = 5
"""People of a team, who are all asked."""
LOOK_EVERY: Final = 0.002
COLUMNS: Final = (
    Column("prompts", ""),
    Column("asked and sent in", "s", 2),
    Column("longest stall", "ms", 1),
    Column("p99 of looks", "ms", 1),
    Column("processor", "us each"),
)


@dataclass
class _Clock:
    """Stands until it is moved."""

    at: datetime

    def now(self) -> datetime:
        return self.at


def run(place: Workplace) -> Chapter:
    """Let everybody fall due at once, on each database."""
    teams = max(1, place.size.parcels // TEAM)
    lines = []
    with place.databases() as urls:
        for name, url in urls.items():
            place.say(f"{name}: {teams * TEAM} people are asked at once")
            lines.append(Line(name, asyncio.run(_morning(url, teams)), strong=True))
    return Chapter(
        name="rush",
        title=f"{teams * TEAM} prompts fall due in one second",
        command="make bench ARGS=rush",
        columns=COLUMNS,
        lines=lines,
        notes=(
            "Stall: the longest time for which the event loop did nothing else.",
            "Goal: under 100 ms. The platforms wait for three seconds.",
            "The page's messages are delivered by being marked: no platform slows this down.",
        ),
    )


async def _morning(url: str, teams: int) -> Sequence[float]:
    database = open_database(url)
    try:
        await database.save_structure(_structure(teams), since=NINE - timedelta(days=1))
        keep_house(url)
        clock = _Clock(NINE - timedelta(minutes=1))
        rytmi = assemble(database, clock, not_before=NINE - timedelta(hours=1))
        await rytmi.planner.tick(clock.at)
        running = asyncio.create_task(rytmi.postman.run())
        clock.at = NINE
        gc.collect()
        gc.freeze()  # as a server does when it starts
        gaps: list[float] = []
        begun = time.perf_counter()
        async with _looking(gaps):
            with Stopwatch() as watch:
                await rytmi.planner.tick(NINE)
                await rytmi.postman.drain()
                seconds = time.perf_counter() - begun
        sent = rytmi.postman.counters.sent
        await rytmi.postman.stop()
        await running
    finally:
        gc.unfreeze()
        await database.close()
    if sent != teams * TEAM:
        raise AssertionError(f"{sent} prompts were sent, and not {teams * TEAM}")
    return (
        sent,
        seconds,
        1e3 * max(gaps),
        1e3 * percentile(gaps, 0.99),
        1e6 * watch.processor / sent,
    )


@asynccontextmanager
async def _looking(gaps: list[float]) -> AsyncIterator[None]:
    """Look at the clock until the block ends, and note the time between two looks."""

    async def look() -> None:
        last = time.perf_counter()
        while True:
            await asyncio.sleep(LOOK_EVERY)
            now = time.perf_counter()
            gaps.append(now - last)
            last = now

    looking = asyncio.create_task(look())
    try:
        yield
    finally:
        looking.cancel()


def _structure(teams: int) -> Structure:
    """Return teams of whose members everybody answers for two key results, on Tuesdays at nine."""
    top, cycle = UnitId("county"), CycleId("2026-q4")
    numbers = [f"{number:05}" for number in range(teams)]
    weekly = Weekly(1)
    return Structure(
        organisation=Organisation(ORGANISATION, "Rush", Language.FINNISH, "Europe/Helsinki", "FI"),
        units=(
            Unit(top, "County", Level.ORGANISATION, None, ask=weekly, ask_at=hour(9)),
            *(
                Unit(UnitId(f"team-{n}"), f"Team {n}", Level.TEAM, top, Answering.EVERYONE)
                for n in numbers
            ),
        ),
        people=tuple(
            Person(PersonId(f"person-{n}-{each}"), f"Person {n} {each}")
            for n in numbers
            for each in range(TEAM)
        ),
        memberships=tuple(
            Membership(PersonId(f"person-{n}-{each}"), UnitId(f"team-{n}"), Role.MEMBER)
            for n in numbers
            for each in range(TEAM)
        ),
        cycles=(Cycle(cycle, "Q4", date(2026, 10, 1), date(2026, 12, 31)),),
        objectives=tuple(
            Objective(ObjectiveId(f"aim-{n}"), UnitId(f"team-{n}"), cycle, "Shorter queues")
            for n in numbers
        ),
        key_results=tuple(
            KeyResult(
                KeyResultId(f"result-{n}-{each}"),
                ObjectiveId(f"aim-{n}"),
                f"Result {n} {each}",
                Change(0, 100),
            )
            for n in numbers
            for each in range(2)
        ),
    )
