"""A person's home says what is to be done, how things stand and what can be set, on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

import pytest

from dialogs.events import Commanded, Origin, Pressed, Said
from dialogs.okr.model import (
    Absence,
    ChannelId,
    Forum,
    ForumId,
    KeyResultId,
    Language,
    Membership,
    Person,
    PersonId,
    Role,
    UnitId,
)
from dialogs.okr.standing import Standing
from dialogs.okr.week import Week
from dialogs.replies import OpenForm, Show
from dialogs.text import Reader, Verbatim
from dialogs.views import Action, Button, Meter, View
from storage.database import Database
from storage.structure import Structure
from tests.conversations.company import ORGANISATION, company, crowded
from tests.conversations.keys import buttons, keys
from tests.conversations.stage import World
from tests.dialogs.flows import drawing
from tests.dialogs.flows.support import MONDAY, facilitated, neighbour

NUMBERS = count(1)
SUNDAY = datetime(2026, 11, 1, 12, tzinfo=UTC)


async def world(database: Database, whole: Structure, now: datetime = MONDAY) -> World:
    await database.save_structure(whole)
    return World(database, now)


async def home(world: World, who: str) -> View:
    reply = await world.engine.handle(Pressed(origin(who), Action("home", "show")))
    assert isinstance(reply.act, Show)
    return reply.act.view


def origin(who: str) -> Origin:
    return Origin(ORGANISATION, PersonId(who), "web", f"home:{next(NUMBERS)}")


def labels(view: View) -> list[str]:
    """Return what stands on the buttons: the key, or the name of a unit."""
    found = [button.label for button in buttons(view)]
    return [each.text if isinstance(each, Verbatim) else next(keys(each)) for each in found]


def pressed(view: View, label: str) -> Button:
    return next(button for button in buttons(view) if label in set(keys(button.label)))


def meters(view: View) -> list[str]:
    found = [block.label for block in view.blocks if isinstance(block, Meter)]
    return [each.text for each in found if isinstance(each, Verbatim)]


async def test_what_is_to_be_answered_comes_first_with_the_main_button(database: Database) -> None:
    here = await world(database, company())
    view = await home(here, "liisa")
    assert next(keys(view.summary)) == "prompt-summary"
    said = list(keys(view))
    assert said.index("home-open") < said.index("home-key-results") < said.index("home-settings")
    main = [button for button in buttons(view) if button.main]
    assert [next(keys(button.label)) for button in main] == ["button-answer"]
    opened = await here.engine.handle(Pressed(origin("liisa"), main[0].action))
    assert isinstance(opened.act, OpenForm)
    assert "button-no-change" not in said
    assert meters(view) == ["Result o1", "Result o2", "Result o3"]


async def test_a_part_that_is_answered_is_counted_and_offers_no_change_for_the_rest(
    database: Database,
) -> None:
    here = await world(database, company())
    await here.engine.handle(Said(origin("liisa"), "1: 45 7; 2: 20 6"))
    here.clock.at = datetime(2026, 11, 9, 8, tzinfo=UTC)
    await here.engine.handle(Said(origin("liisa"), "1: 50 7"))
    view = await home(here, "liisa")
    answered = drawing.said(view, "home-answered-value")
    assert answered == {"answered": 1, "all": 2}
    assert {"button-no-change", "home-until"} <= set(keys(view))


async def test_who_has_answered_is_thanked_and_may_correct(database: Database) -> None:
    here = await world(database, company())
    await here.engine.handle(Said(origin("liisa"), "1: 45 7; 2: 20 6"))
    view = await home(here, "liisa")
    assert {"home-done", "button-add-or-correct"} <= set(keys(view))
    assert not {"home-open", "home-until", "button-answer"} & set(keys(view))
    assert not any(button.main for button in buttons(view))


async def test_a_week_that_asks_nothing_says_so_and_takes_answers(database: Database) -> None:
    # The area is asked on the first and the third Monday of a month.
    here = await world(database, company(), datetime(2026, 11, 11, 8, tzinfo=UTC))
    view = await home(here, "head")
    assert {"home-not-asked", "button-answer"} <= set(keys(view))
    assert not {"home-open", "home-until"} & set(keys(view))
    assert not any(button.main for button in buttons(view))


async def test_what_is_open_of_the_week_before_can_still_be_answered(database: Database) -> None:
    here = await world(database, company(), SUNDAY)
    await here.live_until(datetime(2026, 11, 9, 5, tzinfo=UTC))
    view = await home(here, "liisa")
    assert {"home-open", "home-late"} <= set(keys(view))
    late = await here.engine.handle(
        Pressed(origin("liisa"), pressed(view, "home-answer-late").action)
    )
    assert isinstance(late.act, OpenForm)
    assert "check-in-late" in set(keys(late.act.form.intro))
    await here.live_until(datetime(2026, 11, 16, 5, tzinfo=UTC))
    weeks = [button.action.args for button in buttons(await home(here, "liisa"))]
    assert (("week", "2026-W46"),) in weeks
    assert (("week", "2026-W45"),) not in weeks


async def test_who_is_away_sees_until_when_and_who_is_asked_instead(database: Database) -> None:
    here = await world(database, company())
    absence = Absence(PersonId("liisa"), date(2026, 11, 2), date(2026, 11, 6), PersonId("matti"))
    await database.write(
        ORGANISATION, lambda work: work.set_absence(absence, absence.person, MONDAY)
    )
    view = await home(here, "liisa")
    assert {"home-away-deputy", "home-free", "days-span"} <= set(keys(view))
    assert pressed(view, "home-back").action == Action("absence", "back")
    assert not any(button.main for button in buttons(view))
    deputy = await home(here, "matti")
    assert "prompt-stand-in" in set(keys(deputy))
    back = await here.engine.handle(Pressed(origin("liisa"), pressed(view, "home-back").action))
    assert "absence-back" in set(keys(back.act))
    assert "home-away-deputy" not in set(keys(await home(here, "liisa")))


async def test_the_unit_stands_between_those_above_and_those_below(database: Database) -> None:
    here = await world(database, company())
    view = await home(here, "head")
    assert "County → Area" in texts(view)
    assert {"Owls", "Hares", "Bears", "County"} <= set(labels(view))
    owls = next(button for button in buttons(view) if button.label == Verbatim("Owls"))
    shown = await here.engine.handle(Pressed(origin("head"), owls.action))
    assert "status-title" in set(keys(shown.act))


async def test_of_those_below_the_ones_in_need_come_first(database: Database) -> None:
    here = await world(database, company())
    low = Standing(KeyResultId("b1"), Week(2026, 45), 1.0, 0.1, 2.0, 2, 2, 1, asked=Week(2026, 45))
    await database.write(ORGANISATION, lambda work: work.set_standings([low]))
    view = await home(here, "head")
    lines = [line for block in view.blocks for line in getattr(block, "items", ())]
    named = [
        dict(each.args)["unit"]
        for each in lines
        if getattr(each, "key", "").startswith("home-line")
    ]
    assert named == ["Bears", "Owls", "Hares"]


@pytest.mark.parametrize("who", ["aino", "antti"])
async def test_the_fullest_unit_with_thirty_below_it_fits_on_a_page(
    database: Database, who: str
) -> None:
    here = await world(database, wordy(crowded(below=30)))
    view = await home(here, who)
    assert len(meters(view)) == 25
    assert drawing.count(view.blocks) <= 60
    assert max(drawing.characters(view, language) for language in Language) <= 12_000
    assert "home-more-units" in set(keys(view))
    assert len(labels(view)) <= 24


async def test_who_has_many_units_finds_the_rest_behind_buttons(database: Database) -> None:
    whole = crowded(below=30)
    roles = [("ants", Role.LEAD), *((f"ants{n}", Role.LEAD) for n in range(1, 31))]
    forums = tuple(
        Forum(ForumId(f"f{n}"), UnitId(f"ants{n}"), f"forum {n}", ChannelId(f"#f{n}"), None, None)
        for n in range(1, 31)
    )
    whole = replace(
        whole,
        forums=forums,
        people=(*whole.people, Person(PersonId("boss"), "Boss")),
        memberships=(
            *whole.memberships,
            *(Membership(PersonId("boss"), UnitId(unit), role) for unit, role in roles),
        ),
    )
    here = await world(database, wordy(whole))
    view = await home(here, "boss")
    assert len(meters(view)) == 20
    assert drawing.count(view.blocks) <= 90
    assert max(drawing.characters(view, language) for language in Language) <= 12_000
    assert "home-more-key-results" in set(keys(view))


def wordy(whole: Structure) -> Structure:
    """Give everything the longest sensible name."""
    return replace(
        whole,
        units=tuple(
            replace(each, name=f"{each.name} {'kuntoutus' * 8}"[:80]) for each in whole.units
        ),
        key_results=tuple(
            replace(each, title=f"{each.title} {'odotusaika ' * 12}"[:120])
            for each in whole.key_results
        ),
        objectives=tuple(
            replace(each, title=f"{each.title} {'palvelu ' * 15}"[:120])
            for each in whole.objectives
        ),
    )


def newcomers(*, unit: bool) -> Structure:
    """Return a company into which somebody has just come."""
    whole = company()
    people = (*whole.people, Person(PersonId("new"), "New"))
    roles = (Membership(PersonId("new"), UnitId("county"), Role.MEMBER),) if unit else ()
    return replace(whole, people=people, memberships=(*whole.memberships, *roles))


async def test_the_first_look_of_somebody_without_a_unit(database: Database) -> None:
    here = await world(database, newcomers(unit=False))
    view = await home(here, "new")
    said = list(keys(view))
    assert said[:3] == ["home-title", "home-title", "home-no-unit"]
    assert {"help-lead", "home-tree", "home-settings", "home-why", "home-help"} <= set(said)
    assert not {"home-key-results", "home-forums", "home-coming"} & set(said)
    for button in buttons(view):
        reply = await here.engine.handle(Pressed(origin("new"), button.action))
        assert "button-old" not in set(keys(reply.act))


async def test_the_first_look_into_a_unit_without_key_results(database: Database) -> None:
    here = await world(database, newcomers(unit=True))
    view = await home(here, "new")
    assert {"home-empty", "home-carers", "help-lead", "home-unit"} <= set(keys(view))
    lead = set(keys(await home(here, "chief")))
    assert "home-empty" in lead
    assert "home-carers" not in lead


async def test_who_answers_for_nothing_sees_how_the_team_is_doing(database: Database) -> None:
    here = await world(database, crowded())
    view = await home(here, "antti")
    assert {"home-not-yours", "check-in-nothing-why"} <= set(keys(view))
    assert "button-answer" not in set(keys(view))


async def test_forums_and_the_ledger_are_for_those_who_look_after_a_unit(
    database: Database,
) -> None:
    here = await world(database, facilitated())
    for who, cares in (("liisa", True), ("heidi", True), ("matti", False), ("bengt", False)):
        found = set(keys(await home(here, who)))
        assert ("home-forums" in found) is cares, who
        assert ("button-ledger" in found) is cares, who
    view = await home(here, "heidi")
    assert {"why-forum", "home-coming-roll-up"} <= set(keys(view))
    meetings = await here.engine.handle(
        Pressed(origin("heidi"), pressed(view, "home-meetings").action)
    )
    assert isinstance(meetings.act, OpenForm)
    ledger = await here.engine.handle(
        Pressed(origin("heidi"), pressed(view, "button-ledger").action)
    )
    assert "ledger-title" in set(keys(ledger.act))


async def test_the_settings_say_how_it_is_and_their_buttons_change_it(database: Database) -> None:
    here = await world(database, company())
    before = await home(here, "matti")
    assert {"home-reminders-on", "button-reminders-off", "home-no-absence"} <= set(keys(before))
    assert "English" in list(texts(before))
    await here.engine.handle(
        Pressed(origin("matti"), pressed(before, "button-reminders-off").action)
    )
    after = await home(here, "matti")
    assert {"home-reminders-off", "button-reminders-on"} <= set(keys(after))
    form = await here.engine.handle(
        Pressed(origin("matti"), pressed(after, "home-give-days").action)
    )
    assert isinstance(form.act, OpenForm)
    offer = await here.engine.handle(
        Pressed(origin("matti"), pressed(after, "home-change-language").action)
    )
    assert "language-ask" in set(keys(offer.act))
    await here.engine.handle(Commanded(origin("matti"), "away tomorrow"))
    assert "days-one" in set(keys(await home(here, "matti")))


def texts(drawn: View) -> Sequence[str]:
    return list(drawing.lines(drawn.blocks, Reader(Language.ENGLISH, "Europe/Helsinki")))


async def test_nothing_of_a_neighbour_is_seen(database: Database) -> None:
    await database.save_structure(neighbour())
    here = await world(database, company())
    for who in ("chief", "head", "liisa"):
        assert "Secret" not in str(await home(here, who))


async def test_every_door_can_ask_for_it_in_each_language(database: Database) -> None:
    here = await world(database, company())
    for word in ("home", "KOTI", "hem", "hjem"):
        reply = await here.engine.handle(Commanded(origin("liisa"), word))
        assert "home-title" in set(keys(reply.act))
