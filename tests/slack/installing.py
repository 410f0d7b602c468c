"""An administrator who installs an app by OAuth: follows the link, agrees, and is sent back."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import parse_qs, urlencode, urlsplit

import aiohttp

from tests.slack.places import Workspace
from tests.slack.platform import CODE_LIVES, Grant, Platform

_LINK: Final = re.compile(r'href="([^"]*/oauth/v2/authorize[^"]*)"')


@dataclass(frozen=True)
class Landing:
    """Where the administrator ended up."""

    status: int
    text: str


class Administrator:
    """Somebody with a browser (which keeps cookies) and the right to install apps."""

    def __init__(self, platform: Platform, workspace: Workspace, user: str, address: str) -> None:
        """``address`` is the app's public one."""
        self.platform = platform
        self.workspace = workspace
        self.user = user
        self.address = address.rstrip("/")
        # Its cookies are kept here: they are for TLS, which ends before the app.
        self._browser = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        self._cookies: dict[str, str] = {}

    async def __aenter__(self) -> Self:
        """Open the browser."""
        return self

    async def __aexit__(self, *error: object) -> None:
        """Close the browser."""
        await self._browser.close()

    async def starts(self, path: str = "/slack/install") -> dict[str, str]:
        """Open the app's install page; return the query with which it sends people to Slack."""
        async with self._browser.get(self.address + path, allow_redirects=False) as response:
            found = response.headers.get("Location") or _link_in(await response.text())
            self._cookies |= {name: each.value for name, each in response.cookies.items()}
        asked = parse_qs(urlsplit(found).query)
        return {name: values[0] for name, values in asked.items()}

    def agrees(self, asked: dict[str, str], *, whole_organisation: bool = False) -> str:
        """Press "Allow"; return the address to which Slack sends the browser back."""
        assert asked["client_id"] == self.platform.client.id
        owner = self.workspace.enterprise if whole_organisation else self.workspace.id
        code, redirect = secrets.token_hex(16), asked.get("redirect_uri", "")
        scopes = frozenset(asked["scope"].split(","))
        until = self.platform.clock.now() + CODE_LIVES
        self.platform.grants[code] = Grant(owner, scopes, redirect, until, self.user)
        back = redirect or f"{self.address}/slack/oauth_redirect"
        return f"{back}?{urlencode({'code': code, 'state': asked.get('state', '')})}"

    def declines(self, asked: dict[str, str]) -> str:
        """Press "Cancel"; return the address to which Slack sends the browser back."""
        back = asked.get("redirect_uri") or f"{self.address}/slack/oauth_redirect"
        return f"{back}?{urlencode({'error': 'access_denied', 'state': asked.get('state', '')})}"

    async def returns(self, back: str) -> Landing:
        """Follow Slack's way back to the app, under the address where it really is."""
        parts = urlsplit(back)
        there = f"{self.address}{parts.path}?{parts.query}"
        cookies = {"Cookie": "; ".join(f"{name}={each}" for name, each in self._cookies.items())}
        async with self._browser.get(there, headers=cookies, allow_redirects=False) as response:
            return Landing(response.status, await response.text())

    async def installs(self, *, whole_organisation: bool = False) -> Landing:
        """Do all of it."""
        return await self.returns(
            self.agrees(await self.starts(), whole_organisation=whole_organisation)
        )


def _link_in(page: str) -> str:
    found = _LINK.search(page)
    assert found is not None, page
    return found.group(1).replace("&amp;", "&")
