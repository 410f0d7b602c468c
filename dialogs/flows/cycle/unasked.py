"""What a cycle that is being closed was asked about: nobody is waited for in vain."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from dialogs.flows.check_in.facts import asking_keys, read_mail
from dialogs.flows.my_week import my_weeks
from dialogs.ledger import LedgerFate, Reason
from dialogs.okr.model import KeyResult, KeyResultId, UnitId
from dialogs.okr.week import Week
from dialogs.ports import Work
from dialogs.posts import PostKey
from dialogs.writes import ExcusePosts, WithdrawObligations, WithdrawPosts, Write


@dataclass(frozen=True, slots=True)
class Unasked:
    """What would be asked in vain once a cycle is closed."""

    weeks: tuple[tuple[Week, tuple[KeyResultId, ...]], ...] = ()
    """What has been asked about lately."""
    arrived: tuple[PostKey, ...] = ()
    """Messages that ask about nothing else, and have come."""
    waiting: tuple[PostKey, ...] = ()
    """The same, of those that are still to come."""


NOTHING: Final = Unasked()


def gather_unasked(
    work: Work, unit: UnitId, key_results: Collection[KeyResult], on: date, now: datetime
) -> Unasked:
    """Find what was asked about a unit's key results in this week and the one before."""
    names = {each.id for each in key_results}
    this = Week.of(on)
    asked = {
        week: tuple(name for name in work.asked([unit], week) if name in names)
        for week in (this.plus(-1), this)
    }
    weeks = tuple((week, found) for week, found in asked.items() if found)
    people = {each.person for each in work.members([unit])}
    people |= {each.owner for each in key_results if each.owner is not None}
    known = work.people(people).values() if weeks and people else ()
    keys = [
        key
        for week, _ in weeks
        for person, mine in my_weeks(work, list(known), week, on).items()
        if all(item.goal.key_result.id in names for item in mine.open_items)
        for key in asking_keys(week, person)
    ]
    mail = read_mail(work, keys, now)
    return Unasked(
        weeks=weeks,
        arrived=tuple(key for key in keys if mail.arrived(key)),
        waiting=tuple(key for key in keys if mail.waits(key)),
    )


def let_go(unasked: Unasked, now: datetime) -> Iterator[Write]:
    """Yield what takes back the questions, and lets nobody miss an answer that is not taken."""
    for week, names in unasked.weeks:
        yield WithdrawObligations(week, names)
    if unasked.arrived:
        yield ExcusePosts(unasked.arrived)
    if unasked.waiting:
        nothing = (LedgerFate.SUPERSEDED, Reason.NOTHING_TO_SAY)
        yield WithdrawPosts(unasked.waiting, *nothing, now)
