"""Cards drawn by Microsoft's own renderer in a browser, with all that it has to say about them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

from tests.teams.kit import RENDERER

EXPECTED: Final = re.compile(
    'unknown element type.*Chart[.]|Invalid value "(en|fi|sv|nb)" for property "lang"',
    re.IGNORECASE,
)
"""It draws what stands in the place of Teams' own charts, and says that it does not know them. Its
check of a card's language remembers where it was in the last one, and fails every second time.
"""


@dataclass(frozen=True)
class Drawn:
    """What the renderer has said of a card."""

    warnings: list[str]
    markdown: list[str]
    """All texts that it has read as Markdown."""


class Canvas:
    """A page on which the renderer draws."""

    def __init__(self, page: Page, kit: Path) -> None:
        page.set_content(
            '<!doctype html><html lang="en"><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width"><body></body></html>'
        )
        page.add_style_tag(path=kit / "view.css")
        page.add_script_tag(path=kit / RENDERER)
        page.add_script_tag(path=kit / "view.js")
        self._host = json.loads((kit / "host.json").read_text("utf-8"))
        self.page = page

    def draw(self, card: Mapping[str, Any], time: str = "09:00") -> Drawn:
        """Draw a card below those that are there."""
        shot = {"card": card, "time": time}
        seen = self.page.evaluate("([shot, host]) => drawShot(shot, host)", [shot, self._host])
        warnings = [each for each in seen["events"] if not EXPECTED.search(each)]
        return Drawn(warnings, seen["markdown"])

    def clear(self) -> None:
        """Take away all cards that are there."""
        self.page.evaluate("document.body.replaceChildren()")

    def unfold(self) -> None:
        """Press every button that shows what is folded away."""
        self.page.evaluate(
            "lastCard.frame.querySelectorAll('button:not(.style-positive)')"
            ".forEach((each) => each.click())"
        )
