"""What a monitoring system can ask: Prometheus figures, without a name or a word of anybody."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import fields

from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from dialogs.events import Event
from dialogs.replies import Reply
from scheduler.beat import Beat
from scheduler.manners import NOW, Counters

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0)
"""Seconds; the platforms wait for three."""

Handle = Callable[[Event], Awaitable[Reply]]


class Metrics:
    """One registry a process; nothing is shared between two applications in one test."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._answered = Histogram(
            "rytmi_answer_seconds",
            "From an event's arrival until its reply is committed",
            ["event", "reply"],
            buckets=BUCKETS,
            registry=self.registry,
        )

    def watch(self, counters: Counters, beat: Beat) -> None:
        """Show the postman's counters and the heart's silence from now on."""
        self.registry.register(_Watch(counters, beat))

    def timed(self, handle: Handle) -> Handle:
        """Return the engine's door with each answer timed."""

        async def timed_handle(event: Event) -> Reply:
            start = time.perf_counter()
            reply = await handle(event)
            kinds = (type(event).__name__.lower(), type(reply.act).__name__.lower())
            self._answered.labels(*kinds).observe(time.perf_counter() - start)
            return reply

        return timed_handle

    def text(self) -> bytes:
        """Return everything in Prometheus' text form."""
        return generate_latest(self.registry)


class _Watch(Collector):
    def __init__(self, counters: Counters, beat: Beat) -> None:
        self._counters = counters
        self._beat = beat

    def collect(self) -> Iterator[Metric]:
        posts = CounterMetricFamily(
            "rytmi_parcels", "What became of messages in this process", labels=["fate"]
        )
        for each in fields(self._counters):
            if each.name not in NOW:
                posts.add_metric([each.name], getattr(self._counters, each.name))
        yield posts
        yield from self._deliveries()
        yield GaugeMetricFamily(
            "rytmi_beat_silent_seconds",
            "Seconds since the heartbeat last ended",
            self._beat.silent_for(),
        )
        yield GaugeMetricFamily(
            "rytmi_beat_failures", "Heartbeats that failed in a row", self._beat.failures
        )

    def _deliveries(self) -> Iterator[Metric]:
        counters = self._counters
        for name, what, value in (
            ("parcels_in_hand", "Messages being delivered", counters.in_hand),
            ("lanes", "Workspaces being delivered to", counters.lanes),
            ("lanes_held", "Workspaces that must rest, when last measured", counters.lanes_held),
            (
                "oldest_waiting_seconds",
                "How long the oldest message that is due had waited when last measured",
                counters.waited,
            ),
        ):
            yield GaugeMetricFamily(f"rytmi_{name}", what, value)
