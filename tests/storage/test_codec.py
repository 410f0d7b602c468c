from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from threading import Barrier
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.okr.model import Language
from dialogs.okr.rollup import Figures
from dialogs.okr.week import Week
from dialogs.replies import Act, Close, Correct, Nothing, OpenForm, Reply, Show
from dialogs.session import SessionId
from dialogs.text import (
    Arg,
    Clock,
    Day,
    Instant,
    Listing,
    Phrase,
    Points,
    Quantity,
    Reader,
    Share,
    Text,
    Verbatim,
)
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
from storage import codec
from storage.codec import (
    read_figures,
    read_pairs,
    read_reader,
    read_reply,
    read_view,
    write_figures,
    write_pairs,
    write_reader,
    write_reply,
    write_view,
)
from tests.patience import AMPLE

words = st.text(max_size=6)
reals = st.floats(allow_nan=False, allow_infinity=False)
weeks = st.dates(date(2000, 1, 3), date(2100, 1, 1)).map(Week.of)
instants = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis adds the zone
hours = st.times().map(lambda hour: time(hour.hour, hour.minute))
pairs = st.lists(st.tuples(words, words), max_size=2).map(tuple)
plain_args = st.one_of(
    words,
    st.integers(),
    st.builds(Quantity, reals, words),
    st.builds(Share, reals, st.booleans()),
    st.builds(Points, reals, st.booleans()),
    st.builds(Day, st.dates()),
    st.builds(Clock, hours),
    st.builds(Instant, instants),
    weeks,
)


def several(of: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=most).map(tuple)


def bigger(texts: st.SearchStrategy[Text]) -> st.SearchStrategy[Text]:
    args: st.SearchStrategy[Arg] = st.one_of(plain_args, texts)
    return st.one_of(
        st.builds(Phrase, words, several(st.tuples(words, args))),
        st.builds(Listing, several(texts)),
    )


texts: st.SearchStrategy[Text] = st.recursive(st.builds(Verbatim, words), bigger, max_leaves=4)
maybe = st.none() | texts
tones = st.sampled_from(Tone)
actions = st.builds(Action, words, words, pairs)
leaves: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, texts, st.integers(1, 3)),
    st.builds(Paragraph, texts, tones),
    st.builds(Note, texts),
    st.builds(Quote, words, texts),
    st.builds(Bullets, several(texts), st.booleans()),
    st.builds(Facts, several(st.builds(Fact, texts, texts))),
    st.builds(Meter, texts, st.none() | reals, st.none() | reals, texts, texts, tones),
    st.builds(Table, texts, several(texts), several(several(texts))),
    st.builds(
        Chart,
        texts,
        texts,
        several(texts),
        several(
            st.builds(Series, texts, several(st.none() | reals), several(texts), reals, reals), 1
        ),
    ),
    st.builds(Buttons, several(st.builds(Button, texts, actions, st.booleans()))),
    st.builds(Download, texts, words),
)
blocks = st.recursive(leaves, lambda inner: st.builds(Details, texts, several(inner)), max_leaves=3)
views = st.builds(View, texts, several(blocks))
form_fields: st.SearchStrategy[Field] = st.one_of(
    st.builds(NumberField, words, texts, maybe, st.booleans()),
    st.builds(ScaleField, words, texts, st.just(1), st.just(10), texts, texts, maybe),
    st.builds(ChoiceField, words, texts, several(st.builds(Option, words, texts)), maybe),
    st.builds(TextField, words, texts, st.integers(1, 3000), st.integers(1, 5), maybe),
)
forms = st.builds(
    Form,
    st.builds(SessionId, words),
    st.integers(1, 9),
    texts,
    texts,
    several(texts),
    several(st.builds(Group, texts, maybe, several(form_fields), maybe, several(form_fields)), 1),
    pairs,
    several(st.tuples(words, texts)),
    maybe,
)
acts = st.one_of(
    st.builds(Nothing),
    st.builds(OpenForm, forms),
    st.builds(Correct, forms),
    st.builds(Close, views),
    st.builds(Show, views),
)
readers = st.builds(Reader, st.sampled_from(Language), words)
figures = st.builds(
    Figures,
    *[st.integers(0, 99)] * 5,
    st.none() | reals,
    st.none() | reals,
    st.none() | reals,
    st.integers(0, 9),
    st.integers(0, 9),
)


