"""Alembic's entry: runs inside the transaction that ``store.migrate`` holds."""

from alembic import context

from kam_desktop.core.store.migrate import is_ours
from kam_desktop.core.store.tables import Client

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Client.metadata,
    render_as_batch=True,
    transactional_ddl=True,
    user_module_prefix="base.",
    include_object=is_ours,
)
context.run_migrations()
