"""Wires a running Rytmi: database, engine, clock, postman, doors, health, in one aiohttp server."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import secrets
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from aiohttp import web

from adapters.web.courier import Bell, WebCourier
from adapters.web.door import CommandHint, DemoClock, Draw, WebDoor
from adapters.web.mount import mount
from bot.health import add_health
from bot.metrics import Handle, Metrics
from dialogs.catalog import make_engine
from dialogs.commands import COMMANDS, SLASH
from dialogs.engine import Engine
from dialogs.okr.model import OrganisationId
from dialogs.ports import TimeSource
from dialogs.posts import Parcel
from dialogs.text import say
from dialogs.words.draw import draw
from scheduler.beat import Beat
from scheduler.planner import Planner
from scheduler.postman import Postman
from storage.database import Database

log = logging.getLogger(__name__)

LARGEST_BODY: Final = 256 * 1024
"""Bytes of a request; the largest form is a small part of it."""


@dataclass(frozen=True, slots=True)
class Rytmi:
    """The parts that work together in one process."""

    database: Database
    clock: TimeSource
    engine: Engine
    planner: Planner
    postman: Postman
    beat: Beat
    bell: Bell
    metrics: Metrics


def assemble(
    database: Database,
    clock: TimeSource,
    *,
    every: timedelta = timedelta(seconds=5),
    not_before: datetime | None = None,
) -> Rytmi:
    """Put the parts together; nothing runs yet.

    ``not_before``: what was planned earlier is not caught up, where a story begins in a database
    without a past.
    """
    bell = Bell()
    courier = WebCourier(bell)

    def delivered(parcel: Parcel) -> None:
        del parcel
        courier.delivered()

    postman = Postman(
        database.outbox,
        {"web": courier},
        clock,
        owner=f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}",
        on_delivered=delivered,
    )
    engine = make_engine(database, clock, postman.wake)
    planner = Planner(database.plans, engine.moment, not_before=not_before)
    beat = Beat(planner, postman, clock, every=every)
    metrics = Metrics()
    metrics.watch(postman.counters, beat)
    return Rytmi(database, clock, engine, planner, postman, beat, bell, metrics)


def application(
    rytmi: Rytmi,
    *,
    url: str,
    web_door: bool,
    first: OrganisationId | None = None,
    page_clock: DemoClock | None = None,
    handle: Handle | None = None,
    draw: Draw = draw,
) -> web.Application:
    """Return the server's application: health, metrics and the doors; it runs Rytmi while it runs.

    ``first`` is the organisation that the built-in page shows; ``page_clock`` lets it move time;
    ``handle`` stands before the engine, where a demonstration wants to know who is played;
    ``draw`` writes the texts.
    """
    app = web.Application(client_max_size=LARGEST_BODY)
    add_health(app, rytmi.beat, rytmi.metrics, url)
    if web_door:
        door = WebDoor(
            handle=rytmi.metrics.timed(handle or rytmi.engine.handle),
            store=rytmi.database,
            timeline=rytmi.database.timeline,
            organisation=first or OrganisationId(""),
            organisations=rytmi.database.organisations,
            draw=draw,
            clock=page_clock or rytmi.clock,
            commands=command_hints(),
            bell=rytmi.bell,
        )
        mount(app, door)
    app.cleanup_ctx.append(_running(rytmi))
    return app


def command_hints() -> Sequence[CommandHint]:
    """Return the commands as the message box offers them."""
    return tuple(
        CommandHint(
            f"{SLASH} {each.name}" + (f" [{each.argument}]" if each.argument else ""),
            say(each.help),
        )
        for each in COMMANDS
    )


def _running(rytmi: Rytmi) -> Callable[[web.Application], AsyncIterator[None]]:
    async def running(app: web.Application) -> AsyncIterator[None]:
        del app
        draining = asyncio.create_task(rytmi.postman.run())
        rytmi.beat.start()
        yield
        # New work first, then what is in hand: nothing is left half sent.
        await rytmi.beat.stop()
        await rytmi.postman.stop()
        draining.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await draining
        await rytmi.database.close()

    return running


async def serve(
    app: web.Application, host: str, port: int, started: Callable[[str], Awaitable[None] | None]
) -> None:
    """Serve until the task is cancelled; tell the address once requests are answered."""
    runner = web.AppRunner(app, shutdown_timeout=5.0)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        bound = runner.addresses[0]
        told = started(f"http://{host}:{bound[1]}/")
        if told is not None:
            await told
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()
