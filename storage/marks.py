"""What became of claimed parcels, written down; each mark is fenced by owner and attempt."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, assert_never

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Text,
    bindparam,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

from dialogs.ledger import LedgerFate, Reason
from dialogs.okr.model import OrganisationId
from dialogs.ports import Delivered, Later, Mark, Refused, Stale, Unknown
from dialogs.posts import Parcel
from storage.columns import Utc, among_numbers
from storage.mail import outbox
from storage.tables import DeliveryRow, LedgerRow, OutboxRow, table

_LONGEST_REASON: Final = 500
"""Characters kept of a platform's own words; some answer with whole pages."""

_Try = tuple[int, int]
"""A parcel's number, and the attempt it is on."""

_FENCE: Final = (
    outbox.id == bindparam("parcel"),
    outbox.organisation_id == bindparam("organisation"),
    outbox.owner == bindparam("postman"),
    outbox.attempts == bindparam("attempt"),
    outbox.state == "sending",
)
_MARK: Final = (
    update(table(OutboxRow))
    .where(*_FENCE)
    .values(
        state=bindparam("becomes"),
        reason=bindparam("why"),
        cause=bindparam("because"),
        due_at=func.coalesce(bindparam("due", type_=Utc()), outbox.due_at),
        done_at=bindparam("done", type_=Utc()),
        doubtful=or_(outbox.doubtful, bindparam("in_doubt", type_=Boolean())),
        lease_until=None,
    )
)
_GIVE_BACK: Final = (
    update(table(OutboxRow))
    .where(*_FENCE)
    .values(state="ready", attempts=outbox.attempts - 1, lease_until=None)
)
_POSTPONE: Final = _GIVE_BACK.values(due_at=bindparam("until", type_=Utc()))
_ledger: Final = table(LedgerRow).c
_MISS: Final = (
    update(table(LedgerRow))
    .where(_ledger.organisation_id == bindparam("organisation"), _ledger.key == bindparam("missed"))
    .values(fate=LedgerFate.MISSED.value, reason=Reason.DOWNTIME.value)
)
_RENEW: Final = (
    update(table(OutboxRow)).where(*_FENCE).values(lease_until=bindparam("until", type_=Utc()))
)


class _Reference(FunctionElement[str]):
    """What the platform calls a try, by a JSON object in one parameter; null for any other try."""

    type: TypeEngine[Any] = Text()
    inherit_cache: bool | None = True
    name = "reference"


