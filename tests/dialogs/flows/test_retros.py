"""The roll-up of retros: a county of 300 teams in a few statements, bounded, without a note."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import event
from sqlalchemy.engine import Engine as SqlEngine

from dialogs.flows.retro.setting import retro_id
from dialogs.flows.retros import gather, tell
from dialogs.okr.cycle import Phase, Turn
from dialogs.okr.model import KeyResultId, Language, PersonId, UnitId
from dialogs.okr.retro import (
    Change,
    ChangeId,
    ChangeNews,
    ChangeState,
    Fit,
    Manner,
    Note,
    NoteId,
    NoteKind,
    Retro,
    Score,
    Stage,
    Theme,
    ThemeId,
)
from dialogs.ports import Work
from dialogs.text import Reader
from dialogs.views import Bullets, Details, Table, View
from storage.database import Database
from tests.conversations.company import NEXT, ORGANISATION, QUARTER, crowded
from tests.conversations.keys import buttons
from tests.dialogs.flows import drawing
from tests.dialogs.flows.support import english, seen, situation
from tests.dialogs.flows.test_bounds import assert_bounded, long_names

NOW = datetime(2027, 1, 12, 8, tzinfo=UTC)
AINO = PersonId("aino")
ENGLISH = Reader(Language.ENGLISH, "UTC")
PUBLISHED, BEGUN = 240, 30
MOST_STATEMENTS = 12


def team(number: int) -> UnitId:
    return UnitId(f"ants{number}")


async def looked_back(database: Database, teams: int = 300, published: int = PUBLISHED) -> None:
    """So many teams: most have published, some are at it, the others have not begun."""
    await database.save_structure(long_names(crowded(below=teams)))

    def write(work: Work) -> None:
        for number in range(1, min(published + BEGUN, teams) + 1):
            _look_back(work, number, done=number <= published)

    await database.write(ORGANISATION, write)


def _look_back(work: Work, number: int, *, done: bool) -> None:
    unit = team(number)
    name = retro_id(unit, QUARTER)
    retro = Retro(name, unit, QUARTER, Stage.COLLECTING, AINO, NOW, Manner.NAMED)
    work.begin_retro(retro)
    work.add_notes(retro, AINO, (Note(NoteId(f"n{number}"), name, NoteKind.WELL, "Secret", AINO),))
    if not done:
        return
    work.end_writing(retro, 1)
    theme = Theme(ThemeId(f"t{number}"), name, f"Theme of {number}", 1)
    work.set_themes(name, (theme,), {})
    work.set_stage(name, Stage.VOTING)
    work.vote(name, AINO, {theme.id: 3 if number % 10 == 7 else 1})
    work.count_votes(name)
    fit = tuple(Fit)[number % len(Fit)]
    work.score((Score(name, KeyResultId(f"k-{unit}"), 1.0, 0.5, "Because", fit, AINO, NOW),))
    change = Change(ChangeId(f"{name}-1"), name, unit, NEXT, "Change", AINO, date(2027, 1, 18), 1)
    work.set_changes(name, (change,))
    work.publish_retro(replace(retro, stage=Stage.PUBLISHED, wrote=1, published=NOW))
    if number % 2:
        work.say_change(ChangeNews(change.id, ChangeState.DONE, "", AINO, NOW))


async def roll_up(database: Database, unit: str, who: str = "chief") -> View:
    return await database.read(
        ORGANISATION, lambda work: tell(gather(work, situation(work, who, NOW, unit=unit)))
    )


async def test_a_county_of_300_teams_fits_into_a_chat_and_says_no_note(database: Database) -> None:
    await looked_back(database)
    for unit in ("county", "ants"):
        view = await roll_up(database, unit)
        assert_bounded(view)
        text = "\n".join(drawing.lines(view.blocks, ENGLISH))
        assert "Secret" not in text
        assert drawing.said(view, "retros-score-value")["count"] == PUBLISHED
        changes = drawing.said(view, "retros-changes-value")
        assert (changes["count"], changes["done"]) == (PUBLISHED, PUBLISHED // 2)


async def test_few_statements_read_300_teams(database: Database) -> None:
    await looked_back(database, teams=300)
    said: list[str] = []

    def note(*given: object) -> None:
        said.append(str(given[2]))

    event.listen(SqlEngine, "before_cursor_execute", note)
    try:
        await roll_up(database, "county")
    finally:
        event.remove(SqlEngine, "before_cursor_execute", note)
    read = [each for each in said if each.lstrip().upper().startswith(("SELECT", "WITH"))]
    assert 0 < len(read) <= MOST_STATEMENTS


async def test_the_themes_with_the_most_dots_come_first_and_the_rest_is_counted(
    database: Database,
) -> None:
    await looked_back(database, teams=40, published=40)
    view = await roll_up(database, "ants")
    first = next(each for each in view.blocks if isinstance(each, Bullets))
    assert ["3 dots" in english(each) for each in first.items] == [True, True, True, True, False]
    folded = next(each for each in view.blocks if isinstance(each, Details))
    assert drawing.said(folded.title, "retros-more-themes")["count"] == 35
    assert drawing.said(folded.blocks, "retros-left-out")["count"] == 15


async def test_the_units_right_below_stand_in_a_table_and_lead_on(database: Database) -> None:
    await looked_back(database, teams=3, published=1)
    view = await roll_up(database, "county")
    (table,) = (each for each in view.blocks if isinstance(each, Table))
    rows = [[english(cell) for cell in row] for row in table.rows]
    assert [row[0].split()[0] for row in rows] == ["County", "Area", "Ants"][1:]
    assert rows[1][1] == "1 of 4 published"
    assert {each.action.flow for each in buttons(view)} == {"retros"}
    below = await roll_up(database, "ants")
    (table,) = (each for each in below.blocks if isinstance(each, Table))
    states = [english(row[1]) for row in table.rows]
    assert states == ["not begun", "published", "under way", "under way"]
    assert {each.action.flow for each in buttons(below)} == {"retro"}


async def test_a_unit_that_has_nothing_to_look_back_on_is_told_so(database: Database) -> None:
    await database.save_structure(crowded())
    early = datetime(2026, 11, 2, 8, tzinfo=UTC)
    view = await database.read(
        ORGANISATION, lambda work: tell(gather(work, situation(work, "chief", early, unit="area")))
    )
    assert "retros-none" in seen(view)


async def test_a_closed_cycle_counts_even_before_its_last_day(database: Database) -> None:
    await database.save_structure(crowded())
    early = datetime(2026, 12, 2, 8, tzinfo=UTC)
    turn = Turn(UnitId("owls"), QUARTER, 1, Phase.CLOSED, early, PersonId("liisa"), "Done")
    await database.write(ORGANISATION, lambda work: work.turn(turn))
    view = await database.read(
        ORGANISATION, lambda work: tell(gather(work, situation(work, "chief", early, unit="area")))
    )
    assert "retros-not-begun" in seen(view)


async def test_a_name_that_fits_several_units_is_asked_back(database: Database) -> None:
    await database.save_structure(crowded(below=3))
    view = await roll_up(database, "ants")
    assert "retros-title" in seen(view)
    several = await roll_up(database, "nts")
    assert "status-which" in seen(several)
    assert {each.action.flow for each in buttons(several)} == {"retros"}
    assert "status-unknown" in seen(await roll_up(database, "nowhere at all"))
