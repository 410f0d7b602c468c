"""One wave to twenty Slack workspaces, beside the time that Slack's own allowance takes.

The postman and the courier are the real ones: parcels are claimed, drawn, sent by Slack's library
on the one session, and marked. The counting Slack runs in a process of its own and takes as many
messages a second from each workspace as the courier believes, a second's worth at once after a
rest; it turns the others away.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Final
from urllib.request import urlopen

from adapters.pictures.paint import paint
from adapters.slack.door import NAME, Credentials, SlackDoor
from adapters.slack.drawing.render import Renderer
from adapters.slack.installing.vault import new_key
from adapters.slack.installing.workspaces import Workspaces
from adapters.slack.sending.courier import PACE, SlackCourier
from dialogs.chats import Workspace
from dialogs.events import Event
from dialogs.okr.model import OrganisationId
from dialogs.replies import Nothing, Reply
from dialogs.words.draw import draw
from scheduler.postman import Postman
from storage.database import Database, open_database
from tests.benchmarks.clocks import Stopwatch
from tests.benchmarks.mail import ORGANISATION, READER, lane_of, move_in, post, prompts
from tests.benchmarks.report import Chapter, Column, Line
from tests.benchmarks.servers import Server, free_port, started, wait_until_healthy
from tests.benchmarks.workplace import Workplace, keep_house

WORKSPACES: Final = 20
AT_LEAST: Final = 3
"""Seconds' worth of messages for each workspace, however small the run."""
COLUMNS: Final = (
    Column("prompts", ""),
    Column("allowed", "s", 2),
    Column("taken", "s", 2),
    Column("of the allowance", "%", 1),
    Column("turned away", ""),
    Column("processor", "us each"),
)


class _WallClock:
    """The time that it is."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def run(place: Workplace) -> Chapter:
    """Send the wave on each database."""
    seconds = max(place.size.parcels // 250, AT_LEAST)
    people = int(WORKSPACES * PACE.per_second * seconds)
    lines = []
    with place.databases() as urls:
        for name, url in urls.items():
            place.say(f"{name}: {people} prompts to {WORKSPACES} workspaces of Slack")
            lines.append(Line(name, asyncio.run(_wave(place, url, people)), strong=True))
    return Chapter(
        name="sends",
        title=f"A wave to {WORKSPACES} workspaces of Slack, {PACE.per_second:g} a second each",
        command="make bench ARGS=sends",
        columns=COLUMNS,
        lines=lines,
        notes=(
            "Allowed: what is left of a workspace after its first second's worth, at that rate.",
            "Goal: at least 95 % of the allowance used, nothing lost, nothing sent twice.",
            "Processor: of the postman's process: claiming, drawing, sending, marking.",
        ),
    )


async def _wave(place: Workplace, url: str, people: int) -> Sequence[float]:
    port = free_port()
    slack = Server(
        "a counting Slack",
        ("-m", "tests.benchmarks.slack_allowance"),
        {"RATE": str(PACE.per_second)},
    )
    database = open_database(url)
    try:
        await move_in(database, people, WORKSPACES, NAME)
        await post(database, prompts(people, datetime.now(UTC)))
        keep_house(url)
        with started(slack, port, place.directory) as process:
            wait_until_healthy(process, port)
            async with _courier(database, f"http://127.0.0.1:{port}/api/") as courier:
                with Stopwatch() as watch:
                    seconds = await _deliver(database, courier, people)
            told = _told(port)
    finally:
        await database.close()
    if (told["taken"], told["twice"]) != (people, 0):
        raise AssertionError(f"Slack has {told} of {people} prompts")
    allowed = people / WORKSPACES / PACE.per_second - 1
    each = 1e6 * watch.processor / people
    return people, allowed, seconds, 100 * allowed / seconds, told["turned away"], each


def _told(port: int) -> Mapping[str, int]:
    """Ask what has come."""
    with urlopen(f"http://127.0.0.1:{port}/told", timeout=10) as answer:
        told: Mapping[str, int] = json.load(answer)
    return told


@asynccontextmanager
async def _courier(database: Database, api: str) -> AsyncIterator[SlackCourier]:
    """Install Rytmi in all workspaces, and put together what sends to them."""
    clock = _WallClock()
    credentials = Credentials(
        client_id="1.2", client_secret="bench", token_keys=(new_key(),), api_url=api
    )
    workspaces = Workspaces(database.chats, credentials, clock)
    door = SlackDoor(
        _nobody, database, database.chats, draw, paint, clock, credentials, _organisations
    )
    try:
        for number in range(WORKSPACES):
            name = lane_of(number).workspace
            token = {"token": f"xoxb-{name}", "refresh": "", "bot_user": "URYTMI", "bot": "B0"}
            await workspaces.install(Workspace(NAME, name, name=name), token)
            await database.chats.connect(NAME, name, ORGANISATION)
        yield SlackCourier(workspaces, Renderer(draw), door)
    finally:
        await workspaces.close()


async def _deliver(database: Database, courier: SlackCourier, people: int) -> float:
    """Let a postman run until everything has arrived; return the seconds."""
    postman = Postman(database.outbox, {NAME: courier}, _WallClock(), "bench")
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
