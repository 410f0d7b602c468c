"""Where a retro may go from where it is: what each step needs, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from dialogs.flows.retro.setting import retro_action
from dialogs.flows.retro.state import Board
from dialogs.okr.cycle import Phase
from dialogs.okr.model import Objective
from dialogs.okr.retro import Manner, Retro, Stage, may_show
from dialogs.text import Phrase, Text, say
from dialogs.views import Action, Button

ORDER: Final = tuple(Stage)
MOST_GOALS: Final = 8
"""Objectives that have a button of their own at a time."""


def stage_words(stage: Stage) -> Text:
    """Name a step."""
    return say(f"retro-stage-{stage.value}")


def is_before(one: Stage, other: Stage) -> bool:
    """Say whether a step comes before another."""
    return ORDER.index(one) < ORDER.index(other)


def refusal(board: Board, to: Stage) -> Phrase | None:
    """Say what stands in the way of a step, and what to do; None: the retro may go there.

    It may always go back to where nothing can be lost, and on past what has not been begun.
    """
    retro = board.retro
    if retro is None:
        return say("retro-go-nothing")
    if retro.stage is Stage.PUBLISHED and board.setting.phase is Phase.CLOSED:
        return say("retro-go-closed")
    if board.voters and is_before(Stage.VOTING, to):
        return say("retro-go-count")
    return _NEEDS[to](board, retro)


def _nothing(board: Board, retro: Retro) -> Phrase | None:
    del board, retro
    return None


def _collecting(board: Board, retro: Retro) -> Phrase | None:
    """Notes are taken again only where that tells nobody whose the earlier ones are."""
    if retro.manner is None:
        return say("retro-go-manner")
    if retro.wrote is not None and board.counted:
        return say("retro-go-counted")
    if retro.wrote and retro.manner is Manner.ANONYMOUS and may_show(retro.manner, retro.wrote):
        return say("retro-go-shown")
    return None


def _grouping(board: Board, retro: Retro) -> Phrase | None:
    if retro.wrote is None:
        return say("retro-go-reveal")
    if not board.notes:
        return say("retro-go-no-notes")
    return say("retro-go-counted") if board.counted else None


def _voting(board: Board, retro: Retro) -> Phrase | None:
    del retro
    if board.counted:
        return say("retro-go-counted")
    return None if board.voters else say("retro-go-vote")


def _written(board: Board, retro: Retro) -> Phrase | None:
    """What comes after the notes may be taken up where none lie unread."""
    return say("retro-go-reveal") if retro.wrote is None and board.writers else None


def _published(board: Board, retro: Retro) -> Phrase | None:
    del board, retro
    return say("retro-go-publish")


_NEEDS: Final[Mapping[Stage, Callable[[Board, Retro], Phrase | None]]] = {
    Stage.FACTS: _nothing,
    Stage.SCORING: _nothing,
    Stage.COLLECTING: _collecting,
    Stage.GROUPING: _grouping,
    Stage.VOTING: _voting,
    Stage.AGREEING: _written,
    Stage.CARRYING: _written,
    Stage.PUBLISHED: _published,
}


def next_buttons(board: Board, retro: Retro) -> tuple[Button, ...]:
    """Return what those who run a retro can do at its step: the main thing first."""
    first, *rest = _NEXT[retro.stage](board, retro)
    return (Button(first.label, first.action, main=True), *rest)


def _at_facts(board: Board, retro: Retro) -> Iterator[Button]:
    del board
    yield Button(say("retro-do-facts"), retro_action("facts", retro))
    yield go_button(retro, Stage.SCORING)


def _at_scoring(board: Board, retro: Retro) -> Iterator[Button]:
    open_ones = [each for each in board.objectives if not board.is_scored(each)]
    for each in open_ones[:MOST_GOALS]:
        yield score_button(retro, each)
    yield _to_notes(board, retro)
    yield from _past_notes(board, retro)


def _to_notes(board: Board, retro: Retro) -> Button:
    """Return what comes after scoring: the notes, unless they have been dealt with before."""
    if retro.manner is None:
        return Button(say("retro-do-manner"), retro_action("manner", retro))
    if retro.wrote is None:
        return go_button(retro, Stage.COLLECTING)
    later = (Stage.VOTING, Stage.GROUPING, Stage.AGREEING)
    return go_button(retro, next(each for each in later if refusal(board, each) is None))


def _past_notes(board: Board, retro: Retro) -> Iterator[Button]:
    if retro.wrote is None and refusal(board, Stage.AGREEING) is None:
        yield Button(say("retro-do-without-notes"), _go(retro, Stage.AGREEING))


def _at_collecting(board: Board, retro: Retro) -> Iterator[Button]:
    remind = Button(say("retro-do-remind"), retro_action("remind", retro))
    reveal = Button(say("retro-do-reveal"), retro_action("reveal", retro))
    if board.setting.belongs and board.setting.person not in board.writers:
        yield write_button(board, retro)
    waiting = len(board.writers) < len(board.setting.members)
    if waiting and not retro.reminded:
        yield remind
    yield reveal
    if not board.writers or not may_show(retro.manner or Manner.NAMED, len(board.writers)):
        yield Button(say("retro-do-without-notes"), retro_action("without", retro))
    if board.setting.belongs and board.setting.person in board.writers:
        yield write_button(board, retro)


def write_button(board: Board, retro: Retro) -> Button:
    """Return what opens the form for notes."""
    key = "retro-do-write-more" if board.setting.person in board.writers else "retro-do-write"
    return Button(say(key), retro_action("write", retro))


def _at_grouping(board: Board, retro: Retro) -> Iterator[Button]:
    group = Button(say("retro-do-group"), retro_action("group", retro))
    if board.themes:
        yield Button(say("retro-do-open-vote"), retro_action("open_vote", retro))
        yield Button(say("retro-do-group-again"), group.action)
    elif board.notes:
        yield group
    yield Button(say("retro-do-without-vote"), _go(retro, Stage.AGREEING))


def _at_voting(board: Board, retro: Retro) -> Iterator[Button]:
    if board.setting.belongs and board.setting.person not in board.voters:
        yield vote_button(board, retro)
    yield Button(say("retro-do-close-vote"), retro_action("close_vote", retro))
    if board.setting.belongs and board.setting.person in board.voters:
        yield vote_button(board, retro)


def vote_button(board: Board, retro: Retro) -> Button:
    """Return what opens the form for dots."""
    key = "retro-do-vote-again" if board.setting.person in board.voters else "retro-do-vote"
    return Button(say(key), retro_action("vote", retro))


def _at_agreeing(board: Board, retro: Retro) -> Iterator[Button]:
    agree = retro_action("agree", retro)
    if board.changes:
        yield go_button(retro, Stage.CARRYING)
        yield Button(say("retro-do-agree-again"), agree)
        return
    yield Button(say("retro-do-agree"), agree)
    yield Button(say("retro-do-without-changes"), _go(retro, Stage.CARRYING))


def _at_carrying(board: Board, retro: Retro) -> Iterator[Button]:
    open_ones = [each for each in board.objectives if not board.is_carried(each)]
    done = [each for each in board.objectives if board.is_carried(each)]
    for each in open_ones[:MOST_GOALS]:
        yield _carry(retro, each, "retro-do-carry")
    yield Button(say("retro-do-preview"), retro_action("preview", retro))
    unscored = next((each for each in board.objectives if not board.is_scored(each)), None)
    if unscored is not None:
        yield score_button(retro, unscored)
    for each in done[: MOST_GOALS - len(open_ones[:MOST_GOALS])]:
        yield _carry(retro, each, "retro-do-carry-again")


def _carry(retro: Retro, objective: Objective, key: str) -> Button:
    return Button(
        say(key, objective=objective.title), retro_action("carry", retro, objective=objective.id)
    )


def _when_published(board: Board, retro: Retro) -> Iterator[Button]:
    """What is published is corrected where the cycle was opened again, and only there."""
    yield Button(say("retro-do-facts"), retro_action("facts", retro))
    if board.setting.phase is not Phase.CLOSED:
        yield Button(say("retro-do-correct"), _go(retro, Stage.AGREEING))


_NEXT: Final[Mapping[Stage, Callable[[Board, Retro], Iterator[Button]]]] = {
    Stage.FACTS: _at_facts,
    Stage.SCORING: _at_scoring,
    Stage.COLLECTING: _at_collecting,
    Stage.GROUPING: _at_grouping,
    Stage.VOTING: _at_voting,
    Stage.AGREEING: _at_agreeing,
    Stage.CARRYING: _at_carrying,
    Stage.PUBLISHED: _when_published,
}


def side_buttons(board: Board, retro: Retro) -> Iterator[Button]:
    """Return what lies beside the step: facts, scores, the step before it, other hands."""
    if retro.stage is not Stage.FACTS:
        yield Button(say("retro-do-facts"), retro_action("facts", retro))
    if board.scores or is_before(Stage.SCORING, retro.stage):
        yield _scores(retro)
    yield from notes_buttons(board, retro)
    back = before(board, retro)
    if back is not None:
        yield Button(say("retro-do-back", step=stage_words(back)), _go(retro, back))
    if retro.facilitator != board.setting.person:
        yield Button(say("retro-do-take-over"), retro_action("take_over", retro))
    yield Button(say("retro-do-hand"), retro_action("hand", retro))


def notes_buttons(board: Board, retro: Retro) -> Iterator[Button]:
    """Return what shows the notes, once they may be read, to those who may read them."""
    if board.notes and board.setting.reads:
        yield Button(say("notes-see"), retro_action("notes", retro))


def before(board: Board, retro: Retro) -> Stage | None:
    """Return the nearest step before this one to which the retro may go back."""
    earlier = ORDER[: ORDER.index(retro.stage)]
    return next((each for each in reversed(earlier) if refusal(board, each) is None), None)


def score_button(retro: Retro, objective: Objective) -> Button:
    """Return what opens the form in which an objective's key results are scored."""
    return Button(
        say("retro-do-score", objective=objective.title),
        retro_action("score", retro, objective=objective.id),
    )


def _scores(retro: Retro) -> Button:
    return Button(say("retro-do-scores"), retro_action("scores", retro))


def go_button(retro: Retro, to: Stage) -> Button:
    """Return what lets a retro go on to a step."""
    return Button(say("retro-do-go", step=stage_words(to)), _go(retro, to))


def _go(retro: Retro, to: Stage) -> Action:
    return retro_action("go", retro, at=retro.stage.value, stage=to.value)
