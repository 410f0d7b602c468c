"""What Teams tells an app, key by key: messages, presses, installations, changes in teams."""

from __future__ import annotations

import copy
from datetime import UTC
from html import escape
from uuid import uuid4
from zoneinfo import ZoneInfo

from tests.teams.places import CHANNEL, GROUP, Chat, Json, Message, Team, Tenant, User
from tests.teams.platform import Happening, Platform


class Activities:
    """Writes the activities of what one user does in a tenant."""

    def __init__(self, platform: Platform, tenant: Tenant, user: User) -> None:
        self.platform = platform
        self.tenant = tenant
        self.user = user

    def text(
        self, text: str, chat: Chat, *, mention: str = "", thread: str = "", html: str = ""
    ) -> Json:
        """Write the activity of a line; ``mention`` is how the app's name stands in it."""
        app = self.platform.app
        told = self._base("message", chat, thread) | {
            "text": text,
            "textFormat": "plain",
            "attachments": [
                {"contentType": "text/html", "content": html or f"<p>{escape(text)}</p>"}
            ],
        }
        told["id"] = self.platform.stamp()
        if mention:
            entity = {
                "type": "mention",
                "text": mention,
                "mentioned": {"id": app.bot, "name": app.name},
            }
            told["entities"] = [entity, *told["entities"]]
        return told

    def submitted(self, data: Json, chat: Chat, message: Message) -> Json:
        """Write what is sent by Action.Submit: a message with a value, and without a text."""
        told = self._base("message", chat, message.thread)
        told |= {"id": self.platform.stamp(), "value": data, "replyToId": message.id}
        told["channelData"]["legacy"] = {"replyToId": message.id}
        told["channelData"]["source"] = {"name": "message"}
        return told

    def executed(self, action: Json, data: Json, chat: Chat, message: Message) -> Json:
        """Write what is sent by Action.Execute."""
        told = self._base("invoke", chat, message.thread) | {
            "name": "adaptiveCard/action",
            "id": f"f:{uuid4()}",
            "replyToId": message.id,
            "value": {
                "action": {
                    "type": "Action.Execute",
                    "title": action.get("title", ""),
                    "id": action.get("id", ""),
                    "verb": action.get("verb", ""),
                    "data": data,
                },
                "trigger": "manual",
            },
        }
        told["channelData"]["legacy"] = {"replyToId": message.id}
        told["channelData"]["source"] = {"name": "message"}
        return told

    def installed(self, chat: Chat, action: str = "add") -> Json:
        """Write that the app was installed in a conversation, or removed (``remove``)."""
        told = self._base("installationUpdate", chat)
        told |= {"id": f"f:{uuid4()}", "action": action}
        if chat.team is not None:
            told["channelData"]["settings"] = {"selectedChannel": {"id": chat.id}}
        return told

    def app_added(self, chat: Chat) -> Json:
        """Write that the app is among the members now."""
        told = self._base("conversationUpdate", chat)
        told |= {"id": f"f:{uuid4()}", "membersAdded": [{"id": self.platform.app.bot}]}
        return self._in_team(told, chat, "teamMemberAdded")

    def member_added(self, chat: Chat, user: User) -> Json:
        """Write that somebody has joined."""
        told = self._base("conversationUpdate", chat)
        told |= {"id": f"f:{uuid4()}", "membersAdded": [{"id": user.id, "aadObjectId": user.aad}]}
        return self._in_team(told, chat, "teamMemberAdded")

    def member_removed(self, chat: Chat, user: User) -> Json:
        """Write that somebody has left."""
        told = self._base("conversationUpdate", chat)
        told |= {"id": f"f:{uuid4()}", "membersRemoved": [{"id": user.id, "aadObjectId": user.aad}]}
        return self._in_team(told, chat, "teamMemberRemoved")

    def channel_changed(self, channel: Chat, event: str) -> Json:
        """Write that a channel came, went or has another name (``channelCreated`` …)."""
        assert channel.team is not None
        told = self._base("conversationUpdate", channel.team.channels[0])
        told["id"] = f"f:{uuid4()}"
        told["channelData"]["channel"] = {"id": channel.id, "name": channel.name}
        return self._in_team(told, channel, event)

    def reacted(self, chat: Chat, message: Message) -> Json:
        """Write that somebody likes a message."""
        told = self._base("messageReaction", chat)
        return told | {
            "id": f"f:{uuid4()}",
            "replyToId": message.id,
            "reactionsAdded": [{"type": "like"}],
        }

    def _in_team(self, told: Json, chat: Chat, event: str) -> Json:
        if chat.team is not None:
            told["channelData"]["eventType"] = event
        return told

    def _base(self, kind: str, chat: Chat, thread: str = "") -> Json:
        at = self.platform.clock.now()
        zone, user = ZoneInfo(self.user.zone), self.user
        conversation: Json = {
            "conversationType": chat.scope,
            "tenantId": self.tenant.id,
            "id": f"{chat.id};messageid={thread}" if thread else chat.id,
        }
        if chat.scope in {CHANNEL, GROUP}:
            conversation["isGroup"] = True
        if chat.name and chat.scope == GROUP:
            conversation["name"] = chat.name
        return {
            "type": kind,
            "timestamp": at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
            "localTimestamp": at.astimezone(zone).isoformat(),
            "localTimezone": user.zone,
            "serviceUrl": self.platform.service(self.tenant),
            "channelId": "msteams",
            "from": {"id": user.id, "name": user.name, "aadObjectId": user.aad},
            "conversation": conversation,
            "recipient": {"id": self.platform.app.bot, "name": self.platform.app.name},
            "entities": [
                {
                    "type": "clientInfo",
                    "locale": user.locale,
                    "country": user.locale.rpartition("-")[2],
                    "platform": "Windows",
                    "timezone": user.zone,
                }
            ],
            "channelData": self._channel_data(chat),
            "locale": user.locale,
        }

    def _channel_data(self, chat: Chat) -> Json:
        told: Json = {"tenant": {"id": self.tenant.id}}
        team = chat.team
        if team is not None:
            told |= {
                "teamsChannelId": chat.id,
                "teamsTeamId": team.id,
                "channel": {"id": chat.id},
                "team": {"id": team.id, "name": team.name, "aadGroupId": team.group},
            }
        return told


def anew(platform: Platform, activity: Json) -> Json:
    """Return an activity as Teams delivers it some time later, under another id."""
    told = copy.deepcopy(activity)
    number = platform.stamp()
    told["id"] = number if activity["id"].isdigit() else f"f:{uuid4()}"
    told["timestamp"] = platform.clock.now().astimezone(UTC).isoformat().replace("+00:00", "Z")
    return told


def install(platform: Platform, tenant: Tenant, user: User) -> None:
    """Install the app for somebody, as a policy or Graph does; the app is going to be told."""
    if user.has_app:
        return
    user.has_app = True
    told = Activities(platform, tenant, user).installed(tenant.personal(user))
    platform.coming.append(Happening(tenant, told))


def install_in(platform: Platform, tenant: Tenant, team: Team, by: User) -> None:
    """Let somebody install the app in a team; the app is going to be told, in two ways."""
    team.has_app = True
    general, tells = team.channels[0], Activities(platform, tenant, by)
    for told in (tells.installed(general), tells.app_added(general)):
        platform.coming.append(Happening(tenant, told))
