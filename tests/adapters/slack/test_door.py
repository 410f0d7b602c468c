"""What a person does in Slack reaches the engine once, and the answer is seen where it was done."""

from __future__ import annotations

import asyncio
import gc
import json
from dataclasses import replace

import pytest

from adapters.slack import limits
from adapters.slack.envelope import read_place
from dialogs.chats import Workspace
from dialogs.events import Answered, Commanded, Event, Pressed, Said, Turned
from dialogs.okr.measure import Change
from dialogs.okr.model import KeyResult, KeyResultId, ObjectiveId, PersonId
from dialogs.ports import StoreUnavailableError
from dialogs.views import Action
from tests.adapters.slack.doorstep import Doorstep, Gate, inputs
from tests.adapters.slack.loopback import Json, no, throttled
from tests.conversations.company import ORGANISATION, company
from tests.patience import AMPLE

CHECK_IN = Action("check_in", "form")


async def history(door: Doorstep, name: str) -> list[float | None]:
    found = await door.database.read(ORGANISATION, lambda work: work.history(KeyResultId(name)))
    return [each.value for each in found]


async def opened_form(door: Doorstep) -> Json:
    await door.command("checkin")
    (call,) = door.slack.of("views.open")
    view: Json = call.args["view"]
    return view


def answers(modal: Json) -> dict[str, str]:
    found = {}
    for name in inputs(modal):
        block = next(each for each in modal["blocks"] if each.get("block_id") == name)
        element = block["element"]
        if element["type"] in {"static_select", "radio_buttons"} and not block.get("optional"):
            found[name] = (
                element["options"][5]["value"]
                if len(element["options"]) > 5
                else (element["options"][0]["value"])
            )
        elif element["type"] == "number_input":
            found[name] = "12"
    return found


async def test_a_command_opens_the_form_within_its_own_request(door: Doorstep) -> None:
    answer = await door.command("checkin")
    assert (answer.status, answer.text) == (200, "")
    (call,) = door.slack.of("views.open")
    assert call.args["trigger_id"]
    assert inputs(call.args["view"])
    (event,) = door.events
    assert isinstance(event, Commanded)
    assert event.origin.person == "liisa"
    assert event.origin.delivery == f"slack:T1:command:{call.args['trigger_id']}"


async def test_answering_leaves_no_cycles_behind(door: Doorstep) -> None:
    """On this it rests that the server looks for cycles so seldom (`bot.application.GROWTH`)."""

    async def whole_answer() -> None:
        door.slack.calls.clear()
        modal = await opened_form(door)
        sent = await door.interaction(door.submission(modal, answers(modal)))
        assert sent.body["response_action"] == "update"

    await whole_answer()
    gc.collect()
    gc.disable()
    try:
        for _ in range(10):
            await whole_answer()
        assert gc.collect() < 10, "less than one object for an answer"
    finally:
        gc.enable()


async def test_a_command_that_shows_something_is_answered_to_that_person_alone(
    door: Doorstep,
) -> None:
    answer = await door.command("status owls")
    assert answer.body["response_type"] == "ephemeral"
    assert answer.body["blocks"]
    assert "Result o1" in answer.body["text"]
    assert door.slack.calls == door.slack.of("auth.test")


async def test_a_form_that_is_sent_is_saved_and_thanked_for_in_its_place(door: Doorstep) -> None:
    modal = await opened_form(door)
    answer = await door.interaction(door.submission(modal, answers(modal)))
    assert answer.status == 200
    assert answer.body["response_action"] == "update"
    assert answer.body["view"]["type"] == "modal"
    assert "submit" not in answer.body["view"]
    assert await history(door, "o1") == [12]


async def test_errors_stand_at_their_fields_and_the_form_stays_as_it_is(door: Doorstep) -> None:
    modal = await opened_form(door)
    filled = answers(modal)
    number = next(name for name, value in filled.items() if value == "12")
    answer = await door.interaction(door.submission(modal, {**filled, number: "many"}))
    assert answer.body["response_action"] == "errors"
    assert list(answer.body["errors"]) == [number]
    assert await history(door, "o1") == []


async def test_the_same_form_delivered_twice_is_saved_once_and_answered_alike(
    door: Doorstep,
) -> None:
    modal = await opened_form(door)
    sent = door.submission(modal, answers(modal))
    first = await door.interaction(sent)
    second = await door.interaction(sent)
    assert first == second
    assert await history(door, "o1") == [12]


