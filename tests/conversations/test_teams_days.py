"""Days in Teams that no transcript tells: the app comes late, keys change, calls fail."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from dialogs.ledger import LedgerFate
from dialogs.posts import Cause, PostKind, ToPerson
from storage.database import Database
from tests.conversations.company import ORGANISATION, company
from tests.conversations.slack_words import keys_in
from tests.conversations.stage import World
from tests.conversations.teams_reading import sender, view_keys
from tests.conversations.teams_stage import TeamsStage, teams_stage
from tests.patience import AMPLE
from tests.teams.activities import anew, install
from tests.teams.faults import Fault, WrongError
from tests.teams.platform import TOKEN_LIVES
from tests.teams.wires import tell

START = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 2, 7, 0, tzinfo=UTC)
"""Nine o'clock in Helsinki."""
NEXT_MONDAY = MONDAY + timedelta(weeks=1)


@pytest.fixture
async def world(database: Database) -> World:
    await database.save_structure(company())
    return World(database, START)


async def until(stage: TeamsStage, instant: datetime) -> None:
    """Let it be that hour; what is planned by then goes out, and may fail."""
    world = stage.world
    world.clock.at = max(world.clock.at, instant)
    await world.planner.tick(world.clock.at)
    await world.postman.drain()


def summaries(stage: TeamsStage, who: str) -> list[str]:
    """Return what the notifications of all messages to somebody said, by key."""
    window = stage.player(who).window
    return [next(keys_in(each.summary)) for each in window.messages()]


async def fates(stage: TeamsStage, kind: PostKind) -> dict[str, tuple[LedgerFate, Cause | None]]:
    """Return what became of the messages of a kind, by person, as the ledger has it."""
    now = stage.world.clock.at
    lines = await stage.world.database.read(
        ORGANISATION, lambda work: work.ledger(None, MONDAY - timedelta(days=7), now, now)
    )
    return {
        each.recipient.person: (each.fate, each.cause)
        for each in lines
        if each.kind is kind and isinstance(each.recipient, ToPerson)
    }


async def test_who_has_not_got_the_app_is_told_of_and_greeted_once_they_have(
    world: World, database_url: str
) -> None:
    async with teams_stage(world, database_url) as stage:
        matti = stage.tenant.user("matti@county.example")
        matti.has_app = False
        stage.tenant.teams[0].members.remove(matti.aad)
        await until(stage, MONDAY)
        assert summaries(stage, "matti") == []
        known = await fates(stage, PostKind.PROMPT)
        assert known["matti"] == (LedgerFate.NOT_INSTALLED, Cause.NOT_INSTALLED)
        assert known["liisa"] == (LedgerFate.SENT, None)
        assert "notice-not-installed" in (await stage.heard("liisa"))[-1]
        install(stage.platform, stage.tenant, matti)
        wire = stage.player("matti").window.wire
        told = [*stage.platform.coming]
        await tell(stage.platform, wire)
        for again in told:
            assert (await wire.deliver(anew(stage.platform, again.activity))).is_good
        await world.postman.drain()
        greeted = summaries(stage, "matti")
        assert len(greeted) == 1
        await until(stage, NEXT_MONDAY)
        assert summaries(stage, "matti") == [*greeted, "prompt-summary"]


async def test_a_key_that_is_new_is_believed_and_a_token_is_fetched_when_it_ends(
    world: World, database_url: str
) -> None:
    async with teams_stage(world, database_url) as stage:
        await until(stage, MONDAY)
        stage.platform.keys.roll_over("key-2", keep=False)
        await stage.types("liisa", "1: 45 7")
        assert "saved-some" in stage.seen("liisa")
        before = stage.platform.count("token")
        world.clock.at += TOKEN_LIVES
        await stage.types("liisa", "2: 20 7")
        assert "saved-all" in stage.seen("liisa")
        assert stage.platform.count("token") == before + 1
        assert not [each for each in stage.platform.calls if each.error == "Unauthorized"]


async def test_what_moves_is_found_at_its_newest_address(world: World, database_url: str) -> None:
    async with teams_stage(world, database_url) as stage:
        await until(stage, MONDAY)
        stage.tenant.region = "amer"
        await stage.types("liisa", "1: 45 7")
        assert "saved-some" in stage.seen("liisa")
        bases = {each.base for each in stage.platform.calls[-2:]}
        assert bases == {f"/amer/{stage.tenant.id}"}


async def test_what_may_have_arrived_is_not_sent_again_and_what_cannot_have_is(
    world: World, database_url: str
) -> None:
    async with teams_stage(world, database_url) as stage:
        stage.platform.trouble("post", Fault.GATEWAY_AFTER)
        stage.platform.trouble("post", WrongError(412, "PreconditionFailed"))
        stage.platform.trouble("create", Fault.GATEWAY_BEFORE)
        await until(stage, MONDAY)
        for minutes in (1, 5, 10):
            await until(stage, MONDAY + timedelta(minutes=minutes))
        known = await fates(stage, PostKind.PROMPT)
        assert sorted({fate for fate, _ in known.values()}) == [
            LedgerFate.SENT,
            LedgerFate.UNCERTAIN,
        ]
        assert sum(fate is LedgerFate.UNCERTAIN for fate, _ in known.values()) == 1
        for who in known:
            assert summaries(stage, who) == ["prompt-summary"], who


async def test_two_copies_of_a_form_at_once_are_stored_once(
    world: World, database_url: str
) -> None:
    async with teams_stage(world, database_url) as stage:
        await until(stage, MONDAY)
        await stage.presses("liisa", "button-answer")
        player = stage.player("liisa")
        form, window = player.shown, player.window
        assert form is not None
        window.fills(form, {"value:o1": "45", "confidence:o1": "7"})
        button = sender(form)
        assert button is not None
        sent = window.activities.executed(button, form.data(button), window.chat, form.message)
        copies = [sent, *(anew(stage.platform, sent) for _ in range(5))]
        answers = await asyncio.gather(*(window.wire.deliver(each) for each in copies))
        assert len({(each.status, repr(each.body)) for each in answers}) == 1
        assert max(each.seconds for each in answers) < AMPLE
        assert await world.values_of("o1") == ["45 7"]
        await world.postman.drain()
        assert len(await stage.heard("liisa")) == 1


async def test_where_others_talk_the_answer_comes_where_it_was_asked(
    world: World, database_url: str
) -> None:
    async with teams_stage(world, database_url) as stage:
        window = stage.player("liisa").window
        channel = stage.tenant.teams[0].channel("owls")
        group = stage.tenant.add_group("Trio", list(stage.tenant.users))
        group.has_app = True
        for place, thread in ((channel, "1762000000000"), (group, "")):
            window.goes_to(place)
            await window.types("/okr status owls", thread=thread)
            (answer,) = window.messages()
            assert answer.thread == thread
            shown = window.screen(answer)
            assert shown is not None
            assert "status-title" in list(view_keys(shown))
            await window.says("status owls, as we said")
            assert len(window.messages()) == 1
        assert window.accidents == []
        window.goes_to(None)
        assert window.messages() == []
