"""Every message ends with one fate, in order, once; the uncertain is never repeated by guess."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.ports import Delivered, Fate, Later, Refused, Unknown
from dialogs.posts import Parcel, PostKey
from scheduler.postman import BACK_OFF, GIVE_UP_AFTER, LAST_TRY, Manners, Postman
from tests.scheduler.support import ELSEWHERE, HOME, Clock, MemoryOutbox, Platform, post, utc

NOW = utc("2026-11-16 07:00")


@dataclass
class World:
    """One postman and what surrounds it."""

    outbox: MemoryOutbox
    platform: Platform
    clock: Clock
    postman: Postman

    def row_reason(self, key: str) -> str:
        return self.outbox.rows[PostKey(key)].reason


def world(manners: Manners | None = None) -> World:
    outbox, platform, clock = MemoryOutbox(), Platform(), Clock(NOW)
    postman = Postman(
        outbox, {"web": platform}, clock, "postman-1", manners=manners, chance=lambda: 0.0
    )
    return World(outbox, platform, clock, postman)


@pytest.fixture
def here() -> World:
    return world()


async def test_what_lies_in_the_outbox_is_delivered_under_the_platforms_reference(
    here: World,
) -> None:
    here.outbox.put(post("prompt", NOW))
    assert await here.postman.drain() == 1
    assert here.outbox.states() == {"prompt": "sent"}
    assert here.outbox.rows[PostKey("prompt")].reference == "ts-prompt"
    assert here.postman.counters.sent == 1
    assert await here.postman.drain() == 0


async def test_what_is_not_due_stays(here: World) -> None:
    here.outbox.put(post("tomorrow", NOW + timedelta(days=1)))
    assert await here.postman.drain() == 0
    here.clock.move(days=1)
    assert await here.postman.drain() == 1


async def test_more_than_one_batch_is_drained(here: World) -> None:
    here.outbox.put(*(post(f"prompt-{n}", NOW, to=f"person-{n}") for n in range(120)))
    assert await here.postman.drain() == 120
    assert here.platform.most_at_once == Manners().at_once


async def test_a_conversation_is_delivered_in_order(here: World) -> None:
    for n in range(30):
        here.outbox.put(*(post(f"{who}-{n}", NOW, to=who) for who in ("aino", "eino")))
    await here.postman.drain()
    for who in ("aino", "eino"):
        mine = [key for key in here.platform.arrived if key.startswith(who)]
        assert mine == [f"{who}-{n}" for n in range(30)]


async def test_a_receipt_replaces_a_prompt_that_arrived_a_moment_before(here: World) -> None:
    here.outbox.put(post("prompt", NOW), post("receipt", NOW, replaces="prompt"))
    await here.postman.drain()
    assert [parcel.replaces_reference for parcel in here.platform.tried] == [None, "ts-prompt"]


async def test_what_the_platform_refuses_has_failed_and_is_not_tried_again(here: World) -> None:
    here.platform.script = {"prompt": [Refused("channel_not_found")]}
    here.outbox.put(post("prompt", NOW))
    assert await here.postman.drain() == 0
    here.clock.move(days=3)
    await here.postman.drain()
    assert here.outbox.states() == {"prompt": "failed"}
    assert here.row_reason("prompt") == "channel_not_found"
    assert len(here.platform.tried) == 1
    assert here.postman.counters.failed == 1


async def test_what_may_have_arrived_is_uncertain_and_is_not_tried_again(here: World) -> None:
    here.platform.script = {"prompt": [Unknown("connection reset")]}
    here.outbox.put(post("prompt", NOW))
    await here.postman.drain()
    here.clock.move(days=3)
    await here.postman.drain()
    assert here.outbox.states() == {"prompt": "uncertain"}
    assert len(here.platform.tried) == 1
    assert here.postman.counters.uncertain == 1


async def test_a_wait_the_platform_names_is_honoured(here: World) -> None:
    here.platform.script = {"prompt": [Later(30, "ratelimited")]}
    here.outbox.put(post("prompt", NOW))
    assert await here.postman.drain() == 0
    here.clock.move(seconds=29)
    assert await here.postman.drain() == 0
    here.clock.move(seconds=1)
    assert await here.postman.drain() == 1
    assert len(here.platform.tried) == 2


async def test_without_a_named_wait_each_is_longer_than_the_last_and_then_it_has_failed(
    here: World,
) -> None:
    here.platform.script = {"prompt": [Later(0, "connection refused")] * 20}
    here.outbox.put(post("prompt", NOW))
    row = here.outbox.rows[PostKey("prompt")]
    waits = []
    while row.state == "ready":
        await here.postman.drain()
        waits.append(row.due - here.clock.at)
        here.clock.at = max(here.clock.at, row.due)
    assert waits[:-1] == list(BACK_OFF)
    assert row.state == "failed"
    assert row.reason == "given up after 8 tries: connection refused"
    assert len(here.platform.tried) == LAST_TRY == 8


async def test_the_wait_is_spread_so_that_not_all_come_back_at_once() -> None:
    outbox, clock = MemoryOutbox(), Clock(NOW)
    keys = ["a", "b", "c"]
    platform = Platform({key: [Later(0, "connection refused")] for key in keys})
    outbox.put(*(post(key, NOW, to=key) for key in keys))
    chances = iter([0.0, 0.5, 1.0])
    await Postman(outbox, {"web": platform}, clock, "me", chance=lambda: next(chances)).drain()
    waits = sorted((row.due - NOW).total_seconds() for row in outbox.rows.values())
    assert waits == [5.0, 5.625, 6.25]


async def test_a_throttled_workspace_does_not_use_up_its_messages(here: World) -> None:
    here.platform.script = {"prompt": [Later(1, "ratelimited")] * 50}
    here.outbox.put(post("prompt", NOW))
    for _ in range(50):
        await here.postman.drain()
        here.clock.move(seconds=1)
    assert here.outbox.states() == {"prompt": "ready"}
    assert await here.postman.drain() == 1


async def test_nor_does_downtime(here: World) -> None:
    here.platform.script = {"prompt": [Later(0, "connection refused")]}
    here.outbox.put(post("prompt", NOW - GIVE_UP_AFTER * 2))
    await here.postman.drain()
    assert here.outbox.states() == {"prompt": "ready"}


async def test_those_behind_one_that_waits_wait_with_it(here: World) -> None:
    here.platform.script = {"first": [Later(30, "ratelimited")]}
    here.outbox.put(post("first", NOW), post("second", NOW), post("other", NOW, to="eino"))
    await here.postman.drain()
    assert here.platform.arrived == ["other"]
    assert here.postman.counters.returned == 1
    here.clock.move(seconds=30)
    await here.postman.drain()
    assert here.platform.arrived == ["other", "first", "second"]


async def test_a_door_without_a_courier_fails_with_its_name(here: World) -> None:
    here.outbox.put(post("prompt", NOW), door="teams")
    await here.postman.drain()
    assert here.outbox.states() == {"prompt": "failed"}
    assert here.row_reason("prompt") == "there is no courier for the door 'teams'"


async def test_conversations_of_two_organisations_with_one_address_are_two(here: World) -> None:
    here.platform.script = {"first": [Later(30, "ratelimited")]}
    here.outbox.put(post("first", NOW), organisation=HOME)
    here.outbox.put(post("second", NOW), organisation=ELSEWHERE)
    await here.postman.drain()
    assert here.platform.arrived == ["second"]


class _Patient:
    """A platform that answers when it is let."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()
        self.let = asyncio.Event()
        self.tried: list[str] = []

    async def deliver(self, parcel: Parcel) -> Fate:
        self.tried.append(str(parcel.post.key))
        self.asked.set()
        await self.let.wait()
        return Delivered("ts")


