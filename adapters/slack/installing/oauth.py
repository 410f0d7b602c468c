"""Installing Rytmi from a browser: to Slack, back with a code, and a page that says what is next.

Whoever installs Rytmi somewhere sees nothing by that alone: an operator connects the workspace with
an organisation. The state that goes to Slack and back is sealed rather than kept, so that any
replica may serve the way back. It holds for one browser (its other half is a cookie), for ten
minutes, and once.
"""

from __future__ import annotations

import hmac
import logging
import re
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode, urljoin

import aiohttp
from aiohttp import web
from slack_sdk.errors import SlackApiError

from adapters.recent import Recent
from adapters.slack.codes import code_of
from adapters.slack.door import NAME, Draw
from adapters.slack.errors import SealError, SetUpError
from adapters.slack.installing.pages import Page, language, page
from adapters.slack.installing.vault import Vault
from adapters.slack.installing.workspaces import Workspaces
from adapters.slack.scopes import SCOPES
from dialogs.chats import Workspace
from dialogs.ports import StoreUnavailableError
from dialogs.text import Reader, say

log = logging.getLogger(__name__)

INSTALL: Final = "/slack/install"
REDIRECT: Final = "/slack/oauth_redirect"

COOKIE: Final = "__Host-rytmi-install"
"""The beginning of its name lets only this very host set it, and only over TLS."""
OPEN_FOR: Final = timedelta(minutes=10)
"""How long an installation may take in the browser; Slack's code is good for as long."""
MOST_USED: Final = 10_000
"""Used states that are remembered; the oldest make way, so that nobody who makes thousands keeps
others from installing. Slack's code is good once, whatever we remember."""

_CODE: Final = re.compile(r"[a-z_]{1,80}", re.ASCII)
"""A word of Slack's; what stands in an address may be anybody's, and goes into the log."""
_OWNER: Final = "an installation"
"""Whose secret a state is: it never opens as a workspace's credentials, nor they as a state."""


class _Refusal(Exception):  # noqa: N818 - it carries the page that is shown
    def __init__(self, status: int, key: str, code: str = "") -> None:
        super().__init__(key)
        self.status = status
        self.key = key
        self.code = code


