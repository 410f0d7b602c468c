"""What follows when a message will never arrive: those who can mend it are told, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dialogs.flow import Aftermath, Mishap
from dialogs.flows.check_in.facts import reader_of
from dialogs.flows.ledger import kind_words, show_action
from dialogs.flows.parts import today, why_button
from dialogs.flows.rights import carers_of
from dialogs.okr.cadence import instant
from dialogs.okr.hours import next_working_instant
from dialogs.okr.model import ChannelId, Forum, Person, Unit
from dialogs.okr.week import Week
from dialogs.ports import Failure, ScheduleKind, Work
from dialogs.posts import (
    Cause,
    Planned,
    Post,
    PostKey,
    PostKind,
    Recipient,
    ToChannel,
    ToPerson,
)
from dialogs.text import Reader, Text, say
from dialogs.views import Button, Buttons, Heading, Paragraph, Tone, View
from dialogs.writes import FailureTold, Write


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody who can see to it that the next message arrives."""

    person: Person
    reader: Reader
    at: datetime
    """Aware, UTC: when it may reach them."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A message that failed, and who is told; nobody, where nobody must know (any more)."""

    key: PostKey
    failure: Failure | None = None
    unit: Unit | None = None
    receiver: str = ""
    """The name of the person, or of the channel, that cannot be reached."""
    forum: Forum | None = None
    """The forum whose channel it is."""
    told: tuple[Told, ...] = ()


def gather(work: Work, mishap: Mishap) -> Facts:
    """Find out whom a failure concerns.

    Of a notice that fails nobody is told again, and neither of one that an earlier notice has told.
    """
    failure = work.failure(mishap.key)
    if failure is None or failure.kind is PostKind.NOTICE:
        return Facts(mishap.key, failure)
    forum = _forum(work, failure.recipient)
    unit = next(iter(_units(work, failure, forum)), None)
    if unit is None:
        return Facts(mishap.key, failure)
    return Facts(
        key=mishap.key,
        failure=failure,
        unit=unit,
        receiver=_name(work, failure.recipient),
        forum=forum,
        told=_told(work, mishap, unit, failure.recipient),
    )


def _forum(work: Work, recipient: Recipient) -> Forum | None:
    channel: ChannelId | None = recipient.channel if isinstance(recipient, ToChannel) else None
    return next((each for each in work.forums() if each.channel == channel), None)


def _units(work: Work, failure: Failure, forum: Forum | None) -> Sequence[Unit]:
    """Return the units that a failure concerns: what it was about, else where its receiver is."""
    if failure.unit is not None:
        named = [work.unit(failure.unit)]
    elif isinstance(failure.recipient, ToPerson):
        named = [unit for unit, _ in work.units_of(failure.recipient.person)]
    else:
        named = [work.unit(forum.unit)] if forum is not None else []
    return [unit for unit in named if unit is not None]


def _name(work: Work, recipient: Recipient) -> str:
    if isinstance(recipient, ToChannel):
        return recipient.channel
    person = work.person(recipient.person)
    return person.name if person is not None else recipient.person


def _told(work: Work, mishap: Mishap, unit: Unit, recipient: Recipient) -> tuple[Told, ...]:
    """Return who looks after the unit, or the next above it, and is there.

    Where nobody is, the first of them to be back.
    """
    lost = frozenset({recipient.person} if isinstance(recipient, ToPerson) else ())
    home = Reader(unit.language or work.organisation.language, unit.zone or work.organisation.zone)
    back: list[tuple[date, Person]] = []
    for place in (unit, *work.above(unit.id)):
        known = [each.person for each in work.members([place.id])]
        away = work.away(known, today(mishap.now, home))
        there = carers_of(work, place.id, lost | away.keys())
        if there:
            return tuple(_reached(work, mishap, unit, (home, each), mishap.now) for each in there)
        back += [
            (absence.last, each)
            for each in carers_of(work, place.id, lost)
            if (absence := away[each.id]).last is not None
        ]
    if not back:
        return ()
    last, first = min(back, key=lambda each: each[0])
    morning = instant(last + timedelta(days=1), time(0), ZoneInfo(first.zone or home.zone))
    return (_reached(work, mishap, unit, (home, first), morning),)


def _reached(
    work: Work, mishap: Mishap, unit: Unit, receiver: tuple[Reader, Person], after: datetime
) -> Told:
    """Let a notice wait for the receiver's next working hour."""
    home, person = receiver
    reader = reader_of(person, home)
    schedule = work.schedule(ScheduleKind.ASKING, unit.id)
    at: datetime | None = None
    if schedule is not None:
        working = mishap.almanac.working_days(schedule)
        at = next_working_instant(after, ZoneInfo(reader.zone), working)
    return Told(person, reader, at if at is not None else after)


def compose(facts: Facts) -> tuple[tuple[Write, ...], tuple[Post, ...]]:
    """Tell each of them what happened and what to do, and note that the failure is known."""
    told = (FailureTold(facts.key),)
    if facts.failure is None or facts.unit is None:
        return told, ()
    return told, tuple(_post(facts, facts.failure, facts.unit, each) for each in facts.told)


def _post(facts: Facts, failure: Failure, unit: Unit, told: Told) -> Post:
    key = PostKey(f"notice:{told.person.id}:{failure.cause.value}:{failure.key}")
    week = Week.of(today(told.at, told.reader))
    return Post(
        key=key,
        kind=PostKind.NOTICE,
        recipient=ToPerson(told.person.id),
        reader=told.reader,
        view=_view(facts, failure, unit, key),
        at=told.at,
        planned=Planned(unit.id, str(week), told.at),
    )


def _view(facts: Facts, failure: Failure, unit: Unit, key: PostKey) -> View:
    title = say(
        "notice-title", receiver=facts.receiver, kind=kind_words(failure.kind), unit=unit.name
    )
    ledger = Button(say("button-ledger"), show_action(unit.id))
    return View(
        summary=title,
        blocks=(
            Heading(title),
            Paragraph(_remedy(facts, failure), Tone.CARE),
            Paragraph(say("notice-once")),
            Buttons((ledger, why_button(key))),
        ),
    )


def _remedy(facts: Facts, failure: Failure) -> Text:
    """Say what to do; a cause that a channel or a person cannot have falls to the general word."""
    match failure.recipient:
        case ToPerson():
            return say(_FOR_PERSON.get(failure.cause, "notice-refused"), receiver=facts.receiver)
        case ToChannel():
            forum = facts.forum.name if facts.forum is not None else facts.receiver
            key = _FOR_CHANNEL.get(failure.cause, "notice-refused")
            return say(key, receiver=facts.receiver, forum=forum)


_FOR_PERSON: Final = {
    Cause.NOT_INSTALLED: "notice-not-installed",
    Cause.NO_SUCH_PERSON: "notice-no-such-person",
    Cause.GIVEN_UP: "notice-given-up",
}
_FOR_CHANNEL: Final = {
    Cause.CHANNEL_GONE: "notice-channel-gone",
    Cause.NOT_INVITED: "notice-not-invited",
    Cause.NOT_INSTALLED: "notice-not-invited",
    Cause.GIVEN_UP: "notice-given-up",
}

AFTERMATH: Final = Aftermath(gather, compose)