async def test_the_same_bytes_replayed_within_the_window_do_nothing_more(door: Doorstep) -> None:
    modal = await opened_form(door)
    sent = door.submission(modal, answers(modal))
    together = await asyncio.gather(*(door.interaction(sent) for _ in range(5)))
    assert all(each == together[0] for each in together)
    assert await history(door, "o1") == [12]


async def test_a_corrected_form_is_another_delivery(door: Doorstep) -> None:
    modal = await opened_form(door)
    filled = answers(modal)
    number = next(name for name, value in filled.items() if value == "12")
    wrong = await door.interaction(door.submission(modal, {**filled, number: "many"}))
    assert wrong.body["response_action"] == "errors"
    right = await door.interaction(door.submission(modal, filled))
    assert right.body["response_action"] == "update"
    keys = {event.origin.delivery for event in door.events if isinstance(event, Answered)}
    assert len(keys) == 2


async def test_a_used_trigger_of_a_repeated_command_is_passed_over_in_silence(
    door: Doorstep,
) -> None:
    fields = {"trigger_id": "7.7.seven"}
    await door.command("checkin", **fields)
    door.slack.next("views.open", no("exchanged_trigger_id"))
    answer = await door.command("checkin", **fields)
    assert (answer.status, answer.text) == (200, "")
    assert door.slack.of("response_url") == []


@pytest.mark.parametrize("code", ["expired_trigger_id", "trigger_expired"])
async def test_a_trigger_that_has_ended_is_told_with_what_to_do(door: Doorstep, code: str) -> None:
    door.slack.next("views.open", no(code))
    answer = await door.command("checkin")
    assert answer.status == 200
    (told,) = door.slack.of("response_url")
    assert told.args["response_type"] == "ephemeral"
    assert "Yritä uudelleen" in told.args["text"]


async def test_the_shortcut_opens_the_form(door: Doorstep) -> None:
    shortcut = {**door.interactive("shortcut"), "callback_id": "check_in", "action_ts": "1.1"}
    assert (await door.interaction(shortcut)).status == 200
    assert len(door.slack.of("views.open")) == 1


async def test_a_button_of_a_message_is_answered_beside_it(door: Doorstep) -> None:
    answer = await door.interaction(door.press(Action("status", "show", (("unit", "owls"),))))
    assert (answer.status, answer.text) == (200, "")
    (told,) = door.slack.of("response_url")
    assert told.args["replace_original"] is False
    assert "Result o1" in told.args["text"]


async def test_a_button_of_home_opens_a_modal_and_brings_home_up_to_date(door: Doorstep) -> None:
    await door.interaction(door.press(Action("status", "show"), "home"))
    await door.settled()
    assert len(door.slack.of("views.open")) == 1
    assert [call.args["user_id"] for call in door.slack.of("views.publish")] == ["U1LIISA"]


async def test_a_button_of_a_modal_lays_another_one_on_it_while_there_is_room(
    door: Doorstep,
) -> None:
    press = door.press(Action("status", "show"), "modal")
    await door.interaction(press)
    assert len(door.slack.of("views.push")) == 1
    press = door.press(CHECK_IN, "modal")
    press["view"] |= {"id": "V3", "previous_view_id": "V2"}
    await door.interaction(press)
    (update,) = door.slack.of("views.update")
    assert update.args["view_id"] == "V3"


async def test_links_and_fields_that_are_pressed_need_no_answer(door: Doorstep) -> None:
    press = door.press_value("")
    press["actions"][0] = {"type": "static_select", "action_id": "v", "block_id": "b"}
    assert (await door.interaction(press)).status == 200
    assert door.events == []


async def test_a_line_is_answered_by_a_message_that_lies_in_the_outbox(door: Doorstep) -> None:
    answer = await door.tell(door.line("help"))
    assert (answer.status, answer.text) == (200, "")
    (event,) = door.events
    assert isinstance(event, Said)
    assert not event.origin.waits
    assert door.slack.of("chat.postMessage") == []
    backlog = await door.database.outbox.backlog(door.clock.at)
    assert backlog.oldest is not None


