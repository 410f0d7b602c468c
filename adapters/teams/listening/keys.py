"""Microsoft's signing keys: read without holding anybody up, and anew when an unknown one is named.

A key that Microsoft has just begun to use is found at once; somebody who names keys that do not
exist makes us ask once in half a minute and no oftener.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import RSAAlgorithm
from jwt.exceptions import InvalidKeyError

from adapters.teams.counters import Counters
from adapters.teams.errors import UnreachedError
from adapters.teams.services import is_here
from dialogs.ports import TimeSource

FRESH: Final = timedelta(hours=24)
"""How long keys may be gone by without another look; Microsoft asks for a day at most."""
AGAIN: Final = timedelta(seconds=30)
"""How long Microsoft is left in peace after it was asked about an unknown key."""
AGAIN_FAILED: Final = timedelta(seconds=5)
"""The same, after a reading that went wrong."""
PATIENCE: Final = 5.0
"""Seconds that each of the two requests of a reading may take."""
LARGEST: Final = 1024 * 1024
"""Bytes of an answer; Microsoft's are about twenty thousand."""
SHORTEST: Final = 2048
"""Bits of a key that is believed."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """One of Microsoft's keys."""

    id: str
    public: RSAPublicKey
    endorsements: frozenset[str]
    """For which channels it may sign."""


class Keys:
    """The keys that the OpenID document names."""

    def __init__(self, address: str, clock: TimeSource, counters: Counters) -> None:
        """``address`` is that of the document; nothing is read before somebody asks."""
        self._address = address
        self._clock = clock
        self._counters = counters
        self._keys: Mapping[str, SigningKey] = {}
        self._wanted: datetime | None = None
        """When a reading was begun because of an unknown key."""
        self._tried: datetime | None = None
        self._read: datetime | None = None
        self._failed = False
        self._reading: asyncio.Task[None] | None = None
        self._session: aiohttp.ClientSession | None = None

    async def find(self, name: str) -> SigningKey | None:
        """Return the key of that name; None: Microsoft has none.

        Raises UnreachedError where that cannot be told, because the keys cannot be read.
        """
        key = self._keys.get(name)
        if key is not None:
            self._keep_fresh()
            return key
        reading = self._begin(self._clock.now(), unknown=self._read is not None)
        if reading is not None:
            await asyncio.shield(reading)
            key = self._keys.get(name)
        if key is None and self._failed:
            raise UnreachedError(
                "TEAMS_OPENID_URL", "Microsoft's signing keys cannot be read", "It is tried again."
            )
        return key

    def holds(self, key: SigningKey) -> bool:
        """Say whether a key is still one of Microsoft's, as far as is known."""
        self._keep_fresh()
        return self._keys.get(key.id) is key

    def prepare(self) -> None:
        """Begin to read the keys, so that the first who comes need not wait for them."""
        self._begin(self._clock.now())

    async def settled(self) -> None:
        """Wait for the end of a reading that is under way."""
        if self._reading is not None:
            await asyncio.gather(self._reading, return_exceptions=True)

    async def close(self) -> None:
        """Let go of Microsoft."""
        if self._reading is not None:
            self._reading.cancel()
            await self.settled()
        if self._session is not None:
            await self._session.close()

    def _keep_fresh(self) -> None:
        """Read the keys anew each day; nobody waits for it, the known ones are good meanwhile."""
        now = self._clock.now()
        if self._read is None or now - self._read > FRESH:
            self._begin(now)

    def _begin(self, now: datetime, *, unknown: bool = False) -> asyncio.Task[None] | None:
        """Return the reading that is under way, or a new one; None: it is too early for one."""
        if self._reading is not None:
            return self._reading
        if self._failed and self._tried is not None and now - self._tried < AGAIN_FAILED:
            return None
        if unknown:
            if self._wanted is not None and now - self._wanted < AGAIN:
                return None
            self._wanted = now
        self._tried = now
        self._reading = asyncio.get_running_loop().create_task(self._renew())
        self._reading.add_done_callback(self._ended)
        return self._reading

    def _ended(self, reading: asyncio.Task[None]) -> None:
        if self._reading is reading:
            self._reading = None

    async def _renew(self) -> None:
        """Read the keys; where that fails, those that are known stay good."""
        try:
            document = await self._get(self._address)
            told = await self._get(self._named(document.get("jwks_uri")))
            fresh = _keys(told.get("keys"))
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, RecursionError) as error:
            self._failed = True
            self._counters.keys["failed"] += 1
            log.warning(
                "Microsoft's signing keys cannot be read: %s", str(error) or type(error).__name__
            )
            return
        known = self._keys
        # A key that has not changed stays the same object: what was proved by it stays proved.
        self._keys = {
            name: known[name] if known.get(name) == key else key for name, key in fresh.items()
        }
        self._failed = False
        self._read = self._clock.now()
        self._counters.keys["read"] += 1

    def _named(self, address: object) -> str:
        """Return where the keys are; the document may not send us just anywhere."""
        parts = urlsplit(address) if isinstance(address, str) else None
        if parts is not None and parts.hostname:
            here = is_here(parts.hostname) and is_here(urlsplit(self._address).hostname or "")
            if here or parts.scheme == "https":
                return parts.geturl()
        raise ValueError("the document names no address of keys")

    async def _get(self, address: str) -> Mapping[str, Any]:
        if self._session is None or self._session.closed:
            timeout = aiohttp.ClientTimeout(total=PATIENCE)
            proxies = not is_here(urlsplit(self._address).hostname or "")
            self._session = aiohttp.ClientSession(timeout=timeout, trust_env=proxies)
        async with self._session.get(address, allow_redirects=False) as answer:
            if answer.status != HTTPStatus.OK:
                raise ValueError(f"the answer was HTTP {answer.status}")
            body = bytearray()
            async for chunk in answer.content.iter_any():
                body += chunk
                if len(body) > LARGEST:
                    raise ValueError("the answer has no end")
        match json.loads(bytes(body)):
            case dict() as read:
                return read
            case _:
                raise ValueError("the answer is none of Microsoft's")


def _keys(listed: object) -> dict[str, SigningKey]:
    """Return the keys that can be read; one that cannot does not spoil the others."""
    found = (_key(each) for each in (listed if isinstance(listed, list) else ()))
    fresh = {key.id: key for key in found if key is not None}
    if not fresh:
        raise ValueError("no key that can be read")
    return fresh


def _key(listed: object) -> SigningKey | None:
    if not isinstance(listed, dict) or listed.get("kty") != "RSA":
        return None
    name, endorsed = listed.get("kid"), listed.get("endorsements")
    if not isinstance(name, str) or listed.get("use", "sig") != "sig":
        return None
    try:
        public = RSAAlgorithm.from_jwk(listed)
    except (InvalidKeyError, ValueError, TypeError, KeyError):
        return None
    if not isinstance(public, RSAPublicKey) or public.key_size < SHORTEST:
        return None
    channels = endorsed if isinstance(endorsed, list) else ()
    return SigningKey(name, public, frozenset(each for each in channels if isinstance(each, str)))
