"""The ledger: for those who answer for a unit, problems first, each with what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dialogs.flows import ledger
from dialogs.ledger import LedgerEntry, LedgerFate, LedgerLine, Reason
from dialogs.okr.model import Language, PersonId, Role, UnitId
from dialogs.ports import Work
from dialogs.posts import Cause, PostKey, PostKind, ToPerson
from dialogs.text import Reader
from dialogs.views import Bullets, Details, Facts, Paragraph, Table, View
from dialogs.words.draw import draw
from storage.database import Database
from tests.conversations.company import ORGANISATION, company
from tests.conversations.keys import keys
from tests.dialogs.flows.support import MONDAY, english, facilitated, neighbour, situation

READER = Reader(Language.ENGLISH, "Europe/Helsinki")


def line(number: int = 1, **changes: object) -> LedgerLine:
    found = LedgerLine(
        key=PostKey(f"prompt:{number}"),
        kind=PostKind.PROMPT,
        recipient=ToPerson(PersonId(f"p{number}")),
        name=f"Person {number}",
        unit=UnitId("owls"),
        unit_name="Owls",
        period="2026-W45",
        at=MONDAY - timedelta(hours=1),
        zone="Europe/Helsinki",
        fate=LedgerFate.SENT,
    )
    return replace(found, **changes)  # type: ignore[arg-type]


def shown(*lines: LedgerLine) -> View:
    unit = next(unit for unit in company().units if unit.id == "owls")
    return ledger.tell(ledger.LedgerFacts("", READER, unit, may_read=True, lines=lines))


async def gathered(database: Database, who: str, unit: str = "") -> ledger.LedgerFacts:
    def gather(work: Work) -> ledger.LedgerFacts:
        return ledger.gather(work, situation(work, who, unit=unit))

    return await database.read(ORGANISATION, gather)


async def noted(database: Database) -> None:
    """Write one line for the owls and one for the bears."""
    entries = [
        LedgerEntry(
            key=PostKey(f"prompt:2026-W44:{who}"),
            kind=PostKind.PROMPT,
            recipient=ToPerson(PersonId(who)),
            unit=UnitId(unit),
            period="2026-W44",
            at=MONDAY - timedelta(days=7),
            fate=LedgerFate.ABSENT,
            reason=Reason.AWAY,
            zone="Europe/Helsinki",
        )
        for who, unit in (("matti", "owls"), ("bengt", "bears"))
    ]
    await database.write(ORGANISATION, lambda work: work.note(entries))


@pytest.mark.parametrize(
    ("who", "unit", "names"),
    [
        ("liisa", "owls", ["Matti"]),
        ("liisa", "", ["Matti"]),
        ("heidi", "owls", ["Matti"]),  # facilitates them
        ("harri", "owls", ["Matti"]),  # is their admin
        ("head", "area", ["Bengt", "Matti"]),
        ("head", "bears", ["Bengt"]),
        ("chief", "", ["Bengt", "Matti"]),
    ],
)
async def test_who_answers_for_a_unit_reads_its_ledger_and_that_of_those_below(
    database: Database, who: str, unit: str, names: list[str]
) -> None:
    await database.save_structure(facilitated(("harri", "owls", Role.ADMIN)))
    await noted(database)
    facts = await gathered(database, who, unit)
    assert facts.may_read
    assert sorted(each.name for each in facts.lines) == names


@pytest.mark.parametrize(
    ("who", "unit"),
    [
        ("matti", "owls"),
        ("matti", ""),
        ("matti", "area"),
        ("liisa", "bears"),
        ("liisa", "area"),
        ("bertta", "Owls"),
        ("heidi", "county"),
    ],
)
async def test_nobody_else_reads_a_line_of_it(database: Database, who: str, unit: str) -> None:
    await database.save_structure(facilitated())
    await noted(database)
    facts = await gathered(database, who, unit)
    assert not facts.may_read
    assert (facts.lines, facts.coming) == ((), ())
    view = ledger.tell(facts)
    assert set(keys(view)) == {"ledger-title", "ledger-refused", "help-open"}


async def test_who_may_not_read_it_is_told_who_may(database: Database) -> None:
    await database.save_structure(facilitated())
    facts = await gathered(database, "matti", "owls")
    assert [each.name for each in facts.readers] == ["Heidi", "Liisa"]
    assert "Heidi and Liisa" in english(_paragraph(ledger.tell(facts)).text)


def _paragraph(view: View) -> Paragraph:
    return next(block for block in view.blocks if isinstance(block, Paragraph))


async def test_another_organisation_s_messages_are_not_in_it(database: Database) -> None:
    await database.save_structure(neighbour())
    await database.save_structure(company())
    await noted(database)

    def look(work: Work) -> ledger.LedgerFacts:
        return ledger.gather(work, situation(work, "chief"))

    facts = await database.read(neighbour().organisation.id, look)
    assert facts.may_read
    assert facts.lines == ()


async def test_a_week_at_its_beginning_shows_what_will_come(database: Database) -> None:
    await database.save_structure(company())
    facts = await gathered(database, "liisa")
    assert [(each.kind, each.name) for each in facts.coming] == [
        (PostKind.REMINDER, "Owls"),
        (PostKind.DIGEST, "owls-meeting"),
        (PostKind.PROMPT, "Owls"),
    ]


async def test_of_a_large_tree_only_the_unit_s_own_moments_are_looked_up(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await database.save_structure(company())
    monkeypatch.setattr(ledger, "MOST_SUBJECTS", 2)
    facts = await gathered(database, "head", "area")
    assert {each.name for each in facts.coming} == {"Area"}


def test_the_summary_counts_by_fate_and_leaves_out_what_does_not_occur() -> None:
    view = shown(
        line(1),
        line(2, fate=LedgerFate.ANSWERED),
        line(3, fate=LedgerFate.ANSWERED),
        line(4, fate=LedgerFate.HELD),
    )
    (figures,) = [block for block in view.blocks if isinstance(block, Facts)]
    told = [(english(item.label), english(item.value)) for item in figures.items]
    assert told == [("Waiting for its hour", "1"), ("Sent", "1"), ("Answered", "2")]
    assert "ledger-no-problems" in set(keys(view))


@pytest.mark.parametrize(
    ("fate", "cause", "reason", "remedy"),
    [
        (LedgerFate.NOT_INSTALLED, Cause.NOT_INSTALLED, None, "remedy-not-installed"),
        (LedgerFate.FAILED, Cause.CHANNEL_GONE, None, "remedy-channel-gone"),
        (LedgerFate.FAILED, Cause.NOT_INVITED, None, "remedy-not-invited"),
        (LedgerFate.FAILED, Cause.NO_SUCH_PERSON, None, "remedy-no-such-person"),
        (LedgerFate.FAILED, Cause.GIVEN_UP, None, "remedy-given-up"),
        (LedgerFate.FAILED, None, None, "remedy-refused"),
        (LedgerFate.UNCERTAIN, None, None, "remedy-uncertain"),
        (LedgerFate.MISSED, None, None, "remedy-missed"),
        (LedgerFate.MISSED, None, Reason.DOWNTIME, "remedy-downtime"),
    ],
)
def test_each_problem_stands_in_the_open_with_what_to_do(
    fate: LedgerFate, cause: Cause | None, reason: Reason | None, remedy: str
) -> None:
    view = shown(line(1, fate=fate, cause=cause, reason=reason), line(2))
    open_blocks = [each for each in view.blocks if not isinstance(each, Details)]
    found = list(keys(tuple(open_blocks)))
    assert remedy in found
    assert found.index(remedy) < found.index("ledger-bullet")
    assert "ledger-no-problems" not in found


def test_those_who_missed_the_same_question_stand_together_and_their_reminder_adds_nothing() -> (
    None
):
    missed = [line(n, fate=LedgerFate.MISSED) for n in (1, 2, 3)]
    reminders = [
        replace(each, kind=PostKind.REMINDER, key=PostKey(f"r{n}"), at=each.at + timedelta(days=2))
        for n, each in enumerate(missed)
    ]
    view = shown(*missed, *reminders)
    (bullets,) = [block for block in view.blocks if isinstance(block, Bullets)]
    (told,) = [english(item) for item in bullets.items]
    assert told == (
        "Mon 2 Nov at 09:00: the week’s question, Owls – Person 1, Person 2 and Person 3"
    )


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason.NO_WORKING_DAY, "Left out – nobody works then"),
        (Reason.MERGED, "Left out – a newer one speaks for it"),
    ],
)
def test_what_was_left_out_by_plan_is_no_problem_and_says_why(reason: Reason, words: str) -> None:
    skipped = line(1, fate=LedgerFate.SKIPPED, reason=reason, recipient=None, name="")
    view = shown(skipped)
    assert "ledger-no-problems" in set(keys(view))
    ((_, message, told),) = _table(view).rows
    assert english(told) == words
    assert english(message) == "everyone in Owls: the week’s question (Owls)"


def _table(view: View) -> Table:
    (table,) = [
        block
        for details in view.blocks
        if isinstance(details, Details)
        for block in details.blocks
        if isinstance(block, Table)
    ]
    return table


def test_all_messages_are_folded_away_newest_first_and_not_without_end() -> None:
    many = [
        line(n, at=MONDAY - timedelta(minutes=2 * ledger.MOST_LINES - n))
        for n in range(2 * ledger.MOST_LINES)
    ]
    view = shown(*many)
    table = _table(view)
    assert len(table.rows) == ledger.MOST_LINES
    assert english(table.rows[0][1]).startswith(f"Person {2 * ledger.MOST_LINES - 1}:")
    assert "ledger-rest" in set(keys(view))


def test_an_hour_elsewhere_is_told_in_both_places() -> None:
    there = line(1, zone="Asia/Kolkata", at=datetime(2026, 11, 2, 3, 30, tzinfo=UTC))
    ((at, _, _),) = _table(shown(there)).rows
    assert english(at) == "Mon 2 Nov at 05:30 (09:00 there)"


def test_a_moved_message_names_the_free_day() -> None:
    ((_, _, told),) = _table(shown(line(1, moved_from=date(2026, 11, 1)))).rows
    assert english(told) == "Sent (moved from 1 November, a day off)"


@pytest.mark.parametrize("language", list(Language))
def test_each_fate_reason_cause_and_kind_can_be_said(language: Language) -> None:
    reader = Reader(language, "Europe/Helsinki")
    said = [
        *(ledger.fate_words(each) for each in LedgerFate),
        *(ledger.reason_words(each) for each in Reason),
        *(ledger.cause_words(each) for each in Cause),
        *(ledger.kind_words(each) for each in PostKind),
    ]
    drawn = [draw(text, reader) for text in said]
    assert len(set(drawn)) == len(drawn)
