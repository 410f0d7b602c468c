"""The start: registers the tenants that are set, and connects the first one."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Final

from adapters.teams.door import NAME
from adapters.teams.errors import SetUpError, UnreachedError
from adapters.teams.tenancy.tenants import Tenants
from dialogs.chats import Workspace
from dialogs.okr.model import OrganisationId

log = logging.getLogger(__name__)

ORGANISATION: Final = "TEAMS_ORGANISATION"

AGAIN: Final = 5.0
"""Seconds until Microsoft is asked again after it could not be reached; doubled each time."""
LONGEST: Final = 60.0
"""Seconds between two such tries at most."""

Organisations = Callable[[], Awaitable[tuple[OrganisationId, ...]]]
Check = Callable[[], Awaitable[object]]
"""Asks Microsoft for a token; raises SetUpError where it gives none."""
Rest = Callable[[float], Awaitable[None]]
"""Waits so many seconds."""


async def begin(
    tenants: Tenants, organisations: Organisations, check: Check, *, rest: Rest = asyncio.sleep
) -> Coroutine[Any, Any, None] | None:
    """Register what is set and see whether Microsoft knows the app.

    Where Microsoft cannot be reached now, what goes on trying is returned; None: all is well. An
    outage of Microsoft's is no reason not to serve people who were connected before: they are
    answered as far as that can be, and messages wait.

    Raises SetUpError where a setting is wrong, and UnreachedError at a first start without
    Microsoft. ``rest`` waits so many seconds.
    """
    served = await _was_served(tenants)
    await settle(tenants, organisations)
    try:
        await check()
    except UnreachedError as error:
        if not served:
            raise
        log.warning("%s Until then messages to Teams wait.", error)
        return _checked_later(check, rest)
    return None


async def settle(tenants: Tenants, organisations: Organisations) -> Workspace | None:
    """Register the tenants that are set, and connect MICROSOFT_APP_TENANT_ID; None: it is not set.

    It speaks for the only organisation, or for TEAMS_ORGANISATION; the others are connected by an
    operator (`rytmi teams connect`). Raises SetUpError where nobody says which organisation.
    """
    own = tenants.credentials.tenant
    for tenant in sorted(tenants.credentials.allowed):
        known = await tenants.chats.workspace(NAME, tenant)
        if known is None or known.gone is not None:
            await tenants.register(tenant)
    if not own:
        return None
    known = await tenants.chats.workspace(NAME, own)
    wanted = await wanted_for(tenants, organisations, known)
    if known is None or known.organisation != wanted:
        await tenants.chats.connect(NAME, own, wanted)
        log.info("tenant %s speaks for %s", own, wanted)
    tenants.forget(own)
    return await tenants.find(own)


async def wanted_for(
    tenants: Tenants, organisations: Organisations, known: Workspace | None
) -> OrganisationId:
    """Return the organisation that the first tenant shall speak for; raise SetUpError."""
    asked, there = tenants.credentials.organisation, await organisations()
    if not there:
        raise SetUpError(
            ORGANISATION,
            "there is no organisation yet that the Microsoft tenant could speak for",
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
        "there are several organisations, and the Microsoft tenant speaks for one",
        f"Set it to one of {listed}.",
    )


async def _was_served(tenants: Tenants) -> bool:
    found = await tenants.chats.workspaces(NAME)
    return any(each.organisation is not None and each.gone is None for each in found)


async def _checked_later(check: Check, rest: Rest) -> None:
    """Try until Microsoft gives a token; what is wrong with a setting ends it."""
    seconds = AGAIN
    while True:
        await rest(seconds)
        seconds = min(2 * seconds, LONGEST)
        try:
            await check()
        except UnreachedError:
            log.info("Microsoft cannot be reached yet; it is asked again in %g s", seconds)
        except SetUpError as error:
            log.error("nothing can be sent to Teams: %s", error)  # noqa: TRY400 - it says it all
            return
        else:
            log.info("Microsoft can be reached again")
            return
