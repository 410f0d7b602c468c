"""How an app gets in and out: OAuth, refreshing, revoking, and the address of a socket."""

from __future__ import annotations

import base64
import secrets
from typing import Final

from tests.slack.faults import WrongError
from tests.slack.methods.registry import Asked, Method
from tests.slack.places import Json, Token
from tests.slack.platform import TOKEN_LIVES, Platform


def oauth_access(asked: Asked) -> Json:
    """Change a code, or a refresh token, for a token; each is good for one time."""
    platform = asked.platform
    if _client(asked) != (platform.client.id, platform.client.secret):
        raise WrongError("bad_client_secret")
    if asked.args.get("grant_type") == "refresh_token":
        owner = platform.refreshing.pop(str(asked.args.get("refresh_token")), None)
        if owner is None:
            raise WrongError("invalid_refresh_token")
        return _installed(platform, owner, _scopes(platform, owner), "")
    grant = platform.grants.pop(asked.text("code"), None)
    if grant is None or grant.until < platform.clock.now():
        raise WrongError("invalid_code")
    if grant.redirect and asked.args.get("redirect_uri", grant.redirect) != grant.redirect:
        raise WrongError("bad_redirect_uri")
    return _installed(platform, grant.owner, grant.scopes, grant.user)


def _client(asked: Asked) -> tuple[str, str]:
    basic = str(asked.args.get("_basic") or "")
    if basic:
        name, _, secret = base64.b64decode(basic).decode().partition(":")
        return name, secret
    return str(asked.args.get("client_id")), str(asked.args.get("client_secret"))


def _scopes(platform: Platform, owner: str) -> frozenset[str]:
    return next(each.scopes for each in platform.tokens.values() if each.owner == owner)


def _installed(platform: Platform, owner: str, scopes: frozenset[str], user: str) -> Json:
    token = platform.issue(owner, scopes=scopes)
    workspace = platform.of(owner)[0]
    wide = token.is_wide
    name = platform.enterprises.get(workspace.enterprise, workspace.enterprise)
    told: Json = {
        "app_id": platform.client.app,
        "authed_user": {"id": user},
        "scope": ",".join(sorted(scopes)),
        "token_type": "bot",
        "access_token": token.value,
        "bot_user_id": workspace.bot_user,
        "team": None if wide else {"id": workspace.id, "name": workspace.name},
        "enterprise": {"id": workspace.enterprise, "name": name} if workspace.enterprise else None,
        "is_enterprise_install": wide,
    }
    return told | (_rotating(platform, token) if platform.client.rotates else {})


def _rotating(platform: Platform, token: Token) -> Json:
    """Give a token its end, and what to change it with; two tokens of one owner stay good."""
    platform.tokens.pop(token.value)
    token.value = f"xoxe.{token.value}"
    token.expires = platform.clock.now() + TOKEN_LIVES
    platform.tokens[token.value] = token
    mine = [each for each in platform.tokens.values() if each.owner == token.owner]
    for old in mine[:-2]:
        old.revoked = "token_revoked"
    refresh = f"xoxe-1-{secrets.token_hex(16)}"
    platform.refreshing[refresh] = token.owner
    return {
        "access_token": token.value,
        "refresh_token": refresh,
        "expires_in": int(TOKEN_LIVES.total_seconds()),
    }


def auth_revoke(asked: Asked) -> Json:
    """Let a token be good no more."""
    if asked.flag("test"):
        return {"revoked": False}
    asked.token.revoked = "token_revoked"
    return {"revoked": True}


def apps_uninstall(asked: Asked) -> Json:
    """Take an app out of a workspace."""
    asked.platform.revoke(asked.token.owner)
    return {}


def connections_open(asked: Asked) -> Json:
    """Say where a socket may be opened."""
    if not asked.token.is_app:
        raise WrongError("not_allowed_token_type")
    ticket = secrets.token_hex(8)
    address = asked.platform.url.replace("http://", "ws://", 1)
    return {"url": f"{address}/link/?ticket={ticket}&app_id={asked.platform.client.app}"}


METHODS: Final = {
    "oauth.v2.access": Method(oauth_access, tier=4, needs_token=False),
    "auth.revoke": Method(auth_revoke, tier=3),
    "apps.uninstall": Method(apps_uninstall, tier=3),
    "apps.connections.open": Method(connections_open, "connections:write", tier=1),
}
