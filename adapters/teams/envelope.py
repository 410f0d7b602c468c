"""What Rytmi writes into cards and reads back from them: input, and never trusted.

A card's data comes back from the client. It says what was pressed and which showing of which form
was sent; who did it, and in which tenant, is said by the signed activity alone. The tenant is
written in nevertheless, so that a card from elsewhere is noticed.

All of it stands under one key, beside the values of a card's fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeGuard

from dialogs.session import SessionId
from dialogs.views import Action

KEY: Final = "rytmi"
"""Under this name our own data stands in a card's; no field of a form has it."""
_TENANT: Final = re.compile(r"[A-Za-z0-9.-]{1,64}", re.ASCII)
"""How tenants are named; what looks otherwise is not repeated in a log."""
_FIELDS: Final = 500
"""Fields of a page that are believed."""
_MOST: Final = 1_000_000
"""The largest version or page that is believed."""

Json = dict[str, Any]


class ForeignError(Exception):
    """A card names another tenant than the activity does, or is none of ours."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which page of which showing of a form was sent."""

    tenant: str
    session: SessionId
    version: int
    page: int = 0
    """From 0; a form that fits has one page."""
    pages: int = 1
    blanks: tuple[str, ...] = ()
    """The page's fields that may be empty: a client leaves an empty one out of what it sends."""
    numbers: tuple[str, ...] = ()
    """The page's fields in which a client writes a number with a point, whatever the language."""


def write_action(tenant: str, action: Action) -> Json:
    """Return the data of a button."""
    return {KEY: {"w": tenant, "f": action.flow, "s": action.step, "a": dict(action.args)}}


def write_place(place: Place) -> Json:
    """Return the data of a form's button: ids only, and nothing that anybody typed.

    Session, version and page name one showing of one form: a submission that Teams delivers again
    under another activity's id is known by them.
    """
    data: Json = {"w": place.tenant, "i": place.session, "v": place.version}
    if place.pages > 1:
        data |= {"p": place.page, "n": place.pages}
    if place.blanks:
        data["b"] = _packed(place.blanks)
    if place.numbers:
        data["d"] = _packed(place.numbers)
    return {KEY: data}


def read(tenant: str, data: Mapping[str, Any]) -> Action | Place:
    """Read a card's data; raise ForeignError for another tenant's, and for none of ours."""
    ours = data.get(KEY)
    if not isinstance(ours, dict):
        raise ForeignError("a card that is none of ours")
    told = ours.get("w")
    if told != tenant:
        named = told if isinstance(told, str) and _TENANT.fullmatch(told) else "none of ours"
        raise ForeignError(f"a card of tenant {named} came from {tenant}")
    return _place(tenant, ours) if "i" in ours else _action(ours)


def _action(ours: Mapping[str, Any]) -> Action:
    flow, step, args = ours.get("f"), ours.get("s"), ours.get("a", {})
    if not isinstance(flow, str) or not isinstance(step, str) or not isinstance(args, dict):
        raise ForeignError("a button that names no step")
    if not all(isinstance(value, str) for value in args.values()):
        raise ForeignError("a button whose arguments are no text")
    return Action(flow, step, tuple(args.items()))


def _place(tenant: str, ours: Mapping[str, Any]) -> Place:
    session, version = ours.get("i"), ours.get("v")
    page, pages = ours.get("p", 0), ours.get("n", 1)
    if not isinstance(session, str) or not (_counts(version) and _counts(page) and _counts(pages)):
        raise ForeignError("a form that names no session")
    blanks, numbers = _unpacked(ours.get("b")), _unpacked(ours.get("d"))
    return Place(tenant, SessionId(session), version, page, pages, blanks, numbers)


def _packed(names: Iterable[str]) -> list[list[str]]:
    """Write names of fields in few words: a card carries them twice, and most are alike.

    Each list is the beginnings that its other words have, up to a colon: ``["value comment",
    "kr-1", "kr-2"]`` are four names.
    """
    begun: dict[str, list[str]] = {}
    for name in names:
        beginning, colon, rest = name.partition(":")
        whole = not (colon and beginning) or " " in beginning
        begun.setdefault(name if whole else rest, []).append("" if whole else beginning)
    alike: dict[str, list[str]] = {}
    for rest, beginnings in begun.items():
        alike.setdefault(" ".join(beginnings), []).append(rest)
    return [[beginnings, *rests] for beginnings, rests in alike.items()]


def _unpacked(packed: object) -> tuple[str, ...]:
    found: list[str] = []
    for each in packed if isinstance(packed, list) else ():
        if not isinstance(each, list) or not all(isinstance(word, str) for word in each):
            continue
        for rest in each[1:]:
            beginnings = each[0].split(" ", _FIELDS)
            found += (f"{name}:{rest}" if name else rest for name in beginnings)
            if len(found) >= _FIELDS:
                return tuple(found[:_FIELDS])
    return tuple(found)


def _counts(number: object) -> TypeGuard[int]:
    return type(number) is int and 0 <= number <= _MOST
