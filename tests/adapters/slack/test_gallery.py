"""Whatever there is to say, Slack takes it: every view, every form, every style, every language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from adapters.slack.drawing.render import Json, Renderer, Style, values
from dialogs.okr.model import Language
from dialogs.plain import shown
from dialogs.text import Reader
from dialogs.views import Form, View
from dialogs.words.draw import draw
from storage.database import Database
from tests.adapters.slack.blockkit import check_home, check_message, check_modal, texts
from tests.shapes import gallery, nasty, strategies
from tests.shapes.heard import EVERY_TALK, heard, texts_in

RENDERER = Renderer(draw)
READERS = {language: Reader(language, "Europe/Helsinki") for language in Language}
ENGLISH = READERS[Language.ENGLISH]
WORKSPACE = "T0123"
LANGUAGES = pytest.mark.parametrize("reader", READERS.values(), ids=lambda r: r.language.value)


def payload(text: str, blocks: list[Json]) -> dict[str, Any]:
    return {"text": text, "blocks": blocks} if blocks else {"text": text}


def as_message(view: View, reader: Reader, style: Style) -> list[str]:
    message = RENDERER.message(view, reader, WORKSPACE, style)
    pictures = [f"F{number}" for number in range(len(message.charts))]
    found = check_message(payload(message.text, message.with_pictures()))
    return found + check_message(payload(message.text, message.with_pictures(pictures)))


def as_reply(view: View, reader: Reader) -> list[str]:
    reply = RENDERER.reply(view, reader, WORKSPACE)
    return check_message(payload(reply.text, reply.with_pictures()))


SURFACES: tuple[Callable[[View, Reader], list[str]], ...] = (
    lambda view, reader: as_message(view, reader, Style.RICH),
    lambda view, reader: as_message(view, reader, Style.CLASSIC),
    as_reply,
    lambda view, reader: check_modal(RENDERER.showing(view, reader, WORKSPACE)),
    lambda view, reader: check_home(RENDERER.home(view, reader, WORKSPACE)),
    lambda view, reader: as_message(view, reader, Style.TEXT),
)
"""Wherever a view can stand: each says what Slack would refuse of it there."""


def problems_of_view(view: View, reader: Reader) -> list[str]:
    """Draw a view on every surface and say what Slack would refuse."""
    return [problem for surface in SURFACES for problem in surface(view, reader)]


def pages(form: Form, reader: Reader) -> list[Json]:
    return [RENDERER.form(form, reader, WORKSPACE, page) for page in range(RENDERER.pages(form))]


def problems_of_form(form: Form, reader: Reader) -> list[str]:
    """Draw all pages of a form and say what Slack would refuse, and what has got lost."""
    drawn = pages(form, reader)
    found = [problem for page in drawn for problem in check_modal(page)]
    wanted = sorted(each.id for group in form.groups for each in (*group.fields, *group.more))
    asked = [[block["block_id"] for block in _inputs(page)] for page in drawn]
    if sorted(name for page in asked for name in page) != wanted:
        found.append("fields got lost")
    if asked != [list(RENDERER.fields(form, page)) for page in range(len(drawn))]:
        found.append("fields() names others")
    return found


def _inputs(page: Json) -> Iterator[Json]:
    return (block for block in page["blocks"] if block["type"] == "input")


def state_of(page: Json) -> dict[str, Any]:
    """Return what Slack sends back of a page that is sent as it stands."""
    state: dict[str, Any] = {}
    for block in _inputs(page):
        element = block["element"]
        held: dict[str, Any] = {"type": element["type"]}
        if "options" in element or "option_groups" in element:
            held["selected_option"] = element.get("initial_option")
        else:
            held["value"] = element.get("initial_value")
        state[block["block_id"]] = {element["action_id"]: held}
    return state


# --- nasty words in everything there is -----------------------------------------------------------


@pytest.mark.parametrize("words", nasty.NASTY, ids=lambda words: ascii(words[:24]))
def test_every_block_fits_whatever_the_words(words: str) -> None:
    reader = READERS[list(Language)[len(words) % len(READERS)]]
    assert problems_of_view(gallery.view(words[:1_500]), reader) == []


@pytest.mark.parametrize("words", nasty.NASTY, ids=lambda words: ascii(words[:24]))
def test_every_field_fits_whatever_the_words(words: str) -> None:
    given = [(f"must:{name}", words) for name in ("number", "line", "words")]
    form = gallery.form(words, given=given, wrong=["must:number", "must:scale", "may:words"])
    reader = READERS[list(Language)[len(words) % len(READERS)]]
    assert problems_of_form(form, reader) == []


@LANGUAGES
def test_everything_fits_in_every_language(reader: Reader) -> None:
    assert problems_of_view(gallery.view("Odotusaika"), reader) == []
    assert problems_of_form(gallery.form("Odotusaika"), reader) == []


@pytest.mark.parametrize("words", nasty.LONG, ids=lambda words: ascii(words[:24]))
def test_the_longest_words_fit_too(words: str) -> None:
    assert problems_of_view(gallery.view(words * 3), ENGLISH) == []


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(strategies.views)
def test_any_view_fits(view: View) -> None:
    assert problems_of_view(view, ENGLISH) == []


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(strategies.forms())
def test_any_form_fits_and_loses_no_field(form: Form) -> None:
    assert problems_of_form(form, ENGLISH) == []


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(strategies.forms())
def test_what_is_sent_back_are_the_fields_of_the_page(form: Form) -> None:
    for number, page in enumerate(pages(form, ENGLISH)):
        assert tuple(values(state_of(page))) == RENDERER.fields(form, number)


# --- everything that the engine says in the transcripts -------------------------------------------


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@EVERY_TALK
async def test_everything_a_transcript_shows_fits_and_is_said(
    talk: Path, database: Database
) -> None:
    shown_ones = await heard(talk, database)
    assert shown_ones
    for number, each in enumerate(shown_ones):
        reader = list(READERS.values())[number % len(READERS)]
        if isinstance(each, Form):
            assert problems_of_form(each, reader) == []
        else:
            # Each on two surfaces in turn: a transcript shows some fifty, all transcripts hundreds.
            for surface in (SURFACES[number % 2], SURFACES[2 + number % 4]):
                assert surface(each, reader) == []
            assert unsaid(each, reader, list(Style)[number % 2]) == []


def unsaid(view: View, reader: Reader, style: Style) -> list[str]:
    """Return what a view says and a style does not show."""
    message = RENDERER.message(view, reader, WORKSPACE, style)
    seen = "\n".join(each for block in message.blocks for each in texts(block))
    drawn = (shown(draw(text, reader)).strip().lstrip("\u2003") for text in texts_in(view.blocks))
    return [words for words in drawn if words not in seen]
