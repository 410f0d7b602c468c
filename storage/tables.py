"""Every table; rows stay inside this room and leave it as the dialogs' own dataclasses.

Each table but the first belongs to organisations row by row: its keys begin with
``organisation_id`` and its references carry it along, so that rows of two organisations may share
ids and none can point into another.
"""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    Time,
    UniqueConstraint,
    text,
)

from dialogs.okr.week import Week
from storage import retro_tables
from storage.base import KEYED, Base, table
from storage.base import column_of as _of
from storage.base import key_column as _key
from storage.base import maybe_column as _maybe
from storage.base import number_column as _number
from storage.base import owned as _owned
from storage.base import refers as _refers
from storage.base import text_column as _text
from storage.columns import IsoWeek, Utc

__all__ = ["KEYED", "Base", "metadata", "table"]

metadata = retro_tables.metadata
"""All tables, those of cycles and retros among them."""


# --- who there is -------------------------------------------------------------------------------


class OrganisationRow(Base, table=True):
    """One customer; ``revision`` grows whenever what recurs may have changed.

    ``chart`` names what the units, memberships and breaks are: each import gives it a name that
    no other has.
    """

    __tablename__ = "organisations"
    id: str = _key()
    name: str = _text()
    language: str = _text()
    zone: str = _text()
    country: str = _text()
    revision: int = _of(Integer)
    chart: str = _text(default="")


class UnitRow(Base, table=True):
    """A unit; ``position`` counts through the whole tree, each unit after the one above it.

    The columns that end in ``_here`` are what holds in the unit once the units above are asked;
    saving a structure computes them, so that no reader walks the tree.
    """

    __tablename__ = "units"
    __table_args__ = (
        _owned(),
        _refers("parent", "units"),
        Index(None, "organisation_id", "parent"),
    )
    organisation_id: str = _key()
    id: str = _key()
    name: str = _text()
    level: str = _text()
    parent: str | None = _maybe()
    answering: str = _text()
    ask: str | None = _maybe()
    ask_at: time | None = _maybe(Time)
    language: str | None = _maybe()
    zone: str | None = _maybe()
    holidays: str | None = _maybe()
    note: str = _text()
    since: datetime | None = _maybe(Utc)
    ask_here: str | None = _maybe()
    ask_at_here: time | None = _maybe(Time)
    language_here: str = _text()
    zone_here: str = _text()
    holidays_here: str = _text(default="")
    position: int = _of(Integer)
    cycles: str | None = _maybe()
    cycles_here: str | None = _maybe()
    retro: int | None = _maybe(Integer)
    retro_here: int | None = _maybe(Integer)


class PersonRow(Base, table=True):
    """A person.

    The last three columns are what their chat says of them, and no import touches them:
    ``chat_language`` and ``chat_zone`` hold where ``language`` and ``zone`` are null, and from
    ``gone_since`` on none of their accounts is switched on.
    """

    __tablename__ = "people"
    __table_args__ = (_owned(),)
    organisation_id: str = _key()
    id: str = _key()
    name: str = _text()
    email: str = _text()
    language: str | None = _maybe()
    zone: str | None = _maybe()
    note: str = _text()
    position: int = _of(Integer)
    chat_language: str | None = _maybe()
    chat_zone: str | None = _maybe()
    gone_since: date | None = _maybe(Date)


class MembershipRow(Base, table=True):
    """One of a person's roles in a unit."""

    __tablename__ = "memberships"
    __table_args__ = (
        _refers("person", "people"),
        _refers("unit", "units"),
        Index(None, "organisation_id", "unit"),
    )
    organisation_id: str = _key()
    person: str = _key()
    unit: str = _key()
    role: str = _key()
    position: int = _of(Integer)


