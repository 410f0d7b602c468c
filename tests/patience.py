"""How long a test waits for what surely comes: so long that no slow machine is too slow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pytest

AMPLE: Final = 60.0
"""Seconds. Nothing waits for them to pass: they end only a test that would hang otherwise.

Doors that answer within so many seconds whatever is ready get them too, where a test is not about
that promise itself: a form must not be told "later" because a machine is busy.
"""


@contextmanager
def painters_take_their_time() -> Iterator[None]:
    """Let no picture be left out because a machine is busy: the first one loads the painter."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("adapters.slack.sending.pictures.BUDGET", AMPLE)
        yield
