"""A county of thousands of teams with half a year of answers, made inside the database.

One set of statements serves both databases. Nothing is drawn by lot, so that two runs fill in the
same; values come from the rows' own numbers, spread over all statuses.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import Final

import psycopg

from dialogs.okr.model import OrganisationId, UnitId
from dialogs.okr.week import Week
from storage.address import is_sqlite, read_url
from tests.benchmarks.workplace import file_of

ORGANISATION: Final = OrganisationId("bench")
TOP: Final = UnitId("county")
SOME_TEAM: Final = UnitId("t10007")
NOW: Final = datetime(2026, 12, 16, 9, 0, tzinfo=UTC)
KEY_RESULTS: Final = 5
"""Of each team."""
SECTORS, AREAS = 10, 100
"""Units between the county and its teams."""

Run = Callable[[str], object]
"""Runs a statement; SQLite says how many rows it wrote, PostgreSQL too."""

_NUMBERS: Final = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {most})"
_STRUCTURE: Final = (
    f"INSERT INTO organisations VALUES ('{ORGANISATION}', 'County', 'fi', 'Europe/Helsinki', 'FI', 1)",
    f"""INSERT INTO units (organisation_id, id, name, level, parent, answering, note,
            language_here, zone_here, position)
        VALUES ('{ORGANISATION}', '{TOP}', 'County', 'organisation', NULL, 'owner', '',
            'fi', 'Europe/Helsinki', 0)""",
    f"""INSERT INTO units (organisation_id, id, name, level, parent, answering, note,
            language_here, zone_here, position)
        {_NUMBERS.format(most=SECTORS)}
        SELECT '{ORGANISATION}', 's' || (100 + i), 'Sector ' || i, 'sector', '{TOP}', 'owner', '',
            'fi', 'Europe/Helsinki', i FROM n""",
    f"""INSERT INTO units (organisation_id, id, name, level, parent, answering, note,
            language_here, zone_here, position)
        {_NUMBERS.format(most=AREAS)}
        SELECT '{ORGANISATION}', 'a' || (1000 + i), 'Area ' || i, 'result_area',
            's' || (100 + 1 + i % {SECTORS}), 'owner', '', 'fi', 'Europe/Helsinki', 100 + i
        FROM n""",
    f"""INSERT INTO units (organisation_id, id, name, level, parent, answering, note,
            language_here, zone_here, position)
        {_NUMBERS} SELECT '{ORGANISATION}', 't' || (10000 + i), 'Team ' || i, 'team',
            'a' || (1000 + 1 + i % {AREAS}), 'owner', '', 'fi', 'Europe/Helsinki', 1000 + i
        FROM n""",
    f"""INSERT INTO forums (organisation_id, id, unit, name, channel, cadence, at, note, position)
        SELECT '{ORGANISATION}', 'forum-' || id, id, 'Meeting of ' || name, '#' || id,
            'monthly workday 3', '09:00:00', '', position
        FROM units WHERE id IN ('{TOP}', '{SOME_TEAM}')""",
    f"""INSERT INTO cycles VALUES
        ('{ORGANISATION}', 'half', 'Half', '2026-07-01', '2026-12-31', 1)""",
    f"""INSERT INTO objectives (organisation_id, id, unit, cycle, title, note, position, place)
        VALUES ('{ORGANISATION}', 'o-top', '{TOP}', 'half', 'Care in time', '', 1, 0)""",
    f"""INSERT INTO objectives (organisation_id, id, unit, cycle, title, note, position, place)
        {_NUMBERS} SELECT '{ORGANISATION}', 'o' || (10000 + i), 't' || (10000 + i), 'half',
            'Shorter queues of team ' || i, '', 1, i FROM n""",
    f"""INSERT INTO key_results (organisation_id, id, objective, title, measure, start, target,
            scale, note, position, place)
        {_NUMBERS.format(most=KEY_RESULTS)}
        SELECT '{ORGANISATION}', 'k-top-' || i, 'o-top', 'The county''s result ' || i, 'change',
            0, 100, '%', '', i, i FROM n""",
    f"""INSERT INTO key_results (organisation_id, id, objective, title, measure, start, target,
            scale, supports, note, position, place)
        {_NUMBERS}, k(j) AS (SELECT 1 UNION ALL SELECT j + 1 FROM k WHERE j < {KEY_RESULTS})
        SELECT '{ORGANISATION}', 'k' || (10000 + i) || '-' || j, 'o' || (10000 + i),
            'Result ' || j || ' of team ' || i, 'change', 0, 100, '%',
            CASE WHEN j = 1 THEN 'k-top-' || (1 + i % {KEY_RESULTS}) END, '', j,
            10 * i + j
        FROM n, k ORDER BY i, j""",
)

_CONFIDENCE: Final = "1 + (place * 7 + place / 10 * 3 + number) % 10"
_WEEKS: Final = f"""
    INSERT INTO weeks (organisation_id, key_result, week, value, median, low, high, answers,
        progress)
    SELECT '{ORGANISATION}', id, week, (place % 100) * number / 26.0, {_CONFIDENCE},
        {_CONFIDENCE}, {_CONFIDENCE}, 1, (place % 100) * number / 2600.0
    FROM key_results, asked_weeks ORDER BY id, week"""
_OBLIGATIONS: Final = f"""
    INSERT INTO obligations (organisation_id, key_result, week, unit, answered_at)
    SELECT '{ORGANISATION}', key_results.id, week, unit,
        CASE WHEN (key_results.place + number) % 9 > 0 THEN answered_at END
    FROM key_results JOIN objectives ON objectives.id = key_results.objective, asked_weeks
    ORDER BY key_results.id, week"""
_STANDINGS: Final = f"""
    INSERT INTO standings (organisation_id, key_result, week, value, progress, confidence, low,
        high, answers, unanswered, asked, contradictions, blocker, help_from)
    SELECT '{ORGANISATION}', id, week, (place % 100) * number / 26.0,
        (place % 100) * number / 2600.0, {_CONFIDENCE}, {_CONFIDENCE}, {_CONFIDENCE}, 1,
        CASE WHEN place % 50 = 7 THEN 3 ELSE 0 END, week, '',
        CASE WHEN place % 20 = 5 THEN 'Two are on leave' ELSE '' END,
        CASE WHEN place % 5000 = 5 THEN '{TOP}' ELSE '' END
    FROM key_results, (SELECT * FROM asked_weeks ORDER BY number DESC LIMIT 1) AS last"""


def forum_of(unit: UnitId) -> str:
    """Return the id of a unit's forum; the county and one team have one."""
    return f"forum-{unit}"


