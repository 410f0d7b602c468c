"""The Slack door's figures for a monitoring system, without a name or a word of anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from adapters.slack.counters import Counters
from bot.metrics import Metrics


def watch_slack(metrics: Metrics, counters: Counters) -> None:
    """Show what the Slack door counts from now on."""
    metrics.registry.register(_WatchSlack(counters))


class _WatchSlack(Collector):
    def __init__(self, counters: Counters) -> None:
        self._counters = counters

    def collect(self) -> Iterator[Metric]:
        counted = self._counters
        yield _pairs(
            "requests", "Requests from Slack, by kind and outcome", "kind", counted.requests
        )
        yield _pairs("calls", "Calls to Slack, by method and outcome", "method", counted.calls)
        yield _singles("rate_limits", "Rests that Slack asked for", "method", counted.waits)
        yield _singles(
            "rate_limit_seconds", "Seconds of rest that Slack asked for", "method", counted.waited
        )
        yield _singles("refreshes", "Renewals of tokens", "outcome", counted.refreshes)
        yield _singles("rosters", "Readings of a workspace's users", "outcome", counted.syncs)
        yield _users(counted)


def _pairs(name: str, what: str, label: str, counted: Counter[tuple[str, str]]) -> Metric:
    family = CounterMetricFamily(f"rytmi_slack_{name}", what, labels=[label, "outcome"])
    for (first, outcome), number in sorted(counted.items()):
        family.add_metric([first, outcome], number)
    return family


def _singles(name: str, what: str, label: str, counted: Counter[str]) -> Metric:
    family = CounterMetricFamily(f"rytmi_slack_{name}", what, labels=[label])
    for first, number in sorted(counted.items()):
        family.add_metric([first], number)
    return family


def _users(counters: Counters) -> Metric:
    family = GaugeMetricFamily(
        "rytmi_slack_users",
        "Active users who are somebody of the organisation and who are not, when last read",
        labels=["state"],
    )
    summed: Counter[str] = Counter()
    for (_, state), number in counters.accounts.items():
        summed[state] += number
    for state, number in sorted(summed.items()):
        family.add_metric([state], number)
    return family
