"""Microsoft's SDK, as far as Rytmi goes with it, with the measured defects of 4.17.1 mended.

What is used is the cloud adapter with its pipeline of one turn, and what it calls authentication.
Nothing else of the SDK is imported anywhere: whoever puts in a successor writes this module anew.

===  ==============================================  =============================================
no.  what botbuilder 4.17.1 does                     what is done here
===  ==============================================  =============================================
1    ``process`` answers HTTP 500 to every invoke    `TeamsAdapter.serve` hands back a plain dict
     that has a body                                 and lets aiohttp write it
2    an unknown key id is an IndexError, and keys    `Keys` reads them anew, once in 30 s
     that Microsoft has changed fail for a day
3    keys are fetched by ``requests`` in the loop,   `Keys` reads them beside it, in bounded time
     without an end
4    an expired, forged, unsigned or unendorsed      every failed proof is `Unsigned`: 401
     token is HTTP 500
5    a new MSAL application and a new token for      a turn gets no credentials at all; what goes
     every turn, fetched in the loop                 out is ``adapters.teams.sending``'s
6    sends queue behind six threads                  the same: the SDK sends nothing (`_Unsent`)
7    the bot's name is cut out of words              ``typed.unmentioned`` takes a mention out
8    the tenant of a conversation is lost            inbound reads the body as it came
9    what the SDK does not know is dropped           the same: its Activity gets four fields only
10   a sentence cannot be the answer to an invoke    the same as 1
11   a token that never expires is taken, and one    `Lock` and `Vouching` demand both claims, and
     without a service address                       that the address is the activity's
—    a key that is endorsed for nothing signs for    an endorsement for Teams is demanded
     every channel
—    a token of another issuer that bears our own    `Lock` turns away every other issuer before
     app id (such as ours) needs no address          the SDK sees it
===  ==============================================  =============================================

Where another channel of the bot is open, as Web Chat is by default, whoever writes there says who
they are themselves: `Vouching` takes what comes from Teams, and nothing else.
"""

from __future__ import annotations

import binascii
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final, NoReturn

import jwt
from botbuilder.core import TurnContext
from botbuilder.integration.aiohttp import CloudAdapter
from botbuilder.schema import Activity
from botframework.connector.auth import (
    AuthenticateRequestResult,
    AuthenticationConstants,
    BotFrameworkAuthentication,
    ClaimsIdentity,
    ConnectorFactory,
)
from jwt.exceptions import PyJWTError
from jwt.types import Options

from adapters.recent import Recent
from adapters.teams.door import Credentials
from adapters.teams.errors import UnreachedError
from adapters.teams.listening.keys import Keys, SigningKey
from adapters.teams.listening.lock import CHANNEL, Claims, Knock, Unproved, Unsigned

LEEWAY: Final = 5 * 60
"""Seconds that Microsoft's clock and ours may be apart."""
TOKENS: Final = 1_000
"""Proved tokens that are remembered; each takes about three thousand bytes."""
ALGORITHMS: Final = list(AuthenticationConstants.ALLOWED_SIGNING_ALGORITHMS)

_PROVE: Final[Options] = {
    "verify_aud": False,
    "verify_exp": False,
    "verify_iat": False,
    "verify_iss": False,
    "verify_nbf": False,
}
"""What the token says is weighed here; the library only proves who has said it."""

Turn = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Proved:
    key: SigningKey
    claims: Claims


