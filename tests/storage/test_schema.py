from __future__ import annotations

import asyncio
import shutil
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.pool import NullPool

from storage import schema
from storage.address import read_url
from storage.database import open_database
from storage.errors import DatabaseUnavailableError, SchemaError
from storage.schema import SchemaState
from storage.tables import metadata
from tests.storage.support import structure

NEXT = """
import sqlalchemy as sa
from alembic import op
revision = "0007"
down_revision = "0006"
def upgrade():
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("nickname", sa.Text(), nullable=True))
"""


def _engine(url: str) -> Engine:
    return create_engine(read_url(url), poolclass=NullPool)


def test_the_migrations_make_the_tables_that_the_models_describe(empty_url: str) -> None:
    assert schema.state(empty_url) is SchemaState.EMPTY
    schema.upgrade(empty_url)
    assert schema.state(empty_url) is SchemaState.CURRENT
    with _engine(empty_url).connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []


def test_a_column_that_no_migration_makes_would_be_seen(empty_url: str) -> None:
    schema.upgrade(empty_url)
    with _engine(empty_url).begin() as connection:
        connection.execute(text("ALTER TABLE people DROP COLUMN note"))
    with _engine(empty_url).connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert [difference[0] for difference in differences] == ["add_column"]


def test_looking_at_a_missing_file_does_not_make_it(tmp_path: Path) -> None:
    path = tmp_path / "rytmi.db"
    assert schema.state(f"sqlite:///{path}") is SchemaState.EMPTY
    assert not path.exists()


async def test_upgrading_again_changes_nothing(empty_url: str) -> None:
    schema.upgrade(empty_url)
    database = open_database(empty_url)
    await database.save_structure(structure())
    await database.close()
    schema.upgrade(empty_url)
    database = open_database(empty_url)
    assert len(await database.organisations()) == 1
    await database.close()


async def test_two_processes_may_upgrade_at_once(empty_url: str) -> None:
    program = "import sys; from storage import schema; schema.upgrade(sys.argv[1])"
    both = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", program, empty_url, stderr=asyncio.subprocess.PIPE
        )
        for _ in range(2)
    ]
    told = [(await process.communicate())[1].decode() for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert schema.state(empty_url) is SchemaState.CURRENT


def test_an_older_and_a_newer_database_are_told_apart(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schema.upgrade(empty_url)
    tomorrow = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, tomorrow, ignore=shutil.ignore_patterns("__pycache__"))
    (tomorrow / "versions" / "0007_next.py").write_text(NEXT, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", tomorrow)
        assert schema.state(empty_url) is SchemaState.BEHIND
        schema.upgrade(empty_url)
        assert schema.state(empty_url) is SchemaState.CURRENT
    assert schema.state(empty_url) is SchemaState.UNKNOWN
    with pytest.raises(SchemaError, match="does not know"):
        schema.upgrade(empty_url)


def test_the_first_migration_can_be_taken_back(empty_url: str) -> None:
    schema.upgrade(empty_url)
    config = schema.alembic_config()
    with _engine(empty_url).begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert inspect(_engine(empty_url)).get_table_names() == ["alembic_version"]


async def test_a_database_without_tables_says_what_to_do(empty_url: str) -> None:
    database = open_database(empty_url)
    with pytest.raises(SchemaError, match="rytmi migrate"):
        await database.organisations()
    with pytest.raises(SchemaError, match="rytmi migrate"):
        await database.save_structure(structure())
    await database.close()


async def test_a_database_that_cannot_be_reached_says_so(tmp_path: Path) -> None:
    nowhere = "postgresql://rytmi:secret@127.0.0.1:9/rytmi"
    with pytest.raises(DatabaseUnavailableError, match="cannot be reached") as refused:
        schema.state(nowhere)
    assert "secret" not in str(refused.value)
    database = open_database(nowhere)
    with pytest.raises(DatabaseUnavailableError):
        await database.organisations()
    await database.close()
    (tmp_path / "rytmi.db").write_text("a letter to the editor " * 100, encoding="utf-8")
    with pytest.raises(DatabaseUnavailableError, match="is no database"):
        schema.upgrade(f"sqlite:///{tmp_path / 'rytmi.db'}")
