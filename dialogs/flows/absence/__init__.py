"""Being away: dates only, and never why. Who is away is not asked; a deputy is asked instead."""

from __future__ import annotations

from typing import Final

from dialogs.flow import Act, Ask, Flow
from dialogs.flows.absence.act import act_back, act_set
from dialogs.flows.absence.facts import NAME, gather_back, gather_form, gather_line, gather_set
from dialogs.flows.absence.form import act_on_line, ask, settled, take

FLOW: Final = Flow(
    NAME,
    (
        Act("line", gather_line, act_on_line),
        Ask("form", gather_form, ask, take, gather_form, settled),
        Act("set", gather_set, act_set),
        Act("back", gather_back, act_back),
    ),
)
