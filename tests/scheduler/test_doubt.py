"""What may have arrived is never repeated by guess, however postmen and databases come and go."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from dialogs.ports import (
    Claimed,
    Fate,
    Later,
    Mark,
    Outbox,
    Repeat,
    Unknown,
)
from dialogs.posts import Lane, Parcel
from scheduler.manners import BACK_OFF, Manners
from tests.scheduler.mail import Platform, Slow
from tests.scheduler.support import Clock, post
from tests.scheduler.world import NOW, Veiled, World

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


class _Sleepy(Veiled):
    """An outbox whose answers reach a process that was stopped for a while."""

    def __init__(self, outbox: Outbox, clock: Clock, seconds: float) -> None:
        super().__init__(outbox)
        self._clock = clock
        self._seconds = seconds

    async def claim(self, *given: Any) -> Claimed:  # noqa: ANN401 - the port's own
        claimed = await self.outbox.claim(*given)
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


class _Gate(Veiled):
    """An outbox whose claims come back when they are let."""

    def __init__(self, outbox: Outbox) -> None:
        super().__init__(outbox)
        self.claimed = asyncio.Event()
        self.let = asyncio.Event()

    async def claim(self, *given: Any) -> Claimed:  # noqa: ANN401 - the port's own
        claimed = await self.outbox.claim(*given)
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


class _Forgetful(Veiled):
    """An outbox whose database is away for some of the marks."""

    def __init__(self, outbox: Outbox, fails: int, key: str | None = None) -> None:
        super().__init__(outbox)
        self._fails = fails
        self._key = key
        self.batches: list[int] = []

    async def mark(self, marks: Sequence[Mark], owner: str) -> Sequence[bool]:
        self.batches.append(len(marks))
        meant = self._key is None or any(each.parcel.post.key == self._key for each in marks)
        if meant and self._fails:
            self._fails -= 1
            raise OSError("the server closed the connection")
        return await self.outbox.mark(marks, owner)


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
