"""All notes of a retro, for whoever wants to read more of them than its summary shows."""

from __future__ import annotations

from typing import Final

from dialogs.flow import Tell
from dialogs.flows.retro.ending import Ending, gather_ending, said
from dialogs.flows.retro.summary import notes_view
from dialogs.text import say
from dialogs.views import View

_MOST_DIGITS: Final = 6


def tell(ending: Ending) -> View:
    """Show the notes a part at a time: to everybody, once the retro is published.

    Before that they are for the members and for those who run it, from the reveal on.
    """
    setting, summary = ending.setting, ending.summary
    retro = setting.retro
    if retro is None or summary is None:
        return said(say("ending-none"), None)
    if not setting.reads:
        return said(say("retro-not-published"), retro)
    return notes_view(summary, _place(ending.situation.arg("first")))


def _place(written: str) -> int:
    """Read which note comes first; a number of any length may be written, and few are meant."""
    counts = written.isascii() and written.isdigit() and len(written) <= _MOST_DIGITS
    return int(written) if counts else 0


SAID: Final = Tell("said", gather_ending, tell)
