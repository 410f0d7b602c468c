"""Writes down what became of parcels: many marks in one transaction, and again after a failure."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final

from dialogs.ports import Delivered, Mark, Outbox

log = logging.getLogger(__name__)

MOST_TOGETHER: Final = 100
"""Marks in one transaction."""
FIRST_PAUSE: Final = 0.05
LONGEST_PAUSE: Final = 1.0
"""Seconds between tries to write a mark down; each pause is twice the last."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    mark: Mark
    until: float
    """By the steady clock: how long it is tried."""
    kept: asyncio.Future[bool]


class Marks:
    """Takes marks one by one and writes together what has come while the last were written.

    A mark that cannot be written is tried again by itself as long as the lease holds: a database
    that restarts must not put in doubt what is known.
    """

    def __init__(
        self,
        outbox: Outbox,
        owner: str,
        steady: Callable[[], float],
        rest: Callable[[float], Awaitable[None]],
    ) -> None:
        """Take the outbox, the postman's name, a clock that never jumps, and how to wait."""
        self._outbox = outbox
        self._owner = owner
        self._steady = steady
        self._rest = rest
        self._waiting: list[_Waiting] = []
        self._writing: set[asyncio.Task[None]] = set()
        self._busy = False

    async def write(self, mark: Mark, until: float) -> bool:
        """Write a mark down; False: the parcel belongs to somebody else by now.

        Raises what the outbox raised last, when it took no mark until the steady clock's
        ``until``.
        """
        kept: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(mark, until, kept))
        if not self._busy:
            self._busy = True
            self._begin(self._write_all())
        return await kept

    def _begin(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def _write_all(self) -> None:
        await asyncio.sleep(0)  # what became of other parcels in the same moment goes along
        while self._waiting:
            together, self._waiting = (
                self._waiting[:MOST_TOGETHER],
                self._waiting[MOST_TOGETHER:],
            )
            try:
                await self._write(together)
            except Exception as error:  # noqa: BLE001 - whatever it was, the marks must not be lost
                log.warning("%d marks were not taken: %s", len(together), type(error).__name__)
                for each in together:
                    self._begin(self._insist(each))
        self._busy = False

    async def _write(self, together: list[_Waiting]) -> None:
        marks = _at_one_instant([each.mark for each in together])
        results = await self._outbox.mark(marks, self._owner)
        for each, kept in zip(together, results, strict=True):
            if not each.kept.done():
                each.kept.set_result(kept)

    async def _insist(self, waiting: _Waiting) -> None:
        """Write one mark by itself, so that one that the database dislikes harms no other."""
        pause = FIRST_PAUSE
        while not waiting.kept.done():
            await self._rest(pause)
            try:
                await self._write([waiting])
            except Exception as error:  # noqa: BLE001 - it is handed on once time is up
                if self._steady() >= waiting.until and not waiting.kept.done():
                    waiting.kept.set_exception(error)
            pause = min(2 * pause, LONGEST_PAUSE)


def _at_one_instant(marks: list[Mark]) -> list[Mark]:
    """Note what arrived in the same moment under the same instant: that is one statement."""
    latest = max((mark.at for mark in marks if isinstance(mark.fate, Delivered)), default=None)
    if latest is None:
        return marks
    return [
        replace(mark, at=latest) if isinstance(mark.fate, Delivered) else mark for mark in marks
    ]
