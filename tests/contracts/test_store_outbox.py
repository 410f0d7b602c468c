from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dialogs.okr.model import ChannelId, PersonId
from dialogs.ports import Backlog, Claimed, Delivered, Fate, Later, Mark, Pace, Refused, Unknown
from dialogs.posts import Cause, Lane, Parcel, PostKey, Spot, ToChannel, ToPerson
from storage.database import Database, open_database
from tests.storage.support import (
    ANNA,
    BEN,
    CARA,
    NAAPURI,
    NOW,
    OMA,
    post,
    structure,
    view,
)

LEASE = NOW + timedelta(minutes=1)
LATER = NOW + timedelta(minutes=2)
MUCH_LATER = NOW + timedelta(minutes=10)
WEB = Lane("web", "")
TEAM = Lane("slack", "T1")


@pytest.fixture(autouse=True)
async def _people(database: Database) -> None:
    await database.save_structure(structure())


async def claim(  # everything that a claim can be about, and what is usual
    database: Database,
    owner: str = "one",
    lane: Lane = WEB,
    *,
    pace: Pace | None = None,
    now: datetime = NOW,
    lease: datetime | None = None,
    most: int = 100,
) -> Claimed:
    until = lease or now + timedelta(minutes=1)
    return await database.outbox.claim(owner, lane, pace, now, until, most)


async def claimed(
    database: Database, owner: str = "one", now: datetime = NOW, most: int = 100
) -> list[Parcel]:
    return list((await claim(database, owner, now=now, most=most)).parcels)


async def mark(
    database: Database, parcel: Parcel, fate: Fate, at: datetime = NOW, owner: str = "one"
) -> bool:
    (kept,) = await database.outbox.mark([Mark(parcel, fate, at)], owner)
    return kept


async def test_a_post_becomes_a_parcel_for_the_web_door(database: Database) -> None:
    written = post("prompt")
    await database.write(OMA, lambda work: work.post([written]))
    (parcel,) = await claimed(database)
    assert parcel.post == written
    assert (parcel.organisation, parcel.door, parcel.address) == (OMA, "web", "person:anna")
    assert (parcel.attempt, parcel.doubtful, parcel.replaces_reference) == (1, False, None)
    assert await claimed(database) == []


async def test_a_recipient_with_an_address_is_reached_there(database: Database) -> None:
    room = ToChannel(ChannelId("board-room"))
    await database.set_address(OMA, room, "slack", "C024BE91L")
    await database.set_address(OMA, room, "slack", "C999")
    await database.write(OMA, lambda work: work.post([post("digest", to=room)]))
    (parcel,) = (await claim(database, lane=Lane("slack", ""))).parcels
    assert (parcel.door, parcel.address, parcel.post.recipient) == ("slack", "C999", room)


async def test_a_key_is_posted_once_and_stays_as_it_is(database: Database) -> None:
    await database.write(OMA, lambda work: work.post([post("a", "first"), post("a", "second")]))
    await database.write(OMA, lambda work: work.post([post("a", "third"), post("b")]))
    known = await database.read(
        OMA, lambda work: work.posted([PostKey("a"), PostKey("b"), PostKey("c")])
    )
    assert known.keys() == {"a", "b"}
    parcels = await claimed(database)
    assert [parcel.post.view for parcel in parcels] == [view("first")]


async def test_nothing_goes_before_its_time(database: Database) -> None:
    await database.write(OMA, lambda work: work.post([post("a", at=NOW + timedelta(seconds=1))]))
    assert await claimed(database) == []
    (parcel,) = await claimed(database, "one", LATER, 10)
    assert parcel.post.key == "a"


async def test_the_oldest_goes_first_and_no_more_than_asked_for(database: Database) -> None:
    def write(minutes: int, name: str) -> None:
        jobs.append(post(name, to=ToChannel(ChannelId(name)), at=NOW - timedelta(minutes=minutes)))

    jobs = [post("now")]
    write(1, "younger")
    write(9, "oldest")
    write(5, "older")
    await database.write(OMA, lambda work: work.post(jobs))
    first = await claimed(database, "one", NOW, 3)
    assert [parcel.post.key for parcel in first] == ["oldest", "older", "younger"]
    assert [parcel.post.key for parcel in await claimed(database)] == ["now"]


