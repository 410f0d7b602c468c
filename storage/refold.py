"""When an import moves a target or a cycle: the sums of what is answered are drawn up anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import and_, select

from dialogs.okr.measure import Measure, progress
from dialogs.okr.model import Cycle, KeyResultId
from dialogs.okr.standing import Standing, WeekAnswer, WeekSaid, standing_after
from storage.answers import Answers
from storage.errors import MeasureKindError
from storage.part import owner
from storage.translation import (
    CYCLE,
    KEY_RESULT,
    cycle_from,
    cycles,
    key_result_from,
    key_results,
    objectives,
)

_WIDTH: Final = len(KEY_RESULT)
_AIMS: Final = (
    select(*KEY_RESULT, *CYCLE)
    .join_from(
        key_results.id.table,
        objectives.id.table,
        and_(
            objectives.organisation_id == key_results.organisation_id,
            objectives.id == key_results.objective,
        ),
    )
    .join(
        cycles.id.table,
        and_(cycles.organisation_id == objectives.organisation_id, cycles.id == objectives.cycle),
    )
    .where(key_results.organisation_id == owner())
)


@dataclass(frozen=True, slots=True)
class Aim:
    """What the sums of a key result are made with, besides its answers."""

    measure: Measure
    cycle: Cycle

    @property
    def figures(self) -> tuple[Measure, date, date]:
        """What the sums depend on; a cycle's name is not part of it."""
        return self.measure, self.cycle.start, self.cycle.end


Aims = Mapping[KeyResultId, Aim]


class Refold(Answers):
    """The sums of one organisation, before and after its structure is saved."""

    def aims(self) -> Aims:
        """Return what every key result is measured with now."""
        found: dict[KeyResultId, Aim] = {}
        for row in self._all(_AIMS):
            key_result = key_result_from(row[:_WIDTH])
            found[key_result.id] = Aim(key_result.measure, cycle_from(row[_WIDTH:]))
        return found

    def refold(self, before: Aims) -> None:
        """Draw up the sums of the answered key results whose measure or cycle has changed.

        Raises:
            MeasureKindError: the kind of a measure has changed; numbers of one kind mean nothing
                in another.
        """
        after = self.aims()
        moved = [
            name
            for name, aim in after.items()
            if name in before and before[name].figures != aim.figures
        ]
        if not moved:
            return
        # Whoever answers now is waited for, and whoever answers next reads the new figures.
        self.lock(moved)
        weeks = {name: said for name, said in self.weeks(moved).items() if said}
        kinds = [
            name for name in weeks if type(before[name].measure) is not type(after[name].measure)
        ]
        if kinds:
            raise MeasureKindError(kinds)
        standings = self._standings(list(weeks))
        for name, said in weeks.items():
            self._fold(after[name], said, standings.get(name) or Standing(name))

    def _fold(self, aim: Aim, weeks: Sequence[WeekAnswer], standing: Standing) -> None:
        values: list[float] = []
        said = []
        for week in weeks:
            if week.value is not None:
                values.append(week.value)
            said.append(WeekSaid(standing.key_result, week, progress(aim.measure, values)))
        self.set_weeks(said)
        after = standing_after(
            standing,
            aim.measure,
            aim.cycle,
            weeks,
            blocker=standing.blocker,
            help_from=standing.help_from,
        )
        self.set_standings([after])
