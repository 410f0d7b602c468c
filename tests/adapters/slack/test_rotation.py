"""Tokens that end are refreshed in time, once per workspace, whoever asks and whatever breaks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from slack_sdk.errors import SlackApiError

from adapters.slack.codes import code_of
from adapters.slack.door import NAME
from adapters.slack.installing.rotation import EARLY, LEASE, REST
from adapters.slack.installing.vault import new_key
from storage.database import Database, open_database
from storage.errors import DatabaseUnavailableError
from tests.adapters.slack.ground import BOT, REFRESH, Clock, Ground, ground, populated
from tests.adapters.slack.loopback import Broken, Call, Loopback, Lost, no

NEW = "xoxb-2-the-new-secret-of-oma"
NEW_REFRESH = "xoxe-2-the-new-refresh-secret"
HALF_A_DAY = timedelta(hours=12)


def fresh(token: str = NEW, refresh: str = NEW_REFRESH) -> dict[str, Any]:
    return {
        "token_type": "bot",
        "access_token": token,
        "refresh_token": refresh,
        "expires_in": int(HALF_A_DAY.total_seconds()),
    }


@pytest_asyncio.fixture
async def replicas(
    slack: Loopback, database: Database, database_url: str
) -> AsyncIterator[tuple[Ground, Ground]]:
    """Two replicas of one installation, each with its own connections to the one database."""
    await populated(database)
    other = open_database(database_url)
    clock = Clock()
    slack.refreshing[REFRESH] = fresh()
    slack.tokens[NEW] = {"team_id": "T1", "user_id": "UBOT", "bot_id": "B1"}
    try:
        async with ground(slack, database, clock) as one, ground(slack, other, clock) as two:
            yield one, two
    finally:
        await other.close()


@pytest.fixture
def here(replicas: tuple[Ground, Ground]) -> Ground:
    return replicas[0]


async def settled(*grounds: Ground) -> None:
    """Let the refreshes under way come to their end."""
    for each in grounds:
        await each.workspaces.settled()


async def token(where: Ground) -> str | None:
    return (await where.workspaces.client("T1")).token


async def test_a_token_with_hours_left_is_used_as_it_is(here: Ground) -> None:
    await here.installed(refresh=REFRESH, hours=12)
    here.clock.go(HALF_A_DAY - EARLY - timedelta(seconds=1))
    assert await token(here) == BOT
    await settled(here)
    assert here.slack.of("oauth.v2.access") == []


async def test_nobody_waits_for_a_refresh_while_the_old_token_is_good(here: Ground) -> None:
    await here.installed(refresh=REFRESH, hours=1.5)
    assert await token(here) == BOT
    await settled(here)
    assert await token(here) == NEW
    [call] = here.slack.of("oauth.v2.access")
    assert call.args == {
        "grant_type": "refresh_token",
        "refresh_token": REFRESH,
        "client_id": "1.2",
        "client_secret": "the-client-secret",
    }
    kept = await here.database.chats.workspace(NAME, "T1")
    assert kept is not None
    assert kept.expires == here.clock.now() + HALF_A_DAY
    assert here.workspaces.vault is not None
    opened = here.workspaces.vault.open("T1", kept.sealed)
    assert (opened["token"], opened["refresh"], opened["bot"]) == (NEW, NEW_REFRESH, "B1")


async def test_a_call_with_a_token_that_has_ended_waits_for_the_new_one(here: Ground) -> None:
    await here.installed(refresh=REFRESH, hours=1)
    here.clock.go(timedelta(hours=8))  # a night in which nobody did anything
    assert await token(here) == NEW


async def test_it_is_refreshed_where_nothing_is_sent_too(here: Ground) -> None:
    await here.installed(refresh=REFRESH, hours=1)
    await here.workspaces.freshen()
    assert [call.args["refresh_token"] for call in here.slack.of("oauth.v2.access")] == [REFRESH]
    await here.workspaces.freshen()
    assert len(here.slack.of("oauth.v2.access")) == 1


async def test_many_that_need_a_token_at_once_share_one_refresh(
    replicas: tuple[Ground, Ground],
) -> None:
    one, two = replicas
    await one.installed(refresh=REFRESH, hours=1)
    one.clock.go(timedelta(hours=8))
    # Who waits for the other one's refresh waits until it is over.
    one.rests.meanwhile, two.rests.meanwhile = two.workspaces.settled, one.workspaces.settled
    got = await asyncio.gather(*(token(where) for where in (one, two) * 20))
    assert set(got) == {NEW}
    assert len(one.slack.of("oauth.v2.access")) == 1


async def test_who_does_not_get_the_lease_goes_on_with_the_old_token(
    replicas: tuple[Ground, Ground],
) -> None:
    one, two = replicas
    held = await one.installed(refresh=REFRESH, hours=1)
    now = one.clock.now()
    assert await one.database.chats.lease(held, "somebody else", now, now + LEASE)
    assert await token(two) == BOT
    await settled(two)
    assert await token(two) == BOT
    assert one.slack.of("oauth.v2.access") == []
    assert two.workspaces.counters.refreshes["left"] == 1


async def test_who_waits_for_another_one_s_refresh_gets_its_token(
    replicas: tuple[Ground, Ground],
) -> None:
    one, two = replicas
    await one.installed(refresh=REFRESH, hours=1)
    one.clock.go(timedelta(hours=2))
    held = await one.workspaces.find("T1")
    assert held is not None
    assert one.workspaces.vault is not None
    now = one.clock.now()
    assert await one.database.chats.lease(held, "one", now, now + LEASE)
    sealed = one.workspaces.vault.seal("T1", {"token": NEW, "refresh": NEW_REFRESH})

    async def meanwhile() -> None:
        assert await one.database.chats.reseal(held, sealed, now + HALF_A_DAY)
        two.rests.meanwhile = None

    two.rests.meanwhile = meanwhile
    assert await token(two) == NEW
    assert one.slack.of("oauth.v2.access") == []


async def test_after_a_death_between_slack_s_answer_and_the_commit_another_asks_in_the_grace(
    replicas: tuple[Ground, Ground],
) -> None:
    one, two = replicas
    held = await one.installed(refresh=REFRESH, hours=1)
    now = one.clock.now()
    # One has the lease and dies with Slack's answer in its hand.
    assert await one.database.chats.lease(held, "the dead", now, now + LEASE)
    assert await token(two) == BOT
    await settled(two)
    two.clock.go(max(LEASE, REST) + timedelta(seconds=1))
    assert await token(two) == BOT
    await settled(two)
    assert await token(two) == NEW


async def test_an_answer_that_is_lost_leaves_the_old_token_and_is_tried_again_later(
    here: Ground, caplog: pytest.LogCaptureFixture
) -> None:
    await here.installed(refresh=REFRESH, hours=1)
    here.slack.next("oauth.v2.access", Broken())
    with caplog.at_level(logging.DEBUG):
        assert await token(here) == BOT
        await settled(here)
        assert await token(here) == BOT
        await settled(here)
        assert len(here.slack.of("oauth.v2.access")) == 1, "not with each request"
        here.clock.go(REST + timedelta(seconds=1))
        await token(here)
        await settled(here)
    assert await token(here) == NEW
    assert "no new token for workspace T1" in caplog.text
    for secret in (BOT, REFRESH, NEW, NEW_REFRESH, "the-client-secret"):
        assert secret not in caplog.text


async def test_a_refresh_token_that_was_used_up_costs_nothing_while_the_token_lasts(
    here: Ground,
) -> None:
    await here.installed(refresh="xoxe-used", hours=1)
    assert await token(here) == BOT
    await settled(here)
    assert await token(here) == BOT
    assert here.workspaces.counters.refreshes["failed"] == 1
    assert await here.workspaces.find("T1") is not None


async def test_a_commit_that_fails_is_tried_again_for_slack_gives_a_token_once(
    here: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    await here.installed(refresh=REFRESH, hours=1)
    chats = here.database.chats
    reseal, failures = chats.reseal, [True, True]

    async def shaky(*given: Any) -> bool:  # noqa: ANN401 - passed on as it comes
        if failures:
            failures.pop()
            raise DatabaseUnavailableError("the database restarts")
        return await reseal(*given)

    monkeypatch.setattr(chats, "reseal", shaky)
    await token(here)
    await settled(here)
    assert await token(here) == NEW
    assert len(here.rests.seconds) == 2


async def test_a_new_installation_in_the_middle_of_a_refresh_wins(here: Ground) -> None:
    await here.installed(refresh=REFRESH, hours=1)
    held = await here.workspaces.find("T1")
    assert held is not None
    again = "xoxb-3-installed-anew"

    def reinstalled(call: Call) -> None:
        if call.method == "oauth.v2.access":
            installs.append(asyncio.ensure_future(here.installed(token=again, hours=12)))

    installs: list[asyncio.Future[Any]] = []
    here.slack.on_call = reinstalled
    await token(here)
    await settled(here)
    await asyncio.gather(*installs)
    here.workspaces.forget("T1")
    kept = await here.database.chats.workspace(NAME, "T1")
    assert kept is not None
    assert here.workspaces.vault is not None
    assert here.workspaces.vault.open("T1", kept.sealed)["token"] == again
    assert kept.gone is None


async def test_slack_ends_a_token_early_and_the_call_is_made_again_with_the_new_one(
    here: Ground,
) -> None:
    await here.installed(refresh=REFRESH, hours=12)
    here.slack.refused[BOT] = "token_expired"
    answer = await here.workspaces.call("T1", "chat.postMessage", {"channel": "U1", "text": "hi"})
    assert answer["ok"]
    assert [call.token for call in here.slack.of("chat.postMessage")] == [BOT, NEW]


async def test_a_token_that_ended_and_cannot_be_renewed_is_said_and_nothing_is_deleted(
    here: Ground,
) -> None:
    await here.installed(refresh="xoxe-used", hours=12)
    here.slack.refused[BOT] = "token_expired"
    with pytest.raises(SlackApiError) as raised:
        await here.workspaces.call("T1", "chat.postMessage", {"channel": "U1", "text": "hi"})
    assert code_of(raised.value) == "token_expired"
    assert await here.workspaces.find("T1") is not None


async def test_who_stops_waiting_does_not_break_off_the_refresh(here: Ground) -> None:
    await here.installed(refresh=REFRESH, hours=1)
    here.clock.go(timedelta(hours=2))
    waiting = asyncio.create_task(here.workspaces.client("T1"))

    def gives_up(call: Call) -> None:
        waiting.cancel()

    here.slack.on_call = gives_up
    with pytest.raises(asyncio.CancelledError):
        await waiting
    here.slack.on_call = lambda _: None
    await settled(here)
    assert await token(here) == NEW
    assert len(here.slack.of("oauth.v2.access")) == 1


async def test_all_tokens_are_sealed_anew_with_the_newest_key(
    slack: Loopback, sqlite: Database
) -> None:
    old, new = new_key(), new_key()
    async with ground(slack, sqlite, keys=(old,)) as before:
        await before.installed("T1")
        await before.installed("T2", token="xoxb-of-two")
        await before.workspaces.gone("T2", "removed")
        await before.installed("T3", token="xoxb-of-three")
    async with ground(slack, sqlite, keys=(new, old)) as both:
        assert await both.workspaces.reseal() == 2
    async with ground(slack, sqlite, keys=(new,)) as after:
        assert await token(after) == BOT
        assert (await after.workspaces.client("T3")).token == "xoxb-of-three"


async def test_a_lost_answer_is_not_taken_for_a_token(here: Ground) -> None:
    await here.installed(refresh=REFRESH, hours=1)
    here.slack.next("oauth.v2.access", Lost(), no("fatal_error"))
    await token(here)
    await settled(here)
    here.clock.go(REST + timedelta(seconds=1))
    await token(here)
    await settled(here)
    assert await token(here) == BOT
    assert here.workspaces.counters.refreshes["failed"] == 2
