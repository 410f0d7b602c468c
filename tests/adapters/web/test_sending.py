"""What a person does on the page becomes one event, however often it is delivered."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from adapters.web import limits
from dialogs.events import Answered, Commanded, Pressed, Said
from dialogs.okr.model import PersonId
from tests.adapters.web.conftest import Page
from tests.adapters.web.house import House, prompt, receipt
from tests.adapters.web.markup import read

AINO_PAGE = "/o/h%C3%A4me/as/aino"
JSON = {"Accept": "application/json"}
GOOD = {"session": "session-1", "version": "1", "f.value:kr-1": "12,5", "f.confidence:kr-1": "7"}


async def post(page: Page, path: str, fields: dict[str, str], **headers: str) -> dict[str, Any]:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    response = await page.post(f"{AINO_PAGE}/{path}", data=fields, headers=JSON | names)
    assert response.status == 200
    content: dict[str, Any] = await response.json()
    return content


@pytest.mark.parametrize(
    ("typed", "text"),
    [("/okr status Kotihoito", "status Kotihoito"), ("/OKR\ttree ", "tree"), (" /okr ", "")],
)
async def test_a_line_that_begins_with_the_command_is_a_command(
    house: House, page: Page, typed: str, text: str
) -> None:
    await post(page, "say", {"text": typed})
    (event,) = house.events
    assert isinstance(event, Commanded)
    assert event.text == text
    assert event.origin.person == PersonId("aino")
    assert event.origin.door == "web"


@pytest.mark.parametrize("typed", ["1: 45 7", "/okrs", "okr status", "/ okr", "hei\r\nmoi"])
async def test_any_other_line_is_said(house: House, page: Page, typed: str) -> None:
    reply = await post(page, "say", {"text": typed})
    (event,) = house.events
    assert isinstance(event, Said)
    assert event.text == typed.replace("\r\n", "\n")
    assert reply["reply"] == "show"
    assert reply["announce"] == f"heard: {event.text}"
    assert "heard" in reply["html"]


async def test_nothing_to_say_is_told_as_nothing(page: Page) -> None:
    assert (await post(page, "say", {"text": "/okr"}))["reply"] == "nothing"


async def test_a_press_carries_its_action(house: House, page: Page) -> None:
    fields = {"flow": "status", "step": "show", "a.unit": "tiimi 1", "a.week": "", "other": "x"}
    assert (await post(page, "press", fields))["reply"] == "show"
    (event,) = house.events
    assert isinstance(event, Pressed)
    assert (event.action.flow, event.action.step) == ("status", "show")
    assert event.action.args == (("unit", "tiimi 1"), ("week", ""))


async def test_a_form_opens_is_corrected_and_closes(house: House, page: Page) -> None:
    opened = await post(page, "say", {"text": "/okr checkin"})
    assert (opened["reply"], opened["session"], opened["version"]) == ("open_form", "session-1", 1)
    assert opened["errors"] == {}

    bad = GOOD | {"f.value:kr-1": "paljon", "f.comment:kr-1": "<b>kesken</b>"}
    corrected = await post(page, "answer", bad)
    assert (corrected["reply"], corrected["version"]) == ("correct", 2)
    assert corrected["errors"] == {"value:kr-1": "Write a number, such as 12,5"}
    form = read(corrected["html"])
    assert form.problems == []
    assert form.one("input", name="f.value:kr-1").attributes["value"] == "paljon"
    assert "checked" in form.one("input", name="f.confidence:kr-1", value="7").attributes
    assert form.one("textarea", name="f.comment:kr-1").text == "\n<b>kesken</b>"

    closed = await post(page, "answer", GOOD | {"version": "2"})
    assert closed["reply"] == "close"
    assert "Thanks!" in closed["html"]
    assert house.stored == [{"value:kr-1": "12,5", "confidence:kr-1": "7"}]


async def test_a_program_may_send_json(house: House, page: Page) -> None:
    values = {"value:kr-1": 12.5, "confidence:kr-1": 7}
    body = {"session": "session-1", "version": 1, "values": values}
    response = await page.post(f"{AINO_PAGE}/answer", json=body, headers=JSON)
    assert (await response.json())["reply"] == "close"
    body = {"flow": "status", "step": "show", "args": {"unit": "x"}}
    await page.post(f"{AINO_PAGE}/press", json=body, headers=JSON)
    answer, press = house.events
    assert isinstance(answer, Answered)
    assert answer.values == {"value:kr-1": "12.5", "confidence:kr-1": "7"}
    assert isinstance(press, Pressed)
    assert press.action.args == (("unit", "x"),)


async def test_the_same_answer_delivered_five_times_is_one(house: House, page: Page) -> None:
    replies = await asyncio.gather(*(post(page, "answer", GOOD) for _ in range(5)))
    assert len(house.events) == len(house.stored) == 1
    assert all(reply["html"] == replies[0]["html"] for reply in replies)


async def test_another_value_person_or_version_is_another_delivery(
    house: House, page: Page
) -> None:
    await post(page, "answer", GOOD)
    await post(page, "answer", GOOD | {"f.value:kr-1": "13"})
    await post(page, "answer", GOOD | {"version": "2"})
    await page.post("/o/h%C3%A4me/as/stina/answer", data=GOOD, headers=JSON)
    assert len({event.origin.delivery for event in house.events}) == 4


async def test_a_line_or_press_with_the_same_nonce_is_one(house: House, page: Page) -> None:
    fields = {"text": "1: 45 7"}
    for _ in range(3):
        await post(page, "say", fields, X_Request_Nonce="abc")
    await post(page, "say", fields, X_Request_Nonce="abd")
    await post(page, "say", fields | {"nonce": "abc"})
    await post(page, "say", fields)
    await post(page, "say", fields)
    # The field and the header mean the same; without either each request is its own.
    assert len(house.events) == 4
    await post(page, "press", {"flow": "a", "step": "b"}, X_Request_Nonce="abc")
    assert len(house.events) == 5


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("say", {}),
        ("say", {"text": "  \n "}),
        ("say", {"text": "x" * (limits.MESSAGE_CHARACTERS + 1)}),
        ("say", {"text": "a\x00b"}),
        ("say", {"text": "x", "nonce": "n" * 101}),
        ("press", {"flow": "status"}),
        ("press", {"flow": "status", "step": "s" * 201}),
        ("answer", {"session": "", "version": "1"}),
        ("answer", {"session": "s", "version": "-1"}),
        ("answer", {"session": "s", "version": "\u0661"}),
        ("answer", {"session": "s", "version": "9" * 16}),
        ("answer", {"session": "s", "version": "1", "f.x": "y" * 20_001}),
        ("answer", {"session": "s", "version": "1", **{f"f.{n}": "" for n in range(500)}}),
    ],
)
async def test_what_the_page_would_never_send_is_refused(
    house: House, page: Page, path: str, fields: dict[str, str]
) -> None:
    response = await page.post(f"{AINO_PAGE}/{path}", data=fields, headers=JSON)
    assert response.status == 400
    assert (await response.json())["reply"] == "refused"
    assert house.events == []


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b'"x"',
        b'{"text": null}',
        b'{"text": true}',
        b'{"text": ["x"]}',
        b'{"text": "\\ud800"}',
        b'{"values": {"x": {}}}',
        b"\xff",
        b"[" * 100_000,
    ],
)
async def test_json_that_is_not_an_object_of_words_is_refused(
    house: House, page: Page, body: bytes
) -> None:
    headers = JSON | {"Content-Type": "application/json"}
    response = await page.post(f"{AINO_PAGE}/say", data=body, headers=headers)
    assert response.status == 400
    assert house.events == []


async def test_nobody_speaks_as_somebody_who_does_not_exist(house: House, page: Page) -> None:
    for path in ("/o/h%C3%A4me/as/nobody", "/o/nett/as/aino", "/o/none/as/aino"):
        response = await page.post(f"{path}/say", data={"text": "x"}, headers=JSON)
        assert response.status == 404
    assert house.events == []


async def test_the_page_shows_typed_lines_and_private_replies_again(
    house: House, page: Page
) -> None:
    await house.deliver(prompt(key="1"))
    reply = await post(page, "say", {"text": "1: 45 7", "seen": "1"}, X_Request_Nonce="once")
    await post(page, "say", {"text": "1: 45 7", "seen": "1"}, X_Request_Nonce="once")
    kinds = [one.attributes["class"] for one in read(reply["log"]).all("article")]
    assert kinds == ["message said", "message aside"]
    await house.deliver(prompt(key="2"))
    document = read(await (await page.get(AINO_PAGE)).text())
    kinds = [one.attributes["class"] for one in document.all("article")]
    assert kinds == ["message told", "message said", "message aside", "message told"]
    assert "Näkyy vain sinulle" in document.all("article", class_="message aside")[0].text
    other = read(await (await page.get("/o/h%C3%A4me/as/stina")).text())
    assert other.all("article") == []


async def test_thanks_that_a_receipt_repeats_are_not_shown_again(house: House, page: Page) -> None:
    await house.deliver(prompt())
    closed = await post(page, "answer", {**GOOD, "seen": "1"})
    assert closed["announce"] == "Thanks!"
    assert "Thanks!" in read(await (await page.get(AINO_PAGE)).text()).text
    await house.deliver(receipt())
    document = read(await (await page.get(AINO_PAGE)).text())
    assert "Week 48 is answered" in document.text
    assert "Thanks!" not in document.text


async def test_other_private_replies_stay_beside_a_receipt(house: House, page: Page) -> None:
    await post(page, "say", {"text": "1: 45 7", "seen": "0"})
    await house.deliver(receipt())
    document = read(await (await page.get(AINO_PAGE)).text())
    assert "heard: 1: 45 7" in document.text


async def test_without_a_script_a_form_comes_as_a_page(house: House, page: Page) -> None:
    response = await page.post(f"{AINO_PAGE}/say", data={"text": "/okr checkin", "seen": "0"})
    document = read(await response.text())
    assert document.problems == []
    assert "open" in document.one("dialog").attributes
    response = await page.post(f"{AINO_PAGE}/answer", data=GOOD | {"f.value:kr-1": "x"})
    document = read(await response.text())
    assert document.one("input", name="f.value:kr-1").attributes["aria-invalid"] == "true"
    response = await page.post(f"{AINO_PAGE}/answer", data=GOOD | {"version": "2", "seen": "0"})
    assert response.url.path == "/o/häme/as/aino"
    assert [one.status for one in response.history] == [303]
    assert "Thanks!" in read(await response.text()).one("div", id="log").text


async def test_a_press_in_a_channel_is_answered_in_that_channel(page: Page) -> None:
    fields = {"flow": "status", "step": "show", "channel": "tiimi", "seen": "0"}
    response = await page.post(f"{AINO_PAGE}/press", data=fields)
    assert response.url.path == "/o/häme/as/aino/in/tiimi"
    assert "pressed: show" in await response.text()
    response = await page.post(f"{AINO_PAGE}/press", data=fields | {"channel": "nowhere"})
    assert response.status == 404
