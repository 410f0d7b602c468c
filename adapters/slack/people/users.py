"""A user as Slack tells of them, and what of it is an account."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo

from adapters.slack.installing.keyring import Known
from dialogs.chats import Account
from dialogs.okr.model import Language

SLACKBOT: Final = "USLACKBOT"

_LANGUAGES: Final = MappingProxyType(
    {
        "en": Language.ENGLISH,
        "fi": Language.FINNISH,
        "sv": Language.SWEDISH,
        "nb": Language.NORWEGIAN,
        "nn": Language.NORWEGIAN,
        "no": Language.NORWEGIAN,
    }
)
"""By the first part of Slack's locale, such as ``sv-SE``."""


def account_of(user: Mapping[str, Any]) -> Account | None:
    """Read a user; None for bots, which are nobody."""
    name = user.get("id")
    if not isinstance(name, str) or not name or name == SLACKBOT:
        return None
    if user.get("is_bot") or user.get("is_workflow_bot"):
        return None
    profile = user.get("profile")
    told: Mapping[str, Any] = profile if isinstance(profile, dict) else {}
    return Account(
        id=name,
        name=_text(told.get("real_name")) or _text(user.get("real_name")),
        email=_text(told.get("email")),
        language=_language(_text(user.get("locale"))),
        zone=_zone(_text(user.get("tz"))),
        active=not user.get("deleted", False),
    )


def belongs(user: Mapping[str, Any], known: Known, teams: Collection[str | None]) -> bool:
    """Tell whether a user is of this workspace, and not met in a channel shared with others.

    Whoever administers another workspace decides which address its users bear, so that none of
    them may be matched by it. ``teams`` are those of an Enterprise organisation.
    """
    if user.get("is_stranger"):
        return False
    home = {_text(user.get("team_id")), _enterprise(user)} - {""}
    ours = {known.workspace.id, known.enterprise, *teams} - {"", None}
    return not home or bool(home & ours)


def _enterprise(user: Mapping[str, Any]) -> str:
    told = user.get("enterprise_user")
    return _text(told.get("enterprise_id")) if isinstance(told, dict) else ""


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _language(locale: str) -> Language | None:
    return _LANGUAGES.get(locale.replace("_", "-").split("-", 1)[0].lower())


@lru_cache(maxsize=1024)
def _zone(name: str) -> str | None:
    """Return a zone that we know too; None: there is none, and others decide."""
    try:
        return ZoneInfo(name).key if name else None
    except (KeyError, OSError, ValueError):  # unknown names, directories, and odd ones
        return None
