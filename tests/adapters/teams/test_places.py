"""What a page of a form writes about itself comes back as it was, in few words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.envelope import KEY, Place, read, write_place
from dialogs.session import SessionId

TENANT = "11111111-2222-4333-8444-555555555555"
NAMES = st.lists(st.text("ab: ", max_size=5), unique=True, max_size=30)


@given(NAMES, NAMES)
def test_the_names_of_fields_come_back(blanks: list[str], numbers: list[str]) -> None:
    place = Place(TENANT, SessionId("s"), 3, 1, 2, tuple(blanks), tuple(numbers))
    found = read(TENANT, json.loads(json.dumps(write_place(place))))
    assert isinstance(found, Place)
    assert (found.page, found.pages) == (1, 2)
    assert (sorted(found.blanks), sorted(found.numbers)) == (sorted(blanks), sorted(numbers))


def test_names_that_are_alike_take_little_room() -> None:
    kinds = ("value", "confidence", "comment", "blocker", "help")
    names = tuple(f"{kind}:kr-{number}" for number in range(5) for kind in kinds)
    data = write_place(Place(TENANT, SessionId("s"), 3, blanks=names))
    assert data[KEY]["b"] == [[" ".join(kinds), *(f"kr-{number}" for number in range(5))]]
    found = read(TENANT, data)
    assert isinstance(found, Place)
    assert found.blanks == names


@pytest.mark.parametrize(
    "packed", [None, "text", 7, [7], [[7, "a"]], [["a", None]], [[]], [["only beginnings"]]]
)
def test_names_that_are_none_of_ours_are_passed_over(packed: Any) -> None:  # noqa: ANN401 - any JSON
    data = write_place(Place(TENANT, SessionId("s"), 3))
    data[KEY]["b"] = packed
    found = read(TENANT, data)
    assert isinstance(found, Place)
    assert found.blanks == ()


def test_no_more_names_are_believed_than_a_page_can_have() -> None:
    data = write_place(Place(TENANT, SessionId("s"), 3))
    data[KEY]["b"] = [["a b c " * 9_000, *(str(number) for number in range(9_000))]]
    found = read(TENANT, data)
    assert isinstance(found, Place)
    assert len(found.blanks) == 500
