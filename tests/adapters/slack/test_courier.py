"""Messages to Slack: posted, replaced and looked up, and what each refusal comes to."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from adapters.slack import codes
from adapters.slack.door import NAME
from adapters.slack.drawing.render import Renderer
from adapters.slack.sending.courier import FILE_WAITS, PLAIN_FOR, SlackCourier
from dialogs.okr.model import ChannelId
from dialogs.ports import Absent, Delivered, Held, Later, Refused, Repeat, Unknown
from dialogs.posts import Cause, Parcel, Post, PostKind, ToChannel
from dialogs.text import Verbatim
from dialogs.views import Chart, Heading, Series, View
from dialogs.words.draw import draw
from storage.database import Database
from storage.errors import DatabaseUnavailableError
from tests.adapters.slack.ground import BOT, Ground, ground, parcel, stamp
from tests.adapters.slack.loopback import (
    Broken,
    Loopback,
    Lost,
    Message,
    Say,
    Scripted,
    Slow,
    no,
    throttled,
)
from tests.storage.support import NAAPURI, NOW, post

KEY = "ask:north:2026-W47:anna"
ROOM = "C0BOARD"


@pytest_asyncio.fixture
async def here(slack: Loopback, sqlite: Database) -> AsyncIterator[Ground]:
    """A replica with one workspace that speaks for the organisation."""
    slack.now = stamp(NOW)
    async with ground(slack, sqlite) as made:
        await made.installed()
        yield made


def to_room(**given: Any) -> Parcel:  # noqa: ANN401 - any part of a parcel
    """A roll-up to the board's channel."""
    what = post("digest:board", to=ToChannel(ChannelId("board-room")), kind=PostKind.DIGEST)
    return parcel(what, **{"address": ROOM, **given})


def with_chart() -> Post:
    """A message with a picture of the weeks."""
    written = (Verbatim("1"), Verbatim("2"))
    lines = (Series(Verbatim("Progress"), (0.1, 0.2), written, 0.0, 1.0),)
    chart = Chart(Verbatim("Weeks"), Verbatim("It rises"), (Verbatim("46"), Verbatim("47")), lines)
    view = View(Verbatim("Roll-up"), (Heading(Verbatim("Roll-up")), chart))
    made = post("digest:board", to=ToChannel(ChannelId("board-room")), kind=PostKind.DIGEST)
    return Post(made.key, made.kind, made.recipient, made.reader, view, made.at)


# --- sending --------------------------------------------------------------------------------------


async def test_a_message_goes_to_the_user_and_is_named_by_its_conversation(here: Ground) -> None:
    fate = await here.courier.deliver(parcel())
    [message] = here.slack.messages
    assert fate == Delivered(f"D1/{message.ts}")
    [call] = here.slack.of("chat.postMessage")
    assert call.token == BOT
    assert call.args["channel"] == "U1"
    assert call.args["metadata"] == {"event_type": "rytmi_message", "event_payload": {"key": KEY}}
    assert "hello" in call.args["text"]
    assert call.args["blocks"]


async def test_nothing_that_people_wrote_can_ping_or_show_a_preview(here: Ground) -> None:
    await here.courier.deliver(parcel())
    [call] = here.slack.of("chat.postMessage")
    assert call.args["parse"] == "none"
    assert call.args["link_names"] is False
    assert call.args["unfurl_links"] is False
    assert call.args["unfurl_media"] is False


async def test_the_key_is_all_that_the_metadata_tell(here: Ground) -> None:
    await here.courier.deliver(parcel(post(KEY, "a secret plan")))
    [call] = here.slack.of("chat.postMessage")
    assert "secret" not in str(call.args["metadata"])


async def test_the_courier_asks_slack_before_it_repeats_and_keeps_a_pace(here: Ground) -> None:
    assert here.courier.repeat is Repeat.LOOK_UP
    pace = here.courier.pace
    assert pace is not None
    assert 200 <= pace.per_second * 60 <= 400, "several hundred messages per minute"


async def test_a_parcel_held_up_for_too_long_does_not_leave(here: Ground) -> None:
    fate = await here.courier.deliver(parcel(good_until=0.0))
    assert isinstance(fate, Later)
    assert here.slack.of("chat.postMessage") == []


