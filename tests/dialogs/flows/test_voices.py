"""Comments are quoted without names, newest first; tasks are listed, open ones first."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from dialogs.flows.voices import (
    LONGEST_COMMENT,
    MOST_COMMENTS,
    MOST_TASKS,
    Job,
    comment_blocks,
    comments,
    job_blocks,
    jobs,
)
from dialogs.okr.model import CheckIn, CheckInId, KeyResultId, PersonId, Task, TaskId, UnitId
from dialogs.okr.standing import Standing
from dialogs.okr.week import Week
from dialogs.ports import Work
from dialogs.text import Phrase
from dialogs.views import Bullets, Heading, Note
from storage.database import Database
from tests.conversations.company import ORGANISATION, company
from tests.conversations.keys import keys

TODAY = date(2026, 11, 18)
WEEK = Week.of(TODAY)
MONDAY = datetime(2026, 11, 16, 8, tzinfo=UTC)
OWLS = UnitId("owls")


def said(
    number: int, comment: str, *, key_result: str = "o1", who: str = "liisa", week: Week = WEEK
) -> CheckIn:
    return CheckIn(
        id=CheckInId(f"c{number}"),
        key_result=KeyResultId(key_result),
        week=week,
        person=PersonId(who),
        at=MONDAY + timedelta(minutes=number),
        value=1.0,
        confidence=7,
        comment=comment,
    )


async def heard(database: Database, *check_ins: CheckIn) -> list[tuple[str, str]]:
    """Store the answers, and return the titles and words of what is quoted."""
    await database.save_structure(company())

    def store(work: Work) -> None:
        work.record(check_ins)
        last = {each.key_result: each.week for each in sorted(check_ins, key=lambda c: c.week)}
        work.set_standings([Standing(name, week, 1.0) for name, week in last.items()])

    await database.write(ORGANISATION, store)
    found = await database.read(
        ORGANISATION, lambda work: comments(work, work.goals([OWLS], TODAY), TODAY)
    )
    return [(each.title, each.text) for each in found]


async def test_the_newest_comment_comes_first_and_a_corrected_one_is_gone(
    database: Database,
) -> None:
    found = await heard(
        database,
        said(1, "first thought"),
        said(2, "from the other", key_result="o2", who="matti"),
        said(3, ""),
        said(4, "second thought"),
        said(5, "", key_result="o3"),
    )
    assert found == [("Result o1", "second thought"), ("Result o2", "from the other")]


async def test_only_what_belongs_to_the_last_answer_is_quoted(database: Database) -> None:
    found = await heard(
        database,
        said(1, "old", week=WEEK.plus(-1)),
        said(2, "new"),
        said(3, "last week's, and still the last", key_result="o2", week=WEEK.plus(-1)),
        said(4, "long ago", key_result="o3", week=WEEK.plus(-2)),
    )
    assert found == [("Result o2", "last week's, and still the last"), ("Result o1", "new")]


async def test_few_comments_are_quoted_and_a_long_one_is_cut_at_a_word(
    database: Database,
) -> None:
    everyone = ("liisa", "matti", "heidi", "harri", "henna", "bertta", "bengt")
    long = " ".join(["word"] * 200)
    found = await heard(database, *(said(n, long, who=who) for n, who in enumerate(everyone)))
    assert len(found) == MOST_COMMENTS
    assert all(len(text) <= LONGEST_COMMENT and text.endswith("word…") for _, text in found)


async def test_no_comments_make_no_heading(database: Database) -> None:
    assert await heard(database, said(1, "")) == []
    assert list(comment_blocks(())) == []


async def test_open_tasks_come_first_with_who_has_taken_them(database: Database) -> None:
    await database.save_structure(company())

    def look(work: Work) -> None:
        unit = work.unit(OWLS)
        assert unit is not None
        found = jobs(work, unit)
        assert [(job.task.id, job.person) for job in found] == [("call", "Matti"), ("list", "")]
        heading, bullets = job_blocks(found)
        assert isinstance(heading, Heading)
        assert isinstance(bullets, Bullets)
        assert [tuple(keys(item)) for item in bullets.items] == [
            ("task-item-of", "task-due"),
            ("task-item", "task-done"),
        ]

    await database.read(ORGANISATION, look)


def test_a_long_list_of_tasks_ends_in_a_number() -> None:
    many = tuple(Job(Task(TaskId(str(n)), f"Task {n}"), "") for n in range(MOST_TASKS + 3))
    *_, bullets, note = job_blocks(many)
    assert isinstance(bullets, Bullets)
    assert len(bullets.items) == MOST_TASKS
    assert isinstance(note, Note)
    assert isinstance(note.text, Phrase)
    assert ("count", 3) in note.text.args
    assert list(job_blocks(())) == []
