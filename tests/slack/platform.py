"""The double's whole state, and what a test may do to it from behind."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from dialogs.ports import TimeSource
from tests.slack.checks import Surface, problems
from tests.slack.faults import Allowance, Call, Fault, Trouble, WrongError
from tests.slack.places import SCOPES, Json, Message, Token, Workspace

if TYPE_CHECKING:
    from tests.slack.modals import Screen

TRIGGER_LIVES: Final = timedelta(seconds=3)
URL_LIVES: Final = timedelta(minutes=30)
URL_POSTS: Final = 5
TOKEN_LIVES: Final = timedelta(hours=12)
CODE_LIVES: Final = timedelta(minutes=10)


@dataclass
class Trigger:
    """What lets an app open a modal in answer to something a person did."""

    workspace: Workspace
    user: str
    until: datetime
    in_modal: bool = False
    used: bool = False


@dataclass
class ResponseUrl:
    """Where an app may answer what a person did."""

    workspace: Workspace
    user: str
    channel: str
    until: datetime
    message: Message | None = None
    """The message whose button was pressed."""
    left: int = URL_POSTS


@dataclass
class Refusal:
    """A payload that Slack would not have taken."""

    method: str
    surface: Surface
    payload: Json
    problems: list[str]


@dataclass
class Upload:
    """A file on its way: its name, its bytes once they came, and whether it was completed."""

    id: str
    owner: str
    name: str
    length: int
    alt: str
    content: bytes | None = None
    done: bool = False
    channel: str = ""


@dataclass
class Grant:
    """What an administrator has agreed to: a code, and what an app gets for it."""

    owner: str
    scopes: frozenset[str]
    redirect: str
    until: datetime
    user: str


@dataclass
class Client:
    """An app's registration."""

    id: str = "111.222"
    secret: str = "client-secret"
    app: str = "A0RYTMI"
    signing_secret: str = "8f742231b10e8888abcd99yyyzzz85a5"
    rotates: bool = False
    """Whether its tokens live for twelve hours only."""


