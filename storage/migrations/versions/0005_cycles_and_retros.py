"""Cycles that people turn, and retros.

Columns and tables are only added: what is there already means the same without them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TEXT: Final = sa.Text()
_WHOLE: Final = sa.Integer()
_INSTANT: Final = sa.DateTime(timezone=True)
_COUNTED: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_NEW: Final = (
    "change_news",
    "changes",
    "votes",
    "writers",
    "notes",
    "themes",
    "carries",
    "scores",
    "retros",
    "turns",
)
"""Each before those that it refers to."""


def upgrade() -> None:
    op.add_column("units", sa.Column("cycles", _TEXT, nullable=True))
    op.add_column("units", sa.Column("cycles_here", _TEXT, nullable=True))
    op.add_column("units", sa.Column("retro", _WHOLE, nullable=True))
    op.add_column("units", sa.Column("retro_here", _WHOLE, nullable=True))
    for table in ("objectives", "key_results"):
        op.add_column(table, sa.Column("continues", _TEXT, nullable=True))
    _make_cycles()
    _make_judgements()
    _make_notes()
    _make_changes()


def _make_cycles() -> None:
    _keyed(
        "turns",
        {"unit": _TEXT, "cycle": _TEXT, "number": _WHOLE},
        {"phase": _TEXT, "at": _INSTANT, "by": _TEXT, "reason": _TEXT},
        {"unit": "units", "cycle": "cycles", "by": "people"},
    )
    columns = {"unit": _TEXT, "cycle": _TEXT, "stage": _TEXT, "facilitator": _TEXT}
    op.create_table(
        "retros",
        *_columns({"organisation_id": _TEXT, "id": _TEXT, **columns, "started": _INSTANT}),
        sa.Column("manner", _TEXT, nullable=True),
        sa.Column("wrote", _WHOLE, nullable=True),
        sa.Column("reminded", sa.Boolean(), nullable=False),
        sa.Column("published", _INSTANT, nullable=True),
        *_references("retros", {"unit": "units", "cycle": "cycles", "facilitator": "people"}),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_retros")),
        sa.UniqueConstraint(
            "organisation_id", "unit", "cycle", name=op.f("uq_retros_organisation_id_unit_cycle")
        ),
    )


def _make_judgements() -> None:
    _numbered(
        "scores",
        sa.Column("retro", _TEXT, nullable=False),
        sa.Column("key_result", _TEXT, nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("score", sa.Double(), nullable=False),
        *_columns({"why": _TEXT, "fit": _TEXT, "by": _TEXT, "at": _INSTANT}),
        *_references("scores", {"retro": "retros", "key_result": "key_results", "by": "people"}),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_scores_score")),
    )
    _index("scores", "retro")
    _numbered(
        "carries",
        *_columns({"retro": _TEXT, "goal": _TEXT, "kind": _TEXT, "verdict": _TEXT}),
        *_columns({"reason": _TEXT, "by": _TEXT, "at": _INSTANT, "title": _TEXT}),
        *_references("carries", {"retro": "retros", "by": "people"}),
    )
    _index("carries", "retro")


def _make_notes() -> None:
    of_retro = {"retro": "retros"}
    _keyed(
        "themes",
        {"retro": _TEXT, "id": _TEXT},
        {"title": _TEXT, "position": _WHOLE, "dots": _WHOLE},
        of_retro,
    )
    _keyed(
        "notes",
        {"retro": _TEXT, "id": _TEXT},
        {"kind": _TEXT, "text": _TEXT},
        {**of_retro, "author": "people"},
        sa.Column("author", _TEXT, nullable=True),
        sa.Column("theme", _TEXT, nullable=True),
        _theme_of("notes"),
    )
    _keyed("writers", {"retro": _TEXT, "person": _TEXT}, {}, {**of_retro, "person": "people"})
    _keyed(
        "votes",
        {"retro": _TEXT, "person": _TEXT, "theme": _TEXT},
        {"dots": _WHOLE},
        {**of_retro, "person": "people"},
        _theme_of("votes"),
        sa.CheckConstraint("dots BETWEEN 1 AND 3", name=op.f("ck_votes_dots")),
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in ("notes", "writers", "votes"):
            # Rows that were deleted lie about until then, with the order in which they came.
            op.execute(
                f"ALTER TABLE {table} SET "
                "(autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0)"
            )


def _make_changes() -> None:
    columns = {"id": _TEXT, "retro": _TEXT, "unit": _TEXT, "cycle": _TEXT, "text": _TEXT}
    op.create_table(
        "changes",
        *_columns({"organisation_id": _TEXT, **columns, "owner": _TEXT}),
        *_columns({"first_check": sa.Date(), "position": _WHOLE, "agreed": sa.Boolean()}),
        *_references("changes", {"retro": "retros", "unit": "units", "owner": "people"}),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_changes")),
    )
    _index("changes", "retro")
    _index("changes", "unit", "cycle")
    _numbered(
        "change_news",
        *_columns({"change": _TEXT, "state": _TEXT, "comment": _TEXT}),
        *_columns({"by": _TEXT, "at": _INSTANT}),
        *_references("change_news", {"change": "changes", "by": "people"}),
    )
    _index("change_news", "change")


def _keyed(
    name: str,
    key: Mapping[str, Any],
    rest: Mapping[str, Any],
    references: Mapping[str, str],
    *more: Any,  # noqa: ANN401 - columns and constraints
) -> None:
    """Make a table that is looked up by its whole key."""
    op.create_table(
        name,
        *_columns({"organisation_id": _TEXT, **key, **rest}),
        *more,
        *_references(name, references),
        sa.PrimaryKeyConstraint("organisation_id", *key, name=op.f(f"pk_{name}")),
        sqlite_with_rowid=False,
    )


def _numbered(name: str, *more: Any) -> None:  # noqa: ANN401 - the same
    """Make a table whose rows are only ever added, and counted."""
    op.create_table(
        name,
        sa.Column("number", _COUNTED, nullable=False),
        sa.Column("organisation_id", _TEXT, nullable=False),
        *more,
        sa.PrimaryKeyConstraint("number", name=op.f(f"pk_{name}")),
    )


def _columns(kinds: Mapping[str, Any]) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=False) for name, kind in kinds.items()]


def _references(name: str, references: Mapping[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            ["organisation_id", column],
            [f"{table}.organisation_id", f"{table}.id"],
            name=op.f(f"fk_{name}_organisation_id_{column}"),
        )
        for column, table in references.items()
    ]


def _theme_of(name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id", "retro", "theme"],
        ["themes.organisation_id", "themes.retro", "themes.id"],
        name=op.f(f"fk_{name}_organisation_id_retro_theme"),
    )


def _index(table: str, *columns: str) -> None:
    name = op.f(f"ix_{table}_organisation_id_{'_'.join(columns)}")
    op.create_index(name, table, ["organisation_id", *columns])


def downgrade() -> None:
    for table in _NEW:
        op.drop_table(table)
    for table in ("objectives", "key_results"):
        op.drop_column(table, "continues")
    op.drop_column("units", "retro_here")
    op.drop_column("units", "retro")
    op.drop_column("units", "cycles_here")
    op.drop_column("units", "cycles")
