"""However much there is to say, no answer is longer than a chat can show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.commands import COMMANDS
from dialogs.events import Commanded, Origin
from dialogs.flows.help import Facts as Typed
from dialogs.flows.help import tell as tell_help
from dialogs.flows.ledger import Coming, LedgerFacts, tell
from dialogs.ledger import LedgerFate, LedgerLine, Reason
from dialogs.okr.model import (
    CheckIn,
    CheckInId,
    Language,
    Membership,
    Person,
    PersonId,
    Role,
    UnitId,
)
from dialogs.okr.standing import Standing
from dialogs.okr.week import Week
from dialogs.ports import Work
from dialogs.posts import Cause, PostKey, PostKind, ToPerson
from dialogs.replies import Show
from dialogs.text import Reader
from dialogs.views import Block, Details, Table, View
from storage.database import Database
from storage.structure import Structure
from tests.conversations.company import ORGANISATION, crowded
from tests.conversations.keys import keys
from tests.conversations.stage import World
from tests.dialogs.flows import drawing
from tests.dialogs.flows.support import MONDAY

MOST_CHARACTERS = 12_000
MOST_BLOCKS = 90
UNITS = 200
WEEK = Week(2026, 45)
WORDS = "odotusaika " * 90
"""990 characters, as long as an obstacle may be."""


def assert_bounded(view: View) -> None:
    for language in Language:
        assert drawing.characters(view, language) <= MOST_CHARACTERS, language
    assert drawing.count(view.blocks) <= MOST_BLOCKS
    assert len(drawing.in_the_open(view)) <= 60


def long_names(whole: Structure) -> Structure:
    return replace(
        whole,
        units=tuple(
            replace(each, name=f"{each.name} hyvinvointi- ja kuntoutuspalvelut"[:60])
            for each in whole.units
        ),
        key_results=tuple(
            replace(each, title=f"{each.title} {'lyhyempi jonotusaika ' * 5}"[:80])
            for each in whole.key_results
        ),
    )


async def troubled(database: Database) -> World:
    """A unit as full as may be, with 200 below it, where everything goes wrong at great length."""
    whole = crowded(below=UNITS)
    await database.save_structure(long_names(whole))
    ants = [each.id for each in whole.key_results if each.id.startswith(("c", "k-ants"))]
    standings = [
        Standing(
            name,
            Week(2026, 41) if place % 5 == 0 else WEEK,
            1.0,
            0.1,
            2.0,
            1,
            9,
            3,
            unanswered=3 if place % 5 == 0 else 0,
            asked=WEEK,
            blocker=WORDS,
            help_from="ants",
        )
        for place, name in enumerate(ants)
    ]
    said = [
        CheckIn(CheckInId(f"s:{name}"), name, WEEK, PersonId("aino"), MONDAY, 1.0, 2, comment=WORDS)
        for name in ants
    ]

    def write(work: Work) -> None:
        work.record(said)
        work.set_standings(standings)

    await database.write(ORGANISATION, write)
    return World(database, MONDAY)


@pytest.mark.parametrize("text", ["status", "status ants", "status county", "tree", "home", "why"])
@pytest.mark.parametrize("who", ["aino", "chief"])
async def test_what_200_units_say_fits_into_a_chat(database: Database, text: str, who: str) -> None:
    world = await troubled(database)
    origin = Origin(ORGANISATION, PersonId(who), "slack", f"{text}:{who}")
    reply = await world.engine.handle(Commanded(origin, text))
    assert isinstance(reply.act, Show)
    assert_bounded(reply.act.view)


async def test_a_tree_says_how_many_units_it_leaves_out(database: Database) -> None:
    world = await troubled(database)
    origin = Origin(ORGANISATION, PersonId("aino"), "slack", "tree")
    reply = await world.engine.handle(Commanded(origin, "tree"))
    assert isinstance(reply.act, Show)
    (table,) = (each for each in reply.act.view.blocks if isinstance(each, Table))
    units = len(crowded(below=UNITS).units)
    left = drawing.said(reply.act.view, "tree-left-out")["count"]
    assert left == units - len(table.rows)


def test_the_help_fits_into_a_chat() -> None:
    assert_bounded(tell_help(Typed("x" * 3000, COMMANDS[0])))


FATES = (
    (LedgerFate.ANSWERED, None, None),
    (LedgerFate.NOT_INSTALLED, None, Cause.NOT_INSTALLED),
    (LedgerFate.MISSED, None, None),
    (LedgerFate.MISSED, Reason.DOWNTIME, None),
    (LedgerFate.UNCERTAIN, None, None),
    *((LedgerFate.FAILED, None, cause) for cause in Cause),
    *((LedgerFate.SUPERSEDED, reason, None) for reason in Reason),
)


def ledger_lines(count: int) -> Iterable[LedgerLine]:
    for n in range(count):
        fate, reason, cause = FATES[n % len(FATES)]
        yield LedgerLine(
            key=PostKey(f"prompt:{n}"),
            kind=PostKind.PROMPT,
            recipient=ToPerson(PersonId(f"p{n}")),
            name=f"Maximiliana-Aleksandra Hyvinvointinen-{n}",
            unit=UnitId(f"u{n % 700}"),
            unit_name=f"Kotiin annettavien palvelujen yksikkö {n % 700}",
            period="2026-W45",
            # Seven messages at each instant, so that some stand together in one line.
            at=MONDAY - timedelta(seconds=n // 7),
            zone="Australia/Lord_Howe",
            fate=fate,
            reason=reason,
            cause=cause,
            moved_from=(MONDAY - timedelta(days=1)).date(),
        )


def of_one_hour(count: int) -> Iterable[LedgerLine]:
    """All of a unit at once, which stand in one line together."""
    for line in ledger_lines(count):
        yield replace(
            line,
            at=MONDAY,
            unit=UnitId("u"),
            fate=LedgerFate.NOT_INSTALLED,
            cause=Cause.NOT_INSTALLED,
        )


@pytest.mark.parametrize("lines", [tuple(ledger_lines(20_000)), tuple(of_one_hour(20_000))])
def test_a_ledger_of_20_000_lines_fits_into_a_chat(lines: Sequence[LedgerLine]) -> None:
    reader = Reader(Language.FINNISH, "Europe/Helsinki")
    unit = next(each for each in crowded().units if each.id == "county")
    coming = tuple(
        Coming(MONDAY + timedelta(minutes=n), PostKind.PROMPT, f"Kotiin annettavat palvelut {n}")
        for n in range(1000)
    )
    view = tell(
        LedgerFacts("", reader, unit, may_read=True, lines=tuple(reversed(lines)), coming=coming)
    )
    assert_bounded(view)
    assert {"ledger-rest", "ledger-left-out"} <= set(keys(view))
    # The newest are the ones that are listed.
    table = next(each for each in folded(view) if isinstance(each, Table))
    assert "Hyvinvointinen-0:" in next(iter(drawing.lines(table.rows[0][1], reader)))
    # Whatever is left out is counted: nobody takes a part for the whole.
    counted = [
        dict(fact.value.args)["count"]
        for block in view.blocks
        for fact in getattr(block, "items", ())
        if hasattr(fact, "value")
    ]
    assert sum(counted) == len(lines)


def folded(view: View) -> Iterable[Block]:
    for each in view.blocks:
        if isinstance(each, Details):
            yield from each.blocks


async def test_who_may_read_a_ledger_is_not_named_without_end(database: Database) -> None:
    whole = crowded()
    many = [f"admin{n}" for n in range(300)]
    await database.save_structure(
        replace(
            whole,
            people=(
                *whole.people,
                *(Person(PersonId(each), each.title()) for each in many),
            ),
            memberships=(
                *whole.memberships,
                *(Membership(PersonId(each), UnitId("ants"), Role.ADMIN) for each in many),
            ),
        )
    )
    world = World(database, MONDAY)
    origin = Origin(ORGANISATION, PersonId("antti"), "slack", "ledger")
    reply = await world.engine.handle(Commanded(origin, "ledger"))
    assert isinstance(reply.act, Show)
    assert "ledger-others" in set(keys(reply.act.view))
    assert drawing.characters(reply.act.view) <= 1000
