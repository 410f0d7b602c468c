"""The record of a downtime names everybody as they were at the time, and not as they are now."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.application import assemble
from bot.rehearsal import StandingClock
from dialogs.ledger import LedgerFate, Reason
from dialogs.okr.model import Absence, PersonId
from dialogs.ports import Work
from dialogs.posts import PostKind, ToPerson
from storage.database import Database
from tests.conversations.company import ORGANISATION, company

SUNDAY = datetime(2026, 11, 8, 12, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""Two weeks of silence later."""
AWAY, MISSED = (LedgerFate.ABSENT, Reason.AWAY), (LedgerFate.MISSED, Reason.DOWNTIME)


async def test_each_person_has_one_line_for_each_week_of_silence(database: Database) -> None:
    await database.save_structure(company())
    clock = StandingClock(SUNDAY)
    await assemble(database, clock).planner.tick(clock.at)
    liisa, harri = PersonId("liisa"), PersonId("harri")
    away = (
        Absence(liisa, date(2026, 11, 9), date(2026, 11, 13)),
        Absence(harri, date(2026, 11, 23), date(2026, 11, 27)),
    )

    def go(work: Work) -> None:
        for each in away:
            work.set_absence(each, each.person, SUNDAY)

    await database.write(ORGANISATION, go)

    clock.at = NIGHT
    rytmi = assemble(database, clock)  # its planner reads everything again
    await rytmi.planner.tick(NIGHT)
    assert await rytmi.postman.drain() == 0

    lines = await database.read(ORGANISATION, lambda work: work.ledger(None, SUNDAY, NIGHT, NIGHT))
    prompts = [line for line in lines if line.kind is PostKind.PROMPT]
    team = {"liisa", "matti", "heidi", "harri", "henna", "bertta", "bengt"}
    for week, people in (("2026-W46", team), ("2026-W47", team | {"head"})):
        of_week = [line for line in prompts if line.period == week]
        found = {
            line.recipient.person: (line.fate, line.reason)
            for line in of_week
            if isinstance(line.recipient, ToPerson)
        }
        assert len(of_week) == len(found)
        assert found == {
            PersonId(who): AWAY if (who, week) == ("liisa", "2026-W46") else MISSED
            for who in people
        }
