"""What a unit has said in its own words, and what it has set itself to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dialogs.flows.my_week import newest
from dialogs.okr.model import Task, Unit
from dialogs.okr.week import Week
from dialogs.ports import Goal, Work
from dialogs.text import Day, Phrase, Text, Verbatim, say
from dialogs.views import Block, Bullets, Heading, Note, Quote

MOST_COMMENTS: Final = 5
"""Comments that are shown, the newest."""
LONGEST_COMMENT: Final = 140
"""Characters of a comment that are shown."""
MOST_TASKS: Final = 10
"""Tasks that are listed, open ones first."""


@dataclass(frozen=True, slots=True)
class Comment:
    """Somebody's words about a key result; who said them is not kept."""

    title: str
    """The key result's."""
    text: str


@dataclass(frozen=True, slots=True)
class Job:
    """A task with the name of whoever has taken it; empty: nobody yet."""

    task: Task
    person: str


def comments(work: Work, goals: Sequence[Goal], on: date) -> tuple[Comment, ...]:
    """Return what was said beside the last answers of these key results, the newest first.

    A forum may meet on a Monday morning: then the last answers are those of the week before. What
    is older is history and is left alone.
    """
    now = Week.of(on)
    found = []
    for week in (now, now.plus(-1)):
        titles = {g.key_result.id: g.key_result.title for g in goals if g.standing.week == week}
        if titles:
            said = newest(work.check_ins(list(titles), week))
            found += [each for of_one in said.values() for each in of_one if each.comment]
    found.sort(key=lambda each: each.at, reverse=True)
    titles = {goal.key_result.id: goal.key_result.title for goal in goals}
    return tuple(
        Comment(titles[each.key_result], short(each.comment)) for each in found[:MOST_COMMENTS]
    )


def short(text: str) -> str:
    """Cut somebody's long words at a word's end; the whole of them stays in the history."""
    words = " ".join(text.split())
    if len(words) <= LONGEST_COMMENT:
        return words
    head, _, _ = words[:LONGEST_COMMENT].rpartition(" ")
    return f"{head or words[: LONGEST_COMMENT - 1]}…"


def comment_blocks(comments: Sequence[Comment]) -> Iterator[Block]:
    """Quote the comments, each under the title of its key result."""
    if comments:
        yield Heading(say("digest-comments"), 3)
        for comment in comments:
            yield Quote(comment.text, Verbatim(comment.title))


def jobs(work: Work, unit: Unit) -> tuple[Job, ...]:
    """Return a unit's tasks: open ones first, the most urgent at the top."""
    tasks = work.tasks([unit.id])
    people = work.people({task.person for task in tasks if task.person is not None})
    names = {person.id: person.name for person in people.values()}
    ordered = sorted(tasks, key=lambda task: (task.done, task.due or date.max))
    return tuple(Job(task, names.get(task.person, "") if task.person else "") for task in ordered)


def job_blocks(jobs: Sequence[Job]) -> Iterator[Block]:
    """List the tasks: what, whose, by when or done."""
    if jobs:
        yield Heading(say("tasks-title"), 2)
        yield Bullets(tuple(_job(job) for job in jobs[:MOST_TASKS]))
        if len(jobs) > MOST_TASKS:
            yield Note(say("tasks-more", count=len(jobs) - MOST_TASKS))


def _job(job: Job) -> Phrase:
    title, state = job.task.title, _state(job.task)
    if job.person:
        return say("task-item-of", title=title, person=job.person, state=state)
    return say("task-item", title=title, state=state)


def _state(task: Task) -> Text:
    if task.done:
        return say("task-done")
    return say("task-open") if task.due is None else say("task-due", day=Day(task.due))
