"""A retro's board as its tests need it: a team of five, two objectives, three key results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from dialogs.flow import Situation
from dialogs.flows.retro.setting import Setting
from dialogs.flows.retro.state import Board
from dialogs.okr.cycle import Phase
from dialogs.okr.measure import Change as Rise
from dialogs.okr.measure import KeepWithin, Measure, YesNo
from dialogs.okr.model import (
    Cycle,
    CycleId,
    KeyResult,
    KeyResultId,
    Language,
    Level,
    Objective,
    ObjectiveId,
    Person,
    PersonId,
    Unit,
    UnitId,
)
from dialogs.okr.retro import (
    Carry,
    Change,
    ChangeId,
    Fit,
    GoalKind,
    Manner,
    Retro,
    RetroId,
    Score,
    Stage,
    Theme,
    ThemeId,
    Verdict,
)
from dialogs.okr.standing import Standing
from dialogs.okr.week import Week
from dialogs.ports import Goal
from dialogs.text import Reader
from tests.dialogs.flows.support import ALMANAC

NOW = datetime(2026, 12, 22, 8, tzinfo=UTC)
UNIT = Unit(UnitId("owls"), "Owls", Level.TEAM, None, language=Language.ENGLISH, zone="UTC")
CYCLE = Cycle(CycleId("q4"), "Q4", date(2026, 10, 1), date(2026, 12, 31))
PEOPLE = tuple(Person(PersonId(each), each.title()) for each in ("ada", "ben", "cyd", "dan", "eva"))
ADA, BEN = PEOPLE[0], PEOPLE[1]
RETRO = Retro(RetroId("r"), UNIT.id, CYCLE.id, Stage.FACTS, ADA.id, NOW)
FAST, CALM = (
    Objective(ObjectiveId(name), UNIT.id, CYCLE.id, title, position)
    for position, (name, title) in enumerate((("fast", "Fast answers"), ("calm", "Calm days")), 1)
)
THEME = Theme(ThemeId("t"), RETRO.id, "Handovers", 1)


def goal(
    name: str, objective: Objective, measure: Measure | None = None, **standing: float
) -> Goal:
    """Return a key result that was answered last week, unless nothing is said of it."""
    known = Standing(KeyResultId(name))
    if standing:
        known = replace(
            known,
            week=Week.of(NOW.date()).plus(-1),
            value=standing["value"],
            progress=standing["progress"],
            confidence=standing.get("confidence", 7.0),
            low=7,
            high=7,
            answers=1,
        )
    key_result = KeyResult(
        KeyResultId(name), objective.id, f"Result {name}", measure or Rise(0, 100), "kpl"
    )
    return Goal(key_result, objective, CYCLE, UNIT, known)


GOALS = (
    goal("a", FAST, value=70.0, progress=0.7),
    goal("b", FAST, YesNo(), value=0.0, progress=0.0),
    goal("c", CALM, KeepWithin(None, 14)),
)


def asking(who: Person = ADA, language: Language = Language.ENGLISH, **args: str) -> Situation:
    """Return somebody who presses a button of the retro."""
    reader = Reader(language, "UTC")
    return Situation(NOW, who, reader, reader, "t:1", {"retro": RETRO.id, **args}, ALMANAC)


def setting(
    retro: Retro | None = RETRO,
    who: Person = ADA,
    *,
    runs: bool = True,
    phase: Phase = Phase.ACTIVE,
    situation: Situation | None = None,
) -> Setting:
    """Return a setting; Ada facilitates, Ben may as well."""
    return Setting(
        situation=situation if situation is not None else asking(who),
        asked="",
        unit=UNIT,
        cycle=CYCLE,
        phase=phase,
        retro=retro,
        members=PEOPLE,
        runs=runs,
        runners=(ADA, BEN),
        facilitator=None if retro is None else ADA,
    )


def board(
    stage: Stage = Stage.FACTS,
    who: Person = ADA,
    *,
    runs: bool = True,
    phase: Phase = Phase.ACTIVE,
    situation: Situation | None = None,
    manner: Manner | None = None,
    wrote: int | None = None,
) -> Board:
    """Return a board of a retro that is at a step."""
    retro = replace(RETRO, stage=stage, manner=manner, wrote=wrote)
    found = setting(retro, who, runs=runs, phase=phase, situation=situation)
    return Board(found, (FAST, CALM), GOALS, scores={})


def scores(*names: str) -> Mapping[KeyResultId, Score]:
    """Return scores of key results."""
    return {
        KeyResultId(each): Score(
            RETRO.id, KeyResultId(each), 70.0, 0.7, "It went well.", Fit.GOOD, BEN.id, NOW
        )
        for each in names
    }


def carries(*names: str) -> tuple[Carry, ...]:
    """Return verdicts about goals."""
    return tuple(
        Carry(
            RETRO.id,
            KeyResultId(each),
            Verdict.KEEP,
            "Goes on.",
            ADA.id,
            NOW,
            kind=kind_of(each),
        )
        for each in names
    )


def kind_of(name: str) -> GoalKind:
    """Say what a name of these tests stands for; a key result's does not begin with an o."""
    objective = name in {FAST.id, CALM.id} or name.startswith("o")
    return GoalKind.OBJECTIVE if objective else GoalKind.KEY_RESULT


def change(name: str = "one", text: str = "We meet on Mondays") -> Change:
    """Return a change that Ben sees to."""
    return Change(ChangeId(name), RETRO.id, UNIT.id, CYCLE.id, text, BEN.id, date(2026, 11, 2), 1)
