"""The statements that look across organisations; every other statement names the one it is for.

- ``CLAIM``: the postman sends what is due for all; each row it gets says whose it is.
- ``ORGANISATIONS``, ``REVISIONS``: the clock and the doors must know which organisations there are.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import and_, bindparam, or_, select, update

from storage.columns import Utc
from storage.mail import POST, outbox
from storage.tables import OutboxRow, table
from storage.translation import ORGANISATION, organisations

_this: Final = table(OutboxRow).alias("this")
_other: Final = table(OutboxRow).alias("other")
_sent: Final = table(OutboxRow).alias("sent")
_NOW: Final = bindparam("now", type_=Utc())

_ANOTHER_GOES_FIRST: Final = (
    select(_other.c.id)
    .where(
        _other.c.organisation_id == _this.c.organisation_id,
        _other.c.recipient == _this.c.recipient,
        _other.c.done_at.is_(None),
        _other.c.id != _this.c.id,
        or_(
            and_(_other.c.state == "sending", _other.c.lease_until > _NOW),
            and_(_other.c.id < _this.c.id, _other.c.due_at <= _NOW),
        ),
    )
    .exists()
)
"""Keeps a conversation in order: one message of it at a time, the oldest due one first."""

_DUE: Final = (
    select(_this.c.id)
    .where(
        _this.c.done_at.is_(None),
        _this.c.due_at <= _NOW,
        or_(_this.c.state == "ready", _this.c.lease_until <= _NOW),
        ~_ANOTHER_GOES_FIRST,
    )
    .order_by(_this.c.due_at, _this.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("due")
)

_REFERENCE: Final = (
    select(_sent.c.reference)
    .where(
        outbox.replaces.is_not(None),
        _sent.c.organisation_id == outbox.organisation_id,
        _sent.c.root == outbox.root,
        _sent.c.state == "sent",
    )
    .order_by(_sent.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
"""The platform's name of the newest message of the chain that did arrive.

Written into the row, because SQLAlchemy loses the tables' names in a subquery of RETURNING when it
compiles for SQLite, and every row would match.
"""

CLAIM: Final = (
    update(table(OutboxRow))
    .where(outbox.id.in_(select(_DUE.c.id)))
    .values(
        state="sending",
        owner=bindparam("postman"),
        lease_until=bindparam("until"),
        attempts=outbox.attempts + 1,
        # A row that is claimed while it is being sent was left behind by a postman who died.
        doubtful=or_(outbox.doubtful, outbox.state == "sending"),
        replaces_reference=_REFERENCE,
    )
    .returning(
        outbox.id,
        outbox.organisation_id,
        outbox.door,
        outbox.address,
        outbox.attempts,
        outbox.replaces_reference,
        outbox.doubtful,
        outbox.due_at,
        *POST,
    )
)
ORGANISATIONS: Final = select(*ORGANISATION).order_by(organisations.id)
REVISIONS: Final = select(organisations.id, organisations.revision)

ALL: Final = (CLAIM, ORGANISATIONS, REVISIONS)
