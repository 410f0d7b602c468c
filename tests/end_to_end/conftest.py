"""What the tests from outside share: the demonstration, and a browser to visit it with."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.end_to_end.chromium import NoBrowserError, Visit, running_chromium, visit
from tests.end_to_end.service import Service, running

Visiting = Callable[..., AbstractContextManager[Visit]]
ARTEFACTS = Path(__file__).parents[2] / "artefacts"


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that the demonstration has filled with weeks of history and left in order.

    Of processes that run tests side by side, the first to want it makes it for all.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "lived"
    folder.mkdir(exist_ok=True)
    done = folder / "done"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            with running(folder, "demo", "--database", f"sqlite:///{folder}/lived.sqlite"):
                pass
            done.touch()
    return folder / "lived.sqlite"


@pytest.fixture(scope="module")
def demo(lived: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The demonstration, running on a Monday morning at nine; one for each module of tests."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copy(lived, folder / "demo.sqlite")
    with running(folder, "demo", "--database", f"sqlite:///{folder}/demo.sqlite") as service:
        yield service


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium.

    One for each module: while Playwright runs, no other event loop can run in the process.
    """
    try:
        with running_chromium() as started:
            yield started
    except NoBrowserError as missing:
        if os.environ.get("RYTMI_REQUIRE_ALL") == "1":
            raise
        pytest.skip(str(missing))


@pytest.fixture
def visiting(browser: Browser) -> Visiting:
    """What opens a window in the browser, of some size and language: see `chromium.visit`."""
    return partial(visit, browser)


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Where screenshots are kept for whoever wants to look; git knows nothing of it."""
    ARTEFACTS.mkdir(exist_ok=True)
    return ARTEFACTS
