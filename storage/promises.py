"""What keeps an organisation's promises: claims with their replies, moments, and sessions."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from dialogs.events import Moment
from dialogs.okr.model import PersonId
from dialogs.ports import Claim
from dialogs.replies import Reply
from dialogs.session import Session, SessionId
from storage.codec import read_pairs, read_reply, write_pairs, write_reply
from storage.part import OWNER, Part, owner
from storage.tables import ClaimRow, MomentRow, SessionRow, table

_claims: Final = table(ClaimRow).c
_sessions: Final = table(SessionRow).c

_CLAIM: Final = insert(table(ClaimRow)).on_conflict_do_nothing()
_KEPT: Final = select(_claims.reply).where(
    _claims.organisation_id == owner(), _claims.delivery == bindparam("of_delivery")
)
_KEEP: Final = (
    update(table(ClaimRow))
    .where(_claims.organisation_id == owner(), _claims.delivery == bindparam("of_delivery"))
    .values(reply=bindparam("kept"))
)
_MOMENT: Final = insert(table(MomentRow)).on_conflict_do_nothing()
_SESSION: Final = select(
    _sessions.id,
    _sessions.person,
    _sessions.flow,
    _sessions.step,
    _sessions.args,
    _sessions.version,
    _sessions.expires,
    _sessions.done,
    _sessions.given,
).where(_sessions.organisation_id == owner(), _sessions.id == bindparam("session"))
_HELD_SESSION: Final = _SESSION.with_for_update()


def _save_session() -> Any:  # noqa: ANN401 - an insert of one dialect that both compile
    new = insert(table(SessionRow))
    moved = ("person", "flow", "step", "args", "version", "expires", "done", "given")
    return new.on_conflict_do_update(
        index_elements=[OWNER, "id"], set_={name: new.excluded[name] for name in moved}
    )


_SAVE_SESSION: Final = _save_session()


_END_SESSION: Final = (
    update(table(SessionRow))
    .where(_sessions.organisation_id == owner(), _sessions.id == bindparam("session"))
    .values(done=True, given=write_pairs(()))
)


class Promises(Part):
    """Each key is claimed once, whoever tries."""

    def claim(self, delivery: str, now: datetime) -> Claim:
        # PostgreSQL makes the insert wait for a concurrent first, so that its reply is there
        # afterwards; if that one rolls back, this one is the first. SQLite has one writer.
        row = {"delivery": delivery, "reply": None, "created_at": now}
        if self._insert(_CLAIM, [row]) == 1:
            return Claim(first=True)
        kept = self._one(_KEPT, of_delivery=delivery)
        text = None if kept is None else kept.reply
        return Claim(first=False, reply=None if text is None else read_reply(text))

    def keep_reply(self, delivery: str, reply: Reply) -> None:
        self._run(_KEEP, of_delivery=delivery, kept=write_reply(reply))

    def claim_moment(self, moment: Moment, now: datetime) -> bool:
        row = {
            "key": moment.key,
            "kind": moment.kind.value,
            "subject": moment.subject,
            "period": moment.period,
            "planned": moment.planned,
            "claimed_at": now,
            "dropped": None if moment.dropped is None else moment.dropped.value,
        }
        return self._insert(_MOMENT, [row]) == 1

    def session(self, session: SessionId) -> Session | None:
        row = self._one(_HELD_SESSION if self._holds else _SESSION, session=session)
        if row is None:
            return None
        return Session(
            id=SessionId(row.id),
            person=PersonId(row.person),
            flow=row.flow,
            step=row.step,
            args=read_pairs(row.args),
            version=row.version,
            expires=row.expires,
            done=row.done,
            given=read_pairs(row.given),
        )

    def save_session(self, session: Session) -> None:
        row = {
            "id": session.id,
            "person": session.person,
            "flow": session.flow,
            "step": session.step,
            "args": write_pairs(session.args),
            "version": session.version,
            "expires": session.expires,
            "done": session.done,
            "given": write_pairs(session.given),
        }
        self._insert(_SAVE_SESSION, [row])

    def end_session(self, session: SessionId) -> None:
        self._run(_END_SESSION, session=session)
