"""A roll-up comes at its hour, for its meeting, about the right weeks and the right cycle."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from dialogs.events import Moment
from dialogs.flow import Occasion
from dialogs.flows.digest import DIGEST, Facts, compose, gather
from dialogs.flows.summing import MOST_SILENT, Reach
from dialogs.okr.cadence import BeforeMeetings, CycleWorkday, read_rule
from dialogs.okr.measure import Change
from dialogs.okr.model import (
    ForumId,
    KeyResult,
    KeyResultId,
    Level,
    Objective,
    ObjectiveId,
    Unit,
    UnitId,
)
from dialogs.okr.week import Week
from dialogs.okr.window import window
from dialogs.ports import ScheduleKind, Work
from dialogs.posts import Post
from dialogs.text import Listing, Phrase, say
from dialogs.views import Paragraph
from storage.database import Database
from storage.structure import Structure
from tests.conversations.company import ORGANISATION, company
from tests.conversations.keys import keys
from tests.dialogs.flows.support import ALMANAC, MONDAY

THURSDAY = datetime(2026, 11, 5, 6, 30, tzinfo=UTC)
"""Half past eight in Helsinki: the owls' hour."""
WEEKLY = read_rule("weekly thu")


async def posted(
    database: Database, whole: Structure, *, now: datetime | None = None, after: datetime = MONDAY
) -> tuple[Moment, Post]:
    """Let the owls' next roll-up come, at its own hour or at another."""
    await database.save_structure(whole)

    def look(work: Work) -> tuple[Moment, Facts | None]:
        schedule = work.schedule(ScheduleKind.DIGEST, "owls-meeting")
        assert schedule is not None
        (moment, *_) = ALMANAC.coming(schedule, after, 1)
        occasion = Occasion(moment, now if now is not None else moment.planned, ALMANAC)
        return moment, gather(work, occasion)

    moment, facts = await database.read(ORGANISATION, look)
    _, (post,) = compose(facts)
    return moment, post


def meeting(whole: Structure, cadence: str, at: time = time(8, 30)) -> Structure:
    forums = tuple(
        replace(each, cadence=read_rule(cadence), at=at) if each.id == "owls-meeting" else each
        for each in whole.forums
    )
    return replace(whole, forums=forums)


def test_a_company_s_roll_up_does_not_hold_up_those_who_write() -> None:
    assert DIGEST.apart


async def test_a_roll_up_comes_at_its_hour_and_the_ledger_expects_it(database: Database) -> None:
    moment, post = await posted(database, company())
    assert post.key == "digest:owls-meeting:2026-W45"
    assert post.at == moment.planned == THURSDAY
    assert post.planned is not None
    assert (post.planned.unit, post.planned.period) == ("owls", "2026-W45")
    assert (post.planned.at, post.planned.due, post.planned.closes) == (THURSDAY, None, None)
    assert {"button-status", "button-why"} <= set(keys(post.view))
    assert "digest-meeting" not in set(keys(post.view))


@pytest.mark.parametrize(
    ("now", "at"),
    [
        (datetime(2026, 11, 5, 5, 0, tzinfo=UTC), THURSDAY),
        (datetime(2026, 11, 5, 10, 0, tzinfo=UTC), datetime(2026, 11, 5, 10, 0, tzinfo=UTC)),
        (datetime(2026, 11, 5, 22, 0, tzinfo=UTC), datetime(2026, 11, 6, 6, 0, tzinfo=UTC)),
        (datetime(2026, 11, 7, 10, 0, tzinfo=UTC), datetime(2026, 11, 9, 6, 0, tzinfo=UTC)),
    ],
)
async def test_one_composed_early_waits_and_a_late_one_comes_in_working_hours(
    database: Database, now: datetime, at: datetime
) -> None:
    _, post = await posted(database, company(), now=now)
    assert post.at == at
    assert post.planned is not None
    assert post.planned.at == THURSDAY


async def test_a_free_day_is_kept_in_the_plan(database: Database) -> None:
    # Christmas Eve, 2026, is a Thursday.
    after = datetime(2026, 12, 23, 12, tzinfo=UTC)
    moment, post = await posted(database, company(), after=after)
    assert post.planned is not None
    assert post.planned.moved_from == moment.moved_from == date(2026, 12, 24)
    assert post.at == datetime(2026, 12, 28, 6, 30, tzinfo=UTC)


