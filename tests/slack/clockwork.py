"""A Rytmi whose postman moves a clock where he would rest: Slack's pace costs no time in a test."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.application import Rytmi
from scheduler.manners import Manners
from scheduler.postman import Postman
from tests.patience import AMPLE

NEVER: Final = timedelta(hours=1)
"""The heart beats once at the start; from then on the test says what time it is."""
SELDOM: Final = timedelta(minutes=10)
"""How often the postman looks by himself: he is called."""
PATIENT: Final = Manners(
    idle=SELDOM, patience=timedelta(seconds=AMPLE), lease=timedelta(seconds=3 * AMPLE)
)
"""How he works: a busy machine makes no message uncertain."""


def resting(move: Callable[[timedelta], None]) -> Callable[[float], Awaitable[None]]:
    """Return what moves a clock on where somebody would wait so many seconds."""

    async def rest(seconds: float) -> None:
        move(timedelta(seconds=seconds))

    return rest


def on_moved_clock(rytmi: Rytmi, move: Callable[[timedelta], None]) -> Rytmi:
    """Return a Rytmi with such a postman; ``move`` moves its clock on."""
    postman = Postman(
        rytmi.database.outbox,
        rytmi.couriers,
        rytmi.clock,
        owner="test",
        manners=PATIENT,
        tell_failed=rytmi.engine.failed,
        opens=rytmi.engine.opens,
        rest=resting(move),
    )
    return replace(rytmi, postman=postman)