# --- in another one's place -----------------------------------------------------------------------


async def test_a_receipt_takes_the_prompts_place(here: Ground) -> None:
    first = await here.courier.deliver(parcel())
    assert isinstance(first, Delivered)
    receipt = parcel(post("receipt", "thanks"), replaces_reference=first.reference)
    assert await here.courier.deliver(receipt) == first
    [message] = here.slack.messages
    assert "thanks" in message.text
    assert message.metadata == {"event_type": "rytmi_message", "event_payload": {"key": "receipt"}}
    [call] = here.slack.of("chat.update")
    assert call.args["channel"] == "D1", "an update wants the conversation and not the user"


@pytest.mark.parametrize("code", sorted(codes.UNCHANGEABLE))
async def test_what_cannot_be_replaced_is_posted_anew(here: Ground, code: str) -> None:
    here.slack.next("chat.update", no(code))
    fate = await here.courier.deliver(parcel(replaces_reference="D1/1.000"))
    [message] = here.slack.messages
    assert fate == Delivered(f"D1/{message.ts}")


async def test_another_doors_message_is_not_replaced_here(here: Ground) -> None:
    fate = await here.courier.deliver(parcel(replaces_reference="web-17"))
    assert isinstance(fate, Delivered)
    assert here.slack.of("chat.update") == []


async def test_a_doubtful_replacement_is_looked_for_before_it_is_posted_anew(here: Ground) -> None:
    gone = parcel(replaces_reference="D1/1.000")
    here.slack.next("chat.postMessage", Lost())
    assert isinstance(await here.courier.deliver(gone), Unknown)
    again = parcel(replaces_reference="D1/1.000", doubtful=True, attempt=2)
    [message] = here.slack.messages
    assert await here.courier.deliver(again) == Delivered(f"D1/{message.ts}")
    assert len(here.slack.messages) == 1


# --- what Slack says no with ----------------------------------------------------------------------

PEOPLE_GONE = ("cannot_dm_bot", "user_disabled", "user_not_found", "user_not_visible")
NEVER = (
    "messages_tab_disabled",
    "metadata_too_large",
    "missing_scope",
    "no_text",
    "restricted_action",
    "a_code_of_next_year",
)


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        *((code, Cause.NO_SUCH_PERSON) for code in PEOPLE_GONE),
        *((code, Cause.REFUSED) for code in NEVER),
        ("channel_not_found", Cause.CHANNEL_GONE),
        ("is_archived", Cause.CHANNEL_GONE),
        ("not_in_channel", Cause.NOT_INVITED),
        ("team_access_not_granted", Cause.NOT_INSTALLED),
    ],
)
async def test_a_refusal_for_good_tells_what_can_be_done(
    here: Ground, code: str, cause: Cause, caplog: pytest.LogCaptureFixture
) -> None:
    here.slack.next("chat.postMessage", no(code))
    fate = await here.courier.deliver(to_room())
    assert fate == Refused(f"Slack says {code}", cause)
    assert code in caplog.text, "the operator finds the platform's own words in the log"


@pytest.mark.parametrize("code", ["channel_not_found", "is_archived", "is_inactive"])
async def test_a_direct_conversation_that_is_not_there_means_the_person(
    here: Ground, code: str
) -> None:
    here.slack.next("chat.postMessage", no(code))
    fate = await here.courier.deliver(parcel())
    assert isinstance(fate, Refused)
    assert fate.cause is Cause.NO_SUCH_PERSON


async def test_a_missing_scope_is_named(here: Ground) -> None:
    here.slack.next("chat.postMessage", no("missing_scope", needed="chat:write"))
    fate = await here.courier.deliver(parcel())
    assert fate == Refused("Slack says missing_scope: chat:write", Cause.REFUSED)


@pytest.mark.parametrize(
    ("code", "held"),
    [
        ("message_limit_exceeded", Held.LANE),
        ("service_unavailable", Held.LANE),
        ("team_added_to_org", Held.LANE),
        ("ekm_access_denied", Held.LANE),
        ("rate_limited", Held.PARCEL),
        ("request_timeout", Held.PARCEL),
    ],
)
async def test_what_passes_is_tried_again(here: Ground, code: str, held: Held) -> None:
    here.slack.next("chat.postMessage", no(code))
    assert await here.courier.deliver(parcel()) == Later(0, f"Slack says {code}", held)
    assert isinstance(await here.courier.deliver(parcel()), Delivered)


