"""Which of the databases a door plays a talk on, where the engine plays every talk on both."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest


def on_either(talks: Sequence[Path], on_sqlite: Sequence[int]) -> pytest.MarkDecorator:
    """Play every talk on one of the databases, those at these places of each four on SQLite.

    The engine plays every talk on both, and the contracts hold what else a door asks of a store on
    both; so each door needs to meet each database, and each talk, and not each talk on each.
    """
    cases = [
        pytest.param(talk, "sqlite", id=f"{talk.stem}-sqlite")
        if place % 4 in on_sqlite
        else pytest.param(
            talk, "postgresql", id=f"{talk.stem}-postgresql", marks=pytest.mark.postgres
        )
        for place, talk in enumerate(talks)
    ]
    return pytest.mark.parametrize(("talk", "database_url"), cases, indirect=["database_url"])
