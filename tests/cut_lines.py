"""A wire between us and a database that can be cut, broken off, or fall silent with all open."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final
from urllib.parse import urlsplit

PATIENCE: Final = 60.0
"""Seconds in which whoever carries has to end."""
_WARNING: Final = b"N\x00\x00\x00\x17SWARNING\x00C57P02\x00\x00"
"""What a server process says before it ends because another has crashed: no answer, but words."""


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

    def break_off(self) -> None:
        """Say a last word to the service, as a PostgreSQL that dies does, and reset every line."""
        while self._lines:
            here, there = self._lines.pop(0), self._lines.pop(0)
            here.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            with suppress(OSError):
                here.sendall(_WARNING)
                here.shutdown(socket.SHUT_WR)
            _hang_up(there)
        for thread in self._threads[1:]:  # but for who listens: those who carry close the lines
            thread.join(PATIENCE)

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


@contextmanager
def wire_to(database: str) -> Iterator[tuple[Wire, str]]:
    """Put a wire before a PostgreSQL; return it, and the address of the database behind it."""
    url = urlsplit(database.replace("+psycopg", ""))
    assert url.hostname is not None
    assert url.port is not None
    wire = Wire(url.hostname, url.port)
    through = url._replace(netloc=f"{url.username}:{url.password}@127.0.0.1:{wire.port}")
    try:
        yield wire, through.geturl()
    finally:
        wire.close()
