"""Credentials at rest: sealed with keys that can be changed, and bound to whom they belong to."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from adapters.slack.errors import SealError, SetUpError

SETTING: Final = "SLACK_TOKEN_KEYS"


def new_key() -> str:
    """Make a key as SLACK_TOKEN_KEYS takes it."""
    return Fernet.generate_key().decode("ascii")


class Vault:
    """Seals with the newest key and opens with any of them.

    What is sealed names its owner, so that a row copied to another workspace does not open there.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        """Take the keys, newest first; raise SetUpError where there is none or one is no key."""
        if not keys:
            raise SetUpError(
                SETTING,
                "there is no key to seal the tokens of workspaces with, and they are never stored "
                "in the clear",
                "Make one with `rytmi slack key`, and keep it apart from the database.",
            )
        self._box = MultiFernet([_fernet(key, place) for place, key in enumerate(keys, start=1)])

    def __repr__(self) -> str:
        """Say nothing of what is in it."""
        return "Vault(…)"

    def seal(self, owner: str, secrets: Mapping[str, str]) -> str:
        """Seal secrets for their owner, such as a workspace's id."""
        plain = json.dumps({"for": owner, "is": dict(secrets)}, separators=(",", ":"))
        return self._box.encrypt(plain.encode()).decode("ascii")

    def open(self, owner: str, sealed: str) -> Mapping[str, str]:
        """Return what was sealed for an owner; raise SealError where it does not open."""
        try:
            found = json.loads(self._box.decrypt(sealed.encode()))
        except (InvalidToken, ValueError):
            raise SealError(f"what is sealed for {owner} opens with none of {SETTING}") from None
        if not isinstance(found, dict) or found.get("for") != owner:
            raise SealError(f"what is kept for {owner} was sealed for another")
        return {str(name): str(value) for name, value in dict(found["is"]).items()}

    def reseal(self, owner: str, sealed: str) -> str:
        """Seal anew with the newest key what any of them opens; raise SealError otherwise."""
        return self.seal(owner, self.open(owner, sealed))


def _fernet(key: str, place: int) -> Fernet:
    try:
        return Fernet(key.strip())
    except (ValueError, TypeError):
        raise SetUpError(
            SETTING,
            f"key number {place} is none (32 bytes, written in URL-safe base64)",
            "Keys are made with `rytmi slack key`; several are set apart by commas, newest first.",
        ) from None