async def test_a_conversation_is_sent_in_order_one_message_at_a_time(database: Database) -> None:
    to_ben = post("other", to=ToPerson(BEN))
    posts = [post("first"), to_ben, post("second"), post("third")]
    await database.write(OMA, lambda work: work.post(posts))
    first, other = await claimed(database)
    assert [first.post.key, other.post.key] == ["first", "other"]
    assert await claimed(database, "two") == []
    await mark(database, first, Delivered("ref"), NOW, "one")
    (second,) = await claimed(database, "two")
    assert second.post.key == "second"


async def test_a_message_that_waits_for_another_try_keeps_those_behind_it_waiting(
    database: Database,
) -> None:
    to_ben = post("other", to=ToPerson(BEN))
    await database.write(OMA, lambda work: work.post([post("first"), post("second"), to_ben]))
    first, other = await claimed(database)
    assert await mark(database, first, Later(0, "slow down"), LATER)
    assert await mark(database, other, Delivered("ref"))
    assert await claimed(database) == []
    (again,) = await claimed(database, "two", LATER)
    assert (again.post.key, again.attempt, again.doubtful) == ("first", 2, False)
    assert await mark(database, again, Delivered("ref"), LATER, "two")
    (second,) = await claimed(database, "two", LATER)
    assert second.post.key == "second"


async def test_a_message_for_another_day_keeps_nobody_waiting(database: Database) -> None:
    await database.write(OMA, lambda work: work.post([post("snoozed", at=LATER), post("next")]))
    (parcel,) = await claimed(database)
    assert parcel.post.key == "next"
    await mark(database, parcel, Later(0, "slow down"), MUCH_LATER)
    (snoozed,) = await claimed(database, "one", LATER)
    assert snoozed.post.key == "snoozed"


async def test_an_older_message_waits_for_one_that_is_under_way(database: Database) -> None:
    await database.write(OMA, lambda work: work.post([post("first", at=LATER), post("second")]))
    (second,) = (await claim(database, lease=MUCH_LATER)).parcels
    assert second.post.key == "second"
    assert await claimed(database, "two", LATER) == []


async def test_a_lease_that_ended_makes_a_parcel_doubtful(database: Database) -> None:
    await database.write(OMA, lambda work: work.post([post("a")]))
    (lost,) = await claimed(database)
    (again,) = await claimed(database, "two", LATER, 10)
    assert (again.id, again.attempt, again.doubtful) == (lost.id, 2, True)
    assert not await mark(database, lost, Delivered("x"), LATER, "one")
    assert not await mark(database, lost, Later(0, "x"), LATER, "one")
    assert not await mark(database, lost, Refused("x"), LATER, "one")
    assert not await mark(database, lost, Unknown("x"), LATER, "one")
    assert await mark(database, again, Later(0, "x"), LATER, "two")
    (third,) = await claimed(database, "two", MUCH_LATER, 10)
    assert (third.attempt, third.doubtful) == (3, True)


async def test_marks_are_fenced_by_the_try_as_well_as_the_owner(database: Database) -> None:
    await database.write(OMA, lambda work: work.post([post("a")]))
    (first,) = await claimed(database)
    (second,) = await claimed(database, "one", LATER, 10)
    assert not await mark(database, first, Delivered("x"), LATER, "one")
    assert await mark(database, second, Delivered("x"), LATER, "one")
    assert not await mark(database, second, Delivered("x"), LATER, "one")
    stranger = replace(second, organisation=NAAPURI)
    assert not await mark(database, stranger, Refused("x"), LATER, "one")
    talk = await database.timeline.conversation(OMA, ToPerson(ANNA), above=0, most=50)
    assert len(talk) == 1


async def test_what_is_done_is_never_claimed_again(database: Database) -> None:
    people = [ToPerson(person) for person in (ANNA, BEN, CARA)]
    await database.write(
        OMA, lambda work: work.post([post(f"to-{to.person}", to=to) for to in people])
    )
    sent, failed, uncertain = await claimed(database)
    assert await mark(database, sent, Delivered("ref"), NOW, "one")
    assert await mark(database, failed, Refused("no such user"), NOW, "one")
    assert await mark(database, uncertain, Unknown("no answer"), NOW, "one")
    assert await claimed(database, "one", MUCH_LATER, 10) == []


