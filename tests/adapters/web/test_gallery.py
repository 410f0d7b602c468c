"""Whatever people write, every block and every field stays what it is: text, whole, well formed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from adapters.web.render import Desk, Renderer, environment
from dialogs.okr.model import ChannelId, Language, OrganisationId, PersonId
from dialogs.text import Reader, Verbatim
from dialogs.views import Form, Heading, Meter, Quote, Table, View
from dialogs.words.draw import draw
from tests.adapters.web.markup import Document, read
from tests.shapes import gallery

DESK = Desk(OrganisationId('o"rg'), PersonId("per/son"), ChannelId("<chan>"), 7)
RENDERER = Renderer(draw, environment())
READERS = [Reader(language, "Europe/Helsinki") for language in Language]


def drawn_view(text: str, reader: Reader = READERS[0]) -> Document:
    return read(str(RENDERER.view(gallery.view(text), reader, DESK)))


def drawn_form(
    text: str, given: Iterable[tuple[str, str]] = (), wrong: Iterable[str] = ()
) -> Document:
    return written(gallery.form(text, given=given, wrong=wrong))


def written(form: Form) -> Document:
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
    for tag, times in (("blockquote", 2), ("figcaption", 10), ("h2", 2), ("h3", 2), ("h4", 2)):
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


def test_the_summary_says_to_which_part_of_the_form_an_error_belongs() -> None:
    form = gallery.form("", wrong=["must:number", "may:number"])
    home, work = (
        replace(group, title=Verbatim(title))
        for group, title in zip(form.groups, ("1. Home", "2. Work"), strict=True)
    )
    number = replace(home.fields[0], label=Verbatim("Now (%)"))
    document = written(
        replace(
            form,
            groups=(
                replace(home, fields=(number,)),
                replace(work, more=(replace(number, id="may:number"),)),
            ),
        )
    )
    links = [one.text for one in document.all("a") if one.attributes["href"].startswith("#")]
    assert links == ["1. Home – Now (%)", "2. Work – Now (%)"]


def test_what_a_form_says_of_its_errors_is_said_once_and_above_them() -> None:
    notice = Verbatim("One answer needs a correction.")
    form = replace(gallery.form("", wrong=["must:number"]), notice=notice)
    (title,) = (one for one in written(form).all("p") if one.text == notice.text)
    assert title.attributes["class"] == "problems-title"
    (alone,) = (
        one for one in written(replace(form, errors=())).all("p") if one.text == notice.text
    )
    assert alone.attributes["role"] == "alert"


def test_a_choice_that_may_stay_open_says_so_the_same_way_in_a_row_and_in_a_list() -> None:
    document = drawn_form("label")
    (row,) = (
        one for one in document.all("label") if "choice-none" in one.attributes.get("class", "")
    )
    empty = [one.text for one in document.all("option", value="")]
    assert row.text == "Not chosen"
    assert empty == ["Choose …", "Not chosen"]


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
    assert shares[5:9] == ["–", "−20%", "135%", "x"]
    widths = [one.attributes["width"] for one in document.all("rect", class_="bar-filled")]
    assert widths[5:7] == ["0.0", "100.0"]


def test_the_first_mark_of_a_message_explains_itself_and_every_mark_is_told() -> None:
    meters = tuple(block for block in gallery.blocks("x") if isinstance(block, Meter))
    document = read(str(RENDERER.view(View(Verbatim("x"), meters[:3]), READERS[0], DESK)))
    first, *others = (one for one in document.all("span") if "title" in one.attributes)
    assert first.text == "expected by now 50%"
    for other in others:
        assert other.text == "50%expected by now 50%"
    hidden = [one.text for one in document.all("span", class_="sr")]
    assert hidden == ["expected by now 50%"] * 2


def test_words_about_a_key_result_stand_with_it() -> None:
    meter, quote = gallery.meter("A"), Quote("No permission yet", Verbatim("In the way"))
    view = View(Verbatim("x"), (meter, quote, gallery.meter("B"), gallery.meter("C"), quote))
    document = read(str(RENDERER.view(view, READERS[0], DESK)))
    gauges = [" ".join(one.text.split()) for one in document.all("div", class_="gauge")]
    assert len(gauges) == 3
    assert gauges[0].endswith("No permission yet In the way")
    assert "permission" not in gauges[1]
    assert gauges[2].endswith("No permission yet In the way")


def test_words_that_name_a_key_result_stand_under_it_without_its_name() -> None:
    said = Quote("Four new ones", Verbatim("A"))
    view = View(Verbatim("x"), (gallery.meter("A"), gallery.meter("B"), said))
    document = read(str(RENDERER.view(view, READERS[0], DESK)))
    first, second = document.all("div", class_="gauge")
    assert "Four new ones" in first.text
    assert "Four new ones" not in second.text
    assert document.all("figcaption") == []


def test_a_table_is_not_named_twice_and_its_steps_are_no_spaces() -> None:
    title, cell = Verbatim("The tree"), Verbatim("1")
    below = Verbatim("\u2003\u2003Tiimi 1.1")
    table = Table(title, (cell, cell), ((title, cell), (below, cell)))
    under = read(str(RENDERER.view(View(title, (Heading(title), table)), READERS[0], DESK)))
    assert under.one("caption").attributes["class"] == "sr"
    assert under.one("th", class_="in-2").text == "Tiimi 1.1"
    alone = read(str(RENDERER.view(View(title, (table,)), READERS[0], DESK)))
    assert "class" not in alone.one("caption").attributes


def test_a_chart_has_a_table_with_every_week_and_its_gaps() -> None:
    table = drawn_view("Progress").all("table")[1]
    rows = [row.split() for row in table.text.split("\n") if row.strip()]
    assert len(drawn_view("Progress").all("svg", class_="plot")) == 10
    flat = [cell for row in rows for cell in row]
    assert "v43–6.5" in flat


def _checked(document: Document, name: str) -> list[str]:
    inputs = document.all("input", name=name)
    return [one.attributes["value"] for one in inputs if "checked" in one.attributes]
