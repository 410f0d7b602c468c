"""A message on its way: what is sent, to whom, and which earlier one it takes the place of."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from dialogs.okr.model import ChannelId, OrganisationId, PersonId, UnitId
from dialogs.text import Reader
from dialogs.views import View

PostKey = NewType("PostKey", str)


class PostKind(StrEnum):
    """Why a message is sent; limits, catch-up and the ledger go by it."""

    PROMPT = "prompt"
    REMINDER = "reminder"
    RECEIPT = "receipt"
    """The thanks, or the word that somebody else has answered; takes the prompt's place."""
    REPLY = "reply"
    """What would have been shown in an open request, had there been one: the answer to a line."""
    DIGEST = "digest"
    RETRO = "retro"
    OPENING = "opening"
    """A cycle waits to be opened."""
    CHANGES = "changes"
    """How do agreed changes go?"""
    NOTICE = "notice"
    """What a facilitator must know to keep the others reachable."""


@dataclass(frozen=True, slots=True)
class ToPerson:
    """A direct message."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class ToChannel:
    """A message in a forum's channel."""

    channel: ChannelId


Recipient = ToPerson | ToChannel


@dataclass(frozen=True, slots=True)
class Spot:
    """An account of a chat, from which somebody has written."""

    door: str
    workspace: str
    account: str


@dataclass(frozen=True, slots=True)
class Planned:
    """What the ledger keeps of a message that somebody has a right to expect."""

    unit: UnitId
    period: str
    """The week or the forum's period that it is about."""
    at: datetime
    """Aware, UTC: when it should reach its receiver."""
    due: datetime | None = None
    """Aware, UTC: until when an answer is in time; None: it asks for none."""
    closes: datetime | None = None
    """Aware, UTC: until when an answer is late and not missed; None with ``due``."""
    moved_from: date | None = None
    """The day that the rule names, where that is a free one."""


class Cause(StrEnum):
    """Why a message will never arrive, as far as somebody can do something about it."""

    NOT_INSTALLED = "not_installed"
    """No account of theirs is known in the chat, or Rytmi is not installed there, or no more."""
    CHANNEL_GONE = "channel_gone"
    """The channel was archived or deleted."""
    NOT_INVITED = "not_invited"
    """Rytmi is not a member of the channel."""
    NO_SUCH_PERSON = "no_such_person"
    """The chat does not know the person, or knows them no longer."""
    GIVEN_UP = "given_up"
    """The platform kept refusing until the last try."""
    REFUSED = "refused"
    """Anything else; the operator's log and ledger have the platform's own words."""


@dataclass(frozen=True, slots=True)
class Post:
    """A message as the dialogs hand it over; the same key is never sent twice."""

    key: PostKey
    kind: PostKind
    recipient: Recipient
    reader: Reader
    view: View
    at: datetime
    """Aware, UTC: not to be sent before."""
    replaces: PostKey | None = None
    """The message whose place this one takes; a new message where that one never arrived."""
    planned: Planned | None = None
    """None: an answer to somebody, which no plan and no ledger knows."""
    spot: Spot | None = None
    """Where it goes, wherever else its recipient is reached; None: where they are reached."""


@dataclass(frozen=True, slots=True)
class Lane:
    """What a platform's allowance is counted for: one workspace or tenant behind one door."""

    door: str
    workspace: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """A post that a postman has claimed: with its address, and the try it is on."""

    id: int
    organisation: OrganisationId
    door: str
    workspace: str
    """The platform's name of the workspace or tenant; empty where the platform has none."""
    address: str
    """The recipient as the door's platform names it."""
    post: Post
    attempt: int
    """1 at the first try; fences the marks of a postman whose lease has ended."""
    replaces_reference: str | None
    """The platform's own name of the message to replace; None: send a new one."""
    doubtful: bool = False
    """An earlier try ended without a mark (its postman died, or no answer came), so the parcel may
    have arrived. What the postman then does follows from the courier's `Repeat`."""
    good_until: float = math.inf
    """Until when this try may be sent, by `time.monotonic`. A process that was stopped for longer
    finds that the parcel belongs to another one."""

    def in_time(self) -> bool:
        """Tell whether it may still be sent; a courier asks as late as it possibly can."""
        return time.monotonic() < self.good_until
