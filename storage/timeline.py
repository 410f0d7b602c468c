"""What has been delivered, folded so that a replaced message shows its newest view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import and_, bindparam, func, select

from dialogs.okr.model import OrganisationId
from dialogs.ports import Message
from dialogs.posts import PostKey, Recipient
from storage.mail import POST, outbox, post_from, write_recipient
from storage.part import Part, owner
from storage.runner import Runner
from storage.tables import DeliveryRow, table

_deliveries: Final = table(DeliveryRow).c
_all: Final = table(DeliveryRow).alias("all_of_it")
_first: Final = table(DeliveryRow).alias("first")
_newest: Final = table(DeliveryRow).alias("newest")

_TOUCHED: Final = (
    select(_deliveries.root)
    .where(
        _deliveries.organisation_id == owner(),
        _deliveries.recipient == bindparam("to"),
        _deliveries.id > bindparam("above"),
    )
    .group_by(_deliveries.root)
    .order_by(func.max(_deliveries.id).desc())
    .limit(bindparam("most"))
    .cte("touched")
)
_FOLDED: Final = (
    select(
        _all.c.root,
        func.min(_all.c.id).label("opened"),
        func.max(_all.c.id).label("place"),
    )
    .where(
        _all.c.organisation_id == owner(),
        _all.c.recipient == bindparam("to"),
        _all.c.root.in_(select(_TOUCHED.c.root)),
    )
    .group_by(_all.c.root)
    .cte("folded")
)
_CONVERSATION: Final = (
    select(_FOLDED.c.root, _FOLDED.c.opened, _FOLDED.c.place, _first.c.at, *POST)
    .join_from(_FOLDED, _first, _first.c.id == _FOLDED.c.opened)
    .join(_newest, _newest.c.id == _FOLDED.c.place)
    .join(
        outbox.id.table,
        and_(outbox.organisation_id == _newest.c.organisation_id, outbox.key == _newest.c.key),
    )
    .where(outbox.organisation_id == owner())
    .order_by(_FOLDED.c.opened)
)
_LATEST: Final = (
    select(_deliveries.recipient, func.max(_deliveries.id))
    .where(_deliveries.organisation_id == owner())
    .group_by(_deliveries.recipient)
)
_HEAD: Final = 4


class Conversations:
    """Reads conversations back; a message keeps the place in the row where it first stood."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    async def conversation(
        self, organisation: OrganisationId, recipient: Recipient, *, above: int, most: int
    ) -> Sequence[Message]:
        to = write_recipient(recipient)
        return await self._runner.read(
            lambda connection: _Deliveries(connection, organisation).messages(to, above, most)
        )

    async def latest(self, organisation: OrganisationId) -> Mapping[str, int]:
        return await self._runner.read(
            lambda connection: _Deliveries(connection, organisation).latest()
        )


class _Deliveries(Part):
    """One organisation's deliveries in one transaction."""

    def messages(self, to: str, above: int, most: int) -> Sequence[Message]:
        found = []
        for row in self._all(_CONVERSATION, to=to, above=above, most=most):
            root, opened, place, at = row[:_HEAD]
            message = Message(
                key=PostKey(root),
                place=place,
                at=at,
                replaced=place != opened,
                post=post_from(row[_HEAD:]),
            )
            found.append(message)
        return found

    def latest(self) -> Mapping[str, int]:
        return {recipient: place for recipient, place in self._all(_LATEST)}  # noqa: C416 - rows are not pairs to the type checker
