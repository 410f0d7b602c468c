"""The desk: who is it, what do they want, and an answer before Slack stops waiting.

The engine's answer is committed before anything is said. Slack waits three seconds; after
`PATIENCE` it is told something, and the work goes on: what is ready later goes another way, and
what is done once more meets the same key and gets the same reply.
"""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.slack import limits
from adapters.slack.door import SlackDoor
from adapters.slack.envelope import ForeignError
from adapters.slack.errors import GoneError, SlackDoorError
from adapters.slack.installing.workspaces import Workspaces
from adapters.slack.listening.answers import Answer, Answers, Call, sentence
from adapters.slack.listening.home import Homes
from adapters.slack.listening.inbound import TooLongError, event_of, mentioned, wish
from adapters.slack.listening.mouth import CLOSED, CONFLICT, SAID, TRIGGER_OLD, TRIGGER_USED, Mouth
from adapters.slack.listening.payload import Body
from adapters.slack.listening.readers import NOBODY, Readers
from adapters.slack.listening.visit import Sent, Visit, Where
from adapters.slack.people.roster import Roster
from adapters.turns import Turns
from dialogs.chats import Workspace
from dialogs.okr.model import OrganisationId
from dialogs.ports import StoreUnavailableError
from dialogs.replies import Close, OpenForm, Reply, Show
from dialogs.text import Arg, Reader

PATIENCE: Final = 2.5
"""Seconds after which Slack is answered, whatever is ready; it gives up after three."""

NOBODY_WAITS: Final = frozenset({Where.LINE, Where.TAB})
"""Events: Slack delivers them again where they were not taken."""

MODALS: Final = frozenset({"views.open", "views.push"})

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Served:
    """What Slack is answered."""

    status: int = HTTPStatus.OK
    body: dict[str, Any] | None = None


