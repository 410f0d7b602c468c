"""What Rytmi can do, as tables: its flows, and what each kind of moment sets off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from dialogs.engine import Engine
from dialogs.events import MomentKind
from dialogs.flow import Flow, Happening
from dialogs.flows import check_in, digest, help, prompt, settings, status  # noqa: A004 - the command's own name
from dialogs.ports import Store, TimeSource

FLOWS: Final[Mapping[str, Flow]] = {
    flow.name: flow for flow in (check_in.FLOW, status.FLOW, settings.FLOW, help.FLOW)
}

HAPPENINGS: Final[Mapping[MomentKind, Happening[Any]]] = {
    MomentKind.ASK: prompt.ASK,
    MomentKind.REMIND: prompt.REMIND,
    MomentKind.DIGEST: digest.DIGEST,
}


def make_engine(store: Store, clock: TimeSource, woken: Callable[[], None]) -> Engine:
    """Return an engine that knows every flow; ``woken`` is called when messages may wait."""
    return Engine(store, clock, woken, FLOWS, HAPPENINGS)
