"""What people do at their Teams, and how they are answered: once, in time, never with an error."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from adapters.teams import limits
from adapters.teams.door import NAME
from adapters.teams.envelope import Place, write_action, write_place
from dialogs.events import Answered, Commanded, Event, Pressed, Said
from dialogs.ports import StoreUnavailableError
from dialogs.replies import Act, Close, Correct, Nothing, OpenForm, Show
from dialogs.session import SessionId
from dialogs.views import Action
from storage.database import Database
from tests.adapters.teams.doorstep import (
    STATUS,
    Doorstep,
    Hold,
    doorstep,
    good_values,
    open_form,
    sender,
    written,
)
from tests.conversations.company import ORGANISATION
from tests.patience import AMPLE
from tests.teams.faults import Fault, WrongError
from tests.teams.places import Message, User, guid
from tests.teams.screen import Screen
from tests.teams.window import Window

CHECK_IN = Action("check_in", "form")
MESSAGE = "application/vnd.microsoft.activity.message"
ERROR = "application/vnd.microsoft.error"


@pytest_asyncio.fixture
async def slow(county: Database) -> AsyncIterator[Doorstep]:
    """A door that waits for nothing."""
    async with doorstep(county, patience=0.0) as here:
        yield here


def last(window: Window) -> Message:
    return window.messages()[-1]


def kinds(door: Doorstep) -> list[type[Act]]:
    """Return what the engine has replied."""
    return [type(each.act) for each in door.replies]


async def opened(door: Doorstep, window: Window) -> Screen:
    """Open the check-in by a line."""
    await window.types("checkin")
    return open_form(window)


# --- lines ----------------------------------------------------------------------------------------


async def test_a_line_is_taken_and_its_answer_goes_out_by_the_outbox(door: Doorstep) -> None:
    liisa = door.window()
    await liisa.types("status")
    await liisa.types("/okr status owls")
    assert liisa.last is not None
    assert (liisa.last.status, liisa.last.body) == (200, {})
    said, commanded = door.events
    assert isinstance(said, Said)
    assert isinstance(commanded, Commanded)
    assert commanded.text == "status owls"
    assert [type(each.act) for each in door.replies] == [Nothing, Nothing]
    assert door.calls() == []


async def test_a_form_that_a_line_asks_for_comes_as_a_card_of_its_own(door: Doorstep) -> None:
    liisa = door.window()
    form = await opened(door, liisa)
    assert form.message.id in {each.id for each in liisa.messages()}
    assert last(liisa).summary
    await liisa.delivers_again()
    assert len(liisa.messages()) == 1, "a line that is delivered twice is answered once"
    assert door.calls() == ["post"]


async def test_a_form_is_filled_in_and_thanks_take_its_place(door: Doorstep) -> None:
    liisa = door.window()
    form = await opened(door, liisa)
    liisa.fills(form, good_values(form))
    answer = await liisa.press(sender(liisa, form))
    assert answer.body["type"] == "application/vnd.microsoft.card.adaptive"
    assert isinstance(door.replies[-1].act, Close)
    assert isinstance(door.events[-1], Answered)
    assert liisa.screen(form.message) is not form
    assert await door.database.check_ins(ORGANISATION)


async def test_what_is_wrong_stands_in_the_card_with_all_that_was_typed(door: Doorstep) -> None:
    liisa = door.window()
    form = await opened(door, liisa)
    values = good_values(form) | {"comment:o1": "snow"}
    wrong = next(name for name in values if name.startswith("value:"))
    liisa.fills(form, {name: text for name, text in values.items() if name in form.typed})
    form.forces_into(wrong, "a lot")
    await liisa.press(sender(liisa, form), checks=False)
    assert kinds(door)[-1] is Correct
    again = liisa.screen(form.message)
    assert again is not None
    assert again is not form
    assert again.typed[wrong] == "a lot"
    assert {k: v for k, v in again.typed.items() if v} == {k: v for k, v in form.typed.items() if v}
    again.types_into(wrong, "7")
    await liisa.press(sender(liisa, again))
    assert kinds(door)[-1] is Close


@pytest.mark.parametrize("older", [False, True])
async def test_a_submission_delivered_anew_is_answered_the_same_and_stored_once(
    door: Doorstep, *, older: bool
) -> None:
    liisa = door.window(older=older)
    form = await opened(door, liisa)
    liisa.fills(form, good_values(form))
    button = sender(liisa, form)
    first = await liisa.press(button)
    assert isinstance(door.replies[-1].act, Close)
    stored = await door.database.check_ins(ORGANISATION)
    for again in (await liisa.delivers_again(), await liisa.delivers_anew()):
        assert (again.status, again.body) == (first.status, first.body)
    assert await door.database.check_ins(ORGANISATION) == stored
    assert len({each.origin.delivery for each in door.events[1:]}) == 1


async def test_an_older_client_sends_messages_and_its_card_is_changed(door: Doorstep) -> None:
    liisa = door.window(older=True)
    form = await opened(door, liisa)
    before = form.message.card
    liisa.fills(form, good_values(form))
    button = sender(liisa, form)
    answer = await liisa.press(button)
    assert answer.body == {}
    assert form.message.card != before
    assert door.calls() == ["post", "update"]
    assert len(liisa.messages()) == 1


async def test_a_card_that_is_gone_is_no_reason_to_say_nothing(door: Doorstep) -> None:
    liisa = door.window(older=True)
    form = await opened(door, liisa)
    liisa.fills(form, good_values(form))
    button = sender(liisa, form)
    form.message.deleted = True
    await liisa.press(button)
    assert [each.id for each in liisa.messages()] != [form.message.id]
    assert door.calls() == ["post", "update", "post"]


async def test_a_number_with_three_decimals_is_read_as_its_input_wrote_it(door: Doorstep) -> None:
    """Typed in Finnish, "1.234" could be two numbers; an input for numbers knows one."""
    liisa = door.window()
    form = await opened(door, liisa)
    values = good_values(form)
    name = next(each["id"] for each in form.inputs() if each["type"] == "Input.Number")
    liisa.fills(form, values | {name: "1.234"})
    await liisa.press(sender(liisa, form))
    assert kinds(door)[-1] is Close
    assert 1.234 in {each.value for each in await door.database.check_ins(ORGANISATION)}


# --- presses --------------------------------------------------------------------------------------


async def test_a_press_in_ones_own_chat_leaves_the_card_where_it_is(door: Doorstep) -> None:
    liisa = door.window()
    message = door.card(door.chat, STATUS)
    await liisa.presses("show")
    assert liisa.told == ["Vastaus on tässä keskustelussa."]
    assert message.replaced == {}
    [pressed] = door.events
    assert isinstance(pressed, Pressed)
    assert isinstance(door.replies[0].act, Nothing)


async def test_a_press_that_opens_a_form_shows_it_in_the_cards_place(door: Doorstep) -> None:
    liisa = door.window()
    message = door.card(door.chat, CHECK_IN)
    await liisa.presses("form")
    assert isinstance(door.replies[0].act, OpenForm)
    assert list(message.replaced) == [liisa.user.aad]
    assert list(open_form(liisa).inputs())
    assert door.calls() == []


async def test_a_form_that_an_older_client_opens_is_a_message_of_its_own(door: Doorstep) -> None:
    """The thanks come by the outbox into the question's place; a form there would be in the way."""
    liisa = door.window(older=True)
    message = door.card(door.chat, CHECK_IN)
    before = message.card
    await liisa.presses("form")
    assert message.card == before
    assert list(open_form(liisa).inputs())
    assert door.calls() == ["post"]


