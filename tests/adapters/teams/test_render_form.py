"""Forms as people fill them in, in Teams: nothing chosen beforehand, nothing lost, few pages."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.teams.drawing.render import Json, Renderer
from adapters.teams.envelope import Place, read
from dialogs.okr.model import Language
from dialogs.text import Reader, Verbatim, say
from dialogs.views import (
    ChoiceField,
    Form,
    Group,
    NumberField,
    Option,
    TextField,
)
from dialogs.words.draw import draw
from tests.shapes.check_in import HELPERS, form
from tests.teams.cards import HEAVIEST, USUAL, check_card, inputs, texts, weight

RENDERER = Renderer(draw)
READERS = {language: Reader(language, "Europe/Helsinki") for language in Language}
ENGLISH, FINNISH = READERS[Language.ENGLISH], READERS[Language.FINNISH]
TENANT = "11111111-2222-4333-8444-555555555555"


def draw_page(shown: Form, page: int | None = None, reader: Reader = ENGLISH) -> Json:
    card = RENDERER.form(shown, reader, TENANT, page)
    assert check_card(card) == []
    return card


def fields(card: Json) -> dict[str, Json]:
    return {each["id"]: dict(each) for each in inputs(card)}


def field(shown: Form, name: str) -> Json:
    return fields(draw_page(shown))[name]


def place(card: Json) -> Place:
    found = read(TENANT, card["actions"][0]["data"])
    assert isinstance(found, Place)
    return found


def said(element: object) -> str:
    return "".join(text for _, text in texts(element))


def after(card: Json, name: str) -> str:
    """Return what stands right under a field."""
    waiting: list[Any] = [card["body"]]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting += each.values()
        elif isinstance(each, list):
            for number, element in enumerate(each[:-1]):
                if isinstance(element, dict) and element.get("id") == name:
                    return said(each[number + 1])
            waiting += each
    raise AssertionError(name)


ALONE = Group(
    Verbatim("Days"),
    None,
    (
        NumberField("n", Verbatim("How many?")),
        TextField("t", Verbatim("Which?"), 200, optional=False),
        ChoiceField("c", Verbatim("Who?"), HELPERS),
        TextField("o", Verbatim("Else?"), 200),
    ),
)


# --- fields -------------------------------------------------------------------------------------


def test_nothing_is_chosen_or_filled_in_beforehand() -> None:
    for each in fields(draw_page(form(5))).values():
        assert "value" not in each


def test_a_confidence_is_chosen_from_one_to_ten_with_words_at_both_ends() -> None:
    scale = field(form(), "confidence:kr-0")
    titles = [choice["title"] for choice in scale["choices"]]
    assert (titles[0], titles[1], titles[-1]) == ("1 – not at all", "2", "10 – certain")
    assert [choice["value"] for choice in scale["choices"]] == [str(n) for n in range(1, 11)]
    assert (scale.get("style"), scale["placeholder"]) == (None, "Choose from 1 to 10")


def test_a_step_that_is_chosen_in_one_form_is_chosen_in_no_other() -> None:
    before = draw_page(form(), reader=FINNISH)
    given = fields(draw_page(form(given=(("confidence:kr-0", "7"),)), reader=FINNISH))
    assert given["confidence:kr-0"]["value"] == "7"
    assert "value" not in given["confidence:kr-1"]
    assert draw_page(form(), reader=FINNISH) == before


def test_of_several_key_results_each_may_stay_empty_as_a_whole() -> None:
    assert not any("isRequired" in each for each in fields(draw_page(form(2))).values())


def test_in_a_form_of_one_group_a_client_insists_on_what_is_needed_and_says_why() -> None:
    wanted = {
        name: each.get("errorMessage")
        for name, each in fields(draw_page(form(groups=(ALONE,)))).items()
    }
    assert wanted == {
        "n": "Write a number here.",
        "t": "Write something here.",
        "c": "Choose one of these.",
        "o": None,
    }


def test_what_was_given_in_this_form_stands_in_it_again() -> None:
    given = (
        ("value:kr-0", "-4,5"),
        ("confidence:kr-0", "7"),
        ("comment:kr-0", "two\nlines <at>x</at>"),
        ("help:kr-0", "unit-1"),
    )
    found = fields(draw_page(form(given=given)))
    assert {name: found[name]["value"] for name, _ in given} == {
        "value:kr-0": -4.5,
        "confidence:kr-0": "7",
        "comment:kr-0": "two\nlines <at>x</at>",
        "help:kr-0": "unit-1",
    }


@pytest.mark.parametrize(
    ("given", "kind", "kept"),
    [
        ("41", "Input.Number", 41),
        ("41.50", "Input.Number", 41.5),
        ("\u22121\u00a0200,5", "Input.Number", -1200.5),
        ("9999999999", "Input.Number", 9_999_999_999),
        ("99999999999", "Input.Text", "99999999999"),
        ("12 %", "Input.Text", "12 %"),
        ("1,2,3", "Input.Text", "1,2,3"),
        ("about\u202e ten", "Input.Text", "about ten"),
        ("  ", "Input.Number", None),
    ],
)
def test_a_number_is_kept_as_one_and_what_is_none_as_it_was_typed(
    given: str, kind: str, kept: object
) -> None:
    found = field(form(given=(("value:kr-0", given),)), "value:kr-0")
    assert (found["type"], found.get("value")) == (kind, kept)


def test_a_text_that_came_longer_than_it_may_be_is_kept() -> None:
    comment = field(form(given=(("comment:kr-0", "x" * 2_500),)), "comment:kr-0")
    assert (comment["value"], comment["maxLength"]) == ("x" * 2_500, 2_500)


def test_a_choice_stands_open_where_it_is_short_and_all_its_words_are_ours() -> None:
    yes_no = (Option("yes", say("value-yes")), Option("no", say("value-no")))
    must = ChoiceField("must", Verbatim("Done?"), yes_no)
    may = ChoiceField("may", Verbatim("Done?"), yes_no, optional=True)
    named = ChoiceField("named", Verbatim("Who?"), HELPERS)
    found = fields(draw_page(form(groups=(Group(Verbatim("g"), None, (must, may, named)),))))
    styles = {name: each.get("style") for name, each in found.items()}
    assert styles == {"must": "expanded", "may": None, "named": None}


def test_what_was_chosen_in_a_list_that_may_stay_empty_can_be_taken_back() -> None:
    first = field(form(), "help:kr-0")["choices"][0]
    assert first["value"].strip() == ""


def test_of_a_very_long_list_the_chosen_one_is_never_left_out() -> None:
    names = tuple(Option(f"p{n:04}", Verbatim(f"Name {n:04} " * 12)) for n in range(2_000))
    choice = ChoiceField("who", Verbatim("Who?"), names)
    shown = form(groups=(Group(Verbatim("g"), None, (choice,)),), given=(("who", "p1999"),))
    found = field(shown, "who")
    assert found["value"] == "p1999"
    assert 200 < len(found["choices"]) < 2_000


def test_a_short_hint_stands_in_the_input_and_a_long_one_under_it() -> None:
    long = say("check-in-intro")
    both = (
        NumberField("short", Verbatim("x"), say("value-hint-unchanged")),
        NumberField("long", Verbatim("x"), long),
    )
    card = draw_page(form(groups=(Group(Verbatim("g"), None, both),)))
    assert fields(card)["short"]["placeholder"] == "Leave empty if nothing has changed."
    assert "placeholder" not in fields(card)["long"]
    assert after(card, "long") == draw(long, ENGLISH)


# --- what was wrong -------------------------------------------------------------------------------

WRONG = (("value:kr-0", say("value-needed")), ("comment:kr-1", say("text-too-long", most=1_000)))


def test_an_error_stands_right_under_its_field() -> None:
    card = draw_page(form(errors=WRONG))
    for name, text in WRONG:
        assert after(card, name) == f"⚠️ {draw(text, ENGLISH)}"


def test_the_top_says_that_something_is_wrong() -> None:
    top = said(draw_page(form(errors=WRONG))["body"][1])
    assert top == f"⚠️ {draw(say('check-in-errors', count=2), ENGLISH)}"


def test_a_notice_stands_at_the_top_and_so_does_an_error_of_no_field() -> None:
    card = draw_page(form(notice=say("form-old"), errors=(("gone:kr-9", say("choice-unknown")),)))
    tops = [said(element) for element in card["body"][1:3]]
    assert tops == [f"⚠️ {draw(say(key), ENGLISH)}" for key in ("form-old", "choice-unknown")]


# --- order and pages ------------------------------------------------------------------------------


def test_what_few_people_need_is_folded_away_until_something_stands_in_it() -> None:
    shown = form(3, given=(("blocker:kr-1", "x"),), errors=(("comment:kr-2", say("form-old")),))
    groups = [element for element in draw_page(shown)["body"] if element["type"] == "Container"]
    folded = [each["items"][-1] for each in groups]
    openers = [each["items"][-2]["actions"][0] for each in groups]
    assert [each.get("isVisible", True) for each in folded] == [False, True, True]
    assert [each["targetElements"] for each in openers] == [[each["id"]] for each in folded]


def test_fields_stand_key_result_by_key_result() -> None:
    assert list(fields(draw_page(form(2)))) == [
        *("value:kr-0", "confidence:kr-0", "comment:kr-0", "blocker:kr-0", "help:kr-0"),
        *("value:kr-1", "confidence:kr-1", "comment:kr-1", "blocker:kr-1", "help:kr-1"),
    ]


def test_five_key_results_are_one_page_of_the_usual_weight() -> None:
    for reader in READERS.values():
        card = draw_page(form(5), reader=reader)
        assert RENDERER.pages(form(5)) == 1
        assert weight(card) <= USUAL
        assert card["actions"][0]["title"] == draw(say("check-in-submit"), reader)
    found = place(draw_page(form(5)))
    assert (found.session, found.version, found.page, found.pages) == ("session-1", 3, 0, 1)


def test_a_page_says_which_of_its_fields_may_be_empty_and_which_hold_numbers() -> None:
    found = place(draw_page(form(2, given=(("value:kr-1", "12 %"),))))
    assert found.blanks == RENDERER.fields(form(2), 0)
    assert found.numbers == ("value:kr-0",)
    assert place(draw_page(form(groups=(ALONE,)))).blanks == ("o",)


def test_five_objectives_of_five_key_results_come_in_even_pages_of_whole_groups() -> None:
    shown = form(25)
    pages = [draw_page(shown, page) for page in range(RENDERER.pages(shown))]
    assert [len(inputs(page)) for page in pages] == [25] * 5
    assert [page["actions"][0]["title"] for page in pages] == [*["Next"] * 4, "Send"]
    assert [page["actions"][0]["verb"] for page in pages] == [*["form.next"] * 4, "form.send"]
    assert [(place(page).page, place(page).pages) for page in pages] == [(n, 5) for n in range(5)]
    assert [said(page["body"][1]) for page in pages] == [f"Page {n} of 5" for n in range(1, 6)]
    for number, page in enumerate(pages):
        assert RENDERER.fields(shown, number) == tuple(fields(page))


def test_the_introduction_stands_on_the_first_page_only() -> None:
    intro = draw(say("check-in-intro"), ENGLISH)
    assert [intro in said(draw_page(form(25), page)) for page in (0, 1)] == [True, False]


def test_the_first_page_with_an_error_is_shown() -> None:
    card = draw_page(form(25, errors=(("value:kr-16", say("value-needed")),)))
    assert "value:kr-16" in fields(card)
    assert place(card).page == 3


def test_a_page_beyond_the_last_is_the_last() -> None:
    assert place(draw_page(form(25), 9)).page == 4
    assert place(draw_page(form(2), 3)).page == 0


def test_what_people_wrote_into_every_field_fits_and_is_all_there() -> None:
    words = 'Jono "kasvaa" äkkiä.\n' * 47
    names = [f"{kind}:kr-{n}" for kind in ("comment", "blocker") for n in range(5)]
    card = draw_page(form(5, given=tuple((name, words[:1_000]) for name in names)))
    assert weight(card) <= HEAVIEST
    assert all(fields(card)[name]["value"] == words[:1_000] for name in names)
