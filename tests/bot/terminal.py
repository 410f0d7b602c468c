"""A terminal in which the tests run commands, and a chat's double beside it."""

from __future__ import annotations

import asyncio
import io
import logging
import os
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from bot.settings import names
from bot.terminal import err, out
from tests.patience import AMPLE

WIDE = 200


class Present:
    """The clock of the wall: the commands go by it too."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True)
class Ended:
    """What a command has printed, and its status."""

    status: int
    out: str
    err: str


@dataclass
class Terminal:
    """Runs commands in this process, in a folder with these settings."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]
    settings: Mapping[str, str]
    told: frozenset[str] = frozenset()
    """The settings that are no secret."""

    def run(self, *arguments: str, **given: str) -> Ended:
        """Run a command to its end."""
        with self.monkeypatch.context() as here, _logs_as_they_were():
            here.chdir(self.folder)
            here.setattr(sys, "argv", ["rytmi", *arguments])
            here.setattr(sys, "stdin", io.StringIO())
            here.setattr(out, "width", WIDE)
            here.setattr(err, "width", WIDE)
            for name in [each for each in os.environ if each in names()]:
                here.delenv(name)
            for name, value in {**self.settings, **given}.items():
                here.setenv(name, value)
            try:
                main()
            except SystemExit as left:
                status = left.code if isinstance(left.code, int) else 0
            else:
                status = 0
        printed = self.capsys.readouterr()
        return Ended(status, printed.out, printed.err)

    def fine(self, *arguments: str, **given: str) -> str:
        """Run a command that must go well, and return what it prints."""
        done = self.run(*arguments, **given)
        assert done.status == 0, done
        return done.out

    def refused(self, *arguments: str, **given: str) -> str:
        """Run a command that must be refused, and return its complaint; it tells no secret."""
        done = self.run(*arguments, **given)
        assert done.status == 2, done
        for name, hidden in self.settings.items():
            is_open = name in self.told or hidden.startswith("http")
            assert is_open or hidden not in done.out + done.err
        return done.err


@contextmanager
def _logs_as_they_were() -> Iterator[None]:
    """Take back the log that a command sets up: it writes to an end that is closed afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


@contextmanager
def beside(serving: AbstractAsyncContextManager[object]) -> Iterator[None]:
    """Serve a double on a thread of its own, while a command has this one."""
    ready, loop = threading.Event(), asyncio.new_event_loop()
    over = asyncio.Event()

    async def serve() -> None:
        async with serving:
            ready.set()
            await over.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    try:
        assert ready.wait(AMPLE)
        yield
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(AMPLE)
        loop.close()
