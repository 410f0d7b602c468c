"""The names by which charts are kept in memory.

A column is only added; until the next import the empty name does.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("organisations", sa.Column("chart", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("organisations", "chart")
