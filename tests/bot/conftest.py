"""What the tests of the bot share: the sample firm's database, and the firm in either chat."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.slack_firm import Firm, firm_in_slack
from tests.bot.teams_firm import FirmInTeams, firm_in_teams
from tests.end_to_end.service import rytmi


@pytest.fixture(scope="session")
def sample_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the sample firm, to be copied and left as it is."""
    folder = tmp_path_factory.mktemp("sample")
    for arguments in (("migrate",), ("import", "--sample", "nettbutikk")):
        done = rytmi(folder, *arguments)
        assert done.returncode == 0, done.stderr
    return folder / "rytmi.sqlite"


@pytest.fixture
def firm(
    sample_database: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Firm]:
    """The firm in a Slack of its own, and a terminal in a folder with its database."""
    with firm_in_slack(sample_database, tmp_path, monkeypatch, capsys) as made:
        yield made


@pytest.fixture
def teams_firm(
    sample_database: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[FirmInTeams]:
    """The firm in a Teams of its own, and a terminal in a folder with its database."""
    with firm_in_teams(sample_database, tmp_path, monkeypatch, capsys) as made:
        yield made
