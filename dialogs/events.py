"""What comes in: one event for each thing a person, or the clock, can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dialogs.okr.model import OrganisationId, PersonId
from dialogs.session import Carried, SessionId
from dialogs.views import Action


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an event came from; the door vouches for organisation and person."""

    organisation: OrganisationId
    person: PersonId
    door: str
    """``web``, ``slack`` or ``teams``."""
    delivery: str
    """Unique key of the delivery, the same when the platform delivers it again."""
    waits: bool = True
    """Whether somebody waits in an open request for the reply. Where nobody does, as with a line
    written in a chat, what would be shown is sent as a message."""
    opens: bool = False
    """Whether the door can put up a form although nobody waits: as a message of its own."""
    carries: bool = False
    """Whether what a form carries comes back as it went out, whoever sends it. Where it passes
    through the hands of the person's own program, it may not."""
    workspace: str = ""
    account: str = ""
    """The platform's names of the workspace or tenant, and of the user in it: a message in answer
    goes there. Empty: where the person is reached."""


@dataclass(frozen=True, slots=True)
class Commanded:
    """A command was typed; ``text`` is what follows ``/okr``."""

    origin: Origin
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """A plain line was written to Rytmi."""

    origin: Origin
    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button was pressed."""

    origin: Origin
    action: Action


@dataclass(frozen=True, slots=True)
class Answered:
    """A form was sent; values arrive as the text that was typed or chosen."""

    origin: Origin
    session: SessionId
    version: int
    values: Mapping[str, str]
    carried: Carried | None = None
    """What the form carried, where it did."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A page of a form that is too long for one was filled in, and another is wanted.

    What it holds is checked and kept; the last page comes as `Answered`, with its own values only.
    """

    origin: Origin
    session: SessionId
    version: int
    values: Mapping[str, str]
    """The values of all of this page's fields; one that was left empty, or cleared, is empty."""
    carried: Carried | None = None
    """As with `Answered`."""


Event = Commanded | Said | Pressed | Answered | Turned


class MomentKind(StrEnum):
    """What the clock can bring."""

    ASK = "ask"
    """A unit is asked: obligations open and prompts go out."""
    REMIND = "remind"
    """Those of a unit who have not answered are reminded, once."""
    DIGEST = "digest"
    """A forum gets its roll-up."""
    RETRO = "retro"
    """Those who facilitate a unit are told that its cycle ends and a look back is due."""
    OPENING = "opening"
    """Those who facilitate a unit are told that its next cycle waits to be opened."""
    CHANGES = "changes"
    """Those who see to agreed changes are asked how they go."""


class Dropped(StrEnum):
    """Why a moment brings nothing but a line in the ledger."""

    NO_WORKING_DAY = "no_working_day"
    """Nobody works in its week, or for so long after it that the next week has come."""
    MERGED = "merged"
    """A free day moved it onto the day of a newer one, which speaks for both."""
    DOWNTIME = "downtime"
    """Rytmi did not run, and what it had to say is stale."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A planned moment that has come; its key names the period and never the instant."""

    organisation: OrganisationId
    key: str
    """Unique in the organisation, such as ``ask:tiimi-1:2026-W47``."""
    kind: MomentKind
    subject: str
    """The forum's id (digest), or the unit's (all others)."""
    period: str
    planned: datetime
    """Aware, UTC: when it should have happened; where those it concerns live in several zones,
    the first hour at which it comes to any of them."""
    day: date
    """The day on which it falls, on the wall calendars of those it concerns."""
    moved_from: date | None = None
    """The day that its rule names, where that is a free one."""
    dropped: Dropped | None = None
    """None: it happens."""
