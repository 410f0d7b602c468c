"""Processes that a storm strikes: the platform double, and replicas that are killed and stopped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from tests.end_to_end.platform_double import Face
from tests.end_to_end.replica import Configuration
from tests.end_to_end.service import PATIENCE, settings

ROOT: Final = Path(__file__).parents[2]


@contextmanager
def _talking(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], IO[str], IO[str]]]:
    """Run a module of the tests that reads and writes lines."""
    with subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=settings(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield process, process.stdin, process.stdout
        finally:
            process.kill()


@contextmanager
def double(face: Face, log: Path, **options: float) -> Iterator[str]:
    """Run the platform double; yield its address."""
    given = [f"--{name}={value}" for name, value in options.items()]
    module = "tests.end_to_end.platform_double"
    with _talking(module, face.value, str(log), *given) as (_, _, mouth):
        yield f"http://127.0.0.1:{int(mouth.readline())}"


class Herd:
    """Replicas, each at its place; one that is killed is replaced at once."""

    def __init__(self, configuration: Configuration, nursery: tuple[IO[str], IO[str]]) -> None:
        self.configuration = configuration
        self._ear, self._mouth = nursery
        self._living: dict[int, int] = {}
        self._asleep: set[int] = set()

    @classmethod
    @contextmanager
    def of(cls, configuration: Configuration) -> Iterator[Herd]:
        """Run a replica at each place."""
        with ExitStack() as stack:
            _, ear, mouth = stack.enter_context(
                _talking("tests.end_to_end.replica", configuration.write())
            )
            herd = cls(configuration, (ear, mouth))
            stack.callback(herd._kill_all)
            for place in range(len(configuration.ports)):
                herd._bear(place)
            yield herd

    @staticmethod
    def free_ports(number: int) -> Sequence[int]:
        """Return ports that nobody listens on."""
        with ExitStack() as stack:
            sockets = [stack.enter_context(socket.socket()) for _ in range(number)]
            for each in sockets:
                each.bind(("127.0.0.1", 0))
            return [each.getsockname()[1] for each in sockets]

    def awake(self) -> Sequence[int]:
        """Return the places whose replica is not stopped."""
        return [place for place in self._living if place not in self._asleep]

    def asleep(self) -> Sequence[int]:
        """Return the places whose replica is stopped."""
        return sorted(self._asleep)

    def stop(self, place: int) -> None:
        """Stop a replica in whatever it is doing."""
        self._asleep.add(place)
        os.kill(self._living[place], signal.SIGSTOP)

    def go_on(self, place: int) -> None:
        """Let a stopped replica go on as if nothing had been."""
        if place in self._asleep:
            self._asleep.discard(place)
            with suppress(ProcessLookupError):
                os.kill(self._living[place], signal.SIGCONT)

    def wake_all(self) -> None:
        """Let everybody go on."""
        for place in list(self._asleep):
            self.go_on(place)

    def replace(self, place: int) -> None:
        """Kill a replica, and put a new one in its place."""
        process = self._living[place]
        os.kill(process, signal.SIGKILL)
        _wait_for_end(process)
        self._bear(place)

    def end(self) -> bool:
        """Ask all to end as a supervisor does; True: all have ended in order and in time."""
        self.wake_all()
        processes = list(self._living.values())
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGTERM)
        ended = all(map(_wait_for_end, processes))
        self._living.clear()
        return ended and not any(map(_failed, self._logs()))

    def _logs(self) -> Iterator[str]:
        for place in range(len(self.configuration.ports)):
            log = Path(self.configuration.folder, f"replica-{place}.log")
            yield log.read_text("utf-8") if log.exists() else ""

    def _bear(self, place: int) -> None:
        self._ear.write(f"{place}\n")
        self._ear.flush()
        self._living[place] = int(self._mouth.readline())
        self._wait_until_up(place)

    def _wait_until_up(self, place: int) -> None:
        """Wait until a replica listens; one that takes too long is left alone."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.configuration.ports[place])) == 0:
                    return
            time.sleep(0.005)

    def _kill_all(self) -> None:
        for process in self._living.values():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)


def _failed(log: str) -> bool:
    """Tell whether a replica ended by an accident of its own."""
    return "replica ended:" in log


def _wait_for_end(process: int) -> bool:
    """Wait until a process is gone and its nursery has buried it; False: it will not go."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.005)
    return False
