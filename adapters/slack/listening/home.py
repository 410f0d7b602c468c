"""The Home tab: drawn when somebody opens it, and anew after what they did there."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Final

from adapters.recent import Recent
from adapters.slack.door import SlackDoor
from adapters.slack.installing.workspaces import Workspaces
from adapters.slack.listening.answers import Answers
from adapters.slack.listening.inbound import HOME, event_of
from adapters.slack.listening.mouth import SAID, Mouth
from adapters.slack.listening.visit import Press, Visit
from adapters.slack.people.roster import Roster
from dialogs.replies import Show

LOOKED: Final = 20_000
"""People of whom it is known that they have looked at Home since the start."""

log = logging.getLogger(__name__)


class Homes:
    """Publishes Home; who never opens it costs nothing."""

    def __init__(
        self,
        door: SlackDoor,
        workspaces: Workspaces,
        roster: Roster,
        answers: Answers,
        mouth: Mouth,
    ) -> None:
        self._door = door
        self._workspaces = workspaces
        self._roster = roster
        self._answers = answers
        self._mouth = mouth
        self._looked: Recent[tuple[str, str], None] = Recent(LOOKED)

    def note(self, visit: Visit) -> None:
        """Note that somebody has opened Home."""
        self._looked[visit.workspace, visit.user] = None

    def has(self, visit: Visit) -> bool:
        """Say whether somebody has opened Home here lately."""
        return (visit.workspace, visit.user) in self._looked

    async def show_again(self, visit: Visit) -> None:
        """Draw Home anew, as things stand now. It is a courtesy: what fails is only logged."""
        try:
            word = await self._show(replace(visit, view_hash=""))
        except Exception as error:  # noqa: BLE001 - nobody waits for it, and nobody would hear
            word = type(error).__name__
        if word != SAID:
            log.info("Home of %s in %s was not drawn anew: %s", visit.user, visit.workspace, word)

    async def _show(self, visit: Visit) -> str:
        workspace = await self._workspaces.find(visit.workspace)
        if workspace is None or workspace.organisation is None:
            return "gone"
        person = await self._roster.person(workspace, visit.user)
        if person is None:
            return "stranger"
        asked = replace(visit, delivery=f"{visit.delivery}:home")
        event = event_of(asked, Press(HOME), workspace.organisation, person)
        reply = await self._door.handle(event)
        if not isinstance(reply.act, Show):
            return "no_view"
        return await self._mouth.say(self._answers.home(reply.act.view, reply.reader, visit), visit)
