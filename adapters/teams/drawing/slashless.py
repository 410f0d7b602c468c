"""Commands as people type them in Teams: without the slash, which opens Teams' own list there."""

from __future__ import annotations

from typing import Final

from adapters.teams.door import Draw
from dialogs.commands import SLASH
from dialogs.text import Reader, Text, Verbatim

_TYPED: Final = SLASH.removeprefix("/")


def slashless(draw: Draw) -> Draw:
    """Return what draws our own sentences with "okr …"; what people wrote stays as they wrote it.

    A line that begins with the slash nevertheless is read just the same.
    """

    def drawn(text: Text, reader: Reader) -> str:
        words = draw(text, reader)
        return words if isinstance(text, Verbatim) else words.replace(SLASH, _TYPED)

    return drawn
