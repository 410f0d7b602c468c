"""Uploads charts as pictures, for where Slack does not draw them itself."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.slack import limits
from adapters.slack.codes import read
from adapters.slack.door import SlackDoor
from adapters.slack.drawing.render import Painted
from adapters.slack.errors import AddressError, GoneError, SealError
from adapters.slack.installing.workspaces import Workspaces
from dialogs.plain import short
from dialogs.ports import Later
from dialogs.posts import Parcel

log = logging.getLogger(__name__)

FILE: Final = "chart.png"
"""What the file is called; its title says what is in it."""
UNNAMED_REST: Final = 5.0
"""Seconds to wait where Slack asked for patience and did not say how much."""
BUDGET: Final = 4.0
"""Seconds that all pictures of a message may take together; then it goes without them."""

_OK: Final = 200


class Pictures:
    """Paints and uploads; a picture that fails costs the picture and never the message."""

    def __init__(self, workspaces: Workspaces, door: SlackDoor) -> None:
        self._workspaces = workspaces
        self._paint = door.paint
        self._draw = door.draw

    async def upload(
        self, parcel: Parcel, charts: Sequence[Painted]
    ) -> Sequence[str | None] | Later:
        """Return the files' ids in the charts' order, None for one that failed.

        Later: Slack asks for patience with uploads.
        """
        files: list[str | None] = []
        for chart in charts:
            try:
                async with asyncio.timeout(BUDGET / len(charts)):
                    file = await self._one(parcel, chart)
            except TimeoutError:
                log.warning("no picture in parcel %d: it took too long", parcel.id)
                file = None
            if isinstance(file, Later):
                return file
            files.append(file)
        return files

    async def _one(self, parcel: Parcel, painted: Painted) -> str | Later | None:
        reader = parcel.post.reader
        try:
            picture = await asyncio.to_thread(self._paint, painted.chart, reader, self._draw)
            return await self._uploaded(parcel, painted, picture)
        except SlackApiError as error:
            answer = read(error)
            if answer.throttled:
                wait = answer.retry_after or UNNAMED_REST
                return Later(wait, "Slack asked for patience with files")
            log.warning("no picture in parcel %d: Slack says %s", parcel.id, answer.code)
        except (GoneError, SealError):
            log.info("no picture in parcel %d: there is no token", parcel.id)
        except (AddressError, aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("no picture in parcel %d: %s", parcel.id, type(error).__name__)
        except Exception as error:  # noqa: BLE001 - a picture that cannot be painted
            log.error(  # noqa: TRY400 - its own words may quote the message
                "no picture in parcel %d: painting raised %s", parcel.id, type(error).__name__
            )
        return None

    async def _uploaded(self, parcel: Parcel, painted: Painted, picture: bytes) -> str | None:
        workspace, call = parcel.workspace, self._workspaces.call
        alt = short(painted.alt, limits.FILE_ALT)
        asked = {"filename": FILE, "length": len(picture), "alt_txt": alt}
        place = await call(workspace, "files.getUploadURLExternal", asked, form=True)
        url, file = place.get("upload_url"), place.get("file_id")
        if not (isinstance(url, str) and isinstance(file, str)):
            return None
        status = await self._workspaces.wire.upload(url, picture)
        if status != _OK:
            log.warning("no picture in parcel %d: the upload ended with %d", parcel.id, status)
            return None
        named = json.dumps([{"id": file, "title": painted.title}])
        await call(workspace, "files.completeUploadExternal", {"files": named}, form=True)
        return file
