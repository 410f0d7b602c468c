"""The outbox as the postman sees it: parcels claimed with a lease, and marks fenced by it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, insert, select, update

from dialogs.okr.model import OrganisationId
from dialogs.posts import Parcel
from storage.columns import Utc
from storage.crossings import CLAIM
from storage.mail import outbox, post_from
from storage.runner import Runner
from storage.tables import DeliveryRow, OutboxRow, table
from storage.translation import AnyRow

_HEAD: Final = 8
"""Columns of a claimed row before those of its post."""

_MARK: Final = (
    update(table(OutboxRow))
    .where(
        outbox.id == bindparam("parcel"),
        outbox.organisation_id == bindparam("organisation"),
        outbox.owner == bindparam("postman"),
        outbox.attempts == bindparam("attempt"),
        outbox.state == "sending",
    )
    .values(
        state=bindparam("becomes"),
        reason=bindparam("why"),
        due_at=bindparam("due"),
        done_at=bindparam("done"),
        reference=bindparam("named"),
        lease_until=None,
    )
)
_KEEP_DUE: Final = _MARK.values(due_at=outbox.due_at)
_DELIVERED: Final = insert(table(DeliveryRow)).from_select(
    ["organisation_id", "recipient", "root", "key", "at"],
    select(
        outbox.organisation_id,
        outbox.recipient,
        outbox.root,
        outbox.key,
        bindparam("arrived", type_=Utc()),
    ).where(outbox.organisation_id == bindparam("organisation"), outbox.id == bindparam("parcel")),
)


class PostOffice:
    """Hands out parcels; a parcel whose lease has ended goes to the next who asks."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    async def claim(
        self, owner: str, now: datetime, lease_until: datetime, most: int
    ) -> Sequence[Parcel]:
        def job(connection: Connection) -> Sequence[AnyRow]:
            parameters = {"postman": owner, "now": now, "until": lease_until, "most": most}
            return connection.execute(CLAIM, parameters).all()

        rows = await self._runner.write(job)
        return [_parcel_from(row) for row in sorted(rows, key=lambda row: (row.due_at, row.id))]

    async def mark_sent(self, parcel: Parcel, owner: str, at: datetime, reference: str) -> bool:
        fate = {"becomes": "sent", "why": "", "done": at, "named": reference}

        def job(connection: Connection) -> bool:
            if not _marked(connection, parcel, owner, fate):
                return False
            where = {"organisation": parcel.organisation, "parcel": parcel.id, "arrived": at}
            connection.execute(_DELIVERED, where)
            return True

        return await self._runner.write(job)

    async def mark_later(self, parcel: Parcel, owner: str, until: datetime, reason: str) -> bool:
        fate = {"becomes": "ready", "why": reason, "due": until, "done": None, "named": None}
        return await self._runner.write(lambda connection: _marked(connection, parcel, owner, fate))

    async def mark_failed(self, parcel: Parcel, owner: str, at: datetime, reason: str) -> bool:
        fate = {"becomes": "failed", "why": reason, "done": at, "named": None}
        return await self._runner.write(lambda connection: _marked(connection, parcel, owner, fate))

    async def mark_uncertain(self, parcel: Parcel, owner: str, at: datetime, reason: str) -> bool:
        fate = {"becomes": "uncertain", "why": reason, "done": at, "named": None}
        return await self._runner.write(lambda connection: _marked(connection, parcel, owner, fate))


def _marked(connection: Connection, parcel: Parcel, owner: str, fate: dict[str, Any]) -> bool:
    whose = {
        "parcel": parcel.id,
        "organisation": parcel.organisation,
        "postman": owner,
        "attempt": parcel.attempt,
    }
    statement = _MARK if "due" in fate else _KEEP_DUE
    return connection.execute(statement, {**whose, **fate}).rowcount == 1


def _parcel_from(row: AnyRow) -> Parcel:
    return Parcel(
        id=row.id,
        organisation=OrganisationId(row.organisation_id),
        door=row.door,
        address=row.address,
        post=post_from(row[_HEAD:]),
        attempt=row.attempts,
        replaces_reference=row.replaces_reference,
        doubtful=row.doubtful,
    )
