"""What Slack tells of workspaces and people: in any order, more than once, and never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.slack.door import NAME
from adapters.slack.upkeep import Upkeep
from dialogs.chats import Account, Workspace
from dialogs.okr.model import PersonId
from tests.adapters.slack.doorstep import Doorstep
from tests.adapters.slack.ground import Rests
from tests.adapters.slack.loopback import Json, no
from tests.conversations.company import ORGANISATION

CHANGED: Json = {
    "id": "U1LIISA",
    "team_id": "T1",
    "name": "liisa",
    "deleted": False,
    "is_bot": False,
    "tz": "Europe/Stockholm",
    "locale": "sv-SE",
    "profile": {"real_name": "Liisa", "email": "liisa@county.example"},
}


async def account(door: Doorstep, user: str = "U1LIISA") -> Account | None:
    return await door.database.chats.account(ORGANISATION, NAME, "T1", user)


async def workspace(door: Doorstep, name: str = "T1") -> Workspace:
    found = await door.database.chats.workspace(NAME, name)
    assert found is not None
    return found


async def test_somebody_who_has_moved_is_met_in_their_new_zone(door: Doorstep) -> None:
    assert (await door.tell({"type": "user_change", "user": CHANGED})).status == 200
    changed = await account(door)
    assert changed is not None
    assert changed.zone == "Europe/Stockholm"


async def test_somebody_who_is_switched_off_is_asked_no_more(door: Doorstep) -> None:
    gone = {**CHANGED, "deleted": True}
    for _ in range(2):
        assert (await door.tell({"type": "user_change", "user": gone})).status == 200
    changed = await account(door)
    assert changed is not None
    assert not changed.active


async def test_somebody_new_is_known_from_their_first_day(door: Doorstep) -> None:
    new = {**CHANGED, "id": "U2NEW"}
    assert (await door.tell({"type": "team_join", "user": new})).status == 200
    assert await account(door, "U2NEW") is not None


@pytest.mark.parametrize("order", [("app_uninstalled", "tokens_revoked"), ("tokens_revoked",) * 2])
async def test_a_workspace_that_removes_rytmi_is_forgotten_in_whatever_order_it_is_told(
    door: Doorstep, order: tuple[str, ...]
) -> None:
    for kind in order:
        event = {"type": kind, "tokens": {"oauth": [], "bot": ["UBOT"]}}
        assert (await door.tell(event)).status == 200
    assert (await workspace(door)).gone is not None
    assert await account(door) is None
    answer = await door.command("status")
    assert "not installed" in answer.body["text"]


async def test_somebodys_own_token_is_nothing_to_us(door: Doorstep) -> None:
    event = {"type": "tokens_revoked", "tokens": {"oauth": ["U1LIISA"], "bot": []}}
    assert (await door.tell(event)).status == 200
    assert (await workspace(door)).gone is None


@pytest.mark.parametrize("nested", [False, True])
async def test_a_workspace_of_a_large_organisation_lets_rytmi_in_and_shuts_it_out(
    door: Doorstep, nested: bool
) -> None:
    await door.database.chats.install(Workspace(NAME, "E1"), door.clock.at)
    told = {"authorizations": [{"enterprise_id": "E1", "is_enterprise_install": True}]}
    teams = {"team_ids": ["T7", "T8"]}
    for kind, expected in (("team_access_granted", ("T7", "T8")), ("team_access_revoked", ())):
        event = {"type": kind, **({"event": teams} if nested else teams)}
        assert (await door.tell(event, **told)).status == 200
        assert tuple((await workspace(door, "E1")).parts) == expected


async def test_news_that_cannot_be_taken_now_are_told_again(door: Doorstep) -> None:
    await door.command("status")
    await door.database.close()
    assert (await door.tell({"type": "user_change", "user": CHANGED})).status == 503


async def test_news_of_a_workspace_that_is_not_ours_change_nothing(door: Doorstep) -> None:
    told = {"authorizations": [], "team_id": "T404"}
    for kind in ("user_change", "app_uninstalled", "team_access_granted"):
        event = {"type": kind, "user": CHANGED, "team_ids": ["T1"]}
        assert (await door.tell(event, **told)).status == 200
    assert (await workspace(door)).gone is None
    found = await account(door)
    assert found is not None
    assert found.zone is None


async def test_all_users_are_read_once_a_day_and_again_where_that_failed(door: Doorstep) -> None:
    upkeep = Upkeep(door.parts.workspaces, door.parts.roster, door.clock, rest=Rests())
    door.slack.next("users.list", no("fatal_error"))
    await upkeep.round()
    assert len(door.slack.of("users.list")) == 1
    await upkeep.round()
    assert len(door.slack.of("users.list")) == 2, "it failed before"
    await upkeep.round()
    assert len(door.slack.of("users.list")) == 2
    door.clock.at += timedelta(days=1)
    await upkeep.round()
    assert len(door.slack.of("users.list")) == 3


async def test_what_an_import_changes_is_seen_in_the_next_round(door: Doorstep) -> None:
    upkeep = Upkeep(door.parts.workspaces, door.parts.roster, door.clock, rest=Rests())
    heard: list[tuple[str, int]] = []
    upkeep.reported = lambda place, report: heard.append((place.id, len(report.matched)))
    await upkeep.round()
    structure = await door.database.load_structure(ORGANISATION)
    someone = structure.people[0]
    new = replace(someone, id=PersonId("new"), name="New", email="new@county.example")
    await door.database.save_structure(replace(structure, people=(*structure.people, new)))
    await upkeep.round()
    await upkeep.round()
    assert len(door.slack.of("users.list")) == 2
    assert [place for place, _ in heard] == ["T1", "T1"]


class TestLargeOrganisations:
    """One installation for many workspaces: ``E…`` speaks, whatever workspace somebody is in."""

    async def test_all_that_is_done_there_counts_for_the_one_installation(
        self, door: Doorstep
    ) -> None:
        chats, now = door.database.chats, door.clock.at
        await chats.install(Workspace(NAME, "E1"), now)
        await chats.connect(NAME, "E1", ORGANISATION)
        liisa = Account("W1LIISA", PersonId("liisa"))
        await chats.save_accounts(ORGANISATION, NAME, "E1", [liisa], now)
        wide = {"enterprise_id": "E1", "is_enterprise_install": "true", "user_id": "W1LIISA"}
        answer = await door.command("status owls", team_id="T7", **wide)
        assert "Result o1" in answer.body["text"]
        press = door.interactive("shortcut") | {
            "callback_id": "check_in",
            "is_enterprise_install": True,
            "enterprise": {"id": "E1", "name": "County"},
            "team": None,
            "user": {"id": "W1LIISA", "team_id": "T7"},
        }
        assert (await door.interaction(press)).status == 200
        given = {
            "authorizations": [
                {"enterprise_id": "E1", "team_id": "T7", "is_enterprise_install": True}
            ]
        }
        assert (await door.tell(door.line("help", user="W1LIISA"), **given)).status == 200
        assert [event.origin.person for event in door.events] == ["liisa"] * 3
        assert {event.origin.delivery.split(":")[1] for event in door.events} == {"E1"}

    async def test_a_single_installation_beside_it_is_another_one(self, door: Doorstep) -> None:
        await door.command("status", enterprise_id="E1", is_enterprise_install="false")
        assert door.events[-1].origin.delivery.split(":")[1] == "T1"