class ForumRow(Base, table=True):
    """A forum.

    ``cadence`` and ``at`` are what holds; ``cadence_set`` and ``at_set`` are what is set on the
    forum itself, if anything. Saving a structure computes the former.
    """

    __tablename__ = "forums"
    __table_args__ = (_refers("unit", "units"),)
    organisation_id: str = _key()
    id: str = _key()
    unit: str = _text()
    name: str = _text()
    channel: str = _text()
    cadence: str = _text()
    at: time = _of(Time)
    cadence_set: str | None = _maybe()
    at_set: time | None = _maybe(Time)
    language: str | None = _maybe()
    note: str = _text()
    position: int = _of(Integer)
    since: datetime | None = _maybe(Utc)


class MeetingRow(Base, table=True):
    """One meeting in a forum's own calendar."""

    __tablename__ = "meetings"
    __table_args__ = (_refers("forum", "forums"), KEYED)
    organisation_id: str = _key()
    forum: str = _key()
    day: date = _key(Date)


class BreakRow(Base, table=True):
    """Days on which a unit and all below it are left alone; without a unit, everybody is."""

    __tablename__ = "breaks"
    __table_args__ = (_owned(), _refers("unit", "units"))
    organisation_id: str = _key()
    id: str = _key()
    first: date = _of(Date)
    last: date = _of(Date)
    unit: str | None = _maybe()
    note: str = _text()
    position: int = _of(Integer)


class AbsenceRow(Base, table=True):
    """A person is away; ``last`` is null until they are back. No reason is kept, ever."""

    __tablename__ = "absences"
    __table_args__ = (
        _refers("person", "people"),
        _refers("deputy", "people"),
        Index(None, "organisation_id", "deputy"),
    )
    organisation_id: str = _key()
    person: str = _key()
    first: date = _key(Date)
    last: date | None = _maybe(Date)
    deputy: str | None = _maybe()
    by: str = _text()
    at: datetime = _of(Utc)


class PreferenceRow(Base, table=True):
    """What a person has set for themselves; without a row, everything is as usual."""

    __tablename__ = "preferences"
    __table_args__ = (_refers("person", "people"), KEYED)
    organisation_id: str = _key()
    person: str = _key()
    reminders: bool = _of(Boolean)


# --- where they talk ----------------------------------------------------------------------------


class WorkspaceRow(Base, table=True):
    """Rytmi is installed in a workspace of a chat; it belongs to a platform, and speaks for one.

    ``organisation`` is null until an operator has connected the two. ``sealed`` are credentials
    that only the door can open, and ``parts`` a JSON array.
    """

    __tablename__ = "workspaces"
    __table_args__ = (
        ForeignKeyConstraint(["organisation"], ["organisations.id"]),
        Index(None, "organisation"),
    )
    door: str = _key()
    workspace: str = _key()
    organisation: str | None = _maybe()
    name: str = _text()
    sealed: str = _text()
    expires_at: datetime | None = _maybe(Utc)
    version: int = _of(Integer)
    leased_by: str | None = _maybe()
    leased_until: datetime | None = _maybe(Utc)
    parts: str = _text()
    installed_at: datetime = _of(Utc)
    gone_at: datetime | None = _maybe(Utc)


class AccountRow(Base, table=True):
    """A user of a chat; ``person`` is null where nobody of the organisation is known behind it."""

    __tablename__ = "accounts"
    __table_args__ = (
        _owned(),
        _refers("person", "people"),
        Index(None, "organisation_id", "person"),
        KEYED,
    )
    organisation_id: str = _key()
    door: str = _key()
    workspace: str = _key()
    account: str = _key()
    person: str | None = _maybe()
    name: str = _text()
    email: str = _text()
    language: str | None = _maybe()
    zone: str | None = _maybe()
    active: bool = _of(Boolean)
    paired: bool = _of(Boolean)


class ConversationRow(Base, table=True):
    """Where a user or a channel of a workspace is written to; it belongs to the platform.

    Those of a workspace are deleted when it is gone. Texts that are not known are empty.
    """

    __tablename__ = "conversations"
    __table_args__ = (
        ForeignKeyConstraint(["door", "workspace"], ["workspaces.door", "workspaces.workspace"]),
        KEYED,
    )
    door: str = _key()
    workspace: str = _key()
    name: str = _key()
    scope: str = _text()
    conversation: str = _text()
    service: str = _text()
    user: str = _text()
    bot: str = _text()
    team: str = _text()
    title: str = _text()
    gone_at: datetime | None = _maybe(Utc)
    told_at: datetime = _of(Utc)


