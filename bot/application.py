"""Wires a running Rytmi: database, engine, clock, postman, doors, health, in one aiohttp server."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import secrets
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final, Protocol

from aiohttp import web

from adapters.web.arrivals import Arrivals
from adapters.web.courier import Bell, WebCourier
from adapters.web.door import CommandHint, DemoClock, Draw, Rehearse, WebDoor
from adapters.web.mount import mount
from bot.documents.retro import RetroDocuments
from bot.health import add_health
from bot.metrics import Handle, Metrics
from bot.rehearsal import rehearse
from dialogs.catalog import make_engine
from dialogs.commands import COMMANDS, SLASH
from dialogs.engine import Engine
from dialogs.ledger import Foreseen
from dialogs.okr.model import OrganisationId
from dialogs.ports import Courier, TimeSource
from dialogs.posts import Parcel
from dialogs.text import say
from dialogs.words.draw import draw
from scheduler.almanac import HolidayAlmanac
from scheduler.beat import Beat
from scheduler.planner import Planner
from scheduler.postman import Postman
from storage.database import Database

log = logging.getLogger(__name__)

LARGEST_BODY: Final = 256 * 1024
"""Bytes of a request; the largest form is a small part of it."""

GROWTH: Final = 20_000
"""By how many objects the memory grows until Python looks for cycles among the young ones.

An answer leaves no cycles behind (a test of the Slack door holds it), and what is found comes from
slips and broken lines. At Python's own 700 the looking is a tenth of all that the processor does,
at this next to nothing, and the process is as large after 2,000 requests.
"""

STOP_WITHIN: Final = timedelta(seconds=20)
"""How long an orderly end may take once no request is open any more."""
LAST_REQUESTS: Final = 5.0
"""Seconds that open requests may take to end before that."""


@dataclass(frozen=True, slots=True)
class Play:
    """What a demonstration puts between the page and the engine."""

    clock: DemoClock
    """Time that the page may move."""
    handle: Handle
    """Stands before the engine: it wants to know who is played."""


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
    arrivals: Arrivals
    metrics: Metrics
    couriers: dict[str, Courier]
    """By the door's name; a door adds its own before the postman's first round."""


class Chat(Protocol):
    """A chat's door: it is hung into the server, and lives as long as that."""

    def mount(self, app: web.Application, rytmi: Rytmi) -> None:
        """Add its routes, its courier and its figures."""
        ...

    async def start(self) -> None:
        """Begin to listen; raise OperatorError where a setting turns out to be wrong."""
        ...

    async def stop(self) -> None:
        """Finish what is under way, and let go of all connections; called without a start too."""
        ...


def assemble(
    database: Database,
    clock: TimeSource,
    *,
    every: timedelta = timedelta(seconds=5),
    not_before: datetime | None = None,
    couriers: Mapping[str, Courier] = MappingProxyType({}),
) -> Rytmi:
    """Put the parts together; nothing runs yet.

    ``couriers`` carry to doors other than the built-in page, by the door's name.

    ``not_before``: what was planned earlier is not caught up, where a story begins in a database
    without a past.
    """
    bell = Bell()
    courier = WebCourier(bell)
    arrivals = Arrivals()

    def delivered(parcel: Parcel) -> None:
        arrivals.note(parcel)
        courier.delivered()

    def woken() -> None:
        postman.wake()

    engine = make_engine(database, clock, woken, HolidayAlmanac())
    doors: dict[str, Courier] = {"web": courier, **couriers}
    postman = Postman(
        database.outbox,
        doors,
        clock,
        owner=f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}",
        on_delivered=delivered,
        tell_failed=engine.failed,
        opens=engine.opens,
    )
    planner = Planner(database.plans, engine.moment, not_before=not_before)
    beat = Beat(planner, postman, clock, every=every)
    metrics = Metrics()
    metrics.watch(postman.counters, beat)
    return Rytmi(database, clock, engine, planner, postman, beat, bell, arrivals, metrics, doors)


