"""What a day does to the memory: 24 simulated hours of beats, prompts, answers and digests."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from bot.application import Rytmi, assemble
from dialogs.events import Answered, Commanded, Origin
from dialogs.okr.cadence import Weekly
from dialogs.okr.measure import Change
from dialogs.okr.model import (
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
from dialogs.replies import OpenForm
from storage.database import open_database
from storage.structure import Structure
from tests.benchmarks.clocks import Stopwatch, memory_of
from tests.benchmarks.report import Chapter, Column, Line
from tests.benchmarks.workplace import Workplace

ORGANISATION: Final = OrganisationId("day")
MIDNIGHT: Final = datetime(2026, 10, 6, 0, 0, tzinfo=UTC)
"""A Tuesday, in a cycle that has begun."""
HOURS: Final = 24
BEAT: Final = timedelta(seconds=5)
NOON: Final = 12
"""By then every path has been walked, and half of the day's work is still to come."""
FIRST_HOUR, LAST_HOUR = 8, 16
"""A ninth of the teams is asked in each working hour, so that the day has work all along."""
TUESDAY: Final = 1
COLUMNS: Final = (
    Column("beats", ""),
    Column("messages", ""),
    Column("blocks at noon", "k", 1),
    Column("blocks at the end", "k", 1),
    Column("ratio", "x", 3),
    Column("memory at noon", "MiB", 1),
    Column("memory at the end", "MiB", 1),
    Column("processor a beat", "ms", 3),
)


class _Day:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = MIDNIGHT

    def now(self) -> datetime:
        return self.at


def run(place: Workplace) -> Chapter:
    """Let a whole day pass on each database, and look at the memory after each hour."""
    teams = max(9, place.size.teams // 50)
    beats = min(int(timedelta(hours=1) / BEAT), place.size.ticks * 3)
    lines = []
    with place.databases() as urls:
        for name, url in urls.items():
            place.say(f"{name}: {HOURS} hours of {beats} beats over {teams} teams")
            lines.append(Line(name, asyncio.run(_pass(url, teams, beats)), strong=True))
    return Chapter(
        name="day",
        title=f"A simulated day of {teams} teams",
        command="make bench ARGS=day",
        columns=COLUMNS,
        lines=lines,
        notes=(
            "Blocks: what Python holds (sys.getallocatedblocks) once the rubbish is collected.",
            "Every prompt is sent, and every second one answered through the form.",
        ),
    )


async def _pass(url: str, teams: int, beats: int) -> Sequence[float | None]:
    database = open_database(url)
    await database.save_structure(_structure(teams), since=MIDNIGHT - timedelta(days=1))
    clock = _Day()
    rytmi = assemble(database, clock, not_before=MIDNIGHT)
    blocks: list[float] = []
    memory: list[float | None] = []
    processor = 0.0
    try:
        for hour in range(HOURS):
            with Stopwatch() as watch:
                await _hour(rytmi, clock, hour, beats, teams)
            processor += watch.processor
            gc.collect()
            blocks.append(sys.getallocatedblocks() / 1e3)
            memory.append(memory_of(os.getpid()))
        sent = rytmi.postman.counters.sent
    finally:
        await database.close()
    early, late = blocks[NOON - 1], blocks[-1]
    each = 1e3 * processor / (HOURS * beats)
    return (HOURS * beats, sent, early, late, late / early, memory[NOON - 1], memory[-1], each)


async def _hour(rytmi: Rytmi, clock: _Day, hour: int, beats: int, teams: int) -> None:
    begun = MIDNIGHT + timedelta(hours=hour)
    for beat in range(beats):
        clock.at = begun + beat * (timedelta(hours=1) / beats)
        await rytmi.beat.beat()
        await rytmi.postman.drain()
    for number in range(teams):
        if _asked_at(number) == hour and number % 2:
            await _answer(rytmi, number)


async def _answer(rytmi: Rytmi, number: int) -> None:
    person = PersonId(f"p{number}")
    origin = Origin(ORGANISATION, person, "web", f"open-{number}")
    opened = await rytmi.engine.handle(Commanded(origin, "checkin"))
    if not isinstance(opened.act, OpenForm):
        raise TypeError(f"{person} has nothing to answer: {opened.act}")
    form = opened.act.form
    values = {f"value:k{number}": "5", f"confidence:k{number}": "7"}
    sent = Origin(ORGANISATION, person, "web", f"sent-{number}")
    await rytmi.engine.handle(Answered(sent, form.session, form.version, values))


def _asked_at(number: int) -> int:
    return FIRST_HOUR + number % (LAST_HOUR - FIRST_HOUR + 1)


def _structure(teams: int) -> Structure:
    top = Unit(UnitId("top"), "Top", Level.ORGANISATION, None)
    cycle = Cycle(CycleId("q4"), "Q4", date(2026, 10, 1), date(2026, 12, 31))
    numbers = range(teams)
    return Structure(
        organisation=Organisation(ORGANISATION, "A day", Language.ENGLISH, "UTC", "FI"),
        units=(
            top,
            *(
                Unit(
                    UnitId(f"t{n}"),
                    f"Team {n}",
                    Level.TEAM,
                    top.id,
                    ask=Weekly(TUESDAY),
                    ask_at=time(_asked_at(n)),
                )
                for n in numbers
            ),
        ),
        people=tuple(Person(PersonId(f"p{n}"), f"Person {n}") for n in numbers),
        memberships=tuple(
            Membership(PersonId(f"p{n}"), UnitId(f"t{n}"), Role.LEAD) for n in numbers
        ),
        cycles=(cycle,),
        objectives=tuple(
            Objective(ObjectiveId(f"o{n}"), UnitId(f"t{n}"), cycle.id, "Aim") for n in numbers
        ),
        key_results=tuple(
            KeyResult(KeyResultId(f"k{n}"), ObjectiveId(f"o{n}"), "Result", Change(0.0, 10.0))
            for n in numbers
        ),
    )
