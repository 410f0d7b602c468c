"""What a retro's summary says, what it never says, and that it fits wherever it is read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.flows.retro.document import document_view
from dialogs.flows.retro.outcome import Summary, shown_notes
from dialogs.flows.retro.summary import (
    SHORT_LINES,
    notes_view,
    short_view,
    summary_blocks,
    summary_view,
)
from dialogs.okr.model import Language
from dialogs.okr.retro import Fit, Manner, NoteKind, Stage, Verdict
from dialogs.retros import Aims
from dialogs.telling import Speech, told
from dialogs.text import Reader, Verbatim
from dialogs.views import Bullets, Details, Heading, Meter, Paragraph, View
from dialogs.words.draw import draw
from tests.conversations.keys import buttons, keys
from tests.dialogs.flows import drawing
from tests.dialogs.flows.retro.ended import (
    carry,
    change,
    largest,
    note,
    retro_at,
    score,
    summed,
    themes,
    verdicts,
)
from tests.dialogs.flows.retro.given import BEN
from tests.dialogs.flows.support import english, seen
from tests.dialogs.flows.test_bounds import assert_bounded

READ = Reader(Language.ENGLISH, "UTC")


def text_of(view: View) -> str:
    """Return a view as plain lines, without its notification."""
    return told(View(Verbatim(""), view.blocks), Speech(draw, READ), 1_000_000)


def test_the_first_lines_say_the_score_and_what_changes() -> None:
    lines = [line for line in text_of(summary_view(summed())).splitlines() if line]
    assert lines[:4] == [
        "Owls: retro of Q4",
        "Score 0.6 out of 1 on average for 3 key results.",
        "What changes from Q1 on",
        "1. We meet on Mondays – Ben, first look on 18 Jan 2027",
    ]


def test_the_notification_is_one_line() -> None:
    assert english(summary_view(summed()).summary) == "Owls, Q4: score 0.6 on average, one change"
    plain = summed(scores={}, changes=())
    assert english(summary_view(plain).summary) == "Owls, Q4: nothing changes"


def test_each_key_result_has_its_score_why_and_how_it_was_set() -> None:
    whole = summed(
        scores={"a": score("a", 0.4, Fit.WRONG_MEASURE, "We counted calls.")}, changes=()
    )
    meters = [each for each in summary_view(whole).blocks if isinstance(each, Meter)]
    assert [english(each.state) for each in meters] == [
        "measured the wrong thing",
        "no score yet",
        "no score yet",
    ]
    assert meters[0].share == 0.4
    assert "We counted calls." in text_of(summary_view(whole))
    # Falling short is said, and not coloured.
    assert {each.tone for each in meters} == {"plain", "quiet"}


def test_how_goals_were_set_is_counted_the_most_frequent_first() -> None:
    whole = summed(
        scores={
            each.key_result: each
            for each in (
                score("a", fit=Fit.DEPENDED),
                score("b", fit=Fit.TOO_EASY),
                score("c", fit=Fit.DEPENDED),
            )
        }
    )
    said = "How the goals were set: 2 depended on others and 1 too easy."
    assert said in text_of(summary_view(whole))


def test_what_is_kept_with_its_objective_is_named_once_and_what_differs_by_itself() -> None:
    whole = summed(
        carries=verdicts(
            carry("fast"),
            carry("a"),
            carry("b", Verdict.CHANGE, "Too easy", "Agreement in use"),
            carry("calm", Verdict.DROP, "Nobody asks"),
            carry("c", Verdict.DROP, "Nobody asks"),
        )
    )
    blocks = list(summary_view(whole).blocks)
    start = next(
        n
        for n, each in enumerate(blocks)
        if isinstance(each, Heading) and english(each.text) == "What becomes of the goals"
    )
    lists = [
        [english(item) for item in each.items]
        for each in blocks[start:]
        if isinstance(each, Bullets)
    ]
    assert lists == [
        ["Fast answers – It works."],
        ["Result b → Agreement in use – Too easy"],
        ["Calm days – Nobody asks"],
    ]


# --- notes ----------------------------------------------------------------------------------------


NOTES = (
    note("zebra", NoteKind.WELL, BEN.id),
    note("apple", NoteKind.CHANGE, BEN.id),
    note("mango", NoteKind.WELL, BEN.id),
)


def test_anonymous_notes_lose_every_author_even_if_the_store_had_one() -> None:
    shown = list(shown_notes(retro_at(Stage.GROUPING, Manner.ANONYMOUS, 4), NOTES))
    assert [each.text for each in shown] == ["mango", "zebra", "apple"]
    assert {each.author for each in shown} == {None}


@pytest.mark.parametrize(
    ("stage", "manner", "wrote"),
    [
        (Stage.COLLECTING, Manner.ANONYMOUS, None),
        (Stage.COLLECTING, Manner.NAMED, 3),
        (Stage.GROUPING, Manner.ANONYMOUS, 3),
        (Stage.PUBLISHED, Manner.ANONYMOUS, 3),
        (Stage.AGREEING, None, None),
    ],
)
def test_no_note_is_shown_before_the_reveal_or_of_fewer_than_four(
    stage: Stage, manner: Manner | None, wrote: int | None
) -> None:
    assert list(shown_notes(retro_at(stage, manner, wrote), NOTES)) == []


def test_named_notes_bear_their_names() -> None:
    retro = retro_at(Stage.PUBLISHED, Manner.NAMED, 1)
    whole = summed(retro=retro, notes=tuple(shown_notes(retro, NOTES)))
    assert "Went well: zebra (Ben)" in text_of(summary_view(whole))


def test_an_anonymous_summary_names_nobody_but_those_who_see_to_changes() -> None:
    retro = retro_at(Stage.PUBLISHED, Manner.ANONYMOUS, 4)
    whole = summed(
        retro=retro, notes=tuple(shown_notes(retro, NOTES)), themes=themes(3), changes=()
    )
    for view in (summary_view(whole), document_view(whole), notes_view(whole, 0)):
        assert "zebra" in text_of(view)
        assert "Ben" not in text_of(view)


def test_the_order_of_anonymous_notes_does_not_follow_their_order_in_the_store() -> None:
    retro = retro_at(Stage.PUBLISHED, Manner.ANONYMOUS, 4)
    assert list(shown_notes(retro, NOTES)) == list(shown_notes(retro, NOTES[::-1]))


def test_notes_stand_under_their_theme_the_one_with_the_most_dots_first() -> None:
    few, many = themes(1, 5)
    whole = summed(
        retro=retro_at(Stage.PUBLISHED, Manner.NAMED, 2),
        themes=(many, few),
        notes=(note("loose"), note("one", theme="t1"), note("two", theme="t2")),
    )
    folded = next(each for each in summary_view(whole).blocks if isinstance(each, Details))
    titles = [english(each.text) for each in folded.blocks if isinstance(each, Heading)]
    assert titles == ["Theme 2", "Theme 1", "Without a theme"]


def test_all_notes_can_be_read_part_by_part() -> None:
    whole = largest()
    read: list[str] = []
    first = 0
    while True:
        view = notes_view(whole, first)
        assert_bounded(view)
        read += [
            english(i) for each in view.blocks if isinstance(each, Bullets) for i in each.items
        ]
        more = list(buttons(view))
        if not more:
            break
        first = int(dict(more[0].action.args)["first"])
    assert len(read) == len(set(read)) == len(whole.notes)


# --- the short form -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "whole",
    [
        summed(),
        summed(changes=()),
        summed(changes=(), themes=themes(4, 2)),
        summed(changes=tuple(map(change, (1, 2, 3))), themes=themes(4)),
        largest(),
    ],
)
def test_the_short_form_has_five_lines_at_most_and_a_way_to_the_whole(whole: Summary) -> None:
    view = short_view(whole)
    *lines, way = view.blocks
    assert all(isinstance(each, Heading | Paragraph) for each in lines)
    assert len(lines) <= SHORT_LINES
    (button,) = buttons(way)
    assert (button.action.flow, button.action.step) == ("retro", "show")
    assert button.action.args == (("retro", "r"),)
    assert drawing.characters(view) < 1000
    assert seen(view)[1:3] == ["summary-title", "summary-lead"]


def test_a_short_form_with_room_names_what_was_most_on_peoples_minds() -> None:
    assert "summary-top-theme" in seen(short_view(summed(themes=themes(4))))
    three = summed(changes=tuple(map(change, (1, 2, 3))), themes=themes(4))
    assert "summary-top-theme" not in seen(short_view(three))


def test_a_correction_says_that_it_is_one() -> None:
    assert "summary-corrected" in seen(summary_view(summed(), corrected=True))
    assert "summary-title-corrected" in seen(short_view(summed(), corrected=True))


# --- limits ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("manner", Manner)
def test_the_largest_retro_fits_into_a_chat(manner: Manner) -> None:
    assert_bounded(summary_view(largest(manner)))


def test_what_a_message_leaves_out_is_counted_and_can_be_read() -> None:
    view = summary_view(largest())
    assert drawing.said(view, "summary-more-notes")["count"] == 120 - 12
    assert "summary-all-notes" in {key for each in buttons(view) for key in keys(each.label)}


def test_a_document_leaves_nothing_out() -> None:
    whole = largest()
    text = text_of(document_view(whole))
    for words in (*(n.text for n in whole.notes), *(c.text for c in whole.changes)):
        assert words in text
    assert all(score.why in text for score in whole.scores.values())
    assert all(carried.reason in text for carried in whole.carries.values())


def test_a_retro_without_goals_or_notes_can_be_summed_up() -> None:
    bare = summed(aims=Aims((), ()), scores={}, carries={}, changes=())
    assert "summary-lead-plain" in seen(summary_view(bare))
    assert "summary-nothing-changes" in seen(document_view(bare))


def test_nothing_is_offered_to_download_before_it_is_published() -> None:
    under_way = summary_view(summed())
    assert "document-title" not in seen(under_way)
    published = summary_view(replace(summed(), retro=retro_at(Stage.PUBLISHED)))
    assert "document-title" in seen(published)


def test_the_blocks_have_no_button_of_their_own() -> None:
    assert list(buttons(summary_blocks(summed()))) == []
