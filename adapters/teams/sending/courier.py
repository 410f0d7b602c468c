"""Carries parcels to Teams: draws, posts or replaces, and tells what became of it.

Teams cannot be asked whether it has a message, and takes the same one twice. A new message whose
answer was lost is therefore not sent again; what replaces one may be, as often as need be.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

import aiohttp

from adapters.teams.codes import (
    BLOCKED,
    BUSY,
    NO_CONVERSATION,
    NOT_IN_ROSTER,
    NOT_INSTALLED,
    NOT_THERE,
    UNWRITABLE,
    WRITES_BLOCKED,
    fate_of,
    said,
)
from adapters.teams.drawing.render import Message, Renderer
from adapters.teams.errors import AddressError, ConnectorError, SetUpError, TooLateError
from adapters.teams.sending.activity import Json, with_card, with_text
from adapters.teams.sending.allowance import Allowance
from adapters.teams.sending.connector import Connector
from adapters.teams.tenancy.places import Places
from adapters.teams.tenancy.tenants import Tenants
from adapters.teams.wire import Departure
from dialogs.chats import Conversation, Scope
from dialogs.ports import (
    Delivered,
    Fate,
    Found,
    Held,
    Later,
    Pace,
    Refused,
    Repeat,
    StoreUnavailableError,
    Unknown,
)
from dialogs.posts import Cause, Parcel, ToPerson

log = logging.getLogger(__name__)

PACE: Final = Pace(per_second=25.0, burst=5)
"""What a tenant gets. Microsoft allows an app 50 calls a second in one, and the first message to
somebody is two."""
BUDGET: Final = timedelta(seconds=9)
"""How long a delivery may take. A postman waits a little longer, and knows less: here it is known
whether the message had left by then."""
SHORT: Final = timedelta(seconds=2)
"""For how long one waits here until a conversation takes another message."""
UNNAMED_REST: Final = timedelta(seconds=5)
"""How long a tenant rests where Microsoft asked for patience and did not say how much."""
ASKED_AGAIN: Final = timedelta(days=1)
"""How long one goes by it that somebody has not got the app: that they have it now is told, but
what is told while Rytmi does not run is lost."""

_LOST: Final = frozenset({NOT_IN_ROSTER, BLOCKED, WRITES_BLOCKED})
_UNKNOWN: Final = (
    "no user of this Microsoft tenant is known to be theirs. Rytmi knows people in Teams by their "
    "e-mail address, once they have the app or an administrator lets it read the users "
    "(TEAMS_GRAPH); `rytmi teams pair` says by hand who is who"
)

Rest = Callable[[float], Awaitable[None]]
"""Waits so many seconds."""


@dataclass(frozen=True, slots=True)
class _Way:
    """Where a message goes."""

    service: str
    conversation: str
    replaces: str = ""
    """The message in whose place it goes; empty: it is a new one."""


@dataclass(slots=True)
class _Trip:
    """One delivery, and whether a new message has left of which nothing was heard yet."""

    parcel: Parcel
    departure: Departure | None = None

    @property
    def personal(self) -> bool:
        """Whether it is for one person."""
        return isinstance(self.parcel.post.recipient, ToPerson)

    @property
    def where(self) -> tuple[str, str]:
        """Whose conversation it is for."""
        return self.parcel.workspace, self.parcel.address


class TeamsCourier:
    """One for all tenants."""

    def __init__(
        self,
        connector: Connector,
        renderer: Renderer,
        tenants: Tenants,
        places: Places,
        *,
        pace: Pace | None = PACE,
        budget: timedelta = BUDGET,
        rest: Rest = asyncio.sleep,
    ) -> None:
        """``pace`` is what each tenant is given; None: as much as comes.

        ``budget`` is how long a delivery may take, and ``rest`` waits so many seconds.
        """
        self._connector = connector
        self._renderer = renderer
        self._tenants = tenants
        self._places = places
        self._clock = tenants.clock
        self._pace = pace
        self._budget = budget.total_seconds()
        self._rest = rest
        self._allowance = Allowance()
        self._rests: dict[str, datetime] = {}

    @property
    def repeat(self) -> Repeat:
        """Never: Teams takes the same message twice, and cannot be asked whether it has one."""
        return Repeat.NEVER

    @property
    def pace(self) -> Pace | None:
        """What Microsoft allows each tenant."""
        return self._pace

    async def deliver(self, parcel: Parcel) -> Fate:
        """Post the message, or put it in the place of the one that it replaces."""
        trip = _Trip(parcel)
        try:
            async with asyncio.timeout(self._budget):
                return await self._delivered(trip)
        except TimeoutError:
            reason = f"no answer from Teams within {self._budget:g} s"
            left = trip.departure is not None and trip.departure.left
            return Unknown(reason) if left else Later(0, reason)
        except StoreUnavailableError:
            # Nothing was sent, or what was sent was refused: what is noted then can wait.
            return Later(0, "the database could not be asked about the tenant", Held.LANE)

    async def find(self, parcel: Parcel) -> Found:
        """Say that nobody knows; it is never asked, as `repeat` says."""
        del parcel
        return Unknown("Teams cannot be asked for a message")

    # --- how --------------------------------------------------------------------------------------

    async def _delivered(self, trip: _Trip) -> Fate:
        parcel = trip.parcel
        refused = await self._refused(parcel) or self._resting(parcel.workspace)
        if refused is not None:
            return refused
        message = self._renderer.message(parcel.post.view, parcel.post.reader, parcel.workspace)
        earlier = _earlier(parcel.replaces_reference)
        if earlier is not None:
            place = await self._places.find(*trip.where)
            service = place.service if place is not None else ""
            service = service or await self._places.service(parcel.workspace)
            fate = await self._sent(trip, _Way(service, *earlier), message)
            if fate is not None:
                return fate
            if parcel.doubtful:
                # It may have been posted anew by the try before this one.
                return Unknown("the message to replace is gone, and another may stand in its place")
        waits = await self._waits(trip)
        if waits is not None:
            return waits
        return await (self._to_person(trip, message) if trip.personal else self._to(trip, message))

    async def _refused(self, parcel: Parcel) -> Refused | None:
        """Say why a parcel cannot go to its tenant; None: it can."""
        tenant = await self._tenants.find(parcel.workspace)
        if tenant is None:
            reason = f"tenant {parcel.workspace} is not registered, or was removed"
            return Refused(reason, Cause.NOT_INSTALLED)
        if tenant.organisation != parcel.organisation:
            reason = f"{parcel.workspace} does not speak for the organisation of the message"
            return Refused(reason, Cause.NOT_INSTALLED)
        if not self._tenants.lets_in(tenant.id):
            # What is answered there would be turned away.
            reason = (
                f"tenant {tenant.id} is not among those that are let in: put it back into "
                f"TEAMS_TENANTS, or run `rytmi teams remove {tenant.id}`"
            )
            return Refused(reason, Cause.NOT_INSTALLED)
        return None if parcel.address else Refused(_UNKNOWN, Cause.NOT_INSTALLED)

    async def _to(self, trip: _Trip, message: Message) -> Fate:
        """Post into a channel or a group."""
        tenant, name = trip.where
        place = await self._places.find(tenant, name)
        service = place.service if place is not None else ""
        way = _Way(service or await self._places.service(tenant), name)
        return await self._sent(trip, way, message) or _vanished(trip)

    async def _to_person(self, trip: _Trip, message: Message) -> Fate:
        """Post to somebody, in the conversation with them; it is made where there is none."""
        tenant, user = trip.where
        place = await self._places.find(tenant, user)
        if place is not None and place.gone is None and place.id:
            fate = await self._sent(trip, _Way(place.service, place.id), message)
            if fate is not None:
                return fate
            # Another conversation has taken its place, as where the app was installed anew.
        elif place is not None and place.gone is not None and self._is_new(place.gone):
            return Refused(NOT_INSTALLED[NOT_IN_ROSTER], Cause.NOT_INSTALLED)
        made = await self._made(trip, place)
        if not isinstance(made, _Way):
            return made
        return await self._sent(trip, made, message) or _vanished(trip)

    async def _made(self, trip: _Trip, place: Conversation | None) -> _Way | Fate:
        """Make a personal conversation, which nobody sees; asked for again it is the same."""
        tenant, user = trip.where
        service = place.service if place is not None else ""
        service = service or await self._places.service(tenant)
        bot = place.bot if place is not None else ""
        departure = Departure(trip.parcel.in_time)
        try:
            found = await self._connector.create(
                service, tenant, user, bot=bot, departure=departure
            )
        except ConnectorError as error:
            return await self._judged(trip, error, creates=False)
        except (AddressError, SetUpError, TooLateError, aiohttp.ClientError, OSError) as error:
            return _hindered(error, unknown=False)
        told = Conversation(user, Scope.PERSONAL, found, service, bot=bot)
        await self._places.note(tenant, [told])
        return _Way(service, found)

    async def _sent(self, trip: _Trip, way: _Way, message: Message) -> Fate | None:
        """Send a card; plain words where it is not taken. None: what it would replace is gone."""
        alert = not way.replaces
        drawn = with_card(message.card, message.summary, alert=alert)
        came = await self._called(trip, way, drawn)
        if isinstance(came, ConnectorError) and came.status in UNWRITABLE:
            log.warning("parcel %d as a card: %s", trip.parcel.id, said(came))
            came = await self._called(trip, way, with_text(message.summary, alert=alert))
        if not isinstance(came, ConnectorError):
            return came
        if came.status == NOT_THERE and (way.replaces or _is_about_conversation(trip, came)):
            return None
        return await self._judged(trip, came, creates=not way.replaces)

    async def _called(self, trip: _Trip, way: _Way, activity: Json) -> Fate | ConnectorError:
        """Make the one call that shows the message."""
        departure = Departure(trip.parcel.in_time)
        trip.departure = None if way.replaces else departure
        try:
            if way.replaces:
                await self._connector.update(
                    way.service, way.conversation, way.replaces, activity, departure
                )
                name = way.replaces
            else:
                name = await self._connector.send(
                    way.service, way.conversation, activity, departure
                )
        except ConnectorError as error:
            trip.departure = None
            return error
        except (AddressError, SetUpError, TooLateError, aiohttp.ClientError, OSError) as error:
            return _hindered(error, unknown=departure.left and not way.replaces)
        if not way.replaces:
            self._allowance.took(trip.where, self._clock.now())
        return Delivered(f"{way.conversation} {name}")

    async def _judged(self, trip: _Trip, error: ConnectorError, *, creates: bool) -> Fate:
        """Return what a refusal comes to, and remember it for the next message."""
        parcel, now = trip.parcel, self._clock.now()
        fate = fate_of(error, personal=trip.personal, creates=creates)
        if isinstance(fate, Refused):
            log.warning("parcel %d: %s", parcel.id, fate.reason)
            if trip.personal and error.code in _LOST:
                told = Conversation(parcel.address, Scope.PERSONAL, "", "")
                await self._places.lost(parcel.workspace, parcel.address, told)
        if error.status == BUSY and isinstance(fate, Later):
            if self._allowance.is_busy(trip.where, now):
                # Microsoft does not say which allowance is used up; here it is the conversation's.
                return replace(fate, held=Held.PARCEL)
            rest = timedelta(seconds=fate.seconds) or UNNAMED_REST
            self._rests[parcel.workspace] = now + rest
        return fate

    async def _waits(self, trip: _Trip) -> Later | None:
        """Wait until the conversation takes another message; say how long where that is long."""
        wait = self._allowance.wait(trip.where, self._clock.now())
        if wait > SHORT:
            return Later(wait.total_seconds(), "the conversation has had as much as Teams takes")
        if wait > timedelta():
            await self._rest(wait.total_seconds())
        return None

    def _resting(self, tenant: str) -> Later | None:
        """Say how long a tenant must rest."""
        until = self._rests.get(tenant)
        if until is None:
            return None
        seconds = (until - self._clock.now()).total_seconds()
        if seconds <= 0:
            del self._rests[tenant]
            return None
        return Later(seconds, "Microsoft asked for patience", Held.LANE)

    def _is_new(self, gone: datetime) -> bool:
        return self._clock.now() - gone < ASKED_AGAIN


def _hindered(error: Exception, *, unknown: bool) -> Fate:
    """Return what becomes of a message of which Microsoft said nothing."""
    if isinstance(error, TooLateError):
        return Later(0, str(error))
    if isinstance(error, AddressError):
        return Refused(str(error))
    if isinstance(error, SetUpError):
        return Later(0, str(error), Held.LANE)
    reason = f"no answer from Teams: {type(error).__name__}"
    return Unknown(reason) if unknown else Later(0, reason, Held.LANE)


def _is_about_conversation(trip: _Trip, error: ConnectorError) -> bool:
    return trip.personal and error.code == NO_CONVERSATION


def _vanished(trip: _Trip) -> Refused:
    cause = Cause.NO_SUCH_PERSON if trip.personal else Cause.CHANNEL_GONE
    return Refused("Teams does not know the conversation", cause)


def _earlier(reference: str | None) -> tuple[str, str] | None:
    """Read the name of an earlier message; None where there is none, or another door's."""
    conversation, _, message = (reference or "").partition(" ")
    return (conversation, message) if conversation and message else None
