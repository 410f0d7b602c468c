"""A rehearsal foretells what happens, leaves no trace, and says what is moved and left out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy
from rich.console import Console

from bot.application import assemble
from bot.errors import OperatorError
from bot.rehearsal import StandingClock, day_begins, rehearse
from bot.rehearsal_report import show_rehearsal
from dialogs.ledger import Foreseen, LedgerFate, Reason, totals
from dialogs.okr.model import Absence, Break, BreakId, Language, PersonId, UnitId
from dialogs.ports import TimeSource
from dialogs.posts import PostKind, ToChannel, ToPerson
from dialogs.text import Reader
from dialogs.words.draw import draw
from storage.address import read_url
from storage.database import Database
from storage.structure import Structure
from storage.tables import metadata
from tests.conversations.company import ORGANISATION, company

ZONE = "Europe/Helsinki"
NOW = datetime(2026, 11, 14, 12, tzinfo=UTC)
"""A Saturday."""
MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)


def at(day: date) -> datetime:
    return day_begins(day, ZONE)


def end(day: date) -> datetime:
    return at(day + timedelta(days=1)) - timedelta(microseconds=1)


async def rehearsed(
    database: Database, first: date = MONDAY, last: date = SUNDAY, now: datetime = NOW
) -> Sequence[Foreseen]:
    return await rehearse(database, ORGANISATION, at(first), end(last), now=now)


def told(lines: Sequence[Foreseen]) -> Counter[tuple[str, str, str]]:
    """Return day and hour on the receiver's wall, kind and receiver of what goes out."""
    found: Counter[tuple[str, str, str]] = Counter()
    for line in lines:
        match line.recipient:
            case ToPerson(name) | ToChannel(name) if line.fate is None:
                found[f"{line.at:%a %H:%M}", line.kind.value, name] += 1
            case _:
                pass
    return found


def with_zone(structure: Structure, person: str, zone: str) -> Structure:
    people = tuple(
        replace(each, zone=zone) if each.id == person else each for each in structure.people
    )
    return replace(structure, people=people)


TEAMS = {"liisa", "matti", "heidi", "harri", "henna", "bertta", "bengt"}


async def test_a_week_of_a_county(database: Database) -> None:
    await database.save_structure(company())
    lines = await rehearsed(database)
    asked = {("Mon 09:00", "prompt", who): 1 for who in (*TEAMS, "head")}
    reminded = {("Wed 09:00", "reminder", who): 1 for who in (*TEAMS, "head")}
    digests = {("Tue 08:30", "digest", "#area"): 1, ("Thu 08:30", "digest", "#owls"): 1}
    assert told(lines) == Counter(asked | reminded | digests)
    assert [line.at for line in lines] == sorted(line.at for line in lines)
    sums = totals(lines)
    assert (sums.messages, sums.most, sums.left_out) == (18, 2, 0)


async def test_the_database_is_left_as_it_was(database: Database, database_url: str) -> None:
    await database.save_structure(company())
    before = _rows(database_url)
    assert len(await rehearsed(database)) > 0
    assert _rows(database_url) == before
    assert before["units"] > 0
    assert (before["outbox"], before["moments"], before["ledger"]) == (0, 0, 0)


def _rows(url: str) -> dict[str, int]:
    engine = sqlalchemy.create_engine(read_url(url))
    try:
        with engine.connect() as connection:
            return {
                found.name: connection.execute(
                    sqlalchemy.select(sqlalchemy.func.count()).select_from(found)
                ).scalar_one()
                for found in metadata.sorted_tables
            }
    finally:
        engine.dispose()


async def test_what_waits_for_a_far_morning_comes_at_its_hour(database: Database) -> None:
    await database.save_structure(with_zone(company(), "liisa", "Pacific/Kiritimati"))
    lines = await rehearsed(database, date(2026, 12, 21), date(2026, 12, 24))
    # Nine in Helsinki is evening there, and the call waits for the next morning.
    assert [
        f"{line.at:%a %H:%M}"
        for line in lines
        if line.kind is PostKind.RETRO and line.name == "Liisa"
    ] == ["Wed 08:00"]


