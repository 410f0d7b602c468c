"""Every way to read and to write cycles and retros, for the tests of the walls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dialogs.okr.cycle import Phase, Turn
from dialogs.okr.measure import Milestones
from dialogs.okr.model import Cycle, CycleId, KeyResult, KeyResultId, Objective, ObjectiveId
from dialogs.okr.retro import (
    Carry,
    Change,
    ChangeId,
    ChangeNews,
    ChangeState,
    Fit,
    GoalKind,
    Manner,
    Note,
    NoteId,
    NoteKind,
    Retro,
    RetroId,
    Score,
    Stage,
    Theme,
    ThemeId,
    Verdict,
)
from dialogs.ports import Work
from dialogs.retros import Aims
from tests.storage.support import ANNA, BEN, CARA, COUNTY, NORTH, NOW, SOUTH, WAITING

PAST, QUARTER, NEXT = map(CycleId, ("2026-Q3", "2026-Q4", "2027-Q1"))
FIRST, SECOND = map(RetroId, ("r-1", "r-2"))
A, B = map(ThemeId, ("a", "b"))
ONE: Final = ChangeId("one")

READS: Final[Mapping[str, Callable[[Work], object]]] = {
    "cycles": lambda work: work.cycles(),
    "lives": lambda work: work.lives([NORTH, COUNTY]),
    "turns": lambda work: work.turns(NORTH, PAST),
    "aims": lambda work: work.aims(NORTH, NEXT),
    "taken": lambda work: work.taken(
        [each.id for each in work.aims(NORTH, QUARTER).objectives],
        [each.id for each in work.aims(NORTH, QUARTER).key_results],
    ),
    "retro": lambda work: work.retro(FIRST),
    "retro_of": lambda work: work.retro_of(NORTH, QUARTER),
    "retros_of": lambda work: work.retros_of([NORTH, SOUTH]),
    "scores": lambda work: work.scores([FIRST]),
    "carries": lambda work: work.carries(FIRST),
    "notes": lambda work: work.notes(FIRST),
    "writers": lambda work: work.writers(FIRST),
    "themes": lambda work: work.themes([FIRST, SECOND]),
    "votes": lambda work: work.votes(FIRST),
    "changes_of": lambda work: work.changes_of([FIRST]),
    "changes_in": lambda work: work.changes_in(NORTH, NEXT),
    "change": lambda work: work.change(ONE),
    "change_history": lambda work: work.change_history(ONE),
}


def writes(number: int) -> Mapping[str, Callable[[Work], object]]:
    """Every way to write, with the same ids and the number's own values and shape."""
    who = (ANNA, BEN)[number - 1]
    day = timedelta(days=number)
    first = Retro(FIRST, NORTH, QUARTER, Stage.FACTS, CARA, NOW + day)
    second = Retro(SECOND, SOUTH, QUARTER, Stage.FACTS, CARA, NOW + day)
    aim = Objective(ObjectiveId("next"), NORTH, NEXT, f"next {number}")
    key_result = KeyResult(KeyResultId("next"), aim.id, f"next {number}", Milestones(number))
    aim = replace(aim, continues=ObjectiveId("care") if number == 1 else None)
    key_result = replace(key_result, continues=WAITING if number == 2 else None)
    theme = Theme(A, FIRST, f"theme {number}", 1)
    change = Change(ONE, FIRST, NORTH, NEXT, f"do {number}", who, date(2027, 1, 20) + day, 1)
    notes = [
        Note(NoteId(f"n{place}"), FIRST, NoteKind.WELL, f"{number} of {place}")
        for place in range(number)
    ]
    unwanted = replace(notes[0], id=NoteId("unwanted"), retro=SECOND)
    return {
        "turn": lambda work: work.turn(Turn(NORTH, PAST, 1, Phase.REVIEW, NOW + day, who)),
        "begin_cycle": lambda work: work.begin_cycle(
            Cycle(NEXT, f"Q1 {number}", date(2027, 1, 1), date(2027, 3, 31) + day)
        ),
        "carry_over": lambda work: work.carry_over(Aims([aim], [key_result])),
        "begin_retro": lambda work: [work.begin_retro(each) for each in (first, second)],
        "decide_manner": lambda work: [
            work.decide_manner(name, Manner.NAMED) for name in (FIRST, SECOND)
        ],
        "hand_retro": lambda work: work.hand_retro(FIRST, who),
        "mark_reminded": lambda work: work.mark_reminded((FIRST, SECOND)[number - 1]),
        "score": lambda work: work.score(
            [Score(FIRST, WAITING, float(number), number / 4, "why", Fit.GOOD, who, NOW)]
        ),
        "carry": lambda work: work.carry(
            [
                Carry(
                    FIRST,
                    WAITING,
                    list(Verdict)[number],
                    "why",
                    who,
                    NOW,
                    kind=GoalKind.KEY_RESULT,
                )
            ]
        ),
        "add_notes": lambda work: [
            work.add_notes(first, who, notes),
            work.add_notes(second, who, [unwanted]),
        ],
        "drop_notes": lambda work: work.drop_notes(SECOND),
        "end_writing": lambda work: [work.end_writing(each, 1) for each in (first, second)],
        "reopen_writing": lambda work: work.reopen_writing((FIRST, SECOND)[number - 1]),
        "set_themes": lambda work: [
            work.set_themes(FIRST, [theme], {NoteId("n0"): A}),
            work.set_themes(SECOND, [replace(theme, id=B, retro=SECOND)], {}),
        ],
        "set_stage": lambda work: [work.set_stage(name, Stage.VOTING) for name in (FIRST, SECOND)],
        "vote": lambda work: [
            work.vote(FIRST, who, {A: number}),
            work.vote(SECOND, who, {B: number}),
        ],
        "count_votes": lambda work: work.count_votes(SECOND),
        "set_changes": lambda work: work.set_changes(FIRST, [change]),
        "publish_retro": lambda work: work.publish_retro(replace(first, published=NOW + day)),
        "say_change": lambda work: work.say_change(
            ChangeNews(ONE, list(ChangeState)[number], f"said {number}", who, NOW + day)
        ),
    }
