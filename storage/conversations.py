"""Where the users and channels of a workspace are written to, as the platform has told it.

These rows belong to a platform's workspace, as `WorkspaceRow` does, and to no organisation.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from dialogs.chats import Conversation, Scope
from storage.prepared import Wire
from storage.tables import ConversationRow, WorkspaceRow, table
from storage.translation import AnyRow

_conversations: Final = table(ConversationRow).c
_workspaces: Final = table(WorkspaceRow).c

_TOLD: Final = ("conversation", "service", "user", "bot", "team", "title")
"""What stays as it was known where it is not told anew."""
_COLUMNS: Final = (
    _conversations.name,
    _conversations.scope,
    *(_conversations[name] for name in _TOLD),
    _conversations.gone_at,
)
_HERE: Final = (
    _conversations.door == bindparam("of_door"),
    _conversations.workspace == bindparam("of_workspace"),
)
_ONE: Final = select(*_COLUMNS).where(*_HERE, _conversations.name == bindparam("of_name"))
_ALL: Final = select(*_COLUMNS).where(*_HERE).order_by(_conversations.name)
_FORGET: Final = delete(table(ConversationRow)).where(*_HERE)
_INSTALLED: Final = (
    select(_workspaces.workspace)
    .where(
        _workspaces.door == bindparam("of_door"),
        _workspaces.workspace == bindparam("of_workspace"),
        _workspaces.gone_at.is_(None),
    )
    .with_for_update(read=True)
)
"""Held, so that nothing is written beside the one who removes Rytmi."""


def _note() -> Any:  # noqa: ANN401 - an insert of one dialect that both compile
    new = insert(table(ConversationRow))
    told = {
        name: func.coalesce(func.nullif(new.excluded[name], ""), _conversations[name])
        for name in _TOLD
    }
    return new.on_conflict_do_update(
        index_elements=[_conversations.door, _conversations.workspace, _conversations.name],
        set_={
            **told,
            **{name: new.excluded[name] for name in ("scope", "gone_at", "told_at")},
        },
        where=_conversations.told_at <= new.excluded.told_at,
    )


_NOTE: Final = _note()


def one(connection: Connection, door: str, workspace: str, name: str) -> Conversation | None:
    """Return a conversation; None where it is not known."""
    found = Wire(connection).records(_ONE, {**_at(door, workspace), "of_name": name})
    return _conversation_from(found[0]) if found else None


def all_of(connection: Connection, door: str, workspace: str) -> Sequence[Conversation]:
    """Return the conversations of a workspace, by name."""
    return [_conversation_from(row) for row in Wire(connection).records(_ALL, _at(door, workspace))]


def note(
    connection: Connection,
    door: str,
    workspace: str,
    conversations: Collection[Conversation],
    now: datetime,
) -> None:
    """Write conversations of a workspace that is installed, new or changed.

    What was told after ``now`` stays: a roster may be read for long, and somebody else has heard
    of one of its users meanwhile.
    """
    wire = Wire(connection)
    if not conversations or not wire.records(_INSTALLED, _at(door, workspace)):
        return
    # In one order everywhere, so that two who do the same wait for each other only once.
    given = {each.name: each for each in conversations}
    rows = [_row_of(door, workspace, given[name]) for name in sorted(given)]
    wire.count(_NOTE, [{**row, "told_at": now} for row in rows])


def forget(connection: Connection, door: str, workspace: str) -> None:
    """Delete the conversations of a workspace."""
    Wire(connection).count(_FORGET, [_at(door, workspace)])


def _at(door: str, workspace: str) -> dict[str, str]:
    return {"of_door": door, "of_workspace": workspace}


def _row_of(door: str, workspace: str, each: Conversation) -> dict[str, str | datetime | None]:
    return {
        "door": door,
        "workspace": workspace,
        "name": each.name,
        "scope": each.scope.value,
        "conversation": each.id,
        "service": each.service,
        "user": each.user,
        "bot": each.bot,
        "team": each.team,
        "title": _storable(each.title),
        "gone_at": each.gone,
    }


def _storable(text: str) -> str:
    """Return what every database can hold of a name that anybody may have given."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _conversation_from(row: AnyRow | tuple[Any, ...]) -> Conversation:
    name, scope, identity, service, user, bot, team, title, gone = row
    return Conversation(
        name=name,
        scope=Scope(scope),
        id=identity,
        service=service,
        user=user,
        bot=bot,
        team=team,
        title=title,
        gone=gone,
    )