async def test_a_call_to_look_back_is_explained_by_the_days_of_its_unit(
    database: Database,
) -> None:
    whole = company()
    days = {"owls": 1, "hares": 6}
    units = tuple(replace(one, retro=days.get(one.id)) for one in whole.units)
    await database.save_structure(replace(whole, units=units))
    lines = await rehearsed(database, date(2026, 12, 21), date(2026, 12, 31))
    english = Reader(Language.ENGLISH, "Europe/Helsinki")
    calls = {
        str(line.unit): (line.at.date().isoformat(), draw(line.why, english))
        for line in lines
        if line.kind is PostKind.RETRO
    }
    assert calls["owls"] == (
        "2026-12-30",
        "Owls is called to look back one working day before its cycle ends.",
    )
    assert calls["hares"] == (
        "2026-12-21",
        "Hares is called to look back 6 working days before its cycle ends.",
    )
    assert calls["bears"][0] == "2026-12-22"


async def test_what_was_rehearsed_is_what_happens(database: Database) -> None:
    await database.save_structure(with_zone(company(), "heidi", "Asia/Kolkata"))
    lines = await rehearsed(database)
    clock = StandingClock(NOW)
    rytmi = assemble(database, clock, not_before=NOW)
    # Ticks that know nothing of what is planned, as those of a running service.
    while clock.at <= end(SUNDAY):
        await rytmi.planner.tick(clock.at)
        await rytmi.postman.drain()
        clock.at += timedelta(minutes=30)
    lived = await database.read(
        ORGANISATION,
        lambda work: work.ledger(None, at(MONDAY), end(SUNDAY), end(SUNDAY)),
    )
    assert {(each.key, each.at) for each in lived} == {
        (each.key, each.at.astimezone(UTC)) for each in lines
    }
    assert {each.fate for each in lived} == {LedgerFate.SENT}


async def test_hours_are_those_on_the_receivers_wall(database: Database) -> None:
    await database.save_structure(with_zone(company(), "heidi", "America/New_York"))
    lines = await rehearsed(database)
    (heidi,) = [
        line
        for line in lines
        if line.recipient == ToPerson(PersonId("heidi")) and line.kind is PostKind.PROMPT
    ]
    assert heidi.at.isoformat() == "2026-11-16T09:00:00-05:00"
    assert heidi.at.tzinfo == ZoneInfo("America/New_York")


async def test_who_is_away_is_not_asked_and_the_plan_says_so(database: Database) -> None:
    await database.save_structure(company())
    absence = Absence(PersonId("liisa"), MONDAY, SUNDAY)
    await database.write(
        ORGANISATION, lambda work: work.set_absence(absence, PersonId("liisa"), NOW)
    )
    lines = await rehearsed(database)
    mine = [line for line in lines if line.recipient == ToPerson(PersonId("liisa"))]
    assert {(line.fate, line.reason) for line in mine} == {(LedgerFate.ABSENT, Reason.AWAY)}


async def test_a_holiday_moves_and_a_break_drops(database: Database) -> None:
    # 6 January 2027, Epiphany, is a Wednesday; the last week of the year is a break.
    closed = Break(BreakId("xmas"), date(2026, 12, 21), date(2026, 12, 31))
    await database.save_structure(replace(company(), breaks=(closed,)))
    lines = await rehearsed(database, date(2026, 12, 21), date(2026, 12, 27))
    assert {(line.fate, line.reason) for line in lines} == {
        (LedgerFate.SKIPPED, Reason.NO_WORKING_DAY)
    }
    # The owls meet on Thursdays; the 24th and the 31st come together on the first working day.
    later = await rehearsed(database, date(2026, 12, 28), date(2027, 1, 10))
    moved = [line for line in later if line.moved_from is not None and line.fate is None]
    assert [(line.kind, f"{line.at:%Y-%m-%d}") for line in moved] == [
        (PostKind.DIGEST, "2027-01-04")
    ]


async def test_one_who_looks_back_sees_it_as_if_nobody_had_answered(database: Database) -> None:
    await database.save_structure(company(), since=NOW)
    past = await rehearsed(database, date(2026, 10, 5), date(2026, 10, 11))
    assert told(past)["Mon 09:00", "prompt", "liisa"] == 1


async def test_a_span_that_begins_in_mid_week_knows_who_was_asked_before(
    database: Database,
) -> None:
    await database.save_structure(company())
    lines = await rehearsed(database, date(2026, 12, 2), date(2026, 12, 4))
    assert told(lines)["Wed 09:00", "reminder", "liisa"] == 1
    assert told(lines)["Mon 09:00", "prompt", "liisa"] == 0


