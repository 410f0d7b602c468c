"""What recurs in each organisation, for the clock; and what the clock itself leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Executable, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from dialogs.okr.model import Organisation, OrganisationId
from dialogs.ports import Plan
from dialogs.session import FORGOTTEN
from storage.columns import Utc, among
from storage.crossings import ORGANISATIONS, REVISIONS
from storage.part import Part, owner
from storage.recurring import Recurring
from storage.runner import Runner
from storage.tables import ClaimRow, MomentRow, PulseRow, SessionRow, table
from storage.translation import organisation_from

_AT_ONCE: Final = 500
"""Rows that one transaction forgets: whoever answers meanwhile waits for a moment only."""
_NAME: Final = "planner"

_pulses: Final = table(PulseRow).c
_claims: Final = table(ClaimRow).c
_moments: Final = table(MomentRow).c
_sessions: Final = table(SessionRow).c

_TAKEN: Final = select(_moments.key).where(
    _moments.organisation_id == owner(), _moments.planned > bindparam("since", type_=Utc())
)
_LAST_BEAT: Final = select(_pulses.at).where(_pulses.name == _NAME)


def _note_beat() -> Any:  # noqa: ANN401 - an insert of one dialect that both compile
    new = insert(table(PulseRow)).values(name=_NAME, at=bindparam("now", type_=Utc()))
    return new.on_conflict_do_update(
        index_elements=["name"], set_={"at": new.excluded.at}, where=new.excluded.at > _pulses.at
    )


_NOTE_BEAT: Final = _note_beat()
_OLD_CLAIMS: Final = select(_claims.delivery).where(
    _claims.organisation_id == owner(), _claims.created_at < bindparam("before", type_=Utc())
)
_FORGET_CLAIMS: Final = delete(table(ClaimRow)).where(
    _claims.organisation_id == owner(), among(_claims.delivery, "names")
)
_OLD_SESSIONS: Final = select(_sessions.id).where(
    _sessions.organisation_id == owner(), _sessions.expires < bindparam("before", type_=Utc())
)
_FORGET_SESSIONS: Final = delete(table(SessionRow)).where(
    _sessions.organisation_id == owner(), among(_sessions.id, "names")
)


class Calendar:
    """Reads what recurs; a plan is read again only when its revision has changed."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    async def revisions(self) -> Mapping[OrganisationId, int]:
        return await self._runner.read(_revisions)

    async def plan(self, organisation: OrganisationId) -> Plan:
        return await self._runner.read(
            lambda connection: Recurring(connection, organisation).plan()
        )

    async def claimed(self, organisation: OrganisationId, since: datetime) -> Collection[str]:
        return await self._runner.read(
            lambda connection: _Taken(connection, organisation).since(since)
        )

    async def last_beat(self) -> datetime | None:
        return await self._runner.read(_last_beat)

    async def note_beat(self, now: datetime) -> None:
        def job(connection: Connection) -> None:
            connection.execute(_NOTE_BEAT, {"now": now})

        await self._runner.write(job)

    async def tidy(self, now: datetime) -> None:
        for organisation in await self.revisions():
            await self._tidy(organisation, now - FORGOTTEN)

    async def _tidy(self, organisation: OrganisationId, before: datetime) -> None:
        old = await self._runner.read(
            lambda connection: _Leftovers(connection, organisation).old(before)
        )
        for forget, names in zip(_Leftovers.FORGET, old, strict=True):
            for start in range(0, len(names), _AT_ONCE):
                some = names[start : start + _AT_ONCE]
                await self._runner.write(_forgetting(organisation, forget, some))


def all_organisations(connection: Connection) -> Sequence[Organisation]:
    """Return all organisations, by id."""
    return [organisation_from(row) for row in connection.execute(ORGANISATIONS)]


def _revisions(connection: Connection) -> Mapping[OrganisationId, int]:
    return {OrganisationId(row.id): row.revision for row in connection.execute(REVISIONS)}


def _last_beat(connection: Connection) -> datetime | None:
    found: datetime | None = connection.execute(_LAST_BEAT).scalar_one_or_none()
    return found


def _forgetting(
    organisation: OrganisationId,
    statement: Executable,
    names: Sequence[str],
) -> Callable[[Connection], None]:
    return lambda connection: _Leftovers(connection, organisation).forget(statement, names)


class _Taken(Part):
    """The moments that somebody has taken on in one organisation."""

    def since(self, instant: datetime) -> Collection[str]:
        return [key for (key,) in self._all(_TAKEN, since=instant)]


class _Leftovers(Part):
    """What has served its time in one organisation."""

    FORGET: Final = (_FORGET_CLAIMS, _FORGET_SESSIONS)

    def old(self, before: datetime) -> tuple[Sequence[str], ...]:
        return tuple(
            [name for (name,) in self._all(statement, before=before)]
            for statement in (_OLD_CLAIMS, _OLD_SESSIONS)
        )

    def forget(self, statement: Executable, names: Sequence[str]) -> None:
        self._run(statement, names=list(names))
