"""The double's whole state, and what a test may do to it from behind."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Final

import jwt

from dialogs.ports import TimeSource
from tests.teams.cards import check_card
from tests.teams.faults import Allowance, Call, Fault, Trouble, WrongError
from tests.teams.keys import Keys, private_key
from tests.teams.keys import now as wall
from tests.teams.places import Chat, Json, Message, Tenant, guid

TOKEN_LIVES: Final = timedelta(hours=1)
BOT_FRAMEWORK: Final = "https://api.botframework.com"
"""The resource that a token for the connector names."""
EVERYWHERE: Final = frozenset({"botframework.com", "common", "organizations"})
"""Names of the sign-in that stand for no tenant."""


@dataclass
class App:
    """An app's registration."""

    id: str = guid("rytmi")
    secret: str = "a~client~secret"
    name: str = "Rytmi"
    certificates: dict[str, object] = field(default_factory=dict)
    """Public keys by thumbprint (``x5t``, or ``x5t#S256``) that may sign in its name."""
    tenant: str = ""
    """Where it is registered; empty: it is one for many tenants."""
    deleted: bool = False

    @property
    def bot(self) -> str:
        """What Teams calls it in conversations."""
        return f"28:{self.id}"


@dataclass
class Token:
    """What an app shows at each call."""

    value: str
    app: str
    resource: str
    expires: datetime
    revoked: bool = False


@dataclass
class Refusal:
    """A payload that Teams would not have shown as it was meant."""

    what: str
    card: Json
    problems: list[str]


@dataclass
class Happening:
    """Something that Teams tells the app, although nobody sits at a window."""

    tenant: Tenant
    activity: Json


