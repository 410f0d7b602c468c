"""Notes come together under names that their own words propose; single ones are moved after."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.slack.drawing import form as slack
from adapters.teams.drawing import form as teams
from dialogs.flow import Again, Finish
from dialogs.flows.retro.grouping import (
    Facts,
    ask,
    ask_where,
    proposals,
    take,
    take_where,
    tell,
)
from dialogs.okr.model import PersonId
from dialogs.okr.retro import (
    LONGEST_NOTE,
    LONGEST_THEME,
    MOST_THEMES,
    Manner,
    Note,
    NoteId,
    NoteKind,
    Stage,
    Theme,
    ThemeId,
)
from dialogs.views import ChoiceField, Form, View
from dialogs.writes import GroupNotes
from tests.conversations.keys import keys
from tests.dialogs.flows.retro.settings import RETRO, SESSION, note, setting
from tests.dialogs.flows.support import english, seen

NOTES = (
    note("5", NoteKind.WELL, "Phones were quiet"),
    note("1", NoteKind.NOT_WELL, "Reports took long"),
    note("4", NoteKind.CHANGE, "Shorter reports"),
    note("2", NoteKind.CHANGE, "Coffee"),
    note("3", NoteKind.NOT_WELL, "Phones rang at lunch"),
)
GROUPING = setting(Stage.GROUPING, wrote=4)
FACTS = Facts(GROUPING, NOTES)


def theme(number: int, title: str) -> Theme:
    return Theme(ThemeId(f"r1-{number}"), RETRO.id, title, number)


def grouped(facts: Facts, **typed: str) -> GroupNotes:
    outcome = take(facts, SESSION, typed)
    assert isinstance(outcome, Finish), outcome
    (write,) = outcome.writes
    assert isinstance(write, GroupNotes)
    return write


def after(write: GroupNotes) -> Facts:
    placed = dict(write.of_notes)
    notes = tuple(replace(each, theme=placed.get(each.id)) for each in NOTES)
    return Facts(GROUPING, notes, write.themes)


def test_words_that_notes_share_are_proposed() -> None:
    assert [(each.title, each.notes) for each in proposals(NOTES)] == [
        ("Phones", ("3", "5")),
        ("Reports", ("1", "4")),
    ]


def test_the_proposal_stands_in_the_form_and_is_taken_as_it_is() -> None:
    form = ask(FACTS, SESSION)
    assert isinstance(form, Form)
    assert dict(form.given) == {"theme1": "Phones", "theme2": "Reports"}
    write = grouped(FACTS, **dict(form.given))
    assert [each.title for each in write.themes] == ["Phones", "Reports"]
    assert dict(write.of_notes) == {"1": "r1-2", "3": "r1-1", "4": "r1-2", "5": "r1-1"}


def test_a_cleared_name_gives_its_notes_back_and_a_new_one_waits_for_notes() -> None:
    write = grouped(FACTS, theme1="Telephone", theme5="Coffee breaks")
    assert [(each.position, each.title) for each in write.themes] == [
        (1, "Telephone"),
        (5, "Coffee breaks"),
    ]
    assert dict(write.of_notes) == {"3": "r1-1", "5": "r1-1"}


def test_names_may_change_later_and_notes_stay_where_they_were_put() -> None:
    first = after(grouped(FACTS, theme1="Telephone", theme2="Reports"))
    form = ask(first, SESSION)
    assert isinstance(form, Form)
    assert dict(form.given) == {"theme1": "Telephone", "theme2": "Reports"}
    write = grouped(first, theme1="Phones", theme3="New")
    assert [each.id for each in write.themes] == ["r1-1", "r1-3"]
    assert dict(write.of_notes) == {"3": "r1-1", "5": "r1-1"}


def test_wrong_names_are_told_at_their_fields() -> None:
    typed = {"theme1": "x" * (LONGEST_THEME + 1), "theme2": "Same", "theme4": " same "}
    outcome = take(FACTS, SESSION, typed)
    assert isinstance(outcome, Again)
    assert {name: next(keys(text)) for name, text in outcome.errors} == {
        "theme1": "notes-theme-long",
        "theme4": "notes-theme-twice",
    }
    nothing = take(FACTS, SESSION, {})
    assert isinstance(nothing, Again)
    assert [next(keys(text)) for _, text in nothing.errors] == ["notes-theme-none"]


def test_no_more_than_eight_are_proposed() -> None:
    names = [
        "apples",
        "banana",
        "cherry",
        "damson",
        "elders",
        "figment",
        "grapes",
        "hazels",
        "indigo",
        "jasmine",
    ]
    many = tuple(
        note(f"{number}{copy}", NoteKind.WELL, f"{name} {copy}")
        for number, name in enumerate(names)
        for copy in range(2)
    )
    assert len(proposals(many)) == MOST_THEMES


# --- moving ---------------------------------------------------------------------------------------


def moving(kind: str, *, base: Facts | None = None) -> Facts:
    facts = base or after(grouped(FACTS, theme1="Phones", theme2="Reports"))
    return replace(facts, setting=setting(Stage.GROUPING, wrote=4, kind=kind))


def test_a_kinds_notes_are_moved_by_the_themes_names() -> None:
    facts = moving("change")
    form = ask_where(facts, SESSION)
    assert isinstance(form, Form)
    fields = [field for group in form.groups for field in group.fields]
    assert [each.id for each in fields] == ["2", "4"]
    assert all(isinstance(each, ChoiceField) and each.optional for each in fields)
    assert dict(form.given) == {"4": "2"}
    outcome = take_where(facts, SESSION, {"2": "1", "4": ""})
    assert isinstance(outcome, Finish)
    (write,) = outcome.writes
    assert isinstance(write, GroupNotes)
    assert dict(write.of_notes) == {"1": "r1-2", "2": "r1-1", "3": "r1-1", "5": "r1-1"}


def test_a_note_of_another_kind_is_not_moved_by_the_form() -> None:
    outcome = take_where(moving("change"), SESSION, {"1": "1"})
    assert isinstance(outcome, Finish)
    (write,) = outcome.writes
    assert isinstance(write, GroupNotes)
    assert dict(write.of_notes)[NoteId("1")] == "r1-2"


def test_a_theme_that_is_none_is_told_at_the_note() -> None:
    outcome = take_where(moving("change"), SESSION, {"2": "7"})
    assert isinstance(outcome, Again)
    assert [name for name, _ in outcome.errors] == ["2"]


@pytest.mark.parametrize("kind", ["", "wrong"])
def test_without_a_kind_or_a_theme_there_is_nothing_to_move(kind: str) -> None:
    assert isinstance(ask_where(moving(kind), SESSION), View)
    assert isinstance(ask_where(moving("well", base=FACTS), SESSION), View)


def test_a_hundred_and_twenty_long_notes_make_a_form_that_pages_hold() -> None:
    notes = tuple(
        note(f"{number:03}", NoteKind.WELL, f"{number} {'long ' * 60}"[:LONGEST_NOTE])
        for number in range(120)
    )
    themes = tuple(theme(number, "T" * LONGEST_THEME) for number in range(1, MOST_THEMES + 1))
    form = ask_where(moving("well", base=Facts(GROUPING, notes, themes)), SESSION)
    assert isinstance(form, Form)
    for pages in (teams.pages(form), slack.pages(form)):
        fields = [field.id for page in pages for field in page.fields]
        assert fields == [each.id for each in notes]


# --- reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "manner", "wrote", "key"),
    [
        (Stage.COLLECTING, Manner.NAMED, None, "notes-hidden"),
        (Stage.COLLECTING, Manner.NAMED, 4, "notes-hidden"),
        (Stage.SCORING, None, None, "notes-hidden"),
        (Stage.AGREEING, Manner.ANONYMOUS, 3, "notes-none"),
    ],
)
def test_nothing_is_shown_before_all_of_it_may_be(
    stage: Stage, manner: Manner | None, wrote: int | None, key: str
) -> None:
    facts = Facts(setting(stage, manner, wrote=wrote), NOTES)
    assert seen(tell(facts))[0] == key
    assert "Coffee" not in repr(tell(facts))


def test_members_read_them_and_who_runs_it_groups_them() -> None:
    view = tell(FACTS)
    assert {"notes-shuffled", "notes-group"} <= set(seen(view))
    other = tell(replace(FACTS, setting=setting(Stage.GROUPING, who="eero", wrote=4)))
    assert "Coffee" in repr(other)
    assert "notes-group" not in seen(other)


def test_who_is_no_member_reads_them_once_the_retro_is_published() -> None:
    passing = tell(replace(FACTS, setting=setting(Stage.GROUPING, who="chief", wrote=4)))
    assert "Coffee" not in repr(passing)
    assert "retro-not-published" in seen(passing)
    later = tell(replace(FACTS, setting=setting(Stage.PUBLISHED, who="chief", wrote=4)))
    assert "Coffee" in repr(later)


def test_names_stand_only_where_they_were_signed() -> None:
    signed = replace(note("9", NoteKind.WELL, "Signed", "eero"), theme=ThemeId("r1-1"))
    named = setting(Stage.GROUPING, Manner.NAMED, wrote=1)
    facts = Facts(named, (signed,), (theme(1, "T"),), {PersonId("eero"): "Eero"})
    view = tell(facts)
    assert "notes-by" in seen(view)
    assert "notes-shuffled" not in seen(view)
    assert "notes-by" not in seen(tell(FACTS))


def test_what_is_in_no_theme_stands_under_other() -> None:
    placed = after(grouped(FACTS, theme1="Phones"))
    found = seen(tell(placed))
    assert found.index("notes-other") > found.index("notes-line-well")
    assert placed.of_theme(None) == tuple(
        each for each in (NOTES[1], NOTES[3], NOTES[2]) if each.theme is None
    )


def test_the_order_of_notes_does_not_depend_on_the_order_in_which_they_come() -> None:
    def order(notes: tuple[Note, ...]) -> list[str]:
        return [each.id for each in Facts(GROUPING, notes).of_theme(None)]

    assert order(NOTES) == order(NOTES[::-1])


def test_members_do_not_group() -> None:
    other = replace(FACTS, setting=setting(Stage.GROUPING, who="eero", wrote=4))
    for asked in (ask(other, SESSION), ask_where(other, SESSION)):
        assert isinstance(asked, View)
        assert seen(asked)[0] == "notes-not-yours"
    outcome = take(other, SESSION, {"theme1": "Mine"})
    assert isinstance(outcome, Finish)
    assert outcome.writes == ()


def test_a_count_reads_as_people_write_it() -> None:
    outcome = take(FACTS, SESSION, {"theme1": "Phones", "theme3": "Empty"})
    assert isinstance(outcome, Finish)
    lines = [
        english(text)
        for block in outcome.view.blocks
        for text in getattr(block, "items", ())
        if hasattr(text, "key")
    ]
    assert lines == ["Phones: 2 notes", "Empty: no note yet", "Other: 3 notes"]
