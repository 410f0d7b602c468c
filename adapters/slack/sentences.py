"""What went wrong between Rytmi and Slack, in a sentence for the operator and with a remedy."""

from __future__ import annotations

from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from adapters.slack.codes import GONE, read
from adapters.slack.errors import GoneError, SealError, SetUpError


@dataclass(frozen=True, slots=True)
class Explained:
    """What is wrong, and what to do; neither quotes a token or a message."""

    problem: str
    remedy: str
    passes: bool = False
    """Whether it is over by itself in a while."""


def explained(error: Exception) -> Explained | None:
    """Explain an error of Slack's or of this room's; None: it is another's."""
    match error:
        case SetUpError():
            return Explained(f"{error.setting}: {error.problem}", error.remedy)
        case GoneError():
            return Explained(
                str(error),
                "Install Rytmi there anew; `rytmi slack workspaces` lists where it is.",
            )
        case SealError():
            return Explained(
                str(error),
                "Put the key that sealed it back at the end of SLACK_TOKEN_KEYS, or install Rytmi "
                "there anew.",
            )
        case SlackApiError():
            return _refused(error)
        case SlackClientError() | aiohttp.ClientError() | TimeoutError():
            return Explained(
                f"Slack does not answer ({type(error).__name__})",
                "Check that this computer may reach the address of SLACK_API_URL, by way of "
                "HTTPS_PROXY if need be.",
            )
        case _:
            return None


def _refused(error: SlackApiError) -> Explained:
    answer = read(error)
    if answer.code == "missing_scope":
        return Explained(
            f"Slack does not allow it: the scope {answer.needed or 'that it needs'} is missing",
            "Give the app the manifest that `rytmi manifest slack` prints, and install it again.",
        )
    if answer.code in GONE or answer.code == "not_authed":
        return Explained(
            f"Slack refuses the token ({answer.code})",
            "Copy it anew, or install Rytmi there again.",
        )
    if answer.throttled:
        seconds = f" for {answer.retry_after:g} s" if answer.retry_after else ""
        return Explained(f"Slack asks for a rest{seconds}", "Try again after that.", passes=True)
    return Explained(
        f"Slack says {answer.code}", "docs.slack.dev explains the word; the log may say more."
    )
