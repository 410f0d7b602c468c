"""Every benchmark still runs and fills its report; how fast anything is, is no test's business."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.console import Console

from tests.benchmarks import claims, quiet, teams_sends
from tests.benchmarks.__main__ import CHAPTERS
from tests.benchmarks.anatomy import PARTS
from tests.benchmarks.report import Chapter, Column, Line, show, surroundings, write
from tests.benchmarks.sizes import TINY
from tests.benchmarks.workplace import POSTGRESQL, SQLITE, Workplace

ALONE_AND_IN_A_CROWD = [(SQLITE, 1), (SQLITE, 64), (POSTGRESQL, 1), (POSTGRESQL, 16)]
LINES = {
    "answers": [
        f"{database}, {tasks} at once: {what}"
        for database, tasks in ALONE_AND_IN_A_CROWD
        for what in ("whole", "bare")
    ],
    "rollup": [
        f"{database}: {what}"
        for database in (SQLITE, POSTGRESQL)
        for what in ("organisation", "one team")
    ],
    "start": ["rytmi serve", "bare aiohttp", "rytmi demo"],
    "idle": [SQLITE, POSTGRESQL],
    "day": [SQLITE, POSTGRESQL],
    "claims": [f"{database}, {what}" for database in (SQLITE, POSTGRESQL) for what in claims.CASES],
    "fan_out": [SQLITE, POSTGRESQL],
    "rush": [SQLITE, POSTGRESQL],
    "slack": [
        f"{database}, {clients} at once: {what}"
        for database in (SQLITE, POSTGRESQL)
        for clients in (1, 64)
        for what in ("whole", "bare bolt")
    ],
    "sends": [SQLITE, POSTGRESQL],
    "teams": [
        f"{database}, {clients} at once: {what}"
        for database in (SQLITE, POSTGRESQL)
        for clients in (1, 64)
        for what in ("whole", "stock bot")
    ],
    "teams_sends": [
        f"{database}, {wave}" for wave in teams_sends.WAVES for database in (SQLITE, POSTGRESQL)
    ],
    "quiet": [f"{database}, {what}" for database in (SQLITE, POSTGRESQL) for what in quiet.CASES],
}


@pytest.mark.postgres
@pytest.mark.slow
@pytest.mark.parametrize("name", LINES)
def test_a_benchmark_runs_and_fills_its_report(
    name: str, tmp_path: Path, postgres_server: str
) -> None:
    console = Console(quiet=True)
    chapter = CHAPTERS[name](Workplace(tmp_path, TINY, console, postgres_server))
    show(chapter, console)
    write(tmp_path / "bench.json", surroundings(), [chapter])

    written = json.loads((tmp_path / "bench.json").read_text("utf-8"))["chapters"][name]
    assert written["command"] == f"make bench ARGS={name}"
    assert list(written["figures"]) == LINES[name]
    assert all(value >= 0 for line in written["figures"].values() for value in line.values())


@pytest.mark.postgres
@pytest.mark.slow
def test_an_answer_is_taken_apart_on_both_databases(tmp_path: Path, postgres_server: str) -> None:
    chapter = CHAPTERS["anatomy"](Workplace(tmp_path, TINY, Console(quiet=True), postgres_server))
    figures = chapter.as_json()["figures"]
    for database in (SQLITE, POSTGRESQL):
        assert {f"{database}: {part}" for part in PARTS} <= figures.keys()
        assert figures[f"{database}: {PARTS[3]}"]["statements"] >= 1


def test_every_chapter_is_tried() -> None:
    assert {*LINES, "anatomy"} == CHAPTERS.keys()


def test_a_line_that_does_not_fill_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fill its columns"):
        Chapter("x", "X", "make x", (Column("a", "ms"), Column("b", "ms")), [Line("y", (1.0,))])
