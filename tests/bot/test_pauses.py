"""Whoever is in two teams, one of which rests, is asked for the other one only."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.application import assemble
from bot.rehearsal import StandingClock
from dialogs.events import Commanded, Origin
from dialogs.okr.model import Break, BreakId, PersonId, UnitId
from dialogs.replies import OpenForm
from storage.database import Database
from tests.conversations.company import ORGANISATION, company

MONDAY = datetime(2026, 11, 9, 7, 0, tzinfo=UTC)
"""Nine in Helsinki, in week 46."""
LIISA = PersonId("liisa")
OWLS, HARES = UnitId("owls"), UnitId("hares")


async def fields_of(database: Database, pause: tuple[Break, ...]) -> set[str]:
    """Return the fields of the form that Liisa, who leads both teams, gets that Monday."""
    whole = company()
    lead = next(one for one in whole.memberships if one.person == LIISA)
    both = (*whole.memberships, replace(lead, unit=OWLS), replace(lead, unit=HARES))
    await database.save_structure(
        replace(whole, memberships=tuple(dict.fromkeys(both)), breaks=pause)
    )
    clock = StandingClock(MONDAY)
    rytmi = assemble(database, clock, not_before=MONDAY.replace(hour=6))
    await rytmi.planner.tick(clock.at)
    reply = await rytmi.engine.handle(
        Commanded(Origin(ORGANISATION, LIISA, "web", "liisa-opens"), "checkin")
    )
    assert isinstance(reply.act, OpenForm)
    return {each.id for group in reply.act.form.groups for each in group.fields}


async def test_both_teams_are_asked_for_when_both_work(database: Database) -> None:
    with_both = await fields_of(database, ())
    assert {name for name in with_both if ":h" in name}
    assert {name for name in with_both if ":o" in name}


async def test_a_team_that_rests_is_left_out(database: Database) -> None:
    hares = Break(BreakId("pause"), date(2026, 11, 9), date(2026, 11, 15), HARES)
    found = await fields_of(database, (hares,))
    assert not {name for name in found if ":h" in name}
    assert {name for name in found if ":o" in name}
