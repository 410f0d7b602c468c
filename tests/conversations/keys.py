"""What a view says, by key: transcripts assert keys and leave the prose to the words room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from dialogs.text import Phrase
from dialogs.views import Button, Details, Form, View


def keys(drawn: object) -> Iterator[str]:
    """Yield every key in a view, a form or a part of one, in reading order."""
    if isinstance(drawn, Phrase):
        yield drawn.key
        for _, arg in drawn.args:
            yield from keys(arg)
    elif is_dataclass(drawn) and not isinstance(drawn, type):
        for each in fields(drawn):
            yield from keys(getattr(drawn, each.name))
    elif isinstance(drawn, tuple):
        for each in drawn:
            yield from keys(each)


def buttons(drawn: object) -> Iterator[Button]:
    """Yield every button in a view."""
    if isinstance(drawn, Button):
        yield drawn
    elif isinstance(drawn, View | Details) or (
        is_dataclass(drawn) and not isinstance(drawn, type | Form)
    ):
        for each in fields(drawn):
            yield from buttons(getattr(drawn, each.name))
    elif isinstance(drawn, tuple):
        for each in drawn:
            yield from buttons(each)