@compiles(_Reference, "sqlite")
def _reference_on_sqlite(element: _Reference, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    names, number, attempt = (compiler.process(part, **options) for part in element.clauses)
    return f"""json_extract({names}, '$."' || {number} || ' ' || {attempt} || '"')"""


@compiles(_Reference, "postgresql")
def _reference_on_postgresql(element: _Reference, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    names, number, attempt = (compiler.process(part, **options) for part in element.clauses)
    return f"(CAST({names} AS jsonb) ->> ({number} || ' ' || {attempt}))"


_REFERENCE: Final[ColumnElement[str]] = _Reference(
    bindparam("references", type_=Text()), outbox.id, outbox.attempts
)
_IN_ORGANISATION: Final = outbox.organisation_id.concat("") == bindparam("organisation")
"""Worded so that no index serves: rows are found by number, or SQLite would read them all."""

_SENT: Final = (
    update(table(OutboxRow))
    .where(
        _IN_ORGANISATION,
        among_numbers(outbox.id, "parcels"),
        outbox.owner == bindparam("postman"),
        outbox.state == "sending",
        _REFERENCE.is_not(None),
    )
    .values(
        state="sent",
        reason="",
        done_at=bindparam("arrived", type_=Utc()),
        reference=_REFERENCE,
        lease_until=None,
    )
    .returning(outbox.id, outbox.attempts)
)
"""Marks all that arrived at once: most of what a postman has to say, in one statement."""

_DELIVERED: Final = insert(table(DeliveryRow)).from_select(
    ["organisation_id", "recipient", "root", "key", "at"],
    select(outbox.organisation_id, outbox.recipient, outbox.root, outbox.key, outbox.done_at)
    .where(
        _IN_ORGANISATION,
        among_numbers(outbox.id, "parcels"),
    )
    .order_by(outbox.id),
)


def write(connection: Connection, marks: Sequence[Mark], owner: str) -> Sequence[bool]:
    """Write marks down; False where another postman has the parcel by now."""
    kept: set[_Try] = set()
    arrived: defaultdict[tuple[OrganisationId, datetime], dict[_Try, str]] = defaultdict(dict)
    for mark in marks:
        parcel, fate = mark.parcel, mark.fate
        if isinstance(fate, Delivered):
            arrived[parcel.organisation, mark.at][_try(parcel)] = fate.reference
        elif _mark(connection, parcel, owner, _columns(fate, mark.at)):
            kept.add(_try(parcel))
            if isinstance(fate, Stale):
                missed = {"organisation": parcel.organisation, "missed": parcel.post.key}
                connection.execute(_MISS, missed)
    for (organisation, at), references in arrived.items():
        kept |= _sent(connection, organisation, at, references, owner)
    return [_try(mark.parcel) in kept for mark in marks]


def doubt(connection: Connection, parcel: Parcel, owner: str, until: datetime, reason: str) -> bool:
    """Give back what may have arrived; False where another postman has it by now."""
    fate = {**_columns(Later(0, reason), until), "in_doubt": True}
    return _mark(connection, parcel, owner, fate)


def renew(connection: Connection, parcel: Parcel, owner: str, until: datetime) -> bool:
    """Lengthen a lease; False where it is lost."""
    renewed = connection.execute(_RENEW, {**_whose(parcel, owner), "until": until})
    return renewed.rowcount == 1


def give_back(connection: Connection, parcels: Sequence[Parcel], owner: str) -> None:
    """Give back what was not begun, where it is still the owner's."""
    if parcels:
        connection.execute(_GIVE_BACK, [_whose(parcel, owner) for parcel in parcels])


def postpone(connection: Connection, parcel: Parcel, owner: str, until: datetime) -> bool:
    """Give back what must wait for its receiver's hours; False where another postman has it."""
    given = {**_whose(parcel, owner), "until": until}
    return connection.execute(_POSTPONE, given).rowcount == 1


def kept_of(reason: str) -> str:
    """Return what is kept of a platform's words: as much as every database can hold."""
    return reason.replace("\0", "")[:_LONGEST_REASON]


def _sent(
    connection: Connection,
    organisation: OrganisationId,
    at: datetime,
    references: dict[_Try, str],
    owner: str,
) -> set[_Try]:
    """Mark an organisation's parcels that arrived; return those that were still the owner's."""
    names = {f"{number} {attempt}": kept_of(name) for (number, attempt), name in references.items()}
    given = {
        "organisation": organisation,
        "postman": owner,
        "arrived": at,
        "references": json.dumps(names),
        "parcels": [number for number, _ in references],
    }
    kept = {(row.id, row.attempts) for row in connection.execute(_SENT, given)}
    if kept:
        parcels = [number for number, _ in kept]
        connection.execute(_DELIVERED, {"organisation": organisation, "parcels": parcels})
    return kept


def _mark(connection: Connection, parcel: Parcel, owner: str, columns: dict[str, Any]) -> bool:
    return connection.execute(_MARK, _whose(parcel, owner) | columns).rowcount == 1


def _try(parcel: Parcel) -> _Try:
    return parcel.id, parcel.attempt


def _whose(parcel: Parcel, owner: str) -> dict[str, Any]:
    return {
        "parcel": parcel.id,
        "organisation": parcel.organisation,
        "postman": owner,
        "attempt": parcel.attempt,
    }


def _columns(fate: Later | Refused | Unknown | Stale, at: datetime) -> dict[str, Any]:
    """Write a fate; what it has no word for stays empty."""
    columns: dict[str, Any] = {
        "why": "stale" if isinstance(fate, Stale) else kept_of(fate.reason),
        "because": None,
        "due": None,
        "done": at,
        "in_doubt": False,
    }
    match fate:
        case Later():
            return columns | {"becomes": "ready", "due": at, "done": None}
        case Refused(_, cause):
            return columns | {"becomes": "failed", "because": cause.value}
        case Unknown():
            return columns | {"becomes": "uncertain"}
        case Stale():
            return columns | {"becomes": "superseded"}
    assert_never(fate)
