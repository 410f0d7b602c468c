"""Says what goes back beside an acknowledgement, and tells in a word what became of it."""

from __future__ import annotations

from typing import Final, assert_never

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from adapters.recent import Recent
from adapters.slack.codes import code_of
from adapters.slack.errors import AddressError, GoneError, SlackDoorError
from adapters.slack.installing.workspaces import Workspaces
from adapters.slack.listening.answers import Call, Respond, Step
from adapters.slack.listening.visit import Visit, Where

SAID: Final = "ok"
UNSURE: Final = "no_answer"
"""The request went out, and nobody knows what came of it."""
TRIGGER_USED: Final = frozenset({"exchanged_trigger_id", "trigger_exchanged"})
"""The modal was opened already: this is a repeat."""
TRIGGER_OLD: Final = frozenset({"expired_trigger_id", "invalid_trigger_id", "trigger_expired"})
CONFLICT: Final = "hash_conflict"
"""There is a newer view than the one that was to be replaced."""
CLOSED: Final = frozenset({"not_found", "view_not_found"})
"""The modal is not there any more."""
_REFUSED: Final = 300


class Mouth:
    """One for all workspaces."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces
        self._told: Recent[str, None] = Recent(2_000)

    async def say(self, step: Step, visit: Visit) -> str:
        """Do it once, and return `SAID`, `UNSURE`, or Slack's word for what went wrong.

        The answer to a line that is delivered once more is not said again.
        """
        if visit.where is Where.LINE:
            if visit.delivery in self._told:
                return SAID
            self._told[visit.delivery] = None
        try:
            match step:
                case Call(method, arguments):
                    await self._workspaces.call(visit.workspace, method, arguments)
                case Respond(body):
                    return await self._respond(visit, body)
                case _:
                    assert_never(step)
        except SlackApiError as error:
            return code_of(error)
        except GoneError:
            return "gone"
        except AddressError:
            return "foreign_address"
        except (SlackDoorError, SlackClientError, aiohttp.ClientError, TimeoutError, OSError):
            return UNSURE
        return SAID

    async def _respond(self, visit: Visit, body: dict[str, object]) -> str:
        answer = await self._workspaces.wire.answering(visit.response_url).send_dict(body)
        return SAID if answer.status_code < _REFUSED else f"http_{answer.status_code}"
