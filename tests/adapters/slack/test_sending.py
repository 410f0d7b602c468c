"""A morning's wave through outbox, postman and the platform double, with all that goes wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import pytest_asyncio

from adapters.slack.door import NAME, Credentials, SlackDoor
from adapters.slack.drawing.render import Renderer
from adapters.slack.installing.bootstrap import settle
from adapters.slack.installing.workspaces import Workspaces
from adapters.slack.people.roster import Roster
from adapters.slack.sending.courier import SlackCourier
from dialogs.events import Event
from dialogs.okr.model import OrganisationId, Person, PersonId
from dialogs.posts import Post, ToPerson
from dialogs.replies import Nothing, Reply
from dialogs.words.draw import draw
from scheduler.postman import Postman
from storage.database import Database
from storage.structure import Structure
from tests.adapters.slack.ground import KEYS, Clock, paint
from tests.slack.faults import Allowance, Fault
from tests.slack.places import User, Workspace
from tests.slack.platform import Platform
from tests.slack.server import serving
from tests.storage.support import NOW, OMA, READER, post, structure

PEOPLE: Final = 40
TOKEN: Final = "xoxb-the-one"


@dataclass
class Morning:
    """One replica, a Slack of our own, and everybody's user in it."""

    platform: Platform
    workspace: Workspace
    database: Database
    clock: Clock
    workspaces: Workspaces
    courier: SlackCourier
    postman: Postman
    door: SlackDoor

    async def everybody_gets(self, *rounds: str, replaces: str | None = None) -> None:
        """Put a message for each person into the outbox."""
        posts: list[Post] = []
        for name in rounds:
            for number in range(PEOPLE):
                earlier = None if replaces is None else f"{replaces}:{number}"
                to = ToPerson(PersonId(f"p{number}"))
                posts.append(post(f"{name}:{number}", name, to=to, replaces=earlier))
        await self.database.write(OMA, lambda work: work.post(posts))

    async def drained(self) -> None:
        """Let time pass until nothing waits."""
        for _ in range(200):
            await self.postman.drain()
            backlog = await self.database.outbox.backlog(self.clock.now() + timedelta(days=1))
            if backlog.oldest is None:
                return
            self.clock.go(timedelta(seconds=5))
        raise AssertionError("something still waits after a thousand seconds")

    def keys(self) -> Counter[str]:
        """Return how often each message is to be seen."""
        return Counter(
            str((message.metadata or {})["event_payload"]["key"])
            for channel in self.workspace.channels.values()
            for message in channel.messages
        )


def staff() -> Structure:
    """The organisation, with a person for each user."""
    plain = structure()
    people = tuple(
        Person(PersonId(f"p{number}"), f"Person {number}", f"p{number}@example.org")
        for number in range(PEOPLE)
    )
    return Structure(plain.organisation, plain.units, (*plain.people, *people), plain.memberships)


@pytest_asyncio.fixture
async def morning(database: Database) -> AsyncIterator[Morning]:
    """A single workspace whose people were matched by e-mail."""
    await database.save_structure(staff())
    clock = Clock(NOW)
    platform = Platform(clock, Allowance(strict=True))
    place = platform.add_workspace(Workspace("T1", "Oma"))
    for number in range(PEOPLE):
        place.add_user(User(f"U{number}", f"Person {number}", email=f"p{number}@example.org"))
    platform.issue("T1", TOKEN)

    async def rest(seconds: float) -> None:
        clock.go(timedelta(seconds=seconds))

    async with AsyncExitStack() as stack:
        await stack.enter_async_context(serving(platform))
        credentials = Credentials(bot_token=TOKEN, token_keys=KEYS, api_url=f"{platform.url}/api/")
        door = SlackDoor(_nothing, database, database.chats, draw, paint, clock, credentials, _only)
        workspaces = Workspaces(database.chats, credentials, clock, rest=rest)
        stack.push_async_callback(workspaces.close)
        found = await settle(workspaces, _only)
        assert found is not None
        report = await Roster(workspaces, database, rest=rest).sync(found)
        assert len(report.matched) == PEOPLE
        courier = SlackCourier(workspaces, Renderer(draw), door, rest=rest)
        postman = Postman(database.outbox, {NAME: courier}, clock, "one", rest=rest)
        yield Morning(platform, place, database, clock, workspaces, courier, postman, door)
        platform.all_well()


async def _nothing(event: Event) -> Reply:
    return Reply(READER, Nothing())


async def _only() -> tuple[OrganisationId, ...]:
    return (OMA,)


async def test_everybody_gets_each_message_once(morning: Morning) -> None:
    await morning.everybody_gets("ask", "remind")
    await morning.drained()
    assert morning.keys() == Counter(
        {f"{name}:{number}": 1 for name in ("ask", "remind") for number in range(PEOPLE)}
    )


async def test_lost_answers_broken_lines_and_patience_change_nothing_of_it(
    morning: Morning,
) -> None:
    trouble = morning.platform.trouble
    trouble("chat.postMessage", Fault.RESET_AFTER, times=3, after=2)
    trouble("chat.postMessage", Fault.ERROR_AFTER, times=2, after=9)
    trouble("chat.postMessage", Fault.RESET_BEFORE, times=2, after=14)
    trouble("chat.postMessage", "internal_error", times=1, after=18)
    trouble("chat.postMessage", "service_unavailable", times=1, after=21)
    trouble("conversations.history", Fault.ERROR_BEFORE, times=1)
    morning.platform.throttle("T1", "chat.postMessage", 20)
    await morning.everybody_gets("ask")
    await morning.drained()
    assert morning.keys() == Counter({f"ask:{number}": 1 for number in range(PEOPLE)})
    assert morning.postman.counters.looked_up >= 5
    assert morning.postman.counters.uncertain == 0


async def test_receipts_take_the_prompts_places_however_patient_slack_wants_us(
    morning: Morning,
) -> None:
    await morning.everybody_gets("ask")
    await morning.drained()
    morning.platform.trouble("chat.update", Fault.RESET_AFTER, times=2)
    morning.platform.throttle("T1", "chat.update", 15)
    await morning.everybody_gets("thanks", replaces="ask")
    await morning.drained()
    assert morning.keys() == Counter({f"thanks:{number}": 1 for number in range(PEOPLE)})


async def test_an_older_slack_gets_plainer_messages_and_loses_none(morning: Morning) -> None:
    morning.platform.unknown_blocks = frozenset({"header", "rich_text", "section"})
    await morning.everybody_gets("ask")
    await morning.drained()
    assert morning.keys() == Counter({f"ask:{number}": 1 for number in range(PEOPLE)})
