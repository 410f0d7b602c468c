"""Slack's error codes: a table of what each one means for a message.

Source: the error tables of ``chat.postMessage``, ``chat.update``, ``conversations.open`` and
``files.*`` in Slack's reference. A code that is not here is a refusal in the platform's words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType
from typing import Any, Final

from slack_sdk.errors import SlackApiError

from dialogs.ports import Fate, Held, Later, Refused, Unknown
from dialogs.posts import Cause

GONE: Final = frozenset(
    {
        "account_inactive",
        "app_not_installed",
        "app_uninstalled",
        "invalid_auth",
        "no_app_installed",
        "team_disabled",
        "token_revoked",
    }
)
"""The token is good for nothing any more: Rytmi was removed, or the workspace was."""

EXPIRED: Final = "token_expired"
"""A rotated token has ended; the new one is good."""

BLOCKS: Final = frozenset(
    {
        "block_mismatch",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_attachments",
        "msg_blocks_too_long",
        "msg_too_long",
        "only_one_table_allowed",
        "slack_file_access_denied",
        "too_many_attachments",
    }
)
"""This drawing of a message is not taken; a plainer one may be."""
ARGUMENTS: Final = frozenset({"invalid_arguments", "invalid_arg_name"})
"""About the blocks, if the explanation speaks of them."""

UNCHANGEABLE: Final = frozenset(
    {
        "cant_update_message",
        "channel_not_found",
        "edit_window_closed",
        "is_inactive",
        "message_not_found",
        "update_failed",
    }
)
"""A message cannot be put in another's place, so that it is posted anew."""


class _Kind(Enum):
    LANE = auto()
    """The whole workspace must wait."""
    PARCEL = auto()
    """This message must wait."""
    UNKNOWN = auto()
    """Something may have come of it, says Slack."""


_MEANING: Final[Mapping[str, Cause | _Kind]] = MappingProxyType(
    {
        # nobody there
        "cannot_dm_bot": Cause.NO_SUCH_PERSON,
        "invalid_users": Cause.NO_SUCH_PERSON,
        "user_disabled": Cause.NO_SUCH_PERSON,
        "user_not_found": Cause.NO_SUCH_PERSON,
        "user_not_visible": Cause.NO_SUCH_PERSON,
        "users_not_found": Cause.NO_SUCH_PERSON,
        # no channel; of a direct message it is nobody
        "channel_is_archived": Cause.CHANNEL_GONE,
        "channel_not_found": Cause.CHANNEL_GONE,
        "is_archived": Cause.CHANNEL_GONE,
        "is_inactive": Cause.CHANNEL_GONE,
        "channel_is_limited_access": Cause.NOT_INVITED,
        "not_in_channel": Cause.NOT_INVITED,
        # the workspace of an Enterprise organisation has not let Rytmi in
        "team_access_not_granted": Cause.NOT_INSTALLED,
        "team_not_found": Cause.NOT_INSTALLED,
        # never, and somebody must look at it
        "as_user_not_supported": Cause.REFUSED,
        "messages_tab_disabled": Cause.REFUSED,
        "metadata_must_be_sent_from_app": Cause.REFUSED,
        "metadata_too_large": Cause.REFUSED,
        "missing_scope": Cause.REFUSED,
        "no_permission": Cause.REFUSED,
        "no_text": Cause.REFUSED,
        "not_allowed_token_type": Cause.REFUSED,
        "restricted_action": Cause.REFUSED,
        "restricted_action_non_threadable_channel": Cause.REFUSED,
        "restricted_action_read_only_channel": Cause.REFUSED,
        "restricted_action_thread_only_channel": Cause.REFUSED,
        "team_access_denied": Cause.REFUSED,
        # not now
        "ekm_access_denied": _Kind.LANE,
        "message_limit_exceeded": _Kind.LANE,
        "org_login_required": _Kind.LANE,
        "ratelimited": _Kind.LANE,
        "service_unavailable": _Kind.LANE,
        "team_added_to_org": _Kind.LANE,
        EXPIRED: _Kind.LANE,
        "rate_limited": _Kind.PARCEL,  # one a second in a channel
        "request_timeout": _Kind.PARCEL,  # the request came to Slack cut short
        # "it is possible that some aspect of the operation succeeded", say the error tables
        "fatal_error": _Kind.UNKNOWN,
        "internal_error": _Kind.UNKNOWN,
    }
)

