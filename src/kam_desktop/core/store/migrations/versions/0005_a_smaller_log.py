"""Changes found by where they stand in the log, rows that wait for the index kept once: imports write less"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("batch", sa.Column("first_change", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("batch", sa.Column("last_change", sa.Integer(), nullable=True))
    op.execute(
        """UPDATE batch SET first_change = own.first, last_change = own.last
            FROM (SELECT batch_id, min(id) AS first, max(id) AS last FROM change GROUP BY batch_id) own
            WHERE own.batch_id = batch.id"""
    )
    op.drop_index("ix_change_batch_id", "change")
    op.rename_table("unindexed", "before")
    op.create_table(
        "unindexed",
        sa.Column("entity", sa.String(length=16), nullable=False),
        sa.Column("row_id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("entity", "row_id", name=op.f("pk_unindexed")),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO unindexed SELECT entity, row_id FROM before")
    op.drop_table("before")
