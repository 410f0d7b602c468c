"""Scores are proposed from the figures and decided by people, each with a sentence of why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from dialogs.flow import Again, Finish
from dialogs.flows.retro.scoring import Facts, ask, read_score, take, typed_number
from dialogs.okr.model import Language, PersonId
from dialogs.okr.retro import Fit, Score, Stage
from dialogs.reading import ReadingError
from dialogs.session import Session, SessionId
from dialogs.views import Form, View
from dialogs.writes import ScoreGoals
from tests.conversations.keys import keys
from tests.dialogs.flows.retro.given import (
    ADA,
    BEN,
    CALM,
    FAST,
    GOALS,
    NOW,
    RETRO,
    asking,
    board,
    scores,
)
from tests.dialogs.flows.support import english, seen

SESSION = Session(SessionId("s"), ADA.id, "retro", "score", (), 1, NOW)
GIVEN = {
    "value:a": "70",
    "score:a": "0,7",
    "why:a": "Two of three steps.",
    "fit:a": "good",
    "value:b": "no",
    "score:b": "0.0",
    "why:b": "The system came late.",
    "fit:b": "depended",
}


def facts(
    stage: Stage = Stage.SCORING,
    language: Language = Language.ENGLISH,
    *,
    runs: bool = True,
    known: tuple[str, ...] = (),
) -> Facts:
    found = board(stage, runs=runs, situation=asking(language=language))
    return Facts(replace(found, scores=scores(*known)), FAST, GOALS[:2], {BEN.id: BEN.name})


def form(found: Facts) -> Form:
    asked = ask(found, SESSION)
    assert isinstance(asked, Form)
    return asked


def refused(found: Facts) -> list[str]:
    asked = ask(found, SESSION)
    assert isinstance(asked, View)
    return seen(asked)


def taken(found: Facts, answers: Mapping[str, str]) -> tuple[Score, ...]:
    outcome = take(found, SESSION, answers)
    assert isinstance(outcome, Finish), outcome
    (write,) = outcome.writes
    assert isinstance(write, ScoreGoals)
    return write.scores


def errors(found: Facts, **answers: str) -> dict[str, str]:
    changed = {name.replace("_", ":"): value for name, value in answers.items()}
    outcome = take(found, SESSION, {**GIVEN, **changed})
    assert isinstance(outcome, Again), outcome
    return {name: next(keys(text)) for name, text in outcome.errors}


def test_value_and_score_are_proposed_and_words_never() -> None:
    assert dict(form(facts()).given) == {
        "value:a": "70",
        "score:a": "0.7",
        "value:b": "no",
        "score:b": "0",
    }
    assert dict(form(facts(language=Language.FINNISH)).given)["score:a"] == "0,7"


def test_what_was_never_answered_has_no_proposal() -> None:
    asked = form(replace(facts(), objective=CALM, goals=GOALS[2:]))
    assert asked.given == ()
    assert "retro-score-unknown" in set(keys(asked))


def test_why_and_how_it_was_set_are_required() -> None:
    fields = {each.id: each for group in form(facts()).groups for each in group.fields}
    assert [name for name, each in fields.items() if each.optional] == ["value:a", "value:b"]


def test_scores_are_taken_with_comma_or_point_and_say_who_gave_them() -> None:
    first, second = taken(facts(language=Language.FINNISH), GIVEN)
    assert (first.value, first.score, first.fit, first.by) == (70.0, 0.7, Fit.GOOD, ADA.id)
    assert (second.value, second.score, second.fit) == (0.0, 0.0, Fit.DEPENDED)
    assert second.why == "The system came late."


def test_a_final_value_may_stay_unknown() -> None:
    first, _ = taken(facts(), {**GIVEN, "value:a": ""})
    assert first.value is None


def test_each_mistake_is_said_at_its_field() -> None:
    assert errors(facts(), score_a="7", why_b="  ", fit_a="lovely") == {
        "score:a": "retro-score-wrong",
        "fit:a": "retro-score-fit-needed",
        "why:b": "retro-score-why-needed",
    }
    assert errors(facts(), score_b="", value_a="lots", why_a="x" * 501) == {
        "value:a": "reading-not-a-number",
        "why:a": "text-too-long",
        "score:b": "retro-score-needed",
    }


def test_somebody_else_corrects_and_sees_who_scored_last() -> None:
    asked = form(facts(known=("a",)))
    assert dict(asked.given)["why:a"] == "It went well."
    assert dict(asked.given)["fit:a"] == "good"
    lead = asked.groups[0].lead
    assert lead is not None
    assert english(lead).startswith("Ben last scored this")


def test_when_all_is_scored_the_board_goes_on() -> None:
    outcome = take(facts(known=("c",)), SESSION, GIVEN)
    assert isinstance(outcome, Finish)
    found = seen(outcome.view)
    assert "retro-score-done" in found
    assert "retro-do-score" not in found
    assert outcome.posts == ()


@pytest.mark.parametrize("stage", list(Stage)[1:-1])
def test_scores_are_corrected_until_it_is_published(stage: Stage) -> None:
    assert len(taken(facts(stage), GIVEN)) == len(GOALS[:2])


def test_before_the_facts_and_after_publishing_nothing_is_scored() -> None:
    assert "retro-now-at" in refused(facts(Stage.FACTS))
    assert "retro-score-published" in refused(facts(Stage.PUBLISHED))
    outcome = take(facts(Stage.PUBLISHED), SESSION, GIVEN)
    assert isinstance(outcome, Finish)
    assert outcome.writes == ()


def test_who_does_not_run_it_is_told_who_does() -> None:
    assert "retro-not-yours" in refused(facts(runs=False))
    outcome = take(facts(runs=False), SESSION, GIVEN)
    assert isinstance(outcome, Finish)
    assert outcome.writes == ()


def test_an_objective_that_is_no_longer_there_has_nothing_to_score() -> None:
    assert "retro-score-nothing" in refused(Facts(facts().board))


def test_a_nought_with_a_sign_is_a_nought() -> None:
    assert str(read_score("-0", Language.ENGLISH)) == "0.0"


@pytest.mark.parametrize("text", ["-0.1", "1.01", "seven", "70 %", "0.7.1"])
def test_what_is_no_score_is_refused(text: str) -> None:
    with pytest.raises(ReadingError) as error:
        read_score(text, Language.ENGLISH)
    assert error.value.sentence.key == "retro-score-wrong"


@pytest.mark.parametrize(
    ("value", "language", "written"),
    [
        (0.7, Language.SWEDISH, "0,7"),
        (12.0, Language.ENGLISH, "12"),
        (1234.5, Language.NORWEGIAN, "1234,5"),
        (-3.25, Language.ENGLISH, "-3.25"),
        (1e12, Language.FINNISH, "1000000000000"),
    ],
)
def test_a_proposal_is_written_so_that_it_can_be_read_again(
    value: float, language: Language, written: str
) -> None:
    assert typed_number(value, language) == written


def test_nobody_s_score_is_kept_under_another_retro() -> None:
    assert {each.retro for each in taken(facts(), GIVEN)} == {RETRO.id}
    assert {each.by for each in taken(facts(), GIVEN)} == {PersonId("ada")}
