"""What Slack says becomes an event: the envelope says who and where, and which delivery it is."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.envelope import ForeignError, Place, read_place, write_place, write_value
from adapters.slack.listening.inbound import (
    TooLongError,
    event_of,
    event_place,
    is_line,
    mentioned,
    read_command,
    read_form,
    read_line,
    read_press,
    read_shortcut,
    read_tab,
    wish,
)
from adapters.slack.listening.lock import Unreadable
from adapters.slack.listening.typed import clean, plain_words
from adapters.slack.listening.visit import Line, Press, Sent, Typed, Visit, Where
from dialogs.events import Answered, Commanded, Event, Pressed, Said, Turned
from dialogs.okr.model import OrganisationId, PersonId
from dialogs.session import MOST_CARRIED, Carried, Session, SessionId
from dialogs.views import Action
from tests.adapters.slack.loopback import Json

COMMAND: Json = {
    "team_id": "T1",
    "user_id": "U1",
    "command": "/okr",
    "text": "checkin",
    "is_enterprise_install": "false",
    "trigger_id": "1.2.abc",
    "response_url": "https://hooks.example/1",
}
INTERACTION: Json = {
    "user": {"id": "U1", "team_id": "T1"},
    "team": {"id": "T1"},
    "enterprise": None,
    "is_enterprise_install": False,
    "trigger_id": "1.2.abc",
}
EVENT: Json = {
    "type": "event_callback",
    "team_id": "T1",
    "event_id": "Ev1",
    "event": {
        "type": "message",
        "channel_type": "im",
        "user": "U1",
        "channel": "D1",
        "text": "hello",
    },
    "authorizations": [{"enterprise_id": None, "team_id": "T1", "is_enterprise_install": False}],
}


CARRIED = Carried(
    OrganisationId("county"),
    Session(
        id=SessionId("s1"),
        person=PersonId("liisa"),
        flow="check_in",
        step="form",
        args=(("week", "2026-W47"),),
        version=1,
        expires=datetime(2026, 11, 25, 9, 0, tzinfo=UTC),
        carried=True,
    ),
)


def made(visit: Visit, body: Json) -> Event:
    return event_of(visit, wish(visit, body), OrganisationId("county"), PersonId("liisa"))


def submission(values: Json, place: Place | None = None, **view: object) -> Json:
    shown = {
        "id": "V1",
        "hash": "1.h",
        "callback_id": "form",
        "private_metadata": write_place(place or Place("T1", SessionId("s1"), 3)),
        "state": {
            "values": {
                name: {name: {"type": "plain_text_input", "value": value}}
                for name, value in values.items()
            }
        },
        "blocks": [{"type": "input", "block_id": name} for name in values],
        **view,
    }
    return {**INTERACTION, "type": "view_submission", "view": shown}


def press(value: str, **given: object) -> Json:
    action = {"type": "button", "value": value, "action_ts": "7.7"}
    return {**INTERACTION, "type": "block_actions", "actions": [action], **given}


class TestKeys:
    """The same when Slack delivers it again, and another for whatever else is done."""

    def test_of_a_command(self) -> None:
        assert made(read_command(COMMAND), COMMAND).origin.delivery == "slack:T1:command:1.2.abc"

    def test_of_a_shortcut(self) -> None:
        body = {**INTERACTION, "callback_id": "check_in"}
        event = made(read_shortcut(body), body)
        assert event.origin.delivery == "slack:T1:shortcut:1.2.abc"
        assert isinstance(event, Commanded)
        assert event.text == "checkin"

    def test_of_a_line(self) -> None:
        event = made(read_line(EVENT), EVENT)
        assert event.origin.delivery == "slack:T1:event:Ev1"
        assert isinstance(event, Said)
        assert not event.origin.waits

    def test_of_home(self) -> None:
        event = made(read_tab(EVENT), EVENT)
        assert isinstance(event, Pressed)
        assert event.action == Action("home", "show")
        assert event.origin.waits

    def test_of_a_press(self) -> None:
        body = press(write_value("T1", Action("status", "show")))
        assert made(read_press(body), body).origin.delivery == "slack:T1:press:1.2.abc"

    def test_of_a_press_without_a_trigger(self) -> None:
        body = press(write_value("T1", Action("status", "show")), trigger_id="")
        assert made(read_press(body), body).origin.delivery == "slack:T1:press:7.7+U1"

    def test_of_a_form_go_by_what_was_sent(self) -> None:
        keys = {
            made(read_form(body), body).origin.delivery
            for body in (
                submission({"a": "1", "b": "2"}),
                submission({"b": "2", "a": "1"}),
                submission({"a": "1", "b": "3"}),
                submission({"a": "1b", "": "2"}),
                submission({"a": "1", "b": "2"}, hash="2.h"),
                submission({"a": "1", "b": "2"}, id="V2"),
                submission({"a": "1", "b": "2"}, Place("T1", SessionId("s1"), 3, 1, 2)),
            )
        }
        assert len(keys) == 6
        assert all(key.startswith(("slack:T1:form:V1:", "slack:T1:form:V2:")) for key in keys)


class TestPages:
    """The last page is the answer; those before it are turned."""

    @pytest.mark.parametrize(
        ("page", "pages", "kind"),
        [(0, 1, Answered), (0, 3, Turned), (1, 3, Turned), (2, 3, Answered)],
    )
    def test_by_its_number(self, page: int, pages: int, kind: type[Event]) -> None:
        body = submission({"a": "1"}, Place("T1", SessionId("s1"), 3, page, pages))
        event = made(read_form(body), body)
        assert type(event) is kind

    def test_the_showing_is_named(self) -> None:
        body = submission({"a": "1", "b": ""})
        wanted = wish(read_form(body), body)
        assert wanted == Sent(Place("T1", SessionId("s1"), 3), {"a": "1", "b": ""})


class TestWorkspaces:
    """Whose Slack it is is said by the envelope, and by nothing in a value."""

    def test_an_installation_for_a_whole_organisation(self) -> None:
        body = {**COMMAND, "enterprise_id": "E1", "is_enterprise_install": "true"}
        assert read_command(body).workspace == "E1"

    def test_a_workspace_of_an_organisation_with_an_installation_of_its_own(self) -> None:
        body = {**COMMAND, "enterprise_id": "E1"}
        assert read_command(body).workspace == "T1"

    def test_a_modal_that_was_opened_in_a_shared_channel(self) -> None:
        body = submission({"a": "1"}, app_installed_team_id="T9")
        assert read_form(body).workspace == "T9"

    def test_an_event_goes_to_the_first_who_authorised_it(self) -> None:
        wide = {"enterprise_id": "E1", "team_id": "T7", "is_enterprise_install": True}
        assert event_place({**EVENT, "authorizations": [wide]}) == ("E1", "T7")
        assert event_place({**EVENT, "authorizations": []}) == ("T1", "T1")

    def test_no_name_at_all_is_nothing_that_slack_sends(self) -> None:
        with pytest.raises(Unreadable):
            read_command({**COMMAND, "team_id": ""})

    @pytest.mark.parametrize("name", ["T1/../x", "T 1", "T1\n", "Tä", "x" * 200, 5, None, ["T1"]])
    def test_what_is_no_name_is_none(self, name: object) -> None:
        with pytest.raises(Unreadable):
            read_command({**COMMAND, "team_id": name})

    def test_a_button_of_another_one(self) -> None:
        body = press(write_value("T2", Action("status", "show")))
        with pytest.raises(ForeignError, match="a value of workspace T2 came from T1"):
            wish(read_press(body), body)

    def test_a_form_of_another_one(self) -> None:
        body = submission({"a": "1"}, Place("T2", SessionId("s1"), 3))
        with pytest.raises(ForeignError, match="a value of workspace T2 came from T1"):
            wish(read_form(body), body)

    def test_a_form_brings_its_session_back(self) -> None:
        body = submission({"a": "1"}, Place("T1", SessionId("s1"), 3, carried=CARRIED))
        event = made(read_form(body), body)
        assert isinstance(event, Answered)
        assert event.carried == CARRIED
        assert event.origin.carries

    @pytest.mark.parametrize(
        "carried",
        [
            "none",
            [],
            ["county", "liisa", "check_in", "form", 1, 1_800_000_000],
            ["county", "liisa", "check_in", "form", 1, 1_800_000_000, {"week": 5}],
            ["county", "liisa", "check_in", "form", 10**30, 1_800_000_000, {}],
            ["county", "liisa", "check_in", "form", True, 1_800_000_000, {}],
            ["county", "liisa", "check_in", "form", -1, 1_800_000_000, {}],
            ["county", "liisa", "check_in", "form", 1, 10**20, {}],
            ["county", "liisa", "check_in", "form", 1, -1, {}],
            ["county", "liisa", "check_in", "form", "1", 1_800_000_000, {}],
            ["county", "liisa", "check_in", "form", 1, 1_800_000_000, {"week": "\ud800"}],
        ],
    )
    def test_a_form_with_a_session_that_none_of_ours_has(self, carried: object) -> None:
        written = json.dumps({"w": "T1", "s": "s1", "v": 1, "c": carried})
        body = submission({"a": "1"})
        body["view"]["private_metadata"] = written
        with pytest.raises(ForeignError):
            wish(read_form(body), body)

    @pytest.mark.parametrize("sign", ["x", '"', "\n", "ö", "\\", "&", "<", "\x01"])
    def test_the_longest_session_that_a_form_carries_fits(self, sign: str) -> None:
        args: tuple[tuple[str, str], ...] = (("week", "2026-W47"),)
        session = replace(CARRIED.session, args=args, person=PersonId("p" * 200))
        while (longer := replace(session, args=(*args, ("typed", sign)))).is_light:
            session, sign = longer, sign + sign[0]
        assert len(sign) * 6 > MOST_CARRIED / 2, "as much as there is room for"
        place = Place("T1", SessionId("s" * 32), 3, 4, 9, replace(CARRIED, session=session))
        written = write_place(place)
        assert len(written) <= 3_000
        assert not set("&<>") & set(written), "nothing that Slack might write otherwise"
        carried = read_place("T1", written).carried
        assert carried is not None
        assert carried.session.args == session.args

    def test_what_was_typed_with_odd_line_breaks_comes_back(self) -> None:
        body = {**COMMAND, "text": "away x\r\r\ny"}
        typed = made(read_command(body), body)
        assert isinstance(typed, Commanded)
        assert clean(typed.text) == typed.text
        session = replace(CARRIED.session, args=(("text", typed.text),))
        sent = submission(
            {}, Place("T1", SessionId("s1"), 1, carried=replace(CARRIED, session=session))
        )
        event = made(read_form(sent), sent)
        assert isinstance(event, Answered)
        assert event.carried is not None
        assert event.carried.session.args == session.args

    def test_what_somebody_wrote_in_place_of_a_name_is_not_repeated(self) -> None:
        body = press('{"w":"my secret","f":"status","s":"show","a":{}}')
        with pytest.raises(ForeignError, match="none of ours") as refused:
            wish(read_press(body), body)
        assert "secret" not in str(refused.value)

    @pytest.mark.parametrize("sign", ["\\u0000", "\\ud800", "\\u0007"])
    def test_a_button_with_signs_that_none_of_ours_has(self, sign: str) -> None:
        body = press(f'{{"w":"T1","f":"status","s":"show","a":{{"unit":"{sign}"}}}}')
        with pytest.raises(ForeignError):
            wish(read_press(body), body)

    def test_a_shortcut_that_is_none_of_ours(self) -> None:
        body = {**INTERACTION, "callback_id": "drop_tables"}
        with pytest.raises(ForeignError):
            wish(read_shortcut(body), body)


class TestWords:
    """What was typed, and not Slack's notation of it."""

    @pytest.mark.parametrize(
        ("written", "typed"),
        [
            ("o1 12,5 7", "o1 12,5 7"),
            ("5 &lt; 7 &amp;&amp; 7 &gt; 5", "5 < 7 && 7 > 5"),
            ("&amp;lt;", "&lt;"),
            ("ask <mailto:aino@county.example|aino@county.example>", "ask aino@county.example"),
            ("see <https://county.example/a|county.example/a>", "see county.example/a"),
            ("see <https://county.example/a>", "see https://county.example/a"),
            ("call <tel:+358401234567|040 123 4567>", "call 040 123 4567"),
            ("<@U123|liisa> is away", "@liisa is away"),
            ("<@U123> is away", "@U123 is away"),
            ("in <#C123|area>", "in #area"),
            ("<!here> <!subteam^S1|@owls>", "@here @owls"),
            ("<!date^1392734382^{date}|18 February>", "18 February"),
            ("<b> is no link", "<b> is no link"),
            ("a\x00b\x07c\ud83d", "abc"),
            ("one\r\ntwo\tthree", "one\ntwo\tthree"),
        ],
    )
    def test_are_read_back(self, written: str, typed: str) -> None:
        assert plain_words(written) == typed

    def test_name_people_where_slack_names_users(self) -> None:
        names = {"U123": "Liisa Virtanen"}
        assert (
            plain_words("away 24.11. <@U123|lv> <@U9|b>", names) == "away 24.11. Liisa Virtanen @b"
        )
        body = {**COMMAND, "text": "away <@U123|lv> and <@W9> and <@U123>"}
        assert mentioned(read_command(body), body) == ("U123", "W9")

    @given(st.text())
    def test_can_always_be_stored(self, written: str) -> None:
        for text in (plain_words(written), clean(written)):
            text.encode()
            assert "\x00" not in text

    @given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"])))
    def test_are_what_was_typed_once_slack_has_escaped_them(self, typed: str) -> None:
        escaped = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        assert plain_words(escaped) == typed

    def test_too_many_are_refused(self) -> None:
        body = {**COMMAND, "text": "x" * 3_001}
        with pytest.raises(TooLongError):
            wish(read_command(body), body)

    def test_of_a_command_and_a_line(self) -> None:
        body = {**COMMAND, "text": "  status &amp; "}
        assert wish(read_command(body), body) == Typed("status &")
        assert wish(read_line(EVENT), EVENT) == Line("hello")

    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ({}, True),
            ({"thread_ts": "1.1"}, True),
            ({"subtype": "file_share"}, True),
            ({"subtype": "file_share", "text": ""}, False),
            ({"subtype": "message_changed"}, False),
            ({"subtype": "bot_message"}, False),
            ({"bot_id": "B1"}, False),
            ({"hidden": True}, False),
            ({"channel_type": "mpim"}, False),
            ({"user": None}, False),
            ({"text": None}, False),
        ],
    )
    def test_are_only_those_that_a_person_has_just_written(
        self, given: Json, expected: bool
    ) -> None:
        assert is_line({**EVENT["event"], **given}) is expected


