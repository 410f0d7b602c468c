"""Somebody who reads everything that Rytmi leaves behind, and guesses who wrote which note.

They are given more than anybody has: who wrote when, and how many notes each. What they guess by
an order, a place, a size or a transaction is then held against what blind guessing would come to.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

from storage.address import read_url

SURE: Final = 5.0
"""Standard deviations above blind guessing: that happens by chance less than once in a million."""
Guess = Mapping[str, str]
"""A note's words and whose they are thought to be."""


@dataclass(frozen=True, slots=True)
class Written:
    """What really happened in one retro; the onlooker knows it but for who wrote which note."""

    retro: str
    authors: Mapping[str, str]
    """Words and author."""
    turns: Sequence[tuple[str, int]]
    """Who wrote, in the order in which they did, and how many notes at a time."""


@dataclass(slots=True)
class Evidence:
    """Everything that was found."""

    rows: list[tuple[str, str]] = field(default_factory=list)
    """A table and one of its rows, as text."""
    texts: dict[str, str] = field(default_factory=dict)
    """Logs, figures, pages, exports: by what they are."""
    orders: dict[str, Sequence[str]] = field(default_factory=dict)
    """The notes in the order in which some place holds them."""
    transactions: dict[str, Mapping[str, int]] = field(default_factory=dict)
    """By place: words, or a person's id, and the last transaction that wrote them."""

    def everything(self) -> Iterator[tuple[str, str]]:
        """Yield each piece that belongs together, with where it was found."""
        yield from self.rows
        yield from self.texts.items()


def read_database(url: str, people: Sequence[str], words: Sequence[str]) -> Evidence:
    """Read all tables as they lie there, and on SQLite the files' bytes."""
    found = Evidence()
    if url.startswith("sqlite"):
        _read_sqlite(Path(read_url(url).database or ""), found, words)
    else:
        _read_postgresql(url, found, people, words)
    return found


def _read_sqlite(path: Path, found: Evidence, words: Sequence[str]) -> None:
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        named = "SELECT name FROM sqlite_master WHERE type = 'table'"
        for (table,) in connection.execute(named).fetchall():
            rows = connection.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608 - a name
            _note_rows(found, table, rows, words)
    connection.close()
    for each in (path, Path(f"{path}-wal")):
        raw = each.read_bytes() if each.exists() else b""
        found.orders[f"the bytes of {each.suffix}"] = _in_order(raw.decode("latin-1"), words)
        found.orders[f"the last bytes of {each.suffix}"] = _in_order(
            raw.decode("latin-1"), words, last=True
        )


def _read_postgresql(
    url: str, found: Evidence, people: Sequence[str], words: Sequence[str]
) -> None:
    plain = url.replace("postgresql+psycopg://", "postgresql://", 1)
    with psycopg.connect(plain) as connection:
        names = connection.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        ).fetchall()
        for (table,) in names:
            every = sql.SQL("SELECT * FROM {} ORDER BY ctid").format(sql.Identifier(table))
            rows = connection.execute(every).fetchall()
            _note_rows(found, table, rows, words)
            when = sql.SQL("SELECT xmin::text::bigint, {}::text FROM {}").format(
                sql.Identifier(table), sql.Identifier(table)
            )
            written = connection.execute(when).fetchall()
            found.transactions[table] = {
                name: number
                for number, row in written
                for name in (*_of(words, row), *_of(people, row))
            }


def _of(names: Sequence[str], text: str) -> list[str]:
    return list(dict.fromkeys(_any_of(tuple(names)).findall(text)))


@lru_cache
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")


def _note_rows(
    found: Evidence, table: str, rows: Sequence[Sequence[object]], words: Sequence[str]
) -> None:
    texts = [repr(row) for row in rows]
    found.rows += [(f"a row of {table}", text) for text in texts]
    inside = _in_order("\n".join(texts), words)
    if inside:
        found.orders[f"the table {table}"] = inside


def _in_order(text: str, words: Sequence[str], *, last: bool = False) -> list[str]:
    find = text.rfind if last else text.find
    places = {word: find(word) for word in words}
    return sorted((word for word in words if places[word] >= 0), key=lambda word: places[word])


def order_in(text: str, words: Sequence[str]) -> list[str]:
    """Return the notes in the order in which a text names them."""
    return _in_order(text, words)


# --- what the onlooker finds ----------------------------------------------------------------------


def named_together(
    found: Evidence, people: Sequence[str], words: Sequence[str], own: Mapping[str, str]
) -> list[str]:
    """Return where a note stands together with one person alone, and with its author at that.

    ``own`` names the pages and the like that are somebody's own.
    """
    together = []
    for where, text in found.everything():
        names = _of(people, text) or ([own[where]] if where in own else [])
        if len(names) == 1 and _of(words, text):
            together.append(where)
    return together


def by_order(order: Sequence[str], written: Written, *, backwards: bool) -> Guess:
    """Deal the notes out in their order to those who wrote, in theirs."""
    mine = [word for word in order if word in written.authors]
    turns = [person for person, count in written.turns for _ in range(count)]
    return dict(zip(mine[::-1] if backwards else mine, turns, strict=False))


def by_length(order: Sequence[str], written: Written, sizes: Mapping[str, int]) -> Guess:
    """Give the longest notes to those of whom most is stored."""
    mine = sorted((word for word in order if word in written.authors), key=len, reverse=True)
    counts: defaultdict[str, int] = defaultdict(int)
    for person, count in written.turns:
        counts[person] += count
    people = sorted(counts, key=lambda person: -sizes.get(person, 0))
    dealt = [person for person in people for _ in range(counts[person])]
    return dict(zip(mine, dealt, strict=False))


def by_transaction(notes: Mapping[str, int], people: Mapping[str, int], written: Written) -> Guess:
    """Give each note to the person whose rows were written next to it in time."""
    writers = {person for person, _ in written.turns}
    known = {person: number for person, number in people.items() if person in writers}
    if not known:
        return {}
    return {
        word: min(known, key=lambda person: (abs(known[person] - number), person))
        for word, number in notes.items()
        if word in written.authors
    }


def surprise(guesses: Sequence[tuple[Guess, Written]]) -> float:
    """Return how far guesses lie above blind ones, in standard deviations.

    Blind are the same guesses where the notes of each retro have been dealt out among its writers
    at random; mean and spread of that follow from the numbers alone.
    """
    hits = expected = variance = 0.0
    for guess, written in guesses:
        authors = written.authors
        hits += sum(authors.get(word) == person for word, person in guess.items())
        thought = Counter(person for word, person in guess.items() if word in authors)
        mean, spread = _blind(thought, Counter(authors.values()), len(authors))
        expected += mean
        variance += spread
    return (hits - expected) / math.sqrt(variance) if variance > _NEXT_TO_NOTHING else 0.0


def _blind(thought: Counter[str], real: Counter[str], notes: int) -> tuple[float, float]:
    """Return mean and variance of the matches of two lists of names, one of them shuffled."""
    single = {name: thought[name] * real[name] for name in thought}
    mean = sum(single.values()) / notes
    if notes == 1:
        return mean, 0.0
    same = sum(
        thought[name] * (thought[name] - 1) * real[name] * (real[name] - 1) for name in thought
    )
    others = sum(single.values()) ** 2 - sum(each**2 for each in single.values())
    pairs = (same + others) / (notes * (notes - 1))
    return mean, mean + pairs - mean**2


_NEXT_TO_NOTHING: Final = 1e-9
