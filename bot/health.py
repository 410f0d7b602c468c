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


def add_health(app: web.Application, beat: Beat, figures: Metrics, url: str) -> None:
    """Add ``/healthz`` (process up), ``/readyz`` (can work) and ``/metrics`` (Prometheus text)."""

    async def healthz(request: web.Request) -> web.Response:
        del request
        return web.Response(text="ok\n")

    async def readyz(request: web.Request) -> web.Response:
        del request
        problem = await _problem(beat, url)
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


async def _problem(beat: Beat, url: str) -> str | None:
    """Say in one line why this process cannot work; None when it can."""
    silent = beat.silent_for()
    if silent > LONGEST_SILENCE:
        return f"the heartbeat has been silent for {silent:.0f} s"
    try:
        found = await asyncio.to_thread(state, url)
    except StorageError as error:
        log.warning("not ready: %s", error)
        return "the database cannot be reached"
    if found is not SchemaState.CURRENT:
        return f"the database's tables are {found.value}: run `rytmi migrate`"
    return None
