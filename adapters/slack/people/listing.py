"""Reads Slack's long lists page by page, and waits where Slack asks for it."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any, Final

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.codes import code_of, read
from adapters.slack.installing.rotation import Rest
from adapters.slack.installing.workspaces import Workspaces
from dialogs.chats import Workspace

log = logging.getLogger(__name__)

PAGE: Final = 200
"""Lines of a page, as Slack recommends."""
PAGES: Final = 5_000
"""Pages of a list at most: a cursor that goes round in a circle ends."""
PATIENCE: Final = 30
"""How often in a row a page is asked for again."""
LONGEST_REST: Final = 120.0
"""Seconds that one waits for a page; where Slack asks for more, the list is read another time, and
other workspaces do not wait for this one."""
UNNAMED_REST: Final = 30.0
"""Seconds to wait where Slack did not say how many."""

Told = Callable[[str, int], None]
"""Hears what is being read (``users`` or ``channels``), and how many there are so far."""


def untold(what: str, number: int) -> None:
    """Tell nobody."""
    del what, number


class Listing:
    """Reads lists, for whom nobody waits in an open request."""

    def __init__(self, workspaces: Workspaces, rest: Rest) -> None:
        self._workspaces = workspaces
        self._rest = rest

    async def teams(self, workspace: Workspace) -> Sequence[str | None]:
        """Return the workspaces to ask in: of an Enterprise organisation, all that let Rytmi in.

        Those of an organisation are noted too. None: there is one, and it need not be named.
        """
        if not workspace.id.startswith("E"):
            return (None,)
        try:
            teams = [
                str(team["id"])
                async for team in self.read(workspace.id, "auth.teams.list", "teams", {})
            ]
        except SlackApiError as error:
            if not workspace.parts:
                raise
            log.warning("the teams of %s cannot be listed: %s", workspace.id, code_of(error))
            return workspace.parts
        await self._workspaces.grant(workspace.id, teams)
        await self._workspaces.withdraw(workspace.id, set(workspace.parts) - set(teams))
        return teams

    async def read(
        self, workspace_id: str, method: str, what: str, asked: Mapping[str, Any]
    ) -> AsyncIterator[Mapping[str, Any]]:
        """Go through a list; raises what `Workspaces.call` raises."""
        cursor: str | None = None
        for _ in range(PAGES):
            page = await self._page(
                workspace_id, method, {**asked, "limit": PAGE, "cursor": cursor}
            )
            for line in page.get(what) or ():
                yield line
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return

    async def _page(
        self, workspace_id: str, method: str, asked: Mapping[str, Any]
    ) -> AsyncSlackResponse:
        for _ in range(PATIENCE):
            try:
                return await self._workspaces.call(workspace_id, method, asked, form=True)
            except SlackApiError as error:
                answer = read(error)
                if not answer.throttled or answer.retry_after > LONGEST_REST:
                    raise
                seconds = answer.retry_after or UNNAMED_REST
                log.info("Slack asks to wait %g s with %s", seconds, method)
                await self._rest(seconds)
        return await self._workspaces.call(workspace_id, method, asked, form=True)
