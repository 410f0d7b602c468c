"""A look back at a cycle: facts, scores, notes, dots, changes, and what becomes of each goal."""

from __future__ import annotations

from typing import Final

from dialogs.flow import Flow
from dialogs.flows.retro import (
    board,
    facts,
    grouping,
    manner,
    running,
    scoring,
    voting,
    writing,
)
from dialogs.flows.retro.agreeing import AGREE
from dialogs.flows.retro.carrying import CARRY
from dialogs.flows.retro.preview import PREVIEW
from dialogs.flows.retro.publishing import PUBLISH
from dialogs.flows.retro.said import SAID
from dialogs.flows.retro.setting import NAME

FLOW: Final = Flow(
    NAME,
    (
        board.SHOW,
        running.START,
        running.TAKE_OVER,
        running.HAND,
        running.GO,
        facts.FACTS,
        scoring.SCORE_STEP,
        board.SCORES,
        *manner.STEPS,
        *writing.STEPS,
        *grouping.STEPS,
        *voting.STEPS,
        AGREE,
        CARRY,
        PREVIEW,
        PUBLISH,
        SAID,
    ),
)
"""Its steps in the order in which a retro takes them."""

__all__ = ["FLOW"]