@pytest.mark.parametrize(
    "scripted",
    [
        no("internal_error"),
        no("fatal_error"),
        Say("<h1>Bad gateway</h1>", 502),
        Say("<h1>Gateway timeout</h1>", 504),
        Say("not what Slack says"),
        Broken(),
        Lost(),
    ],
    ids=repr,
)
async def test_where_it_may_have_arrived_nothing_is_claimed(
    here: Ground, scripted: Say | Broken | Lost
) -> None:
    here.slack.next("chat.postMessage", scripted)
    assert isinstance(await here.courier.deliver(parcel()), Unknown)


async def test_a_closed_counter_is_tried_again(here: Ground) -> None:
    here.slack.next("chat.postMessage", Say("<h1>Unavailable</h1>", 503, {"Retry-After": "7"}))
    assert await here.courier.deliver(parcel()) == Later(7, "Slack says http_503")


async def test_an_address_at_which_nobody_listens_costs_no_doubt(
    slack: Loopback, sqlite: Database
) -> None:
    async with ground(slack, sqlite) as first:
        await first.installed()
    async with ground(slack, sqlite, api_url="http://127.0.0.1:9/api/", keys=_keys(first)) as made:
        fate = await made.courier.deliver(parcel())
    assert isinstance(fate, Later)
    assert fate.held is Held.LANE


def _keys(made: Ground) -> tuple[str, ...]:
    return made.workspaces.credentials.token_keys


async def test_what_had_not_left_when_the_time_was_over_is_no_doubt(here: Ground) -> None:
    courier = SlackCourier(
        here.workspaces, Renderer(draw), here.door, budget=timedelta(), rest=here.rests
    )
    assert isinstance(await courier.deliver(parcel()), Later)
    assert here.slack.messages == []


async def test_what_had_left_when_the_time_was_over_may_have_arrived(here: Ground) -> None:
    first = await here.courier.deliver(parcel())
    assert isinstance(first, Delivered)
    here.slack.next("chat.postMessage", Slow())
    courier = SlackCourier(
        here.workspaces,
        Renderer(draw),
        here.door,
        budget=timedelta(seconds=1),
        rest=here.rests,
    )
    assert isinstance(await courier.deliver(parcel(post("other", "hello"))), Unknown)


async def test_a_database_that_is_away_costs_no_doubt(
    here: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*given: object) -> None:
        raise DatabaseUnavailableError("the database restarts")

    here.workspaces.forget("T1")
    monkeypatch.setattr(here.database.chats, "workspace", away)
    fate = await here.courier.deliver(parcel())
    assert isinstance(fate, Later)
    assert fate.held is Held.LANE


# --- patience -------------------------------------------------------------------------------------


async def test_the_workspace_rests_as_long_as_slack_asks_and_nothing_is_called(
    here: Ground,
) -> None:
    here.slack.next("chat.postMessage", throttled(30))
    fate = await here.courier.deliver(parcel())
    assert isinstance(fate, Later)
    assert (fate.seconds, fate.held) == (30, Held.LANE)
    here.clock.go(timedelta(seconds=10))
    again = await here.courier.deliver(parcel())
    assert isinstance(again, Later)
    assert (again.seconds, again.held) == (20, Held.LANE)
    assert len(here.slack.of("chat.postMessage")) == 1
    here.clock.go(timedelta(seconds=20))
    assert isinstance(await here.courier.deliver(parcel()), Delivered)


async def test_a_conversation_takes_one_message_a_second(here: Ground) -> None:
    await here.courier.deliver(parcel())
    here.clock.go(timedelta(milliseconds=400))
    await here.courier.deliver(parcel(post("other", "hello")))
    assert here.rests.seconds == [0.6]
    await here.courier.deliver(parcel(post("elsewhere", "hello"), address="U2"))
    here.clock.go(timedelta(seconds=1))
    await here.courier.deliver(parcel(post("later", "hello")))
    assert here.rests.seconds == [0.6]


