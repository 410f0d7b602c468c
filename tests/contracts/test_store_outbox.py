from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.okr.model import ChannelId
from dialogs.posts import Parcel, PostKey, ToChannel, ToPerson
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


@pytest.fixture(autouse=True)
async def _people(database: Database) -> None:
    await database.save_structure(structure())


async def claimed(database: Database, owner: str = "one") -> list[Parcel]:
    return list(await database.outbox.claim(owner, NOW, LEASE, 100))


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
    (parcel,) = await claimed(database)
    assert (parcel.door, parcel.address, parcel.post.recipient) == ("slack", "C999", room)


async def test_a_key_is_posted_once_and_stays_as_it_is(database: Database) -> None:
    await database.write(OMA, lambda work: work.post([post("a", "first"), post("a", "second")]))
    await database.write(OMA, lambda work: work.post([post("a", "third"), post("b")]))
    known = await database.read(
        OMA, lambda work: work.posted([PostKey("a"), PostKey("b"), PostKey("c")])
    )
    assert known == {"a", "b"}
    parcels = await claimed(database)
    assert [parcel.post.view for parcel in parcels] == [view("first")]


async def test_nothing_goes_before_its_time(database: Database) -> None:
    await database.write(OMA, lambda work: work.post([post("a", at=NOW + timedelta(seconds=1))]))
    assert await claimed(database) == []
    (parcel,) = await database.outbox.claim("one", LATER, MUCH_LATER, 10)
    assert parcel.post.key == "a"


async def test_the_oldest_goes_first_and_no_more_than_asked_for(database: Database) -> None:
    def write(minutes: int, name: str) -> None:
        jobs.append(post(name, to=ToChannel(ChannelId(name)), at=NOW - timedelta(minutes=minutes)))

    jobs = [post("now")]
    write(1, "younger")
    write(9, "oldest")
    write(5, "older")
    await database.write(OMA, lambda work: work.post(jobs))
    first = await database.outbox.claim("one", NOW, LEASE, 3)
    assert [parcel.post.key for parcel in first] == ["oldest", "older", "younger"]
    assert [parcel.post.key for parcel in await claimed(database)] == ["now"]


async def test_a_conversation_is_sent_in_order_one_message_at_a_time(database: Database) -> None:
    to_ben = post("other", to=ToPerson(BEN))
    posts = [post("first"), to_ben, post("second"), post("third")]
    await database.write(OMA, lambda work: work.post(posts))
    first, other = await claimed(database)
    assert [first.post.key, other.post.key] == ["first", "other"]
    assert await claimed(database, "two") == []
    await database.outbox.mark_sent(first, "one", NOW, "ref")
    (second,) = await claimed(database, "two")
    assert second.post.key == "second"


async def test_a_message_that_must_wait_lets_the_next_one_pass(database: Database) -> None:
    await database.write(OMA, lambda work: work.post([post("first"), post("second")]))
    (first,) = await claimed(database)
    assert await database.outbox.mark_later(first, "one", LATER, "slow down")
    (second,) = await claimed(database)
    assert second.post.key == "second"
    assert await database.outbox.mark_sent(second, "one", NOW, "ref")
    (again,) = await database.outbox.claim("one", LATER, MUCH_LATER, 10)
    assert (again.post.key, again.attempt, again.doubtful) == ("first", 2, False)


async def test_an_older_message_waits_for_one_that_is_under_way(database: Database) -> None:
    await database.write(OMA, lambda work: work.post([post("first", at=LATER), post("second")]))
    (second,) = await database.outbox.claim("one", NOW, MUCH_LATER, 10)
    assert second.post.key == "second"
    assert await database.outbox.claim("two", LATER, MUCH_LATER, 10) == []


async def test_a_lease_that_ended_makes_a_parcel_doubtful(database: Database) -> None:
    await database.write(OMA, lambda work: work.post([post("a")]))
    (lost,) = await claimed(database)
    (again,) = await database.outbox.claim("two", LATER, MUCH_LATER, 10)
    assert (again.id, again.attempt, again.doubtful) == (lost.id, 2, True)
    assert not await database.outbox.mark_sent(lost, "one", LATER, "x")
    assert not await database.outbox.mark_later(lost, "one", LATER, "x")
    assert not await database.outbox.mark_failed(lost, "one", LATER, "x")
    assert not await database.outbox.mark_uncertain(lost, "one", LATER, "x")
    assert await database.outbox.mark_later(again, "two", LATER, "x")
    (third,) = await database.outbox.claim("two", MUCH_LATER, MUCH_LATER, 10)
    assert (third.attempt, third.doubtful) == (3, True)


