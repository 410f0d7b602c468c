"""Time and delivery: what is inherited, calendars, absences, windows, lanes and the ledger.

Columns are only ever added: on SQLite, to change a table is to drop it, and with it what refers to
it. What must hold for the rows that are there already is written below, in plain statements.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_LIVE: Final = "done_at IS NULL"
_INSTANT: Final = sa.DateTime(timezone=True)

_ORGANISATIONS: Final = sa.table("organisations", sa.column("id"), sa.column("country"))
_UNITS: Final = sa.table(
    "units",
    *(sa.column(name) for name in ("organisation_id", "id", "parent", "ask", "ask_here")),
    sa.column("ask_at", sa.Time()),
    sa.column("ask_at_here", sa.Time()),
    sa.column("holidays_here"),
    sa.column("position"),
)
_FORUMS: Final = sa.table(
    "forums", *(sa.column(name) for name in ("cadence", "at", "cadence_set", "at_set"))
)
_OBLIGATIONS: Final = sa.table(
    "obligations",
    sa.column("week"),
    sa.column("due_at", _INSTANT),
    sa.column("closes_at", _INSTANT),
)
_OUTBOX: Final = sa.table("outbox", sa.column("told", sa.Boolean()))


def upgrade() -> None:
    _add_columns()
    _make_tables()
    _make_indexes()
    _resolve_units()
    _fill_in()


def _add_columns() -> None:
    for column in ("holidays", "ask_here"):
        op.add_column("units", sa.Column(column, sa.Text(), nullable=True))
    op.add_column("units", sa.Column("ask_at_here", sa.Time(), nullable=True))
    op.add_column("units", _empty("holidays_here"))
    op.add_column("forums", sa.Column("cadence_set", sa.Text(), nullable=True))
    op.add_column("forums", sa.Column("at_set", sa.Time(), nullable=True))
    for column in ("due_at", "closes_at"):
        op.add_column("obligations", sa.Column(column, _INSTANT, nullable=True))
    op.add_column("addresses", _empty("workspace"))
    op.add_column("outbox", _empty("workspace"))
    op.add_column("outbox", sa.Column("cause", sa.Text(), nullable=True))
    op.add_column(
        "outbox", sa.Column("told", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("moments", sa.Column("dropped", sa.Text(), nullable=True))


def _empty(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def _make_tables() -> None:
    op.create_table(
        "meetings",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("forum", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        _refers("meetings", "forum", "forums"),
        sa.PrimaryKeyConstraint("organisation_id", "forum", "day", name=op.f("pk_meetings")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "breaks",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_breaks_organisation_id")
        ),
        _refers("breaks", "unit", "units"),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_breaks")),
    )
    op.create_table(
        "absences",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("deputy", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        _refers("absences", "person", "people"),
        _refers("absences", "deputy", "people"),
        sa.PrimaryKeyConstraint("organisation_id", "person", "first", name=op.f("pk_absences")),
    )
    op.create_table(
        "preferences",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("reminders", sa.Boolean(), nullable=False),
        _refers("preferences", "person", "people"),
        sa.PrimaryKeyConstraint("organisation_id", "person", name=op.f("pk_preferences")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ledger",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("moved_from", sa.Date(), nullable=True),
        sa.Column("due_at", _INSTANT, nullable=True),
        sa.Column("closes_at", _INSTANT, nullable=True),
        sa.Column("answered_at", _INSTANT, nullable=True),
        sa.Column("fate", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        _refers("ledger", "unit", "units"),
        sa.PrimaryKeyConstraint("organisation_id", "key", name=op.f("pk_ledger")),
    )
    op.create_table(
        "lanes",
        sa.Column("door", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("spent_until", _INSTANT, nullable=True),
        sa.Column("held_until", _INSTANT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("door", "workspace", name=op.f("pk_lanes")),
    )
    op.create_table(
        "pulses",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_pulses")),
    )


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id", column],
        [f"{to}.organisation_id", f"{to}.id"],
        name=op.f(f"fk_{table}_organisation_id_{column}"),
    )


def _make_indexes() -> None:
    _index("check_ins", "organisation_id", "person", "at")
    _index("absences", "organisation_id", "deputy")
    _index("ledger", "organisation_id", "at")
    _index("ledger", "organisation_id", "unit", "at")
    op.drop_index("ix_outbox_live", table_name="outbox")
    _partial_index("ix_outbox_live_lane", ["door", "workspace", "due_at", "id"], _LIVE)
    _partial_index("ix_outbox_failed", ["organisation_id", "recipient"], "state = 'failed'")
    op.create_index(
        "ix_outbox_untold",
        "outbox",
        ["id"],
        sqlite_where=sa.text("state = 'failed' AND told = 0"),
        postgresql_where=sa.text("state = 'failed' AND NOT told"),
    )


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _partial_index(name: str, columns: list[str], where: str) -> None:
    op.create_index(
        name, "outbox", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
    )


def _resolve_units() -> None:
    """Write what holds in each unit once those above it are asked; a unit comes after its own."""
    connection = op.get_bind()
    found = connection.execute(sa.select(_ORGANISATIONS))
    country = {row.id: row.country for row in found}
    units = _UNITS.c
    asked: dict[tuple[str, str], tuple[str | None, time | None]] = {}
    rows: list[dict[str, Any]] = []
    order = sa.select(
        units.organisation_id, units.id, units.parent, units.ask, units.ask_at
    ).order_by(units.organisation_id, units.position)
    for organisation, unit, parent, ask, ask_at in connection.execute(order):
        above = asked.get((organisation, parent), (None, None))
        here = (above[0] if ask is None else ask, above[1] if ask_at is None else ask_at)
        asked[organisation, unit] = here
        where = {"organisation": organisation, "unit": unit}
        rows.append({**where, "rule": here[0], "hour": here[1], "free": country[organisation]})
    if rows:
        connection.execute(
            sa.update(_UNITS)
            .where(
                units.organisation_id == sa.bindparam("organisation"),
                units.id == sa.bindparam("unit"),
            )
            .values(
                ask_here=sa.bindparam("rule"),
                ask_at_here=sa.bindparam("hour"),
                holidays_here=sa.bindparam("free"),
            ),
            rows,
        )


def _fill_in() -> None:
    connection = op.get_bind()
    # What a sheet has said of a forum so far was always said of the forum itself.
    forums = _FORUMS.c
    connection.execute(sa.update(_FORUMS).values(cadence_set=forums.cadence, at_set=forums.at))
    # Of failures that lie behind, nobody needs to hear.
    connection.execute(sa.update(_OUTBOX).values(told=sa.true()))
    obligations = _OBLIGATIONS.c
    weeks = connection.scalars(sa.select(obligations.week).distinct()).all()
    if weeks:
        connection.execute(
            sa.update(_OBLIGATIONS)
            .where(obligations.week == sa.bindparam("of_week"))
            .values(due_at=sa.bindparam("due"), closes_at=sa.bindparam("closes")),
            [_window(week) for week in weeks],
        )


def _window(week: str) -> Mapping[str, Any]:
    """Return until when answers about a week such as ``2026-W47`` count, by the clock of UTC."""
    year, _, number = week.partition("-W")
    monday = datetime.combine(date.fromisocalendar(int(year), int(number), 1), time(0), UTC)
    return {
        "of_week": week,
        "due": _kept(monday + timedelta(weeks=1)),
        "closes": _kept(monday + timedelta(weeks=2)),
    }


def _kept(at: datetime) -> datetime:
    """Return an instant as the tables keep it: SQLite knows no zones, and what it has is UTC."""
    return at.replace(tzinfo=None) if op.get_bind().dialect.name == "sqlite" else at


def downgrade() -> None:
    op.drop_index("ix_outbox_untold", table_name="outbox")
    op.drop_index("ix_outbox_failed", table_name="outbox")
    op.drop_index("ix_outbox_live_lane", table_name="outbox")
    _partial_index("ix_outbox_live", ["due_at", "id"], _LIVE)
    op.drop_index(op.f("ix_check_ins_organisation_id_person_at"), table_name="check_ins")
    for table in ("pulses", "lanes", "ledger", "preferences", "absences", "breaks", "meetings"):
        op.drop_table(table)
    for table, columns in _ADDED.items():
        for column in columns:
            op.drop_column(table, column)


_ADDED: Final[Mapping[str, tuple[str, ...]]] = {
    "moments": ("dropped",),
    "outbox": ("told", "cause", "workspace"),
    "addresses": ("workspace",),
    "obligations": ("closes_at", "due_at"),
    "forums": ("at_set", "cadence_set"),
    "units": ("holidays_here", "ask_at_here", "ask_here", "holidays"),
}
