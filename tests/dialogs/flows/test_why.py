"""Why a message came: for its receiver, in their own time, and nothing about anybody else's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from dialogs.flows import why
from dialogs.okr.cadence import read_rule
from dialogs.okr.model import (
    Absence,
    Answering,
    ForumId,
    Language,
    PersonId,
    Role,
)
from dialogs.ports import Work
from dialogs.posts import PostKind, ToChannel
from dialogs.text import Reader
from dialogs.views import Bullets, Note, Paragraph, View
from dialogs.words.draw import draw
from storage.database import Database
from storage.structure import Structure
from tests.conversations.company import ORGANISATION, company
from tests.conversations.keys import keys
from tests.dialogs.flows.support import MONDAY, facilitated, neighbour, situation
from tests.dialogs.flows.test_notice import message

PROMPT = "prompt:2026-W45:liisa"


async def asked(
    database: Database, who: str, key: str = "", now: datetime = MONDAY
) -> tuple[why.Facts, View]:
    """Ask why a message came; without a key, what comes at all."""

    def gather(work: Work) -> why.Facts:
        return why.gather(work, situation(work, who, now, key=key))

    facts = await database.read(ORGANISATION, gather)
    return facts, why.tell(facts)


def lines(view: View, zone: str = "Europe/Helsinki") -> list[str]:
    """Return what a view says, in English."""
    reader = Reader(Language.ENGLISH, zone)
    found = []
    for block in view.blocks:
        match block:
            case Paragraph(text) | Note(text):
                found.append(draw(text, reader))
            case Bullets(items):
                found += [draw(item, reader) for item in items]
            case _:
                pass
    return found


def with_units(whole: Structure, **changes: dict[str, object]) -> Structure:
    """Return the structure with fields of some units changed."""
    units = tuple(
        replace(unit, **changes[unit.id]) if unit.id in changes else unit  # type: ignore[arg-type]
        for unit in whole.units
    )
    return replace(whole, units=units)


def living_in(whole: Structure, who: str, zone: str) -> Structure:
    people = tuple(replace(each, zone=zone) if each.id == who else each for each in whole.people)
    return replace(whole, people=people)


async def test_a_question_is_explained_by_its_rule_and_what_comes_next(database: Database) -> None:
    await database.save_structure(company())
    facts, view = await asked(database, "liisa", PROMPT)
    assert facts.kind is PostKind.PROMPT
    said = lines(view)
    assert "Owls is asked every Monday at 09:00 (your time)." in said
    place = said.index("What comes next:")
    assert said[place + 1 : place + 4] == [
        "Mon 9 Nov at 09:00",
        "Mon 16 Nov at 09:00",
        "Mon 23 Nov at 09:00",
    ]
    assert "The rhythm of Owls is for Liisa to decide." in said


async def test_the_hours_are_those_of_the_receiver(database: Database) -> None:
    await database.save_structure(living_in(company(), "liisa", "America/New_York"))
    _, view = await asked(database, "liisa", PROMPT)
    said = lines(view, "America/New_York")
    assert "Mon 9 Nov at 09:00" in said
    early = datetime(2026, 11, 9, 13, 59, tzinfo=UTC)
    _, view = await asked(database, "liisa", PROMPT, early)
    assert "Mon 9 Nov at 09:00" in lines(view, "America/New_York")


async def test_an_hour_at_night_is_told_as_it_will_be_kept(database: Database) -> None:
    await database.save_structure(with_units(company(), owls={"ask_at": time(5, 30)}))
    _, view = await asked(database, "liisa", PROMPT)
    assert "Owls is asked every Monday at 08:00 (your time)." in lines(view)


async def test_a_free_day_is_named_where_it_moved_something(database: Database) -> None:
    await database.save_structure(with_units(company(), owls={"ask": read_rule("weekly fri")}))
    _, view = await asked(database, "liisa", PROMPT, datetime(2026, 12, 14, 8, tzinfo=UTC))
    said = lines(view)
    assert "Mon 28 Dec at 09:00 (moved from 25 December, a day off)" in said
    key = "prompt:2026-W52:liisa"
    monday = datetime(2026, 12, 28, 7, tzinfo=UTC)
    sent = replace(
        message(key, ToChannel(company().forums[0].channel), PostKind.PROMPT, "owls"), at=monday
    )
    await database.write(ORGANISATION, lambda work: work.post([sent]))
    facts, view = await asked(database, "liisa", key, datetime(2026, 12, 28, 9, tzinfo=UTC))
    assert facts.moved == date(2026, 12, 25)
    assert "why-moved" in set(keys(view))


async def test_one_question_a_week_speaks_for_all_units(database: Database) -> None:
    whole = facilitated(("liisa", "bears", Role.MEMBER))
    whole = with_units(whole, bears={"ask": read_rule("weekly wed")})
    await database.save_structure(whole)
    facts, view = await asked(database, "liisa", PROMPT)
    assert facts.asked is not None
    assert [each.unit.id for each in facts.asked.units] == ["owls", "bears"]
    assert [each.at.day for each in facts.asked.coming] == [4, 9, 16]
    assert "why-together" in set(keys(view))


async def test_what_comes_while_one_is_away_is_not_promised(database: Database) -> None:
    await database.save_structure(company())
    gone = Absence(PersonId("liisa"), date(2026, 11, 2), date(2026, 11, 16), PersonId("bengt"))
    await database.write(
        ORGANISATION, lambda work: work.set_absence(gone, PersonId("liisa"), MONDAY)
    )
    facts, view = await asked(database, "liisa", PROMPT)
    assert facts.asked is not None
    assert [each.at.day for each in facts.asked.coming] == [23, 30, 7]
    assert "why-away" in set(keys(view))
    # Meanwhile the deputy is asked, and only meanwhile.
    facts, view = await asked(database, "bengt", "prompt:2026-W45:bengt")
    assert facts.asked is not None
    assert {each.unit.id for each in facts.asked.units} == {"owls", "bears"}
    assert [each.name for each in facts.asked.stands_in_for] == ["Liisa"]
    assert "why-stands-in" in set(keys(view))


async def test_a_question_put_off_says_so(database: Database) -> None:
    await database.save_structure(company())
    facts, view = await asked(database, "liisa", "snooze:2026-W45:liisa:2")
    assert facts.kind is PostKind.PROMPT
    assert {"why-prompt", "why-put-off", "why-asked"} <= set(keys(view))
    facts, _ = await asked(database, "liisa", "snooze:2026-W45:matti:2")
    assert facts.kind is None


async def test_between_two_cycles_nothing_is_promised(database: Database) -> None:
    await database.save_structure(company())
    facts, view = await asked(database, "heidi", "", datetime(2027, 1, 4, 8, tzinfo=UTC))
    assert facts.asked is not None
    assert facts.asked.units == ()
    facts, view = await asked(database, "liisa", "", datetime(2026, 12, 29, 8, tzinfo=UTC))
    assert facts.asked is not None
    assert [each.at.date() for each in facts.asked.coming] == [
        date(2027, 1, 4),
        date(2027, 1, 11),
        date(2027, 1, 18),
    ]
    assert "why-asked" in set(keys(view))


@pytest.mark.parametrize(
    "key",
    [
        "prompt:2026-W45:matti",
        "reminder:2026-W45:matti",
        "prompt:2026-W99:liisa",
        "prompt:nonsense",
        "digest:nowhere:2026-W45",
        "digest:",
        "retro:owls:meeting-2026-12-31:matti",
        "retro:area:meeting-2026-12-31:liisa",
        "retro:liisa",
        "notice:heidi:refused:x",
        "notice:liisa",
        "é\x00🦉:" * 40,
        "digest:\x00:2026-W45",
        "retro:\x00:meeting-2026-12-31:liisa",
        "",
    ],
)
async def test_a_key_that_is_not_one_s_own_gets_the_general_answer(
    database: Database, key: str
) -> None:
    await database.save_structure(company())
    facts, view = await asked(database, "liisa", key)
    assert facts.kind is None
    assert {"why-all-title", "why-all-asked", "why-change"} <= set(keys(view))


async def test_another_organisation_s_key_tells_nothing_of_it(database: Database) -> None:
    other = neighbour()
    hidden = replace(other.forums[0], id=ForumId("hidden"))
    await database.save_structure(replace(other, forums=(*other.forums, hidden)))
    await database.save_structure(company())
    for key in ("digest:hidden:2026-11/3", "prompt:2026-W45:liisa", "digest:owls-meeting:2026-W45"):
        _, view = await asked(database, "liisa", key)
        said = "\n".join(lines(view))
        assert "ecret" not in said
        assert said
    facts, _ = await asked(database, "liisa", "digest:hidden:2026-11/3")
    assert facts.kind is None


async def test_a_roll_up_is_explained_to_anyone_with_the_hour_of_its_own_zone(
    database: Database,
) -> None:
    await database.save_structure(living_in(company(), "bengt", "Asia/Kolkata"))
    facts, view = await asked(database, "bengt", "digest:owls-meeting:2026-W45")
    assert facts.kind is PostKind.DIGEST
    said = lines(view, "Asia/Kolkata")
    assert "owls-meeting gets the roll-up of Owls every Thursday at 08:30." in said
    assert "That hour is the one in Europe/Helsinki; below, hours are in your own time." in said
    assert "Thu 5 Nov at 12:00" in said
    assert "why-change-meetings" not in set(keys(view))


async def test_a_forum_with_a_calendar_names_its_meetings(database: Database) -> None:
    await database.save_structure(company())
    days = (date(2026, 11, 17), date(2026, 12, 1))
    await database.write(
        ORGANISATION,
        lambda work: work.set_meetings(ForumId("owls-meeting"), days, date(2026, 11, 2), 3),
    )
    _, view = await asked(database, "liisa", "digest:owls-meeting:meeting-2026-11-17")
    said = lines(view)
    assert "The next meetings: 17 Nov 2026 and 1 Dec 2026." in said
    assert "Thu 12 Nov at 08:30" in said
    assert any(each.startswith("/okr meetings owls-meeting") for each in said)
    later = datetime(2026, 12, 10, 8, tzinfo=UTC)
    _, view = await asked(database, "liisa", "digest:owls-meeting:meeting-2026-11-17", later)
    assert {"why-no-meetings", "why-next-none"} <= set(keys(view))


async def test_who_has_the_cycle_s_end_called_out_is_told_when(database: Database) -> None:
    await database.save_structure(facilitated())
    facts, view = await asked(database, "heidi", "retro:owls:meeting-2026-12-31:heidi")
    assert facts.kind is PostKind.RETRO
    assert "Owls: 5 working days before the cycle’s last day, at 09:00 (your time)." in lines(view)
    assert "Tue 22 Dec at 09:00" in lines(view)
    await database.save_structure(with_units(facilitated(), area={"retro": 10}))
    _, view = await asked(database, "heidi", "retro:owls:meeting-2026-12-31:heidi")
    assert "Owls: 10 working days before the cycle’s last day, at 09:00 (your time)." in lines(view)
    assert "Tue 15 Dec at 09:00" in lines(view)
    # A lead is not told where somebody facilitates.
    facts, _ = await asked(database, "liisa", "retro:owls:meeting-2026-12-31:liisa")
    assert facts.kind is None
    assert facts.retros == ()


async def test_who_belongs_to_nothing_is_told_that_nothing_comes(database: Database) -> None:
    whole = company()
    bare = replace(whole, memberships=tuple(m for m in whole.memberships if m.person != "bengt"))
    await database.save_structure(with_units(bare, bears={"answering": Answering.OWNER}))
    _, view = await asked(database, "bengt")
    assert "why-nothing" in set(keys(view))
