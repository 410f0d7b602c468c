"""A forum's calendar is kept by those who answer for it, and read by everybody."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.flow import Again, Finish
from dialogs.flows import meetings
from dialogs.okr.cadence import BeforeMeetings, write_rule
from dialogs.okr.model import Language, PersonId, Role
from dialogs.okr.rhythm import DIGEST_BEFORE
from dialogs.ports import ScheduleKind, Work
from dialogs.reading import read_days
from dialogs.session import Session, SessionId
from dialogs.views import Form, View
from dialogs.writes import SetMeetings, write_down
from storage.database import Database
from tests.conversations.company import ORGANISATION, company
from tests.conversations.keys import buttons, keys
from tests.dialogs.flows.support import MONDAY, facilitated, neighbour, situation

DAYS = (date(2026, 11, 17), date(2026, 12, 1))


def session(who: str) -> Session:
    return Session(SessionId("s"), PersonId(who), "meetings", "form", (), 1, MONDAY)


async def gathered(database: Database, who: str, forum: str = "") -> meetings.Facts:
    def gather(work: Work) -> meetings.Facts:
        return meetings.gather(work, situation(work, who, forum=forum))

    return await database.read(ORGANISATION, gather)


async def opened(database: Database, who: str, forum: str = "") -> Form | View:
    return meetings.ask(await gathered(database, who, forum), session(who))


async def rule_of(database: Database, forum: str) -> BeforeMeetings | str:
    def look(work: Work) -> BeforeMeetings | str:
        schedule = work.schedule(ScheduleKind.DIGEST, forum)
        assert schedule is not None
        rule = schedule.rule
        return rule if isinstance(rule, BeforeMeetings) else write_rule(rule)

    return await database.read(ORGANISATION, look)


async def save(database: Database, who: str, forum: str, **answers: str) -> object:
    """Send the form, and write what it brings."""
    facts = await gathered(database, who, forum)
    outcome = meetings.take(facts, session(who), answers)
    if isinstance(outcome, Finish):

        def write(work: Work) -> None:
            for each in outcome.writes:
                write_down(work, each)

        await database.write(ORGANISATION, write)
    return outcome


async def test_the_only_forum_of_somebody_opens_without_its_name(database: Database) -> None:
    await database.save_structure(company())
    form = await opened(database, "liisa")
    assert isinstance(form, Form)
    assert dict(form.given) == {"before": str(DIGEST_BEFORE)}
    view = await opened(database, "head")
    assert isinstance(view, View)
    assert len(list(buttons(view))) == 2


async def test_dates_turn_the_rule_into_a_calendar(database: Database) -> None:
    await database.save_structure(company())
    done = await save(database, "liisa", "owls-meeting", days="17.11.\n1.12.", before="2")
    assert isinstance(done, Finish)
    assert await rule_of(database, "owls-meeting") == BeforeMeetings(2, DAYS)
    assert await rule_of(database, "area-meeting") == "monthly tue 3"


async def test_the_calendar_comes_back_as_it_may_be_typed_again(database: Database) -> None:
    await database.save_structure(company())
    await save(database, "liisa", "owls-meeting", days="17.11.\n1.12.", before="2")
    form = await opened(database, "liisa")
    assert isinstance(form, Form)
    given = dict(form.given)
    assert given == {"days": "17.11.2026\n1.12.2026", "before": "2"}
    again = await save(database, "liisa", "owls-meeting", **given)
    assert isinstance(again, Finish)
    (write,) = again.writes
    assert isinstance(write, SetMeetings)
    assert write.days == DAYS


@pytest.mark.parametrize("language", list(Language))
def test_every_language_reads_the_dates_that_it_writes(language: Language) -> None:
    written = "\n".join(meetings._written(day, language) for day in DAYS)  # noqa: SLF001 - its inverse
    assert read_days(written, language, date(2026, 11, 2)) == DAYS


async def test_an_empty_number_leaves_the_distance_as_it_was(database: Database) -> None:
    await database.save_structure(company())
    await save(database, "liisa", "owls-meeting", days="17.11.", before="7")
    await save(database, "liisa", "owls-meeting", days="17.11. 1.12.", before="")
    assert await rule_of(database, "owls-meeting") == BeforeMeetings(7, DAYS)


@pytest.mark.parametrize(
    ("days", "before", "errors"),
    [
        ("", "2", {"days": "meetings-empty"}),
        ("1.10.2026", "2", {"days": "meetings-past"}),
        ("soon", "2", {"days": "reading-day"}),
        ("17.11.", "16", {"before": "meetings-before-wrong"}),
        ("17.11.", "-1", {"before": "meetings-before-wrong"}),
        ("17.11.", "2,5", {"before": "meetings-before-wrong"}),
        ("31.11.", "x", {"days": "reading-day", "before": "reading-not-a-number"}),
        (
            "\n".join(
                f"{day}.{month}.{year}"
                for year in (2027, 2028, 2029)
                for month in range(1, 13)
                for day in range(1, 5)
            ),
            "1",
            {"days": "meetings-too-many"},
        ),
    ],
)
async def test_what_cannot_be_taken_is_said_at_its_field_and_changes_nothing(
    database: Database, days: str, before: str, errors: dict[str, str]
) -> None:
    await database.save_structure(company())
    outcome = await save(database, "liisa", "owls-meeting", days=days, before=before)
    assert isinstance(outcome, Again)
    assert {name: next(keys(text)) for name, text in outcome.errors} == errors
    assert await rule_of(database, "owls-meeting") == "weekly thu"


@pytest.mark.parametrize("who", ["matti", "bertta", "bengt"])
async def test_others_see_the_calendar_and_change_nothing(database: Database, who: str) -> None:
    await database.save_structure(facilitated())
    view = await opened(database, who, "owls-meeting")
    assert isinstance(view, View)
    assert {"meetings-now", "meetings-refused"} <= set(keys(view))
    outcome = await save(database, who, "owls-meeting", days="17.11.", before="2")
    assert isinstance(outcome, Finish)
    assert outcome.writes == ()
    assert await rule_of(database, "owls-meeting") == "weekly thu"


@pytest.mark.parametrize("who", ["liisa", "heidi", "harri", "head", "chief"])
async def test_leads_facilitators_and_admins_there_and_above_keep_it(
    database: Database, who: str
) -> None:
    await database.save_structure(facilitated(("harri", "owls", Role.ADMIN)))
    assert isinstance(await opened(database, who, "owls-meeting"), Form)


async def test_another_organisation_s_forum_is_not_found(database: Database) -> None:
    await database.save_structure(neighbour())
    await database.save_structure(company())
    view = await opened(database, "chief", "secret")
    assert isinstance(view, View)
    assert "meetings-unknown" in set(keys(view))


async def test_a_form_whose_forum_is_gone_is_answered_kindly(database: Database) -> None:
    await database.save_structure(company())
    outcome = await save(database, "liisa", "gone", days="17.11.", before="2")
    assert isinstance(outcome, Finish)
    assert "meetings-unknown" in set(keys(outcome.view))


async def test_a_form_stays_with_the_forum_it_was_opened_for(database: Database) -> None:
    await database.save_structure(company())
    assert meetings.settled(await gathered(database, "liisa")) == {"forum": "owls-meeting"}
