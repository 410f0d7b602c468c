"""Node and what the tests take from npm: put into .tmp once for each kit, missed with a reason."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
OLDEST: Final = 18
"""The first Node on which everything in the package.json files runs."""
PATIENCE: Final = 300.0
"""Seconds that npm may take; it fetches some 70 MB the first time."""
PACKAGES: Final = ("package-lock.json", "package.json")
CI: Final = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")


class NoNodeError(Exception):
    """Node, or what the tests need of npm, is not to be had here."""


@dataclass(frozen=True, slots=True)
class Kit:
    """A folder of sources with a package.json and its lock, and what each command makes of them."""

    sources: Path
    name: str
    """Of the folder in .tmp."""
    made: tuple[tuple[str, ...], ...] = ()
    """Commands, run in order in the folder; ``node`` at the beginning of one is the program."""

    @property
    def place(self) -> Path:
        """Where everything is."""
        return ROOT / ".tmp" / self.name


@cache
def installed(kit: Kit) -> Path:
    """Return the folder with everything in it, filled at first; raise NoNodeError if not."""
    _check_program()
    kit.place.mkdir(parents=True, exist_ok=True)
    with _alone(kit):
        _keep(kit, "packages", PACKAGES, lambda: _run(kit, [*CI, "--fetch-retries=1"]))
        rest = sorted(each.name for each in kit.sources.iterdir() if each.name not in PACKAGES)
        _keep(kit, "made", rest, lambda: _make(kit))
    return kit.place


def node_or_skip(kit: Kit) -> Path:
    """Return the folder; skip the test with the reason where there is none.

    Raises NoNodeError where nothing may be skipped.
    """
    try:
        return installed(kit)
    except NoNodeError as missing:
        if os.environ.get("RYTMI_REQUIRE_ALL") == "1":
            raise
        pytest.skip(str(missing))


def _keep(kit: Kit, stamp: str, names: Sequence[str], make: Callable[[], None]) -> None:
    """Copy files over and make something of them, where it was not made of the very same ones."""
    wanted = hashlib.sha256()
    for name in (*PACKAGES, *names):
        wanted.update(name.encode() + (kit.sources / name).read_bytes())
    path = kit.place / f"{stamp}.stamp"
    if path.exists() and path.read_text(encoding="utf-8") == wanted.hexdigest():
        return
    path.unlink(missing_ok=True)
    for name in names:
        shutil.copy(kit.sources / name, kit.place / name)
    make()
    path.write_text(wanted.hexdigest(), encoding="utf-8")


def _make(kit: Kit) -> None:
    for command in kit.made:
        _run(kit, command)


def _check_program() -> None:
    program = shutil.which("node")
    if program is None or shutil.which("npm") is None:
        raise NoNodeError("Node is missing: apt install nodejs npm")
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    found = version.stdout.strip()
    if int(found.removeprefix("v").partition(".")[0]) < OLDEST:
        raise NoNodeError(f"Node is {found}; {OLDEST} or newer is needed")


@contextmanager
def _alone(kit: Kit) -> Iterator[None]:
    """Let one process after another do it."""
    with (kit.place / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _run(kit: Kit, command: Sequence[str]) -> None:
    try:
        done = subprocess.run(
            command, cwd=kit.place, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired as late:
        raise NoNodeError(f"{command[0]} took longer than {PATIENCE:g} s") from late
    if done.returncode != 0:
        raise NoNodeError(f"{' '.join(command[:3])} failed: {done.stderr.strip()[-600:]}")
