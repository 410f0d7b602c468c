"""A cycle's end is called out in good time, once, to those who look after a unit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dialogs.events import MomentKind
from dialogs.flow import Occasion
from dialogs.flows.calling import Calls
from dialogs.flows.retro.setting import retro_id
from dialogs.flows.retro_call import Closing, compose, gather
from dialogs.ledger import LedgerFate, Reason
from dialogs.okr.model import Absence, Cycle, CycleId, Membership, PersonId, Role, UnitId
from dialogs.okr.retro import Change, ChangeId, ChangeNews, ChangeState, Retro, RetroId, Stage
from dialogs.ports import ScheduleKind, Work
from dialogs.posts import Post, PostKind, ToPerson
from dialogs.views import Buttons, Facts
from dialogs.writes import NoteLedger, Write
from storage.database import Database
from storage.structure import Structure
from tests.conversations.company import ORGANISATION, company
from tests.conversations.keys import buttons, keys
from tests.dialogs.flows.drawing import said
from tests.dialogs.flows.support import ALMANAC, MONDAY, english

TUESDAY = datetime(2026, 12, 22, 7, 0, tzinfo=UTC)
"""Nine o'clock in Helsinki, five working days before the quarter's last day."""


async def called(
    database: Database,
    unit: str,
    *,
    now: datetime = TUESDAY,
    away: tuple[Absence, ...] = (),
) -> tuple[tuple[Write, ...], tuple[Post, ...]]:
    """Let the moment come at which a unit's end of cycle is called out."""

    def set_absences(work: Work) -> None:
        for each in away:
            work.set_absence(each, each.person, MONDAY)

    def look(work: Work) -> Calls[Closing]:
        schedule = work.schedule(ScheduleKind.RETRO, unit)
        assert schedule is not None
        (moment, *_) = ALMANAC.coming(schedule, MONDAY, 1)
        assert moment.kind is MomentKind.RETRO
        return gather(work, Occasion(moment, now, ALMANAC))

    await database.write(ORGANISATION, set_absences)
    return compose(await database.read(ORGANISATION, look))


def receivers(posts: tuple[Post, ...]) -> list[str]:
    return [each.recipient.person for each in posts if isinstance(each.recipient, ToPerson)]


def lookers_after(whole: Structure, who: str, *units: str) -> Structure:
    added = tuple(Membership(PersonId(who), UnitId(unit), Role.FACILITATOR) for unit in units)
    return replace(whole, memberships=(*whole.memberships, *added))


async def test_the_facilitator_is_called_and_not_the_lead(database: Database) -> None:
    await database.save_structure(lookers_after(company(), "henna", "owls"))
    writes, (post,) = await called(database, "owls")
    assert receivers((post,)) == ["henna"]
    assert writes == ()
    assert post.kind is PostKind.RETRO
    assert post.at == TUESDAY
    assert post.planned is not None
    assert (post.planned.at, post.planned.due) == (TUESDAY, None)
    assert {"retro-lead", "retro-well", "retro-not-well", "retro-change", "button-why"} <= set(
        keys(post.view)
    )
    assert "31 Dec 2026" in english(post.view.summary)


async def test_who_looks_after_several_units_is_called_once_for_all(database: Database) -> None:
    await database.save_structure(lookers_after(company(), "henna", "owls", "hares", "bears"))
    found = [await called(database, unit) for unit in ("owls", "hares", "bears")]
    posts = tuple(post for _, some in found for post in some)
    assert receivers(posts) == ["henna"]
    (post,) = posts
    (figures,) = [block for block in post.view.blocks if isinstance(block, Facts)]
    assert sorted(english(item.label) for item in figures.items) == ["Bears", "Hares", "Owls"]
    (row,) = [block for block in post.view.blocks if isinstance(block, Buttons)]
    assert [button.action.flow for button in row.items] == ["retro"] * 3 + ["why"]
    units = [dict(button.action.args)["unit"] for button in row.items[:3]]
    assert sorted(units) == ["bears", "hares", "owls"]


async def test_units_that_are_called_at_other_times_are_called_apart(database: Database) -> None:
    whole = lookers_after(company(), "henna", "owls", "hares", "bears")
    units = tuple(replace(one, retro=12) if one.id == "hares" else one for one in whole.units)
    await database.save_structure(replace(whole, units=units))
    found = {unit: await called(database, unit) for unit in ("owls", "hares", "bears")}
    units_of = {
        unit: [dict(each.action.args).get("unit") for each in buttons(post.view)]
        for unit, (_, posts) in found.items()
        for post in posts
    }
    assert {unit: receivers(posts) for unit, (_, posts) in found.items() if posts} == {
        unit: ["henna"] for unit in units_of
    }
    (together,) = units_of.keys() - {"hares"}
    assert {each for each in units_of[together] if each} == {"owls", "bears"}
    assert {each for each in units_of["hares"] if each} == {"hares"}


