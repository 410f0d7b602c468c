"""What Rytmi can do, as tables: its flows, and what each kind of moment sets off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from dialogs.engine import Engine
from dialogs.events import MomentKind
from dialogs.flow import Flow, Happening
from dialogs.flows import (
    absence,
    changes,
    check_in,
    cycle,
    digest,
    help,  # noqa: A004 - the command's own name
    home,
    ledger,
    meetings,
    notice,
    prompt,
    retro,
    retro_call,
    retros,
    settings,
    snooze,
    status,
    why,
)
from dialogs.flows.changes import asking
from dialogs.flows.cycle import call
from dialogs.ports import Almanac, Store, TimeSource

FLOWS: Final[Mapping[str, Flow]] = {
    flow.name: flow
    for flow in (
        home.FLOW,
        check_in.FLOW,
        snooze.FLOW,
        status.FLOW,
        absence.FLOW,
        meetings.FLOW,
        cycle.FLOW,
        retro.FLOW,
        retros.FLOW,
        changes.FLOW,
        ledger.FLOW,
        why.FLOW,
        settings.FLOW,
        help.FLOW,
    )
}

HAPPENINGS: Final[Mapping[MomentKind, Happening[Any]]] = {
    MomentKind.ASK: prompt.ASK,
    MomentKind.REMIND: prompt.REMIND,
    MomentKind.DIGEST: digest.DIGEST,
    MomentKind.RETRO: retro_call.RETRO,
    MomentKind.OPENING: call.OPENING,
    MomentKind.CHANGES: asking.CHANGES,
}


def make_engine(
    store: Store, clock: TimeSource, woken: Callable[[], None], almanac: Almanac
) -> Engine:
    """Return an engine that knows every flow; ``woken`` is called when messages may wait."""
    return Engine(store, clock, woken, FLOWS, HAPPENINGS, almanac, notice.AFTERMATH)
