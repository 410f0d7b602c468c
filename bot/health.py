"""Whether the process is up, whether it can do its work, and its figures."""

from __future__ import annotations

import asyncio
import logging
from typing import Final

from aiohttp import web

from bot.metrics import Metrics
from scheduler.beat import Beat
from storage.errors import StorageError
from storage.schema import SchemaState, state

log = logging.getLogger(__name__)

LONGEST_SILENCE: Final = 60.0
"""Seconds without a heartbeat after which the process no longer counts as ready."""


PATIENCE: Final = 5.0
"""Seconds after which a database that says nothing counts as out of reach."""


class Look:
    """Looks at the database, one look at a time: a database that hangs is not asked twice."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._under_way: asyncio.Future[SchemaState] | None = None

    async def state(self) -> SchemaState | None:
        """Return how its tables stand to this version; None when it says nothing in time.

        Raises StorageError where it cannot be reached at all.
        """
        look = self._under_way
        if look is None or look.done():
            look = self._under_way = asyncio.ensure_future(asyncio.to_thread(state, self._url))
            look.add_done_callback(_heard)
        done, _ = await asyncio.wait({look}, timeout=PATIENCE)
        return look.result() if done else None


def _heard(look: asyncio.Future[SchemaState]) -> None:
    """Take an error that came too late for whoever asked: it is no accident of its own."""
    if not look.cancelled():
        look.exception()


def add_health(app: web.Application, beat: Beat, figures: Metrics, url: str) -> None:
    """Add ``/healthz`` (process up), ``/readyz`` (can work) and ``/metrics`` (Prometheus text)."""
    look = Look(url)

    async def healthz(request: web.Request) -> web.Response:
        del request
        return web.Response(text="ok\n")

    async def readyz(request: web.Request) -> web.Response:
        del request
        problem = await _problem(beat, look)
        if problem is not None:
            return web.Response(text=f"{problem}\n", status=503)
        return web.Response(text="ready\n")

    async def metrics(request: web.Request) -> web.Response:
        del request
        return web.Response(
            body=figures.text(),
            headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"},
        )

    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", metrics)


async def _problem(beat: Beat, look: Look) -> str | None:
    """Say in one line why this process cannot work; None when it can."""
    silent = beat.silent_for()
    if silent > LONGEST_SILENCE:
        return f"the heartbeat has been silent for {silent:.0f} s"
    try:
        found = await look.state()
    except StorageError as error:
        log.warning("not ready: %s", error)
        return "the database cannot be reached"
    if found is None:
        return f"the database has said nothing for {PATIENCE:g} s"
    if found is not SchemaState.CURRENT:
        return f"the database's tables are {found.value}: run `rytmi migrate`"
    return None
