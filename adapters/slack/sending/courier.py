"""Carries parcels to Slack: draws, uploads, posts or replaces, and tells what became of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.slack.codes import UNCHANGEABLE, Answer, fate_of, read
from adapters.slack.door import SlackDoor
from adapters.slack.drawing.render import Message, Renderer, Style
from adapters.slack.errors import GoneError, SealError, TooLateError
from adapters.slack.installing.keyring import Known
from adapters.slack.installing.rotation import Rest
from adapters.slack.installing.workspaces import Workspaces
from adapters.slack.sending.pictures import Pictures
from adapters.slack.sending.search import EVENT, Search
from adapters.slack.wire import Departure, departing
from dialogs.ports import (
    Absent,
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

PACE: Final = Pace(per_second=5.0, burst=2)
"""What a workspace gets: Slack allows "several hundred messages per minute", and these are 300.

Two at once, and not a second's worth: what a slow line brings together must find room, too.
"""

PLAIN_FOR: Final = timedelta(days=1)
"""How long a workspace that refused the newest blocks gets the classic ones."""
UNNAMED_REST: Final = 5.0
"""Seconds that a method rests where Slack asked for patience and did not say how much."""
BUDGET: Final = timedelta(seconds=9)
"""How long a delivery may take. A postman waits a little longer, and knows less: here it is known
whether the message had left by then."""
CHANNEL_REST: Final = timedelta(seconds=1)
"""Slack takes one message a second in a conversation."""
LONG_AGO: Final = timedelta(days=1)
MOST_RECENT: Final = 5_000
"""Conversations in which something was posted just now, at most."""
FILE_WAITS: Final = (0.5, 1.5)
"""Seconds to wait where Slack has taken a picture and does not show it yet."""

POST: Final = "chat.postMessage"
UPDATE: Final = "chat.update"

_HARMLESS: Final = {"parse": "none", "link_names": False}
_NO_PREVIEWS: Final = {"unfurl_links": False, "unfurl_media": False}


@dataclass(frozen=True, slots=True)
class _Way:
    """How a parcel goes: which method, and where to."""

    method: str
    target: Mapping[str, Any]


@dataclass(slots=True)
class _Trip:
    """One delivery, and whether something has left of which nothing was heard yet."""

    parcel: Parcel
    departure: Departure | None = None


class SlackCourier:
    """One for all workspaces."""

    def __init__(
        self,
        workspaces: Workspaces,
        renderer: Renderer,
        door: SlackDoor,
        *,
        pace: Pace | None = PACE,
        budget: timedelta = BUDGET,
        rest: Rest = asyncio.sleep,
    ) -> None:
        """``pace`` is what each workspace is given; None: as much as comes.

        ``budget`` is how long a delivery may take, and ``rest`` waits so many seconds.
        """
        self._workspaces = workspaces
        self._renderer = renderer
        self._clock = door.clock
        self._pace = pace
        self._budget = budget.total_seconds()
        self._rest = rest
        self._pictures = Pictures(workspaces, door)
        self._search = Search(workspaces)
        self._plain: dict[str, datetime] = {}
        self._rests: dict[tuple[str, str], datetime] = {}
        self._posted: dict[tuple[str, str], datetime] = {}
        workspaces.on_gone(self.forget)

    @property
    def repeat(self) -> Repeat:
        """Ask first: Slack takes the same message twice, and shows it twice."""
        return Repeat.LOOK_UP

    @property
    def pace(self) -> Pace | None:
        """What Slack allows each workspace."""
        return self._pace

    async def deliver(self, parcel: Parcel) -> Fate:
        """Post the message, or put it in the place of the one that it replaces."""
        trip = _Trip(parcel)
        try:
            async with asyncio.timeout(self._budget):
                return await self._delivered(trip)
        except TimeoutError:
            reason = f"no answer from Slack within {self._budget:g} s"
            left = trip.departure is not None and trip.departure.left
            return Unknown(reason) if left else Later(0, reason)
        except StoreUnavailableError:
            # Nothing was sent, or what was sent was refused: what is asked of the store comes then.
            return Later(0, "the database could not be asked about the workspace", Held.LANE)

    async def find(self, parcel: Parcel) -> Found:
        """Look for the message by the key in its metadata."""
        known = await self._known(parcel)
        match known:
            case Known():
                return await self._search.find(parcel, known)
            case Refused():
                # Whether it arrived, nobody can see any more; the try that follows says why.
                return Absent()
            case Later() | Unknown() | Delivered():
                return known

    def forget(self, workspace_id: str) -> None:
        """Forget what is held of a workspace."""
        self._plain.pop(workspace_id, None)
        for method in (POST, UPDATE):
            self._rests.pop((workspace_id, method), None)

    # --- how --------------------------------------------------------------------------------------

    async def _delivered(self, trip: _Trip) -> Fate:
        parcel = trip.parcel
        known = await self._known(parcel)
        if not isinstance(known, Known):
            return known
        place = _place(parcel.replaces_reference)
        if place is not None:
            channel, stamp = place
            way = _Way(UPDATE, {"channel": channel, "ts": stamp, **_HARMLESS})
            fate = await self._send(trip, way)
            if fate is not None:
                return fate
            if parcel.doubtful:
                # It may have been posted anew by the try before this one.
                found = await self._search.find(parcel, known)
                if not isinstance(found, Absent):
                    return found
        await self._rest_after_the_last(parcel)
        way = _Way(POST, {"channel": parcel.address, **_HARMLESS, **_NO_PREVIEWS})
        fate = await self._send(trip, way)
        if isinstance(fate, Delivered | Unknown):
            self._posted[parcel.workspace, parcel.address] = self._clock.now()
        return fate if fate is not None else Refused("Slack would not have it changed")

    async def _known(self, parcel: Parcel) -> Known | Fate:
        """Return the workspace, where it may be written to for the parcel's organisation."""
        try:
            known = await self._workspaces.known(parcel.workspace)
        except GoneError as error:
            return Refused(str(error), Cause.NOT_INSTALLED)
        except SealError as error:
            return Later(0, str(error), Held.LANE)
        if known.workspace.organisation != parcel.organisation:
            reason = f"{parcel.workspace} does not speak for the organisation of the message"
            return Refused(reason, Cause.NOT_INSTALLED)
        if not parcel.address:
            return Refused("no user of the workspace is known to be theirs", Cause.NOT_INSTALLED)
        return known

    async def _send(self, trip: _Trip, way: _Way) -> Fate | None:
        """Try one drawing after the other, the finest first; None: it cannot be replaced."""
        parcel = trip.parcel
        resting = self._resting(parcel.workspace, way.method)
        if resting is not None:
            return resting
        first, answer = self._style(parcel.workspace), None
        for style in _from(first):
            message = self._renderer.message(
                parcel.post.view, parcel.post.reader, parcel.workspace, style
            )
            for files in await self._drawings(parcel, message):
                if isinstance(files, Later):
                    return files
                content = _content(parcel, message, files)
                came = await self._shown(trip, way, content)
                if not isinstance(came, Answer):
                    if isinstance(came, Delivered):
                        self._went(parcel.workspace, first, style)
                    return came
                if way.method == UPDATE and came.code in UNCHANGEABLE:
                    return None
                if not came.about_blocks:
                    return self._judged(parcel, way, came)
                answer = came
                log.warning("parcel %d as %s: %s %s", parcel.id, style, came.code, came.words)
        return Refused(f"Slack says {answer.code}" if answer else "it could not be drawn")

    async def _drawings(
        self, parcel: Parcel, message: Message
    ) -> Sequence[Sequence[str | None] | Later]:
        """Return the pictures of a message, and none, for where Slack does not take them."""
        if not message.charts:
            return ((),)
        files = await self._pictures.upload(parcel, message.charts)
        if isinstance(files, Later) or not any(files):
            return (files,)
        return (files, (None,) * len(files))

    async def _shown(self, trip: _Trip, way: _Way, content: Mapping[str, Any]) -> Answer | Fate:
        """Make the call; make it again where only a picture is not ready yet."""
        came = await self._call(trip, way, content)
        for seconds in FILE_WAITS:
            if not isinstance(came, Answer) or not came.about_files:
                break
            await self._rest(seconds)
            came = await self._call(trip, way, content)
        return came

    async def _call(self, trip: _Trip, way: _Way, content: Mapping[str, Any]) -> Answer | Fate:
        """Make the one call that shows the message."""
        parcel = trip.parcel
        with departing(parcel.in_time) as departure:
            trip.departure = departure
            try:
                answer = await self._workspaces.call(
                    parcel.workspace, way.method, {**way.target, **content}
                )
            except SlackApiError as error:
                trip.departure = None
                return read(error)
            except GoneError as error:
                return Refused(str(error), Cause.NOT_INSTALLED)
            except SealError as error:
                return Later(0, str(error), Held.LANE)
            except TooLateError as error:
                return Later(0, str(error))
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                reason = f"no answer from Slack: {type(error).__name__}"
                return Unknown(reason) if departure.left else Later(0, reason, Held.LANE)
        channel, stamp = answer.get("channel"), answer.get("ts")
        if not (isinstance(channel, str) and isinstance(stamp, str)):
            return Unknown("Slack took it and did not say under which name")
        return Delivered(f"{channel}/{stamp}")

    def _judged(self, parcel: Parcel, way: _Way, answer: Answer) -> Fate:
        fate = fate_of(answer, direct=isinstance(parcel.post.recipient, ToPerson))
        if isinstance(fate, Refused):
            log.warning("parcel %d: %s %s", parcel.id, fate.reason, answer.words)
        if isinstance(fate, Later) and answer.throttled:
            seconds = answer.retry_after or UNNAMED_REST
            if way.method == POST and self._since_the_last(parcel) < 2 * CHANNEL_REST:
                # Slack does not say which allowance is used up; here it is the conversation's.
                return replace(fate, seconds=seconds, held=Held.PARCEL)
            until = self._clock.now() + timedelta(seconds=seconds)
            self._rests[parcel.workspace, way.method] = until
            fate = replace(fate, seconds=seconds, held=_held(way.method))
        return fate

    async def _rest_after_the_last(self, parcel: Parcel) -> None:
        """Wait until the conversation takes another message; at most a second."""
        wait = CHANNEL_REST - self._since_the_last(parcel)
        if wait > timedelta():
            await self._rest(wait.total_seconds())
        if len(self._posted) > MOST_RECENT:
            since = self._clock.now() - 2 * CHANNEL_REST
            self._posted = {where: at for where, at in self._posted.items() if at > since}

    def _since_the_last(self, parcel: Parcel) -> timedelta:
        """Return how long ago something was posted in the conversation, from here."""
        now, last = self._clock.now(), self._posted.get((parcel.workspace, parcel.address))
        return LONG_AGO if last is None or last > now else now - last

    def _resting(self, workspace: str, method: str) -> Later | None:
        """Say how long a method must rest: Slack's patience is counted by method."""
        until = self._rests.get((workspace, method))
        if until is None:
            return None
        seconds = (until - self._clock.now()).total_seconds()
        if seconds <= 0:
            del self._rests[workspace, method]
            return None
        return Later(seconds, f"Slack asked for patience with {method}", _held(method))

    def _style(self, workspace: str) -> Style:
        until = self._plain.get(workspace)
        return Style.CLASSIC if until is not None and until > self._clock.now() else Style.RICH

    def _went(self, workspace: str, first: Style, style: Style) -> None:
        """Remember what a workspace takes.

        Not that it took bare text only: no workspace refuses the classic blocks, so that it was
        the one message, and the others shall not suffer for it.
        """
        if first is Style.RICH and style is not Style.RICH:
            self._plain[workspace] = self._clock.now() + PLAIN_FOR
            log.warning("workspace %s gets the classic blocks for a day", workspace)


def _held(method: str) -> Held:
    """New messages make the lane rest; what replaces one waits alone, and lets new ones pass."""
    return Held.LANE if method == POST else Held.PARCEL


def _from(first: Style) -> Sequence[Style]:
    styles = tuple(Style)
    return styles[styles.index(first) :]


def _place(reference: str | None) -> tuple[str, str] | None:
    """Read the name of an earlier message; None where there is none, or another door's."""
    channel, _, stamp = (reference or "").partition("/")
    return (channel, stamp) if channel and stamp else None


def _content(parcel: Parcel, message: Message, files: Sequence[str | None]) -> Mapping[str, Any]:
    metadata = {"event_type": EVENT, "event_payload": {"key": parcel.post.key}}
    content: dict[str, Any] = {"text": message.text, "metadata": metadata}
    if message.blocks:
        content["blocks"] = message.with_pictures(files)
    return content
