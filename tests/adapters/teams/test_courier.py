"""Messages to Teams: posted, replaced, and what each refusal comes to."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from adapters.teams.drawing.render import Renderer
from adapters.teams.sending.courier import ASKED_AGAIN, TeamsCourier
from dialogs.ports import Delivered, Held, Later, Refused, Repeat, Unknown
from dialogs.posts import Cause
from dialogs.words.draw import draw
from storage.database import Database
from storage.errors import DatabaseUnavailableError
from tests.adapters.teams.outbound import Outbound, outbound
from tests.storage.support import NAAPURI, post
from tests.teams.faults import Fault, WrongError
from tests.teams.places import Tenant, User, guid


@pytest_asyncio.fixture
async def here(sqlite: Database) -> AsyncIterator[Outbound]:
    """A replica with one tenant that speaks for the organisation."""
    async with outbound(sqlite) as made:
        await made.registered()
        yield made
        made.platform.all_well()


@pytest.fixture
def anna(here: Outbound) -> User:
    return here.user("anna")


# --- sending --------------------------------------------------------------------------------------


async def test_the_first_message_opens_the_conversation_and_the_next_does_not(
    here: Outbound, anna: User
) -> None:
    first = await here.courier.deliver(here.parcel(anna))
    again = await here.courier.deliver(here.parcel(anna, post("other", "again")))
    chat = here.tenant.personal(anna)
    one, two = here.messages(anna)
    assert first == Delivered(f"{chat.id} {one.id}")
    assert again == Delivered(f"{chat.id} {two.id}")
    assert one.summary == "hello"
    assert one.card is not None
    assert len(here.calls("create")) == 1
    place = await here.place(anna.aad)
    assert place is not None
    assert (place.id, place.gone) == (chat.id, None)


async def test_every_message_is_a_notification_and_a_card_alone(here: Outbound, anna: User) -> None:
    await here.courier.deliver(here.parcel(anna))
    [call] = here.calls("post")
    assert call.body["channelData"] == {"notification": {"alert": True}}
    assert "text" not in call.body, "Teams would make two messages of it and name neither"


async def test_whoever_was_seen_is_written_to_where_they_were_seen(
    here: Outbound, anna: User
) -> None:
    here.tenant.region = "amer"
    await here.seen(anna)
    assert isinstance(await here.courier.deliver(here.parcel(anna)), Delivered)
    assert here.calls("create") == []
    [call] = here.calls("post")
    assert call.base == "/amer/" + here.tenant.id


async def test_a_service_that_has_moved_is_followed(here: Outbound, anna: User) -> None:
    await here.seen(anna)
    here.tenant.region = "apac"
    await here.seen(anna)
    await here.courier.deliver(here.parcel(anna))
    assert [call.base.split("/")[1] for call in here.calls("post")] == ["apac"]


async def test_a_channel_is_written_to_by_its_name(here: Outbound, anna: User) -> None:
    room = here.team("County", "Board").channel("Board")
    await here.seen(anna, room)
    fate = await here.courier.deliver(here.to_room(room))
    [message] = room.messages
    assert fate == Delivered(f"{room.id} {message.id}")
    [call] = here.calls("post")
    assert call.base == f"/emea/{here.tenant.id}"


async def test_the_courier_never_repeats_and_keeps_a_pace(here: Outbound) -> None:
    assert here.courier.repeat is Repeat.NEVER
    pace = here.courier.pace
    assert pace is not None
    assert 2 * pace.per_second <= 50, "the first message to somebody is two calls"
    assert isinstance(await here.courier.find(here.parcel(User("nobody", "Nobody"))), Unknown)


async def test_a_parcel_held_up_for_too_long_does_not_leave(here: Outbound, anna: User) -> None:
    assert isinstance(await here.courier.deliver(here.parcel(anna, good_until=0.0)), Later)
    await here.seen(anna)
    assert isinstance(await here.courier.deliver(here.parcel(anna, good_until=0.0)), Later)
    assert here.calls("create") == here.calls("post") == []


# --- in another one's place -----------------------------------------------------------------------


async def test_a_receipt_takes_the_prompts_place(here: Outbound, anna: User) -> None:
    first = await here.courier.deliver(here.parcel(anna))
    assert isinstance(first, Delivered)
    receipt = here.parcel(anna, post("receipt", "thanks"), replaces_reference=first.reference)
    assert await here.courier.deliver(receipt) == first
    [message] = here.messages(anna)
    assert message.summary == "thanks"
    assert message.card is not None
    assert message.changed == 1
    [call] = here.calls("update")
    assert "channelData" not in call.body, "nobody is called to the telephone for a correction"


async def test_a_message_that_is_gone_is_posted_anew(here: Outbound, anna: User) -> None:
    first = await here.courier.deliver(here.parcel(anna))
    assert isinstance(first, Delivered)
    here.messages(anna)[0].deleted = True
    receipt = here.parcel(anna, post("receipt", "thanks"), replaces_reference=first.reference)
    fate = await here.courier.deliver(receipt)
    assert isinstance(fate, Delivered)
    assert fate != first
    assert here.messages(anna)[-1].summary == "thanks"


async def test_a_doubtful_replacement_whose_message_is_gone_is_not_posted_anew(
    here: Outbound, anna: User
) -> None:
    gone = here.parcel(anna, replaces_reference=f"{here.tenant.personal(anna).id} 17")
    here.platform.trouble("post", Fault.RESET_AFTER)
    assert isinstance(await here.courier.deliver(gone), Unknown)
    again = here.parcel(
        anna, replaces_reference=f"{here.tenant.personal(anna).id} 17", doubtful=True, attempt=2
    )
    assert isinstance(await here.courier.deliver(again), Unknown)
    assert len(here.messages(anna)) == 1


@pytest.mark.parametrize(
    "fault", [Fault.RESET_AFTER, Fault.RESET_BEFORE, Fault.GATEWAY_AFTER, Fault.ERROR_BEFORE]
)
async def test_a_replacement_may_be_tried_again_whatever_came_of_it(
    here: Outbound, anna: User, fault: Fault
) -> None:
    first = await here.courier.deliver(here.parcel(anna))
    assert isinstance(first, Delivered)
    receipt = here.parcel(anna, post("receipt", "thanks"), replaces_reference=first.reference)
    # A connection that breaks is tried twice by the library below: it knows that this may be.
    here.platform.trouble("update", fault, times=2 if "reset" in fault else 1)
    assert isinstance(await here.courier.deliver(receipt), Later)
    assert await here.courier.deliver(receipt) == first


@pytest.mark.parametrize("reference", ["D1/1.000", "web-17", ""])
async def test_another_doors_message_is_not_replaced_here(
    here: Outbound, anna: User, reference: str
) -> None:
    fate = await here.courier.deliver(here.parcel(anna, replaces_reference=reference))
    assert isinstance(fate, Delivered)
    assert here.calls("update") == []


# --- who has not got the app ----------------------------------------------------------------------


async def test_who_has_not_got_the_app_is_not_installed_and_not_asked_for_again(
    here: Outbound, anna: User
) -> None:
    anna.has_app = False
    fate = await here.courier.deliver(here.parcel(anna))
    assert isinstance(fate, Refused)
    assert fate.cause is Cause.NOT_INSTALLED
    assert "setup policy" in fate.reason
    assert "rytmi teams install" in fate.reason
    again = await here.courier.deliver(here.parcel(anna, post("reminder", "again")))
    assert isinstance(again, Refused)
    assert again.cause is Cause.NOT_INSTALLED
    assert len(here.calls("create")) == 1, "no error loop"


async def test_who_has_got_it_meanwhile_is_written_to(here: Outbound, anna: User) -> None:
    anna.has_app = False
    await here.courier.deliver(here.parcel(anna))
    anna.has_app = True
    await here.seen(anna)
    assert isinstance(await here.courier.deliver(here.parcel(anna)), Delivered)


async def test_where_nobody_heard_of_it_the_next_day_finds_out(here: Outbound, anna: User) -> None:
    anna.has_app = False
    await here.courier.deliver(here.parcel(anna))
    anna.has_app = True
    here.clock.go(ASKED_AGAIN)
    assert isinstance(await here.courier.deliver(here.parcel(anna)), Delivered)


async def test_who_has_removed_it_is_not_installed(here: Outbound, anna: User) -> None:
    await here.seen(anna)
    anna.has_app = False
    fate = await here.courier.deliver(here.parcel(anna))
    assert isinstance(fate, Refused)
    assert fate.cause is Cause.NOT_INSTALLED
    place = await here.place(anna.aad)
    assert place is not None
    assert place.gone == here.clock.at
    assert place.id == here.tenant.personal(anna).id


async def test_who_has_blocked_it_is_left_in_peace(here: Outbound, anna: User) -> None:
    await here.seen(anna)
    anna.blocked = True
    fate = await here.courier.deliver(here.parcel(anna))
    assert isinstance(fate, Refused)
    assert fate.cause is Cause.NOT_INSTALLED
    assert "blocked" in fate.reason
    await here.courier.deliver(here.parcel(anna))
    assert len(here.calls("post")) == 1


async def test_a_member_of_a_team_with_the_app_is_reached_without_it(here: Outbound) -> None:
    anna = here.user("anna", has_app=False)
    here.team("County")
    assert isinstance(await here.courier.deliver(here.parcel(anna)), Delivered)


async def test_an_app_that_the_administrator_has_blocked_marks_nobody(
    here: Outbound, anna: User
) -> None:
    here.platform.trouble("create", WrongError(403, "BotDisabledByAdmin"))
    fate = await here.courier.deliver(here.parcel(anna))
    assert isinstance(fate, Refused)
    assert fate.cause is Cause.NOT_INSTALLED
    assert "Manage apps" in fate.reason
    assert isinstance(await here.courier.deliver(here.parcel(anna)), Delivered)


async def test_a_person_without_an_account_is_told_of(here: Outbound, anna: User) -> None:
    fate = await here.courier.deliver(here.parcel(anna, address=""))
    assert isinstance(fate, Refused)
    assert fate.cause is Cause.NOT_INSTALLED
    assert "rytmi teams pair" in fate.reason
    assert here.platform.calls == []


@pytest.mark.parametrize("organisation", [None, NAAPURI])
async def test_a_tenant_that_speaks_for_another_gets_nothing(
    here: Outbound, anna: User, organisation: str | None
) -> None:
    other = here.platform.add_tenant(Tenant(guid("other"), "Other"))
    if organisation is not None:
        await here.registered(other, None)
    fate = await here.courier.deliver(here.parcel(anna, workspace=other.id))
    assert isinstance(fate, Refused)
    assert fate.cause is Cause.NOT_INSTALLED
    assert here.platform.calls == []


# --- what Teams says no with ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "code", "cause"),
    [
        (403, "BotNotInConversationRoster", Cause.NOT_INVITED),
        (403, "NotEnoughPermissions", Cause.REFUSED),
        (403, "InvalidBotApiHost", Cause.REFUSED),
        (403, "Forbidden", Cause.NOT_INVITED),
        (404, "ConversationNotFound", Cause.CHANNEL_GONE),
        (405, "a-code-of-next-year", Cause.REFUSED),
    ],
)
async def test_a_refusal_for_good_tells_what_can_be_done(
    here: Outbound, status: int, code: str, cause: Cause, caplog: pytest.LogCaptureFixture
) -> None:
    here.user("anna")
    room = here.team("County", "Board").channel("Board")
    here.platform.trouble("post", WrongError(status, code))
    with caplog.at_level(logging.WARNING):
        fate = await here.courier.deliver(here.to_room(room))
    assert isinstance(fate, Refused)
    assert fate.cause is cause
    assert fate.reason.startswith(f"Teams says {status} {code}")
    assert code in caplog.text, "the operator finds the platform's own words in the log"


async def test_a_conversation_that_is_another_one_now_is_opened_anew(
    here: Outbound, anna: User
) -> None:
    await here.seen(anna)
    here.platform.trouble("post", WrongError(404, "ConversationNotFound"))
    assert isinstance(await here.courier.deliver(here.parcel(anna)), Delivered)
    assert len(here.calls("create")) == 1


async def test_a_person_whom_teams_does_not_know_is_no_channel(here: Outbound, anna: User) -> None:
    await here.seen(anna)
    here.platform.trouble("post", WrongError(404, "ConversationNotFound"), times=2)
    fate = await here.courier.deliver(here.parcel(anna))
    assert isinstance(fate, Refused)
    assert fate.cause is Cause.NO_SUCH_PERSON


@pytest.mark.parametrize("status", [400, 413])
async def test_a_card_that_is_not_taken_goes_as_words(
    here: Outbound, anna: User, status: int
) -> None:
    await here.seen(anna)
    here.platform.trouble("post", WrongError(status, "BadSyntax"))
    assert isinstance(await here.courier.deliver(here.parcel(anna)), Delivered)
    [message] = here.messages(anna)
    assert message.card is None
    assert message.text == message.summary != ""
    assert here.calls("post")[-1].body["textFormat"] == "plain"


async def test_words_that_are_not_taken_either_are_refused(here: Outbound, anna: User) -> None:
    await here.seen(anna)
    here.platform.trouble("post", WrongError(400, "BadSyntax"), times=2)
    assert await here.courier.deliver(here.parcel(anna)) == Refused("Teams says 400 BadSyntax")


@pytest.mark.parametrize(
    "fault",
    [
        Fault.RESET_AFTER,
        Fault.RESET_BEFORE,
        Fault.GATEWAY_BEFORE,
        Fault.GATEWAY_AFTER,
        Fault.ERROR_AFTER,
        Fault.NOT_JSON,
        WrongError(503, "ServiceUnavailable"),
        WrongError(504, "GatewayTimeout"),
    ],
    ids=str,
)
async def test_where_it_may_have_arrived_nothing_is_claimed(
    here: Outbound, anna: User, fault: Fault | WrongError
) -> None:
    await here.seen(anna)
    here.platform.trouble("post", fault)
    assert isinstance(await here.courier.deliver(here.parcel(anna)), Unknown)
    assert len(here.calls("post")) == 1, "a creation is never repeated blindly"


@pytest.mark.parametrize("fault", [Fault.RESET_AFTER, Fault.GATEWAY_AFTER, Fault.NOT_JSON])
async def test_a_conversation_may_be_opened_twice_for_nobody_sees_it(
    here: Outbound, anna: User, fault: Fault
) -> None:
    here.platform.trouble("create", fault)
    assert isinstance(await here.courier.deliver(here.parcel(anna)), Later)
    assert isinstance(await here.courier.deliver(here.parcel(anna)), Delivered)
    assert len(here.messages(anna)) == 1


async def test_an_address_at_which_nobody_listens_costs_no_doubt(sqlite: Database) -> None:
    async with outbound(sqlite) as made:
        await made.registered()
        anna = made.user("anna")
        await made.seen(anna)
        await made.connector.tokens.connector()
        parcel = made.parcel(anna)
        made.platform.url = ""
        here = made
    fate = await here.courier.deliver(parcel)
    await here.connector.close()
    assert isinstance(fate, Later)
    assert fate.held is Held.LANE


async def test_what_had_not_left_when_the_time_was_over_is_no_doubt(
    here: Outbound, anna: User
) -> None:
    courier = _hasty(here, timedelta())
    assert isinstance(await courier.deliver(here.parcel(anna)), Later)
    assert here.messages(anna) == []


async def test_what_had_left_when_the_time_was_over_may_have_arrived(
    here: Outbound, anna: User
) -> None:
    first = await here.courier.deliver(here.parcel(anna))
    assert isinstance(first, Delivered)
    courier = _hasty(here, timedelta(seconds=0.5))
    here.platform.trouble("post", Fault.SLOW_AFTER)
    assert isinstance(await courier.deliver(here.parcel(anna, post("other", "hello"))), Unknown)
    here.platform.trouble("update", Fault.SLOW_AFTER)
    receipt = here.parcel(anna, post("receipt", "thanks"), replaces_reference=first.reference)
    assert isinstance(await courier.deliver(receipt), Later), "putting it there twice shows it once"


def _hasty(made: Outbound, budget: timedelta) -> TeamsCourier:
    return TeamsCourier(
        made.connector, Renderer(draw), made.tenants, made.places, budget=budget, rest=made.rests
    )


async def test_a_database_that_is_away_costs_no_doubt(
    here: Outbound, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*given: object) -> None:
        raise DatabaseUnavailableError("the database restarts")

    here.tenants.forget(here.tenant.id)
    monkeypatch.setattr(here.database.chats, "workspace", away)
    fate = await here.courier.deliver(here.parcel(anna))
    assert isinstance(fate, Later)
    assert fate.held is Held.LANE


async def test_an_address_that_is_none_of_microsofts_gets_no_token(
    here: Outbound, anna: User
) -> None:
    await here.seen(anna)
    place = await here.place(anna.aad)
    assert place is not None
    for service in (
        "https://attacker.example/",
        "http://127.0.0.1:9/",
        "https://botframework.com@x/",
    ):
        told = type(place)(place.name, place.scope, place.id, service)
        await here.places.note(here.tenant.id, [told])
        assert isinstance(await here.courier.deliver(here.parcel(anna)), Refused)
    assert here.calls("post") == here.calls("token") == []


# --- patience -------------------------------------------------------------------------------------


async def test_the_tenant_rests_as_long_as_microsoft_asks_and_nothing_is_called(
    here: Outbound, anna: User
) -> None:
    await here.seen(anna)
    here.platform.throttle(here.tenant.id, 30)
    fate = await here.courier.deliver(here.parcel(anna))
    assert isinstance(fate, Later)
    assert (fate.seconds, fate.held) == (30, Held.LANE)
    here.clock.go(timedelta(seconds=10))
    again = await here.courier.deliver(here.parcel(anna))
    assert isinstance(again, Later)
    assert (again.seconds, again.held) == (20, Held.LANE)
    assert len(here.calls("post")) == 1
    here.clock.go(timedelta(seconds=20))
    assert isinstance(await here.courier.deliver(here.parcel(anna)), Delivered)


async def test_patience_without_a_number_is_the_postmans_own(here: Outbound, anna: User) -> None:
    await here.seen(anna)
    here.platform.allowance.says_when = False
    here.platform.throttle(here.tenant.id, 3)
    fate = await here.courier.deliver(here.parcel(anna))
    assert isinstance(fate, Later)
    assert (fate.seconds, fate.held) == (0, Held.LANE)
    here.clock.go(timedelta(seconds=5))
    assert isinstance(await here.courier.deliver(here.parcel(anna)), Delivered)


async def test_two_that_met_in_a_conversation_are_told_apart_from_a_refusal(
    here: Outbound, anna: User
) -> None:
    await here.seen(anna)
    here.platform.trouble("post", WrongError(412, "PreconditionFailed"))
    fate = await here.courier.deliver(here.parcel(anna))
    assert fate == Later(0, "Teams says 412 PreconditionFailed", Held.PARCEL)


async def test_a_conversation_gets_no_more_than_teams_takes(here: Outbound, anna: User) -> None:
    await here.seen(anna)
    for number in range(130):
        fate = await here.courier.deliver(here.parcel(anna, post(f"n{number}", "hello")))
        if isinstance(fate, Later):
            assert fate.held is Held.PARCEL
            here.clock.go(timedelta(seconds=fate.seconds))
            fate = await here.courier.deliver(here.parcel(anna, post(f"n{number}", "hello")))
        assert isinstance(fate, Delivered)
    assert {call.error for call in here.calls("post")} == {""}, "Teams never had to say no"
    assert here.rests.seconds


async def test_a_conversation_that_had_enough_does_not_stop_the_others(
    here: Outbound, anna: User
) -> None:
    ben = here.user("ben")
    await here.seen(anna)
    await here.seen(ben)
    await here.courier.deliver(here.parcel(anna))
    here.platform.throttle(here.tenant.personal(anna).id, 4)
    fate = await here.courier.deliver(here.parcel(anna, post("other", "hello")))
    assert isinstance(fate, Later)
    assert (fate.seconds, fate.held) == (4, Held.PARCEL)
    assert isinstance(await here.courier.deliver(here.parcel(ben)), Delivered)


async def test_another_tenant_does_not_wait_with_it(sqlite: Database) -> None:
    async with outbound(sqlite, tenants=(guid("two"),)) as here:
        await here.registered()
        anna = here.user("anna")
        other, ben = await _elsewhere(here)
        await here.seen(anna)
        here.platform.throttle(here.tenant.id, 30)
        assert isinstance(await here.courier.deliver(here.parcel(anna)), Later)
        fate = await here.courier.deliver(here.parcel(ben, workspace=other.id))
        assert isinstance(fate, Delivered)


async def test_nobody_is_asked_where_no_answer_would_be_taken(here: Outbound) -> None:
    """A tenant was taken out of the setting, and not removed."""
    other, ben = await _elsewhere(here)
    fate = await here.courier.deliver(here.parcel(ben, workspace=other.id))
    assert isinstance(fate, Refused)
    assert fate.cause is Cause.NOT_INSTALLED
    assert f"rytmi teams remove {other.id}" in fate.reason
    assert here.calls("post") == []


async def _elsewhere(here: Outbound) -> tuple[Tenant, User]:
    """Return a second tenant that is registered and connected, and somebody in it."""
    other = here.platform.add_tenant(Tenant(guid("two"), "Two"))
    ben = other.add_user(User(guid("two/ben"), "Ben", has_app=True))
    await here.registered(other)
    return other, ben


# --- tokens ---------------------------------------------------------------------------------------


async def test_a_token_that_was_revoked_is_another_one_at_once(here: Outbound, anna: User) -> None:
    await here.courier.deliver(here.parcel(anna))
    here.platform.revoke()
    assert isinstance(await here.courier.deliver(here.parcel(anna, post("b", "b"))), Delivered)
    assert len(here.calls("token")) == 2


async def test_a_secret_that_has_ended_makes_the_lane_wait_and_nothing_is_lost(
    here: Outbound, anna: User
) -> None:
    here.platform.app.secret = "another one"
    fate = await here.courier.deliver(here.parcel(anna))
    assert isinstance(fate, Later)
    assert fate.held is Held.LANE
    assert "MICROSOFT_APP_PASSWORD" in fate.reason


async def test_hundred_messages_share_one_token(here: Outbound, anna: User) -> None:
    for number in range(5):
        await here.courier.deliver(here.parcel(anna, post(f"n{number}", "hello")))
    assert len(here.calls("token")) == 1
