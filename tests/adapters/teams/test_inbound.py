"""From what Teams says to events: who, where, what, and under which key."""

from __future__ import annotations

from dataclasses import replace
from time import process_time
from typing import Any

import pytest

from adapters.teams import limits
from adapters.teams.envelope import KEY, ForeignError, Place, write_action, write_place
from adapters.teams.listening.inbound import TooLongError, event_of, read, wish
from adapters.teams.listening.lock import Unreadable
from adapters.teams.listening.typed import names, plain_words
from adapters.teams.listening.visit import Line, Press, Sent, Typed, Visit, Where, Wish
from dialogs.chats import Scope
from dialogs.events import Answered, Commanded, Event, Pressed, Said, Turned
from dialogs.okr.model import Language, OrganisationId, PersonId
from dialogs.session import SessionId
from dialogs.views import Action
from tests.adapters.teams.microsoft import APP, OTHER_TENANT, SERVICE, TENANT, Json, activity

BOT = f"28:{APP}"
ACTION = Action("status", "show", (("unit", "owls"),))
PLACE = Place(TENANT, SessionId("s1"), 3)
CHANNEL = {
    "conversationType": "channel",
    "isGroup": True,
    "tenantId": TENANT,
    "id": "19:general@thread.tacv2;messageid=17",
}


def mention(piece: str, who: str = BOT, name: str = "Rytmi") -> Json:
    return {"type": "mention", "text": piece, "mentioned": {"id": who, "name": name}}


def told(text: str, *entities: object, **given: object) -> Json:
    return activity(text=text, entities=list(entities), **given)


def pressed(data: object, *, invoked: bool = True, **given: object) -> Json:
    if not invoked:
        return activity(text=None, value=data, replyToId="1795", **given)
    action = {"type": "Action.Execute", "verb": "status.show", "data": data}
    return activity(
        type="invoke",
        id="f:1",
        name="adaptiveCard/action",
        text=None,
        replyToId="1795",
        value={"action": action, "trigger": "manual"},
        **given,
    )


def visited(body: Json) -> Visit:
    visit = read(body)
    assert visit is not None
    return visit


def wanted(body: Json) -> Wish:
    return wish(visited(body), body)


def event(body: Json) -> Event:
    return event_of(visited(body), wanted(body), OrganisationId("o"), PersonId("p"))


# --- what was typed -------------------------------------------------------------------------------

TYPED = [
    # what the SDK gets wrong
    ("<at>Bot</at> update Bottleneck", [mention("<at>Bot</at>")], "update Bottleneck"),
    ('<at id="0">Rytmi</at> status', [mention('<at id="0">Rytmi</at>')], "status"),
    ("<at>Rytmi</at>&nbsp;status\n", [mention("<at>Rytmi</at>")], "status"),
    ("status <at>Rytmi</at> owls", [mention("<at>Rytmi</at>")], "status   owls"),
    # once for each mention
    ("<at>Rytmi</at> <at>Rytmi</at> hi", [mention("<at>Rytmi</at>")] * 2, "hi"),
    ("<at>R</at> say <at>R</at>", [mention("<at>R</at>")], "say R"),
    ("Rytmi hello Rytmi", [], "Rytmi hello Rytmi"),
    ("Rytmi hello Rytmi", [mention("Rytmi")], "hello Rytmi"),
    # others
    ("<at>Li Åhl</at> is away", [mention("<at>Li Åhl</at>", "29:li", "Li Åhl")], "Li Åhl is away"),
    ("<at>Li</at> is away", [mention("<at>Li</at>", "29:li", "Li Åhl")], "Li is away"),
    ("@li is away", [mention("@li", "29:li", "Li Åhl")], "Li Åhl is away"),
    ("<AT>Rytmi</AT> status", [], "Rytmi status"),
    ("<at>", [], "<at>"),
    # odd entities
    ("status", ["odd", None, {}, {"type": "mention"}, mention(""), mention("x", "28:y")], "status"),
    ("status", [{"type": "mention", "text": 7, "mentioned": "x"}], "status"),
    # signs
    ("a &lt;b&gt; &amp; c", [], "a <b> & c"),
    ("&lt;at&gt;Rytmi&lt;/at&gt;", [], "<at>Rytmi</at>"),
    ("a\u00a0b\u200bc", [], "a b\u200bc"),
    ("1 < 2 and 3 > 2", [], "1 < 2 and 3 > 2"),
    ("bell\x07 and\x00 half\ud83d", [], "bell and half"),
    ("one\r\ntwo\rthree", [], "one\ntwo\nthree"),
    ("o1 12 7 it is <b>done</b>", [], "o1 12 7 it is <b>done</b>"),
]


