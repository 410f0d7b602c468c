"""A database that goes away or falls silent: the service says so, and its end waits for nobody."""

from __future__ import annotations

import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.health import PATIENCE as LOOK_PATIENCE
from tests.end_to_end.service import PATIENCE, RYTMI, Service, address_of, settings
from tests.patience import AMPLE

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

STOP = 1.0
LAST_MOMENTS = 6.0
"""`bot.cli.LAST_MOMENTS`: what an end may take on top."""


class Wire:
    """Stands between a service and its database; it can be cut, or fall silent with all open."""

    def __init__(self, host: str, port: int) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self._there = host, port
        self._open = threading.Event()
        self._open.set()
        self._refuses = False
        self._lines: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._start(self._listen)

    @property
    def port(self) -> int:
        port: int = self._server.getsockname()[1]
        return port

    def fall_silent(self) -> None:
        """Let nothing through any more."""
        self._open.clear()

    def cut(self) -> None:
        """Cut every line and refuse new ones."""
        self._refuses = True
        while self._lines:
            _hang_up(self._lines.pop())

    def mend(self) -> None:
        """Let everybody in again."""
        self._refuses = False

    def close(self) -> None:
        """Cut every line for good."""
        self._open.set()
        self.cut()
        _hang_up(self._server)
        for thread in self._threads:
            thread.join(PATIENCE)

    def _start(self, work: Callable[..., None], *given: socket.socket) -> None:
        thread = threading.Thread(target=work, args=given, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _listen(self) -> None:
        with self._server, suppress(OSError):
            while True:
                here, _ = self._server.accept()
                if self._refuses:
                    here.close()
                    continue
                there = socket.create_connection(self._there)
                self._lines += [here, there]
                self._start(self._carry, here, there)
                self._start(self._carry, there, here)

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with source, suppress(OSError):
            while heard := source.recv(65536):
                self._open.wait()
                target.sendall(heard)
        _hang_up(target)


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def wire(request: pytest.FixtureRequest) -> Iterator[tuple[Wire, str]]:
    """A wire, and the address of a migrated PostgreSQL behind it."""
    url = urlsplit(request.getfixturevalue("migrated_postgres").replace("+psycopg", ""))
    assert url.hostname is not None
    assert url.port is not None
    wire = Wire(url.hostname, url.port)
    through = url._replace(netloc=f"{url.username}:{url.password}@127.0.0.1:{wire.port}")
    yield wire, through.geturl()
    wire.close()


@contextmanager
def serving(folder: Path, url: str) -> Iterator[Service]:
    """Run a server that may end as it likes."""
    log = folder / "serve.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [RYTMI, "serve", "--port", "0"],
            cwd=folder,
            env=settings(DATABASE_URL=url, STOP_SECONDS=str(STOP)),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Service(address_of(process, log), process, log)
    finally:
        process.kill()
        process.wait(PATIENCE)


def test_a_silent_database_is_told_and_does_not_hold_up_the_end(
    wire: tuple[Wire, str], tmp_path: Path
) -> None:
    line, url = wire
    with serving(tmp_path, url) as server:
        assert server.get("/readyz") == (200, "ready\n")
        line.fall_silent()
        status, said = server.get("/readyz")
        assert (status, said) == (503, f"the database has said nothing for {LOOK_PATIENCE:g} s\n")
        assert server.get("/healthz") == (200, "ok\n")

        began = time.monotonic()
        server.stop()
        took = time.monotonic() - began
        written = server.log.read_text("utf-8")
    assert took < STOP + LAST_MOMENTS + AMPLE, written
    assert "Traceback" not in written
    assert "did not stop within" in written
    assert "leaves" in written


def test_a_database_that_goes_away_and_comes_back(wire: tuple[Wire, str], tmp_path: Path) -> None:
    line, url = wire
    with serving(tmp_path, url) as server:
        assert server.get("/")[0] == 404  # nobody has been imported
        line.cut()
        status, page = server.get("/")
        assert status == 503
        assert "cannot reach its database" in page
        assert server.get("/readyz") == (503, "the database cannot be reached\n")
        line.mend()
        assert server.get("/")[0] == 404
        assert server.get("/readyz") == (200, "ready\n")
        assert server.stop() == 0
