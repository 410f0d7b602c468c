"""A slash command and a check-in through the whole server, beside a bolt app that only says yes.

Each server runs in a process of its own and gets the same signed requests, round by round in turn.
The command opens the modal: Slack is asked to show the form, which carries its session. The form
comes back with two key results: session, check-ins, weeks, standings, a receipt in the outbox, one
commit.
Slack itself is played by the process that measures.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import count, islice
from statistics import median
from typing import Final

from aiohttp import ClientSession, ClientTimeout, TCPConnector

from storage.database import open_database
from tests.benchmarks.clocks import percentile, rounds
from tests.benchmarks.pilot import ASKED_FROM, ORGANISATION, prepare
from tests.benchmarks.report import Chapter, Column, Line
from tests.benchmarks.servers import (
    RYTMI,
    Server,
    free_port,
    processor_of,
    started,
    wait_until_healthy,
)
from tests.benchmarks.slack_side import SECRET, TEAM, TOKEN, Json, SlackSide, send
from tests.benchmarks.workplace import Workplace

CLIENTS: Final = (1, 64)
"""Requests that are under way at once."""
WARM_UP: Final = 128
"""People who answer before the first round: statements are worded and prepared, words read."""
PATIENCE: Final = 60.0
"""Seconds until the workspace's people are known."""

COLUMNS: Final = (
    Column("command p50", "ms", 2),
    Column("command p99", "ms", 2),
    Column("check-in p50", "ms", 2),
    Column("check-in p99", "ms", 2),
    Column("command", "us", 0),
    Column("check-in", "us", 0),
    Column("ratio of processor", "x bare", 2),
)


@dataclass
class Seen:
    """What the rounds have shown of one kind of request on one server."""

    waits: list[float] = field(default_factory=list)
    """Seconds, of all rounds."""
    processor: list[float] = field(default_factory=list)
    """Seconds of the server's processor for a request, round by round."""


@dataclass
class Stand:
    """A running server, and what it has shown."""

    port: int
    process: int
    command: Seen = field(default_factory=Seen)
    check_in: Seen = field(default_factory=Seen)

    async def take(
        self, session: ClientSession, bodies: Sequence[bytes], clients: int, seen: Seen
    ) -> list[Json]:
        """Send the requests, so many at once, and note what they cost."""
        answers: list[Json] = []
        left = iter(bodies)

        async def client() -> None:
            for body in left:
                begun = time.perf_counter()
                answers.append(await send(session, self.port, body))
                seen.waits.append(time.perf_counter() - begun)

        before = processor_of(self.process)
        await asyncio.gather(*(client() for _ in range(clients)))
        after = processor_of(self.process)
        if before is not None and after is not None:
            seen.processor.append((after - before) / len(bodies))
        return answers

    @property
    def both(self) -> list[float]:
        """What a command and a check-in cost together, round by round."""
        pairs = zip(self.command.processor, self.check_in.processor, strict=True)
        return [sum(pair) for pair in pairs]

    def line(self, what: str, bare: Stand | None) -> Line:
        """Sum up: all rounds' waits, the median round's processor time."""
        kinds = (self.command, self.check_in)
        waits = [1e3 * percentile(each.waits, p) for each in kinds for p in (0.5, 0.99)]
        each = [1e6 * median(seen.processor) if seen.processor else None for seen in kinds]
        ratios = [] if bare is None else [a / b for a, b in zip(self.both, bare.both, strict=True)]
        return Line(what, (*waits, *each, median(ratios) if ratios else None), strong=bool(ratios))


def run(place: Workplace) -> Chapter:
    """Measure both servers on each database, alone and in a crowd."""
    lines: list[Line] = []
    with place.databases() as urls:
        for name, url in urls.items():
            lines += asyncio.run(_measure(place, name, url))
    return Chapter(
        name="slack",
        title="A slash command that opens the modal, and its submission, through the server",
        command="make bench ARGS=slack",
        columns=COLUMNS,
        lines=lines,
        notes=(
            "Signed requests to `rytmi serve`, and the same ones to a bare bolt app.",
            "The command calls views.open; the check-in has two key results and stores a session.",
            "SQLite: WAL, synchronous=FULL. PostgreSQL: fsync on, its own processes not counted.",
            "Processor: the server's, all threads, of the median round; the ratio is of both",
            "requests together. Goal: at most 2.5 on SQLite and 4 on PostgreSQL.",
        ),
    )


