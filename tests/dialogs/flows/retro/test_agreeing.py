"""Agreeing on changes: few, each with an owner and a first day in the next cycle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from dialogs.flow import Again, Finish
from dialogs.flows.retro.agreeing import ask, check_span, read_check, take
from dialogs.flows.retro.outcome import Summary
from dialogs.okr.model import Language, PersonId
from dialogs.okr.retro import Stage
from dialogs.reading import ReadingError
from dialogs.session import LIFETIME, Session, SessionId
from dialogs.views import ChoiceField, Form, View
from dialogs.writes import AgreeChanges, SetStage
from tests.dialogs.flows.retro.ended import FOLLOWING, change, ending, retro_at, summed, themes
from tests.dialogs.flows.retro.given import ADA, BEN, NOW, asking
from tests.dialogs.flows.support import english, seen

SESSION = Session(SessionId("s"), ADA.id, "retro", "agree", (), 1, NOW + LIFETIME)
FULL = {"text1": " We meet on Mondays ", "owner1": "ben", "check1": "18 January"}


def agreeing(**changed: object) -> Summary:
    return summed(**{"retro": retro_at(Stage.AGREEING), "changes": (), **changed})


def taken(summary: Summary | None = None, **answers: str) -> Again | Finish:
    outcome = take(ending(summary or agreeing()), SESSION, answers)
    assert isinstance(outcome, Again | Finish)
    return outcome


def errors(**answers: str) -> dict[str, str]:
    outcome = taken(None, **answers)
    assert isinstance(outcome, Again)
    return {name: text.key for name, text in outcome.errors}  # type: ignore[union-attr] # phrases


def test_the_form_shows_the_themes_with_their_dots_and_names_the_usual_day() -> None:
    form = ask(ending(agreeing(themes=themes(5, 2))), SESSION)
    assert isinstance(form, Form)
    assert [english(each) for each in form.intro][-2:] == ["Theme 1 – 5 dots", "Theme 2 – 2 dots"]
    hints = [english(f.hint) for g in form.groups for f in g.fields if f.hint and "check" in f.id]
    assert hints[0] == "A day in the next cycle. Left empty, it is 15 Jan 2027."
    # Nothing is filled in: neither an owner nor a day.
    assert form.given == ()


def test_what_was_agreed_before_comes_back() -> None:
    form = ask(ending(agreeing(changes=(change(2),))), SESSION)
    assert isinstance(form, Form)
    assert dict(form.given) == {
        "text2": "We meet on Mondays",
        "owner2": "ben",
        "check2": "2027-01-18",
    }


def test_who_sees_to_a_change_and_has_left_the_team_can_still_be_chosen() -> None:
    gone = replace(change(), owner=PersonId("zoe"))
    form = ask(ending(agreeing(changes=(gone,), names={PersonId("zoe"): "Zoe"})), SESSION)
    assert isinstance(form, Form)
    field = next(f for g in form.groups for f in g.fields if f.id == "owner1")
    assert isinstance(field, ChoiceField)
    assert [each.value for each in field.options][-1] == "zoe"


def test_a_change_is_taken_with_its_owner_and_day_and_the_retro_goes_on() -> None:
    outcome = taken(None, **FULL)
    assert isinstance(outcome, Finish)
    written, stage = outcome.writes
    assert isinstance(written, AgreeChanges)
    (agreed,) = written.changes
    assert (agreed.text, agreed.owner, agreed.check, agreed.cycle, agreed.position) == (
        "We meet on Mondays",
        BEN.id,
        date(2027, 1, 18),
        FOLLOWING.id,
        1,
    )
    assert stage == SetStage(agreed.retro, Stage.CARRYING)


def test_a_correction_does_not_send_the_retro_back() -> None:
    outcome = taken(agreeing(retro=retro_at(Stage.CARRYING)), **FULL)
    assert isinstance(outcome, Finish)
    assert [type(each) for each in outcome.writes] == [AgreeChanges]


def test_each_place_keeps_its_name_when_another_one_is_emptied() -> None:
    outcome = taken(None, **{name.replace("1", "3"): value for name, value in FULL.items()})
    assert isinstance(outcome, Finish)
    (written, *_) = outcome.writes
    assert isinstance(written, AgreeChanges)
    assert [each.id for each in written.changes] == ["r-3"]


def test_an_empty_day_is_two_weeks_into_the_next_cycle() -> None:
    outcome = taken(None, text1="We meet", owner1="Ben")
    assert isinstance(outcome, Finish)
    (written, *_) = outcome.writes
    assert isinstance(written, AgreeChanges)
    assert written.changes[0].check == date(2027, 1, 15)


def test_everything_that_is_wrong_is_said_at_its_field() -> None:
    assert errors(
        owner1="ben", text2="x", owner2="nobody", check2="31 February", text3="y" * 301
    ) == {
        "text1": "agree-text-missing",
        "owner2": "choice-unknown",
        "check2": "reading-day",
        "text3": "agree-text-long",
        "owner3": "agree-owner-missing",
    }


def test_nothing_is_agreed_on_only_where_that_is_said() -> None:
    assert errors() == {"text1": "agree-empty"}
    assert errors(**FULL, none="none") == {"none": "agree-both"}
    outcome = taken(None, none="none")
    assert isinstance(outcome, Finish)
    assert outcome.writes[0] == AgreeChanges(agreeing().retro.id, ())
    assert "summary-nothing-changes" in seen(outcome.view)


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("18.1.", Language.FINNISH, date(2027, 1, 18)),
        ("1.2.2027", Language.FINNISH, date(2027, 2, 1)),
        ("2027-03-31", Language.SWEDISH, date(2027, 3, 31)),
        ("4 January", Language.ENGLISH, date(2027, 1, 4)),
    ],
)
def test_a_day_without_its_year_is_meant_in_the_next_cycle(
    text: str, language: Language, day: date
) -> None:
    span = check_span(FOLLOWING, NOW.date())
    assert read_check(text, language, NOW.date(), span) == day


@pytest.mark.parametrize("text", ["tomorrow", "Friday", "2026-12-24", "1 April", "2028-01-18"])
def test_a_day_outside_of_the_next_cycle_is_refused_with_its_days(text: str) -> None:
    span = check_span(FOLLOWING, NOW.date())
    with pytest.raises(ReadingError, match="agree-check-outside"):
        read_check(text, Language.ENGLISH, NOW.date(), span)


def test_a_late_retro_looks_at_its_changes_from_today_on() -> None:
    late = check_span(FOLLOWING, date(2027, 2, 1))
    assert (late.first, late.last, late.usual) == (
        date(2027, 2, 1),
        FOLLOWING.end,
        date(2027, 2, 15),
    )
    after = check_span(FOLLOWING, date(2027, 4, 10))
    assert after.first <= after.usual <= after.last


@pytest.mark.parametrize("stage", sorted(set(Stage) - {Stage.AGREEING, Stage.CARRYING}))
def test_an_old_form_says_where_the_retro_is_now(stage: Stage) -> None:
    summary = agreeing(retro=retro_at(stage))
    shown = ask(ending(summary), SESSION)
    assert isinstance(shown, View)
    assert "ending-elsewhere" in seen(shown)
    outcome = taken(summary, **FULL)
    assert isinstance(outcome, Finish)
    assert outcome.writes == ()


def test_who_may_not_run_it_hears_who_may() -> None:
    outcome = take(ending(agreeing(), runs=False), SESSION, FULL)
    assert isinstance(outcome, Finish)
    assert outcome.writes == ()
    assert "ending-refused" in seen(outcome.view)


def test_a_day_counts_where_the_person_is() -> None:
    late = datetime(2026, 12, 31, 23, 30, tzinfo=NOW.tzinfo)
    assert asking().now < late
    assert check_span(FOLLOWING, late.date()).first == FOLLOWING.start