def application(  # noqa: PLR0913 - everything that a server can have
    rytmi: Rytmi,
    *,
    url: str,
    web_door: bool,
    first: OrganisationId | None = None,
    play: Play | None = None,
    draw: Draw = draw,
    chats: Sequence[Chat] = (),
    stop_within: timedelta = STOP_WITHIN,
) -> web.Application:
    """Return the server's application: health, metrics and the doors; it runs Rytmi while it runs.

    ``first`` is the organisation that the built-in page shows, ``play`` what a demonstration does
    beside it, ``draw`` writes the texts, ``chats`` are the doors to real chats, and ``stop_within``
    bounds an orderly end.
    """
    app = web.Application(client_max_size=LARGEST_BODY)
    add_health(app, rytmi.beat, rytmi.metrics, url)
    if web_door:
        door = WebDoor(
            handle=rytmi.metrics.timed(play.handle if play else rytmi.engine.handle),
            store=rytmi.database,
            timeline=rytmi.database.timeline,
            organisation=first or OrganisationId(""),
            organisations=rytmi.database.organisations,
            draw=draw,
            clock=play.clock if play else rytmi.clock,
            commands=command_hints(),
            bell=rytmi.bell,
            rehearse=_rehearsing(rytmi),
            arrivals=rytmi.arrivals,
            documents=RetroDocuments(rytmi.database),
        )
        mount(app, door)
    for chat in chats:
        chat.mount(app, rytmi)
    app.cleanup_ctx.append(_running(rytmi, chats, stop_within))
    return app


def _rehearsing(rytmi: Rytmi) -> Rehearse:
    async def rehearsing(
        organisation: OrganisationId,
        first: datetime,
        until: datetime,
        told: Callable[[float], None],
    ) -> Sequence[Foreseen]:
        now = rytmi.clock.now()
        return await rehearse(rytmi.database, organisation, first, until, told, now=now)

    return rehearsing


def command_hints() -> Sequence[CommandHint]:
    """Return the commands as the message box offers them."""
    return tuple(
        CommandHint(
            f"{SLASH} {each.name}" + (f" [{each.argument}]" if each.argument else ""),
            say(each.help),
        )
        for each in COMMANDS
    )


def _running(
    rytmi: Rytmi, chats: Sequence[Chat], stop_within: timedelta
) -> Callable[[web.Application], AsyncIterator[None]]:
    async def running(app: web.Application) -> AsyncIterator[None]:
        del app
        try:
            for chat in chats:
                await chat.start()
        except BaseException:
            await _let_go(rytmi, chats, stop_within.total_seconds())
            raise
        draining = asyncio.create_task(rytmi.postman.run())
        rytmi.beat.start()
        yield
        await _stop(rytmi, chats, draining, stop_within.total_seconds())

    return running


async def _stop(
    rytmi: Rytmi, chats: Sequence[Chat], draining: asyncio.Task[None], seconds: float
) -> None:
    """End new work first, then what is in hand, so that nothing is left half sent.

    Each step has a part of the time, so that a database that hangs in one leaves some to the next.
    What could not be given back comes free when its lease ends.
    """
    await _within(seconds * 0.25, "the heartbeat", rytmi.beat.stop())
    await _within(seconds * 0.35, "the postman", rytmi.postman.stop())
    draining.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await draining
    await _let_go(rytmi, chats, seconds * 0.4)


async def _let_go(rytmi: Rytmi, chats: Sequence[Chat], seconds: float) -> None:
    """Close the chats, then the database, which they need to the last."""
    for chat in chats:
        await _within(seconds * 0.5 / len(chats), "a chat", chat.stop())
    await _within(seconds * 0.5, "the database", rytmi.database.close())


async def _within(seconds: float, who: str, stopping: Awaitable[None]) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stopping
    except TimeoutError:
        log.error("%s did not stop within %g s", who, seconds)  # noqa: TRY400 - no slip of ours


async def serve(
    app: web.Application, host: str, port: int, started: Callable[[str], Awaitable[None] | None]
) -> None:
    """Serve until the task is cancelled; tell the address once requests are answered."""
    # What is loaded by now stays to the end: a collection that walks over all of it again holds up
    # everybody for a tenth of a second and more.
    gc.freeze()
    gc.set_threshold(GROWTH, *gc.get_threshold()[1:])
    runner = web.AppRunner(app, shutdown_timeout=LAST_REQUESTS)
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