@pytest.mark.parametrize(("text", "entities", "read_as"), TYPED)
def test_what_was_typed(text: str, entities: list[Any], read_as: str) -> None:
    assert plain_words(told(text, *entities), BOT) == read_as


def test_tags_are_none_where_a_text_is_plain() -> None:
    text = "<p>one <b>two</b><br/>three</p><ul><li>four</li></ul> 5 < 6"
    assert plain_words(told(text, textFormat="xml"), BOT) == "one two\nthree\nfour\n 5 < 6"
    assert plain_words(told(text), BOT) == text


def test_odd_bodies_hold_no_words() -> None:
    for text in (None, 7, ["status"], {"a": 1}):
        assert plain_words({"text": text, "entities": "none"}, BOT) == ""
    assert not names({"entities": {"type": "mention"}}, BOT)


def test_many_tags_are_read_in_time() -> None:
    for text in ("<at" * 80_000, "<at>" * 60_000, "<at " + "x" * 200_000, "<p " * 60_000):
        begun = process_time()
        plain_words(told(text, textFormat="html"), BOT)
        assert process_time() - begun < 2, "the time must not grow with the square of the length"


# --- lines ----------------------------------------------------------------------------------------

COMMANDS = [
    ("/okr status owls", Typed("status owls")),
    ("okr status", Typed("status")),
    ("OKR  status", Typed("status")),
    ("okr", Typed("")),
    ("/okr", Typed("")),
    ("okrs are fine", Line("okrs are fine")),
    ("status", Line("status")),
    ("o1 12 7", Line("o1 12 7")),
]


@pytest.mark.parametrize(("text", "is_wanted"), COMMANDS)
def test_a_line_of_ones_own(text: str, is_wanted: Wish) -> None:
    body = told(text)
    visit = visited(body)
    assert visit == Visit(
        Where.LINE,
        TENANT,
        "aad-liisa",
        f"teams:{TENANT}:message:aad-liisa:1795417200100",
        "1795417200100",
        Scope.PERSONAL,
        "a:1liisa",
        SERVICE,
        bot=BOT,
        language=Language.ENGLISH,
    )
    assert wish(visit, body) == is_wanted
    said = event(body)
    assert isinstance(said, Commanded if isinstance(is_wanted, Typed) else Said)
    assert (said.origin.waits, said.origin.opens) == (False, True), "the answer is a message"
    assert (said.origin.door, said.origin.organisation, said.origin.person) == ("teams", "o", "p")


@pytest.mark.parametrize("kind", ["channel", "groupChat", None])
def test_elsewhere_rytmi_hears_what_mentions_it(kind: str | None) -> None:
    where = CHANNEL | {"conversationType": kind}
    body = told("<at>Rytmi</at> okr status", mention("<at>Rytmi</at>"), conversation=where)
    visit = visited(body)
    assert visit.where is Where.MENTION
    assert visit.scope is (Scope.CHANNEL if kind == "channel" else Scope.GROUP)
    assert visit.conversation == CHANNEL["id"], "the answer stands in the thread"
    assert wish(visit, body) == Typed("status")
    assert event(body).origin.waits, "the answer is given there"
    assert read(told("status", conversation=where)) is None
    assert read(told("status", mention("Li", "29:li"), conversation=where)) is None


def test_one_instant_of_two_people_is_two_deliveries() -> None:
    other = {"id": "29:matti", "aadObjectId": "aad-matti"}
    assert visited(told("hi")).delivery != visited(told("hi", **{"from": other})).delivery


