"""Runs the command `rytmi` in processes that find the libraries read: a start takes two seconds.

A process that waits for orders has read the libraries and the rooms below the bot, once; for each
order it forks a process that reads the bot, runs the command to its end, and is gone. Whatever a
command does or leaves behind, the next one knows nothing of it. Servers are started in earnest.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

READ_BEFORE: Final = (
    "aiohttp.web",
    "alembic.command",
    "dialogs.catalog",
    "dialogs.words.draw",
    "openpyxl",
    "pydantic_settings",
    "rich.table",
    "scheduler.almanac",
    "storage.database",
    "storage.schema",
    "storage.workbook",
    "structlog",
    "typer",
)
"""Neither the bot nor a door: they look at the terminal and the settings when they are read."""


@dataclass(frozen=True, slots=True)
class Order:
    """A command, and where it runs."""

    command: list[str]
    folder: str
    settings: dict[str, str]
    """All of its environment."""
    patience: int
    """Seconds, after which it is killed."""
    out: str
    err: str
    """The files it prints into."""


def run(
    command: Sequence[str], folder: Path, settings: Mapping[str, str], patience: float
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; after ``patience`` seconds it is killed, which its status tells."""
    with TemporaryDirectory() as aside:
        out, err = Path(aside, "out"), Path(aside, "err")
        order = Order([*command], str(folder), {**settings}, int(patience), str(out), str(err))
        waiting = _waiting()
        assert waiting.stdin is not None
        assert waiting.stdout is not None
        waiting.stdin.write(f"{json.dumps(asdict(order))}\n")
        waiting.stdin.flush()
        status = int(waiting.stdout.readline())
        texts = out.read_text("utf-8"), err.read_text("utf-8")
    return subprocess.CompletedProcess([*command], status, *texts)


@cache
def _waiting() -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )

    def end() -> None:
        process.communicate()

    atexit.register(end)
    return process


def _obey() -> None:
    """Take orders until there are no more; in a process that is forked for one, carry it out."""
    for name in READ_BEFORE:
        importlib.import_module(name)
    while line := sys.stdin.readline():
        order = Order(**json.loads(line))
        process = os.fork()
        if process == 0:
            _carry_out(order)
            return
        _, status = os.waitpid(process, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _carry_out(order: Order) -> None:
    """Do what the program that pip makes of ``bot.cli:main`` does."""
    signal.alarm(order.patience)
    new = os.O_WRONLY | os.O_CREAT
    for number, (path, how) in enumerate(
        ((os.devnull, os.O_RDONLY), (order.out, new), (order.err, new))
    ):
        opened = os.open(path, how)
        os.dup2(opened, number)
        os.close(opened)
    os.chdir(order.folder)
    sys.argv = order.command
    os.environ.clear()
    os.environ.update(order.settings)
    from bot.cli import main  # noqa: PLC0415 - it must find the settings and the terminal

    sys.exit(main())  # type: ignore[func-returns-value]  # as that program does


if __name__ == "__main__":
    _obey()
