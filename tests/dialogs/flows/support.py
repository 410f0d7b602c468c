"""What the tests of conversations share: a company, somebody who asks, a message that failed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from dialogs.flow import Mishap, Situation
from dialogs.okr.model import Language, Membership, OrganisationId, PersonId, Role, UnitId
from dialogs.ports import Mark, Refused, Work
from dialogs.posts import Cause, Lane, Post, PostKey
from dialogs.text import Reader, Text
from dialogs.views import View
from dialogs.words.draw import draw
from scheduler.almanac import HolidayAlmanac
from storage.database import Database
from storage.structure import Structure
from tests.conversations.company import ORGANISATION, company
from tests.conversations.keys import keys

MONDAY = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
"""Ten o'clock in Helsinki, an hour after the teams were asked."""
ALMANAC = HolidayAlmanac()


def facilitated(*more: tuple[str, str, Role]) -> Structure:
    """Return the company with Heidi as the owls' facilitator, and more roles if named."""
    whole = company()
    roles = (("heidi", "owls", Role.FACILITATOR), *more)
    added = tuple(Membership(PersonId(who), UnitId(unit), role) for who, unit, role in roles)
    return replace(whole, memberships=(*whole.memberships, *added))


def neighbour() -> Structure:
    """Return another organisation, in which everything has a name of its own."""
    whole = company()
    renamed = tuple(replace(unit, name=f"Secret {unit.name}") for unit in whole.units)
    forums = tuple(replace(forum, name=f"secret {forum.name}") for forum in whole.forums)
    people = tuple(replace(person, name=f"Secret {person.name}") for person in whole.people)
    return replace(
        whole,
        organisation=replace(whole.organisation, id=OrganisationId("neighbour")),
        units=renamed,
        forums=forums,
        people=people,
    )


def situation(work: Work, who: str, now: datetime = MONDAY, **args: str) -> Situation:
    """Return somebody who asks something."""
    person = work.person(PersonId(who))
    assert person is not None
    home = Reader(work.organisation.language, work.organisation.zone)
    reader = Reader(person.language or home.language, person.zone or home.zone)
    return Situation(now, person, reader, home, "t:1", args, ALMANAC)


async def fail(database: Database, key: str, cause: Cause, now: datetime = MONDAY) -> None:
    """Let the platform refuse a message that waits in the outbox."""
    outbox = database.outbox
    claimed = await outbox.claim(
        "test", Lane("web", ""), None, now, now + timedelta(minutes=1), 100
    )
    for parcel in claimed.parcels:
        if parcel.post.key == key:
            marks = await outbox.mark([Mark(parcel, Refused("no", cause), now)], "test")
            assert list(marks) == [True]
        else:
            await outbox.give_back([parcel], "test")
    assert (ORGANISATION, PostKey(key)) in await outbox.untold(100)


def mishap(key: str, now: datetime = MONDAY) -> Mishap:
    """Return a failure that somebody may have to hear of."""
    return Mishap(PostKey(key), now, ALMANAC)


def seen(view: View) -> list[str]:
    """Return the keys of a view."""
    return list(keys(view))


def english(text: Text) -> str:
    """Draw a text in English on Helsinki's clock."""
    return draw(text, Reader(Language.ENGLISH, "Europe/Helsinki"))


def of(posts: tuple[Post, ...]) -> dict[str, Post]:
    """Return posts by key."""
    return {post.key: post for post in posts}
