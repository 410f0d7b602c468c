"""Conversations and the messages in them: ``conversations.*`` and ``chat.*``."""

from __future__ import annotations

import re
from typing import Final

from tests.slack.checks import Surface
from tests.slack.faults import WrongError
from tests.slack.methods.registry import Asked, Method, page
from tests.slack.places import Channel, Json, Message, Workspace

TEXT_OF_UPDATE: Final = 4_000
LONGEST_TEXT: Final = 40_000
LARGEST_METADATA: Final = 8_000
READ: Final = "channels:read|groups:read|im:read"


def conversations_list(asked: Asked) -> Json:
    """Tell the channels, a page at a time."""
    kinds = str(asked.args.get("types") or "public_channel").split(",")
    workspace = asked.workspace()
    found = [
        each
        for each in workspace.channels.values()
        if _kind(each) in kinds and not (asked.flag("exclude_archived") and each.is_archived)
    ]
    shown, cursor = page(found, asked, 1000)
    return {"channels": [each.shown(workspace.bot_user) for each in shown]} | cursor


def _kind(channel: Channel) -> str:
    if channel.is_im:
        return "im"
    return "private_channel" if channel.id.startswith("G") else "public_channel"


def conversations_info(asked: Asked) -> Json:
    """Tell one channel."""
    workspace, channel = asked.channel()
    if channel.id.startswith("G") and workspace.bot_user not in channel.members:
        raise WrongError("channel_not_found")
    return {"channel": channel.shown(workspace.bot_user)}


def conversations_members(asked: Asked) -> Json:
    """Tell who is in a channel."""
    _, channel = asked.channel()
    members, cursor = page(sorted(channel.members), asked, 1000)
    return {"members": list(members)} | cursor


def conversations_open(asked: Asked) -> Json:
    """Open the direct conversation with a user."""
    user = asked.text("users")
    if "," in user:
        raise WrongError("not_enough_users")
    workspace, found = asked.somewhere(lambda each: each.users.get(user), "user_not_found")
    if found.deleted:
        raise WrongError("user_disabled")
    if found.is_bot:
        raise WrongError("cannot_dm_bot")
    known = f"D{user[1:]}" in workspace.channels
    channel = workspace.direct(user)
    return {"channel": {"id": channel.id}, "already_open": known}


def conversations_history(asked: Asked) -> Json:
    """Tell the messages of a conversation, newest first."""
    workspace, channel = asked.channel()
    needed = "im:history" if channel.is_im else "channels:history"
    if needed not in asked.token.scopes:
        raise WrongError("missing_scope", needed=needed, provided=_provided(asked))
    if workspace.bot_user not in channel.members:
        raise WrongError("not_in_channel")
    oldest, latest = str(asked.args.get("oldest") or ""), str(asked.args.get("latest") or "")
    inclusive = asked.flag("inclusive")
    seen = [
        each
        for each in reversed(channel.messages)
        if not each.only_for and _between(each.ts, oldest, latest, inclusive=inclusive)
    ]
    shown, cursor = page(seen, asked, 999)
    metadata = asked.flag("include_all_metadata")
    messages = [each.shown(metadata=metadata) for each in shown]
    return {
        "messages": messages,
        "has_more": bool(cursor["response_metadata"]["next_cursor"]),
    } | cursor


def _between(ts: str, oldest: str, latest: str, *, inclusive: bool) -> bool:
    at = float(ts)
    above = not oldest or at > float(oldest) or (inclusive and at == float(oldest))
    below = not latest or at < float(latest) or (inclusive and at == float(latest))
    return above and below


def chat_post_message(asked: Asked) -> Json:
    """Post a message, in a channel or to a user."""
    platform = asked.platform
    workspace, channel = _recipient(asked)
    if channel.is_archived:
        raise WrongError("is_archived")
    if workspace.bot_user not in channel.members:
        raise WrongError("not_in_channel")
    message = _content(asked, "chat.postMessage", workspace)
    platform.allowance.post(asked.token.owner, channel.id, platform.clock.now())
    message.text = message.text[:LONGEST_TEXT]
    channel.messages.append(message)
    platform.on_change()
    return {"channel": channel.id, "ts": message.ts, "message": message.shown(metadata=True)}


