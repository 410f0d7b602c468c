"""Putting the week's question off: it comes again later today, or tomorrow morning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from dialogs.flow import Act, Finish, Flow, Situation
from dialogs.flows.check_in.asking import prompt_view, snooze_buttons
from dialogs.flows.check_in.facts import (
    Mail,
    asked_week,
    open_action,
    read_mail,
    reminder_key,
    snooze_keys,
)
from dialogs.flows.my_week import MyWeek, my_week
from dialogs.flows.parts import today
from dialogs.flows.planned import asked_in, planned, window_in
from dialogs.flows.presence import AS_STORED, Presence
from dialogs.ledger import LedgerFate, Reason
from dialogs.okr.cadence import WorkingDays
from dialogs.okr.hours import later_today, tomorrow_morning, workday_from
from dialogs.okr.model import Unit
from dialogs.okr.week import Week
from dialogs.ports import ScheduleKind, Work
from dialogs.posts import Post, PostKind, ToPerson
from dialogs.text import Instant, Phrase, say
from dialogs.views import Block, Button, Buttons, Paragraph, Tone, View
from dialogs.writes import WithdrawPosts, Write

NAME: Final = "snooze"

Hour = Callable[[datetime, ZoneInfo, WorkingDays], datetime | None]
"""When the question comes again; None: that hour cannot be had."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The week that is put off, and the hour at which it would come again."""

    situation: Situation
    mine: MyWeek
    this: Week
    unit: Unit | None
    """That of the first open key result; None: nothing is open."""
    mail: Mail
    reminder: Mail
    """The week's reminder, which may wait already for its hour in a zone far from others'."""
    at: datetime | None
    away: bool
    """The person is away at that hour."""
    asked_then: bool
    """By that hour a new week has come, with a question of its own."""


def _gather(hour: Hour) -> Callable[[Work, Situation], Facts]:
    def gather(work: Work, situation: Situation) -> Facts:
        reader, now = situation.reader, situation.now
        day, zone = today(now, reader), ZoneInfo(reader.zone)
        this = Week.of(day)
        week = asked_week(situation.arg("week"), this)
        # Held: of two presses in the same instant the second sees what the first has set.
        mine = my_week(work, situation.person, week, day, hold=True)
        unit = next((item.goal.unit for item in mine.asked_items), None)
        working = _working(work, situation, unit)
        at = None if working is None else hour(now, zone, working)
        then = day if at is None else today(at, reader)
        other = Week.of(then)
        return Facts(
            situation=situation,
            mine=mine,
            this=this,
            unit=unit,
            mail=read_mail(work, snooze_keys(mine.week, situation.person.id), now),
            reminder=read_mail(work, (reminder_key(mine.week, situation.person.id),), now),
            at=at,
            away=bool(Presence(work, then, AS_STORED).away({situation.person.id})),
            asked_then=other != this
            and asked_in(work, situation.person, other, then, situation.almanac),
        )

    return gather


def _working(work: Work, situation: Situation, unit: Unit | None) -> WorkingDays | None:
    schedule = None if unit is None else work.schedule(ScheduleKind.ASKING, unit.id)
    return None if schedule is None else situation.almanac.working_days(schedule)


def _later_today(now: datetime, zone: ZoneInfo, working: WorkingDays) -> datetime | None:
    """Return "later today", on a working day."""
    day = now.astimezone(zone).date()
    return later_today(now, zone) if workday_from(day, working) == day else None


def act(facts: Facts) -> Finish:
    """Put the question off, or say why not; whoever has done so already is told when it comes."""
    pending = [facts.mail.at[key] for key in facts.mail.at if facts.mail.waits(key)]
    if facts.mine.week != facts.this:
        return _said(say("snooze-old", week=facts.mine.week), answer=facts.mine)
    if facts.unit is None:
        return _said(say("snooze-answered", week=facts.mine.week))
    if pending:
        return _said(say("snooze-already", at=Instant(min(pending))), answer=facts.mine)
    free = next(
        (
            key
            for key in snooze_keys(facts.mine.week, facts.mine.person.id)
            if key not in facts.mail.posted
        ),
        None,
    )
    if free is None:
        return _said(say("snooze-no-more"), answer=facts.mine)
    if facts.at is None:
        return _said(say("snooze-too-late"), answer=facts.mine, later=False)
    if facts.asked_then:
        return _said(say("snooze-next-week", week=facts.mine.week), answer=facts.mine)
    if facts.away:
        return _said(say("snooze-away"), answer=facts.mine)
    reader, zone = facts.situation.reader, ZoneInfo(facts.situation.reader.zone)
    window = window_in(facts.unit, facts.mine.week, reader)
    later = later_today(facts.at, zone) is not None
    post = Post(
        key=free,
        kind=PostKind.REMINDER,
        recipient=ToPerson(facts.mine.person.id),
        reader=reader,
        view=prompt_view(facts.mine, facts.unit, key=free, later=later),
        at=facts.at,
        planned=planned(facts.unit, facts.mine.week, facts.at, window),
    )
    done = say("snooze-set", at=Instant(facts.at))
    view = View(done, (Paragraph(done, Tone.GOOD),))
    return Finish(view, tuple(_instead_of_reminder(facts)), posts=(post,))


def _instead_of_reminder(facts: Facts) -> Iterator[Write]:
    """Withdraw a reminder that waits: the person has chosen another hour."""
    waiting = tuple(key for key in facts.reminder.at if facts.reminder.waits(key))
    if waiting:
        yield WithdrawPosts(waiting, LedgerFate.SUPERSEDED, Reason.SNOOZED, facts.situation.now)


def _said(text: Phrase, answer: MyWeek | None = None, *, later: bool | None = None) -> Finish:
    """Say why nothing was put off; what is open can be answered from here."""
    blocks: list[Block] = [Paragraph(text)]
    buttons: list[Button] = []
    if answer is not None and answer.open_items:
        buttons.append(Button(say("button-answer"), open_action(answer.week), main=True))
    if answer is not None and later is not None:
        buttons += snooze_buttons(answer.week, later=later)
    if buttons:
        blocks.append(Buttons(tuple(buttons)))
    return Finish(View(text, tuple(blocks)))


FLOW: Final = Flow(
    NAME,
    (
        Act("later", _gather(_later_today), act),
        Act("tomorrow", _gather(tomorrow_morning), act),
    ),
)
