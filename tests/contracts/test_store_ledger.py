from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

import pytest

from dialogs.ledger import LedgerEntry, LedgerFate, LedgerLine, Reason
from dialogs.okr.model import ChannelId, UnitId
from dialogs.okr.window import Window
from dialogs.ports import Delivered, Failure, Fate, Mark, Posted, Refused, Unknown
from dialogs.posts import Cause, Post, PostKey, PostKind, Recipient, ToChannel, ToPerson
from storage.database import Database
from storage.errors import BrokenReferenceError
from tests.storage.support import (
    ANNA,
    BEN,
    CARA,
    COUNTY,
    NORTH,
    NOW,
    OMA,
    SOUTH,
    WEEK,
    planned,
    post,
    structure,
)

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WINDOW = Window(due=NOW + 4 * DAY, closes=NOW + 11 * DAY)
LATER = NOW + 2 * DAY
EVER = (NOW - 90 * DAY, NOW + 90 * DAY)


@pytest.fixture(autouse=True)
async def _people(database: Database) -> None:
    await database.save_structure(structure())


def prompt(key: str = "prompt", *, to: Recipient | None = None, at: datetime = NOW) -> Post:
    """A message that is planned."""
    return post(key, to=to, at=at, planned=planned(at=at, window=WINDOW))


async def write(database: Database, *posts: Post) -> None:
    await database.write(OMA, lambda work: work.post(posts))


async def send(database: Database, fate: Fate, *keys: str, at: datetime = NOW) -> None:
    """Let a postman try what is due; what is not named stays in his hands."""
    for lane in await database.outbox.lanes(at, 10):
        claimed = await database.outbox.claim("postman", lane, None, at, at + HOUR, 10)
        mine = [parcel for parcel in claimed.parcels if parcel.post.key in keys]
        marks = [Mark(parcel, fate, at) for parcel in mine]
        assert await database.outbox.mark(marks, "postman") == [True] * len(marks)


async def ledger(database: Database, now: datetime = NOW) -> Sequence[LedgerLine]:
    return await database.read(OMA, lambda work: work.ledger(None, *EVER, now))


async def fate(database: Database, key: str = "prompt", now: datetime = NOW) -> LedgerFate:
    lines = {line.key: line for line in await ledger(database, now)}
    return lines[PostKey(key)].fate


async def settle(database: Database, at: datetime, key: str = "prompt") -> None:
    await database.write(OMA, lambda work: work.settle_posts([PostKey(key)], [], at))


def noted(key: str, fate: LedgerFate, reason: Reason) -> LedgerEntry:
    return LedgerEntry(
        key=PostKey(key),
        kind=PostKind.PROMPT,
        recipient=ToPerson(BEN),
        unit=NORTH,
        period=str(WEEK),
        at=NOW,
        fate=fate,
        reason=reason,
        zone="Europe/Oslo",
        moved_from=date(2026, 11, 17),
    )


@dataclass(frozen=True, slots=True)
class Case:
    """What happens to one message, and what the ledger says of it."""

    fate: LedgerFate
    sent: Fate | None = None
    posted_for: datetime = NOW
    in_hand: bool = False
    answered: datetime | None = None
    now: datetime = NOW
    fated_at: datetime | None = None


