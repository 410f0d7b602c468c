"""What recurs in each organisation, for the clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import Connection, and_, select

from dialogs.okr.asking import asking_hour, asking_rule
from dialogs.okr.model import Organisation, OrganisationId
from dialogs.ports import Plan, Schedule
from storage.crossings import ORGANISATIONS, REVISIONS
from storage.errors import UnknownOrganisationError
from storage.part import Part, owner
from storage.runner import Runner
from storage.translation import (
    FORUM,
    UNIT_HERE,
    forum_from,
    forums,
    key_results,
    objectives,
    organisation_from,
    organisations,
    unit_from,
    units,
)

_REVISION: Final = select(organisations.revision, organisations.country).where(
    organisations.id == owner()
)
_ASKED: Final = (
    select(*UNIT_HERE, units.since)
    .where(
        units.organisation_id == owner(),
        units.id.in_(
            select(objectives.unit)
            .join_from(
                objectives.id.table,
                key_results.id.table,
                and_(
                    key_results.organisation_id == objectives.organisation_id,
                    key_results.objective == objectives.id,
                ),
            )
            .where(objectives.organisation_id == owner())
        ),
    )
    .order_by(units.position, units.id)
)
_FORUMS: Final = (
    select(*FORUM, units.zone_here, forums.since)
    .join_from(
        forums.id.table,
        units.id.table,
        and_(units.organisation_id == forums.organisation_id, units.id == forums.unit),
    )
    .where(forums.organisation_id == owner())
    .order_by(forums.position, forums.id)
)


class Calendar:
    """Reads what recurs; a plan is read again only when its revision has changed."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    async def revisions(self) -> Mapping[OrganisationId, int]:
        return await self._runner.read(_revisions)

    async def plan(self, organisation: OrganisationId) -> Plan:
        return await self._runner.read(
            lambda connection: _Recurring(connection, organisation).plan()
        )


def all_organisations(connection: Connection) -> Sequence[Organisation]:
    """Return all organisations, by id."""
    return [organisation_from(row) for row in connection.execute(ORGANISATIONS)]


def _revisions(connection: Connection) -> Mapping[OrganisationId, int]:
    return {OrganisationId(row.id): row.revision for row in connection.execute(REVISIONS)}


class _Recurring(Part):
    """One organisation's plan in one transaction."""

    def plan(self) -> Plan:
        row = self._one(_REVISION)
        if row is None:
            raise UnknownOrganisationError(f"there is no organisation {self._id!r}")
        schedules = (*self._askings(row.country), *self._digests(row.country))
        return Plan(self._id, row.revision, schedules)

    def _askings(self, country: str) -> Sequence[Schedule]:
        found = []
        for *row, since in self._all(_ASKED):
            unit = unit_from(tuple(row))
            at = asking_hour(unit)
            schedule = Schedule(
                organisation=self._id,
                subject=unit.id,
                digest=False,
                rule=asking_rule(unit),
                hour=at.hour,
                minute=at.minute,
                zone=unit.zone or "UTC",
                country=country,
                since=since,
            )
            found.append(schedule)
        return found

    def _digests(self, country: str) -> Sequence[Schedule]:
        found = []
        for *row, zone, since in self._all(_FORUMS):
            forum = forum_from(tuple(row))
            schedule = Schedule(
                organisation=self._id,
                subject=forum.id,
                digest=True,
                rule=forum.cadence,
                hour=forum.at.hour,
                minute=forum.at.minute,
                zone=zone,
                country=country,
                since=since,
            )
            found.append(schedule)
        return found
