"""What a whole answer costs beside the bare commit of the rows it writes, in the same run.

The whole answer: the request's JSON to an event, the engine (claim, session, facts, two key
results, check-ins, weeks, standings, obligations, outbox, commit), the reply to HTML in JSON. The
bare commit: plain inserts of as many rows into the same tables, by the same runner.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count, islice
from typing import Any, Final

from sqlalchemy import Connection, Insert, insert

from adapters.web.asides import Aside, Whispered
from adapters.web.clock import Mover
from adapters.web.conversation import Scene
from adapters.web.courier import Bell
from adapters.web.door import Speech, WebDoor
from adapters.web.inbox import drawn
from adapters.web.render import Desk, Renderer, environment
from adapters.web.site import Site
from dialogs.catalog import make_engine
from dialogs.engine import Engine
from dialogs.events import Answered
from dialogs.okr.model import Language, Organisation, Person
from dialogs.replies import Close, Reply
from dialogs.text import Reader
from dialogs.words.draw import draw
from scheduler.almanac import HolidayAlmanac
from storage.address import is_sqlite, read_url
from storage.database import Database
from storage.postgresql import PostgresqlRunner
from storage.runner import Runner
from storage.sqlite import SqliteRunner
from storage.tables import table
from tests.benchmarks.clocks import Stopwatch, median_ratio, percentile, rounds
from tests.benchmarks.pilot import (
    ASKED_FROM,
    BARE_FROM,
    NOW,
    ORGANISATION,
    WRITTEN,
    Pilot,
    StandingClock,
    prepare,
)
from tests.benchmarks.report import Chapter, Column, Line
from tests.benchmarks.workplace import POSTGRESQL, SQLITE, Workplace

CROWD: Final = {SQLITE: 64, POSTGRESQL: 16}
"""Tasks that answer side by side."""
WARM_UP: Final = 12
"""Answers before the first round: statements are compiled, templates read."""

COLUMNS: Final = (
    Column("rounds", ""),
    Column("answers", "1/s"),
    Column("p50", "ms", 2),
    Column("p99", "ms", 2),
    Column("processor", "us each"),
    Column("ratio of processor", "x bare", 2),
    Column("ratio of time", "x bare", 2),
)


class WebDesk:
    """Draws replies as the web door does, for a page that is open."""

    def __init__(self, engine: Engine, database: Database) -> None:
        env = environment()
        clock, bell = StandingClock(), Bell()
        door = WebDoor(
            handle=engine.handle,
            store=database,
            timeline=database.timeline,
            organisation=ORGANISATION,
            organisations=database.organisations,
            draw=draw,
            clock=clock,
            commands=(),
            bell=bell,
        )
        self._site = Site(door, env, Renderer(draw, env), Mover(clock, bell, door.arrivals))
        self._speech = Speech(draw, Reader(Language.FINNISH, "Europe/Helsinki"))
        self._county = Organisation(
            ORGANISATION, "County", Language.FINNISH, "Europe/Helsinki", "FI"
        )

    def draw(self, event: Answered, reply: Reply) -> str:
        """Return the response's body; raise TypeError when the answer was not taken."""
        if not isinstance(reply.act, Close):
            raise TypeError(f"an answer was not taken: {reply.act}")
        person = Person(event.origin.person, "Lead")
        scene = Scene(self._site, self._county, person, Desk(ORGANISATION, person.id), self._speech)
        aside = Aside(event.origin.delivery, 0, NOW, Whispered(reply.act.view, reply.reader))
        return json.dumps(drawn(reply, scene, [aside]), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Stall:
    """One database with everything that answers, whole or bare."""

    runner: Runner
    database: Database
    engine: Engine
    desk: WebDesk
    pilot: Pilot
    asked: Iterator[int] = field(default_factory=lambda: count(ASKED_FROM, 2))
    unasked: Iterator[int] = field(default_factory=lambda: count(BARE_FROM, 2))

    async def whole(self, number: int) -> None:
        """Take one answer, from the request's fields to the response's body."""
        event = self.pilot.event(number)
        reply = await self.engine.handle(event)
        self.desk.draw(event, reply)

    def bare(self, number: int) -> Callable[[Connection], None]:
        """Make the job that inserts the rows of one answer; making it is not measured."""
        rows = self.pilot.rows_of(number)
        work = [(_INSERTS[row], rows[row]) for row in WRITTEN]

        def job(connection: Connection) -> None:
            for statement, values in work:
                connection.execute(statement, values if len(values) > 1 else values[0])

        return job


_INSERTS: Final[dict[Any, Insert]] = {row: insert(table(row)).inline() for row in WRITTEN}


def runner_of(url: str) -> Runner:
    """Return the store's own runner for an address."""
    address = read_url(url)
    return SqliteRunner(address) if is_sqlite(address) else PostgresqlRunner(address)


def open_stall(runner: Runner, pilot: Pilot) -> Stall:
    """Put together what answers, over a runner."""
    database = Database(runner)
    engine = make_engine(database, StandingClock(), lambda: None, HolidayAlmanac())
    return Stall(runner, database, engine, WebDesk(engine, database), pilot)


@dataclass
class Tally:
    """What the rounds of one thing have shown."""

    rate: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    async def measure(self, works: Sequence[Callable[[], Awaitable[object]]], tasks: int) -> None:
        """Do all the works by so many tasks side by side."""
        left = iter(works)

        async def worker() -> None:
            for work in left:
                begun = time.perf_counter()
                await work()
                self.waits.append(time.perf_counter() - begun)

        with Stopwatch() as watch:
            await asyncio.gather(*(worker() for _ in range(tasks)))
        self.rate.append(len(works) / watch.seconds)
        self.processor.append(watch.processor / len(works))

    def line(self, what: str, bare: Tally | None) -> Line:
        """Sum up: the best round's rate and processor time, all rounds' waits."""
        ratios = (
            (None, None)
            if bare is None
            else (median_ratio(self.processor, bare.processor), median_ratio(bare.rate, self.rate))
        )
        figures = (
            len(self.rate),
            max(self.rate),
            1e3 * percentile(self.waits, 0.5),
            1e3 * percentile(self.waits, 0.99),
            1e6 * min(self.processor),
            *ratios,
        )
        return Line(what, figures, strong=bare is not None)


def run(place: Workplace) -> Chapter:
    """Measure the answer path on each database, alone and in a crowd."""
    lines: list[Line] = []
    with place.databases() as urls:
        for name, url in urls.items():
            lines += asyncio.run(_measure(place, name, url))
    return Chapter(
        name="answers",
        title="An answer with two key results, whole and as the bare commit of its rows",
        command="make bench ARGS=answers",
        columns=COLUMNS,
        lines=lines,
        notes=(
            "Whole: JSON read, event, engine, 11 rows in 7 tables, commit, reply drawn as HTML.",
            "Bare: the same rows by plain inserts through the same runner, in the same rounds.",
            "SQLite: WAL, synchronous=FULL, one writer, group commit. PostgreSQL: fsync on.",
            "Rate and processor time: best round. p50, p99: all rounds. Ratios: median of rounds.",
            "Processor time is Python's (all threads); PostgreSQL's own processes come on top.",
        ),
    )


async def _measure(place: Workplace, name: str, url: str) -> Iterable[Line]:
    size = place.size
    settings = (Setting(1, size.alone), Setting(CROWD[name], size.crowd))
    each = sum(setting.answers for setting in settings)
    place.say(f"{name}: answers alone and from {CROWD[name]} at once, {size.rounds} rounds")
    pilot = await prepare(url, 2 * (1 + WARM_UP + size.rounds * each))
    runner = runner_of(url)
    stall = open_stall(runner, pilot)
    try:
        await Setting(4, WARM_UP).round(stall)
        for _ in rounds(size.rounds, size.seconds):
            for setting in settings:
                await setting.round(stall)
    finally:
        await runner.close()
    return [line for setting in settings for line in setting.lines(name)]


@dataclass
class Setting:
    """So many tasks side by side, so many answers a round, and what they have shown."""

    tasks: int
    answers: int
    whole: Tally = field(default_factory=Tally)
    bare: Tally = field(default_factory=Tally)

    async def round(self, stall: Stall) -> None:
        """Measure whole answers, then as many bare commits; each for a team of its own."""
        teams = islice(stall.asked, self.answers)
        await self.whole.measure([partial(stall.whole, team) for team in teams], self.tasks)
        jobs = [stall.bare(team) for team in islice(stall.unasked, self.answers)]
        await self.bare.measure([partial(stall.runner.write, job) for job in jobs], self.tasks)

    def lines(self, name: str) -> tuple[Line, Line]:
        """Return the two lines of the table."""
        title = f"{name}, {self.tasks} at once"
        return self.whole.line(f"{title}: whole", self.bare), self.bare.line(f"{title}: bare", None)
