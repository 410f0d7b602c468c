"""A database that goes away or falls silent: the service says so, and its end waits for nobody."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.health import PATIENCE as LOOK_PATIENCE
from tests.cut_lines import Wire, wire_to
from tests.end_to_end.service import PATIENCE, RYTMI, Service, address_of, settings
from tests.patience import AMPLE

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

STOP = 1.0
LAST_MOMENTS = 6.0
"""`bot.cli.LAST_MOMENTS`: what an end may take on top."""


@pytest.fixture
def wire(request: pytest.FixtureRequest) -> Iterator[tuple[Wire, str]]:
    """A wire, and the address of a migrated PostgreSQL behind it."""
    with wire_to(request.getfixturevalue("migrated_postgres")) as found:
        yield found


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
