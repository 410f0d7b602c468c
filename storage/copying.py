"""Copies one organisation into another database, where things may be tried out on it.

Forgetting in a copy what has happened since an instant lets that time be lived through again: what
was planned, asked, answered and said then is gone, and the sums are those of before.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import (
    Connection,
    Executable,
    ForeignKeyConstraint,
    Table,
    bindparam,
    delete,
    insert,
    or_,
    select,
    tuple_,
    update,
)

from dialogs.okr.confidence import opinion
from dialogs.okr.model import CheckIn, KeyResultId, OrganisationId
from dialogs.okr.retro import Stage
from dialogs.okr.standing import Standing, WeekAnswer
from dialogs.okr.week import Week
from storage.columns import Counted, Utc, among
from storage.database import Database
from storage.errors import UnknownOrganisationError
from storage.part import OWNER, Part, owner
from storage.refold import Aims, Refold
from storage.retro_tables import (
    CarryRow,
    ChangeRow,
    NewsRow,
    NoteRow,
    RetroRow,
    ScoreRow,
    ThemeRow,
    TurnRow,
    VoteRow,
    WriterRow,
)
from storage.tables import (
    AccountRow,
    AddressRow,
    Base,
    CheckInRow,
    ClaimRow,
    DeliveryRow,
    DigestRow,
    ForumRow,
    LedgerRow,
    MomentRow,
    ObligationRow,
    OrganisationRow,
    OutboxRow,
    SessionRow,
    StandingRow,
    UnitRow,
    WeekRow,
    metadata,
    table,
)
from storage.translation import CHECK_IN, check_in_from

T = TypeVar("T")

_ORGANISATIONS: Final = table(OrganisationRow)
_ZONE: Final = select(_ORGANISATIONS.c.zone).where(_ORGANISATIONS.c.id == owner())
_LEFT_OUT: Final = frozenset(
    table(row).name for row in (ClaimRow, SessionRow, DeliveryRow, AddressRow, AccountRow)
)
"""What doors and people have under way; in a copy nobody is to be reached by it."""
_TABLES: Final = tuple(
    found for found in metadata.sorted_tables if OWNER in found.c and found.name not in _LEFT_OUT
)
"""Each after those that it refers to."""
_AT_ONCE: Final = 1000
"""Rows read, and written in one transaction, at a time."""


async def copy_organisation(
    source: Database, organisation: OrganisationId, target: Database
) -> None:
    """Copy all rows of an organisation, as they stand at one instant, into another database.

    The other database has this version's tables and no such organisation. Claims, sessions,
    deliveries, addresses and accounts stay behind.

    Raises:
        UnknownOrganisationError: there is no such organisation to copy.
    """
    loop = asyncio.get_running_loop()

    def put(job: Callable[[Connection], None]) -> None:
        """Run a job in the copy, from the thread that reads, and wait for it."""
        asyncio.run_coroutine_threadsafe(target.runner.write(job), loop).result()

    await source.runner.read(lambda connection: _Source(connection, organisation).copy(put))


async def forget_from(copy: Database, organisation: OrganisationId, instant: datetime) -> None:
    """Make a copy such as it was before an instant (aware), and as if it had always been set up.

    Messages, moments, digests and answers from the instant on are gone, and so is what was asked
    in its week and later; standings are drawn up anew from what is left. Cycles stand as people had
    turned them before, and retros that were begun later are gone with all that is in them. Goals
    that were carried over later stay, as those of the sheet do: nothing says when they came.
    """
    await copy.runner.write(lambda connection: _Copy(connection, organisation).forget(instant))


class _Source(Part):
    """The organisation that is copied, read in one transaction."""

    def copy(self, put: Callable[[Callable[[Connection], None]], None]) -> None:
        if self._one(_ZONE) is None:
            raise UnknownOrganisationError(f"there is no organisation {self._id!r} to copy")
        mine = select(_ORGANISATIONS).where(_ORGANISATIONS.c.id == owner())
        self._hand_over(mine, insert(_ORGANISATIONS), put)
        for found in _TABLES:
            self._hand_over(_rows_of(found), insert(found), put)
            for column in _own_references(found):
                self._hand_over(*_later(found, column), put)

    def _hand_over(
        self,
        read: Executable,
        write: Executable,
        put: Callable[[Callable[[Connection], None]], None],
    ) -> None:
        """Read rows a batch at a time, and write each batch."""
        for batch in self._batches(read, _AT_ONCE):
            put(_writing(write, batch))


def _writing(statement: Executable, rows: Sequence[dict[str, Any]]) -> Callable[[Connection], None]:
    def job(connection: Connection) -> None:
        connection.execute(statement, rows)

    return job


@cache
def _rows_of(found: Table) -> Any:  # noqa: ANN401 - a statement of columns that differ
    """Read a table in the order of its key.

    Numbers that the database counts up are left out: the copy counts its own, in the same order.
    What a row says of another of its own table comes later, when that one is there.
    """
    later = _own_references(found)
    columns = [each for each in found.c if each.type is not Counted and each.name not in later]
    return select(*columns).where(found.c[OWNER] == owner()).order_by(*found.primary_key)


@cache
def _own_references(found: Table) -> tuple[str, ...]:
    """Return the columns by which rows of a table name others of the same table."""
    return tuple(
        column
        for constraint in found.constraints
        if isinstance(constraint, ForeignKeyConstraint) and constraint.referred_table is found
        for column in constraint.column_keys
        if column != OWNER
    )


@cache
def _later(found: Table, column: str) -> tuple[Any, Any]:
    """Return how the references of a column are read, and how they are written."""
    key = [OWNER, "id"]
    read = (
        select(*(found.c[name].label(f"of_{name}") for name in key), found.c[column].label("to"))
        .where(found.c[OWNER] == owner(), found.c[column].is_not(None))
        .order_by(*found.primary_key)
    )
    write = (
        update(found)
        .where(*(found.c[name] == bindparam(f"of_{name}") for name in key))
        .values({column: bindparam("to")})
    )
    return read, write


def _forget(row: type[Base], column: str) -> Any:  # noqa: ANN401 - a statement
    found = table(row)
    return delete(found).where(
        found.c[OWNER] == owner(), found.c[column] >= bindparam("instant", type_=Utc())
    )


_check_ins: Final = table(CheckInRow).c
_weeks: Final = table(WeekRow).c
_obligations: Final = table(ObligationRow).c
_standings: Final = table(StandingRow).c
_FORGET_SAID: Final = tuple(
    _forget(*each)
    for each in ((LedgerRow, "at"), (OutboxRow, "at"), (MomentRow, "planned"), (DigestRow, "at"))
)
_retros: Final = table(RetroRow).c
_BEGUN_SINCE: Final = select(_retros.id).where(
    _retros.organisation_id == owner(), _retros.started >= bindparam("instant", type_=Utc())
)
_FORGET_LOOKS_BACK: Final = (
    *(_forget(row, "at") for row in (NewsRow, ScoreRow, CarryRow, TurnRow)),
    *(
        delete(table(row)).where(
            table(row).c[OWNER] == owner(), table(row).c.retro.in_(_BEGUN_SINCE)
        )
        for row in (ChangeRow, VoteRow, NoteRow, ThemeRow, WriterRow)
    ),
    _forget(RetroRow, "started"),
    update(table(RetroRow))
    .where(
        _retros.organisation_id == owner(), _retros.published >= bindparam("instant", type_=Utc())
    )
    .values(published=None, stage=Stage.CARRYING.value),
)
"""Each before those that it refers to. What was published since is about to be again."""
_ANSWERED_SINCE: Final = or_(
    _check_ins.at >= bindparam("instant", type_=Utc()), _check_ins.week >= bindparam("of_week")
)
_TOUCHED: Final = (
    select(_check_ins.key_result)
    .where(_check_ins.organisation_id == owner(), _ANSWERED_SINCE)
    .distinct()
)
_FORGET_ANSWERS: Final = delete(table(CheckInRow)).where(
    _check_ins.organisation_id == owner(), _ANSWERED_SINCE
)
_SAID: Final = (
    select(*CHECK_IN)
    .where(_check_ins.organisation_id == owner(), among(_check_ins.key_result, "key_results"))
    .order_by(_check_ins.number)
)
_STILL_ANSWERED: Final = select(_check_ins.key_result, _check_ins.week).where(
    _check_ins.organisation_id == owner(), among(_check_ins.key_result, "key_results")
)
_FORGET_WEEKS: Final = delete(table(WeekRow)).where(
    _weeks.organisation_id == owner(),
    among(_weeks.key_result, "key_results"),
    tuple_(_weeks.key_result, _weeks.week).not_in(_STILL_ANSWERED),
)
_FORGET_ASKED: Final = delete(table(ObligationRow)).where(
    _obligations.organisation_id == owner(), _obligations.week >= bindparam("of_week")
)
_REOPEN: Final = (
    update(table(ObligationRow))
    .where(
        _obligations.organisation_id == owner(),
        _obligations.answered_at >= bindparam("instant", type_=Utc()),
    )
    .values(answered_at=None, answered_in=None)
)
_STANDINGS: Final = select(_standings.key_result).where(_standings.organisation_id == owner())
_ALWAYS_THERE: Final = tuple(
    update(table(row)).where(table(row).c[OWNER] == owner()).values(since=None)
    for row in (UnitRow, ForumRow)
)


class _Copy(Refold):
    """A copied organisation, in which some of what has happened is forgotten."""

    def forget(self, instant: datetime) -> None:
        ((name,),) = self._all(_ZONE)
        zone = ZoneInfo(name)
        week = Week.of(instant.astimezone(zone).date())
        for statement in (*_FORGET_SAID, *_FORGET_LOOKS_BACK):
            self._run(statement, instant=instant)
        self._run(_FORGET_ASKED, of_week=week)
        self._run(_REOPEN, instant=instant)
        self._forget_answers(instant, week)
        self.recount([KeyResultId(each) for (each,) in self._all(_STANDINGS)])
        for statement in _ALWAYS_THERE:
            self._run(statement)

    def _forget_answers(self, instant: datetime, week: Week) -> None:
        since = {"instant": instant, "of_week": week}
        touched = [KeyResultId(each) for (each,) in self._all(_TOUCHED, **since)]
        if not touched:
            return
        self._run(_FORGET_ANSWERS, **since)
        self._run(_FORGET_WEEKS, key_results=touched)
        aims = self.aims()
        for start in range(0, len(touched), _AT_ONCE):
            self._draw_up(touched[start : start + _AT_ONCE], aims)

    def _draw_up(self, key_results: Sequence[KeyResultId], aims: Aims) -> None:
        """Fold what is left of the answers, as the check-in itself does."""
        said: defaultdict[KeyResultId, dict[Week, list[CheckIn]]] = defaultdict(dict)
        for check_in in map(check_in_from, self._all(_SAID, key_results=list(key_results))):
            said[check_in.key_result].setdefault(check_in.week, []).append(check_in)
        for key_result in key_results:
            weeks = [_folded(week, said[key_result][week]) for week in sorted(said[key_result])]
            if weeks:
                last = _newest(said[key_result][weeks[-1].week])
                standing = Standing(
                    key_result,
                    blocker=_word(each.blocker for each in last),
                    help_from=_word(each.help_from for each in last),
                )
                self._fold(aims[key_result], weeks, standing)
            else:
                self.set_standings([Standing(key_result)])


def _newest(said: Iterable[CheckIn]) -> Sequence[CheckIn]:
    """Return what each person has said last, in the order in which they said it."""
    last = {each.person: each.id for each in said}
    return [each for each in said if last[each.person] == each.id]


def _folded(week: Week, said: Sequence[CheckIn]) -> WeekAnswer:
    newest = _newest(said)
    # Who corrects a number of their own without a number leaves the one that was there.
    values = [each.value for each in (*said, *newest) if each.value is not None]
    opinions = [each.confidence for each in newest]
    return WeekAnswer(week, values[-1] if values else None, opinion(opinions))


def _word(words: Iterable[str | None]) -> str:
    return next((word for word in reversed([*words]) if word), "")
