"""Whatever people write, every block and every field stays what it is: text, whole, well formed."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from adapters.web.render import Desk, Renderer, environment
from dialogs.okr.model import ChannelId, Language, OrganisationId, PersonId
from dialogs.text import Reader
from dialogs.words.draw import draw
from tests.adapters.web import gallery
from tests.adapters.web.markup import Document, read

DESK = Desk(OrganisationId('o"rg'), PersonId("per/son"), ChannelId("<chan>"), 7)
RENDERER = Renderer(draw, environment())
READERS = [Reader(language, "Europe/Helsinki") for language in Language]


def drawn_view(text: str, reader: Reader = READERS[0]) -> Document:
    return read(str(RENDERER.view(gallery.view(text), reader, DESK)))


def drawn_form(
    text: str, given: Iterable[tuple[str, str]] = (), wrong: Iterable[str] = ()
) -> Document:
    form = gallery.form(text, given=given, wrong=wrong)
    return read(str(RENDERER.form(form, READERS[0], DESK)))


@pytest.mark.parametrize("text", gallery.NASTY)
@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.language.value)
def test_every_block_is_well_formed_whatever_the_words(text: str, reader: Reader) -> None:
    assert drawn_view(text, reader).problems == []


@pytest.mark.parametrize("text", gallery.NASTY)
def test_every_field_is_well_formed_whatever_the_words(text: str) -> None:
    wrong = [f"{group}:{name}" for group in ("must", "may") for name in ("number", "scale", "few")]
    assert drawn_form(text).problems == []
    assert drawn_form(text, wrong=wrong).problems == []


@pytest.mark.parametrize("text", [text for text in gallery.NASTY if text])
def test_words_arrive_whole_and_as_words(text: str) -> None:
    document = drawn_view(text)
    seen = text.replace("\r\n", "\n")
    assert document.all("script") == document.all("img") == []
    for tag, times in (("blockquote", 2), ("figcaption", 10), ("h3", 2), ("h4", 2), ("h5", 2)):
        found = [one for one in document.all(tag) if one.text.replace("\r\n", "\n") == seen]
        assert len(found) == times, tag


def test_a_button_carries_its_arguments_as_they_are() -> None:
    document = drawn_view(gallery.MARKUP)
    values = [one.attributes["value"] for one in document.all("input", name="a.name")]
    assert values == [gallery.MARKUP, gallery.MARKUP]
    action = document.all("form", data_send="press")[0].attributes["action"]
    assert action == "/o/o%22rg/as/per%2Fson/press"


def test_every_control_has_a_nonce_of_its_own() -> None:
    nonces = [one.attributes["value"] for one in drawn_view("x").all("input", name="nonce")]
    assert len(nonces) == len(set(nonces)) == 4


@pytest.mark.parametrize("text", gallery.NASTY)
def test_a_form_keeps_all_that_was_typed(text: str) -> None:
    names = ("number", "line", "words")
    given = [(f"must:{name}", text) for name in names] + [("must:scale", "7"), ("must:few", "2")]
    document = drawn_form("label", given=given, wrong=["must:number"])
    for name in ("number", "line"):
        assert document.one("input", name=f"f.must:{name}").attributes["value"] == text
    area = document.one("textarea", name="f.must:words")
    # A browser drops the one line break that follows the tag; what comes after it is the value.
    assert area.text == "\n" + text
    assert _checked(document, "f.must:scale") == ["7"]
    assert _checked(document, "f.must:few") == ["2"]


def test_nothing_is_chosen_at_first() -> None:
    document = drawn_form("label")
    chosen = [one for one in document.elements if {"checked", "selected"} & set(one.attributes)]
    assert chosen == []
    assert {one.attributes["value"] for one in document.all("option")} >= {"", "0"}


def test_an_error_stands_beside_its_field_and_in_the_summary() -> None:
    document = drawn_form("wrong", wrong=["must:number", "may:scale"])
    number = document.one("input", name="f.must:number").attributes
    assert number["aria-invalid"] == "true"
    assert number["aria-describedby"].split()[0] == f"{number['id']}-error"
    scale = document.one("fieldset", id="field-may_3a_scale").attributes
    assert scale["aria-describedby"].startswith("field-may_3a_scale-error")
    links = [one.attributes["href"] for one in document.all("a") if "#" in one.attributes["href"]]
    assert links == [f"#{number['id']}", "#field-may_3a_scale"]
    assert len(document.all("div", role="alert")) == 1


def test_an_error_of_a_field_that_is_not_there_is_told_all_the_same() -> None:
    document = drawn_form("gone", wrong=["elsewhere"])
    assert "gone" in document.one("div", role="alert").text


def test_fields_few_people_need_are_folded_away_until_one_of_them_is_wrong() -> None:
    def is_open(document: Document) -> list[bool]:
        return ["open" in one.attributes for one in document.all("details")]

    assert is_open(drawn_form("x")) == [False]
    assert is_open(drawn_form("x", wrong=["may:scale"])) == [True]
    assert is_open(drawn_form("x", given=[("may:line", "typed")])) == [True]


def test_a_meter_says_in_words_what_its_bar_shows() -> None:
    document = drawn_view("x")
    shares = [one.text for one in document.all("strong", class_="meter-share")]
    assert shares[:5] == ["40%"] * 5
    assert shares[5:8] == ["–", "−20%", "135%"]
    widths = [one.attributes["width"] for one in document.all("rect", class_="bar-filled")]
    assert widths[5:7] == ["0.0", "100.0"]


def test_a_chart_has_a_table_with_every_week_and_its_gaps() -> None:
    table = drawn_view("Progress").all("table")[1]
    rows = [row.split() for row in table.text.split("\n") if row.strip()]
    assert len(drawn_view("Progress").all("svg", class_="plot")) == 10
    flat = [cell for row in rows for cell in row]
    assert "v43–6.5" in flat


def _checked(document: Document, name: str) -> list[str]:
    inputs = document.all("input", name=name)
    return [one.attributes["value"] for one in inputs if "checked" in one.attributes]
