"""No organisation sees another, even one whose rows have the very same ids."""

from __future__ import annotations

import inspect
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import BigInteger, create_engine, select
from sqlalchemy.pool import NullPool

from dialogs.chats import Account, Workspace
from dialogs.events import Moment
from dialogs.ledger import LedgerEntry, LedgerFate, Reason
from dialogs.okr.model import (
    Absence,
    ChannelId,
    KeyResultId,
    Language,
    OrganisationId,
    PersonId,
)
from dialogs.okr.rollup import Figures
from dialogs.okr.standing import Standing, WeekSaid
from dialogs.okr.week import Week
from dialogs.ports import Delivered, Fate, Mark, PastDigest, Refused, ScheduleKind, Work
from dialogs.posts import Cause, Parcel, PostKey, PostKind, ToPerson
from dialogs.session import SessionId
from storage.address import read_url
from storage.database import Database, open_database
from storage.errors import BrokenReferenceError
from storage.part import OWNER
from storage.structure import Structure
from storage.tables import metadata
from tests.contracts import retro_walls
from tests.storage.support import (
    ANNA,
    BEN,
    CARA,
    COUNTY,
    FORUM,
    NAAPURI,
    NORTH,
    NOW,
    OMA,
    OPEN,
    OPENING,
    SECTOR,
    SOUTH,
    STAFFING,
    TODAY,
    WAITING,
    WEEK,
    answer,
    check_in,
    moment,
    planned,
    post,
    reply,
    session,
    structure,
    view,
)

NOBODYS: Final = {"conversations", "lanes", "pulses", "workspaces"}
"""Tables whose rows belong to a platform, or to the clock."""
READS: Final[Mapping[str, Callable[[Work], object]]] = {
    "organisation": lambda work: work.organisation,
    "person": lambda work: work.person(ANNA),
    "people": lambda work: work.people([ANNA, BEN]),
    "everyone": lambda work: work.everyone(),
    "units_of": lambda work: work.units_of(ANNA),
    "homes": lambda work: work.homes([ANNA, BEN]),
    "members": lambda work: work.members([COUNTY, NORTH]),
    "unit": lambda work: work.unit(NORTH),
    "units": lambda work: work.units(),
    "above": lambda work: work.above(NORTH),
    "forum": lambda work: work.forum(FORUM),
    "forums": lambda work: work.forums(),
    "schedule": lambda work: [
        work.schedule(kind, subject)
        for kind in ScheduleKind
        for subject in (FORUM, COUNTY, SECTOR, NORTH)
    ],
    "meetings": lambda work: work.meetings(FORUM),
    "resting": lambda work: work.resting([COUNTY, NORTH, SOUTH], Week(2026, 50)),
    "away": lambda work: work.away([ANNA, BEN, CARA], TODAY),
    "absences": lambda work: work.absences(BEN, TODAY),
    "stands_in_for": lambda work: work.stands_in_for([ANNA], TODAY),
    "without_reminders": lambda work: work.without_reminders([ANNA, BEN, CARA]),
    "goals": lambda work: work.goals([NORTH, COUNTY], TODAY),
    "goals_by_id": lambda work: work.goals_by_id([WAITING, STAFFING]),
    "goals_in_week": lambda work: work.goals_in_week([NORTH, COUNTY], [ANNA], TODAY, WEEK),
    "around": lambda work: work.around(
        [each.goal for each in work.goals_in_week([NORTH, COUNTY], [ANNA], TODAY, WEEK)],
        WEEK,
        [TODAY, TODAY + timedelta(days=9)],
        [PostKey("due"), PostKey("held")],
    ),
    "arrival": lambda work: work.arrival(BEN, "view-1", SessionId("s2")),
    "goals_owned": lambda work: work.goals_owned(ANNA, TODAY),
    "lines": lambda work: [
        sorted(work.lines(unit, TODAY), key=str) for unit in (None, COUNTY, NORTH)
    ],
    "tasks": lambda work: work.tasks([NORTH]),
    "weeks": lambda work: work.weeks([WAITING, STAFFING]),
    "check_ins": lambda work: work.check_ins([WAITING, STAFFING], WEEK),
    "history": lambda work: work.history(WAITING),
    "asked": lambda work: work.asked([COUNTY, NORTH, SOUTH], WEEK),
    "counts": lambda work: work.counts(COUNTY, (WEEK, WEEK)),
    "last_cycle_end": lambda work: work.last_cycle_end(TODAY.replace(year=2100)),
    "trend": lambda work: work.trend([WAITING, STAFFING], (WEEK, WEEK.plus(9))),
    "past_digest": lambda work: work.past_digest(FORUM),
    "planned": lambda work: work.planned(PostKey("held")),
    "posted": lambda work: work.posted([PostKey("prompt"), PostKey("more")]),
    "ledger": lambda work: [
        work.ledger(units, NOW, NOW + timedelta(days=2), NOW) for units in (None, [NORTH])
    ],
    "untold": lambda work: work.untold(10),
    "told": lambda work: work.told(NOW - timedelta(days=9)),
    "last_answers": lambda work: work.last_answers([ANNA, BEN, CARA]),
    "session": lambda work: [work.session(SessionId(name)) for name in ("s1", "carried")],
    **retro_walls.READS,
}