async def test_somebody_who_is_mentioned_is_read_by_name(door: Doorstep) -> None:
    await door.tell(door.line("away tomorrow <@U1MATTI>"))
    (event,) = door.events
    assert isinstance(event, Said)
    assert event.text == "away tomorrow Matti"


async def test_an_event_delivered_again_is_not_done_again(door: Doorstep) -> None:
    envelope = door.envelope(door.line("o1 12 7"), event_id="Ev1")
    for _ in range(3):
        raw = json.dumps(envelope).encode()
        assert (await door.post(raw, "application/json")).status == 200
    assert {event.origin.delivery for event in door.events} == {"slack:T1:event:Ev1"}


@pytest.mark.parametrize(
    "given",
    [
        {"bot_id": "B1", "user": "UBOT"},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted", "hidden": True},
        {"subtype": "file_share", "text": ""},
        {"text": "   "},
        {"channel_type": "channel"},
    ],
)
async def test_what_is_no_line_of_a_person_is_passed_over(door: Doorstep, given: Json) -> None:
    assert (await door.tell(door.line("help") | given)).status == 200
    assert door.events == []


async def test_home_is_drawn_when_it_is_opened(door: Doorstep) -> None:
    opened = {"type": "app_home_opened", "user": "U1LIISA", "channel": "D1", "tab": "home"}
    opened["view"] = {"id": "V9", "hash": "9.h", "type": "home"}  # type: ignore[assignment]
    assert (await door.tell(opened)).status == 200
    (published,) = door.slack.of("views.publish")
    assert published.args["hash"] == "9.h"
    assert published.args["view"]["type"] == "home"
    assert published.args["view"]["blocks"]


async def test_home_is_drawn_anew_where_a_newer_one_stands_there(door: Doorstep) -> None:
    door.slack.next("views.publish", no("hash_conflict"))
    opened = {"type": "app_home_opened", "user": "U1LIISA", "channel": "D1", "tab": "home"}
    opened["view"] = {"id": "V9", "hash": "9.h", "type": "home"}  # type: ignore[assignment]
    assert (await door.tell(opened)).status == 200
    await door.settled()
    first, second = door.slack.of("views.publish")
    assert first.args["hash"] == "9.h"
    assert "hash" not in second.args


async def test_home_behind_a_form_shows_what_was_answered(door: Doorstep) -> None:
    await door.tell({"type": "app_home_opened", "user": "U1LIISA", "channel": "D1", "tab": "home"})
    modal = await opened_form(door)
    await door.interaction(door.submission(modal, answers(modal)))
    await door.settled()
    assert len(door.slack.of("views.publish")) == 2


async def test_the_messages_tab_is_not_home(door: Doorstep) -> None:
    opened = {"type": "app_home_opened", "user": "U1LIISA", "channel": "D1", "tab": "messages"}
    assert (await door.tell(opened)).status == 200
    assert door.slack.of("views.publish") == []


@pytest.mark.parametrize("kind", ["reaction_added", "app_mention", "something_new"])
async def test_events_that_nobody_listens_to_are_taken(door: Doorstep, kind: str) -> None:
    assert (await door.tell({"type": kind, "user": "U1LIISA"})).status == 200


@pytest.mark.parametrize(
    "kind",
    ["message_action", "view_closed", "block_suggestion", "interactive_message", "dialog"],
)
async def test_interactions_that_nobody_listens_to_are_taken(door: Doorstep, kind: str) -> None:
    payload = door.interactive(kind) | {
        "callback_id": "x",
        "view": {"callback_id": "x"},
        "action_id": "x",
        "actions": [{"action_id": "x", "value": "x"}],
    }
    assert (await door.interaction(payload)).status == 200
    assert door.events == []
    counted = door.parts.door.counters.requests["other", "ignored"]
    assert counted == (kind != "message_action")  # that is a shortcut, only none of ours


async def test_slack_asks_for_the_address_and_gets_its_challenge_back(door: Doorstep) -> None:
    raw = b'{"type":"url_verification","token":"legacy","challenge":"c-1"}'
    answer = await door.post(raw, "application/json")
    assert answer.body == {"challenge": "c-1"}


async def test_slack_checks_the_certificate(door: Doorstep) -> None:
    answer = await door.post(b"ssl_check=1&token=legacy")
    assert (answer.status, answer.text) == (200, "")


