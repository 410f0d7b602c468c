"""What an organisation has been told: posts into the outbox, and the figures of past digests."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Text, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert

from dialogs.okr.model import ForumId
from dialogs.ports import PastDigest, Posted
from dialogs.posts import Post, PostKey
from storage.codec import read_figures, write_figures, write_reader, write_view
from storage.columns import among
from storage.ledger import Ledger, planned_row
from storage.mail import READY, outbox, write_recipient
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
_AT: Final = {
    name: func.coalesce(bindparam(f"at_{name}", type_=Text()), otherwise)
    for name, otherwise in reached_at(bindparam("to")).items()
}
"""Where the post itself says, else where its recipient is reached."""
_POST: Final = (
    insert(table(OutboxRow))
    .values(
        organisation_id=owner(),
        key=bindparam("post_key"),
        root=func.coalesce(_ROOT_OF_REPLACED, bindparam("instead_of"), bindparam("post_key")),
        replaces=bindparam("instead_of"),
        kind=bindparam("post_kind"),
        recipient=bindparam("to"),
        **_AT,
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


_SUPERSEDE: Final = (
    update(table(OutboxRow))
    .where(
        outbox.organisation_id == owner(),
        # By its root a chain is found at once, however many messages wait in the outbox.
        outbox.root == func.coalesce(_ROOT_OF_REPLACED, bindparam("instead_of")),
        outbox.state == READY,  # and so not done: SQLite would look through all that are not
        ~select(_newer.c.id)
        .where(_newer.c.organisation_id == owner(), _newer.c.key == bindparam("post_key"))
        .exists(),
    )
    .values(state="superseded", done_at=bindparam("not_before"), reason=bindparam("why"))
)
"""Leaves unsent what a message takes the place of and nobody has begun to send; comes first."""
POSTED: Final = select(outbox.key, outbox.state, outbox.due_at, outbox.done_at).where(
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
            named = {"post_key": post.key, "instead_of": post.replaces, "not_before": post.at}
            spot = post.spot
            new = self._update(
                _POST,
                **named,
                at_door=spot and spot.door,
                at_workspace=spot and spot.workspace,
                at_address=spot and spot.account,
                post_kind=post.kind.value,
                to=write_recipient(post.recipient),
                for_reader=write_reader(post.reader),
                shown=write_view(post.view),
            )
            if post.replaces is None:
                self._later(new)
            else:
                why = f"superseded by {post.key}"
                self._later(self._update(_SUPERSEDE, **named, why=why), new)
        self._note(lines)

    def posted(self, keys: Collection[PostKey]) -> Mapping[PostKey, Posted]:
        return posted_from(self._all(POSTED, keys=list(keys)) if keys else ())


def posted_from(rows: Iterable[tuple[Any, ...]]) -> Mapping[PostKey, Posted]:
    """Read the rows of POSTED."""
    return {
        PostKey(key): Posted(
            at=None if state in _NEVER else done_at or due_at, done=done_at is not None
        )
        for key, state, due_at, done_at in rows
    }