def _writes(organisation: OrganisationId, number: int) -> Mapping[str, Callable[[Work], object]]:
    """Every way to write, with the same ids and the number's own values and shape."""
    value = float(number)
    came: Moment = moment(organisation=organisation)
    digest = PastDigest(NOW, Figures(on_track=number))
    standing = Standing(WAITING, WEEK.plus(-1), value, value, value, number, number, number)
    asked = [WAITING, STAFFING][:number]
    # The second one's mail stays unsent, and its prompt takes the place of something older.
    at = NOW if number == 1 else NOW + timedelta(days=1)
    older = None if number == 1 else "older"
    later = NOW + timedelta(hours=number)
    away = [
        Absence(BEN, TODAY, TODAY + timedelta(days=number), ANNA if number == 1 else CARA),
        Absence(CARA, TODAY, TODAY + timedelta(days=9)),
    ]
    unsent = LedgerEntry(
        key=PostKey("unsent"),
        kind=PostKind.REMINDER,
        recipient=ToPerson(CARA),
        unit=NORTH,
        period=str(WEEK),
        at=NOW,
        fate=LedgerFate.ABSENT,
        reason=list(Reason)[number],
        zone="Europe/Helsinki",
    )
    mail = [
        post("lost", "lost", to=ToPerson(CARA), planned=planned()),
        post("missing", "missing", to=ToPerson(CARA), planned=planned()),
        post(
            "held",
            "held",
            to=ToPerson(CARA),
            at=NOW + timedelta(days=9),
            planned=planned(period=f"2026-W4{number}"),
        ),
        post("due", "due", to=ToPerson(CARA), at=NOW + timedelta(days=9), planned=planned()),
        post("older", "older", at=at),
        post("prompt", f"prompt {number}", at=at, replaces=older),
        post("thanks", f"thanks {number}", at=at, replaces="prompt"),
        post("other", to=ToPerson(BEN), at=at),
        post("draft", to=ToPerson(BEN), at=at),
        *([post("final", to=ToPerson(BEN), replaces="draft")] if number == 1 else []),
        *([post("more", at=at)] if number == 2 else []),
    ]
    return {
        "set_language": lambda work: work.set_language(BEN, list(Language)[number]),
        "set_standings": lambda work: work.set_standings([standing]),
        "open_obligations": lambda work: [
            work.open_obligations(NORTH, week, asked, OPEN) for week in (WEEK, WEEK.plus(-1))
        ],
        "withdraw_obligations": lambda work: work.withdraw_obligations(WEEK.plus(-1), asked),
        "record": lambda work: work.record(
            [
                replace(check_in("a", value=value, confidence=number), at=later),
                replace(check_in("b", OPENING, value=value, confidence=number), at=later),
            ]
        ),
        "set_weeks": lambda work: work.set_weeks(
            [WeekSaid(WAITING, answer(value, number), value / 10)]
        ),
        "keep_digest": lambda work: work.keep_digest(FORUM, "2026-Q4", digest),
        "post": lambda work: work.post(mail),
        "settle_posts": lambda work: work.settle_posts([PostKey("held")], [PostKey("held")], later),
        "withdraw_posts": lambda work: work.withdraw_posts(
            [PostKey("due")], LedgerFate.SUPERSEDED, list(Reason)[number], later
        ),
        "excuse_posts": lambda work: work.excuse_posts([PostKey("due")]),
        "note": lambda work: work.note([unsent]),
        "failures_told": lambda work: work.failures_told([PostKey(("draft", "other")[number - 1])]),
        "set_meetings": lambda work: work.set_meetings(
            FORUM, [TODAY + timedelta(days=number)], TODAY
        ),
        "set_absence": lambda work: [work.set_absence(each, ANNA, later) for each in away],
        "end_absence": lambda work: work.end_absence(CARA, TODAY + timedelta(days=number)),
        "set_reminders": lambda work: work.set_reminders(BEN, wanted=number == 1),
        "keep_reply": lambda work: work.keep_reply("view-1", reply(f"reply {number}"), NOW),
        "claim_moment": lambda work: work.claim_moment(came, NOW),
        "save_session": lambda work: [
            work.save_session(session(name, step=f"step {number}")) for name in ("s1", "s2")
        ],
        "end_session": lambda work: [
            work.end_session(session(f"s{number}")),
            work.end_session(replace(session("carried", step=f"step {number}"), carried=True)),
        ],
        **retro_walls.writes(number),
    }


