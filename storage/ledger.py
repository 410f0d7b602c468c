"""The ledger: every message that was planned, and the fate that it has as of an instant."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    delete,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from dialogs.ledger import LedgerEntry, LedgerFate, LedgerLine, Reason
from dialogs.okr.model import PersonId, UnitId
from dialogs.ports import Failure
from dialogs.posts import Cause, Planned, Post, PostKey, PostKind, Recipient, ToChannel, ToPerson
from storage.columns import among
from storage.mail import READY, outbox, read_recipient, write_recipient
from storage.part import OWNER, Part, owner
from storage.tables import DeliveryRow, LedgerRow, OutboxRow, table
from storage.translation import AnyRow, people, units

_ledger: Final = table(LedgerRow).c
_deliveries: Final = table(DeliveryRow).c
_earlier: Final = table(OutboxRow).alias("earlier")

_NOTE: Final = insert(table(LedgerRow)).on_conflict_do_nothing(index_elements=[OWNER, "key"])
_FORGET_NOTED: Final = delete(table(LedgerRow)).where(
    _ledger.organisation_id == owner(),
    among(_ledger.key, "keys"),
    _ledger.fate.is_not(None),
    ~select(_earlier.c.id)
    .where(_earlier.c.organisation_id == owner(), _earlier.c.key == _ledger.key)
    .exists(),
)
_SETTLE: Final = (
    update(table(LedgerRow))
    .where(
        _ledger.organisation_id == owner(),
        among(_ledger.key, "keys"),
        _ledger.answered_at.is_(None),
    )
    .values(answered_at=bindparam("when"))
)
_LEAVE_UNSENT: Final = (
    update(table(OutboxRow))
    .where(
        outbox.organisation_id == owner(),
        among(outbox.key, "keys"),
        outbox.done_at.is_(None),
        outbox.state == READY,
    )
    .values(state="superseded", done_at=bindparam("when"), reason=bindparam("why"))
)
_KEEP_UNSENT: Final = _LEAVE_UNSENT.returning(outbox.key)
_WITHDRAW: Final = (
    update(table(LedgerRow))
    .where(_ledger.organisation_id == owner(), among(_ledger.key, "keys"), _ledger.fate.is_(None))
    .values(fate=bindparam("becomes"), reason=bindparam("why"))
)

_EXCUSE: Final = (
    update(table(LedgerRow))
    .where(
        _ledger.organisation_id == owner(),
        among(_ledger.key, "keys"),
        _ledger.answered_at.is_(None),
    )
    .values(due_at=None, closes_at=None)
)


def _lines(*conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            _ledger.key,
            _ledger.kind,
            _ledger.recipient,
            _ledger.unit,
            units.name.label("unit_name"),
            _ledger.period,
            _ledger.at,
            _ledger.zone,
            _ledger.moved_from,
            _ledger.due_at,
            _ledger.closes_at,
            _ledger.answered_at,
            _ledger.fate,
            _ledger.reason,
            outbox.state,
            outbox.due_at.label("sends_at"),
            outbox.done_at,
            outbox.cause,
            outbox.reason.label("told"),
        )
        .join_from(
            _ledger.key.table,
            units.id.table,
            and_(units.organisation_id == _ledger.organisation_id, units.id == _ledger.unit),
        )
        .outerjoin(
            outbox.key.table,
            and_(outbox.organisation_id == _ledger.organisation_id, outbox.key == _ledger.key),
        )
        .where(
            _ledger.organisation_id == owner(),
            _ledger.at >= bindparam("since"),
            _ledger.at <= bindparam("until"),
            *conditions,
        )
    )


_ALL_LINES: Final = _lines()
_LINES_OF_UNITS: Final = _lines(among(_ledger.unit, "units"))
_NAMES: Final = select(people.id, people.name).where(
    people.organisation_id == owner(), among(people.id, "people")
)
_FAILED: Final[ColumnElement[str]] = literal_column("'failed'")
"""In so many words, or no partial index serves."""


def _heard(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Say that whoever must know has heard before that this receiver cannot be reached.

    A message that arrived in the meantime, under these conditions, makes it news again.
    """
    arrived = (
        select(_deliveries.id)
        .where(
            _deliveries.organisation_id == owner(),
            _deliveries.recipient == outbox.recipient,
            _deliveries.at > _earlier.c.done_at,
            *conditions,
        )
        .correlate(outbox.key.table, _earlier)
    )
    return (
        select(_earlier.c.id)
        .where(
            _earlier.c.organisation_id == owner(),
            _earlier.c.recipient == outbox.recipient,
            _earlier.c.state == _FAILED,
            func.coalesce(_earlier.c.cause, "") == func.coalesce(outbox.cause, ""),
            _earlier.c.told,
            _earlier.c.id != outbox.id,
            _earlier.c.done_at <= outbox.done_at,
            ~arrived.exists(),
        )
        .correlate(outbox.key.table)
        .exists()
    )


