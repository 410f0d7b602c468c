"""Where an answer's time goes: its parts one after the other, and every statement it runs.

The parts are measured on answers of their own, one after the other, since looking costs time too.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Any, Final, TypeVar, cast

from sqlalchemy import Engine as SqlEngine
from sqlalchemy import event

from dialogs.catalog import make_engine
from dialogs.okr.model import OrganisationId
from dialogs.ports import Store, Work
from scheduler.almanac import HolidayAlmanac
from tests.benchmarks.answers import Setting, Stall, open_stall, runner_of
from tests.benchmarks.pilot import StandingClock, prepare
from tests.benchmarks.report import Chapter, Column, Line
from tests.benchmarks.workplace import Workplace

T = TypeVar("T")

PARTS: Final = (
    "read the request",
    "wait for the writer",
    "dialogs: facts, sums, words by key",
    "store: statements and rows",
    "… of it in the driver",
    "commit, and back to the caller",
    "draw the reply",
    "all",
)
COLUMNS: Final = (Column("time", "us"), Column("share", "%"), Column("statements", "", 0))


@dataclass
class Statements:
    """Counts the statements that any database runs, and the time they spend in the driver."""

    seconds: float = 0.0
    number: int = 0
    by_text: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    _begun: float = 0.0

    def before(self, *_: object) -> None:
        """Note when a statement begins."""
        self._begun = time.perf_counter()

    def after(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        """Note how long a statement has taken."""
        taken = time.perf_counter() - self._begun
        self.seconds += taken
        self.number += 1
        self.by_text[statement].append(taken)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Watch every statement until the end of the block."""
        listeners = (("before_cursor_execute", self.before), ("after_cursor_execute", self.after))
        for name, listener in listeners:
            event.listen(SqlEngine, name, listener)
        try:
            yield
        finally:
            for name, listener in listeners:
                event.remove(SqlEngine, name, listener)


class WatchedWork:
    """A transaction that adds up how long its calls take."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.seconds = 0.0

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the port has of that name
        begun = time.perf_counter()
        found = getattr(self._work, name)
        self.seconds += time.perf_counter() - begun
        return self._watched(found) if callable(found) else found

    def _watched(self, call: Callable[..., T]) -> Callable[..., T]:
        def watched(*args: object, **named: object) -> T:
            begun = time.perf_counter()
            try:
                return call(*args, **named)
            finally:
                self.seconds += time.perf_counter() - begun

        return watched


@dataclass
class WatchedStore:
    """A store that notes when a writing job begins and ends, and what it spends in the store."""

    store: Store
    begun: float = 0.0
    ended: float = 0.0
    inside: float = 0.0

    async def write(self, organisation: OrganisationId, job: Callable[[Work], T]) -> T:
        """Run the job, watched."""

        def watched(work: Work) -> T:
            self.begun = time.perf_counter()
            seen = WatchedWork(work)
            try:
                return job(cast("Work", seen))
            finally:
                self.inside = seen.seconds
                self.ended = time.perf_counter()

        return await self.store.write(organisation, watched)

    async def read(self, organisation: OrganisationId, job: Callable[[Work], T]) -> T:
        """Run the job."""
        return await self.store.read(organisation, job)

    async def glance(self, organisation: OrganisationId, job: Callable[[Work], T]) -> T:
        """Run the job."""
        return await self.store.glance(organisation, job)


def run(place: Workplace) -> Chapter:
    """Take answers apart on each database."""
    lines: list[Line] = []
    with place.databases() as urls:
        for name, url in urls.items():
            lines += asyncio.run(_taken_apart(place, name, url))
    return Chapter(
        name="anatomy",
        title="Where the time of one answer goes, one after the other",
        command="make bench ARGS=anatomy",
        columns=COLUMNS,
        lines=lines,
        notes=("Medians of the wall clock, looking included; the slowest statements below.",),
    )


async def _taken_apart(place: Workplace, name: str, url: str) -> Sequence[Line]:
    many, warm = place.size.taken_apart, 6
    place.say(f"{name}: {many} answers taken apart")
    pilot = await prepare(url, 2 * (1 + warm + many))
    runner = runner_of(url)
    try:
        stall = open_stall(runner, pilot)
        await Setting(1, warm).round(stall)
        return await _look(stall, name, many)
    finally:
        await runner.close()


async def _look(stall: Stall, name: str, many: int) -> Sequence[Line]:
    store = WatchedStore(stall.database)
    engine = make_engine(store, StandingClock(), lambda: None, HolidayAlmanac())
    statements = Statements()
    found: list[tuple[float, ...]] = []
    with statements.watched():
        for team in islice(stall.asked, many):
            driver = statements.seconds
            start = time.perf_counter()
            answer = stall.pilot.event(team)
            read = time.perf_counter()
            reply = await engine.handle(answer)
            back = time.perf_counter()
            stall.desk.draw(answer, reply)
            drawn = time.perf_counter()
            parts = (
                read - start,
                store.begun - read,
                store.ended - store.begun - store.inside,
                store.inside,
                statements.seconds - driver,
                back - store.ended,
                drawn - back,
                drawn - start,
            )
            found.append(parts)
    medians = [statistics.median(part) for part in zip(*found, strict=True)]
    each = statements.number / many
    lines = [
        Line(
            f"{name}: {what}",
            (1e6 * value, 100 * value / medians[-1], each if what.startswith("store") else None),
            strong=what == "all",
        )
        for what, value in zip(PARTS, medians, strict=True)
    ]
    return [*lines, *_slowest(statements, name, medians[-1], many)]


def _slowest(statements: Statements, name: str, whole: float, many: int) -> Iterator[Line]:
    ordered = sorted(statements.by_text.items(), key=lambda item: -sum(item[1]))
    for text, times in ordered[:5]:
        each = sum(times) / many
        words = " ".join(text.split())
        start = words[:6] if not words.startswith("SELECT") else "SELECT"
        table = next((after for before, after in _pairs(words) if before in _BEFORE_TABLE), "")
        label = f"{name}: … {start} {table} …"
        yield Line(label, (1e6 * each, 100 * each / whole, len(times) / many))


_BEFORE_TABLE: Final = {"FROM", "INTO", "UPDATE"}


def _pairs(words: str) -> Iterator[tuple[str, str]]:
    split = words.split()
    yield from pairwise(split)
