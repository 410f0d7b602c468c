"""A replica that beats when it is told to: ``python -m tests.end_to_end.heart DATABASE_URL``.

It says ``ready``; then each line it reads is an instant: its clock is set, its planner looks, its
postman delivers, and it says how many moments it claimed and how many messages it sent.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime

from bot.application import assemble
from storage.database import open_database


class ToldTime:
    """A clock that stands where it was told to."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """Return the instant it was told."""
        return self.at


async def beat(url: str, start: datetime) -> None:
    """Beat at each instant that comes in."""
    clock = ToldTime(start)
    replica = assemble(open_database(url), clock, not_before=start)
    await replica.planner.tick(start)
    _say("ready")
    while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
        clock.at = datetime.fromisoformat(line)
        claimed = await replica.planner.tick(clock.at)
        sent = await replica.postman.drain()
        _say(f"{claimed} {sent}")
    await replica.database.close()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(beat(sys.argv[1], datetime.fromisoformat(sys.argv[2])))