async def test_no_answer_in_time_is_uncertain(here: World) -> None:
    here.outbox.put(post("prompt", NOW))
    manners = Manners(patience=timedelta(0), lease=timedelta(seconds=1))
    impatient = Postman(here.outbox, {"web": _Patient()}, here.clock, "me", manners=manners)
    await impatient.drain()
    assert here.outbox.states() == {"prompt": "uncertain"}


class _Broken:
    async def deliver(self, parcel: Parcel) -> Fate:
        raise ValueError(f"cannot draw {parcel.post.view}")


async def test_a_courier_that_raises_leaves_it_uncertain_and_the_log_without_the_words(
    here: World, caplog: pytest.LogCaptureFixture
) -> None:
    here.outbox.put(post("prompt", NOW, words="my own secret words"))
    here.outbox.put(post("other", NOW, to="eino"))
    await Postman(here.outbox, {"web": _Broken()}, here.clock, "me").drain()
    assert here.outbox.states() == {"prompt": "uncertain", "other": "uncertain"}
    assert "ValueError on parcel 1" in caplog.text
    assert "secret" not in caplog.text
    assert "secret" not in here.row_reason("prompt")


async def test_two_postmen_share_the_work_and_double_nothing(here: World) -> None:
    here.outbox.put(*(post(f"prompt-{n}", NOW, to=f"person-{n}") for n in range(300)))
    other = Postman(here.outbox, {"web": here.platform}, here.clock, "postman-2")
    counts = await asyncio.gather(here.postman.drain(), other.drain())
    assert sum(counts) == 300
    assert min(counts) > 0
    assert len(set(here.platform.arrived)) == len(here.platform.arrived) == 300


