"""What became of every message that should have been sent, for those who answer for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dialogs.okr.model import UnitId
from dialogs.okr.week import Week
from dialogs.posts import Cause, PostKey, PostKind, Recipient, ToPerson
from dialogs.text import Text


class LedgerFate(StrEnum):
    """The fate of a message, as of an instant."""

    PLANNED = "planned"
    """Written and on its way."""
    HELD = "held"
    """Waits for the receiver's working hours, or for the platform to take it."""
    SENT = "sent"
    """Arrived; where it asks for an answer, none has come yet."""
    ANSWERED = "answered"
    LATE = "late"
    """Answered after the week it asked about."""
    MISSED = "missed"
    """Not sent while it was of use, or not answered while an answer counted."""
    ABSENT = "absent"
    """Not sent: the receiver is away."""
    SKIPPED = "skipped"
    """Not sent by plan: nobody works, or a newer one speaks for it."""
    NOT_INSTALLED = "not_installed"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    """Sent into the dark: no answer came from the platform, and it is not repeated by guess."""
    SUPERSEDED = "superseded"
    """Not sent: something newer made it needless."""


class Reason(StrEnum):
    """Why a message was not sent; the words say it in the reader's language."""

    AWAY = "away"
    NO_WORKING_DAY = "no_working_day"
    MERGED = "merged"
    DOWNTIME = "downtime"
    ANSWERED_BEFORE = "answered_before"
    """Everything it would have asked was answered already."""
    REMINDERS_OFF = "reminders_off"
    """The person has switched reminders off."""
    ACTIVE_LATELY = "active_lately"
    """The person has answered something in the last days."""
    SNOOZED = "snoozed"
    """The person chose another hour."""
    ASKED_ALREADY = "asked_already"
    """The person has had the week's one prompt, or its one reminder, for another unit or week."""
    BACK = "back"
    """Those in whose stead the person would have been asked are back."""
    ASKED_LATELY = "asked_lately"
    """The prompt itself has only just come."""
    NEVER_ASKED = "never_asked"
    """The prompt itself never arrived."""
    NOTHING_TO_SAY = "nothing_to_say"
    """There is no key result to speak of."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A message that was planned and was never put into the outbox."""

    key: PostKey
    """The key that the message has, or would have had."""
    kind: PostKind
    recipient: Recipient | None
    """None: a whole unit's or forum's, where nobody was even looked up."""
    unit: UnitId
    period: str
    at: datetime
    """Aware, UTC: when it should have reached its receiver."""
    fate: LedgerFate
    """ABSENT, SKIPPED, MISSED or SUPERSEDED; all others follow from the outbox."""
    reason: Reason
    zone: str
    """The receiver's, else the unit's: for the hour as the receiver would have seen it."""
    moved_from: date | None = None


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One message and its fate, as the ledger shows it."""

    key: PostKey
    kind: PostKind
    recipient: Recipient | None
    name: str
    """The receiver's name as people know it: a person's, or a channel's; empty without one."""
    unit: UnitId
    unit_name: str
    period: str
    at: datetime
    """Aware, UTC: when it should have reached its receiver."""
    zone: str
    """The receiver's, else the unit's."""
    fate: LedgerFate
    moved_from: date | None = None
    """The day that the rule names, where that is a free one."""
    reason: Reason | None = None
    cause: Cause | None = None
    """Why it will never arrive, where the platform said no."""
    told: str = ""
    """The platform's own words, for operators; may be empty."""
    fated_at: datetime | None = None
    """Aware, UTC: when it got its fate; None while it has none."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One line of a rehearsal: a message that would go out, or one that would not."""

    at: datetime
    """Aware, in the receiver's own zone: when it would arrive, or would have been due."""
    kind: PostKind
    recipient: Recipient | None
    """None: a whole unit's or forum's, where nobody was even looked up."""
    name: str
    """The receiver's name as people know it; empty without one."""
    unit: UnitId
    unit_name: str
    key: PostKey
    why: Text
    """The rule it comes by, as a sentence."""
    rule: str
    """The same as it is written in a sheet; empty where no rule brings it."""
    moved_from: date | None = None
    """The day that the rule names, where that is a free one."""
    fate: LedgerFate | None = None
    """None: it would go out."""
    reason: Reason | None = None
    """Why it would not."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What a rehearsal comes to."""

    messages: int
    most: int
    """Messages of the person who gets most of them in one ISO week."""
    moved: int
    """Messages that a free day has moved."""
    left_out: int
    """Lines that would not go out."""


def totals(lines: Iterable[Foreseen]) -> Totals:
    """Sum a rehearsal up."""
    messages = moved = left_out = 0
    received: Counter[tuple[Recipient, Week]] = Counter()
    for line in lines:
        if line.fate is not None:
            left_out += 1
            continue
        messages += 1
        moved += line.moved_from is not None
        if isinstance(line.recipient, ToPerson):
            received[line.recipient, Week.of(line.at.date())] += 1
    return Totals(messages, max(received.values(), default=0), moved, left_out)