async def test_a_command_about_a_payload_is_not_taken_for_an_empty_one(door: Doorstep) -> None:
    answer = await door.command("status payload=1")
    assert answer.body["response_type"] == "ephemeral"
    (event,) = door.events
    assert isinstance(event, Commanded)
    assert event.text == "status payload=1"


class TestOthers:
    """Workspaces, people and values that are none of ours."""

    async def test_a_workspace_that_is_not_connected_hears_the_operators_command(
        self, door: Doorstep
    ) -> None:
        await door.database.chats.install(Workspace("slack", "T2"), door.clock.at)
        answer = await door.command("status", team_id="T2")
        assert "rytmi slack connect T2 --org ID" in answer.body["text"]
        assert door.events == []

    async def test_a_workspace_without_rytmi_hears_so(self, door: Doorstep) -> None:
        answer = await door.command("status", team_id="T404")
        assert "not installed" in answer.body["text"]
        assert door.events == []

    async def test_a_stranger_hears_what_to_do_with_their_id(self, door: Doorstep) -> None:
        answer = await door.command("status", user_id="U404")
        assert "rytmi slack pair PERSON U404" in answer.body["text"]
        assert door.events == []

    async def test_somebody_whom_slack_cannot_name_just_now_is_no_stranger(
        self, door: Doorstep
    ) -> None:
        door.slack.next("users.info", throttled(30))
        answer = await door.command("status", user_id="UNEW")
        assert "not answer" in answer.body["text"]

    async def test_a_stranger_who_writes_hears_it_once(self, door: Doorstep) -> None:
        for _ in range(2):
            told = await door.tell(door.line("hello", user="U404"), event_id="Ev9")
            assert told.status == 200
        (call,) = door.slack.of("chat.postMessage")
        assert call.args["channel"] == "D1"
        assert "U404" in call.args["text"]

    async def test_a_button_of_another_workspace_is_refused_and_noted(
        self, door: Doorstep, caplog: pytest.LogCaptureFixture
    ) -> None:
        value = door.press(CHECK_IN)["actions"][0]["value"].replace('"T1"', '"T2"')
        answer = await door.interaction(door.press_value(value))
        assert answer.status == 200
        (told,) = door.slack.of("response_url")
        assert "toisesta työtilasta" in told.args["text"]
        assert "a value of workspace T2 came from T1" in caplog.text
        assert "U1LIISA" in caplog.text
        assert door.events == []

    async def test_a_form_of_another_workspace_is_refused_and_keeps_what_was_typed(
        self, door: Doorstep, caplog: pytest.LogCaptureFixture
    ) -> None:
        modal = await opened_form(door)
        foreign = modal["private_metadata"].replace('"T1"', '"T2"')
        sent = door.submission({**modal, "private_metadata": foreign}, answers(modal))
        answer = await door.interaction(sent)
        assert answer.body["response_action"] == "errors"
        assert list(answer.body["errors"]) == inputs(modal)[:1]
        assert "came from T1" in caplog.text
        assert await history(door, "o1") == []

    async def test_another_persons_form_does_nothing(self, door: Doorstep) -> None:
        modal = await opened_form(door)
        sent = door.submission(modal, answers(modal))
        sent["user"] |= {"id": "U1CHIEF"}
        answer = await door.interaction(sent)
        assert "submit" not in answer.body["view"]
        assert await history(door, "o1") == []

    async def test_a_line_that_is_too_long_is_refused_with_a_sentence(self, door: Doorstep) -> None:
        answer = await door.command("status " + "x" * 4_000)
        assert "3" in answer.body["text"]
        assert "merkkiä" in answer.body["text"]
        assert door.events == []

    @pytest.mark.parametrize("value", ["", "no json", "[]", '{"w":"T1"}', "[" * 20_000])
    async def test_a_value_that_is_none_of_ours_is_refused(
        self, door: Doorstep, value: str
    ) -> None:
        assert (await door.interaction(door.press_value(value))).status == 200
        assert door.events == []

    async def test_signs_that_cannot_be_stored_are_taken_out(self, door: Doorstep) -> None:
        modal = await opened_form(door)
        filled = answers(modal)
        text = next(
            each["block_id"]
            for each in modal["blocks"]
            if each["type"] == "input" and each["element"]["type"] == "plain_text_input"
        )
        sent = door.submission(modal, {**filled, text: "a\x00b\ud800c 🙂"})
        answer = await door.interaction(sent)
        assert answer.body["response_action"] == "update"
        event = door.events[-1]
        assert isinstance(event, Answered)
        assert event.values[text] == "abc 🙂"


