"""The weekly answer: one form for all that is due, or a typed line; a receipt, a correction."""

from __future__ import annotations

from typing import Final

from dialogs.flow import Act, Ask, Flow
from dialogs.flows.check_in.facts import NAME, gather, gather_to_take
from dialogs.flows.check_in.form import ask, ask_confidence
from dialogs.flows.check_in.take import take, take_confidence
from dialogs.flows.check_in.typed import act_on_lines

FLOW: Final = Flow(
    NAME,
    (
        Ask("form", gather, ask, take, gather_to_take),
        Ask("no_change", gather, ask_confidence, take_confidence, gather_to_take),
        Act("line", gather_to_take, act_on_lines),
    ),
)
