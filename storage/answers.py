"""What an organisation's people answer: check-ins, weeks, standings and what was asked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import and_, bindparam, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from dialogs.okr.model import CheckIn, CycleId, KeyResultId, PersonId, UnitId
from dialogs.okr.standing import Standing, WeekAnswer, WeekSaid, standing_asked
from dialogs.okr.week import Week
from dialogs.okr.window import Window
from storage.columns import IsoWeek, Utc, among
from storage.errors import ShutCycleError
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
from storage.turns import CLOSED

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
_ASKED: Final = select(_obligations.key_result).where(
    _obligations.organisation_id == owner(),
    among(_obligations.unit, "units"),
    _obligations.week == bindparam("of_week"),
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


_SETTLE_OWN: Final = (
    update(table(ObligationRow))
    .where(
        _obligations.organisation_id == owner(),
        among(_obligations.key_result, "key_results"),
        _obligations.week == bindparam("of_week"),
        or_(
            _obligations.answered_at.is_not(None),
            _obligations.closes_at.is_(None),
            _obligations.closes_at > bindparam("at"),
        ),
    )
    .values(
        answered_at=func.coalesce(_obligations.answered_at, bindparam("at", type_=Utc())),
        answered_in=func.coalesce(_obligations.answered_in, bindparam("of_week", type_=IsoWeek())),
    )
)


def _settle() -> Any:  # noqa: ANN401 - an insert of one dialect that both compile
    new = insert(table(ObligationRow)).values(
        organisation_id=owner(),
        key_result=bindparam("of_key_result"),
        week=bindparam("of_week"),
        unit=_UNIT_OF_KEY_RESULT,
        answered_at=bindparam("at"),
        answered_in=bindparam("in_week"),
    )
    first = {
        name: func.coalesce(_obligations[name], new.excluded[name])
        for name in ("answered_at", "answered_in")
    }
    return new.on_conflict_do_update(
        index_elements=[_obligations.organisation_id, _obligations.key_result, _obligations.week],
        set_=first,
    )


_SETTLE: Final = _settle()


def _open() -> Any:  # noqa: ANN401 - an insert of one dialect that both compile
    new = insert(table(ObligationRow))
    # An answer that came first has noted the obligation without a window.
    window = {
        name: func.coalesce(_obligations[name], new.excluded[name])
        for name in ("due_at", "closes_at")
    }
    return new.on_conflict_do_update(
        index_elements=[_obligations.organisation_id, _obligations.key_result, _obligations.week],
        set_=window,
    )


_OPEN: Final = _open()
_WITHDRAW: Final = (
    delete(table(ObligationRow))
    .where(
        _obligations.organisation_id == owner(),
        among(_obligations.key_result, "key_results"),
        _obligations.week == bindparam("of_week"),
        _obligations.answered_at.is_(None),
    )
    .returning(_obligations.key_result)
)
_REOPEN: Final = (
    update(table(ObligationRow))
    .where(
        _obligations.organisation_id == owner(),
        _obligations.key_result == bindparam("of_key_result"),
        _obligations.week == bindparam("of_week"),
    )
    .values(answered_at=None, answered_in=None)
)
_TOUCHED: Final = select(
    _obligations.key_result,
    _obligations.week,
    _obligations.answered_at,
    _obligations.answered_in,
    _obligations.closes_at,
).where(
    _obligations.organisation_id == owner(),
    among(_obligations.key_result, "key_results"),
    _obligations.week <= bindparam("of_week"),
    or_(
        _obligations.week == bindparam("of_week"),
        _obligations.answered_in == bindparam("of_week"),
        _obligations.answered_at.is_(None),
    ),
)
_ASKED_IN: Final = select(
    _obligations.key_result, _obligations.week, _obligations.answered_at
).where(_obligations.organisation_id == owner(), among(_obligations.key_result, "key_results"))

_LAST_ANSWERS: Final = (
    select(check_ins.person, func.max(check_ins.at))
    .where(check_ins.organisation_id == owner(), among(check_ins.person, "people"))
    .group_by(check_ins.person)
)


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


@dataclass(frozen=True, slots=True)
class _Obligation:
    """One asking about one key result."""

    week: Week
    answered_at: datetime | None
    answered_in: Week | None
    closes_at: datetime | None

    def takes(self, at: datetime) -> bool:
        """Say whether an answer that is given at an instant counts: later, it has been missed."""
        return self.answered_at is not None or self.closes_at is None or at < self.closes_at


def _settled_by(week: Week, at: datetime, touched: Sequence[_Obligation]) -> Week | None:
    """Return the week whose asking an answer of a week settles; None: it settles none.

    Its own week's, else the newest one that waits: a question of the month may be answered weeks
    later. Where none waits, whoever answers of their own accord settles an asking of their own.
    What has been missed stays so, and an answer that has settled one asking settles no other.
    """
    own = [one for one in touched if one.week == week]
    if own:
        return week if own[0].takes(at) else None
    if any(one.answered_in == week for one in touched):
        return None
    waiting = (one.week for one in touched if one.answered_at is None and one.takes(at))
    return max(waiting, default=week)


def _asked_since(standing: Standing, asked: Sequence[Week]) -> Standing:
    """Return a standing that counts no more askings than there were since its last answer."""
    last = standing.week
    if last is None or not standing.unanswered:
        return standing
    since = sum(week > last for week in asked)
    return replace(standing, unanswered=min(standing.unanswered, since))


class Answers(Part):
    """Answers in, sums out; the history is only ever added to."""

    def lock(self, key_results: Collection[KeyResultId]) -> None:
        """Hold the key results until commit, so that two sums of them are made one by one."""
        # In the order of their ids, so that two transactions cannot wait for each other.
        if self._has_rivals:
            self._all(_LOCK, key_results=list(key_results))
            self._held.update(key_results)

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
        self._refuse_shut({check_in.key_result for check_in in check_ins})
        answered: defaultdict[Week, dict[KeyResultId, datetime]] = defaultdict(dict)
        for check_in in check_ins:
            answered[check_in.week].setdefault(check_in.key_result, check_in.at)
        for week in sorted(answered):
            self._settle(week, answered[week])
        if check_ins:
            self._later(self._rows(_RECORD, [_check_in_row(check_in) for check_in in check_ins]))

    def _refuse_shut(self, answered: Collection[KeyResultId]) -> None:
        """Raise ShutCycleError where a cycle takes no answers; whoever has looked is believed."""
        unsure = [name for name in answered if name not in self._answerable]
        if not unsure:
            return
        self.lock(unsure)
        shut = self._all(CLOSED, key_results=unsure)
        if shut:
            raise ShutCycleError([(UnitId(unit), CycleId(cycle)) for _, unit, cycle in shut])
        self._answerable.update(unsure)

    def _settle(self, week: Week, answered: Mapping[KeyResultId, datetime]) -> None:
        """Settle what the answers of a week answer: as a rule, the week's own askings."""
        own = 0
        for at in set(answered.values()):
            names = [key_result for key_result, when in answered.items() if when == at]
            own += self._count_of(_SETTLE_OWN, key_results=names, of_week=week, at=at)
        if own < len(answered):
            self._settle_others(week, answered)

    def _settle_others(self, week: Week, answered: Mapping[KeyResultId, datetime]) -> None:
        """Settle where the week has no asking of its own that still takes an answer.

        One that it has, and that is settled by now, stays as it is.
        """
        touched = self._touched(list(answered), week)
        settled = []
        for key_result, at in answered.items():
            asked = _settled_by(week, at, touched[key_result])
            if asked is not None:
                row = {"of_key_result": key_result, "of_week": asked, "at": at, "in_week": week}
                settled.append(row)
        self._each(_SETTLE, settled)

    def _touched(
        self, key_results: Collection[KeyResultId], week: Week
    ) -> Mapping[KeyResultId, Sequence[_Obligation]]:
        """Return the obligations that an answer of the week has settled, or could settle."""
        found: defaultdict[KeyResultId, list[_Obligation]] = defaultdict(list)
        for key_result, *asked in self._all(_TOUCHED, key_results=list(key_results), of_week=week):
            found[key_result].append(_Obligation(*asked))
        return found

    def set_weeks(self, said: Sequence[WeekSaid]) -> None:
        if said:
            self._later(self._rows(_SET_WEEK, [_week_row(each) for each in said]))

    def set_standings(self, standings: Sequence[Standing]) -> None:
        # After a late answer only the askings themselves tell how often was asked since: not every
        # unit is asked weekly. After any other answer nothing is left, and nothing is looked up.
        late = [one.key_result for one in standings if one.unanswered and one.week is not None]
        asked: defaultdict[KeyResultId, list[Week]] = defaultdict(list)
        for key_result, week, _ in self._all(_ASKED_IN, key_results=late) if late else ():
            asked[key_result].append(week)
        rows = [_standing_row(_asked_since(one, asked[one.key_result])) for one in standings]
        if rows:
            self._later(self._rows(_SET_STANDING, rows))

    def asked(self, units: Collection[UnitId], week: Week) -> Sequence[KeyResultId]:
        # Sorted here: for the order's sake SQLite would walk through all weeks.
        found = self._all(_ASKED, units=list(units), of_week=week)
        return sorted(KeyResultId(each) for (each,) in found)

    def open_obligations(
        self, unit: UnitId, week: Week, key_results: Collection[KeyResultId], window: Window
    ) -> None:
        self.lock(key_results)
        until = {"due_at": window.due, "closes_at": window.closes}
        touched = self._touched(key_results, week)
        opened, reopened = [], []
        for key_result in key_results:
            row = {"key_result": key_result, "week": week, "unit": unit, **until}
            # An answer that came before this question, and was counted for an older one.
            early = [one for one in touched[key_result] if one.answered_in == week != one.week]
            reopened += [{"of_key_result": key_result, "of_week": one.week} for one in early]
            at, by = (early[0].answered_at, week) if early else (None, None)
            opened.append({**row, "answered_at": at, "answered_in": by})
        self._each(_REOPEN, reopened)
        self._insert(_OPEN, opened)
        # Asking twice adds nothing to a standing, so the standings may be asked about again, and
        # must be where an answer came before the question and settled the obligation already.
        before = self._standings(key_results)
        asked = [
            standing_asked(before.get(key_result) or Standing(key_result), week)
            for key_result in key_results
        ]
        changed = [new for new in asked if new != before.get(new.key_result)]
        self._insert(_SET_STANDING, [_standing_row(standing) for standing in changed])

    def withdraw_obligations(self, week: Week, key_results: Collection[KeyResultId]) -> None:
        self.lock(key_results)
        gone = self._all(_WITHDRAW, key_results=list(key_results), of_week=week)
        self.recount([KeyResultId(key_result) for (key_result,) in gone])

    def recount(self, key_results: Collection[KeyResultId]) -> None:
        """Write anew what the standings of key results say about having been asked."""
        before = self._standings(key_results)
        asked: defaultdict[KeyResultId, list[Week]] = defaultdict(list)
        waiting: Counter[KeyResultId] = Counter()
        for key_result, week, answered_at in self._all(_ASKED_IN, key_results=list(before)):
            asked[key_result].append(week)
            last = before[key_result].week
            waiting[key_result] += answered_at is None and (last is None or week > last)
        after = [
            replace(
                standing,
                asked=max(asked[key_result], default=None),
                unanswered=waiting[key_result],
            )
            for key_result, standing in before.items()
        ]
        changed = [new for new in after if new != before[new.key_result]]
        self._insert(_SET_STANDING, [_standing_row(standing) for standing in changed])

    def last_answers(self, people: Collection[PersonId]) -> Mapping[PersonId, datetime]:
        rows = self._all(_LAST_ANSWERS, people=list(people)) if people else ()
        return {PersonId(person): at for person, at in rows}

    def _standings(self, key_results: Collection[KeyResultId]) -> Mapping[KeyResultId, Standing]:
        rows = self._all(_STANDINGS, key_results=list(key_results))
        return {row[0]: standing_from(row[0], row[1:]) for row in rows}


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


def _week_row(said: WeekSaid) -> dict[str, Any]:
    answer = said.answer
    return {
        "key_result": said.key_result,
        "week": answer.week,
        "value": answer.value,
        "median": answer.opinion.median,
        "low": answer.opinion.low,
        "high": answer.opinion.high,
        "answers": answer.opinion.answers,
        "progress": said.progress,
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