def _shaped(organisation: OrganisationId, number: int) -> Structure:
    """The same ids; the second organisation's objectives belong to other units."""
    whole = structure(organisation, f"number {number}")
    if number == 1:
        return whole
    moved = {NORTH: COUNTY, COUNTY: SECTOR, SOUTH: NORTH}
    objectives = tuple(replace(one, unit=moved[one.unit]) for one in whole.objectives)
    cycles = tuple(replace(one, end=one.end + timedelta(days=1)) for one in whole.cycles)
    breaks = tuple(replace(one, unit=one.unit and SOUTH) for one in whole.breaks)
    return replace(whole, objectives=objectives, cycles=cycles, breaks=breaks)


async def live(database: Database, organisation: OrganisationId, number: int) -> list[object]:
    """Set an organisation up, write in every way, and send what it has to send."""
    await database.save_structure(_shaped(organisation, number))
    await database.set_address(organisation, ToPerson(BEN), "slack", f"U{number}", f"T{number}")
    results = [
        await database.write(organisation, job) for job in _writes(organisation, number).values()
    ]
    session = SessionId("s1")
    results.append(
        await database.write(organisation, lambda work: work.arrival(ANNA, "view-1", session))
    )
    carried = SessionId("carried")
    results.append(
        await database.write(
            organisation, lambda work: work.arrival(ANNA, "view-2", carried, carried=True)
        )
    )
    while parcels := await _claimed(database):
        for parcel in parcels:
            assert parcel.organisation == organisation
            await _mark(database, parcel, _fate(parcel, number))
            results.append((parcel.post.key, parcel.address, parcel.replaces_reference))
    missing = [PostKey("missing")]
    await database.write(organisation, lambda work: work.failures_told(missing))
    await _talk(database, organisation, number)
    return results


async def _talk(database: Database, organisation: OrganisationId, number: int) -> None:
    """Let an organisation talk in a workspace of its own, whose users go by the same ids."""
    place = "slack", f"T{number}"
    zone, language = ("Asia/Tokyo", "Asia/Seoul")[number - 1], list(Language)[number]
    accounts = [
        Account("U1", CARA, f"cara {number}", language=language, zone=zone, paired=True),
        Account("U2", name=f"nobody {number}"),
        Account("U3", BEN, f"ben {number}", active=False),
    ]
    await database.chats.install(Workspace(*place, name=f"number {number}"), NOW)
    await database.chats.connect(*place, organisation)
    later = NOW + timedelta(days=number)
    await database.chats.save_accounts(organisation, *place, accounts, later)
    await database.chats.set_channel(organisation, ChannelId("north"), *place, f"C{number}")


async def _claimed(database: Database) -> Sequence[Parcel]:
    """Claim what is due, lane by lane."""
    found: list[Parcel] = []
    for lane in await database.outbox.lanes(NOW, 10):
        found += (await database.outbox.claim("postman", lane, None, NOW, NOW, 10)).parcels
    return found


async def _mark(database: Database, parcel: Parcel, fate: Fate) -> None:
    assert await database.outbox.mark([Mark(parcel, fate, NOW)], "postman") == [True]


def _fate(parcel: Parcel, number: int) -> Fate:
    if parcel.post.key in {"lost", "missing"}:
        other = 2 * (parcel.post.key == "missing")
        return Refused("no", list(Cause)[number + other])
    return Delivered(f"ts {number}")


async def _seen(database: Database, organisation: OrganisationId) -> dict[str, object]:
    """Everything an organisation can read; places count across organisations and are left out."""

    def read(work: Work) -> dict[str, object]:
        return {name: job(work) for name, job in READS.items()}

    latest = await database.timeline.latest(organisation)
    newest = max(latest.values(), default=0)
    talk, news = [
        await database.timeline.conversation(organisation, ToPerson(ANNA), above=above, most=9)
        for above in (0, newest)
    ]
    return {
        **await database.read(organisation, read),
        "structure": await database.load_structure(organisation),
        "all check-ins": await database.check_ins(organisation),
        "plan": await database.plans.plan(organisation),
        "conversation": [replace(message, place=0) for message in talk],
        "news": news,
        "latest": set(latest),
        "accounts": [
            await database.chats.accounts(organisation, "slack", workspace)
            for workspace in ("T1", "T2")
        ],
        "account": await database.chats.account(organisation, "slack", "T1", "U1"),
        "channels": await database.chats.channels(organisation),
    }


