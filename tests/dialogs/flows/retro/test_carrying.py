"""What becomes of goals: each is kept, changed or dropped, with a reason, and fits together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dialogs.flow import Again, Finish
from dialogs.flows.retro.carrying import Carrying, ask, settled_carrying, take
from dialogs.flows.retro.carrying_over import (
    LONGEST_ID,
    against_the_method,
    carried_over,
    next_id,
)
from dialogs.flows.retro.ending import undecided
from dialogs.flows.retro.outcome import Summary
from dialogs.okr.model import Cycle, CycleId, KeyResultId, ObjectiveId
from dialogs.okr.retro import Stage, Verdict, key_result_named, objective_named
from dialogs.retros import Aims
from dialogs.session import LIFETIME, Session, SessionId
from dialogs.views import Form, View
from dialogs.writes import CarryGoals
from tests.conversations.keys import buttons
from tests.dialogs.flows.retro.ended import (
    FOLLOWING,
    carry,
    ending,
    retro_at,
    score,
    summed,
    verdicts,
)
from tests.dialogs.flows.retro.given import ADA, CALM, CYCLE, FAST, NOW
from tests.dialogs.flows.support import english, seen

SESSION = Session(SessionId("s"), ADA.id, "retro", "carry", (), 1, NOW + LIFETIME)
KEPT = {"verdict": "keep", "verdict:a": "keep", "verdict:b": "keep"}
NOTHING = Aims((), ())


def about(summary: Summary | None = None, *, runs: bool = True) -> Carrying:
    return Carrying(ending(summary or summed(carries={}), runs=runs), FAST)


def errors(**answers: str) -> dict[str, str]:
    outcome = take(about(), SESSION, answers)
    assert isinstance(outcome, Again)
    return {name: text.key for name, text in outcome.errors}  # type: ignore[union-attr] # phrases


def carried(**answers: str) -> dict[str, tuple[str, str, str]]:
    outcome = take(about(), SESSION, answers)
    assert isinstance(outcome, Finish)
    (written,) = outcome.writes
    assert isinstance(written, CarryGoals)
    return {each.goal: (each.verdict.value, each.reason, each.title) for each in written.carries}


def test_the_form_asks_about_the_objective_and_each_key_result() -> None:
    form = ask(about(), SESSION)
    assert isinstance(form, Form)
    assert [each.id for group in form.groups for each in (*group.fields, *group.more)] == [
        *("verdict", "reason", "title"),
        *("verdict:a", "reason:a", "title:a"),
        *("verdict:b", "reason:b", "title:b"),
    ]
    # How it was scored stands beside it, since that is what people decide by.
    assert [english(group.lead) for group in form.groups if group.lead] == [
        "Score 0.7, set well.",
        "Score 1, set well.",
    ]
    # Nothing is filled in: nothing goes on by itself.
    assert form.given == ()


def test_what_was_said_before_comes_back() -> None:
    known = verdicts(carry("a", Verdict.CHANGE, "Too easy", "Twice as fast"))
    form = ask(about(summed(carries=known)), SESSION)
    assert isinstance(form, Form)
    assert dict(form.given) == {
        "verdict:a": "change",
        "reason:a": "Too easy",
        "title:a": "Twice as fast",
    }


def test_what_is_kept_needs_no_reason_and_what_is_not_needs_one() -> None:
    assert set(carried(**KEPT)) == {"fast", "a", "b"}
    assert errors(**{**KEPT, "verdict:a": "drop"}) == {"reason:a": "carry-reason-missing"}
    assert errors(**{**KEPT, "verdict": "change"}) == {"reason": "carry-reason-missing"}


def test_each_goal_needs_a_verdict() -> None:
    assert errors() == {"verdict": "carry-missing"}
    assert errors(verdict="keep", **{"verdict:a": "keep"}) == {"verdict:b": "carry-missing"}
    assert errors(**{**KEPT, "verdict:a": "perhaps"}) == {"verdict:a": "choice-unknown"}


def test_a_dropped_objective_drops_its_key_results_for_its_reason() -> None:
    said = carried(verdict="drop", reason="Nobody asks", **{"reason:b": "Signed"})
    assert said == {
        "fast": ("drop", "Nobody asks", ""),
        "a": ("drop", "Nobody asks", ""),
        "b": ("drop", "Signed", ""),
    }


def test_a_key_result_cannot_be_kept_without_its_objective() -> None:
    said = errors(verdict="drop", reason="Nobody asks", **{"verdict:a": "keep"})
    assert said == {"verdict:a": "carry-dropped-with"}


def test_an_objective_that_nothing_would_measure_is_questioned() -> None:
    dropped = {"verdict:a": "drop", "reason:a": "x", "verdict:b": "drop", "reason:b": "y"}
    assert errors(verdict="keep", **dropped) == {"verdict": "carry-nothing-left"}
    # One that is changed may get new key results in the sheet.
    assert carried(verdict="change", reason="New measures", **dropped)["fast"][0] == "change"


def test_only_what_is_changed_gets_another_title() -> None:
    said = carried(
        **{**KEPT, "title:a": "ignored", "verdict:b": "change", "reason:b": "Too easy"},
        **{"title:b": "In use"},
    )
    assert said["a"][2] == ""
    assert said["b"] == ("change", "Too easy", "In use")


def test_what_is_too_long_is_said_at_its_field() -> None:
    said = errors(**{**KEPT, "reason:a": "x" * 501, "title:b": "y" * 201})
    assert said == {"reason:a": "carry-reason-long", "title:b": "carry-title-long"}


def test_the_next_thing_to_decide_is_offered_and_then_the_preview() -> None:
    outcome = take(about(), SESSION, KEPT)
    assert isinstance(outcome, Finish)
    first, *_ = buttons(outcome.view)
    assert dict(first.action.args)["objective"] == CALM.id
    rest = summed(carries=verdicts(carry("calm"), carry("c")))
    outcome = take(about(rest), SESSION, KEPT)
    assert isinstance(outcome, Finish)
    first, *_ = buttons(outcome.view)
    assert first.action.step == "preview"


def test_the_form_stays_with_its_objective() -> None:
    assert settled_carrying(about()) == {"retro": "r", "objective": "fast"}


def test_an_objective_that_is_not_there_is_said() -> None:
    shown = ask(Carrying(ending(summed()), None), SESSION)
    assert isinstance(shown, View)
    assert "carry-unknown" in seen(shown)


@pytest.mark.parametrize("stage", sorted(set(Stage) - {Stage.CARRYING}))
def test_verdicts_are_taken_at_their_step_only(stage: Stage) -> None:
    outcome = take(about(summed(retro=retro_at(stage))), SESSION, KEPT)
    assert isinstance(outcome, Finish)
    assert outcome.writes == ()
    assert "ending-elsewhere" in seen(outcome.view)


def test_who_may_not_run_it_changes_nothing() -> None:
    outcome = take(about(runs=False), SESSION, KEPT)
    assert isinstance(outcome, Finish)
    assert outcome.writes == ()


# --- into the next cycle --------------------------------------------------------------------------


def carried_on(summary: Summary, known: Aims = NOTHING, **supported: str) -> Aims:
    above = {KeyResultId(old): KeyResultId(new) for old, new in supported.items()}
    return carried_over(
        summary.aims, summary.carries, CYCLE, FOLLOWING, known=known, supported=above
    )


MIXED = verdicts(
    carry("fast", Verdict.CHANGE, "Wider", "Fast and kind answers"),
    carry("a"),
    carry("b", Verdict.DROP),
    carry("calm", Verdict.DROP),
    carry("c", Verdict.DROP),
)


def test_what_is_kept_and_changed_goes_on_and_names_its_past() -> None:
    aims = carried_on(summed(carries=MIXED))
    (objective,), (key_result,) = aims.objectives, aims.key_results
    assert (objective.id, objective.cycle) == ("fast-q1", "q1")
    assert (objective.continues, objective.title) == ("fast", "Fast and kind answers")
    assert (key_result.id, key_result.objective, key_result.continues) == ("a-q1", "fast-q1", "a")
    # Its measure stays as it was: people change it in the sheet.
    assert key_result.measure == summed().aims.key_results[0].measure


def test_an_objective_and_a_key_result_of_one_id_go_their_own_ways() -> None:
    """A sheet may call both the same: what is said of one is not said of the other."""
    twin = replace(summed().aims.key_results[0], id=KeyResultId("fast"))
    aims = Aims((FAST,), (twin,))
    answers = {"verdict": "keep", "verdict:fast": "change", "reason:fast": "Too easy"}
    outcome = take(about(summed(aims=aims, carries={})), SESSION, answers)
    assert isinstance(outcome, Finish)
    (written,) = outcome.writes
    assert isinstance(written, CarryGoals)
    whole, part = written.carries
    assert (whole.about, whole.verdict) == (objective_named(FAST.id), Verdict.KEEP)
    assert (part.about, part.verdict) == (key_result_named(twin.id), Verdict.CHANGE)
    assert undecided(summed(aims=aims, carries=verdicts(whole))) == [FAST]
    both = summed(aims=aims, carries=verdicts(whole, replace(part, title="Faster")))
    assert undecided(both) == []
    assert dict(_given(both)) == {**answers, "title:fast": "Faster"}
    (objective,), (key_result,) = carried_on(both).objectives, carried_on(both).key_results
    assert (objective.title, key_result.title) == (FAST.title, "Faster")


def _given(summary: Summary) -> tuple[tuple[str, str], ...]:
    form = ask(about(summary), SESSION)
    assert isinstance(form, Form)
    return tuple((name, said) for name, said in form.given if name != "reason")


def test_nothing_goes_on_without_a_verdict() -> None:
    assert carried_on(summed(carries={})) == Aims((), ())


def test_names_do_not_grow_from_cycle_to_cycle() -> None:
    second = Cycle(CycleId("q2"), "Q2", date(2027, 4, 1), date(2027, 6, 30))
    assert next_id(next_id("a", CYCLE.id, FOLLOWING.id), FOLLOWING.id, second.id) == "a-q2"


def test_a_long_name_stays_within_what_a_sheet_takes_and_is_nobody_elses() -> None:
    longs = [f"{'k' * 62}{n:02}" for n in range(20)]
    found = {next_id(each, CYCLE.id, FOLLOWING.id) for each in longs}
    assert len(found) == len(longs)
    assert {len(each) for each in found} == {LONGEST_ID}


def test_what_goes_on_already_is_left_as_people_made_it() -> None:
    first = carried_on(summed(carries=MIXED))
    assert carried_on(summed(carries=MIXED), known=first) == Aims((), ())
    # A correction adds what is kept now, under the objective that is there.
    corrected = {**MIXED, **verdicts(carry("b"))}
    again = carried_on(summed(carries=corrected), known=first)
    assert again.objectives == ()
    assert [(each.id, each.objective) for each in again.key_results] == [("b-q1", "fast-q1")]


def test_an_objective_of_the_sheet_that_continues_one_takes_its_key_results() -> None:
    sheet = replace(FAST, id=ObjectiveId("new"), cycle=FOLLOWING.id, continues=FAST.id)
    aims = carried_on(summed(carries=MIXED), known=Aims((sheet,), ()))
    assert aims.objectives == ()
    assert [each.objective for each in aims.key_results] == ["new"]


def test_a_key_result_hangs_on_what_goes_on_with_the_one_above() -> None:
    whole = summed(carries=MIXED)
    first, *rest = whole.aims.key_results
    hung = replace(first, supports=KeyResultId("up"))
    whole = replace(whole, aims=Aims(whole.aims.objectives, (hung, *rest)))
    assert carried_on(whole).key_results[0].supports == "up"
    assert carried_on(whole, up="up-q1").key_results[0].supports == "up-q1"


def test_the_limits_of_the_method_are_said_and_not_enforced() -> None:
    aims = carried_on(summed(carries=MIXED))
    assert [english(each) for each in against_the_method(NOTHING, aims)] == [
        "“Fast and kind answers” has one key result in the next cycle; two to five are recommended."
    ]
    many = tuple(replace(FAST, id=ObjectiveId(f"x{n}")) for n in range(6))
    assert "6 objectives" in english(against_the_method(Aims(many, ()), NOTHING)[0])


def test_the_score_stands_beside_a_key_result_only_where_there_is_one() -> None:
    bare = summed(carries={}, scores={"a": score("a")})
    form = ask(about(bare), SESSION)
    assert isinstance(form, Form)
    assert sum(group.lead is not None for group in form.groups) == 1