CASES: Final[Mapping[str, Case]] = {
    "due, and nobody has taken it yet": Case(LedgerFate.PLANNED),
    "in a postman's hands": Case(LedgerFate.PLANNED, in_hand=True),
    "held until working hours": Case(LedgerFate.HELD, posted_for=LATER),
    "arrived": Case(LedgerFate.SENT, Delivered("ts"), fated_at=NOW),
    "arrived, and the window is open": Case(
        LedgerFate.SENT, Delivered("ts"), now=WINDOW.closes - HOUR, fated_at=NOW
    ),
    "arrived, and never answered": Case(
        LedgerFate.MISSED, Delivered("ts"), now=WINDOW.closes, fated_at=WINDOW.closes
    ),
    "answered in time": Case(
        LedgerFate.ANSWERED,
        Delivered("ts"),
        answered=WINDOW.due - HOUR,
        now=WINDOW.closes + DAY,
        fated_at=WINDOW.due - HOUR,
    ),
    "answered late": Case(
        LedgerFate.LATE, Delivered("ts"), answered=WINDOW.due, now=LATER, fated_at=WINDOW.due
    ),
    "answered before it could arrive": Case(
        LedgerFate.ANSWERED, posted_for=LATER, answered=NOW, now=LATER, fated_at=NOW
    ),
    "the person has no app": Case(
        LedgerFate.NOT_INSTALLED, Refused("no app", Cause.NOT_INSTALLED), fated_at=NOW
    ),
    "the platform said no": Case(LedgerFate.FAILED, Refused("gone"), fated_at=NOW),
    "nobody knows whether it arrived": Case(
        LedgerFate.UNCERTAIN, Unknown("time-out"), fated_at=NOW
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
async def test_a_message_in_the_outbox_has_its_fate_from_there(
    database: Database, case: Case
) -> None:
    await write(database, prompt(at=case.posted_for))
    if case.sent is not None or case.in_hand:
        await send(database, case.sent or Delivered(""), *(["prompt"] if case.sent else []))
    if case.answered is not None:
        await settle(database, case.answered)
    (line,) = await ledger(database, case.now)
    assert (line.fate, line.fated_at) == (case.fate, case.fated_at)


async def test_a_message_that_something_newer_takes_the_place_of_is_superseded(
    database: Database,
) -> None:
    await write(database, prompt(at=LATER), post("thanks", at=NOW, replaces="prompt"))
    (line,) = await ledger(database)
    assert (line.key, line.fate) == ("prompt", LedgerFate.SUPERSEDED)


@pytest.mark.parametrize(
    ("own", "reason"),
    [
        (LedgerFate.ABSENT, Reason.AWAY),
        (LedgerFate.SKIPPED, Reason.NO_WORKING_DAY),
        (LedgerFate.MISSED, Reason.DOWNTIME),
        (LedgerFate.SUPERSEDED, Reason.ANSWERED_BEFORE),
    ],
)
async def test_what_was_planned_and_is_not_sent_has_a_fate_of_its_own(
    database: Database, own: LedgerFate, reason: Reason
) -> None:
    entry = noted("prompt", own, reason)
    await database.write(OMA, lambda work: work.note([entry]))
    again = replace(entry, fate=LedgerFate.MISSED, reason=Reason.MERGED)
    await database.write(OMA, lambda work: work.note([again]))
    (line,) = await ledger(database)
    assert line == LedgerLine(
        key=entry.key,
        kind=PostKind.PROMPT,
        recipient=ToPerson(BEN),
        name="Oma Ben",
        unit=NORTH,
        unit_name="Oma north",
        period="2026-W47",
        at=NOW,
        zone="Europe/Oslo",
        fate=own,
        moved_from=date(2026, 11, 17),
        reason=reason,
        fated_at=NOW,
    )


async def test_a_line_says_what_was_planned_for_whom(database: Database) -> None:
    room, nobody = ToChannel(ChannelId("board-room")), noted("skipped", *_SKIPPED)
    digest = post(
        "digest", to=room, kind=PostKind.DIGEST, planned=planned(COUNTY, window=None, period="x")
    )
    mine = planned(at=NOW + HOUR, window=WINDOW)
    await write(
        database,
        digest,
        post("prompt", at=NOW + DAY, planned=replace(mine, moved_from=date(2026, 11, 17))),
        post("an answer to somebody"),
    )
    await database.write(OMA, lambda work: work.note([replace(nobody, recipient=None)]))
    lines = await ledger(database, NOW + HOUR)
    first, second, third = sorted(lines, key=lambda line: line.key)
    assert [line.at for line in lines] == [NOW, NOW, NOW + HOUR]
    assert (first.recipient, first.name, first.unit_name) == (room, "board-room", "Oma county")
    assert (first.period, first.kind, first.zone) == ("x", PostKind.DIGEST, "Europe/Helsinki")
    assert (second.recipient, second.name) == (ToPerson(ANNA), "Oma Anna")
    assert (second.moved_from, second.at) == (date(2026, 11, 17), NOW + HOUR)
    assert (second.fate, second.period) == (LedgerFate.HELD, "2026-W47")
    assert (third.recipient, third.name) == (None, "")


_SKIPPED: Final = (LedgerFate.SKIPPED, Reason.NO_WORKING_DAY)


async def test_a_digest_asks_for_nothing_and_is_never_missed(database: Database) -> None:
    room = ToChannel(ChannelId("board-room"))
    await write(database, post("digest", to=room, planned=planned(COUNTY, window=None)))
    await send(database, Delivered("ts"), "digest")
    assert await fate(database, "digest", NOW + 900 * DAY) is LedgerFate.SENT


async def test_the_ledger_is_read_by_unit_and_span_with_both_ends(database: Database) -> None:
    posts = [
        post(f"{unit}-{days}", planned=planned(unit, at=NOW + days * DAY))
        for unit in (NORTH, SOUTH)
        for days in (0, 1, 2)
    ]
    await write(database, *posts)

    async def keys(*units: str) -> list[str]:
        wanted = [unit for unit in (NORTH, SOUTH, COUNTY) if unit in units] if units else None
        lines = await database.read(
            OMA, lambda work: work.ledger(wanted, NOW + DAY, NOW + 2 * DAY, NOW)
        )
        return [line.key for line in lines]

    assert await keys(NORTH) == ["north-1", "north-2"]
    assert await keys(NORTH, SOUTH) == await keys() == ["north-1", "south-1", "north-2", "south-2"]
    assert await keys(COUNTY) == []


async def test_a_message_and_its_line_are_written_together_or_not_at_all(
    database: Database,
) -> None:
    nowhere = replace(planned(), unit=UnitId("nowhere"))
    with pytest.raises(BrokenReferenceError):
        await write(database, post("a"), post("b", planned=nowhere))
    assert await ledger(database) == []
    keys = [PostKey("a"), PostKey("b")]
    assert await database.read(OMA, lambda work: work.posted(keys)) == {}
    await write(database, prompt())
    await write(database, replace(prompt(at=LATER), kind=PostKind.REMINDER))
    (line,) = await ledger(database)  # the same key again is left as it is
    assert (line.at, line.kind) == (NOW, PostKind.PROMPT)


async def test_what_is_sent_after_all_is_no_longer_missed(database: Database) -> None:
    """One unit's hour was missed, and another unit asks the same person in the same week."""
    entry = noted("prompt", LedgerFate.MISSED, Reason.DOWNTIME)
    other = noted("other", LedgerFate.ABSENT, Reason.AWAY)
    await database.write(OMA, lambda work: work.note([entry, other]))
    await write(database, prompt(at=LATER))
    assert await fate(database) is LedgerFate.HELD
    assert await fate(database, "other") is LedgerFate.ABSENT
    await database.write(
        OMA, lambda work: work.withdraw_posts([entry.key], LedgerFate.ABSENT, Reason.AWAY, NOW)
    )
    await write(database, prompt(at=LATER))  # its key is taken: it stays unsent
    (line,) = [line for line in await ledger(database) if line.key == "prompt"]
    assert (line.fate, line.reason, line.fated_at) == (LedgerFate.ABSENT, Reason.AWAY, NOW)
    assert line.told == ""


async def test_what_is_answered_is_not_asked_any_more(database: Database) -> None:
    """Of three: one has arrived, one is in a postman's hands, one waits."""
    await write(
        database,
        prompt("arrived"),
        prompt("in hand", to=ToPerson(BEN)),
        prompt("waits", to=ToPerson(CARA), at=LATER),
        prompt("another", to=ToPerson(CARA), at=LATER),
    )
    await send(database, Delivered("ts"), "arrived")
    keys = [PostKey(key) for key in ("arrived", "in hand", "waits", "unknown")]
    await database.write(OMA, lambda work: work.settle_posts(keys, keys, NOW + HOUR))
    # The first counts.
    await database.write(OMA, lambda work: work.settle_posts(keys, [], WINDOW.due))
    await database.write(OMA, lambda work: work.settle_posts([], [], NOW))
    for key in ("arrived", "in hand", "waits"):
        assert await fate(database, key) is LedgerFate.ANSWERED
    assert await fate(database, "another") is LedgerFate.HELD
    await send(database, Delivered("ts"), "waits", "another", "in hand", at=LATER)
    posted = await database.read(OMA, lambda work: work.posted([*keys, PostKey("another")]))
    assert posted == {
        "arrived": Posted(NOW, done=True),
        "in hand": Posted(LATER, done=True),
        "waits": Posted(None, done=True),
        "another": Posted(LATER, done=True),
    }


async def test_what_is_answered_and_known_to_have_arrived_touches_the_ledger_alone(
    database: Database,
) -> None:
    await write(database, prompt("waits", at=LATER))
    key = PostKey("waits")
    await database.write(OMA, lambda work: work.settle_posts([key], [], NOW))
    assert await fate(database, "waits") is LedgerFate.ANSWERED
    posted = await database.read(OMA, lambda work: work.posted([key]))
    assert posted == {"waits": Posted(LATER, done=False)}


async def test_what_is_withdrawn_says_why_and_what_is_on_its_way_stays(
    database: Database,
) -> None:
    await write(
        database, prompt("arrived"), prompt("waits", to=ToPerson(BEN), at=LATER), prompt("later")
    )
    await send(database, Delivered("ts"), "arrived")
    keys = [PostKey(key) for key in ("arrived", "waits", "unknown")]
    await database.write(
        OMA, lambda work: work.withdraw_posts(keys, LedgerFate.ABSENT, Reason.AWAY, NOW)
    )
    lines = {line.key: line for line in await ledger(database)}
    assert (lines[PostKey("arrived")].fate, lines[PostKey("arrived")].reason) == (
        LedgerFate.SENT,
        None,
    )
    assert (lines[PostKey("waits")].fate, lines[PostKey("waits")].reason) == (
        LedgerFate.ABSENT,
        Reason.AWAY,
    )
    assert lines[PostKey("later")].fate is LedgerFate.PLANNED
    await send(database, Delivered("ts"), "waits", at=LATER)
    assert await fate(database, "waits", LATER) is LedgerFate.ABSENT


async def test_what_is_excused_is_never_missed_and_can_still_be_answered(
    database: Database,
) -> None:
    await write(database, prompt("excused"), prompt("asked", to=ToPerson(BEN)))
    await send(database, Delivered("ts"), "excused", "asked")
    await database.write(OMA, lambda work: work.excuse_posts([PostKey("excused")]))
    await database.write(OMA, lambda work: work.excuse_posts([]))
    assert await fate(database, "asked", WINDOW.closes) is LedgerFate.MISSED
    assert await fate(database, "excused", WINDOW.closes) is LedgerFate.SENT
    await database.write(
        OMA, lambda work: work.settle_posts([PostKey("excused")], [], WINDOW.closes)
    )
    assert await fate(database, "excused", WINDOW.closes) is LedgerFate.ANSWERED


async def test_when_a_message_arrived_or_may_arrive(database: Database) -> None:
    people = (ANNA, BEN, CARA)
    await write(
        database,
        *(prompt(f"now-{person}", to=ToPerson(person)) for person in people),
        prompt("later", to=ToPerson(BEN), at=LATER),
    )
    await send(database, Delivered("ts"), "now-anna", at=NOW + HOUR)
    keys = [PostKey(key) for key in ("now-anna", "now-ben", "later", "never")]

    async def posted() -> Mapping[PostKey, Posted]:
        return await database.read(OMA, lambda work: work.posted(keys))

    arrived, waits = Posted(NOW + HOUR, done=True), Posted(LATER, done=False)
    ready = Posted(NOW, done=False)
    assert await posted() == {"now-anna": arrived, "now-ben": ready, "later": waits}
    await send(database, Refused("gone"), "now-ben", at=NOW + 9 * HOUR)
    failed = Posted(None, done=True)
    assert await posted() == {"now-anna": arrived, "now-ben": failed, "later": waits}
    assert await database.read(OMA, lambda work: work.posted([])) == {}


# --- failures -----------------------------------------------------------------------------------

NO_APP = Refused("no app", Cause.NOT_INSTALLED)


async def failure(database: Database, key: str) -> Failure | None:
    """Return what failed, where nobody has been told of it or of its like."""
    found = await database.read(OMA, lambda work: work.untold(10))
    held = await database.write(OMA, lambda work: work.untold(10))
    assert held == found
    return next((each for each in found if each.key == key and not each.known), None)


async def untold(database: Database) -> list[PostKey]:
    found = [key for _, key in await database.outbox.untold(10)]
    own = await database.read(OMA, lambda work: work.untold(10))
    assert [each.key for each in own] == found
    return found


async def news(database: Database, since: datetime = NOW) -> list[str]:
    """Return what was news when it was told, from an instant on."""
    found = await database.read(OMA, lambda work: work.told(since))
    return [each.key for each in found]


async def tell(database: Database, *keys: str) -> None:
    await database.write(OMA, lambda work: work.failures_told([PostKey(key) for key in keys]))


async def fail(database: Database, key: str, why: Fate = NO_APP, at: datetime = NOW) -> None:
    await write(database, prompt(key, at=at))
    await send(database, why, key, at=at)


async def test_a_failure_says_what_it_was_about_and_is_told_once(database: Database) -> None:
    await fail(database, "first")
    assert await untold(database) == ["first"]
    assert await failure(database, "first") == Failure(
        PostKey("first"), PostKind.PROMPT, ToPerson(ANNA), NORTH, Cause.NOT_INSTALLED, NOW
    )
    await tell(database, "first")
    assert await untold(database) == []
    assert await failure(database, "first") is None


async def test_the_next_failure_of_the_same_kind_has_been_told_already(
    database: Database,
) -> None:
    await fail(database, "first")
    await tell(database, "first")
    await fail(database, "second", at=NOW + DAY)
    assert await untold(database) == ["second"]
    assert await failure(database, "second") is None
    await tell(database, "second")
    await fail(database, "third", at=NOW + 2 * DAY)
    assert await failure(database, "third") is None
    assert await news(database) == ["first"]
    assert await news(database, NOW + timedelta(seconds=1)) == []


async def test_a_failure_is_told_again_once_something_has_arrived_since(
    database: Database,
) -> None:
    await fail(database, "first")
    await tell(database, "first")
    await write(database, prompt("arrives", at=NOW + DAY))
    await send(database, Delivered("ts"), "arrives", at=NOW + DAY)
    await fail(database, "second", at=NOW + 2 * DAY)
    assert await failure(database, "second") is not None
    await tell(database, "second")
    assert await news(database) == ["first", "second"]
    # What arrives afterwards does not make news of what was none.
    await fail(database, "third", at=NOW + 3 * DAY)
    await tell(database, "third")
    await write(database, prompt("arrives too", at=NOW + 4 * DAY))
    await send(database, Delivered("ts"), "arrives too", at=NOW + 4 * DAY)
    assert await news(database) == ["first", "second"]


async def test_failures_are_told_together_and_no_more_than_asked_for(database: Database) -> None:
    await fail(database, "first")
    await write(database, prompt("ben", to=ToPerson(BEN)))
    await send(database, NO_APP, "ben")
    some = await database.read(OMA, lambda work: work.untold(1))
    assert [each.key for each in some] == ["first"]
    await tell(database, "first", "ben")
    assert await untold(database) == []
    assert await news(database) == ["first", "ben"]
    await tell(database)


async def test_another_cause_and_another_person_are_news(database: Database) -> None:
    await fail(database, "first")
    await tell(database, "first")
    await fail(database, "unknown", Refused("?", Cause.NO_SUCH_PERSON), NOW + DAY)
    found = await failure(database, "unknown")
    assert found is not None
    assert found.cause is Cause.NO_SUCH_PERSON
    await write(database, prompt("ben", to=ToPerson(BEN), at=NOW + DAY))
    await send(database, NO_APP, "ben", at=NOW + DAY)
    assert await failure(database, "ben") is not None


async def test_what_did_not_fail_is_no_failure(database: Database) -> None:
    await write(database, prompt("waits", at=LATER), post("thanks", to=ToPerson(BEN)))
    assert await failure(database, "waits") is None
    assert await failure(database, "never written") is None
    await send(database, Refused("gone"), "thanks")
    found = await failure(database, "thanks")
    assert found is not None
    assert (found.unit, found.cause) == (None, Cause.REFUSED)  # an answer to somebody
