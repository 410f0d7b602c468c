"""Which workspaces there are, and who is who in them: the port `Chats` over rows.

Whatever touches an organisation's rows is done by `storage.accounts`, which names it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, case, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from dialogs.chats import Account, Conversation, Workspace
from dialogs.okr.model import ChannelId, OrganisationId, PersonId
from storage import conversations as places
from storage.accounts import Accounts
from storage.columns import Utc
from storage.runner import Runner
from storage.tables import WorkspaceRow, table
from storage.translation import AnyRow

_AT_ONCE: Final = 500
"""Accounts that one transaction saves: whoever answers meanwhile waits for a moment only."""

_workspaces: Final = table(WorkspaceRow).c
_COLUMNS: Final = (
    _workspaces.door,
    _workspaces.workspace,
    _workspaces.organisation,
    _workspaces.name,
    _workspaces.sealed,
    _workspaces.expires_at,
    _workspaces.version,
    _workspaces.parts,
    _workspaces.gone_at,
)
_BEHIND: Final = _workspaces.door == bindparam("of_door")
_THIS: Final = (_BEHIND, _workspaces.workspace == bindparam("of_workspace"))
_AS_KNOWN: Final = (
    *_THIS,
    _workspaces.version == bindparam("of_version"),
    _workspaces.gone_at.is_(None),
)
"""Fences those who refresh: what another has changed or removed meanwhile is left as it is."""

_ONE: Final = select(*_COLUMNS).where(*_THIS)
_ALL: Final = select(*_COLUMNS).where(_BEHIND).order_by(_workspaces.workspace)
_SPOKE_FOR: Final = select(_workspaces.organisation).where(*_THIS).with_for_update()


def _install() -> Any:  # noqa: ANN401 - an insert of one dialect that both compile
    new = insert(table(WorkspaceRow))
    given = {name: new.excluded[name] for name in ("name", "sealed", "expires_at", "parts")}
    still_there = _workspaces.gone_at.is_(None)
    return new.on_conflict_do_update(
        index_elements=[_workspaces.door, _workspaces.workspace],
        set_={
            **given,
            "organisation": func.coalesce(new.excluded.organisation, _workspaces.organisation),
            "version": _workspaces.version + 1,
            "leased_by": None,
            "leased_until": None,
            "installed_at": case(
                (still_there, _workspaces.installed_at), else_=new.excluded.installed_at
            ),
            "gone_at": None,
        },
    ).returning(*_COLUMNS)


_INSTALL: Final = _install()
_CONNECT: Final = (
    update(table(WorkspaceRow)).where(*_THIS).values(organisation=bindparam("speaks_for"))
)
_RESEAL: Final = (
    update(table(WorkspaceRow))
    .where(*_AS_KNOWN)
    .values(
        sealed=bindparam("credentials"),
        expires_at=bindparam("until", type_=Utc()),
        version=_workspaces.version + 1,
        leased_by=None,
        leased_until=None,
    )
)
_LEASE: Final = (
    update(table(WorkspaceRow))
    .where(
        *_AS_KNOWN,
        or_(
            _workspaces.leased_until.is_(None),
            _workspaces.leased_until <= bindparam("now", type_=Utc()),
            _workspaces.leased_by == bindparam("owner"),
        ),
    )
    .values(leased_by=bindparam("owner"), leased_until=bindparam("until", type_=Utc()))
)
_SET_PARTS: Final = update(table(WorkspaceRow)).where(*_THIS).values(parts=bindparam("given"))
_REMOVE: Final = (
    update(table(WorkspaceRow))
    .where(*_THIS, _workspaces.gone_at.is_(None))
    .values(
        sealed="",
        expires_at=None,
        version=_workspaces.version + 1,
        leased_by=None,
        leased_until=None,
        parts="[]",
        gone_at=bindparam("now", type_=Utc()),
    )
    .returning(_workspaces.organisation)
)


class Workspaces:
    """A `Chats`; each call is one transaction, but for a long roster, which is several."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    async def workspace(self, door: str, workspace: str) -> Workspace | None:
        def job(connection: Connection) -> AnyRow | None:
            return connection.execute(_ONE, _named(door, workspace)).one_or_none()

        row = await self._runner.read(job)
        return None if row is None else _workspace_from(row)

    async def workspaces(self, door: str) -> Sequence[Workspace]:
        def job(connection: Connection) -> Sequence[AnyRow]:
            return connection.execute(_ALL, {"of_door": door}).all()

        return [_workspace_from(row) for row in await self._runner.read(job)]

    async def install(self, workspace: Workspace, now: datetime) -> Workspace:
        row = {
            "door": workspace.door,
            "workspace": workspace.id,
            "organisation": workspace.organisation,
            "name": workspace.name,
            "sealed": workspace.sealed,
            "expires_at": workspace.expires,
            "version": 1,
            "parts": _written(workspace.parts),
            "installed_at": now,
        }

        def job(connection: Connection) -> AnyRow:
            before = _spoke_for(connection, workspace.door, workspace.id)
            known = connection.execute(_INSTALL, row).one()
            _part_from(connection, before, known.organisation, workspace.door, workspace.id)
            return known

        return _workspace_from(await self._runner.write(job))

    async def connect(self, door: str, workspace: str, organisation: OrganisationId) -> bool:
        def job(connection: Connection) -> bool:
            before = _spoke_for(connection, door, workspace)
            named = {**_named(door, workspace), "speaks_for": organisation}
            found = connection.execute(_CONNECT, named).rowcount == 1
            _part_from(connection, before, organisation, door, workspace)
            return found

        return await self._runner.write(job)

    async def reseal(self, workspace: Workspace, sealed: str, expires: datetime | None) -> bool:
        return await self._change(_RESEAL, **_fenced(workspace), credentials=sealed, until=expires)

    async def lease(self, workspace: Workspace, owner: str, now: datetime, until: datetime) -> bool:
        return await self._change(_LEASE, **_fenced(workspace), owner=owner, now=now, until=until)

    async def set_parts(self, door: str, workspace: str, parts: Collection[str]) -> None:
        await self._change(_SET_PARTS, **_named(door, workspace), given=_written(parts))

    async def remove(self, door: str, workspace: str, now: datetime) -> bool:
        def job(connection: Connection) -> bool:
            row = connection.execute(_REMOVE, {**_named(door, workspace), "now": now}).one_or_none()
            if row is None:
                return False
            places.forget(connection, door, workspace)
            if row.organisation is not None:
                accounts = Accounts(connection, row.organisation)
                accounts.forget(door, workspace, now)
                accounts.give_up(door, workspace, now)
            return True

        return await self._runner.write(job)

    async def account(
        self, organisation: OrganisationId, door: str, workspace: str, account: str
    ) -> Account | None:
        return await self._runner.read(
            lambda connection: Accounts(connection, organisation).one(door, workspace, account)
        )

    async def accounts(
        self, organisation: OrganisationId, door: str, workspace: str
    ) -> Sequence[Account]:
        return await self._runner.read(
            lambda connection: Accounts(connection, organisation).all(door, workspace)
        )

    async def people(
        self, organisation: OrganisationId, door: str, workspace: str
    ) -> Mapping[str, PersonId]:
        return await self._runner.read(
            lambda connection: Accounts(connection, organisation).people(door, workspace)
        )

    async def save_accounts(
        self,
        organisation: OrganisationId,
        door: str,
        workspace: str,
        accounts: Collection[Account],
        now: datetime,
        arrived: Collection[str] | None = None,
    ) -> None:
        # Those first at whom somebody is reached: whose account is another one from now on is not
        # left without any in between.
        found = {each.id: each for each in accounts}.values()
        roster = sorted(found, key=lambda each: (not each.active or each.person is None, each.id))
        for start in range(0, len(roster), _AT_ONCE):
            some = roster[start : start + _AT_ONCE]
            await self._runner.write(_saving(organisation, (door, workspace), some, now, arrived))

    async def conversation(self, door: str, workspace: str, name: str) -> Conversation | None:
        return await self._runner.read(
            lambda connection: places.one(connection, door, workspace, name)
        )

    async def conversations(self, door: str, workspace: str) -> Sequence[Conversation]:
        return await self._runner.read(
            lambda connection: places.all_of(connection, door, workspace)
        )

    async def note_conversations(
        self, door: str, workspace: str, conversations: Collection[Conversation], now: datetime
    ) -> None:
        given = sorted(conversations, key=lambda each: each.name)
        for start in range(0, len(given), _AT_ONCE):
            some = given[start : start + _AT_ONCE]
            await self._runner.write(_noting((door, workspace), some, now))

    async def channels(self, organisation: OrganisationId) -> Mapping[ChannelId, tuple[str, str]]:
        return await self._runner.read(
            lambda connection: Accounts(connection, organisation).channels()
        )

    async def set_channel(
        self,
        organisation: OrganisationId,
        channel: ChannelId,
        door: str,
        workspace: str,
        address: str,
    ) -> None:
        await self._runner.write(
            lambda connection: Accounts(connection, organisation).set_channel(
                channel, door, workspace, address
            )
        )

    async def _change(self, statement: Any, **parameters: Any) -> bool:  # noqa: ANN401 - a column's own
        def job(connection: Connection) -> bool:
            return connection.execute(statement, parameters).rowcount == 1

        return await self._runner.write(job)