NOBODYS: list[Json] = [
    activity(text=""),
    activity(text=" \n"),
    activity(text=None),
    activity(text="", value="text"),
    activity(type="invoke", name="task/fetch", value={"data": {}}),
    activity(type="invoke", name=None),
    activity(type="typing"),
    activity(type="messageReaction", reactionsAdded=[{"type": "like"}]),
    activity(type="conversationUpdate"),
    activity(type="installationUpdate", action="add"),
    activity(type="anything"),
    activity(**{"from": {"id": "28:other-bot", "name": "Another"}}),
    activity(**{"from": None}),
    activity(**{"from": {"id": "29:x", "aadObjectId": 7}}),
    activity(**{"from": {"id": "29:x", "aadObjectId": "a b"}}),
]


@pytest.mark.parametrize("body", NOBODYS)
def test_nobody_wants_an_answer_to_that(body: Json) -> None:
    assert read(body) is None


@pytest.mark.parametrize(
    "given",
    [
        {"channelData": None, "conversation": {"id": "a:1"}},
        {"channelData": {"tenant": {"id": "a b"}}, "conversation": {"id": "a:1"}},
        {"conversation": {"tenantId": TENANT}},
        {"conversation": {"tenantId": TENANT, "id": "a:\n1"}},
        {"conversation": {"tenantId": TENANT, "id": "x" * 513}},
        {"serviceUrl": None},
        {"id": None},
        {"id": 7},
    ],
)
def test_what_teams_always_says_must_be_said(given: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        read(activity(**given))


def test_the_tenant_may_stand_in_either_place() -> None:
    bare = {"id": "a:1", "conversationType": "personal"}
    assert visited(activity(conversation=bare)).workspace == TENANT
    assert visited(activity(channelData=None)).workspace == TENANT


def test_a_line_has_an_end() -> None:
    body = told("x" * (limits.LINE_CHARACTERS + 1))
    with pytest.raises(TooLongError):
        wanted(body)
    assert wanted(told("x" * limits.LINE_CHARACTERS)) == Line("x" * limits.LINE_CHARACTERS)


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("fi-FI", Language.FINNISH),
        ("nn-NO", Language.NORWEGIAN),
        ("sv", Language.SWEDISH),
        ("de-DE", None),
        (7, None),
        (None, None),
    ],
)
def test_in_which_language_their_teams_is(locale: object, language: Language | None) -> None:
    assert visited(activity(locale=locale)).language is language


# --- buttons --------------------------------------------------------------------------------------


@pytest.mark.parametrize("invoked", [True, False])
def test_a_button(*, invoked: bool) -> None:
    body = pressed(write_action(TENANT, ACTION), invoked=invoked)
    visit = visited(body)
    assert (visit.where, visit.invoked, visit.message) == (Where.PRESS, invoked, "1795")
    number = "f:1" if invoked else "1795417200100"
    assert visit.delivery == f"teams:{TENANT}:press:aad-liisa:{number}"
    assert wish(visit, body) == Press(ACTION)
    made = event(body)
    assert isinstance(made, Pressed)
    assert (made.origin.waits, made.origin.opens) == (False, True)


def test_a_button_in_a_channel_is_answered_there() -> None:
    made = event(pressed(write_action(TENANT, ACTION), conversation=CHANNEL))
    assert made.origin.waits


FOREIGN: list[object] = [
    write_action(OTHER_TENANT, ACTION),
    write_place(replace(PLACE, tenant=OTHER_TENANT)),
    write_action(TENANT, Action("status\x00", "show")),
    write_action(TENANT, Action("status", "show", (("unit", "a\ud83d"),))),
    write_place(replace(PLACE, session=SessionId("s\x001"))),
    {KEY: {"w": TENANT, "f": "status", "s": "show", "a": {"unit": 7}}},
    {KEY: {"w": TENANT, "f": ["status"], "s": "show"}},
    {KEY: {"w": TENANT, "i": "s1", "v": "3"}},
    {KEY: {"w": TENANT, "i": "s1", "v": True}},
    {KEY: {"w": TENANT, "i": "s1", "v": 3, "p": -1}},
    {KEY: "text"},
    {KEY: {"w": 7}},
    {"action": "snooze"},
    {},
    "text",
    None,
    ["list"],
]


@pytest.mark.parametrize("data", FOREIGN)
def test_a_card_that_is_none_of_ours(data: object) -> None:
    with pytest.raises(ForeignError):
        wanted(pressed(data))


