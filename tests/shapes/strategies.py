"""Views and forms of every shape that the contracts allow, for Hypothesis to choose from."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from dialogs.session import SessionId
from dialogs.text import Listing, Phrase, Text, Verbatim, say
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
from tests.shapes.nasty import NASTY

words: Final = st.one_of(
    st.sampled_from(NASTY),
    st.text(max_size=60),
    st.text(st.characters(), max_size=30).map(lambda text: text * 40),
)
"""What people write: short, long and hostile."""
texts: Final[st.SearchStrategy[Text]] = st.one_of(
    words.map(Verbatim),
    words.map(lambda name: say("status-unknown", asked=name)),
    st.lists(words.map(Verbatim), min_size=1, max_size=3).map(lambda found: Listing(tuple(found))),
)
tones: Final = st.sampled_from(Tone)
ids: Final = st.from_regex(r"[a-z]{1,8}:[a-z0-9-]{1,64}", fullmatch=True)
shares: Final = st.one_of(st.none(), st.floats(-5, 5))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table of up to 25 columns and 120 rows."""
    width = draw(st.sampled_from((0, 1, 2, 4, 25)))
    rows = draw(st.sampled_from((0, 1, 5, 120)))
    cell = draw(texts)
    other = draw(texts)
    row = (Verbatim("\u2003\u2003under"), *(cell for _ in range(width - 1)))[:width]
    return Table(draw(texts), tuple(other for _ in range(width)), tuple(row for _ in range(rows)))


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """A chart of up to 30 points and 14 lines, with and without gaps."""
    length = draw(st.sampled_from((0, 1, 2, 9, 30)))
    alike = draw(st.booleans())
    labels = tuple(Verbatim("w" if alike else f"w{place}") for place in range(length))
    values = st.one_of(st.none(), st.floats(-10, 200, allow_nan=False))
    lines = []
    for number in range(draw(st.sampled_from((0, 1, 2, 14)))):
        line = tuple(draw(st.lists(values, min_size=length, max_size=length)))
        written = tuple(Verbatim("–" if v is None else f"{v:.1f}") for v in line)
        name = draw(st.one_of(texts, st.just(Verbatim(f"line {number}"))))
        low, high = draw(st.sampled_from(((0.0, 100.0), (1.0, 10.0), (0.0, 0.0))))
        lines.append(Series(name, line, written, low, high))
    return Chart(draw(texts), draw(texts), labels, tuple(lines))


@st.composite
def buttons(draw: st.DrawFn) -> Buttons:
    """Up to 60 buttons."""
    count = draw(st.sampled_from((0, 1, 3, 60)))
    label = draw(texts)
    return Buttons(
        tuple(
            Button(label, Action("flow", "step", (("n", str(number)),)), main=number == 0)
            for number in range(count)
        )
    )


meters: Final = st.builds(
    Meter, texts, shares, shares, texts, texts, tones, st.one_of(st.none(), texts)
)
plain_blocks: Final[st.SearchStrategy[Block]] = st.one_of(
    st.builds(Heading, texts, st.sampled_from((1, 2, 3))),
    st.builds(Paragraph, texts, tones),
    st.builds(Note, texts),
    st.builds(Quote, words, texts),
    st.builds(Bullets, st.lists(texts, max_size=12).map(tuple), st.booleans()),
    st.builds(Facts, st.lists(st.builds(Fact, texts, texts), max_size=6).map(tuple)),
    meters,
    tables(),
    charts(),
    buttons(),
    st.builds(Download, texts, words),
)
blocks: Final = st.one_of(
    plain_blocks, st.builds(Details, texts, st.lists(plain_blocks, max_size=14).map(tuple))
)
views: Final = st.builds(View, texts, st.lists(blocks, max_size=12).map(tuple))

hints: Final = st.one_of(st.none(), texts)


@st.composite
def fields(draw: st.DrawFn, name: str) -> Field:
    """A field of any kind."""
    label, hint, optional = draw(texts), draw(hints), draw(st.booleans())
    match draw(st.sampled_from(("number", "scale", "choice", "text"))):
        case "number":
            return NumberField(name, label, hint, optional)
        case "scale":
            return ScaleField(name, label, 1, 10, draw(texts), draw(texts), hint, optional)
        case "choice":
            count = draw(st.sampled_from((1, 2, 9, 250)))
            options = tuple(Option(f"option-{place}", label) for place in range(count))
            return ChoiceField(name, label, options, hint, optional)
        case _:
            longest = draw(st.sampled_from((1, 200, 1_000, 5_000)))
            return TextField(name, label, longest, draw(st.integers(1, 4)), hint, optional)


@st.composite
def groups(draw: st.DrawFn, number: int) -> Group:
    """A group of up to six fields."""
    counts = draw(st.integers(0, 3)), draw(st.integers(0, 3))
    asked = tuple(draw(fields(f"field:{number}-{place}")) for place in range(counts[0]))
    more = tuple(draw(fields(f"more:{number}-{place}")) for place in range(counts[1]))
    return Group(draw(texts), draw(hints), asked, draw(hints), more)


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """A form of up to thirty groups, partly filled in, partly wrong."""
    found = tuple(draw(groups(number)) for number in range(draw(st.sampled_from((0, 1, 3, 30)))))
    names = [field.id for group in found for field in (*group.fields, *group.more)]
    chosen = st.lists(st.sampled_from(names), max_size=6, unique=True) if names else st.just([])
    given = tuple((name, draw(words)) for name in draw(chosen))
    errors = tuple((name, draw(texts)) for name in draw(chosen))
    title: Phrase | Text = draw(texts)
    return Form(
        session=SessionId("s" * 40),
        version=draw(st.integers(1, 500)),
        title=title,
        submit=draw(texts),
        intro=tuple(draw(st.lists(texts, max_size=3))),
        groups=found,
        given=given,
        errors=errors,
        notice=draw(hints),
    )
