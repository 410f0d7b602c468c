"""A workspace that removes Rytmi: nothing more is sent there, nothing personal stays."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from slack_sdk.errors import SlackApiError

from adapters.slack.codes import GONE
from adapters.slack.door import NAME
from adapters.slack.drawing.render import Renderer
from adapters.slack.errors import GoneError
from adapters.slack.sending.courier import SlackCourier
from dialogs.chats import Account
from dialogs.okr.model import OrganisationId, PersonId
from dialogs.ports import Refused, Work
from dialogs.posts import Cause, PostKey, ToPerson
from dialogs.words.draw import draw
from scheduler.postman import Postman
from storage.database import Database
from tests.adapters.slack.ground import BOT, Ground, ground, parcel, populated
from tests.adapters.slack.loopback import Broken, Call, Loopback, no
from tests.storage.support import ANNA, BEN, CARA, NAAPURI, OMA, post, structure

OTHER = "xoxb-2-the-secret-of-naapuri"
PEOPLE = (ANNA, BEN, CARA)
ROUNDS = 5


@pytest_asyncio.fixture
async def here(slack: Loopback, database: Database) -> AsyncIterator[Ground]:
    """A replica with one workspace."""
    await populated(database)
    async with ground(slack, database) as made:
        await made.installed()
        yield made


async def with_users(made: Ground, organisation: OrganisationId, workspace: str) -> None:
    accounts = [
        Account(f"U{number}{workspace}", person, active=True)
        for number, person in enumerate(PEOPLE)
    ]
    now = made.clock.now()
    await made.database.chats.save_accounts(organisation, NAME, workspace, accounts, now)


def keys() -> list[tuple[PostKey, PersonId]]:
    return [
        (PostKey(f"{person}:{number}"), person) for number in range(ROUNDS) for person in PEOPLE
    ]


async def wait_in_the_outbox(made: Ground, organisation: OrganisationId) -> None:
    posts = [post(key, to=ToPerson(person)) for key, person in keys()]
    await made.database.write(organisation, lambda work: work.post(posts))


async def failed(made: Ground, organisation: OrganisationId) -> list[Cause]:
    def job(work: Work) -> list[Cause]:
        return [each.cause for each in work.untold(1_000)]

    return await made.database.read(organisation, job)


async def is_gone(made: Ground, workspace: str = "T1") -> bool:
    found = await made.database.chats.workspace(NAME, workspace)
    assert found is not None
    if found.gone is None:
        return False
    assert found.sealed == ""
    accounts = await made.database.chats.accounts(OMA, NAME, workspace)
    assert accounts == []
    return await made.workspaces.find(workspace) is None


@pytest.mark.parametrize("code", sorted(GONE))
async def test_a_refused_token_means_that_rytmi_was_removed_if_slack_says_so_twice(
    slack: Loopback, sqlite: Database, code: str
) -> None:
    async with ground(slack, sqlite) as here:
        await here.installed()
        await with_users(here, OMA, "T1")
        slack.refused[BOT] = code
        fate = await here.courier.deliver(parcel())
        assert isinstance(fate, Refused)
        assert fate.cause is Cause.NOT_INSTALLED
        assert len(slack.of("auth.test")) == 1
        assert await is_gone(here)
        with pytest.raises(GoneError):
            await here.workspaces.client("T1")


async def test_a_slip_of_slack_s_removes_nothing(here: Ground) -> None:
    here.slack.next("chat.postMessage", no("invalid_auth"))
    with pytest.raises(SlackApiError):
        await here.workspaces.call("T1", "chat.postMessage", {"channel": "U1", "text": "hi"})
    assert not await is_gone(here)


async def test_a_line_that_breaks_while_asking_removes_nothing(here: Ground) -> None:
    here.slack.next("chat.postMessage", no("invalid_auth"))
    here.slack.next("auth.test", Broken())
    with pytest.raises(SlackApiError):
        await here.workspaces.call("T1", "chat.postMessage", {"channel": "U1", "text": "hi"})
    assert not await is_gone(here)


async def test_removed_in_the_middle_of_a_fan_out_the_lane_stops_and_the_others_go_on(
    here: Ground,
) -> None:
    await here.database.save_structure(structure(NAAPURI, "Naapuri"))
    await here.installed("T2", NAAPURI, token=OTHER)
    for organisation, workspace in ((OMA, "T1"), (NAAPURI, "T2")):
        await with_users(here, organisation, workspace)
        await wait_in_the_outbox(here, organisation)

    def revokes(call: Call) -> None:
        if len([each for each in here.slack.of("chat.postMessage") if each.token == BOT]) > 4:
            here.slack.refused[BOT] = "token_revoked"

    here.slack.on_call = revokes
    courier = SlackCourier(here.workspaces, Renderer(draw), here.door, pace=None, rest=here.rests)
    postman = Postman(here.database.outbox, {NAME: courier}, here.clock, "one")
    await postman.drain()
    assert await is_gone(here)
    assert await failed(here, OMA) == [Cause.NOT_INSTALLED] * (len(keys()) - 4)
    assert await failed(here, NAAPURI) == []
    arrived = [message for message in here.slack.messages if message.channel.endswith("T2")]
    assert len(arrived) == len(keys())
    assert await here.database.outbox.lanes(here.clock.now(), 10) == []
    after = len(here.slack.of("chat.postMessage"))
    await postman.drain()
    assert len(here.slack.of("chat.postMessage")) == after
    assert len(here.slack.of("auth.test")) == 1, "many refusals are one question"


async def test_both_events_in_either_order_and_again_come_to_the_same(here: Ground) -> None:
    forgotten: list[str] = []
    here.workspaces.on_gone(forgotten.append)
    await with_users(here, OMA, "T1")
    now = here.clock.now()
    for why in ("app_uninstalled", "tokens_revoked", "app_uninstalled"):
        await here.workspaces.gone("T1", why, now)
        assert await is_gone(here)
    assert forgotten == ["T1"] * 3


async def test_two_replicas_that_hear_of_it_at_once(
    here: Ground, database: Database, slack: Loopback
) -> None:
    async with ground(slack, database, here.clock) as other:
        assert await other.workspaces.find("T1") is not None
        await asyncio.gather(
            here.workspaces.gone("T1", "app_uninstalled"),
            other.workspaces.gone("T1", "tokens_revoked"),
        )
        assert await is_gone(here)
        assert await is_gone(other)


async def test_another_replica_notices_within_seconds(
    here: Ground, database: Database, slack: Loopback
) -> None:
    async with ground(slack, database, here.clock) as other:
        assert await other.workspaces.find("T1") is not None
        await here.workspaces.gone("T1", "app_uninstalled")
        here.clock.go(timedelta(seconds=16))
        assert await other.workspaces.find("T1") is None


async def test_what_slack_tells_again_hours_later_does_not_remove_a_new_installation(
    here: Ground,
) -> None:
    removed_at = here.clock.now() + timedelta(minutes=1)
    here.clock.go(timedelta(minutes=1))
    await here.workspaces.gone("T1", "app_uninstalled", removed_at)
    here.clock.go(timedelta(minutes=1))
    await here.installed()
    here.clock.go(timedelta(hours=3))
    await here.workspaces.gone("T1", "app_uninstalled", removed_at)
    assert not await is_gone(here)


async def test_who_comes_back_is_connected_as_before_and_nobody_else_is(here: Ground) -> None:
    await here.workspaces.gone("T1", "app_uninstalled")
    again = await here.installed(organisation=None)
    assert again.organisation == OMA
    other = await here.installed("T7", organisation=None, token="xoxb-of-a-stranger")
    assert other.organisation is None


async def test_a_message_of_a_removed_workspace_is_refused_without_a_call(here: Ground) -> None:
    await here.workspaces.gone("T1", "app_uninstalled")
    before = len(here.slack.calls)
    fate = await here.courier.deliver(parcel())
    assert isinstance(fate, Refused)
    assert fate.cause is Cause.NOT_INSTALLED
    assert len(here.slack.calls) == before


async def test_a_workspace_of_an_enterprise_may_be_shut_out_and_let_in_again(
    slack: Loopback, sqlite: Database
) -> None:
    async with ground(slack, sqlite) as here:
        await here.installed("E1")
        await here.workspaces.grant("E1", ["T5", "T4"])
        assert (await here.installed("E1")).parts == ("T4", "T5"), "an update of the app keeps them"
        await here.workspaces.withdraw("E1", ["T4"])
        found = await here.workspaces.find("E1")
        assert found is not None
        assert found.parts == ("T5",)
        await here.workspaces.grant("E9", ["T1"])
        assert await here.workspaces.find("E9") is None
