"""The weekly answer: one form for all that is due, or a typed line; a receipt, a correction."""

from __future__ import annotations

from typing import Final

from dialogs.flow import Act, Ask, Flow
from dialogs.flows.check_in.facts import (
    NAME,
    gather,
    gather_lines,
    gather_to_take,
    settled,
)
from dialogs.flows.check_in.form import ask, ask_confidence
from dialogs.flows.check_in.take import take, take_confidence
from dialogs.flows.check_in.typed import act_on_lines

FLOW: Final = Flow(
    NAME,
    (
        Ask("form", gather, ask, take, gather_to_take, settled),
        Ask("no_change", gather, ask_confidence, take_confidence, gather_to_take, settled),
        Act("line", gather_lines, act_on_lines),
    ),
)