def _failures(*conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            outbox.key,
            outbox.kind,
            outbox.recipient,
            outbox.cause,
            outbox.done_at,
            _ledger.unit,
        )
        .join_from(
            outbox.key.table,
            _ledger.key.table,
            and_(_ledger.organisation_id == outbox.organisation_id, _ledger.key == outbox.key),
            isouter=True,
        )
        .where(outbox.organisation_id == owner(), outbox.state == _FAILED, *conditions)
        .order_by(outbox.id)
    )


_UNTOLD: Final = (
    _failures(~outbox.told).add_columns(_heard().label("known")).limit(bindparam("most"))
)
_HELD_UNTOLD: Final = _UNTOLD.with_for_update(of=outbox.key.table)
_NEWS_SINCE: Final = _failures(
    outbox.told, outbox.done_at >= bindparam("since"), ~_heard(_deliveries.at <= outbox.done_at)
)
_TELL: Final = (
    update(table(OutboxRow))
    .where(outbox.organisation_id == owner(), among(outbox.key, "keys"))
    .values(told=True)
)


_PLANNED: Final = select(
    _ledger.unit,
    _ledger.period,
    _ledger.at,
    _ledger.due_at,
    _ledger.closes_at,
    _ledger.moved_from,
).where(_ledger.organisation_id == owner(), _ledger.key == bindparam("of_key"))


def planned_row(post: Post) -> dict[str, Any] | None:
    """Write a post's line; its fate follows from the outbox. None where nobody planned it."""
    planned = post.planned
    if planned is None:
        return None
    return {
        "key": post.key,
        "kind": post.kind.value,
        "recipient": write_recipient(post.recipient),
        "unit": planned.unit,
        "period": planned.period,
        "at": planned.at,
        "zone": post.reader.zone,
        "moved_from": planned.moved_from,
        "due_at": planned.due,
        "closes_at": planned.closes,
        "answered_at": None,
        "fate": None,
        "reason": None,
    }


class Ledger(Part):
    """What should have been sent, and what became of it."""

    def planned(self, key: PostKey) -> Planned | None:
        row = self._one(_PLANNED, of_key=key)
        if row is None:
            return None
        unit, period, at, due, closes, moved_from = row
        return Planned(UnitId(unit), period, at, due, closes, moved_from)

    def settle_posts(
        self, keys: Collection[PostKey], unsent: Collection[PostKey], at: datetime
    ) -> None:
        if keys:
            self._later(self._update(_SETTLE, keys=list(keys), when=at))
        if unsent:
            self._later(self._update(_LEAVE_UNSENT, keys=list(unsent), when=at, why="answered"))

    def withdraw_posts(
        self, keys: Collection[PostKey], fate: LedgerFate, reason: Reason, at: datetime
    ) -> None:
        if not keys:
            return
        # The outbox first: what a postman has begun to send meanwhile is not ours to withdraw.
        unsent = self._keep_unsent(keys, at, reason.value)
        if unsent:
            self._run(_WITHDRAW, keys=unsent, becomes=fate.value, why=reason.value)

    def _keep_unsent(self, keys: Collection[PostKey], at: datetime, why: str) -> Sequence[PostKey]:
        """Leave unsent what nobody has begun to send of these messages, and return it."""
        rows = self._all(_KEEP_UNSENT, keys=list(keys), when=at, why=why) if keys else ()
        return [PostKey(key) for (key,) in rows]

    def excuse_posts(self, keys: Collection[PostKey]) -> None:
        if keys:
            self._run(_EXCUSE, keys=list(keys))

    def note(self, entries: Sequence[LedgerEntry]) -> None:
        self._note([_noted_row(entry) for entry in entries])

    def _note(self, rows: Sequence[dict[str, Any]]) -> None:
        self._insert(_NOTE, rows)

    def _make_way(self, rows: Sequence[dict[str, Any]]) -> None:
        """Forget what was noted of messages that are sent after all.

        A prompt that one unit missed may be another's an hour later: it is the same message.
        """
        if rows:
            self._run(_FORGET_NOTED, keys=[row["key"] for row in rows])

    def ledger(
        self, units: Collection[UnitId] | None, since: datetime, until: datetime, now: datetime
    ) -> Sequence[LedgerLine]:
        span = {"since": since, "until": until}
        if units is None:
            rows = self._all(_ALL_LINES, **span)
        else:
            rows = self._all(_LINES_OF_UNITS, units=list(units), **span)
        # Sorted here: for the order's sake SQLite would walk through the lines of all units.
        rows = sorted(rows, key=lambda row: (row.at, row.key))
        read = [None if row.recipient is None else read_recipient(row.recipient) for row in rows]
        names = self._names({to.person for to in read if isinstance(to, ToPerson)})
        return [_line(row, to, names, now) for row, to in zip(rows, read, strict=True)]

    def _names(self, people: Collection[PersonId]) -> Mapping[PersonId, str]:
        found = self._all(_NAMES, people=list(people)) if people else ()
        return {PersonId(row.id): row.name for row in found}

    def untold(self, most: int) -> Sequence[Failure]:
        # Held, so that of two replicas that hear of them at once, the second finds them told.
        rows = self._all(_HELD_UNTOLD if self._holds else _UNTOLD, most=most)
        return [_failure(row, known=bool(row.known)) for row in rows]

    def told(self, since: datetime) -> Sequence[Failure]:
        return [_failure(row, known=False) for row in self._all(_NEWS_SINCE, since=since)]

    def failures_told(self, keys: Collection[PostKey]) -> None:
        if keys:
            self._run(_TELL, keys=list(keys))


