"""Writes a migration by comparing the tables with a store at the last revision: ``./dev migration "what"``."""

import sys

import sqlcipher3.dbapi2 as cipher
from alembic import command
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from kam_desktop.core.store import migrate


def main() -> None:
    versions = sorted((migrate.SCRIPTS / "versions").glob("[0-9]*.py"))
    engine = create_engine("sqlite://", module=cipher, poolclass=StaticPool)
    with engine.connect() as connection:
        config = migrate.config(connection)
        with connection.begin():
            command.upgrade(config, "head")
        command.revision(config, message=sys.argv[1], autogenerate=True, rev_id=f"{len(versions) + 1:04d}")
    print("Raise SCHEMA_VERSION in core/store/database.py and read what was written.")


if __name__ == "__main__":
    main()
