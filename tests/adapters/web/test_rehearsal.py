"""The rehearsal's page: who gets what when, how far it has come, and never two at once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from aiohttp.test_utils import TestClient, TestServer

from adapters.web import limits
from dialogs.ledger import Foreseen, LedgerFate, Reason
from dialogs.okr.model import OrganisationId, UnitId
from dialogs.ports import StoreUnavailableError
from dialogs.posts import PostKey, PostKind, Recipient, ToChannel, ToPerson
from dialogs.text import Verbatim
from tests.adapters.web.conftest import Page
from tests.adapters.web.house import AINO, HAME, STINA, TEAM_CHANNEL, VEIKKO, House
from tests.adapters.web.markup import Document, read

HELSINKI = ZoneInfo("Europe/Helsinki")
PLAN = "/o/h%C3%A4me/rehearsal"
TO_AINO = ToPerson(AINO)
NAMES = {AINO: "Aino Virtanen", VEIKKO: "Veikko Lehto", STINA: "Stina Åberg"}


def line(
    at: str,
    kind: PostKind = PostKind.PROMPT,
    to: Recipient | None = TO_AINO,
    unit: tuple[str, str] = ("tiimi-1", "Kotihoidon tiimi 1"),
    **more: object,
) -> Foreseen:
    name = NAMES[to.person] if isinstance(to, ToPerson) else "Tiimipalaveri" if to else ""
    plain = Foreseen(
        at=datetime.fromisoformat(at).replace(tzinfo=HELSINKI),
        kind=kind,
        recipient=to,
        name=name,
        unit=UnitId(unit[0]),
        unit_name=unit[1],
        key=PostKey(f"{kind}:{at}:{to}"),
        why=Verbatim("joka maanantai klo 9.00"),
        rule="weekly mon",
    )
    return replace(plain, **more)  # type: ignore[arg-type]


LINES = (
    line("2026-11-30 09:00"),
    line("2026-11-30 09:00", to=ToPerson(STINA)),
    line("2026-12-02 09:00", PostKind.REMINDER),
    line("2026-12-07 09:00", moved_from=date(2026, 12, 6)),
    line("2026-12-07 09:00", to=ToPerson(STINA), fate=LedgerFate.ABSENT, reason=Reason.AWAY),
    line("2026-12-08 13:00", PostKind.DIGEST, ToChannel(TEAM_CHANNEL)),
    line("2026-12-08 12:00", to=ToPerson(VEIKKO), unit=("oma", "Oma Häme")),
)


@dataclass
class Theatre:
    """What the page asks to rehearse; a gate keeps a rehearsal going."""

    lines: Sequence[Foreseen] = LINES
    asked: list[tuple[OrganisationId, datetime, datetime]] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    running: int = 0
    most: int = 0
    fails: Exception | None = None

    def __post_init__(self) -> None:
        self.gate.set()

    async def rehearse(
        self,
        organisation: OrganisationId,
        first: datetime,
        until: datetime,
        told: Callable[[float], None],
    ) -> Sequence[Foreseen]:
        self.asked.append((organisation, first, until))
        self.running += 1
        self.most = max(self.most, self.running)
        told(0.4)
        try:
            await self.gate.wait()
        finally:
            self.running -= 1
        if self.fails is not None:
            raise self.fails
        return self.lines


@pytest.fixture
def theatre() -> Theatre:
    return Theatre()


@pytest.fixture
async def plan(
    house: House, theatre: Theatre, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Page]:
    monkeypatch.setattr(limits, "REHEARSAL_PATIENCE", timedelta(milliseconds=20))
    house.door = replace(house.door, rehearse=theatre.rehearse)
    async with TestClient(TestServer(house.app())) as client:
        yield client


async def opened(page: Page, query: str = "", **headers: str) -> Document:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    response = await page.get(f"{PLAN}{query}", headers=sent)
    assert response.status == 200
    document = read(await response.text())
    assert document.problems == []
    return document


def words(text: str) -> str:
    return " ".join(text.split())


async def test_who_gets_what_when_by_week_and_day(house: House, plan: Page) -> None:
    document = await opened(plan, Accept_Language="en")
    weeks = [words(one.text) for one in document.all("h2")]
    assert weeks == ["week 49 30 November – 6 December", "week 50 7 December – 13 December"]
    days = [words(one.text) for one in document.all("h3")]
    assert days == [
        "Monday 30 November",
        "Wednesday 2 December",
        "Monday 7 December",
        "Tuesday 8 December",
    ]
    text = words(document.text)
    assert "Kotihoidon tiimi 1 Aino Virtanen, Stina Åberg joka maanantai klo 9.00" in text
    assert "Moved from Sunday 6 December, a free day" in text
    links = {one.attributes["href"] for one in document.all("a")}
    assert "/o/h%C3%A4me/as/stina" in links
    assert "/o/h%C3%A4me/as/aino/in/tiimi" in links


async def test_what_is_not_sent_says_why(plan: Page) -> None:
    document = await opened(plan, Accept_Language="en")
    (left_out,) = document.all("p", class_="plan-mark plan-fate")
    assert "absent" not in left_out.text  # people read words and not our names for them
    assert words(left_out.text)


async def test_what_holds_for_all_rows_is_said_once(plan: Page, theatre: Theatre) -> None:
    theatre.lines = [
        line("2026-11-30 09:00", unit=(f"u-{n}", f"Unit {n}"), why=Verbatim(why))
        for n, why in enumerate(("once", "once"))
    ] + [
        line("2026-12-01 09:00", unit=(f"u-{n}", f"Unit {n}"), why=Verbatim(why))
        for n, why in enumerate(("mine", "yours"))
    ]
    document = await opened(plan, Accept_Language="en")
    said = [words(one.text) for one in (*document.all("p"), *document.all("span"))]
    assert Counter(said) & Counter(("once", "once", "mine", "yours")) == Counter(
        ("once", "mine", "yours")
    )


async def test_the_totals_count_what_goes_out(plan: Page) -> None:
    document = await opened(plan, Accept_Language="en")
    figures = [one.text for one in document.all("dd")]
    assert figures == ["6", "2", "1", "1"]


async def test_it_begins_now_and_lasts_as_long_as_was_asked(
    house: House, plan: Page, theatre: Theatre
) -> None:
    for span, weeks in (("week", 1), ("month", 4), ("quarter", 13)):
        await opened(plan, f"?span={span}")
        now = house.clock.now()
        assert theatre.asked[-1] == (HAME, now, now + timedelta(weeks=weeks))


async def test_a_unit_shows_itself_and_those_below_it(plan: Page, theatre: Theatre) -> None:
    document = await opened(plan, "?unit=tiimi-1")
    assert "Veikko" not in document.one("main").text
    document = await opened(plan, "?unit=oma")
    assert "Veikko" in document.one("main").text
    assert "Aino" in document.one("main").text
    assert len(theatre.asked) == 1


@pytest.mark.parametrize("query", ["?span=decade", "?unit=nowhere"])
async def test_nothing_else_can_be_asked_for(plan: Page, theatre: Theatre, query: str) -> None:
    assert (await plan.get(f"{PLAN}{query}")).status == 404
    assert theatre.asked == []


async def test_a_long_one_shows_how_far_it_has_come_and_the_page_comes_back(
    plan: Page, theatre: Theatre
) -> None:
    theatre.gate.clear()
    document = await opened(plan)
    assert document.one("progress").attributes["value"] == "40"
    assert document.one("meta", http_equiv="refresh").attributes["content"] == "1"
    await opened(plan)
    theatre.gate.set()
    async with asyncio.timeout(10):
        while document.all("progress"):
            document = await opened(plan)
    assert document.all("meta", http_equiv="refresh") == []
    assert len(theatre.asked) == 1


async def test_one_at_a_time_and_not_too_many_in_the_queue(plan: Page, theatre: Theatre) -> None:
    theatre.gate.clear()
    await opened(plan, "?span=week")
    waiting = await opened(plan, "?span=month", Accept_Language="en")
    assert "comes next" in waiting.one("main").text
    theatre.gate.set()
    async with asyncio.timeout(10):
        while (await opened(plan, "?span=month")).all("progress"):
            pass
    assert theatre.most == 1


async def test_who_asks_for_one_too_many_is_asked_for_patience(
    plan: Page, theatre: Theatre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "RUNNING_REHEARSALS", 1)
    theatre.gate.clear()
    await opened(plan, "?span=week")
    refused = await plan.get(f"{PLAN}?span=month", headers={"Accept-Language": "en"})
    assert refused.status == 503
    assert "rehearsals are running already" in await refused.text()


async def test_it_is_run_anew_when_time_has_passed(
    house: House, plan: Page, theatre: Theatre
) -> None:
    await opened(plan)
    await opened(plan)
    assert len(theatre.asked) == 1
    target = next(one for one in house.clock.choices(house.clock.now()) if one.name == "hour")
    await house.clock.move(target)
    await opened(plan)
    assert len(theatre.asked) == 2


async def test_a_failure_is_told_and_not_kept(plan: Page, theatre: Theatre) -> None:
    theatre.fails = StoreUnavailableError("the disk is full")
    assert (await plan.get(PLAN)).status == 503
    theatre.fails = None
    await opened(plan)
    assert len(theatre.asked) == 2


async def test_what_takes_too_long_is_broken_off(
    plan: Page, theatre: Theatre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "REHEARSAL_LONGEST", timedelta(milliseconds=5))
    theatre.gate.clear()
    refused = await plan.get(PLAN, headers={"Accept-Language": "en"})
    assert refused.status == 504
    assert "rytmi rehearse" in await refused.text()
    assert theatre.running == 0


async def test_it_speaks_four_languages_and_leads_back(plan: Page) -> None:
    titles = set()
    for tag in ("en", "fi", "sv", "nb"):
        document = await opened(plan, f"?lang={tag}&as=stina&span=week")
        titles.add(document.one("h1").text.split()[0])
        back = document.one("a", class_="plan-back").attributes["href"]
        assert back == "/o/h%C3%A4me/as/stina"
        tags = document.all("a", hreflang=tag)
        assert [one.attributes["href"] for one in tags] == [f"?span=week&unit=&as=stina&lang={tag}"]
    assert titles == {"Rehearsal", "Kenraaliharjoitus", "Genrep", "Generalprøve"}


async def test_the_conversation_leads_to_it_only_where_there_is_one(plan: Page) -> None:
    there = read(await (await plan.get("/o/h%C3%A4me/as/aino")).text())
    assert there.one("a", class_="ahead").attributes["href"] == f"{PLAN}?as=aino"
    async with TestClient(TestServer(House().app())) as page:
        without = read(await (await page.get("/o/h%C3%A4me/as/aino")).text())
        assert without.all("a", class_="ahead") == []
        assert (await page.get(PLAN)).status == 404


async def test_an_empty_span_says_so(plan: Page, theatre: Theatre) -> None:
    theatre.lines = ()
    document = await opened(plan, Accept_Language="en")
    assert "Nothing would be sent" in document.one("main").text


async def test_many_units_on_one_day_are_folded(plan: Page, theatre: Theatre) -> None:
    theatre.lines = [
        line("2026-11-30 09:00", unit=(f"u-{n}", f"Unit {n}")) for n in range(limits.ROWS_UNFOLDED)
    ]
    assert (await opened(plan, "?span=week")).all("details") == []
    theatre.lines = [*theatre.lines, line("2026-11-30 09:00", unit=("u-x", "Unit x"))]
    document = await opened(plan, "?span=month", Accept_Language="en")
    assert "one receiver" in document.one("summary").text
