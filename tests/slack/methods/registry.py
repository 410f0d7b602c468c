"""What a Web API method is made of, and how its arguments are read."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from tests.slack.faults import WrongError
from tests.slack.places import Channel, Json, Token, Workspace
from tests.slack.platform import Platform

T = TypeVar("T")
NO_TOKEN: Final = Token("", "")


@dataclass(frozen=True)
class Asked:
    """A call: who asks, with which token, and what for."""

    platform: Platform
    token: Token
    args: Json

    def text(self, name: str) -> str:
        """Return an argument that must be there."""
        value = self.args.get(name)
        if value in {None, ""}:
            raise WrongError(
                "invalid_arguments", response_metadata={"messages": [f"{name} missing"]}
            )
        return str(value)

    def data(self, name: str) -> Any:  # noqa: ANN401 - what JSON can hold
        """Return an argument that is JSON, written as text or not; None where it is not there."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError as error:
            raise WrongError("invalid_arguments") from error

    def flag(self, name: str) -> bool:
        """Return an argument that is yes or no."""
        return self.args.get(name) in {True, "true", "1", "True"}

    def workspace(self) -> Workspace:
        """Return the workspace that is meant: the token's, or of several the one that is named."""
        mine = self.platform.of(self.token.owner)
        named = self.args.get("team_id")
        if not self.token.is_wide:
            return mine[0]
        if not named:
            raise WrongError("missing_argument", arg="team_id")
        found = next((each for each in mine if each.id == named), None)
        if found is None or not found.granted:
            raise WrongError("team_access_not_granted")
        return found

    def workspaces(self) -> Sequence[Workspace]:
        """Return all workspaces in which the token is good."""
        return [each for each in self.platform.of(self.token.owner) if each.granted]

    def somewhere(self, find: Callable[[Workspace], T | None], error: str) -> tuple[Workspace, T]:
        """Return what is found in one of the token's workspaces; raise WrongError elsewhere."""
        for each in self.workspaces():
            found = find(each)
            if found is not None:
                return each, found
        raise WrongError(error)

    def channel(self, name: str = "channel") -> tuple[Workspace, Channel]:
        """Return the channel of that id."""
        wanted = self.text(name)
        return self.somewhere(lambda each: each.channels.get(wanted), "channel_not_found")


@dataclass(frozen=True)
class Method:
    """One method of the Web API."""

    run: Callable[[Asked], Json]
    scope: str = ""
    """What the token must be allowed; ``|`` stands between those of which one is enough."""
    tier: int = 3
    """0: the allowance for messages."""
    needs_token: bool = True


def page(found: Sequence[T], asked: Asked, most: int) -> tuple[Sequence[T], Json]:
    """Return a page of a list, and where the next one begins, as Slack's cursors say it."""
    given = str(asked.args.get("cursor") or "")
    try:
        start = int(base64.b64decode(given, validate=True)) if given else 0
    except ValueError as error:
        raise WrongError("invalid_cursor") from error
    limit = min(int(asked.args.get("limit") or most), most)
    end = start + limit
    cursor = base64.b64encode(str(end).encode()).decode() if end < len(found) else ""
    return found[start:end], {"response_metadata": {"next_cursor": cursor}}