def fill(url: str, teams: int, weeks: int, say: Callable[[str], None]) -> None:
    """Fill a migrated database; every key result is answered in each of the weeks."""
    with _connected(url) as run:
        say(f"{teams} teams, {teams * KEY_RESULTS} key results")
        for statement in _STRUCTURE:
            run(statement.replace("{most}", str(teams)))
        _name_weeks(run, weeks)
        say(f"{teams * KEY_RESULTS * weeks} answered weeks")
        run(_WEEKS)
        say(f"{teams * KEY_RESULTS * weeks} questions that were asked")
        run(_OBLIGATIONS)
        run(_STANDINGS)


def _name_weeks(run: Run, weeks: int) -> None:
    """Write the weeks into a table of their own, the last one being the present."""
    now = Week.of(NOW.date())
    run(
        "CREATE TEMPORARY TABLE asked_weeks"
        " (number integer, week text, answered_at timestamp with time zone)"
    )
    for number in range(1, weeks + 1):
        week = now.plus(number - weeks)
        at = datetime.combine(week.monday, datetime.min.time()).isoformat(" ")
        run(f"INSERT INTO asked_weeks VALUES ({number}, '{week}', '{at}.000000')")


@contextmanager
def _connected(url: str) -> Iterator[Run]:
    """Connect for one big transaction in which no reference is checked: nobody depends on it."""
    address = read_url(url)
    if is_sqlite(address):
        with closing(sqlite3.connect(file_of(url), isolation_level=None)) as file:
            file.execute("PRAGMA synchronous = OFF")
            file.execute("PRAGMA cache_size = -65536")
            file.execute("BEGIN")
            yield file.execute
            file.execute("COMMIT")
        return
    plain = url.replace("postgresql+psycopg://", "postgresql://", 1)
    with psycopg.connect(plain) as server:
        server.execute("SET session_replication_role = replica")
        yield lambda statement: server.execute(statement.encode())
    with psycopg.connect(plain, autocommit=True) as server:
        server.execute("VACUUM ANALYZE")  # as the server's own housekeeping would, soon after
