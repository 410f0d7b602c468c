"""How soon a started server answers and how much memory it holds, beside a bare aiohttp server."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bot.demo import DEFAULT, read_sample
from storage import schema
from storage.database import open_database
from tests.benchmarks.clocks import memory_of, rounds
from tests.benchmarks.report import Chapter, Column, Line
from tests.benchmarks.servers import (
    RYTMI,
    Server,
    ask,
    free_port,
    processor_of,
    started,
    wait_until_healthy,
)
from tests.benchmarks.workplace import Workplace

COLUMNS: Final = (
    Column("starts", ""),
    Column("best start", "ms"),
    Column("median start", "ms"),
    Column("memory", "MiB", 1),
    Column("after requests", "MiB", 1),
    Column("processor", "ms a request", 2),
)


@dataclass
class Seen:
    """What a server's starts have shown."""

    starts: list[float] = field(default_factory=list)
    at_first: list[float] = field(default_factory=list)
    in_the_end: list[float] = field(default_factory=list)
    request: list[float] = field(default_factory=list)

    def line(self, name: str) -> Line:
        """Sum up; what the system does not tell is left out."""
        figures = (
            len(self.starts),
            min(self.starts),
            statistics.median(self.starts),
            _median(self.at_first),
            _median(self.in_the_end),
            _median(self.request),
        )
        return Line(name, figures, strong=name != "bare aiohttp")


def run(place: Workplace) -> Chapter:
    """Start the servers in turns, then the demonstration once."""
    size = place.size
    url = f"sqlite:///{place.directory / 'serve.sqlite'}"
    schema.upgrade(url)
    first = asyncio.run(_import_sample(url))
    served = {"DATABASE_URL": url, "LOG_LEVEL": "warning"}
    page = f"/o/{first[0]}/as/{first[1]}"
    servers = (
        Server("rytmi serve", (*RYTMI, "serve"), served),
        Server("bare aiohttp", ("-m", "tests.benchmarks.bare_server"), {}),
    )
    place.say(f"{size.starts} starts of `rytmi serve` and of a bare server, then `rytmi demo`")
    seen = {server.name: Seen() for server in servers}
    for _ in rounds(size.starts, size.seconds):
        for server in servers:
            _observe(server, page, seen[server.name], place.directory, size.requests)
    demo = Server("rytmi demo", (*RYTMI, "demo"), {"LOG_LEVEL": "warning"})
    seen[demo.name] = Seen()
    _observe(demo, page, seen[demo.name], place.directory, size.requests)
    return Chapter(
        name="start",
        title="From start to the first answer on /healthz, and resident memory",
        command="make bench ARGS=start",
        columns=COLUMNS,
        lines=[found.line(name) for name, found in seen.items()],
        notes=(
            "The servers start in turns; the demonstration once, with its weeks of history.",
            f"Requests: {size.requests} pages of a person's conversation in the sample {DEFAULT},",
            "with the whole organisation beside it; processor time is the server's own.",
        ),
    )


async def _import_sample(url: str) -> tuple[str, str]:
    """Import the sample; return the ids of the organisation and of one of its people."""
    structure = read_sample(DEFAULT).structure
    database = open_database(url)
    await database.save_structure(structure)
    await database.close()
    return structure.organisation.id, structure.memberships[-1].person


def _observe(server: Server, page: str, seen: Seen, directory: Path, requests: int) -> None:
    port = free_port()
    begun = time.perf_counter()
    with started(server, port, directory) as process:
        wait_until_healthy(process, port)
        seen.starts.append(1e3 * (time.perf_counter() - begun))
        _note(seen.at_first, memory_of(process.pid))
        before = processor_of(process.pid)
        ask(port, page, requests)
        after = processor_of(process.pid)
        _note(seen.in_the_end, memory_of(process.pid))
        if before is not None and after is not None:
            seen.request.append(1e3 * (after - before) / requests)


def _note(values: list[float], value: float | None) -> None:
    if value is not None:
        values.append(value)


def _median(values: Sequence[float]) -> float | None:
    return statistics.median(values) if values else None
