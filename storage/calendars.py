"""Dates that people have set: meetings of a forum's own calendar, and weeks in which units rest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from dialogs.okr.cadence import BeforeMeetings, write_rule
from dialogs.okr.model import ForumId, UnitId
from dialogs.okr.rhythm import DIGEST_BEFORE
from dialogs.okr.week import Week
from storage.chart import Charted
from storage.part import owner
from storage.revision import Revised
from storage.tables import ForumRow, MeetingRow, table
from storage.translation import forums, meetings, rule_from

_MEETINGS_OF: Final = (
    select(meetings.day)
    .where(meetings.organisation_id == owner(), meetings.forum == bindparam("of_forum"))
    .order_by(meetings.day)
)
_FORGET_MEETINGS: Final = delete(table(MeetingRow)).where(
    meetings.organisation_id == owner(),
    meetings.forum == bindparam("of_forum"),
    meetings.day >= bindparam("from_day"),
)
_MEET: Final = insert(table(MeetingRow)).on_conflict_do_nothing()
_RULE: Final = select(forums.cadence).where(
    forums.organisation_id == owner(), forums.id == bindparam("forum")
)
_FOLLOW: Final = (
    update(table(ForumRow))
    .where(forums.organisation_id == owner(), forums.id == bindparam("forum"))
    .values(cadence=bindparam("rule"), cadence_set=bindparam("rule"))
)


class Calendars(Charted, Revised):
    """Dates that people have typed or imported."""

    def meetings(self, forum: ForumId) -> Sequence[date]:
        return [day for (day,) in self._all(_MEETINGS_OF, of_forum=forum)]

    def resting(self, asked: Collection[UnitId], week: Week) -> frozenset[UnitId]:
        return self._chart.resting(asked, week)

    def set_meetings(
        self, forum: ForumId, days: Collection[date], today: date, before: int | None = None
    ) -> None:
        # First of all, so that two who do this at once, or an import beside them, wait in a row.
        self._move_on()
        self._run(_FORGET_MEETINGS, of_forum=forum, from_day=today)
        coming = sorted({day for day in days if day >= today})
        self._insert(_MEET, [{"forum": forum, "day": day} for day in coming])
        row = self._one(_RULE, forum=forum)
        known = row is not None and isinstance(rule_from(row.cadence), BeforeMeetings)
        if row is not None and (before is not None or not known):
            rule = BeforeMeetings(DIGEST_BEFORE if before is None else before)
            self._run(_FOLLOW, forum=forum, rule=write_rule(rule))
