"""The samples are real input: they import without a problem and show what a visitor should meet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from importlib.resources.abc import Traversable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.samples import SAMPLES
from dialogs.okr.cadence import BeforeMeetings
from dialogs.okr.confidence import opinion
from dialogs.okr.duty import Duty, duties
from dialogs.okr.measure import Change, KeepWithin, Measure, Milestones, YesNo
from dialogs.okr.model import Answering, CheckIn, KeyResult, Language, Level, Role, Unit
from dialogs.okr.standing import (
    Contradiction,
    Standing,
    Status,
    WeekAnswer,
    standing_after,
    status,
)
from dialogs.okr.week import Week
from dialogs.text import Phrase
from storage.structure import Structure
from storage.workbook import read_check_ins, read_workbook, write_workbook

DEMO_STARTS = datetime(2026, 11, 16, 7, tzinfo=UTC)
WEEKS = tuple(Week(2026, number) for number in range(41, 47))
LATER = tuple(Week(2026, number) for number in range(47, 53))


def _structure(name: str) -> Structure:
    found = read_workbook(SAMPLES[name]).structure
    assert found is not None
    return found


def _homes(structure: Structure) -> Mapping[str, Unit]:
    """Return the unit of each key result."""
    units = {unit.id: unit for unit in structure.units}
    objectives = {objective.id: units[objective.unit] for objective in structure.objectives}
    return {each.id: objectives[each.objective] for each in structure.key_results}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_imports_without_a_problem(name: str) -> None:
    reading = read_workbook(SAMPLES[name])

    assert reading.problems == ()
    assert reading.structure is not None
    assert reading.structure.organisation.id == name
    keys = [warning.text.key for warning in reading.warnings if isinstance(warning.text, Phrase)]
    assert keys == ["import-check-ins-left"]


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("target", ["folder", "book.xlsx"])
def test_a_sample_comes_back_unchanged_from_an_export(
    name: str, target: str, tmp_path: Path
) -> None:
    structure, check_ins = _structure(name), read_check_ins(SAMPLES[name])
    write_workbook(tmp_path / target, structure, check_ins)

    assert read_workbook(tmp_path / target).structure == structure
    assert read_check_ins(tmp_path / target) == check_ins


@pytest.mark.parametrize("name", SAMPLES)
def test_every_row_says_whether_it_comes_from_the_document_or_is_made_up(name: str) -> None:
    found = _structure(name)
    notes = [
        *(row.note for row in found.units),
        *(row.note for row in found.people),
        *(row.note for row in found.forums),
        *(row.note for row in found.breaks),
        *(row.note for row in found.objectives),
        *(row.note for row in found.key_results),
        *(row.note for row in found.tasks),
    ]
    assert {re.split("[:,]", note)[0] for note in notes} == {"document", "synthetic"}


@pytest.mark.parametrize("name", SAMPLES)
def test_addresses_lead_to_nobody(name: str) -> None:
    assert all(one.email.endswith("@example.org") for one in _structure(name).people)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_readme_names_the_document_and_what_is_made_up(name: str) -> None:
    text = _readme(SAMPLES[name])
    assert "document" in text
    assert "invented" in text


def _readme(folder: Traversable) -> str:
    return (folder / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SAMPLES)
def test_the_demonstration_begins_between_two_weeks_of_answers(name: str) -> None:
    structure, check_ins = _structure(name), read_check_ins(SAMPLES[name])
    zone = ZoneInfo(structure.organisation.zone)

    assert {answer.week for answer in check_ins if answer.at < DEMO_STARTS} == set(WEEKS)
    assert {answer.week for answer in check_ins if answer.at > DEMO_STARTS} == set(LATER)
    for answer in check_ins:
        local = answer.at.astimezone(zone)
        assert Week.of(local.date()) == answer.week
        assert local.weekday() < 5
        assert 8 <= local.hour < 17
    assert [answer.at for answer in check_ins] == sorted(answer.at for answer in check_ins)


@pytest.mark.parametrize("name", SAMPLES)
def test_whoever_answers_has_the_duty_and_gives_what_is_asked(name: str) -> None:
    structure = _structure(name)
    homes, key_results = _homes(structure), {each.id: each for each in structure.key_results}
    for answer in read_check_ins(SAMPLES[name]):
        key_result = key_results[answer.key_result]
        asked = {duty.person: duty for duty in _duties(structure, homes, key_result)}
        assert (answer.value is not None) == asked[answer.person].asks_value
        assert answer.value is None or _fits(key_result.measure, answer.value)


def _duties(
    structure: Structure, homes: Mapping[str, Unit], key_result: KeyResult
) -> tuple[Duty, ...]:
    home = homes[key_result.id]
    members = [one for one in structure.memberships if one.unit == home.id]
    return duties(home.answering, key_result, members)


def _fits(measure: Measure, value: float) -> bool:
    match measure:
        case Milestones(steps):
            return value in range(steps + 1)
        case YesNo():
            return value in {0.0, 1.0}
        case Change() | KeepWithin():
            return value >= 0


def test_oma_hame_has_the_levels_and_forums_of_the_cadence_table() -> None:
    found = _structure("oma-hame")
    levels = Counter(unit.level for unit in found.units)
    assert (levels[Level.ORGANISATION], levels[Level.SECTOR]) == (1, 3)
    assert (levels[Level.RESULT_AREA], levels[Level.UNIT], levels[Level.TEAM]) == (5, 4, 9)
    assert {forum.unit for forum in found.forums} == {unit.id for unit in found.units}
    channels = [forum.channel for forum in found.forums if forum.unit == "hva"]
    assert channels == [
        "#aluevaltuusto",
        "#aluevaltuusto",
        "#aluehallitus",
        "#integraatiovaliokunta",
        "#hva-jory",
    ]


def test_oma_hame_has_a_lead_everywhere_and_its_facilitators() -> None:
    found = _structure("oma-hame")
    leads = {one.unit for one in found.memberships if one.role is Role.LEAD}
    roles = Counter(one.role for one in found.memberships)
    assert leads == {unit.id for unit in found.units}
    assert (roles[Role.FACILITATOR], roles[Role.ADMIN]) == (2, 1)
    languages = Counter(person.language for person in found.people)
    assert languages[Language.SWEDISH] == 2
    assert languages[Language.ENGLISH] == languages[Language.NORWEGIAN] == 1


def test_the_board_of_oma_hame_follows_its_own_meetings() -> None:
    found = _structure("oma-hame")
    (board,) = [forum for forum in found.forums if forum.id == "aluehallitus"]
    assert board.cadence == BeforeMeetings(5)
    days = [meeting.day for meeting in found.meetings]
    assert {meeting.forum for meeting in found.meetings} == {"aluehallitus"}
    assert all(day.weekday() == 1 for day in days)
    # Once a quarter, at its end, over both years.
    quarters = [(day.year, day.month) for day in days]
    assert quarters == [(2026, 9), (2026, 12), (2027, 3), (2027, 6), (2027, 9), (2027, 12)]


def test_oma_hame_rests_in_july_and_one_team_at_christmas() -> None:
    july, christmas = _structure("oma-hame").breaks
    assert (july.unit, july.first, july.last) == (None, date(2027, 7, 1), date(2027, 7, 31))
    assert (christmas.unit, christmas.first) == ("tiimi-neuvola", date(2026, 12, 21))
    # Whoever rests has not answered in the meantime.
    homes = _homes(_structure("oma-hame"))
    weeks = {
        answer.week
        for answer in read_check_ins(SAMPLES["oma-hame"])
        if homes[answer.key_result].id == christmas.unit
    }
    assert max(weeks) < Week.of(christmas.first)


def test_two_teams_of_oma_hame_inherit_their_rhythm_and_hour() -> None:
    inheriting = [one for one in _structure("oma-hame").forums if one.cadence is None]
    assert {forum.unit for forum in inheriting} == {"tiimi-lankakatu", "tiimi-etahoiva"}
    assert {forum.at for forum in inheriting} == {None}


def test_one_of_nettbutikk_lives_by_another_clock() -> None:
    zones = {person.id: person.zone for person in _structure("nettbutikk").people if person.zone}
    assert zones == {"sindre.lie": "Europe/London"}


def test_oma_hame_cascades_as_its_document_shows() -> None:
    found = {str(each.id): each for each in _structure("oma-hame").key_results}
    assert found["tyoikaiset-1-1"].supports == "hva-1-1"
    assert found["tyoikaiset-2-1"].supports == "hva-2-3"
    assert found["t11-1-1"].supports == "tyoikaiset-1-1"
    assert found["tyoikaiset-1-1"].measure == KeepWithin(4, 5)
    assert found["tyoikaiset-2-1"].measure == Change(4, 10)
    (task,) = [one for one in _structure("oma-hame").tasks if one.id == "1.1.1"]
    assert (task.title, task.person, task.key_result) == (
        "Kari, tarkista että…",
        "kari.lehtonen",
        "tyoikaiset-1-1",
    )


def test_oma_hame_has_every_kind_of_measure_and_of_answering() -> None:
    found = _structure("oma-hame")
    measures = [each.measure for each in found.key_results]
    assert {type(measure) for measure in measures} == {Change, KeepWithin, Milestones, YesNo}
    changes = [measure for measure in measures if isinstance(measure, Change)]
    assert {measure.target > measure.start for measure in changes} == {True, False}
    assert {unit.answering for unit in found.units} == set(Answering)


def test_a_visitor_of_oma_hame_meets_every_case() -> None:
    standings = _standings("oma-hame")
    now = Week(2026, 47)
    stati = {name: status(standing, now) for name, standing in standings.items()}

    assert stati["ajanvaraus-1-1"] is Status.ON_TRACK
    assert stati["kuntouttava-1-1"] is Status.OFF_TRACK
    assert standings["kuntouttava-1-1"].blocker
    assert standings["kuntouttava-1-1"].help_from == "tyoikaiset"
    assert stati["neuvola-1-1"] is stati["neuvola-1-2"] is Status.STALE
    assert standings["perhetyo-1-1"].contradictions == (
        Contradiction.CONFIDENT_NOT_MOVING,
        Contradiction.UNCHANGED,
    )
    assert standings["paivystys-1-1"].contradictions == (Contradiction.MOVING_NOT_CONFIDENT,)
    spread = standings["vastaanotto-1-2"]
    assert (spread.low, spread.high) == (3, 9)
    assert set(stati.values()) == set(Status) - {Status.NEW}


def test_nettbutikk_is_one_team_with_the_three_key_results_of_its_document() -> None:
    found = _structure("nettbutikk")
    assert [unit.level for unit in found.units] == [Level.ORGANISATION, Level.TEAM]
    assert len(found.people) == 5
    assert [each.id for each in found.key_results] == ["kr1", "kr2", "kr3"]
    assert found.key_results[2].measure == Change(0, 20)
    assert [cycle.end for cycle in found.cycles] == [date(2026, 12, 31)]


def _standings(name: str) -> Mapping[str, Standing]:
    """Return where each key result stands when the demonstration begins, all weeks asked."""
    structure = _structure(name)
    cycles = {cycle.id: cycle for cycle in structure.cycles}
    of_objective = {each.id: cycles[each.cycle] for each in structure.objectives}
    answers: defaultdict[str, list[CheckIn]] = defaultdict(list)
    for answer in read_check_ins(SAMPLES[name]):
        if answer.at < DEMO_STARTS:
            answers[answer.key_result].append(answer)
    found: dict[str, Standing] = {}
    for each in structure.key_results:
        given = answers[each.id]
        last = given[-1]
        asked = Standing(
            key_result=each.id,
            asked=WEEKS[-1],
            unanswered=sum(week > last.week for week in WEEKS),
        )
        found[each.id] = standing_after(
            asked,
            each.measure,
            of_objective[each.objective],
            _weeks(given),
            blocker=last.blocker,
            help_from=last.help_from or "",
        )
    return found


def _weeks(given: Sequence[CheckIn]) -> list[WeekAnswer]:
    corrected = {answer.corrects for answer in given}
    weeks: defaultdict[Week, list[CheckIn]] = defaultdict(list)
    for answer in given:
        if answer.id not in corrected:
            weeks[answer.week].append(answer)
    return [
        WeekAnswer(
            week=week,
            value=next((each.value for each in told if each.value is not None), None),
            opinion=opinion([each.confidence for each in told]),
        )
        for week, told in sorted(weeks.items())
    ]
