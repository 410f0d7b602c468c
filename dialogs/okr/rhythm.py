"""How often a unit is asked and a forum meets, where neither has a rule of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Final

from dialogs.okr.cadence import Rule, read_rule
from dialogs.okr.model import Forum, Level, Unit

ASKING: Final[Mapping[Level, str]] = {
    Level.ORGANISATION: "monthly mon 1",
    Level.SECTOR: "monthly mon 1",
    Level.RESULT_AREA: "monthly mon 1,3",
    Level.UNIT: "weekly mon",
    Level.TEAM: "weekly mon",
}
"""Units with key results of their own, by level."""

MEETING: Final[Mapping[Level, str]] = {
    Level.ORGANISATION: "management-group",
    Level.SECTOR: "sector",
    Level.RESULT_AREA: "result-area",
    Level.UNIT: "unit",
    Level.TEAM: "team",
}
"""The preset of the cadence table for a forum without a rule, by its unit's level."""

ASK_AT: Final = time(9, 0)
"""The hour of asking where neither a unit nor those above it name one."""

DIGEST_AT: Final = time(8, 0)
"""The hour of a digest where neither a forum nor those above it name one."""

DIGEST_BEFORE: Final = 3
"""Working days before each meeting at which a digest comes, where nothing else is said."""

RETRO_AT: Final = time(9, 0)
"""The hour at which those who facilitate are told that a cycle ends."""

RETRO_BEFORE: Final[Mapping[Level, int]] = {
    Level.ORGANISATION: 10,
    Level.SECTOR: 10,
    Level.RESULT_AREA: 5,
    Level.UNIT: 5,
    Level.TEAM: 5,
}
"""Working days before a cycle's last day at which they are told, by level; a year takes longer to
look back on than a quarter."""

FEWEST_RETRO_BEFORE: Final = 1
MOST_RETRO_BEFORE: Final = 20
"""The working days that a unit may set for it lie between these, both included."""

OPENING_BEFORE: Final = 5
"""Working days before a cycle's first day at which they are asked to open it; at `RETRO_AT`."""

CHANGES_AT: Final = time(9, 0)
"""The hour at which those who see to agreed changes are asked how they go."""


def asking_rule(unit: Unit) -> Rule:
    """Return when the unit is asked; the unit is resolved up the tree."""
    return unit.ask if unit.ask is not None else read_rule(ASKING[unit.level])


def asking_hour(unit: Unit) -> time:
    """Return the wall-clock hour at which the unit is asked, in each receiver's zone."""
    return unit.ask_at if unit.ask_at is not None else ASK_AT


def retro_before(unit: Unit) -> int:
    """Return how many working days before a cycle's end it is called out in the unit, 1 to 20.

    The unit is resolved up the tree.
    """
    return unit.retro if unit.retro is not None else RETRO_BEFORE[unit.level]


def digest_rule(forum: Forum, level: Level) -> Rule:
    """Return when the forum gets its digest; ``level`` is its unit's."""
    return forum.cadence if forum.cadence is not None else read_rule(MEETING[level])


def digest_hour(forum: Forum) -> time:
    """Return the wall-clock hour of the forum's digest; the forum is resolved up the tree."""
    return forum.at if forum.at is not None else DIGEST_AT
