"""Key results and figures are put into words that say what the numbers mean."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from dialogs.flows.parts import figure_facts, goal_meter, measured, rule_words, trend_chart
from dialogs.okr.cadence import read_rule
from dialogs.okr.measure import Change, KeepWithin, Measure, YesNo
from dialogs.okr.model import (
    Answering,
    Cycle,
    CycleId,
    KeyResult,
    KeyResultId,
    Language,
    Level,
    Objective,
    ObjectiveId,
    Unit,
    UnitId,
)
from dialogs.okr.rollup import Figures, WeekPoint
from dialogs.okr.standing import Standing
from dialogs.okr.week import Week
from dialogs.ports import Goal
from dialogs.text import Clock, Reader, Text
from dialogs.views import Tone
from dialogs.words.draw import draw
from tests.conversations.keys import keys

TODAY = date(2026, 11, 15)
WEEK = Week.of(TODAY)
CYCLE = Cycle(CycleId("q4"), "Q4", date(2026, 10, 1), date(2026, 12, 31))


def english(text: Text | None) -> str:
    assert text is not None
    return draw(text, Reader(Language.ENGLISH, "Europe/Helsinki"))


def goal(measure: Measure, value: float | None, progress: float | None, scale: str = "") -> Goal:
    name = KeyResultId("k")
    return Goal(
        key_result=KeyResult(name, ObjectiveId("o"), "Waiting", measure, scale),
        objective=Objective(ObjectiveId("o"), UnitId("u"), CYCLE.id, "Fast"),
        cycle=CYCLE,
        unit=Unit(UnitId("u"), "Team", Level.TEAM, None, Answering.OWNER),
        standing=Standing(name, WEEK, value, progress, 7.0, 7, 7, 1, asked=WEEK),
    )


@pytest.mark.parametrize(
    ("value", "word", "told"),
    [
        (12, "Inside", "Now 12\u00a0days, inside the limits (75% of the answered weeks) ·"),
        (14, "Inside", "Now 14\u00a0days, inside the limits (75% of the answered weeks) ·"),
        (
            18,
            "Outside",
            "Now 18\u00a0days, outside the limits (inside in 75% of the answered weeks) ·",
        ),
    ],
)
def test_a_band_says_whether_it_is_held_now_and_for_how_many_weeks(
    value: float, word: str, told: str
) -> None:
    meter = goal_meter(goal(KeepWithin(None, 14), value, 0.75, "days"), TODAY)
    assert english(meter.caption).startswith(told)
    assert english(meter.written) == word


def test_only_a_band_writes_a_word_in_place_of_its_progress() -> None:
    assert goal_meter(goal(Change(0, 20), 5, 0.25), TODAY).written is None
    unanswered = goal_meter(goal(KeepWithin(None, 14), None, None), TODAY)
    assert unanswered.written is None
    assert "limits" not in english(unanswered.caption)


def test_a_yes_or_no_is_done_or_not_done_yet() -> None:
    assert english(measured(YesNo(), 1, "")) == "done"
    assert english(measured(YesNo(), 0, "")) == "not done yet"
    caption = english(goal_meter(goal(YesNo(), 0, 0), TODAY).caption)
    assert caption.startswith("Now not done yet · target done by")


def test_a_picture_without_a_confidence_does_not_call_it_nought() -> None:
    points = [WeekPoint(WEEK, 0.1, 6.0), WeekPoint(WEEK.plus(1), 0.2, None)]
    chart = trend_chart(points)
    assert chart is not None
    assert "10% to 20%" in english(chart.alt)
    assert "is now" not in english(chart.alt)
    known = trend_chart([points[0], WeekPoint(WEEK.plus(1), 0.2, 6.5)])
    assert known is not None
    assert "confidence is now 6.5 out of 10" in english(known.alt)


def test_what_is_expected_is_compared_with_the_same_key_results() -> None:
    same = Figures(on_track=2, progress=0.5, paced=0.5, expected=0.4)
    assert "fact-progress-value" in set(keys(figure_facts(same, None)))
    mixed = Figures(on_track=2, progress=0.75, paced=0.5, expected=0.4)
    (_, progress) = figure_facts(mixed, None).items
    told = english(progress.value)
    assert told == "75%; without what is kept within limits 50%, expected by now 40%"
    bands = Figures(on_track=1, progress=0.75)
    (_, progress) = figure_facts(bands, None).items
    assert english(progress.value) == "75%"


@pytest.mark.parametrize(
    ("measure", "progress", "said", "tone"),
    [
        (Change(0, 20), 1.0, "Reached", Tone.GOOD),
        (Change(0, 20), 1.3, "Reached", Tone.GOOD),
        (Change(0, 20), 0.7, "Not fully reached", Tone.PLAIN),
        (KeepWithin(None, 14), 1.0, "Reached", Tone.GOOD),
        (KeepWithin(None, 14), 0.9, "Not always inside", Tone.PLAIN),
        (YesNo(), None, "Never answered", Tone.QUIET),
    ],
)
def test_an_ended_key_result_shows_what_came_of_it(
    measure: Measure, progress: float | None, said: str, tone: Tone
) -> None:
    value = None if progress is None else 12.0
    meter = goal_meter(goal(measure, value, progress), CYCLE.end + timedelta(days=1))
    assert (english(meter.state), meter.tone) == (said, tone)
    assert english(goal_meter(goal(measure, value, progress), CYCLE.end).state) != said


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("weekly mon", "every Monday at 09:00"),
        ("monthly tue 1,3", "on the first and third Tuesday of each month at 09:00"),
        ("monthly workday 3", "on working day 3 of each month at 09:00"),
        ("quarterly workday 5", "on working day 5 after each quarter’s end at 09:00"),
        ("cycle workday 5", "on working day 5 after each cycle’s end at 09:00"),
        ("meetings 0", "on the day of each meeting at 09:00"),
        ("meetings 1", "one working day before each meeting at 09:00"),
        ("meetings 3", "3 working days before each meeting at 09:00"),
        ("dates 04-30 08-31", "each year on 30 April and 31 August at 09:00"),
        ("term 4 2025-06-01", "every 4 years from 1 Jun 2025 on, at 09:00"),
    ],
)
def test_a_rule_is_said_as_part_of_a_sentence(rule: str, said: str) -> None:
    assert english(rule_words(read_rule(rule), Clock(time(9)))) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.FINNISH, "3 työpäivää ennen kutakin kokousta klo 9.00"),
        (Language.SWEDISH, "3 arbetsdagar före varje möte kl. 09:00"),
        (Language.NORWEGIAN, "3 arbeidsdager før hvert møte kl. 09:00"),
    ],
)
def test_a_calendar_s_rule_is_said_in_every_language(language: Language, said: str) -> None:
    words = rule_words(read_rule("meetings 3"), Clock(time(9)))
    assert draw(words, Reader(language, "Europe/Helsinki")) == said
