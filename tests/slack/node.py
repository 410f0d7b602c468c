"""Node and what the tests take from npm: put into .tmp once, and missed with a reason."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
SOURCES: Final = Path(__file__).parent / "node"
PLACE: Final = ROOT / ".tmp" / "node"
OLDEST: Final = 18
"""The first Node on which everything in package.json runs."""
PATIENCE: Final = 300.0
"""Seconds that npm may take; it fetches some 70 MB the first time."""
SCHEMAS: Final = {"message": "MessageBlocks", "modal": "Modal", "home": "Home"}
"""Names of the types of types.ts by surface."""
PACKAGES: Final = ("package-lock.json", "package.json")
CI: Final = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
GENERATOR: Final = "node_modules/ts-json-schema-generator/bin/ts-json-schema-generator.js"


class NoNodeError(Exception):
    """Node, or what the tests need of npm, is not to be had here."""


@cache
def installed() -> Path:
    """Return the folder with everything in it, filled at first; raise NoNodeError if not."""
    program = _program()
    PLACE.mkdir(parents=True, exist_ok=True)
    with _alone():
        _keep("packages", PACKAGES, lambda: _run([*CI, "--fetch-retries=1"]))
        rest = sorted(each.name for each in SOURCES.iterdir() if each.name not in PACKAGES)
        _keep("made", rest, lambda: _make(program))
    return PLACE


def _keep(stamp: str, names: Sequence[str], make: Callable[[], None]) -> None:
    """Copy files over and make something of them, where it was not made of the very same ones."""
    wanted = hashlib.sha256()
    for name in (*PACKAGES, *names):
        wanted.update(name.encode() + (SOURCES / name).read_bytes())
    path = PLACE / f"{stamp}.stamp"
    if path.exists() and path.read_text(encoding="utf-8") == wanted.hexdigest():
        return
    path.unlink(missing_ok=True)
    for name in names:
        shutil.copy(SOURCES / name, PLACE / name)
    make()
    path.write_text(wanted.hexdigest(), encoding="utf-8")


def _make(program: str) -> None:
    """Make the schemas of Slack's types, and what draws pictures."""
    for surface, name in SCHEMAS.items():
        flags = ["--path", "types.ts", "--tsconfig", "tsconfig.json", "--no-type-check"]
        _run([program, GENERATOR, *flags, "--type", name, "-o", f"{surface}.schema.json"])
    bundled = ["--bundle", "--platform=node", "--format=cjs", "--outfile=view.cjs"]
    _run(["node_modules/.bin/esbuild", "view.jsx", *bundled])


def node_or_skip() -> Path:
    """Return the folder; skip the test with the reason where there is none.

    Raises NoNodeError where nothing may be skipped.
    """
    try:
        return installed()
    except NoNodeError as missing:
        if os.environ.get("RYTMI_REQUIRE_ALL") == "1":
            raise
        pytest.skip(str(missing))


def _program() -> str:
    program = shutil.which("node")
    if program is None or shutil.which("npm") is None:
        raise NoNodeError("Node is missing: apt install nodejs npm")
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    found = version.stdout.strip()
    if int(found.removeprefix("v").partition(".")[0]) < OLDEST:
        raise NoNodeError(f"Node is {found}; {OLDEST} or newer is needed")
    return program


@contextmanager
def _alone() -> Iterator[None]:
    """Let one process after another do it."""
    with (PLACE / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _run(command: Sequence[str]) -> None:
    try:
        done = subprocess.run(
            command, cwd=PLACE, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired as late:
        raise NoNodeError(f"{command[0]} took longer than {PATIENCE:g} s") from late
    if done.returncode != 0:
        raise NoNodeError(f"{' '.join(command[:3])} failed: {done.stderr.strip()[-600:]}")