async def test_a_postman_whose_lease_has_ended_marks_nothing_and_the_next_knows_the_doubt(
    here: World,
) -> None:
    here.outbox.put(post("prompt", NOW))
    slow = _Patient()
    stopped = Postman(here.outbox, {"web": slow}, here.clock, "postman-2")
    task = asyncio.create_task(stopped.drain())
    await slow.asked.wait()
    here.clock.move(seconds=61)
    assert await here.postman.drain() == 1
    slow.let.set()
    assert await task == 0
    assert stopped.counters.lost == 1
    assert here.outbox.rows[PostKey("prompt")].reference == "ts-prompt"
    assert [(parcel.attempt, parcel.doubtful) for parcel in here.platform.tried] == [(2, True)]


async def test_a_second_try_after_a_plain_refusal_is_not_in_doubt(here: World) -> None:
    here.platform.script = {"prompt": [Later(1, "ratelimited")]}
    here.outbox.put(post("prompt", NOW))
    await here.postman.drain()
    here.clock.move(seconds=1)
    await here.postman.drain()
    assert [parcel.doubtful for parcel in here.platform.tried] == [False, False]


class _SlowClockPlatform(Platform):
    """Takes nine seconds for each message."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    async def deliver(self, parcel: Parcel) -> Fate:
        self._clock.move(seconds=9)
        return await super().deliver(parcel)


async def test_nothing_is_begun_that_the_lease_may_not_outlast(here: World) -> None:
    slow = _SlowClockPlatform(here.clock)
    here.outbox.put(*(post(f"{n}", NOW) for n in range(12)))
    postman = Postman(here.outbox, {"web": slow}, here.clock, "me")
    assert await postman.drain() == 12
    assert slow.arrived == [f"{n}" for n in range(12)]
    assert postman.counters.lost == 0
    assert postman.counters.returned == 6  # six fit into a minute


async def test_a_stopping_postman_finishes_what_is_in_hand_and_gives_back_the_rest(
    here: World,
) -> None:
    here.outbox.put(post("first", NOW), post("second", NOW))
    slow = _Patient()
    postman = Postman(here.outbox, {"web": slow}, here.clock, "me")
    running = asyncio.create_task(postman.run())
    await slow.asked.wait()
    stopping = asyncio.create_task(postman.stop())
    await asyncio.sleep(0)
    assert not stopping.done()
    slow.let.set()
    await asyncio.gather(stopping, running)
    assert here.outbox.states() == {"first": "sent", "second": "ready"}
    assert slow.tried == ["first"]
    assert postman.counters.in_hand == 0
    assert await here.postman.drain() == 1  # another replica need not wait for a lease to end


class _CountingOutbox(MemoryOutbox):
    claims = 0

    async def claim(
        self, owner: str, now: datetime, lease_until: datetime, most: int
    ) -> Sequence[Parcel]:
        self.claims += 1
        return await super().claim(owner, now, lease_until, most)


async def test_a_running_postman_looks_when_it_is_called_and_otherwise_rests() -> None:
    outbox, arrived = _CountingOutbox(), asyncio.Event()
    postman = Postman(
        outbox,
        {"web": Platform()},
        Clock(NOW),
        "me",
        manners=Manners(idle=timedelta(days=1)),
        on_delivered=lambda parcel: arrived.set(),
    )
    running = asyncio.create_task(postman.run())
    for n in range(3):
        arrived.clear()
        outbox.put(post(f"prompt-{n}", NOW))
        postman.wake()
        await asyncio.wait_for(arrived.wait(), 5)
        for _ in range(50):  # more turns than it needs to find the outbox empty
            await asyncio.sleep(0)
    await postman.stop()
    await asyncio.wait_for(running, 5)
    assert set(outbox.states().values()) == {"sent"}
    assert outbox.claims <= 7  # twice for each message: with it, and without more; once at first


async def test_who_wants_to_know_is_told_of_each_arrival_once_it_is_marked(here: World) -> None:
    told: list[str] = []

    def tell(parcel: Parcel) -> None:
        assert here.outbox.rows[parcel.post.key].state == "sent"
        told.append(str(parcel.post.key))
        raise RuntimeError("the page has gone")

    here.outbox.put(post("first", NOW), post("second", NOW))
    postman = Postman(here.outbox, {"web": here.platform}, here.clock, "me", on_delivered=tell)
    assert await postman.drain() == 2
    assert told == ["first", "second"]


class _ForgetfulOutbox(MemoryOutbox):
    """Loses its database while aino's first message is on its way."""

    async def mark_sent(self, parcel: Parcel, owner: str, at: object, reference: str) -> bool:
        if parcel.post.key == "first":
            raise OSError("the server closed the connection")
        return await super().mark_sent(parcel, owner, NOW, reference)