async def test_marks_are_fenced_by_the_try_as_well_as_the_owner(database: Database) -> None:
    await database.write(OMA, lambda work: work.post([post("a")]))
    (first,) = await claimed(database)
    (second,) = await database.outbox.claim("one", LATER, MUCH_LATER, 10)
    assert not await database.outbox.mark_sent(first, "one", LATER, "x")
    assert await database.outbox.mark_sent(second, "one", LATER, "x")
    assert not await database.outbox.mark_sent(second, "one", LATER, "x")
    stranger = replace(second, organisation=NAAPURI)
    assert not await database.outbox.mark_failed(stranger, "one", LATER, "x")
    talk = await database.timeline.conversation(OMA, ToPerson(ANNA), above=0, most=50)
    assert len(talk) == 1


async def test_what_is_done_is_never_claimed_again(database: Database) -> None:
    people = [ToPerson(person) for person in (ANNA, BEN, CARA)]
    await database.write(
        OMA, lambda work: work.post([post(f"to-{to.person}", to=to) for to in people])
    )
    sent, failed, uncertain = await claimed(database)
    assert await database.outbox.mark_sent(sent, "one", NOW, "ref")
    assert await database.outbox.mark_failed(failed, "one", NOW, "no such user")
    assert await database.outbox.mark_uncertain(uncertain, "one", NOW, "no answer")
    assert await database.outbox.claim("one", MUCH_LATER, MUCH_LATER, 10) == []


async def test_four_postmen_never_send_a_message_twice(
    database: Database, database_url: str
) -> None:
    posts = [post(f"to-{number}", to=ToChannel(ChannelId(str(number)))) for number in range(240)]
    await database.write(OMA, lambda work: work.post(posts))
    seen: list[int] = []

    async def work(owner: str) -> None:
        own = open_database(database_url)  # a writer of its own, as in another process
        while parcels := await own.outbox.claim(owner, NOW, LEASE, 7):
            seen.extend(parcel.id for parcel in parcels)
            for parcel in parcels[:2]:
                assert await own.outbox.mark_sent(parcel, owner, NOW, "ref")
        await own.close()

    await asyncio.gather(*(work(f"postman-{number}") for number in range(4)))
    assert len(seen) == len(set(seen)) == 240


async def test_a_replacement_gets_the_reference_of_what_it_replaces(database: Database) -> None:
    await database.write(OMA, lambda work: work.post([post("prompt")]))
    (prompt,) = await claimed(database)
    await database.outbox.mark_sent(prompt, "one", NOW, "ts-1")
    await database.write(OMA, lambda work: work.post([post("thanks", "thanks", replaces="prompt")]))
    (thanks,) = await claimed(database)
    assert thanks.replaces_reference == "ts-1"
    await database.outbox.mark_sent(thanks, "one", NOW, "ts-1b")
    await database.write(OMA, lambda work: work.post([post("again", replaces="thanks")]))
    (again,) = await claimed(database)
    assert again.replaces_reference == "ts-1b"


async def test_a_replacement_of_what_never_arrived_is_a_new_message(database: Database) -> None:
    await database.write(OMA, lambda work: work.post([post("prompt")]))
    (prompt,) = await claimed(database)
    await database.outbox.mark_failed(prompt, "one", NOW, "blocked")
    replacement, orphan = post("thanks", replaces="prompt"), post("late", replaces="never-written")
    await database.write(OMA, lambda work: work.post([replacement, orphan]))
    (thanks,) = await claimed(database)
    assert thanks.replaces_reference is None
    await database.outbox.mark_sent(thanks, "one", NOW, "ts-2")
    (late,) = await claimed(database)
    assert late.replaces_reference is None


async def test_what_was_replaced_before_it_left_is_not_sent(database: Database) -> None:
    later = post("prompt", at=LATER)
    await database.write(OMA, lambda work: work.post([later]))
    await database.write(OMA, lambda work: work.post([post("thanks", replaces="prompt")]))
    (thanks,) = await database.outbox.claim("one", MUCH_LATER, MUCH_LATER, 10)
    assert thanks.post.key == "thanks"
    await database.outbox.mark_sent(thanks, "one", MUCH_LATER, "ts-1")
    assert await database.outbox.claim("one", MUCH_LATER, MUCH_LATER, 10) == []


async def test_what_is_being_sent_is_not_called_back(database: Database) -> None:
    await database.write(OMA, lambda work: work.post([post("prompt")]))
    (prompt,) = await claimed(database)
    await database.write(OMA, lambda work: work.post([post("thanks", replaces="prompt")]))
    assert await claimed(database) == []
    assert await database.outbox.mark_sent(prompt, "one", NOW, "ts-1")
    (thanks,) = await claimed(database)
    assert thanks.replaces_reference == "ts-1"


async def _deliver(database: Database) -> None:
    while parcels := await database.outbox.claim("one", NOW, LEASE, 100):
        for parcel in parcels:
            await database.outbox.mark_sent(parcel, "one", NOW, parcel.post.key)


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
