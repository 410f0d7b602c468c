"""Microsoft's error codes: a table of what each one means for a message.

Source: the status codes in Microsoft's page on conversations with bots, and the error object of the
Bot Connector. A code that is not here is a refusal in Microsoft's words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from adapters.teams.errors import ConnectorError
from dialogs.ports import Fate, Held, Later, Refused, Unknown
from dialogs.posts import Cause

_WORD: Final = re.compile(r"[A-Za-z0-9_.-]{1,80}", re.ASCII)
"""How Microsoft's codes look; what looks otherwise is not repeated in a log."""

NOT_IN_ROSTER: Final = "BotNotInConversationRoster"
BLOCKED: Final = "ConversationBlockedByUser"
WRITES_BLOCKED: Final = "MessageWritesBlocked"
DISABLED: Final = "BotDisabledByAdmin"
NO_CONVERSATION: Final = "ConversationNotFound"

NOT_INSTALLED: Final[Mapping[str, str]] = MappingProxyType(
    {
        NOT_IN_ROSTER: (
            "this person has not got the Rytmi app in Teams. A Teams administrator can give it to "
            "everybody with an app setup policy (Teams admin center, Teams apps, Setup policies), "
            "or switch on TEAMS_GRAPH and run `rytmi teams install`"
        ),
        BLOCKED: (
            "this person has blocked Rytmi in Teams. They can unblock it in their chat with Rytmi, "
            "or be asked somewhere else"
        ),
        WRITES_BLOCKED: (
            "this person has blocked Rytmi in Teams, or has removed it. They can unblock it in "
            "their chat with Rytmi"
        ),
        DISABLED: (
            "the Rytmi app is blocked in this organisation's Teams. A Teams administrator can "
            "allow it (Teams admin center, Teams apps, Manage apps)"
        ),
        "BotConversationBlocked": "this person has blocked Rytmi in Teams",
    }
)
"""Who is reached no more until they, or an administrator, do something; and what that is."""

_OPERATORS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "InvalidBotApiHost": (
            "this organisation is in another of Microsoft's clouds. Set TEAMS_CLOUD to its name"
        ),
        "NotEnoughPermissions": "the Rytmi app may not do this in Teams",
    }
)
"""What is wrong with a setting, and nobody's installation."""

UNWRITABLE: Final = frozenset({400, 413})
"""About what is sent: a plainer message may be taken."""
AWAY: Final = frozenset({502, 503, 504})
BUSY: Final = 429
CROSSED: Final = 412
"""Two that wrote into a conversation at once were in each other's way."""
BROKEN: Final = 500
_ELSEWHERE: Final = range(300, 400)
"""Redirections: nobody's at Microsoft, so that somebody stands in between."""
UNAUTHORIZED: Final = 401
FORBIDDEN: Final = 403
NOT_THERE: Final = 404


def word_of(answer: object) -> str:
    """Return Microsoft's word for an error, from the body that came with it; empty: none.

    The connector and Graph say ``{"error": {"code": …}}``. Some of Teams' own refusals have an
    ``errorCode``, and JSON in their ``message``, whose ``subCode`` says more.
    """
    if not isinstance(answer, dict):
        return ""
    error = answer.get("error")
    if isinstance(error, dict):
        return _word(error.get("code"))
    inner = answer.get("message")
    if "errorCode" in answer and isinstance(inner, str):
        try:
            told = json.loads(inner)
        except (ValueError, RecursionError):
            told = None
        if isinstance(told, dict) and _word(told.get("subCode")):
            return _word(told.get("subCode"))
    return _word(error) or _word(str(answer.get("errorCode", "")))


def said(error: ConnectorError) -> str:
    """Return what is written down of an error."""
    return f"Teams says {error.status} {error.code}".rstrip()


def fate_of(error: ConnectorError, *, personal: bool, creates: bool) -> Fate:
    """Return what becomes of a message.

    ``personal``: it was for one person; ``creates``: it would have been a new message, so that
    where nobody knows whether it arrived it must not be sent again.
    """
    reason = said(error)
    known = NOT_INSTALLED.get(error.code)
    if known is not None and error.status in {FORBIDDEN, NOT_THERE}:
        if not personal and error.code == NOT_IN_ROSTER:
            return Refused(f"{reason}: Rytmi is not a member of the team", Cause.NOT_INVITED)
        return Refused(f"{reason}: {known}", Cause.NOT_INSTALLED)
    if error.status == BUSY:
        return Later(error.retry_after, reason, Held.LANE)
    if error.status == CROSSED:
        return Later(error.retry_after, reason)
    if error.status == UNAUTHORIZED:
        # A secret that has ended, or a registration that is not finished: the operator mends it.
        return Later(error.retry_after, reason, Held.LANE)
    if error.status == FORBIDDEN:
        return _forbidden(error, reason, personal=personal)
    if error.status == NOT_THERE:
        return Refused(reason, Cause.NO_SUCH_PERSON if personal else Cause.CHANNEL_GONE)
    if error.status >= BROKEN or error.code == "unreadable":
        return Unknown(reason) if creates else Later(error.retry_after, reason)
    if error.status in _ELSEWHERE:
        return Later(error.retry_after, reason, Held.LANE)
    return Refused(reason)


def _forbidden(error: ConnectorError, reason: str, *, personal: bool) -> Refused:
    remedy = _OPERATORS.get(error.code)
    if remedy is not None:
        return Refused(f"{reason}: {remedy}")
    return Refused(reason, Cause.NOT_INSTALLED if personal else Cause.NOT_INVITED)


def _word(value: object) -> str:
    return value if isinstance(value, str) and _WORD.fullmatch(value) else ""
