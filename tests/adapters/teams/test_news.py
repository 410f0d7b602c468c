"""What Teams tells of installations, teams and channels: in any order, and more than once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.teams.door import NAME
from dialogs.chats import Conversation, Scope
from dialogs.events import Commanded, Event
from dialogs.ports import StoreUnavailableError
from storage.database import Database
from tests.adapters.teams.doorstep import Doorstep, doorstep
from tests.teams.activities import Activities
from tests.teams.places import Chat, Json


async def place(door: Doorstep, name: str) -> Conversation | None:
    return await door.database.chats.conversation(NAME, door.tenant.id, name)


def there(door: Doorstep, who: str = "liisa") -> Activities:
    return door.window(who).activities


async def told(door: Doorstep, activity: Json) -> None:
    answer = await door.tell(activity)
    assert (answer.status, answer.body) == (200, {})


async def test_whoever_gets_rytmi_is_greeted_once(door: Doorstep) -> None:
    liisa = there(door)
    for _ in range(2):
        await told(door, liisa.installed(door.chat))
        await told(door, liisa.app_added(door.chat))
    commands = [each for each in door.events if isinstance(each, Commanded)]
    assert {(each.text, each.origin.person) for each in commands} == {("help", "liisa")}
    assert {each.origin.delivery for each in commands} == {
        f"teams:{door.tenant.id}:greeting:{liisa.user.aad}:{door.chat.id}"
    }
    assert not any(each.origin.waits for each in commands), "help comes by the outbox"
    known = await place(door, liisa.user.aad)
    assert known is not None
    assert (known.scope, known.id, known.gone) == (Scope.PERSONAL, door.chat.id, None)
    assert (known.user, known.bot) == (liisa.user.id, door.platform.app.bot)


async def test_a_stranger_is_not_greeted_and_is_known_to_have_rytmi(door: Doorstep) -> None:
    stranger = there(door, "stranger")
    chat = door.tenant.personal(stranger.user)
    await told(door, stranger.installed(chat))
    assert door.events == []
    assert await place(door, stranger.user.aad) is not None


@pytest.mark.parametrize("with_an_update", ["", "-upgrade"])
async def test_whoever_removes_it_is_not_written_to(door: Doorstep, with_an_update: str) -> None:
    liisa = there(door)
    await told(door, liisa.installed(door.chat, f"add{with_an_update}"))
    for _ in range(2):
        await told(door, liisa.installed(door.chat, f"remove{with_an_update}"))
        gone = await place(door, liisa.user.aad)
        assert gone is not None
        assert gone.gone is not None
    door.clock.go(timedelta(days=1))
    await told(door, liisa.installed(door.chat))
    back = await place(door, liisa.user.aad)
    assert back is not None
    assert back.gone is None
    assert back.id == door.chat.id


async def test_a_team_that_gets_rytmi_and_loses_it(door: Doorstep) -> None:
    liisa, team = there(door), door.tenant.teams[0]
    general, owls = team.channels[0], team.channels[1]
    await told(door, liisa.installed(general))
    await told(door, liisa.channel_changed(owls, "channelCreated"))
    found = await place(door, owls.id)
    assert found is not None
    assert (found.scope, found.team, found.title) == (Scope.CHANNEL, team.id, "owls")
    owls.name = "Night owls"
    await told(door, liisa.channel_changed(owls, "channelRenamed"))
    renamed = await place(door, owls.id)
    assert renamed is not None
    assert renamed.title == "Night owls"
    await told(door, liisa.channel_changed(owls, "channelDeleted"))
    assert (await gone_of(door, general), await gone_of(door, owls)) == (False, True)
    await told(door, liisa.channel_changed(owls, "channelRestored"))
    assert await gone_of(door, owls) is False
    await told(door, liisa.installed(general, "remove"))
    assert (await gone_of(door, general), await gone_of(door, owls)) == (True, True)
    assert door.events == [], "nobody is greeted in a channel"


async def gone_of(door: Doorstep, chat: Chat) -> bool:
    found = await place(door, chat.id)
    assert found is not None
    return found.gone is not None


async def test_others_who_come_and_go_are_no_news_of_rytmi(door: Doorstep) -> None:
    liisa, general = there(door), door.tenant.teams[0].channels[0]
    matti = door.window("matti").user
    await told(door, liisa.installed(general))
    await told(door, liisa.member_added(general, matti))
    await told(door, liisa.member_removed(general, matti))
    assert await gone_of(door, general) is False
    assert door.parts.door.counters.requests["event", "ignored"] == 2


async def test_what_concerns_nobody_here_is_taken_without_a_word(door: Doorstep) -> None:
    liisa = there(door)
    message = door.card(door.chat)
    base = liisa.installed(door.chat)
    for odd in (
        liisa.reacted(door.chat, message),
        base | {"type": "typing"},
        base | {"type": "messageUpdate", "text": "status"},
        base | {"type": "invoke", "name": "task/fetch", "value": {"data": {}}},
        base | {"type": "event", "name": "application/vnd.microsoft.readReceipt"},
        base | {"action": "paused"},
        base | {"type": "conversationUpdate", "membersAdded": "all", "membersRemoved": [7]},
        base | {"type": "conversationUpdate", "channelData": {**base["channelData"], "team": 7}},
        base | {"type": "anything else"},
    ):
        await told(door, odd)
    assert door.events == []
    assert door.calls() == []
    known = await place(door, liisa.user.aad)
    assert known is not None, "where somebody is, every activity tells"


async def test_a_channel_event_without_a_channel_is_none(door: Doorstep) -> None:
    liisa, owls = there(door), door.tenant.teams[0].channels[1]
    for event in ("channelCreated", "channelDeleted"):
        body = liisa.channel_changed(owls, event)
        body["channelData"]["channel"] = {"name": "nameless"}
        await told(door, body)


async def test_an_allowed_tenant_is_registered_when_it_speaks(county: Database) -> None:
    async with doorstep(county, connect=False) as door:
        assert await door.database.chats.workspaces(NAME) == []
        await told(door, there(door).installed(door.chat))
        [found] = await door.database.chats.workspaces(NAME)
        assert (found.id, found.organisation) == (door.tenant.id, None)
        assert await place(door, there(door).user.aad) is not None
        assert door.events == []


async def test_what_could_not_be_taken_is_told_again(
    door: Doorstep, caplog: pytest.LogCaptureFixture
) -> None:
    async def away(_: Event) -> None:
        raise StoreUnavailableError("no database")

    door.ahead.append(away)
    answer = await door.tell(there(door).installed(door.chat))
    assert answer.status == 503
    assert "was put off: StoreUnavailableError" in caplog.text
    door.ahead.clear()
    await told(door, there(door).installed(door.chat))
    assert len(door.replies) == 1
