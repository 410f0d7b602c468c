"""A conversation on the page: delivered messages and asides as one log, and the whole page."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, assert_never
from zoneinfo import ZoneInfo

from aiohttp import web
from markupsafe import Markup, escape

from adapters.web import limits
from adapters.web.asides import Aside, Typed, Whispered
from adapters.web.clock import written_day, written_hour
from adapters.web.directory import Directory, column, forum_detail, gather, gathered
from adapters.web.door import Speech
from adapters.web.guard import NobodyYet, NotThere, NotUnderstood
from adapters.web.render import Desk
from adapters.web.site import (
    LANGUAGES,
    Site,
    base_of,
    desk_of,
    html_response,
    json_response,
    rehearsal_of,
    remember_language,
)
from dialogs.okr.model import ChannelId, Organisation, Person, PersonId
from dialogs.ports import Message
from dialogs.posts import PostKey, PostKind, Recipient, ToChannel, ToPerson


@dataclass(frozen=True, slots=True)
class When:
    """An instant as the log shows it, in the organisation's zone."""

    day: str
    """``2026-11-23``: entries with different days get a line between them."""
    day_written: str
    hour: str
    iso: str


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the log, drawn but for its frame."""

    kind: str
    """``told`` (delivered), ``said`` (typed here) or ``aside`` (only this person sees it)."""
    key: str
    replaces: str
    replaced: bool
    when: When
    name: str
    language: str
    body: Markup
    receipt: bool = False
    """Whether it says what was stored: thanks that only one person sees make way for it."""
    thanks: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """One conversation as one person sees it, for one request."""

    site: Site
    organisation: Organisation
    person: Person
    desk: Desk
    speech: Speech

    @property
    def recipient(self) -> Recipient:
        """Whose messages are shown."""
        channel = self.desk.channel
        return ToPerson(self.person.id) if channel is None else ToChannel(channel)

    @property
    def recipient_name(self) -> str:
        """The same as the timeline names it."""
        channel = self.desk.channel
        return f"person:{self.person.id}" if channel is None else f"channel:{channel}"

    async def messages(self, above: int) -> Sequence[Message]:
        """Read the newest messages above a place."""
        return await self.site.door.timeline.conversation(
            self.organisation.id, self.recipient, above=above, most=limits.MESSAGES_SHOWN
        )

    def item(self, message: Message) -> Item:
        """Draw a delivered message in the language of its own reader."""
        post = message.post
        return Item(
            kind="told",
            key=element_key(message.key),
            replaces="" if post.replaces is None else element_key(post.replaces),
            replaced=message.replaced,
            name=self.speech("web-title"),
            language=post.reader.language.value,
            body=self.site.renderer.view(post.view, post.reader, self.desk),
            when=self._when(message.at),
            receipt=post.kind is PostKind.RECEIPT,
        )

    def aside(self, aside: Aside) -> Item:
        """Draw a typed line or a private reply."""
        content = aside.content
        key = element_key(PostKey(f"{aside.delivery}:{type(content).__name__}"))
        common: dict[str, Any] = {
            "key": key,
            "replaces": "",
            "replaced": False,
            "when": self._when(aside.at),
        }
        match content:
            case Typed(text):
                return Item(
                    kind="said",
                    name=self.person.name,
                    language="",
                    body=Markup('<p class="para" dir="auto">{}</p>').format(escape(text)),
                    **common,
                )
            case Whispered(view, reader):
                return Item(
                    kind="aside",
                    name=self.speech("web-title"),
                    language=reader.language.value,
                    body=self.site.renderer.view(view, reader, self.desk),
                    thanks=content.thanks,
                    **common,
                )
        assert_never(content)

    def log(self, items: Sequence[Item]) -> str:
        """Draw entries as they stand in the log."""
        macros: Any = self.site.environment.get_template("messages.html").module
        return str(macros.log(self.speech, items))

    def _when(self, at: datetime) -> When:
        local = at.astimezone(ZoneInfo(self.organisation.zone))
        return When(
            day=local.date().isoformat(),
            day_written=written_day(local.date(), self.speech),
            hour=written_hour(local, self.speech),
            iso=local.isoformat(timespec="minutes"),
        )


def element_key(key: PostKey) -> str:
    """Return a message's name in the document."""
    return hashlib.sha256(key.encode("utf-8")).hexdigest()[:16]


def woven(scene: Scene, messages: Sequence[Message], asides: Sequence[Aside]) -> list[Item]:
    """Put asides between the messages, each after those that were shown when it came.

    Thanks are left out where a receipt came after them.
    """
    newest = max((m.place for m in messages if m.post.kind is PostKind.RECEIPT), default=0)
    waiting = [aside for aside in asides if not (_is_thanks(aside) and aside.after < newest)]
    items: list[Item] = []
    for message in messages:
        while waiting and waiting[0].after < message.place:
            items.append(scene.aside(waiting.pop(0)))
        items.append(scene.item(message))
    return items + [scene.aside(aside) for aside in waiting]


