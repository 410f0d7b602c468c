"""The dialogs' values as JSON and back: views, forms, replies, readers and figures.

Each member of a closed union carries its class's name under ``is``; fields with their default
value are left out, so that a row stays small and a field that is added later finds its default.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, Final, TypeVar, get_args, get_origin

from cattrs import Converter

from dialogs.okr.rollup import Figures
from dialogs.replies import Act, Reply
from dialogs.text import Arg, Reader, Text
from dialogs.views import Block, Field, View

V = TypeVar("V")

TAG: Final = "is"
PLAIN: Final = (str, int)
"""The members of `Arg` that JSON has itself."""


def _converter() -> Converter:
    converter = Converter(omit_if_default=True, detailed_validation=False)
    for kind in (datetime, date, time):
        converter.register_unstructure_hook(kind, lambda value: value.isoformat())
    converter.register_structure_hook(datetime, lambda text, _: datetime.fromisoformat(text))
    converter.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    converter.register_structure_hook(time, lambda text, _: time.fromisoformat(text))
    for union in (Text, Arg, Block, Field, Act):
        _teach(converter, union)
    converter.register_structure_hook_factory(_is_row, lambda kind: _read_row(converter, kind))
    converter.register_unstructure_hook_factory(_is_row, lambda kind: _write_row(converter, kind))
    return converter


def _is_row(kind: Any) -> bool:  # noqa: ANN401 - any type there is
    """Tell whether a type is a tuple of any length, such as a view's blocks."""
    return get_origin(kind) is tuple and get_args(kind)[1:] == (Ellipsis,)


def _read_row(converter: Converter, kind: Any) -> Callable[[Any, Any], tuple[object, ...]]:  # noqa: ANN401 - the same
    """Look up once how each of a tuple is read; cattrs would for each of them, each time."""
    inner = get_args(kind)[0]
    hooks: list[Callable[[Any, Any], object]] = []

    def read(values: Any, _: object) -> tuple[object, ...]:  # noqa: ANN401 - whatever the JSON holds
        if not hooks:
            hooks.append(converter.get_structure_hook(inner))
        hook = hooks[0]  # two threads may have come at once, with the same
        return tuple([hook(value, inner) for value in values])

    return read


def _write_row(converter: Converter, kind: Any) -> Callable[[Any], list[object]]:  # noqa: ANN401 - the same
    """Look up once how each of a tuple is written, as `_read_row` does."""
    inner = get_args(kind)[0]
    hooks: list[Callable[[Any], object]] = []

    def write(values: Any) -> list[object]:  # noqa: ANN401 - the members of a tuple
        if not hooks:
            hooks.append(converter.get_unstructure_hook(inner))
        hook = hooks[0]
        return [hook(value) for value in values]

    return write


def _teach(converter: Converter, union: Any) -> None:  # noqa: ANN401 - a union has no type of its own
    """Teach a closed union; hooks are found at use, since texts and details hold themselves."""
    kinds = {kind.__name__: kind for kind in get_args(union) if kind not in PLAIN}
    hooks: dict[str, Callable[[Any, Any], Any]] = {}
    writing: dict[type, Callable[[Any], dict[str, object]]] = {}

    def write(value: object) -> object:
        if isinstance(value, PLAIN):
            return value
        kind = type(value)
        hook = writing.get(kind)
        if hook is None:
            hook = writing[kind] = converter.get_unstructure_hook(kind)
        return {TAG: kind.__name__, **hook(value)}

    def read(value: Any, _: object) -> object:  # noqa: ANN401 - whatever the JSON holds
        if isinstance(value, PLAIN):
            return value
        name = value[TAG]
        hook = hooks.get(name)
        if hook is None:
            hook = hooks[name] = converter.get_structure_hook(kinds[name])
        return hook(value, kinds[name])

    converter.register_unstructure_hook(union, write)
    converter.register_structure_hook(union, read)


_CONVERTER: Final = _converter()
_ENCODE: Final = json.JSONEncoder(
    ensure_ascii=False,
    separators=(",", ":"),
    check_circular=False,  # the dialogs' values cannot be changed, and so cannot hold themselves
).encode


def _writer(kind: type[V]) -> Callable[[V], str]:
    def write(value: V) -> str:
        return _ENCODE(_CONVERTER.unstructure(value, kind))

    return write


def _reader(kind: type[V]) -> Callable[[str], V]:
    def read(text: str) -> V:
        return _CONVERTER.structure(json.loads(text), kind)

    return read


write_view: Final = _writer(View)
read_view: Final = _reader(View)
write_reply: Final = _writer(Reply)
read_reply: Final = _reader(Reply)
write_reader: Final = lru_cache(maxsize=256)(_writer(Reader))
read_reader: Final = _reader(Reader)
write_figures: Final = _writer(Figures)
read_figures: Final = _reader(Figures)


def write_pairs(pairs: tuple[tuple[str, str], ...]) -> str:
    """Write a session's arguments."""
    return _ENCODE(pairs)


def read_pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Read a session's arguments."""
    return tuple((name, value) for name, value in json.loads(text))
