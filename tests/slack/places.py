"""What there is in Slack: workspaces, their users, channels and messages, and tokens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

Json = dict[str, Any]

SCOPES: Final = frozenset(
    {
        "channels:read",
        "chat:write",
        "commands",
        "files:write",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "users:read",
        "users:read.email",
    }
)
"""What a token may do unless a test says otherwise."""


@dataclass
class User:
    """Somebody in a workspace, with what Slack tells about them."""

    id: str
    name: str
    email: str = ""
    tz: str = "Europe/Helsinki"
    locale: str = "fi-FI"
    deleted: bool = False
    is_bot: bool = False
    is_stranger: bool = False
    """Somebody of another organisation, met in a shared channel."""
    is_restricted: bool = False
    """A guest."""
    team: str = ""

    def shown(self, *, email: bool, locale: bool) -> Json:
        """Return the user object as the Web API gives it."""
        profile: Json = {
            "real_name": self.name,
            "display_name": self.name.casefold(),
            "team": self.team,
        }
        if email and not self.is_bot:
            profile["email"] = self.email
        told: Json = {
            "id": self.id,
            "team_id": self.team,
            "name": self.name.casefold(),
            "deleted": self.deleted,
            "profile": profile,
            "is_bot": self.is_bot,
            "is_app_user": False,
        }
        if self.deleted:
            return told  # Slack tells no zone of those who are switched off
        told |= {
            "real_name": self.name,
            "tz": self.tz,
            "tz_label": self.tz,
            "tz_offset": 7200,
            "is_restricted": self.is_restricted,
            "is_ultra_restricted": False,
        }
        if self.is_stranger:
            told["is_stranger"] = True
        if locale:
            told["locale"] = self.locale
        return told


@dataclass
class Message:
    """A message as it stands now."""

    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    bot: bool = False
    changed: int = 0
    """How often it was changed."""
    only_for: str = ""
    """The one who sees it, where it is ephemeral."""
    response_url: str = ""
    """Where it came by one: it can only be changed there."""
    files: list[Json] = field(default_factory=list)

    def shown(self, *, metadata: bool) -> Json:
        """Return the message object as the Web API gives it."""
        told: Json = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text}
        if self.bot:
            told |= {"bot_id": "B0RYTMI", "app_id": "A0RYTMI"}
        if self.blocks:
            told["blocks"] = self.blocks
        if self.files:
            told["files"] = self.files
        if self.metadata is not None:
            told["metadata"] = (
                self.metadata if metadata else {"event_type": "", "event_payload": {}}
            )
        return told


@dataclass
class Channel:
    """A channel, or the conversation of the app with one user."""

    id: str
    name: str = ""
    user: str = ""
    """The other one, in a direct conversation."""
    members: set[str] = field(default_factory=set)
    is_archived: bool = False
    messages: list[Message] = field(default_factory=list)

    @property
    def is_im(self) -> bool:
        """Whether it is a direct conversation."""
        return self.id.startswith("D")

    def find(self, ts: str) -> Message | None:
        """Return the message of that name."""
        return next((each for each in self.messages if each.ts == ts), None)

    def shown(self, bot_user: str) -> Json:
        """Return the channel object as the Web API gives it to an app."""
        told: Json = {"id": self.id, "is_im": self.is_im, "is_archived": self.is_archived}
        if self.is_im:
            return told | {"user": self.user}
        return told | {
            "is_member": bot_user in self.members,
            "name": self.name,
            "is_channel": True,
            "is_private": self.id.startswith("G"),
            "num_members": len(self.members),
        }


@dataclass
class Workspace:
    """One workspace; several may belong to an Enterprise organisation."""

    id: str
    name: str
    enterprise: str = ""
    bot_user: str = ""
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    homes: dict[str, Json] = field(default_factory=dict)
    """The Home tab of each user to whom one was published."""
    home_hashes: dict[str, str] = field(default_factory=dict)
    """What names the version of each of them."""
    granted: bool = True
    """Whether it lets an app in that is installed for its whole organisation."""

    def add_user(self, user: User) -> User:
        """Let somebody join."""
        user.team = self.id
        self.users[user.id] = user
        return user

    def add_channel(self, channel: Channel) -> Channel:
        """Open a channel."""
        self.channels[channel.id] = channel
        return channel

    def direct(self, user: str) -> Channel:
        """Return the app's conversation with a user, opened where there is none yet."""
        name = f"D{user[1:]}"
        members = {user, self.bot_user}
        return self.channels.get(name) or self.add_channel(
            Channel(name, user=user, members=members)
        )

    def user_by_email(self, email: str) -> User | None:
        """Return who has this address and is not switched off."""
        wanted = email.casefold()
        return next(
            (
                each
                for each in self.users.values()
                if each.email.casefold() == wanted and not each.deleted
            ),
            None,
        )


@dataclass
class Token:
    """What an app shows at each call."""

    value: str
    owner: str
    """The workspace's id, or the Enterprise organisation's for a token that is good in many."""
    scopes: frozenset[str] = SCOPES
    expires: datetime | None = None
    revoked: str = ""
    """The error that it meets from now on; empty: it is good."""
    is_app: bool = False
    """One that opens sockets and nothing else."""

    @property
    def is_wide(self) -> bool:
        """Whether it is good in every workspace of an Enterprise organisation."""
        return self.owner.startswith("E")


def people_of(workspace: Workspace, names: Iterable[str]) -> None:
    """Let people join under their names, as ``U0NAME`` and ``name@county.example``."""
    for name in names:
        workspace.add_user(User(f"U0{name.upper()}", name.title(), f"{name}@county.example"))