async def test_four_postmen_never_send_a_message_twice(
    database: Database, database_url: str
) -> None:
    posts = [post(f"to-{number}", to=ToChannel(ChannelId(str(number)))) for number in range(240)]
    await database.write(OMA, lambda work: work.post(posts))
    seen: list[int] = []

    async def work(owner: str) -> None:
        own = open_database(database_url)  # a writer of its own, as in another process
        while parcels := await claimed(own, owner, most=7):
            seen.extend(parcel.id for parcel in parcels)
            marks = [Mark(parcel, Delivered("ref"), NOW) for parcel in parcels[:2]]
            assert all(await own.outbox.mark(marks, owner))
        await own.close()

    await asyncio.gather(*(work(f"postman-{number}") for number in range(4)))
    assert len(seen) == len(set(seen)) == 240


async def test_a_replacement_gets_the_reference_of_what_it_replaces(database: Database) -> None:
    await database.write(OMA, lambda work: work.post([post("prompt")]))
    (prompt,) = await claimed(database)
    await mark(database, prompt, Delivered("ts-1"), NOW, "one")
    await database.write(OMA, lambda work: work.post([post("thanks", "thanks", replaces="prompt")]))
    (thanks,) = await claimed(database)
    assert thanks.replaces_reference == "ts-1"
    await mark(database, thanks, Delivered("ts-1b"), NOW, "one")
    await database.write(OMA, lambda work: work.post([post("again", replaces="thanks")]))
    (again,) = await claimed(database)
    assert again.replaces_reference == "ts-1b"


async def test_a_replacement_of_what_never_arrived_is_a_new_message(database: Database) -> None:
    await database.write(OMA, lambda work: work.post([post("prompt")]))
    (prompt,) = await claimed(database)
    await mark(database, prompt, Refused("blocked"), NOW, "one")
    replacement, orphan = post("thanks", replaces="prompt"), post("late", replaces="never-written")
    await database.write(OMA, lambda work: work.post([replacement, orphan]))
    (thanks,) = await claimed(database)
    assert thanks.replaces_reference is None
    await mark(database, thanks, Delivered("ts-2"), NOW, "one")
    (late,) = await claimed(database)
    assert late.replaces_reference is None


async def test_what_was_replaced_before_it_left_is_not_sent(database: Database) -> None:
    later = post("prompt", at=LATER)
    await database.write(OMA, lambda work: work.post([later]))
    await database.write(OMA, lambda work: work.post([post("thanks", replaces="prompt")]))
    (thanks,) = await claimed(database, "one", MUCH_LATER, 10)
    assert thanks.post.key == "thanks"
    await mark(database, thanks, Delivered("ts-1"), MUCH_LATER, "one")
    assert await claimed(database, "one", MUCH_LATER, 10) == []


async def test_what_is_being_sent_is_not_called_back(database: Database) -> None:
    await database.write(OMA, lambda work: work.post([post("prompt")]))
    (prompt,) = await claimed(database)
    await database.write(OMA, lambda work: work.post([post("thanks", replaces="prompt")]))
    assert await claimed(database) == []
    assert await mark(database, prompt, Delivered("ts-1"), NOW, "one")
    (thanks,) = await claimed(database)
    assert thanks.replaces_reference == "ts-1"


async def _deliver(database: Database) -> None:
    while parcels := await claimed(database, "one", NOW, 100):
        for parcel in parcels:
            await mark(database, parcel, Delivered(parcel.post.key), NOW, "one")


