"""Sends a wave of prompts through a storm, and lets the receiving side's own log judge it.

``python -m tests.end_to_end.storm --prompts 2000`` runs replicas on a real database against the
platform double while every fifth of a second one of them is killed, or stopped for longer than its
lease, and PostgreSQL is restarted; meanwhile people answer, each answer delivered several times at
once. It prints a table of what the double's log and the database say, and ends with 1 where a
promise was broken.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Coroutine, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aiohttp import ClientSession
from rich.console import Console
from rich.table import Table

from storage.database import Database, open_database
from storage.schema import upgrade
from tests.end_to_end.answerers import Answerers
from tests.end_to_end.herd import Herd, double
from tests.end_to_end.platform_double import Face
from tests.end_to_end.replica import Configuration
from tests.end_to_end.verdict import Outcome, Troubles, judge
from tests.end_to_end.wave import Wave, prepare, until_quiet
from tests.postgres import ShakyPostgres, fresh_database, shaky_postgres

SQLITE: Final = "sqlite"
POSTGRESQL: Final = "postgresql"
REPLICAS: Final = {SQLITE: 1, POSTGRESQL: 3}
STOPPED: Final = {SQLITE: 0.1, POSTGRESQL: 0.4}
"""The share of strikes that stop and do not kill: one that is alone must get something done."""
ASLEEP: Final = 1.4
"""For how many leases a stopped replica sleeps."""
AFTERMATH: Final = 120.0
"""Seconds after the storm in which everything must be done."""
REPEAT: Final = {Face.ASKED: "look_up", Face.BLIND: "never"}


@dataclass(frozen=True, slots=True)
class Plan:
    """How hard the storm is, and for how long."""

    database: str
    face: Face
    prompts: int
    answers: int
    workspaces: int = 8
    rate: float = 4.0
    """What a workspace takes, a second."""
    burst: int = 4
    faults: float = 0.15
    """The share of the double's answers that go wrong."""
    every: float = 0.2
    """Seconds between two faults of replicas."""
    restarts: tuple[float, float] = (5.0, 40.0)
    """Seconds between two restarts of PostgreSQL, at least and at most."""
    limit: float = 600.0
    """Seconds after which the storm ends; what is left is delivered in calm."""
    seed: int = 1
    careless: bool = False
    """Whether what may have arrived is sent again, to see that the judge condemns it."""

    @property
    def calm(self) -> float:
        """How many seconds the wave would take without a storm."""
        return self.prompts / self.workspaces / self.rate


@dataclass(slots=True)
class _Weather:
    """What is going on, for those who make it."""

    plan: Plan
    herd: Herd
    chance: random.Random
    troubles: Troubles


async def weather(plan: Plan, folder: Path) -> Outcome:
    """Live through one storm; what it needs lies in the folder."""
    with ExitStack() as stack:
        server: ShakyPostgres | None = None
        if plan.database == POSTGRESQL:
            server = stack.enter_context(shaky_postgres(folder))
            url = stack.enter_context(fresh_database(server.url))
        else:
            url = f"sqlite:///{folder}/storm.sqlite"
        await asyncio.to_thread(upgrade, url)
        wave = Wave(plan.prompts, plan.workspaces)
        database = open_database(url)
        await prepare(database, wave)
        log = folder / "double.log"
        address = stack.enter_context(
            double(plan.face, log, rate=plan.rate, faults=plan.faults, seed=plan.seed)
        )
        configuration = Configuration(
            database=url,
            platform=address,
            ports=tuple(Herd.free_ports(REPLICAS[plan.database])),
            folder=str(folder),
            repeat="safe" if plan.careless else REPEAT[plan.face],
            per_second=plan.rate,
            burst=plan.burst,
        )
        herd = stack.enter_context(Herd.of(configuration))
        scene = _Weather(plan, herd, random.Random(plan.seed), Troubles())
        people = Answerers(configuration.ports, plan.answers, random.Random(plan.seed + 1))
        try:
            await _live_through(scene, server, people, database)
            orderly = await asyncio.to_thread(herd.end)
            return await judge(
                database, plan.face, wave, log, people, scene.troubles, orderly=orderly
            )
        finally:
            await database.close()


async def _live_through(
    scene: _Weather, server: ShakyPostgres | None, people: Answerers, database: Database
) -> None:
    begun = time.monotonic()
    works = [_strike(scene), _throttle(scene)]
    if server is not None:
        works.append(_restart(scene, server))
    async with _beside(*works):
        answering = asyncio.create_task(people.answer_all(scene.plan.calm))
        with suppress(TimeoutError):
            await asyncio.wait_for(_until_quiet(answering, database), scene.plan.limit)
    scene.troubles.seconds = time.monotonic() - begun
    scene.herd.wake_all()
    if server is not None:  # a restart may have been cut short
        await asyncio.to_thread(server.up)
    with suppress(TimeoutError):
        await asyncio.wait_for(_until_quiet(answering, database), AFTERMATH)
    answering.cancel()


