"""Messages as people get them in Teams: what stands where, and what a notification says."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from adapters.teams import limits
from adapters.teams.drawing.render import Json, Message, Renderer
from adapters.teams.envelope import read
from dialogs.okr.model import Language
from dialogs.text import Reader, Text, Verbatim, say
from dialogs.views import (
    Action,
    Block,
    Bullets,
    Button,
    Buttons,
    Chart,
    Details,
    Fact,
    Facts,
    Heading,
    Meter,
    Note,
    Paragraph,
    Quote,
    Series,
    Table,
    Tone,
    View,
)
from dialogs.words.draw import draw
from tests.shapes import nasty
from tests.teams.cards import check_card, texts

RENDERER = Renderer(draw)
ENGLISH = Reader(Language.ENGLISH, "Europe/Helsinki")
TENANT = "11111111-2222-4333-8444-555555555555"


def words(text: str) -> Text:
    return Verbatim(text)


def drawn(*blocks: Block, reader: Reader = ENGLISH) -> Message:
    message = RENDERER.message(View(words("Summary"), blocks), reader, TENANT)
    assert check_card(message.card) == []
    return message


def body(*blocks: Block) -> list[Json]:
    found: list[Json] = drawn(*blocks).card["body"]
    return found


def kinds(elements: list[Json]) -> list[str]:
    return [element["type"] for element in elements]


def said(element: object) -> str:
    return "".join(text for _, text in texts(element))


def meter(label: str = "Answers in a day", share: float | None = 0.42, **more: object) -> Meter:
    given: dict[str, Any] = {
        "expected": 0.6,
        "caption": words("Now 42"),
        "state": words("At risk"),
        "tone": Tone.CARE,
    }
    return Meter(words(label), share, **{**given, **more})


def chart(*lines: tuple[float | None, ...], ends: tuple[tuple[float, float], ...]) -> Chart:
    labels = tuple(words(f"w{40 + place}") for place in range(len(lines[0])))
    series = tuple(
        Series(
            words(f"Line {number}"),
            line,
            tuple(words("–" if value is None else f"{value:g}") for value in line),
            *ends[number],
        )
        for number, line in enumerate(lines)
    )
    return Chart(words("Over the weeks"), words("It went up"), labels, series)


# --- words --------------------------------------------------------------------------------------


def test_a_prompt_reads_from_the_question_to_the_small_print() -> None:
    elements = body(
        Heading(say("check-in-intro")),
        Paragraph(words("A number each.")),
        Bullets((words("Waiting time"), words("Calls answered")), ordered=True),
        Buttons((Button(words("Answer"), Action("check_in", "form"), main=True),)),
        Note(words("You get this because you answer for it.")),
    )
    assert kinds(elements) == [
        *("TextBlock", "RichTextBlock", "ColumnSet", "ColumnSet", "ActionSet", "RichTextBlock")
    ]
    assert said(elements[3]) == "2.Calls answered"
    (button,) = elements[4]["actions"]
    assert (button["style"], button["verb"]) == ("positive", "check_in.form")
    assert read(TENANT, button["data"]) == Action("check_in", "form")
    assert button["fallback"]["data"] == button["data"]


def test_a_title_of_our_own_is_a_heading_and_one_with_a_name_in_it_only_looks_like_one() -> None:
    own, named = body(
        Heading(say("check-in-submit"), 2), Heading(say("digest-own", unit="*Owls*"), 2)
    )
    assert (own["type"], own["style"], own["size"]) == ("TextBlock", "heading", "Medium")
    (run,) = named["inlines"]
    assert (run["size"], run["weight"]) == ("Medium", "Bolder")
    assert "*Owls*" in run["text"]


@pytest.mark.parametrize("hostile", [*nasty.PINGS, *nasty.LINKS, *nasty.FORMATS])
def test_what_people_write_is_neither_markdown_nor_a_mention_nor_a_date(hostile: str) -> None:
    elements = body(
        Heading(words(hostile)),
        Facts((Fact(say("fact-progress"), words(hostile)),)),
        Quote(hostile, words(hostile)),
    )
    assert "TextBlock" not in kinds(elements)
    assert "FactSet" not in kinds(elements)
    if "at" not in hostile.casefold() and "{{" not in hostile:
        assert hostile.strip() in said(elements[0]).replace("\r", "\n")


def test_macros_and_mentions_look_as_they_were_written() -> None:
    (element,) = body(Paragraph(words("<at>Liisa</at> {{DATE(2026-11-16T06:00:00Z)}} a < b {{x}}")))
    assert (
        said(element) == "\u2039at>Liisa\u2039/at> {\u2060{DATE(2026-11-16T06:00:00Z)}} a < b {{x}}"
    )


def test_figures_of_our_own_are_facts_and_those_with_a_unit_of_somebodys_are_not() -> None:
    own = Fact(say("fact-progress"), say("fact-answers-value", answered=3, asked=5))
    (facts,) = body(Facts((own, own)))
    assert facts["facts"][0]["value"] == "3 of 5 asked for"
    (box,) = body(Facts((own, Fact(say("fact-progress"), words("5 _kg_")))))
    assert [said(line) for line in box["items"]] == [
        "Progress: 3 of 5 asked for",
        "Progress: 5 _kg_",
    ]


@pytest.mark.parametrize(
    ("tone", "begins"),
    [(Tone.GOOD, "✅ "), (Tone.CARE, "⚠️ "), (Tone.BAD, "❗ "), (Tone.PLAIN, "It")],
)
def test_a_tone_is_a_sign_before_the_words(tone: Tone, begins: str) -> None:
    (element,) = body(Paragraph(words("It is so"), tone))
    assert said(element).startswith(begins)


def test_a_long_list_costs_less_of_a_card() -> None:
    elements = body(Bullets(tuple(words(f"item {n}") for n in range(40)), ordered=True))
    assert kinds(elements) == ["RichTextBlock"] * 40
    assert said(elements[39]) == "40. item 39"


def test_a_view_of_nothing_says_its_summary() -> None:
    assert [said(element) for element in body()] == ["Summary"]


# --- key results --------------------------------------------------------------------------------


def test_a_key_result_is_a_name_a_bar_with_its_status_and_a_line_of_figures() -> None:
    (box,) = body(meter())
    assert [said(line) for line in box["items"]] == [
        "Answers in a day",
        "▓▓▓▓░░┃░░░░ 42% · 🔶 At risk",
        "Now 42 · ┃ expected by now 60%",
    ]
    colours = [run.get("color") for run in box["items"][1]["inlines"]]
    assert colours == ["Warning", None, None, None, None]


def test_the_mark_is_explained_once_and_where_it_changes() -> None:
    boxes = body(meter("a"), meter("b"), meter("c", expected=0.7))
    assert ["expected by now" in said(box) for box in boxes] == [True, False, True]


@pytest.mark.parametrize(
    ("share", "cells"),
    [
        (-0.2, "░░░░░░░░░░"),
        (0.01, "▓░░░░░░░░░"),
        (0.5, "▓▓▓▓▓░░░░░"),
        (0.99, "▓▓▓▓▓▓▓▓▓░"),
        (1.4, "▓▓▓▓▓▓▓▓▓▓"),
    ],
)
def test_a_bar_is_full_only_when_it_is(share: float, cells: str) -> None:
    (box,) = body(meter(share=share, expected=None))
    assert said(box["items"][1]).split(" ")[0] == cells


def test_a_key_result_without_an_answer_has_no_bar() -> None:
    (box,) = body(meter(share=None, expected=None, tone=Tone.QUIET, state=words("Not answered")))
    assert said(box["items"][1]) == "⚪ Not answered"


def test_what_people_wrote_stands_under_its_key_result() -> None:
    elements = body(
        meter("a"), meter("b"), Quote("about a", words("a")), Quote("who", words("Liisa"))
    )
    assert [said(each)[:7] for each in elements] == [
        *("a▓▓▓▓░░", "about a", "b▓▓▓▓░░", "Liisa:", "who")
    ]


# --- tables, charts, details --------------------------------------------------------------------

TREE = Table(
    words("Units"),
    (words("Unit"), words("Progress"), words("Note")),
    (
        (words("County"), words("40 %"), words("")),
        (words("\u2003Sector"), words("50 %"), words("fine")),
        (words("Area"), words("60 %"), words("better")),
    ),
)


def test_a_narrow_table_is_one() -> None:
    flat = Table(TREE.caption, TREE.header[:2], tuple(row[:2] for row in (TREE.rows[0],)))
    heading, table = body(Heading(words("Units")), flat)
    assert (heading["type"], table["type"]) == ("RichTextBlock", "Table")
    assert [[said(cell) for cell in row["cells"]] for row in table["rows"]] == [
        ["Unit", "Progress"],
        ["County", "40 %"],
    ]


def test_a_tree_is_a_list_whose_rows_stand_in() -> None:
    title, upper, lower, last = body(TREE)
    assert said(title) == "Units"
    assert [said(line) for line in upper["items"]] == ["County", "Progress: 40 %"]
    spacer, rest = lower["columns"]
    assert spacer["width"] == f"{limits.INDENT_PIXELS}px"
    assert said(rest) == "SectorProgress: 50 % · Note: fine"
    assert said(last) == "AreaProgress: 60 % · better"


def test_a_chart_is_drawn_by_teams_an_axis_each_and_its_figures_stand_in_its_place() -> None:
    title, upper, first, lower, second, alt = body(
        chart((None, 10.0, 40.0), (4.0, 5.0, 6.0), ends=((0, 100), (1, 10)))
    )
    assert (said(title), said(alt)) == ("Over the weeks", "It went up")
    assert (said(upper), said(lower)) == ("Line 0", "Line 1")
    assert first["data"] == [
        {"legend": "Line 0", "values": [{"x": "w41", "y": 10.0}, {"x": "w42", "y": 40.0}]}
    ]
    assert (second["yMin"], second["yMax"]) == (0, 10)
    assert said(first["fallback"]) == "w40:\u00a0–, w41:\u00a010, w42:\u00a040"
    assert drawn(chart((1.0,), ends=((0, 1),))).card["msteams"] == {"width": "full"}


def test_lines_of_one_axis_share_a_chart_and_what_lies_beyond_moves_its_ends() -> None:
    _, panel, _ = body(chart((1.0, 140.0), (-3.0, 4.0), ends=((0, 100), (0, 100))))
    assert [each["legend"] for each in panel["data"]] == ["Line 0", "Line 1"]
    assert (panel["yMin"], panel["yMax"]) == (-3.0, 140.0)


def test_a_chart_without_a_single_figure_is_said_in_words() -> None:
    _, figures, _ = body(chart((None, None), ends=((0, 100),)))
    assert said(figures) == "Line 0 – w40:\u00a0–, w41:\u00a0–"


def test_details_fold_behind_a_button_and_those_inside_others_stand_open() -> None:
    inner = Details(words("Even more"), (Note(words("small")),))
    one, two = body(
        Details(words("All key results"), (meter("a"), inner)),
        Details(words("Questions"), (Note(words("x")),)),
    )
    for number, box in enumerate((one, two), start=1):
        opener, folded = box["items"]
        (toggle,) = opener["actions"]
        assert toggle["type"] == "Action.ToggleVisibility"
        assert toggle["targetElements"] == [folded["id"]] == [f"rytmi-details-{number}"]
        assert folded["isVisible"] is False
    assert "Even more" in said(one["items"][1])


# --- buttons, what is left out, what a notification says -----------------------------------------


def test_buttons_stand_in_rows_that_a_telephone_shows_whole() -> None:
    labels = ("Later today", "Tomorrow morning", "Why do I get this?", "Reminders off")
    rows = body(Buttons(tuple(Button(words(label), Action("a", "b")) for label in labels)))
    assert [[button["title"] for button in row["actions"]] for row in rows] == [
        ["Later today", "Tomorrow morning"],
        ["Why do I get this?", "Reminders off"],
    ]


def test_a_button_that_carries_too_much_is_left_out_and_the_rest_is_sent(
    caplog: pytest.LogCaptureFixture,
) -> None:
    heavy = Button(words("Heavy"), Action("a", "b", (("text", "x" * 4_000),)))
    light = Button(words("Light"), Action("a", "b"))
    with caplog.at_level(logging.WARNING):
        (row,) = body(Buttons((heavy, light)))
    assert [each["title"] for each in row["actions"]] == ["Light"]
    assert "carries too much" in caplog.text


def test_a_message_that_is_too_long_says_so_and_keeps_its_buttons() -> None:
    comments = tuple(Quote("x" * 2_900, words("Liisa")) for _ in range(60))
    press = Buttons((Button(words("Answer"), Action("check_in", "form")),))
    elements = body(*comments, press)
    assert said(elements[-2]) == draw(say("left-out"), ENGLISH)
    assert elements[-1]["type"] == "ActionSet"


def test_folded_details_that_are_too_long_say_so_inside() -> None:
    comments = tuple(Quote("x" * 2_900, words("Liisa")) for _ in range(60))
    (box,) = body(Details(words("Comments"), comments))
    assert said(box["items"][1]["items"][-1]) == draw(say("left-out"), ENGLISH)


def test_a_notification_is_one_short_line() -> None:
    view = View(words("Week 47:\ntwo key results\twait <b>now</b> " + "x" * 400), ())
    summary = RENDERER.message(view, ENGLISH, TENANT).summary
    assert summary.startswith("Week 47: two key results wait \u2039b>now\u2039/b> xxx")
    assert len(summary) <= limits.SUMMARY
    assert RENDERER.message(View(words(""), ()), ENGLISH, TENANT).summary == "–"


def test_a_card_names_its_language_and_is_narrow_where_it_only_speaks() -> None:
    card = drawn(Paragraph(words("x")), reader=Reader(Language.FINNISH, "Europe/Helsinki")).card
    assert (card["lang"], card["version"]) == ("fi", "1.5")
    assert "msteams" not in card
