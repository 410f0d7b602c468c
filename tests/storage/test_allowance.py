"""However often a lane is asked, it gives no more than its pace, and in the end no less."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from dialogs.ports import Pace
from dialogs.posts import Lane
from storage import allowance
from storage.database import Database
from tests.storage.support import NOW

NUMBERS = count(1)


def _take(
    lane: Lane, pace: Pace, now: datetime, wish: int, connection: Connection
) -> tuple[int, float | None]:
    """Take as much as one wishes and may have; return it, and when there is more."""
    left = allowance.of(connection, lane, pace, now)
    assert (left.number == 0) == (left.again is not None)
    number = min(wish, left.number)
    again = allowance.spend(connection, lane, left, number) or left.again
    return number, None if again is None else (again - NOW).total_seconds()


paces = st.builds(Pace, st.sampled_from([0.01, 0.5, 1.0, 7.0, 50.0]), st.integers(1, 20))
asks = st.lists(st.tuples(st.floats(0, 30), st.integers(0, 30)), min_size=1, max_size=40)


@given(paces, asks)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_a_lane_gives_what_its_pace_allows_and_no_more(
    database: Database, pace: Pace, wishes: Sequence[tuple[float, int]]
) -> None:
    lane = Lane("chat", f"T{next(NUMBERS)}")
    taken: list[tuple[float, int]] = []
    seconds = 0.0
    for pause, wish in wishes:
        seconds += pause
        now = NOW + timedelta(seconds=seconds)

        number, again = await database.runner.write(partial(_take, lane, pace, now, wish))
        taken.append((seconds, number))
        if number < wish:
            assert again is not None
            assert seconds < again <= seconds + 1 / pace.per_second + 1e-6
    for first, (begun, _) in enumerate(taken):
        for last in range(first, len(taken)):
            length = taken[last][0] - begun
            most = pace.burst + pace.per_second * length
            assert sum(number for _, number in taken[first : last + 1]) <= most + 1e-3


async def test_who_waits_as_long_as_told_gets_the_whole_rate(database: Database) -> None:
    lane, pace = Lane("chat", "T"), Pace(50, 10)
    now, total = NOW, 0

    def job(connection: Connection) -> None:
        nonlocal now, total
        left = allowance.of(connection, lane, pace, now)
        total += left.number
        now = allowance.spend(connection, lane, left, left.number) or left.again or now

    for _ in range(200):
        await database.runner.write(job)
    assert total == 10 + 199  # the burst, and then one at each instant that was named
    assert now - NOW == timedelta(seconds=200 / 50)
