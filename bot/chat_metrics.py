"""A chat door's figures for a monitoring system, without a name or a word of anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.metrics import Metrics


@dataclass(frozen=True, slots=True)
class Family:
    """What a door counts, and how it is called."""

    name: str
    """Behind ``rytmi_`` and the door's name."""
    what: str
    label: str
    counted: Counter[str] | Counter[tuple[str, str]]
    """By the label's value; in pairs, by that and the outcome."""


def watch(
    metrics: Metrics,
    door: str,
    families: Callable[[], Iterable[Family]],
    users: tuple[str, Mapping[tuple[str, str], int]],
) -> None:
    """Show what a door counts from now on.

    ``users``: what the figure of a door's users says, and their numbers by workspace and state.
    """
    metrics.registry.register(_Watch(door, families, users))


class _Watch(Collector):
    def __init__(
        self,
        door: str,
        families: Callable[[], Iterable[Family]],
        users: tuple[str, Mapping[tuple[str, str], int]],
    ) -> None:
        self._door = door
        self._families = families
        self._users = users

    def collect(self) -> Iterator[Metric]:
        for family in self._families():
            yield _counted(f"rytmi_{self._door}_{family.name}", family)
        what, accounts = self._users
        yield _summed(f"rytmi_{self._door}_users", what, accounts)


def _counted(name: str, family: Family) -> Metric:
    rows = [
        (each if isinstance(each, tuple) else (each,), number)
        for each, number in sorted(family.counted.items())
    ]
    paired = any(len(values) > 1 for values, _ in rows)
    labels = [family.label, "outcome"] if paired else [family.label]
    metric = CounterMetricFamily(name, family.what, labels=labels)
    for values, number in rows:
        metric.add_metric(list(values), number)
    return metric


def _summed(name: str, what: str, accounts: Mapping[tuple[str, str], int]) -> Metric:
    metric = GaugeMetricFamily(name, what, labels=["state"])
    summed: Counter[str] = Counter()
    for (_, state), number in accounts.items():
        summed[state] += number
    for state, number in sorted(summed.items()):
        metric.add_metric([state], number)
    return metric
