"""The rehearsal as a page: what would be sent in the coming weeks, by week and day, and why."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

from aiohttp import web

from adapters.web import limits
from adapters.web.agenda import Layout
from adapters.web.directory import Directory, gather
from adapters.web.door import Rehearse, Speech
from adapters.web.guard import NotThere, TooBusy, TooLong
from adapters.web.site import LANGUAGES, Site, base_of, html_response, remember_language
from dialogs.ledger import Foreseen, totals
from dialogs.okr.model import Organisation, OrganisationId, UnitId
from dialogs.text import Day

SPANS: Final[Mapping[str, timedelta]] = {
    "week": timedelta(weeks=1),
    "month": timedelta(weeks=4),
    "quarter": timedelta(weeks=13),
}
USUAL: Final = "month"


# --- running ------------------------------------------------------------------------------------


class Run:
    """One rehearsal, from the wish for it until it is forgotten."""

    def __init__(self, first: datetime) -> None:
        self.first = first
        self.share = 0.0
        """How far it has come, from 0 to 1; 0 while it waits for its turn."""
        self.begun = False
        self.finished: datetime | None = None
        self.task: asyncio.Task[Sequence[Foreseen]] | None = None

    def told(self, share: float) -> None:
        """Note how far it has come."""
        self.share = min(max(share, self.share), 1.0)


class Rehearsals:
    """Runs one rehearsal at a time, and keeps what it brought for a short while."""

    def __init__(self, rehearse: Rehearse, now: Callable[[], datetime]) -> None:
        self._rehearse = rehearse
        self._now = now
        self._turn = asyncio.Lock()
        self._runs: OrderedDict[tuple[OrganisationId, str], Run] = OrderedDict()

    def run(self, organisation: OrganisationId, span: str) -> Run:
        """Return the rehearsal of a span from now on, begun now or a moment ago; raise TooBusy."""
        now = self._now()
        self._forget(now)
        key = organisation, span
        known = self._runs.get(key)
        if known is not None:
            return known
        if sum(run.finished is None for run in self._runs.values()) >= limits.RUNNING_REHEARSALS:
            raise TooBusy
        run = self._runs[key] = Run(now)
        run.task = asyncio.create_task(self._live(run, organisation, now + SPANS[span]))
        run.task.add_done_callback(lambda task: self._ended(key, run, task))
        return run

    async def close(self) -> None:
        """Break off what runs."""
        tasks = [run.task for run in self._runs.values() if run.task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _live(
        self, run: Run, organisation: OrganisationId, until: datetime
    ) -> Sequence[Foreseen]:
        async with self._turn:
            run.begun = True
            try:
                async with asyncio.timeout(limits.REHEARSAL_LONGEST.total_seconds()):
                    return await self._rehearse(organisation, run.first, until, run.told)
            except TimeoutError:
                raise TooLong from None

    def _ended(
        self,
        key: tuple[OrganisationId, str],
        run: Run,
        task: asyncio.Task[Sequence[Foreseen]],
    ) -> None:
        run.finished = self._now()
        if task.cancelled() or task.exception() is not None:
            # The next who asks tries anew; whoever waits now gets the error itself.
            self._runs.pop(key, None)

    def _forget(self, now: datetime) -> None:
        """Forget what was rehearsed too long ago, by Rytmi's clock, and the oldest beyond a few."""
        old = [
            key
            for key, run in self._runs.items()
            if run.finished is not None and now - run.finished > limits.REHEARSAL_FRESH
        ]
        for key in old:
            del self._runs[key]
        done = [key for key, run in self._runs.items() if run.finished is not None]
        for key in done[: max(0, len(self._runs) - limits.REHEARSALS_KEPT)]:
            del self._runs[key]


# --- the page -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor wants to see."""

    organisation: Organisation
    directory: Directory
    speech: Speech
    span: str
    unit: UnitId
    """Only this unit and those below it; empty: everybody."""
    viewer: str
    """Through whose eyes channels are seen, and where the way back leads."""

    @property
    def base(self) -> str:
        """The organisation's path."""
        return base_of(self.organisation)

    @property
    def mine(self) -> str:
        """The viewer's path."""
        return f"{self.base}/as/{quote(self.viewer, safe='')}" if self.viewer else self.base

    def wants(self, line: Foreseen) -> bool:
        """Say whether a line is of the unit or of one below it."""
        return self.directory.is_below(line.unit, self.unit) if self.unit else True


class RehearsalPage:
    """Answers GET with what the coming weeks would bring."""

    def __init__(self, site: Site, rehearse: Rehearse) -> None:
        self._site = site
        self._rehearsals = Rehearsals(rehearse, site.mover.now)

    async def close(self) -> None:
        """Break off what runs."""
        await self._rehearsals.close()

    async def page(self, request: web.Request) -> web.StreamResponse:
        """Show the rehearsal, or how far it has come."""
        asked = await self._asked(request)
        run = self._rehearsals.run(asked.organisation.id, asked.span)
        values = self._frame(asked, run.first)
        lines = await _lines_of(run)
        if lines is None:
            values |= {"share": round(run.share * 100), "begun": run.begun, "weeks": None}
        else:
            shown = [line for line in lines if asked.wants(line)]
            layout = Layout(asked.speech, asked.base, asked.mine, unfolded=bool(asked.unit))
            values |= {"weeks": layout.weeks(shown), "totals": totals(shown)}
        response = html_response(self._site.renderer.page("rehearsal.html", values))
        remember_language(request, response)
        return response

    async def _asked(self, request: web.Request) -> Asked:
        site = self._site
        organisation = await site.organisation(request)
        directory = await site.door.store.read(organisation.id, gather)
        span = request.query.get("span", USUAL)
        unit = UnitId(request.query.get("unit", ""))
        if span not in SPANS or (unit and directory.unit(unit) is None):
            raise NotThere
        viewer = request.query.get("as", "")
        if viewer not in directory.people:
            viewer = directory.start() or ""
        speech = site.speech(request, organisation)
        return Asked(organisation, directory, speech, span, unit, viewer)

    def _frame(self, asked: Asked, first: datetime) -> dict[str, object]:
        speech = asked.speech
        day = first.astimezone(ZoneInfo(asked.organisation.zone)).date()
        query = {"span": asked.span, "unit": asked.unit, "as": asked.viewer}
        return {
            "t": speech,
            "language": speech.reader.language.value,
            "languages": [
                (tag.value, name, f"?{urlencode({**query, 'lang': tag.value})}")
                for tag, name in LANGUAGES
            ],
            "title": speech("web-page-title", where=speech("rehearsal-title")),
            "organisation": asked.organisation.name,
            "span_written": speech(
                "rehearsal-days", first=Day(day), last=Day(day + SPANS[asked.span])
            ),
            "base": asked.base,
            "mine": asked.mine,
            "viewer": asked.viewer,
            "span": asked.span,
            "spans": [(name, speech(f"rehearsal-span-{name}")) for name in SPANS],
            "unit": asked.unit,
            "units": [(one.id, one.name) for one in asked.directory.units],
            "assets": self._site.static.addresses,
        }


async def _lines_of(run: Run) -> Sequence[Foreseen] | None:
    """Return what a rehearsal brought; None when it takes longer than a visitor likes to wait."""
    if run.task is None:
        return None
    await asyncio.wait({run.task}, timeout=limits.REHEARSAL_PATIENCE.total_seconds())
    return run.task.result() if run.task.done() else None
