"""What an organisation has been told: posts into the outbox, and the figures of past digests."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert

from dialogs.okr.model import ForumId
from dialogs.ports import PastDigest, Posted
from dialogs.posts import Post, PostKey
from storage.codec import read_figures, write_figures, write_reader, write_view
from storage.columns import among
from storage.ledger import Ledger, planned_row
from storage.mail import outbox, write_recipient
from storage.part import OWNER, owner
from storage.reach import reached_at
from storage.tables import DigestRow, OutboxRow, table

_digests: Final = table(DigestRow).c
_newer: Final = table(OutboxRow).alias("newer")
_replaced: Final = table(OutboxRow).alias("replaced")


_ROOT_OF_REPLACED: Final = (
    select(_replaced.c.root)
    .where(_replaced.c.organisation_id == owner(), _replaced.c.key == bindparam("instead_of"))
    .scalar_subquery()
)
_POST: Final = (
    insert(table(OutboxRow))
    .values(
        organisation_id=owner(),
        key=bindparam("post_key"),
        root=func.coalesce(_ROOT_OF_REPLACED, bindparam("instead_of"), bindparam("post_key")),
        replaces=bindparam("instead_of"),
        kind=bindparam("post_kind"),
        recipient=bindparam("to"),
        **reached_at(bindparam("to")),
        reader=bindparam("for_reader"),
        view=bindparam("shown"),
        at=bindparam("not_before"),
        due_at=bindparam("not_before"),
        state="ready",
        attempts=0,
        doubtful=False,
        reason="",
        told=False,
    )
    .on_conflict_do_nothing(index_elements=[outbox.organisation_id, outbox.key])
    .inline()
)


_WAITING: Final = (
    select(outbox.key)
    # By its root a chain is found at once, however many messages wait in the outbox.
    .join_from(
        _newer,
        outbox.key.table,
        and_(outbox.organisation_id == _newer.c.organisation_id, outbox.root == _newer.c.root),
    )
    .where(
        _newer.c.organisation_id == owner(),
        _newer.c.key == bindparam("by"),
        outbox.id < _newer.c.id,
        outbox.done_at.is_(None),
    )
)
"""What a message takes the place of and has not arrived; most often there is none."""
_POSTED: Final = select(outbox.key, outbox.state, outbox.due_at, outbox.done_at).where(
    outbox.organisation_id == owner(),
    among(outbox.key, "keys"),
)
_NEVER: Final = frozenset({"failed", "superseded"})
"""States of what will never arrive."""
_PAST_DIGEST: Final = (
    select(_digests.at, _digests.figures)
    .where(_digests.organisation_id == owner(), _digests.forum == bindparam("of_forum"))
    .order_by(_digests.at.desc(), _digests.period.desc())
    .limit(1)
)


def _keep_digest() -> Any:  # noqa: ANN401 - an insert of one dialect that both compile
    new = insert(table(DigestRow))
    return new.on_conflict_do_update(
        index_elements=[OWNER, "forum", "period"],
        set_={"at": new.excluded.at, "figures": new.excluded.figures},
    )


_KEEP_DIGEST: Final = _keep_digest()


class Messages(Ledger):
    """What was said, and what is to be said."""

    def past_digest(self, forum: ForumId) -> PastDigest | None:
        row = self._one(_PAST_DIGEST, of_forum=forum)
        return None if row is None else PastDigest(row.at, read_figures(row.figures))

    def keep_digest(self, forum: ForumId, period: str, digest: PastDigest) -> None:
        figures = write_figures(digest.figures)
        row = {"forum": forum, "period": period, "at": digest.at, "figures": figures}
        self._insert(_KEEP_DIGEST, [row])

    def post(self, posts: Sequence[Post]) -> None:
        lines = [row for row in map(planned_row, posts) if row is not None]
        self._make_way(lines)
        # One by one: a post may replace one that stands before it.
        for post in posts:
            self._run(
                _POST,
                post_key=post.key,
                instead_of=post.replaces,
                post_kind=post.kind.value,
                to=write_recipient(post.recipient),
                for_reader=write_reader(post.reader),
                shown=write_view(post.view),
                not_before=post.at,
            )
            if post.replaces is not None:
                # What this post takes the place of, and nobody has begun to send, stays unsent.
                waiting = [PostKey(key) for (key,) in self._all(_WAITING, by=post.key)]
                self._keep_unsent(waiting, post.at, f"superseded by {post.key}")
        self._note(lines)

    def posted(self, keys: Collection[PostKey]) -> Mapping[PostKey, Posted]:
        rows = self._all(_POSTED, keys=list(keys)) if keys else ()
        return {
            PostKey(key): Posted(
                at=None if state in _NEVER else done_at or due_at, done=done_at is not None
            )
            for key, state, due_at, done_at in rows
        }
