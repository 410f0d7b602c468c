"""Messages as people get them: what stands where, in which style, and what a notification says."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from adapters.slack import limits
from adapters.slack.drawing.render import Json, Message, Renderer, Style
from adapters.slack.envelope import read_value
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
from tests.adapters.slack.blockkit import check_message, texts
from tests.shapes import nasty

RENDERER = Renderer(draw)
FINNISH = Reader(Language.FINNISH, "Europe/Helsinki")
ENGLISH = Reader(Language.ENGLISH, "Europe/Helsinki")


def words(text: str) -> Text:
    return Verbatim(text)


def drawn(*blocks: Block, style: Style = Style.RICH, reader: Reader = ENGLISH) -> Message:
    return RENDERER.message(View(words("Summary"), blocks), reader, "T1", style)


def kinds(message: Message) -> list[str]:
    return [block["type"] for block in message.blocks]


def said(block: Json) -> str:
    return "".join(texts(block))


def meter(label: str = "Answers in a day", share: float | None = 0.42, **more: object) -> Meter:
    given: dict[str, Any] = {
        "expected": 0.6,
        "caption": words("Now 42"),
        "state": words("At risk"),
        "tone": Tone.CARE,
    }
    return Meter(words(label), share, **{**given, **more})


def chart(
    *lines: tuple[float | None, ...], ends: tuple[tuple[float, float], ...] = ((0, 100), (1, 10))
) -> Chart:
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
    message = drawn(
        Heading(words("Week 47: how are your key results doing?")),
        Paragraph(words("A number each.")),
        Bullets((words("Waiting time"), words("Calls answered")), ordered=True),
        Buttons((Button(words("Answer"), Action("check_in", "form"), main=True),)),
        Note(words("You get this because you answer for it.")),
    )
    assert kinds(message) == ["header", "rich_text", "rich_text", "actions", "context"]
    assert message.blocks[2]["elements"][0]["style"] == "ordered"
    button = message.blocks[3]["elements"][0]
    assert button["style"] == "primary"
    assert read_value("T1", button["value"]) == Action("check_in", "form")


@pytest.mark.parametrize("hostile", nasty.PINGS + nasty.LINKS)
def test_no_mention_and_no_link_stands_where_a_client_might_read_it(hostile: str) -> None:
    message = drawn(Heading(words(hostile)), Note(words(hostile)), style=Style.CLASSIC)
    seen = [text for block in message.blocks for text in texts(block)]
    assert not any(re.search("<[!@#]|<https?:", text) for text in seen)
    assert all(len(text) == len(hostile) for text in seen)


def test_nothing_in_blocks_is_mrkdwn() -> None:
    message = drawn(
        Paragraph(words("<!channel> *bold*")), Quote("<@U1> _x_", words("`Liisa`")), meter("a")
    )
    assert "mrkdwn" not in json.dumps(message.blocks)
    assert said(message.blocks[0]) == "<!channel> *bold*"


@pytest.mark.parametrize(
    ("tone", "begins"),
    [
        (Tone.GOOD, "✅ "),
        (Tone.CARE, "⚠️ "),
        (Tone.BAD, "❗ "),
        (Tone.PLAIN, "It"),
        (Tone.QUIET, "It"),
    ],
)
def test_a_tone_is_a_sign_before_the_words(tone: Tone, begins: str) -> None:
    message = drawn(Paragraph(words("It is so"), tone))
    assert said(message.blocks[0]).startswith(begins)
    assert kinds(message) == ["context" if tone is Tone.QUIET else "rich_text"]


def test_a_long_list_goes_on_with_its_numbers() -> None:
    message = drawn(Bullets(tuple(words("x" * 290) for _ in range(25)), ordered=True))
    lists = [element for block in message.blocks for element in block["elements"]]
    assert [each.get("offset", 0) for each in lists] == [0, 10, 20]
    assert sum(len(each["elements"]) for each in lists) == 25


def test_a_title_that_is_too_long_for_a_header_stays_whole() -> None:
    message = drawn(Heading(words("word " * 60)))
    assert kinds(message) == ["rich_text"]
    assert said(message.blocks[0]).strip() == ("word " * 60).strip()


def test_figures_stand_under_one_another_with_their_labels() -> None:
    message = drawn(
        Facts((Fact(words("Progress"), words("40 %")), Fact(words("Score"), words("6"))))
    )
    assert said(message.blocks[0]) == "Progress: 40 %\nScore: 6"


# --- key results --------------------------------------------------------------------------------


def test_a_key_result_is_a_name_a_bar_with_its_status_and_a_line_of_figures() -> None:
    message = drawn(meter())
    assert said(message.blocks[0]).split("\n") == [
        "Answers in a day",
        "▓▓▓▓░░┃░░░░ 42% · 🔶 At risk",
        "Now 42 · ┃ expected by now 60%",
    ]


def test_the_mark_is_explained_once_and_where_it_changes() -> None:
    message = drawn(meter("a"), meter("b"), meter("c", expected=0.7))
    explained = ["expected by now" in said(block) for block in message.blocks]
    assert explained == [True, False, True]


@pytest.mark.parametrize(
    ("share", "cells"),
    [
        (-0.2, "░░░░░░░░░░"),
        (0.0, "░░░░░░░░░░"),
        (0.01, "▓░░░░░░░░░"),
        (0.5, "▓▓▓▓▓░░░░░"),
        (0.99, "▓▓▓▓▓▓▓▓▓░"),
        (1.0, "▓▓▓▓▓▓▓▓▓▓"),
        (1.4, "▓▓▓▓▓▓▓▓▓▓"),
    ],
)
def test_a_bar_is_full_only_when_it_is(share: float, cells: str) -> None:
    message = drawn(meter(share=share, expected=None))
    assert said(message.blocks[0]).split("\n")[1].split(" ")[0] == cells


def test_a_key_result_without_an_answer_has_no_bar() -> None:
    message = drawn(meter(share=None, expected=None, tone=Tone.QUIET, state=words("Not answered")))
    assert said(message.blocks[0]).split("\n")[1] == "⚪ Not answered"


def test_what_stands_in_place_of_the_share_is_written() -> None:
    message = drawn(meter(expected=None, written=words("Inside")))
    assert "▓▓▓▓░░░░░░ Inside · 🔶 At risk" in said(message.blocks[0])


def test_what_people_wrote_stands_under_its_key_result() -> None:
    message = drawn(
        meter("a"), meter("b"), Quote("about a", words("a")), Quote("who", words("Liisa"))
    )
    assert kinds(message) == ["rich_text"] * 5
    assert [said(block).split("\n")[0] for block in message.blocks] == [
        "a",
        "about a",
        "b",
        "Liisa:",
        "who",
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


def test_a_table_is_one_where_slack_has_them() -> None:
    message = drawn(Heading(words("Units")), TREE)
    assert kinds(message) == ["header", "table"]
    table = message.blocks[1]
    cells = [[said(cell) for cell in row] for row in table["rows"]]
    assert cells == [
        ["Unit", "Progress", "Note"],
        ["County", "40 %", "–"],
        ["└\u00a0Sector", "50 %", "fine"],
        ["Area", "60 %", "better"],
    ]
    assert table["column_settings"][1] == {"align": "right"}


def test_a_table_is_a_list_where_slack_has_none() -> None:
    message = drawn(TREE, style=Style.CLASSIC)
    assert kinds(message) == ["rich_text", "rich_text"]
    upper, lower, last = message.blocks[1]["elements"]
    assert (upper["indent"], lower["indent"], last["indent"]) == (0, 1, 0)
    assert said(upper) == "County – Progress: 40 %"
    assert said(lower) == "Sector – Progress: 50 % · Note: fine"
    assert said(last) == "Area – Progress: 60 % · better"


def test_a_second_table_is_a_list() -> None:
    assert kinds(drawn(TREE, TREE)) == ["rich_text", "table", "rich_text", "rich_text"]


def test_a_chart_is_drawn_by_slack_an_axis_each_with_its_words_below() -> None:
    message = drawn(chart((None, 10.0, 40.0), (None, 5.0, 6.0)))
    assert kinds(message) == ["rich_text", "data_visualization", "data_visualization", "context"]
    first = message.blocks[1]["chart"]
    assert first["axis_config"]["categories"] == ["w41", "w42"]
    assert [point["value"] for point in first["series"][0]["data"]] == [10.0, 40.0]
    assert message.charts == ()


def test_lines_of_one_axis_share_a_chart() -> None:
    message = drawn(chart((1.0, 2.0), (3.0, 4.0), ends=((0, 100), (0, 100))))
    assert kinds(message) == ["data_visualization", "context"]
    assert message.blocks[0]["title"] == "Over the weeks"


def test_a_lines_name_leaves_its_unit_to_the_title_where_both_are_too_long() -> None:
    whole = chart((1.0, 2.0), (3.0, 4.0))
    named = replace(whole.series[1], name=words("Luottavaisuusarvo, 1–10"))
    message = drawn(replace(whole, series=(whole.series[0], named)))
    panel = message.blocks[2]
    assert panel["title"] == "Luottavaisuusarvo, 1–10"
    assert panel["chart"]["series"][0]["name"] == "Luottavaisuusarvo"


def test_only_the_newest_weeks_fit_into_slacks_chart() -> None:
    message = drawn(chart(tuple(float(n) for n in range(30)), ends=((0, 100),)))
    labels = message.blocks[0]["chart"]["axis_config"]["categories"]
    assert (labels[0], labels[-1], len(labels)) == ("w50", "w69", limits.CHART_POINTS)


def test_a_third_chart_waits_for_a_picture() -> None:
    two = chart((1.0, 2.0), (3.0, 4.0))
    message = drawn(two, two)
    assert len(message.charts) == 1
    assert check_message({"text": message.text, "blocks": message.with_pictures(["F1"])}) == []


@pytest.mark.parametrize("style", [Style.RICH, Style.CLASSIC])
def test_a_chart_with_gaps_is_a_picture_and_words_where_there_is_none(style: Style) -> None:
    message = drawn(chart((10.0, None, 40.0), ends=((0, 100),)), style=style)
    assert kinds(message) == ["rich_text"]
    assert said(message.blocks[0]).split("\n") == [
        "Over the weeks",
        "It went up",
        "Line 0 – w40: 10, w41: –, w42: 40",
    ]
    assert [painted.place for painted in message.charts] == [(0,)]
    assert message.with_pictures([None]) == list(message.blocks)
    (image,) = message.with_pictures(["F123"])
    assert image["slack_file"] == {"id": "F123"}
    assert (image["title"]["text"], image["alt_text"]) == ("Over the weeks", "It went up")


def test_details_fold_where_slack_can_and_stand_in_line_where_not() -> None:
    details = Details(words("All key results"), (meter("a"), meter("b")))
    rich, classic = drawn(details), drawn(details, style=Style.CLASSIC)
    assert kinds(rich) == ["container"]
    assert rich.blocks[0]["default_collapsed"] is True
    assert kinds(classic) == ["header", "rich_text", "rich_text"]
    assert classic.blocks[1:] == tuple(rich.blocks[0]["child_blocks"])


def test_a_chart_inside_details_finds_its_picture() -> None:
    message = drawn(meter(), Details(words("More"), (Note(words("x")), chart((1.0, 2.0)))))
    assert [painted.place for painted in message.charts] == [(1, 1)]
    box = message.with_pictures(["F9"])[1]
    assert box["child_blocks"][1]["slack_file"] == {"id": "F9"}
    assert message.blocks[1]["child_blocks"][1]["type"] == "rich_text"


def test_more_details_than_a_box_holds_come_in_several() -> None:
    many = tuple(part for n in range(12) for part in (meter(str(n)), Note(words("note"))))
    message = drawn(Details(words("All"), many))
    assert [block["title"]["text"] for block in message.blocks] == ["All 1/3", "All 2/3", "All 3/3"]
    assert sum(len(block["child_blocks"]) for block in message.blocks) == 24


# --- what is left out, what a notification says --------------------------------------------------


def test_a_message_that_is_too_long_says_so_and_keeps_its_buttons() -> None:
    comments = tuple(Quote("x" * 2_900, words("Liisa")) for _ in range(60))
    press = Buttons((Button(words("Answer"), Action("check_in", "form")),))
    message = drawn(*comments, press)
    assert len(message.blocks) <= limits.MESSAGE_BLOCKS
    assert said(message.blocks[-2]) == draw(say("left-out"), ENGLISH)
    assert message.blocks[-1]["type"] == "actions"


def test_a_button_that_carries_too_much_is_left_out_and_the_rest_is_sent(
    caplog: pytest.LogCaptureFixture,
) -> None:
    heavy = Button(words("Heavy"), Action("a", "b", (("text", "x" * 2_000),)))
    light = Button(words("Light"), Action("a", "b"))
    message = drawn(Buttons((heavy, light)))
    assert [each["text"]["text"] for each in message.blocks[0]["elements"]] == ["Light"]
    assert "a button is left out" in caplog.text


def test_the_text_says_what_the_blocks_say() -> None:
    message = drawn(
        Heading(words("Summary")),
        Paragraph(words("Take care"), Tone.CARE),
        Bullets((words("one"), words("two")), ordered=True),
        Facts((Fact(words("Score"), words("6")),)),
        meter("Calls"),
        TREE,
        Quote("Well done", words("Liisa")),
        chart((1.0, 2.0), ends=((0, 100),)),
        Details(words("More"), (Note(words("small")),)),
        Buttons((Button(words("Answer"), Action("a", "b")),)),
    )
    assert message.text.split("\n") == [
        "Summary",
        "⚠️ Take care",
        "1. one",
        "2. two",
        "Score: 6",
        "🔶 Calls: At risk · 42% · expected by now 60% · Now 42",
        "Units",
        "• County – Progress: 40 %",
        "\u2003• Sector – Progress: 50 % · Note: fine",
        "• Area – Progress: 60 % · better",
        "Liisa: “Well done”",
        "Over the weeks",
        "It went up",
        "Line 0 – w40: 1, w41: 2",
        "More",
        "small",
        "[Answer]",
    ]


def test_a_sentence_that_is_the_summary_is_said_once() -> None:
    assert (
        drawn(Paragraph(words("Summary"), Tone.GOOD), Note(words("more"))).text == "Summary\nmore"
    )
    assert drawn(Paragraph(words("Summary"), Tone.CARE)).text == "Summary"


def test_the_text_style_is_the_text_alone() -> None:
    message = drawn(Paragraph(words("words")), style=Style.TEXT)
    assert (message.text, message.blocks) == ("Summary\nwords", ())


@pytest.mark.parametrize("filling", ["x", "&", "👩🏽\u200d⚕️", "שלום ", "<!channel> ", "@here "])
def test_a_long_text_is_cut_between_its_characters(filling: str) -> None:
    text = drawn(Paragraph(words(filling * 5_000))).text
    assert len(text) <= limits.MESSAGE_TEXT
    assert text.endswith("…")
    assert "<" not in text
    assert "@here" not in text
    assert text.count("\u2068") == text.count("\u2069")
    assert text.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "").count("&") == 0


def test_a_reply_to_one_person_needs_no_upload() -> None:
    view = View(words("Summary"), (chart((1.0, 2.0)), Details(words("More"), (TREE,))))
    reply = RENDERER.reply(view, ENGLISH, "T1")
    assert reply.charts == ()
    assert kinds(reply) == ["rich_text", "header", "rich_text", "rich_text"]


def test_what_is_shown_in_a_modal_bears_its_title_where_it_fits() -> None:
    short = View(words("s"), (Heading(words("What I can do")), Note(words("help"))))
    long = View(words("s"), (Heading(words("Owls: what became of the messages")), Note(words("x"))))
    bare = View(words("Thank you, saved."), ())
    modals = [RENDERER.showing(view, FINNISH, "T1") for view in (short, long, bare)]
    assert [modal["title"]["text"] for modal in modals] == ["What I can do", "Rytmi", "Rytmi"]
    assert [len(modal["blocks"]) for modal in modals] == [1, 2, 1]
    assert modals[0]["close"]["text"] == "Sulje"
    assert "submit" not in modals[0]
    assert said(modals[2]["blocks"][0]) == "Thank you, saved."


def test_home_has_what_the_view_has() -> None:
    home = RENDERER.home(
        View(words("s"), (Heading(words("Week 47")), meter(), TREE)), ENGLISH, "T1"
    )
    assert [block["type"] for block in home["blocks"]] == [
        "header",
        "rich_text",
        "rich_text",
        "rich_text",
    ]
