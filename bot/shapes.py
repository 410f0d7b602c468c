"""How a setting must look, whatever it is for: secrets, addresses, this computer."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from pydantic import SecretStr

from bot.errors import SettingError


def secret(value: SecretStr) -> str:
    """Return a secret as it is used, without the blanks that come with copying."""
    return value.get_secret_value().strip()


def text(value: object) -> str:
    """Return what a setting holds, secret or not, without the blanks around it."""
    return secret(value) if isinstance(value, SecretStr) else str(value).strip()


def check_address(setting: str, given: str, example: str) -> None:
    """Raise SettingError unless it is the address of a server; http is for this computer only."""
    try:
        parts = urlsplit(given)
    except ValueError:
        parts = urlsplit("")
    host = parts.hostname
    if host is None or parts.scheme not in {"http", "https"} or parts.query or parts.fragment:
        raise SettingError(
            setting=setting,
            problem="it is no address of a server",
            remedy=f"Write it as {example}.",
        )
    if parts.username or parts.password:
        raise SettingError(
            setting=setting,
            problem="an address with a name or a password in it cannot be used",
            remedy=f"Write it as {example}.",
        )
    if parts.scheme == "http" and not is_loopback(host):
        raise SettingError(
            setting=setting,
            problem="what goes there would go unencrypted through the network",
            remedy=f"Begin it with https://, as in {example}; http:// is for this computer only.",
        )


def is_loopback(host: str) -> bool:
    """Say whether only this computer can reach the address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
