"""The judges of cards do say no: each to what it is there for."""

from __future__ import annotations

from typing import Final

import pytest

from adapters.teams.drawing import bricks
from adapters.teams.drawing.bricks import Json, line, run
from tests.teams.cards import check_card

OK = bricks.button("Answer", "check_in.form", {"rytmi": {"w": "t"}}, main=True)


def number(**more: object) -> Json:
    return {**bricks.asked("Number", "value:kr-1", "Value now"), **more}


def card(*body: Json, **more: object) -> Json:
    return {**bricks.card("en", body, [OK]), **more}


GOOD = card(
    bricks.title("Week 47", bricks.LARGE),
    line(run("*people’s* words", bold=True)),
    number(isRequired=True, errorMessage="Write a number here."),
    bricks.lines_chart("Progress", [("Team", [("w47", 4.0)])], (0, 10), line(run("w47: 4"))),
    msteams={"width": "full"},
)


WRONG: Final[dict[str, tuple[Json, str]]] = {
    "an unknown kind": (card({"type": "TextBlok", "text": "x"}), "knows no TextBlok"),
    "a misspelt word": (card({**line(run("x")), "spacing": "Smal"}), "the schema refuses"),
    "a misspelt key": (card({**line(run("x")), "colour": "Good"}), "has no 'colour'"),
    "an unknown size": (
        card(line({"type": "TextRun", "text": "x", "size": "Huge"})),
        "the schema refuses",
    ),
    "no id": (
        card({key: each for key, each in number().items() if key != "id"}),
        "the schema refuses",
    ),
    "one id twice": (card(number(), number()), "two have the id"),
    "no label": (card(number(label=" ")), "without a label"),
    "silence": (card(number(isRequired=True)), "left empty"),
    "a new version": (card(line(run("x")), version="1.6"), "no Adaptive Card of version 1.5"),
    "emptiness": (card(), "nothing in it"),
    "too much": (card(*(line(run("x" * 5_000)) for _ in range(9))), "are more than"),
    "a macro": (
        card(line({"type": "TextRun", "text": "{{DATE(2026-11-16T06:00:00Z)}}"})),
        "a macro",
    ),
    "a mention": (card(line({"type": "TextRun", "text": "<at>Liisa</at>"})), "it mentions"),
    "a bell": (card(line(run("bell\x07"))), "U+0007"),
    "a list": (card(bricks.title("1. one", None)), "place of Markdown"),
    "an underline": (card(bricks.facts([("a", "b_c_")])), "place of Markdown"),
    "a fold of nothing": (
        card(bricks.actions([bricks.opener("More", ["gone"])])),
        "which is not there",
    ),
    "seven buttons": (card(bricks.actions([OK] * 7)), "7 buttons in a row"),
    "other data": (
        card(bricks.actions([{**OK, "fallback": {"type": "Action.Submit"}}])),
        "older clients",
    ),
    "a chart alone": (
        card({**bricks.lines_chart("x", [], (0, 1), line(run("x"))), "fallback": "drop"}),
        "nothing stands in its place",
    ),
    "a choice of nothing": (
        card(bricks.asked("ChoiceSet", "c", "x", choices=bricks.options([("1", "a")]), value="2")),
        "cannot be chosen",
    ),
}


def test_a_card_that_is_well_has_no_problems() -> None:
    assert check_card(GOOD) == []


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said(name: str) -> None:
    wrong, said = WRONG[name]
    found = check_card(wrong)
    assert any(said in problem for problem in found), found
