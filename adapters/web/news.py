"""The stream of news: tells open pages which conversations have grown and what time it is.

It carries places and the clock's face, no content; a page then asks for what it shows. A page that
lost the stream asks again when it is back, so nothing depends on a single event arriving.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict
from zoneinfo import ZoneInfo

from aiohttp import web

from adapters.web import limits
from adapters.web.clock import face
from adapters.web.door import Speech
from adapters.web.guard import HEADERS
from adapters.web.site import Site
from dialogs.okr.model import Organisation
from dialogs.ports import StoreUnavailableError

AGAIN_AFTER = 2000
"""Milliseconds after which a browser reconnects."""


class News:
    """Answers GET with server-sent events until the page or the process goes away."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Send ``places`` (recipient -> highest place) and ``clock`` events as they change."""
        organisation = await self._site.organisation(request)
        speech = self._site.speech(request, organisation)
        response = web.StreamResponse(
            headers={
                **HEADERS,
                "Content-Type": "text/event-stream; charset=utf-8",
                "Cache-Control": "no-store",
            }
        )
        try:
            await response.prepare(request)
            await response.write(f"retry: {AGAIN_AFTER}\n\n".encode())
            await self._tell(response, organisation, speech)
        except ConnectionResetError:
            pass  # the page was closed
        except StoreUnavailableError:
            if not response.prepared:
                raise
            # The stream ends, and the page connects again until there is news to tell.
        return response

    async def _tell(
        self, response: web.StreamResponse, organisation: Organisation, speech: Speech
    ) -> None:
        site, bell = self._site, self._site.door.bell
        zone = ZoneInfo(organisation.zone)
        loop = asyncio.get_running_loop()
        told: dict[str, int] = {}
        shown: dict[str, object] = {}
        spoke = loop.time()
        while not bell.closed:
            heard = bell.rung  # before looking, so that a ring meanwhile is not slept through
            clock = {**asdict(face(site.mover.now(), zone, speech)), "moving": site.mover.moving}
            latest = await site.door.timeline.latest(organisation.id)
            fresh = {name: place for name, place in latest.items() if told.get(name) != place}
            if clock != shown:
                await _send(response, "clock", clock)
            if fresh:
                await _send(response, "places", fresh)
            if clock != shown or fresh:
                spoke = loop.time()
            elif loop.time() - spoke > limits.KEEP_ALIVE.total_seconds():
                await response.write(b": still here\n\n")
                spoke = loop.time()
            told.update(fresh)
            shown = clock
            pause = limits.POLL_WHILE_MOVING if site.mover.moving else limits.POLL
            await bell.wait(heard, pause.total_seconds())


async def _send(response: web.StreamResponse, event: str, content: object) -> None:
    written = json.dumps(content, ensure_ascii=False)
    await response.write(f"event: {event}\ndata: {written}\n\n".encode())
