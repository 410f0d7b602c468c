"""Blocks are made to fit where they do not, and nothing is changed that fits."""

from __future__ import annotations

from adapters.slack import limits
from adapters.slack.drawing import bricks, fit
from adapters.slack.drawing.bricks import Json, line, run


def rich(words: str) -> Json:
    return bricks.rich(line(run(words)))


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


def test_boxes_are_as_few_as_can_be() -> None:
    blocks = [rich(str(number)) for number in range(25)]
    assert [len(box) for box in fit.boxed(blocks, 10)] == [1]
    apart = [each for number in range(12) for each in (rich(str(number)), bricks.divider())]
    assert [len(box) for box in fit.boxed(apart, 10)] == [10, 10, 4]
