"""Which blocks of a message belong together: a key result with the words said about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dialogs.views import Block, Details, Meter, Quote


@dataclass(frozen=True, slots=True)
class Gauge:
    """A key result and what its people wrote about it."""

    meter: Meter
    words: tuple[Quote, ...] = ()


def rows(blocks: Iterable[Block]) -> Iterator[Block | tuple[Gauge, ...]]:
    """Give back the blocks in order; key results in a row come as one tuple, with their quotes.

    A quote that names a key result of the row as its source goes to it, any other to the last.
    """
    row: tuple[Gauge, ...] = ()
    for block in blocks:
        match block:
            case Meter():
                row = (*row, Gauge(block))
            case Quote() if row:
                row = _given(row, block)
            case _:
                if row:
                    yield row
                row = ()
                yield block
    if row:
        yield row


def _given(row: tuple[Gauge, ...], quote: Quote) -> tuple[Gauge, ...]:
    named = [gauge for gauge in row if gauge.meter.label == quote.source]
    whose = named[0] if named else row[-1]
    return tuple(
        replace(gauge, words=(*gauge.words, quote)) if gauge is whose else gauge for gauge in row
    )


def first_expecting(blocks: Iterable[Block]) -> Meter | None:
    """Return the first key result with an expectation: it explains the mark for all the others."""
    for block in blocks:
        match block:
            case Meter() if block.expected is not None:
                return block
            case Details(_, inner) if (found := first_expecting(inner)) is not None:
                return found
            case _:
                pass
    return None