async def _until_quiet(answering: asyncio.Task[None], database: Database) -> None:
    """Wait until everybody has answered, and nothing is to be sent any more."""
    await asyncio.shield(answering)
    await until_quiet(database)


async def _strike(scene: _Weather) -> None:
    """Kill a replica, or stop it for longer than its lease; one at most is stopped at a time."""
    herd, troubles = scene.herd, scene.troubles
    while True:
        await asyncio.sleep(scene.plan.every)  # after the last one was up again
        awake = herd.awake()
        if not awake:
            continue
        place = scene.chance.choice(awake)
        by_lot = scene.chance.random() < STOPPED[scene.plan.database]
        # One of each comes first, so that the shortest storm has both.
        if not herd.asleep() and (by_lot or troubles.stops < min(troubles.kills, 1)):
            herd.stop(place)
            troubles.stops += 1
            seconds = ASLEEP * herd.configuration.lease
            asyncio.get_running_loop().call_later(seconds, herd.go_on, place)
        else:
            await asyncio.to_thread(herd.replace, place)
            troubles.kills += 1


async def _restart(scene: _Weather, server: ShakyPostgres) -> None:
    """Restart the database now and then, in order or by pulling the plug."""
    while True:
        await asyncio.sleep(scene.chance.uniform(*scene.plan.restarts))
        at_once, begun = scene.chance.random() < 0.5, time.time()
        await asyncio.to_thread(server.down, at_once=at_once)
        await asyncio.sleep(scene.chance.uniform(0, 2))
        await asyncio.to_thread(server.up)
        scene.troubles.outages.append((begun, time.time()))


async def _throttle(scene: _Weather) -> None:
    """Let one workspace take nothing for a quarter of the time."""
    calm = scene.plan.calm
    await asyncio.sleep(0.15 * calm)
    url = f"{scene.herd.configuration.platform}/{Wave.workspace(0)}/throttle"
    async with ClientSession() as client:
        await (await client.post(url, json={"seconds": 0.25 * calm})).read()
    await asyncio.Event().wait()


@asynccontextmanager
async def _beside(*works: Coroutine[None, None, None]) -> AsyncIterator[None]:
    """Let endless works go on beside the block; raise what one of them raised."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            raise result


def show(plan: Plan, outcome: Outcome, console: Console) -> None:
    """Print what came of a storm."""
    table = Table(title=f"{plan.database}, {plan.face.value} platform", title_justify="left")
    table.add_column("")
    table.add_column("", justify="right")
    for what, figure in outcome.figures():
        table.add_row(what, figure)
    console.print(table)
    for broken in outcome.broken():
        console.print(f"[red]broken:[/] {broken}")


@contextmanager
def folder_of(name: str, keep: Path | None) -> Iterator[Path]:
    """Give a storm a place for its files; they stay where somebody named one."""
    if keep is not None:
        path = keep / name
        path.mkdir(parents=True)
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="rytmi-storm-") as given:
        path = Path(given)
        path.chmod(0o755)  # PostgreSQL may run as another user, who must get to its files
        yield path


def main(arguments: Sequence[str]) -> int:
    """Run the storms that are asked for; return the status to end with."""
    parser = argparse.ArgumentParser(prog="python -m tests.end_to_end.storm", description=__doc__)
    parser.add_argument("--prompts", type=int, default=2000)
    parser.add_argument("--answers", type=int, default=500)
    parser.add_argument("--workspaces", type=int, default=8)
    parser.add_argument("--rate", type=float, default=4.0, help="messages a second and workspace")
    parser.add_argument("--database", choices=REPLICAS, action="append")
    parser.add_argument("--platform", choices=[each.value for each in Face], action="append")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--careless", action="store_true", help="send again what may have arrived, and be condemned"
    )
    parser.add_argument("--keep", type=Path, help="a directory for the logs")
    asked = parser.parse_args(arguments)
    console = Console()
    broken = 0
    for database in asked.database or REPLICAS:
        for face in map(Face, asked.platform or Face):
            plan = Plan(
                database=database,
                face=face,
                prompts=asked.prompts,
                answers=min(asked.answers, asked.prompts),
                workspaces=asked.workspaces,
                rate=asked.rate,
                seed=asked.seed,
                careless=asked.careless,
            )
            console.print(f"· {database}, {face.value}: {plan.calm:.0f} s without a storm …")
            with folder_of(f"{database}-{face.value}", asked.keep) as folder:
                outcome = asyncio.run(weather(plan, folder))
            show(plan, outcome, console)
            broken += len(outcome.broken())
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
