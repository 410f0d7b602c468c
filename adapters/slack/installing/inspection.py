"""What Slack says of our credentials when it is asked, for those who look after them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.errors import SlackDoorError
from adapters.slack.installing.workspaces import Workspaces
from adapters.slack.scopes import SCOPES
from adapters.slack.sentences import Explained, explained

SCOPES_HEADER: Final = "x-oauth-scopes"


@dataclass(frozen=True, slots=True)
class Said:
    """What Slack says of a token."""

    wrong: Explained | None = None
    name: str = ""
    """Of the workspace."""
    missing: tuple[str, ...] = ()
    """Scopes that Rytmi needs and the token does not have."""


async def of_token(workspaces: Workspaces, token: str) -> Said:
    """Ask Slack whose a token is and what it may do."""
    try:
        return _read(await workspaces.wire.client(token).auth_test())
    except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError) as error:
        return Said(explained(error) or Explained(type(error).__name__, ""))


async def of_workspace(workspaces: Workspaces, workspace: str) -> Said:
    """Ask Slack what the token of a workspace may do; nothing is removed, whatever it says."""
    try:
        client = await workspaces.client(workspace)
        return _read(await client.auth_test())
    except (
        SlackApiError,
        SlackDoorError,
        aiohttp.ClientError,
        TimeoutError,
        OSError,
    ) as error:
        return Said(explained(error) or Explained(type(error).__name__, ""))


async def of_socket(workspaces: Workspaces) -> Explained | None:
    """Ask Slack for a socket, as Socket Mode does; None: it gives one."""
    client = workspaces.wire.client(workspaces.credentials.app_token)
    try:
        await client.apps_connections_open(app_token=workspaces.credentials.app_token)
    except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError) as error:
        return explained(error)
    return None


def _read(answer: AsyncSlackResponse) -> Said:
    given = next(
        (value for name, value in answer.headers.items() if name.lower() == SCOPES_HEADER), None
    )
    has = None if given is None else {each.strip() for each in str(given).split(",")}
    missing = () if has is None else tuple(each for each in SCOPES if each not in has)
    return Said(name=str(answer.get("team") or ""), missing=missing)
