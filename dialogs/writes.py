"""What a flow wants written: values that the engine hands to the store, all in one commit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import assert_never

from dialogs.ledger import LedgerEntry, LedgerFate, Reason
from dialogs.okr.model import (
    Absence,
    CheckIn,
    ForumId,
    KeyResultId,
    Language,
    PersonId,
    UnitId,
)
from dialogs.okr.standing import Standing, WeekSaid
from dialogs.okr.week import Week
from dialogs.okr.window import Window
from dialogs.ports import PastDigest, Work
from dialogs.posts import PostKey


@dataclass(frozen=True, slots=True)
class RecordAnswers:
    """Append check-ins and write what follows from them."""

    check_ins: tuple[CheckIn, ...]
    weeks: tuple[WeekSaid, ...]
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class OpenObligations:
    """Note that a unit is asked about key results in a week, and how long an answer counts."""

    unit: UnitId
    week: Week
    key_results: tuple[KeyResultId, ...]
    window: Window


@dataclass(frozen=True, slots=True)
class WithdrawObligations:
    """Ask no longer about key results in a week."""

    week: Week
    key_results: tuple[KeyResultId, ...]


@dataclass(frozen=True, slots=True)
class SettlePosts:
    """What these messages ask is answered; those that are not on their way yet stay unsent."""

    keys: tuple[PostKey, ...]
    unsent: tuple[PostKey, ...]
    """Those of them that may not be on their way yet."""
    at: datetime


@dataclass(frozen=True, slots=True)
class WithdrawPosts:
    """Leave these messages unsent, as far as they are not on their way yet."""

    keys: tuple[PostKey, ...]
    fate: LedgerFate
    reason: Reason
    at: datetime


@dataclass(frozen=True, slots=True)
class ExcusePosts:
    """Wait no longer for an answer to these messages."""

    keys: tuple[PostKey, ...]


@dataclass(frozen=True, slots=True)
class NoteLedger:
    """Write down messages that were planned and are not sent."""

    entries: tuple[LedgerEntry, ...]


@dataclass(frozen=True, slots=True)
class SetAbsence:
    """Note that a person is away."""

    absence: Absence
    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class EndAbsence:
    """Note that a person is back on a day."""

    person: PersonId
    day: date


@dataclass(frozen=True, slots=True)
class SetReminders:
    """Switch a person's reminders on or off."""

    person: PersonId
    wanted: bool


@dataclass(frozen=True, slots=True)
class SetMeetings:
    """Give a forum a calendar of its own from a day on."""

    forum: ForumId
    days: tuple[date, ...]
    today: date
    before: int | None = None
    """Working days between digest and meeting; None: as it was, else the usual."""


@dataclass(frozen=True, slots=True)
class FailuresTold:
    """Everybody who must know of these failed messages has been told."""

    keys: tuple[PostKey, ...]


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """Talk to a person in another language from now on."""

    person: PersonId
    language: Language


@dataclass(frozen=True, slots=True)
class KeepDigest:
    """Keep a digest's figures for the next comparison."""

    forum: ForumId
    period: str
    digest: PastDigest


Write = (
    RecordAnswers
    | OpenObligations
    | WithdrawObligations
    | SettlePosts
    | WithdrawPosts
    | ExcusePosts
    | NoteLedger
    | SetAbsence
    | EndAbsence
    | SetReminders
    | SetMeetings
    | FailuresTold
    | SetLanguage
    | KeepDigest
)


def write_down(work: Work, write: Write) -> None:  # noqa: C901, PLR0912 - one arm for each kind
    """Hand one write over to the store."""
    match write:
        case RecordAnswers(check_ins, weeks, standings):
            work.record(check_ins)
            work.set_weeks(weeks)
            work.set_standings(standings)
        case OpenObligations(unit, week, key_results, window):
            work.open_obligations(unit, week, key_results, window)
        case WithdrawObligations(week, key_results):
            work.withdraw_obligations(week, key_results)
        case SettlePosts(keys, unsent, at):
            work.settle_posts(keys, unsent, at)
        case WithdrawPosts(keys, fate, reason, at):
            work.withdraw_posts(keys, fate, reason, at)
        case ExcusePosts(keys):
            work.excuse_posts(keys)
        case NoteLedger(entries):
            work.note(entries)
        case SetAbsence(absence, by, at):
            work.set_absence(absence, by, at)
        case EndAbsence(person, day):
            work.end_absence(person, day)
        case SetReminders(person, wanted):
            work.set_reminders(person, wanted=wanted)
        case SetMeetings(forum, days, today, before):
            work.set_meetings(forum, days, today, before)
        case FailuresTold(keys):
            work.failures_told(keys)
        case SetLanguage(person, language):
            work.set_language(person, language)
        case KeepDigest(forum, period, digest):
            work.keep_digest(forum, period, digest)
        case _:
            assert_never(write)
