"""The pages of an installation: one sentence, perhaps a line to copy, perhaps a way on."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from html import escape
from string import Template
from types import MappingProxyType
from typing import Final

from aiohttp import web

from adapters.slack.door import Draw
from dialogs.okr.model import Language
from dialogs.text import Reader, Text

_STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 1.0625rem/1.55 system-ui, "Noto Sans", sans-serif; max-width: 34rem;
  margin: 12vh auto; padding: 0 1.5rem; }
h1 { font-size: 1.5rem; line-height: 1.25; text-wrap: balance; overflow-wrap: anywhere; }
pre { padding: .9rem 1rem; border: 1px solid; border-radius: .6rem; font-size: 1rem;
  white-space: pre-wrap; overflow-wrap: anywhere; user-select: all; }
"""
_PAGE: Final = Template("""<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>$title · Rytmi</title>
<style>$style</style>
</head>
<body><main>
<h1>$title</h1>
<p>$words</p>
$rest
</main></body>
</html>
""")

_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode("ascii")
HEADERS: Final = MappingProxyType(
    {
        "Cache-Control": "no-store",
        "Content-Security-Policy": (
            f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; "
            "form-action 'none'; frame-ancestors 'none'"
        ),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
)
"""The address of the page holds Slack's code: it goes nowhere from here."""


@dataclass(frozen=True, slots=True)
class Page:
    """What is on it."""

    title: Text
    words: Text
    command: str = ""
    link: tuple[Text, str] | None = None
    """What to press, and where it leads."""


def page(shown: Page, reader: Reader, draw: Draw, status: int) -> web.Response:
    """Draw a page; whatever a workspace is called, it stays text."""
    rest = ""
    if shown.command:
        rest = f"<pre><code>{escape(shown.command)}</code></pre>"
    if shown.link is not None:
        words, address = shown.link
        rest += f'<p><a href="{escape(address)}">{escape(draw(words, reader))}</a></p>'
    text = _PAGE.substitute(
        language=reader.language.value,
        title=escape(draw(shown.title, reader)),
        style=_STYLE,
        words=escape(draw(shown.words, reader)),
        rest=rest,
    )
    return web.Response(
        text=text, status=status, content_type="text/html", charset="utf-8", headers=HEADERS
    )


def language(accepted: str) -> Language:
    """Return the first of a browser's languages that Rytmi speaks; English where there is none."""
    for each in accepted[:1000].split(","):
        tag = each.split(";", 1)[0].strip().lower().split("-", 1)[0]
        spoken = "nb" if tag in {"no", "nn"} else tag
        if spoken in set(Language):
            return Language(spoken)
    return Language.ENGLISH
