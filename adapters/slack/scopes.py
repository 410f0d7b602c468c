"""What Rytmi may do in a workspace: a table, which the manifest and the installation both read."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

SCOPES: Final = MappingProxyType(
    {
        "channels:read": "finds a forum's channel by its name, and whether Rytmi is in it",
        "chat:write": "asks, thanks and posts roll-ups",
        "commands": "/okr and the shortcut",
        "files:write": "pictures of charts, where Slack draws none",
        "groups:read": "the same of private channels that Rytmi was invited to",
        "im:history": "reads what is written to Rytmi, and whether a message has arrived",
        "im:write": "opens the direct message with someone",
        "users:read": "who there is, their time zone and language",
        "users:read.email": "matches users to the organisation's people",
    }
)
"""Scope and what it is for; of bots, there are no others."""
