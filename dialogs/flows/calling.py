"""What the calls to those who look after something share: whom, when each comes, who is away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Generic, TypeVar
from zoneinfo import ZoneInfo

from dialogs.events import Moment
from dialogs.flow import Occasion
from dialogs.flows.check_in.facts import reader_of
from dialogs.flows.planned import not_before
from dialogs.ledger import LedgerEntry, LedgerFate, Reason
from dialogs.okr.cadence import instant
from dialogs.okr.hours import within_working_hours
from dialogs.okr.model import Language, Person, PersonId, Unit, UnitId
from dialogs.ports import Schedule
from dialogs.posts import Planned, Post, PostKey, PostKind, ToPerson
from dialogs.text import Listing, Reader, Text, Verbatim, say
from dialogs.views import View
from dialogs.writes import NoteLedger, Write

S = TypeVar("S")
"""What somebody is called about: a unit whose cycle ends, an agreed change."""

MOST_NAMES: Final = 3
"""Units that a call names in its title."""


@dataclass(frozen=True, slots=True)
class Called(Generic[S]):
    """Somebody who is called, once for all that it is about."""

    person: Person
    reader: Reader
    about: tuple[S, ...]
    at: datetime
    """Aware, UTC: when the call should reach them."""
    opens: datetime
    """Aware, UTC: when it may; later than ``at`` once that has passed."""
    away: bool
    """Whether they are away, and so are not called."""


@dataclass(frozen=True, slots=True)
class Calls(Generic[S]):
    """A unit on whose account people are called, and who they are."""

    occasion: Occasion
    unit: Unit | None
    """None: it is gone."""
    day: date
    """The day that the call is about: a cycle's first or last, a check day."""
    called: tuple[Called[S], ...] = ()


def day_of(moment: Moment) -> date:
    """Return the day that a moment's period ends with (``meeting-2027-01-01``)."""
    try:
        return date.fromisoformat(moment.period[-len("2027-01-01") :])
    except ValueError:
        return moment.day


def called(
    occasion: Occasion,
    schedule: Schedule,
    person: Person,
    language: Language,
    about: Iterable[S],
    *,
    away: bool,
) -> Called[S]:
    """Call somebody; ``language`` is how they read where they have said nothing themselves."""
    reader = reader_of(person, Reader(language, schedule.zone))
    at, opens = _hour(occasion, schedule, reader)
    return Called(person, reader, tuple(about), at, opens, away)


def names_of(units: Sequence[Unit]) -> Text:
    """Name the units, or say how many they are where a title could not hold them."""
    if len(units) > MOST_NAMES:
        return say("retro-units", count=len(units))
    return Listing(tuple(Verbatim(each.name) for each in units))


def _hour(occasion: Occasion, schedule: Schedule, reader: Reader) -> tuple[datetime, datetime]:
    """Return when a call should reach somebody, and when it may, both aware, UTC."""
    hour = within_working_hours(schedule.at)
    at = instant(occasion.moment.day, hour, ZoneInfo(reader.zone))
    opens = not_before(at, occasion.now, reader, occasion.almanac.working_days(schedule))
    return at, at if opens is None else opens


def call_each(
    calls: Calls[S],
    kind: PostKind,
    key_of: Callable[[UnitId, str, PersonId], PostKey],
    view_of: Callable[[Called[S], PostKey], View],
) -> tuple[tuple[Write, ...], tuple[Post, ...]]:
    """Call each of them on account of the unit, and note who is away."""
    if calls.unit is None:
        return (), ()
    moment, unit = calls.occasion.moment, calls.unit.id
    absent: list[LedgerEntry] = []
    posts: list[Post] = []
    for each in calls.called:
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
    moment: Moment, unit: UnitId, kind: PostKind, called: Called[S], key: PostKey
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
