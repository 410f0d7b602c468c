"""A forum's roll-up: problems and asks first, silence named neutrally, details behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from dialogs.flow import Happening, Occasion
from dialogs.flows.parts import (
    blocks,
    contradiction_words,
    counts_sentence,
    figure_facts,
    goal_meter,
    rule_words,
    today,
    trend_chart,
    why_button,
)
from dialogs.flows.planned import not_before
from dialogs.flows.summing import MOST_PROBLEMS, MOST_SILENT, Reach, Sum, gather_sum
from dialogs.flows.voices import comment_blocks, short
from dialogs.ledger import LedgerEntry, LedgerFate, Reason
from dialogs.okr.cadence import BeforeMeetings
from dialogs.okr.model import Forum, ForumId, Level, Unit
from dialogs.okr.rollup import Figures, Line
from dialogs.okr.week import Week
from dialogs.ports import Goal, PastDigest, Schedule, ScheduleKind, Work
from dialogs.posts import Planned, Post, PostKey, PostKind, ToChannel
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
from dialogs.writes import KeepDigest, NoteLedger, Write

FIRST_PROBLEMS: Final = 5
"""Problems that stand in the open; the others are folded away."""
MOST_ASKS: Final = 5
"""Asks for help that are named; of the rest only the number is told."""
MOST_DOUBTS: Final = 4
"""Contradictions that are told; one sees the others in the key results themselves."""
QUESTIONS: Final = ("question-tell", "question-change", "question-depend", "question-support")
"""The four questions with which a review looks forward."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A forum whose hour has come."""

    forum: Forum
    schedule: Schedule
    reader: Reader
    sum: Sum
    before: PastDigest | None
    occasion: Occasion


def gather(work: Work, occasion: Occasion) -> Facts | None:
    """Gather a forum's figures; None when the forum or its unit is gone."""
    forum = work.forum(ForumId(occasion.moment.subject))
    unit = None if forum is None else work.unit(forum.unit)
    schedule = None if forum is None else work.schedule(ScheduleKind.DIGEST, forum.id)
    if forum is None or unit is None or schedule is None:
        return None
    home = work.organisation
    reader = Reader(forum.language or unit.language or home.language, schedule.zone)
    before = work.past_digest(forum.id)
    on = today(occasion.now, reader)
    last = None if before is None else today(before.at, reader)
    summed = gather_sum(work, unit, Reach.of_digest(schedule.rule, on, last))
    if last is not None and not _comparable(last, summed):
        before = None
        summed = gather_sum(work, unit, Reach.of_digest(schedule.rule, on, None))
    return Facts(forum, schedule, reader, summed, before, occasion)


def _comparable(last: date, summed: Sum) -> bool:
    """Say whether anything of what is summed up had begun at the last digest."""
    starts = [goal.cycle.start for goal in summed.goals.values()]
    return not starts or min(starts) <= last


def compose(facts: Facts | None) -> tuple[tuple[Write, ...], tuple[Post, ...]]:
    """Post the roll-up on time, complete or not, and keep its figures."""
    if facts is None:
        return (), ()
    if facts.sum.empty:
        return (NoteLedger((_nothing_to_say(facts),)),), ()
    moment = facts.occasion.moment
    digest = PastDigest(facts.occasion.now, facts.sum.roll_up.figures)
    post = Post(
        key=digest_key(facts.forum.id, moment.period),
        kind=PostKind.DIGEST,
        recipient=ToChannel(facts.forum.channel),
        reader=facts.reader,
        view=digest_view(facts),
        at=_opening(facts),
        planned=Planned(
            unit=facts.sum.unit.id,
            period=moment.period,
            at=moment.planned,
            moved_from=moment.moved_from,
        ),
    )
    return (KeepDigest(facts.forum.id, moment.period, digest),), (post,)


def _nothing_to_say(facts: Facts) -> LedgerEntry:
    moment = facts.occasion.moment
    return LedgerEntry(
        key=digest_key(facts.forum.id, moment.period),
        kind=PostKind.DIGEST,
        recipient=ToChannel(facts.forum.channel),
        unit=facts.sum.unit.id,
        period=moment.period,
        at=moment.planned,
        fate=LedgerFate.SKIPPED,
        reason=Reason.NOTHING_TO_SAY,
        zone=facts.reader.zone,
        moved_from=moment.moved_from,
    )


