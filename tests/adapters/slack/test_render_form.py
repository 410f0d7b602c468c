"""Forms as people fill them in: nothing chosen beforehand, nothing lost, pages that make sense."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.slack.drawing.render import Json, Renderer, values
from adapters.slack.envelope import read_place
from dialogs.okr.model import Language
from dialogs.okr.week import Week
from dialogs.session import SessionId
from dialogs.text import Reader, Text, Verbatim, say
from dialogs.views import (
    ChoiceField,
    Field,
    Form,
    Group,
    NumberField,
    Option,
    ScaleField,
    TextField,
)
from dialogs.words.draw import draw
from tests.adapters.slack.blockkit import check_modal, texts

RENDERER = Renderer(draw)
READERS = {language: Reader(language, "Europe/Helsinki") for language in Language}
ENGLISH, FINNISH = READERS[Language.ENGLISH], READERS[Language.FINNISH]
WEEK = Week.read("2026-W47")
HELPERS = (Option("county", Verbatim("County")), Option("sector", Verbatim("Sector")))


def group(number: int) -> Group:
    """Return a key result as the check-in asks about it."""
    needed: tuple[Field, ...] = (
        NumberField(f"value:kr-{number}", say("value-label"), say("value-hint-unchanged"), True),
        ScaleField(
            f"confidence:kr-{number}",
            say("confidence-label"),
            1,
            10,
            say("confidence-low"),
            say("confidence-high"),
        ),
    )
    more = (
        TextField(f"comment:kr-{number}", say("comment-label"), 1_000, lines=2),
        TextField(f"blocker:kr-{number}", say("blocker-label"), 1_000, lines=2),
        ChoiceField(f"help:kr-{number}", say("help-label"), HELPERS, optional=True),
    )
    title = Verbatim(f"{number}. Key result")
    return Group(title, Verbatim("Last: 4"), needed, say("check-in-more"), more)


def form(count: int = 2, **more: object) -> Form:
    given: dict[str, Any] = {
        "session": SessionId("session-1"),
        "version": 3,
        "title": say("check-in-title", week=WEEK),
        "submit": say("check-in-submit"),
        "intro": (say("check-in-intro"),),
        "groups": tuple(group(number) for number in range(count)),
    }
    return Form(**{**given, **more})


def draw_page(shown: Form, page: int | None = None, reader: Reader = ENGLISH) -> Json:
    modal = RENDERER.form(shown, reader, "T1", page)
    assert check_modal(modal) == []
    return modal


def inputs(modal: Json) -> dict[str, Json]:
    return {block["block_id"]: block for block in modal["blocks"] if block["type"] == "input"}


def element(shown: Form, name: str) -> Json:
    found: Json = inputs(draw_page(shown))[name]["element"]
    return found


# --- fields -------------------------------------------------------------------------------------


def test_nothing_is_chosen_or_filled_in_beforehand() -> None:
    for block in inputs(draw_page(form(5))).values():
        assert not {"initial_value", "initial_option", "initial_options"} & set(block["element"])


def test_a_number_takes_decimals_and_a_text_its_length() -> None:
    assert element(form(), "value:kr-0")["is_decimal_allowed"] is True
    comment = element(form(), "comment:kr-0")
    assert (comment["multiline"], comment["max_length"]) == (True, 1_000)


def test_a_confidence_is_chosen_from_one_to_ten_with_words_at_both_ends() -> None:
    scale = element(form(), "confidence:kr-0")
    labels = [option["text"]["text"] for option in scale["options"]]
    assert (labels[0], labels[1], labels[-1]) == ("1 – not at all", "2", "10 – certain")
    assert [option["value"] for option in scale["options"]] == [str(n) for n in range(1, 11)]
    assert scale["placeholder"]["text"] == "Choose from 1 to 10"


def test_a_step_that_is_chosen_in_one_form_is_chosen_in_no_other() -> None:
    before = draw_page(form(), reader=FINNISH)
    given = draw_page(form(given=(("confidence:kr-0", "7"),)), reader=FINNISH)
    scales = [inputs(given)[f"confidence:kr-{number}"]["element"] for number in (0, 1)]
    assert scales[0].pop("initial_option")["value"] == "7"
    assert "initial_option" not in scales[1]
    assert draw_page(form(), reader=FINNISH) == before


def test_only_what_may_be_left_empty_is_optional() -> None:
    optional = {name: block["optional"] for name, block in inputs(draw_page(form(1))).items()}
    assert optional == {
        "value:kr-0": True,
        "confidence:kr-0": False,
        "comment:kr-0": True,
        "blocker:kr-0": True,
        "help:kr-0": True,
    }


def test_what_was_given_in_this_form_stands_in_it_again() -> None:
    given = (
        ("value:kr-0", "-4,5"),
        ("confidence:kr-0", "7"),
        ("comment:kr-0", "two\nlines"),
        ("help:kr-0", "sector"),
    )
    blocks = inputs(draw_page(form(given=given)))
    assert blocks["value:kr-0"]["element"]["initial_value"] == "-4.5"
    assert blocks["confidence:kr-0"]["element"]["initial_option"]["value"] == "7"
    assert blocks["comment:kr-0"]["element"]["initial_value"] == "two\nlines"
    assert blocks["help:kr-0"]["element"]["initial_option"]["text"]["text"] == "Sector"
    assert "initial_option" not in blocks["confidence:kr-1"]["element"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("41", "41"),
        ("41.50", "41.50"),
        ("\u22121\u00a0200,5", "-1200.5"),
        ("12 %", None),
        ("1,2,3", None),
        ("9" * 50, None),
    ],
)
def test_a_number_is_kept_and_what_is_none_is_said_below(given: str, kept: str | None) -> None:
    block = inputs(draw_page(form(given=(("value:kr-0", given),))))["value:kr-0"]
    assert block["element"].get("initial_value") == kept
    assert (f"You wrote: {given}" in block["hint"]["text"]) is (kept is None)


def test_a_text_that_came_longer_than_it_may_be_is_kept() -> None:
    long = "x" * 2_500
    comment = element(form(given=(("comment:kr-0", long),)), "comment:kr-0")
    assert comment["initial_value"] == long


def test_a_choice_that_must_be_made_stands_open_while_it_is_short() -> None:
    few = ChoiceField("few", Verbatim("Done?"), HELPERS)
    many = ChoiceField(
        "many", Verbatim("Who?"), tuple(Option(str(n), Verbatim("x")) for n in range(9))
    )
    shown = form(groups=(Group(Verbatim("g"), None, (few, many)),), given=(("few", "county"),))
    blocks = inputs(draw_page(shown))
    assert blocks["few"]["element"]["type"] == "radio_buttons"
    assert blocks["few"]["element"]["initial_option"]["value"] == "county"
    assert blocks["many"]["element"]["type"] == "static_select"


def test_a_list_that_is_too_long_comes_in_parts() -> None:
    names = tuple(Option(f"p{n}", Verbatim(f"Name {n:03}")) for n in range(230))
    shown = form(
        groups=(Group(Verbatim("g"), None, (ChoiceField("who", Verbatim("Who?"), names),)),)
    )
    groups = element(shown, "who")["option_groups"]
    assert [len(group["options"]) for group in groups] == [100, 100, 30]
    assert groups[1]["label"]["text"] == "Name 100 – Name 199"
    chosen = element(form(groups=shown.groups, given=(("who", "p123"),)), "who")
    assert chosen["initial_option"]["value"] == "p123"


# --- what was wrong -------------------------------------------------------------------------------

WRONG = (("value:kr-0", say("value-needed")), ("comment:kr-1", say("text-too-long", most=1_000)))


def test_errors_name_their_blocks() -> None:
    shown = form(errors=WRONG)
    assert RENDERER.errors(shown, ENGLISH, 0) == {
        "value:kr-0": draw(say("value-needed"), ENGLISH),
        "comment:kr-1": draw(say("text-too-long", most=1_000), ENGLISH),
    }
    assert set(RENDERER.errors(shown, ENGLISH, 0)) <= set(inputs(draw_page(shown)))


def test_an_error_stands_beside_its_field_and_before_its_hint() -> None:
    hint = inputs(draw_page(form(errors=WRONG)))["value:kr-0"]["hint"]["text"]
    needed, unchanged = (
        draw(say(key), ENGLISH) for key in ("value-needed", "value-hint-unchanged")
    )
    assert hint == f"⚠️ {needed}\n{unchanged}"


def test_the_top_says_that_something_is_wrong() -> None:
    top = "".join(texts(draw_page(form(errors=WRONG))["blocks"][0]))
    assert top == f"⚠️ {draw(say('check-in-errors', count=2), ENGLISH)}"


def test_a_notice_stands_at_the_top() -> None:
    top = "".join(texts(draw_page(form(notice=say("form-old")))["blocks"][0]))
    assert top == f"⚠️ {draw(say('form-old'), ENGLISH)}"


def test_an_error_of_no_field_is_said_at_the_top() -> None:
    modal = draw_page(form(errors=(("gone:kr-9", say("choice-unknown")),)))
    assert draw(say("choice-unknown"), ENGLISH) in "".join(texts(modal["blocks"][0]))


# --- order and pages ------------------------------------------------------------------------------


def test_what_is_needed_comes_before_what_few_people_need() -> None:
    assert list(inputs(draw_page(form(2)))) == [
        *("value:kr-0", "confidence:kr-0", "value:kr-1", "confidence:kr-1"),
        *("comment:kr-0", "blocker:kr-0", "help:kr-0"),
        *("comment:kr-1", "blocker:kr-1", "help:kr-1"),
    ]


def test_a_form_that_fits_has_one_page() -> None:
    modal = draw_page(form(2))
    assert RENDERER.pages(form(2)) == 1
    assert modal["submit"]["text"] == "Send"
    place = read_place("T1", modal["private_metadata"])
    assert (place.session, place.version, place.page, place.pages) == ("session-1", 3, 0, 1)


def test_five_objectives_of_five_key_results_come_in_even_pages_of_whole_groups() -> None:
    shown = form(25)
    assert RENDERER.pages(shown) == 5
    pages = [draw_page(shown, page) for page in range(5)]
    assert [len(inputs(page)) for page in pages] == [25] * 5
    assert [page["submit"]["text"] for page in pages] == [*["Next"] * 4, "Send"]
    places = [read_place("T1", page["private_metadata"]) for page in pages]
    assert [(place.page, place.pages) for place in places] == [(page, 5) for page in range(5)]
    for page in pages:
        numbers = {name.rpartition("-")[2] for name in inputs(page)}
        assert len(inputs(page)) == 5 * len(numbers)


def test_the_introduction_stands_on_the_first_page_only() -> None:
    intro = draw(say("check-in-intro"), ENGLISH)
    seen = [intro in "".join(texts(draw_page(form(25), page)["blocks"])) for page in (0, 1)]
    assert seen == [True, False]


def test_the_first_page_with_an_error_is_shown() -> None:
    shown = form(25, errors=(("value:kr-16", say("value-needed")),))
    assert "value:kr-16" in inputs(draw_page(shown))
    assert read_place("T1", draw_page(shown)["private_metadata"]).page == 3


def test_a_page_beyond_the_last_is_the_last() -> None:
    assert read_place("T1", draw_page(form(25), 9)["private_metadata"]).page == 4
    assert read_place("T1", draw_page(form(2), 3)["private_metadata"]).page == 0


def test_a_group_that_is_longer_than_a_page_goes_on_under_its_title() -> None:
    long = Group(
        Verbatim("Everything"),
        None,
        tuple(NumberField(f"n:{n}", Verbatim("x")) for n in range(100)),
        say("check-in-more"),
        tuple(TextField(f"t:{n}", Verbatim("x"), 10) for n in range(100)),
    )
    shown = form(groups=(long,))
    found = [name for page in range(RENDERER.pages(shown)) for name in RENDERER.fields(shown, page)]
    assert found == [*(f"n:{n}" for n in range(100)), *(f"t:{n}" for n in range(100))]
    for page in range(RENDERER.pages(shown)):
        assert "Everything" in "".join(texts(draw_page(shown, page)["blocks"]))


# --- titles ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "one", "two_of_five"),
    [
        (Language.ENGLISH, "Check-in, week 47", "Check-in, week 47 2/5"),
        (Language.FINNISH, "Tilannepäivitys vk 47", "Viikko 47 2/5"),
        (Language.SWEDISH, "Avstämning, vecka 47", "Avstämning, vecka 47 2/5"),
        (Language.NORWEGIAN, "Innsjekk, uke 47", "Innsjekk, uke 47 2/5"),
    ],
)
def test_a_title_is_said_in_as_many_words_as_fit(
    language: Language, one: str, two_of_five: str
) -> None:
    reader = READERS[language]
    assert draw_page(form(2), reader=reader)["title"]["text"] == one
    assert draw_page(form(25), 1, reader)["title"]["text"] == two_of_five


def test_a_title_that_was_cut_stands_whole_at_the_top() -> None:
    whole = "Aluehallituksen kokoukset ja kooste"
    title: Text = Verbatim(whole)
    modal = draw_page(form(title=title), reader=FINNISH)
    assert modal["title"]["text"] == "Aluehallituksen…"
    assert modal["blocks"][0]["text"]["text"] == whole
    assert draw_page(form())["blocks"][0]["type"] == "rich_text"


# --- what comes back ------------------------------------------------------------------------------


def test_what_a_modal_held_comes_back_by_field() -> None:
    state = {
        "value:kr-0": {"value:kr-0": {"type": "number_input", "value": "41.5"}},
        "value:kr-1": {"value:kr-1": {"type": "number_input", "value": None}},
        "confidence:kr-0": {"x": {"type": "static_select", "selected_option": {"value": "7"}}},
        "confidence:kr-1": {"x": {"type": "static_select", "selected_option": None}},
        "comment:kr-0": {"x": {"type": "plain_text_input", "value": "so it is"}},
        "comment:kr-1": {"x": {"type": "plain_text_input"}},
    }
    assert values(state) == {
        "value:kr-0": "41.5",
        "value:kr-1": "",
        "confidence:kr-0": "7",
        "confidence:kr-1": "",
        "comment:kr-0": "so it is",
        "comment:kr-1": "",
    }


@pytest.mark.parametrize(
    "state",
    [
        {"a": None},
        {"a": []},
        {"a": {"x": "text"}},
        {"a": {"x": {"value": 7}}},
        {"a": {"x": {"value": {"deep": 1}}}},
        {"a": {"x": {"selected_option": {"value": 7}}}},
        {"a": {"x": {"selected_option": "7"}}},
    ],
)
def test_a_state_that_is_none_of_ours_holds_nothing(state: dict[str, Any]) -> None:
    assert values(state) in ({}, {"a": ""})
