"""Where a recipient is reached: at their own address, else where the organisation talks at all."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, Text, func, literal, select

from storage.part import owner
from storage.tables import AddressRow, WorkspaceRow, table

WEB: Final = "web"
"""The door of organisations that no chat was ever connected to."""

_addresses: Final = table(AddressRow).c
_workspaces: Final = table(WorkspaceRow).c


def reached_at(recipient: ColumnElement[str]) -> dict[str, ColumnElement[str]]:
    """Return the columns of the outbox that say where to, for a recipient as they are written.

    Whoever has no address is not reached in a chat: the message goes to the organisation's newest
    workspace, one that is gone if there is no other, with an address that is empty, so that the
    ledger says why it does not arrive.
    """
    return {
        "door": func.coalesce(_own(_addresses.door, recipient), _usual(_workspaces.door), WEB),
        "workspace": func.coalesce(
            _own(_addresses.workspace, recipient), _usual(_workspaces.workspace), ""
        ),
        "address": func.coalesce(
            _own(_addresses.address, recipient), _usual(literal("", Text())), recipient
        ),
    }


def _own(column: ColumnElement[str], recipient: ColumnElement[str]) -> Any:  # noqa: ANN401 - a subquery in a column's place
    return (
        select(column)
        .where(_addresses.organisation_id == owner(), _addresses.recipient == recipient)
        .correlate_except(table(AddressRow))
        .scalar_subquery()
    )


def _usual(column: ColumnElement[str]) -> Any:  # noqa: ANN401 - the same
    # Looked into only where there is no address: both databases stop at the first that is there.
    return (
        select(column)
        .select_from(table(WorkspaceRow))
        .where(_workspaces.organisation == owner())
        .order_by(
            _workspaces.gone_at.is_not(None),
            _workspaces.installed_at.desc(),
            _workspaces.door,
            _workspaces.workspace,
        )
        .limit(1)
        .scalar_subquery()
    )
