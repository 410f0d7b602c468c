"""Runs the command `rytmi` as an operator does: a process with settings, a folder and a log."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Final
from urllib.parse import urlencode, urlsplit

from bot.settings import CHAT_SETTINGS, names
from tests.end_to_end import forked
from tests.patience import AMPLE

RYTMI: Final = Path(sys.executable).with_name("rytmi")
PATIENCE: Final = AMPLE
"""Seconds that a start, an end or a whole command may take, on the slowest machine."""
_GLANCE: Final = 0.02
"""Seconds between two looks at whether a process is up."""
_ADDRESS: Final = re.compile(r"http://127\.0\.0\.1:\d+/")


@dataclass(frozen=True, slots=True)
class Service:
    """A running server."""

    address: str
    """Such as ``http://127.0.0.1:40000``, without a slash at its end."""
    process: subprocess.Popen[bytes]
    log: Path

    def get(self, path: str) -> tuple[int, str]:
        """Ask for a page; return status and text."""
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()

    def post(self, path: str, fields: Mapping[str, str]) -> int:
        """Send a form as a program does; return the status."""
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            connection.request("POST", path, urlencode(fields), headers)
            return connection.getresponse().status
        finally:
            connection.close()

    def stop(self) -> int:
        """Ask it to end as a supervisor does; return its status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


def settings(**given: str) -> dict[str, str]:
    """Return an environment without any of Rytmi's settings but the given ones."""
    known = {
        name: value
        for name, value in os.environ.items()
        if name.upper() not in names() and not name.upper().startswith(CHAT_SETTINGS)
    }
    return {**known, "COLUMNS": "200", **given}


def rytmi(folder: Path, *arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end in a folder, with these settings in its environment."""
    return forked.run([str(RYTMI), *arguments], folder, settings(**given), PATIENCE)


@contextmanager
def running(folder: Path, *arguments: str, **given: str) -> Iterator[Service]:
    """Run a server on a free port until the block ends, in which it must answer at once.

    At the end it must have stopped in order, and its log must tell of no accident.
    """
    log = folder / f"{arguments[0]}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [RYTMI, *arguments, "--port", "0"],
            cwd=folder,
            env=settings(**given),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        service = Service(address_of(process, log), process, log)
        assert service.get("/healthz") == (200, "ok\n")
        yield service
        status = service.stop() if process.poll() is None else process.returncode
        written = log.read_text("utf-8")
        assert status == 0, written
        assert "Traceback" not in written, written
    except BaseException as error:
        error.add_note(f"The end of {log.name}: {log.read_text('utf-8')[-3000:]}")
        error.add_note(f"The status of the process: {process.poll()}")
        raise
    finally:
        if process.poll() is None:
            process.kill()
            process.wait(PATIENCE)


def address_of(process: subprocess.Popen[bytes], log: Path) -> str:
    """Wait until the server says where it answers."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = _ADDRESS.search(log.read_text("utf-8"))
        if found is not None:
            return found.group().rstrip("/")
        if process.poll() is not None:
            break
        time.sleep(_GLANCE)
    raise AssertionError(f"no server within {PATIENCE:g} s:\n{log.read_text('utf-8')}")
