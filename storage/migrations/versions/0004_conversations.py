"""Conversations: where the users and channels of a workspace are written to.

A table is added beside the others, which stay as they are.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_INSTANT: Final = sa.DateTime(timezone=True)
_TOLD: Final = ("scope", "conversation", "service", "user", "bot", "team", "title")


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("door", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        *(sa.Column(each, sa.Text(), nullable=False) for each in _TOLD),
        sa.Column("gone_at", _INSTANT, nullable=True),
        sa.Column("told_at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["door", "workspace"],
            ["workspaces.door", "workspaces.workspace"],
            name=op.f("fk_conversations_door"),
        ),
        sa.PrimaryKeyConstraint("door", "workspace", "name", name=op.f("pk_conversations")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("conversations")
