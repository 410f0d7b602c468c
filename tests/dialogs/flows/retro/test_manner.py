"""Whether notes bear names is decided once, by those who run the retro; then members are asked."""

from __future__ import annotations

import pytest

from dialogs.flow import Again, Finish
from dialogs.flows.retro.manner import MANNER, Facts, ask, take
from dialogs.flows.retro.setting import write_key
from dialogs.ledger import LedgerFate, Reason
from dialogs.okr.model import PersonId
from dialogs.okr.retro import Manner, Stage
from dialogs.posts import PostKind, ToPerson
from dialogs.views import Form, View
from dialogs.writes import DecideManner, NoteLedger, SetStage
from tests.dialogs.flows.retro.settings import NOW, RETRO, SESSION, receivers, setting
from tests.dialogs.flows.support import seen

BEFORE = Facts(setting(Stage.SCORING, None), receivers())


def refusal(facts: Facts) -> str:
    asked = ask(facts, SESSION)
    assert isinstance(asked, View)
    outcome = take(facts, SESSION, {MANNER: "named"})
    assert isinstance(outcome, Finish)
    assert (outcome.view, outcome.writes, outcome.posts) == (asked, (), ())
    return seen(asked)[0]


def test_both_manners_are_told_before_one_is_chosen() -> None:
    form = ask(BEFORE, SESSION)
    assert isinstance(form, Form)
    assert len(form.intro) == len({*form.intro}) == 3
    assert form.given == ()


@pytest.mark.parametrize("chosen", ["", "both", "ANONYMOUS"])
def test_one_of_the_two_must_be_chosen(chosen: str) -> None:
    outcome = take(BEFORE, SESSION, {MANNER: chosen})
    assert isinstance(outcome, Again)
    assert [name for name, _ in outcome.errors] == [MANNER]


def test_three_members_cannot_write_without_names() -> None:
    few = Facts(setting(Stage.SCORING, None, members=3), receivers(members=3))
    assert isinstance(take(few, SESSION, {MANNER: "anonymous"}), Again)
    assert isinstance(take(few, SESSION, {MANNER: "named"}), Finish)


def test_who_is_there_is_asked_and_who_is_away_is_noted() -> None:
    facts = Facts(setting(Stage.SCORING, None), receivers("elsa"))
    outcome = take(facts, SESSION, {MANNER: "anonymous"})
    assert isinstance(outcome, Finish)
    decided, stage, ledger = outcome.writes
    assert decided == DecideManner(RETRO.id, Manner.ANONYMOUS)
    assert stage == SetStage(RETRO.id, Stage.COLLECTING)
    assert isinstance(ledger, NoteLedger)
    (entry,) = ledger.entries
    assert entry.key == write_key(RETRO.id, PersonId("elsa"))
    assert (entry.fate, entry.reason) == (LedgerFate.ABSENT, Reason.AWAY)
    assert [each.recipient for each in outcome.posts] == [
        ToPerson(PersonId(name)) for name in ("aino", "eero", "ilkka")
    ]
    for post in outcome.posts:
        assert post.kind is PostKind.RETRO
        assert post.at == NOW
        assert post.planned is not None
        assert post.planned.due is None  # nobody misses anything who does not write
        assert {"notes-manner-anonymous", "notes-write", "button-why"} <= set(seen(post.view))


def test_members_do_not_decide_it() -> None:
    facts = Facts(setting(Stage.SCORING, None, who="eero"), receivers())
    assert refusal(facts) == "notes-not-yours"


def test_it_is_decided_once() -> None:
    assert refusal(Facts(setting(Stage.SCORING, Manner.NAMED), ())) == "notes-manner-decided"


def test_later_it_is_too_late() -> None:
    assert refusal(Facts(setting(Stage.AGREEING, None), ())) == "notes-elsewhere"
