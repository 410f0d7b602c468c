"""How the outbox writes a post: the recipient's name, and the columns it is read back from."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final, assert_never

from sqlalchemy import ColumnElement, literal_column

from dialogs.okr.model import ChannelId, PersonId
from dialogs.posts import Post, PostKey, PostKind, Recipient, ToChannel, ToPerson
from storage.codec import read_reader, read_view
from storage.tables import OutboxRow, table
from storage.translation import AnyRow, Columns

outbox: Final = table(OutboxRow).c

_reader_from: Final = lru_cache(maxsize=256)(read_reader)
"""There are few languages and zones, and many messages."""

READY: Final[ColumnElement[str]] = literal_column("'ready'")
"""In so many words: for the sake of partial indexes SQLite would plan anew with each value."""

POST: Final[Columns] = (
    outbox.key,
    outbox.kind,
    outbox.recipient,
    outbox.reader,
    outbox.view,
    outbox.at,
    outbox.replaces,
)


def post_from(row: AnyRow | tuple[Any, ...]) -> Post:
    """Make a post of the columns of POST."""
    key, kind, recipient, reader, view, at, replaces = row
    return Post(
        key=PostKey(key),
        kind=PostKind(kind),
        recipient=read_recipient(recipient),
        reader=_reader_from(reader),
        view=read_view(view),
        at=at,
        replaces=None if replaces is None else PostKey(replaces),
    )


def write_recipient(recipient: Recipient) -> str:
    """Write ``person:ID`` or ``channel:ID``."""
    match recipient:
        case ToPerson(person):
            return f"person:{person}"
        case ToChannel(channel):
            return f"channel:{channel}"
    assert_never(recipient)


def read_recipient(text: str) -> Recipient:
    """Read what `write_recipient` has written."""
    kind, _, identity = text.partition(":")
    return ToPerson(PersonId(identity)) if kind == "person" else ToChannel(ChannelId(identity))
