"""The command `rytmi` as an operator meets it: what it does, what it refuses and what it says."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.samples import SAMPLES
from tests.end_to_end.service import running, rytmi

CANNOT = 2
REFUSED = 1


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with tables and without rows."""
    folder = tmp_path_factory.mktemp("migrated")
    done = rytmi(folder, "migrate")
    assert done.returncode == 0, done.stderr
    return folder / "rytmi.sqlite"


@pytest.fixture(scope="module")
def imported(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a sample organisation in it."""
    folder = tmp_path_factory.mktemp("imported")
    shutil.copy(migrated, folder)
    done = rytmi(folder, "import", "--sample", "nettbutikk")
    assert done.returncode == 0, done.stderr
    return folder / "rytmi.sqlite"


def count(database: Path, table: str) -> int:
    with closing(sqlite3.connect(database)) as connection:
        found: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - the tests name the table
        return found


def sample(folder: Path) -> Path:
    """Copy a sample's sheets to where they can be broken."""
    sheets = folder / "sheets"
    sheets.mkdir()
    for sheet in SAMPLES["nettbutikk"].iterdir():
        if sheet.name.endswith(".csv"):
            (sheets / sheet.name).write_bytes(sheet.read_bytes())
    return sheets


def spoil(sheet: Path, right: str, wrong: str) -> None:
    text = sheet.read_text("utf-8")
    assert right in text
    sheet.write_text(text.replace(right, wrong, 1), "utf-8")


# --- tables -------------------------------------------------------------------------------------


def test_migrate_makes_the_tables_and_says_so_twice(tmp_path: Path) -> None:
    first = rytmi(tmp_path, "migrate")
    assert (first.returncode, first.stdout) == (0, "The tables were empty and are now current.\n")
    second = rytmi(tmp_path, "migrate")
    assert (second.returncode, second.stdout) == (
        0,
        "The tables were current and are now current.\n",
    )


def test_serving_an_empty_database_is_refused_with_the_remedy(tmp_path: Path) -> None:
    refused = rytmi(tmp_path, "serve", "--port", "0")
    assert refused.returncode == CANNOT
    assert "DATABASE_URL" in refused.stderr
    assert "`rytmi migrate`" in refused.stderr


# --- import and export --------------------------------------------------------------------------


def test_a_sample_is_imported_and_importing_again_changes_nothing(imported: Path) -> None:
    assert count(imported, "organisations") == 1
    again = rytmi(imported.parent, "import", "--sample", "nettbutikk")
    assert again.returncode == 0
    assert _tallies(again.stdout)["key_results"] == (0, 0, 3)
    assert {(new, changed) for new, changed, _ in _tallies(again.stdout).values()} == {(0, 0)}


def test_a_dry_run_says_what_it_would_do_and_does_nothing(tmp_path: Path, migrated: Path) -> None:
    shutil.copy(migrated, tmp_path)
    tried = rytmi(tmp_path, "import", "--sample", "oma-hame", "--dry-run")
    assert tried.returncode == 0
    assert _tallies(tried.stdout)["units"] == (22, 0, 0)
    assert "dry run" in tried.stdout
    assert count(tmp_path / "rytmi.sqlite", "organisations") == 0


def test_every_problem_of_a_broken_folder_is_told_at_once(tmp_path: Path, migrated: Path) -> None:
    shutil.copy(migrated, tmp_path)
    sheets = sample(tmp_path)
    spoil(sheets / "key_results.csv", "change;0;20", "change;20;20")
    spoil(sheets / "key_results.csv", "sindre.lie", "nobody")
    spoil(sheets / "memberships.csv", "pilotteam;lead", "pilotteam;boss")
    spoil(sheets / "forums.csv", "weekly", "every blue moon")
    spoil(sheets / "forums.csv", "13:00", "25:00")
    refused = rytmi(tmp_path, "import", "sheets")
    assert refused.returncode == REFUSED
    problems = [line for line in refused.stdout.splitlines() if line.startswith("•")]
    for sheet, wrong in (
        ("key_results", "Start and target are the same"),
        ("key_results", "nobody"),
        ("memberships", "boss"),
        ("forums", "every blue moon"),
        ("forums", "25:00"),
    ):
        assert any(sheet in line and wrong in line for line in problems), (sheet, wrong, problems)
    assert count(tmp_path / "rytmi.sqlite", "organisations") == 0


def test_problems_are_told_in_the_operators_language(tmp_path: Path, migrated: Path) -> None:
    shutil.copy(migrated, tmp_path)
    spoil(sample(tmp_path) / "forums.csv", "13:00", "25:00")
    refused = rytmi(tmp_path, "import", "sheets", "--language", "fi")
    assert refused.returncode == REFUSED
    assert "”25:00” ei ole kellonaika" in refused.stdout


@pytest.mark.parametrize("target", ["sheets", "book.xlsx"])
def test_export_then_import_changes_nothing(tmp_path: Path, imported: Path, target: str) -> None:
    shutil.copy(imported, tmp_path)
    written = rytmi(tmp_path, "export", target)
    assert written.returncode == 0, written.stderr
    assert target in written.stdout
    back = rytmi(tmp_path, "import", target)
    assert back.returncode == 0, back.stdout
    tallies = _tallies(back.stdout)
    assert tallies["key_results"] == (0, 0, 3)
    assert {(new, changed) for new, changed, _ in tallies.values()} == {(0, 0)}


def test_importing_nothing_or_two_things_is_refused(tmp_path: Path) -> None:
    for arguments in ([], ["sheets", "--sample", "nettbutikk"]):
        refused = rytmi(tmp_path, "import", *arguments)
        assert refused.returncode == CANNOT
        assert "--sample" in refused.stderr


def _tallies(report: str) -> dict[str, tuple[int, int, int]]:
    """Read the table of an import: sheet, new, changed, as before."""
    rows = (line.split() for line in report.splitlines())
    return {
        row[0]: (int(row[1]), int(row[2]), int(row[3]))
        for row in rows
        if len(row) == 4 and all(cell.isdigit() for cell in row[1:])
    }


# --- rehearsal and ledger ------------------------------------------------------------------------


def test_a_rehearsal_prints_nothing_but_its_lines_and_leaves_the_file_as_it_was(
    tmp_path: Path, imported: Path
) -> None:
    shutil.copy(imported, tmp_path)
    file = tmp_path / "rytmi.sqlite"
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    done = rytmi(tmp_path, "rehearse", "--from", "2026-11-16", "--to", "2026-11-29", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert {line["kind"] for line in lines} >= {"prompt", "reminder", "digest"}
    assert all(datetime.fromisoformat(line["at"]).utcoffset() is not None for line in lines)
    table = rytmi(tmp_path, "rehearse", "--from", "2026-11-16", "--to", "2026-11-29")
    assert table.returncode == 0
    assert "Week 47" in table.stdout
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["rytmi.sqlite"]


@pytest.mark.parametrize(
    ("given", "named", "remedy"),
    [
        (("--from", "16.11.2026", "--to", "2026-11-20"), "'16.11.2026'", "2026-11-23"),
        (("--from", "2026-11-16", "--to", "2026-11-31"), "'2026-11-31'", "2026-11-23"),
        (("--from", "2026-11-16", "--to", "2026-11-15"), "2026-11-15", "earlier day"),
        (("--from", "2026-01-01", "--to", "2027-12-31"), "730 days", "400 days at a time"),
        (
            ("--from", "2026-11-16", "--to", "2026-11-20", "--unit", "pilot"),
            "'pilot'",
            "pilotteam",
        ),
        (
            ("--from", "2026-11-16", "--to", "2026-11-20", "--org", "nettbutik"),
            "'nettbutik'",
            "nettbutikk",
        ),
    ],
)
def test_what_cannot_be_rehearsed_ends_in_one_sentence_and_the_remedy(
    imported: Path, given: tuple[str, ...], named: str, remedy: str
) -> None:
    refused = rytmi(imported.parent, "rehearse", *given)
    assert (refused.returncode, refused.stdout) == (CANNOT, "")
    assert named in refused.stderr
    assert remedy in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_ledger_of_a_demonstration(lived: Path) -> None:
    url = f"sqlite:///{lived}"
    done = rytmi(lived.parent, "ledger", "--json", DATABASE_URL=url)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert {line["fate"] for line in lines} >= {"answered", "sent"}
    answered = rytmi(lived.parent, "ledger", "--fate", "answered", "--json", DATABASE_URL=url)
    assert len(answered.stdout.splitlines()) == [line["fate"] for line in lines].count("answered")
    table = rytmi(lived.parent, "ledger", DATABASE_URL=url)
    assert table.returncode == 0
    assert f"{len(lines)} messages:" in table.stdout


# --- settings -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "name", "remedy"),
    [
        ({"PORT": "seaside"}, "PORT", "a port from 0 to 65535"),
        ({"DATABSE_URL": "sqlite:///x.sqlite"}, "DATABSE_URL", "Rename it to DATABASE_URL"),
        ({"DATABASE_URL": "oracle://x"}, "DATABASE_URL", "sqlite:///"),
        ({"HOST": "0.0.0.0"}, "HOST", "WEB_DOOR=off"),  # noqa: S104 - that is what is refused
        ({"HOST": "x86_64-conda-linux-gnu"}, "x86_64-conda-linux-gnu", "`unset HOST`"),
        ({"HOST": "nowhere.invalid", "WEB_DOOR": "off"}, "HOST", "Set HOST to an address"),
        ({"DATABASE_URL": "postgresql://u:p@ss@h/x"}, "DATABASE_URL", "write @ as %40"),
        ({"STOP_SECONDS": "0"}, "STOP_SECONDS", "from 1 to 300"),
        ({"MICROSOFT_APP_ID": "x"}, "MICROSOFT_APP_ID", "Application (client) ID"),
        ({"SLACK_BOT_TOKEN": "xoxp-1"}, "SLACK_BOT_TOKEN", "begins with xoxb-"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL", "debug, info, warning or error"),
    ],
    ids=lambda value: "=".join(next(iter(value.items()))) if isinstance(value, dict) else "",
)
def test_a_wrong_setting_stops_the_start_with_its_name_and_the_remedy(
    tmp_path: Path, given: dict[str, str], name: str, remedy: str
) -> None:
    refused = rytmi(tmp_path, "serve", **given)
    assert refused.returncode == CANNOT
    assert refused.stdout == ""
    assert name in refused.stderr
    assert remedy in refused.stderr
    assert "Traceback" not in refused.stderr


def test_an_unknown_name_in_the_env_file_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DATABASE=sqlite:///x.sqlite\n", "utf-8")
    refused = rytmi(tmp_path, "serve")
    assert refused.returncode == CANNOT
    assert "DATABASE:" in refused.stderr
    assert "Did you mean DATABASE_URL?" in refused.stderr


# --- doctor -------------------------------------------------------------------------------------


def test_the_doctor_finds_everything_fine(imported: Path) -> None:
    report = rytmi(imported.parent, "doctor")
    assert report.returncode == 0
    assert "FAIL" not in report.stdout
    for what in ("Python", "Time zones", "Settings", "Database"):
        assert f"ok   {what}:" in report.stdout


@pytest.mark.parametrize(
    ("given", "what", "remedy"),
    [
        ({}, "Database", "`rytmi migrate`"),
        ({"DATABASE_URL": "sqlite:///no/such/folder/x.sqlite"}, "Database", "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://x:y@127.0.0.1:1/z"}, "Database", "that the database runs"),
        ({"BEAT_SECONDS": "0"}, "Settings", "from 0.1 to 60"),
    ],
    ids=["no tables", "no folder", "no server", "a wrong setting"],
)
def test_the_doctor_says_how_to_mend_what_is_broken(
    tmp_path: Path, given: dict[str, str], what: str, remedy: str
) -> None:
    report = rytmi(tmp_path, "doctor", **given)
    assert report.returncode == REFUSED
    assert f"FAIL {what}:" in report.stdout
    assert remedy in report.stdout.partition("FAIL")[2]
    assert not (tmp_path / "rytmi.sqlite").exists()


# --- serving ------------------------------------------------------------------------------------


def test_a_running_service_tells_of_itself_keeps_its_port_and_ends_in_order(
    tmp_path: Path, imported: Path
) -> None:
    shutil.copy(imported, tmp_path)
    with running(tmp_path, "serve") as server:
        assert server.get("/readyz") == (200, "ready\n")
        status, figures = server.get("/metrics")
        assert status == 200
        for name in ("rytmi_parcels_total", "rytmi_beat_silent_seconds", "rytmi_answer_seconds"):
            assert name in figures
        assert "built-in page is on" in server.log.read_text("utf-8")
        assert server.get("/o/nettbutikk/as/jonas.bakke")[0] == 200
        taken = server.address.rpartition(":")[2]
        refused = rytmi(tmp_path, "serve", PORT=taken)
        assert refused.returncode == CANNOT
        assert f"port {taken}" in refused.stderr
        assert server.stop() == 0


def test_a_service_without_a_page_whose_tables_are_changed_is_not_ready(
    tmp_path: Path, imported: Path
) -> None:
    shutil.copy(imported, tmp_path)
    with running(tmp_path, "serve", WEB_DOOR="off") as server:
        assert server.get("/")[0] == 404
        assert server.get("/readyz") == (200, "ready\n")
        with closing(sqlite3.connect(tmp_path / "rytmi.sqlite")) as connection:
            connection.execute("UPDATE alembic_version SET version_num = 'later'")
            connection.commit()
        status, said = server.get("/readyz")
        assert status == 503
        assert "tables" in said
        assert server.get("/healthz") == (200, "ok\n")


def test_the_demonstration_of_the_small_firm(tmp_path: Path) -> None:
    with running(tmp_path, "demo", "--org", "nettbutikk") as server:
        status, page = server.get("/o/nettbutikk/as/jonas.bakke")
        assert status == 200
        assert "Nettbutikk" in page
        assert server.get("/readyz") == (200, "ready\n")


def test_a_kept_demonstrations_clock_never_goes_back(tmp_path: Path) -> None:
    kept = ("demo", "--org", "nettbutikk", "--database", f"sqlite:///{tmp_path}/kept.sqlite")
    clock = "/o/nettbutikk/clock"
    with running(tmp_path, *kept) as server:
        before = _hour(server.get(clock)[1])
        assert server.post(clock, {"target": "day", "nonce": "1"}) == 200
        later = _hour(server.get(clock)[1])
        assert later - before >= timedelta(days=1)
    with running(tmp_path, *kept) as server:
        # To the minute: the last minute before the end may not have been noted.
        assert _hour(server.get(clock)[1]) >= later - timedelta(minutes=2)


def _hour(bar: str) -> datetime:
    found = re.search(r'datetime=\\"([^"\\]+)', bar)
    assert found is not None, bar
    return datetime.fromisoformat(found.group(1))
