"""What an operator sets of Slack, and the one sentence that is said of each wrong combination."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Any, Final

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingError
from bot.shapes import check_address, secret, text

SLACK: Final = "SLACK_"
"""How the settings of Slack begin."""
GUIDE: Final = "docs/slack.md says where each of them is found."

_CREDENTIALS: Final = (
    "slack_signing_secret",
    "slack_bot_token",
    "slack_client_id",
    "slack_client_secret",
    "slack_app_token",
)
"""Slack is configured as soon as one of these is set."""
_KEY_BYTES: Final = 32
_TOKENS: Final = {
    "xoxb-": "the bot token of one workspace",
    "xoxp-": "a user token, which speaks as a person",
    "xapp-": "the app-level token, which opens Socket Mode",
    "xoxe": "a token that ends after twelve hours",
}
"""How Slack's tokens begin, and what they are."""
_SPACE: Final = re.compile(r"\s")


class SlackSettings(BaseSettings):
    """The settings of Slack; nothing of them is ever printed or logged."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", env_file_encoding="utf-8")

    slack_signing_secret: SecretStr = Field(
        default=SecretStr(""),
        description="the signing secret of the Slack app (Basic Information), for the way in "
        "over HTTP",
    )
    slack_bot_token: SecretStr = Field(
        default=SecretStr(""),
        description="the bot token (xoxb-…) where there is one workspace; it is never stored",
    )
    slack_client_id: str = Field(
        default="", description="the client id, where several workspaces install Rytmi by OAuth"
    )
    slack_client_secret: SecretStr = Field(
        default=SecretStr(""), description="the client secret beside SLACK_CLIENT_ID"
    )
    slack_app_token: SecretStr = Field(
        default=SecretStr(""),
        description="the app-level token (xapp-…): Socket Mode, without a public address",
    )
    slack_token_keys: SecretStr = Field(
        default=SecretStr(""),
        description="keys that seal the tokens of installed workspaces, newest first, separated "
        "by commas",
    )
    slack_organisation: str = Field(
        default="",
        description="the id of the organisation that the workspace of SLACK_BOT_TOKEN speaks "
        "for, where there are several",
    )
    slack_api_url: str = Field(
        default="https://slack.com/api/",
        description="the address of Slack's Web API; GovSlack has https://slack-gov.com/api/",
    )
    public_url: str = Field(
        default="",
        description="where people and Slack reach this server, such as https://rytmi.example",
    )

    @property
    def slack_keys(self) -> tuple[str, ...]:
        """The keys, newest first."""
        return tuple(filter(None, map(str.strip, secret(self.slack_token_keys).split(","))))

    @property
    def has_slack(self) -> bool:
        """Whether there is a door to Slack."""
        return is_configured(self.__dict__)


def is_configured(values: Mapping[str, Any]) -> bool:
    """Say whether any credential of Slack is among the settings."""
    return any(text(values.get(name, "")) for name in _CREDENTIALS)


def configured(settings: SlackSettings) -> list[str]:
    """Return the names of the credentials that are set, as they stand in the environment."""
    return [name.upper() for name in _CREDENTIALS if text(getattr(settings, name))]


def check_slack(settings: SlackSettings) -> None:
    """Raise SettingError for the first thing that cannot be right; never with a secret in it."""
    _check_keys(settings)
    if not settings.has_slack:
        return
    check_address("SLACK_API_URL", settings.slack_api_url.strip(), "https://slack.com/api/")
    _check_shapes(settings)
    if settings.slack_client_id.strip() or secret(settings.slack_client_secret):
        _check_oauth(settings)
    elif not secret(settings.slack_bot_token):
        raise SettingError(
            setting="SLACK_BOT_TOKEN",
            problem=f"it is missing, and {configured(settings)[0]} alone lets Rytmi say nothing",
            remedy="Set it to the token that begins with xoxb- (OAuth & Permissions), or set "
            f"SLACK_CLIENT_ID and SLACK_CLIENT_SECRET. {GUIDE}",
        )
    if not secret(settings.slack_signing_secret) and not secret(settings.slack_app_token):
        raise SettingError(
            setting="SLACK_SIGNING_SECRET",
            problem="neither it nor SLACK_APP_TOKEN is set, so that nothing from Slack could "
            "reach Rytmi",
            remedy="Set SLACK_APP_TOKEN (Socket Mode, no public address needed), or "
            f"SLACK_SIGNING_SECRET (HTTP). {GUIDE}",
        )


def _check_keys(settings: SlackSettings) -> None:
    for number, key in enumerate(settings.slack_keys, start=1):
        if not _is_key(key):
            raise SettingError(
                setting="SLACK_TOKEN_KEYS",
                problem=f"key {number} is not one that `rytmi slack key` makes",
                remedy="Make one with `rytmi slack key`; several stand one after the other, "
                "newest first, separated by commas.",
            )


def _is_key(key: str) -> bool:
    try:
        return len(base64.b64decode(key, altchars=b"-_", validate=True)) == _KEY_BYTES
    except (binascii.Error, ValueError):
        return False


def _check_shapes(settings: SlackSettings) -> None:
    """See to it that each token stands where it belongs; they are easily taken for each other."""
    _check_token("SLACK_BOT_TOKEN", secret(settings.slack_bot_token), "xoxb-")
    _check_token("SLACK_APP_TOKEN", secret(settings.slack_app_token), "xapp-")
    for setting, given in (
        ("SLACK_SIGNING_SECRET", secret(settings.slack_signing_secret)),
        ("SLACK_CLIENT_SECRET", secret(settings.slack_client_secret)),
        ("SLACK_CLIENT_ID", settings.slack_client_id.strip()),
    ):
        kind = next((what for start, what in _TOKENS.items() if given.startswith(start)), None)
        if kind is not None or _SPACE.search(given) or not given.isascii():
            raise SettingError(
                setting=setting,
                problem="it is not written as Slack writes it"
                if kind is None
                else f"it holds {kind}",
                remedy="Copy it anew from Basic Information, App Credentials.",
            )


def _check_token(setting: str, given: str, start: str) -> None:
    if not given or (given.startswith(start) and given.isascii() and not _SPACE.search(given)):
        return
    kind = next((what for each, what in _TOKENS.items() if given.startswith(each)), None)
    if kind is None or given.startswith(start):
        problem = f"it is not written as Slack writes {_TOKENS[start]}"
    else:
        problem = f"it holds {kind}, and not {_TOKENS[start]}"
    where = "OAuth & Permissions" if start == "xoxb-" else "Basic Information, App-Level Tokens"
    rotated = given.startswith("xoxe") and start == "xoxb-"
    raise SettingError(
        setting=setting,
        problem=problem,
        remedy=(
            "Turn token rotation off for a single workspace, or install by OAuth "
            "(SLACK_CLIENT_ID), where Rytmi renews tokens by itself."
            if rotated
            else f"Copy the one that begins with {start} ({where})."
        ),
    )


def _check_oauth(settings: SlackSettings) -> None:
    """See to it that workspaces can install Rytmi, and that nothing is stored in the clear."""
    if secret(settings.slack_bot_token):
        raise SettingError(
            setting="SLACK_BOT_TOKEN",
            problem="it stands beside SLACK_CLIENT_ID, and only one of them can say with which "
            "token Rytmi speaks",
            remedy="Keep SLACK_BOT_TOKEN for one workspace, or SLACK_CLIENT_ID and "
            "SLACK_CLIENT_SECRET for several, and remove the other.",
        )
    for setting, given, other in (
        ("SLACK_CLIENT_SECRET", secret(settings.slack_client_secret), "SLACK_CLIENT_ID"),
        ("SLACK_CLIENT_ID", settings.slack_client_id.strip(), "SLACK_CLIENT_SECRET"),
    ):
        if not given:
            raise SettingError(
                setting=setting,
                problem=f"it is missing beside {other}",
                remedy=f"Set both (Basic Information, App Credentials), or remove {other}.",
            )
    if not settings.slack_keys:
        raise SettingError(
            setting="SLACK_TOKEN_KEYS",
            problem="it is missing beside SLACK_CLIENT_ID, and Rytmi stores no token in the clear",
            remedy="Run `rytmi slack key` and set SLACK_TOKEN_KEYS to what it prints.",
        )
    if not settings.public_url.strip():
        raise SettingError(
            setting="PUBLIC_URL",
            problem="it is missing beside SLACK_CLIENT_ID: Slack leads people back to it once "
            "they have installed Rytmi",
            remedy="Set it to where people reach this server, such as https://rytmi.example.",
        )
    if settings.slack_organisation.strip():
        raise SettingError(
            setting="SLACK_ORGANISATION",
            problem="it is for SLACK_BOT_TOKEN alone; a workspace that installs Rytmi by OAuth "
            "is connected by hand",
            remedy="Remove it, and run `rytmi slack connect WORKSPACE --org ID` once for each.",
        )
