"""What a platform still allows a lane: one instant in a row, which all replicas move together.

The generic cell rate algorithm (ITU-T I.371): the row keeps the instant by which everything taken
so far has been earned again. Each parcel moves it on by the time that one parcel costs; it may lie
as far ahead of the present as a whole burst costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from dialogs.ports import Pace
from dialogs.posts import Lane
from storage.columns import Utc
from storage.tables import LaneRow, table

_lanes: Final = table(LaneRow).c
_THIS: Final = (
    _lanes.door == bindparam("of_door"),
    _lanes.workspace == bindparam("of_workspace"),
)
_LOOK: Final = select(_lanes.spent_until, _lanes.held_until).where(*_THIS).with_for_update()
_OPEN: Final = (
    insert(table(LaneRow))
    .values(door=bindparam("of_door"), workspace=bindparam("of_workspace"), reason="")
    .on_conflict_do_nothing(index_elements=[_lanes.door, _lanes.workspace])
    .inline()
)
_SPEND: Final = (
    update(table(LaneRow)).where(*_THIS).values(spent_until=bindparam("until", type_=Utc()))
)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What may be sent now; good as long as the transaction holds the lane's row."""

    number: int
    """Parcels that may go at once."""
    again: datetime | None
    """When there is more; None: there is some now."""
    cost: timedelta
    """What each parcel costs."""
    spent_until: datetime
    """Now, or when what was taken before is earned again."""
    limit: datetime
    """How far ahead of now the lane may reach: by what a burst costs."""
    burst: timedelta


def of(connection: Connection, lane: Lane, pace: Pace, now: datetime) -> Allowance:
    """Return what a lane is allowed, and hold its row until commit."""
    named = {"of_door": lane.door, "of_workspace": lane.workspace}
    row = connection.execute(_LOOK, named).one_or_none()
    if row is None:
        connection.execute(_OPEN, named)
        row = connection.execute(_LOOK, named).one()
    cost = timedelta(seconds=1 / pace.per_second)
    burst = cost * pace.burst
    spent = now if row.spent_until is None else max(now, row.spent_until)
    number, again = max(0, (now + burst - spent) // cost), None
    if row.held_until is not None and row.held_until > now:
        number, again = 0, row.held_until
    elif number == 0:
        again = spent + cost - burst
    return Allowance(number, again, cost, spent, now + burst, burst)


def spend(connection: Connection, lane: Lane, allowance: Allowance, number: int) -> datetime | None:
    """Take so many of an allowance; return when there is more, None: there is some left."""
    if number == 0:
        return None
    spent = allowance.spent_until + allowance.cost * number
    named = {"of_door": lane.door, "of_workspace": lane.workspace, "until": spent}
    connection.execute(_SPEND, named)
    more = spent + allowance.cost
    return None if more <= allowance.limit else more - allowance.burst
