"""Microsoft's side of a benchmark: a tenant whose people have Rytmi, press a prompt, fill a form.

The double of `tests.teams` signs with its keys, gives out tokens and takes what is sent. Who is who
was written down before, as it is wherever somebody was asked once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from adapters.teams.door import NAME
from adapters.teams.envelope import KEY, write_action
from dialogs.chats import Account, Conversation, Scope, Workspace
from dialogs.okr.model import Language
from dialogs.okr.week import Week
from dialogs.views import Action
from storage.database import open_database
from tests.benchmarks.pilot import ORGANISATION, email, lead
from tests.teams.activities import Activities
from tests.teams.checks import INPUTS, parts
from tests.teams.places import ADAPTIVE, Message, Tenant, User, guid
from tests.teams.platform import Platform
from tests.teams.screen import Screen, options_of

TENANT: Final = guid("bench")
REST: Final = 3600.0
"""Seconds for which what is sent on its own waits: here only the open request is measured."""
CONFIDENCE: Final = 6
"""Which of ten choices is made."""
ZONE: Final = "Europe/Helsinki"

Json = dict[str, Any]


class WallClock:
    """The time that it is."""

    def now(self) -> datetime:
        """Return it."""
        return datetime.now(UTC)


@dataclass
class TeamsSide:
    """One tenant, whose people all do the same."""

    platform: Platform
    tenant: Tenant
    week: str
    shown: dict[int, Screen] = field(default_factory=dict)
    """The forms before people's eyes, by who answers."""

    def token(self) -> str:
        """Return what proves a request to be Microsoft's, for an hour; one serves for many."""
        service = self.platform.service(self.tenant)
        return self.platform.keys.token(self.platform.app.id, service)

    def press(self, number: int) -> bytes:
        """Write how somebody presses the button of the message that asks them."""
        message = Message(self.platform.stamp(), self.platform.clock.now())
        action = Action("check_in", "form", (("week", self.week),))
        return self._sent(number, {"verb": "check_in.form"}, write_action(TENANT, action), message)

    def opens(self, number: int, answer: Json) -> None:
        """Show somebody the form that came; raise RuntimeError where it is none."""
        card = _card(answer)
        screen = Screen(Message(self.platform.stamp(), self.platform.clock.now()), card)
        if not list(screen.inputs()):
            raise RuntimeError(f"no form was opened: {answer}")
        self.shown[number] = screen

    def submission(self, number: int) -> bytes:
        """Write how that person fills in the form, and sends it."""
        screen = self.shown.pop(number)
        for each in screen.inputs():
            screen.types_into(each["id"], _chosen(each))
        action = next(each for each in screen.actions() if "i" in each["data"][KEY])
        return self._sent(number, action, screen.data(action), screen.message)

    def _sent(self, number: int, action: Json, data: Json, message: Message) -> bytes:
        user = self.tenant.users[account(number)]
        told = Activities(self.platform, self.tenant, user)
        chat = self.tenant.personal(user)
        return json.dumps(told.executed(action, data, chat, message)).encode()


def account(number: int) -> str:
    """Return the account of who answers for a team."""
    return guid(f"{TENANT}/{number}")


def teams_side(people: int) -> TeamsSide:
    """Let people have Rytmi in a Teams that takes no message for an hour."""
    platform = Platform(WallClock())
    platform.looks, platform.app.tenant = False, TENANT
    tenant = platform.add_tenant(Tenant(TENANT, "Bench"))
    for number in range(people):
        tenant.add_user(User(account(number), f"Lead {number}", email(number), has_app=True))
    platform.throttle(TENANT, REST)
    return TeamsSide(platform, tenant, str(Week.of(platform.clock.now().date())))


async def introduce(url: str, side: TeamsSide) -> None:
    """Write down who is who, and where each of them is written to; the double is being served."""
    platform, tenant, now = side.platform, side.tenant, side.platform.clock.now()
    users = [(number, tenant.users[account(number)]) for number in range(len(tenant.users))]
    accounts = [
        Account(user.aad, lead(number), user.name, user.email, Language.FINNISH, ZONE)
        for number, user in users
    ]
    places = [
        Conversation(
            name=user.aad,
            scope=Scope.PERSONAL,
            id=tenant.personal(user).id,
            service=platform.service(tenant),
            user=user.id,
            bot=platform.app.bot,
        )
        for _, user in users
    ]
    database = open_database(url)
    try:
        await database.chats.install(Workspace(NAME, TENANT, name="Bench"), now)
        await database.chats.connect(NAME, TENANT, ORGANISATION)
        await database.chats.save_accounts(ORGANISATION, NAME, TENANT, accounts, now)
        await database.chats.note_conversations(NAME, TENANT, places, now)
    finally:
        await database.close()


def is_thanks(answer: Json) -> bool:
    """Say whether a card without fields came: the form was taken, and nothing is to be mended."""
    return not any(each["type"] in INPUTS for each in parts(_card(answer)))


def _card(answer: Json) -> Json:
    if (answer.get("statusCode"), answer.get("type")) != (200, ADAPTIVE):
        raise RuntimeError(f"no card came: {answer}")
    card: Json = answer["value"]
    return card


def _chosen(element: Json) -> str:
    match element["type"]:
        case "Input.Number":
            return "42.5"
        case "Input.Text":
            return "Uusi vuorolista on käytössä, jonot lyhenevät."
        case _:
            options = options_of(element)
            return str(options[CONFIDENCE]["value"]) if len(options) > CONFIDENCE else ""
