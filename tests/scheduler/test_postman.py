"""Every message ends with one fate, in order, once; the uncertain is never repeated by guess."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.okr.model import OrganisationId
from dialogs.ports import (
    Claimed,
    Courier,
    Fate,
    Held,
    Later,
    Mark,
    Outbox,
    Pace,
    Refused,
    Repeat,
    Unknown,
)
from dialogs.posts import Cause, Lane, Parcel, PostKey
from scheduler.manners import BACK_OFF, Manners
from scheduler.postman import Postman
from tests.scheduler.mail import Mailbox, Platform, Slow
from tests.scheduler.support import ELSEWHERE, HOME, Clock, post, utc

NOW = utc("2026-11-16 07:00")


@dataclass
class World:
    """One postman, his clock and the platform behind the page's door."""

    mail: Mailbox
    platform: Platform = field(default_factory=Platform)
    clock: Clock = field(default_factory=lambda: Clock(NOW))
    rests: list[float] = field(default_factory=list)
    postman: Postman = field(init=False)

    def __post_init__(self) -> None:
        self.postman = self.another("postman-1")

    def another(self, owner: str, outbox: Outbox | None = None, **given: Any) -> Postman:  # noqa: ANN401 - a postman's own
        couriers: Mapping[str, Courier] = dict.fromkeys(("web", "slack"), self.platform)
        given = {"couriers": couriers, "chance": lambda: 0.0, "rest": self.rest, **given}
        return Postman(
            outbox or self.mail.outbox,
            clock=self.clock,
            owner=owner,
            steady=self.steady,
            **given,
        )

    def steady(self) -> float:
        return self.clock.at.timestamp()

    async def rest(self, seconds: float) -> None:
        self.rests.append(seconds)
        await asyncio.sleep(0)
        self.clock.move(seconds=seconds)


@pytest.fixture
def here(mail: Mailbox) -> World:
    return World(mail)


# --- what becomes of a message --------------------------------------------------------------------


async def test_what_lies_in_the_outbox_is_delivered_under_the_platforms_reference(
    here: World,
) -> None:
    await here.mail.put(post("prompt", NOW))
    assert await here.postman.drain() == 1
    row = here.mail.row("prompt")
    assert (row["state"], row["reference"]) == ("sent", "ts-prompt")
    assert here.postman.counters.sent == 1
    assert await here.postman.drain() == 0


async def test_what_is_not_due_stays(here: World) -> None:
    await here.mail.put(post("tomorrow", NOW + timedelta(days=1)))
    assert await here.postman.drain() == 0
    here.clock.move(days=1)
    assert await here.postman.drain() == 1


async def test_more_than_can_be_carried_at_once_is_drained(here: World) -> None:
    await here.mail.put(*(post(f"prompt-{n}", NOW, to=f"person-{n}") for n in range(120)))
    manners = Manners(at_once=16)
    assert await here.another("me", manners=manners).drain() == 120
    assert here.platform.most_at_once == 16


async def test_a_conversation_is_delivered_in_order(here: World) -> None:
    for n in range(12):
        await here.mail.put(*(post(f"{who}-{n}", NOW, to=who) for who in ("aino", "eino")))
    await here.postman.drain()
    for who in ("aino", "eino"):
        mine = [key for key in here.platform.arrived if key.startswith(who)]
        assert mine == [f"{who}-{n}" for n in range(12)]


async def test_a_receipt_replaces_a_prompt_that_arrived_a_moment_before(here: World) -> None:
    await here.mail.put(post("prompt", NOW))
    slow = here.platform = Slow()
    draining = asyncio.create_task(here.another("me").drain())
    await slow.begun.wait()
    await here.mail.put(post("receipt", NOW, replaces="prompt"))
    slow.let.set()
    assert await draining == 2
    assert [parcel.replaces_reference for parcel in slow.tried] == [None, "ts-prompt"]


async def test_what_the_platform_refuses_has_failed_and_is_not_tried_again(here: World) -> None:
    here.platform.script = {"prompt": [Refused("is_archived", Cause.CHANNEL_GONE)]}
    await here.mail.put(post("prompt", NOW))
    assert await here.postman.drain() == 0
    here.clock.move(days=3)
    await here.postman.drain()
    row = here.mail.row("prompt")
    assert (row["state"], row["reason"], row["cause"]) == ("failed", "is_archived", "channel_gone")
    assert here.platform.tried_keys() == ["prompt"]
    assert here.postman.counters.failed == 1