@dataclass(slots=True)
class _Turn:
    """One visit, and how far it has come."""

    visit: Visit
    late: bool = False
    """Slack has been answered already."""
    answer: Answer | None = None
    """What is being said, once it is known."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    reply: Reply
    kind: str
    """For the counters."""
    sent: Sent | None = None
    own: bool = False
    """A sentence of the door itself: nothing was done."""
    again: bool = False
    """It may go well if it is tried again."""


class Desk:
    """Takes in what people do in Slack."""

    def __init__(  # noqa: PLR0913 - the parts of the door, put together in one place
        self,
        door: SlackDoor,
        workspaces: Workspaces,
        roster: Roster,
        answers: Answers,
        mouth: Mouth,
        homes: Homes,
        *,
        turns: Turns,
        patience: float = PATIENCE,
    ) -> None:
        self._door = door
        self._workspaces = workspaces
        self._roster = roster
        self._answers = answers
        self._mouth = mouth
        self._homes = homes
        self._turns = turns
        self.patience = patience
        """In seconds."""
        self._readers = Readers(door.store)

    async def take(self, visit: Visit, body: Body) -> Served:
        """Answer something that was done; never later than Slack waits, and never with an error."""
        turn = _Turn(visit)
        task = self._turns.start(self._serve(turn, body))
        done, _ = await asyncio.wait({task}, timeout=self.patience)
        if done:
            return task.result()
        turn.late = True
        self._count(visit, "late")
        return self._slow(turn)

    def _slow(self, turn: _Turn) -> Served:
        """Say that it takes long; where the reply is there already, it is only being delivered."""
        visit = turn.visit
        if visit.where is Where.LINE and turn.answer is None:
            return Served(HTTPStatus.SERVICE_UNAVAILABLE)
        if turn.answer is not None or visit.where in NOBODY_WAITS:
            return Served(body=turn.answer.ack if turn.answer is not None else None)
        reader = self._readers.held(visit)
        if visit.where is Where.FORM:
            view = sentence("slack-slow-form")
            return Served(body=self._answers.form_stays(view, reader, visit).ack)
        view = sentence("slack-slow")
        if visit.where is Where.COMMAND:
            reply = Reply(reader, Show(view))
            return Served(body=self._answers.of(reply, visit, None).ack)
        self._turns.start(self._mouth.say(self._answers.told(view, reader, visit), visit))
        return Served()

    async def _serve(self, turn: _Turn, body: Body) -> Served:
        visit = turn.visit
        outcome = await self._outcome(visit, body)
        self._count(visit, outcome.kind)
        if outcome.again and visit.where in NOBODY_WAITS:
            return Served(HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            turn.answer, outcome = self._drawn_or_sorry(turn, outcome)
            await self._say(turn, outcome)
        except Exception as error:  # noqa: BLE001 - whatever slips, Slack is answered
            _log_slip(visit, error)
            self._count(visit, "failed")
            return Served(HTTPStatus.INTERNAL_SERVER_ERROR)
        self._afterwards(visit, outcome)
        return Served(body=turn.answer.ack)

    def _drawn_or_sorry(self, turn: _Turn, outcome: _Outcome) -> tuple[Answer, _Outcome]:
        """Draw what is said; where that fails, what was done is done, and a sentence says so."""
        try:
            return self._drawn(turn, outcome), outcome
        except Exception as error:  # noqa: BLE001 - the person gets a sentence, the operator a log
            _log_slip(turn.visit, error)
        sorry = _own(outcome.reply.reader, "slack-undrawn", "failed")
        self._count(turn.visit, sorry.kind)
        return self._drawn(turn, sorry), sorry

    def _drawn(self, turn: _Turn, outcome: _Outcome) -> Answer:
        visit, reply = turn.visit, outcome.reply
        if turn.late:
            kept = outcome.own and visit.where is Where.FORM
            return Answer(then=None if kept else self._answers.late(reply, visit))
        if outcome.own and visit.where is Where.FORM and isinstance(reply.act, Show):
            return self._answers.form_stays(reply.act.view, reply.reader, visit)
        return self._answers.of(reply, visit, outcome.sent)

    async def _say(self, turn: _Turn, outcome: _Outcome) -> None:
        """Say it; where no modal can be opened any more, say that instead."""
        visit, step = turn.visit, turn.answer.then if turn.answer is not None else None
        if step is None:
            return
        word = await self._mouth.say(step, visit)
        if word in {SAID, *TRIGGER_USED, *CLOSED}:
            return
        log.warning("an answer to a %s in %s was not taken: %s", visit.where, visit.workspace, word)
        if visit.where is Where.TAB:
            if word == CONFLICT:
                self._turns.start(self._homes.show_again(visit))
            return
        if isinstance(step, Call) and step.method in MODALS:
            key = "slack-form-late" if word in TRIGGER_OLD else "slack-failed"
            told = self._answers.told(sentence(key), outcome.reply.reader, visit)
            await self._mouth.say(told, visit)

    def _afterwards(self, visit: Visit, outcome: _Outcome) -> None:
        """Bring Home up to date, where it was pressed or lies behind the form that was sent."""
        if outcome.own:
            return
        act = outcome.reply.act
        if visit.where is Where.TAB:
            self._homes.note(visit)
        pressed = visit.where is Where.HOME and not isinstance(act, OpenForm)
        if pressed or (isinstance(act, Close) and self._homes.has(visit)):
            self._turns.start(self._homes.show_again(visit))

    async def _outcome(self, visit: Visit, body: Body) -> _Outcome:
        reader = self._readers.held(visit)
        try:
            return await self._asked(visit, body)
        except StoreUnavailableError as error:
            log.warning("a %s in %s was put off: %s", visit.where, visit.workspace, error)
            return _own(reader, "slack-unavailable", "unavailable", again=True)
        except GoneError:
            return _own(reader, "slack-not-installed", "not_installed")
        except (SlackDoorError, SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            # Their own words may quote a request.
            log.warning("a %s in %s: %s", visit.where, visit.workspace, type(error).__name__)
            return _own(reader, "slack-unreached", "unreached", again=True)
        except Exception as error:  # noqa: BLE001 - the person gets a sentence, the operator a log
            _log_slip(visit, error)
            return _own(reader, "slack-failed", "failed", again=True)

    async def _asked(self, visit: Visit, body: Body) -> _Outcome:
        workspace = await self._workspaces.find(visit.workspace)
        if workspace is None:
            return _own(NOBODY, "slack-not-installed", "not_installed")
        organisation = workspace.organisation
        if organisation is None:
            return _own(NOBODY, "slack-not-connected", "not_connected", workspace=workspace.id)
        person = await self._roster.person(workspace, visit.user)
        if person is None:
            reader = await self._readers.of(visit, organisation)
            return _own(reader, "slack-person-unknown", "stranger", user=visit.user)
        try:
            wanted = wish(visit, body, await self._names(workspace, organisation, visit, body))
        except ForeignError as error:
            log.warning("refused, of user %s in %s: %s", visit.user, visit.workspace, error)
            return _own(await self._readers.of(visit, organisation), "slack-foreign", "foreign")
        except TooLongError:
            reader = await self._readers.of(visit, organisation)
            return _own(reader, "slack-too-long", "too_long", most=limits.LINE_CHARACTERS)
        reply = await self._door.handle(event_of(visit, wanted, organisation, person))
        self._readers.note(visit, reply.reader)
        kind = type(reply.act).__name__.lower()
        return _Outcome(reply, kind, wanted if isinstance(wanted, Sent) else None)

    async def _names(
        self, workspace: Workspace, organisation: OrganisationId, visit: Visit, body: Body
    ) -> Mapping[str, str]:
        """Return the names of people who are mentioned: people are known by them, not by users."""
        users = mentioned(visit, body)
        if not users:
            return {}
        found = {user: await self._roster.person(workspace, user) for user in users}
        wanted = [person for person in found.values() if person is not None]
        people = await self._door.store.read(organisation, lambda work: work.people(wanted))
        return {
            user: people[person].name
            for user, person in found.items()
            if person is not None and person in people
        }

    def _count(self, visit: Visit, outcome: str) -> None:
        self._door.counters.requests[visit.where.value, outcome] += 1


def _own(reader: Reader, key: str, kind: str, *, again: bool = False, **args: Arg) -> _Outcome:
    return _Outcome(Reply(reader, Show(sentence(key, **args))), kind, own=True, again=again)


def _log_slip(visit: Visit, error: Exception) -> None:
    """Log where something slipped, and not what it was about: an error quotes what it was given."""
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error(
        "a slip in a %s in %s: %s\n%s", visit.where, visit.workspace, type(error).__name__, where
    )
