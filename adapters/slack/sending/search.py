"""Finds out whether a message has arrived: by the key that each one carries in its metadata."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.slack.codes import fate_of, read
from adapters.slack.errors import GoneError, SealError
from adapters.slack.installing.keyring import Known
from adapters.slack.installing.workspaces import Workspaces
from dialogs.ports import Absent, Delivered, Found, Held, Later, Unknown
from dialogs.posts import Parcel, ToPerson

log = logging.getLogger(__name__)

EVENT: Final = "rytmi_message"
"""How our metadata are called; they hold the message's key, which is made of ids."""

BEFORE: Final = timedelta(minutes=5)
"""By how much Slack's clock may lag behind ours."""
PAGE: Final = 100
"""Messages that are read at once."""
PAGES: Final = 10
"""Pages that are read at most; a message further back stays uncertain."""


class Search:
    """Reads in the conversations that Rytmi may read."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces

    async def find(self, parcel: Parcel, known: Known) -> Found:
        """Return where the message is; Unknown where Rytmi may not look, or sees too little."""
        direct = isinstance(parcel.post.recipient, ToPerson)
        try:
            return await self._found(parcel, known)
        except SlackApiError as error:
            answer = read(error)
            fate = fate_of(answer, direct=direct)
            return fate if isinstance(fate, Later) else Unknown(f"Slack says {answer.code}")
        except GoneError:
            return Absent()  # the try that follows says why it cannot be sent
        except SealError as error:
            return Later(0, str(error), Held.LANE)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return Later(0, f"no answer from Slack: {type(error).__name__}", Held.LANE)

    async def _found(self, parcel: Parcel, known: Known) -> Found:
        channel = await self._conversation(parcel)
        since = (parcel.post.at - BEFORE).timestamp()
        asked: dict[str, Any] = {
            "channel": channel,
            "oldest": f"{since:.6f}",
            "include_all_metadata": True,
            "limit": PAGE,
        }
        blind = False
        for _ in range(PAGES):
            answer = await self._workspaces.call(
                parcel.workspace, "conversations.history", asked, form=True
            )
            for message in answer.get("messages") or ():
                key = _key(message)
                if key == parcel.post.key:
                    return Delivered(f"{channel}/{message.get('ts')}")
                blind = blind or (key is None and _is_ours(message, known))
            asked["cursor"] = (answer.get("response_metadata") or {}).get("next_cursor")
            if not asked["cursor"]:
                return Unknown("Slack shows no metadata of our messages") if blind else Absent()
        return Unknown(f"it is not among the newest {PAGE * PAGES} messages")

    async def _conversation(self, parcel: Parcel) -> str:
        """Return the conversation to look in; of a user, the direct one with Rytmi."""
        if not parcel.address.startswith(("U", "W")):
            return parcel.address
        opened = await self._workspaces.call(
            parcel.workspace, "conversations.open", {"users": parcel.address}, form=True
        )
        return str((opened.get("channel") or {}).get("id"))


def _key(message: Mapping[str, Any]) -> str | None:
    """Return the key that a message carries; None: none that can be seen."""
    metadata = message.get("metadata")
    if not isinstance(metadata, dict) or metadata.get("event_type") != EVENT:
        return None
    payload = metadata.get("event_payload")
    key = payload.get("key") if isinstance(payload, dict) else None
    return key if isinstance(key, str) else None


def _is_ours(message: Mapping[str, Any], known: Known) -> bool:
    """Tell whether Rytmi has posted a message, which then must carry a key."""
    if message.get("subtype") not in (None, "bot_message"):
        return False  # "has joined the channel" and the like
    names = {message.get("bot_id"), message.get("user")}
    return bool(names & {known.bot, known.bot_user})
