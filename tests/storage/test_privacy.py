"""What people write and what a chat entrusts to us reaches neither a log nor outlasts its end."""

import shutil
import traceback
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from dialogs.chats import Account, Workspace
from dialogs.okr.model import ChannelId, CycleId, PersonId
from dialogs.okr.retro import Manner, Note, NoteId, NoteKind, Retro, RetroId, Stage
from dialogs.ports import Work
from dialogs.posts import Recipient, ToChannel, ToPerson
from storage.address import read_url
from storage.database import Database, open_database
from storage.engines import writing_engine
from storage.errors import BrokenReferenceError
from storage.tables import metadata
from tests.storage.support import ANNA, BEN, CARA, NORTH, NOW, OMA, post, structure

SECRETS = ("sealed-tokens", "Old Nickname", "private@example.org", "U0SECRET", "C0SECRET")
HOME = Workspace("slack", "T1", OMA, "Oma", "sealed-tokens")
ACCOUNTS = (
    Account("U0SECRET", BEN, "Old Nickname", "private@example.org", zone="Asia/Tokyo"),
    Account("U1SECRET", None, "Old Nickname of nobody", "not-private@example.org"),
)
TO: Final[dict[str, Recipient]] = {"ben": ToPerson(BEN), "north": ToChannel(ChannelId("north"))}


def test_a_failing_statement_says_nothing_of_its_values(database_url: str) -> None:
    engine = writing_engine(read_url(database_url))
    with pytest.raises(SQLAlchemyError) as failed, engine.begin() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:said)"), {"said": "a secret"})
    engine.dispose()
    assert "a secret" not in str(failed.value)


async def test_an_account_that_cannot_be_kept_is_not_told_of(database: Database) -> None:
    await database.save_structure(structure())
    await database.chats.install(HOME, NOW)
    broken = [Account("U9", PersonId("nobody"), "Old Nickname", "private@example.org"), *ACCOUNTS]
    with pytest.raises(BrokenReferenceError) as failed:
        await database.chats.save_accounts(OMA, "slack", "T1", broken, NOW)
    told = "".join(traceback.format_exception(failed.value))
    assert not [secret for secret in SECRETS if secret in told]


async def test_an_end_leaves_none_of_it_in_any_table(database: Database, database_url: str) -> None:
    await database.save_structure(structure())
    await database.chats.install(HOME, NOW)
    await database.chats.save_accounts(OMA, "slack", "T1", ACCOUNTS, NOW)
    await database.chats.set_channel(OMA, ChannelId("north"), "slack", "T1", "C0SECRET")
    mail = [post(key, to=to, at=NOW + timedelta(days=1)) for key, to in TO.items()]
    await database.write(OMA, lambda work: work.post(mail))
    before = _everything(database_url)
    assert [secret for secret in SECRETS if secret not in before] == []
    assert "Asia/Tokyo" in before
    await database.chats.remove("slack", "T1", NOW)
    after = _everything(database_url)
    assert [secret for secret in (*SECRETS, "U1SECRET", "Asia/Tokyo") if secret in after] == []


def _everything(url: str) -> str:
    """All rows of all tables."""
    engine = create_engine(read_url(url), poolclass=NullPool)
    with engine.connect() as connection:
        return "\n".join(
            repr(row)
            for table in metadata.sorted_tables
            for row in connection.execute(select(table))
        )


async def test_the_file_holds_no_note_that_was_deleted_and_none_twice(
    migrated_sqlite: Path, tmp_path: Path
) -> None:
    """Neither its free places nor its log: from older copies one could read who wrote last."""
    path = tmp_path / "rytmi.db"
    shutil.copy(migrated_sqlite, path)
    database = open_database(f"sqlite:///{path}")
    await database.save_structure(structure())
    retro = Retro(RetroId("r"), NORTH, CycleId("2026-Q4"), Stage.COLLECTING, ANNA, NOW)

    def begin(work: Work) -> None:
        work.begin_retro(retro)
        work.decide_manner(retro.id, Manner.ANONYMOUS)

    def write(work: Work, writer: PersonId) -> None:
        notes = [Note(NoteId("x"), retro.id, NoteKind.WELL, f"secret of {writer}")]
        work.add_notes(retro, writer, notes)

    await database.write(OMA, begin)
    for writer in (ANNA, BEN, CARA):
        await database.write(OMA, lambda work, who=writer: write(work, who))  # type: ignore[misc]
    assert _copies(path, b"secret of") == 3
    await database.write(OMA, lambda work: work.end_writing(retro, 3))
    assert _copies(path, b"secret of") == 0
    await database.close()


def _copies(path: Path, words: bytes) -> int:
    """How often words stand in a database's files, as whoever has the disk would find them."""
    return sum(each.read_bytes().count(words) for each in path.parent.glob(f"{path.name}*"))
