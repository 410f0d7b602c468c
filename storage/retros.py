"""Looks back: how far each has come, what came of goals, and what teams agreed to change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Executable,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from dialogs.okr.model import CycleId, KeyResultId, PersonId, UnitId
from dialogs.okr.retro import (
    Carry,
    Change,
    ChangeId,
    ChangeNews,
    Manner,
    Retro,
    RetroId,
    Score,
    Stage,
)
from storage.base import table
from storage.columns import Utc, among
from storage.errors import PassedStageError, TakenMeanwhileError
from storage.part import owner
from storage.retro_rows import (
    CARRY,
    CHANGE,
    NEWS,
    RETRO,
    SCORE,
    carries,
    carry_from,
    change_from,
    change_row,
    changes,
    news,
    news_from,
    retro_from,
    retro_row,
    retros,
    score_from,
    scores,
)
from storage.retro_tables import CarryRow, ChangeRow, NewsRow, RetroRow, ScoreRow
from storage.revision import Revised

_RETRO: Final = select(*RETRO).where(
    retros.organisation_id == owner(), retros.id == bindparam("of_retro")
)
_HELD: Final = _RETRO.with_for_update(key_share=True)
_RETRO_OF: Final = select(*RETRO).where(
    retros.organisation_id == owner(),
    retros.unit == bindparam("of_unit"),
    retros.cycle == bindparam("of_cycle"),
)
_RETROS_OF: Final = (
    select(*RETRO)
    .where(retros.organisation_id == owner(), among(retros.unit, "units"))
    .order_by(retros.started.desc(), retros.id)
)
_BEGIN: Final = insert(table(RetroRow)).on_conflict_do_nothing()


def _set(*conditions: ColumnElement[bool], **values: Any) -> Executable:  # noqa: ANN401 - a column's own
    return (
        update(table(RetroRow))
        .where(retros.organisation_id == owner(), retros.id == bindparam("of_retro"), *conditions)
        .values(values)
    )


_SET_STAGE: Final = _set(stage=bindparam("to"))
_HAND: Final = _set(facilitator=bindparam("to"))
_DECIDE: Final = _set(retros.manner.is_(None), manner=bindparam("to"))
_REMINDED: Final = _set(reminded=True)
_PUBLISH: Final = _set(stage=Stage.PUBLISHED.value, published=bindparam("at", type_=Utc()))
_SCORES: Final = (
    select(*SCORE)
    .where(scores.organisation_id == owner(), among(scores.retro, "retros"))
    .order_by(scores.number)
)
_SCORE: Final = insert(table(ScoreRow))
_CARRIES: Final = (
    select(*CARRY)
    .where(carries.organisation_id == owner(), carries.retro == bindparam("of_retro"))
    .order_by(carries.number)
)
_CARRY: Final = insert(table(CarryRow))


def _changes(*conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    every = table(NewsRow).alias("every")
    last = (
        select(func.max(every.c.number))
        .where(every.c.organisation_id == changes.organisation_id, every.c.change == changes.id)
        .correlate(table(ChangeRow))
        .scalar_subquery()
    )
    return (
        select(*CHANGE)
        .outerjoin_from(
            table(ChangeRow),
            table(NewsRow),
            and_(news.organisation_id == changes.organisation_id, news.number == last),
        )
        .where(changes.organisation_id == owner(), *conditions)
        .order_by(changes.position, changes.id)
    )


_CHANGES_OF: Final = _changes(among(changes.retro, "retros"), changes.agreed)
_CHANGES_IN: Final = _changes(
    changes.unit == bindparam("of_unit"),
    changes.cycle == bindparam("of_cycle"),
    changes.agreed,
    exists().where(
        retros.organisation_id == changes.organisation_id,
        retros.id == changes.retro,
        retros.published.is_not(None),
    ),
)
_CHANGE: Final = _changes(changes.id == bindparam("of_change"))


def _agree() -> Any:  # noqa: ANN401 - an insert of one dialect that both compile
    new = insert(table(ChangeRow))
    rest = ("unit", "cycle", "text", "owner", "first_check", "position", "agreed")
    return new.on_conflict_do_update(
        index_elements=[changes.organisation_id, changes.id],
        set_={name: new.excluded[name] for name in rest},
        where=changes.retro == new.excluded.retro,
    )


_AGREE: Final = _agree()
_OF_RETRO: Final = and_(changes.organisation_id == owner(), changes.retro == bindparam("of_retro"))
_DISAGREE: Final = update(table(ChangeRow)).where(_OF_RETRO).values(agreed=False)
_FORGET: Final = delete(table(ChangeRow)).where(
    _OF_RETRO,
    changes.agreed.is_(False),
    ~exists().where(news.organisation_id == changes.organisation_id, news.change == changes.id),
)
_SAY: Final = insert(table(NewsRow))
_NEWS: Final = (
    select(*NEWS)
    .where(news.organisation_id == owner(), news.change == bindparam("of_change"))
    .order_by(news.number)
)


class LooksBack(Revised):
    """Retros go on step by step; what was said in them is only ever added to."""

    def retro(self, retro: RetroId, *, hold: bool = False) -> Retro | None:
        row = self._one(_HELD if hold and self._has_rivals else _RETRO, of_retro=retro)
        return None if row is None else retro_from(row)

    def retro_of(self, unit: UnitId, cycle: CycleId) -> Retro | None:
        row = self._one(_RETRO_OF, of_unit=unit, of_cycle=cycle)
        return None if row is None else retro_from(row)

    def retros_of(self, units: Collection[UnitId]) -> Sequence[Retro]:
        return [retro_from(row) for row in self._all(_RETROS_OF, units=list(units))]

    def begin_retro(self, retro: Retro) -> None:
        if self._insert(_BEGIN, [retro_row(retro)]) == 0:
            raise TakenMeanwhileError("somebody else has begun the retro meanwhile")

    def set_stage(self, retro: RetroId, stage: Stage) -> None:
        self._run(_SET_STAGE, of_retro=retro, to=stage.value)

    def hand_retro(self, retro: RetroId, facilitator: PersonId) -> None:
        self._run(_HAND, of_retro=retro, to=facilitator)

    def decide_manner(self, retro: RetroId, manner: Manner) -> None:
        known = self._held_retro(retro).manner
        if known is None:
            self._run(_DECIDE, of_retro=retro, to=manner.value)
        elif known is not manner:
            raise PassedStageError("it is decided already whether the notes bear names")

    def mark_reminded(self, retro: RetroId) -> None:
        self._run(_REMINDED, of_retro=retro)

    def publish_retro(self, retro: Retro) -> None:
        self._move_on()  # its changes are asked about from now on
        self._run(_PUBLISH, of_retro=retro.id, at=retro.published)

    def _held_retro(self, retro: RetroId) -> Retro:
        """Return a retro and hold it until commit; raise PassedStageError where there is none."""
        found = self.retro(retro, hold=True)
        if found is None:
            raise PassedStageError("there is no such retro")
        return found

    # --- scores and verdicts --------------------------------------------------------------------

    def scores(self, retros: Collection[RetroId]) -> Mapping[RetroId, Sequence[Score]]:
        found: defaultdict[RetroId, dict[KeyResultId, Score]] = defaultdict(dict)
        for score in map(score_from, self._all(_SCORES, retros=list(retros))):
            found[score.retro][score.key_result] = score
        return {retro: [*found[retro].values()] for retro in retros}

    def score(self, scores: Sequence[Score]) -> None:
        self._insert(_SCORE, [asdict(score) | {"fit": score.fit.value} for score in scores])

    def carries(self, retro: RetroId) -> Sequence[Carry]:
        found = map(carry_from, self._all(_CARRIES, of_retro=retro))
        return [*{carry.about: carry for carry in found}.values()]

    def carry(self, carries: Sequence[Carry]) -> None:
        rows = [
            asdict(carry) | {"verdict": carry.verdict.value, "kind": carry.kind.value}
            for carry in carries
        ]
        self._insert(_CARRY, rows)

    # --- changes ----------------------------------------------------------------------------------

    def changes_of(self, retros: Collection[RetroId]) -> Mapping[RetroId, Sequence[Change]]:
        found: defaultdict[RetroId, list[Change]] = defaultdict(list)
        for change in map(change_from, self._all(_CHANGES_OF, retros=list(retros))):
            found[change.retro].append(change)
        return {retro: found[retro] for retro in retros}

    def changes_in(self, unit: UnitId, cycle: CycleId) -> Sequence[Change]:
        rows = self._all(_CHANGES_IN, of_unit=unit, of_cycle=cycle)
        return [change_from(row) for row in rows]

    def change(self, change: ChangeId) -> Change | None:
        row = self._one(_CHANGE, of_change=change)
        return None if row is None else change_from(row)

    def set_changes(self, retro: RetroId, changes: Sequence[Change]) -> None:
        self._move_on()
        self._held_retro(retro)
        self._run(_DISAGREE, of_retro=retro)
        self._insert(_AGREE, [change_row(change) for change in changes])
        self._run(_FORGET, of_retro=retro)

    def say_change(self, news: ChangeNews) -> None:
        self._move_on()
        self._insert(_SAY, [asdict(news) | {"state": news.state.value}])

    def change_history(self, change: ChangeId) -> Sequence[ChangeNews]:
        return [news_from(row) for row in self._all(_NEWS, of_change=change)]
