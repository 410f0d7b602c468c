"""Files: the two calls around an upload."""

from __future__ import annotations

from typing import Final

from tests.slack.faults import WrongError
from tests.slack.methods.registry import Asked, Method
from tests.slack.places import Json, Message
from tests.slack.platform import Upload

LONGEST_ALT: Final = 1_000


def get_upload_url(asked: Asked) -> Json:
    """Say where the bytes of a file may be sent."""
    alt = str(asked.args.get("alt_txt") or "")
    if len(alt) > LONGEST_ALT:
        raise WrongError("alt_txt_too_large")
    upload = Upload(
        asked.platform.name("F"),
        asked.token.owner,
        asked.text("filename"),
        int(asked.text("length")),
        alt,
    )
    asked.platform.uploads[upload.id] = upload
    return {"file_id": upload.id, "upload_url": f"{asked.platform.url}/upload/v1/{upload.id}"}


def complete_upload(asked: Asked) -> Json:
    """Take the files whose bytes have come, and share them where that was asked."""
    told = []
    for each in asked.data("files") or ():
        upload = asked.platform.uploads.get(each["id"])
        if upload is None or upload.owner != asked.token.owner:
            raise WrongError("file_not_found")
        if upload.content is None:
            raise WrongError("file_update_failed")
        upload.done = True
        file: Json = {
            "id": upload.id,
            "title": each.get("title", upload.name),
            "name": upload.name,
            "mimetype": "image/png" if upload.name.endswith(".png") else "text/plain",
            "alt_txt": upload.alt,
            "permalink": f"{asked.platform.url}/files/{upload.id}",
        }
        told.append(file)
    if asked.args.get("channel_id"):
        workspace, channel = asked.channel("channel_id")
        if workspace.bot_user not in channel.members:
            raise WrongError("not_in_channel")
        comment = str(asked.args.get("initial_comment") or "")
        message = Message(asked.platform.stamp(), workspace.bot_user, comment, bot=True, files=told)
        channel.messages.append(message)
        asked.platform.on_change()
    return {"files": told}


METHODS: Final = {
    "files.getUploadURLExternal": Method(get_upload_url, "files:write", tier=4),
    "files.completeUploadExternal": Method(complete_upload, "files:write", tier=4),
}
