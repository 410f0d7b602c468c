"""Where many cannot be reached on one day, whoever can mend it gets one list, kept up to date."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from dialogs.catalog import make_engine
from dialogs.engine import Engine
from dialogs.events import Origin, Pressed
from dialogs.ledger import LedgerFate, LedgerLine
from dialogs.okr.model import Language, Membership, Person, PersonId, Role, UnitId
from dialogs.ports import Mark, Refused
from dialogs.posts import (
    Cause,
    Lane,
    Planned,
    Post,
    PostKey,
    PostKind,
    ToChannel,
    ToPerson,
)
from dialogs.text import Reader, say
from dialogs.views import Action, View
from storage.database import Database
from storage.structure import Structure
from tests.conversations.company import ORGANISATION, company
from tests.conversations.keys import buttons, keys
from tests.conversations.stage import SetClock, World
from tests.dialogs.flows import drawing
from tests.dialogs.flows.support import ALMANAC, MONDAY, facilitated

DAY = timedelta(days=1)
MANY = 200


def staffed() -> Structure:
    """The company, where the bears have 200 members more, and Heidi facilitates owls and bears."""
    whole = facilitated(("heidi", "bears", Role.FACILITATOR))
    crew = [PersonId(f"crew{n}") for n in range(MANY)]
    return replace(
        whole,
        people=(*whole.people, *(Person(each, each.title()) for each in crew)),
        memberships=(
            *whole.memberships,
            *(Membership(each, UnitId("bears"), Role.MEMBER) for each in crew),
        ),
    )


def prompt(who: str, unit: str, at: datetime) -> Post:
    return Post(
        PostKey(f"prompt:{at:%m%d}:{who}"),
        PostKind.PROMPT,
        ToPerson(PersonId(who)),
        Reader(Language.FINNISH, "Europe/Helsinki"),
        View(say("help-title"), ()),
        at,
        planned=Planned(UnitId(unit), "2026-W45", at),
    )


async def write(database: Database, *posts: Post) -> None:
    await database.write(ORGANISATION, lambda work: work.post(posts))


async def fail(
    database: Database, who: Iterable[str], at: datetime, cause: Cause, unit: str = "bears"
) -> list[PostKey]:
    """Let a platform refuse a prompt to each of them."""
    posts = [prompt(each, unit, at) for each in who]
    await write(database, *posts)
    wanted, outbox = {post.key for post in posts}, database.outbox
    claimed = await outbox.claim("t", Lane("web", ""), None, at, at + timedelta(minutes=1), 900)
    ours = [each for each in claimed.parcels if each.post.key in wanted]
    assert len(ours) == len(posts)
    await outbox.mark([Mark(each, Refused("no", cause), at) for each in ours], "t")
    await outbox.give_back([each for each in claimed.parcels if each not in ours], "t")
    return sorted(wanted)


def engine_at(database: Database, now: datetime) -> Engine:
    return make_engine(database, SetClock(now), lambda: None, ALMANAC)


async def tell(database: Database, now: datetime, failed: Iterable[PostKey]) -> None:
    """Do what the postman does: name one failure after the other."""
    engine = engine_at(database, now)
    for key in failed:
        await engine.failed(ORGANISATION, key)
    assert await database.outbox.untold(10) == []


async def notices(database: Database, until: datetime) -> list[LedgerLine]:
    lines = await database.read(
        ORGANISATION, lambda work: work.ledger(None, MONDAY - DAY, until + 9 * DAY, until)
    )
    return [each for each in lines if each.kind is PostKind.NOTICE]


async def waiting(database: Database, at: datetime) -> Sequence[Post]:
    """Return what would be sent at an instant, and leave it where it is."""
    claimed = await database.outbox.claim(
        "look", Lane("web", ""), None, at, at + timedelta(minutes=1), 900
    )
    await database.outbox.give_back(claimed.parcels, "look")
    return [each.post for each in claimed.parcels if each.post.kind is PostKind.NOTICE]


def named(view: View) -> set[str]:
    """Return the receivers that a view names."""
    reader = Reader(Language.ENGLISH, "Europe/Helsinki")
    return {
        line.partition(" (")[0]
        for line in drawing.lines(view.blocks, reader)
        if line.endswith(("(Bears)", "(Owls)"))
    }


async def test_a_whole_workspace_that_is_gone_is_one_notice(database: Database) -> None:
    await database.save_structure(staffed())
    crew = [f"crew{n}" for n in range(MANY)]
    failed = await fail(database, crew, MONDAY, Cause.NOT_INSTALLED)
    await tell(database, MONDAY, failed)
    (post,) = await waiting(database, MONDAY)
    assert post.recipient == ToPerson(PersonId("heidi"))
    assert drawing.said(post.view.summary, "notice-many-title")["count"] == MANY
    assert {"notice-many-title", "remedy-not-installed", "ledger-more", "button-ledger"} <= set(
        keys(post.view)
    )
    assert drawing.characters(post.view) <= 3000
    (line,) = await notices(database, MONDAY)
    assert (line.unit, line.fate) == ("bears", LedgerFate.PLANNED)


async def test_what_fails_later_that_day_is_added_in_the_same_place(database: Database) -> None:
    await database.save_structure(staffed())
    await tell(database, MONDAY, await fail(database, ["bengt"], MONDAY, Cause.NOT_INSTALLED))
    later = MONDAY + timedelta(hours=2)
    more = await fail(database, ["crew1", "crew2"], later, Cause.NO_SUCH_PERSON)
    await tell(database, later, more)
    (post,) = await waiting(database, later)
    assert (post.key, post.replaces) == ("notice:heidi:2026-11-02:2", "notice:heidi:2026-11-02:1")
    assert named(post.view) == {"Bengt", "Crew1", "Crew2"}
    assert {"remedy-not-installed", "remedy-no-such-person"} <= set(keys(post.view))
    # The first had not gone out: it never will, and the record says so.
    found = [(each.key, each.fate) for each in await notices(database, later)]
    assert found == [
        ("notice:heidi:2026-11-02:1", LedgerFate.SUPERSEDED),
        ("notice:heidi:2026-11-02:2", LedgerFate.PLANNED),
    ]


async def test_the_message_that_arrived_is_brought_up_to_date(database: Database) -> None:
    await database.save_structure(staffed())
    world = World(database, MONDAY)
    await world.lose("bengt", Cause.NOT_INSTALLED)
    await world.lose("crew1", Cause.NOT_INSTALLED)
    for hour, who in ((0, "bengt"), (1, "crew1")):
        world.clock.at = MONDAY + timedelta(hours=hour)
        await write(database, prompt(who, "bears", world.clock.at))
        await world.deliver()
    (shown,) = world.letters.messages["heidi"].values()
    assert named(shown) == {"Bengt", "Crew1"}
    fates = [each.fate for each in await notices(database, world.clock.at)]
    assert fates == [LedgerFate.SENT, LedgerFate.SENT]
    why = next(each for each in buttons(shown) if "button-why" in set(keys(each.label)))
    origin = Origin(ORGANISATION, PersonId("heidi"), "web", "why")
    told = await world.engine.handle(Pressed(origin, why.action))
    assert "why-notice" in set(keys(told.act))


async def test_the_next_day_begins_a_list_of_its_own(database: Database) -> None:
    await database.save_structure(staffed())
    await tell(database, MONDAY, await fail(database, ["bengt"], MONDAY, Cause.NOT_INSTALLED))
    await World(database, MONDAY).deliver()
    tuesday = MONDAY + DAY
    more = await fail(database, ["bengt", "crew1"], tuesday, Cause.NOT_INSTALLED)
    await tell(database, tuesday, more)
    (last,) = await waiting(database, tuesday)
    assert (last.key, last.replaces) == ("notice:heidi:2026-11-03:1", None)
    # Bengt has been told of the day before; of one receiver the notice speaks as ever.
    assert "notice-not-installed" in set(keys(last.view))
    assert drawing.said(last.view.summary, "notice-title")["receiver"] == "Crew1"


async def test_what_failed_in_the_night_stands_in_the_morning_s_list(database: Database) -> None:
    await database.save_structure(staffed())
    night = datetime(2026, 11, 6, 20, tzinfo=UTC)  # a Friday
    await tell(database, night, await fail(database, ["bengt"], night, Cause.NOT_INSTALLED))
    sunday = night + 2 * DAY
    await tell(database, sunday, await fail(database, ["crew1"], sunday, Cause.NOT_INSTALLED))
    morning = datetime(2026, 11, 9, 6, tzinfo=UTC)
    (post,) = await waiting(database, morning)
    assert (post.key, post.at) == ("notice:heidi:2026-11-09:2", morning)
    assert named(post.view) == {"Bengt", "Crew1"}


async def test_each_facilitator_hears_of_their_own_and_units_are_named(database: Database) -> None:
    await database.save_structure(staffed())
    failed = await fail(database, ["bengt", "crew1"], MONDAY, Cause.NOT_INSTALLED)
    failed += await fail(database, ["matti"], MONDAY, Cause.NOT_INSTALLED, "owls")
    failed += await fail(database, ["harri"], MONDAY, Cause.NOT_INSTALLED, "hares")
    await tell(database, MONDAY, failed)
    # Heidi looks after owls and bears as facilitator, and after the hares as their lead.
    (post,) = await waiting(database, MONDAY)
    assert drawing.said(post.view.summary, "notice-many-title")["count"] == 4
    (line,) = await notices(database, MONDAY)
    assert line.unit == "area"  # the nearest above them all
    ledger = next(each for each in buttons(post.view) if "button-ledger" in set(keys(each.label)))
    assert ledger.action == Action("ledger", "show", (("unit", "area"),))


async def test_people_and_channels_stand_under_what_to_do_about_each(database: Database) -> None:
    await database.save_structure(staffed())
    digest = replace(
        prompt("owls", "owls", MONDAY),
        key=PostKey("digest:owls"),
        kind=PostKind.DIGEST,
        recipient=ToChannel(company().forums[1].channel),
    )
    await write(database, digest)
    claimed = await database.outbox.claim("t", Lane("web", ""), None, MONDAY, MONDAY + DAY, 9)
    gone = Mark(claimed.parcels[0], Refused("no", Cause.CHANNEL_GONE), MONDAY)
    await database.outbox.mark([gone], "t")
    failed = await fail(database, ["matti"], MONDAY, Cause.GIVEN_UP, "owls")
    await tell(database, MONDAY, [digest.key, *failed])
    (post,) = await waiting(database, MONDAY)
    assert {"remedy-channel-gone", "remedy-given-up"} <= set(keys(post.view))
    assert named(post.view) == {"#owls", "Matti"}


async def test_two_replicas_that_hear_at_once_write_one_list(database: Database) -> None:
    await database.save_structure(staffed())
    crew = [f"crew{n}" for n in range(20)]
    failed = await fail(database, crew, MONDAY, Cause.NOT_INSTALLED)
    engines = [engine_at(database, MONDAY) for _ in range(4)]
    await asyncio.gather(
        *(each.failed(ORGANISATION, key) for each in engines for key in failed[:3])
    )
    assert await database.outbox.untold(10) == []
    (post,) = await waiting(database, MONDAY)
    assert post.key == "notice:heidi:2026-11-02:1"
    assert drawing.said(post.view.summary, "notice-many-title")["count"] == 20


async def test_a_day_that_is_added_to_without_end_loses_nobody(database: Database) -> None:
    await database.save_structure(staffed())
    for n in range(33):
        at = MONDAY + timedelta(minutes=n)
        await tell(database, at, await fail(database, [f"crew{n}"], at, Cause.NOT_INSTALLED))
    (last,) = await waiting(database, MONDAY + timedelta(hours=1))
    assert drawing.said(last.view.summary, "notice-many-title")["count"] == 33
