"""What the calls to those who look after something share: when each comes, and who is away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from dialogs.events import Moment
from dialogs.flow import Occasion
from dialogs.flows.planned import not_before
from dialogs.ledger import LedgerEntry, LedgerFate, Reason
from dialogs.okr.cadence import instant
from dialogs.okr.hours import within_working_hours
from dialogs.okr.model import Person, PersonId, UnitId
from dialogs.ports import Schedule
from dialogs.posts import Planned, Post, PostKey, PostKind, ToPerson
from dialogs.text import Reader
from dialogs.views import View
from dialogs.writes import NoteLedger, Write


class Called(Protocol):
    """Somebody who is called."""

    @property
    def person(self) -> Person:
        """Who it is."""
        ...

    @property
    def reader(self) -> Reader:
        """How they read."""
        ...

    @property
    def at(self) -> datetime:
        """Aware, UTC: when the call should reach them."""
        ...

    @property
    def opens(self) -> datetime:
        """Aware, UTC: when it may; later than ``at`` once that has passed."""
        ...

    @property
    def away(self) -> bool:
        """Whether they are away, and so are not called."""
        ...


C = TypeVar("C", bound=Called)


def hour_of_call(
    occasion: Occasion, schedule: Schedule, reader: Reader
) -> tuple[datetime, datetime]:
    """Return when a call should reach somebody, and when it may, both aware, UTC."""
    hour = within_working_hours(schedule.at)
    at = instant(occasion.moment.day, hour, ZoneInfo(reader.zone))
    opens = not_before(at, occasion.now, reader, occasion.almanac.working_days(schedule))
    return at, at if opens is None else opens


def call_each(
    moment: Moment,
    unit: UnitId,
    kind: PostKind,
    called: Sequence[C],
    key_of: Callable[[UnitId, str, PersonId], PostKey],
    view_of: Callable[[C, PostKey], View],
) -> tuple[tuple[Write, ...], tuple[Post, ...]]:
    """Call each of them on account of a unit, and note who is away."""
    absent: list[LedgerEntry] = []
    posts: list[Post] = []
    for each in called:
        key = key_of(unit, moment.period, each.person.id)
        if each.away:
            absent.append(_absent(moment, unit, kind, each, key))
            continue
        posts.append(
            Post(
                key=key,
                kind=kind,
                recipient=ToPerson(each.person.id),
                reader=each.reader,
                view=view_of(each, key),
                at=each.opens,
                planned=Planned(unit, moment.period, each.at, moved_from=moment.moved_from),
            )
        )
    return ((NoteLedger(tuple(absent)),) if absent else ()), tuple(posts)


def _absent(
    moment: Moment, unit: UnitId, kind: PostKind, called: Called, key: PostKey
) -> LedgerEntry:
    return LedgerEntry(
        key=key,
        kind=kind,
        recipient=ToPerson(called.person.id),
        unit=unit,
        period=moment.period,
        at=called.at,
        fate=LedgerFate.ABSENT,
        reason=Reason.AWAY,
        zone=called.reader.zone,
        moved_from=moment.moved_from,
    )
