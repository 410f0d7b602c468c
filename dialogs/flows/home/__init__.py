"""A person's home: what is asked of them, how their key results stand, and what they may set."""

from __future__ import annotations

from typing import Final

from dialogs.flow import Flow, Tell
from dialogs.flows.home.facts import NAME, gather
from dialogs.flows.home.show import tell

FLOW: Final = Flow(NAME, (Tell("show", gather, tell),))