def _saving(
    organisation: OrganisationId,
    place: tuple[str, str],
    accounts: Sequence[Account],
    now: datetime,
    arrived: Collection[str] | None,
) -> Callable[[Connection], None]:
    return lambda connection: Accounts(connection, organisation).save(
        *place, accounts, now, arrived
    )


def _noting(
    place: tuple[str, str], conversations: Sequence[Conversation], now: datetime
) -> Callable[[Connection], None]:
    return lambda connection: places.note(connection, *place, conversations, now)


def _named(door: str, workspace: str) -> dict[str, str]:
    return {"of_door": door, "of_workspace": workspace}


def _fenced(workspace: Workspace) -> dict[str, Any]:
    return {**_named(workspace.door, workspace.id), "of_version": workspace.version}


def _spoke_for(connection: Connection, door: str, workspace: str) -> OrganisationId | None:
    """Return for which organisation a workspace speaks, and hold it until commit."""
    found: OrganisationId | None = connection.execute(
        _SPOKE_FOR, _named(door, workspace)
    ).scalar_one_or_none()
    return found


def _part_from(
    connection: Connection,
    before: OrganisationId | None,
    now: OrganisationId | None,
    door: str,
    workspace: str,
) -> None:
    """Let an organisation that a workspace does not speak for any more have nothing there."""
    if before is not None and before != now:
        accounts = Accounts(connection, before)
        accounts.forget(door, workspace)
        accounts.move_away(door, workspace)


def _written(parts: Collection[str]) -> str:
    return json.dumps(sorted(set(parts)))


def _workspace_from(row: AnyRow) -> Workspace:
    door, identity, organisation, name, sealed, expires, version, parts, gone = row
    return Workspace(
        door=door,
        id=identity,
        organisation=None if organisation is None else OrganisationId(organisation),
        name=name,
        sealed=sealed,
        expires=expires,
        version=version,
        parts=tuple(json.loads(parts)),
        gone=gone,
    )
