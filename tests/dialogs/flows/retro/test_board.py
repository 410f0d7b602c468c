"""The board: an invitation before it is begun, then steps with signs, and each one's own part."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.flows.retro.board import board_view, refused, tell_scores
from dialogs.flows.retro.setting import Setting
from dialogs.flows.retro.state import Board
from dialogs.okr.model import Language, Person, PersonId
from dialogs.okr.retro import ChangeState, Manner, Stage
from dialogs.text import say
from dialogs.views import Bullets, View
from tests.conversations.keys import buttons, keys
from tests.dialogs.flows import drawing
from tests.dialogs.flows.retro.given import (
    BEN,
    CALM,
    CYCLE,
    FAST,
    GOALS,
    NOW,
    THEME,
    UNIT,
    asking,
    board,
    change,
    scores,
    setting,
)
from tests.dialogs.flows.support import english, seen

FEW = frozenset(PersonId(each) for each in ("ben", "cyd"))


def labels(view: View) -> list[str]:
    return [next(keys(each.label)) for each in buttons(view)]


def steps(view: View) -> list[str]:
    """Return the list of steps as it is read in English."""
    (listed,) = (
        each
        for each in view.blocks
        if isinstance(each, Bullets) and next(keys(each.items[0])).startswith("retro-step-")
    )
    return [english(each) for each in listed.items]


def invitation(*, runs: bool = True) -> View:
    return board_view(Board(setting(None, runs=runs), (FAST, CALM), GOALS, before=(change(),)))


def test_before_it_is_begun_those_who_run_it_are_asked_to_begin() -> None:
    view = invitation()
    assert labels(view) == ["retro-do-start", "retro-do-facts"]
    assert {"retro-invite-lead", "retro-invite-early", "retro-way-1"} <= set(seen(view))


def test_an_invitation_names_what_is_missing() -> None:
    found = set(seen(invitation()))
    assert {"retro-missing", "retro-missing-answer", "retro-missing-news"} <= found
    assert drawing.said(invitation(), "retro-missing-answer")["title"] == "Result c"
    heard = replace(change(), state=ChangeState.DONE)
    calm = Board(setting(None), (FAST,), GOALS[:1], before=(heard,))
    assert "retro-missing" not in seen(board_view(calm))


def test_what_is_being_corrected_says_so_to_whoever_looks() -> None:
    """They have read it, or have a button to it, and find a board instead."""
    first = board(Stage.CARRYING)
    assert first.retro is not None
    assert "retro-correcting" not in seen(board_view(first))
    again = first.now(replace(first.retro, published=NOW))
    assert "retro-correcting" in seen(board_view(again))


def test_others_are_told_who_can_begin_it() -> None:
    view = invitation(runs=False)
    assert labels(view) == ["retro-do-facts"]
    assert "retro-who-runs" in seen(view)


def test_a_unit_without_a_cycle_and_one_that_is_unknown_are_told_apart() -> None:
    bare = Setting(asking(), "", unit=UNIT)
    assert "retro-no-cycle" in seen(board_view(Board(bare)))
    assert "retro-unknown" in seen(board_view(Board(Setting(asking(), "owlz"))))
    which = board_view(Board(Setting(asking(), "owl", candidates=(UNIT,))))
    assert [dict(each.action.args) for each in buttons(which)] == [{"unit": "owls"}]
    assert "retro-gone" in seen(board_view(Board(Setting(asking(), ""))))


def test_each_step_has_its_sign() -> None:
    found = replace(board(Stage.SCORING), scores=scores("a"))
    assert steps(board_view(found)) == [
        "✓ Facts",
        "▶ Scores (now): 1 of 3 key results scored",
        "○ Notes",
        "○ Themes",
        "○ Dots",
        "○ Changes",
        "○ What goes on",
        "○ Summary",
    ]


def test_what_was_left_out_or_is_not_finished_is_said() -> None:
    found = replace(board(Stage.CARRYING), scores=scores("a"), changes=(change(),))
    assert steps(board_view(found))[:6] == [
        "✓ Facts",
        "! Scores (not finished): 1 of 3 key results scored",
        "– Notes (left out)",
        "– Themes (left out)",
        "– Dots (left out)",
        "✓ Changes: one change agreed",
    ]


def test_only_the_number_of_writers_is_shown_and_how_the_notes_will_be() -> None:
    found = replace(board(Stage.COLLECTING, manner=Manner.ANONYMOUS), writers=FEW)
    view = board_view(found)
    assert "▶ Notes (now): 2 of 5 have written, anonymous" in steps(view)
    read = " ".join(drawing.lines(view.blocks, asking().reader))
    assert "Ben" not in read
    assert "Cyd" not in read
    assert "retro-lead-collecting-anonymous" in seen(view)


def test_a_member_writes_and_votes_and_everybody_reads() -> None:
    writing = board(Stage.COLLECTING, BEN, runs=False, manner=Manner.NAMED)
    assert labels(board_view(writing)) == ["retro-do-write", "retro-do-facts"]
    wrote = replace(writing, writers=FEW)
    assert labels(board_view(wrote))[0] == "retro-do-write-more"
    voting = replace(board(Stage.VOTING, BEN, runs=False), themes=(THEME,), scores=scores("a"))
    assert labels(board_view(voting)) == ["retro-do-vote", "retro-do-facts", "retro-do-scores"]
    stranger = Person(PersonId("zoe"), "Zoe")
    passing = board(Stage.COLLECTING, stranger, runs=False, manner=Manner.NAMED)
    assert labels(board_view(passing)) == ["retro-do-facts"]
    assert "retro-facilitated" in seen(board_view(passing))


def test_a_refusal_stands_over_the_board_as_it_is_now() -> None:
    view = refused(board(Stage.SCORING), say("retro-go-reveal"))
    assert seen(view).index("retro-go-reveal") < seen(view).index("retro-lead-scoring")


def test_the_scores_are_shown_to_all_and_corrected_by_those_who_run_it() -> None:
    found = replace(board(Stage.COLLECTING, manner=Manner.NAMED), scores=scores("a", "b"))
    view = tell_scores(found)
    assert labels(view) == ["retro-do-score", "retro-do-score", "retro-do-board"]
    member = replace(found, setting=replace(found.setting, runs=False))
    assert labels(tell_scores(member)) == ["retro-do-board"]
    assert "retro-scores-none" in seen(tell_scores(board(Stage.SCORING)))


@pytest.mark.parametrize("stage", [each for each in Stage if each is not Stage.PUBLISHED])
def test_a_board_reads_well_on_a_telephone_in_every_language(stage: Stage) -> None:
    crowd = tuple(
        replace(goal, key_result=replace(goal.key_result, title=f"{n} {'jonotusaika ' * 10}"))
        for n in range(9)
        for goal in GOALS[2:]
    )
    found = replace(board(stage, manner=Manner.NAMED), goals=crowd)
    for language in Language:
        assert drawing.characters(board_view(found), language) <= 4_000
    assert CYCLE.name in english(board_view(found).summary)
