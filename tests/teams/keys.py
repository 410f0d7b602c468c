"""The keys with which Microsoft signs, what it publishes of them, and the tokens it makes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Final

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

Json = dict[str, Any]

ISSUER: Final = "https://api.botframework.com"
TOKEN_LIVES: Final = timedelta(hours=1)
ENDORSEMENTS: Final = ("msteams", "webchat", "skype")
"""The channels for which a key of Microsoft's speaks."""


@cache
def private_key(name: str) -> RSAPrivateKey:
    """Return a key; each is made once in a process, because that takes a while."""
    del name  # each name has a key of its own
    return generate_private_key(public_exponent=65537, key_size=2048)


def now() -> datetime:
    """Return the time by which tokens are judged: those who check them go by the wall's clock."""
    return datetime.now(UTC)


@dataclass
class SigningKey:
    """A key as it is published."""

    kid: str
    endorsements: tuple[str, ...] = ENDORSEMENTS

    def published(self) -> Json:
        """Return it as it stands in the key set."""
        told: Json = json.loads(RSAAlgorithm.to_jwk(private_key(self.kid).public_key()))
        told |= {"kid": self.kid, "x5t": self.kid, "use": "sig", "kty": "RSA"}
        del told["key_ops"]
        return told | ({"endorsements": list(self.endorsements)} if self.endorsements else {})


@dataclass
class Keys:
    """Microsoft's key set of one issuer; the first key is the one it signs with."""

    keys: list[SigningKey] = field(default_factory=lambda: [SigningKey("key-1")])
    issuer: str = ISSUER

    @property
    def current(self) -> SigningKey:
        """The key that signs now."""
        return self.keys[0]

    def roll_over(self, kid: str, *, keep: bool = True) -> SigningKey:
        """Sign with a new key from now on; ``keep``: the older ones stay published."""
        made = SigningKey(kid)
        self.keys = [made, *(self.keys if keep else ())]
        return made

    def published(self) -> Json:
        """Return the key set."""
        return {"keys": [each.published() for each in self.keys]}

    def token(
        self,
        audience: str,
        service_url: str | None,
        *,
        without: Iterable[str] = (),
        kid: str = "",
        **claims: object,
    ) -> str:
        """Return a token with which Microsoft proves that a request is its own.

        ``claims`` stand in place of the usual ones, ``without`` names claims that are left out,
        ``kid`` another key than the current one.
        """
        at = now()
        told: Json = {
            "iss": self.issuer,
            "aud": audience,
            "nbf": int((at - timedelta(minutes=5)).timestamp()),
            "exp": int((at + TOKEN_LIVES).timestamp()),
        }
        if service_url is not None:
            told["serviceurl"] = service_url
        told |= claims
        for each in without:
            told.pop(each, None)
        name = kid or self.current.kid
        return jwt.encode(told, private_key(name), algorithm="RS256", headers={"kid": name})