def _failure(row: AnyRow, *, known: bool) -> Failure:
    return Failure(
        key=PostKey(row.key),
        kind=PostKind(row.kind),
        recipient=read_recipient(row.recipient),
        unit=None if row.unit is None else UnitId(row.unit),
        cause=Cause.REFUSED if row.cause is None else Cause(row.cause),
        at=row.done_at,
        known=known,
    )


def _noted_row(entry: LedgerEntry) -> dict[str, Any]:
    return {
        "key": entry.key,
        "kind": entry.kind.value,
        "recipient": None if entry.recipient is None else write_recipient(entry.recipient),
        "unit": entry.unit,
        "period": entry.period,
        "at": entry.at,
        "zone": entry.zone,
        "moved_from": entry.moved_from,
        "due_at": None,
        "closes_at": None,
        "answered_at": None,
        "fate": entry.fate.value,
        "reason": entry.reason.value,
    }


def _line(
    row: AnyRow, to: Recipient | None, names: Mapping[PersonId, str], now: datetime
) -> LedgerLine:
    fate, fated_at = _fate(row, now)
    own_words = row.state == "superseded"  # ours, and not the platform's
    return LedgerLine(
        key=PostKey(row.key),
        kind=PostKind(row.kind),
        recipient=to,
        name=_name(to, names),
        unit=UnitId(row.unit),
        unit_name=row.unit_name,
        period=row.period,
        at=row.at,
        zone=row.zone,
        fate=fate,
        moved_from=row.moved_from,
        reason=None if row.reason is None else Reason(row.reason),
        cause=None if row.cause is None else Cause(row.cause),
        told="" if own_words else row.told or "",
        fated_at=fated_at,
    )


def _name(to: Recipient | None, names: Mapping[PersonId, str]) -> str:
    match to:
        case None:
            return ""
        case ToPerson(person):
            return names.get(person, person)
        case ToChannel(channel):
            return channel


_OF_STATE: Final = {
    "uncertain": LedgerFate.UNCERTAIN,
    "superseded": LedgerFate.SUPERSEDED,
    "sending": LedgerFate.PLANNED,
}


def _fate(row: AnyRow, now: datetime) -> tuple[LedgerFate, datetime | None]:
    """Return a message's fate as of an instant, and since when it has been so."""
    if row.fate is not None:
        return LedgerFate(row.fate), row.done_at if row.state == "superseded" else row.at
    if row.answered_at is not None:
        late = row.due_at is not None and row.answered_at >= row.due_at
        return LedgerFate.LATE if late else LedgerFate.ANSWERED, row.answered_at
    match row.state:
        case "sent" if row.closes_at is not None and row.closes_at <= now:
            return LedgerFate.MISSED, row.closes_at
        case "sent":
            return LedgerFate.SENT, row.done_at
        case "failed" if row.cause == Cause.NOT_INSTALLED:
            return LedgerFate.NOT_INSTALLED, row.done_at
        case "failed":
            return LedgerFate.FAILED, row.done_at
        case "ready" if row.sends_at > now:
            return LedgerFate.HELD, None
        case "ready":
            return LedgerFate.PLANNED, None
        case state:
            return _OF_STATE[state], row.done_at