class Vouching(BotFrameworkAuthentication):  # type: ignore[misc] # the SDK ships no types
    """Says who sent an activity, and gives the turn nothing to send with."""

    def __init__(
        self, credentials: Credentials, keys: Keys, *, now: Callable[[], float] = time.time
    ) -> None:
        """``now`` tells Microsoft's time, in seconds since 1970, whatever our clock shows."""
        self._credentials = credentials
        self._keys = keys
        self._now = now
        self._proved: Recent[str, _Proved] = Recent(TOKENS)

    async def authenticate_request(
        self, activity: Activity, auth_header: str
    ) -> AuthenticateRequestResult:
        """Return who vouches for an activity; raise Unsigned, or Unproved without any keys."""
        result = AuthenticateRequestResult()
        result.connector_factory = _Unsent()
        if self._credentials.development:
            kind = AuthenticationConstants.ANONYMOUS_AUTH_TYPE
            result.claims_identity = ClaimsIdentity(
                {}, is_authenticated=True, authentication_type=kind
            )
            return result
        proved = await self._prove(auth_header)
        self._weigh(proved, activity)
        result.claims_identity = ClaimsIdentity(dict(proved.claims), is_authenticated=True)
        return result

    async def authenticate_streaming_request(
        self, auth_header: str, channel_id_header: str
    ) -> AuthenticateRequestResult:
        """Refuse: Teams does not stream."""
        del auth_header, channel_id_header
        raise Unsigned

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory:
        """Return what makes nothing."""
        del claims_identity
        return _Unsent()

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> None:
        """Return none: nobody signs in anywhere through Rytmi."""

    async def _prove(self, token: str) -> _Proved:
        """Return what Microsoft has signed.

        One token comes with thousands of activities. Its signature is looked at once, and again
        when the key is another one.
        """
        known = self._proved.get(token)
        if known is not None and self._keys.holds(known.key):
            return known
        try:
            header = jwt.get_unverified_header(token)
            name, algorithm = header.get("kid"), header.get("alg")
            if not isinstance(name, str) or algorithm not in ALGORITHMS:
                raise Unsigned("algorithm")
            key = await self._keys.find(name)
            if key is None:
                raise Unsigned("unknown_key")
            claims = jwt.decode(token, key.public, algorithms=ALGORITHMS, options=_PROVE)
        except UnreachedError as error:
            raise Unproved from error
        except (PyJWTError, ValueError, TypeError, RecursionError, binascii.Error) as error:
            raise Unsigned("forged") from error
        proved = _Proved(key, claims)
        self._proved[token] = proved
        return proved

    def _weigh(self, proved: _Proved, activity: Activity) -> None:
        """Raise Unsigned for a token that is not for this activity, here and now."""
        claims, now = proved.claims, self._now()
        if claims.get("iss") != self._credentials.cloud.issuer:
            raise Unsigned("issuer")
        if claims.get("aud") != self._credentials.app_id:
            raise Unsigned("audience")
        until: Any = claims.get("exp")
        since: Any = claims.get("nbf", now)
        if not (_is_number(until) and now < until + LEEWAY):
            raise Unsigned("expired")
        if not (_is_number(since) and since - LEEWAY <= now):
            raise Unsigned("too_early")
        if activity.channel_id != CHANNEL:
            raise Unsigned("channel")
        if CHANNEL not in proved.key.endorsements:
            raise Unsigned("endorsement")
        address = claims.get(AuthenticationConstants.SERVICE_URL_CLAIM)
        if not address or address != activity.service_url:
            raise Unsigned("service_address")


class TeamsAdapter(CloudAdapter):  # type: ignore[misc] # the SDK ships no types
    """The SDK's cloud adapter; `serve` stands in the place of its ``process``."""

    def __init__(self, vouching: Vouching) -> None:
        super().__init__(vouching)

    async def serve(self, knock: Knock, turn: Turn) -> None:
        """Run one turn of the SDK's pipeline around ``turn``.

        Raises Unsigned or Unproved where nobody vouches for the request, and what ``turn`` raises.
        """

        async def logic(context: TurnContext) -> None:
            del context  # what is to be known stands in the body
            await turn()

        await self.process_activity(knock.token, _slim(knock.body), logic)


class _Unsent(ConnectorFactory):  # type: ignore[misc] # the SDK ships no types
    """Stands where the SDK would make a client of the connector, with new credentials each time."""

    async def create(self, service_url: str, audience: str) -> _Unsent:
        """Return what sends nothing."""
        del service_url, audience
        return self

    @property
    def conversations(self) -> NoReturn:
        """Say that nothing is sent this way."""
        raise NotImplementedError("what goes to Teams goes through adapters.teams.sending")


def _slim(body: dict[str, Any]) -> Activity:
    """Return as much of an activity as the SDK must see."""
    return Activity(
        type=body.get("type"),
        id=body.get("id"),
        channel_id=body.get("channelId"),
        service_url=body.get("serviceUrl"),
    )


def _is_number(claim: object) -> bool:
    return isinstance(claim, int | float) and not isinstance(claim, bool)
