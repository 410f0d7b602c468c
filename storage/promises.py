"""What keeps an organisation's promises: moments that come once, and sessions."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from dialogs.events import Moment
from dialogs.okr.model import PersonId
from dialogs.session import Session, SessionId
from storage.codec import read_pairs, write_pairs
from storage.part import OWNER, Part, owner
from storage.tables import MomentRow, SessionRow, table
from storage.translation import AnyRow

_sessions: Final = table(SessionRow).c

_MOMENT: Final = insert(table(MomentRow)).on_conflict_do_nothing()
SESSION: Final = (
    _sessions.id,
    _sessions.person,
    _sessions.flow,
    _sessions.step,
    _sessions.args,
    _sessions.version,
    _sessions.expires,
    _sessions.done,
    _sessions.given,
)
_SESSION: Final = select(*SESSION).where(
    _sessions.organisation_id == owner(), _sessions.id == bindparam("session")
)


def _save_session() -> Any:  # noqa: ANN401 - an insert of one dialect that both compile
    new = insert(table(SessionRow))
    moved = ("person", "flow", "step", "args", "version", "expires", "done", "given")
    return new.on_conflict_do_update(
        index_elements=[OWNER, "id"], set_={name: new.excluded[name] for name in moved}
    )


_SAVE_SESSION: Final = _save_session()
_NEW_SESSION: Final = insert(table(SessionRow))
"""Breaks where another transaction has written it: `PostgresqlRunner` then begins anew."""
_END_SESSION: Final = (
    update(table(SessionRow))
    .where(_sessions.organisation_id == owner(), _sessions.id == bindparam("session"))
    .values(done=True, given=write_pairs(()))
)


class Promises(Part):
    """A moment's key is claimed once, whoever tries."""

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
        row = self._one(_SESSION, session=session)
        return None if row is None else session_from(row)

    def save_session(self, session: Session) -> None:
        self._later(self._rows(_NEW_SESSION if session.carried else _SAVE_SESSION, [_row(session)]))

    def end_session(self, session: Session) -> None:
        if session.carried:
            self.save_session(replace(session, done=True, given=()))
        else:
            self._later(self._update(_END_SESSION, session=session.id))


def _row(session: Session) -> dict[str, Any]:
    return {
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


def session_from(row: AnyRow | tuple[Any, ...]) -> Session:
    """Make a session of the columns of SESSION."""
    identity, person, flow, step, args, version, expires, done, given = row
    return Session(
        id=SessionId(identity),
        person=PersonId(person),
        flow=flow,
        step=step,
        args=read_pairs(args),
        version=version,
        expires=expires,
        done=done,
        given=read_pairs(given),
    )