# --- what they want -----------------------------------------------------------------------------


class CycleRow(Base, table=True):
    """A cycle; both days belong to it."""

    __tablename__ = "cycles"
    __table_args__ = (_owned(),)
    organisation_id: str = _key()
    id: str = _key()
    name: str = _text()
    start: date = _of(Date)
    end: date = _of(Date)
    position: int = _of(Integer)


class ObjectiveRow(Base, table=True):
    """An objective; ``place`` is its row in the sheet, ``position`` counts in unit and cycle.

    ``continues`` names one of an earlier cycle. An import sees to it that it is there: SQLite would
    have to write the whole table anew to know of it.
    """

    __tablename__ = "objectives"
    __table_args__ = (
        _refers("unit", "units"),
        _refers("cycle", "cycles"),
        Index(None, "organisation_id", "unit"),
    )
    organisation_id: str = _key()
    id: str = _key()
    unit: str = _text()
    cycle: str = _text()
    title: str = _text()
    note: str = _text()
    position: int = _of(Integer)
    place: int = _of(Integer)
    continues: str | None = _maybe()


class KeyResultRow(Base, table=True):
    """A key result with its measure spread over columns; unused ones are null.

    ``continues`` is as an objective's.
    """

    __tablename__ = "key_results"
    __table_args__ = (
        _refers("objective", "objectives"),
        _refers("owner", "people"),
        _refers("supports", "key_results"),
        Index(None, "organisation_id", "objective"),
        Index(None, "organisation_id", "owner"),
        Index(None, "organisation_id", "supports"),
    )
    organisation_id: str = _key()
    id: str = _key()
    objective: str = _text()
    title: str = _text()
    measure: str = _text()
    start: float | None = _maybe(Double)
    target: float | None = _maybe(Double)
    low: float | None = _maybe(Double)
    high: float | None = _maybe(Double)
    steps: int | None = _maybe(Integer)
    scale: str = _text()
    owner: str | None = _maybe()
    supports: str | None = _maybe()
    note: str = _text()
    position: int = _of(Integer)
    place: int = _of(Integer)
    continues: str | None = _maybe()


class TaskRow(Base, table=True):
    """A task."""

    __tablename__ = "tasks"
    __table_args__ = (
        _owned(),
        _refers("unit", "units"),
        _refers("person", "people"),
        _refers("key_result", "key_results"),
        Index(None, "organisation_id", "unit"),
    )
    organisation_id: str = _key()
    id: str = _key()
    title: str = _text()
    unit: str | None = _maybe()
    person: str | None = _maybe()
    key_result: str | None = _maybe()
    due: date | None = _maybe(Date)
    done: bool = _of(Boolean)
    note: str = _text()
    position: int = _of(Integer)


# --- what they answer ---------------------------------------------------------------------------


class CheckInRow(Base, table=True):
    """One answer of one person; never changed. ``number`` keeps the order in which they came."""

    __tablename__ = "check_ins"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        _refers("key_result", "key_results"),
        _refers("person", "people"),
        _refers("help_from", "units"),
        _refers("corrects", "check_ins"),
        CheckConstraint("confidence BETWEEN 1 AND 10", name="confidence"),
        Index(None, "organisation_id", "key_result", "week"),
        Index(None, "organisation_id", "person", "at"),
    )
    number: int | None = _number()
    organisation_id: str = _text()
    id: str = _text()
    key_result: str = _text()
    week: Week = _of(IsoWeek)
    person: str = _text()
    at: datetime = _of(Utc)
    value: float | None = _maybe(Double)
    confidence: int = _of(Integer)
    unchanged: bool = _of(Boolean)
    comment: str = _text()
    blocker: str = _text()
    help_from: str | None = _maybe()
    corrects: str | None = _maybe()