async def test_a_conversation_that_had_enough_does_not_stop_the_others(here: Ground) -> None:
    await here.courier.deliver(parcel())
    here.clock.go(timedelta(seconds=1))
    here.slack.next("chat.postMessage", throttled(1))
    fate = await here.courier.deliver(parcel(post("other", "hello")))
    assert isinstance(fate, Later)
    assert (fate.seconds, fate.held) == (1, Held.PARCEL)
    elsewhere = parcel(post("elsewhere", "hello"), address="U2")
    assert isinstance(await here.courier.deliver(elsewhere), Delivered)


async def test_replacements_rest_alone_for_slack_counts_by_method(here: Ground) -> None:
    here.slack.next("chat.update", throttled(30))
    fate = await here.courier.deliver(parcel(replaces_reference="D1/1.000"))
    assert isinstance(fate, Later)
    assert (fate.seconds, fate.held) == (30, Held.PARCEL)
    assert isinstance(await here.courier.deliver(parcel()), Delivered)


async def test_another_workspace_does_not_wait_with_it(here: Ground) -> None:
    await here.installed("T2", token="xoxb-of-two")
    here.slack.next("chat.postMessage", throttled(30))
    assert isinstance(await here.courier.deliver(parcel()), Later)
    assert isinstance(await here.courier.deliver(parcel(workspace="T2")), Delivered)


# --- plainer, and never lost ----------------------------------------------------------------------


async def test_a_workspace_that_refuses_the_newest_blocks_gets_the_classic_ones_for_a_day(
    here: Ground,
) -> None:
    here.slack.next("chat.postMessage", no("invalid_blocks"))
    assert isinstance(await here.courier.deliver(parcel(with_chart())), Delivered)
    rich, classic = here.slack.of("chat.postMessage")
    assert _types(rich.args) != _types(classic.args)
    assert "data_visualization" in _types(rich.args)
    assert isinstance(await here.courier.deliver(parcel(with_chart())), Delivered)
    assert "data_visualization" not in _types(here.slack.of("chat.postMessage")[-1].args)
    here.clock.go(PLAIN_FOR)
    await here.courier.deliver(parcel(with_chart()))
    assert "data_visualization" in _types(here.slack.of("chat.postMessage")[-1].args)


async def test_a_message_that_no_blocks_can_hold_goes_as_text(here: Ground) -> None:
    refusal = no("invalid_blocks")
    here.slack.next("chat.postMessage", refusal, refusal)
    assert isinstance(await here.courier.deliver(parcel()), Delivered)
    [message] = here.slack.messages
    assert message.blocks is None
    assert "hello" in message.text
    await here.courier.deliver(parcel(post("other", "again")))
    assert here.slack.messages[-1].blocks, "the next one is not the worse for it"


async def test_a_replacement_goes_plainer_too(here: Ground) -> None:
    first = await here.courier.deliver(parcel())
    assert isinstance(first, Delivered)
    here.slack.next("chat.update", no("msg_too_long"), no("msg_too_long"))
    fate = await here.courier.deliver(
        parcel(post("receipt", "thanks"), replaces_reference=first.reference)
    )
    assert fate == first
    assert here.slack.messages[0].blocks is None


async def test_arguments_that_are_refused_for_the_blocks_are_about_the_blocks(
    here: Ground,
) -> None:
    words = {"messages": ["[ERROR] unsupported type: container [json-pointer:/blocks/0/type]"]}
    here.slack.next("chat.postMessage", no("invalid_arguments", response_metadata=words))
    assert isinstance(await here.courier.deliver(parcel()), Delivered)


async def test_arguments_that_are_refused_for_something_else_are_refused(here: Ground) -> None:
    words = {"messages": ["[ERROR] missing required field: channel"]}
    here.slack.next("chat.postMessage", no("invalid_arguments", response_metadata=words))
    assert isinstance(await here.courier.deliver(parcel()), Refused)


async def test_text_that_is_refused_is_refused(here: Ground) -> None:
    refusal = no("invalid_blocks")
    here.slack.next("chat.postMessage", refusal, refusal, refusal)
    assert await here.courier.deliver(parcel()) == Refused("Slack says invalid_blocks")


