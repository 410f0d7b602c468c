"""Chats: the workspaces that Rytmi is installed in, and who is who in them.

Columns and tables are only added: what is there already means the same without them.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_INSTANT: Final = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("people", sa.Column("chat_language", sa.Text(), nullable=True))
    op.add_column("people", sa.Column("chat_zone", sa.Text(), nullable=True))
    op.add_column("people", sa.Column("gone_since", sa.Date(), nullable=True))
    op.add_column("sessions", sa.Column("given", sa.Text(), nullable=False, server_default="[]"))
    _make_workspaces()
    _make_accounts()


def _make_workspaces() -> None:
    op.create_table(
        "workspaces",
        sa.Column("door", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("leased_by", sa.Text(), nullable=True),
        sa.Column("leased_until", _INSTANT, nullable=True),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("installed_at", _INSTANT, nullable=False),
        sa.Column("gone_at", _INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisations.id"], name=op.f("fk_workspaces_organisation")
        ),
        sa.PrimaryKeyConstraint("door", "workspace", name=op.f("pk_workspaces")),
    )
    op.create_index(op.f("ix_workspaces_organisation"), "workspaces", ["organisation"])


def _make_accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("door", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("paired", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_accounts_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person"],
            ["people.organisation_id", "people.id"],
            name=op.f("fk_accounts_organisation_id_person"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "door", "workspace", "account", name=op.f("pk_accounts")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_accounts_organisation_id_person"), "accounts", ["organisation_id", "person"]
    )


def downgrade() -> None:
    op.drop_table("accounts")
    op.drop_table("workspaces")
    op.drop_column("sessions", "given")
    for column in ("gone_since", "chat_zone", "chat_language"):
        op.drop_column("people", column)
