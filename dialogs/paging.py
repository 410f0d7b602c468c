"""Shares a form out to pages where it is too long for one: whole groups, few pages, even ones."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from dialogs.text import Text, say
from dialogs.views import Field, Form, Group

_HEAD = 2
"""What a group's title takes of a page, and what the title of its rarer fields takes."""

Weigh = Callable[[Field], int]
"""How much of a page a field takes, 1 or more; at most a page less `_HEAD`."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a form."""

    number: int
    """From 0."""
    count: int
    groups: tuple[Group, ...]

    @property
    def fields(self) -> Iterator[Field]:
        """The page's fields, group by group."""
        for group in self.groups:
            yield from group.fields
            yield from group.more


def pages(form: Form, most: int, weigh: Weigh) -> list[Page]:
    """Share a form's groups out to as few pages as can be, evenly; a form has at least one.

    ``most`` is what a page holds. A group that is longer goes on under its own title.
    """
    groups = [part for group in form.groups for part in _parts(group, most, weigh)]
    dealt = paged([_taken(group, weigh) for group in groups], most)
    found = [tuple(groups[number] for number in each) for each in dealt]
    return [Page(number, len(found), each) for number, each in enumerate(found)]


def page_at(found: Sequence[Page], number: int) -> Page:
    """Return a page; one beyond the last is the last, for a form may have become shorter."""
    return found[min(max(number, 0), len(found) - 1)]


def first_wrong(form: Form, found: Sequence[Page]) -> Page:
    """Return the first page with an error; the first one where there is none."""
    wrong = {name for name, _ in form.errors}
    return next((page for page in found if wrong & {each.id for each in page.fields}), found[0])


def notices(form: Form, page: Page, found: Collection[Page]) -> Iterator[Text]:
    """Say what is wrong with the whole form, with fields that it does not show, and with the page.

    ``found`` are all pages of the form.
    """
    if form.notice is not None:
        yield form.notice
    if not form.errors:
        return
    shown = {field.id for each in found for field in each.fields}
    loose = [text for name, text in form.errors if name not in shown]
    yield from loose
    here = {field.id for field in page.fields}
    count = sum(name in here for name, _ in form.errors)
    if form.notice is None and not loose and count:
        yield say("check-in-errors", count=count)


def _taken(group: Group, weigh: Weigh) -> int:
    more = _HEAD + sum(map(weigh, group.more)) if group.more else 0
    return _HEAD + sum(map(weigh, group.fields)) + more


def _parts(group: Group, most: int, weigh: Weigh) -> list[Group]:
    """Split a group that is too long for a page; its title stands on each."""
    if _taken(group, weigh) <= most:
        return [group]
    room = most - 2 * _HEAD
    needed = [[group.fields[n] for n in each] for each in _dealt(_all(group.fields, weigh), room)]
    rarer = [[group.more[n] for n in each] for each in _dealt(_all(group.more, weigh), room)]
    first = [replace(group, fields=tuple(each), more=()) for each in needed if each]
    rest = [replace(group, fields=(), more=tuple(each)) for each in rarer if each]
    if first:
        rest = [replace(each, lead=None) for each in rest]
    return [*first, *rest]


def _all(fields: Sequence[Field], weigh: Weigh) -> list[int]:
    return [weigh(field) for field in fields]


def paged(weights: Sequence[int], most: int) -> list[range]:
    """Share out things in order to as few pages as can be, evenly; each holds one at least.

    ``weights`` say how much of a page each takes; the answer names each page's things.
    """
    dealt = _dealt(weights, most)
    fewest = len(dealt)
    if fewest == 1:
        return dealt
    even = next(cap for cap in range(1, most + 1) if len(_dealt(weights, cap)) <= fewest)
    return _dealt(weights, even)


def _dealt(weights: Sequence[int], most: int) -> list[range]:
    pages: list[range] = []
    start = used = 0
    for number, each in enumerate(weights):
        if number > start and used + each > most:
            pages.append(range(start, number))
            start, used = number, 0
        used += each
    return [*pages, range(start, len(weights))]