@pytest.mark.parametrize("older", [False, True])
async def test_in_a_channel_nobodys_press_changes_what_the_others_see(
    door: Doorstep, *, older: bool
) -> None:
    liisa = door.window(place=door.channel, older=older)
    message = door.card(door.channel, STATUS, CHECK_IN)
    before = message.card
    await liisa.presses("show")
    assert isinstance(door.replies[0].act, Show)
    assert message.card == before
    if older:
        assert len(liisa.messages()) == 2
    else:
        assert list(message.replaced) == [liisa.user.aad]
        message.replaced.clear()
    await liisa.presses("form")
    assert isinstance(door.replies[1].act, OpenForm)
    assert message.card == before


async def test_the_same_press_under_another_name_is_the_same_press(door: Doorstep) -> None:
    liisa = door.window()
    door.card(door.chat, CHECK_IN)
    first = await liisa.presses("form")
    assert (await liisa.delivers_again()).body == first.body
    door.clock.go(timedelta(seconds=40))
    assert (await liisa.delivers_anew()).body == first.body
    assert len({each.origin.delivery for each in door.events}) == 1
    door.clock.go(timedelta(seconds=80))
    await liisa.delivers_anew()
    assert len({each.origin.delivery for each in door.events}) == 2


async def test_a_press_after_a_form_was_sent_is_a_new_one(door: Doorstep) -> None:
    liisa = door.window()
    message = door.card(door.chat, CHECK_IN)
    await liisa.presses("form")
    form = open_form(liisa)
    liisa.fills(form, good_values(form))
    await liisa.press(sender(liisa, form))
    message.replaced.clear()
    await liisa.presses("form")
    assert isinstance(door.replies[-1].act, OpenForm)
    assert len({each.origin.delivery for each in door.events}) == 3


