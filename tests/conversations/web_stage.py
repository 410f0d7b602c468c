"""Plays transcripts through the real web door: HTTP in, HTML and JSON out, read by key."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from itertools import count
from typing import Any, Final
from urllib.parse import quote

from aiohttp.test_utils import TestClient, TestServer

from bot.application import application
from dialogs.posts import Cause
from dialogs.text import Listing, Phrase, Reader, Text, Verbatim
from tests.conversations.company import ORGANISATION
from tests.conversations.markup import Element, read_markup
from tests.conversations.service import Service, assembled
from tests.conversations.stage import World

ONLOOKER: Final = "chief"
"""Through whose eyes channels are read: everyone in the organisation can."""
OWN_WORDS: Final = {"web-missing": "person-unknown"}
"""What the door says in words of its own, before the engine hears of it."""
_KEY: Final = re.compile("⟦([^⟧]+)⟧")
_NONCE: Final = re.compile(r'name=\\"nonce\\" value=\\"[^"\\]*')


def draw_keys(text: Text, reader: Reader) -> str:
    """Write a text's keys where its words would stand."""
    match text:
        case Verbatim(words):
            return words
        case Listing(items):
            return "".join(draw_keys(item, reader) for item in items)
        case Phrase(key, args):
            inner = (
                draw_keys(arg, reader)
                for _, arg in args
                if isinstance(arg, Phrase | Listing | Verbatim)
            )
            return f"⟦{key}⟧{''.join(inner)}"


@dataclass(frozen=True, slots=True)
class Request:
    """What was sent, so that it can be sent again."""

    path: str
    fields: Mapping[str, str]
    nonce: str


class WebStage:
    """Does what the page's script does, and reads what the page would show."""

    client: TestClient[Any, Any]
    service: Service

    def __init__(self, world: World) -> None:
        """Take a world; its server, and who speaks to it, come when they are started."""
        self.world = world
        self._nonces = count(1)
        self._last: tuple[Request, str] | None = None
        self._forms: dict[str, Element] = {}
        self._shown: dict[str, tuple[str, Element]] = {}

    async def at(self, instant: datetime) -> None:
        """Let time pass."""
        await self.world.live_until(instant)

    async def types(self, who: str, text: str) -> None:
        """Send the message box."""
        form = (await self._page(_person(who))).having("say")
        fields = dict(form[0].controls()) if form else {"seen": "0"}  # a stranger has no page
        await self._send(who, "say", {**fields, "text": text})

    async def presses(self, who: str, label: str) -> None:
        """Press a visible button of that label: in what was shown, else in messages."""
        first, label = label.startswith("first "), label.removeprefix("first ")
        places = (await self._page(_person(who))).having("message", "told")
        if who in self._shown:
            places.append(self._shown[who][1])
        found = [
            form
            for place in places
            for form in place.having("press")
            if label in _keys(form.tagged("button")[0])
        ]
        assert found, f"{who} sees no button {label}"
        pressed = found[0 if first else -1]
        assert pressed.attributes["action"] == f"{_person(who)}/press"
        await self._send(who, "press", dict(pressed.controls()))

    async def fills(self, who: str, values: Mapping[str, str]) -> None:
        """Send the open form as it stands, with these fields filled in."""
        form = self._forms[who]
        for name, value in values.items():
            _can_be_filled(form, f"f.{name}", value)
        written = {f"f.{name}": value for name, value in values.items()}
        await self._send(who, "answer", {**dict(form.controls()), **written})

    async def turns(self, who: str, values: Mapping[str, str]) -> None:
        """Fail: a page of the web holds the longest form."""
        raise AssertionError(f"{who} sees the whole form: {sorted(values)}")

    async def again(self) -> None:
        """Send the very same request again; the answer is the same, but for the next nonces."""
        assert self._last is not None
        request, answer = self._last
        for _ in range(2):
            repeated = await self._post(request)
            assert _NONCE.sub("", repeated) == _NONCE.sub("", answer)
        await self.world.postman.drain()

    async def loses(self, conversation: str, cause: str) -> None:
        """Let the platform refuse."""
        await self.world.lose(conversation, Cause(cause))

    async def restarts(self) -> None:
        """Stop the server and start another one; the page in each browser stays as it was."""
        await self.service.restart()

    async def heard(self, conversation: str) -> Sequence[Sequence[str]]:
        """Return a conversation's messages, from the page and from what a page fetches later."""
        is_channel = conversation.startswith("#")
        here = f"{_person(ONLOOKER)}/in/{quote(conversation)}" if is_channel else None
        path = here or _person(conversation)
        shown = (await self._page(path)).having("message", "told")
        news = await self._json(f"{path}/messages?above=0")
        fetched = read_markup(news["html"]).having("message", "told")
        assert news["count"] == len(fetched) == len(shown)
        assert [_body(each) for each in shown] == [_body(each) for each in fetched]
        return [
            [*_in_words(summary), *_body(message)]
            for summary, message in zip(news["announce"], fetched, strict=True)
        ]

    def seen(self, who: str) -> Sequence[str]:
        """Return the keys of the open form, or of the view that was shown last."""
        if who in self._shown:
            summary, body = self._shown[who]
            return [*_in_words(summary), *_keys(body)]
        return list(_form_keys(self._forms[who])) if who in self._forms else []

    def errors(self, who: str) -> Mapping[str, str]:
        """Return the errors as they stand at their fields."""
        form = self._forms.get(who)
        found = {}
        for field in form.having("field", "wrong") if form is not None else ():
            sentence = _keys(field.having("error")[0])
            name = next(
                each.attributes["name"]
                for each in field.tagged("input", "textarea", "select")
                if "name" in each.attributes
            )
            found[name.removeprefix("f.")] = sentence[0]
        return found

    def kept(self, who: str) -> Mapping[str, str]:
        """Return what stands in the fields of the open form."""
        form = self._forms.get(who)
        controls = form.controls() if form is not None else ()
        return {
            name.removeprefix("f."): value
            for name, value in controls
            if name.startswith("f.") and value
        }

    def fields(self, who: str) -> Sequence[str]:
        """Return the fields of the open form, in order."""
        form = self._forms.get(who)
        if form is None:
            return []
        names = (
            each.attributes.get("name", "") for each in form.tagged("input", "textarea", "select")
        )
        wanted = (name.removeprefix("f.") for name in names if name.startswith("f."))
        return list(dict.fromkeys(wanted))

    async def _send(self, who: str, verb: str, fields: Mapping[str, str]) -> None:
        request = Request(f"{_person(who)}/{verb}", fields, f"transcript-{next(self._nonces)}")
        answer = await self._post(request)
        self._last = request, answer
        await self.world.postman.drain()
        self._take(who, json.loads(answer))

    async def _post(self, request: Request) -> str:
        headers = {"Accept": "application/json", "X-Request-Nonce": request.nonce}
        async with self.client.post(
            request.path, data=dict(request.fields), headers=headers
        ) as response:
            assert response.status in {HTTPStatus.OK, HTTPStatus.NOT_FOUND}, await response.text()
            return await response.text()

    def _take(self, who: str, answer: dict[str, Any]) -> None:
        """Show what came back as the page's script does."""
        match answer["reply"]:
            case "open_form" | "correct":
                form = read_markup(answer["html"]).having("sheet")[0]
                hidden = dict(form.controls())
                assert hidden["session"] == answer["session"]
                assert hidden["version"] == str(answer["version"])
                self._forms[who] = form
                self._shown.pop(who, None)
                told = {name: _in_words(text)[0] for name, text in answer["errors"].items()}
                assert told == self.errors(who)
            case "close" | "show":
                self._forms.pop(who, None)
                self._shown[who] = answer["announce"], read_markup(answer["html"])
                assert _keys(self._shown[who][1]) == _body(read_markup(answer["log"]))
            case "refused":
                key = _in_words(answer["errors"][""])[0]
                self._shown[who] = f"⟦{OWN_WORDS[key]}⟧", Element("")
            case other:
                assert other == "nothing"
                self._forms.pop(who, None)

    async def _page(self, path: str) -> Element:
        async with self.client.get(path) as response:
            return read_markup(await response.text())

    async def _json(self, path: str) -> dict[str, Any]:
        headers = {"Accept": "application/json"}
        async with self.client.get(path, headers=headers) as response:
            assert response.status == HTTPStatus.OK, await response.text()
            read: dict[str, Any] = await response.json()
            return read