class OAuth:
    """The two addresses of an installation."""

    def __init__(self, workspaces: Workspaces, draw: Draw) -> None:
        """Raise SetUpError where a setting that an installation needs is missing."""
        credentials = workspaces.credentials
        for setting, value in (
            ("SLACK_CLIENT_ID", credentials.client_id),
            ("SLACK_CLIENT_SECRET", credentials.client_secret),
            ("PUBLIC_URL", credentials.public_url),
        ):
            if not value:
                raise SetUpError(
                    setting,
                    "it is not set, and workspaces cannot install Rytmi without it",
                    "Set it as docs/slack.md says, or use SLACK_BOT_TOKEN for one workspace.",
                )
        self._workspaces = workspaces
        self._vault = workspaces.vault or Vault(credentials.token_keys)
        self._clock = workspaces.clock
        self._draw = draw
        self._back = credentials.public_url.rstrip("/") + REDIRECT
        self._used: Recent[str, None] = Recent(MOST_USED)

    def add_routes(self, app: web.Application) -> None:
        """Serve `INSTALL` and `REDIRECT`."""
        app.router.add_get(INSTALL, self.install)
        app.router.add_get(REDIRECT, self.redirect)

    async def install(self, request: web.Request) -> web.StreamResponse:
        """Send the browser to Slack."""
        del request
        nonce = secrets.token_urlsafe(32)
        until = self._clock.now() + OPEN_FOR
        state = self._vault.seal(_OWNER, {"nonce": nonce, "until": until.isoformat()})
        asked = {
            "client_id": self._workspaces.credentials.client_id,
            "scope": ",".join(SCOPES),
            "redirect_uri": self._back,
            "state": state,
        }
        at = urljoin(self._workspaces.wire.api_url, "/oauth/v2/authorize")
        response = web.Response(status=302, headers={"Location": f"{at}?{urlencode(asked)}"})
        response.headers["Cache-Control"] = "no-store"
        response.set_cookie(
            COOKIE,
            nonce,
            max_age=int(OPEN_FOR.total_seconds()),
            path="/",
            secure=True,
            httponly=True,
            samesite="Lax",
        )
        return response

    async def redirect(self, request: web.Request) -> web.StreamResponse:
        """Take the browser back from Slack, and install."""
        reader = Reader(language(request.headers.get("Accept-Language", "")), "UTC")
        try:
            self._check(request)
            workspace = await self._installed(request.query.get("code", ""))
        except _Refusal as refusal:
            log.info("an installation ended with %s %s", refusal.key, refusal.code)
            shown = Page(
                title=say("slack-install-not"),
                words=say(refusal.key, code=refusal.code) if refusal.code else say(refusal.key),
                link=(say("slack-install-again"), INSTALL),
            )
            response = page(shown, reader, self._draw, refusal.status)
        else:
            response = page(_done(workspace), reader, self._draw, 200)
        response.del_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="Lax")
        return response

    # --- how --------------------------------------------------------------------------------------

    def _check(self, request: web.Request) -> None:
        """Raise a refusal where this is not the way back of this very browser."""
        try:
            state = self._vault.open(_OWNER, request.query.get("state", ""))
            until = datetime.fromisoformat(state["until"])
            nonce = state["nonce"]
        except (SealError, KeyError, ValueError):
            raise _Refusal(400, "slack-install-old") from None
        now = self._clock.now()
        same = hmac.compare_digest(nonce.encode(), request.cookies.get(COOKIE, "").encode())
        if not same or until <= now or nonce in self._used:
            raise _Refusal(400, "slack-install-old")
        self._used[nonce] = None
        if "error" in request.query:
            if request.query["error"] == "access_denied":
                raise _Refusal(200, "slack-install-stopped")
            code = request.query["error"]
            known = code if _CODE.fullmatch(code) else "an error without a name"
            raise _Refusal(400, "slack-install-refused", known)
        if not request.query.get("code"):
            raise _Refusal(400, "slack-install-old")

    async def _installed(self, code: str) -> Workspace:
        wire = self._workspaces.wire
        try:
            given = {"code": code, "redirect_uri": self._back}
            answer = await wire.grant(self._workspaces.credentials, given)
            token = answer.get("access_token")
            if not isinstance(token, str) or answer.get("token_type", "bot") != "bot":
                raise _Refusal(400, "slack-install-refused", "no bot token")
            bot = await wire.client(token).auth_test()
        except SlackApiError as error:
            raise _Refusal(400, "slack-install-refused", code_of(error)) from None
        except (aiohttp.ClientError, TimeoutError, OSError):
            raise _Refusal(502, "slack-install-silent") from None
        return await self._saved(answer.data if isinstance(answer.data, dict) else {}, bot)

    async def _saved(self, answer: Mapping[str, Any], bot: Any) -> Workspace:  # noqa: ANN401
        """Keep what Slack gave; only a token that ends has a refresh token beside it."""
        whole = bool(answer.get("is_enterprise_install"))
        home = answer.get("enterprise" if whole else "team") or {}
        enterprise = answer.get("enterprise") or {}
        if not home.get("id"):
            raise _Refusal(400, "slack-install-refused", "no team")
        seconds = answer.get("expires_in")
        expires = (
            self._clock.now() + timedelta(seconds=seconds) if isinstance(seconds, int) else None
        )
        kept = {
            "token": answer["access_token"],
            "refresh": answer.get("refresh_token") or "",
            "bot_user": answer.get("bot_user_id") or bot.get("user_id") or "",
            "bot": bot.get("bot_id") or "",
            "enterprise": enterprise.get("id") or "",
            "scope": answer.get("scope") or "",
        }
        given = Workspace(NAME, str(home["id"]), name=str(home.get("name") or ""), expires=expires)
        try:
            workspace = await self._workspaces.install(given, kept)
        except StoreUnavailableError:
            raise _Refusal(503, "slack-install-unsaved") from None
        log.info("workspace %s has installed Rytmi", workspace.id)
        return workspace


def _done(workspace: Workspace) -> Page:
    title = say("slack-install-done", workspace=workspace.name or workspace.id)
    if workspace.organisation is not None:
        return Page(title, say("slack-install-connected"))
    command = f"rytmi slack connect {workspace.id} --org ID"
    return Page(title, say("slack-install-next"), command=command)
