"""A forum's roll-up: problems and asks first, silence named neutrally, details behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, assert_never

from dialogs.events import Moment
from dialogs.flow import Happening, KeepDigest, Write
from dialogs.flows.parts import (
    blocks,
    contradiction_words,
    counts_sentence,
    figure_facts,
    goal_meter,
    rule_words,
    today,
    trend_chart,
)
from dialogs.flows.voices import Comment, comment_blocks, comments
from dialogs.okr.cadence import (
    MonthlyWeekday,
    MonthlyWorkday,
    OnDates,
    QuarterlyWorkday,
    Term,
    Weekly,
)
from dialogs.okr.model import Forum, ForumId, KeyResultId, Level, Unit, UnitId
from dialogs.okr.rollup import Figures, Line, RollUp, WeekPoint, roll_up
from dialogs.okr.standing import Status
from dialogs.okr.week import Week
from dialogs.ports import Goal, PastDigest, Work
from dialogs.posts import Post, PostKey, PostKind, ToChannel
from dialogs.text import Clock, Day, Listing, Reader, Text, Verbatim, say
from dialogs.views import (
    Action,
    Block,
    Bullets,
    Button,
    Buttons,
    Details,
    Heading,
    Note,
    Paragraph,
    Quote,
    View,
)

FIRST_PROBLEMS: Final = 5
"""Problems that stand in the open; the others are folded away."""
MOST_PROBLEMS: Final = 40
"""Problems listed at all; the rest is a number, and the unit's own digest has them."""
PICTURE_WEEKS: Final = 13
"""Weeks in the picture: a quarter."""
FIRST_DIGEST_WEEKS: Final = 4
"""Weeks of answers that a forum's first digest counts."""
QUESTIONS: Final = ("question-tell", "question-change", "question-depend", "question-support")
"""The four questions with which a review looks forward."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Everything a picture of a unit needs, whoever asked for it."""

    unit: Unit
    on: date
    of: date
    """A day of the cycles that are summed up; earlier than ``on`` once they have ended."""
    roll_up: RollUp
    problems: tuple[Line, ...]
    """What is off track or at risk, the worst first."""
    silent: tuple[Line, ...]
    """One line of each unit without a fresh answer."""
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


@dataclass(frozen=True, slots=True)
class Facts:
    """A forum whose hour has come."""

    forum: Forum
    reader: Reader
    sum: Sum
    before: PastDigest | None
    period: str
    now: datetime


def gather_sum(work: Work, unit: Unit, on: date, since: Week | None, of: date | None = None) -> Sum:
    """Sum up a unit and all below it; answers are counted from the week ``since`` on.

    Between two cycles, the figures of the one that ended last are kept until a new one begins.
    """
    found = _sum(work, unit, on, since, of or on)
    ended = work.last_cycle_end(on) if found.empty else None
    return found if ended is None else _sum(work, unit, on, since, ended)


def _sum(work: Work, unit: Unit, on: date, since: Week | None, of: date) -> Sum:
    now, last = Week.of(on), Week.of(of)
    lines = work.lines(unit.id, on, of)
    first = since if since is not None else now.plus(1 - FIRST_DIGEST_WEEKS)
    counts = work.counts(unit.id, (min(first, now), now))
    summed = roll_up(lines, asked=counts.asked, answered=counts.answered)
    problems = tuple(each for each in summed.problems if each.status in _OPEN_PROBLEMS)
    silent = _one_of_each_unit(each for each in summed.problems if each.status is Status.STALE)
    named = [each for each in lines if unit.id in {each.unit, each.help_from}]
    shown = (*named, *problems[:MOST_PROBLEMS], *silent[:MOST_PROBLEMS])
    goals = work.goals_by_id({each.key_result for each in shown})
    return Sum(
        unit=unit,
        on=on,
        of=of,
        roll_up=summed,
        problems=problems,
        silent=silent,
        goals={goal.key_result.id: goal for goal in goals},
        trend=_up_to_now(
            work.trend([each.key_result for each in lines], (last.plus(1 - PICTURE_WEEKS), last)),
            summed.figures,
        ),
        comments=comments(work, [goal for goal in goals if goal.unit.id == unit.id], on),
    )


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