async def test_a_wait_the_platform_names_is_honoured(here: World) -> None:
    here.platform.script = {"prompt": [Later(30, "ratelimited")]}
    await here.mail.put(post("prompt", NOW))
    assert await here.postman.drain() == 0
    here.clock.move(seconds=29)
    assert await here.postman.drain() == 0
    here.clock.move(seconds=1)
    assert await here.postman.drain() == 1
    assert here.postman.counters.later == 1


async def test_but_for_a_day_at_most(here: World) -> None:
    here.platform.script = {"prompt": [Later(1e9, "ratelimited")]}
    await here.mail.put(post("prompt", NOW))
    await here.postman.drain()
    assert here.mail.due("prompt") == NOW + timedelta(days=1)


async def test_without_a_named_wait_each_is_longer_than_the_last_and_then_it_has_failed(
    here: World,
) -> None:
    here.platform.script = {"prompt": [Later(0, "connection refused")] * 20}
    await here.mail.put(post("prompt", NOW))
    waits = []
    while here.mail.states() == {"prompt": "ready"}:
        await here.postman.drain()
        waits.append(here.mail.due("prompt") - here.clock.at)
        here.clock.at = max(here.clock.at, here.mail.due("prompt"))
    assert waits[:-1] == list(BACK_OFF)
    row = here.mail.row("prompt")
    assert row["reason"] == "given up after 8 tries: connection refused"
    assert (row["state"], row["cause"]) == ("failed", "given_up")
    assert len(here.platform.tried) == Manners().last_try == 8


async def test_the_wait_is_spread_so_that_not_all_come_back_at_once(here: World) -> None:
    keys = ["a", "b", "c"]
    here.platform.script = {key: [Later(0, "connection refused")] for key in keys}
    await here.mail.put(*(post(key, NOW, to=key) for key in keys))
    chances = iter([0.0, 0.5, 1.0])
    await here.another("me", chance=lambda: next(chances)).drain()
    waits = sorted((here.mail.due(key) - NOW).total_seconds() for key in keys)
    assert waits == [5.0, 5.625, 6.25]


async def test_a_throttled_message_does_not_use_up_its_tries(here: World) -> None:
    here.platform.script = {"prompt": [Later(1, "ratelimited")] * 30}
    await here.mail.put(post("prompt", NOW))
    for _ in range(30):
        await here.postman.drain()
        here.clock.move(seconds=1)
    assert here.mail.states() == {"prompt": "ready"}
    assert await here.postman.drain() == 1


async def test_nor_does_downtime(here: World) -> None:
    here.platform.script = {"prompt": [Later(0, "connection refused")]}
    await here.mail.put(post("prompt", NOW - Manners().give_up_after * 2))
    await here.postman.drain()
    assert here.mail.states() == {"prompt": "ready"}


async def test_those_behind_one_that_waits_wait_with_it(here: World) -> None:
    here.platform.script = {"first": [Later(30, "message limit")]}
    await here.mail.put(post("first", NOW), post("second", NOW), post("other", NOW, to="eino"))
    await here.postman.drain()
    assert here.platform.arrived == ["other"]
    here.clock.move(seconds=30)
    await here.postman.drain()
    assert here.platform.arrived == ["other", "first", "second"]


async def test_a_door_without_a_courier_fails_with_its_name(here: World) -> None:
    await here.mail.put(post("prompt", NOW), door="teams")
    await here.postman.drain()
    row = here.mail.row("prompt")
    assert (row["state"], row["reason"]) == ("failed", "there is no courier for the door 'teams'")


async def test_conversations_of_two_organisations_with_one_address_are_two(here: World) -> None:
    here.platform.script = {"first": [Later(30, "message limit")]}
    await here.mail.put(post("first", NOW), organisation=HOME)
    await here.mail.put(post("second", NOW), organisation=ELSEWHERE)
    await here.postman.drain()
    assert here.platform.arrived == ["second"]


async def test_who_wants_to_know_is_told_of_each_arrival_once_it_is_marked(here: World) -> None:
    told: list[str] = []

    def tell(parcel: Parcel) -> None:
        assert here.mail.row(parcel.post.key)["state"] == "sent"
        told.append(str(parcel.post.key))
        raise RuntimeError("the page has gone")

    await here.mail.put(post("first", NOW), post("second", NOW))
    assert await here.another("me", on_delivered=tell).drain() == 2
    assert told == ["first", "second"]


# --- what may have arrived ------------------------------------------------------------------------


