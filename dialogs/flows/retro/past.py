"""The weeks of a cycle's key results: curves, what was asked and missed, what stood in the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

from dialogs.flows.my_week import newest
from dialogs.okr.measure import progress
from dialogs.okr.model import CheckIn, Cycle, KeyResultId, Objective, Unit, UnitId
from dialogs.okr.rollup import WeekPoint
from dialogs.okr.standing import WeekAnswer
from dialogs.okr.week import Week
from dialogs.ports import Goal, Work

MOST_POINTS: Final = 20
"""Weeks that a curve shows; of a longer cycle every second one, every third …"""
MOST_WEEKS: Final = 60
"""Weeks of a cycle that are looked at, the last ones."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """An obstacle that was named, or a help that was asked for, in one week or in several."""

    key_result: KeyResultId
    first: Week
    last: Week
    text: str
    """May be empty: then only help was asked for."""
    helper: str
    """The name of the unit whose help was asked for; empty: nobody's."""


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of one key result's weeks."""

    goal: Goal
    weeks: tuple[WeekAnswer, ...]
    asked: frozenset[Week]
    obstacles: tuple[Obstacle, ...]
    """The newest first."""

    @property
    def missed(self) -> tuple[Week, ...]:
        """The weeks that asked and got no answer, oldest first."""
        answered = {each.week for each in self.weeks}
        return tuple(sorted(self.asked - answered))

    @property
    def points(self) -> tuple[WeekPoint, ...]:
        """Its curve from the first answer to the last; a missing answer moves no line."""
        return thinned(curve(self.goal, self.weeks))


def cycle_weeks(cycle: Cycle, now: Week) -> tuple[Week, ...]:
    """Return the weeks that a cycle has touched up to now, the newest ones of a very long one."""
    last = min(Week.of(cycle.end), now)
    count = last.since(Week.of(cycle.start)) + 1
    return tuple(last.plus(-back) for back in reversed(range(min(max(count, 0), MOST_WEEKS))))


def pasts(
    work: Work,
    goals: Sequence[Goal],
    unit: Unit,
    weeks: Sequence[Week],
    objective: Objective | None,
    now: Week,
) -> tuple[Past, ...]:
    """Return what is known of the goals; obstacles of those alone that are looked at.

    The week that runs may still be answered: it counts once it has been.
    """
    answered = work.weeks([each.key_result.id for each in goals])
    asked = {week: frozenset(work.asked([unit.id], week)) for week in weeks}
    names = {each.id: each.name for each in (unit, *work.above(unit.id))}
    found = []
    for goal in goals:
        name = goal.key_result.id
        close = objective is None or goal.objective.id == objective.id
        history = work.history(name) if close and answered.get(name) else ()
        counted = {each for each in weeks if each < now}
        counted |= {each.week for each in answered.get(name, ())}
        found.append(
            Past(
                goal=goal,
                weeks=tuple(answered.get(name, ())),
                asked=frozenset(week for week in asked if week in counted and name in asked[week]),
                obstacles=obstacles(history, names),
            )
        )
    return tuple(found)


def obstacles(history: Sequence[CheckIn], names: Mapping[UnitId, str]) -> tuple[Obstacle, ...]:
    """Return what stood in the way, the newest first; the same words in a row count once.

    Of each week and person the last answer counts; who it was is not kept.
    """
    of_week: dict[Week, list[CheckIn]] = {}
    for check_in in history:
        of_week.setdefault(check_in.week, []).append(check_in)
    found: list[Obstacle] = []
    for week, said in sorted(of_week.items()):
        for each in (one for some in newest(said).values() for one in some):
            helper = "" if each.help_from is None else names.get(each.help_from, each.help_from)
            text = " ".join(each.blocker.split())
            if not text and not helper:
                continue
            same = next((one for one in found if (one.text, one.helper) == (text, helper)), None)
            if same is not None:
                found.remove(same)
            first = week if same is None else same.first
            found.append(Obstacle(each.key_result, first, week, text, helper))
    return tuple(reversed(found))


def curve(goal: Goal, weeks: Sequence[WeekAnswer]) -> tuple[WeekPoint, ...]:
    """Return progress and confidence at each week's end, from the first answer to the last."""
    found: list[WeekPoint] = []
    values: list[float] = []
    for answer in weeks:
        while found and found[-1].week.plus(1) < answer.week:
            found.append(replace(found[-1], week=found[-1].week.plus(1)))
        if answer.value is not None:
            values.append(answer.value)
        share = progress(goal.key_result.measure, values)
        found.append(WeekPoint(answer.week, share, answer.opinion.median))
    return tuple(found)


def thinned(points: Sequence[WeekPoint]) -> tuple[WeekPoint, ...]:
    """Return as many points as a curve may have, evenly, the last one always among them."""
    step = max(1, ceil(len(points) / MOST_POINTS))
    return tuple(reversed(points[::-1][::step]))
