"""Who sees what: strangers in shared channels, people who left, and organisations side by side."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.slack.door import NAME
from dialogs.chats import Account, Workspace
from dialogs.events import Answered
from dialogs.okr.model import KeyResultId, OrganisationId, PersonId
from dialogs.views import Action
from storage.structure import Structure
from tests.adapters.slack.doorstep import Answer, Doorstep, inputs
from tests.adapters.slack.loopback import Json
from tests.conversations.company import ORGANISATION, company

NEIGHBOUR = OrganisationId("neighbour")
STRANGER: Json = {
    "id": "U9STRANGER",
    "team_id": "T9",
    "is_stranger": True,
    "name": "chief",
    "real_name": "Chief",
    "profile": {"email": "chief@county.example"},
}
"""Somebody of another company in a shared channel, who has the chief's address there."""
INSIDE = ("Fast answers", "Result", "Owls", "County", "Matti", "Chief", "Easy contact")
"""What only the organisation may read."""


def neighbour() -> Structure:
    """Return another organisation in which everybody and everything has the same ids."""
    there = company()
    return replace(there, organisation=replace(there.organisation, id=NEIGHBOUR, name="Neighbour"))


async def stored(door: Doorstep, organisation: OrganisationId = ORGANISATION) -> int:
    """Return how many answers there are."""
    return len(await door.database.check_ins(organisation))


def filled(modal: Json, value: str = "12") -> dict[str, str]:
    """Return a number and a confidence for everything in a form."""
    return {
        name: value if name.startswith("value:") else "7"
        for name in inputs(modal)
        if name.startswith(("value:", "confidence:"))
    }


async def form(door: Doorstep) -> Json:
    await door.command("checkin")
    view: Json = door.slack.of("views.open")[-1].args["view"]
    return view


def all_said(door: Doorstep, answer: Answer) -> str:
    """Return everything that has reached Slack, whichever way."""
    calls = [call.args for call in door.slack.calls if call.method != "users.info"]
    return answer.text + json.dumps(calls, ensure_ascii=False)


# --- strangers ------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["chief@county.example", ""])
async def test_a_stranger_in_a_shared_channel_sees_nothing_of_the_organisation(
    door: Doorstep, address: str
) -> None:
    whole = company()
    people = tuple(
        replace(each, email="chief@county.example") if each.id == "chief" else each
        for each in whole.people
    )
    await door.database.save_structure(replace(whole, people=people))
    door.slack.users.append({**STRANGER, "profile": {"email": address}})
    who = {"id": "U9STRANGER", "team_id": "T9"}
    action = Action("status", "show", (("unit", "owls"),))
    shortcut = {**door.interactive("shortcut"), "callback_id": "checkin", "user": who}
    opened = {"type": "app_home_opened", "user": "U9STRANGER", "channel": "D9", "tab": "home"}
    for answer in (
        await door.interaction(door.press(action, user=who)),
        await door.interaction(door.press(action, "home", user=who)),
        await door.interaction(shortcut),
        await door.command("status", user_id="U9STRANGER"),
        await door.tell(opened),
        await door.tell(door.line("status", user="U9STRANGER")),
    ):
        assert answer.status == 200
        await door.settled()
        said = all_said(door, answer)
        assert not [word for word in INSIDE if word in said]
        assert "pair PERSON U9STRANGER" in said
    assert door.events == []


async def test_a_strangers_own_workspace_is_asked_for_nothing_of_ours(door: Doorstep) -> None:
    """Slack may name the workspace of whoever pressed: then the button is another one's."""
    await door.database.save_structure(neighbour())
    await door.database.chats.install(Workspace(NAME, "T9", organisation=NEIGHBOUR), door.clock.at)
    await door.database.chats.save_accounts(
        NEIGHBOUR, NAME, "T9", [Account("U9STRANGER", PersonId("chief"))], door.clock.at
    )
    pressed = door.press(
        Action("status", "show", (("unit", "owls"),)),
        user={"id": "U9STRANGER", "team_id": "T9"},
        team={"id": "T9", "domain": "other"},
    )
    assert (await door.interaction(pressed)).status == 200
    await door.settled()
    assert door.events == []
    assert "Fast answers" not in json.dumps([call.args for call in door.slack.calls])


# --- people who left ------------------------------------------------------------------------------


async def test_somebody_who_was_switched_off_and_still_presses_is_nobody(door: Doorstep) -> None:
    modal = await form(door)
    gone = {"id": "U1LIISA", "team_id": "T1", "deleted": True, "profile": {}}
    door.slack.users.append(gone)
    await door.tell({"type": "user_change", "user": gone})
    before = len(door.events)
    answer = await door.interaction(door.submission(modal, filled(modal)))
    assert answer.status == 200
    await door.interaction(door.press(Action("status", "show", (("unit", "owls"),))))
    await door.settled()
    assert len(door.events) == before
    assert await stored(door) == 0


async def test_a_form_does_not_pass_to_whom_its_user_is_paired_with_meanwhile(
    door: Doorstep,
) -> None:
    modal = await form(door)
    paired = Account("U1LIISA", PersonId("matti"), paired=True)
    await door.database.chats.save_accounts(ORGANISATION, NAME, "T1", [paired], door.clock.at)
    door.clock.at += timedelta(seconds=61)
    answer = await door.interaction(door.submission(modal, filled(modal, "41")))
    (event,) = (each for each in door.events if isinstance(each, Answered))
    assert event.origin.person == "matti"
    assert await stored(door) == 0
    assert "41" in answer.text, "what was typed is given back"


# --- organisations side by side -------------------------------------------------------------------


async def test_a_workspace_that_moves_to_another_organisation_takes_no_form_along(
    door: Doorstep,
) -> None:
    """In both there is a Liisa: what was opened in the one is nothing in the other."""
    await door.database.save_structure(neighbour())
    modal = await form(door)
    await door.database.chats.connect(NAME, "T1", NEIGHBOUR)
    accounts = [Account("U1LIISA", PersonId("liisa"))]
    await door.database.chats.save_accounts(NEIGHBOUR, NAME, "T1", accounts, door.clock.at)
    door.clock.at += timedelta(seconds=61)
    answer = await door.interaction(door.submission(modal, filled(modal)))
    assert answer.status == 200
    assert await stored(door) == 0
    assert await stored(door, NEIGHBOUR) == 0


async def test_who_somebody_is_is_never_read_from_another_organisation(door: Doorstep) -> None:
    """A user who was Liisa of one organisation is nobody in the other, which has a Liisa too."""
    await door.database.save_structure(neighbour())
    before = await door.parts.workspaces.find("T1")
    assert before is not None
    door.clock.at += timedelta(seconds=14)
    assert await door.parts.roster.person(before, "U1LIISA") == "liisa"
    await door.database.chats.connect(NAME, "T1", NEIGHBOUR)
    door.clock.at += timedelta(seconds=2)  # the workspace is read again, the user was read later
    await door.command("status")
    assert [each.origin.organisation for each in door.events] == []


async def test_answers_of_one_organisation_stay_there(door: Doorstep) -> None:
    await door.database.save_structure(neighbour())
    modal = await form(door)
    await door.interaction(door.submission(modal, filled(modal)))
    found = await door.database.read(NEIGHBOUR, lambda work: work.history(KeyResultId("o1")))
    assert list(found) == []
    assert await stored(door) > 0