async def _measure(place: Workplace, name: str, url: str) -> Sequence[Line]:
    size = place.size
    many = {1: size.alone, 64: size.crowd}
    teams = 2 * (1 + WARM_UP + size.rounds * sum(many.values()))
    place.say(f"{name}: commands and check-ins in Slack, 1 and 64 at once, {size.rounds} rounds")
    await prepare(url, teams, datetime.now(UTC))
    slack, asked = SlackSide(teams), count(ASKED_FROM, 2)
    found: dict[int, tuple[Stand, Stand]] = {}
    async with (
        slack.serving() as api,
        _clients() as session,
        _servers(place, url, api) as (whole, bare),
    ):
        await _people_known(url, teams)
        await _round(slack, session, (whole(), bare()), list(islice(asked, WARM_UP)), 64)
        found = {clients: (whole(), bare()) for clients in CLIENTS}
        for _ in rounds(size.rounds, size.seconds):
            for clients, stands in found.items():
                people = list(islice(asked, many[clients]))
                await _round(slack, session, stands, people, clients)
    return [
        line
        for clients, (ours, floor) in found.items()
        for line in (
            ours.line(f"{name}, {clients} at once: whole", floor),
            floor.line(f"{name}, {clients} at once: bare bolt", None),
        )
    ]


async def _round(
    slack: SlackSide,
    session: ClientSession,
    stands: tuple[Stand, Stand],
    people: Sequence[int],
    clients: int,
) -> None:
    """Let these people command and answer, of both servers in turn."""
    whole, bare = stands
    commands = [slack.command(number) for number in people]
    await whole.take(session, commands, clients, whole.command)
    await bare.take(session, commands, clients, bare.command)
    forms = [slack.submission(number) for number in people]
    answers = await whole.take(session, forms, clients, whole.check_in)
    if any(answer.get("response_action") != "update" for answer in answers):
        raise RuntimeError(f"a check-in was not taken: {answers}")
    await bare.take(session, forms, clients, bare.check_in)


def _clients() -> ClientSession:
    return ClientSession(connector=TCPConnector(limit=0), timeout=ClientTimeout(total=PATIENCE))


@asynccontextmanager
async def _servers(
    place: Workplace, url: str, api: str
) -> AsyncIterator[tuple[Callable[[], Stand], Callable[[], Stand]]]:
    """Start both servers; what comes out makes a stand of each, with nothing noted yet."""
    secret = {"SLACK_SIGNING_SECRET": SECRET}
    settings = {
        **secret,
        "DATABASE_URL": url,
        "LOG_LEVEL": "warning",
        "WEB_DOOR": "off",
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_API_URL": api,
    }
    servers = (
        Server("rytmi serve", (*RYTMI, "serve"), settings),
        Server("bare bolt", ("-m", "tests.benchmarks.bare_bolt"), secret),
    )
    with ExitStack() as stack:
        made = []
        for server in servers:
            port, directory = free_port(), place.directory / server.name.replace(" ", "-")
            directory.mkdir(exist_ok=True)
            process = stack.enter_context(started(server, port, directory))
            # On a thread: the server asks Slack, which is here, before it answers.
            await asyncio.to_thread(wait_until_healthy, process, port)
            made.append(partial(Stand, port, process.pid))
        yield made[0], made[1]


async def _people_known(url: str, people: int) -> None:
    """Wait until the server has read who is who in the workspace."""
    database = open_database(url)
    end = time.monotonic() + PATIENCE
    try:
        while len(await database.chats.accounts(ORGANISATION, "slack", TEAM)) < people:
            if time.monotonic() > end:
                raise TimeoutError(f"the people were not known within {PATIENCE:.0f} s")
            await asyncio.sleep(0.05)
    finally:
        await database.close()
