"""Sets the demonstration's stage: tables, sample, weeks of history, the page with its clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.application import Play, application, assemble
from bot.clocks import DemoTime, MovableClock
from bot.demo import Life, NextForum, Sample, beginning, read_sample
from bot.errors import OperatorError
from dialogs.okr.week import Week
from scheduler.almanac import HolidayAlmanac
from storage.database import open_database
from storage.schema import upgrade

Tell = Callable[[str], None]
"""Says in a few words how far it has come."""


async def set_stage(url: str, name: str, tell: Tell) -> web.Application:
    """Return the demonstration's application; its organisation stands where the story begins.

    A database that holds the sample already is shown as it is, from where its clock stood last.
    """
    sample = await asyncio.to_thread(read_sample, name)
    await asyncio.to_thread(upgrade, url)
    database = open_database(url)
    organisation = sample.structure.organisation
    known = {each.id for each in await database.organisations()}
    if known - {organisation.id}:
        await database.close()
        raise OperatorError(
            "this database holds other organisations, and the demonstration moves their time too",
            "Give it a database of its own, or leave --database out.",
        )
    answered = await database.check_ins(organisation.id) if organisation.id in known else ()
    if organisation.id in known:
        beat = await database.plans.last_beat() or beginning(sample)
        clock = MovableClock(max([beginning(sample), beat, *(each.at for each in answered)]))
    else:
        clock = MovableClock(_first_morning(sample))
        await database.save_structure(sample.structure)
    # A new story has no past that could be caught up on.
    beginning_of_all = None if organisation.id in known else clock.now()
    rytmi = assemble(database, clock, not_before=beginning_of_all)
    life = Life(rytmi, clock, sample)
    if organisation.id in known:
        life.skip_until(clock.now())
    else:
        zone = ZoneInfo(organisation.zone)

        def told(at: datetime) -> None:
            tell(f"living through week {Week.of(at.astimezone(zone).date()).number} …")

        await life.live_until(beginning(sample), told=told)
    page_clock = DemoTime(
        clock,
        organisation.zone,
        NextForum(await database.plans.plan(organisation.id), HolidayAlmanac()),
        life.live_until,
    )
    return application(
        rytmi,
        url=url,
        web_door=True,
        first=organisation.id,
        play=Play(page_clock, life.handle),
    )


def _first_morning(sample: Sample) -> datetime:
    """Return the midnight before the sample's first answered week, where the story begins."""
    zone = ZoneInfo(sample.structure.organisation.zone)
    first = min((each.at for each in sample.answers), default=beginning(sample)).astimezone(zone)
    monday = first.date() - timedelta(days=first.weekday())
    return datetime.combine(monday, time(), zone)
