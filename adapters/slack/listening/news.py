"""What Slack tells of a workspace and its people, without anybody waiting for an answer.

Everything here may be told twice, late and in any order: what is done has the same end each time.
What could not be taken is answered with an error, and Slack tells it again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, Final

from adapters.slack.door import SlackDoor
from adapters.slack.installing.workspaces import Workspaces
from adapters.slack.listening.desk import PATIENCE, Served
from adapters.slack.listening.inbound import event_place
from adapters.slack.listening.payload import Body
from adapters.slack.people.roster import Roster
from adapters.turns import Turns

Told = Mapping[str, Any]

log = logging.getLogger(__name__)


class News:
    """Takes in what is told."""

    def __init__(
        self,
        door: SlackDoor,
        workspaces: Workspaces,
        roster: Roster,
        *,
        turns: Turns,
        patience: float = PATIENCE,
    ) -> None:
        self._door = door
        self._workspaces = workspaces
        self._roster = roster
        self._turns = turns
        self._patience = patience
        self._table: Final[Mapping[str, Callable[[str, Body, Told], Awaitable[None]]]] = (
            MappingProxyType(
                {
                    "app_uninstalled": self._uninstalled,
                    "team_access_granted": self._granted,
                    "team_access_revoked": self._withdrawn,
                    "team_join": self._person,
                    "tokens_revoked": self._revoked,
                    "user_change": self._person,
                }
            )
        )

    async def take(self, kind: str, body: Body) -> Served:
        """Do what follows from an event; most events concern nobody here."""
        do, event = self._table.get(kind), body.get("event")
        if do is None or not isinstance(event, dict):
            self._door.counters.requests["event", "ignored"] += 1
            return Served()
        workspace, _team = event_place(body)
        task = self._turns.start(self._done(kind, do(workspace, body, event)))
        finished, _ = await asyncio.wait({task}, timeout=self._patience)
        outcome = task.result() if finished else "late"
        self._door.counters.requests["event", outcome] += 1
        return Served(HTTPStatus.OK if outcome == "done" else HTTPStatus.SERVICE_UNAVAILABLE)

    async def _done(self, kind: str, work: Awaitable[None]) -> str:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - Slack tells it again
            log.warning("the event %s was put off: %s", kind, type(error).__name__)
            return "failed"
        return "done"

    async def _person(self, workspace_id: str, body: Body, event: Told) -> None:
        del body
        workspace, user = await self._workspaces.find(workspace_id), event.get("user")
        if workspace is not None and workspace.organisation is not None and isinstance(user, dict):
            await self._roster.changed(workspace, user)

    async def _uninstalled(self, workspace_id: str, body: Body, event: Told) -> None:
        del event
        await self._workspaces.gone(workspace_id, "app_uninstalled", _when(body))

    async def _revoked(self, workspace_id: str, body: Body, event: Told) -> None:
        """Let go of a workspace whose bot has lost its token; people's own tokens are not ours."""
        tokens = event.get("tokens")
        if isinstance(tokens, dict) and tokens.get("bot"):
            await self._workspaces.gone(workspace_id, "tokens_revoked", _when(body))

    async def _granted(self, workspace_id: str, body: Body, event: Told) -> None:
        del body
        await self._workspaces.grant(workspace_id, _teams(event))

    async def _withdrawn(self, workspace_id: str, body: Body, event: Told) -> None:
        del body
        await self._workspaces.withdraw(workspace_id, _teams(event))


def _when(body: Body) -> datetime | None:
    at = body.get("event_time")
    if not isinstance(at, int) or isinstance(at, bool):
        return None
    try:
        return datetime.fromtimestamp(at, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _teams(event: Told) -> list[str]:
    """Return the workspaces of an Enterprise organisation that it is about, wherever they stand."""
    inner = event.get("event")
    told = event.get("team_ids") or (inner.get("team_ids") if isinstance(inner, dict) else None)
    return [each for each in told if isinstance(each, str)] if isinstance(told, list) else []
