"""The desk: who is it, what do they want, and an answer before Teams stops waiting.

The engine's answer is committed before anything is said. After `PATIENCE` Teams is answered,
whatever is ready, and the work goes on: what is done once more meets the same key and gets the same
reply.
"""

from __future__ import annotations

import asyncio
import logging
import traceback
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import aiohttp

from adapters.teams import limits
from adapters.teams.door import TeamsDoor
from adapters.teams.envelope import ForeignError
from adapters.teams.errors import GoneError, TeamsDoorError
from adapters.teams.listening.answers import Answer, Answers, sentence
from adapters.teams.listening.inbound import TooLongError, event_of, wish
from adapters.teams.listening.lock import Body
from adapters.teams.listening.mouth import SAID, Mouth
from adapters.teams.listening.presses import Presses
from adapters.teams.listening.readers import Readers
from adapters.teams.listening.visit import Press, Sent, Served, Visit, Where
from adapters.teams.people.roster import Roster
from adapters.teams.people.sightings import sighting_of
from adapters.teams.tenancy.tenants import Tenants
from adapters.turns import Turns
from dialogs.ports import StoreUnavailableError
from dialogs.replies import Reply, Show
from dialogs.text import Arg, Reader

PATIENCE: Final = 2.5
"""Seconds after which Teams is answered, whatever is ready; people look at a button for three."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Turn:
    """One visit, and how far it has come."""

    visit: Visit
    late: bool = False
    """Teams has been answered already."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    reply: Reply
    kind: str
    """For the counters."""
    sent: Sent | None = None
    own: HTTPStatus | None = None
    """Of a sentence of the door itself, where nothing was done: what an invoke's body says."""


