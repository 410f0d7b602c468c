"""What the Slack door counts for a monitoring system: kinds and outcomes, never who or what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Counters:
    """What this process has done at the door since its start."""

    requests: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By kind (``command``, ``event``, ``press``, ``form``, ``shortcut`` …) and outcome (the
    reply's kind; ``ignored``, ``refused``, ``failed`` …)."""
    calls: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Calls of Slack's Web API, by method and outcome: ``ok``, or Slack's word for the error."""
    waits: Counter[str] = field(default_factory=Counter)
    """Times that Slack asked for a rest (429), by method."""
    waited: Counter[str] = field(default_factory=Counter)
    """Seconds of rest that it asked for, by method."""
    refreshes: Counter[str] = field(default_factory=Counter)
    """Renewals of tokens, by outcome: ``renewed``, ``left`` (another one is at it), ``failed``."""
    syncs: Counter[str] = field(default_factory=Counter)
    """Readings of a workspace's roster, by outcome: ``done``, ``failed``."""
    accounts: dict[tuple[str, str], int] = field(default_factory=dict)
    """By workspace: how many accounts the last reading found ``matched`` and ``unmatched``."""
