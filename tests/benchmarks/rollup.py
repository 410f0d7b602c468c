"""What a digest costs over thousands of teams and half a year, beside plain SQL for its figures.

The digests are made in a process of their own, so that its memory is theirs; the organisation's
digest and its plain SQL take turns. (`python -m tests.benchmarks.rollup DIGESTS SECONDS < URL`)
"""

from __future__ import annotations

import asyncio
import gc
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Final

from adapters.web.render import Desk, Renderer, environment
from dialogs.events import Moment, MomentKind
from dialogs.flow import Occasion
from dialogs.flows.digest import Facts, compose, gather
from dialogs.okr.model import PersonId, UnitId
from dialogs.ports import Work
from dialogs.posts import Post
from dialogs.words.draw import draw
from scheduler.almanac import HolidayAlmanac
from storage.database import Database
from tests.benchmarks.answers import runner_of
from tests.benchmarks.clocks import median_ratio, peak_memory, rounds
from tests.benchmarks.county import (
    KEY_RESULTS,
    NOW,
    ORGANISATION,
    SOME_TEAM,
    TOP,
    fill,
    forum_of,
)
from tests.benchmarks.plain import reading
from tests.benchmarks.report import Chapter, Column, Line
from tests.benchmarks.workplace import Workplace

ROOT: Final = Path(__file__).parents[2]
TEAM_DIGESTS: Final = 10
"""Digests of one team for each of the whole organisation."""
COLUMNS: Final = (
    Column("rounds", ""),
    Column("gather", "ms", 2),
    Column("compose", "ms", 2),
    Column("draw", "ms", 2),
    Column("all", "ms", 2),
    Column("plain SQL", "ms", 2),
    Column("ratio", "x plain", 2),
    Column("peak memory", "MiB more", 1),
)


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds that a digest took, medians of its rounds, and MiB that it needed on top."""

    rounds: int
    gather: float
    compose: float
    draw: float
    whole: float
    plain: float
    ratio: float
    memory: float


def run(place: Workplace) -> Chapter:
    """Fill each database and let a process of its own make digests of it."""
    size = place.size
    lines: list[Line] = []
    with place.databases() as urls:
        for name, url in urls.items():
            place.say(f"{name}: {size.teams} teams × {size.weeks} weeks are filled in")
            fill(url, size.teams, size.weeks)
            place.say(f"{name}: digests of the organisation and of one team")
            found = _in_a_process(url, size.digests, size.seconds)
            lines += [
                Line(f"{name}: organisation", _figures(found["organisation"]), strong=True),
                Line(f"{name}: one team", _figures(found["team"])),
            ]
    rows = size.teams * KEY_RESULTS * size.weeks
    return Chapter(
        name="rollup",
        title=f"Digests over {size.teams} teams × {KEY_RESULTS} key results × {size.weeks} weeks"
        f" ({rows:,} answered weeks)".replace(",", " "),
        command="make bench ARGS=rollup",
        columns=COLUMNS,
        lines=lines,
        notes=(
            "Medians; the digest and its plain SQL take turns.",
            "Gather reads and sums, compose makes the message, draw writes it as HTML in Finnish.",
            "Plain SQL: six statements that read the same figures over the same connections.",
            "Memory: how much the process's peak grew over what it had after one team's digest.",
        ),
    )


def _figures(taken: Taken) -> tuple[float, ...]:
    return tuple(asdict(taken).values())


def _in_a_process(url: str, digests: int, seconds: float) -> dict[str, Taken]:
    command = [sys.executable, "-m", "tests.benchmarks.rollup", str(digests), str(seconds)]
    # The address holds a password, so it does not travel where every process list shows it.
    done = subprocess.run(command, input=url, capture_output=True, text=True, cwd=ROOT, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"the digests failed:\n{done.stderr}")
    return {name: Taken(**figures) for name, figures in json.loads(done.stdout).items()}


# --- in the process of its own --------------------------------------------------------------------


async def measured(url: str, digests: int, seconds: float) -> dict[str, Taken]:
    """Make digests and plain readings in turns."""
    runner = runner_of(url)
    database = Database(runner)
    renderer = Renderer(draw, environment())
    try:
        makers = {
            unit: _Maker(database, renderer, unit, partial(runner.read, reading(unit)))
            for unit in (SOME_TEAM, TOP)
        }
        await makers[SOME_TEAM].round()
        before = peak_memory()
        first = await makers[TOP].digest()
        grown = peak_memory() - before
        del first
        team = [await makers[SOME_TEAM].round() for _ in rounds(digests * TEAM_DIGESTS, seconds)]
        organisation = [await makers[TOP].round() for _ in rounds(digests, seconds)]
    finally:
        await runner.close()
    return {"organisation": _medians(organisation, grown), "team": _medians(team, 0.0)}


@dataclass(frozen=True, slots=True)
class _Maker:
    database: Database
    renderer: Renderer
    unit: UnitId
    plain: Callable[[], Awaitable[object]]

    async def round(self) -> tuple[float, ...]:
        """Make a digest and read its figures plainly; return the milliseconds of each part."""
        gc.collect()
        begun = time.perf_counter()
        *parts, _ = await self.digest()
        made = time.perf_counter()
        await self.plain()
        read = time.perf_counter()
        return (*parts, 1e3 * (made - begun), 1e3 * (read - made))

    async def digest(self) -> tuple[float, float, float, str]:
        """Gather, compose and draw, as the moment of a forum does; return each one's time."""
        begun = time.perf_counter()
        facts = await self.database.read(ORGANISATION, self._gather)
        gathered = time.perf_counter()
        _, posts = compose(facts)
        composed = time.perf_counter()
        drawn = "".join(self._draw(post) for post in posts)
        ended = time.perf_counter()
        if not drawn:
            raise ValueError(f"there is no digest of {self.unit}")
        return (
            1e3 * (gathered - begun),
            1e3 * (composed - gathered),
            1e3 * (ended - composed),
            drawn,
        )

    def _gather(self, work: Work) -> Facts | None:
        moment = Moment(
            organisation=ORGANISATION,
            key=f"digest:{self.unit}",
            kind=MomentKind.DIGEST,
            subject=forum_of(self.unit),
            period="now",
            planned=NOW,
            day=NOW.date(),
        )
        return gather(work, Occasion(moment, NOW, HolidayAlmanac()))

    def _draw(self, post: Post) -> str:
        return self.renderer.view(post.view, post.reader, Desk(ORGANISATION, PersonId("reader")))


def _medians(taken: Sequence[tuple[float, ...]], memory: float) -> Taken:
    columns = list(zip(*taken, strict=True))
    gather, compose, drawn, whole, plain = map(statistics.median, columns)
    return Taken(
        len(taken), gather, compose, drawn, whole, plain, median_ratio(*columns[-2:]), memory
    )


def _main() -> None:
    taken = asyncio.run(measured(sys.stdin.read(), int(sys.argv[1]), float(sys.argv[2])))
    sys.stdout.write(json.dumps({name: asdict(each) for name, each in taken.items()}))


if __name__ == "__main__":
    _main()
