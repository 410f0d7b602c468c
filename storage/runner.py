"""Runs jobs on connections, away from the event loop, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol, TypeVar

from sqlalchemy import Connection

T = TypeVar("T")

TRACELESS: Final = "rytmi_traceless"
"""Under this name a job notes in its connection's ``info`` that no log may keep what it wrote
longer than it must: from commits in their order it could be read who has written what."""


class Runner(Protocol):
    """One database's way of committing; what a job raises rolls back that job and nothing else."""

    async def write(self, job: Callable[[Connection], T]) -> T:
        """Run the job and return its result once it is committed."""
        ...

    async def read(self, job: Callable[[Connection], T]) -> T:
        """Run the job on one state of the database; what it would write is refused."""
        ...

    async def glance(self, job: Callable[[Connection], T]) -> T:
        """Run a short job as `read` does; those that wait together may see the same state."""
        ...

    async def close(self) -> None:
        """Finish what was handed in, then let go of the database."""
        ...
