"""No workspace holds up another, and each gets what its platform allows."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from dialogs.ports import (
    Fate,
    Held,
    Later,
    Pace,
)
from dialogs.posts import Parcel
from scheduler.manners import Manners
from tests.patience import AMPLE
from tests.scheduler.mail import Platform, Slow
from tests.scheduler.support import post
from tests.scheduler.world import NOW, Claims, Lame, World

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
    await asyncio.wait_for(arrived.wait(), AMPLE)
    assert here.mail.states() == {"slow": "sending", "quick": "sent"}
    arrived.clear()
    await here.mail.put(post("another", NOW, to="eino"))
    postman.wake()
    await asyncio.wait_for(arrived.wait(), AMPLE)
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
    await asyncio.wait_for(arrived.wait(), AMPLE)
    assert slow.arrived == ["quick"]
    slow.let.set()
    await postman.stop()
    await running


async def test_a_lane_keeps_its_pace_and_claims_what_has_come_together(here: World) -> None:
    here.platform.pace = Pace(per_second=10, burst=5)
    posts = [post(f"{n}", NOW, to=f"person-{n}") for n in range(25)]
    await here.mail.put(*posts, door="slack", workspace="T1")
    claims = Claims(here.mail.outbox)
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


async def test_a_running_postman_looks_when_it_is_called_and_otherwise_rests(here: World) -> None:
    claims, arrived = Claims(here.mail.outbox), asyncio.Event()
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
        await asyncio.wait_for(arrived.wait(), AMPLE)
    await postman.stop()
    await asyncio.wait_for(running, AMPLE)
    assert set(here.mail.states().values()) == {"sent"}
    # With it, without more, and once again where the call comes while the second is under way.
    assert claims.count <= 3 * 3


async def test_an_empty_outbox_is_not_claimed_from(here: World) -> None:
    claims = Claims(here.mail.outbox)
    outbox: Any = claims
    await here.mail.put(post("tomorrow", NOW + timedelta(days=1)))
    assert await here.another("me", outbox).drain() == 0
    assert claims.count == 0


async def test_a_running_postman_outlives_a_database_that_is_away(here: World) -> None:
    outbox: Any = Lame(here.mail.outbox)
    arrived = asyncio.Event()
    await here.mail.put(post("prompt", NOW))
    postman = here.another(
        "me",
        outbox,
        manners=Manners(idle=timedelta(0)),
        on_delivered=lambda parcel: arrived.set(),
    )
    running = asyncio.create_task(postman.run())
    await asyncio.wait_for(arrived.wait(), AMPLE)
    await postman.stop()
    await running
    assert postman.counters.errors == 1


async def test_whoever_drains_by_hand_hears_that_the_database_is_away(here: World) -> None:
    outbox: Any = Lame(here.mail.outbox)
    await here.mail.put(post("prompt", NOW))
    postman = here.another("me", outbox)
    with pytest.raises(OSError, match="closed the connection"):
        await postman.drain()
    assert await postman.drain() == 1
