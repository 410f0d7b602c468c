"""What holds for every test: shared fixtures, and no test that fails because a machine is slow."""

from __future__ import annotations

import gc
import importlib
import os
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest
from hypothesis import settings

pytest_plugins = ["tests.databases"]

settings.register_profile("rytmi", deadline=None)
settings.load_profile("rytmi")

HERE: Final = Path(__file__).parent
RUBBISH: Final = 10_000
"""New objects between two searches for rubbish; Python's own 700 are few for what tests make."""
DEAR: Final = frozenset({"album", "browser", "demo", "full_house", "verdicts"})
"""Fixtures that a whole module shares and that take seconds to make."""


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """Read all tests without looking for rubbish among them, now or later: they stay until the end.

    To look through all that is read, while it grows, takes a third of the time of reading it.
    """
    gc.disable()
    try:
        _read_in_turns(session.config)
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.set_threshold(RUBBISH)
        gc.enable()


def _read_in_turns(config: pytest.Config) -> None:
    """Let each process begin elsewhere, so that it finds ready what the others have prepared.

    In a fresh clone pytest has to rewrite every test module's asserts and keeps what comes out of
    it; side by side, all processes would do the same work at the same time.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if not worker or config.args != config.getini("testpaths"):
        return
    names = [
        ".".join(path.relative_to(HERE.parent).with_suffix("").parts)
        for path in sorted(HERE.rglob("test_*.py"))
    ]
    number, workers = int(worker.removeprefix("gw")), int(os.environ["PYTEST_XDIST_WORKER_COUNT"])
    start = len(names) * number // workers
    for name in names[start:] + names[:start]:
        # What is wrong with a module, or is missing for it, is said when its turn comes.
        with suppress(Exception, pytest.skip.Exception):
            importlib.import_module(name)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, and let one process have all tests that share something dear.

    So no process is left with the longest test when the others have ended, and what is dear is made
    once. (``--dist loadgroup`` looks at the groups; without it they mean nothing.)
    """
    slow = {_module(item) for item in items if item.get_closest_marker("slow") is not None}
    items.sort(key=lambda item: _module(item) not in slow)
    for item in items:
        if isinstance(item, pytest.Function) and DEAR.intersection(item.fixturenames):
            item.add_marker(pytest.mark.xdist_group(_module(item)))


def _module(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]
