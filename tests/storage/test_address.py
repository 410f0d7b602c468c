from __future__ import annotations

from pathlib import Path

import pytest

from storage.address import is_sqlite, read_url
from storage.errors import DatabaseUrlError


@pytest.mark.parametrize(
    "text",
    [
        "sqlite:///{path}",
        "sqlite+pysqlite:///{path}",
        "sqlite+aiosqlite:///{path}",
        "  sqlite:///{path}\n",
    ],
)
def test_a_sqlite_file_may_be_named_with_or_without_a_driver(text: str, tmp_path: Path) -> None:
    path = tmp_path / "rytmi.db"
    url = read_url(text.format(path=path))
    assert is_sqlite(url)
    assert url.drivername == "sqlite+pysqlite"
    assert url.database == str(path)


@pytest.mark.parametrize(
    "kind",
    [
        "postgres",
        "postgresql",
        "postgresql+psycopg",
        "postgresql+psycopg2",
        "postgresql+psycopg_async",
        "postgresql+asyncpg",
        "postgres+asyncpg",
    ],
)
def test_a_postgresql_server_may_be_named_with_or_without_a_driver(kind: str) -> None:
    url = read_url(f"{kind}://rytmi:p%40ss@db.example.org:5433/okr")
    assert not is_sqlite(url)
    assert url.drivername == "postgresql+psycopg"
    assert (url.username, url.password, url.host) == ("rytmi", "p@ss", "db.example.org")
    assert (url.port, url.database) == (5433, "okr")


def test_the_word_of_asyncpg_for_encryption_is_understood() -> None:
    url = read_url("postgresql+asyncpg://db.example.org/okr?ssl=require&application_name=x")
    assert url.query == {"sslmode": "require", "application_name": "x"}


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("", "sqlite:///rytmi.db"),
        ("rytmi.db", "sqlite:///rytmi.db"),
        ("mysql://localhost/okr", "'mysql', which Rytmi cannot use"),
        ("postgresql+pg8000://localhost/okr", "'postgresql\\+pg8000'"),
        ("sqlite+pysqlcipher:///rytmi.db", "which Rytmi cannot use"),
        ("sqlite://", "name a file"),
        ("sqlite:///:memory:", "name a file"),
        ("sqlite:///file:rytmi?mode=memory&uri=true", "name a file"),
        ("sqlite://rytmi.db/x", "three slashes"),
        ("sqlite:////no/such/folder/rytmi.db", "create it"),
    ],
)
def test_anything_else_is_refused_with_the_remedy(text: str, remedy: str) -> None:
    with pytest.raises(DatabaseUrlError, match=remedy) as refused:
        read_url(text)
    assert str(refused.value).startswith("DATABASE_URL ")


def test_a_password_is_never_repeated() -> None:
    for text in (
        "mysql://u:secret@h/x",
        "secret@://",
        "postgresql://u:secret@h:port/x",
        "postgresql://u:p@secret@h/x",
        "postgresql://u:p@se/secret@h/x",
        "postgresql://u:p@se?secret@h/x",
    ):
        with pytest.raises(DatabaseUrlError) as refused:
            read_url(text)
        assert "secret" not in str(refused.value)


def test_an_unescaped_at_sign_is_refused_with_the_remedy() -> None:
    with pytest.raises(DatabaseUrlError, match="write @ as %40"):
        read_url("postgresql://rytmi:p@ss@db.example.org/okr")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUrlError, match="which is a folder"):
        read_url(f"sqlite:///{tmp_path}")


def test_a_file_that_this_user_may_not_write_is_refused_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rytmi.db"
    path.touch()
    # Root, as whom tests may run, may write everything.
    monkeypatch.setattr("os.access", lambda name, _mode: Path(name) != path)
    with pytest.raises(DatabaseUrlError, match=r"may not read and write '.*rytmi\.db'"):
        read_url(f"sqlite:///{path}")