# --- pictures -------------------------------------------------------------------------------------


async def test_a_chart_is_uploaded_where_slack_does_not_draw_it(here: Ground) -> None:
    here.slack.next("chat.postMessage", no("invalid_blocks"))
    assert isinstance(await here.courier.deliver(parcel(with_chart())), Delivered)
    assert here.slack.uploads == [b"\x89PNG picture"]
    [place] = here.slack.of("files.getUploadURLExternal")
    assert place.args["length"] == "12"
    assert place.args["alt_txt"] == "It rises"
    [done] = here.slack.of("files.completeUploadExternal")
    assert "channel_id" not in done.args, "the message shows it; it is not a message of its own"
    assert "image" in _types(here.slack.of("chat.postMessage")[-1].args)


async def test_a_picture_that_fails_costs_the_picture_and_not_the_message(here: Ground) -> None:
    here.slack.next("chat.postMessage", no("invalid_blocks"))
    here.slack.next("upload", Say("", 500))
    assert isinstance(await here.courier.deliver(parcel(with_chart())), Delivered)
    [message] = here.slack.messages
    assert "image" not in _types({"blocks": message.blocks})
    assert "It rises" in str(message.blocks)


async def test_a_picture_that_slack_cannot_show_yet_is_left_out(here: Ground) -> None:
    refusal = no("invalid_blocks")
    here.slack.next("chat.postMessage", refusal, refusal)
    assert isinstance(await here.courier.deliver(parcel(with_chart())), Delivered)
    [message] = here.slack.messages
    assert message.blocks is not None
    assert "image" not in _types({"blocks": message.blocks})


async def test_a_picture_that_slack_still_looks_at_is_waited_for(here: Ground) -> None:
    words = {"messages": ["[ERROR] invalid slack file [json-pointer:/blocks/1/slack_file]"]}
    not_yet = no("invalid_blocks", response_metadata=words)
    here.slack.next("chat.postMessage", no("invalid_blocks"), not_yet)
    assert isinstance(await here.courier.deliver(parcel(with_chart())), Delivered)
    assert "image" in _types({"blocks": here.slack.messages[0].blocks})
    assert here.rests.seconds == [FILE_WAITS[0]]


async def test_a_picture_that_is_never_ready_is_left_out(here: Ground) -> None:
    words = {"messages": ["[ERROR] invalid slack file [json-pointer:/blocks/1/slack_file]"]}
    not_yet = no("invalid_blocks", response_metadata=words)
    here.slack.next("chat.postMessage", no("invalid_blocks"), *[not_yet] * 3)
    assert isinstance(await here.courier.deliver(parcel(with_chart())), Delivered)
    assert "image" not in _types({"blocks": here.slack.messages[0].blocks})
    assert here.rests.seconds == list(FILE_WAITS)


async def test_a_message_waits_with_its_picture_where_slack_asks_for_patience(
    here: Ground,
) -> None:
    here.slack.next("chat.postMessage", no("invalid_blocks"))
    here.slack.next("files.getUploadURLExternal", throttled(9))
    fate = await here.courier.deliver(parcel(with_chart()))
    assert isinstance(fate, Later)
    assert (fate.seconds, fate.held) == (9, Held.PARCEL)


# --- looking up -----------------------------------------------------------------------------------


async def test_a_lost_answer_is_looked_up_and_not_sent_twice(here: Ground) -> None:
    here.slack.next("chat.postMessage", Lost())
    assert isinstance(await here.courier.deliver(parcel()), Unknown)
    [message] = here.slack.messages
    assert await here.courier.find(parcel(doubtful=True)) == Delivered(f"D1/{message.ts}")


async def test_what_never_arrived_is_absent(here: Ground) -> None:
    await here.courier.deliver(parcel(post("something else", "hello")))
    assert await here.courier.find(parcel(doubtful=True)) == Absent()


async def test_one_looks_further_back_than_one_page(here: Ground) -> None:
    await here.courier.deliver(parcel())
    for number in range(250):
        await here.courier.deliver(parcel(post(f"other {number}", "hello")))
    assert await here.courier.find(parcel()) == Delivered(f"D1/{here.slack.messages[0].ts}")
    assert len(here.slack.of("conversations.history")) == 3