async def test_where_nobody_can_be_asked_it_is_uncertain_and_is_not_tried_again(
    here: World,
) -> None:
    here.platform.script = {"prompt": [Unknown("connection reset")]}
    await here.mail.put(post("prompt", NOW))
    await here.postman.drain()
    here.clock.move(days=3)
    await here.postman.drain()
    row = here.mail.row("prompt")
    assert (row["state"], row["reason"]) == ("uncertain", "connection reset")
    assert len(here.platform.tried) == 1
    assert here.postman.counters.uncertain == 1


@pytest.mark.parametrize("did_arrive", [True, False])
async def test_where_the_platform_can_be_asked_it_is_and_what_is_missing_is_sent(
    here: World, did_arrive: bool
) -> None:
    here.platform.repeat = Repeat.LOOK_UP
    here.platform.script = {"prompt": [Unknown("connection reset")]}
    here.platform.unseen = {"prompt"} if did_arrive else set()
    await here.mail.put(post("prompt", NOW))
    assert await here.postman.drain() == 0
    assert here.mail.due("prompt") == NOW + BACK_OFF[0]
    here.clock.move(seconds=5)
    assert await here.postman.drain() == 1
    assert here.platform.arrived == here.platform.asked == ["prompt"]
    assert len(here.platform.tried) == (1 if did_arrive else 2)
    assert here.mail.row("prompt")["reference"] == "ts-prompt"
    counters = here.postman.counters
    assert (counters.doubted, counters.looked_up, counters.uncertain) == (1, 1, 0)


async def test_where_sending_again_is_safe_it_is_sent_again(here: World) -> None:
    here.platform.repeat = Repeat.SAFE
    here.platform.script = {"prompt": [Unknown("connection reset")] * 2}
    await here.mail.put(post("prompt", NOW))
    await here.postman.drain()
    here.clock.move(seconds=5)
    await here.postman.drain()
    here.clock.move(seconds=15)
    assert await here.postman.drain() == 1
    assert [parcel.doubtful for parcel in here.platform.tried] == [False, True, True]
    assert here.platform.asked == []


async def test_a_platform_that_does_not_answer_the_question_is_asked_again(here: World) -> None:
    here.platform.repeat = Repeat.LOOK_UP
    here.platform.script = {"prompt": [Unknown("connection reset")]}
    here.platform.lookups = {"prompt": [Unknown("no answer"), Later(40, "ratelimited")]}
    await here.mail.put(post("prompt", NOW))
    for seconds in (0, 5, 15):
        here.clock.move(seconds=seconds)
        assert await here.postman.drain() == 0
    assert here.platform.tried_keys() == ["prompt"]
    here.clock.move(seconds=39)
    assert await here.postman.drain() == 0
    here.clock.move(seconds=1)
    assert await here.postman.drain() == 1
    assert here.platform.asked == ["prompt"] * 3


async def test_what_could_never_be_looked_up_ends_as_uncertain(here: World) -> None:
    here.platform.repeat = Repeat.LOOK_UP
    here.platform.script = {"prompt": [Unknown("connection reset")]}
    here.platform.lookups = {"prompt": [Unknown("no answer")] * 9}
    await here.mail.put(post("prompt", NOW))
    while here.mail.states() == {"prompt": "ready"}:
        await here.postman.drain()
        here.clock.at = max(here.clock.at, here.mail.due("prompt"))
    row = here.mail.row("prompt")
    assert (row["state"], row["cause"]) == ("uncertain", None)
    assert row["reason"] == "given up after 8 tries: no answer"
    assert len(here.platform.tried) == 1


async def test_a_replacement_may_be_put_in_its_place_again(here: World) -> None:
    await here.mail.put(post("prompt", NOW))
    await here.postman.drain()
    here.platform.script = {"receipt": [Unknown("connection reset")]}
    await here.mail.put(post("receipt", NOW, replaces="prompt"))
    await here.postman.drain()
    here.clock.move(seconds=5)
    assert await here.postman.drain() == 1
    assert here.platform.tried_keys() == ["prompt", "receipt", "receipt"]


@pytest.mark.parametrize("repeat", [Repeat.NEVER, Repeat.LOOK_UP])
async def test_what_a_dead_postman_left_is_in_doubt(here: World, repeat: Repeat) -> None:
    here.platform.repeat = repeat
    await here.mail.put(post("prompt", NOW))
    await here.mail.outbox.claim("dead", Lane("web", ""), None, NOW, NOW + timedelta(minutes=1), 9)
    assert await here.postman.drain() == 0
    here.clock.move(seconds=60)
    assert await here.postman.drain() == (1 if repeat is Repeat.LOOK_UP else 0)
    if repeat is Repeat.LOOK_UP:
        assert here.platform.asked == here.platform.arrived == ["prompt"]
    else:
        assert here.platform.tried == []
        assert here.mail.states() == {"prompt": "uncertain"}


