"""What a flow wants written: values that the engine hands to the store, all in one commit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import assert_never

from dialogs.ledger import LedgerEntry, LedgerFate, Reason
from dialogs.okr.cycle import Turn
from dialogs.okr.model import (
    Absence,
    CheckIn,
    Cycle,
    ForumId,
    KeyResultId,
    Language,
    PersonId,
    UnitId,
)
from dialogs.okr.retro import (
    Carry,
    Change,
    ChangeNews,
    Manner,
    Note,
    NoteId,
    Retro,
    RetroId,
    Score,
    Stage,
    Theme,
    ThemeId,
)
from dialogs.okr.standing import Standing, WeekSaid
from dialogs.okr.week import Week
from dialogs.okr.window import Window
from dialogs.ports import PastDigest, Work
from dialogs.posts import PostKey
from dialogs.retros import Aims


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


@dataclass(frozen=True, slots=True)
class TurnCycle:
    """Turn a unit's cycle into another phase."""

    turn: Turn


@dataclass(frozen=True, slots=True)
class BeginCycle:
    """Begin a cycle with the goals that go on from the one before."""

    cycle: Cycle
    aims: Aims


@dataclass(frozen=True, slots=True)
class BeginRetro:
    """Begin a look back."""

    retro: Retro


@dataclass(frozen=True, slots=True)
class SetStage:
    """Go on to another step of a retro, or back to one."""

    retro: RetroId
    stage: Stage


@dataclass(frozen=True, slots=True)
class HandRetro:
    """Let somebody else facilitate a retro."""

    retro: RetroId
    facilitator: PersonId


@dataclass(frozen=True, slots=True)
class DecideManner:
    """Decide whether a retro's notes bear names."""

    retro: RetroId
    manner: Manner


@dataclass(frozen=True, slots=True)
class RemindedOfRetro:
    """Those who had not written were reminded."""

    retro: RetroId


@dataclass(frozen=True, slots=True)
class PublishRetro:
    """Publish a retro."""

    retro: Retro


@dataclass(frozen=True, slots=True)
class ScoreGoals:
    """Say what came of key results."""

    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class CarryGoals:
    """Say what becomes of goals."""

    carries: tuple[Carry, ...]


@dataclass(frozen=True, slots=True)
class AddNotes:
    """Add what a member has written for a retro."""

    retro: Retro
    writer: PersonId
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class EndWriting:
    """Take no more notes."""

    retro: Retro
    wrote: int


@dataclass(frozen=True, slots=True)
class DropNotes:
    """Delete a retro's notes."""

    retro: RetroId


@dataclass(frozen=True, slots=True)
class ReopenWriting:
    """Take notes again."""

    retro: RetroId


@dataclass(frozen=True, slots=True)
class GroupNotes:
    """Put notes into themes."""

    retro: RetroId
    themes: tuple[Theme, ...]
    of_notes: tuple[tuple[NoteId, ThemeId], ...]


@dataclass(frozen=True, slots=True)
class Vote:
    """Give dots, in the place of those given before."""

    retro: RetroId
    person: PersonId
    dots: tuple[tuple[ThemeId, int], ...]


@dataclass(frozen=True, slots=True)
class CountVotes:
    """Take no more dots, and add them up."""

    retro: RetroId


@dataclass(frozen=True, slots=True)
class AgreeChanges:
    """Agree on changes, in the place of those agreed before."""

    retro: RetroId
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class SayChange:
    """Say how an agreed change goes."""

    news: ChangeNews


RetroWrite = (
    TurnCycle
    | BeginCycle
    | BeginRetro
    | SetStage
    | HandRetro
    | DecideManner
    | RemindedOfRetro
    | PublishRetro
    | ScoreGoals
    | CarryGoals
    | AddNotes
    | EndWriting
    | DropNotes
    | ReopenWriting
    | GroupNotes
    | Vote
    | CountVotes
    | AgreeChanges
    | SayChange
)

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
    | RetroWrite
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
            _write_of_retro(work, write)


def _write_of_retro(work: Work, write: RetroWrite) -> None:  # noqa: C901, PLR0912 - one arm for each kind
    match write:
        case TurnCycle(turn):
            work.turn(turn)
        case BeginCycle(cycle, aims):
            work.begin_cycle(cycle)
            work.carry_over(aims)
        case BeginRetro(retro):
            work.begin_retro(retro)
        case SetStage(retro, stage):
            work.set_stage(retro, stage)
        case HandRetro(retro, facilitator):
            work.hand_retro(retro, facilitator)
        case DecideManner(retro, manner):
            work.decide_manner(retro, manner)
        case RemindedOfRetro(retro):
            work.mark_reminded(retro)
        case PublishRetro(retro):
            work.publish_retro(retro)
        case ScoreGoals(scores):
            work.score(scores)
        case CarryGoals(carries):
            work.carry(carries)
        case AddNotes(retro, writer, notes):
            work.add_notes(retro, writer, notes)
        case EndWriting(retro, wrote):
            work.end_writing(retro, wrote)
        case DropNotes(retro):
            work.drop_notes(retro)
        case ReopenWriting(retro):
            work.reopen_writing(retro)
        case GroupNotes(retro, themes, of_notes):
            work.set_themes(retro, themes, dict(of_notes))
        case Vote(retro, person, dots):
            work.vote(retro, person, dict(dots))
        case CountVotes(retro):
            work.count_votes(retro)
        case AgreeChanges(retro, changes):
            work.set_changes(retro, changes)
        case SayChange(news):
            work.say_change(news)
        case _:
            assert_never(write)
