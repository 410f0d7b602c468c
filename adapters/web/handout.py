"""Documents that the page hands out: published retros, in the reader's own language."""

from __future__ import annotations

from aiohttp import web

from adapters.web.door import BeingCorrectedError, Documents
from adapters.web.guard import NotJustNow, NotThere
from adapters.web.site import Site
from dialogs.text import Reader


class Handout:
    """Serves documents as files."""

    def __init__(self, site: Site, documents: Documents) -> None:
        self._site, self._documents = site, documents

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer with the document that a path names.

        Raises NotThere where there is none, and NotJustNow while it is being corrected.
        """
        organisation = await self._site.organisation(request)
        person = await self._site.person(organisation.id, request)
        retro, _, form = request.match_info["file"].rpartition(".")
        if not retro or not retro.isprintable() or form not in self._documents.forms:
            raise NotThere
        reader = Reader(person.language or organisation.language, person.zone or organisation.zone)
        try:
            found = await self._documents(organisation.id, retro, form, reader)
        except BeingCorrectedError:
            raise NotJustNow from None
        if found is None:
            raise NotThere
        headers = {
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="{found.name}"',
        }
        return web.Response(body=found.body, content_type=found.content_type, headers=headers)
