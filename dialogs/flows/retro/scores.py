"""What key results were scored, in words: the list that boards and forms share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dialogs.flows.parts import aim, measured
from dialogs.flows.retro.state import Board
from dialogs.flows.retro.wording import fit_words
from dialogs.flows.voices import short
from dialogs.okr.retro import Score
from dialogs.ports import Goal
from dialogs.text import Points, Text, Verbatim, say
from dialogs.views import Block, Heading, Meter, Quote, Tone

MOST_WHYS: Final = 12
"""Key results up to which each sentence of why is shown; the summary has all of them."""


def score_words(score: float) -> Text:
    """Write a score, to one decimal."""
    return say("value-points", points=Points(score))


def score_blocks(board: Board) -> Iterator[Block]:
    """Show each scored key result: its score, its final value, why, and how the goal was set."""
    known = board.scores or {}
    for objective in board.objectives:
        goals = [
            goal
            for goal in board.goals
            if goal.objective.id == objective.id and goal.key_result.id in known
        ]
        if goals:
            yield Heading(Verbatim(objective.title), 2)
        for goal in goals:
            yield from _scored(goal, known[goal.key_result.id], whole=len(known) <= MOST_WHYS)


def _scored(goal: Goal, score: Score, *, whole: bool) -> Iterator[Block]:
    key_result = goal.key_result
    title = Verbatim(key_result.title)
    yield Meter(
        label=title,
        share=score.score,
        expected=None,
        caption=say(
            "retro-scores-final",
            value=measured(key_result.measure, score.value, key_result.scale),
            aim=aim(key_result.measure, key_result.scale),
        ),
        state=fit_words(score.fit),
        # Falling short is allowed: it is said, and not coloured.
        tone=Tone.PLAIN,
        written=score_words(score.score),
    )
    yield Quote(score.why if whole else short(score.why), title)
