"""The start with a single workspace: asks Slack whose token it is, and connects the two."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.slack.codes import passes, read
from adapters.slack.door import NAME
from adapters.slack.errors import SetUpError, UnreachedError
from adapters.slack.installing.keyring import Own
from adapters.slack.installing.rotation import Rest
from adapters.slack.installing.workspaces import Workspaces
from dialogs.chats import Workspace
from dialogs.okr.model import OrganisationId

log = logging.getLogger(__name__)

TOKEN: Final = "SLACK_BOT_TOKEN"  # noqa: S105 - the name of the setting
ORGANISATION: Final = "SLACK_ORGANISATION"

AGAIN: Final = 5.0
"""Seconds until Slack is asked again after it could not be reached; doubled each time."""
LONGEST: Final = 60.0
"""Seconds between two such tries at most."""

Organisations = Callable[[], Awaitable[tuple[OrganisationId, ...]]]

_PAGE: Final = "Copy the one that begins with xoxb- from OAuth & Permissions at api.slack.com/apps."


async def begin(
    workspaces: Workspaces, organisations: Organisations, *, rest: Rest = asyncio.sleep
) -> Coroutine[Any, Any, None] | None:
    """Settle; where Slack cannot be reached now, return what goes on trying. None: it is settled.

    An outage of Slack's is no reason not to serve a workspace that was connected before: people
    are answered as far as that can be without Slack, and messages wait. Raises as `settle` does
    for all else, and at a first start. ``rest`` waits so many seconds.
    """
    try:
        await settle(workspaces, organisations)
    except UnreachedError as error:
        if not await _orphans(workspaces, ""):
            raise
        log.warning("%s Until then messages to Slack wait.", error)
        return _settled_later(workspaces, organisations, rest)
    return None


async def _settled_later(workspaces: Workspaces, organisations: Organisations, rest: Rest) -> None:
    """Try until Slack has said whose token it is; what is wrong with a setting ends it."""
    seconds = AGAIN
    while True:
        await rest(seconds)
        seconds = min(2 * seconds, LONGEST)
        try:
            await settle(workspaces, organisations)
        except UnreachedError:
            log.info("Slack cannot be reached yet; it is asked again in %g s", seconds)
        except SetUpError as error:
            log.error("nothing can be sent to Slack: %s", error)  # noqa: TRY400 - it says it all
            return
        except Exception as error:  # noqa: BLE001 - the database may be away as well
            log.warning("SLACK_BOT_TOKEN was not settled: %s", type(error).__name__)
        else:
            log.info("Slack can be reached again")
            return


async def settle(workspaces: Workspaces, organisations: Organisations) -> Workspace | None:
    """Install and connect the workspace of SLACK_BOT_TOKEN; None where that is not set.

    It speaks for the only organisation, or for SLACK_ORGANISATION. Raises SetUpError, which names
    the setting, where the token is none of a bot, is refused, nobody says which organisation, or
    another workspace was connected by another such token; UnreachedError where Slack does not
    answer.
    """
    token = workspaces.credentials.bot_token
    if not token:
        return None
    _check(token)
    own = await _asked(workspaces, token)
    known = await workspaces.chats.workspace(NAME, own.id)
    wanted = await _wanted(workspaces, organisations, known)
    await _check_others(workspaces, own)
    workspaces.keyring.own = own
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
        said = read(error)
        if not passes(said):
            raise SetUpError(TOKEN, f"Slack refuses it ({said.code})", _PAGE) from None
        raise _silent(said.code) from None
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise UnreachedError(
            "SLACK_API_URL",
            f"Slack cannot be reached at {workspaces.wire.api_url} ({type(error).__name__})",
            "Check that this computer may reach that address, by way of HTTPS_PROXY if need be.",
        ) from None
    whole = bool(answer.get("is_enterprise_install"))
    found = str(answer.get("enterprise_id" if whole else "team_id") or "")
    if not found:
        raise _silent("no team")
    return Own(
        id=found,
        name=str(answer.get("team") or ""),
        bot_user=str(answer.get("user_id") or ""),
        bot=str(answer.get("bot_id") or ""),
        enterprise=str(answer.get("enterprise_id") or ""),
        since=workspaces.clock.now(),
    )


def _silent(code: str) -> UnreachedError:
    return UnreachedError(
        TOKEN,
        f"Slack did not say whose it is ({code})",
        "Try again in a minute; if it stays so, look at status.slack.com.",
    )


async def _orphans(workspaces: Workspaces, own: str) -> list[str]:
    """Return the connected workspaces whose token was given by SLACK_BOT_TOKEN, but for one."""
    return [
        each.id
        for each in await workspaces.chats.workspaces(NAME)
        if each.id != own and not each.sealed and each.organisation and each.gone is None
    ]


async def _check_others(workspaces: Workspaces, own: Own) -> None:
    """See to it that one token serves one database.

    Two services with two tokens would each take the other's messages, and put them off until
    they are of no use.
    """
    others = await _orphans(workspaces, own.id)
    if others:
        raise SetUpError(
            TOKEN,
            f"it is of workspace {own.id}, and people are reached in {others[0]}, whose token was "
            "another one",
            f"Put that one back; or run `rytmi slack remove {others[0]}`, if Rytmi has moved; or "
            "install by OAuth (SLACK_CLIENT_ID), if both shall be served.",
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
