"""The weekly form of a team, with as many key results as a test likes."""

from __future__ import annotations

from typing import Any, Final

from dialogs.okr.week import Week
from dialogs.session import SessionId
from dialogs.text import Verbatim, say
from dialogs.views import (
    ChoiceField,
    Field,
    Form,
    Group,
    NumberField,
    Option,
    ScaleField,
    TextField,
)

WEEK: Final = Week.read("2026-W47")
HELPERS: Final = tuple(
    Option(f"unit-{number}", Verbatim(name))
    for number, name in enumerate(
        ("Oma Häme", "Perhe- ja sosiaalipalvelut", "Työikäisten palvelut")
    )
)


def group(number: int) -> Group:
    """Return a key result as the check-in asks about it."""
    needed: tuple[Field, ...] = (
        NumberField(
            f"value:kr-{number}",
            say("value-label-scale", scale="asiakasta"),
            say("value-hint-unchanged"),
            optional=True,
        ),
        ScaleField(
            f"confidence:kr-{number}",
            say("confidence-label"),
            1,
            10,
            say("confidence-low"),
            say("confidence-high"),
        ),
    )
    more = (
        TextField(f"comment:kr-{number}", say("comment-label"), 1_000, lines=2),
        TextField(f"blocker:kr-{number}", say("blocker-label"), 1_000, lines=2),
        ChoiceField(
            f"help:kr-{number}", say("help-label"), HELPERS, say("help-hint"), optional=True
        ),
    )
    title = Verbatim(f"{number}. Uusia asiakkaita ohjautuu palveluun kolmen arkipäivän kuluessa")
    lead = say("check-in-lead", last=Verbatim("22"), aim=Verbatim("38 → 10"))
    return Group(title, lead, needed, say("check-in-more"), more)


def form(count: int = 2, **more: object) -> Form:
    """Return a form; ``more`` are fields of `Form` that are not the usual ones."""
    given: dict[str, Any] = {
        "session": SessionId("session-1"),
        "version": 3,
        "title": say("check-in-title", week=WEEK),
        "submit": say("check-in-submit"),
        "intro": (say("check-in-intro"),),
        "groups": tuple(group(number) for number in range(count)),
    }
    return Form(**{**given, **more})
