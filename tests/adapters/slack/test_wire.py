"""Each kind of request that Slack documents, signed as it came, and what follows from it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.slack.door import NAME
from adapters.slack.mount import EVENTS
from dialogs.chats import Account, Workspace
from dialogs.okr.model import KeyResultId, PersonId
from tests.adapters.slack.doorstep import Answer, Doorstep
from tests.conversations.company import ORGANISATION
from tests.wire import Recorded, names, recorded

EXPECTED = {
    "app_rate_limited": "",
    "block_actions_foreign": "views.open",
    "block_actions_home": "Pressed Pressed views.open views.publish",
    "block_actions_link": "",
    "block_actions_message": "Pressed views.open",
    "block_actions_modal": "Pressed views.push",
    "command_checkin": "Commanded views.open",
    "command_status": "Commanded",
    "event_app_home_messages": "",
    "event_app_home_opened": "Pressed views.publish",
    "event_app_uninstalled": "",
    "event_message_bot": "",
    "event_message_changed": "",
    "event_message_file": "",
    "event_message_im": "Said",
    "event_nobody_listens_to": "",
    "event_team_join": "",
    "event_tokens_revoked": "",
    "event_tokens_revoked_of_people": "",
    "event_user_change": "",
    "org_block_actions_message": "Pressed views.open",
    "org_command_checkin": "Commanded views.open",
    "org_event_message_im": "Said",
    "org_event_team_access_granted": "",
    "org_event_team_access_revoked": "",
    "org_shortcut": "Commanded views.open",
    "org_view_submission": "Answered",
    "shortcut": "Commanded views.open",
    "ssl_check": "",
    "url_verification": "",
    "view_closed": "",
    "view_submission": "Answered",
    "view_submission_foreign": "",
    "view_submission_wrong": "Answered",
}
"""What reaches the engine, and what is called at Slack."""
OPENED_BEFORE = {"view_submission": "command_checkin", "org_view_submission": "org_command_checkin"}
ANSWERED = {
    "command_status": ("response_type", "ephemeral"),
    "url_verification": ("challenge", "a-challenge-for-the-county"),
    "view_submission": ("response_action", "update"),
    "org_view_submission": ("response_action", "update"),
    "view_submission_wrong": ("response_action", "errors"),
    "view_submission_foreign": ("response_action", "errors"),
}


async def send(door: Doorstep, request: Recorded) -> Answer:
    async with door.client.post(EVENTS, data=request.body, headers=request.headers) as answer:
        return Answer(answer.status, await answer.text())


async def org_wide(door: Doorstep) -> None:
    """Let the county have installed Rytmi for its whole Enterprise organisation too."""
    chats = door.database.chats
    await door.parts.workspaces.install(
        Workspace(NAME, "E1"), {"token": "xoxb-of-the-whole", "bot_user": "UBOT", "bot": "B1"}
    )
    await chats.connect(NAME, "E1", ORGANISATION)
    liisa = Account("W1LIISA", PersonId("liisa"))
    await chats.save_accounts(ORGANISATION, NAME, "E1", [liisa], door.clock.at)
    door.slack.tokens["xoxb-of-the-whole"] = {"enterprise_id": "E1"}


def test_every_recorded_request_is_looked_at() -> None:
    assert names("slack") == sorted(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
async def test_it_is_taken_for_what_it_is(door_of_all: Doorstep, name: str) -> None:
    door = door_of_all
    if name.startswith("org_"):
        await org_wide(door)
    before = OPENED_BEFORE.get(name) or OPENED_BEFORE.get(name.removesuffix("_wrong"))
    if before is not None:
        await send(door, recorded("slack", before))
    events, calls = len(door.events), len(door.slack.calls)
    answer = await send(door, recorded("slack", name))
    await door.settled()
    assert answer.status == 200
    done = [type(event).__name__ for event in door.events[events:]]
    called = [call.method for call in door.slack.calls[calls:] if call.method != "users.info"]
    assert [*done, *called] == EXPECTED[name].split()
    key, value = ANSWERED.get(name, ("", None))
    assert answer.body.get(key) == value


@pytest.mark.parametrize("name", ["view_submission", "org_view_submission"])
async def test_a_form_sent_twice_is_saved_once(door_of_all: Doorstep, name: str) -> None:
    door = door_of_all
    if name.startswith("org_"):
        await org_wide(door)
    await send(door, recorded("slack", OPENED_BEFORE[name]))
    first = await send(door, recorded("slack", name))
    assert await send(door, recorded("slack", name)) == first
    found = await door.database.read(ORGANISATION, lambda work: work.history(KeyResultId("o1")))
    assert [each.value for each in found] == [12]


@pytest.mark.parametrize("name", EXPECTED)
async def test_it_is_refused_an_hour_later_or_with_one_sign_more(
    door_of_all: Doorstep, name: str
) -> None:
    door = door_of_all
    request = recorded("slack", name)
    assert (await send(door, Recorded(request.headers, request.body + b" "))).status == 401
    door.clock.at += timedelta(hours=1)
    assert (await send(door, request)).status == 401
    assert door.events == []
