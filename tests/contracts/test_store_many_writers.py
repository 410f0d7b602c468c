from __future__ import annotations

import asyncio
import sys

from dialogs.okr.model import Language
from dialogs.ports import Work
from storage.database import Database
from tests.storage.support import (
    BEN,
    NORTH,
    OMA,
    OPEN,
    TODAY,
    WAITING,
    WEEK,
    check_in,
    post,
    structure,
)

WRITERS = 64
ANSWERS = 4
NEIGHBOUR = """
import asyncio, sys
from datetime import UTC, datetime
from dialogs.okr.model import OrganisationId
from dialogs.okr.model import Language
from dialogs.replies import Nothing, Reply
from dialogs.text import Reader
from storage.database import open_database

NOTHING = Reply(Reader(Language.FINNISH, "UTC"), Nothing())

async def main():
    database = open_database(sys.argv[1])
    print("ready", flush=True)
    for number in range(int(sys.argv[2])):
        await database.write(
            OrganisationId("oma"),
            lambda work: work.keep_reply(f"other-{number}", NOTHING, datetime.now(UTC)),
        )
    await database.close()

asyncio.run(main())
"""


async def test_sixty_four_writers_and_another_process_never_lock_each_other_out(
    database: Database, database_url: str
) -> None:
    await database.save_structure(structure())
    neighbour = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", NEIGHBOUR, database_url, "150"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert neighbour.stdout is not None
    assert await neighbour.stdout.readline() == b"ready\n"

    async def write(writer: int) -> None:
        for number in range(ANSWERS):
            name = f"{writer}-{number}"

            def job(work: Work, name: str = name) -> None:
                assert work.goals_in_week([NORTH], [], TODAY, WEEK, hold=True)
                work.open_obligations(NORTH, WEEK, [WAITING], OPEN)
                work.record([check_in(name)])
                work.set_language(BEN, Language.SWEDISH)
                work.post([post(name)])

            await database.write(OMA, job)

    await asyncio.gather(*(write(writer) for writer in range(WRITERS)))
    _, told = await neighbour.communicate()
    assert (neighbour.returncode, told) == (0, b"")
    kept = {check_in.id for check_in in await database.check_ins(OMA)}
    assert len(kept) == WRITERS * ANSWERS
