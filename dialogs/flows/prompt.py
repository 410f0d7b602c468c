"""What the week's moments set off: a unit is asked, and who has not answered is reminded once.

A person gets at most one prompt and one reminder in a calendar week, whatever number of units asks
and wherever a holiday has moved the asking. Whatever is not sent leaves a line in the ledger.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dialogs.flow import Happening, Occasion
from dialogs.flows.check_in.asking import prompt_view, reminder_view
from dialogs.flows.check_in.facts import (
    Mail,
    all_keys,
    prompt_key,
    read_mail,
    reader_of,
    receipt_key,
    reminder_key,
    snooze_keys,
)
from dialogs.flows.my_week import MyWeek, my_weeks
from dialogs.flows.parts import today
from dialogs.flows.planned import asked_in, intended_at, not_before, planned, window_in
from dialogs.flows.presence import AS_STORED, Presence
from dialogs.ledger import LedgerEntry, LedgerFate, Reason
from dialogs.okr.cadence import WorkingDays
from dialogs.okr.duty import Duty, duties
from dialogs.okr.hours import later_today, workday_after
from dialogs.okr.model import KeyResultId, Person, PersonId, Unit, UnitId
from dialogs.okr.week import Week
from dialogs.okr.window import Window
from dialogs.ports import Goal, ScheduleKind, Work
from dialogs.posts import Post, PostKey, PostKind, ToPerson
from dialogs.text import Reader
from dialogs.views import View
from dialogs.writes import NoteLedger, OpenObligations, Write

REMINDER_QUIET: Final = timedelta(days=3)
"""Who has answered anything in so long a time is not reminded."""
PAUSE: Final = 1
"""Working days that lie between a prompt and its reminder at the least."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One person whom a moment concerns."""

    mine: MyWeek
    reader: Reader
    intended: datetime
    """Aware, UTC: the moment's day and hour on the person's own wall."""
    at: datetime | None
    """When a message may reach them; None: nobody works for longer than anybody waits."""
    mail: Mail
    away: bool
    no_reminders: bool
    last_answer: datetime | None
    elsewhere: bool
    """The calendar week's one prompt is about another week."""

    @property
    def person(self) -> PersonId:
        """Who it is."""
        return self.mine.person.id

    def calendar_week(self, at: datetime) -> Week:
        """Return the week on the person's own calendar in which an instant lies."""
        return Week.of(today(at, self.reader))


@dataclass(frozen=True, slots=True)
class Facts:
    """A unit whose hour has come, and those who answer for it."""

    unit: Unit
    week: Week
    window: Window
    moved_from: date | None
    goals: tuple[tuple[Goal, tuple[Duty, ...]], ...]
    """Its key results, each with those who answer for it."""
    asked: frozenset[KeyResultId]
    """Those of them that are already asked about in the week."""
    people: tuple[Asked, ...]
    working: WorkingDays