def rows_of(url: str, organisation: OrganisationId) -> dict[str, list[str]]:
    """Every row of an organisation, table by table, without the numbers that count for all.

    And without the chart's name, which is another at each import.
    """
    engine = create_engine(read_url(url), poolclass=NullPool)
    found = {}
    with engine.connect() as connection:
        for name, table in metadata.tables.items():
            if name in NOBODYS:
                continue
            column = table.c[OWNER if OWNER in table.c else "id"]
            shown = [
                each
                for each in table.c
                if not isinstance(each.type, BigInteger) and each.name != "chart"
            ]
            rows = connection.execute(select(*shown).where(column == organisation))
            found[name] = sorted(map(repr, rows))
    return found


@pytest.fixture
def alone(migrated_sqlite: Path, tmp_path: Path) -> str:
    """The address of a database that has no neighbours in it."""
    path = tmp_path / "alone.db"
    shutil.copy(migrated_sqlite, path)
    return f"sqlite:///{path}"


def test_every_method_of_the_port_is_tried_here() -> None:
    port = {name for name, _ in inspect.getmembers(Work) if not name.startswith("_")}
    assert port == READS.keys() | _writes(OMA, 1).keys()


async def test_a_neighbour_with_the_same_ids_changes_nothing(
    database: Database, database_url: str, alone: str
) -> None:
    without = open_database(alone)
    expected = await live(without, OMA, 1)
    expected_seen, expected_rows = await _seen(without, OMA), rows_of(alone, OMA)
    await without.close()

    await live(database, NAAPURI, 2)  # a neighbour who was here before
    theirs, their_rows = await _seen(database, NAAPURI), rows_of(database_url, NAAPURI)
    assert await live(database, OMA, 1) == expected
    assert await _seen(database, OMA) == expected_seen
    assert rows_of(database_url, OMA) == expected_rows
    assert await _seen(database, NAAPURI) == theirs
    assert rows_of(database_url, NAAPURI) == their_rows

    await database.write(NAAPURI, lambda work: work.post([post("late", replaces="older")]))
    (late,) = await _claimed(database)
    assert (late.organisation, late.replaces_reference) == (NAAPURI, None)
    await _mark(database, late, Delivered("ts"))
    assert await _seen(database, OMA) == expected_seen  # and one who does something afterwards
    assert rows_of(database_url, OMA) == expected_rows


async def test_the_two_sides_of_the_wall_differ_in_every_answer(
    database: Database, database_url: str
) -> None:
    """Or the test above would see nothing."""
    await live(database, OMA, 1)
    await live(database, NAAPURI, 2)
    here, there = await _seen(database, OMA), await _seen(database, NAAPURI)
    same = [name for name in READS if here[name] == there[name]]
    assert same == ["members"]  # the one answer that is made of ids alone
    empty = [name for name, rows in rows_of(database_url, OMA).items() if not rows]
    assert empty == []


async def test_the_postman_gets_each_organisation_its_own_references(database: Database) -> None:
    for organisation in (OMA, NAAPURI):
        await database.save_structure(structure(organisation))
        await database.write(organisation, lambda work: work.post([post("prompt")]))
    parcels = await _claimed(database)
    assert {parcel.organisation for parcel in parcels} == {OMA, NAAPURI}
    for parcel in parcels:
        await _mark(database, parcel, Delivered(f"ts of {parcel.organisation}"))
    for organisation in (OMA, NAAPURI):
        await database.write(
            organisation, lambda work: work.post([post("thanks", "x", replaces="prompt")])
        )
    for parcel in await _claimed(database):
        assert parcel.replaces_reference == f"ts of {parcel.organisation}"
        assert parcel.post.view == view("x")


async def test_a_row_cannot_name_one_of_a_neighbour(database: Database) -> None:
    mine, theirs = structure(OMA), structure(NAAPURI)
    zoe = replace(mine.people[0], id=PersonId("zoe"))
    ours = replace(mine.key_results[0], id=KeyResultId("ours"))
    only_here = replace(mine, people=(*mine.people, zoe), key_results=(*mine.key_results, ours))
    await database.save_structure(only_here)
    await database.save_structure(theirs)
    waiting = theirs.key_results[0]
    for broken in (replace(waiting, owner=zoe.id), replace(waiting, supports=ours.id)):
        with pytest.raises(BrokenReferenceError):
            await database.save_structure(replace(theirs, key_results=(broken,)))
    with pytest.raises(BrokenReferenceError):
        await database.write(NAAPURI, lambda work: work.record([check_in("a", person=zoe.id)]))
