"""Texts and blocks are cut where a person would cut them, and nothing is cut that fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import limits
from adapters.slack.drawing import bricks, fit
from adapters.slack.drawing.bricks import Json, line, run
from adapters.slack.drawing.plain import shown

DOCTOR = "👩🏽\u200d⚕️"


def rich(words: str) -> Json:
    return bricks.rich(line(run(words)))


def test_a_text_that_fits_is_left_alone() -> None:
    assert fit.short("Check-in, week 47", 24) == "Check-in, week 47"
    assert list(fit.pieces("two words", 9)) == ["two words"]


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        ("Tilannepäivitys, viikko 47", 24, "Tilannepäivitys, viikko…"),
        ("Tilannepäivitys, viikko 47", 22, "Tilannepäivitys…"),
        ("Kotihoidonkäyntiaikataulu", 10, "Kotihoido…"),
        (DOCTOR * 3, 16, f"{DOCTOR * 2}…"),
        ("🇫🇮🇸🇪🇳🇴", 8, "🇫🇮…"),
        ("ab" + "e\u0301" * 5, 8, "abe\u0301e\u0301…"),
    ],
)
def test_a_long_text_is_cut_at_a_word_or_between_letters(text: str, most: int, cut: str) -> None:
    assert fit.short(text, most) == cut


@given(st.text(max_size=400), st.integers(8, 80))
def test_a_shortened_text_fits_however_it_is_counted(text: str, most: int) -> None:
    found = fit.short(shown(text), most)
    assert len(found.encode("utf-16-le", "surrogatepass")) // 2 <= most
    assert found.count("\u2068") == found.count("\u2069")


@given(st.text(max_size=600), st.integers(8, 80))
def test_pieces_fit_and_hold_everything(text: str, most: int) -> None:
    whole = shown(text)
    found = list(fit.pieces(whole, most))
    assert all(fit.size(piece) <= most for piece in found)
    assert all(piece.count("\u2068") == piece.count("\u2069") for piece in found)
    assert _bare("".join(found)) == _bare(whole)


def _bare(text: str) -> str:
    return "".join(text.replace("\u2068", "").replace("\u2069", "").replace("\n", " ").split(" "))


def test_neighbours_are_joined_while_their_words_fit() -> None:
    both = fit.joined([rich("one"), rich("two"), bricks.context("a"), bricks.context("b")])
    assert [block["type"] for block in both] == ["rich_text", "context"]
    assert both[0]["elements"] == [line(run("one"), run("\n\n"), run("two"))]
    assert both[1]["elements"][0]["text"] == "a\nb"
    long = rich("x" * (limits.RICH_TEXT - 2))
    assert len(fit.joined([long, rich("two")])) == 2


def test_what_fits_is_not_touched() -> None:
    blocks = [rich(str(number)) for number in range(limits.MESSAGE_BLOCKS)]
    held = fit.held(blocks, limits.MESSAGE_BLOCKS, limits.MESSAGE_BYTES, "left out")
    assert held == blocks


def test_too_many_blocks_are_joined_before_any_is_left_out() -> None:
    blocks = [rich(str(number)) for number in range(200)]
    held = fit.held(blocks, limits.MESSAGE_BLOCKS, limits.MESSAGE_BYTES, "left out")
    assert len(held) == 1
    assert bricks.context("left out") not in held


def test_what_is_left_out_is_said_and_buttons_stay() -> None:
    press = bricks.actions([bricks.button("Answer", "a:1", "{}", main=True)])
    blocks = [*(rich("x" * 2_000) for _ in range(80)), press]
    held = fit.held(blocks, limits.MESSAGE_BLOCKS, limits.MESSAGE_BYTES, "left out")
    assert len(held) <= limits.MESSAGE_BLOCKS
    assert held[-2:] == [bricks.context("left out"), press]
    assert held[0] == blocks[0]


def test_bytes_are_held_too() -> None:
    blocks = [rich("ä" * 2_900) for _ in range(40)]
    held = fit.held(blocks, limits.MESSAGE_BLOCKS, limits.MESSAGE_BYTES, "left out")
    assert fit.weight(held) <= limits.MESSAGE_BYTES
    assert held[-1] == bricks.context("left out")
    assert len(held) > 10


@pytest.mark.parametrize(
    ("weights", "most", "pages"),
    [
        ([], 10, [0]),
        ([8, 8], 80, [2]),
        ([8] * 10, 80, [10]),
        ([8] * 25, 80, [9, 9, 7]),
        ([8] * 11, 80, [6, 5]),
        ([90, 8, 8], 80, [1, 2]),
    ],
)
def test_pages_are_few_and_even(weights: list[int], most: int, pages: list[int]) -> None:
    assert [len(page) for page in fit.paged(weights, most)] == pages


@given(st.lists(st.integers(1, 40), max_size=40), st.integers(40, 100))
def test_pages_hold_everything_in_order(weights: list[int], most: int) -> None:
    found = fit.paged(weights, most)
    assert [number for page in found for number in page] == list(range(len(weights)))
    assert all(sum(weights[number] for number in page) <= most for page in found)


def test_boxes_are_as_few_as_can_be() -> None:
    blocks = [rich(str(number)) for number in range(25)]
    assert [len(box) for box in fit.boxed(blocks, 10)] == [1]
    apart = [each for number in range(12) for each in (rich(str(number)), bricks.divider())]
    assert [len(box) for box in fit.boxed(apart, 10)] == [10, 10, 4]
