"""Of a message that will never arrive, those who can mend it hear once, and never its receiver."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dialogs.catalog import make_engine
from dialogs.flows.notice import compose, gather
from dialogs.okr.model import Absence, ChannelId, Person, PersonId, Role, UnitId
from dialogs.ports import Work
from dialogs.posts import (
    Cause,
    Planned,
    Post,
    PostKey,
    PostKind,
    Recipient,
    ToChannel,
    ToPerson,
)
from dialogs.text import Reader, say
from dialogs.views import View
from dialogs.writes import FailuresTold
from storage.database import Database
from storage.structure import Structure
from tests.conversations.company import ORGANISATION, company
from tests.conversations.keys import keys
from tests.conversations.stage import SetClock
from tests.dialogs.flows.support import ALMANAC, MONDAY, english, facilitated, fail, mishap

MATTI = ToPerson(PersonId("matti"))
OWLS_CHANNEL = ToChannel(ChannelId("#owls"))
PROMPT = "prompt:2026-W45:matti"


def message(key: str, to: Recipient, kind: PostKind, unit: str | None) -> Post:
    text = say("help-title")
    planned = None if unit is None else Planned(UnitId(unit), "2026-W45", MONDAY)
    home = company().organisation
    reader = Reader(home.language, home.zone)
    return Post(PostKey(key), kind, to, reader, View(text, ()), MONDAY, planned=planned)


async def put(database: Database, post: Post) -> None:
    """Put a message into the outbox."""
    await database.write(ORGANISATION, lambda work: work.post([post]))


async def notices(  # noqa: PLR0913 - all that decides who is told
    database: Database,
    whole: Structure,
    *,
    to: Recipient = MATTI,
    kind: PostKind = PostKind.PROMPT,
    unit: str | None = "owls",
    cause: Cause = Cause.NOT_INSTALLED,
    away: tuple[Absence, ...] = (),
    now: datetime = MONDAY,
) -> tuple[Post, ...]:
    """Let one message fail, and return what is sent on its account."""
    await database.save_structure(whole)

    def send(work: Work) -> None:
        work.post([message(PROMPT, to, kind, unit)])
        for each in away:
            work.set_absence(each, each.person, MONDAY)

    await database.write(ORGANISATION, send)
    await fail(database, PROMPT, cause)
    writes, posts = await database.read(
        ORGANISATION, lambda work: compose(gather(work, mishap(PROMPT, now)))
    )
    assert writes == (FailuresTold((PostKey(PROMPT),)),)
    return posts


def receivers(posts: tuple[Post, ...]) -> list[str]:
    return [each.recipient.person for each in posts if isinstance(each.recipient, ToPerson)]


async def posted(database: Database, who: str, day: str = "2026-11-02") -> int:
    """Return how many notices somebody has been written on a day."""
    keys = [PostKey(f"notice:{who}:{day}:{n}") for n in range(1, 40)]
    return len(await database.read(ORGANISATION, lambda work: work.posted(keys)))


async def test_the_facilitator_is_told_what_to_do(database: Database) -> None:
    (post,) = await notices(database, facilitated())
    assert (post.key, post.replaces) == ("notice:heidi:2026-11-02:1", None)
    assert post.kind is PostKind.NOTICE
    assert post.planned is not None
    assert (post.planned.unit, post.planned.at) == ("owls", MONDAY)
    assert post.reader.language == "sv"
    assert {"notice-not-installed", "button-ledger", "button-why"} <= set(keys(post.view))
    assert english(post.view.summary) == "Matti cannot be reached: the week’s question (Owls)"


async def test_all_who_facilitate_are_told_and_leads_only_where_nobody_does(
    database: Database,
) -> None:
    two = facilitated(("henna", "owls", Role.FACILITATOR))
    assert receivers(await notices(database, two)) == ["heidi", "henna"]


async def test_without_a_facilitator_the_leads_are_told(database: Database) -> None:
    assert receivers(await notices(database, company())) == ["liisa"]


async def test_nobody_is_told_that_they_cannot_be_reached(database: Database) -> None:
    lost = ToPerson(PersonId("liisa"))
    assert receivers(await notices(database, company(), to=lost)) == ["head"]


async def test_at_the_top_a_lost_lead_leaves_nobody_to_tell(database: Database) -> None:
    lost = ToPerson(PersonId("chief"))
    assert await notices(database, company(), to=lost, unit="county") == ()


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        (Cause.CHANNEL_GONE, "notice-channel-gone"),
        (Cause.NOT_INVITED, "notice-not-invited"),
        (Cause.GIVEN_UP, "notice-given-up"),
        (Cause.REFUSED, "notice-refused"),
        (Cause.NO_SUCH_PERSON, "notice-refused"),
    ],
)
async def test_of_a_channel_the_forum_and_the_remedy_are_named(
    database: Database, cause: Cause, words: str
) -> None:
    (post,) = await notices(database, company(), to=OWLS_CHANNEL, kind=PostKind.DIGEST, cause=cause)
    assert receivers((post,)) == ["liisa"]
    assert words in set(keys(post.view))
    assert "#owls" in english(post.view.summary)


async def test_an_answer_that_fails_is_told_where_its_receiver_belongs(database: Database) -> None:
    posts = await notices(database, facilitated(), kind=PostKind.RECEIPT, unit=None)
    assert receivers(posts) == ["heidi"]


async def test_a_channel_that_no_forum_has_any_more_concerns_nobody(database: Database) -> None:
    gone = ToChannel(ChannelId("#gone"))
    assert await notices(database, company(), to=gone, kind=PostKind.DIGEST, unit=None) == ()


async def test_of_a_notice_that_fails_nobody_is_told(database: Database) -> None:
    assert await notices(database, company(), kind=PostKind.NOTICE) == ()


@pytest.mark.parametrize(
    ("now", "at"),
    [
        (datetime(2026, 11, 2, 20, tzinfo=UTC), datetime(2026, 11, 3, 6, tzinfo=UTC)),
        (datetime(2026, 11, 7, 10, tzinfo=UTC), datetime(2026, 11, 9, 6, tzinfo=UTC)),
        (datetime(2026, 12, 24, 10, tzinfo=UTC), datetime(2026, 12, 28, 6, tzinfo=UTC)),
    ],
)
async def test_a_notice_waits_for_working_hours(
    database: Database, now: datetime, at: datetime
) -> None:
    (post,) = await notices(database, company(), now=now)
    assert post.at == at
    assert post.planned is not None
    assert post.planned.at == at


async def test_a_notice_comes_in_its_receiver_s_own_working_hours(database: Database) -> None:
    whole = company()
    people = tuple(
        replace(each, zone="America/New_York") if each.id == "liisa" else each
        for each in whole.people
    )
    (post,) = await notices(database, replace(whole, people=people))
    assert post.at == datetime(2026, 11, 2, 13, tzinfo=UTC)
    assert post.reader.zone == "America/New_York"


def away(who: str, last: date | None) -> Absence:
    return Absence(PersonId(who), date(2026, 11, 1), last)


async def test_who_is_away_is_not_told_while_somebody_else_can_be(database: Database) -> None:
    gone = (away("heidi", None),)
    assert receivers(await notices(database, facilitated(), away=gone)) == ["liisa"]


async def test_where_all_are_away_the_first_to_be_back_is_told_then(database: Database) -> None:
    gone = (
        away("liisa", None),
        away("head", date(2026, 11, 5)),
        away("chief", date(2026, 11, 20)),
    )
    (post,) = await notices(database, company(), away=gone)
    assert receivers((post,)) == ["head"]
    assert post.at == datetime(2026, 11, 6, 6, tzinfo=UTC)


async def test_where_nobody_will_be_back_nobody_is_told(database: Database) -> None:
    gone = (away("liisa", None), away("head", None), away("chief", None))
    assert await notices(database, company(), away=gone) == ()


async def test_the_engine_tells_once_however_often_it_is_asked(database: Database) -> None:
    await database.save_structure(facilitated())
    engine = make_engine(database, SetClock(MONDAY), lambda: None, ALMANAC)
    await put(database, message(PROMPT, MATTI, PostKind.PROMPT, "owls"))
    await fail(database, PROMPT, Cause.NOT_INSTALLED)
    for _ in range(3):
        await engine.failed(ORGANISATION, PostKey(PROMPT))
    assert await database.outbox.untold(10) == []
    assert await posted(database, "heidi") == 1


async def test_the_same_failure_of_the_next_week_is_not_told_again(database: Database) -> None:
    await database.save_structure(facilitated())
    engine = make_engine(database, SetClock(MONDAY), lambda: None, ALMANAC)
    later = "reminder:2026-W45:matti"
    for key in (PROMPT, later):
        await put(database, message(key, MATTI, PostKind.PROMPT, "owls"))
        await fail(database, key, Cause.NOT_INSTALLED)
        await engine.failed(ORGANISATION, PostKey(key))
    assert await database.outbox.untold(10) == []
    assert await posted(database, "heidi") == 1


def test_a_person_is_named_whatever_they_are_called() -> None:
    odd = Person(PersonId("x"), "{ $kind } <b>")
    assert odd.name in english(
        say("notice-title", receiver=odd.name, kind=say("kind-prompt"), unit="Owls")
    )
