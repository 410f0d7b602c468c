"""The heart beats at once and then evenly, survives failures, and stops between two moments."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Protocol

import pytest

from dialogs.events import Moment
from dialogs.okr.model import OrganisationId
from scheduler.beat import Beat
from scheduler.manners import Manners
from scheduler.planner import Planner
from scheduler.postman import Postman
from scheduler.waiting import AT_ONCE
from tests.patience import AMPLE
from tests.scheduler.mail import Mailbox, Platform
from tests.scheduler.support import Claims, Clock, MemoryPlans, asking, utc

MONDAY = utc("2026-11-16 07:00")
YESTERDAY = MONDAY - timedelta(days=1)


class _Steady:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


class BeatOf(Protocol):
    def __call__(self, planner: Planner, steady: _Steady | None = None) -> tuple[Beat, Postman]: ...


@pytest.fixture
def beat_of(mail: Mailbox) -> BeatOf:
    def make(planner: Planner, steady: _Steady | None = None) -> tuple[Beat, Postman]:
        clock = Clock(MONDAY)
        manners = Manners(idle=timedelta(days=1))
        postman = Postman(mail.outbox, {"web": Platform()}, clock, "me", manners=manners)
        return Beat(planner, postman, clock, steady=steady or _Steady()), postman

    return make


async def test_a_beat_hands_over_what_has_come(beat_of: BeatOf) -> None:
    claims = Claims()
    beat, _ = beat_of(Planner(MemoryPlans(asking()), claims.fire, not_before=YESTERDAY))
    assert beat.last is None
    await beat.beat()
    assert claims.keys == ["ask:tiimi-1:2026-W47"]
    assert beat.last == MONDAY


class _SilentPlans(MemoryPlans):
    silent = True

    async def revisions(self) -> Mapping[OrganisationId, int]:
        if self.silent:
            raise OSError("no answer")
        return await super().revisions()


async def test_a_beat_that_fails_is_logged_and_the_next_one_may_not(
    beat_of: BeatOf,
    caplog: pytest.LogCaptureFixture,
) -> None:
    plans = _SilentPlans(asking())
    beat, _ = beat_of(Planner(plans, Claims().fire))
    await beat.beat()
    await beat.beat()
    assert beat.failures == 2
    assert "failed 2 times in a row" in caplog.text
    plans.silent = False
    await beat.beat()
    assert beat.failures == 0


async def test_a_health_check_hears_how_long_the_heart_has_been_silent(beat_of: BeatOf) -> None:
    steady = _Steady()
    beat, _ = beat_of(Planner(MemoryPlans(), Claims().fire), steady=steady)
    steady.seconds += 7
    assert beat.silent_for() == 7
    await beat.beat()
    assert beat.silent_for() == 0


async def test_a_heart_at_work_on_a_long_queue_is_not_silent(beat_of: BeatOf) -> None:
    steady, heard = _Steady(), set[float]()
    beat: Beat

    async def fire(moment: Moment) -> bool:
        heard.add(beat.silent_for())
        steady.seconds += 1
        return True

    teams = [asking(f"tiimi-{n}") for n in range(AT_ONCE * 5)]
    beat, _ = beat_of(Planner(MemoryPlans(*teams), fire, not_before=YESTERDAY), steady)
    await beat.beat()
    assert steady.seconds == 100 + len(teams)
    assert max(heard) < AT_ONCE


async def test_a_started_heart_beats_at_once_and_calls_the_postman(beat_of: BeatOf) -> None:
    fired = asyncio.Event()

    async def fire(moment: Moment) -> bool:
        fired.set()
        return True

    beat, postman = beat_of(Planner(MemoryPlans(asking()), fire, not_before=YESTERDAY))
    beat.start()
    await asyncio.wait_for(fired.wait(), AMPLE)
    await beat.stop()
    await postman.stop()
    assert beat.last == MONDAY


async def test_a_stopping_heart_lets_the_moment_in_hand_end(beat_of: BeatOf) -> None:
    begun, let, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def fire(moment: Moment) -> bool:
        begun.set()
        await let.wait()
        ended.set()
        return True

    beat, _ = beat_of(Planner(MemoryPlans(asking()), fire, not_before=YESTERDAY))
    beat.start()
    await asyncio.wait_for(begun.wait(), AMPLE)
    stopping = asyncio.create_task(beat.stop())
    await asyncio.sleep(0)
    assert not stopping.done()
    let.set()
    await asyncio.wait_for(stopping, AMPLE)
    assert ended.is_set()


async def test_a_stopping_heart_does_not_wait_for_a_long_queue(beat_of: BeatOf) -> None:
    begun, let = asyncio.Event(), asyncio.Event()
    claims = Claims()

    async def fire(moment: Moment) -> bool:
        begun.set()
        await let.wait()
        return await claims.fire(moment)

    teams = [asking(f"tiimi-{n}") for n in range(AT_ONCE * 5)]
    beat, _ = beat_of(Planner(MemoryPlans(*teams), fire, not_before=YESTERDAY))
    beating = asyncio.create_task(beat.beat())
    await begun.wait()
    stopping = asyncio.create_task(beat.stop())
    await asyncio.sleep(0)
    let.set()
    await asyncio.gather(beating, stopping)
    assert len(claims.handed) == AT_ONCE


async def test_a_stopped_heart_beats_no_more(beat_of: BeatOf) -> None:
    claims = Claims()
    beat, _ = beat_of(Planner(MemoryPlans(asking()), claims.fire, not_before=YESTERDAY))
    await beat.stop()
    await beat.beat()
    assert claims.handed == []
    assert beat.last is None


async def test_the_postman_hears_each_beat(beat_of: BeatOf) -> None:
    beat, postman = beat_of(Planner(MemoryPlans(), Claims().fire))
    heard = asyncio.Event()
    postman.wake = heard.set  # type: ignore[method-assign]  # only the call is of interest
    await beat.beat()
    assert heard.is_set()