# --- forms ----------------------------------------------------------------------------------------


def sent(values: dict[str, Any], place: Place = PLACE, *, invoked: bool = True) -> Json:
    return pressed({**write_place(place), **values}, invoked=invoked)


def test_a_form() -> None:
    body = sent({"value:1": " 12,5 ", "confidence:1": "7", "comment:1": "a\x00b"})
    visit = visited(body)
    assert visit.where is Where.FORM
    made = event(body)
    assert isinstance(made, Answered)
    assert dict(made.values) == {"value:1": "12,5", "confidence:1": "7", "comment:1": "ab"}
    assert (made.session, made.version) == ("s1", 3)
    assert made.origin.waits, "thanks take the place of the card"


def test_a_submission_keeps_its_name_under_another_activity() -> None:
    first = visited(sent({"value:1": "12"})).delivery
    again = activity(**(sent({"value:1": "12"}) | {"id": "f:2", "timestamp": "later"}))
    assert visited(again).delivery == first
    as_message = sent({"value:1": "12"}, invoked=False)
    assert visited(as_message).delivery == first
    others = [
        sent({"value:1": "13"}),
        sent({"value:1": "12", "x": ""}),
        sent({"value:1": "12"}, replace(PLACE, version=4)),
        sent({"value:1": "12"}, replace(PLACE, session=SessionId("s2"))),
        sent({"value:1": "12"}, replace(PLACE, page=1, pages=2)),
        sent({"value:1": "12"}) | {"from": {"id": "29:m", "aadObjectId": "aad-matti"}},
    ]
    assert first not in {visited(each).delivery for each in others}


def test_a_page_before_the_last_is_turned() -> None:
    first = replace(PLACE, page=0, pages=2)
    assert isinstance(event(sent({}, first)), Turned)
    assert isinstance(event(sent({}, replace(first, page=1))), Answered)


def test_what_a_client_leaves_out_because_it_is_empty_is_empty() -> None:
    place = replace(PLACE, pages=2, blanks=("comment:1", "blocker:1"))
    found = wanted(sent({"value:1": "12", "blocker:1": "snow"}, place))
    assert isinstance(found, Sent)
    assert found.values == {"value:1": "12", "blocker:1": "snow", "comment:1": ""}


@pytest.mark.parametrize(
    ("told_as", "taken"),
    [
        ("1.234", "1.2340"),
        ("-12.500", "-12.5000"),
        ("1234", "1234"),
        ("1.25", "1.25"),
        ("1234.567", "1234.567"),
        (1.5, "1.5"),
        (7.0, "7"),
        (7, "7"),
        (None, ""),
        (True, "true"),
        ("", ""),
    ],
)
def test_a_number_has_its_point_where_the_client_put_it(told_as: object, taken: str) -> None:
    """In Finnish "1.234" could be read in two ways; an input for numbers knows only one."""
    found = wanted(sent({"value:1": told_as}, replace(PLACE, numbers=("value:1",))))
    assert isinstance(found, Sent)
    assert found.values["value:1"] == taken
    words = wanted(sent({"comment:1": "1.234"}, replace(PLACE, numbers=("value:1",))))
    assert isinstance(words, Sent)
    assert words.values == {"comment:1": "1.234"}


@pytest.mark.parametrize(
    "values",
    [
        {"value:1": {"a": 1}},
        {"value:1": ["7"]},
        {f"value:{number}": "1" for number in range(limits.FIELDS + 1)},
    ],
)
def test_a_form_whose_fields_are_none_of_ours(values: dict[str, Any]) -> None:
    with pytest.raises(ForeignError):
        wanted(sent(values))


def test_what_teams_adds_by_itself_is_no_field() -> None:
    found = wanted(sent({"value:1": "1", "msteams": {"type": "messageBack"}}))
    assert isinstance(found, Sent)
    assert found.values == {"value:1": "1"}


def test_a_value_has_an_end() -> None:
    found = wanted(sent({"comment:1": "x" * (limits.VALUE_CHARACTERS + 10)}))
    assert isinstance(found, Sent)
    assert len(found.values["comment:1"]) == limits.VALUE_CHARACTERS
