"""Runs the benchmarks: ``python -m tests.benchmarks [NAME …] [--quick]``."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from rich.console import Console

from tests.benchmarks import (
    anatomy,
    answers,
    claims,
    day,
    fan_out,
    idle,
    quiet,
    rollup,
    rush,
    sends,
    slack,
    start,
    teams,
    teams_sends,
)
from tests.benchmarks.report import Chapter, show, surroundings, write
from tests.benchmarks.sizes import FULL, QUICK
from tests.benchmarks.workplace import Workplace
from tests.postgres import PostgresUnavailableError, running_postgres

ROOT: Final = Path(__file__).parents[2]
REPORT: Final = ROOT / ".tmp" / "bench.json"
CHAPTERS: Final[Mapping[str, Callable[[Workplace], Chapter]]] = {
    "answers": answers.run,
    "anatomy": anatomy.run,
    "rollup": rollup.run,
    "start": start.run,
    "idle": idle.run,
    "day": day.run,
    "claims": claims.run,
    "fan_out": fan_out.run,
    "rush": rush.run,
    "quiet": quiet.run,
    "slack": slack.run,
    "sends": sends.run,
    "teams": teams.run,
    "teams_sends": teams_sends.run,
}


def main(arguments: Sequence[str]) -> None:
    """Run what is named, or everything; print each chapter when it is done, then write them all."""
    asked = _asked(arguments)
    console = Console()
    before, begun = surroundings(), time.monotonic()
    console.print(
        f"Load before: {before['load']} on {before['processors']} processors", style="dim"
    )
    done: list[Chapter] = []
    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rytmi-bench-")))
        directory.chmod(0o755)  # PostgreSQL may run as another user, who must get to its files
        size = QUICK if asked.quick else FULL
        place = Workplace(directory, size, console, _postgres(stack, directory, console))
        for name in asked.chapters or CHAPTERS:
            chapter = CHAPTERS[name](place)
            show(chapter, console)
            done.append(chapter)
    write(asked.json, before, done)
    seconds = time.monotonic() - begun
    console.print(f"{seconds:.0f} s, load now {surroundings()['load']}; figures in {asked.json}")


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("chapters", nargs="*", metavar="NAME", help=", ".join(CHAPTERS))
    parser.add_argument("--quick", action="store_true", help="fewer rounds, a smaller organisation")
    parser.add_argument("--json", type=Path, default=REPORT, help="where the figures are written")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.chapters) - set(CHAPTERS):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(CHAPTERS)}")
    return asked


def _postgres(stack: ExitStack, directory: Path, console: Console) -> str | None:
    try:
        return stack.enter_context(running_postgres(directory, durable=True))
    except PostgresUnavailableError as error:
        console.print(f"PostgreSQL is left out: {error}", style="yellow")
        return None


if __name__ == "__main__":
    main(sys.argv[1:])