async def test_a_button_pressed_again_after_another_one_is_pressed_anew(door: Doorstep) -> None:
    """Whoever switches something off, on and off again means it."""
    liisa = door.window()
    door.card(door.chat, STATUS, CHECK_IN)
    for label in ("show", "form", "show"):
        await liisa.presses(label)
        liisa.messages()[0].replaced.clear()
    assert len({each.origin.delivery for each in door.events}) == 3


async def test_the_same_button_pressed_by_another_is_another_press(door: Doorstep) -> None:
    door.card(door.channel, STATUS)
    await door.window(place=door.channel).presses("show")
    await door.window("matti", place=door.channel).presses("show")
    assert len({each.origin.delivery for each in door.events}) == 2


# --- where others talk ----------------------------------------------------------------------------


async def test_in_a_channel_the_answer_stands_in_the_thread(door: Doorstep) -> None:
    liisa = door.window(place=door.channel)
    await liisa.says("status")
    assert door.events == []
    await liisa.types("okr status owls", thread="1795000000000")
    [said] = door.events
    assert isinstance(said, Commanded)
    assert said.text == "status owls"
    assert isinstance(door.replies[0].act, Show)
    assert last(liisa).thread == "1795000000000"
    await liisa.delivers_again()
    assert len(liisa.messages()) == 1


async def test_help_names_commands_as_they_are_typed_here(door: Doorstep) -> None:
    liisa = door.window(place=door.channel)
    await liisa.types("okr help")
    shown = json.dumps(last(liisa).card, ensure_ascii=False)
    assert "okr checkin" in shown
    assert "/okr" not in shown


async def test_in_a_group_a_form_is_answered_there_too(door: Doorstep) -> None:
    group = door.tenant.add_group(
        "Owls", [door.tenant.user(f"{each}@county.example").aad for each in ("liisa", "matti")]
    )
    group.has_app = True
    liisa, matti = door.window(place=group), door.window("matti", place=group)
    await liisa.types("checkin")
    form = open_form(liisa)
    liisa.fills(form, good_values(form))
    await liisa.press(sender(liisa, form))
    assert isinstance(door.replies[-1].act, Close)
    theirs = open_form(matti)
    matti.fills(theirs, good_values(theirs))
    await matti.press(sender(matti, theirs))
    assert isinstance(door.replies[-1].act, Close)
    stored = await door.database.check_ins(ORGANISATION)
    assert {each.person for each in stored} == {"liisa"}, "nobody answers in another one's form"


# --- in time --------------------------------------------------------------------------------------


async def test_a_line_is_answered_later_where_it_takes_long(slow: Doorstep) -> None:
    liisa = slow.window()
    await liisa.types("checkin")
    assert liisa.last is not None
    assert liisa.last.status == 200
    await slow.settled()
    assert list(open_form(liisa).inputs())


async def test_a_press_that_takes_long_is_pressed_again(slow: Doorstep) -> None:
    liisa = slow.window()
    message = slow.card(slow.chat, CHECK_IN)
    answer = await liisa.presses("form")
    assert (answer.body["type"], answer.body["statusCode"]) == (ERROR, 500)
    assert "Paina painiketta" in liisa.wrongs[0]
    await slow.settled()
    assert message.replaced == {}
    slow.parts.desk.patience = AMPLE
    await liisa.presses("form")
    assert list(message.replaced) == [liisa.user.aad]
    assert len({each.origin.delivery for each in slow.events}) == 1


async def test_a_form_that_takes_long_stays_and_is_stored_once(slow: Doorstep) -> None:
    liisa = slow.window()
    form = None
    await liisa.types("checkin")
    await slow.settled()
    form = open_form(liisa)
    liisa.fills(form, good_values(form))
    await liisa.press(sender(liisa, form))
    assert "tallella" in liisa.wrongs[0]
    await slow.settled()
    assert liisa.screen(form.message) is form, "everything typed is still there"
    stored = await slow.database.check_ins(ORGANISATION)
    assert stored
    slow.parts.desk.patience = AMPLE
    answer = await liisa.press(sender(liisa, form))
    assert answer.body["statusCode"] == 200
    assert await slow.database.check_ins(ORGANISATION) == stored


