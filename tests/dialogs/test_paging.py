"""Pages of what is too long for one: few, even, and nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.okr.week import Week
from dialogs.paging import first_wrong, notices, page_at, paged, pages
from dialogs.session import SessionId
from dialogs.text import Text, Verbatim, say
from dialogs.views import Form, Group, NumberField, TextField


@pytest.mark.parametrize(
    ("weights", "most", "wanted"),
    [
        ([], 10, [0]),
        ([8, 8], 80, [2]),
        ([8] * 10, 80, [10]),
        ([8] * 25, 80, [9, 9, 7]),
        ([8] * 11, 80, [6, 5]),
        ([90, 8, 8], 80, [1, 2]),
    ],
)
def test_pages_are_few_and_even(weights: list[int], most: int, wanted: list[int]) -> None:
    assert [len(page) for page in paged(weights, most)] == wanted


@given(st.lists(st.integers(1, 40), max_size=40), st.integers(40, 100))
def test_pages_hold_everything_in_order(weights: list[int], most: int) -> None:
    found = paged(weights, most)
    assert [number for page in found for number in page] == list(range(len(weights)))
    assert all(sum(weights[number] for number in page) <= most for page in found)


def group(number: int, needed: int, more: int = 0) -> Group:
    fields = tuple(NumberField(f"n:{number}-{n}", Verbatim("x")) for n in range(needed))
    rarer = tuple(TextField(f"t:{number}-{n}", Verbatim("x"), 10) for n in range(more))
    return Group(Verbatim(f"group {number}"), Verbatim("lead"), fields, Verbatim("more"), rarer)


def form(
    *groups: Group, errors: tuple[tuple[str, Text], ...] = (), notice: Text | None = None
) -> Form:
    title = say("check-in-title", week=Week.read("2026-W47"))
    return Form(SessionId("s"), 1, title, title, (), groups, (), errors, notice)


def test_whole_groups_stand_on_a_page_and_all_pages_are_numbered() -> None:
    found = pages(form(*(group(n, 2, 3) for n in range(5))), 20, lambda _: 1)
    assert [(page.number, page.count, len(page.groups)) for page in found] == [
        (0, 3, 2),
        (1, 3, 2),
        (2, 3, 1),
    ]


def test_a_form_without_groups_has_a_page() -> None:
    assert [page.groups for page in pages(form(), 20, lambda _: 1)] == [()]


def test_a_group_that_is_longer_than_a_page_goes_on_under_its_title_without_its_lead() -> None:
    found = pages(form(group(0, 30, 30)), 20, lambda _: 1)
    names = [field.id for page in found for field in page.fields]
    assert names == [*(f"n:0-{n}" for n in range(30)), *(f"t:0-{n}" for n in range(30))]
    parts = [part for page in found for part in page.groups]
    assert {part.title for part in parts} == {Verbatim("group 0")}
    assert [part.lead is None for part in parts] == [bool(part.more) for part in parts]


def test_heavy_fields_take_more_of_a_page() -> None:
    found = pages(form(group(0, 30)), 20, lambda _: 4)
    assert max(len(list(page.fields)) for page in found) == 4


def test_the_first_page_with_an_error_is_found_and_one_beyond_the_last_is_the_last() -> None:
    shown = form(*(group(n, 9) for n in range(3)), errors=(("n:1-0", Verbatim("wrong")),))
    found = pages(shown, 20, lambda _: 1)
    assert first_wrong(shown, found).number == 1
    assert first_wrong(form(group(0, 9)), found).number == 0
    assert [page_at(found, number).number for number in (-1, 1, 9)] == [0, 1, 2]


def test_what_is_wrong_with_a_page_is_counted_and_what_no_page_shows_is_said() -> None:
    wrong: tuple[tuple[str, Text], ...] = (("n:0-0", Verbatim("a")), ("n:0-1", Verbatim("b")))
    shown = form(group(0, 2), group(1, 18), errors=wrong)
    first, second = pages(shown, 20, lambda _: 1)
    both = (first, second)
    assert list(notices(shown, first, both)) == [say("check-in-errors", count=2)]
    assert list(notices(shown, second, both)) == []
    lost = form(group(0, 2), errors=(*wrong, ("gone:1", Verbatim("c"))))
    assert list(notices(lost, first, (first,))) == [Verbatim("c")]
    told = form(group(0, 2), errors=wrong, notice=Verbatim("old"))
    assert list(notices(told, first, (first,))) == [Verbatim("old")]
