"""A user as Microsoft tells of them, and what of it is an account."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo

from adapters.teams.names import given_name, guid
from dialogs.chats import Account
from dialogs.okr.model import Language

SELECTED: Final = "id,displayName,mail,userPrincipalName,accountEnabled,preferredLanguage,userType"
"""What is read of Graph's users."""

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
"""By the first part of a locale, such as ``sv-SE``."""
_GUEST: Final = "#ext#"
"""Stands in the sign-in name of somebody from elsewhere, which is no address."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A user, with all the addresses by which they may be one of the people."""

    account: Account
    addresses: tuple[str, ...] = ()
    """The e-mail address, then the name with which they sign in."""

    def known_as(self, wanted: Collection[str]) -> Account:
        """Return the account with that of its addresses, folded, that is wanted; else the first."""
        for address in self.addresses:
            if address.casefold() in wanted:
                return replace(self.account, email=address)
        return replace(self.account, email=next(iter(self.addresses), ""))


def from_member(told: Mapping[str, Any], tenant: str) -> Candidate | None:
    """Read a member of a conversation; None: a program, a stranger, or of another tenant.

    Whoever administers another tenant decides which address its users bear, so that none of them
    may be matched by it; of guests, only an operator says who they are.
    """
    name = guid(told.get("aadObjectId")) or guid(told.get("objectId"))
    home = text(told.get("tenantId"))
    if not name or (home and home != tenant) or told.get("userRole") in {"bot", "anonymous"}:
        return None
    account = Account(id=name, name=given_name(told.get("name")))
    if told.get("userRole") == "guest":
        return Candidate(account)
    return Candidate(account, _addresses(told.get("email"), told.get("userPrincipalName")))


def from_graph(told: Mapping[str, Any]) -> Candidate | None:
    """Read a user of Graph; None: nobody. A guest is matched by no address, as above."""
    name = guid(told.get("id"))
    if not name:
        return None
    account = Account(
        id=name,
        name=given_name(told.get("displayName")),
        language=language(told.get("preferredLanguage")),
        active=told.get("accountEnabled") is not False,
    )
    if told.get("userType") == "Guest":
        return Candidate(account)
    return Candidate(account, _addresses(told.get("mail"), told.get("userPrincipalName")))


def language(locale: object) -> Language | None:
    """Return the language of a locale; None: none that Rytmi speaks."""
    return _LANGUAGES.get(text(locale).replace("_", "-").split("-", 1)[0].lower())


@lru_cache(maxsize=1024)
def zone(name: str) -> str | None:
    """Return a zone that we know too; None: there is none, and others decide."""
    try:
        return ZoneInfo(name).key if name else None
    except (KeyError, OSError, ValueError):  # unknown names, directories, and odd ones
        return None


def text(value: object) -> str:
    """Return a text as it was told; empty for anything else."""
    return value.strip() if isinstance(value, str) else ""


def _addresses(mail: object, principal: object) -> tuple[str, ...]:
    found = [text(mail), text(principal)]
    return tuple(
        dict.fromkeys(each for each in found if "@" in each and _GUEST not in each.casefold())
    )