async def test_what_is_under_way_is_brought_to_its_end(county: Database) -> None:
    async with doorstep(county, patience=0.0) as door:
        liisa, hold = door.window(), Hold()
        door.ahead.append(hold)
        await liisa.types("checkin")
        await hold.reached.wait()
        ending = asyncio.create_task(door.parts.stop())
        await asyncio.sleep(0)
        hold.opened.set()
        await ending
        assert list(open_form(liisa).inputs())


# --- what the door says by itself -----------------------------------------------------------------


async def test_a_stranger_is_told_how_to_be_known(door: Doorstep) -> None:
    stranger = door.window("stranger")
    await stranger.types("status")
    assert stranger.user.aad in written_in(last(stranger))
    door.card(stranger.chat, STATUS)
    await stranger.presses("show")
    assert stranger.user.aad in stranger.told[0]
    assert door.events == []


async def test_a_tenant_that_speaks_for_nobody_is_told_so(county: Database) -> None:
    async with doorstep(county, connect=False) as door:
        liisa = door.window()
        await liisa.types("status")
        assert f"rytmi teams connect {door.tenant.id}" in written_in(last(liisa))
        door.card(liisa.chat, STATUS)
        await liisa.presses("show")
        assert f"rytmi teams connect {door.tenant.id}" in liisa.told[0]
        assert door.events == []


async def test_a_card_of_another_tenant_does_nothing(
    door: Doorstep, caplog: pytest.LogCaptureFixture
) -> None:
    liisa = door.window()
    message = door.card(door.chat, STATUS)
    foreign = [
        write_action("another-tenant", STATUS),
        write_place(Place("another-tenant", SessionId("s"), 1)),
        {"rytmi": {"w": door.tenant.id, "f": "status"}},
        {"snooze": "yes"},
    ]
    for data in foreign:
        told = liisa.activities.executed({"verb": "x"}, data, liisa.chat, message)
        answer = await liisa.delivers(told)
        assert (answer.body["type"], answer.body["statusCode"]) == (ERROR, 400)
        as_message = liisa.activities.submitted(data, liisa.chat, message)
        assert (await liisa.delivers(as_message)).body == {}
        assert "Aloita uudelleen" in written(answer)
    assert door.events == []
    assert "a card of tenant another-tenant came from" in caplog.text


async def test_a_line_that_is_too_long_is_not_read(door: Doorstep) -> None:
    liisa = door.window()
    await liisa.types("x" * (limits.LINE_CHARACTERS + 1))
    assert "3 000" in written_in(last(liisa)).replace("\u00a0", " ")
    assert door.events == []


def written_in(message: Message) -> str:
    return json.dumps(message.card, ensure_ascii=False)


@pytest.mark.parametrize("older", [False, True])
async def test_a_database_that_is_away_is_said_in_ones_language(
    door: Doorstep, *, older: bool
) -> None:
    liisa = door.window(older=older)
    form = await opened(door, liisa)

    async def away(_: Event) -> None:
        raise StoreUnavailableError("no database")

    door.ahead.append(away)
    await liisa.types("status")
    assert "tietokantaansa" in written_in(last(liisa))
    liisa.fills(form, good_values(form))
    for tried in range(2):
        answer = await liisa.press(sender(liisa, form))
        assert answer.status == 200
        assert older or answer.body["statusCode"] == 500
        assert len(liisa.messages()) == 2 + (tried + 1 if older else 0), "it is said each time"
        assert liisa.screen(form.message) is form
    door.ahead.clear()
    await liisa.press(sender(liisa, form))
    assert isinstance(door.replies[-1].act, Close)
    assert liisa.screen(form.message) is not form


async def test_a_slip_is_logged_without_what_it_was_about(
    door: Doorstep, caplog: pytest.LogCaptureFixture
) -> None:
    words = "the words of Liisa"

    async def slip(_: Event) -> None:
        raise RuntimeError(words)

    door.ahead.append(slip)
    liisa = door.window()
    await liisa.types(words)
    assert "lokiin" in written_in(last(liisa))
    door.card(door.chat, STATUS)
    await liisa.presses("show")
    assert "lokiin" in liisa.wrongs[0]
    assert "RuntimeError" in caplog.text
    assert words not in caplog.text


