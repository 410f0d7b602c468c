"""What platforms send, byte for byte and signed: made after their documents, of nobody real.

A file is a request: its headers, an empty line, its body. What Slack sends is signed with the
secret of `tests.adapters.slack.doorstep`, at nine o'clock (in Helsinki) of a Monday. ``org_…``
comes from an installation for a whole Enterprise organisation.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Recorded:
    """One request."""

    headers: dict[str, str]
    body: bytes


def recorded(platform: str, name: str) -> Recorded:
    """Read a request."""
    head, _, body = (FOLDER / platform / f"{name}.http").read_bytes().partition(b"\n\n")
    pairs = (line.split(": ", 1) for line in head.decode("ascii").splitlines())
    return Recorded(dict(pairs), body)


def names(platform: str) -> list[str]:
    """Return the names of all requests of a platform."""
    return sorted(path.stem for path in (FOLDER / platform).glob("*.http"))
