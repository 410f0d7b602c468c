"""What the Teams door counts for a monitoring system: kinds and outcomes, never who or what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Counters:
    """What this process has done at the door since its start."""

    requests: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By kind (``message``, ``press``, ``form``, ``installed`` …) and outcome (the reply's kind;
    ``ignored``, ``unsigned``, ``failed`` …)."""
    calls: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Calls of the connector and of Graph, by what was asked and outcome: ``ok``, or Microsoft's
    word for the error."""
    waits: Counter[str] = field(default_factory=Counter)
    """Times that Microsoft asked for a rest, by what was asked."""
    tokens: Counter[str] = field(default_factory=Counter)
    """Tokens fetched for what goes out, by outcome: ``fetched``, ``failed``."""
    keys: Counter[str] = field(default_factory=Counter)
    """Readings of Microsoft's signing keys, by outcome: ``read``, ``failed``."""
    syncs: Counter[str] = field(default_factory=Counter)
    """Readings of a tenant's people, by outcome: ``done``, ``failed``."""
    accounts: dict[tuple[str, str], int] = field(default_factory=dict)
    """By tenant: how many accounts the last reading found ``matched``, ``unmatched``, and how many
    of the matched ones have Rytmi ``installed``."""
