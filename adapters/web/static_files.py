"""The page's few files, read once: named by their content, so that a browser may keep them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aiohttp import web

from adapters.web.guard import NotThere

FOLDER: Final = Path(__file__).parent / "static"

TYPES: Final[Mapping[str, str]] = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
FOREVER: Final = "public, max-age=31536000, immutable"
ASK_FIRST: Final = "no-cache"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is served."""

    body: bytes
    content_type: str
    tag: str
    """A hash of the body: its ETag, and the version in its address."""


class StaticFiles:
    """All files of the folder, held in memory."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._assets: dict[str, Asset] = {}
        for path in sorted(folder.iterdir()):
            if path.suffix in TYPES:
                body = path.read_bytes()
                tag = hashlib.sha256(body).hexdigest()[:16]
                self._assets[path.name] = Asset(body, TYPES[path.suffix], tag)

    @property
    def addresses(self) -> Mapping[str, str]:
        """File names and the addresses that templates write."""
        return {name: f"/static/{name}?v={asset.tag}" for name, asset in self._assets.items()}

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer with a file; for good when its version was asked for, else to be asked again."""
        asset = self._assets.get(request.match_info["name"])
        if asset is None:
            raise NotThere
        fixed = request.query.get("v") == asset.tag
        headers = {"Cache-Control": FOREVER if fixed else ASK_FIRST, "ETag": f'"{asset.tag}"'}
        wanted = request.if_none_match or ()
        if any(etag.value in {asset.tag, "*"} for etag in wanted):
            return web.Response(status=304, headers=headers)
        return web.Response(
            body=asset.body, content_type=asset.content_type, charset="utf-8", headers=headers
        )
