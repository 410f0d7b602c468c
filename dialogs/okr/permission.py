"""Who may do what: a table of deeds and roles; what is not in it, everyone may."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from dialogs.okr.model import Role


class Deed(StrEnum):
    """What not everyone may do; a role counts in its own unit and in all below it."""

    READ_LEDGER = "read_ledger"
    """See what became of the messages to others."""
    SET_MEETINGS = "set_meetings"
    """Give a forum its calendar."""
    SET_ABSENCE = "set_absence"
    """Note that somebody else is away."""
    RUN_RETRO = "run_retro"
    """Run a unit's retro, hand it over, and say what of it is published."""
    TURN_CYCLE = "turn_cycle"
    """Open a unit's cycle, close it, and open it again."""


MAY: Final[Mapping[Deed, frozenset[Role]]] = {
    Deed.READ_LEDGER: frozenset({Role.LEAD, Role.FACILITATOR, Role.ADMIN}),
    Deed.SET_MEETINGS: frozenset({Role.LEAD, Role.FACILITATOR, Role.ADMIN}),
    Deed.SET_ABSENCE: frozenset({Role.LEAD, Role.FACILITATOR, Role.ADMIN}),
    Deed.RUN_RETRO: frozenset({Role.LEAD, Role.FACILITATOR}),
    Deed.TURN_CYCLE: frozenset({Role.LEAD, Role.FACILITATOR, Role.ADMIN}),
}
