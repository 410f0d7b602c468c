"""The Teams door's figures for a monitoring system, without a name or a word of anybody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from adapters.teams.counters import Counters
from adapters.teams.door import NAME
from bot.chat_metrics import Family, watch
from bot.metrics import Metrics

USERS: Final = (
    "Users who are somebody of the organisation, who are not, and who of them have the app"
)


def watch_teams(metrics: Metrics, counters: Counters) -> None:
    """Show what the Teams door counts from now on."""

    def families() -> Iterator[Family]:
        yield Family(
            "requests", "Requests from Teams, by kind and outcome", "kind", counters.requests
        )
        yield Family("calls", "Calls to Microsoft, by kind and outcome", "call", counters.calls)
        yield Family("rate_limits", "Rests that Microsoft asked for", "call", counters.waits)
        yield Family("tokens", "Tokens fetched for what goes out", "outcome", counters.tokens)
        yield Family("keys", "Readings of Microsoft's signing keys", "outcome", counters.keys)
        yield Family("rosters", "Readings of a tenant's people", "outcome", counters.syncs)

    watch(metrics, NAME, families, (USERS, counters.accounts))
