"""Whatever there is to say, Teams takes it: every view, every form, every word, every language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from adapters.teams import limits
from adapters.teams.drawing.render import Json, Renderer
from adapters.teams.envelope import read
from dialogs.okr.model import Language
from dialogs.plain import shown
from dialogs.text import Reader
from dialogs.views import Form, View
from dialogs.words.draw import draw
from storage.database import Database
from tests.shapes import gallery, nasty, strategies
from tests.shapes.heard import EVERY_TALK, buttons_in, heard, texts_in
from tests.shapes.house import LEADS, lived
from tests.teams.cards import HEAVIEST, check_card, in_markdown, inputs, texts, weight

RENDERER = Renderer(draw)
READERS = {language: Reader(language, "Europe/Helsinki") for language in Language}
ENGLISH = READERS[Language.ENGLISH]
TENANT = "11111111-2222-4333-8444-555555555555"
LANGUAGES = pytest.mark.parametrize("reader", READERS.values(), ids=lambda r: r.language.value)
WORDS = pytest.mark.parametrize("words", nasty.NASTY, ids=lambda words: ascii(words[:24]))


def problems_of_view(view: View, reader: Reader) -> list[str]:
    """Draw a view as a message and in a card's place, and say what Teams would refuse."""
    message = RENDERER.message(view, reader, TENANT)
    found = check_card(message.card)
    if not message.summary.strip() or "\n" in message.summary:
        found.append(f"a notification says {message.summary!r}")
    if len(message.summary) > limits.SUMMARY + 2:
        found.append(f"a notification has {len(message.summary)} characters")
    if RENDERER.showing(view, reader, TENANT) != message.card:
        found.append("what is shown is another card")
    return found


def pages(form: Form, reader: Reader) -> list[Json]:
    return [RENDERER.form(form, reader, TENANT, page) for page in range(RENDERER.pages(form))]


def problems_of_form(form: Form, reader: Reader) -> list[str]:
    """Draw all pages of a form; say what Teams would refuse, and what has got lost."""
    drawn = pages(form, reader)
    found = [problem for page in drawn for problem in check_card(page)]
    wanted = sorted(each.id for group in form.groups for each in (*group.fields, *group.more))
    asked = [[each["id"] for each in inputs(page)] for page in drawn]
    if sorted(name for page in asked for name in page) != wanted:
        found.append("fields got lost")
    if asked != [list(RENDERER.fields(form, page)) for page in range(len(drawn))]:
        found.append("fields() names others")
    return found


def reader_for(words: str) -> Reader:
    return READERS[list(Language)[len(words) % len(READERS)]]


# --- nasty words in everything there is -----------------------------------------------------------


@WORDS
def test_every_block_fits_whatever_the_words(words: str) -> None:
    assert problems_of_view(gallery.view(words[:1_500]), reader_for(words)) == []


@WORDS
def test_every_field_fits_whatever_the_words(words: str) -> None:
    given = [(f"must:{name}", words) for name in ("number", "line", "words")]
    form = gallery.form(words, given=given, wrong=["must:number", "must:scale", "may:words"])
    assert problems_of_form(form, reader_for(words)) == []


@WORDS
def test_nothing_that_people_wrote_stands_in_a_place_of_markdown(words: str) -> None:
    mark = "Zxq"  # in no word of ours
    view, form = gallery.view(f"{mark}{words[:200]}"), gallery.form(f"{mark}{words[:200]}")
    cards = [RENDERER.message(view, ENGLISH, TENANT).card, *pages(form, ENGLISH)]
    assert any(mark in text for card in cards for _, text in texts(card))
    assert [text for card in cards for text in in_markdown(card) if mark in text] == []


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


# --- everything that the engine says --------------------------------------------------------------


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
            assert problems_of_view(each, reader) == []
            assert unsaid(each, reader) == []


def unsaid(view: View, reader: Reader) -> list[str]:
    """Return what a view says and its card does not show, where Teams' own charts are not drawn."""
    card = RENDERER.message(view, reader, TENANT).card
    seen = "\n".join(text for path, text in texts(card) if ".data[" not in path)
    drawn = (shown(draw(text, reader)).strip().lstrip("\u2003") for text in texts_in(view.blocks))
    return [words for words in drawn if words not in seen]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_house_as_large_and_nasty_as_can_be_fits(database: Database) -> None:
    house = await lived(database)
    assert len(house.check_in.groups) == LEADS * 25
    for number, form in enumerate(house.forms):
        assert problems_of_form(form, list(READERS.values())[number % len(READERS)]) == []
    for number, view in enumerate(house.views.values()):
        reader = list(READERS.values())[number % len(READERS)]
        assert problems_of_view(view, reader) == []
        card = RENDERER.message(view, reader, TENANT).card
        assert len(pressed(card)) == sum(1 for _ in buttons_in(view))


def pressed(card: Json) -> list[Any]:
    """Return what a card's buttons say when they are pressed, as the door reads it."""
    found: list[Any] = []
    waiting: list[Any] = [card]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            if each.get("type") == "Action.Execute":
                found.append(read(TENANT, each["data"]))
            else:
                waiting += each.values()
        elif isinstance(each, list):
            waiting += each
    return found


def test_the_limits_leave_room_for_what_is_around_a_card() -> None:
    assert limits.CARD_BYTES + 8 * 1024 <= HEAVIEST
    message = RENDERER.message(gallery.view("Kotihoidonkäyntiaikataulu" * 120), ENGLISH, TENANT)
    assert weight(message.card) > limits.CARD_BYTES * 0.5
