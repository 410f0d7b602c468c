"""Every message ends with one fate, in order, once, and somebody hears of each failure."""

from __future__ import annotations

import asyncio
import math
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.okr.model import OrganisationId
from dialogs.ports import (
    Fate,
    Held,
    Later,
    Refused,
    Repeat,
    Unknown,
)
from dialogs.posts import Cause, Lane, Parcel, PostKey
from scheduler.manners import BACK_OFF, Manners
from tests.patience import AMPLE
from tests.scheduler.mail import Mailbox, Slow
from tests.scheduler.support import ELSEWHERE, HOME, post
from tests.scheduler.world import NOW, World

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
    await asyncio.wait_for(facilitators.listening.wait(), AMPLE)
    postman.wake()  # as the engine does
    await asyncio.wait_for(arrived.wait(), AMPLE)
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
