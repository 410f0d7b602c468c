"""The first tables: structure, answers, outbox, and what keeps promises."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

COUNTED: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "organisations",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
    )
    op.create_table(
        "addresses",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("door", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_addresses_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "recipient", name=op.f("pk_addresses")),
    )
    op.create_table(
        "claims",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("delivery", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_claims_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "delivery", name=op.f("pk_claims")),
    )
    op.create_table(
        "cycles",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_cycles_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_cycles")),
    )
    op.create_table(
        "moments",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("planned", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_moments_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "key", name=op.f("pk_moments")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", COUNTED, nullable=False),
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("replaces", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("door", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("view", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("replaces_reference", sa.Text(), nullable=True),
        sa.Column("doubtful", sa.Boolean(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('ready', 'sending', 'sent', 'failed', 'uncertain', 'superseded')",
            name=op.f("ck_outbox_state"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_outbox_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("organisation_id", "key", name=op.f("uq_outbox_organisation_id_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_outbox_live",
        "outbox",
        ["due_at", "id"],
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_index(
        "ix_outbox_live_conversation",
        "outbox",
        ["organisation_id", "recipient", "id"],
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_index("ix_outbox_root", "outbox", ["organisation_id", "root"])
    op.create_table(
        "people",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_people_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_people")),
    )
    op.create_table(
        "units",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("answering", sa.Text(), nullable=False),
        sa.Column("ask", sa.Text(), nullable=True),
        sa.Column("ask_at", sa.Time(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("language_here", sa.Text(), nullable=False),
        sa.Column("zone_here", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "parent"],
            ["units.organisation_id", "units.id"],
            name=op.f("fk_units_organisation_id_parent"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_units_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_units")),
    )
    op.create_index(op.f("ix_units_organisation_id_parent"), "units", ["organisation_id", "parent"])
    op.create_table(
        "deliveries",
        sa.Column("id", COUNTED, nullable=False),
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "key"],
            ["outbox.organisation_id", "outbox.key"],
            name=op.f("fk_deliveries_organisation_id_key"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_deliveries_organisation_id_recipient_id"),
        "deliveries",
        ["organisation_id", "recipient", "id"],
    )
    op.create_table(
        "forums",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("cadence", sa.Text(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit"],
            ["units.organisation_id", "units.id"],
            name=op.f("fk_forums_organisation_id_unit"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_forums")),
    )
    op.create_table(
        "memberships",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person"],
            ["people.organisation_id", "people.id"],
            name=op.f("fk_memberships_organisation_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit"],
            ["units.organisation_id", "units.id"],
            name=op.f("fk_memberships_organisation_id_unit"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "person", "unit", "role", name=op.f("pk_memberships")
        ),
    )
    op.create_index(
        op.f("ix_memberships_organisation_id_unit"), "memberships", ["organisation_id", "unit"]
    )
    op.create_table(
        "objectives",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("cycle", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "cycle"],
            ["cycles.organisation_id", "cycles.id"],
            name=op.f("fk_objectives_organisation_id_cycle"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit"],
            ["units.organisation_id", "units.id"],
            name=op.f("fk_objectives_organisation_id_unit"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_objectives")),
    )
    op.create_index(
        op.f("ix_objectives_organisation_id_unit"), "objectives", ["organisation_id", "unit"]
    )
    op.create_table(
        "sessions",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("flow", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("args", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person"],
            ["people.organisation_id", "people.id"],
            name=op.f("fk_sessions_organisation_id_person"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_sessions")),
    )
    op.create_table(
        "digests",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("forum", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "forum"],
            ["forums.organisation_id", "forums.id"],
            name=op.f("fk_digests_organisation_id_forum"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "forum", "period", name=op.f("pk_digests")),
    )
    op.create_table(
        "key_results",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("objective", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("start", sa.Double(), nullable=True),
        sa.Column("target", sa.Double(), nullable=True),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        sa.Column("steps", sa.Integer(), nullable=True),
        sa.Column("scale", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("supports", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "objective"],
            ["objectives.organisation_id", "objectives.id"],
            name=op.f("fk_key_results_organisation_id_objective"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "owner"],
            ["people.organisation_id", "people.id"],
            name=op.f("fk_key_results_organisation_id_owner"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "supports"],
            ["key_results.organisation_id", "key_results.id"],
            name=op.f("fk_key_results_organisation_id_supports"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_key_results")),
    )
    op.create_index(
        op.f("ix_key_results_organisation_id_objective"),
        "key_results",
        ["organisation_id", "objective"],
    )
    op.create_index(
        op.f("ix_key_results_organisation_id_owner"), "key_results", ["organisation_id", "owner"]
    )
    op.create_index(
        op.f("ix_key_results_organisation_id_supports"),
        "key_results",
        ["organisation_id", "supports"],
    )
    op.create_table(
        "check_ins",
        sa.Column("number", COUNTED, nullable=False),
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("key_result", sa.Text(), nullable=False),
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("confidence", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("blocker", sa.Text(), nullable=False),
        sa.Column("help_from", sa.Text(), nullable=True),
        sa.Column("corrects", sa.Text(), nullable=True),
        sa.CheckConstraint("confidence BETWEEN 1 AND 10", name=op.f("ck_check_ins_confidence")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "corrects"],
            ["check_ins.organisation_id", "check_ins.id"],
            name=op.f("fk_check_ins_organisation_id_corrects"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "help_from"],
            ["units.organisation_id", "units.id"],
            name=op.f("fk_check_ins_organisation_id_help_from"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "key_result"],
            ["key_results.organisation_id", "key_results.id"],
            name=op.f("fk_check_ins_organisation_id_key_result"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person"],
            ["people.organisation_id", "people.id"],
            name=op.f("fk_check_ins_organisation_id_person"),
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_check_ins")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_check_ins_organisation_id_id")),
    )
    op.create_index(
        op.f("ix_check_ins_organisation_id_key_result_week"),
        "check_ins",
        ["organisation_id", "key_result", "week"],
    )
    op.create_table(
        "obligations",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("key_result", sa.Text(), nullable=False),
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_in", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "key_result"],
            ["key_results.organisation_id", "key_results.id"],
            name=op.f("fk_obligations_organisation_id_key_result"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit"],
            ["units.organisation_id", "units.id"],
            name=op.f("fk_obligations_organisation_id_unit"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "key_result", "week", name=op.f("pk_obligations")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_obligations_organisation_id_week_unit_answered_at"),
        "obligations",
        ["organisation_id", "week", "unit", "answered_at"],
    )
    op.create_table(
        "standings",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("key_result", sa.Text(), nullable=False),
        sa.Column("week", sa.Text(), nullable=True),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("progress", sa.Double(), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=True),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("unanswered", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=True),
        sa.Column("contradictions", sa.Text(), nullable=False),
        sa.Column("blocker", sa.Text(), nullable=False),
        sa.Column("help_from", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "key_result"],
            ["key_results.organisation_id", "key_results.id"],
            name=op.f("fk_standings_organisation_id_key_result"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "key_result", name=op.f("pk_standings")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tasks",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("key_result", sa.Text(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "key_result"],
            ["key_results.organisation_id", "key_results.id"],
            name=op.f("fk_tasks_organisation_id_key_result"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person"],
            ["people.organisation_id", "people.id"],
            name=op.f("fk_tasks_organisation_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit"],
            ["units.organisation_id", "units.id"],
            name=op.f("fk_tasks_organisation_id_unit"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_tasks_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_tasks")),
    )
    op.create_index(op.f("ix_tasks_organisation_id_unit"), "tasks", ["organisation_id", "unit"])
    op.create_table(
        "weeks",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("key_result", sa.Text(), nullable=False),
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("median", sa.Double(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=False),
        sa.Column("high", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("progress", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "key_result"],
            ["key_results.organisation_id", "key_results.id"],
            name=op.f("fk_weeks_organisation_id_key_result"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "key_result", "week", name=op.f("pk_weeks")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("weeks")
    op.drop_index(op.f("ix_tasks_organisation_id_unit"), table_name="tasks")
    op.drop_table("tasks")
    op.drop_table("standings")
    op.drop_index(
        op.f("ix_obligations_organisation_id_week_unit_answered_at"), table_name="obligations"
    )
    op.drop_table("obligations")
    op.drop_index(op.f("ix_check_ins_organisation_id_key_result_week"), table_name="check_ins")
    op.drop_table("check_ins")
    op.drop_index(op.f("ix_key_results_organisation_id_supports"), table_name="key_results")
    op.drop_index(op.f("ix_key_results_organisation_id_owner"), table_name="key_results")
    op.drop_index(op.f("ix_key_results_organisation_id_objective"), table_name="key_results")
    op.drop_table("key_results")
    op.drop_table("digests")
    op.drop_table("sessions")
    op.drop_index(op.f("ix_objectives_organisation_id_unit"), table_name="objectives")
    op.drop_table("objectives")
    op.drop_index(op.f("ix_memberships_organisation_id_unit"), table_name="memberships")
    op.drop_table("memberships")
    op.drop_table("forums")
    op.drop_index(op.f("ix_deliveries_organisation_id_recipient_id"), table_name="deliveries")
    op.drop_table("deliveries")
    op.drop_index(op.f("ix_units_organisation_id_parent"), table_name="units")
    op.drop_table("units")
    op.drop_table("people")
    op.drop_index("ix_outbox_root", table_name="outbox")
    op.drop_index(
        "ix_outbox_live_conversation",
        table_name="outbox",
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.drop_index(
        "ix_outbox_live",
        table_name="outbox",
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.drop_table("outbox")
    op.drop_table("moments")
    op.drop_table("cycles")
    op.drop_table("claims")
    op.drop_table("addresses")
    op.drop_table("organisations")