async def test_progress_is_told_and_ends_at_the_whole(database: Database) -> None:
    await database.save_structure(company())
    shares: list[float] = []
    await rehearse(database, ORGANISATION, at(MONDAY), end(SUNDAY), shares.append, now=NOW)
    assert shares == sorted(shares)
    assert (shares[0] < 1.0, shares[-1]) == (True, 1.0)


# --- the command --------------------------------------------------------------------------------


async def shown(
    url: str,
    *,
    first: date | None = MONDAY,
    last: date | None = SUNDAY,
    unit: str | None = None,
    organisation: str | None = None,
    as_json: bool = False,
    width: int = 80,
) -> tuple[str, str]:
    """Return what is written to the two streams."""
    streams = StringIO(), StringIO()
    out, err = (Console(file=stream, width=width, soft_wrap=True) for stream in streams)
    clock: TimeSource = StandingClock(NOW)
    await show_rehearsal(
        url,
        first,
        last,
        clock,
        organisation=organisation,
        unit=unit,
        language=Language.ENGLISH,
        as_json=as_json,
        out=out,
        err=err,
    )
    return streams[0].getvalue(), streams[1].getvalue()


async def test_as_json_each_line_says_at_least_what_was_promised(
    database: Database, database_url: str
) -> None:
    await database.save_structure(company())
    written, said = await shown(database_url, as_json=True)
    assert said == ""
    lines = [json.loads(line) for line in written.splitlines()]
    assert len(lines) == 18
    for line in lines:
        assert {"at", "kind", "to", "unit", "key", "why"} <= line.keys()
        assert datetime.fromisoformat(line["at"]).utcoffset() == timedelta(hours=2)
        assert line["kind"] in {"prompt", "reminder", "digest", "retro"}
        assert {"moved_from", "fate"}.isdisjoint(line)
    (prompt,) = [line for line in lines if line["kind"] == "prompt" and line["to"] == "liisa"]
    assert prompt["at"] == "2026-11-16T09:00:00+02:00"
    assert prompt["why"] == "weekly mon: Owls is asked every Monday at 09:00."
    assert len({line["key"] for line in lines}) == len(lines)


async def test_without_days_it_is_the_fortnight_from_today(
    database: Database, database_url: str
) -> None:
    await database.save_structure(company())
    today = NOW.date()
    usual = await shown(database_url, first=None, last=None, as_json=True)
    assert usual == await shown(
        database_url, first=today, last=today + timedelta(days=14), as_json=True
    )


async def test_as_a_table_it_fits_a_terminal(database: Database, database_url: str) -> None:
    await database.save_structure(company())
    written, _ = await shown(database_url)
    assert "Week 47" in written
    assert "Monday 16 November" in written
    assert "Nobody answers in a rehearsal" in " ".join(written.split())
    assert "Messages" in written
    assert "18" in written
    assert written.count("Owls is asked every Monday at 09:00.") == 1
    assert max(len(line.rstrip()) for line in written.splitlines()) <= 80


async def test_a_unit_is_shown_with_those_below_it(database: Database, database_url: str) -> None:
    await database.save_structure(company())
    owls, _ = await shown(database_url, unit="owls", as_json=True)
    assert {json.loads(line)["unit"] for line in owls.splitlines()} == {"owls"}
    area, _ = await shown(database_url, unit="area", as_json=True)
    units = {json.loads(line)["unit"] for line in area.splitlines()}
    assert units == {"area", "owls", "hares", "bears"}
    assert UnitId("county") not in units


@pytest.mark.parametrize(
    ("given", "problem", "remedy"),
    [
        ({"last": MONDAY - timedelta(days=1)}, "lies before", "earlier day"),
        ({"last": MONDAY + timedelta(days=401)}, "402 days", "400 days at a time"),
        ({"unit": "owl"}, "has no unit 'owl'", "owls"),
        ({"organisation": "country"}, "no organisation 'country'", "county"),
    ],
)
async def test_what_cannot_be_rehearsed_is_refused_with_the_remedy(
    database: Database, database_url: str, given: dict[str, date | str], problem: str, remedy: str
) -> None:
    await database.save_structure(company())
    with pytest.raises(OperatorError) as refused:
        await shown(database_url, **given)  # type: ignore[arg-type] # options of their own kinds
    assert problem in refused.value.problem
    assert remedy in refused.value.remedy


async def test_nothing_is_left_in_the_temporary_folder(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await database.save_structure(company())
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    await rehearsed(database)
    assert list(folder.iterdir()) == []
