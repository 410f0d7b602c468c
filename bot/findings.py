"""One thing that the doctor has looked at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, whether Rytmi can run with it, and what to do."""

    what: str
    fine: bool
    said: str
    remedy: str = ""
    """Of something that is fine: what would make it better."""
