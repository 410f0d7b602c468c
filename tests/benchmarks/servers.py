"""Servers in processes of their own: started with their settings alone, asked, watched, stopped."""

from __future__ import annotations

import ctypes
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
RYTMI: Final = ("-c", "from bot.cli import main; main()")
"""What the console script `rytmi` runs."""
PATIENCE: Final = 60.0
"""Seconds that a start may take."""


@dataclass(frozen=True, slots=True)
class Server:
    """How a server is started."""

    name: str
    arguments: Sequence[str]
    surroundings: Mapping[str, str]


@contextmanager
def started(server: Server, port: int, directory: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start a server on a port, and stop it at the end of the block."""
    log = directory / "server.log"
    # Settings of the person who runs this must not reach the server.
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    surroundings = {**kept, "PYTHONPATH": str(ROOT), "PORT": str(port), **server.surroundings}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *server.arguments],
            env=surroundings,
            cwd=directory,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    except Exception as error:
        error.add_note(f"{server.name} said: {log.read_text('utf-8', 'replace')}")
        raise
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_healthy(process: subprocess.Popen[bytes], port: int) -> None:
    """Wait until a server answers; raise where it ends by itself, or takes too long."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended by itself with status {process.returncode}")
        try:
            ask(port, "/healthz", 1)
        except OSError:
            time.sleep(0.005)
        else:
            return
    raise TimeoutError(f"the server did not answer within {PATIENCE:.0f} s")


def ask(port: int, path: str, times: int) -> None:
    """Fetch a page so many times over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        for _ in range(times):
            connection.request("GET", path)
            response = connection.getresponse()
            response.read()
            if response.status != http.client.OK:
                raise RuntimeError(f"{path} was answered with {response.status}")
    finally:
        connection.close()


def processor_of(process: int) -> float | None:
    """Return the processor time of a process, all its threads, seconds; None where not told."""
    clock = ctypes.c_int32()
    find = getattr(ctypes.CDLL(None), "clock_getcpuclockid", None)
    if find is None or find(process, ctypes.byref(clock)) != 0:
        return None
    return time.clock_gettime(clock.value)


def free_port() -> int:
    """Return a loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
