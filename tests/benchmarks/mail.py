"""Outboxes full of prompts for people in any number of workspaces."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, insert

from dialogs.okr.model import Language, Organisation, OrganisationId, PersonId
from dialogs.posts import Lane, Post, PostKey, PostKind, ToPerson
from dialogs.text import Reader, Verbatim
from dialogs.views import Action, Button, Buttons, Heading, Paragraph, View
from storage.database import Database
from storage.mail import write_recipient
from storage.structure import Structure
from storage.tables import AddressRow, table

ORGANISATION: Final = OrganisationId("bench")
DOOR: Final = "chat"
NOW: Final = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
READER: Final = Reader(Language.FINNISH, "Europe/Helsinki")
TOGETHER: Final = 500
"""Messages written in one transaction."""
VIEW: Final = View(
    Verbatim("How far have you come?"),
    (
        Heading(Verbatim("This week")),
        Paragraph(Verbatim("Two key results wait for your answer.")),
        Buttons((Button(Verbatim("Answer"), Action("check_in", "form", (("week", "2026-W47"),))),)),
    ),
)


def lane_of(number: int) -> Lane:
    """Return one of the workspaces."""
    return Lane(DOOR, f"T{number:02}")


def person(number: int) -> ToPerson:
    """Return one of the people."""
    return ToPerson(PersonId(f"person-{number:05}"))


async def move_in(database: Database, people: int, lanes: int, door: str = DOOR) -> None:
    """Let an organisation in, whose people are spread evenly over workspaces."""
    organisation = Organisation(ORGANISATION, "Bench", Language.FINNISH, "Europe/Helsinki", "FI")
    await database.save_structure(Structure(organisation))
    rows = [
        {
            "organisation_id": ORGANISATION,
            "recipient": write_recipient(person(number)),
            "door": door,
            "workspace": lane_of(number % lanes).workspace,
            "address": person(number).person,
        }
        for number in range(people)
    ]

    def job(connection: Connection) -> None:
        connection.execute(insert(table(AddressRow)), rows)

    await database.runner.write(job)


def prompts(people: int, at: datetime, name: str = "prompt") -> Sequence[Post]:
    """Return a prompt for each of the people."""
    return [
        Post(
            key=PostKey(f"{name}:{number:05}"),
            kind=PostKind.PROMPT,
            recipient=person(number),
            reader=READER,
            view=VIEW,
            at=at,
        )
        for number in range(people)
    ]


async def post(database: Database, posts: Sequence[Post]) -> None:
    """Write messages, some hundreds in each transaction."""
    for first in range(0, len(posts), TOGETHER):
        some = posts[first : first + TOGETHER]
        await database.write(ORGANISATION, lambda work, some=some: work.post(some))  # type: ignore[misc]
