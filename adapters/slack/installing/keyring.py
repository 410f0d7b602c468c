"""Opens a workspace's credentials, and makes the client that speaks with them."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.door import Credentials
from adapters.slack.errors import SealError, SetUpError
from adapters.slack.installing.vault import Vault
from adapters.slack.wire import Wire
from dialogs.chats import Workspace

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Known:
    """A workspace with what Rytmi is called there."""

    workspace: Workspace
    bot_user: str
    """Rytmi's own user id."""
    bot: str
    """Rytmi's bot id, as its own messages carry it; empty where Slack named none."""
    enterprise: str = ""
    """The Enterprise organisation that the workspace belongs to; empty: to none."""


@dataclass(frozen=True, slots=True)
class Own:
    """The one workspace of SLACK_BOT_TOKEN, as Slack names it."""

    id: str
    name: str
    bot_user: str
    bot: str
    enterprise: str = ""
    since: datetime | None = None
    """Aware, UTC: when Slack said so; what it tells of an earlier end is over."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A workspace that can be spoken to."""

    known: Known
    client: AsyncWebClient
    installed: datetime | None
    """When, or since when it surely is; None: nobody knows."""


class Keyring:
    """Knows every workspace's token: from the environment for one, else from the sealed row."""

    def __init__(self, credentials: Credentials, wire: Wire) -> None:
        """Raise SetUpError where the keys for sealing tokens are no keys."""
        self.own: Own | None = None
        self.vault = Vault(credentials.token_keys) if credentials.token_keys else None
        self._token = credentials.bot_token
        self._wire = wire

    def sealing(self) -> Vault:
        """Return what seals; raise SetUpError where there is no key."""
        return self.vault if self.vault is not None else Vault(())

    def is_own(self, workspace_id: str) -> bool:
        """Say whether a workspace's token is that of the environment."""
        return self.own is not None and self.own.id == workspace_id

    def open(self, workspace: Workspace, before: Ready | None) -> Ready | None:
        """Return what speaks to a workspace; None where its token is not here or does not open.

        ``before`` is what was held of it; its client is kept while the token is the same.
        """
        own = self.own
        if own is not None and own.id == workspace.id:
            known = Known(workspace, own.bot_user, own.bot, own.enterprise)
            return Ready(known, self._client(self._token, before), own.since)
        if not workspace.sealed and self._token and own is None:
            log.info("whose SLACK_BOT_TOKEN is, Slack has not said yet")
            return None
        if not workspace.sealed:
            log.error("there is no token of workspace %s here", workspace.id)
            return None
        try:
            opened = self.sealing().open(workspace.id, workspace.sealed)
        except (SealError, SetUpError) as error:
            log.error("the token of workspace %s: %s", workspace.id, error)  # noqa: TRY400
            return None
        names = (opened.get(each, "") for each in ("bot_user", "bot", "enterprise"))
        client = self._client(opened.get("token", ""), before)
        return Ready(Known(workspace, *names), client, _instant(opened.get("installed", "")))

    def _client(self, token: str, before: Ready | None) -> AsyncWebClient:
        if before is not None and before.client.token == token:
            return before.client
        return self._wire.client(token)


def _instant(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None