async def test_a_second_try_after_a_plain_refusal_is_not_in_doubt(here: World) -> None:
    here.platform.script = {"prompt": [Later(1, "ratelimited")]}
    await here.mail.put(post("prompt", NOW))
    await here.postman.drain()
    here.clock.move(seconds=1)
    await here.postman.drain()
    assert [parcel.doubtful for parcel in here.platform.tried] == [False, False]


async def test_no_answer_in_time_is_an_unknown_outcome(here: World) -> None:
    await here.mail.put(post("prompt", NOW))
    here.platform = Slow()
    manners = Manners(patience=timedelta(0), lease=timedelta(seconds=1))
    await here.another("me", manners=manners).drain()
    assert here.mail.states() == {"prompt": "uncertain"}


class _Broken(Platform):
    async def deliver(self, parcel: Parcel) -> Fate:
        raise ValueError(f"cannot draw {parcel.post.view}")


async def test_a_courier_that_raises_leaves_it_uncertain_and_the_log_without_the_words(
    here: World, caplog: pytest.LogCaptureFixture
) -> None:
    await here.mail.put(post("prompt", NOW, words="my own secret words"))
    await here.mail.put(post("other", NOW, to="eino"))
    here.platform = _Broken()
    await here.another("me").drain()
    assert here.mail.states() == {"prompt": "uncertain", "other": "uncertain"}
    assert "ValueError on parcel 1" in caplog.text
    assert "secret" not in caplog.text
    assert "secret" not in here.mail.row("prompt")["reason"]


# --- leases ---------------------------------------------------------------------------------------


async def test_two_postmen_share_the_work_and_double_nothing(here: World) -> None:
    await here.mail.put(*(post(f"prompt-{n}", NOW, to=f"person-{n}") for n in range(300)))
    counts = await asyncio.gather(here.postman.drain(), here.another("postman-2").drain())
    assert sum(counts) == 300
    assert min(counts) > 0
    assert len(set(here.platform.arrived)) == len(here.platform.arrived) == 300


async def test_a_postman_whose_lease_has_ended_marks_nothing_and_the_next_knows_the_doubt(
    here: World,
) -> None:
    await here.mail.put(post("prompt", NOW))
    slow = Slow(repeat=Repeat.LOOK_UP)
    stopped = here.another("postman-2", couriers={"web": slow})
    task = asyncio.create_task(stopped.drain())
    await slow.begun.wait()
    here.clock.move(seconds=61)
    here.platform.repeat = Repeat.LOOK_UP
    assert await here.postman.drain() == 1
    slow.let.set()
    assert await task == 0
    assert stopped.counters.lost == 1
    assert [(parcel.attempt, parcel.doubtful) for parcel in here.platform.tried] == [(2, True)]


class _Sleepy:
    """An outbox whose answers reach a process that was stopped for a while."""

    def __init__(self, outbox: Outbox, clock: Clock, seconds: float) -> None:
        self._outbox = outbox
        self._clock = clock
        self._seconds = seconds

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever an outbox has
        return getattr(self._outbox, name)

    async def claim(self, *given: Any) -> Claimed:  # noqa: ANN401 - the port's own
        claimed = await self._outbox.claim(*given)
        self._clock.move(seconds=self._seconds)
        self._seconds = 0
        return claimed


@pytest.mark.parametrize("seconds", [55, 65])
async def test_nothing_is_sent_by_a_process_that_slept_past_its_lease(
    here: World, seconds: float
) -> None:
    """Nor shortly before its end: the courier would not be back in time."""
    await here.mail.put(post("prompt", NOW))
    sleepy: Any = _Sleepy(here.mail.outbox, here.clock, seconds)
    postman = here.another("sleepy", sleepy)
    assert await postman.drain() == 1  # given back, it is claimed once more and in time
    assert [parcel.attempt for parcel in here.platform.tried] == [1]
    assert postman.counters.returned == 1


async def test_a_courier_knows_until_when_it_may_send(here: World) -> None:
    await here.mail.put(post("prompt", NOW))
    await here.postman.drain()
    (parcel,) = here.platform.tried
    assert parcel.good_until == NOW.timestamp() + 50


class _LateLookUp(Platform):
    """Answers a question after half a minute."""

    clock: Clock

    async def find(self, parcel: Parcel) -> Any:  # noqa: ANN401 - the port's own
        self.clock.move(seconds=55)
        return await super().find(parcel)


