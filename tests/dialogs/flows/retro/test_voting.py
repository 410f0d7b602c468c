"""Three dots for each member, told to nobody until they are counted, and then only their sums."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.flow import Again, Finish
from dialogs.flows.retro.voting import Facts, ask, close_vote, open_vote, take
from dialogs.ledger import LedgerFate
from dialogs.okr.model import PersonId
from dialogs.okr.retro import NoteKind, Stage, Theme, ThemeId
from dialogs.views import Form, Paragraph, View
from dialogs.writes import CountVotes, GroupNotes, NoteLedger, SetStage, Vote
from tests.conversations.keys import keys
from tests.dialogs.flows.retro.settings import RETRO, SESSION, note, receivers, setting
from tests.dialogs.flows.support import english, seen

A, B, C = (ThemeId(f"r1-{number}") for number in (1, 2, 3))
THEMES = tuple(Theme(name, RETRO.id, name[-1], place) for place, name in enumerate((A, B, C), 1))
NOTES = tuple(
    replace(note(name, NoteKind.WELL, name), theme=theme)
    for name, theme in (("1", A), ("2", B), ("3", None))
)
AINO, EERO = PersonId("aino"), PersonId("eero")
VOTING = Facts(setting(Stage.VOTING, wrote=4), THEMES, NOTES, {}, receivers())
GROUPED = Facts(setting(Stage.GROUPING, wrote=4), THEMES, NOTES, {}, receivers("elsa"))


def voted(facts: Facts, **typed: str) -> Finish:
    outcome = take(facts, SESSION, typed)
    assert isinstance(outcome, Finish), outcome
    return outcome


def test_a_theme_without_a_note_vanishes_and_members_who_are_there_are_asked() -> None:
    outcome = open_vote(GROUPED)
    left, stage, ledger = outcome.writes
    assert isinstance(left, GroupNotes)
    assert [each.id for each in left.themes] == [A, B]
    assert dict(left.of_notes) == {"1": A, "2": B}
    assert stage == SetStage(RETRO.id, Stage.VOTING)
    assert isinstance(ledger, NoteLedger)
    assert [each.fate for each in ledger.entries] == [LedgerFate.ABSENT]
    assert len(outcome.posts) == 3
    assert len({each.key for each in outcome.posts}) == 3


def test_without_any_notes_themes_stand_for_themselves() -> None:
    outcome = open_vote(replace(GROUPED, notes=(), receivers=()))
    assert outcome.writes == (SetStage(RETRO.id, Stage.VOTING),)


def test_among_fewer_than_two_there_is_nothing_to_choose() -> None:
    outcome = open_vote(replace(GROUPED, notes=NOTES[:1]))
    assert (outcome.writes, outcome.posts) == ((), ())
    assert {"vote-too-few-themes", "vote-without", "notes-names"} <= set(seen(outcome.view))


def test_all_dots_may_go_to_one_theme_and_none_needs_to_be_used() -> None:
    all_three = voted(VOTING, dot1=A, dot2=A, dot3=A)
    assert all_three.writes == (Vote(RETRO.id, AINO, ((A, 3),)),)
    one = voted(VOTING, dot2=B)
    assert one.writes == (Vote(RETRO.id, AINO, ((B, 1),)),)
    assert all_three.view == one.view


def test_no_dot_or_one_for_nothing_is_told_at_its_field() -> None:
    for typed, wrong in (({}, {"dot1": "vote-none"}), ({"dot3": "x"}, {"dot3": "choice-unknown"})):
        outcome = take(VOTING, SESSION, typed)
        assert isinstance(outcome, Again)
        assert {name: next(keys(text)) for name, text in outcome.errors} == wrong


def test_a_fourth_dot_is_no_dot() -> None:
    outcome = voted(VOTING, dot1=A, dot2=B, dot3=B, dot4=C)
    assert outcome.writes == (Vote(RETRO.id, AINO, ((A, 1), (B, 2))),)


def test_the_dots_given_before_stand_in_the_form_and_nobody_elses() -> None:
    facts = replace(VOTING, votes={AINO: {B: 2, A: 1}, EERO: {C: 3}})
    form = ask(facts, SESSION)
    assert isinstance(form, Form)
    assert form.given == (("dot1", A), ("dot2", B), ("dot3", B))
    fresh = ask(replace(facts, votes={EERO: {C: 3}}), SESSION)
    assert isinstance(fresh, Form)
    assert fresh.given == ()


def test_turnout_counts_each_member_once() -> None:
    facts = replace(VOTING, votes={AINO: {B: 2}, EERO: {C: 3}})
    view = voted(facts, dot1=A).view
    told = [english(each.text) for each in view.blocks if isinstance(each, Paragraph)]
    assert "2 of 4 have voted." in told


@pytest.mark.parametrize(
    ("who", "stage", "key"),
    [
        ("chief", Stage.VOTING, "vote-not-a-member"),
        ("eero", Stage.GROUPING, "vote-not-yet"),
        ("eero", Stage.AGREEING, "vote-over"),
    ],
)
def test_others_and_at_other_times_nobody_votes(who: str, stage: Stage, key: str) -> None:
    facts = replace(VOTING, setting=setting(stage, who=who, wrote=4))
    assert isinstance(ask(facts, SESSION), View)
    outcome = voted(facts, dot1=A)
    assert outcome.writes == ()
    assert seen(outcome.view)[0] == key.replace("vote-not-a-member", "notes-not-a-member")


def test_closing_counts_and_shows_the_sums() -> None:
    facts = replace(VOTING, votes={AINO: {A: 1, B: 2}, EERO: {A: 1, C: 1}})
    outcome = close_vote(facts)
    assert outcome.writes == (CountVotes(RETRO.id), SetStage(RETRO.id, Stage.AGREEING))
    lines = [
        english(text)
        for block in outcome.view.blocks
        for text in getattr(block, "items", ())
        if getattr(text, "key", "") == "vote-line"
    ]
    assert lines == ["1 – 2 dots", "2 – 2 dots", "3 – one dot"]
    assert "Aino" not in repr(outcome.view.blocks[:2])


def test_closing_without_a_vote_is_allowed_and_shows_no_sums() -> None:
    outcome = close_vote(VOTING)
    assert len(outcome.writes) == 2
    assert "vote-line" not in seen(outcome.view)


def test_members_neither_open_nor_close() -> None:
    for facts, act in ((GROUPED, open_vote), (VOTING, close_vote)):
        assert facts.setting.retro is not None
        mine = setting(facts.setting.retro.stage, who="eero", wrote=4)
        assert seen(act(replace(facts, setting=mine)).view)[0] == "notes-not-yours"


def test_an_old_button_says_where_the_retro_is() -> None:
    late = replace(VOTING, setting=setting(Stage.CARRYING, wrote=4))
    assert seen(open_vote(late).view)[0] == seen(close_vote(late).view)[0] == "notes-elsewhere"