async def test_a_message_of_long_before_the_try_is_not_looked_at(here: Ground) -> None:
    here.slack.messages.append(_ours("D1", stamp(NOW - timedelta(days=1)), KEY))
    assert await here.courier.find(parcel()) == Absent()


async def test_where_rytmi_may_not_look_it_stays_uncertain(here: Ground) -> None:
    here.slack.next("conversations.history", no("missing_scope", needed="channels:history"))
    assert await here.courier.find(to_room()) == Unknown("Slack says missing_scope")


async def test_where_slack_shows_no_metadata_it_stays_uncertain(here: Ground) -> None:
    here.slack.messages.append(_ours("D1", stamp(NOW), None))
    assert isinstance(await here.courier.find(parcel()), Unknown)


async def test_a_channel_is_looked_into_under_its_own_id(here: Ground) -> None:
    fate = await here.courier.deliver(to_room())
    assert await here.courier.find(to_room()) == fate
    assert here.slack.of("conversations.open") == []


@pytest.mark.parametrize("method", ["conversations.open", "conversations.history"])
async def test_patience_is_kept_when_looking(here: Ground, method: str) -> None:
    here.slack.next(method, throttled(12))
    fate = await here.courier.find(parcel())
    assert isinstance(fate, Later)
    assert fate.seconds == 12


async def test_a_broken_line_when_looking_claims_nothing(here: Ground) -> None:
    here.slack.next("conversations.history", Broken())
    assert isinstance(await here.courier.find(parcel()), Later)


# --- for whom -------------------------------------------------------------------------------------


async def test_a_person_without_a_user_there_is_not_installed(here: Ground) -> None:
    fate = await here.courier.deliver(parcel(address=""))
    assert isinstance(fate, Refused)
    assert fate.cause is Cause.NOT_INSTALLED
    assert here.slack.calls == []


async def test_a_workspace_that_is_not_there_is_not_installed(here: Ground) -> None:
    fate = await here.courier.deliver(parcel(workspace="T9"))
    assert isinstance(fate, Refused)
    assert fate.cause is Cause.NOT_INSTALLED


async def test_no_organisation_posts_into_another_ones_workspace(here: Ground) -> None:
    fate = await here.courier.deliver(parcel(organisation=NAAPURI))
    assert isinstance(fate, Refused)
    assert fate.cause is Cause.NOT_INSTALLED
    assert here.slack.calls == []
    assert await here.courier.find(parcel(organisation=NAAPURI)) == Absent()


async def test_where_the_keys_are_missing_messages_wait_for_the_operator(
    here: Ground, caplog: pytest.LogCaptureFixture
) -> None:
    async with ground(here.slack, here.database, keys=()) as keyless:
        fate = await keyless.courier.deliver(parcel())
    assert isinstance(fate, Later)
    assert fate.held is Held.LANE
    assert "SLACK_TOKEN_KEYS" in caplog.text


async def test_nothing_secret_in_the_log_and_in_what_is_printed(
    here: Ground, caplog: pytest.LogCaptureFixture
) -> None:
    refusals: list[Scripted] = [
        no("a_code_of_next_year"),
        no("fatal_error"),
        no("invalid_blocks"),
        Broken(),
    ]
    with caplog.at_level(logging.DEBUG):
        for refusal in refusals:
            here.slack.next("chat.postMessage", refusal)
            await here.courier.deliver(parcel(post(KEY, "what-they-wrote")))
        await here.courier.find(parcel())
    assert BOT not in caplog.text
    assert "what-they-wrote" not in caplog.text
    assert BOT not in repr(here.workspaces.credentials)
    assert BOT not in repr(here.workspaces.vault)
    known = await here.workspaces.known("T1")
    assert BOT not in repr(known)
    assert known.workspace.door == NAME


def _types(args: dict[str, Any]) -> set[str]:
    return {str(block["type"]) for block in args.get("blocks") or ()}


def _ours(channel: str, at: float, key: str | None) -> Message:
    metadata = {"event_type": "rytmi_message", "event_payload": {"key": key}}
    return Message(channel, f"{at:.6f}", "hello", None, metadata if key else None)
