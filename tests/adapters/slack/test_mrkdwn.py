"""A message's text does nothing in mrkdwn, whatever stands in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.drawing.mrkdwn import harmless
from dialogs.plain import shown
from tests.shapes import nasty


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("<!channel>", "&lt;!channel&gt;"),
        ("<@U1|liisa>", "&lt;@U1|liisa&gt;"),
        ("a & b", "a &amp; b"),
        ("mean_time_to_answer", "mean_time_to_answer"),
        ("10:30:00", "10:30:00"),
        ("at 5: fine, at 7: fine", "at 5: fine, at 7: fine"),
    ],
)
def test_harmless_words_are_escaped_and_no_more(text: str, safe: str) -> None:
    assert harmless(text) == safe


@pytest.mark.parametrize("text", nasty.NASTY, ids=lambda text: ascii(text[:24]))
def test_nothing_in_a_text_pings_links_or_formats(text: str) -> None:
    assert _dangers(harmless(shown(text))) == []


@given(st.text())
def test_no_text_at_all_pings_links_or_formats(text: str) -> None:
    assert _dangers(harmless(shown(text))) == []


def _dangers(safe: str) -> list[str]:
    """Return what Slack would take for more than text, were it read as mrkdwn."""
    patterns = (
        "[<>]",
        r"&(?!amp;|lt;|gt;)",
        r"[*~`]",
        r"(?<!\w)_|_(?!\w)",
        r"(?<!\d):[\w+'-]+:",
        r"@(channel|here|everyone)\b",
        r"[A-Za-z]://",
    )
    return [found[0] for pattern in patterns if (found := re.search(pattern, safe))]
