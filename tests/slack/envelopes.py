"""What Slack sends an app, key by key: commands, presses, submissions, shortcuts, events."""

from __future__ import annotations

import secrets
from typing import Any

from tests.slack.modals import Modal
from tests.slack.places import Channel, Json, Message, Workspace
from tests.slack.platform import Platform


class Envelopes:
    """Writes the envelopes of what one user does in a workspace."""

    def __init__(self, platform: Platform, workspace: Workspace, user: str) -> None:
        self.platform = platform
        self.workspace = workspace
        self.user = user

    @property
    def _is_wide(self) -> bool:
        return self.platform.owner_of(self.workspace) == self.workspace.enterprise != ""

    def command(self, name: str, text: str, channel: Channel) -> Json:
        """Write a slash command."""
        fields: Json = {
            "token": "verification-token",
            "team_id": self.workspace.id,
            "team_domain": self.workspace.name.casefold(),
            "channel_id": channel.id,
            "channel_name": "directmessage" if channel.is_im else channel.name,
            "user_id": self.user,
            "user_name": self.user.casefold(),
            "command": name,
            "text": text,
            "api_app_id": self.platform.client.app,
            "is_enterprise_install": "true" if self._is_wide else "false",
            "response_url": self.platform.response_url(self.workspace, self.user, channel.id),
            "trigger_id": self.platform.trigger(self.workspace, self.user),
        }
        if self.workspace.enterprise:
            fields |= {"enterprise_id": self.workspace.enterprise, "enterprise_name": "Enterprise"}
        return fields

    def press_in_message(
        self, button: Json, block: str, channel: Channel, message: Message
    ) -> Json:
        """Write the press of a button in a message."""
        url = self.platform.response_url(self.workspace, self.user, channel.id, message)
        shown = message.shown(metadata=True)
        return self._interaction("block_actions") | {
            "container": {
                "type": "message",
                "message_ts": message.ts,
                "channel_id": channel.id,
                "is_ephemeral": bool(message.only_for),
            },
            "channel": {
                "id": channel.id,
                "name": "directmessage" if channel.is_im else channel.name,
            },
            "message": shown,
            "state": {"values": {}},
            "response_url": url,
            "trigger_id": self.platform.trigger(self.workspace, self.user),
            "actions": [self._action(button, block)],
        }

    def press_in_view(self, button: Json, block: str, view: Json, *, in_modal: bool) -> Json:
        """Write the press of a button in Home or in a modal."""
        trigger = self.platform.trigger(self.workspace, self.user, in_modal=in_modal)
        return self._interaction("block_actions") | {
            "container": {"type": "view", "view_id": view["id"]},
            "view": view,
            "trigger_id": trigger,
            "actions": [self._action(button, block)],
        }

    def submission(self, modal: Modal) -> Json:
        """Write what is sent when a modal is submitted."""
        return self._interaction("view_submission") | {
            "view": modal.shown(self.workspace.id),
            "trigger_id": self.platform.trigger(self.workspace, self.user, in_modal=True),
            "response_urls": [],
        }

    def shortcut(self, callback: str) -> Json:
        """Write the use of a global shortcut."""
        return self._interaction("shortcut") | {
            "callback_id": callback,
            "action_ts": self.platform.stamp(),
            "trigger_id": self.platform.trigger(self.workspace, self.user),
        }

    def message(self, text: str, channel: Channel, ts: str) -> Json:
        """Write the event of a line in a conversation."""
        return self.event(
            {
                "type": "message",
                "channel": channel.id,
                "channel_type": "im" if channel.is_im else "channel",
                "user": self.user,
                "text": text,
                "ts": ts,
                "client_msg_id": secrets.token_hex(8),
                "team": self.workspace.id,
                "blocks": _typed(text),
                "event_ts": ts,
            }
        )

    def home_opened(self, tab: str = "home") -> Json:
        """Write the event of a look at Home, or at another tab."""
        event: Json = {
            "type": "app_home_opened",
            "user": self.user,
            "channel": self.workspace.direct(self.user).id,
            "tab": tab,
            "event_ts": self.platform.stamp(),
        }
        home = self.workspace.homes.get(self.user)
        if home is not None and tab == "home":
            event["view"] = self.home(home)
        return self.event(event)

    def home(self, view: Json) -> Json:
        """Return Home as Slack gives it back."""
        return {
            **view,
            "id": f"VH{self.user}",
            "team_id": self.workspace.id,
            "hash": self.workspace.home_hashes.get(self.user, ""),
            "state": {"values": {}},
            "private_metadata": view.get("private_metadata", ""),
            "callback_id": view.get("callback_id", ""),
            "app_id": self.platform.client.app,
            "bot_id": "B0RYTMI",
        }

    def event(self, event: Json) -> Json:
        """Write the envelope around an event."""
        enterprise = self.workspace.enterprise or None
        authorization = {
            "enterprise_id": enterprise,
            "team_id": None if self._is_wide else self.workspace.id,
            "user_id": self.workspace.bot_user,
            "is_bot": True,
            "is_enterprise_install": self._is_wide,
        }
        told: Json = {
            "token": "verification-token",
            "team_id": self.workspace.id,
            "context_team_id": self.workspace.id,
            "context_enterprise_id": enterprise,
            "api_app_id": self.platform.client.app,
            "event": event,
            "type": "event_callback",
            "event_id": self.platform.name("Ev"),
            "event_time": int(self.platform.clock.now().timestamp()),
            "authorizations": [authorization],
            "is_ext_shared_channel": False,
            "event_context": secrets.token_hex(8),
        }
        return told | ({"enterprise_id": enterprise} if enterprise else {})

    def _interaction(self, kind: str) -> Json:
        name = self.workspace.name.casefold()
        team: Json = {"id": self.workspace.id, "domain": name}
        enterprise: Json | None = None
        if self.workspace.enterprise:
            team |= {"enterprise_id": self.workspace.enterprise, "enterprise_name": "Enterprise"}
            enterprise = {"id": self.workspace.enterprise, "name": "Enterprise"}
        return {
            "type": kind,
            "team": team,
            "enterprise": enterprise,
            "is_enterprise_install": self._is_wide,
            "user": {
                "id": self.user,
                "username": self.user.casefold(),
                "name": self.user.casefold(),
                "team_id": self.workspace.id,
            },
            "api_app_id": self.platform.client.app,
            "token": "verification-token",
        }

    def _action(self, button: Json, block: str) -> Json:
        told: Json = {
            "type": button["type"],
            "action_id": button["action_id"],
            "block_id": block,
            "action_ts": self.platform.stamp(),
        }
        for key in ("text", "value", "style", "selected_option"):
            if key in button:
                told[key] = button[key]
        return told


def _typed(text: str) -> list[dict[str, Any]]:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return [{"type": "rich_text", "block_id": "typed", "elements": [section]}]
