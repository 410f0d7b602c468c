"""One of every block and every field, filled with whatever words a test or a designer likes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dialogs.session import SessionId
from dialogs.text import Text, Verbatim
from dialogs.views import (
    Action,
    Block,
    Bullets,
    Button,
    Buttons,
    Chart,
    ChoiceField,
    Details,
    Download,
    Fact,
    Facts,
    Field,
    Form,
    Group,
    Heading,
    Meter,
    Note,
    NumberField,
    Option,
    Paragraph,
    Quote,
    ScaleField,
    Series,
    Table,
    TextField,
    Tone,
    View,
)

MARKUP: Final = "<script>alert('x')</script>\"><img src=x onerror=alert(1)> & &amp; {{ 7*7 }}"
RIGHT_TO_LEFT: Final = "שלום \u202eabc\u202c مرحبا"
EMOJI: Final = "👩🏽\u200d⚕️ 🇫🇮 e\u0301 \u202e ﷽"
LONG: Final = "Kotihoidonkäyntiaikataulu" * 120
"""Three thousand characters without a place to break."""
NASTY: Final = (MARKUP, RIGHT_TO_LEFT, EMOJI, LONG, "", "line one\nline two\r\n\tthree")

WEEKS: Final = tuple(f"v{week}" for week in range(40, 49))
PROGRESS: Final = (0.05, 0.12, 0.2, None, None, 0.31, 0.42, 0.5, 0.55)
CONFIDENCE: Final = (7.0, 7.0, 6.0, 6.5, None, 5.0, 4.0, 5.0, 6.0)


def chart(words: Text) -> Chart:
    """Return a chart with gaps in both of its lines."""
    return Chart(
        title=words,
        alt=words,
        labels=tuple(Verbatim(week) for week in WEEKS),
        series=(
            Series(
                words,
                PROGRESS,
                tuple(Verbatim("–" if v is None else f"{v * 100:.0f} %") for v in PROGRESS),
                0,
                1,
                Verbatim("0 %"),
                Verbatim("100 %"),
            ),
            Series(
                words,
                CONFIDENCE,
                tuple(Verbatim("–" if v is None else f"{v:g}") for v in CONFIDENCE),
                1,
                10,
            ),
        ),
    )


def meter(label: str) -> Meter:
    """Return a key result under way."""
    return Meter(Verbatim(label), 0.4, 0.5, Verbatim("Now 4"), Verbatim("At risk"), Tone.CARE)


def blocks(text: str) -> tuple[Block, ...]:
    """Return one of every block, and of every variety that is drawn differently."""
    words = Verbatim(text)
    plain: tuple[Block, ...] = (
        *(Heading(words, level) for level in (1, 2, 3)),
        *(Paragraph(words, tone) for tone in Tone),
        Note(words),
        Quote(text, words),
        Bullets((words, words)),
        Bullets((words, words), ordered=True),
        Facts((Fact(words, words), Fact(words, words))),
        *(Meter(words, 0.4, 0.5, words, words, tone) for tone in Tone),
        Meter(words, None, None, words, words, Tone.QUIET),
        Meter(words, -0.2, 0.5, words, words, Tone.BAD),
        Meter(words, 1.35, 1.0, words, words, Tone.GOOD),
        Meter(words, 0.75, None, words, words, Tone.GOOD, written=words),
        Table(words, (words, words), ((words, words), (words, words))),
        chart(words),
        Chart(words, words, (), (Series(words, (), (), 0, 1),)),
        Chart(words, words, (words,), (Series(words, (0.5,), (words,), 0, 1),)),
        Chart(words, words, (words,), (Series(words, (None,), (words,), 0, 0),)),
        Download(words, text),
        Buttons(
            (
                Button(words, Action("flow", "step", (("name", text), ("more", "1"))), main=True),
                Button(words, Action("flow", "step")),
            )
        ),
    )
    return (*plain, Details(words, plain))


def view(text: str) -> View:
    """Return a message with everything in it."""
    return View(Verbatim(text), blocks(text))


def fields(text: str, prefix: str, *, optional: bool) -> tuple[Field, ...]:
    """Return one of every field, and of every variety that is drawn differently."""
    words = Verbatim(text)
    few = tuple(Option(str(place), words) for place in range(3))
    many = tuple(Option(str(place), words) for place in range(9))
    return (
        NumberField(f"{prefix}:number", words, words, optional),
        NumberField(f"{prefix}:bare", words),
        ScaleField(f"{prefix}:scale", words, 1, 10, words, words, words, optional),
        ChoiceField(f"{prefix}:few", words, few, words, optional),
        ChoiceField(f"{prefix}:many", words, many, words, optional),
        TextField(f"{prefix}:line", words, 200, 1, words, optional),
        TextField(f"{prefix}:words", words, 3000, 4, words, optional),
    )


def form(text: str, *, given: Iterable[tuple[str, str]] = (), wrong: Iterable[str] = ()) -> Form:
    """Return a form with everything in it, each of the ``wrong`` fields with an error."""
    words = Verbatim(text)
    return Form(
        session=SessionId(f"session {text[:20]}"),
        version=3,
        title=words,
        submit=words,
        intro=(words, words),
        groups=(
            Group(words, words, fields(text, "must", optional=False), words),
            Group(words, None, (), None, fields(text, "may", optional=True)),
        ),
        given=tuple(given),
        errors=tuple((name, words) for name in wrong),
        notice=words,
    )
