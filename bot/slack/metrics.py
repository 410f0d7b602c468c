"""The Slack door's figures for a monitoring system, without a name or a word of anybody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from adapters.slack.counters import Counters
from adapters.slack.door import NAME
from bot.chat_metrics import Family, watch
from bot.metrics import Metrics

USERS: Final = "Active users who are somebody of the organisation and who are not, when last read"


def watch_slack(metrics: Metrics, counters: Counters) -> None:
    """Show what the Slack door counts from now on."""

    def families() -> Iterator[Family]:
        yield Family(
            "requests", "Requests from Slack, by kind and outcome", "kind", counters.requests
        )
        yield Family("calls", "Calls to Slack, by method and outcome", "method", counters.calls)
        yield Family("rate_limits", "Rests that Slack asked for", "method", counters.waits)
        yield Family(
            "rate_limit_seconds", "Seconds of rest that Slack asked for", "method", counters.waited
        )
        yield Family("refreshes", "Renewals of tokens", "outcome", counters.refreshes)
        yield Family("rosters", "Readings of a workspace's users", "outcome", counters.syncs)

    watch(metrics, NAME, families, (USERS, counters.accounts))
