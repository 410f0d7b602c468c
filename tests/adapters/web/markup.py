"""Reads HTML as strictly as we write it: every tag closed in order, every id once, no scripting."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

VOID: Final = frozenset({"input", "meta", "link", "img", "br", "hr"})
PHRASING_ONLY: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "span", "button", "summary"})
BLOCKS: Final = frozenset({"p", "div", "ul", "ol", "table", "form", "section", "figure", "dl"})


@dataclass
class Element:
    """An element with its attributes and all text inside it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    line: int = 0


@dataclass
class Document:
    """What was read, and everything that was wrong with it."""

    elements: list[Element] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Return the elements of a name with these attributes (``_`` for ``-``)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.elements
            if element.tag == tag and wanted.items() <= element.attributes.items()
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        """Return the only such element."""
        (found,) = self.all(tag, **attributes)
        return found

    @property
    def text(self) -> str:
        """All text of the document."""
        return self.elements[0].text if self.elements else ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.document = Document([Element("", {})])
        self._open = [self.document.elements[0]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = self._start(tag, attrs)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._start(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1].tag != tag:
            self._complain(f"</{tag}> closes <{self._open[-1].tag}>")
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def finish(self) -> Document:
        self.close()
        for element in self._open[1:]:
            self._complain(f"<{element.tag}> of line {element.line} is never closed")
        return self.document

    def _start(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self._complain(f"<{tag}> has an attribute twice")
        for name in names:
            if name.startswith("on") or name == "style":
                self._complain(f"<{tag} {name}> needs what our policy forbids")
        if tag == "script" and not dict(attrs).get("src", "").startswith("/static/"):  # type: ignore[union-attr]
            self._complain("a script of somebody else's")
        if tag in BLOCKS and any(element.tag in PHRASING_ONLY for element in self._open):
            self._complain(f"<{tag}> inside running text")
        element = Element(tag, {name: value or "" for name, value in attrs}, "", self.getpos()[0])
        self.document.elements.append(element)
        return element

    def _complain(self, words: str) -> None:
        self.document.problems.append(f"line {self.getpos()[0]}: {words}")


def read(html: str) -> Document:
    """Read a page or a piece of one; its problems are in the document, ids that occur twice too."""
    reader = _Reader()
    reader.feed(html)
    document = reader.finish()
    ids = [element.attributes["id"] for element in document.elements if "id" in element.attributes]
    document.problems += [f"id {one} occurs twice" for one in set(ids) if ids.count(one) > 1]
    labelled = ("aria-labelledby", "aria-describedby", "for")
    for element in document.elements:
        for name in labelled:
            for target in element.attributes.get(name, "").split():
                if target not in ids:
                    document.problems.append(f"<{element.tag} {name}={target}> points nowhere")
    return document
