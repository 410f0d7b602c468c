"""A retro at its end as tests need it: a small one, and the largest there can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from dialogs.flow import Situation
from dialogs.flows.retro.ending import Ending
from dialogs.flows.retro.outcome import Summary
from dialogs.okr.measure import Change as Rise
from dialogs.okr.model import (
    Cycle,
    CycleId,
    KeyResult,
    KeyResultId,
    Objective,
    ObjectiveId,
    PersonId,
)
from dialogs.okr.retro import (
    LONGEST_CHANGE,
    LONGEST_NOTE,
    LONGEST_REASON,
    LONGEST_THEME,
    About,
    Carry,
    Change,
    ChangeId,
    Fit,
    Manner,
    Note,
    NoteId,
    NoteKind,
    Retro,
    Score,
    Stage,
    Theme,
    ThemeId,
    Verdict,
)
from dialogs.okr.rollup import WeekPoint
from dialogs.okr.week import Week
from dialogs.retros import Aims
from tests.dialogs.flows.retro.given import (
    ADA,
    BEN,
    CALM,
    CYCLE,
    FAST,
    GOALS,
    NOW,
    PEOPLE,
    RETRO,
    UNIT,
    asking,
    kind_of,
    setting,
)

FOLLOWING = Cycle(CycleId("q1"), "Q1", date(2027, 1, 1), date(2027, 3, 31))
NAMES = {each.id: each.name for each in PEOPLE}


def score(name: str, figure: float = 0.7, fit: Fit = Fit.GOOD, why: str = "It grew.") -> Score:
    """Return what Ben says came of a key result."""
    return Score(RETRO.id, KeyResultId(name), 70.0, figure, why, fit, BEN.id, NOW)


def carry(
    name: str, verdict: Verdict = Verdict.KEEP, reason: str = "It works.", title: str = ""
) -> Carry:
    """Return what Ada says becomes of a goal."""
    return Carry(
        RETRO.id, KeyResultId(name), verdict, reason, ADA.id, NOW, title, kind=kind_of(name)
    )


def verdicts(*said: Carry) -> dict[About, Carry]:
    """Return verdicts as a retro holds them: by the goal that each is about."""
    return {each.about: each for each in said}


def change(number: int = 1, text: str = "We meet on Mondays") -> Change:
    """Return a change that Ben sees to from the next cycle on."""
    return Change(
        ChangeId(f"r-{number}"),
        RETRO.id,
        UNIT.id,
        FOLLOWING.id,
        text,
        BEN.id,
        date(2027, 1, 18),
        number,
    )


def note(
    text: str, kind: NoteKind = NoteKind.WELL, author: PersonId | None = None, theme: str = ""
) -> Note:
    """Return a note, of somebody or of nobody."""
    return Note(NoteId(text), RETRO.id, kind, text, author, ThemeId(theme) if theme else None)


def themes(*dots: int) -> tuple[Theme, ...]:
    """Return themes with so many dots each."""
    return tuple(
        Theme(ThemeId(f"t{n}"), RETRO.id, f"Theme {n}", n, each)
        for n, each in enumerate(dots, start=1)
    )


def summed(**changed: object) -> Summary:
    """Return a retro in which everything is said: two objectives, three key results."""
    small = Summary(
        unit=UNIT,
        cycle=CYCLE,
        following=FOLLOWING,
        retro=retro_at(Stage.CARRYING),
        aims=Aims((FAST, CALM), tuple(goal.key_result for goal in GOALS)),
        scores={each.key_result: each for each in (score("a"), score("b", 1.0), score("c", 0.1))},
        carries=verdicts(*map(carry, ("fast", "calm", "a", "b", "c"))),
        changes=(change(),),
        names=NAMES,
    )
    return replace(small, **changed)  # type: ignore[arg-type] # whatever a test names


def retro_at(stage: Stage, manner: Manner | None = None, wrote: int | None = None) -> Retro:
    """Return the retro at a step."""
    published = NOW if stage is Stage.PUBLISHED else None
    return replace(RETRO, stage=stage, manner=manner, wrote=wrote, published=published)


def ending(
    summary: Summary | None = None,
    *,
    runs: bool = True,
    situation: Situation | None = None,
) -> Ending:
    """Return a retro as Ada finds it."""
    whole = summary if summary is not None else summed()
    return Ending(setting(whole.retro, runs=runs, situation=situation or asking()), whole)


def largest(manner: Manner = Manner.ANONYMOUS, stage: Stage = Stage.PUBLISHED) -> Summary:
    """Return the largest retro: 25 key results, 120 notes, 8 themes, 3 changes, long words."""
    numbers = range(5)
    objectives = tuple(
        Objective(ObjectiveId(f"o{n}"), UNIT.id, CYCLE.id, words(f"Aim {n}", 120), n)
        for n in numbers
    )
    key_results = tuple(
        KeyResult(
            KeyResultId(f"k{n}{m}"), each.id, words(f"Result {n}{m}", 120), Rise(0, 100), "kpl"
        )
        for n, each in enumerate(objectives)
        for m in numbers
    )
    goals = [*(str(each.id) for each in objectives), *(str(each.id) for each in key_results)]
    fits, kinds = tuple(Fit), tuple(NoteKind)
    named = manner is Manner.NAMED
    return Summary(
        unit=replace(UNIT, name=words("Kotiin annettavat palvelut", 60)),
        cycle=CYCLE,
        following=FOLLOWING,
        retro=retro_at(stage, manner, 40),
        aims=Aims(objectives, key_results),
        scores={
            each.id: score(
                each.id, n / 25, fits[n % len(fits)], words(f"Because {n}", LONGEST_REASON)
            )
            for n, each in enumerate(key_results)
        },
        carries=verdicts(
            *(
                carry(
                    goal,
                    tuple(Verdict)[n % 3],
                    words(f"Reason {n}", LONGEST_REASON),
                    words(f"New {n}", 200) if n % 3 == 1 else "",
                )
                for n, goal in enumerate(goals)
            )
        ),
        themes=tuple(
            Theme(ThemeId(f"t{n}"), RETRO.id, words(f"Theme {n}", LONGEST_THEME), n, 20 - n)
            for n in range(8)
        ),
        notes=tuple(
            note(
                words(f"Note {n}", LONGEST_NOTE),
                kinds[n % 3],
                BEN.id if named else None,
                f"t{n % 9}",
            )
            for n in range(120)
        ),
        changes=tuple(change(n, words(f"Change {n}", LONGEST_CHANGE)) for n in (1, 2, 3)),
        names=NAMES,
        trend=tuple(
            WeekPoint(
                Week.of(datetime(2026, 10, 5, tzinfo=UTC).date()).plus(n), n / 13, 5.0 + n / 4
            )
            for n in range(13)
        ),
    )


def words(start: str, length: int) -> str:
    """Return as many characters as somebody may write, in words."""
    return (start + " lyhyempi jonotusaika" * (length // 20 + 1))[:length]