class WeekRow(Base, table=True):
    """What a team says about a key result in a week: all its members' answers folded in."""

    __tablename__ = "weeks"
    __table_args__ = (_refers("key_result", "key_results"), KEYED)
    organisation_id: str = _key()
    key_result: str = _key()
    week: Week = _key(IsoWeek)
    value: float | None = _maybe(Double)
    median: float = _of(Double)
    low: int = _of(Integer)
    high: int = _of(Integer)
    answers: int = _of(Integer)
    progress: float | None = _maybe(Double)


class StandingRow(Base, table=True):
    """Where a key result stands now."""

    __tablename__ = "standings"
    __table_args__ = (_refers("key_result", "key_results"), KEYED)
    organisation_id: str = _key()
    key_result: str = _key()
    week: Week | None = _maybe(IsoWeek)
    value: float | None = _maybe(Double)
    progress: float | None = _maybe(Double)
    confidence: float | None = _maybe(Double)
    low: int | None = _maybe(Integer)
    high: int | None = _maybe(Integer)
    answers: int = _of(Integer)
    unanswered: int = _of(Integer)
    asked: Week | None = _maybe(IsoWeek)
    contradictions: str = _text()
    blocker: str = _text()
    help_from: str = _text()


class ObligationRow(Base, table=True):
    """A key result is asked about in a week; settled when the first answer comes.

    ``answered_in`` is the week of the answer that settled it, which may be a later one. From
    ``due_at`` on an answer is late, and from ``closes_at`` on the obligation is missed.
    """

    __tablename__ = "obligations"
    __table_args__ = (
        _refers("key_result", "key_results"),
        _refers("unit", "units"),
        Index(None, "organisation_id", "week", "unit", "answered_at"),
        KEYED,
    )
    organisation_id: str = _key()
    key_result: str = _key()
    week: Week = _key(IsoWeek)
    unit: str = _text()
    answered_at: datetime | None = _maybe(Utc)
    answered_in: Week | None = _maybe(IsoWeek)
    due_at: datetime | None = _maybe(Utc)
    closes_at: datetime | None = _maybe(Utc)


# --- what has been said -------------------------------------------------------------------------


class DigestRow(Base, table=True):
    """The figures of a forum's digest, one row a period."""

    __tablename__ = "digests"
    __table_args__ = (_refers("forum", "forums"),)
    organisation_id: str = _key()
    forum: str = _key()
    period: str = _key()
    at: datetime = _of(Utc)
    figures: str = _text()


class AddressRow(Base, table=True):
    """How a recipient is reached; without a row, as `storage.messages` says."""

    __tablename__ = "addresses"
    __table_args__ = (_owned(),)
    organisation_id: str = _key()
    recipient: str = _key()
    door: str = _text()
    workspace: str = _text(default="")
    address: str = _text()