def held_up(door: Doorstep) -> Gate:
    """Let what comes wait at a gate, and Slack be answered after a moment."""
    gate = Gate()
    door.ahead.append(gate)
    door.parts.desk.patience = 0.05
    return gate


class TestSlowness:
    """Slack waits three seconds, and nothing may be lost in them."""

    async def test_a_slow_command_is_acknowledged_and_answered_later(self, door: Doorstep) -> None:
        gate = held_up(door)
        answer = await door.command("status owls")
        assert answer.status == 200
        assert answer.body["response_type"] == "ephemeral"
        assert door.slack.of("response_url") == []
        gate.opened.set()
        await door.settled()
        (told,) = door.slack.of("response_url")
        assert "Result o1" in told.args["text"]

    async def test_a_slow_form_stays_open_and_its_answer_is_found_when_it_is_sent_again(
        self, door: Doorstep
    ) -> None:
        modal = await opened_form(door)
        gate = held_up(door)
        sent = door.submission(modal, answers(modal))
        answer = await door.interaction(sent)
        assert answer.body["response_action"] == "errors"
        gate.opened.set()
        await door.settled()
        door.parts.desk.patience = AMPLE
        (update,) = door.slack.of("views.update")
        assert update.args["view_id"] == "V1"
        again = await door.interaction(sent)
        assert again.body["response_action"] == "update"
        assert again.body["view"]["blocks"] == update.args["view"]["blocks"]
        assert await history(door, "o1") == [12]

    async def test_a_form_that_cannot_be_opened_in_time_is_told(self, door: Doorstep) -> None:
        gate = held_up(door)
        await door.command("checkin")
        gate.opened.set()
        await door.settled()
        assert door.slack.of("views.open") == []
        (told,) = door.slack.of("response_url")
        assert "Lomake" in told.args["text"]

    async def test_a_slow_line_is_delivered_again_and_done_once(self, door: Doorstep) -> None:
        gate = held_up(door)
        first = await door.tell(door.line("o1 12 7"), event_id="Ev7")
        assert first.status == 503
        gate.opened.set()
        await door.settled()
        door.parts.desk.patience = AMPLE
        second = await door.tell(door.line("o1 12 7"), event_id="Ev7")
        assert second.status == 200
        assert len({event.origin.delivery for event in door.events}) == 1

    async def test_a_press_that_is_slow_in_a_message_is_told_at_once_and_answered_later(
        self, door: Doorstep
    ) -> None:
        gate = held_up(door)
        answer = await door.interaction(door.press(Action("status", "show")))
        assert answer.status == 200
        gate.opened.set()
        await door.settled()
        assert len(door.slack.of("response_url")) == 2

    async def test_what_is_under_way_is_brought_to_an_end_when_the_service_ends(
        self, door: Doorstep
    ) -> None:
        modal = await opened_form(door)
        gate = held_up(door)
        await door.interaction(door.submission(modal, answers(modal)))
        ending = asyncio.create_task(door.parts.stop())
        await asyncio.sleep(0)
        gate.opened.set()
        await ending
        assert await history(door, "o1") == [12]