@asynccontextmanager
async def web_stage(world: World, url: str) -> AsyncIterator[WebStage]:
    """Run the server on a world's database and clock, with keys in place of words."""
    stage = WebStage(world)

    async def start(running: AsyncExitStack) -> None:
        rytmi = assembled(world)
        world.planner, world.postman = rytmi.planner, rytmi.postman
        served = application(rytmi, url=url, web_door=True, first=ORGANISATION, draw=draw_keys)
        stage.client = await running.enter_async_context(TestClient(TestServer(served)))

    async with Service(world, start) as stage.service:
        yield stage


def _person(who: str) -> str:
    return f"/o/{ORGANISATION}/as/{who}"


def _in_words(drawn: str) -> list[str]:
    """Return the keys in a text, without those of the page's own words around it."""
    return [key for key in _KEY.findall(drawn) if not key.startswith("web-") or key in OWN_WORDS]


def _keys(element: Element) -> list[str]:
    """Return the keys in an element in the order in which the contracts name the parts."""
    return [key for part in _in_order(element) for key in _in_words(part)]


def _in_order(element: Element) -> Iterator[str]:
    """Yield texts in document order; a meter's state stands above its caption and comes after."""
    children = element.children
    if "meter" in element.classes:
        label, state = element.having("meter-label")[0], element.having("badge")[0]
        children = [label, element.having("meter-caption")[0], state]
    for each in children:
        if isinstance(each, str):
            yield each
        else:
            yield from _in_order(each)


def _body(message: Element) -> list[str]:
    """Return the keys of the last message body in an element, without its frame."""
    return _keys(message.having("message-body")[-1])


def _form_keys(form: Element) -> Iterator[str]:
    """Yield a form's keys in the order of `dialogs.views.Form`."""
    yield from _keys(form.tagged("h2")[0])
    yield from _keys(form.having("sheet-foot")[0])
    for part in (*form.having("intro"), *form.having("group")):
        errors = {id(each) for sentence in part.having("error") for each in sentence.walk()}
        yield from _keys(_without(part, errors))
    # The form's own sentence stands alone, or heads the list of what is wrong.
    notices = (*form.having("problems-title"), *form.having("notice"))
    for part in (*form.having("error"), *notices):
        yield from _keys(part)


def _without(element: Element, ids: set[int]) -> Element:
    kept: list[Element | str] = [
        each if isinstance(each, str) else _without(each, ids)
        for each in element.children
        if id(each) not in ids
    ]
    return Element(element.tag, element.attributes, kept)


def _can_be_filled(form: Element, name: str, value: str) -> None:
    """Check that a browser could send this: the field exists, and a choice is one of its own."""
    fields = [each for each in form.walk() if each.attributes.get("name") == name]
    assert fields, f"the form has no field {name}"
    first = fields[0]
    if first.attributes.get("type") == "radio":
        assert value in {each.attributes["value"] for each in fields}
    if first.tag == "select":
        assert value in {each.attributes["value"] for each in first.tagged("option")}
