"""Settings as an operator gets them wrong: one sentence with the setting's name and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingError
from bot.settings import LogLevel, names, read_settings


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of this machine's reaches a test."""
    for name in names():
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    return tmp_path / ".env"


@pytest.mark.parametrize("written", ["INFO", "Info", " info "])
def test_a_log_level_may_be_written_in_any_case(
    env_file: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("LOG_LEVEL", written)
    assert read_settings(env_file).log_level is LogLevel.INFO


@pytest.mark.parametrize(
    "kind",
    ["x86_64-conda-linux-gnu", "arm64-apple-darwin20.0.0", "aarch64-conda-linux-gnu", "i686-pc"],
)
def test_a_host_that_conda_has_set_is_named_with_the_remedy(
    env_file: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setenv("HOST", kind)
    with pytest.raises(SettingError) as refused:
        read_settings(env_file)
    assert kind in refused.value.problem
    assert "HOST=127.0.0.1" in refused.value.remedy


def test_a_name_of_a_computer_is_no_kind_of_machine(
    env_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOST", "okr-64.example.org")
    assert read_settings(env_file, web_door=False).host == "okr-64.example.org"


def test_a_file_in_another_encoding_is_refused(env_file: Path) -> None:
    env_file.write_bytes("LOG_LEVEL=café\n".encode("latin-1"))
    with pytest.raises(SettingError, match="not written in UTF-8"):
        read_settings(env_file)


def test_a_file_that_cannot_be_read_is_refused(
    env_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    env_file.write_text("LOG_LEVEL=info\n", "utf-8")

    def refuse(*_args: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied", str(env_file))

    # Root, as whom tests may run, may read everything.
    monkeypatch.setattr("dotenv.main.open", refuse, raising=False)
    with pytest.raises(SettingError, match="cannot be read: Permission denied"):
        read_settings(env_file)