class TestTrouble:
    """The store, Slack or Rytmi itself fails."""

    @staticmethod
    async def unavailable(event: Event) -> None:
        raise StoreUnavailableError("gone fishing")

    @staticmethod
    async def slips(event: Event) -> None:
        raise KeyError(event.origin.delivery)

    async def test_a_command_hears_that_the_database_is_out_of_reach(self, door: Doorstep) -> None:
        await door.command("status")
        door.ahead.append(self.unavailable)
        answer = await door.command("status")
        assert answer.status == 200
        assert "tietokantaansa" in answer.body["text"]

    async def test_a_form_keeps_what_was_typed_while_the_database_is_out_of_reach(
        self, door: Doorstep
    ) -> None:
        modal = await opened_form(door)
        door.ahead.append(self.unavailable)
        sent = door.submission(modal, answers(modal))
        answer = await door.interaction(sent)
        assert list(answer.body["errors"]) == inputs(modal)[:1]
        door.ahead.clear()
        again = await door.interaction(sent)
        assert again.body["response_action"] == "update"
        assert await history(door, "o1") == [12]

    async def test_an_event_is_delivered_again_while_the_database_is_out_of_reach(
        self, door: Doorstep
    ) -> None:
        door.ahead.append(self.unavailable)
        assert (await door.tell(door.line("help"))).status == 503

    async def test_a_slip_of_ours_is_a_sentence_and_quotes_nobody_in_the_log(
        self, door: Doorstep, caplog: pytest.LogCaptureFixture
    ) -> None:
        await door.command("status")
        door.ahead.append(self.slips)
        answer = await door.command("status", trigger_id="what.they.typed")
        assert answer.status == 200
        assert "vikaan" in answer.body["text"]
        assert "KeyError" in caplog.text
        assert "what.they.typed" not in caplog.text

    async def test_what_cannot_be_drawn_is_done_nevertheless_and_a_sentence_says_so(
        self, door: Doorstep, caplog: pytest.LogCaptureFixture
    ) -> None:
        modal = await opened_form(door)
        door.undrawable |= {"saved-all", "saved-some"}
        answer = await door.interaction(door.submission(modal, answers(modal)))
        assert list(answer.body["errors"]) == inputs(modal)[:1]
        assert "/okr status" in next(iter(answer.body["errors"].values()))
        assert await history(door, "o1") == [12]
        assert "LookupError" in caplog.text

    async def test_a_form_that_slack_refuses_is_told(self, door: Doorstep) -> None:
        door.slack.next("views.open", no("invalid_arguments"))
        answer = await door.command("checkin")
        assert answer.status == 200
        assert len(door.slack.of("response_url")) == 1


async def test_a_long_form_comes_in_pages(door: Doorstep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PAGE_BLOCKS", 8)
    modal = await opened_form(door)
    place = read_place("T1", modal["private_metadata"])
    assert (place.page, place.pages > 1) == (0, True)
    sent = door.submission(modal, answers(modal))
    answer = await door.interaction(sent)
    assert any(isinstance(event, Turned) for event in door.events)
    assert answer.body["response_action"] == "update"
    second = answer.body["view"]
    assert read_place("T1", second["private_metadata"]).page == 1
    assert not set(inputs(second)) & set(inputs(modal))
    while read_place("T1", second["private_metadata"]).page < place.pages - 1:
        answer = await door.interaction(door.submission(second, answers(second), hash="n.h"))
        second = answer.body["view"]
    answer = await door.interaction(door.submission(second, answers(second), hash="l.h"))
    assert [type(event) for event in door.events][-1] is Answered
    assert answer.body["response_action"] == "update"
    assert await history(door, "o1") == [12]


async def test_a_press_of_a_message_reaches_the_engine_with_its_arguments(door: Doorstep) -> None:
    await door.interaction(door.press(Action("status", "show", (("unit", "owls"),))))
    (event,) = door.events
    assert isinstance(event, Pressed)
    assert event.action.args == (("unit", "owls"),)


async def test_a_page_is_not_passed_over_where_a_key_result_goes_away_meanwhile(
    door: Doorstep, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The groups after it move up by one: the next page by number would leave one out."""
    monkeypatch.setattr(limits, "PAGE_BLOCKS", 10)
    more = tuple(
        KeyResult(KeyResultId(f"o{number}"), ObjectiveId("o-owls"), f"More {number}", Change(0, 9))
        for number in (4, 5)
    )
    whole = company()
    whole = replace(whole, key_results=(*whole.key_results, *more))
    await door.database.save_structure(whole)
    first = await opened_form(door)
    assert read_place("T1", first["private_metadata"]).pages == 4
    second = (await door.interaction(door.submission(first, {}))).body["view"]  # left empty
    gone = tuple(
        replace(each, owner=PersonId("matti")) if each.id == "o1" else each
        for each in whole.key_results
    )
    await door.database.save_structure(replace(whole, key_results=gone))
    shown = [second]
    for number in range(4):
        sent = door.submission(shown[-1], answers(shown[-1]), hash=f"{number}.h")
        answer = await door.interaction(sent)
        if answer.body["view"]["callback_id"] != "form":
            break
        shown.append(answer.body["view"])
    for name in ("o2", "o4", "o5"):
        assert await history(door, name) == [12], name