def gather(work: Work, occasion: Occasion) -> Facts | None:
    """Gather who answers for the unit in the moment's week, and who of them is there.

    None where the unit is gone.
    """
    moment = occasion.moment
    week = Week.read(moment.period)
    unit = work.unit(UnitId(moment.subject))
    schedule = work.schedule(ScheduleKind.ASKING, moment.subject)
    if unit is None or schedule is None:
        return None
    organisation = work.organisation
    home = Reader(unit.language or organisation.language, unit.zone or organisation.zone)
    on = max(moment.day, today(occasion.now, home))
    goals = tuple(work.goals([unit.id], min(max(on, week.monday), week.sunday)))
    members = work.members([unit.id])
    usual = [duties(unit.answering, goal.key_result, members) for goal in goals]
    away = Presence(work, on, AS_STORED).away({duty.person for each in usual for duty in each})
    real = [duties(unit.answering, goal.key_result, members, away) for goal in goals]
    working = occasion.almanac.working_days(schedule)
    look = _Look(work, occasion, unit, week, on, home, working)
    return Facts(
        unit=unit,
        week=week,
        window=window_in(unit, week, home),
        moved_from=moment.moved_from,
        goals=tuple(zip(goals, real, strict=True)),
        asked=frozenset(work.asked([unit.id], week)),
        people=look.at([duty.person for each in real for duty in each], away),
        working=working,
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """Looks at the people whom a moment concerns."""

    work: Work
    occasion: Occasion
    unit: Unit
    week: Week
    on: date
    home: Reader
    working: WorkingDays

    def at(self, people: Sequence[PersonId], away: Collection[PersonId]) -> tuple[Asked, ...]:
        """Gather what is asked of each person, once, and what they have been sent."""
        concerned = dict.fromkeys(people)
        if not concerned:
            return ()
        work, week = self.work, self.week
        known = work.people(concerned)
        keys = [
            key
            for each in (week.plus(-1), week, week.plus(1))
            for person in concerned
            for key in all_keys(each, person)
        ]
        mail = read_mail(work, keys, self.occasion.now)
        off, last = work.without_reminders(concerned), work.last_answers(concerned)
        weeks = my_weeks(work, known.values(), week, self.on, late=False)
        return tuple(
            self._one(
                weeks[each], mail, away=each in away, off=each in off, last_answer=last.get(each)
            )
            for each in concerned
            if each in known
        )

    def _one(
        self, mine: MyWeek, mail: Mail, *, away: bool, off: bool, last_answer: datetime | None
    ) -> Asked:
        person = mine.person
        reader = reader_of(person, self.home)
        intended = intended_at(self.unit, self.occasion.moment.day, reader)
        at = not_before(intended, self.occasion.now, reader, self.working)
        there = self.week if at is None else Week.of(today(at, reader))
        asked = prompt_key(self.week, person.id) in mail.posted
        # What is late, or goes far around the world, may arrive on a day on which they are away.
        arrives = self.on if at is None else today(at, reader)
        if not away and arrives != self.on:
            away = bool(Presence(self.work, arrives, AS_STORED).away({person.id}))
        return Asked(
            mine=mine,
            reader=reader,
            intended=intended,
            at=at,
            mail=mail,
            away=away,
            no_reminders=off,
            last_answer=last_answer,
            elsewhere=not asked and self._elsewhere(person, reader, mail, there),
        )

    def _elsewhere(self, person: Person, reader: Reader, mail: Mail, there: Week) -> bool:
        """Say whether the calendar week's one prompt has been, or will be, about another week."""
        for other in (self.week.plus(-1), self.week.plus(1), there):
            sent = mail.at.get(prompt_key(other, person.id))
            if other != self.week and sent is not None and Week.of(today(sent, reader)) == there:
                return True
        # A holiday has moved an asking into a week that has a question of its own: that one counts.
        return there != self.week and asked_in(
            self.work, person, there, self.on, self.occasion.almanac
        )


def compose_ask(facts: Facts | None) -> tuple[tuple[Write, ...], tuple[Post, ...]]:
    """Open the unit's obligations, and ask everyone who has not been asked this week.

    Who has already answered is not asked at all; nor is who is away, and where nobody is there
    nothing is opened.
    """
    if facts is None:
        return (), ()
    posts: list[Post] = []
    entries: list[LedgerEntry] = []
    for each in facts.people:
        unsent = _why_not_asked(facts, each)
        if unsent is None and each.at is not None:
            posts.append(_prompt(facts, each, each.at))
        elif unsent is not None:
            entries.append(_entry(facts, each, PostKind.PROMPT, unsent))
    return (*_opened(facts), *_noted(entries)), tuple(posts)


def _opened(facts: Facts) -> Iterator[Write]:
    """Open what somebody is asked about, and not what only those away, or asked later, answer for.

    What nobody answers for is opened too: that nobody does has to be seen.
    """
    elsewhere = {each.person for each in facts.people if each.elsewhere}
    wanted = tuple(
        goal.key_result.id
        for goal, parts in facts.goals
        if not parts or any(part.asked and part.person not in elsewhere for part in parts)
    )
    if wanted:
        yield OpenObligations(facts.unit.id, facts.week, wanted, facts.window)


_Unsent = tuple[LedgerFate, Reason]
_AWAY: Final = (LedgerFate.ABSENT, Reason.AWAY)
_MERGED: Final = (LedgerFate.SKIPPED, Reason.MERGED)
_NOBODY_WORKS: Final = (LedgerFate.SKIPPED, Reason.NO_WORKING_DAY)


def _needless(reason: Reason) -> _Unsent:
    return LedgerFate.SUPERSEDED, reason


def _why_not_asked(facts: Facts, each: Asked) -> _Unsent | None:
    if each.away:
        return _AWAY
    if prompt_key(facts.week, each.person) in each.mail.posted:
        return _needless(Reason.ASKED_ALREADY)
    if not each.mine.asked_items:
        return _needless(Reason.ANSWERED_BEFORE)
    if each.elsewhere:
        return _MERGED
    return _NOBODY_WORKS if each.at is None else None


def compose_reminder(facts: Facts | None) -> tuple[tuple[Write, ...], tuple[Post, ...]]:
    """Remind, once a week, those who were asked and have not answered.

    Who was away when the others were asked, and is back, gets the week's question now.
    """
    if facts is None:
        return (), ()
    posts: list[Post] = []
    entries: list[LedgerEntry] = []
    for each in facts.people:
        if prompt_key(facts.week, each.person) not in each.mail.posted:
            posts += _asked_late(facts, each)
        elif each.mine.asked_items or (each.away and each.mine.open_items):
            unsent = _why_not_reminded(facts, each)
            if unsent is None and each.at is not None:
                posts.append(_reminder(facts, each, each.at))
            elif unsent is not None:
                entries.append(_entry(facts, each, PostKind.REMINDER, unsent))
    return tuple(_noted(entries)), tuple(posts)


def _asked_late(facts: Facts, each: Asked) -> Iterator[Post]:
    """Ask somebody who has come back about what is still open, as long as the week lasts."""
    waiting = any(item.goal.key_result.id in facts.asked for item in each.mine.asked_items)
    begun = receipt_key(facts.week, each.person) in each.mail.posted
    if not waiting or begun or each.away or each.elsewhere or each.at is None:
        return
    if each.calendar_week(each.at) == facts.week:
        yield _prompt(facts, each, each.at)


def _why_not_reminded(facts: Facts, each: Asked) -> _Unsent | None:
    if each.away:
        return _AWAY
    if each.at is None:
        return _NOBODY_WORKS
    posted = each.mail.posted
    # One that was taken back, because they were away at that hour, has reminded them of nothing.
    if any(key in each.mail.at for key in snooze_keys(facts.week, each.person)):
        return _needless(Reason.SNOOZED)
    if reminder_key(facts.week, each.person) in posted or _reminded_in(facts, each, each.at):
        return _needless(Reason.ASKED_ALREADY)
    if each.no_reminders:
        return _needless(Reason.REMINDERS_OFF)
    if each.last_answer is not None and each.at - each.last_answer < REMINDER_QUIET:
        return _needless(Reason.ACTIVE_LATELY)
    asked = each.mail.at.get(prompt_key(facts.week, each.person))
    if asked is None:
        return _needless(Reason.NEVER_ASKED)
    return None if _had_time(facts, each, asked, each.at) else _needless(Reason.ASKED_LATELY)


def _reminded_in(facts: Facts, each: Asked, at: datetime) -> bool:
    """Say whether the person is reminded of another week in the same calendar week."""
    there = each.calendar_week(at)
    for week in (facts.week.plus(-1), facts.week.plus(1)):
        for key in (reminder_key(week, each.person), *snooze_keys(week, each.person)):
            sent = each.mail.at.get(key)
            if sent is not None and each.calendar_week(sent) == there:
                return True
    return False


def _had_time(facts: Facts, each: Asked, asked: datetime, at: datetime) -> bool:
    """Say whether a working day has passed since the prompt."""
    earliest = workday_after(today(asked, each.reader), PAUSE, facts.working)
    return earliest is not None and earliest <= today(at, each.reader)


def _prompt(facts: Facts, each: Asked, at: datetime) -> Post:
    view = prompt_view(each.mine, facts.unit, later=_leaves_later(each, at))
    return _post(facts, each, at, prompt_key(facts.week, each.person), PostKind.PROMPT, view)


def _reminder(facts: Facts, each: Asked, at: datetime) -> Post:
    key = reminder_key(facts.week, each.person)
    view = reminder_view(each.mine, key, later=_leaves_later(each, at))
    return _post(facts, each, at, key, PostKind.REMINDER, view)


def _leaves_later(each: Asked, at: datetime) -> bool:
    return later_today(at, ZoneInfo(each.reader.zone)) is not None


def _post(
    facts: Facts, each: Asked, at: datetime, key: PostKey, kind: PostKind, view: View
) -> Post:
    return Post(
        key=key,
        kind=kind,
        recipient=ToPerson(each.person),
        reader=each.reader,
        view=view,
        at=at,
        planned=planned(facts.unit, facts.week, each.intended, facts.window, facts.moved_from),
    )


def _entry(facts: Facts, each: Asked, kind: PostKind, unsent: _Unsent) -> LedgerEntry:
    """Write a line for a message that is not sent; its key is the unit's own.

    The person's own key stays free: another unit may ask them later in the week.
    """
    named = {PostKind.PROMPT: prompt_key, PostKind.REMINDER: reminder_key}[kind]
    fate, reason = unsent
    return LedgerEntry(
        key=PostKey(f"{named(facts.week, each.person)}:{facts.unit.id}"),
        kind=kind,
        recipient=ToPerson(each.person),
        unit=facts.unit.id,
        period=str(facts.week),
        at=each.intended,
        fate=fate,
        reason=reason,
        zone=each.reader.zone,
        moved_from=facts.moved_from,
    )


def _noted(entries: Sequence[LedgerEntry]) -> Iterator[Write]:
    if entries:
        yield NoteLedger(tuple(entries))


ASK: Final = Happening(gather, compose_ask)
REMIND: Final = Happening(gather, compose_reminder)