def digest_key(forum: ForumId, period: str) -> PostKey:
    """Name the one digest of a forum's period."""
    return PostKey(f"digest:{forum}:{period}")


def _opening(facts: Facts) -> datetime:
    """Return when the digest may be posted: at its hour, and a late one in working hours."""
    occasion = facts.occasion
    working = occasion.almanac.working_days(facts.schedule)
    opening = not_before(occasion.moment.planned, occasion.now, facts.reader, working)
    return occasion.now if opening is None else opening


def digest_view(facts: Facts) -> View:
    """Show the roll-up as a forum reads it: look forward, take the problems first."""
    summed, rule = facts.sum, facts.schedule.rule
    before = facts.before.figures if facts.before is not None else None
    week = Week.of(summed.reach.on)
    title = say("digest-title", unit=summed.unit.name, week=week)
    counts = counts_sentence(summed.roll_up.figures)
    key = digest_key(facts.forum.id, facts.occasion.moment.period)
    status = Button(say("button-status"), status_action(summed.unit))
    why = say("digest-why", forum=facts.forum.name, rule=rule_words(rule, Clock(facts.schedule.at)))
    return View(
        summary=say("digest-summary", unit=summed.unit.name, week=week, counts=counts),
        blocks=blocks(
            Heading(title),
            _meeting(facts),
            *sum_blocks(summed, before),
            Details(say("digest-questions"), (Bullets(tuple(map(say, QUESTIONS)), ordered=True),)),
            Buttons((status, why_button(key))),
            Note(why),
        ),
    )


def _meeting(facts: Facts) -> Block | None:
    """Name the meeting that the roll-up is for, where the forum follows a calendar."""
    rule = facts.schedule.rule
    meetings = rule.meetings if isinstance(rule, BeforeMeetings) else ()
    coming = next((day for day in sorted(meetings) if day >= facts.sum.reach.on), None)
    return None if coming is None else Note(say("digest-meeting", day=Day(coming)))


def status_action(unit: Unit) -> Action:
    """Return what shows a unit's status."""
    return Action("status", "show", (("unit", unit.id),))


def sum_blocks(summed: Sum, before: Figures | None) -> tuple[Block, ...]:
    """Show a sum: problems and asks, silence, figures, picture, the unit's own part."""
    figures, reach = summed.roll_up.figures, summed.reach
    chart = trend_chart(summed.trend)
    return blocks(
        Note(say("digest-of", day=Day(reach.of))) if reach.of != reach.on else None,
        *_problem_blocks(summed),
        *_ask_blocks(summed),
        _silence(summed),
        *_doubt_blocks(summed),
        Heading(say("digest-figures"), 2),
        figure_facts(figures, before),
        chart,
        *_own_blocks(summed),
    )


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
        yield goal_meter(goal, summed.reach.on, label=label)
        if goal.standing.blocker:
            yield Quote(short(goal.standing.blocker), say("digest-blocker"))


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
                blocker=short(goal.standing.blocker),
            )
            for goal in asking[:MOST_ASKS]
        )
    )
    if len(asking) > MOST_ASKS:
        yield Note(say("digest-more-asks", count=len(asking) - MOST_ASKS))


def _silence(summed: Sum) -> Block | None:
    """Name the units without a fresh answer, neutrally and without calling anyone."""
    if not summed.silent:
        return None
    silent = summed.silent
    named: list[Text] = [
        Verbatim(summed.goals[each.key_result].unit.name) for each in silent[:MOST_SILENT]
    ]
    if len(silent) > MOST_SILENT:
        named.append(say("digest-more-silent", count=len(silent) - MOST_SILENT))
    return Paragraph(say("digest-silence", units=Listing(tuple(named)), count=len(silent)))


def _doubt_blocks(summed: Sum) -> Iterator[Block]:
    """Say what does not fit in the unit's own part, and in no roll-up of a level above it."""
    doubts = [word for goal in summed.own for word in contradiction_words(goal)]
    if doubts:
        yield Heading(say("digest-doubts"), 2)
        yield Bullets(tuple(doubts[:MOST_DOUBTS]))


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
        meters.append(goal_meter(goal, summed.reach.on))
    meters += comment_blocks(summed.comments)
    title = say("digest-own", unit=summed.unit.name)
    if summed.unit.level is Level.TEAM or len(own) == summed.roll_up.figures.total:
        yield Heading(title, 2)
        yield from meters
    else:
        yield Details(title, tuple(meters))


DIGEST: Final = Happening(gather, compose, apart=True)
