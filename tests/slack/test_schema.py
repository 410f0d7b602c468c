"""Slack's own types, as a schema, agree with what Rytmi draws; and they do say no."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest

from adapters.slack.drawing.render import Renderer, Style
from dialogs.okr.model import Language
from dialogs.text import Reader
from dialogs.words.draw import draw
from tests.shapes import gallery
from tests.shapes.nasty import NASTY
from tests.slack.checks import Surface, problems
from tests.slack.node import node_or_skip
from tests.slack.schema import schema_of

pytestmark = pytest.mark.node
RENDERER, READER = Renderer(draw), Reader(Language.FINNISH, "Europe/Helsinki")
SURFACES = [each.value for each in Surface]


@pytest.fixture(scope="module", autouse=True)
def _node() -> None:
    node_or_skip()


@pytest.mark.parametrize("surface", SURFACES)
def test_there_is_a_schema_of_each_surface(surface: str) -> None:
    assert isinstance(schema_of(surface), jsonschema_rs.Draft7Validator)


@pytest.mark.parametrize("style", [Style.RICH, Style.CLASSIC])
def test_messages_of_nasty_words_are_of_slacks_own_types(style: Style) -> None:
    for words in NASTY:
        message = RENDERER.message(gallery.view(words), READER, "T1", style)
        files = [f"F{number}" for number, _ in enumerate(message.charts)]
        payload = {"text": message.text, "blocks": message.with_pictures(files)}
        assert problems(Surface.MESSAGE, payload) == [], words


def test_views_of_nasty_words_are_of_slacks_own_types() -> None:
    for words in NASTY:
        view = gallery.view(words)
        assert problems(Surface.MODAL, RENDERER.showing(view, READER, "T1")) == [], words
        assert problems(Surface.HOME, RENDERER.home(view, READER, "T1")) == [], words


def test_forms_of_nasty_words_are_of_slacks_own_types() -> None:
    for words in NASTY:
        form = gallery.form(words)
        for page in range(RENDERER.pages(form)):
            assert problems(Surface.MODAL, RENDERER.form(form, READER, "T1", page)) == [], words


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


@pytest.mark.parametrize(
    "block",
    [
        {"type": "nonsense"},
        {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
        {"type": "section", "text": plain("x"), "colour": "red"},
        {"type": "input", "label": plain("x"), "element": {"type": "number_input"}},
    ],
    ids=lambda block: str(block["type"]),
)
def test_what_is_of_no_type_is_refused(block: dict[str, Any]) -> None:
    schema = schema_of("message")
    assert schema is not None
    assert list(schema.iter_errors([block]))
