"""The clients of a tier by their next touch, so that the first of Today are found without sorting all that is due"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_client_tier", "client")
    op.create_index(
        "ix_client_tier", "client", ["tier", "next_touch_on", "id"], sqlite_where=sa.text("deleted_at IS NULL")
    )
