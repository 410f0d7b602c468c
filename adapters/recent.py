"""What was seen lately, and not more of it than there is room for."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(Generic[K, V]):
    """A table of a fixed size; what was written longest ago makes way."""

    def __init__(self, most: int) -> None:
        self._rows: OrderedDict[K, V] = OrderedDict()
        self._most = most

    def __setitem__(self, key: K, value: V) -> None:
        self._rows[key] = value
        self._rows.move_to_end(key)
        if len(self._rows) > self._most:
            self._rows.popitem(last=False)

    def __contains__(self, key: K) -> bool:
        return key in self._rows

    def get(self, key: K) -> V | None:
        """Return what was written there; None: nothing, or it has made way."""
        return self._rows.get(key)

    def forget(self, key: K) -> None:
        """Let go of what was written there, if anything was."""
        self._rows.pop(key, None)
