"""Work that outlives the request it began in: kept hold of, and ended when the service ends."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

log = logging.getLogger(__name__)


class Turns:
    """Tasks that nobody may forget: the event loop itself holds them weakly."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Begin work."""
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    async def end(self, within: float) -> None:
        """Let what runs come to its end, for so many seconds, and then break it off.

        What is broken off has committed, or done nothing; the chat, or the person, asks again.
        """
        if not self._running:
            return
        _, late = await asyncio.wait(set(self._running), timeout=within)
        for task in late:
            task.cancel()
        if late:
            log.warning("%d answers were broken off", len(late))
            await asyncio.gather(*late, return_exceptions=True)
