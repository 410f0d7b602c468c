"""The sum of a unit and all below it: what it looks at, and everything a picture of it needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, assert_never

from dialogs.flows.voices import Comment, comments
from dialogs.okr.cadence import (
    BeforeMeetings,
    CycleWorkday,
    MonthlyWeekday,
    MonthlyWorkday,
    OnDates,
    QuarterlyWorkday,
    Rule,
    Term,
    Weekly,
)
from dialogs.okr.cycle import Life, Phase
from dialogs.okr.model import KeyResultId, Unit, UnitId
from dialogs.okr.rollup import Figures, Line, RollUp, WeekPoint, roll_up
from dialogs.okr.standing import Status
from dialogs.okr.week import Week
from dialogs.ports import Goal, Work

MOST_PROBLEMS: Final = 10
"""Problems listed at all; the rest is a number, and the unit's own digest has them."""
MOST_SILENT: Final = 15
"""Units without a fresh answer that are named."""
PICTURE_WEEKS: Final = 13
"""Weeks in the picture: a quarter."""
FIRST_DIGEST_WEEKS: Final = 4
"""Weeks of answers that a forum's first digest counts."""

_OPEN_PROBLEMS: Final = frozenset({Status.OFF_TRACK, Status.AT_RISK})


@dataclass(frozen=True, slots=True)
class Reach:
    """What a sum looks at: when it is made, which cycles it is about, which weeks it counts."""

    on: date
    of: date
    """A day of the cycles that are summed up; earlier than ``on`` once they have ended."""
    since: Week
    """The first week whose answers are counted; the week of ``on`` is the last."""

    @classmethod
    def of_status(cls, on: date) -> Reach:
        """Look at what runs today, and count the last weeks."""
        return cls(on, on, Week.of(on).plus(1 - FIRST_DIGEST_WEEKS))

    @classmethod
    def of_digest(cls, rule: Rule, on: date, last: date | None) -> Reach:
        """Look at what a forum follows, and count the weeks since its last digest.

        After a quarter or a cycle it looks back at that one. The week of the last digest was
        counted there; this one begins with the week after it.
        """
        now = Week.of(on)
        first = now.plus(1 - FIRST_DIGEST_WEEKS) if last is None else Week.of(last).plus(1)
        return cls(on, _day_summed(rule, on), min(first, now))

    @property
    def weeks(self) -> tuple[Week, Week]:
        """The weeks whose answers are counted; both are among them."""
        return self.since, Week.of(self.on)

    @property
    def picture(self) -> tuple[Week, Week]:
        """The weeks of the picture; it ends with the cycles that are summed up."""
        last = Week.of(self.of)
        return last.plus(1 - PICTURE_WEEKS), last


def _day_summed(rule: Rule, on: date) -> date:
    match rule:
        case QuarterlyWorkday():
            return date(on.year, (on.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)
        case CycleWorkday(_, ends):
            return max((end for end in ends if end < on), default=on)
        case Weekly() | MonthlyWeekday() | MonthlyWorkday() | BeforeMeetings() | OnDates() | Term():
            return on
    assert_never(rule)


@dataclass(frozen=True, slots=True)
class Sum:
    """Everything a picture of a unit needs, whoever asked for it."""

    unit: Unit
    reach: Reach
    roll_up: RollUp
    problems: tuple[Line, ...]
    """What is off track or at risk, the worst first."""
    silent: tuple[Line, ...]
    """One line of each unit without a fresh answer, though it is asked."""
    goals: Mapping[KeyResultId, Goal]
    """The key results that are shown by name: a sum may hold thousands."""
    trend: tuple[WeekPoint, ...]
    comments: tuple[Comment, ...] = ()
    """What was said beside the unit's own last answers, the newest first."""

    @property
    def own(self) -> tuple[Goal, ...]:
        """The unit's own key results."""
        return tuple(goal for goal in self.goals.values() if goal.unit.id == self.unit.id)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to sum up."""
        return self.roll_up.figures.total == 0


def gather_sum(work: Work, unit: Unit, reach: Reach) -> Sum:
    """Sum up a unit and all below it.

    Between two cycles, the figures of the one that ended last are kept until a new one begins.
    """
    found = _sum(work, unit, reach)
    ended = work.last_cycle_end(reach.on) if found.empty else None
    return found if ended is None else _sum(work, unit, replace(reach, of=ended))


def _sum(work: Work, unit: Unit, reach: Reach) -> Sum:
    lines = work.lines(unit.id, reach.on, reach.of)
    counts = work.counts(unit.id, reach.weeks)
    summed = roll_up(lines, asked=counts.asked, answered=counts.answered)
    problems = tuple(each for each in summed.problems if each.status in _OPEN_PROBLEMS)
    silent = _still_asked(
        work,
        _one_of_each_unit(each for each in summed.problems if each.status is Status.STALE),
        reach.of,
    )
    named = [each for each in lines if unit.id in {each.unit, each.help_from}]
    shown = (*named, *problems[:MOST_PROBLEMS], *silent[:MOST_SILENT])
    goals = work.goals_by_id({each.key_result for each in shown})
    trend = work.trend([each.key_result for each in lines], reach.picture)
    return Sum(
        unit=unit,
        reach=reach,
        roll_up=summed,
        problems=problems,
        silent=silent,
        goals={goal.key_result.id: goal for goal in goals},
        trend=_up_to_now(trend, summed.figures),
        comments=comments(work, [goal for goal in goals if goal.unit.id == unit.id], reach.on),
    )


def _still_asked(work: Work, silent: Sequence[Line], of: date) -> tuple[Line, ...]:
    """Leave out the units whose cycle people have ended or closed: they are not silent."""
    lives = work.lives([each.unit for each in silent]) if silent else {}
    return tuple(
        line
        for line in silent
        if not lives[line.unit] or any(_asks(life, of) for life in lives[line.unit])
    )


def _asks(life: Life, of: date) -> bool:
    running = life.cycle.start <= of <= life.cycle.end
    return running and (life.turn is None or life.turn.phase not in {Phase.REVIEW, Phase.CLOSED})


def _up_to_now(points: Sequence[WeekPoint], figures: Figures) -> tuple[WeekPoint, ...]:
    """Let the picture end in the figures beside it: there, old answers no longer count."""
    if not points:
        return ()
    last = WeekPoint(points[-1].week, figures.progress, figures.confidence)
    return (*points[:-1], last)


def _one_of_each_unit(lines: Iterable[Line]) -> tuple[Line, ...]:
    found: dict[UnitId, Line] = {}
    for each in lines:
        found.setdefault(each.unit, each)
    return tuple(found.values())
