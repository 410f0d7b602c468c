"""A monitoring system sees how delivery goes, without a name or a word of anybody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.application import assemble
from dialogs.posts import Lane
from storage.database import Database
from tests.storage.support import NOW, OMA, post, structure


class _Clock:
    at = datetime(2026, 11, 18, 7, 5, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


async def test_what_waits_and_what_was_sent_is_counted(database: Database) -> None:
    await database.save_structure(structure())
    await database.write(OMA, lambda work: work.post([post("a"), post("b")]))
    clock = _Clock()
    rytmi = assemble(database, clock)
    await database.outbox.hold(Lane("web", ""), clock.at + timedelta(hours=1), "ratelimited")
    await rytmi.postman.drain()
    told = rytmi.metrics.text().decode()
    assert f"rytmi_oldest_waiting_seconds {(clock.at - NOW).total_seconds()}\n" in told
    assert "rytmi_lanes_held 1.0\n" in told
    assert 'rytmi_parcels_total{fate="sent"} 0.0\n' in told

    clock.at += timedelta(hours=1)
    await rytmi.postman.drain()
    told = rytmi.metrics.text().decode()
    assert 'rytmi_parcels_total{fate="sent"} 2.0\n' in told
    assert "rytmi_oldest_waiting_seconds 0.0\n" in told
    assert "rytmi_parcels_in_hand 0.0\n" in told
    assert "rytmi_lanes 0.0\n" in told
    assert "anna" not in told