@pytest.mark.parametrize(
    ("view", "depth"),
    [
        ({"id": "V1", "root_view_id": "V1", "previous_view_id": None}, 1),
        ({"id": "V2", "root_view_id": "V1", "previous_view_id": "V1"}, 2),
        ({"id": "V3", "root_view_id": "V1", "previous_view_id": "V2"}, 3),
        ({}, 1),
    ],
)
def test_it_is_known_how_many_modals_lie_on_one_another(view: Json, depth: int) -> None:
    shown = {"type": "modal", **view}
    visit = read_press(press(write_value("T1", Action("a", "b")), view=shown))
    assert (visit.where, visit.depth) == (Where.MODAL, depth)


@given(
    st.dictionaries(st.text(max_size=8), st.text(max_size=30), max_size=5),
    st.text(max_size=40),
)
def test_a_form_is_read_as_it_was_filled_in(values: dict[str, str], state: str) -> None:
    body = json.loads(json.dumps(submission(values)))
    body["view"]["state"]["more"] = state
    wanted = wish(read_form(body), body)
    assert isinstance(wanted, Sent)
    assert set(wanted.values) == {clean(name) for name in values}


def test_a_chosen_option_is_pressed_like_a_button() -> None:
    body = press("")
    value = write_value("T1", Action("status", "show"))
    body["actions"][0] = {"type": "overflow", "selected_option": {"value": value}}
    assert wish(read_press(body), body) == Press(Action("status", "show"))
