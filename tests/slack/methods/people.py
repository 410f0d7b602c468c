"""Who is who: ``auth.test`` and ``users.*``."""

from __future__ import annotations

from typing import Final

from tests.slack.faults import WrongError
from tests.slack.methods.registry import Asked, Method, page
from tests.slack.places import Json, User

LARGEST_PAGE: Final = 200
"""Slack takes up to 1,000 and advises no more than 200."""


def auth_test(asked: Asked) -> Json:
    """Say whose token it is."""
    platform, token = asked.platform, asked.token
    if token.is_wide:
        name = platform.enterprises.get(token.owner, token.owner)
        told: Json = {
            "team": name,
            "team_id": token.owner,
            "enterprise_id": token.owner,
            "is_enterprise_install": True,
        }
    else:
        workspace = platform.workspaces[token.owner]
        told = {
            "team": workspace.name,
            "team_id": workspace.id,
            "is_enterprise_install": False,
        }
        if workspace.enterprise:
            told["enterprise_id"] = workspace.enterprise
    bot = platform.of(token.owner)[0].bot_user
    return told | {"url": f"{platform.url}/", "user": "rytmi", "user_id": bot, "bot_id": "B0RYTMI"}


def auth_teams_list(asked: Asked) -> Json:
    """Tell the workspaces in which the token is good, a page at a time."""
    teams, cursor = page(asked.workspaces(), asked, 1000)
    return {"teams": [{"id": each.id, "name": each.name} for each in teams]} | cursor


def users_list(asked: Asked) -> Json:
    """Tell all users, a page at a time."""
    members, cursor = page(list(asked.workspace().users.values()), asked, LARGEST_PAGE)
    return {"members": [_shown(asked, each) for each in members], "cache_ts": 1} | cursor


def users_info(asked: Asked) -> Json:
    """Tell one user."""
    wanted = asked.text("user")
    _, found = asked.somewhere(lambda each: each.users.get(wanted), "user_not_found")
    return {"user": _shown(asked, found)}


def users_lookup_by_email(asked: Asked) -> Json:
    """Tell who has this address."""
    wanted = asked.text("email")
    _, found = asked.somewhere(lambda each: each.user_by_email(wanted), "users_not_found")
    return {"user": _shown(asked, found)}


def _shown(asked: Asked, user: User) -> Json:
    email = "users:read.email" in asked.token.scopes
    return user.shown(email=email, locale=asked.flag("include_locale"))


def not_here(asked: Asked) -> Json:
    """Refuse a method that exists in Slack and that nothing of ours should need."""
    raise WrongError("unknown_method", req_method=asked.args.get("method", ""))


METHODS: Final = {
    "auth.test": Method(auth_test, tier=4),
    "auth.teams.list": Method(auth_teams_list, tier=2),
    "users.list": Method(users_list, "users:read", tier=2),
    "users.info": Method(users_info, "users:read", tier=4),
    "users.lookupByEmail": Method(users_lookup_by_email, "users:read.email", tier=3),
}
