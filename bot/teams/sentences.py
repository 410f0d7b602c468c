"""What went wrong between Rytmi and Teams, in a sentence for the operator and with a remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import aiohttp

from adapters.teams.errors import AddressError, ConnectorError, GoneError, SetUpError

THROTTLED: Final = frozenset({412, 429})
"""Statuses with which Microsoft asks for patience."""
SILENT: Final = frozenset({502, 503, 504})
LOCKED: Final = frozenset({401})


@dataclass(frozen=True, slots=True)
class Explained:
    """What is wrong, and what to do; neither quotes a token or a message."""

    problem: str
    remedy: str
    passes: bool = False
    """Whether it is over by itself in a while."""


def explained(error: Exception) -> Explained | None:
    """Explain an error of Microsoft's or of the Teams door's; None: it is another's."""
    match error:
        case SetUpError():
            return Explained(f"{error.setting}: {error.problem}", error.remedy)
        case GoneError():
            return Explained(
                str(error),
                "Have Rytmi installed there anew; `rytmi teams tenants` lists where it is.",
            )
        case AddressError():
            return Explained(
                f"Rytmi was to send something to {error}",
                "Where Teams is in a government's cloud, set TEAMS_CLOUD.",
            )
        case ConnectorError():
            return _refused(error)
        case aiohttp.ClientError() | TimeoutError():
            return Explained(
                f"Microsoft does not answer ({type(error).__name__})",
                "Check that this computer may reach login.microsoftonline.com, "
                "login.botframework.com and smba.trafficmanager.net, by way of HTTPS_PROXY if need "
                "be.",
                passes=True,
            )
        case _:
            return None


def _refused(error: ConnectorError) -> Explained:
    if error.status in THROTTLED:
        seconds = f" for {error.retry_after:g} s" if error.retry_after else ""
        return Explained(f"Microsoft asks for a rest{seconds}", "Try again later.", passes=True)
    if error.status in SILENT:
        return Explained(str(error), "Try again in a few minutes.", passes=True)
    if error.status in LOCKED:
        return Explained(
            str(error),
            "Check that the Azure Bot has the id of MICROSOFT_APP_ID, and the channel Teams.",
        )
    return Explained(str(error), "docs/teams.md explains the usual ones; the log may say more.")
