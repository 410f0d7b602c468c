"""Conversations: where users and channels are written to, as their platform has told it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest

from dialogs.chats import Conversation, Scope, Workspace
from storage.database import Database, open_database
from tests.storage.support import NAAPURI, NOW, OMA, structure

TEAMS: Final = "teams"
SERVICE: Final = "https://smba.trafficmanager.net/emea/"
ANNAS: Final = Conversation(
    name="aad-anna",
    scope=Scope.PERSONAL,
    id="a:1anna",
    service=SERVICE,
    user="29:anna",
    bot="28:rytmi",
)
ROOM: Final = Conversation(
    name="19:board@thread.tacv2",
    scope=Scope.CHANNEL,
    id="19:board@thread.tacv2",
    service=SERVICE,
    bot="28:rytmi",
    team="19:county@thread.tacv2",
    title="Johtoryhmä",
)
LATER: Final = NOW + timedelta(minutes=1)


@pytest.fixture(autouse=True)
async def _tenant(database: Database) -> None:
    for organisation in (OMA, NAAPURI):
        await database.save_structure(structure(organisation))
    await database.chats.install(Workspace(TEAMS, "tenant", OMA), NOW)


async def note(database: Database, *told: Conversation, workspace: str = "tenant") -> None:
    await database.chats.note_conversations(TEAMS, workspace, told, NOW)


async def test_what_was_told_is_known(database: Database) -> None:
    chats = database.chats
    assert await chats.conversation(TEAMS, "tenant", ANNAS.name) is None
    await note(database, ANNAS, ROOM)
    assert await chats.conversation(TEAMS, "tenant", ANNAS.name) == ANNAS
    assert await chats.conversation(TEAMS, "tenant", ROOM.name) == ROOM
    assert await chats.conversations(TEAMS, "tenant") == [ROOM, ANNAS]
    assert await chats.conversations(TEAMS, "other") == []
    assert await chats.conversation("slack", "tenant", ANNAS.name) is None


async def test_what_is_not_told_anew_stays(database: Database) -> None:
    await note(database, ANNAS, ROOM)
    moved = "https://smba.trafficmanager.net/uk/"
    await note(database, Conversation(ANNAS.name, Scope.PERSONAL, "", moved))
    await note(database, replace(ROOM, service="", title="Hallitus", team=""))
    chats = database.chats
    assert await chats.conversation(TEAMS, "tenant", ANNAS.name) == replace(ANNAS, service=moved)
    assert await chats.conversation(TEAMS, "tenant", ROOM.name) == replace(ROOM, title="Hallitus")


async def test_who_is_gone_may_come_back(database: Database) -> None:
    chats = database.chats
    await note(database, replace(ANNAS, gone=NOW))
    assert await chats.conversation(TEAMS, "tenant", ANNAS.name) == replace(ANNAS, gone=NOW)
    assert await chats.conversations(TEAMS, "tenant") == [replace(ANNAS, gone=NOW)]
    await note(database, ANNAS)
    assert await chats.conversation(TEAMS, "tenant", ANNAS.name) == ANNAS


async def test_what_was_told_later_stays(database: Database) -> None:
    """A roster may be read for minutes, while somebody installs Rytmi."""
    chats = database.chats
    await chats.note_conversations(TEAMS, "tenant", [ANNAS], LATER)
    await chats.note_conversations(TEAMS, "tenant", [replace(ANNAS, id="old", gone=NOW)], NOW)
    assert await chats.conversation(TEAMS, "tenant", ANNAS.name) == ANNAS


async def test_nothing_is_written_where_nothing_is_installed(database: Database) -> None:
    chats = database.chats
    await note(database, ANNAS, workspace="unknown")
    assert await chats.conversations(TEAMS, "unknown") == []
    await note(database, ANNAS)
    assert await chats.remove(TEAMS, "tenant", NOW)
    assert await chats.conversations(TEAMS, "tenant") == []
    await note(database, ANNAS)
    assert await chats.conversations(TEAMS, "tenant") == []


async def test_only_those_of_the_workspace_go_with_it(database: Database) -> None:
    chats = database.chats
    await chats.install(Workspace(TEAMS, "neighbour", NAAPURI), NOW)
    await note(database, ANNAS)
    await note(database, ANNAS, workspace="neighbour")
    await chats.remove(TEAMS, "tenant", NOW)
    assert await chats.conversations(TEAMS, "neighbour") == [ANNAS]


async def test_they_stay_when_the_workspace_speaks_for_another(database: Database) -> None:
    await note(database, ANNAS)
    assert await database.chats.connect(TEAMS, "tenant", NAAPURI)
    assert await database.chats.conversations(TEAMS, "tenant") == [ANNAS]


async def test_a_title_that_no_database_can_hold_is_mended(database: Database) -> None:
    await note(database, replace(ROOM, title="Ryh\0m\ud800ä"))
    found = await database.chats.conversation(TEAMS, "tenant", ROOM.name)
    assert found is not None
    assert found.title == "Ryhm?ä"


async def test_many_replicas_note_at_once(database: Database, database_url: str) -> None:
    other = open_database(database_url)
    users = [replace(ANNAS, name=f"aad-{number:04}", id=f"a:{number}") for number in range(600)]
    given = [users, list(reversed(users))] * 2
    try:
        await asyncio.gather(
            *(
                each.chats.note_conversations(TEAMS, "tenant", told, NOW)
                for each, told in zip((database, other) * 2, given, strict=True)
            )
        )
        assert await other.chats.conversations(TEAMS, "tenant") == users
    finally:
        await other.close()