class OutboxRow(Base, table=True):
    """A message and its fate; ``done_at`` is null as long as it may still be sent.

    ``root`` is the key of the message that opened its chain of replacements, itself if none.
    ``cause`` says why a failed one will never arrive; ``told`` whether somebody has been told.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        _owned(),
        UniqueConstraint("organisation_id", "key"),
        CheckConstraint(
            "state IN ('ready', 'sending', 'sent', 'failed', 'uncertain', 'superseded')",
            name="state",
        ),
        Index(
            "ix_outbox_live_lane",
            "door",
            "workspace",
            "due_at",
            "id",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
        Index(
            "ix_outbox_untold",
            "id",
            sqlite_where=text("state = 'failed' AND told = 0"),
            postgresql_where=text("state = 'failed' AND NOT told"),
        ),
        Index(
            "ix_outbox_failed",
            "organisation_id",
            "recipient",
            sqlite_where=text("state = 'failed'"),
            postgresql_where=text("state = 'failed'"),
        ),
        Index(
            "ix_outbox_live_conversation",
            "organisation_id",
            "recipient",
            "id",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
        Index("ix_outbox_root", "organisation_id", "root"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = _number()
    organisation_id: str = _text()
    key: str = _text()
    root: str = _text()
    replaces: str | None = _maybe()
    kind: str = _text()
    recipient: str = _text()
    door: str = _text()
    workspace: str = _text(default="")
    address: str = _text()
    reader: str = _text()
    view: str = _text()
    at: datetime = _of(Utc)
    due_at: datetime = _of(Utc)
    state: str = _text()
    attempts: int = _of(Integer)
    owner: str | None = _maybe()
    lease_until: datetime | None = _maybe(Utc)
    reason: str = _text()
    cause: str | None = _maybe()
    told: bool = _of(Boolean)
    reference: str | None = _maybe()
    replaces_reference: str | None = _maybe()
    doubtful: bool = _of(Boolean)
    done_at: datetime | None = _maybe(Utc)


class DeliveryRow(Base, table=True):
    """A message arrived, or took another's place; ``id`` is its place in all conversations."""

    __tablename__ = "deliveries"
    __table_args__ = (
        _refers("key", "outbox", "key"),
        Index(None, "organisation_id", "recipient", "id"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = _number()
    organisation_id: str = _text()
    recipient: str = _text()
    root: str = _text()
    key: str = _text()
    at: datetime = _of(Utc)


class LedgerRow(Base, table=True):
    """A message that was planned; its fate is this row's own, or else follows from the outbox.

    ``fate`` is null for what was put into the outbox.
    """

    __tablename__ = "ledger"
    __table_args__ = (
        _refers("unit", "units"),
        Index(None, "organisation_id", "at"),
        Index(None, "organisation_id", "unit", "at"),
    )
    organisation_id: str = _key()
    key: str = _key()
    kind: str = _text()
    recipient: str | None = _maybe()
    unit: str = _text()
    period: str = _text()
    at: datetime = _of(Utc)
    zone: str = _text()
    moved_from: date | None = _maybe(Date)
    due_at: datetime | None = _maybe(Utc)
    closes_at: datetime | None = _maybe(Utc)
    answered_at: datetime | None = _maybe(Utc)
    fate: str | None = _maybe()
    reason: str | None = _maybe()


class LaneRow(Base, table=True):
    """What a workspace's allowance has come to; it belongs to a platform and no organisation.

    ``spent_until`` is the instant by which what was taken so far has been earned again (the
    theoretical arrival time of the generic cell rate algorithm, ITU-T I.371).
    """

    __tablename__ = "lanes"
    door: str = _key()
    workspace: str = _key()
    spent_until: datetime | None = _maybe(Utc)
    held_until: datetime | None = _maybe(Utc)
    reason: str = _text()


class PulseRow(Base, table=True):
    """When the clock of any replica was last alive; one row."""

    __tablename__ = "pulses"
    name: str = _key()
    at: datetime = _of(Utc)


# --- what keeps promises ------------------------------------------------------------------------


class ClaimRow(Base, table=True):
    """A delivery that was taken, and the reply it got."""

    __tablename__ = "claims"
    __table_args__ = (_owned(),)
    organisation_id: str = _key()
    delivery: str = _key()
    reply: str | None = _maybe()
    created_at: datetime = _of(Utc)


class MomentRow(Base, table=True):
    """A moment of the clock that somebody has taken on."""

    __tablename__ = "moments"
    __table_args__ = (_owned(),)
    organisation_id: str = _key()
    key: str = _key()
    kind: str = _text()
    subject: str = _text()
    period: str = _text()
    planned: datetime = _of(Utc)
    claimed_at: datetime = _of(Utc)
    dropped: str | None = _maybe()


class SessionRow(Base, table=True):
    """A person in one step of one conversation."""

    __tablename__ = "sessions"
    __table_args__ = (_refers("person", "people"),)
    organisation_id: str = _key()
    id: str = _key()
    person: str = _text()
    flow: str = _text()
    step: str = _text()
    args: str = _text()
    version: int = _of(Integer)
    expires: datetime = _of(Utc)
    done: bool = _of(Boolean)
    given: str = _text(default="[]")