def gather(work: Work, moment: Moment, now: datetime) -> Facts | None:
    """Gather a forum's figures; None when the forum or its unit is gone."""
    forum = work.forum(ForumId(moment.subject))
    unit = None if forum is None else work.unit(forum.unit)
    if forum is None or unit is None:
        return None
    home = work.organisation
    reader = Reader(forum.language or unit.language or home.language, unit.zone or home.zone)
    before = work.past_digest(forum.id)
    on = today(now, reader)
    # The week of the last digest was counted there; this one begins with the week after it.
    since = None if before is None else Week.of(today(before.at, reader)).plus(1)
    of = _day_summed(forum, on)
    summed = gather_sum(work, unit, on, since, of)
    if before is not None and not _comparable(before, summed, reader):
        before, summed = None, gather_sum(work, unit, on, None, of)
    return Facts(
        forum=forum,
        reader=reader,
        sum=summed,
        before=before,
        period=moment.period,
        now=now,
    )


def _day_summed(forum: Forum, on: date) -> date:
    """Return a day of the cycles a forum looks at: after a quarter, those of that quarter."""
    match forum.cadence:
        case QuarterlyWorkday():
            return date(on.year, (on.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)
        case Weekly() | MonthlyWeekday() | MonthlyWorkday() | OnDates() | Term():
            return on
    assert_never(forum.cadence)


def _comparable(before: PastDigest, summed: Sum, reader: Reader) -> bool:
    """Say whether anything of what is summed up had begun at the last digest."""
    day = today(before.at, reader)
    starts = [goal.cycle.start for goal in summed.goals.values()]
    return not starts or min(starts) <= day


def compose(facts: Facts | None) -> tuple[tuple[Write, ...], tuple[Post, ...]]:
    """Post the roll-up on time, complete or not, and keep its figures."""
    if facts is None or facts.sum.empty:
        return (), ()
    figures = facts.sum.roll_up.figures
    kept = KeepDigest(facts.forum.id, facts.period, PastDigest(facts.now, figures))
    post = Post(
        key=PostKey(f"digest:{facts.forum.id}:{facts.period}"),
        kind=PostKind.DIGEST,
        recipient=ToChannel(facts.forum.channel),
        reader=facts.reader,
        view=digest_view(facts),
        at=facts.now,
    )
    return (kept,), (post,)


def digest_view(facts: Facts) -> View:
    """Show the roll-up as a forum reads it: look forward, take the problems first."""
    summed = facts.sum
    before = facts.before.figures if facts.before is not None else None
    title = say("digest-title", unit=summed.unit.name, week=Week.of(summed.on))
    at = Clock(facts.forum.at)
    return View(
        summary=say(
            "digest-summary",
            unit=summed.unit.name,
            week=Week.of(summed.on),
            counts=counts_sentence(summed.roll_up.figures),
        ),
        blocks=(
            Heading(title),
            *sum_blocks(summed, before),
            Details(say("digest-questions"), (Bullets(tuple(map(say, QUESTIONS)), ordered=True),)),
            Buttons((Button(say("button-status"), status_action(summed.unit)),)),
            Note(
                say(
                    "digest-why",
                    forum=facts.forum.name,
                    rule=rule_words(facts.forum.cadence, at),
                )
            ),
        ),
    )


def status_action(unit: Unit) -> Action:
    """Return what shows a unit's status."""
    return Action("status", "show", (("unit", unit.id),))


def sum_blocks(summed: Sum, before: Figures | None) -> tuple[Block, ...]:
    """Show a sum: problems and asks, silence, figures, picture, the unit's own part."""
    figures = summed.roll_up.figures
    chart = trend_chart(summed.trend)
    return blocks(
        Note(say("digest-of", day=Day(summed.of))) if summed.of != summed.on else None,
        *_problem_blocks(summed),
        *_ask_blocks(summed),
        _silence(summed),
        *_doubt_blocks(summed),
        Heading(say("digest-figures"), 2),
        figure_facts(figures, before),
        chart,
        *_own_blocks(summed),
    )


_OPEN_PROBLEMS: Final = frozenset({Status.OFF_TRACK, Status.AT_RISK})


def _problem_blocks(summed: Sum) -> Iterator[Block]:
    shown = summed.problems
    if not shown:
        if summed.roll_up.figures.on_track:
            yield Paragraph(say("digest-no-problems"))
        return
    yield Heading(say("digest-problems", count=len(shown)), 2)
    yield from _problems(summed, shown[:FIRST_PROBLEMS])
    rest = shown[FIRST_PROBLEMS:MOST_PROBLEMS]
    if rest:
        left = len(shown) - FIRST_PROBLEMS - len(rest)
        more: list[Block] = list(_problems(summed, rest))
        if left:
            more.append(Note(say("digest-left-out", count=left)))
        yield Details(say("digest-more-problems", count=len(shown) - FIRST_PROBLEMS), tuple(more))


def _problems(summed: Sum, lines: Sequence[Line]) -> Iterator[Block]:
    for each in lines:
        goal = summed.goals[each.key_result]
        label = _label(summed, goal)
        yield goal_meter(goal, summed.on, label=label)
        if goal.standing.blocker:
            yield Quote(goal.standing.blocker, say("digest-blocker"))


def _label(summed: Sum, goal: Goal) -> Text:
    if goal.unit.id == summed.unit.id:
        return Verbatim(goal.key_result.title)
    return say("digest-of-unit", title=goal.key_result.title, unit=goal.unit.name)


def _ask_blocks(summed: Sum) -> Iterator[Block]:
    """Name what is asked of this very level, right after the problems."""
    asking = [goal for goal in summed.goals.values() if goal.standing.help_from == summed.unit.id]
    if not asking:
        return
    yield Heading(say("digest-asks", count=len(asking)), 2)
    yield Bullets(
        tuple(
            say(
                "digest-ask" if goal.standing.blocker else "digest-ask-plain",
                unit=goal.unit.name,
                title=goal.key_result.title,
                blocker=goal.standing.blocker,
            )
            for goal in asking
        )
    )


def _silence(summed: Sum) -> Block | None:
    """Name the units without a fresh answer, neutrally and without calling anyone."""
    if not summed.silent:
        return None
    named = [summed.goals[each.key_result].unit.name for each in summed.silent[:MOST_PROBLEMS]]
    listed = Listing(tuple(map(Verbatim, named)))
    return Paragraph(say("digest-silence", units=listed, count=len(summed.silent)))


def _doubt_blocks(summed: Sum) -> Iterator[Block]:
    """Say what does not fit in the unit's own part, and in no roll-up of a level above it."""
    doubts = [word for goal in summed.own for word in contradiction_words(goal)]
    if doubts:
        yield Heading(say("digest-doubts"), 2)
        yield Bullets(tuple(doubts))


def _own_blocks(summed: Sum) -> Iterator[Block]:
    own = summed.own
    if not own:
        return
    meters: list[Block] = []
    objective = None
    for goal in own:
        if goal.objective.id != objective:
            objective = goal.objective.id
            meters.append(Heading(Verbatim(goal.objective.title), 3))
        meters.append(goal_meter(goal, summed.on))
    meters += comment_blocks(summed.comments)
    title = say("digest-own", unit=summed.unit.name)
    if summed.unit.level is Level.TEAM or len(own) == summed.roll_up.figures.total:
        yield Heading(title, 2)
        yield from meters
    else:
        yield Details(title, tuple(meters))


DIGEST: Final = Happening(gather, compose)
