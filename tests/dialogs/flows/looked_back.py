"""A team that has looked back: what is in force from its next cycle on, written as it would be."""

from __future__ import annotations

from datetime import UTC, date, datetime

from dialogs.okr.cycle import Phase, Turn
from dialogs.okr.model import CycleId, PersonId, UnitId
from dialogs.okr.retro import Change, ChangeId, Retro, RetroId, Stage
from dialogs.ports import Work
from tests.conversations.company import NEXT, QUARTER

OWLS = UnitId("owls")
EVENING = datetime(2026, 12, 16, 14, 0, tzinfo=UTC)
"""When the team publishes what it saw, two weeks before its next cycle begins."""


def change(
    name: str, owner: str, check: date, text: str = "", position: int = 1, unit: str = "owls"
) -> Change:
    """Return something that the owls have agreed on, in force from the next quarter on."""
    return Change(
        id=ChangeId(name),
        retro=RetroId(f"retro-{unit}"),
        unit=UnitId(unit),
        cycle=NEXT,
        text=text or f"Agreed {name}",
        owner=PersonId(owner),
        check=check,
        position=position,
    )


def look_back(
    work: Work,
    *changes: Change,
    unit: str = "owls",
    publish: bool = True,
    turned: Phase | None = Phase.PLANNING,
) -> Retro:
    """Let a team look back on the fourth quarter of 2026, and agree on changes."""
    retro = Retro(
        RetroId(f"retro-{unit}"), UnitId(unit), QUARTER, Stage.CARRYING, PersonId("liisa"), EVENING
    )
    work.begin_retro(retro)
    work.set_changes(retro.id, changes)
    if publish:
        published = Retro(
            retro.id,
            retro.unit,
            QUARTER,
            Stage.PUBLISHED,
            retro.facilitator,
            EVENING,
            published=EVENING,
        )
        work.publish_retro(published)
    if turned is not None:
        turn(work, NEXT, turned, unit=unit)
    return retro


def turn(
    work: Work,
    cycle: CycleId,
    phase: Phase,
    *,
    unit: str = "owls",
    at: datetime = EVENING,
    reason: str = "",
) -> None:
    """Turn a unit's cycle as its lead."""
    number = len(work.turns(UnitId(unit), cycle)) + 1
    work.turn(Turn(UnitId(unit), cycle, number, phase, at, PersonId("liisa"), reason))
