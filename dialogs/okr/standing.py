"""Where a key result stands: the sum of its answered weeks, its status, what does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from dialogs.okr.confidence import Band, Opinion, band
from dialogs.okr.measure import Change, KeepWithin, Measure, Milestones, YesNo, progress
from dialogs.okr.model import Cycle, KeyResultId
from dialogs.okr.week import Week

STALE_AFTER: Final = 2
"""Asked weeks without an answer after which an old answer no longer counts."""
UNCHANGED_WEEKS: Final = 4
"""Answered weeks with the same value after which the team is told."""
LAST_WORD: Final = timedelta(days=14)
"""How long after a cycle's end its last values may still be given and corrected."""
BEHIND: Final = 0.2
"""How far progress may lag what was expected before "confident" needs a word."""


class Status(StrEnum):
    """A key result in one word; old answers have none of the three bands."""

    OFF_TRACK = "off_track"
    AT_RISK = "at_risk"
    ON_TRACK = "on_track"
    STALE = "stale"
    """No answer in two asked weeks: "no fresh answer"."""
    NEW = "new"
    """Never answered, and not asked often enough to be stale."""


class Contradiction(StrEnum):
    """What does not fit together; told to the team itself first."""

    CONFIDENT_NOT_MOVING = "confident_not_moving"
    MOVING_NOT_CONFIDENT = "moving_not_confident"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class WeekAnswer:
    """What the team said about one key result in one week, corrections already folded in."""

    week: Week
    value: float | None
    """None while only confidences have come in."""
    opinion: Opinion


@dataclass(frozen=True, slots=True)
class WeekSaid:
    """What a team now says about a key result in a week, and how far that is."""

    key_result: KeyResultId
    answer: WeekAnswer
    progress: float | None
    """The key result's progress at that week, for the picture of a roll-up."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A key result now; one row each, written together with the answer that moved it."""

    key_result: KeyResultId
    week: Week | None = None
    """The last answered week; None: never answered."""
    value: float | None = None
    progress: float | None = None
    confidence: float | None = None
    low: int | None = None
    high: int | None = None
    answers: int = 0
    unanswered: int = 0
    """Weeks asked since the last answered one, the running week included."""
    asked: Week | None = None
    """The last week in which the key result was asked about."""
    contradictions: tuple[Contradiction, ...] = ()
    blocker: str = ""
    """The obstacle named in the last answer, if any."""
    help_from: str = ""
    """The unit whose help the last answer asked for, if any."""

    @property
    def opinion(self) -> Opinion | None:
        """What the last answered week's confidences say together; None: never answered."""
        if self.confidence is None or self.low is None or self.high is None:
            return None
        return Opinion(self.confidence, self.low, self.high, self.answers)


def is_open(cycle: Cycle, today: date) -> bool:
    """Say whether a cycle still takes answers: until two weeks after its end."""
    return today <= cycle.end + LAST_WORD


def elapsed(cycle: Cycle, today: date) -> float:
    """Return the share of the cycle that has passed at the end of the day: *expected by now*."""
    length = (cycle.end - cycle.start).days + 1
    return min(1.0, max(0.0, ((today - cycle.start).days + 1) / length))


def expected(measure: Measure, cycle: Cycle, today: date) -> float | None:
    """Return the progress expected by now; None for a band, which has no pace."""
    match measure:
        case KeepWithin():
            return None
        case Change() | Milestones() | YesNo():
            return elapsed(cycle, today)


def is_stale(standing: Standing, now: Week) -> bool:
    """Say whether two asked weeks have passed without an answer; the running week is still open."""
    running = 1 if standing.asked is not None and standing.asked >= now else 0
    return standing.unanswered - running >= STALE_AFTER


def status(standing: Standing, now: Week) -> Status:
    """Return the key result's status in the given week; stale beats green."""
    if is_stale(standing, now):
        return Status.STALE
    if standing.confidence is None:
        return Status.NEW
    return _OF_BAND[band(standing.confidence)]


_OF_BAND: Final = {
    Band.OFF_TRACK: Status.OFF_TRACK,
    Band.AT_RISK: Status.AT_RISK,
    Band.ON_TRACK: Status.ON_TRACK,
}


def contradictions(
    measure: Measure, cycle: Cycle, weeks: Sequence[WeekAnswer]
) -> tuple[Contradiction, ...]:
    """Return what does not fit in the answered weeks, oldest first.

    A band never contradicts, and neither does a yes or no: both stand still by their nature.
    """
    answered = [(week, week.value) for week in weeks if week.value is not None]
    if not answered or isinstance(measure, KeepWithin | YesNo):
        return ()
    last, _ = answered[-1]
    values = [value for _, value in answered]
    now = progress(measure, values)
    due = expected(measure, cycle, last.week.sunday)
    if now is None or due is None or now >= 1:
        return ()
    found: list[Contradiction] = []
    recent = values[-UNCHANGED_WEEKS:]
    # A first answer is compared with the start: whoever has come from there has moved.
    before = progress(measure, recent[:1]) if len(recent) > 1 else 0.0
    moving = before is not None and now > before
    feeling = band(last.opinion.median)
    if feeling is Band.ON_TRACK and not moving and due - now > BEHIND:
        found.append(Contradiction.CONFIDENT_NOT_MOVING)
    if feeling is Band.OFF_TRACK and moving and now >= due:
        found.append(Contradiction.MOVING_NOT_CONFIDENT)
    if len(recent) == UNCHANGED_WEEKS and len(set(recent)) == 1:
        found.append(Contradiction.UNCHANGED)
    return tuple(found)


def standing_after(
    before: Standing,
    measure: Measure,
    cycle: Cycle,
    weeks: Sequence[WeekAnswer],
    *,
    blocker: str,
    help_from: str,
) -> Standing:
    """Return the standing once these weeks (all answered ones, oldest first) are known.

    An answer settles its week and every week asked before it; a late one leaves open what was
    asked after it, at most one asking a week.
    """
    if not weeks:
        return before
    last = weeks[-1]
    values = [week.value for week in weeks if week.value is not None]
    open_weeks = before.asked.since(last.week) if before.asked is not None else 0
    return Standing(
        key_result=before.key_result,
        week=last.week,
        value=values[-1] if values else None,
        progress=progress(measure, values),
        confidence=last.opinion.median,
        low=last.opinion.low,
        high=last.opinion.high,
        answers=last.opinion.answers,
        unanswered=min(before.unanswered, max(0, open_weeks)),
        asked=before.asked,
        contradictions=contradictions(measure, cycle, weeks),
        blocker=blocker,
        help_from=help_from,
    )


def standing_asked(before: Standing, week: Week) -> Standing:
    """Return the standing once the key result is asked about; asking twice adds nothing."""
    if before.asked is not None and week <= before.asked:
        return before
    answered = before.week is not None and before.week >= week
    return replace(before, asked=week, unanswered=0 if answered else before.unanswered + 1)
