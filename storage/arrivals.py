"""What an answer begins and ends with: who sends it, whether it is a repeat, the reply it gets."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, and_, bindparam, exists, select
from sqlalchemy.dialects.postgresql import insert

from dialogs.okr.model import PersonId
from dialogs.ports import Arrival
from dialogs.replies import Reply
from dialogs.session import SessionId
from storage.absences import Absences
from storage.codec import read_reply, write_reply
from storage.errors import TakenMeanwhileError
from storage.part import owner
from storage.people import AT_HOME, HOME, People
from storage.prepared import Record, Values
from storage.promises import SESSION, Promises, session_from
from storage.tables import ClaimRow, SessionRow, table
from storage.translation import absences, people

_claims: Final = table(ClaimRow).c
_sessions: Final = table(SessionRow).c

_TAKEN: Final = (_claims.created_at, _claims.reply)
_CLAIM: Final = insert(table(ClaimRow)).on_conflict_do_nothing()
_REPEAT: Final = select(*_TAKEN).where(
    _claims.organisation_id == owner(), _claims.delivery == bindparam("of_delivery")
)
_IS_DEPUTY: Final = exists().where(
    absences.organisation_id == people.organisation_id, absences.deputy == people.id
)


def _arrival() -> Select[*tuple[Any, ...]]:
    return AT_HOME.add_columns(*_TAKEN, _IS_DEPUTY.label("is_deputy")).outerjoin(
        table(ClaimRow),
        and_(
            _claims.organisation_id == people.organisation_id,
            _claims.delivery == bindparam("of_delivery"),
        ),
    )


_ARRIVAL: Final = _arrival()
_ITS_SESSION: Final = and_(
    _sessions.organisation_id == people.organisation_id, _sessions.id == bindparam("session")
)
_ANSWER: Final = _ARRIVAL.add_columns(*SESSION).join(table(SessionRow), _ITS_SESSION)
_HELD_ANSWER: Final = _ANSWER.with_for_update(of=table(SessionRow))
_FIRST_ANSWER: Final = _ARRIVAL.add_columns(*SESSION).outerjoin(table(SessionRow), _ITS_SESSION)
"""Where there may be no row of the session yet."""
_END_OF_HOME: Final = len(HOME)
_END_OF_ARRIVAL: Final = _END_OF_HOME + len(_TAKEN) + 1


class Arrivals(People, Absences, Promises):
    """Each delivery is taken once, whoever tries, and its repeats get the same reply."""

    def arrival(
        self,
        person: PersonId,
        delivery: str,
        session: SessionId | None = None,
        *,
        carried: bool = False,
    ) -> Arrival:
        sent = {"person": person, "of_delivery": delivery}
        row = None
        if session is not None:
            row = self._answering({**sent, "session": session}, carried=carried)
        if row is None:  # there is no such session; or no such person, and they have none
            row = self._one(_ARRIVAL, **sent)
        if row is None:
            taken = self._one(_REPEAT, of_delivery=delivery)
            reply = None if taken is None else _reply(taken.reply)
            return Arrival(None, repeat=taken is not None, reply=reply)
        at, kept, is_deputy, *opened = row[_END_OF_HOME:]
        if not is_deputy:
            self._nobodys_deputies.add(person)
        return Arrival(
            person=self._at_home(row),
            session=session_from(tuple(opened)) if opened and opened[0] is not None else None,
            repeat=at is not None,
            reply=_reply(kept),
        )

    def _answering(self, sent: Values, *, carried: bool) -> Record | None:
        """Look up who has sent a delivery together with the session it names, and hold that."""
        if carried:
            row = self._one(_FIRST_ANSWER, **sent)
            found = row is not None and row[_END_OF_ARRIVAL] is not None
            if not found or not self._has_rivals:
                return row
            # There is one after all, and what may be missing cannot be held by the same look.
        return self._one(_HELD_ANSWER if self._holds else _ANSWER, **sent)

    def keep_reply(self, delivery: str, reply: Reply, now: datetime) -> None:
        # PostgreSQL makes the insert wait for another of the same key; if that one rolls back,
        # this one is the first. SQLite has one writer, so that a repeat is seen on arrival.
        row = {"delivery": delivery, "reply": write_reply(reply), "created_at": now}
        if self._last(self._rows(_CLAIM, [row])) == 0:
            raise TakenMeanwhileError("another transaction has taken the delivery; it has a reply")


def _reply(text: str | None) -> Reply | None:
    return None if text is None else read_reply(text)