async def test_after_a_look_up_the_lease_is_renewed(here: World) -> None:
    platform = _LateLookUp(script={"prompt": [Unknown("reset")]}, repeat=Repeat.LOOK_UP)
    platform.clock = here.clock
    here.platform = platform
    postman = here.another("me")
    await here.mail.put(post("prompt", NOW))
    await postman.drain()
    here.clock.move(seconds=5)
    assert await postman.drain() == 1
    assert platform.tried[-1].good_until == (NOW + timedelta(seconds=5 + 55 + 50)).timestamp()


async def test_a_stopping_postman_finishes_what_is_in_hand_and_claims_no_more(
    here: World,
) -> None:
    await here.mail.put(post("first", NOW), post("second", NOW))
    slow = here.platform = Slow()
    postman = here.another("me")
    running = asyncio.create_task(postman.run())
    await slow.begun.wait()
    stopping = asyncio.create_task(postman.stop())
    await asyncio.sleep(0)
    assert not stopping.done()
    slow.let.set()
    await asyncio.gather(stopping, running)
    assert here.mail.states() == {"first": "sent", "second": "ready"}
    assert slow.tried_keys() == ["first"]
    assert (postman.counters.in_hand, postman.counters.lanes) == (0, 0)
    assert await here.another("next").drain() == 1  # which need not wait for a lease to end


