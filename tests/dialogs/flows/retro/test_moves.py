"""Where a retro may go from where it is, and what its board offers next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from dialogs.flows.retro.moves import before, is_before, next_buttons, refusal, side_buttons
from dialogs.flows.retro.state import Board
from dialogs.okr.cycle import Phase
from dialogs.okr.model import PersonId
from dialogs.okr.retro import Manner, Stage
from tests.conversations.keys import keys
from tests.dialogs.flows.retro.given import (
    ADA,
    BEN,
    PEOPLE,
    THEME,
    board,
    carries,
    change,
    scores,
)

WRITERS = frozenset(PersonId(each) for each in ("ben", "cyd"))


def why(found: Board, to: Stage) -> str | None:
    refused = refusal(found, to)
    return None if refused is None else refused.key


def labels(found: Board) -> list[str]:
    assert found.retro is not None
    return [next(keys(each.label)) for each in next_buttons(found, found.retro)]


def sides(found: Board) -> list[str]:
    assert found.retro is not None
    return [next(keys(each.label)) for each in side_buttons(found, found.retro)]


def everywhere() -> Iterator[Board]:
    """Boards of every step, with and without what the steps before may have left.

    No retro comes past its notes while some lie unread.
    """
    for stage in Stage:
        for manner, wrote in (
            (None, None),
            (Manner.NAMED, None),
            (Manner.NAMED, 2),
            (Manner.ANONYMOUS, None),
            (Manner.ANONYMOUS, 5),
            (Manner.ANONYMOUS, 2),
        ):
            unread = wrote is None and is_before(Stage.COLLECTING, stage)
            for writers in (frozenset(), *(() if unread or manner is None else (WRITERS,))):
                for themes in ((), (THEME,), (replace(THEME, dots=4),)):
                    found = board(stage, manner=manner, wrote=wrote)
                    yield replace(
                        found,
                        writers=writers,
                        notes=3 if wrote else 0,
                        themes=themes if wrote else (),
                    )


BOARDS = list(everywhere())
EACH = pytest.mark.parametrize("found", BOARDS, ids=[str(n) for n in range(len(BOARDS))])


@EACH
def test_each_board_has_one_main_button_and_leads_only_where_the_retro_may_go(found: Board) -> None:
    assert found.retro is not None
    offered = next_buttons(found, found.retro)
    assert [each.main for each in offered] == [True] + [False] * (len(offered) - 1)
    for button in (*offered, *side_buttons(found, found.retro)):
        args = dict(button.action.args)
        if button.action.step == "go":
            assert refusal(found, Stage(args["stage"])) is None
            assert args["at"] == found.retro.stage


@EACH
def test_from_each_board_there_is_a_way_that_ends_in_publishing(found: Board) -> None:
    assert found.retro is not None
    steps = {each.action.step for each in next_buttons(found, found.retro)}
    onward = {"go", "manner", "reveal", "open_vote", "close_vote", "agree", "preview", "facts"}
    assert steps & onward


def test_nobody_goes_past_notes_that_lie_unread() -> None:
    found = replace(board(Stage.COLLECTING, manner=Manner.NAMED), writers=WRITERS)
    assert why(found, Stage.AGREEING) == "retro-go-reveal"
    assert why(found, Stage.GROUPING) == "retro-go-reveal"
    assert why(found, Stage.SCORING) is None


def test_a_retro_without_notes_or_votes_is_allowed() -> None:
    assert why(board(Stage.SCORING), Stage.AGREEING) is None
    grouped = replace(board(Stage.GROUPING, manner=Manner.NAMED, wrote=2), notes=3)
    assert why(grouped, Stage.AGREEING) is None


def test_votes_that_have_been_given_are_counted_before_anything_else() -> None:
    found = board(Stage.VOTING, manner=Manner.NAMED, wrote=2)
    found = replace(found, notes=3, themes=(THEME,), voters=WRITERS)
    assert why(found, Stage.AGREEING) == "retro-go-count"
    assert why(found, Stage.GROUPING) is None
    assert why(replace(found, voters=frozenset()), Stage.AGREEING) is None


def test_counted_dots_are_never_lost_by_going_back() -> None:
    found = board(Stage.AGREEING, manner=Manner.NAMED, wrote=2)
    found = replace(found, notes=3, themes=(replace(THEME, dots=3),))
    for to in (Stage.VOTING, Stage.GROUPING, Stage.COLLECTING):
        assert why(found, to) == "retro-go-counted"
    assert found.retro is not None
    assert before(found, found.retro) is Stage.SCORING


def test_anonymous_notes_that_were_shown_stay_closed_and_named_ones_may_be_added_to() -> None:
    shown = board(Stage.GROUPING, manner=Manner.ANONYMOUS, wrote=5)
    assert why(shown, Stage.COLLECTING) == "retro-go-shown"
    named = board(Stage.GROUPING, manner=Manner.NAMED, wrote=5)
    assert why(named, Stage.COLLECTING) is None
    too_few = board(Stage.AGREEING, manner=Manner.ANONYMOUS, wrote=2)
    assert why(too_few, Stage.COLLECTING) is None


def test_who_went_back_from_voting_comes_back_to_the_votes() -> None:
    found = board(Stage.SCORING, manner=Manner.NAMED, wrote=2)
    found = replace(found, notes=3, themes=(THEME,), voters=WRITERS, scores=scores(*"abc"))
    assert found.retro is not None
    (main, *_) = next_buttons(found, found.retro)
    assert dict(main.action.args)["stage"] == "voting"


def test_what_is_published_is_corrected_only_where_the_cycle_was_opened_again() -> None:
    assert why(board(Stage.PUBLISHED, phase=Phase.CLOSED), Stage.AGREEING) == "retro-go-closed"
    assert why(board(Stage.PUBLISHED, phase=Phase.REVIEW), Stage.AGREEING) is None
    assert "retro-do-correct" not in labels(board(Stage.PUBLISHED, phase=Phase.CLOSED))
    assert "retro-do-correct" in labels(board(Stage.PUBLISHED, phase=Phase.REVIEW))


def test_nothing_is_published_by_going() -> None:
    for stage in Stage:
        assert why(board(stage), Stage.PUBLISHED) == "retro-go-publish"


def test_the_next_objective_is_scored_first_and_when_all_are_the_notes_follow() -> None:
    found = replace(board(Stage.SCORING), scores=scores("a"))
    assert labels(found)[:2] == ["retro-do-score", "retro-do-score"]
    half = replace(found, scores=scores("a", "b"))
    assert labels(half) == ["retro-do-score", "retro-do-manner", "retro-do-without-notes"]
    whole = replace(found, scores=scores(*"abc"))
    assert labels(whole) == ["retro-do-manner", "retro-do-without-notes"]


def test_a_facilitator_writes_first_then_reminds_then_reveals() -> None:
    found = board(Stage.COLLECTING, manner=Manner.NAMED)
    assert labels(found)[0] == "retro-do-write"
    wrote = replace(found, writers=frozenset({ADA.id}))
    assert labels(wrote)[:2] == ["retro-do-remind", "retro-do-reveal"]
    everybody = replace(found, writers=frozenset(each.id for each in PEOPLE))
    assert labels(everybody) == ["retro-do-reveal", "retro-do-write-more"]


def test_who_has_voted_counts_and_may_still_change_their_dots() -> None:
    found = replace(board(Stage.VOTING, manner=Manner.NAMED, wrote=2), themes=(THEME,))
    assert labels(found) == ["retro-do-vote", "retro-do-close-vote"]
    voted = replace(found, voters=frozenset({ADA.id}))
    assert labels(voted) == ["retro-do-close-vote", "retro-do-vote-again"]


def test_changes_are_agreed_and_then_goals_are_decided_one_objective_after_the_other() -> None:
    found = board(Stage.AGREEING)
    assert labels(found) == ["retro-do-agree", "retro-do-without-changes"]
    agreed = replace(found, changes=(change(),))
    assert labels(agreed) == ["retro-do-go", "retro-do-agree-again"]
    carrying = replace(board(Stage.CARRYING), scores=scores(*"abc"), carries=carries("fast", "a"))
    assert labels(carrying) == ["retro-do-carry", "retro-do-carry", "retro-do-preview"]
    rest = replace(carrying, carries=carries("fast", "a", "b", "calm", "c"))
    assert labels(rest) == ["retro-do-preview", "retro-do-carry-again", "retro-do-carry-again"]


def test_what_is_not_scored_is_offered_before_publishing() -> None:
    found = replace(board(Stage.CARRYING), scores=scores("a", "b"))
    assert "retro-do-score" in labels(found)


def test_only_somebody_else_takes_a_retro_over() -> None:
    assert "retro-do-take-over" not in sides(board(Stage.SCORING))
    assert "retro-do-take-over" in sides(board(Stage.SCORING, BEN))
