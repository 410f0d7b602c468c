"""People's words stay what they wrote, and are cut where a person would cut them."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.plain import clean, pieces, short, shown, size

ISOLATE = "\u2068"
POP = "\u2069"
HELLO = "\u05e9\u05dc\u05d5\u05dd"
DOCTOR = "👩🏽\u200d⚕️"


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


# --- how long, and cut where -------------------------------------------------------------------


def test_a_text_that_fits_is_left_alone() -> None:
    assert short("Check-in, week 47", 24) == "Check-in, week 47"
    assert list(pieces("two words", 9)) == ["two words"]


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        ("Tilannepäivitys, viikko 47", 24, "Tilannepäivitys, viikko…"),
        ("Tilannepäivitys, viikko 47", 22, "Tilannepäivitys…"),
        ("Kotihoidonkäyntiaikataulu", 10, "Kotihoido…"),
        (DOCTOR * 3, 16, f"{DOCTOR * 2}…"),
        ("🇫🇮🇸🇪🇳🇴", 8, "🇫🇮…"),
        ("ab" + "e\u0301" * 5, 8, "abe\u0301e\u0301…"),
    ],
)
def test_a_long_text_is_cut_at_a_word_or_between_letters(text: str, most: int, cut: str) -> None:
    assert short(text, most) == cut


@given(st.text(max_size=400), st.integers(8, 80))
def test_a_shortened_text_fits_however_it_is_counted(text: str, most: int) -> None:
    found = short(shown(text), most)
    assert len(found.encode("utf-16-le", "surrogatepass")) // 2 <= most
    assert found.count("\u2068") == found.count("\u2069")


@given(st.text(max_size=600), st.integers(8, 80))
def test_pieces_fit_and_hold_everything(text: str, most: int) -> None:
    whole = shown(text)
    found = list(pieces(whole, most))
    assert all(size(piece) <= most for piece in found)
    assert all(piece.count("\u2068") == piece.count("\u2069") for piece in found)
    assert _bare("".join(found)) == _bare(whole)


def _bare(text: str) -> str:
    return "".join(text.replace("\u2068", "").replace("\u2069", "").replace("\n", " ").split(" "))
