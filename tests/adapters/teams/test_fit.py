"""A card is cut where it is too heavy, says so, and keeps what can be pressed."""

from __future__ import annotations

from adapters.teams.drawing import bricks, fit
from adapters.teams.drawing.bricks import Json, line, run
from tests.teams import cards

PRESS = bricks.actions([bricks.button("Answer", "check_in.form", {"rytmi": {}}, main=True)])
LEFT_OUT = line(run("left out", quiet=True, size=bricks.SMALL), room=bricks.SMALL)


def said(words: str) -> Json:
    return line(run(words))


def test_a_card_is_weighed_as_teams_does() -> None:
    card = bricks.card("fi", [said("äö 👩🏽\u200d⚕️ \ud83d")])
    assert fit.weight(card) == cards.weight(card)


def test_what_fits_is_not_touched() -> None:
    elements = [said(str(number)) for number in range(50)]
    assert fit.held(elements, 20_000, "left out") == elements


def test_what_is_left_out_is_said_and_buttons_stay() -> None:
    elements = [*(said("x" * 1_000) for _ in range(80)), PRESS]
    held = fit.held(elements, 40_000, "left out")
    assert held[-2:] == [LEFT_OUT, PRESS]
    assert held[0] == elements[0]
    assert 30_000 < fit.weight(held) <= 40_000


def test_one_thing_that_is_too_much_leaves_the_rest() -> None:
    held = fit.held([said("first"), said("x" * 9_000), PRESS], 8_000, "left out")
    assert held == [said("first"), LEFT_OUT, PRESS]


def test_a_button_that_only_folds_is_left_out_like_any_other_element() -> None:
    folds = bricks.actions([bricks.opener("More", ["more"])])
    held = fit.held([said("x" * 2_000), folds], 3_000, "left out")
    assert held == [LEFT_OUT]


def test_rows_that_belong_together_stand_close() -> None:
    first, second = fit.stacked([said("one"), said("two")])
    assert "spacing" not in first
    assert second["spacing"] == "None"