def _recipient(asked: Asked) -> tuple[Workspace, Channel]:
    name = asked.text("channel")
    if name.startswith(("U", "W")):
        workspace, user = asked.somewhere(lambda each: each.users.get(name), "channel_not_found")
        if user.is_bot:
            raise WrongError("cannot_dm_bot")
        if user.deleted:
            raise WrongError("user_disabled")
        return workspace, workspace.direct(name)
    bare = name.removeprefix("#")
    workspace, channel = asked.somewhere(
        lambda each: (
            each.channels.get(name)
            or next((one for one in each.channels.values() if one.name == bare and bare), None)
        ),
        "channel_not_found",
    )
    if channel.is_im and workspace.users[channel.user].deleted:
        raise WrongError("is_inactive")
    return workspace, channel


def _content(asked: Asked, method: str, workspace: Workspace) -> Message:
    text, blocks = str(asked.args.get("text") or ""), asked.data("blocks")
    if not text and not blocks:
        raise WrongError("no_text")
    payload: Json = {"text": text} | ({"blocks": blocks} if blocks is not None else {})
    asked.platform.check(method, Surface.MESSAGE, payload)
    return Message(
        asked.platform.stamp(),
        workspace.bot_user,
        text,
        blocks or [],
        _metadata(asked),
        bot=True,
    )


def _metadata(asked: Asked) -> Json | None:
    given = asked.data("metadata")
    if given is None:
        return None
    whole = isinstance(given, dict) and set(given) == {"event_type", "event_payload"}
    if not whole or not re.fullmatch(r"[a-z0-9_]{1,255}", str(given["event_type"])):
        raise WrongError("invalid_metadata_format")
    if not isinstance(given["event_payload"], dict):
        raise WrongError("invalid_metadata_format")
    if len(str(given)) > LARGEST_METADATA:
        raise WrongError("metadata_too_large")
    return dict(given)


def chat_update(asked: Asked) -> Json:
    """Put another message in a message's place."""
    workspace, channel = asked.channel()
    message = channel.find(asked.text("ts"))
    if message is None or message.only_for:
        raise WrongError("message_not_found")
    if message.user != workspace.bot_user:
        raise WrongError("cant_update_message")
    if channel.is_archived:
        raise WrongError("is_archived")
    fresh = _content(asked, "chat.update", workspace)
    if len(fresh.text) > TEXT_OF_UPDATE:
        raise WrongError("msg_too_long")
    message.text, message.blocks = fresh.text, fresh.blocks
    message.metadata = fresh.metadata or message.metadata
    message.changed += 1
    asked.platform.on_change()
    return {"channel": channel.id, "ts": message.ts, "text": message.text}


def chat_delete(asked: Asked) -> Json:
    """Take a message away."""
    workspace, channel = asked.channel()
    message = channel.find(asked.text("ts"))
    if message is None:
        raise WrongError("message_not_found")
    if message.user != workspace.bot_user:
        raise WrongError("cant_delete_message")
    channel.messages.remove(message)
    return {"channel": channel.id, "ts": message.ts}


def chat_post_ephemeral(asked: Asked) -> Json:
    """Show a message to one member of a channel."""
    workspace, channel = asked.channel()
    user = asked.text("user")
    if user not in channel.members:
        raise WrongError("user_not_in_channel")
    message = _content(asked, "chat.postEphemeral", workspace)
    message.only_for = user
    screen = asked.platform.screens.get((workspace.id, user))
    if screen is not None:
        screen.told.append(message)
    return {"message_ts": message.ts}


def _provided(asked: Asked) -> str:
    return ",".join(sorted(asked.token.scopes))


METHODS: Final = {
    "conversations.list": Method(conversations_list, READ, tier=2),
    "conversations.info": Method(conversations_info, READ, tier=3),
    "conversations.members": Method(conversations_members, READ, tier=4),
    "conversations.open": Method(conversations_open, "im:write", tier=3),
    "conversations.history": Method(conversations_history, "im:history|channels:history", tier=3),
    "chat.postMessage": Method(chat_post_message, "chat:write", tier=0),
    "chat.update": Method(chat_update, "chat:write", tier=3),
    "chat.delete": Method(chat_delete, "chat:write", tier=3),
    "chat.postEphemeral": Method(chat_post_ephemeral, "chat:write", tier=4),
}
