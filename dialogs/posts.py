"""A message on its way: what is sent, to whom, and which earlier one it takes the place of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from dialogs.okr.model import ChannelId, OrganisationId, PersonId
from dialogs.text import Reader
from dialogs.views import View

PostKey = NewType("PostKey", str)


class PostKind(StrEnum):
    """Why a message is sent; limits, catch-up and the ledger go by it."""

    PROMPT = "prompt"
    REMINDER = "reminder"
    RECEIPT = "receipt"
    """The thanks, or the word that somebody else has answered; takes the prompt's place."""
    DIGEST = "digest"


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


@dataclass(frozen=True, slots=True)
class Parcel:
    """A post that a postman has claimed: with its address, and the try it is on."""

    id: int
    organisation: OrganisationId
    door: str
    address: str
    """The recipient as the door's platform names it."""
    post: Post
    attempt: int
    """1 at the first try; fences the marks of a postman whose lease has ended."""
    replaces_reference: str | None
    """The platform's own name of the message to replace; None: send a new one."""
    doubtful: bool = False
    """An earlier try ended without a mark (its postman died), so the parcel may have arrived.

    A courier then looks the key up on its platform, or sends again where the same key cannot
    arrive twice; where neither is possible it answers Unknown and sends nothing.
    """
