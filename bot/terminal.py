"""The terminal: what is printed there, and how a command runs, is broken off and complains."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Coroutine
from typing import Any, Final, TypeVar

import typer
from rich.console import Console
from rich.markup import escape

from bot.errors import OperatorError

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

SIGNALLED: Final = 128
"""Added to a signal's number it is the status of a command that the signal broke off."""

T = TypeVar("T")


def complain(problem: str, remedy: str) -> None:
    """Say what is wrong and what to do."""
    err.print(f"[bold red]Rytmi cannot go on:[/] {escape(problem)}")
    if remedy:
        err.print(f"[bold]What to do:[/] {escape(remedy)}")


def run(main_task: Callable[[], Coroutine[Any, Any, T]], grace: float | None = None) -> T | None:
    """Run a command's task; SIGTERM and Ctrl+C let it finish what is in hand.

    ``grace`` bounds that in seconds: threads that hang on a database cannot be ended from inside,
    so that afterwards the process goes without them. A command without it has an end of its own,
    and one that is broken off before it has not succeeded.
    """

    async def until_told() -> T | None:
        task = asyncio.ensure_future(main_task())
        loop = asyncio.get_running_loop()
        told: signal.Signals | None = None

        def stop(number: signal.Signals) -> None:
            nonlocal told
            if told is None and grace is not None:
                _leave_after(grace)
            told = told or number
            task.cancel()

        for number in (signal.SIGTERM, signal.SIGINT):
            with contextlib.suppress(NotImplementedError):  # Windows has no such handlers
                loop.add_signal_handler(number, stop, number)
        try:
            return await task
        except asyncio.CancelledError:
            if told is None:
                raise
            if grace is None:
                raise typer.Exit(SIGNALLED + told) from None
            return None

    return asyncio.run(until_told())


def _leave_after(seconds: float) -> None:
    """End the process after so many seconds, if it is still there."""

    def leave() -> None:
        sys.stderr.write(
            f"Rytmi did not come to an orderly end within {seconds:g} s and leaves. "
            "What was being sent is looked at again when its lease ends.\n"
        )
        sys.stderr.flush()
        os._exit(1)

    timer = threading.Timer(seconds, leave)
    timer.daemon = True
    timer.start()


def check_port(host: str, port: int) -> None:
    """Find out before the work begins whether the port can be had at all."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except socket.gaierror as error:
            raise OperatorError(
                f"HOST: {host} is no address of this computer: {error.strerror or error}",
                "Set HOST to an address, such as 127.0.0.1, or 0.0.0.0 for all of them.",
            ) from None
        except OSError as error:
            raise OperatorError(
                f"PORT: nothing can listen on {host}, port {port}: {error.strerror or error}",
                "Another program may use it already: choose another with --port or PORT.",
            ) from None
