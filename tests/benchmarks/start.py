"""How soon a started server answers and how much memory it holds, beside a bare aiohttp server."""

from __future__ import annotations

import asyncio
import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bot.demo import DEFAULT, read_sample
from storage import schema
from storage.database import open_database
from tests.benchmarks.clocks import memory_of, rounds
from tests.benchmarks.report import Chapter, Column, Line
from tests.benchmarks.workplace import Workplace

ROOT: Final = Path(__file__).parents[2]
RYTMI: Final = ("-c", "from bot.cli import main; main()")
"""What the console script `rytmi` runs."""
PATIENCE: Final = 60.0
"""Seconds that a start may take."""
COLUMNS: Final = (
    Column("starts", ""),
    Column("best start", "ms"),
    Column("median start", "ms"),
    Column("memory", "MiB", 1),
    Column("after requests", "MiB", 1),
    Column("processor", "ms a request", 2),
)


@dataclass(frozen=True, slots=True)
class Server:
    """How a server is started, and a page that it serves."""

    name: str
    arguments: Sequence[str]
    surroundings: Mapping[str, str]
    page: str


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
        Server("rytmi serve", (*RYTMI, "serve"), served, page),
        Server("bare aiohttp", ("-m", "tests.benchmarks.bare_server"), {}, page),
    )
    place.say(f"{size.starts} starts of `rytmi serve` and of a bare server, then `rytmi demo`")
    seen = {server.name: Seen() for server in servers}
    for _ in rounds(size.starts, size.seconds):
        for server in servers:
            _observe(server, seen[server.name], place.directory, size.requests)
    demo = Server("rytmi demo", (*RYTMI, "demo"), {"LOG_LEVEL": "warning"}, page)
    seen[demo.name] = Seen()
    _observe(demo, seen[demo.name], place.directory, size.requests)
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


def _observe(server: Server, seen: Seen, directory: Path, requests: int) -> None:
    port = _free_port()
    begun = time.perf_counter()
    with _started(server, port, directory) as process:
        _wait_until_healthy(process, port)
        seen.starts.append(1e3 * (time.perf_counter() - begun))
        _note(seen.at_first, memory_of(process.pid))
        before = _processor_of(process.pid)
        _ask(port, server.page, requests)
        after = _processor_of(process.pid)
        _note(seen.in_the_end, memory_of(process.pid))
        if before is not None and after is not None:
            seen.request.append(1e3 * (after - before) / requests)


@contextmanager
def _started(server: Server, port: int, directory: Path) -> Iterator[subprocess.Popen[bytes]]:
    log = directory / "server.log"
    # Settings of the person who runs this must not reach the server.
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    surroundings = {**kept, "PYTHONPATH": str(ROOT), "PORT": str(port), **server.surroundings}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *server.arguments],
            env=surroundings,
            cwd=directory,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    except Exception as error:
        error.add_note(f"{server.name} said: {log.read_text('utf-8', 'replace')}")
        raise
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_healthy(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended by itself with status {process.returncode}")
        try:
            _ask(port, "/healthz", 1)
        except OSError:
            time.sleep(0.005)
        else:
            return
    raise TimeoutError(f"the server did not answer within {PATIENCE:.0f} s")


def _ask(port: int, path: str, times: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        for _ in range(times):
            connection.request("GET", path)
            response = connection.getresponse()
            response.read()
            if response.status != http.client.OK:
                raise RuntimeError(f"{path} was answered with {response.status}")
    finally:
        connection.close()


def _processor_of(process: int) -> float | None:
    """Return the processor time of a process, seconds, to a hundredth; None where not told."""
    stat = Path(f"/proc/{process}/stat")
    if not stat.exists():
        return None
    # The name in parentheses may hold anything; user and system time are the 12th and 13th after.
    after = stat.read_text("utf-8").rpartition(")")[2].split()
    return (int(after[11]) + int(after[12])) / os.sysconf("SC_CLK_TCK")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _note(values: list[float], value: float | None) -> None:
    if value is not None:
        values.append(value)


def _median(values: Sequence[float]) -> float | None:
    return statistics.median(values) if values else None
