"""The start with SLACK_BOT_TOKEN: whose it is, for whom it speaks, and what is wrong with it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from adapters.slack.door import NAME
from adapters.slack.errors import SetUpError, UnreachedError
from adapters.slack.installing.bootstrap import begin, settle
from dialogs.chats import Workspace
from dialogs.ports import Delivered, Later, Refused
from storage.database import Database, open_database
from tests.adapters.slack.ground import Ground, ground, parcel
from tests.adapters.slack.loopback import Broken, Loopback, Lost, Say, Scripted, no
from tests.storage.support import NAAPURI, OMA, structure

TOKEN = "xoxb-the-one-token"
TOLD = {
    "team": "Oma Slack",
    "team_id": "T1",
    "user_id": "UBOT",
    "bot_id": "B1",
    "is_enterprise_install": False,
}


@pytest_asyncio.fixture
async def here(slack: Loopback, sqlite: Database) -> AsyncIterator[Ground]:
    """A replica that was given the token of one workspace, and no keys."""
    slack.tokens[TOKEN] = dict(TOLD)
    async with ground(slack, sqlite, keys=(), bot_token=TOKEN) as made:
        yield made


async def start(made: Ground) -> Workspace | None:
    return await settle(made.workspaces, made.door.organisations)


async def wrong(made: Ground) -> SetUpError:
    with pytest.raises(SetUpError) as raised:
        await start(made)
    assert TOKEN not in str(raised.value)
    return raised.value


async def test_the_workspace_connects_itself_with_the_only_organisation(here: Ground) -> None:
    workspace = await start(here)
    assert workspace is not None
    assert (workspace.id, workspace.name, workspace.organisation) == ("T1", "Oma Slack", OMA)
    assert workspace.sealed == "", "the token stays in the environment"
    assert isinstance(await here.courier.deliver(parcel()), Delivered)
    assert here.slack.of("chat.postMessage")[0].token == TOKEN
    known = await here.workspaces.known("T1")
    assert (known.bot_user, known.bot) == ("UBOT", "B1")


async def test_the_next_start_changes_nothing(here: Ground) -> None:
    await start(here)
    assert await start(here) is not None
    found = await here.database.chats.workspaces(NAME)
    assert [(each.id, each.organisation) for each in found] == [("T1", OMA)]


async def test_without_the_token_there_is_nothing_to_settle(
    slack: Loopback, sqlite: Database
) -> None:
    async with ground(slack, sqlite) as made:
        assert await start(made) is None
    assert slack.calls == []


async def test_a_whole_enterprise_is_known_by_its_own_id(here: Ground) -> None:
    here.slack.tokens[TOKEN] |= {"enterprise_id": "E1", "is_enterprise_install": True}
    workspace = await start(here)
    assert workspace is not None
    assert workspace.id == "E1"


async def test_a_workspace_of_an_enterprise_is_known_by_its_own_id_too(here: Ground) -> None:
    here.slack.tokens[TOKEN] |= {"enterprise_id": "E1"}
    workspace = await start(here)
    assert workspace is not None
    assert workspace.id == "T1"
    assert (await here.workspaces.known("T1")).enterprise == "E1"


async def test_of_several_organisations_one_must_be_named(here: Ground) -> None:
    await here.database.save_structure(structure(NAAPURI, "Naapuri"))
    error = await wrong(here)
    assert error.setting == "SLACK_ORGANISATION"
    assert "naapuri" in error.remedy
    assert await here.database.chats.workspaces(NAME) == [], "nothing is half done"


async def test_the_named_one_is_taken(slack: Loopback, sqlite: Database) -> None:
    slack.tokens[TOKEN] = dict(TOLD)
    await sqlite.save_structure(structure(NAAPURI, "Naapuri"))
    async with ground(slack, sqlite, bot_token=TOKEN, organisation=NAAPURI) as made:
        workspace = await start(made)
    assert workspace is not None
    assert workspace.organisation == NAAPURI


async def test_a_name_that_is_none_is_said(slack: Loopback, sqlite: Database) -> None:
    slack.tokens[TOKEN] = dict(TOLD)
    async with ground(slack, sqlite, bot_token=TOKEN, organisation="omma") as made:
        error = await wrong(made)
    assert error.setting == "SLACK_ORGANISATION"
    assert "omma" in error.problem
    assert "oma" in error.remedy


async def test_a_second_organisation_later_does_not_stop_the_next_start(here: Ground) -> None:
    await start(here)
    await here.database.save_structure(structure(NAAPURI, "Naapuri"))
    workspace = await start(here)
    assert workspace is not None
    assert workspace.organisation == OMA


async def test_without_an_organisation_one_is_told_to_bring_one_in(
    slack: Loopback, migrated_sqlite: Path, tmp_path: Path
) -> None:
    slack.tokens[TOKEN] = dict(TOLD)
    path = tmp_path / "empty.db"
    shutil.copy(migrated_sqlite, path)
    empty = open_database(f"sqlite:///{path}")
    try:
        async with ground(slack, empty, bot_token=TOKEN) as made:
            assert "rytmi import" in (await wrong(made)).remedy
    finally:
        await empty.close()


@pytest.mark.parametrize("code", ["invalid_auth", "account_inactive", "token_revoked"])
async def test_a_refused_token_is_said_at_the_start(here: Ground, code: str) -> None:
    here.slack.refused[TOKEN] = code
    error = await wrong(here)
    assert error.setting == "SLACK_BOT_TOKEN"
    assert code in error.problem


@pytest.mark.parametrize("scripted", [no("fatal_error"), Say("<h1>Bad gateway</h1>", 502)])
async def test_a_slip_of_slack_s_is_not_taken_for_a_wrong_token(
    here: Ground, scripted: Say
) -> None:
    here.slack.next("auth.test", scripted)
    assert "Try again" in (await wrong(here)).remedy


async def test_an_address_at_which_nobody_listens_is_named(
    slack: Loopback, sqlite: Database
) -> None:
    async with ground(slack, sqlite, bot_token=TOKEN, api_url="http://127.0.0.1:9/api/") as made:
        assert (await wrong(made)).setting == "SLACK_API_URL"


@pytest.mark.parametrize(
    "token", ["xoxp-a-person", "xapp-1-an-app", "xoxe.xoxb-1-it-ends", "nonsense"]
)
async def test_a_token_of_another_kind_is_said_without_showing_it(
    slack: Loopback, sqlite: Database, token: str
) -> None:
    async with ground(slack, sqlite, bot_token=token) as made:
        with pytest.raises(SetUpError) as raised:
            await start(made)
    assert raised.value.setting == "SLACK_BOT_TOKEN"
    assert token not in str(raised.value)
    assert slack.calls == []


async def test_a_bot_that_is_thrown_out_later_is_gone_until_the_next_start(here: Ground) -> None:
    await start(here)
    here.slack.refused[TOKEN] = "account_inactive"
    assert isinstance(await here.courier.deliver(parcel()), Refused)
    assert await here.workspaces.find("T1") is None
    del here.slack.refused[TOKEN]
    workspace = await start(here)
    assert workspace is not None
    assert workspace.organisation == OMA


# --- Slack cannot be reached at the start ---------------------------------------------------------


class Outage:
    """Waits between two tries; Slack comes back in the middle of one of them."""

    def __init__(self, back: Callable[[], Awaitable[None]], at: int = 2) -> None:
        self.seconds: list[float] = []
        self._back = back
        self._at = at

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        if len(self.seconds) == self._at:
            await self._back()


@pytest_asyncio.fixture
async def again(slack: Loopback, sqlite: Database) -> AsyncIterator[Ground]:
    """The next start of a replica whose workspace was connected before."""
    slack.tokens[TOKEN] = dict(TOLD)
    async with ground(slack, sqlite, keys=(), bot_token=TOKEN) as before:
        await start(before)
    async with ground(slack, sqlite, keys=(), bot_token=TOKEN) as made:
        yield made


@pytest.mark.parametrize(
    "scripted",
    [
        no("fatal_error"),
        no("ratelimited", 429),
        no("service_unavailable", 503),
        Say("<h1>Bad gateway</h1>", 502),
        Say("<h1>Welcome to the hotel</h1>"),
        Say({"ok": True}),
        Broken(),
        Lost(),
    ],
)
async def test_an_outage_does_not_keep_a_connected_workspace_from_being_served(
    again: Ground, scripted: Scripted, caplog: pytest.LogCaptureFixture
) -> None:
    again.slack.next("auth.test", scripted, scripted, scripted)

    async def back() -> None:
        again.slack.script["auth.test"].clear()

    outage = Outage(back, at=3)
    later = await begin(again.workspaces, again.door.organisations, rest=outage)
    assert later is not None
    assert "wait" in caplog.text
    found = await again.workspaces.find("T1")
    assert found is not None
    assert found.organisation == OMA, "whoever does something there is answered"
    fate = await again.courier.deliver(parcel())
    assert isinstance(fate, Later), "and what must be sent waits"
    await later
    assert outage.seconds == [5, 10, 20]
    again.clock.go(timedelta(minutes=1))
    assert isinstance(await again.courier.deliver(parcel()), Delivered)
    assert TOKEN not in caplog.text


async def test_an_address_at_which_nobody_listens_does_not_either(
    again: Ground, slack: Loopback, sqlite: Database
) -> None:
    api = "http://127.0.0.1:9/api/"
    async with ground(slack, sqlite, keys=(), bot_token=TOKEN, api_url=api) as made:

        async def back() -> None:
            made.workspaces.wire.api_url = f"{slack.url}/api/"

        outage = Outage(back, at=7)
        later = await begin(made.workspaces, made.door.organisations, rest=outage)
        assert later is not None
        await later
        assert outage.seconds == [5, 10, 20, 40, 60, 60, 60]
        assert (await made.workspaces.known("T1")).bot_user == "UBOT"


async def test_a_first_start_without_slack_says_so_and_ends(here: Ground) -> None:
    here.slack.next("auth.test", no("fatal_error"))
    with pytest.raises(UnreachedError):
        await begin(here.workspaces, here.door.organisations)


@pytest.mark.parametrize("code", ["invalid_auth", "not_authed", "token_expired", "missing_scope"])
async def test_a_token_that_slack_refuses_ends_every_start(again: Ground, code: str) -> None:
    again.slack.refused[TOKEN] = code
    with pytest.raises(SetUpError) as raised:
        await begin(again.workspaces, again.door.organisations)
    assert not isinstance(raised.value, UnreachedError)
    assert code in str(raised.value)


async def test_a_token_that_slack_refuses_after_the_outage_is_said_once(
    again: Ground, caplog: pytest.LogCaptureFixture
) -> None:
    again.slack.next("auth.test", Broken())
    again.slack.refused[TOKEN] = "invalid_auth"

    async def nothing() -> None: ...

    later = await begin(again.workspaces, again.door.organisations, rest=Outage(nothing))
    assert later is not None
    await later
    assert "Slack refuses it (invalid_auth)" in caplog.text
    (found,) = await again.database.chats.workspaces(NAME)
    assert (found.gone, found.organisation) == (None, OMA), "nothing is deleted for it"


# --- two tokens over one database -----------------------------------------------------------------


async def test_a_second_token_is_refused_while_the_first_ones_people_are_reached_there(
    again: Ground, slack: Loopback, sqlite: Database
) -> None:
    other = "xoxb-another-token"
    slack.tokens[other] = {**TOLD, "team_id": "T2"}
    async with ground(slack, sqlite, keys=(), bot_token=other) as made:
        error = await wrong(made)
        assert error.setting == "SLACK_BOT_TOKEN"
        assert "T1" in error.problem
        assert "rytmi slack remove T1" in error.remedy
        assert [each.id for each in await sqlite.chats.workspaces(NAME)] == ["T1"]
        await sqlite.chats.remove(NAME, "T1", made.clock.now())
        workspace = await start(made)
    assert workspace is not None
    assert workspace.id == "T2"


async def test_an_end_that_slack_tells_late_does_not_end_the_new_beginning(here: Ground) -> None:
    """Removed and added again while Rytmi did not run: Slack tells of the end for a day."""
    await start(here)
    before = here.clock.now() - timedelta(minutes=5)
    await here.workspaces.gone("T1", "app_uninstalled", before)
    assert await here.workspaces.find("T1") is not None
    await here.workspaces.gone("T1", "app_uninstalled", here.clock.now() + timedelta(seconds=1))
    assert await here.workspaces.find("T1") is None