async def test_a_conversation_shows_each_message_as_it_is_now(database: Database) -> None:
    await database.write(OMA, lambda work: work.post([post("one"), post("two"), post("three")]))
    await _deliver(database)
    talk = await database.timeline.conversation(OMA, ToPerson(ANNA), above=0, most=50)
    assert [message.key for message in talk] == ["one", "two", "three"]
    assert not any(message.replaced for message in talk)
    seen = talk[-1].place
    assert await database.timeline.latest(OMA) == {"person:anna": seen}
    await database.write(OMA, lambda work: work.post([post("thanks", "ok", replaces="one")]))
    await _deliver(database)
    (changed,) = await database.timeline.conversation(OMA, ToPerson(ANNA), above=seen, most=50)
    assert (changed.key, changed.replaced, changed.at) == ("one", True, NOW)
    assert changed.post == post("thanks", "ok", replaces="one")
    assert changed.place > seen
    whole = await database.timeline.conversation(OMA, ToPerson(ANNA), above=0, most=50)
    assert [message.post.key for message in whole] == ["thanks", "two", "three"]
    assert await database.timeline.conversation(OMA, ToPerson(BEN), above=0, most=50) == []


async def test_a_long_conversation_gives_its_newest_messages(database: Database) -> None:
    await database.write(OMA, lambda work: work.post([post(f"m{n}") for n in range(6)]))
    await _deliver(database)
    talk = await database.timeline.conversation(OMA, ToPerson(ANNA), above=0, most=2)
    assert [message.key for message in talk] == ["m4", "m5"]


# --- marks ----------------------------------------------------------------------------------------


async def test_marks_of_several_organisations_are_written_together(
    database: Database, database_url: str
) -> None:
    await database.save_structure(structure(NAAPURI))
    people = [ToPerson(person) for person in (ANNA, BEN, CARA)]
    for organisation in (OMA, NAAPURI):
        await database.write(
            organisation, lambda work: work.post([post(f"{to.person}", to=to) for to in people])
        )
    parcels = await claimed(database)
    fates: list[Fate] = [
        Delivered("ref"),
        Refused("user_not_found", Cause.NO_SUCH_PERSON),
        Unknown("no answer"),
        Later(3, "slow down"),
    ]
    marks = [
        Mark(parcel, fate, LATER) for parcel, fate in zip(parcels, [*fates, *fates], strict=False)
    ]
    stranger = replace(parcels[0], attempt=7)
    kept = await database.outbox.mark([*marks, Mark(stranger, fates[0], NOW)], "one")
    assert kept == [True] * 6 + [False]
    assert await database.outbox.mark(marks, "one") == [False] * 6
    assert await database.outbox.mark([], "one") == []
    (again,) = await claimed(database, "two", LATER)
    assert (again.organisation, again.post.key) == (NAAPURI, "anna")
    for organisation, name in ((OMA, "anna"), (NAAPURI, "ben")):
        talk = await database.timeline.conversation(
            organisation, ToPerson(PersonId(name)), above=0, most=9
        )
        assert [(message.key, message.at) for message in talk] == [(name, LATER)]


async def test_what_a_platform_says_is_kept_as_far_as_it_fits(database: Database) -> None:
    await database.write(OMA, lambda work: work.post([post("a")]))
    (parcel,) = await claimed(database)
    assert await mark(database, parcel, Refused("<html>\0" + "x" * 100_000))


async def test_a_lease_is_renewed_by_its_owner_alone(database: Database) -> None:
    await database.write(OMA, lambda work: work.post([post("a")]))
    (parcel,) = await claimed(database)
    assert not await database.outbox.renew(parcel, "two", MUCH_LATER)
    assert not await database.outbox.renew(replace(parcel, attempt=2), "one", MUCH_LATER)
    assert await database.outbox.renew(parcel, "one", MUCH_LATER)
    assert await claimed(database, "two", LATER) == []
    (late,) = await claimed(database, "two", MUCH_LATER)
    assert not await database.outbox.renew(parcel, "one", MUCH_LATER)
    assert (late.attempt, late.doubtful) == (2, True)


async def test_what_may_have_arrived_is_in_doubt_at_its_next_try(database: Database) -> None:
    await database.write(OMA, lambda work: work.post([post("a")]))
    (parcel,) = await claimed(database)
    assert not await database.outbox.retry(parcel, "two", LATER, "no answer")
    assert await database.outbox.retry(parcel, "one", LATER, "no answer")
    assert not await database.outbox.retry(parcel, "one", LATER, "no answer")
    assert await claimed(database) == []
    (again,) = await claimed(database, "one", LATER)
    assert (again.attempt, again.doubtful) == (2, True)
    assert await mark(database, again, Later(0, "slow down"), MUCH_LATER)
    (third,) = await claimed(database, "one", MUCH_LATER)
    assert (third.attempt, third.doubtful) == (3, True)