class Desk:
    """Takes in what people do in Teams."""

    def __init__(
        self,
        door: TeamsDoor,
        tenants: Tenants,
        roster: Roster,
        answers: Answers,
        mouth: Mouth,
        *,
        turns: Turns,
        patience: float = PATIENCE,
    ) -> None:
        """``patience``: seconds after which Teams is answered, whatever is ready."""
        self._door = door
        self._tenants = tenants
        self._roster = roster
        self._answers = answers
        self._mouth = mouth
        self._turns = turns
        self.patience = patience
        self._readers = Readers(door.store)
        self._presses = Presses(door.clock)

    async def take(self, visit: Visit, body: Body) -> Served:
        """Answer something that was done; never later than Teams waits, and never with an error."""
        turn = _Turn(visit)
        task = self._turns.start(self._serve(turn, body))
        done, _ = await asyncio.wait({task}, timeout=self.patience)
        if done:
            return task.result()
        turn.late = True
        self._count(visit, "late")
        if not visit.invoked:
            return Served()
        key = "teams-slow-form" if visit.where is Where.FORM else "teams-slow"
        reader, status = self._readers.held(visit), HTTPStatus.INTERNAL_SERVER_ERROR
        return Served(body=self._answers.refused(sentence(key), reader, visit, status).body)

    async def _serve(self, turn: _Turn, body: Body) -> Served:
        outcome = await self._outcome(turn, body)
        visit = turn.visit  # it may have turned out to be one that came before
        self._count(visit, outcome.kind)
        if turn.late and visit.invoked:
            return Served()  # pressed once more, it brings this very reply
        try:
            answer = self._drawn_or_sorry(visit, outcome)
            if answer.then is not None:
                word = await self._mouth.say(answer.then, visit, _name(visit, outcome))
                if word != SAID:
                    log.warning(
                        "an answer to a %s in %s was not taken: %s",
                        visit.where,
                        visit.workspace,
                        word,
                    )
        except Exception as error:  # noqa: BLE001 - whatever slips, Teams is answered
            _log_slip(visit, error)
            self._count(visit, "failed")
            return Served()
        return Served(body=answer.body)

    def _drawn_or_sorry(self, visit: Visit, outcome: _Outcome) -> Answer:
        """Draw what is said; where that fails, what was done is done, and a sentence says so."""
        try:
            return self._drawn(visit, outcome)
        except Exception as error:  # noqa: BLE001 - the person gets a sentence, the operator a log
            _log_slip(visit, error)
        sorry = _own(outcome.reply.reader, "teams-undrawn", "failed", HTTPStatus.OK)
        self._count(visit, sorry.kind)
        return self._drawn(visit, sorry)

    def _drawn(self, visit: Visit, outcome: _Outcome) -> Answer:
        reply = outcome.reply
        if outcome.own is not None and isinstance(reply.act, Show):
            return self._answers.refused(reply.act.view, reply.reader, visit, outcome.own)
        return self._answers.of(reply, visit, outcome.sent)

    async def _outcome(self, turn: _Turn, body: Body) -> _Outcome:
        visit = turn.visit
        reader, bad = self._readers.held(visit), HTTPStatus.INTERNAL_SERVER_ERROR
        try:
            return await self._asked(turn, body)
        except StoreUnavailableError as error:
            log.warning("a %s in %s was put off: %s", visit.where, visit.workspace, error)
            return _own(reader, "teams-unavailable", "unavailable", bad)
        except GoneError:
            return _own(reader, "teams-not-installed", "not_installed", HTTPStatus.OK)
        except (TeamsDoorError, aiohttp.ClientError, TimeoutError, OSError) as error:
            # Their own words may quote a request.
            log.warning("a %s in %s: %s", visit.where, visit.workspace, type(error).__name__)
            return _own(reader, "teams-unreached", "unreached", bad)
        except Exception as error:  # noqa: BLE001 - the person gets a sentence, the operator a log
            _log_slip(visit, error)
            return _own(reader, "teams-failed", "failed", bad)

    async def _asked(self, turn: _Turn, body: Body) -> _Outcome:
        visit = turn.visit
        reader = self._readers.held(visit)
        tenant = await self._tenants.met(visit.workspace)
        if tenant is None:
            return _own(reader, "teams-not-installed", "not_installed", HTTPStatus.OK)
        await self._roster.seen(sighting_of(tenant.id, body))
        organisation = tenant.organisation
        if organisation is None:
            return _own(
                reader, "teams-not-connected", "not_connected", HTTPStatus.OK, tenant=tenant.id
            )
        person = await self._roster.person(tenant.id, visit.user)
        if person is None:
            reader = await self._readers.of(visit, organisation)
            return _own(reader, "teams-person-unknown", "stranger", HTTPStatus.OK, user=visit.user)
        try:
            wanted = wish(visit, body)
        except ForeignError as error:
            log.warning("refused, of user %s in %s: %s", visit.user, visit.workspace, error)
            reader = await self._readers.of(visit, organisation)
            return _own(reader, "teams-foreign", "foreign", HTTPStatus.BAD_REQUEST)
        except TooLongError:
            reader, most = await self._readers.of(visit, organisation), limits.LINE_CHARACTERS
            return _own(reader, "teams-too-long", "too_long", HTTPStatus.OK, most=most)
        if isinstance(wanted, Press):
            turn.visit = visit = self._presses.known(visit, wanted)
        else:
            self._presses.forget(visit)
        reply = await self._door.handle(event_of(visit, wanted, organisation, person))
        self._readers.note(visit, reply.reader)
        kind = type(reply.act).__name__.lower()
        return _Outcome(reply, kind, wanted if isinstance(wanted, Sent) else None)

    def _count(self, visit: Visit, outcome: str) -> None:
        self._door.counters.requests[visit.where.value, outcome] += 1


def _name(visit: Visit, outcome: _Outcome) -> str:
    """Name an answer; what failed may come again under the same key, and come to another end."""
    return visit.delivery if outcome.own is None else f"{visit.delivery} {visit.activity}"


def _own(reader: Reader, key: str, kind: str, status: HTTPStatus, **args: Arg) -> _Outcome:
    return _Outcome(Reply(reader, Show(sentence(key, **args))), kind, own=status)


def _log_slip(visit: Visit, error: Exception) -> None:
    """Log where something slipped, and not what it was about: an error quotes what it was given."""
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error(
        "a slip in a %s in %s: %s\n%s", visit.where, visit.workspace, type(error).__name__, where
    )
