"""What all handlers share: the door, how things are drawn, and who the page is for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from aiohttp import web
from jinja2 import Environment

from adapters.web import limits
from adapters.web.asides import Asides
from adapters.web.clock import Mover, face
from adapters.web.directory import address
from adapters.web.door import Speech, WebDoor
from adapters.web.guard import NotThere, Refusal
from adapters.web.render import Desk, Renderer
from adapters.web.static_files import StaticFiles
from dialogs.okr.model import (
    ChannelId,
    Language,
    Organisation,
    OrganisationId,
    Person,
    PersonId,
)
from dialogs.text import Instant, Reader

COOKIE: Final = "rytmi-language"
PUT_OFF: Final = 503
"""The status of what may be sent again a little later."""
A_YEAR: Final = 365 * 24 * 3600
LANGUAGES: Final = (
    (Language.ENGLISH, "English"),
    (Language.FINNISH, "Suomi"),
    (Language.SWEDISH, "Svenska"),
    (Language.NORWEGIAN, "Norsk bokmål"),
)
"""Each in its own words, as language menus are."""
ALSO: Final[Mapping[str, Language]] = {"no": Language.NORWEGIAN, "nn": Language.NORWEGIAN}
"""What browsers call a language that is near enough to one of ours."""


@dataclass(frozen=True, slots=True)
class Site:
    """The page's parts, made once."""

    door: WebDoor
    environment: Environment
    renderer: Renderer
    mover: Mover
    static: StaticFiles = field(default_factory=StaticFiles)
    asides: Asides = field(default_factory=Asides)
    known: dict[str, Organisation] = field(default_factory=dict)
    """As they were when a page was last drawn, so that an answer need not ask for them again."""

    async def organisation(self, request: web.Request) -> Organisation:
        """Return the organisation that a path names; raise NotThere."""
        wanted = request.match_info["organisation"]
        if request.method == "GET" or wanted not in self.known:
            present = {str(one.id): one for one in await self.door.organisations()}
            self.known.clear()
            self.known.update(present)
        if wanted not in self.known:
            raise NotThere
        return self.known[wanted]

    async def person(self, organisation: OrganisationId, request: web.Request) -> Person:
        """Return the person that a path names; raise NotThere."""
        wanted = PersonId(request.match_info["person"])
        if not wanted.isprintable():  # PostgreSQL takes no NUL, and no name has one
            raise NotThere
        person = await self.door.store.read(organisation, lambda work: work.person(wanted))
        if person is None:
            raise NotThere
        return person

    def speech(self, request: web.Request, organisation: Organisation | None) -> Speech:
        """Return the page's words in the language that the visitor wants."""
        zone = "UTC" if organisation is None else organisation.zone
        fallback = Language.ENGLISH if organisation is None else organisation.language
        return Speech(self.door.draw, Reader(language_of(request, fallback), zone))

    def bar(self, organisation: Organisation, speech: Speech) -> dict[str, object]:
        """Gather what the clock bar shows."""
        choices = [
            {
                "name": target.name,
                "label": self.door.draw(target.label, speech.reader),
                "written": speech("web-target", at=Instant(target.at)),
            }
            for target in self.mover.choices()
        ]
        return {
            "face": face(self.mover.now(), ZoneInfo(organisation.zone), speech),
            "choices": choices,
            "moving": self.mover.moving,
        }


def desk_of(
    organisation: Organisation, person: Person, channel: ChannelId | None, seen: int = 0
) -> Desk:
    """Return where a conversation's controls send to."""
    return Desk(organisation.id, person.id, channel, seen)


def base_of(organisation: Organisation) -> str:
    """Return the path under which an organisation is shown."""
    return address(organisation.id)


def rehearsal_of(site: Site, organisation: Organisation, person: Person) -> str | None:
    """Return the address of the rehearsal, from which the way back leads to a person."""
    if site.door.rehearse is None:
        return None
    return f"{base_of(organisation)}/rehearsal?{urlencode({'as': person.id})}"


def language_of(request: web.Request, fallback: Language) -> Language:
    """Choose the page's language: asked for, chosen before, the browser's, the organisation's."""
    known = {language.value: language for language in Language} | dict(ALSO)
    asked = (request.query.get("lang"), request.cookies.get(COOKIE))
    for tag in (*asked, *_accepted(request.headers.get("Accept-Language", ""))):
        if tag is not None and tag in known:
            return known[tag]
    return fallback


def remember_language(request: web.Request, response: web.StreamResponse) -> None:
    """Keep a language that was asked for, for the next pages."""
    asked = request.query.get("lang")
    if asked in {language.value for language in Language}:
        response.set_cookie(
            COOKIE, asked or "", max_age=A_YEAR, httponly=True, samesite="Lax", path="/"
        )


def wants_json(request: web.Request) -> bool:
    """Whether the client is a program, or the page's own script."""
    return "application/json" in request.headers.get("Accept", "")


def json_response(content: object, status: int = 200) -> web.Response:
    """Answer a program; letters stay letters."""
    return web.Response(
        text=json.dumps(content, ensure_ascii=False),
        status=status,
        content_type="application/json",
        headers={"Cache-Control": "no-store"},
    )


def html_response(text: str, status: int = 200) -> web.Response:
    """Answer a browser; pages are never kept."""
    return web.Response(
        text=text, status=status, content_type="text/html", headers={"Cache-Control": "no-store"}
    )


def refused(site: Site, request: web.Request, refusal: Refusal) -> web.Response:
    """Say kindly why a request is not served."""
    named = request.match_info.get("organisation", "")
    speech = site.speech(request, site.known.get(named))
    heading, sentence = speech(f"{refusal.key}-title"), speech(refusal.key)
    if wants_json(request):
        return json_response({"reply": "refused", "errors": {"": sentence}}, refusal.status)
    page = site.renderer.page(
        "error.html",
        {
            "t": speech,
            "language": speech.reader.language.value,
            "title": f"{heading} · {speech('web-title')}",
            "heading": heading,
            "sentence": sentence,
            "again": str(request.rel_url) if refusal.status == PUT_OFF else "",
            "assets": site.static.addresses,
        },
    )
    response = html_response(page, refusal.status)
    if refusal.status == PUT_OFF:
        response.headers["Retry-After"] = str(limits.AGAIN_SECONDS)
    return response


def _accepted(header: str) -> list[str]:
    """Return the primary tags of an Accept-Language header, as written, best first."""
    found: list[tuple[float, str]] = []
    for part in header.split(",")[:20]:
        tag, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            continue
        found.append((-weight, tag.partition("-")[0].lower()))
    return [tag for _, tag in sorted(found, key=lambda pair: pair[0])]