LONGEST_REST: Final = 60 * 60.0
"""Seconds for which Slack is believed that it wants rest; it asks for a minute."""

_BUSY: Final = 429
_UNAVAILABLE: Final = 503
_BROKEN: Final = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What Slack said no with."""

    code: str
    """Slack's word for it; ``http_502`` where there was none."""
    status: int
    retry_after: float
    """Seconds; 0: none were named."""
    words: tuple[str, ...] = ()
    """Slack's explanations: where in the blocks it found what; they quote nothing of the words."""
    needed: str = ""
    """The scope that is missing."""

    @property
    def about_blocks(self) -> bool:
        """Whether a plainer drawing of the same message may be taken."""
        if self.code in ARGUMENTS:
            return any("block" in each for each in self.words)
        return self.code in BLOCKS

    @property
    def about_files(self) -> bool:
        """Whether a picture in the message is not ready to be shown yet."""
        return self.about_blocks and any(
            "slack_file" in each or "slack file" in each for each in self.words
        )

    @property
    def throttled(self) -> bool:
        """Whether the method may not be called for a while."""
        return self.status == _BUSY or self.code == "ratelimited"


def read(error: SlackApiError) -> Answer:
    """Read an error of the SDK, whose own text quotes everything and is never logged."""
    response = error.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    data = getattr(response, "data", None)
    body: Mapping[str, Any] = data if isinstance(data, dict) else {}
    code = body.get("error")
    explained = body.get("response_metadata")
    messages = explained.get("messages") if isinstance(explained, dict) else None
    return Answer(
        code=code if isinstance(code, str) and code else f"http_{status}",
        status=status,
        retry_after=_seconds(getattr(response, "headers", None) or {}),
        words=tuple(str(each) for each in messages) if isinstance(messages, list) else (),
        needed=str(body.get("needed", "")),
    )


def code_of(error: SlackApiError) -> str:
    """Return Slack's word for what went wrong."""
    return read(error).code


def fate_of(answer: Answer, *, direct: bool) -> Fate:
    """Return what becomes of a message; ``direct``: it was for one person."""
    reason = f"Slack says {answer.code}" + (f": {answer.needed}" if answer.needed else "")
    if answer.code in GONE:
        # Asked once more, the workspace said nothing of the kind: `GoneError` comes otherwise.
        return Later(answer.retry_after, reason, Held.LANE)
    meaning = _MEANING.get(answer.code)
    if isinstance(meaning, Cause):
        if direct and meaning is Cause.CHANNEL_GONE:
            meaning = Cause.NO_SUCH_PERSON
        return Refused(reason, meaning)
    if answer.status == _BUSY or meaning is _Kind.LANE:
        return Later(answer.retry_after, reason, Held.LANE)
    if answer.status == _UNAVAILABLE or meaning is _Kind.PARCEL:
        return Later(answer.retry_after, reason)
    # A broken gateway, or a 200 that nobody can read: the message may be there.
    if answer.status >= _BROKEN or meaning is _Kind.UNKNOWN or answer.code == "http_200":
        return Unknown(reason)
    return Refused(reason)


def passes(answer: Answer) -> bool:
    """Say whether a "no" may be over by itself: a slip, an outage, or no word of Slack's at all."""
    if answer.code in GONE or answer.code == EXPIRED:
        return False
    refused = isinstance(fate_of(answer, direct=False), Refused)
    return not refused or answer.code == f"http_{answer.status}"


def _seconds(headers: Mapping[str, str]) -> float:
    for name, value in headers.items():
        if name.lower() == "retry-after":
            try:
                seconds = float(value)
            except ValueError:
                return 0.0
            return min(seconds, LONGEST_REST) if seconds > 0 else 0.0
    return 0.0
