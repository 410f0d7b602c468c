"""What an organisation's people answer: check-ins, weeks, standings and what was asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert

from dialogs.okr.model import CheckIn, KeyResultId, UnitId
from dialogs.okr.standing import Standing, WeekAnswer, standing_asked
from dialogs.okr.week import Week
from storage.columns import among
from storage.part import OWNER, Part, owner
from storage.tables import (
    CheckInRow,
    ObligationRow,
    StandingRow,
    WeekRow,
    table,
)
from storage.translation import (
    CHECK_IN,
    STANDING,
    WEEK,
    check_in_from,
    check_ins,
    key_results,
    objectives,
    standing_from,
    standings,
    week_from,
    weeks,
)

# PostgreSQL's INSERT … ON CONFLICT; SQLite's compiler writes the very same clause.
_obligations: Final = table(ObligationRow).c

_LOCK: Final = (
    select(key_results.id)
    .where(key_results.organisation_id == owner(), among(key_results.id, "key_results"))
    .order_by(key_results.id)
    .with_for_update(key_share=True)
)
_WEEKS: Final = (
    select(weeks.key_result, *WEEK)
    .where(weeks.organisation_id == owner(), among(weeks.key_result, "key_results"))
    .order_by(weeks.key_result, weeks.week)
)
_CHECK_INS: Final = (
    select(*CHECK_IN)
    .where(
        check_ins.organisation_id == owner(),
        among(check_ins.key_result, "key_results"),
        check_ins.week == bindparam("of_week"),
    )
    .order_by(check_ins.number)
)
_HISTORY: Final = (
    select(*CHECK_IN)
    .where(check_ins.organisation_id == owner(), check_ins.key_result == bindparam("of_key_result"))
    .order_by(check_ins.number)
)
_RECORD: Final = (
    insert(table(CheckInRow))
    .on_conflict_do_nothing(index_elements=[check_ins.organisation_id, check_ins.id])
    .inline()
)
_UNIT_OF_KEY_RESULT: Final = (
    select(objectives.unit)
    .join_from(
        key_results.id.table,
        objectives.id.table,
        and_(
            objectives.organisation_id == key_results.organisation_id,
            objectives.id == key_results.objective,
        ),
    )
    .where(key_results.organisation_id == owner(), key_results.id == bindparam("of_key_result"))
    .scalar_subquery()
)


def _settle() -> Any:  # noqa: ANN401 - an insert of one dialect that both compile
    new = insert(table(ObligationRow)).values(
        organisation_id=owner(),
        key_result=bindparam("of_key_result"),
        week=bindparam("of_week"),
        unit=_UNIT_OF_KEY_RESULT,
        answered_at=bindparam("at"),
    )
    first = func.coalesce(_obligations.answered_at, new.excluded.answered_at)
    return new.on_conflict_do_update(
        index_elements=[_obligations.organisation_id, _obligations.key_result, _obligations.week],
        set_={"answered_at": first},
    )


_SETTLE: Final = _settle()
_OPEN: Final = insert(table(ObligationRow)).on_conflict_do_nothing()


def _upsert(row: type[WeekRow | StandingRow], *keys: str) -> Any:  # noqa: ANN401 - the same
    new = insert(table(row))
    others = [column.name for column in table(row).c if column.name not in {OWNER, *keys}]
    return new.on_conflict_do_update(
        index_elements=[OWNER, *keys], set_={name: new.excluded[name] for name in others}
    )


_SET_WEEK: Final = _upsert(WeekRow, "key_result", "week")
_SET_STANDING: Final = _upsert(StandingRow, "key_result")
_STANDINGS: Final = select(standings.key_result, *STANDING).where(
    standings.organisation_id == owner(), among(standings.key_result, "key_results")
)


class Answers(Part):
    """Answers in, sums out; the history is only ever added to."""

    def lock(self, key_results: Collection[KeyResultId]) -> None:
        # In the order of their ids, so that two transactions cannot wait for each other. On SQLite
        # a writing transaction holds the whole database already.
        if self._holds and self._connection.dialect.name != "sqlite":
            self._all(_LOCK, key_results=list(key_results))

    def weeks(
        self, key_results: Collection[KeyResultId]
    ) -> Mapping[KeyResultId, Sequence[WeekAnswer]]:
        found: defaultdict[KeyResultId, list[WeekAnswer]] = defaultdict(list)
        for key_result, *week in self._all(_WEEKS, key_results=list(key_results)):
            found[key_result].append(week_from(tuple(week)))
        return {key_result: found.get(key_result, []) for key_result in key_results}

    def check_ins(self, key_results: Collection[KeyResultId], week: Week) -> Sequence[CheckIn]:
        rows = self._all(_CHECK_INS, key_results=list(key_results), of_week=week)
        return [check_in_from(row) for row in rows]

    def history(self, key_result: KeyResultId) -> Sequence[CheckIn]:
        return [check_in_from(row) for row in self._all(_HISTORY, of_key_result=key_result)]

    def record(self, check_ins: Sequence[CheckIn]) -> None:
        self._insert(_RECORD, [_check_in_row(check_in) for check_in in check_ins])
        self._each(
            _SETTLE,
            [
                {
                    "of_key_result": check_in.key_result,
                    "of_week": check_in.week,
                    "at": check_in.at,
                }
                for check_in in check_ins
            ],
        )

    def set_week(self, key_result: KeyResultId, answer: WeekAnswer, progress: float | None) -> None:
        row = {
            "key_result": key_result,
            "week": answer.week,
            "value": answer.value,
            "median": answer.opinion.median,
            "low": answer.opinion.low,
            "high": answer.opinion.high,
            "answers": answer.opinion.answers,
            "progress": progress,
        }
        self._insert(_SET_WEEK, [row])

    def set_standings(self, standings: Sequence[Standing]) -> None:
        self._insert(_SET_STANDING, [_standing_row(standing) for standing in standings])

    def open_obligations(
        self, unit: UnitId, week: Week, key_results: Collection[KeyResultId]
    ) -> None:
        self.lock(key_results)
        self._insert(
            _OPEN,
            [
                {"key_result": key_result, "week": week, "unit": unit, "answered_at": None}
                for key_result in key_results
            ],
        )
        # Asking twice adds nothing to a standing, so the standings may be asked about again, and
        # must be where an answer came before the question and settled the obligation already.
        before = {
            row[0]: standing_from(row[0], row[1:])
            for row in self._all(_STANDINGS, key_results=list(key_results))
        }
        asked = [
            standing_asked(before.get(key_result) or Standing(key_result), week)
            for key_result in key_results
        ]
        self.set_standings([new for new in asked if new != before.get(new.key_result)])


def _check_in_row(check_in: CheckIn) -> dict[str, Any]:
    return {
        "id": check_in.id,
        "key_result": check_in.key_result,
        "week": check_in.week,
        "person": check_in.person,
        "at": check_in.at,
        "value": check_in.value,
        "confidence": check_in.confidence,
        "unchanged": check_in.unchanged,
        "comment": check_in.comment,
        "blocker": check_in.blocker,
        "help_from": check_in.help_from,
        "corrects": check_in.corrects,
    }


def _standing_row(standing: Standing) -> dict[str, Any]:
    return {
        "key_result": standing.key_result,
        "week": standing.week,
        "value": standing.value,
        "progress": standing.progress,
        "confidence": standing.confidence,
        "low": standing.low,
        "high": standing.high,
        "answers": standing.answers,
        "unanswered": standing.unanswered,
        "asked": standing.asked,
        "contradictions": " ".join(standing.contradictions),
        "blocker": standing.blocker,
        "help_from": standing.help_from,
    }
