"""A digest's figures by plain SQL: what reading them costs when nothing else is done.

The statements are what one would write by hand for one message: counts by status, the worst key
results, the silent units, what is asked of the unit, the weeks of the picture (each last answer
carried on), answers of answers asked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import Connection, bindparam, text

from dialogs.flows.summing import FIRST_DIGEST_WEEKS, MOST_PROBLEMS
from dialogs.okr.model import UnitId
from dialogs.okr.week import Week
from tests.benchmarks.county import NOW, ORGANISATION, TOP

_FROM: Final = """
    FROM key_results
    JOIN objectives ON objectives.organisation_id = key_results.organisation_id
        AND objectives.id = key_results.objective
    JOIN cycles ON cycles.organisation_id = objectives.organisation_id
        AND cycles.id = objectives.cycle
    JOIN units ON units.organisation_id = objectives.organisation_id
        AND units.id = objectives.unit
    LEFT JOIN standings ON standings.organisation_id = key_results.organisation_id
        AND standings.key_result = key_results.id
    WHERE key_results.organisation_id = :organisation
        AND cycles.start <= :today AND cycles."end" >= :today """
_STALE: Final = "unanswered - CASE WHEN asked >= :week THEN 1 ELSE 0 END >= 2"
_FIGURES: Final = f"""
    SELECT CASE WHEN {_STALE} THEN 'stale' WHEN confidence IS NULL THEN 'new'
            WHEN confidence < 4 THEN 'off_track' WHEN confidence < 7 THEN 'at_risk'
            ELSE 'on_track' END AS status,
        confidence, count(*), count(progress),
        sum(CASE WHEN progress < 0 THEN 0 WHEN progress > 1 THEN 1 ELSE progress END)
    {_FROM} {{mine}} GROUP BY 1, 2"""
_PROBLEMS: Final = f"""
    SELECT key_results.id, key_results.title, units.name, confidence, progress, blocker
    {_FROM} {{mine}} AND confidence < 7 AND NOT ({_STALE})
    ORDER BY CASE WHEN confidence < 4 THEN 0 ELSE 1 END, confidence, progress, key_results.id
    LIMIT {MOST_PROBLEMS}"""
_SILENT: Final = f"SELECT DISTINCT units.position, units.name {_FROM} {{mine}} AND {_STALE}"
_ASKED_OF: Final = f"""
    SELECT key_results.title, units.name, blocker {_FROM} {{mine}} AND help_from = :unit"""
_TREND: Final = """
    SELECT week, median, median_before, count(*), count(progress) - count(progress_before),
        sum(coalesce(progress, 0) - coalesce(progress_before, 0))
    FROM (
        SELECT week, median, lag(median) OVER history AS median_before,
            progress, lag(progress) OVER history AS progress_before
        FROM weeks WHERE organisation_id = :organisation AND week <= :week {chosen}
        WINDOW history AS (PARTITION BY key_result ORDER BY week)
    ) AS steps
    GROUP BY week, median, median_before ORDER BY week"""
_COUNTS: Final = """
    SELECT count(*), count(answered_at) FROM obligations
    WHERE organisation_id = :organisation AND week IN :weeks {asked}"""
_OF_UNIT: Final = {
    "mine": """AND key_results.objective IN (
        SELECT id FROM objectives WHERE organisation_id = :organisation AND unit = :unit)""",
    "asked": "AND unit = :unit",
    "chosen": """AND key_result IN (
        SELECT id FROM key_results WHERE organisation_id = :organisation AND objective IN (
            SELECT id FROM objectives WHERE organisation_id = :organisation AND unit = :unit))""",
}
_OF_ALL: Final = dict.fromkeys(_OF_UNIT, "")
_ALL: Final = (_FIGURES, _PROBLEMS, _SILENT, _ASKED_OF, _TREND, _COUNTS)


def reading(unit: UnitId) -> Callable[[Connection], list[Any]]:
    """Return a job that reads the figures of the whole county, or of one team alone."""
    words = _OF_ALL if unit == TOP else _OF_UNIT
    statements = [text(each.format(**words)) for each in _ALL]
    statements[-1] = statements[-1].bindparams(bindparam("weeks", expanding=True))
    now = Week.of(NOW.date())
    given = {
        "organisation": ORGANISATION,
        "unit": unit,
        "today": NOW.date().isoformat(),
        "week": str(now),
        "weeks": [str(now.plus(-before)) for before in range(FIRST_DIGEST_WEEKS)],
    }

    def job(connection: Connection) -> list[Any]:
        return [connection.execute(statement, given).all() for statement in statements]

    return job