async def test_what_was_not_begun_is_given_back_as_it_was(database: Database) -> None:
    await database.write(OMA, lambda work: work.post([post("a"), post("b", to=ToPerson(BEN))]))
    parcels = await claimed(database)
    await database.outbox.give_back(parcels, "two")
    assert await claimed(database) == []
    await database.outbox.give_back([], "one")
    await database.outbox.give_back(parcels, "one")
    again = await claimed(database, "two")
    assert again == parcels
    assert not await mark(database, parcels[0], Delivered("ref"))
    assert await mark(database, again[0], Delivered("ref"), owner="two")


# --- lanes ----------------------------------------------------------------------------------------


async def _spread(database: Database, lanes: Sequence[Lane], each: int = 1) -> None:
    """Write messages to so many rooms in each of the workspaces."""
    posts = []
    for lane in lanes:
        for n in range(each):
            room = ToChannel(ChannelId(f"{lane.door}-{lane.workspace}-{n}"))
            await database.set_address(OMA, room, lane.door, room.channel, lane.workspace)
            posts.append(post(room.channel, to=room))
    await database.write(OMA, lambda work: work.post(posts))


async def test_a_lane_gives_its_own_parcels_alone(database: Database) -> None:
    other = Lane("slack", "T2")
    await _spread(database, [TEAM, other])
    (parcel,) = (await claim(database, lane=TEAM)).parcels
    assert (parcel.door, parcel.workspace, parcel.address) == ("slack", "T1", "slack-T1-0")
    assert (await claim(database, lane=TEAM)).parcels == ()
    (parcel,) = (await claim(database, lane=other)).parcels
    assert parcel.workspace == "T2"
    assert (await claim(database, lane=WEB)).parcels == ()


async def test_lanes_with_something_due_are_found_longest_waiting_first(database: Database) -> None:
    outbox = database.outbox
    assert await outbox.lanes(MUCH_LATER, 10) == []
    assert await outbox.backlog(MUCH_LATER) == Backlog(None, 0)
    lanes = [Lane("slack", f"T{n}") for n in range(3)] + [Lane("teams", "T1")]
    await _spread(database, lanes, each=3)
    older = [post("old", at=NOW - timedelta(hours=1)), post("late", to=ToPerson(BEN), at=LATER)]
    await database.write(OMA, lambda work: work.post(older))
    assert await outbox.lanes(NOW, 10) == [WEB, *lanes]
    assert await outbox.lanes(NOW, 2) == [WEB, lanes[0]]
    assert await outbox.lanes(NOW - timedelta(minutes=1), 10) == [WEB]
    assert await outbox.backlog(NOW) == Backlog(older[0].at, 0)
    (parcel,) = await claimed(database)
    await mark(database, parcel, Delivered("ref"))
    assert await outbox.lanes(NOW, 10) == lanes
    assert await outbox.lanes(LATER, 10) == [*lanes, WEB]


async def test_a_lane_that_is_held_rests(database: Database) -> None:
    other = Lane("slack", "T2")
    await _spread(database, [TEAM, other])
    await database.outbox.hold(TEAM, LATER, "ratelimited")
    await database.outbox.hold(TEAM, NOW, "a shorter rest changes nothing")
    assert await database.outbox.lanes(NOW, 10) == [other]
    assert await database.outbox.backlog(NOW) == Backlog(NOW, 1)
    assert (await claim(database, lane=TEAM)).parcels == ()
    assert await claim(database, lane=TEAM, pace=Pace(1)) == Claimed((), LATER)
    assert len((await claim(database, lane=other)).parcels) == 1
    assert TEAM in await database.outbox.lanes(LATER, 10)
    assert len((await claim(database, lane=TEAM, pace=Pace(1), now=LATER)).parcels) == 1


