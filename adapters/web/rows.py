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
    """Give back the blocks in order; key results in a row come as one tuple, with their quotes."""
    row: tuple[Gauge, ...] = ()
    for block in blocks:
        match block:
            case Meter():
                row = (*row, Gauge(block))
            case Quote() if row:
                row = (*row[:-1], replace(row[-1], words=(*row[-1].words, block)))
            case _:
                if row:
                    yield row
                row = ()
                yield block
    if row:
        yield row


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
