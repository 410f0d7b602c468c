"""A wave of prompts to tenants of Microsoft, whose connector takes a tenth of a second for each.

The postman and the courier are the real ones: parcels are claimed, drawn, sent and marked. First
they go as fast as one process can, without the pace that each tenant is given, to one of them and
to twenty; then at this pace, beside the time that it allows. The double runs in a process of its
own; where a pace is kept, it turns away what would be more than Teams takes.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.request import urlopen

from adapters.teams.door import NAME, Cloud, Credentials, TeamsDoor
from adapters.teams.drawing.render import Renderer
from adapters.teams.sending.connector import Connector
from adapters.teams.sending.courier import PACE, TeamsCourier
from adapters.teams.tenancy.places import Places
from adapters.teams.tenancy.tenants import Tenants
from dialogs.chats import Conversation, Scope, Workspace
from dialogs.events import Event
from dialogs.okr.model import OrganisationId
from dialogs.ports import Pace
from dialogs.replies import Nothing, Reply
from dialogs.words.draw import draw
from scheduler.postman import Postman
from storage.database import Database, open_database
from tests.benchmarks.clocks import Stopwatch
from tests.benchmarks.mail import ORGANISATION, READER, lane_of, move_in, post, prompts
from tests.benchmarks.report import Chapter, Column, Line
from tests.benchmarks.servers import Server, free_port, started, wait_until_healthy
from tests.benchmarks.teams_connector import TAKES, tenants
from tests.benchmarks.teams_side import WallClock
from tests.benchmarks.workplace import Workplace, keep_house
from tests.teams.platform import App

AT_LEAST: Final = 3
"""Seconds' worth of messages for each tenant at its pace, however small the run."""
WAVES: Final[Mapping[str, tuple[int, Pace | None]]] = {
    "1 tenant, no pace": (1, None),
    "20 tenants, no pace": (20, None),
    "4 tenants, their pace": (4, PACE),
}
"""How many tenants get a wave, and at which pace."""
COLUMNS: Final = (
    Column("prompts", ""),
    Column("allowed", "s", 2),
    Column("taken", "s", 2),
    Column("messages", "a second", 0),
    Column("of the allowance", "%", 1),
    Column("turned away", ""),
    Column("processor", "us each"),
)


@dataclass(frozen=True, slots=True)
class _Wave:
    """How one wave is sent."""

    people: int
    tenants: int
    pace: Pace | None

    @property
    def allowed(self) -> float | None:
        """Seconds that the pace asks for; None: it asks for none."""
        if self.pace is None:
            return None
        return (self.people / self.tenants - self.pace.burst) / self.pace.per_second


def run(place: Workplace) -> Chapter:
    """Send each wave on each database."""
    seconds = max(place.size.parcels // 250, AT_LEAST)
    lines = []
    for what, (number, pace) in WAVES.items():
        people = place.size.parcels if pace is None else int(number * pace.per_second * seconds)
        with place.databases() as urls:
            for name, url in urls.items():
                place.say(f"{name}: {people} prompts to Teams, {what}")
                figures = asyncio.run(_sent(place, url, _Wave(people, number, pace)))
                lines.append(Line(f"{name}, {what}", figures, strong=True))
    return Chapter(
        name="teams_sends",
        title=f"Prompts to Teams, whose connector takes {1e3 * TAKES:.0f} ms for each",
        command="make bench ARGS=teams_sends",
        columns=COLUMNS,
        lines=lines,
        notes=(
            f"A tenant's pace: {PACE.per_second:g} a second, {PACE.burst} at once after a rest.",
            "Where it is kept, the double turns away what is more than Teams takes of an app.",
            "Without a pace, 50 are under way at once for each tenant.",
            "Goal: at least 250 a second in one process, nothing lost, nothing sent twice.",
            "Processor: of the postman's process: claiming, drawing, sending, marking.",
        ),
    )


async def _sent(place: Workplace, url: str, wave: _Wave) -> Sequence[float | None]:
    port = free_port()
    surroundings = {
        "PEOPLE": str(wave.people),
        "TENANTS": str(wave.tenants),
        "STRICT": "no" if wave.pace is None else "yes",
    }
    double = Server("the double", ("-m", "tests.benchmarks.teams_connector"), surroundings)
    database = open_database(url)
    try:
        await move_in(database, wave.people, wave.tenants, NAME)
        await post(database, prompts(wave.people, datetime.now(UTC)))
        with started(double, port, place.directory) as process:
            wait_until_healthy(process, port)
            await _introduce(database, wave, str(_told(port)["url"]))
            keep_house(url)
            async with _courier(database, str(_told(port)["url"]), wave) as courier:
                with Stopwatch() as watch:
                    seconds = await _deliver(database, courier, wave.people)
            told = _told(port)
    finally:
        await database.close()
    if (told["taken"], told["twice"], told["refused"]) != (wave.people, 0, 0):
        raise AssertionError(f"Teams has {told} of {wave.people} prompts")
    share = None if wave.allowed is None else 100 * wave.allowed / seconds
    each = 1e6 * watch.processor / wave.people
    return (
        wave.people,
        wave.allowed,
        seconds,
        wave.people / seconds,
        share,
        float(told["turned away"]),
        each,
    )


def _told(port: int) -> Mapping[str, int | str]:
    """Ask what has come."""
    with urlopen(f"http://127.0.0.1:{port}/told", timeout=10) as answer:
        told: Mapping[str, int | str] = json.load(answer)
    return told


async def _introduce(database: Database, wave: _Wave, url: str) -> None:
    """Write down where everybody is written to, as it is where they have Rytmi."""
    now = datetime.now(UTC)
    for tenant in tenants(wave.people, wave.tenants):
        places = [
            Conversation(user.aad, Scope.PERSONAL, tenant.personal(user).id, f"{url}/teams/")
            for user in tenant.users.values()
        ]
        await database.chats.install(Workspace(NAME, tenant.id, name=tenant.name), now)
        await database.chats.connect(NAME, tenant.id, ORGANISATION)
        await database.chats.note_conversations(NAME, tenant.id, places, now)


@asynccontextmanager
async def _courier(database: Database, url: str, wave: _Wave) -> AsyncIterator[TeamsCourier]:
    """Put together what sends to all tenants."""
    app = App()
    credentials = Credentials(
        app_id=app.id,
        password=app.secret,
        tenant=lane_of(0).workspace,
        tenants=tuple(lane_of(each).workspace for each in range(wave.tenants)),
        cloud=Cloud(login=url, service=f"{url}/teams/"),
    )
    door = TeamsDoor(
        _nobody, database, database.chats, draw, WallClock(), credentials, _organisations
    )
    held, connector = Tenants(door), Connector(door)
    try:
        yield TeamsCourier(connector, Renderer(draw), held, Places(held), pace=wave.pace)
    finally:
        await connector.close()


async def _deliver(database: Database, courier: TeamsCourier, people: int) -> float:
    """Let a postman run until everything has arrived; return the seconds."""
    postman = Postman(database.outbox, {NAME: courier}, WallClock(), "bench")
    begun = time.perf_counter()
    running = asyncio.create_task(postman.run())
    while postman.counters.sent < people:
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(running), 0.01)
    seconds = time.perf_counter() - begun
    await postman.stop()
    await running
    return seconds


async def _nobody(event: Event) -> Reply:
    del event
    return Reply(READER, Nothing())


async def _organisations() -> tuple[OrganisationId, ...]:
    return (ORGANISATION,)