class Platform:
    """Microsoft, as far as an app can tell."""

    def __init__(self, clock: TimeSource, allowance: Allowance | None = None) -> None:
        self.clock = clock
        self.app = App()
        self.allowance = allowance or Allowance()
        self.keys = Keys()
        self.url = ""
        """Where its server is, such as ``http://127.0.0.1:4711``."""
        self.tenants: dict[str, Tenant] = {}
        self.tokens: dict[str, Token] = {}
        self.calls: list[Call] = []
        self.refused: list[Refusal] = []
        """Cards that were not as they should be though nobody meant them to be."""
        self.unknown: frozenset[str] = frozenset()
        """Elements and actions that the clients do not know, as older ones would not."""
        self.coming: list[Happening] = []
        """What Teams is going to tell the app, oldest first."""
        self.looks = True
        """Whether cards are looked at; a measurement does without."""
        self.delay = 0.0
        """Seconds that the connector takes for each call; for measurements."""
        self.page = 100
        """How many members or users come at once, at most."""
        self.heaviest = 0
        """Bytes in UTF-16 of the largest activity that came."""
        self.held = asyncio.Event()
        """Set when a call waits for `release`."""
        self._troubles: dict[str, list[Trouble]] = {}
        self._numbers = count(1)
        self._last = 0
        self._released = asyncio.Event()

    # ------------------------------------------------------------------------ who and where

    def add_tenant(self, tenant: Tenant) -> Tenant:
        """Let there be a tenant."""
        self.tenants[tenant.id] = tenant
        return tenant

    def service(self, tenant: Tenant) -> str:
        """Return the address that takes what is meant for a tenant, as activities tell it."""
        return f"{self.url}/{tenant.region}/{tenant.id}/"

    def chat(self, name: str) -> tuple[Tenant, Chat] | None:
        """Return a conversation and whose it is; None where there is none of that name."""
        for tenant in self.tenants.values():
            found = tenant.find(name)
            if found is not None:
                return tenant, found
        return None

    def stamp(self) -> str:
        """Return the name of a new message: milliseconds, each one's own."""
        self._last = max(self._last + 1, int(self.clock.now().timestamp() * 1000))
        return str(self._last)

    def number(self) -> int:
        """Return a number that nothing else has."""
        return next(self._numbers)

    def issue(self, resource: str, tenant: str, app: App | None = None) -> Token:
        """Give out a token for what an app sends."""
        whose, at = app or self.app, wall()
        claims: Json = {
            "aud": resource,
            "iss": f"https://sts.windows.net/{tenant}/",
            "tid": tenant,
            "appid": whose.id,
            "azp": whose.id,
            "nbf": int(at.timestamp()),
            "exp": int((at + TOKEN_LIVES).timestamp()),
            "uti": secrets.token_hex(8),
        }
        value = jwt.encode(
            claims, private_key("entra"), algorithm="RS256", headers={"kid": "entra"}
        )
        made = Token(value, whose.id, resource, self.clock.now() + TOKEN_LIVES)
        self.tokens[value] = made
        return made

    def claims(self, token: Token) -> Json:
        """Return what a token of ours says."""
        told: Json = jwt.decode(token.value, options={"verify_signature": False})
        return told

    def revoke(self) -> None:
        """Let no token that was given out be good any more."""
        for each in self.tokens.values():
            each.revoked = True

    # ----------------------------------------------------------------------- what goes wrong

    def trouble(
        self,
        what: str,
        how: Fault | WrongError,
        *,
        times: int = 1,
        tenant: str = "",
        after: int = 0,
    ) -> None:
        """Let the next calls of an operation meet a fault, or be answered with this error."""
        self._troubles.setdefault(what, []).append(Trouble(how, times, tenant, after))

    def next_trouble(self, what: str, tenant: str) -> Fault | WrongError | None:
        """Return what a call that comes now meets; None: nothing."""
        for each in self._troubles.get(what, ()):
            if each.left <= 0 or each.tenant not in {"", tenant}:
                continue
            if each.after > 0:
                each.after -= 1
                continue
            each.left -= 1
            return each.what
        return None

    def throttle(self, where: str, seconds: float) -> None:
        """Take nothing in a tenant or a conversation for a while."""
        self.allowance.close(where, self.clock.now() + timedelta(seconds=seconds))

    def release(self) -> None:
        """Let the calls go on that met `Fault.SLOW`, those that come later too."""
        self._released.set()

    async def released(self) -> None:
        """Wait for that."""
        self.held.set()
        await self._released.wait()

    def check(self, what: str, card: Json) -> None:
        """Look at a card as Teams' clients do, and note what they would not show as it is meant."""
        found = check_card(card) if self.looks else []
        if found:
            self.refused.append(Refusal(what, card, found))

    def wrong(self, what: str, card: Json, problem: str) -> None:
        """Note what is wrong about how a card was sent."""
        self.refused.append(Refusal(what, card, [problem]))

    @contextmanager
    def expecting_refusals(self) -> Iterator[list[Refusal]]:
        """Let payloads be wrong while this lasts; yield them."""
        before, self.refused = self.refused, []
        try:
            yield self.refused
        finally:
            self.refused = before

    def all_well(self) -> None:
        """Raise AssertionError where a card was wrong though nobody meant it to be."""
        assert not self.refused, "\n".join(
            f"{each.what}: {'; '.join(each.problems)}\n{each.card}" for each in self.refused
        )

    # ------------------------------------------------------------------------------- looking

    def count(self, what: str, tenant: str = "") -> int:
        """Return how often an operation was asked for with success."""
        return sum(
            1
            for each in self.calls
            if each.what == what and not each.error and tenant in {"", each.tenant}
        )

    def messages(self) -> list[Message]:
        """Return everything the app has written anywhere, oldest first."""
        chats = [
            chat
            for tenant in self.tenants.values()
            for chat in (
                *tenant.chats.values(),
                *(each for team in tenant.teams for each in team.channels),
            )
        ]
        found = [each for chat in chats for each in chat.messages if each.from_app]
        return sorted(found, key=lambda each: int(each.id))
