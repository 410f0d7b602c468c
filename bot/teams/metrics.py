"""The Teams door's figures for a monitoring system, without a name or a word of anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from adapters.teams.counters import Counters
from bot.metrics import Metrics


def watch_teams(metrics: Metrics, counters: Counters) -> None:
    """Show what the Teams door counts from now on."""
    metrics.registry.register(_WatchTeams(counters))


class _WatchTeams(Collector):
    def __init__(self, counters: Counters) -> None:
        self._counters = counters

    def collect(self) -> Iterator[Metric]:
        counted = self._counters
        yield _pairs(
            "requests", "Requests from Teams, by kind and outcome", "kind", counted.requests
        )
        yield _pairs("calls", "Calls to Microsoft, by kind and outcome", "call", counted.calls)
        yield _singles("rate_limits", "Rests that Microsoft asked for", "call", counted.waits)
        yield _singles("tokens", "Tokens fetched for what goes out", "outcome", counted.tokens)
        yield _singles("keys", "Readings of Microsoft's signing keys", "outcome", counted.keys)
        yield _singles("rosters", "Readings of a tenant's people", "outcome", counted.syncs)
        yield _users(counted)


def _pairs(name: str, what: str, label: str, counted: Counter[tuple[str, str]]) -> Metric:
    family = CounterMetricFamily(f"rytmi_teams_{name}", what, labels=[label, "outcome"])
    for (first, outcome), number in sorted(counted.items()):
        family.add_metric([first, outcome], number)
    return family


def _singles(name: str, what: str, label: str, counted: Counter[str]) -> Metric:
    family = CounterMetricFamily(f"rytmi_teams_{name}", what, labels=[label])
    for first, number in sorted(counted.items()):
        family.add_metric([first], number)
    return family


def _users(counters: Counters) -> Metric:
    family = GaugeMetricFamily(
        "rytmi_teams_users",
        "Users who are somebody of the organisation, who are not, and who of them have the app",
        labels=["state"],
    )
    summed: Counter[str] = Counter()
    for (_, state), number in counters.accounts.items():
        summed[state] += number
    for state, number in sorted(summed.items()):
        family.add_metric([state], number)
    return family