async def test_a_forum_with_a_calendar_is_told_which_meeting_it_is_for(database: Database) -> None:
    await database.save_structure(company())
    days = (date(2026, 11, 10), date(2026, 11, 24))
    await database.write(
        ORGANISATION,
        lambda work: work.set_meetings(ForumId("owls-meeting"), days, date(2026, 11, 2), 3),
    )

    def look(work: Work) -> Facts | None:
        schedule = work.schedule(ScheduleKind.DIGEST, "owls-meeting")
        assert schedule is not None
        (moment, *_) = ALMANAC.coming(schedule, MONDAY, 1)
        return gather(work, Occasion(moment, moment.planned, ALMANAC))

    _, (post,) = compose(await database.read(ORGANISATION, look))
    assert post.key == "digest:owls-meeting:meeting-2026-11-10"
    found = list(keys(post.view))
    assert found.index("digest-title") < found.index("digest-meeting") < found.index("digest-why")
    assert "rule-meetings" in found


ON = date(2027, 1, 8)
ENDS = (date(2026, 9, 30), date(2026, 12, 31), date(2027, 3, 31))


def test_weeks_are_counted_from_the_one_after_the_last_roll_up() -> None:
    first = Reach.of_digest(WEEKLY, ON, None)
    assert first.weeks == (Week(2026, 51), Week(2027, 1))
    assert Reach.of_digest(WEEKLY, ON, date(2026, 12, 23)).weeks == (Week(2026, 53), Week(2027, 1))
    # A second one in the same week counts that week alone.
    assert Reach.of_digest(WEEKLY, ON, ON).weeks == (Week(2027, 1), Week(2027, 1))


@pytest.mark.parametrize(
    ("rule", "of"),
    [
        (WEEKLY, ON),
        (read_rule("monthly workday 3"), ON),
        (BeforeMeetings(3, (ON,)), ON),
        (read_rule("quarterly workday 5"), date(2026, 12, 31)),
        (CycleWorkday(5, ENDS), date(2026, 12, 31)),
        (CycleWorkday(5), ON),
        (CycleWorkday(5, ENDS[2:]), ON),
    ],
)
def test_after_a_quarter_or_a_cycle_a_forum_looks_back_at_it(rule: object, of: date) -> None:
    reach = Reach.of_digest(rule, ON, None)  # type: ignore[arg-type]
    assert reach.of == of
    assert reach.picture[1] == Week.of(of)


async def test_after_its_end_a_cycle_is_shown_by_what_came_of_it(database: Database) -> None:
    whole = meeting(company(), "cycle workday 3")
    _, post = await posted(database, whole, after=datetime(2026, 12, 31, 22, tzinfo=UTC))
    assert post.key == "digest:owls-meeting:cycle-2026-12-31"
    found = set(keys(post.view))
    assert {"digest-of", "outcome-unanswered", "rule-cycle"} <= found
    assert "status-new" not in found


async def test_many_silent_units_are_named_up_to_a_number(database: Database) -> None:
    whole = company()
    owls = next(each for each in whole.units if each.id == "owls")
    cycle = next(each.id for each in whole.cycles if each.start <= THURSDAY.date() <= each.end)
    teams = [UnitId(f"team-{number:02}") for number in range(MOST_SILENT + 2)]
    aims = [Objective(ObjectiveId(each), each, cycle, "Less waiting", 1) for each in teams]
    goals = [KeyResult(KeyResultId(each.id), each.id, "Days", Change(30, 10)) for each in aims]
    whole = replace(
        whole,
        units=(*whole.units, *(Unit(each, f"Team {each}", Level.TEAM, owls.id) for each in teams)),
        objectives=(*whole.objectives, *aims),
        key_results=(*whole.key_results, *goals),
    )
    await database.save_structure(whole)

    def ask(work: Work) -> None:
        for week in (Week(2026, 43), Week(2026, 44)):
            for team in teams:
                work.open_obligations(team, week, [KeyResultId(team)], window(week, "UTC"))

    await database.write(ORGANISATION, ask)
    _, post = await posted(database, whole)
    (silence,) = (
        each.text
        for each in post.view.blocks
        if isinstance(each, Paragraph)
        and isinstance(each.text, Phrase)
        and each.text.key == "digest-silence"
    )
    found = dict(silence.args)
    named = found["units"]
    assert isinstance(named, Listing)
    assert len(named.items) == MOST_SILENT + 1
    assert named.items[-1] == say("digest-more-silent", count=2)
    assert found["count"] == len(teams)
