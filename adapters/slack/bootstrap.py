"""The start with a single workspace: asks Slack whose token it is, and connects the two."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.slack.codes import GONE, code_of
from adapters.slack.door import NAME
from adapters.slack.errors import SetUpError
from adapters.slack.keyring import Own
from adapters.slack.workspaces import Workspaces
from dialogs.chats import Workspace
from dialogs.okr.model import OrganisationId

log = logging.getLogger(__name__)

TOKEN: Final = "SLACK_BOT_TOKEN"  # noqa: S105 - the name of the setting
ORGANISATION: Final = "SLACK_ORGANISATION"

Organisations = Callable[[], Awaitable[tuple[OrganisationId, ...]]]

_PAGE: Final = "Copy the one that begins with xoxb- from OAuth & Permissions at api.slack.com/apps."


async def settle(workspaces: Workspaces, organisations: Organisations) -> Workspace | None:
    """Install and connect the workspace of SLACK_BOT_TOKEN; None where that is not set.

    It speaks for the only organisation, or for SLACK_ORGANISATION. Raises SetUpError, which names
    the setting, where the token is none of a bot, is refused, or nobody says which organisation;
    and aiohttp's errors where Slack cannot be reached.
    """
    token = workspaces.credentials.bot_token
    if not token:
        return None
    _check(token)
    workspaces.keyring.own = own = await _asked(workspaces, token)
    known = await workspaces.chats.workspace(NAME, own.id)
    wanted = await _wanted(workspaces, organisations, known)
    # It is installed anew with each start: it may have been removed and added again meanwhile.
    parts = known.parts if known is not None else ()
    given = Workspace(NAME, own.id, name=own.name, parts=parts)
    await workspaces.chats.install(given, workspaces.clock.now())
    if known is None or known.organisation != wanted:
        await workspaces.chats.connect(NAME, own.id, wanted)
        log.info("workspace %s (%s) speaks for %s", own.id, own.name, wanted)
    workspaces.forget(own.id)
    return await workspaces.find(own.id)


def _check(token: str) -> None:
    if token.startswith("xoxe"):
        raise SetUpError(
            TOKEN,
            "this token ends after 12 hours, because token rotation is switched on for the app",
            "Install by OAuth instead (SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_TOKEN_KEYS).",
        )
    if not token.startswith("xoxb-"):
        raise SetUpError(TOKEN, "this is not the token of a bot", _PAGE)


async def _asked(workspaces: Workspaces, token: str) -> Own:
    try:
        answer = await workspaces.wire.client(token).auth_test()
    except SlackApiError as error:
        code = code_of(error)
        if code in GONE or code == "not_authed":
            raise SetUpError(TOKEN, f"Slack refuses it ({code})", _PAGE) from None
        raise SetUpError(
            TOKEN,
            f"Slack did not say whose it is ({code})",
            "Try again in a minute; if it stays so, look at status.slack.com.",
        ) from None
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise SetUpError(
            "SLACK_API_URL",
            f"Slack cannot be reached at {workspaces.wire.api_url} ({type(error).__name__})",
            "Check that this computer may reach that address, by way of HTTPS_PROXY if need be.",
        ) from None
    whole = bool(answer.get("is_enterprise_install"))
    found = str(answer.get("enterprise_id" if whole else "team_id") or "")
    return Own(
        id=found,
        name=str(answer.get("team") or ""),
        bot_user=str(answer.get("user_id") or ""),
        bot=str(answer.get("bot_id") or ""),
        enterprise=str(answer.get("enterprise_id") or ""),
    )


async def _wanted(
    workspaces: Workspaces, organisations: Organisations, known: Workspace | None
) -> OrganisationId:
    """Return the organisation that the workspace shall speak for."""
    asked, there = workspaces.credentials.organisation, await organisations()
    if not there:
        raise SetUpError(
            ORGANISATION,
            "there is no organisation yet that the Slack workspace could speak for",
            "Import one first: `rytmi import FILE`.",
        )
    listed = ", ".join(there)
    if asked is not None:
        if asked in there:
            return asked
        raise SetUpError(
            ORGANISATION, f"there is no organisation {asked!r}", f"Set it to {listed}."
        )
    if len(there) == 1:
        return there[0]
    if known is not None and known.organisation in there:
        return known.organisation
    raise SetUpError(
        ORGANISATION,
        "there are several organisations, and the Slack workspace speaks for one",
        f"Set it to one of {listed}.",
    )
