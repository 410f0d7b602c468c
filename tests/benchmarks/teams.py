"""A check-in in Teams through the whole server, beside a stock bot of Microsoft's SDK.

Each server runs in a process of its own and gets the same signed submission, round by round in
turn. It has two key results: check-ins, weeks, standings, a receipt in the outbox, one commit, and
a card of thanks; the stock bot returns a small card and does nothing else. What is filled in and
sent was opened before, by the button of a prompt, which is measured beside it. Microsoft itself is
played by the process that measures.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from itertools import count, islice
from statistics import median
from typing import Final
from urllib.request import urlopen

from aiohttp import ClientSession, ClientTimeout, TCPConnector

from tests.benchmarks.clocks import percentile, rounds
from tests.benchmarks.pilot import ASKED_FROM, prepare
from tests.benchmarks.report import Chapter, Column, Line
from tests.benchmarks.servers import (
    RYTMI,
    Server,
    free_port,
    processor_of,
    started,
    wait_until_healthy,
)
from tests.benchmarks.slack import CLIENTS, PATIENCE, WARM_UP, Seen
from tests.benchmarks.teams_side import Json, TeamsSide, introduce, is_thanks, teams_side
from tests.benchmarks.workplace import Workplace
from tests.teams.server import serving
from tests.teams.wires import PATH

COLUMNS: Final = (
    Column("opening p50", "ms", 2),
    Column("opening p99", "ms", 2),
    Column("check-in p50", "ms", 2),
    Column("check-in p99", "ms", 2),
    Column("opening", "us", 0),
    Column("check-in", "us", 0),
    Column("ratio of processor", "x stock", 3),
)


@dataclass
class Stand:
    """A running server, and what it has shown."""

    port: int
    process: int
    opening: Seen = field(default_factory=Seen)
    check_in: Seen = field(default_factory=Seen)

    async def take(
        self,
        session: ClientSession,
        requests: Mapping[int, bytes],
        clients: int,
        seen: Seen,
        status: HTTPStatus = HTTPStatus.OK,
    ) -> Mapping[int, Json]:
        """Send people's requests, so many at once; note what they cost, and return the answers.

        Raises RuntimeError for an answer of another ``status``.
        """
        answers: dict[int, tuple[int, str]] = {}
        left = iter(requests.items())
        url = f"http://127.0.0.1:{self.port}{PATH}"

        async def client() -> None:
            for number, body in left:
                begun = time.perf_counter()
                async with session.post(url, data=body) as response:
                    answers[number] = response.status, await response.text()
                seen.waits.append(time.perf_counter() - begun)

        before = processor_of(self.process)
        await asyncio.gather(*(client() for _ in range(clients)))
        after = processor_of(self.process)
        if before is not None and after is not None:
            seen.processor.append((after - before) / len(requests))
        for found, text in answers.values():
            if found != status:
                raise RuntimeError(f"a request was answered with {found}: {text}")
        is_good = status == HTTPStatus.OK
        return {
            number: json.loads(text) if is_good else {} for number, (_, text) in answers.items()
        }

    def line(self, what: str, stock: Stand | None) -> Line:
        """Sum up: all rounds' waits, the median round's processor time."""
        kinds = (self.opening, self.check_in)
        waits = [
            1e3 * percentile(each.waits, p) if each.waits else None
            for each in kinds
            for p in (0.5, 0.99)
        ]
        each = [1e6 * median(seen.processor) if seen.processor else None for seen in kinds]
        ratios = [] if stock is None else _ratios(self.check_in, stock.check_in)
        return Line(what, (*waits, *each, median(ratios) if ratios else None), strong=bool(ratios))


def run(place: Workplace) -> Chapter:
    """Measure both servers on each database, alone and in a crowd."""
    lines: list[Line] = []
    with place.databases() as urls:
        for name, url in urls.items():
            lines += asyncio.run(_measure(place, name, url))
    return Chapter(
        name="teams",
        title="A check-in in Teams, from the signed submission to the card of thanks",
        command="make bench ARGS=teams",
        columns=COLUMNS,
        lines=lines,
        notes=(
            "Signed submissions to `rytmi serve`, and the same ones to a stock bot of botbuilder.",
            "The opening is the press of a prompt's button that stores a session and shows the",
            "form; the check-in has two key results. One token signs for all, as Microsoft's do.",
            "The stock bot's adapter answers 500 to a card that it should have sent, when all its",
            "work is done: that is counted, and what it would log is not. It keeps no row.",
            "SQLite: WAL, synchronous=FULL. PostgreSQL: fsync on, its own processes not counted.",
            "Processor: the server's, all threads, of the median round; the ratio is the",
            "check-in's. Goal: at most 0.4.",
        ),
    )


async def _measure(place: Workplace, name: str, url: str) -> Sequence[Line]:
    size = place.size
    many = {1: size.alone, 64: size.crowd}
    teams = 2 * (1 + WARM_UP + size.rounds * sum(many.values()))
    place.say(f"{name}: check-ins in Teams, 1 and 64 at once, {size.rounds} rounds")
    await prepare(url, teams, datetime.now(UTC))
    side, asked = teams_side(teams), count(ASKED_FROM, 2)
    found: dict[int, tuple[Stand, Stand]] = {}
    async with serving(side.platform):
        await introduce(url, side)
        async with _clients(side) as session, _servers(place, url, side) as (whole, stock):
            await _round(side, session, (whole(), stock()), list(islice(asked, WARM_UP)), 64)
            found = {clients: (whole(), stock()) for clients in CLIENTS}
            for _ in rounds(size.rounds, size.seconds):
                for clients, stands in found.items():
                    people = list(islice(asked, many[clients]))
                    await _round(side, session, stands, people, clients)
            await asyncio.to_thread(_all_answered, stock(), found)
    return [
        line
        for clients, (ours, theirs) in found.items()
        for line in (
            ours.line(f"{name}, {clients} at once: whole", theirs),
            theirs.line(f"{name}, {clients} at once: stock bot", None),
        )
    ]


async def _round(
    side: TeamsSide,
    session: ClientSession,
    stands: tuple[Stand, Stand],
    people: Sequence[int],
    clients: int,
) -> None:
    """Let these people open their forms, and send them to both servers in turn."""
    whole, stock = stands
    presses = {number: side.press(number) for number in people}
    opened = await whole.take(session, presses, clients, whole.opening)
    for number, answer in opened.items():
        side.opens(number, answer)
    forms = {number: side.submission(number) for number in people}
    answers = await whole.take(session, forms, clients, whole.check_in)
    if not all(map(is_thanks, answers.values())):
        raise RuntimeError(f"a check-in was not taken: {answers}")
    wrong = HTTPStatus.INTERNAL_SERVER_ERROR
    await stock.take(session, forms, clients, stock.check_in, wrong)


def _all_answered(stock: Stand, found: Mapping[int, tuple[Stand, Stand]]) -> None:
    """Raise RuntimeError where the stock bot turned away what it should have answered."""
    with urlopen(f"http://127.0.0.1:{stock.port}/told", timeout=10) as answer:
        answered = json.load(answer)["answered"]
    sent = WARM_UP + sum(len(theirs.check_in.waits) for _, theirs in found.values())
    if answered != sent:
        raise RuntimeError(f"the stock bot has answered {answered} of {sent} check-ins")


def _ratios(ours: Seen, theirs: Seen) -> list[float]:
    return [a / b for a, b in zip(ours.processor, theirs.processor, strict=True)]


def _clients(side: TeamsSide) -> ClientSession:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {side.token()}"}
    connector = TCPConnector(limit=0)
    timeout = ClientTimeout(total=PATIENCE)
    return ClientSession(connector=connector, timeout=timeout, headers=headers)


@asynccontextmanager
async def _servers(
    place: Workplace, url: str, side: TeamsSide
) -> AsyncIterator[tuple[Callable[[], Stand], Callable[[], Stand]]]:
    """Start both servers; what comes out makes a stand of each, with nothing noted yet."""
    platform, app, tenant = side.platform, side.platform.app, side.tenant.id
    openid = f"{platform.url}/v1/.well-known/openidconfiguration"
    ours = {
        "DATABASE_URL": url,
        "LOG_LEVEL": "warning",
        "WEB_DOOR": "off",
        "MICROSOFT_APP_ID": app.id,
        "MICROSOFT_APP_PASSWORD": app.secret,
        "MICROSOFT_APP_TENANT_ID": tenant,
        "TEAMS_LOGIN_URL": platform.url,
        "TEAMS_OPENID_URL": openid,
        "TEAMS_SERVICE_URL": f"{platform.url}/teams/",
    }
    theirs = {
        "APP_ID": app.id,
        "APP_PASSWORD": app.secret,
        "APP_TENANTID": tenant,
        "LOGIN": platform.url,
        "OPENID": openid,
    }
    servers = (
        Server("rytmi serve", (*RYTMI, "serve"), ours),
        Server("stock bot", ("-m", "tests.benchmarks.stock_invoke"), theirs),
    )
    with ExitStack() as stack:
        made = []
        for server in servers:
            port, directory = free_port(), place.directory / server.name.replace(" ", "-")
            directory.mkdir(exist_ok=True)
            process = stack.enter_context(started(server, port, directory))
            # On a thread: the server asks Microsoft, which is here, before it answers.
            await asyncio.to_thread(wait_until_healthy, process, port)
            made.append(partial(Stand, port, process.pid))
        yield made[0], made[1]
