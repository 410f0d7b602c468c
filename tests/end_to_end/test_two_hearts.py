"""Two replicas on one database whose hearts beat at the same moment: everyone is asked once."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

from bot.application import assemble
from bot.samples import SAMPLES
from dialogs.okr.model import OrganisationId
from dialogs.posts import Recipient, ToChannel, ToPerson
from storage.database import Database, open_database
from storage.schema import upgrade
from storage.structure import Structure
from storage.workbook import read_workbook
from tests.end_to_end.heart import ToldTime
from tests.end_to_end.service import PATIENCE, settings

ROOT = Path(__file__).parents[2]
HOME = OrganisationId("oma-hame")
HELSINKI = ZoneInfo("Europe/Helsinki")
SUNDAY = datetime(2026, 11, 1, 12, 0, tzinfo=HELSINKI)
WEEKS = 3
MONDAYS = [(SUNDAY + timedelta(days=1 + 7 * week)).replace(hour=9) for week in range(WEEKS)]
REMINDERS = [monday + timedelta(days=2, hours=3) for monday in MONDAYS]
INSTANTS = sorted([*MONDAYS, *REMINDERS])
HEARTS = 2


@contextmanager
def heart(url: str) -> Iterator[tuple[IO[str], IO[str]]]:
    """Start a replica and wait until it is ready; yield where it reads and where it writes."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.end_to_end.heart", url, SUNDAY.isoformat()],
        cwd=ROOT,
        env=settings(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "ready\n"
            yield process.stdin, process.stdout
            process.stdin.close()
            assert process.wait(PATIENCE) == 0
        finally:
            process.kill()


def beat_together(url: str, instants: Sequence[datetime]) -> list[list[tuple[int, int]]]:
    """Let the hearts beat at each instant; return what each claimed and sent."""
    beats = []
    with ExitStack() as stack:
        hearts = [stack.enter_context(heart(url)) for _ in range(HEARTS)]
        for instant in instants:
            for ear, _ in hearts:
                ear.write(f"{instant.isoformat()}\n")
            for ear, _ in hearts:
                ear.flush()
            lines = [mouth.readline().split() for _, mouth in hearts]
            beats.append([(int(claimed), int(sent)) for claimed, sent in lines])
    return beats


async def told(database: Database, structure: Structure) -> list[tuple[str, str]]:
    """Return who has heard what: person or channel and key of each message, doubles too."""
    everybody: list[Recipient] = [ToPerson(each.id) for each in structure.people]
    everybody += [ToChannel(each) for each in {forum.channel for forum in structure.forums}]
    found = []
    for recipient in everybody:
        messages = await database.timeline.conversation(HOME, recipient, above=0, most=100)
        assert not any(each.replaced for each in messages)
        found += [(str(recipient), str(each.key)) for each in messages]
    return sorted(found)


async def of_one_heart(folder: Path, structure: Structure) -> list[tuple[str, str]]:
    """Return what people hear where a single heart beats."""
    url = f"sqlite:///{folder}/one.sqlite"
    upgrade(url)
    database = open_database(url)
    await database.save_structure(structure)
    clock = ToldTime(SUNDAY)
    replica = assemble(database, clock, not_before=SUNDAY)
    for instant in INSTANTS:
        clock.at = instant
        await replica.planner.tick(instant)
        await replica.postman.drain()
    heard = await told(database, structure)
    await database.close()
    return heard


async def test_everyone_is_asked_once(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    structure = read_workbook(SAMPLES[HOME]).structure
    assert structure is not None
    await database.save_structure(structure)
    expected = await of_one_heart(tmp_path, structure)

    beats = await asyncio.to_thread(beat_together, database_url, INSTANTS)

    heard = await told(database, structure)
    assert heard == expected
    assert len(heard) == len(set(heard))
    assert sum(sent for beat in beats for _, sent in beat) == len(heard)
    prompts = [who for who, key in heard if key.startswith("prompt:")]
    assert max(map(prompts.count, prompts)) == WEEKS
    assert len(set(prompts)) > len(structure.people) / 2