class Platform:
    """Slack, as far as an app can tell."""

    def __init__(self, clock: TimeSource, allowance: Allowance | None = None) -> None:
        self.clock = clock
        self.client = Client()
        self.allowance = allowance or Allowance()
        self.url = ""
        """Where its server is, such as ``http://127.0.0.1:4711``."""
        self.workspaces: dict[str, Workspace] = {}
        self.enterprises: dict[str, str] = {}
        """Names of Enterprise organisations by id."""
        self.tokens: dict[str, Token] = {}
        self.refreshing: dict[str, str] = {}
        """Refresh tokens that are still good, and whose they are."""
        self.grants: dict[str, Grant] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.screens: dict[tuple[str, str], Screen] = {}
        """What each user of a workspace has before their eyes beside the messages."""
        self.uploads: dict[str, Upload] = {}
        self.calls: list[Call] = []
        self.refused: list[Refusal] = []
        """Payloads that were refused though nobody meant them to be."""
        self.unknown_blocks: frozenset[str] = frozenset()
        """Blocks that this Slack does not know, as an older one would not."""
        self.oldest_words = False
        """Whether triggers fail in the words of the older documents."""
        self.on_change: Callable[[], None] = lambda: None
        self._troubles: dict[str, list[Trouble]] = {}
        self._numbers = count(1)

    # ------------------------------------------------------------------------ who and where

    def add_workspace(self, workspace: Workspace) -> Workspace:
        """Let there be a workspace."""
        workspace.bot_user = workspace.bot_user or f"U0BOT{workspace.id[1:]}"
        self.workspaces[workspace.id] = workspace
        return workspace

    def of(self, owner: str) -> list[Workspace]:
        """Return the workspaces in which a token of this owner is good."""
        return [each for each in self.workspaces.values() if owner in {each.id, each.enterprise}]

    def owner_of(self, workspace: Workspace) -> str:
        """Return for whom the app is installed where it works in this workspace."""
        wide = any(
            each.owner == workspace.enterprise and not each.is_app and not each.revoked
            for each in self.tokens.values()
        )
        return workspace.enterprise if workspace.enterprise and wide else workspace.id

    def issue(self, owner: str, value: str = "", scopes: Iterable[str] = SCOPES) -> Token:
        """Give out a token of a bot."""
        made = Token(value or f"xoxb-{secrets.token_hex(8)}", owner, frozenset(scopes))
        self.tokens[made.value] = made
        return made

    def issue_app_token(self, value: str = "") -> Token:
        """Give out the token with which an app opens sockets."""
        made = Token(value or f"xapp-{secrets.token_hex(8)}", "", frozenset({"connections:write"}))
        made.is_app = True
        self.tokens[made.value] = made
        return made

    def revoke(self, owner: str, error: str = "account_inactive") -> None:
        """Let an installation's tokens be good no more, as when the app was removed."""
        for each in self.tokens.values():
            if each.owner == owner:
                each.revoked = error
        self.refreshing = {name: whose for name, whose in self.refreshing.items() if whose != owner}

    def name(self, kind: str) -> str:
        """Return a name that nothing else has, such as ``V00000012``."""
        return f"{kind}{next(self._numbers):08d}"

    def stamp(self) -> str:
        """Return the name of a new message."""
        return f"{int(self.clock.now().timestamp())}.{next(self._numbers):06d}"

    # --------------------------------------------------------------------- what people set off

    def trigger(self, workspace: Workspace, user: str, *, in_modal: bool = False) -> str:
        """Return a new trigger; it is good for 3 s, once."""
        name = f"{next(self._numbers)}.{secrets.randbelow(10**9)}.{secrets.token_hex(16)}"
        until = self.clock.now() + TRIGGER_LIVES
        self.triggers[name] = Trigger(workspace, user, until, in_modal)
        return name

    def use_trigger(self, name: str) -> Trigger:
        """Return what a trigger stands for; raise WrongError where it is old, used or unknown."""
        found = self.triggers.get(name)
        if found is None:
            raise WrongError("invalid_trigger_id")
        if found.used:
            raise WrongError("trigger_exchanged" if self.oldest_words else "exchanged_trigger_id")
        if found.until < self.clock.now():
            raise WrongError("trigger_expired" if self.oldest_words else "expired_trigger_id")
        found.used = True
        return found

    def response_url(
        self, workspace: Workspace, user: str, channel: str, message: Message | None = None
    ) -> str:
        """Return a new address for answers; it is good for 30 minutes and five of them."""
        name = secrets.token_hex(12)
        until = self.clock.now() + URL_LIVES
        self.response_urls[name] = ResponseUrl(workspace, user, channel, until, message)
        return f"{self.url}/commands/{workspace.id}/{name}"

    # ----------------------------------------------------------------------- what goes wrong

    def trouble(
        self, method: str, what: Fault | str, *, times: int = 1, workspace: str = "", after: int = 0
    ) -> None:
        """Let the next calls of a method meet a fault, or be answered with this error."""
        self._troubles.setdefault(method, []).append(Trouble(what, times, workspace, after))

    def throttle(self, owner: str, method: str, seconds: float) -> None:
        """Take nothing of a method in a workspace for a while."""
        self.allowance.close(owner, method, self.clock.now() + timedelta(seconds=seconds))

    def next_trouble(self, method: str, owner: str) -> Fault | str | None:
        """Return what a call that comes now meets; None: nothing."""
        for each in self._troubles.get(method, ()):
            if each.left <= 0 or each.workspace not in {"", owner}:
                continue
            if each.after > 0:
                each.after -= 1
                continue
            each.left -= 1
            return each.what
        return None

    def check(self, method: str, surface: Surface, payload: Json) -> None:
        """Look at a payload as Slack does; raise WrongError where it would not take it."""
        strange = sorted(kinds_in(payload) & self.unknown_blocks)
        if strange:
            detail = [f"unsupported type: {each}" for each in strange]
            raise WrongError("invalid_blocks", response_metadata={"messages": detail})
        found = problems(surface, payload)
        if found:
            self.refused.append(Refusal(method, surface, payload, found))
            wrong = "invalid_blocks" if surface is Surface.MESSAGE else "invalid_arguments"
            raise WrongError(wrong, response_metadata={"messages": found})

    @contextmanager
    def expecting_refusals(self) -> Iterator[list[Refusal]]:
        """Let payloads be refused while this lasts; yield them."""
        before, self.refused = self.refused, []
        try:
            yield self.refused
        finally:
            self.refused = before

    def all_well(self) -> None:
        """Raise AssertionError where a payload was refused though nobody meant it to be."""
        assert not self.refused, "\n".join(
            f"{each.method}: {'; '.join(each.problems)}\n{each.payload}" for each in self.refused
        )

    def count(self, method: str, owner: str = "") -> int:
        """Return how often a method was called with success."""
        return sum(
            1
            for each in self.calls
            if each.method == method and not each.error and owner in {"", each.owner}
        )


def kinds_in(payload: Any) -> set[str]:  # noqa: ANN401 - what JSON can hold
    """Return all block types in a payload, however deep."""
    if isinstance(payload, list):
        return {kind for each in payload for kind in kinds_in(each)}
    if not isinstance(payload, dict):
        return set()
    inner = {kind for each in payload.values() for kind in kinds_in(each)}
    kind = payload.get("type")
    return inner | ({kind} if isinstance(kind, str) else set())