@given(views)
@settings(max_examples=30, deadline=None)
def test_a_view_comes_back_as_it_was_written(view: View) -> None:
    assert read_view(write_view(view)) == view


@given(st.builds(Reply, readers, acts))
@settings(max_examples=30, deadline=None)
def test_a_reply_comes_back_as_it_was_written(reply: Reply) -> None:
    assert read_reply(write_reply(reply)) == reply


@given(readers, figures, pairs)
@settings(max_examples=20, deadline=None)
def test_readers_figures_and_arguments_come_back(
    reader: Reader, sums: Figures, given_pairs: tuple[tuple[str, str], ...]
) -> None:
    assert read_reader(write_reader(reader)) == reader
    assert read_figures(write_figures(sums)) == sums
    assert read_pairs(write_pairs(given_pairs)) == given_pairs


@pytest.mark.parametrize(
    ("union", "samples"),
    [(Block, leaves), (Field, form_fields), (Act, acts), (Text, texts), (Arg, plain_args)],
)
def test_every_member_of_a_union_is_among_the_examples(
    union: object, samples: st.SearchStrategy[Any]
) -> None:
    """A new kind of block must join the examples above, or nobody tries to store it."""
    shown = _kinds_in(samples)
    elsewhere = {Details, Phrase, Listing, Verbatim}  # what holds others of its kind
    assert set(get_args(union)) - elsewhere == shown - elsewhere


def _kinds_in(samples: st.SearchStrategy[Any]) -> set[type]:
    found: set[type] = set()

    @given(samples)
    @settings(max_examples=100, deadline=None, database=None, derandomize=True)
    def look(value: object) -> None:
        found.add(type(value))

    run: Callable[[], None] = look
    run()
    return found


def test_what_has_its_default_value_is_left_out() -> None:
    text = write_view(View(Verbatim("x"), (Heading(Verbatim("y")),)))
    assert text == (
        '{"summary":{"is":"Verbatim","text":"x"},'
        '"blocks":[{"is":"Heading","text":{"is":"Verbatim","text":"y"}}]}'
    )


def test_no_class_of_a_union_has_a_field_named_like_the_tag() -> None:
    for union in (Text, Arg, Block, Field, Act):
        for kind in get_args(union):
            if is_dataclass(kind):
                assert "is" not in {field.name for field in fields(kind)}


class _TwoAtOnce:
    """A converter that answers only once two threads have asked it."""

    def __init__(self) -> None:
        self._both = Barrier(2, timeout=AMPLE)

    def get_unstructure_hook(self, _kind: object) -> Callable[[Any], object]:
        self._both.wait()
        return str

    def get_structure_hook(self, _kind: object) -> Callable[[Any, Any], object]:
        self._both.wait()
        return lambda value, _: str(value)


def test_two_threads_may_meet_a_kind_for_the_first_time_together() -> None:
    """On PostgreSQL jobs run side by side, and the first of a kind may be two."""
    converter: Any = _TwoAtOnce()
    write = codec._write_row(converter, tuple[int, ...])  # noqa: SLF001 - the race is in there
    read = codec._read_row(converter, tuple[int, ...])  # noqa: SLF001 - the same
    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(write, [(1,), (2,)])) == [["1"], ["2"]]
        assert list(threads.map(lambda value: read(value, None), [(1,), (2,)])) == [("1",), ("2",)]
    assert write((3,)) == ["3"]
    assert read((3,), None) == ("3",)