async def test_what_cannot_be_drawn_was_done_nevertheless(door: Doorstep) -> None:
    liisa = door.window()
    form = await opened(door, liisa)
    liisa.fills(form, good_values(form))
    act_before = len(door.replies)
    door.undrawable |= {"saved-all", "saved-some", "receipt-summary"}
    answer = await liisa.press(sender(liisa, form))
    assert len(door.replies) == act_before + 1
    assert answer.status == 200
    assert await door.database.check_ins(ORGANISATION)
    assert "perille" in liisa.told[0]


async def test_a_new_user_is_known_by_their_address(door: Doorstep) -> None:
    """Nobody has to pair somebody whose address is in the list of people."""
    anew = door.tenant.add_user(User(guid("bengt"), "Bengt", "Bengt@County.Example"))
    window = Window(door.platform, door.wire, door.tenant, anew)
    await window.types("status")
    assert [each.origin.person for each in door.events] == ["bengt"]


@pytest.mark.parametrize(
    "fault", [Fault.GATEWAY_BEFORE, Fault.NOT_JSON, WrongError(429, "Throttled")]
)
async def test_somebody_whom_microsoft_cannot_name_just_now_is_no_stranger(
    door: Doorstep, fault: Fault | WrongError
) -> None:
    stranger = door.window("stranger")
    door.card(stranger.chat, STATUS)
    door.platform.trouble("member", fault)
    answer = await stranger.presses("show")
    assert answer.body["statusCode"] == 500
    assert "Microsoft ei juuri nyt vastannut" in stranger.wrongs[0]
    await stranger.presses("show")
    assert stranger.user.aad in stranger.told[0]


# --- development ----------------------------------------------------------------------------------


async def test_in_development_whoever_comes_is_let_in(county: Database) -> None:
    async with doorstep(
        county, connect=False, app_id="", password="", tenant="", development=True
    ) as door:
        await door.parts.start()
        body = door.window().activities.installed(door.chat)
        body["channelData"]["tenant"]["id"] = body["conversation"]["tenantId"] = "00000000-0001"
        answer = await door.wire.post(json.dumps(body).encode(), {})
        assert answer.status == 200
        [tenant] = await county.chats.workspaces(NAME)
        assert (tenant.id, tenant.organisation) == ("00000000-0001", ORGANISATION)


# --- when Microsoft does not listen ---------------------------------------------------------------


async def test_a_form_waits_a_moment_where_teams_is_busy(door: Doorstep) -> None:
    liisa = door.window()
    door.platform.trouble("post", WrongError(429, "Throttled"))
    await liisa.types("checkin")
    assert list(open_form(liisa).inputs())


@pytest.mark.parametrize(
    "fault", [Fault.RESET_BEFORE, WrongError(403, "BotNotInConversationRoster")]
)
async def test_nobody_hears_an_error_where_nothing_can_be_said(
    door: Doorstep, fault: Fault | WrongError, caplog: pytest.LogCaptureFixture
) -> None:
    liisa = door.window()
    door.platform.trouble("post", fault)
    await liisa.types("checkin")
    assert liisa.accidents == []
    assert "was not taken" in caplog.text
    await liisa.types("checkin")
    assert list(open_form(liisa).inputs())


async def test_what_could_not_leave_is_said_when_the_line_is_delivered_once_more(
    door: Doorstep, caplog: pytest.LogCaptureFixture
) -> None:
    liisa = door.window()
    door.platform.trouble("token", WrongError(401, "invalid_client"))
    await liisa.types("checkin")
    assert "was not taken: no_token" in caplog.text
    assert liisa.messages() == []
    door.clock.at += timedelta(seconds=5)  # Microsoft is not asked for a token all the time
    await liisa.delivers_again()
    assert list(open_form(liisa).inputs())


# --- places ---------------------------------------------------------------------------------------


async def test_where_somebody_is_written_to_is_kept_fresh(door: Doorstep) -> None:
    liisa = door.window()
    await liisa.types("status")
    chats = door.database.chats
    place = await chats.conversation(NAME, door.tenant.id, liisa.user.aad)
    assert place is not None
    assert (place.id, place.service) == (liisa.chat.id, door.platform.service(door.tenant))
    door.tenant.region = "amer"
    await liisa.types("status")
    moved = await chats.conversation(NAME, door.tenant.id, liisa.user.aad)
    assert moved is not None
    assert moved.service == door.platform.service(door.tenant) != place.service
