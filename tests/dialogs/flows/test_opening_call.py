"""Five working days before a cycle that waits begins, those who look after a unit are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from dialogs.events import MomentKind
from dialogs.flow import Occasion
from dialogs.flows.calling import Calls
from dialogs.flows.cycle.call import Waiting, compose, gather
from dialogs.flows.why import gather as gather_why
from dialogs.flows.why import tell as tell_why
from dialogs.ledger import LedgerFate, Reason
from dialogs.okr.cycle import Phase
from dialogs.okr.model import Absence, Membership, Objective, ObjectiveId, PersonId, Role, UnitId
from dialogs.ports import ScheduleKind, Work
from dialogs.posts import Post, PostKind, ToPerson
from dialogs.writes import NoteLedger, Write
from storage.database import Database
from tests.conversations.company import NEXT, ORGANISATION, company
from tests.conversations.interpreter import say_in_every_language
from tests.conversations.keys import buttons, keys
from tests.conversations.stage import World
from tests.dialogs.flows.looked_back import OWLS, look_back, turn
from tests.dialogs.flows.support import ALMANAC, MONDAY, english, seen, situation

WEDNESDAY = datetime(2026, 12, 23, 7, 0, tzinfo=UTC)
"""Nine o'clock in Helsinki, five working days before 1 January."""
START = datetime(2026, 12, 17, 8, 0, tzinfo=UTC)


async def called(
    database: Database, unit: str, *away: Absence
) -> tuple[tuple[Write, ...], tuple[Post, ...]]:
    """Let the moment come at which a unit is asked to open its cycle."""

    def look(work: Work) -> Calls[Waiting]:
        schedule = work.schedule(ScheduleKind.OPENING, unit)
        assert schedule is not None
        (moment, *_) = ALMANAC.coming(schedule, MONDAY, 1)
        assert moment.kind is MomentKind.OPENING
        assert moment.planned == WEDNESDAY
        return gather(work, Occasion(moment, WEDNESDAY, ALMANAC))

    def set_absences(work: Work) -> None:
        for each in away:
            work.set_absence(each, each.person, MONDAY)

    await database.write(ORGANISATION, set_absences)
    writes, posts = compose(await database.read(ORGANISATION, look))
    for post in posts:
        say_in_every_language(post.view)
    return writes, posts


async def test_who_looks_after_a_unit_is_told_what_its_next_cycle_holds(
    database: Database,
) -> None:
    whole = company()
    bare = Objective(ObjectiveId("o-bare"), OWLS, NEXT, "Warm rooms")
    await database.save_structure(replace(whole, objectives=(*whole.objectives, bare)))
    await database.write(ORGANISATION, look_back)
    writes, (post,) = await called(database, "owls")
    assert writes == ()
    assert (post.recipient, post.kind, post.at) == (
        ToPerson(PersonId("liisa")),
        PostKind.OPENING,
        WEDNESDAY,
    )
    assert post.key == "opening:owls:meeting-2027-01-01:liisa"
    assert post.planned is not None
    assert (post.planned.at, post.planned.due) == (WEDNESDAY, None)
    assert {"opening-lead", "cycle-goals", "cycle-lacks-bare", "button-why"} <= set(keys(post.view))
    assert "1 Jan 2027" in english(post.view.summary)
    assert [(each.action.flow, each.action.step) for each in buttons(post.view)] == [
        ("cycle", "open"),
        ("cycle", "show"),
        ("why", "show"),
    ]


async def test_who_looks_after_several_units_is_told_once(database: Database) -> None:
    whole = company()
    units = ("owls", "hares", "bears")
    added = tuple(Membership(PersonId("henna"), UnitId(u), Role.FACILITATOR) for u in units)
    await database.save_structure(replace(whole, memberships=(*whole.memberships, *added)))

    def all_wait(work: Work) -> None:
        for unit in units:
            turn(work, NEXT, Phase.PLANNING, unit=unit)

    await database.write(ORGANISATION, all_wait)
    found = [await called(database, unit) for unit in units]
    (post,) = [post for _, posts in found for post in posts]
    assert post.recipient == ToPerson(PersonId("henna"))
    opening = [each for each in buttons(post.view) if each.action.step == "open"]
    assert sorted(dict(each.action.args)["unit"] for each in opening) == sorted(units)
    assert not any(each.main for each in opening)


async def test_who_is_away_is_noted_and_not_told(database: Database) -> None:
    await database.save_structure(company())
    await database.write(ORGANISATION, look_back)
    gone = Absence(PersonId("liisa"), date(2026, 12, 21), date(2027, 1, 5))
    (note,), posts = await called(database, "owls", gone)
    assert posts == ()
    assert isinstance(note, NoteLedger)
    (entry,) = note.entries
    assert (entry.kind, entry.fate, entry.reason) == (
        PostKind.OPENING,
        LedgerFate.ABSENT,
        Reason.AWAY,
    )


async def test_what_begins_by_itself_or_is_open_already_needs_nobody(database: Database) -> None:
    await database.save_structure(company())

    def days(work: Work) -> int:
        schedule = work.schedule(ScheduleKind.OPENING, "owls")
        assert schedule is not None
        return len(ALMANAC.coming(schedule, MONDAY, 5))

    assert await database.read(ORGANISATION, days) == 0
    await database.write(ORGANISATION, look_back)
    assert await database.read(ORGANISATION, days) == 1
    await database.write(ORGANISATION, lambda work: turn(work, NEXT, Phase.ACTIVE))
    assert await database.read(ORGANISATION, days) == 0


def told(world: World) -> int:
    """Count how often Liisa has been told that a cycle waits."""
    box = world.letters.messages.get("liisa", {}).values()
    return sum("opening-lead" in seen(view) for view in box)


async def test_it_comes_by_the_clock_once_and_stands_in_the_ledger(database: Database) -> None:
    await database.save_structure(company())
    await database.write(ORGANISATION, look_back)
    world = World(database, START)
    await world.live_until(datetime(2026, 12, 23, 6, 59, tzinfo=UTC))
    assert told(world) == 0
    await world.live_until(datetime(2026, 12, 23, 7, 0, tzinfo=UTC))
    assert told(world) == 1
    await world.live_until(datetime(2026, 12, 31, 12, 0, tzinfo=UTC))
    assert told(world) == 1
    now = world.clock.at
    lines = await database.read(ORGANISATION, lambda work: work.ledger([OWLS], START, now, now))
    (line,) = [each for each in lines if each.kind is PostKind.OPENING]
    assert line.fate is LedgerFate.SENT


async def test_who_publishes_late_is_told_at_once(database: Database) -> None:
    """The day on which they would have been told has passed, but not the use of it."""
    await database.save_structure(company())
    world = World(database, START)
    await world.live_until(datetime(2026, 12, 29, 9, 0, tzinfo=UTC))
    await database.write(ORGANISATION, look_back)
    await world.live_until(datetime(2026, 12, 29, 9, 30, tzinfo=UTC))
    assert told(world) == 1


async def test_it_says_why_it_came(database: Database) -> None:
    await database.save_structure(company())
    await database.write(ORGANISATION, look_back)
    _, (post,) = await called(database, "owls")

    def ask(work: Work, who: str) -> list[str]:
        view = tell_why(gather_why(work, situation(work, who, START, key=post.key)))
        say_in_every_language(view)
        return seen(view)

    told = await database.read(ORGANISATION, lambda work: ask(work, "liisa"))
    assert {"why-opening", "why-opening-rule", "why-moment"} <= set(told)
    foreign = await database.read(ORGANISATION, lambda work: ask(work, "matti"))
    assert "why-opening" not in foreign