async def test_a_call_says_what_is_missing_and_leads_to_the_retro(database: Database) -> None:
    await database.save_structure(lookers_after(company(), "henna", "owls"))

    def agree(work: Work) -> None:
        start = company().cycles[0].start
        before = Cycle(CycleId("2026-q3"), "Q3", start - timedelta(days=92), start)
        work.begin_cycle(replace(before, end=start - timedelta(days=1)))
        retro = Retro(
            RetroId("q3"), UnitId("owls"), before.id, Stage.FACTS, PersonId("henna"), MONDAY
        )
        work.begin_retro(retro)
        heard, unheard = (
            Change(
                id=ChangeId(name),
                retro=retro.id,
                unit=UnitId("owls"),
                cycle=CycleId("2026-q4"),
                text=f"We meet on {name}",
                owner=PersonId("matti"),
                check=date(2026, 11, 2),
                position=place,
            )
            for place, name in enumerate(("Monday", "Friday"), start=1)
        )
        work.set_changes(retro.id, [heard, unheard])
        work.publish_retro(replace(retro, stage=Stage.PUBLISHED, published=MONDAY))
        news = ChangeNews(heard.id, ChangeState.DONE, "", PersonId("matti"), MONDAY)
        work.say_change(news)

    await database.write(ORGANISATION, agree)
    _, (post,) = await called(database, "owls")
    assert said(post.view, "retro-call-answers")["count"] == len(["o1", "o2", "o3"])
    assert said(post.view, "retro-call-news")["count"] == 1
    assert "retro-call-begun" not in set(keys(post.view))
    begin = next(iter(buttons(post.view)))
    assert begin.main
    assert (begin.action.flow, begin.action.step) == ("retro", "show")


async def begin(database: Database, stage: Stage) -> None:
    def write(work: Work) -> None:
        retro = Retro(
            retro_id(UnitId("owls"), CycleId("2026-q4")),
            UnitId("owls"),
            CycleId("2026-q4"),
            Stage.FACTS,
            PersonId("liisa"),
            MONDAY,
        )
        work.begin_retro(retro)
        if stage is Stage.PUBLISHED:
            work.publish_retro(replace(retro, stage=stage, published=MONDAY))
        else:
            work.set_stage(retro.id, stage)

    await database.write(ORGANISATION, write)


async def test_who_has_begun_is_told_how_far_the_retro_is(database: Database) -> None:
    await database.save_structure(company())
    await begin(database, Stage.SCORING)
    _, (post,) = await called(database, "owls")
    assert {"retro-call-begun", "retro-stage-scoring", "retro-do-board"} <= set(keys(post.view))


async def test_who_has_looked_back_already_is_not_called(database: Database) -> None:
    await database.save_structure(company())
    await begin(database, Stage.PUBLISHED)
    assert await called(database, "owls") == ((), ())


async def test_a_key_names_unit_cycle_and_person(database: Database) -> None:
    await database.save_structure(company())
    _, (post,) = await called(database, "owls")
    assert post.key == "retro:owls:meeting-2026-12-31:liisa"


async def test_only_the_unit_s_own_key_results_are_counted(database: Database) -> None:
    await database.save_structure(company())
    _, (post,) = await called(database, "area")
    (figures,) = [block for block in post.view.blocks if isinstance(block, Facts)]
    assert [english(item.value) for item in figures.items] == ["2 not answered yet"]


async def test_who_is_away_is_noted_and_not_called(database: Database) -> None:
    await database.save_structure(company())
    gone = (Absence(PersonId("liisa"), date(2026, 12, 21), date(2026, 12, 31)),)
    writes, posts = await called(database, "owls", away=gone)
    assert posts == ()
    (note,) = writes
    assert isinstance(note, NoteLedger)
    (entry,) = note.entries
    assert (entry.key, entry.fate, entry.reason) == (
        "retro:owls:meeting-2026-12-31:liisa",
        LedgerFate.ABSENT,
        Reason.AWAY,
    )


@pytest.mark.parametrize(
    ("now", "at"),
    [
        (datetime(2026, 12, 22, 4, tzinfo=UTC), TUESDAY),
        (datetime(2026, 12, 22, 18, tzinfo=UTC), datetime(2026, 12, 23, 6, tzinfo=UTC)),
        (datetime(2026, 12, 23, 18, tzinfo=UTC), datetime(2026, 12, 28, 6, tzinfo=UTC)),
    ],
)
async def test_a_call_comes_at_its_hour_and_a_late_one_in_working_hours(
    database: Database, now: datetime, at: datetime
) -> None:
    await database.save_structure(company())
    _, (post,) = await called(database, "owls", now=now)
    assert post.at == at
    assert post.planned is not None
    assert post.planned.at == TUESDAY


async def test_the_hour_is_the_receiver_s_own(database: Database) -> None:
    whole = company()
    people = tuple(
        replace(each, zone="America/New_York") if each.id == "liisa" else each
        for each in whole.people
    )
    await database.save_structure(replace(whole, people=people))
    _, (post,) = await called(database, "owls")
    assert post.at == datetime(2026, 12, 22, 14, tzinfo=UTC)


async def test_a_unit_without_key_results_in_the_cycle_is_left_alone(database: Database) -> None:
    whole = company()
    bare = tuple(each for each in whole.key_results if each.objective != "o-bears")
    await database.save_structure(replace(whole, key_results=bare))
    assert await called(database, "bears") == ((), ())
