"""What surrounds key results in a week, in one look: who answers, what was said and sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, Final, TypeVar

from sqlalchemy import Select, bindparam, literal, or_, select, union_all

from dialogs.okr.model import KeyResultId
from dialogs.okr.week import Week
from dialogs.ports import Around, Goal
from dialogs.posts import PostKey
from storage.absences import away_on
from storage.columns import among
from storage.looks import Looks
from storage.messages import POSTED, posted_from
from storage.part import Part, owner
from storage.translation import (
    ABSENCE,
    CHECK_IN,
    MEMBERSHIP,
    UNIT_HERE,
    WEEK,
    absence_from,
    absences,
    check_in_from,
    check_ins,
    key_results,
    membership_from,
    memberships,
    people,
    unit_from,
    units,
    week_from,
    weeks,
)
from storage.turns import CLOSED, is_shut

T = TypeVar("T")

_MEMBERS: Final = select(memberships.position, *MEMBERSHIP).where(
    memberships.organisation_id == owner(), among(memberships.unit, "units")
)
_WHO: Final = union_all(
    select(memberships.person).where(
        memberships.organisation_id == owner(),
        among(memberships.unit, "units"),
        # Or SQLite would look through those of all units, in an index that has no positions.
        memberships.position.is_not(None),
    ),
    select(key_results.owner).where(
        key_results.organisation_id == owner(), among(key_results.id, "key_results")
    ),
)
"""All who may have to answer."""
_AWAY: Final = select(*ABSENCE).where(
    absences.organisation_id == owner(),
    absences.person.in_(_WHO),
    absences.first <= bindparam("until"),
    or_(absences.last.is_(None), absences.last >= bindparam("since")),
)
_GONE: Final = select(people.id, people.gone_since).where(
    people.organisation_id == owner(),
    people.id.in_(_WHO),
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


def _above() -> Select[*tuple[Any, ...]]:
    start = select(
        units.id.label("below"), units.parent.label("id"), literal(1).label("steps")
    ).where(units.organisation_id == owner(), among(units.id, "units"))
    chain = start.cte("chain", recursive=True)
    chain = chain.union_all(
        select(chain.c.below, units.parent, chain.c.steps + 1).where(
            units.organisation_id == owner(), units.id == chain.c.id
        )
    )
    return (
        select(chain.c.below, chain.c.steps, *UNIT_HERE)
        .join_from(units.id.table, chain, chain.c.id == units.id)
        .where(units.organisation_id == owner())
    )


_LOOKS: Final = (_SAID, _MEMBERS, _AWAY, _GONE, _WEEKS, _above(), POSTED)
_AROUND: Final = Looks(*_LOOKS)
_AROUND_HELD: Final = Looks(*_LOOKS, CLOSED)


class Surroundings(Part):
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
        said, members, absent, gone, answered, above, posted, *shut = self._together(
            looks,
            units=list({goal.unit.id for goal in goals}),
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
            members=_by_first((row[2], membership_from(row[1:])) for row in sorted(members)),
            above=_by_first((row[0], unit_from(row[2:])) for row in sorted(above, key=_place)),
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
