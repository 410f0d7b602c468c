"""The Slack app manifest as an operator pastes it: with an address, for one way in or the other."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any, Final

import yaml

from bot.errors import OperatorError

EXAMPLE: Final = "https://rytmi.example"
"""Stands in the file where the operator's address is to be."""
EVENTS: Final = "/slack/events"
"""Where everything from Slack arrives over HTTP."""
REDIRECT: Final = "/slack/oauth_redirect"
"""Where people come back to once they have installed Rytmi."""

_OAUTH: Final = re.compile(r"^( *)#oauth ", re.MULTILINE)
_HEAD: Final = re.compile(r"\A(?:#.*\n)+\n")
"""The words at the top of the file, which are for those who read the file itself."""
_ADDRESS: Final = re.compile(r"https://[^/\s?#@]+(/[^\s?#]*)?")


def manifest(url: str | None, *, socket: bool, oauth: bool) -> str:
    """Return the manifest as YAML, with a reason beside each scope and event.

    Raises OperatorError where Slack could not reach the address, or one is missing.
    """
    if url is None and (oauth or not socket):
        raise OperatorError(
            "--url is missing: Slack has to know where it reaches Rytmi",
            "Give it, as in --url https://rytmi.example, or choose --socket, which needs none.",
        )
    written = _HEAD.sub("", files("manifest").joinpath("slack.yaml").read_text("utf-8"))
    if socket:
        written = _without(written, EVENTS).replace(
            "socket_mode_enabled: false", "socket_mode_enabled: true"
        )
    if oauth:
        written = _OAUTH.sub(r"\1", written).replace(
            "token_rotation_enabled: false", "token_rotation_enabled: true"
        )
    else:
        written = _without(written, "#oauth ")
    return written if url is None else written.replace(EXAMPLE, _address(url))


def as_json(written: str) -> str:
    """Return a manifest in the form that Slack's programs read."""
    data: dict[str, Any] = yaml.safe_load(written)
    return json.dumps(data, ensure_ascii=False, indent=2)


def _without(written: str, part: str) -> str:
    return "".join(line for line in written.splitlines(keepends=True) if part not in line)


def _address(url: str) -> str:
    address = url.strip().rstrip("/")
    if not _ADDRESS.fullmatch(address):
        raise OperatorError(
            f"--url: Slack cannot reach {url!r}",
            "It must begin with https:// and be reachable from the internet, as in "
            "https://rytmi.example. Without such an address, use --socket.",
        )
    for part in (EVENTS, REDIRECT):
        address = address.removesuffix(part)
    return address
