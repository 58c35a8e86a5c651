"""Bringing a store to this program's schema: in one transaction, with nothing lost on the way.

Foreign keys are off meanwhile, for a table rebuilt with them on silently empties its children; afterwards
they are checked, and no table may have fewer rows than before.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kam_desktop.core.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

SCRIPTS = Path(__file__).parent / "migrations"


def config(connection: "Connection") -> Any:
    """Alembic's configuration without an ini file; the open connection stays in memory with its key."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(SCRIPTS))
    made.attributes["connection"] = connection
    return made


def upgrade(engine: "Engine", revision: str = "head") -> None:
    """Run what is missing up to ``revision`` and set ``user_version``."""
    from alembic import command

    from kam_desktop.core.store.database import SCHEMA_VERSION

    with engine.execution_options(kam_begin="BEGIN IMMEDIATE").connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                before = counts(raw)
                command.upgrade(config(connection), revision)
                _verify(raw, before)
                raw.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
        finally:
            raw.execute("PRAGMA foreign_keys=ON")


def drift(engine: "Engine") -> list[Any]:
    """Differences between the tables in code and the schema that the migrations make; empty when equal."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from kam_desktop.core.store.tables import Client

    with engine.connect() as connection:
        options = {"include_object": is_ours}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), Client.metadata))


def is_ours(_object: object, name: str | None, kind: str, *_more: object) -> bool:
    """Whether a table is in the code's metadata: the search index and what SQLite keeps behind it are not."""
    return kind != "table" or not (name or "").startswith("find_")


def counts(raw: Any) -> dict[str, int]:
    """Rows per table, of a plain connection."""
    names = [
        row[0]
        for row in raw.execute(
            "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
        )
    ]
    return {name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def _verify(raw: Any, before: dict[str, int]) -> None:
    broken = raw.execute("PRAGMA foreign_key_check").fetchone()
    after = counts(raw)
    fewer = [name for name, count in before.items() if name in after and after[name] < count]
    if broken or fewer:
        raise StoreError("store.migration_lost_rows", tables=", ".join(fewer) or str(broken[0]))
