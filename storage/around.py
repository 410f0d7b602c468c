"""What surrounds key results in a week, in one look: who answers, what was said and sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, Final, TypeVar

from sqlalchemy import bindparam, or_, select

from dialogs.okr.model import KeyResultId
from dialogs.okr.week import Week
from dialogs.ports import Around, Goal
from dialogs.posts import PostKey
from storage.absences import away_on
from storage.chart import Charted
from storage.columns import among
from storage.looks import Looks
from storage.messages import POSTED, posted_from
from storage.part import owner
from storage.translation import (
    ABSENCE,
    CHECK_IN,
    WEEK,
    absence_from,
    absences,
    check_in_from,
    check_ins,
    people,
    week_from,
    weeks,
)
from storage.turns import CLOSED, is_shut

T = TypeVar("T")

_AWAY: Final = select(*ABSENCE).where(
    absences.organisation_id == owner(),
    among(absences.person, "people"),
    absences.first <= bindparam("until"),
    or_(absences.last.is_(None), absences.last >= bindparam("since")),
)
_GONE: Final = select(people.id, people.gone_since).where(
    people.organisation_id == owner(),
    among(people.id, "people"),
    people.gone_since <= bindparam("until"),
)
_SAID: Final = select(check_ins.number, *CHECK_IN).where(
    check_ins.organisation_id == owner(),
    among(check_ins.key_result, "key_results"),
    check_ins.week == bindparam("of_week"),
)
_WEEKS: Final = select(weeks.key_result, *WEEK).where(
    weeks.organisation_id == owner(), among(weeks.key_result, "key_results")
)

_LOOKS: Final = (_SAID, _AWAY, _GONE, _WEEKS, POSTED)
_AROUND: Final = Looks(*_LOOKS)
_AROUND_HELD: Final = Looks(*_LOOKS, CLOSED)


class Surroundings(Charted):
    """What a week's form and its answer read besides the key results themselves."""

    def around(
        self,
        goals: Collection[Goal],
        week: Week,
        days: Sequence[date],
        posts: Collection[PostKey] = (),
    ) -> Around:
        # Where others write beside us, a cycle may have been turned after its key results were read
        # and before they were held; elsewhere it still is as it was then.
        looks = _AROUND_HELD if self._has_rivals else _AROUND
        chart, here = self._chart, list(dict.fromkeys(goal.unit.id for goal in goals))
        members = {unit: found for unit in here if (found := chart.members_of([unit]))}
        answering = {each.person for found in members.values() for each in found}
        owners = {goal.key_result.owner for goal in goals if goal.key_result.owner is not None}
        said, absent, gone, answered, posted, *shut = self._together(
            looks,
            people=[*answering | owners],
            key_results=[goal.key_result.id for goal in goals],
            of_week=week,
            since=min(days),
            until=max(days),
            keys=list(posts),
        )
        closed = {goal.key_result.id for goal in goals if is_shut(goal.turned)}
        if self._has_rivals:
            closed = {KeyResultId(name) for rows in shut for name, *_ in rows}
            self._answerable |= (
                self._held.intersection(goal.key_result.id for goal in goals) - closed
            )
        own = [absence_from(row) for row in absent]
        since = dict(gone)
        return Around(
            members=members,
            above={unit: above for unit in here if (above := chart.above(unit))},
            away=[away_on(day, own, since) for day in days],
            check_ins=[check_in_from(row[1:]) for row in sorted(said, key=_number)],
            weeks=_by_first((row[0], week_from(row[1:])) for row in sorted(answered, key=_place)),
            closed=frozenset(closed),
            posted=posted_from(posted),
        )


_number: Final = itemgetter(0)
_place: Final = itemgetter(0, 1)


def _by_first(pairs: Iterable[tuple[Any, T]]) -> Mapping[Any, Sequence[T]]:
    found: defaultdict[Any, list[T]] = defaultdict(list)
    for name, each in pairs:
        found[name].append(each)
    return found