class _Gate:
    """An outbox whose claims come back when they are let."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self.claimed = asyncio.Event()
        self.let = asyncio.Event()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever an outbox has
        return getattr(self._outbox, name)

    async def claim(self, *given: Any) -> Claimed:  # noqa: ANN401 - the port's own
        claimed = await self._outbox.claim(*given)
        self.claimed.set()
        await self.let.wait()
        return claimed


async def test_a_stopping_postman_gives_back_what_it_has_not_begun(here: World) -> None:
    await here.mail.put(*(post(f"{n}", NOW, to=f"person-{n}") for n in range(5)))
    gate: Any = _Gate(here.mail.outbox)
    postman = here.another("me", gate)
    running = asyncio.create_task(postman.run())
    await gate.claimed.wait()
    stopping = asyncio.create_task(postman.stop())
    await asyncio.sleep(0)
    gate.let.set()
    await asyncio.gather(stopping, running)
    assert here.platform.tried == []
    assert postman.counters.returned == 5
    assert set(here.mail.states().values()) == {"ready"}
    assert await here.another("next").drain() == 5
    assert {(each.attempt, each.doubtful) for each in here.platform.tried} == {(1, False)}


# --- marks ----------------------------------------------------------------------------------------


class _Forgetful:
    """An outbox whose database is away for some of the marks."""

    def __init__(self, outbox: Outbox, fails: int, key: str | None = None) -> None:
        self._outbox = outbox
        self._fails = fails
        self._key = key
        self.batches: list[int] = []

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever an outbox has
        return getattr(self._outbox, name)

    async def mark(self, marks: Sequence[Mark], owner: str) -> Sequence[bool]:
        self.batches.append(len(marks))
        meant = self._key is None or any(each.parcel.post.key == self._key for each in marks)
        if meant and self._fails:
            self._fails -= 1
            raise OSError("the server closed the connection")
        return await self._outbox.mark(marks, owner)


async def test_marks_that_come_together_are_written_together(here: World) -> None:
    await here.mail.put(*(post(f"{n}", NOW, to=f"person-{n}") for n in range(50)))
    outbox: Any = _Forgetful(here.mail.outbox, 0)
    assert await here.another("me", outbox).drain() == 50
    assert sum(outbox.batches) == 50
    assert len(outbox.batches) <= 3


async def test_a_mark_that_fails_is_written_once_the_database_is_back(here: World) -> None:
    await here.mail.put(*(post(f"{n}", NOW, to=f"person-{n}") for n in range(4)))
    outbox: Any = _Forgetful(here.mail.outbox, 7)
    assert await here.another("me", outbox).drain() == 4
    assert set(here.mail.states().values()) == {"sent"}
    assert len(here.platform.tried) == 4


async def test_a_mark_that_never_succeeds_harms_no_other_and_puts_its_own_parcel_in_doubt(
    here: World,
) -> None:
    await here.mail.put(post("bad", NOW), post("behind", NOW), post("other", NOW, to="eino"))
    outbox: Any = _Forgetful(here.mail.outbox, 66, "bad")  # a minute: as long as the lease
    postman = here.another("me", outbox)
    assert await postman.drain() == 2
    assert here.mail.states() == {"bad": "uncertain", "behind": "sent", "other": "sent"}
    assert here.platform.tried_keys() == ["bad", "other", "behind"]
    assert postman.counters.errors == 1
    assert here.clock.at - NOW >= timedelta(seconds=60)


# --- lanes ----------------------------------------------------------------------------------------


async def test_a_workspace_that_rests_does_not_hold_up_another(here: World) -> None:
    for name in ("T1", "T2"):
        posts = [post(f"{name}-{n}", NOW, to=f"{name}-{n}") for n in range(40)]
        await here.mail.put(*posts, door="slack", workspace=name)
    slow_down = Later(30, "ratelimited", Held.LANE)
    here.platform.script = {f"T1-{n}": [slow_down] for n in range(40)}
    postman = here.another("me", manners=Manners(at_once=4))
    assert await postman.drain() == 40
    assert {key[:2] for key in here.platform.arrived} == {"T2"}
    tried = [key for key in here.platform.tried_keys() if key.startswith("T1")]
    assert 1 <= len(tried) <= 4
    assert postman.counters.held == len(tried)
    here.platform.script.clear()
    here.clock.move(seconds=29)
    assert await postman.drain() == 0
    here.clock.move(seconds=1)
    assert await postman.drain() == 40
    assert len(set(here.platform.arrived)) == 80


async def test_a_slow_workspace_does_not_hold_up_another(here: World) -> None:
    await here.mail.put(post("slow", NOW), door="slack", workspace="T1")
    await here.mail.put(post("quick", NOW, to="eino"))
    slow = Slow()
    couriers = {"slack": slow, "web": here.platform}
    arrived = asyncio.Event()
    postman = here.another("me", couriers=couriers, on_delivered=lambda parcel: arrived.set())
    running = asyncio.create_task(postman.run())
    await asyncio.wait_for(arrived.wait(), 5)
    assert here.mail.states() == {"slow": "sending", "quick": "sent"}
    arrived.clear()
    await here.mail.put(post("another", NOW, to="eino"))
    postman.wake()
    await asyncio.wait_for(arrived.wait(), 5)
    assert here.platform.arrived == ["quick", "another"]
    slow.let.set()
    await postman.stop()
    await running


async def test_what_comes_while_a_slow_message_is_under_way_does_not_wait_for_it(
    here: World,
) -> None:
    await here.mail.put(post("slow", NOW))

    class _SlowOnce(Slow):
        async def deliver(self, parcel: Parcel) -> Fate:
            if parcel.post.key == "slow":
                return await super().deliver(parcel)
            return await Platform.deliver(self, parcel)

    slow, arrived = _SlowOnce(), asyncio.Event()
    couriers = {"web": slow}
    postman = here.another("me", couriers=couriers, on_delivered=lambda parcel: arrived.set())
    running = asyncio.create_task(postman.run())
    await slow.begun.wait()
    await here.mail.put(post("quick", NOW, to="eino"))
    postman.wake()
    await asyncio.wait_for(arrived.wait(), 5)
    assert slow.arrived == ["quick"]
    slow.let.set()
    await postman.stop()
    await running


async def test_a_lane_keeps_its_pace_and_claims_what_has_come_together(here: World) -> None:
    here.platform.pace = Pace(per_second=10, burst=5)
    posts = [post(f"{n}", NOW, to=f"person-{n}") for n in range(25)]
    await here.mail.put(*posts, door="slack", workspace="T1")
    claims = _Claims(here.mail.outbox)
    outbox: Any = claims
    assert await here.another("me", outbox).drain() == 25
    assert here.clock.at - NOW == pytest.approx(timedelta(seconds=2), abs=timedelta(seconds=0.21))
    assert claims.count <= 13  # each takes what two tenths of a second allow


async def test_a_pace_that_allows_one_in_a_long_while_holds_nobody(here: World) -> None:
    here.platform.pace = Pace(per_second=1 / 60)
    posts = [post(f"{n}", NOW, to=f"person-{n}") for n in range(2)]
    await here.mail.put(*posts, door="slack", workspace="T1")
    assert await here.postman.drain() == 1
    assert here.rests == []
    here.clock.move(seconds=60)
    assert await here.postman.drain() == 1


class _Claims:
    """An outbox that counts how often it is asked."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self.count = 0

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever an outbox has
        return getattr(self._outbox, name)

    async def claim(self, *given: Any) -> Claimed:  # noqa: ANN401 - the port's own
        self.count += 1
        return await self._outbox.claim(*given)


