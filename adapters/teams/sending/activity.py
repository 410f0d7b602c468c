"""What Rytmi writes, as the connector takes it."""

from __future__ import annotations

from typing import Any, Final

ADAPTIVE: Final = "application/vnd.microsoft.card.adaptive"

Json = dict[str, Any]


def with_card(card: Json, summary: str, *, alert: bool = True) -> Json:
    """Return a message that is a card.

    It has no text beside it: of the two Teams would make two messages, and name neither, so that
    none could be replaced. ``summary`` is what a notification shows; ``alert``: there is one.
    """
    told: Json = {
        "type": "message",
        "attachments": [{"contentType": ADAPTIVE, "content": card}],
        "summary": summary,
    }
    return {**told, "channelData": {"notification": {"alert": True}}} if alert else told


def with_text(text: str, *, alert: bool = True) -> Json:
    """Return a message of plain text, where a card is not taken; nothing in it is markup."""
    told: Json = {"type": "message", "text": text, "textFormat": "plain", "summary": text}
    return {**told, "channelData": {"notification": {"alert": True}}} if alert else told
