"""Reads HTML into a small tree, so that a test sees what a page's reader would find there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

_VOID: Final = frozenset({"input", "meta", "link", "br", "img", "hr"})


@dataclass(slots=True)
class Element:
    """An element with what is in it, in document order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """The element's classes."""
        return frozenset(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        """All text in the element."""
        return "".join(each if isinstance(each, str) else each.text for each in self.children)

    def walk(self) -> Iterator[Element]:
        """Yield the element and everything in it, in document order."""
        yield self
        for each in self.children:
            if isinstance(each, Element):
                yield from each.walk()

    def all(self, fits: Callable[[Element], bool]) -> list[Element]:
        """Return everything in the element that fits."""
        return [each for each in self.walk() if fits(each)]

    def having(self, *classes: str) -> list[Element]:
        """Return everything in the element that has these classes."""
        return self.all(lambda each: each.classes.issuperset(classes))

    def tagged(self, *tags: str) -> list[Element]:
        """Return everything in the element with one of these tags."""
        return self.all(lambda each: each.tag in tags)

    def controls(self) -> list[tuple[str, str]]:
        """Return the names and values that a browser would send for this form as it stands."""
        found = []
        for each in self.tagged("input", "textarea", "select"):
            name, kind = each.attributes.get("name", ""), each.attributes.get("type", "text")
            if not name or (kind in {"radio", "checkbox"} and "checked" not in each.attributes):
                continue
            found.append((name, _value(each)))
        return found


def _value(control: Element) -> str:
    if control.tag == "textarea":
        return control.text.removeprefix("\n")
    if control.tag == "select":
        options = control.tagged("option")
        chosen = [each for each in options if "selected" in each.attributes] or options[:1]
        return chosen[0].attributes.get("value", chosen[0].text) if chosen else ""
    return control.attributes.get("value", "")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(made)
        if tag not in _VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(made)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        ended = self.open.pop()
        assert ended.tag == tag, f"</{tag}> where <{ended.tag}> is open"

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_markup(html: str) -> Element:
    """Read a page or a piece of one; raise AssertionError where tags do not match."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].tag}> is never closed"
    return reader.open[0]
