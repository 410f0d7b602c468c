"""Which service addresses are Microsoft's: asked when one comes in, and before each thing sent.

Our token goes to whoever listens there, so that an address is never taken on trust.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

from adapters.teams.door import Credentials
from adapters.teams.errors import AddressError

LONGEST: Final = 512
"""Characters of an address; Microsoft's have about sixty."""
_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_PLAIN: Final = re.compile(
    rf"https?://(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:]+\])(?::[1-9][0-9]*)?(?:/[a-z0-9._~-]*)*",
    re.ASCII | re.IGNORECASE,
)
"""How an address looks that whoever checks it and whoever calls it read in the same way."""


def checked(address: str, credentials: Credentials) -> str:
    """Return a service address as it is used, with a slash at its end.

    Raises AddressError unless it is https, at one of Microsoft's hosts or below it, without a name,
    a password or a port of somebody's own. In development, http on this computer is one too; so is
    it where the operator has set such an address as the first one (TEAMS_SERVICE_URL).
    """
    if len(address) > LONGEST or _PLAIN.fullmatch(address) is None:
        raise AddressError("a service address that is none of Microsoft's")
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise AddressError("a service address that is none") from None
    if not {".", ".."}.isdisjoint(parts.path.split("/")):
        raise AddressError("a service address that leads elsewhere")
    own = _is_own(parts, credentials)
    if (credentials.development or own) and parts.scheme in {"http", "https"} and is_here(host):
        return _ended(address)
    hosts = credentials.cloud.hosts
    known = any(host == each or host.endswith(f".{each}") for each in hosts)
    if parts.scheme != "https" or not known or port not in {None, 443}:
        raise AddressError("a service address that is none of Microsoft's")
    return _ended(address)


def _is_own(parts: SplitResult, credentials: Credentials) -> bool:
    """Say whether an operator has named this very server as Microsoft's."""
    named = urlsplit(credentials.cloud.service)
    return (parts.scheme, parts.netloc) == (named.scheme, named.netloc)


def is_here(host: str) -> bool:
    """Say whether a host is this computer."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _ended(address: str) -> str:
    return address if address.endswith("/") else f"{address}/"
