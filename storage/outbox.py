"""The outbox as the postman sees it: parcels claimed with a lease, and marks fenced by it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, case, func, or_
from sqlalchemy.dialects.postgresql import insert

from dialogs.okr.model import OrganisationId
from dialogs.ports import Backlog, Claimed, Mark, Pace
from dialogs.posts import Lane, Parcel, PostKey
from storage import allowance, marks
from storage.columns import Utc
from storage.crossings import BACKLOG, CLAIM, LANES, UNTOLD
from storage.mail import post_from
from storage.runner import Runner
from storage.tables import LaneRow, table
from storage.translation import AnyRow

_HEAD: Final = 8
"""Columns of a claimed row before the instant it was due, and those of its post."""
_lanes: Final = table(LaneRow).c


def _hold() -> Any:  # noqa: ANN401 - an insert of one dialect that both compile
    new = insert(table(LaneRow)).values(
        door=bindparam("of_door"),
        workspace=bindparam("of_workspace"),
        held_until=bindparam("until", type_=Utc()),
        reason=bindparam("why"),
    )
    longer = new.excluded.held_until > func.coalesce(_lanes.held_until, new.excluded.held_until)
    first = or_(_lanes.held_until.is_(None), longer)
    return new.on_conflict_do_update(
        index_elements=[_lanes.door, _lanes.workspace],
        set_={
            "held_until": case((first, new.excluded.held_until), else_=_lanes.held_until),
            "reason": case((first, new.excluded.reason), else_=_lanes.reason),
        },
    )


_HOLD: Final = _hold()


class PostOffice:
    """Hands out parcels; a parcel whose lease has ended goes to the next who asks."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    async def lanes(self, now: datetime, most: int) -> Sequence[Lane]:
        def job(connection: Connection) -> Sequence[AnyRow]:
            return connection.execute(LANES, {"now": now, "most": most}).all()

        return [Lane(row.door, row.workspace) for row in await self._runner.read(job)]

    async def backlog(self, now: datetime) -> Backlog:
        def job(connection: Connection) -> AnyRow:
            return connection.execute(BACKLOG, {"now": now}).one()

        oldest, held = await self._runner.read(job)
        return Backlog(oldest, held)

    async def claim(
        self,
        owner: str,
        lane: Lane,
        pace: Pace | None,
        now: datetime,
        lease_until: datetime,
        most: int,
    ) -> Claimed:
        claim = {
            "postman": owner,
            "of_door": lane.door,
            "of_workspace": lane.workspace,
            "now": now,
            "until": lease_until,
        }

        def job(connection: Connection) -> tuple[Sequence[AnyRow], datetime | None]:
            if pace is None:
                return connection.execute(CLAIM, {**claim, "most": most}).all(), None
            left = allowance.of(connection, lane, pace, now)
            if left.number == 0:
                return (), left.again
            granted = min(most, left.number)
            rows = connection.execute(CLAIM, {**claim, "most": granted}).all()
            return rows, allowance.spend(connection, lane, left, len(rows))

        rows, again = await self._runner.write(job)
        in_order = sorted(rows, key=lambda row: (row.due_at, row.id))
        return Claimed(tuple(map(_parcel_from, in_order)), again)

    async def renew(self, parcel: Parcel, owner: str, until: datetime) -> bool:
        return await self._runner.write(
            lambda connection: marks.renew(connection, parcel, owner, until)
        )

    async def mark(self, marked: Sequence[Mark], owner: str) -> Sequence[bool]:
        return await self._runner.write(lambda connection: marks.write(connection, marked, owner))

    async def retry(self, parcel: Parcel, owner: str, until: datetime, reason: str) -> bool:
        return await self._runner.write(
            lambda connection: marks.doubt(connection, parcel, owner, until, reason)
        )

    async def postpone(self, parcel: Parcel, owner: str, until: datetime) -> bool:
        return await self._runner.write(
            lambda connection: marks.postpone(connection, parcel, owner, until)
        )

    async def give_back(self, parcels: Sequence[Parcel], owner: str) -> None:
        await self._runner.write(lambda connection: marks.give_back(connection, parcels, owner))

    async def hold(self, lane: Lane, until: datetime, reason: str) -> None:
        held = {
            "of_door": lane.door,
            "of_workspace": lane.workspace,
            "until": until,
            "why": marks.kept_of(reason),
        }

        def job(connection: Connection) -> None:
            connection.execute(_HOLD, held)

        await self._runner.write(job)

    async def untold(self, most: int) -> Sequence[tuple[OrganisationId, PostKey]]:
        def job(connection: Connection) -> Sequence[AnyRow]:
            return connection.execute(UNTOLD, {"most": most}).all()

        rows = await self._runner.read(job)
        return [(OrganisationId(organisation), PostKey(key)) for organisation, key in rows]


def _parcel_from(row: AnyRow) -> Parcel:
    # By place: a name costs more than the value, and claims are the postman's daily bread.
    number, organisation, door, workspace, address, attempts, reference, doubtful = row[:_HEAD]
    return Parcel(
        id=number,
        organisation=OrganisationId(organisation),
        door=door,
        workspace=workspace,
        address=address,
        post=post_from(row[_HEAD + 1 :]),
        attempt=attempts,
        replaces_reference=reference,
        doubtful=doubtful,
    )