async def test_a_running_postman_looks_when_it_is_called_and_otherwise_rests(here: World) -> None:
    claims, arrived = _Claims(here.mail.outbox), asyncio.Event()
    outbox: Any = claims
    postman = here.another(
        "me",
        outbox,
        manners=Manners(idle=timedelta(days=1)),
        on_delivered=lambda parcel: arrived.set(),
    )
    running = asyncio.create_task(postman.run())
    for n in range(3):
        arrived.clear()
        await here.mail.put(post(f"prompt-{n}", NOW))
        postman.wake()
        await asyncio.wait_for(arrived.wait(), 5)
    await postman.stop()
    await asyncio.wait_for(running, 5)
    assert set(here.mail.states().values()) == {"sent"}
    assert claims.count <= 6  # twice for each message: with it, and without more


async def test_an_empty_outbox_is_not_claimed_from(here: World) -> None:
    claims = _Claims(here.mail.outbox)
    outbox: Any = claims
    await here.mail.put(post("tomorrow", NOW + timedelta(days=1)))
    assert await here.another("me", outbox).drain() == 0
    assert claims.count == 0


class _Lame:
    """An outbox whose first claim fails."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self.failed = False

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever an outbox has
        return getattr(self._outbox, name)

    async def claim(self, *given: Any) -> Claimed:  # noqa: ANN401 - the port's own
        if not self.failed:
            self.failed = True
            raise OSError("the server closed the connection")
        return await self._outbox.claim(*given)


async def test_a_running_postman_outlives_a_database_that_is_away(here: World) -> None:
    outbox: Any = _Lame(here.mail.outbox)
    arrived = asyncio.Event()
    await here.mail.put(post("prompt", NOW))
    postman = here.another(
        "me",
        outbox,
        manners=Manners(idle=timedelta(0)),
        on_delivered=lambda parcel: arrived.set(),
    )
    running = asyncio.create_task(postman.run())
    await asyncio.wait_for(arrived.wait(), 5)
    await postman.stop()
    await running
    assert postman.counters.errors == 1


async def test_whoever_drains_by_hand_hears_that_the_database_is_away(here: World) -> None:
    outbox: Any = _Lame(here.mail.outbox)
    await here.mail.put(post("prompt", NOW))
    postman = here.another("me", outbox)
    with pytest.raises(OSError, match="closed the connection"):
        await postman.drain()
    assert await postman.drain() == 1


# --- failures -------------------------------------------------------------------------------------


@dataclass
class _Facilitators:
    """Those who are told of failures; they do not always listen."""

    mail: Mailbox
    deaf: int = 0
    heard: list[str] = field(default_factory=list)
    listening: asyncio.Event = field(default_factory=asyncio.Event)

    async def tell(self, organisation: OrganisationId, key: PostKey) -> None:
        if self.deaf:
            self.deaf -= 1
            raise RuntimeError("no answer")
        self.heard.append(f"{organisation} {key}")
        await self.mail.told(organisation, key)
        notice = post(f"notice {key}", NOW, to="facilitator")
        await self.mail.put(notice, organisation=organisation)
        self.listening.set()


async def test_somebody_is_told_once_of_each_failure(here: World) -> None:
    facilitators = _Facilitators(here.mail)
    refused = Refused("channel_not_found")
    here.platform.script = {key: [refused] for key in ("a", "b")}
    await here.mail.put(post("a", NOW), post("c", NOW, to="eino"))
    await here.mail.put(post("b", NOW), organisation=ELSEWHERE)
    postman = here.another("me", tell_failed=facilitators.tell)
    assert await postman.drain() == 3  # what is said about the two is delivered at once
    assert sorted(facilitators.heard) == [f"{ELSEWHERE} b", f"{HOME} a"]
    await postman.drain()
    assert postman.counters.told == 2


async def test_who_could_not_be_told_is_told_later(
    here: World, caplog: pytest.LogCaptureFixture
) -> None:
    facilitators = _Facilitators(here.mail, deaf=2)
    here.platform.script = {"a": [Refused("channel_not_found")]}
    await here.mail.put(post("a", NOW))
    postman = here.another("me", tell_failed=facilitators.tell)
    await postman.drain()
    assert facilitators.heard == []
    assert "nobody could be told" in caplog.text
    await postman.drain()
    assert facilitators.heard == [f"{HOME} a"]


async def test_a_running_postman_tells_of_failures_as_they_come(here: World) -> None:
    facilitators, arrived = _Facilitators(here.mail), asyncio.Event()
    here.platform.script = {"a": [Refused("channel_not_found")]}
    manners = Manners(idle=timedelta(days=1))
    postman = here.another(
        "me",
        manners=manners,
        tell_failed=facilitators.tell,
        on_delivered=lambda parcel: arrived.set(),
    )
    running = asyncio.create_task(postman.run())
    await here.mail.put(post("a", NOW))
    postman.wake()
    await asyncio.wait_for(facilitators.listening.wait(), 5)
    postman.wake()  # as the engine does
    await asyncio.wait_for(arrived.wait(), 5)
    await postman.stop()
    await running
    assert here.mail.states() == {"a": "failed", "notice a": "sent"}


async def test_the_backlog_is_measured(here: World) -> None:
    here.platform.script = {"a": [Later(90, "ratelimited", Held.LANE)]}
    await here.mail.put(post("a", NOW), post("b", NOW))
    await here.postman.drain()
    here.clock.move(seconds=40)
    await here.postman.drain()
    counters = here.postman.counters
    assert (counters.waited, counters.lanes_held) == (40, 1)
    here.clock.move(seconds=50)
    await here.postman.drain()
    assert (counters.waited, counters.lanes_held) == (0, 0)


def test_a_lease_shorter_than_three_couriers_is_refused() -> None:
    with pytest.raises(ValueError, match="too short"):
        Manners(patience=timedelta(seconds=10), lease=timedelta(seconds=29))


async def test_a_parcel_of_no_postman_may_be_sent_at_any_time(here: World) -> None:
    await here.mail.put(post("a", NOW))
    (parcel,) = (await here.mail.outbox.claim("me", Lane("web", ""), None, NOW, NOW, 1)).parcels
    assert parcel.good_until == math.inf
    assert parcel.in_time()


# --- whatever happens -----------------------------------------------------------------------------

fates = st.one_of(
    st.just(Later(0, "connection refused")),
    st.builds(Later, st.floats(1, 100), st.just("ratelimited"), st.sampled_from(Held)),
    st.just(Refused("channel_not_found")),
    st.just(Unknown("connection reset")),
)


NUMBERS = count(1)


@given(
    st.dictionaries(st.integers(0, 11), st.lists(fates, max_size=3)),
    st.sampled_from(Repeat),
    st.sets(st.integers(0, 11)),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whatever_the_platform_answers_each_message_has_one_fate_and_keeps_its_place(
    mail: Mailbox, answers: dict[int, list[Fate]], repeat: Repeat, unseen: set[int]
) -> None:
    here = World(mail)
    run = next(NUMBERS)
    here.platform.repeat = repeat
    here.platform.script = {f"{run}-{n}": list(fates) for n, fates in answers.items()}
    here.platform.unseen = {
        f"{run}-{n}"
        for n in unseen
        if any(isinstance(each, Unknown) for each in answers.get(n, []))
        and not isinstance(answers[n][0], Later | Refused)
    }
    for n in range(12):
        to = f"person-{n % 4}"
        await mail.put(post(f"{run}-{n}", NOW, to=to), door="slack", workspace=f"T{run}")
    other = here.another("postman-2")
    states: dict[int, str] = {}
    for _ in range(300):
        states = _of_run(mail, run)
        if "ready" not in states.values():
            break
        await asyncio.gather(here.postman.drain(), other.drain())
        here.clock.move(seconds=60)
    for n in range(12):
        _judge(here, run, n, states[n], answers.get(n, []))
    for person in range(4):
        mine = [int(key.partition("-")[2]) for key in here.platform.arrived]
        mine = [n for n in mine if n % 4 == person]
        assert mine == sorted(mine)


def _of_run(mail: Mailbox, run: int) -> dict[int, str]:
    found = ((*key.partition("-"), state) for key, state in mail.states().items())
    return {int(n): state for number, _, n, state in found if number == f"{run}"}


def _judge(here: World, run: int, n: int, state: str, script: list[Fate]) -> None:
    """Compare what became of a message with what its platform did."""
    times = here.platform.arrived.count(f"{run}-{n}")
    last = next((each for each in script if not isinstance(each, Later)), None)
    if here.platform.repeat is Repeat.NEVER:
        expected = {Refused: "failed", Unknown: "uncertain"}
        assert state == ("sent" if last is None else expected[type(last)])
        assert times <= 1
        assert state == "uncertain" or times == (state == "sent")
    elif here.platform.repeat is Repeat.LOOK_UP:
        assert state in {"sent", "failed"}
        assert times == (state == "sent")
    else:
        assert state == ("failed" if any(isinstance(each, Refused) for each in script) else "sent")
