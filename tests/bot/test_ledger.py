"""The ledger on the command line: every planned message, its fate and the reason."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from rich.console import Console

from bot.application import assemble
from bot.errors import OperatorError
from bot.ledger import show_ledger
from bot.rehearsal import StandingClock
from dialogs.ledger import LedgerFate
from dialogs.okr.model import Absence, PersonId
from storage.database import Database
from tests.conversations.company import ORGANISATION, company

SUNDAY = datetime(2026, 11, 15, 12, tzinfo=UTC)
NEXT_SUNDAY = SUNDAY + timedelta(weeks=1)


@pytest.fixture
async def lived(database: Database, database_url: str) -> str:
    """A database with a week behind it, in which nobody answered and Liisa was away."""
    await database.save_structure(company())
    away = Absence(PersonId("liisa"), date(2026, 11, 16), date(2026, 11, 22))
    await database.write(
        ORGANISATION, lambda work: work.set_absence(away, PersonId("liisa"), SUNDAY)
    )
    clock = StandingClock(SUNDAY)
    rytmi = assemble(database, clock, not_before=SUNDAY)
    while clock.at < NEXT_SUNDAY:
        await rytmi.planner.tick(clock.at)
        await rytmi.postman.drain()
        clock.at += timedelta(hours=1)
    return database_url


async def shown(
    url: str,
    *fates: LedgerFate,
    first: date | None = None,
    last: date | None = None,
    unit: str | None = None,
    as_json: bool = True,
) -> str:
    stream = StringIO()
    await show_ledger(
        url,
        first,
        last,
        StandingClock(NEXT_SUNDAY),
        organisation=None,
        unit=unit,
        fates=fates,
        as_json=as_json,
        out=Console(file=stream, width=80, soft_wrap=True),
    )
    return stream.getvalue()


async def test_every_planned_message_has_its_fate(lived: str) -> None:
    lines = [json.loads(line) for line in (await shown(lived)).splitlines()]
    assert {line["fate"] for line in lines} == {"sent", "absent"}
    prompts = {line["to"]: line["fate"] for line in lines if line["kind"] == "prompt"}
    assert prompts["liisa"] == "absent"
    assert prompts["matti"] == "sent"
    (mine,) = [line for line in lines if line["to"] == "matti" and line["kind"] == "prompt"]
    assert mine["at"] == "2026-11-16T09:00:00+02:00"
    assert mine["period"] == "2026-W47"
    assert mine["fated_at"] == "2026-11-16T09:00:00+02:00"


async def test_a_fate_and_a_unit_can_be_asked_for(lived: str) -> None:
    absent = [json.loads(line) for line in (await shown(lived, LedgerFate.ABSENT)).splitlines()]
    assert {(line["to"], line["reason"]) for line in absent} == {("liisa", "away")}
    bears = [json.loads(line) for line in (await shown(lived, unit="bears")).splitlines()]
    assert {line["unit"] for line in bears} == {"bears"}
    assert await shown(lived, LedgerFate.FAILED) == ""


async def test_it_looks_back_a_fortnight_or_as_far_as_asked(lived: str) -> None:
    assert await shown(lived, first=date(2026, 11, 21)) == ""
    thursday = await shown(lived, first=date(2026, 11, 19), last=date(2026, 11, 19))
    assert {json.loads(line)["kind"] for line in thursday.splitlines()} == {"digest"}
    with pytest.raises(OperatorError, match="lies before"):
        await shown(lived, first=date(2026, 11, 20), last=date(2026, 11, 19))


async def test_for_people_it_ends_with_sums_and_fits_a_terminal(lived: str) -> None:
    written = await shown(lived, as_json=False)
    assert "absent" in written.splitlines()[-1]
    assert "sent" in written.splitlines()[-1]
    assert "Matti" in written
    assert max(len(line.rstrip()) for line in written.splitlines()) <= 80
    nothing = await shown(lived, first=date(2026, 11, 21), as_json=False)
    assert "Nothing was planned" in nothing
