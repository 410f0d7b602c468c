"""A courier to the platform double, as one to a real chat would be: over HTTP, and wary."""

from __future__ import annotations

import json
from typing import Any, Final

from aiohttp import (
    BytesPayload,
    ClientError,
    ClientSession,
    ClientTimeout,
    TCPConnector,
)
from aiohttp.abc import AbstractStreamWriter

from dialogs.ports import Absent, Delivered, Fate, Found, Held, Later, Pace, Repeat, Unknown
from dialogs.posts import Parcel

TOO_MANY: Final = 429
GOOD: Final = 200


class TooLateError(Exception):
    """The lease ended before the request was on its way."""


class LastLook(BytesPayload):
    """A body that looks at the clock in the very moment in which it is written.

    Headers go out with it, so that nothing has left before. What comes between this look and the
    network is a few calls; a process that is stopped earlier sends nothing when it goes on.
    """

    def __init__(self, parcel: Parcel, content: bytes) -> None:
        super().__init__(content, content_type="application/json")
        self._parcel = parcel
        self.begun = False
        """Whether anything may have left; where not, the platform cannot have it."""

    async def write(self, writer: AbstractStreamWriter) -> None:
        """Write it, unless the time is over."""
        self._look()
        await super().write(writer)

    async def write_with_length(
        self, writer: AbstractStreamWriter, content_length: int | None
    ) -> None:
        """Write it, unless the time is over."""
        self._look()
        await super().write_with_length(writer, content_length)

    def _look(self) -> None:
        if not self._parcel.in_time():
            raise TooLateError
        self.begun = True


class ChatCourier:
    """Carries parcels to the double."""

    def __init__(self, address: str, repeat: Repeat, pace: Pace | None, *, crowd: int = 0) -> None:
        """Take the double's address; ``crowd`` bounds its connections, 0: as many as it needs."""
        self.repeat = repeat
        self.pace = pace
        self._address = address
        self._crowd = crowd
        self._client: ClientSession | None = None

    async def deliver(self, parcel: Parcel) -> Fate:
        """Send a parcel, and tell what is known of it."""
        body = LastLook(
            parcel,
            _json(
                key=parcel.post.key,
                to=parcel.address,
                text=str(parcel.post.view.summary),
                replaces=parcel.replaces_reference,
            ),
        )
        answer = await self._asked(parcel, "send", body)
        return Delivered(str(answer["name"])) if isinstance(answer, dict) else answer

    async def find(self, parcel: Parcel) -> Found:
        """Ask whether a parcel is there."""
        body = LastLook(parcel, _json(key=parcel.post.key))
        answer = await self._asked(parcel, "find", body)
        if not isinstance(answer, dict):
            return answer
        return Delivered(answer["name"]) if answer["name"] is not None else Absent()

    async def close(self) -> None:
        """Let go of the connections."""
        if self._client is not None:
            await self._client.close()

    async def _asked(
        self, parcel: Parcel, what: str, body: LastLook
    ) -> dict[str, Any] | Later | Unknown:
        if self._client is None:
            connector = TCPConnector(limit=self._crowd)
            self._client = ClientSession(connector=connector, timeout=ClientTimeout(total=None))
        url = f"{self._address}/{parcel.workspace}/{what}"
        try:
            async with self._client.post(url, data=body) as response:
                if response.status == TOO_MANY:
                    seconds = float(response.headers["Retry-After"])
                    return Later(seconds, "too many requests", Held.LANE)
                if response.status != GOOD:
                    return Unknown(f"status {response.status}")
                answer: dict[str, Any] = await response.json()
                return answer
        except ClientError as error:
            reason = f"the connection broke: {type(error).__name__}"
            return Unknown(reason) if body.begun else Later(0, reason)


def _json(**content: Any) -> bytes:  # noqa: ANN401 - what JSON can hold
    return json.dumps(content).encode()
