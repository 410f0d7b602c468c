"""People's words stay what they wrote, and do nothing."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.drawing.plain import clean, harmless, shown
from tests.shapes import nasty

ISOLATE = "\u2068"
POP = "\u2069"
HELLO = "\u05e9\u05dc\u05d5\u05dd"


@pytest.mark.parametrize(
    "text",
    [
        "Ääkköset, åäö, æøå – 12,5 % → 20 % − 3 …",
        "👩🏽\u200d⚕️ 👨\u200d👩\u200d👧\u200d👦 🇫🇮 1️⃣",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "क्\u200dष",
        "Tiếng Việt: ế ộ ữ",
        "two\nlines",
        "日本語 한국어 ไทย",
    ],
)
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("pay \u202e100\u202c now", "pay 100 now"),
        ("\u2066open", "open"),
        ("zero\u200bwidth\ufeff\u2060", "zerowidth"),
        ("nul\x00 bell\x07 esc\x1b", "nul bell esc"),
        ("lone \ud83d one", "lone \ufffd one"),
        ("a\r\nb\rc\u2028d\u2029e\x85f\x0bg", "a\nb\nc\nd\ne\nf\ng"),
        ("tab\there", "tab here"),
        ("soft\u00adhyphen", "softhyphen"),
        ("plain\u200dletters", "plainletters"),
        ("hidden\U000e0041\U000e0042 tags", "hidden tags"),
        ("\ufffe\uffff\ufdd0", ""),
        ("mark\u200e and \u200fmark\u061c", "mark and mark"),
    ],
)
def test_what_cannot_be_seen_goes(text: str, seen: str) -> None:
    assert shown(text) == seen


def test_a_tower_of_marks_is_held() -> None:
    tower = "Z" + "\u0310\u0321\u0334\u0352" * 30 + "algo"
    assert len(clean(tower)) == len("Zalgo") + 6
    assert clean(tower)[-4:] == "algo"


def test_words_from_right_to_left_stay_in_their_place() -> None:
    assert shown(f"{HELLO} 12 %") == f"{ISOLATE}{HELLO}{POP} 12 %"
    assert shown(f"Liisa: {HELLO} 5 {HELLO}, 7") == f"Liisa: {ISOLATE}{HELLO} 5 {HELLO}{POP}, 7"
    assert shown(f"one\n{HELLO}\ntwo") == f"one\n{ISOLATE}{HELLO}{POP}\ntwo"


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


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean(shown(text)) == clean(text)


@given(st.text())
def test_what_is_shown_turns_no_direction(text: str) -> None:
    seen = shown(text)
    assert not re.search("[\u202a-\u202e\u2066\u2067\u200e\u200f\u061c]", seen)
    assert seen.count(ISOLATE) == seen.count(POP)
    assert not any(unicodedata.category(char) == "Cs" for char in seen)
    assert not any(unicodedata.category(char) == "Cc" and char != "\n" for char in seen)


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
