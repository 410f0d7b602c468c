"""The contracts of the ports: what every implementation, and every database, must keep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine, ExecutionContext

from storage import crossings
from storage.part import OWNER
from storage.tables import metadata
from tests.storage.support import NAAPURI, OMA

OWNED = tuple(name for name, found in metadata.tables.items() if OWNER in found.c)
NAMES = re.compile(rf"\b(?:FROM|JOIN|INTO|UPDATE)\s+(?:{'|'.join(OWNED)})\b")


@pytest.fixture(autouse=True)
def walls(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which a statement touches organisations' rows and does not say whose."""
    broken: list[str] = []
    for made in ("migrated_sqlite", "database_url"):
        if made in request.fixturenames:  # migrations are for all organisations, and come first
            request.getfixturevalue(made)

    def look(
        connection: Connection,
        cursor: object,
        statement: str,
        parameters: object,
        context: ExecutionContext,
        executemany: bool,
    ) -> None:
        compiled: Any = context.compiled
        if not NAMES.search(statement):
            return
        if compiled is None:
            broken.append(f"written by hand: {statement}")
        elif not any(compiled.statement is allowed for allowed in crossings.ALL):
            given: list[dict[str, Any]] = context.compiled_parameters  # type: ignore[attr-defined]
            if not given or any(not {OMA, NAAPURI} & _texts(row) for row in given):
                broken.append(statement)

    event.listen(Engine, "before_cursor_execute", look)
    yield
    event.remove(Engine, "before_cursor_execute", look)
    assert broken == []


def _texts(row: dict[str, Any]) -> set[str]:
    return {value for value in row.values() if isinstance(value, str)}
