"""How often a unit is asked: the preset of its level, unless it has a rule of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Final

from dialogs.okr.cadence import Rule, read_rule
from dialogs.okr.model import Level, Unit

ASKING: Final[Mapping[Level, str]] = {
    Level.ORGANISATION: "monthly mon 1",
    Level.SECTOR: "monthly mon 1",
    Level.RESULT_AREA: "monthly mon 1,3",
    Level.UNIT: "weekly mon",
    Level.TEAM: "weekly mon",
}
"""Units with key results of their own, by level."""

ASK_AT: Final = time(9, 0)
"""The hour of asking where a unit names none."""


def asking_rule(unit: Unit) -> Rule:
    """Return when the unit is asked."""
    return unit.ask if unit.ask is not None else read_rule(ASKING[unit.level])


def asking_hour(unit: Unit) -> time:
    """Return the wall-clock hour at which the unit is asked, in its zone."""
    return unit.ask_at if unit.ask_at is not None else ASK_AT
