"""Thoughts are read line by line, counted by their writers only, and shown from four on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.slack.drawing import form as slack
from adapters.teams.drawing import form as teams
from dialogs.flow import Again, Finish
from dialogs.flows.retro.setting import nudge_key
from dialogs.flows.retro.writing import (
    LONGEST_FIELD,
    Facts,
    ask,
    drop,
    read_notes,
    remind,
    reopen,
    reveal,
    take,
    without,
)
from dialogs.okr.model import PersonId
from dialogs.okr.retro import LONGEST_NOTE, MOST_NOTES, Manner, NoteKind, Stage, Theme, ThemeId
from dialogs.text import say
from dialogs.views import Form, View
from dialogs.writes import (
    AddNotes,
    DropNotes,
    EndWriting,
    NoteLedger,
    RemindedOfRetro,
    ReopenWriting,
    SetStage,
)
from tests.conversations.keys import keys
from tests.dialogs.flows.retro.settings import RETRO, SESSION, note, receivers, setting
from tests.dialogs.flows.support import seen

ALL = frozenset(map(PersonId, ("aino", "eero", "elsa", "ilkka")))
OPEN = Facts(setting(), receivers=receivers())


def after(facts: Facts, who: str) -> Facts:
    return replace(facts, setting=setting(who=who))


def errors(**typed: str) -> dict[str, str]:
    outcome = take(OPEN, SESSION, typed)
    assert isinstance(outcome, Again)
    return {name: next(keys(text)) for name, text in outcome.errors}


@pytest.mark.parametrize(
    ("typed", "thoughts"),
    [
        ("", ()),
        ("  \n\t\n", ()),
        ("one\r\ntwo\n\n  three  ", ("one", "two", "three")),
        (
            "- one\n* two\n• three\n1. four\n12) five\n– six",
            ("one", "two", "three", "four", "five", "six"),
        ),
        ("-5 % of calls\n2026 was long\n-", ("-5 % of calls", "2026 was long", "-")),
        ("a  b\u00a0 c", ("a b c",)),
    ],
)
def test_a_line_is_a_thought(typed: str, thoughts: tuple[str, ...]) -> None:
    assert read_notes(typed) == thoughts


def test_what_is_wrong_is_said_at_its_field() -> None:
    many, long = "x\n" * (MOST_NOTES + 1), "y" * (LONGEST_NOTE + 1)
    assert errors(well=many, not_well=f"fine\n{long}", change="fine") == {
        "well": "notes-too-many",
        "not_well": "notes-too-long",
    }
    assert errors(well=" ", change="\n") == {"well": "notes-empty"}


def test_the_longest_that_is_allowed_is_taken() -> None:
    outcome = take(OPEN, SESSION, {"change": "\n".join(["z" * LONGEST_NOTE] * MOST_NOTES)})
    assert isinstance(outcome, Finish)


def test_an_anonymous_note_has_no_author_and_a_named_one_has() -> None:
    for manner, author in ((Manner.ANONYMOUS, None), (Manner.NAMED, PersonId("aino"))):
        facts = Facts(setting(manner=manner), receivers=receivers())
        outcome = take(facts, SESSION, {"well": "a\nb", "change": "c"})
        assert isinstance(outcome, Finish)
        (added,) = outcome.writes
        assert isinstance(added, AddNotes)
        assert [(each.kind, each.text) for each in added.notes] == [
            (NoteKind.WELL, "a"),
            (NoteKind.WELL, "b"),
            (NoteKind.CHANGE, "c"),
        ]
        assert {each.author for each in added.notes} == {author}
        assert len({each.id for each in added.notes}) == 3


def test_the_thanks_are_the_same_however_much_somebody_wrote() -> None:
    little, much = (take(OPEN, SESSION, {"well": typed}) for typed in ("a", "a\nb\nc\nd"))
    assert isinstance(little, Finish)
    assert isinstance(much, Finish)
    assert little.view == much.view
    assert little.posts == much.posts == ()


def test_the_form_says_how_it_is_and_shows_own_words_where_they_are_signed() -> None:
    mine = note("1", NoteKind.WELL, "Quiet", "aino")
    other = note("2", NoteKind.WELL, "Not mine", "eero")
    facts = Facts(setting(manner=Manner.NAMED), ALL, (mine, other), receivers=receivers())
    form = ask(facts, SESSION)
    assert isinstance(form, Form)
    told = list(keys(form.intro))
    assert told == ["notes-manner-named", "notes-form-intro", "notes-adds", "notes-mine-well"]
    assert "Not mine" not in repr(form)


def test_the_form_of_an_anonymous_retro_shows_no_note() -> None:
    facts = replace(OPEN, writers=ALL, notes=(note("1", NoteKind.WELL, "Quiet"),))
    form = ask(facts, SESSION)
    assert isinstance(form, Form)
    assert "Quiet" not in repr(form)
    assert "notes-manner-anonymous" in set(keys(form.intro))


def test_the_form_fits_one_page_in_each_chat() -> None:
    form = ask(OPEN, SESSION)
    assert isinstance(form, Form)
    full = replace(form, given=tuple((kind.value, "ä" * LONGEST_FIELD) for kind in NoteKind))
    assert len(teams.pages(full)) == 1
    assert len(slack.pages(full)) == 1


@pytest.mark.parametrize(
    ("stage", "key"),
    [
        (Stage.SCORING, "notes-not-yet"),
        (Stage.GROUPING, "notes-over"),
        (Stage.PUBLISHED, "notes-over"),
    ],
)
def test_at_another_step_the_words_are_given_back(stage: Stage, key: str) -> None:
    facts = Facts(setting(stage), receivers=receivers())
    assert isinstance(ask(facts, SESSION), View)
    outcome = take(facts, SESSION, {"well": "late"})
    assert isinstance(outcome, Finish)
    assert not outcome.taken
    assert outcome.writes == ()
    assert seen(outcome.view)[0] == key


def test_who_is_no_member_does_not_write() -> None:
    facts = after(OPEN, "chief")
    outcome = take(facts, SESSION, {"well": "from above"})
    assert isinstance(outcome, Finish)
    assert outcome.writes == ()
    assert seen(outcome.view)[0] == "notes-not-a-member"


# --- reminding ------------------------------------------------------------------------------------


def test_only_those_who_have_not_written_are_reminded_and_nobody_is_told_who() -> None:
    facts = replace(OPEN, writers=frozenset({PersonId("eero")}), receivers=receivers("elsa"))
    outcome = remind(facts)
    assert outcome.writes == (RemindedOfRetro(RETRO.id),)
    assert [each.key for each in outcome.posts] == [
        nudge_key(RETRO.id, PersonId(name)) for name in ("aino", "ilkka")
    ]
    assert not [each for each in outcome.posts if each.planned is not None]
    assert not [name for name in ("Eero", "Elsa", "Ilkka") if name in repr(outcome.view)]


def test_where_notes_bear_names_the_ledger_knows_of_the_reminders() -> None:
    named = setting(manner=Manner.NAMED)
    outcome = remind(Facts(named, frozenset({PersonId("eero")}), receivers=receivers("elsa")))
    assert all(each.planned is not None for each in outcome.posts)
    assert isinstance(outcome.writes[1], NoteLedger)


def test_reminding_is_done_once_and_by_those_who_run_it() -> None:
    again = setting()
    assert again.retro is not None
    reminded = replace(again, retro=replace(again.retro, reminded=True))
    for facts, key in (
        (replace(OPEN, setting=reminded), "notes-reminded-before"),
        (after(OPEN, "eero"), "notes-not-yours"),
        (replace(OPEN, writers=ALL), "notes-all-wrote"),
        (replace(OPEN, setting=setting(Stage.VOTING)), "notes-elsewhere"),
    ):
        outcome = remind(facts)
        assert (outcome.writes, outcome.posts) == ((), ())
        assert seen(outcome.view)[0] == key


# --- showing, or going on without -----------------------------------------------------------------


def test_anonymous_notes_of_four_are_shown() -> None:
    outcome = reveal(replace(OPEN, writers=ALL))
    ended, stage = outcome.writes
    assert isinstance(ended, EndWriting)
    assert ended.wrote == 4
    assert stage == SetStage(RETRO.id, Stage.GROUPING)


@pytest.mark.parametrize(("count", "key"), [(0, "notes-nobody"), (3, "notes-too-few")])
def test_anonymous_notes_of_fewer_stay_hidden_and_one_hears_what_can_be_done(
    count: int, key: str
) -> None:
    outcome = reveal(replace(OPEN, writers=frozenset(sorted(ALL)[:count])))
    assert outcome.writes == ()
    assert seen(outcome.view)[0] == key
    assert {"notes-remind", "notes-without", "notes-to-board"} <= set(seen(outcome.view))


def test_one_signed_note_is_shown() -> None:
    named = Facts(setting(manner=Manner.NAMED), frozenset({PersonId("eero")}))
    assert len(reveal(named).writes) == 2


def test_going_on_without_the_notes_deletes_them_after_a_question() -> None:
    few = replace(OPEN, writers=frozenset({PersonId("eero")}))
    assert {"notes-without-sure", "notes-without-do"} <= set(seen(without(few)))
    dropped, ended, stage = drop(few).writes
    assert dropped == DropNotes(RETRO.id)
    assert isinstance(ended, EndWriting)
    assert stage == SetStage(RETRO.id, Stage.AGREEING)


def test_what_could_be_shown_is_not_deleted() -> None:
    enough = replace(OPEN, writers=ALL)
    assert drop(enough).writes == ()
    assert seen(without(enough))[0] == "notes-can-be-shown"


@pytest.mark.parametrize(
    ("stage", "manner", "wrote", "opened"),
    [
        (Stage.GROUPING, Manner.NAMED, 2, True),
        (Stage.GROUPING, Manner.ANONYMOUS, 4, False),
        (Stage.AGREEING, Manner.ANONYMOUS, 2, True),
        (Stage.VOTING, Manner.NAMED, 2, False),
        (Stage.PUBLISHED, Manner.NAMED, 2, False),
    ],
)
def test_writing_is_opened_again_only_where_that_tells_nothing(
    stage: Stage, manner: Manner, wrote: int, *, opened: bool
) -> None:
    outcome = reopen(Facts(setting(stage, manner, wrote=wrote)))
    expected = (ReopenWriting(RETRO.id), SetStage(RETRO.id, Stage.COLLECTING))
    assert outcome.writes == (expected if opened else ())


def test_after_the_votes_were_counted_writing_stays_closed() -> None:
    voted = Theme(ThemeId("t"), RETRO.id, "T", 1, dots=3)
    facts = Facts(setting(Stage.AGREEING, Manner.NAMED, wrote=2), themes=(voted,))
    assert reopen(facts).writes == ()


def test_an_empty_form_carries_nothing_of_anybody() -> None:
    form = ask(OPEN, SESSION)
    assert isinstance(form, Form)
    assert form.given == ()
    assert say("notes-hint", most=MOST_NOTES, longest=LONGEST_NOTE) in [
        each.hint for group in form.groups for each in group.fields
    ]