async def test_a_mark_that_fails_leaves_the_lease_to_end_and_stops_no_other_conversation() -> None:
    outbox, platform, clock = _ForgetfulOutbox(), Platform(), Clock(NOW)
    postman = Postman(outbox, {"web": platform}, clock, "me")
    outbox.put(post("first", NOW), post("second", NOW), post("other", NOW, to="eino"))
    assert await postman.drain() == 1
    assert outbox.states() == {"first": "sending", "second": "sending", "other": "sent"}
    assert postman.counters.errors == 1


class _LameOutbox(MemoryOutbox):
    """Fails at the first claim."""

    failed = False

    async def claim(
        self, owner: str, now: object, lease_until: object, most: int
    ) -> Sequence[Parcel]:
        if not self.failed:
            self.failed = True
            raise OSError("the server closed the connection")
        return await super().claim(owner, NOW, NOW + timedelta(minutes=1), most)


async def test_a_running_postman_outlives_a_database_that_is_away() -> None:
    outbox, platform, arrived = _LameOutbox(), Platform(), asyncio.Event()
    outbox.put(post("prompt", NOW))
    postman = Postman(
        outbox,
        {"web": platform},
        Clock(NOW),
        "me",
        manners=Manners(idle=timedelta(0)),
        on_delivered=lambda parcel: arrived.set(),
    )
    running = asyncio.create_task(postman.run())
    await asyncio.wait_for(arrived.wait(), 5)
    await postman.stop()
    await running
    assert postman.counters.errors == 1


def test_a_lease_shorter_than_three_couriers_is_refused() -> None:
    with pytest.raises(ValueError, match="too short"):
        Manners(patience=timedelta(seconds=10), lease=timedelta(seconds=29))


fates = st.one_of(
    st.just(Later(0, "connection refused")),
    st.builds(Later, st.floats(1, 100), st.just("ratelimited")),
    st.just(Refused("channel_not_found")),
    st.just(Unknown("connection reset")),
)


@given(st.dictionaries(st.integers(0, 19), st.lists(fates, max_size=4)))
@settings(max_examples=60, deadline=None)
def test_whatever_the_platform_answers_each_message_has_one_fate_and_keeps_its_place(
    answers: dict[int, list[Fate]],
) -> None:
    asyncio.run(_live_through(answers))


async def _live_through(answers: dict[int, list[Fate]]) -> None:
    here = world()
    here.platform.script = {f"{n}": list(fates) for n, fates in answers.items()}
    other = Postman(here.outbox, {"web": here.platform}, here.clock, "postman-2")
    for n in range(20):
        here.outbox.put(post(f"{n}", NOW, to=f"person-{n % 4}"))
    for _ in range(400):
        if "ready" not in here.outbox.states().values():
            break
        await asyncio.gather(here.postman.drain(), other.drain())
        here.clock.move(seconds=60)
    for key, state in here.outbox.states().items():
        script = answers.get(int(key), [])
        last = next((fate for fate in script if not isinstance(fate, Later)), None)
        expected = {Refused: "failed", Unknown: "uncertain"}
        assert state == ("sent" if last is None else expected[type(last)])
        assert here.platform.arrived.count(key) == (state == "sent")
    for person in range(4):
        mine = [int(key) for key in here.platform.arrived if int(key) % 4 == person]
        assert mine == sorted(mine)
