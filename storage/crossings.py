"""The statements that look across organisations; every other statement names the one it is for.

- ``LANES``, ``BACKLOG``, ``CLAIM``: the postman sends what is due for all; each row it gets says
  whose it is.
- ``UNTOLD``: which messages failed without anybody knowing; each is then looked into by name.
- ``ORGANISATIONS``, ``REVISIONS``: the clock and the doors must know which organisations there are.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    update,
)

from storage.columns import Utc
from storage.mail import POST, outbox
from storage.tables import LaneRow, OutboxRow, table
from storage.translation import ORGANISATION, organisations

_this: Final = table(OutboxRow).alias("this")
_other: Final = table(OutboxRow).alias("other")
_sent: Final = table(OutboxRow).alias("sent")
_next: Final = table(OutboxRow).alias("next")
_lanes: Final = table(LaneRow).c
_NOW: Final = bindparam("now", type_=Utc())

# --- which lanes have something to send ---------------------------------------------------------


def _live_lanes() -> Any:  # noqa: ANN401 - a recursive table expression
    """Hop through the index from lane to lane, so that the rows behind each first cost nothing."""
    order = (_next.c.door, _next.c.workspace, _next.c.due_at, _next.c.id)
    found = select(_next.c.id).where(_next.c.done_at.is_(None)).order_by(*order).limit(1)
    shown = select(_this.c.id, _this.c.door, _this.c.workspace, _this.c.due_at)
    hop = shown.where(_this.c.id == found.scalar_subquery()).cte("hop", recursive=True)
    # One after the other: for a comparison of pairs SQLite would read every row of the door.
    same_door = found.where(_next.c.door == hop.c.door, _next.c.workspace > hop.c.workspace)
    another = found.where(_next.c.door > hop.c.door)
    following = func.coalesce(
        same_door.correlate(hop).scalar_subquery(), another.correlate(hop).scalar_subquery()
    )
    return hop.union_all(shown.select_from(hop.join(_this, _this.c.id == following)))


_HOP: Final = _live_lanes()
_HELD: Final = and_(
    _lanes.door == _HOP.c.door, _lanes.workspace == _HOP.c.workspace, _lanes.held_until > _NOW
)
_WITH_HOLDS: Final = _HOP.outerjoin(table(LaneRow), _HELD)

LANES: Final = (
    select(_HOP.c.door, _HOP.c.workspace)
    .select_from(_WITH_HOLDS)
    .where(_HOP.c.due_at <= _NOW, _lanes.door.is_(None))
    .order_by(_HOP.c.due_at, _HOP.c.id)
    .limit(bindparam("most"))
)
BACKLOG: Final = (
    select(func.min(_HOP.c.due_at, type_=Utc()), func.count(_lanes.door))
    .select_from(_WITH_HOLDS)
    .where(_HOP.c.due_at <= _NOW)
)

# --- taking some of it --------------------------------------------------------------------------

_ANOTHER_GOES_FIRST: Final = (
    select(_other.c.id)
    .where(
        _other.c.organisation_id == _this.c.organisation_id,
        _other.c.recipient == _this.c.recipient,
        _other.c.done_at.is_(None),
        _other.c.id != _this.c.id,
        or_(
            and_(_other.c.state == "sending", _other.c.lease_until > _NOW),
            and_(_other.c.id < _this.c.id, _other.c.at <= _NOW),
        ),
    )
    .exists()
)
"""Keeps a conversation in order: one message of it at a time, the oldest first.

An older one goes first from the instant it was meant for, also while it waits for another try; one
that is meant for later (somebody said "tomorrow") lets the others pass.
"""

_LANE_IS_HELD: Final = (
    select(_lanes.door)
    .where(
        _lanes.door == bindparam("of_door"),
        _lanes.workspace == bindparam("of_workspace"),
        _lanes.held_until > _NOW,
    )
    .exists()
)

_DUE: Final = (
    select(_this.c.id)
    .where(
        _this.c.door == bindparam("of_door"),
        _this.c.workspace == bindparam("of_workspace"),
        _this.c.done_at.is_(None),
        _this.c.due_at <= _NOW,
        or_(_this.c.state == "ready", _this.c.lease_until <= _NOW),
        ~_LANE_IS_HELD,
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
        # What stands somewhere else cannot be replaced from here.
        _sent.c.door == outbox.door,
        _sent.c.workspace == outbox.workspace,
        _sent.c.address == outbox.address,
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
        outbox.workspace,
        outbox.address,
        outbox.attempts,
        outbox.replaces_reference,
        outbox.doubtful,
        outbox.due_at,
        *POST,
    )
)

# --- what became of it --------------------------------------------------------------------------

UNTOLD: Final = (
    select(outbox.organisation_id, outbox.key)
    # Written out, or the partial index would not be seen to serve.
    .where(outbox.state == literal_column("'failed'"), ~outbox.told)
    .order_by(outbox.id)
    .limit(bindparam("most"))
)

ORGANISATIONS: Final = select(*ORGANISATION).order_by(organisations.id)
REVISIONS: Final = select(organisations.id, organisations.revision)

ALL: Final = (LANES, BACKLOG, CLAIM, UNTOLD, ORGANISATIONS, REVISIONS)