async def test_a_pace_lets_a_burst_go_and_then_one_after_the_other(database: Database) -> None:
    await _spread(database, [TEAM], each=9)
    pace = Pace(per_second=2, burst=3)

    async def taken(seconds: float, most: int = 10) -> tuple[int, float | None]:
        now = NOW + timedelta(seconds=seconds)
        got = await claim(database, lane=TEAM, pace=pace, now=now)
        again = None if got.again is None else (got.again - NOW).total_seconds()
        return len(got.parcels), again

    assert await taken(0) == (3, 0.5)
    assert await taken(0) == (0, 0.5)
    assert await taken(0.4) == (0, 0.5)
    assert await taken(0.5) == (1, 1.0)
    assert await taken(1.75) == (2, 2.0)
    assert await taken(100) == (3, 100.5)


async def test_an_allowance_that_found_nothing_to_send_is_not_spent(database: Database) -> None:
    pace = Pace(per_second=1, burst=4)
    await _spread(database, [TEAM])
    got = await claim(database, lane=TEAM, pace=pace)
    assert (len(got.parcels), got.again) == (1, None)
    assert (await claim(database, lane=TEAM, pace=pace)).parcels == ()
    await _spread(database, [TEAM], each=9)
    got = await claim(database, lane=TEAM, pace=pace)
    assert (len(got.parcels), got.again) == (3, NOW + timedelta(seconds=1))


async def test_all_replicas_together_keep_to_a_pace(database: Database, database_url: str) -> None:
    await _spread(database, [TEAM], each=60)
    pace = Pace(per_second=10, burst=5)

    async def replica(owner: str) -> int:
        own = open_database(database_url)
        taken = 0
        for moment in range(21):  # two seconds
            now = NOW + timedelta(milliseconds=100 * moment)
            got = await claim(own, owner, TEAM, pace=pace, now=now, most=3)
            taken += len(got.parcels)
        await own.close()
        return taken

    taken = await asyncio.gather(*(replica(f"postman-{number}") for number in range(4)))
    assert sum(taken) == 25


async def test_a_door_without_a_pace_costs_no_row(database: Database) -> None:
    await _spread(database, [TEAM])
    await claim(database, lane=TEAM)
    assert (await database.outbox.backlog(NOW)).held == 0
    assert (await claim(database, lane=TEAM, pace=Pace(0.001))).again is None


# --- failures -------------------------------------------------------------------------------------


async def test_failures_are_found_until_somebody_has_been_told(database: Database) -> None:
    people = [ToPerson(PersonId(name)) for name in ("anna", "ben", "cara")]
    await database.write(
        OMA, lambda work: work.post([post(f"to-{to.person}", to=to) for to in people])
    )
    anna, ben, cara = await claimed(database)
    assert await database.outbox.untold(10) == []
    refused = Refused("app not installed", Cause.NOT_INSTALLED)
    await database.outbox.mark([Mark(ben, refused, NOW), Mark(anna, refused, NOW)], "one")
    await mark(database, cara, Unknown("no answer"))
    assert await database.outbox.untold(10) == [(OMA, "to-anna"), (OMA, "to-ben")]
    assert await database.outbox.untold(1) == [(OMA, "to-anna")]
    await database.write(OMA, lambda work: work.failures_told([PostKey("to-anna")]))
    assert await database.outbox.untold(10) == [(OMA, "to-ben")]


async def test_an_answer_goes_where_it_was_asked_for(database: Database) -> None:
    """Whoever has accounts in two chats is reached in one, and may write in the other."""
    await database.set_address(OMA, ToPerson(ANNA), "teams", "aad-anna", "tenant")
    asked = replace(post("answer"), spot=Spot("slack", "T1", "U1"))
    await database.write(OMA, lambda work: work.post((asked, post("other"))))
    (answer,) = (await claim(database, lane=TEAM)).parcels
    await mark(database, answer, Delivered("D1 1.1"))
    (other,) = (await claim(database, lane=Lane("teams", "tenant"))).parcels
    assert (answer.post.key, answer.address) == ("answer", "U1")
    assert (other.post.key, other.address) == ("other", "aad-anna")
