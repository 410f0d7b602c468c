"""What the outbox held while nobody could send it comes in working hours, or never."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.application import Rytmi, assemble
from bot.rehearsal import StandingClock
from dialogs.ledger import LedgerFate, LedgerLine, Reason
from dialogs.okr.model import Absence, PersonId
from dialogs.posts import PostKind, ToPerson
from storage.database import Database
from tests.conversations.company import ORGANISATION, company

ASKED = datetime(2026, 11, 16, 7, 0, tzinfo=UTC)
"""A Monday at nine in Helsinki."""
BEFORE = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)


@pytest.fixture
async def clock() -> StandingClock:
    return StandingClock(BEFORE)


@pytest.fixture
async def rytmi(database: Database, clock: StandingClock) -> Rytmi:
    """The company's prompts are written at nine, and then nobody is there to send them."""
    await database.save_structure(company())
    rytmi = assemble(database, clock, not_before=BEFORE)
    await rytmi.planner.tick(clock.at)
    clock.at = ASKED
    await rytmi.planner.tick(clock.at)
    return rytmi


async def prompts(rytmi: Rytmi, now: datetime) -> list[LedgerLine]:
    lines = await rytmi.database.read(
        ORGANISATION, lambda work: work.ledger(None, BEFORE, ASKED, now)
    )
    return [line for line in lines if line.kind is PostKind.PROMPT and line.recipient is not None]


async def drained_at(rytmi: Rytmi, clock: StandingClock, instant: datetime) -> int:
    clock.at = instant
    return await rytmi.postman.drain()


async def test_what_is_late_by_minutes_goes_at_once(rytmi: Rytmi, clock: StandingClock) -> None:
    assert await drained_at(rytmi, clock, ASKED.replace(minute=40)) > 0


async def test_what_would_come_at_night_comes_in_the_morning(
    rytmi: Rytmi, clock: StandingClock
) -> None:
    night = ASKED.replace(hour=20)
    assert await drained_at(rytmi, clock, night) == 0
    assert {line.fate for line in await prompts(rytmi, night)} == {LedgerFate.HELD}
    assert await drained_at(rytmi, clock, datetime(2026, 11, 17, 5, 59, tzinfo=UTC)) == 0
    eight = datetime(2026, 11, 17, 6, 0, tzinfo=UTC)
    assert await drained_at(rytmi, clock, eight) > 0
    assert {line.fate for line in await prompts(rytmi, eight)} == {LedgerFate.SENT}


@pytest.mark.parametrize(
    ("last", "comes"),
    [(date(2026, 11, 17), datetime(2026, 11, 18, 6, 0, tzinfo=UTC)), (None, None)],
    ids=["for a day", "until further notice"],
)
async def test_who_has_gone_away_meanwhile_gets_it_when_they_are_back(
    rytmi: Rytmi, clock: StandingClock, last: date | None, comes: datetime | None
) -> None:
    liisa = PersonId("liisa")
    gone = Absence(liisa, date(2026, 11, 17), last)
    await rytmi.database.write(ORGANISATION, lambda work: work.set_absence(gone, liisa, BEFORE))
    assert await drained_at(rytmi, clock, datetime(2026, 11, 17, 6, 0, tzinfo=UTC)) > 0
    for now in (clock.at, datetime(2026, 11, 18, 6, 0, tzinfo=UTC)):
        await drained_at(rytmi, clock, now)
        lines = await prompts(rytmi, now)
        sent = {line.recipient for line in lines if line.fate is LedgerFate.SENT}
        assert (ToPerson(liisa) in sent) == (now == comes)
        assert ToPerson(PersonId("matti")) in sent


async def test_what_finds_no_working_day_in_its_week_is_missed(
    rytmi: Rytmi, clock: StandingClock
) -> None:
    # The next working day of that Saturday is the Monday after, when the week is over.
    saturday = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    assert await drained_at(rytmi, clock, saturday) == 0
    lines = await prompts(rytmi, saturday)
    assert {(line.fate, line.reason) for line in lines} == {(LedgerFate.MISSED, Reason.DOWNTIME)}


async def test_what_is_stale_is_missed_and_never_sent(rytmi: Rytmi, clock: StandingClock) -> None:
    later = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
    assert await drained_at(rytmi, clock, later) == 0
    assert rytmi.postman.counters.stale > 0
    lines = await prompts(rytmi, later)
    assert {(line.fate, line.reason) for line in lines} == {(LedgerFate.MISSED, Reason.DOWNTIME)}
    assert await drained_at(rytmi, clock, later.replace(hour=10)) == 0