def _is_thanks(aside: Aside) -> bool:
    return isinstance(aside.content, Whispered) and aside.content.thanks


class Conversations:
    """Answers GET: whole pages, and what is new in them."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def home(self, _request: web.Request) -> web.StreamResponse:
        """Lead to the organisation that is shown first."""
        known = await self._site.door.organisations()
        chosen = [each for each in known if each.id == self._site.door.organisation]
        for organisation in [*chosen, *known][:1]:
            raise web.HTTPFound(base_of(organisation))
        raise NobodyYet

    async def enter(self, request: web.Request) -> web.StreamResponse:
        """Lead to the person through whose eyes the organisation is seen first."""
        organisation = await self._site.organisation(request)
        directory = await self._site.door.store.read(organisation.id, gather)
        start = directory.start()
        if start is None or start not in directory.people:
            raise NotThere
        response = web.HTTPFound(desk_of(organisation, directory.people[start], None).here)
        remember_language(request, response)
        raise response

    async def page(self, request: web.Request) -> web.StreamResponse:
        """Show a conversation."""
        scene, directory = await self.scene(request, request.match_info.get("channel"))
        response = html_response(await self.whole(scene, directory))
        remember_language(request, response)
        return response

    async def news(self, request: web.Request) -> web.StreamResponse:
        """Send what was delivered above a place, as a piece of the log."""
        scene, _ = await self.scene(request, request.match_info.get("channel"))
        above = request.query.get("above", "0")
        if not (above.isascii() and above.isdigit() and len(above) <= limits.DIGITS):
            raise NotUnderstood
        messages = await scene.messages(int(above))
        return json_response(
            {
                "html": scene.log([scene.item(message) for message in messages]),
                "place": max((message.place for message in messages), default=int(above)),
                "count": len(messages),
                "announce": [
                    scene.site.renderer.text(message.post.view.summary, message.post.reader)
                    for message in messages
                ],
            }
        )

    async def scene(
        self, request: web.Request, channel: str | None, seen: int = 0
    ) -> tuple[Scene, Directory]:
        """Look up all that a path names; raise NotThere for what does not exist."""
        site = self._site
        organisation = await site.organisation(request)
        wanted = PersonId(request.match_info["person"])
        directory, person = await site.door.store.read(
            organisation.id, lambda work: (gather(work), work.person(wanted))
        )
        if person is None:
            raise NotThere
        place = None if channel is None else ChannelId(channel)
        if place is not None and directory.forum(place) is None:
            raise NotThere
        desk = desk_of(organisation, person, place, seen)
        return Scene(
            site, organisation, person, desk, site.speech(request, organisation)
        ), directory

    async def whole(
        self, scene: Scene, directory: Directory, *, sheet: Markup | None = None
    ) -> str:
        """Draw the whole page, with a form open where one is given."""
        site, speech, desk = scene.site, scene.speech, scene.desk
        messages = await scene.messages(0)
        latest = await site.door.timeline.latest(scene.organisation.id)
        organisations = await site.door.organisations()
        heading, subtitle = _heading(scene, directory)
        return site.renderer.page(
            "page.html",
            {
                "t": speech,
                "language": speech.reader.language.value,
                "languages": [(tag.value, name) for tag, name in LANGUAGES],
                "title": speech("web-page-title", where=heading),
                "heading": heading,
                "subtitle": subtitle,
                "channel": desk.channel is not None,
                "can_write": desk.channel is None,
                "viewer": scene.person.name,
                "desk": desk,
                "base": base_of(scene.organisation),
                "recipient": scene.recipient_name,
                "organisation": scene.organisation.name,
                "organisations": [
                    {
                        "name": one.name,
                        "href": base_of(one),
                        "current": one.id == scene.organisation.id,
                    }
                    for one in organisations
                ],
                "column": column(directory, scene.person.id, desk.channel, latest, speech),
                "items": woven(scene, messages, site.asides.of(desk.here)),
                "place": max((message.place for message in messages), default=0),
                "commands": [
                    (hint.usage, site.door.draw(hint.help, speech.reader))
                    for hint in site.door.commands
                ],
                "longest": limits.MESSAGE_CHARACTERS,
                "sheet": sheet,
                "rehearsal": rehearsal_of(site, scene.organisation, scene.person),
                "gathered": gathered(
                    directory,
                    desk.base,
                    site.mover.harvest(scene.organisation.id),
                    speech,
                ),
                "assets": site.static.addresses,
                **site.bar(scene.organisation, speech),
            },
        )


def _heading(scene: Scene, directory: Directory) -> tuple[str, str]:
    speech = scene.speech
    if scene.desk.channel is not None:
        forum = directory.forum(scene.desk.channel)
        if forum is None:
            raise NotThere
        return forum.name, forum_detail(directory, forum, speech)
    roles = directory.roles_of(scene.person.id)
    where = " · ".join(
        speech("web-role-in", role=speech(f"web-role-{role.value}"), unit=unit.name)
        for unit, role in roles
    )
    return scene.person.name, where or speech("web-direct")
