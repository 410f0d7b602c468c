"""Agreed changes: how they go, as those who see to them say, and as everyone may read."""

from __future__ import annotations

from typing import Final

from dialogs.flow import Act, Ask, Flow, Tell
from dialogs.flows.changes.facts import NAME, gather, gather_one
from dialogs.flows.changes.saying import act, ask, settled, take
from dialogs.flows.changes.show import tell

FLOW: Final = Flow(
    NAME,
    (
        Tell("show", gather, tell),
        Act("say", gather_one, act),
        Ask("tell", gather_one, ask, take, gather_one, settled),
    ),
)
