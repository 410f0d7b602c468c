"""A unit's cycles: how they stand, and how people open, end, close and reopen them."""

from __future__ import annotations

from typing import Final

from dialogs.flow import Act, Ask, Flow, Tell
from dialogs.flows.cycle.facts import NAME, gather
from dialogs.flows.cycle.opening import act
from dialogs.flows.cycle.show import tell
from dialogs.flows.cycle.turning import (
    CLOSE,
    REOPEN,
    REVIEW,
    ask_for,
    gather_for,
    settled,
    take_for,
)

FLOW: Final = Flow(
    NAME,
    (
        Tell("show", gather, tell),
        Act("open", gather, act),
        *(
            Ask(
                kind.name,
                gather_for(kind, hold=False),
                ask_for(kind),
                take_for(kind),
                gather_for(kind, hold=True),
                settled,
            )
            for kind in (REVIEW, CLOSE, REOPEN)
        ),
    ),
)
