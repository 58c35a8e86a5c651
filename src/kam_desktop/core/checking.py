"""Checks an open store: pages, schema, counts, and what is derived against what it is derived from."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlcipher3.dbapi2 as cipher
from sqlalchemy.exc import DBAPIError

from kam_desktop.core import circles
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.core.store import database, migrate, search_index
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.faults import quiet_stderr


class Finding(NamedTuple):
    """One flaw: worded as ``check.<code>``."""

    code: str
    params: dict[str, Any]


def check(store: Database) -> list[Finding]:
    """Every flaw found; empty when the store is whole. A damaged page ends the search."""
    try:
        with store.engine.connect() as connection, quiet_stderr():
            raw: Any = connection.connection.driver_connection
            findings = _pages(raw) or [*_structure(raw), *_derived(raw), *_index(raw)]
        drift = [] if findings else [Finding("drift", {}) for _ in migrate.drift(store.engine)[:1]]
    except (cipher.DatabaseError, DBAPIError) as error:
        return [Finding("page", {"text": type(error).__name__})]
    return [*findings, *drift]


def _pages(raw: Any) -> list[Finding]:
    findings = [Finding("page", {"text": row[0]}) for row in raw.execute("PRAGMA cipher_integrity_check")]
    rows = raw.execute("PRAGMA integrity_check").fetchall()
    return findings + [Finding("integrity", {"text": row[0]}) for row in rows if row[0] != "ok"]


def _structure(raw: Any) -> list[Finding]:
    findings = [Finding("orphan", {"table": row[0], "n": row[1]}) for row in raw.execute("PRAGMA foreign_key_check")]
    version = raw.execute("PRAGMA user_version").fetchone()[0]
    if version != database.SCHEMA_VERSION:
        findings.append(Finding("schema", {"text": str(version)}))
    return findings


def _derived(raw: Any) -> list[Finding]:
    wrong = [(code, raw.execute(statement).fetchone()[0]) for code, statement in _DERIVED]
    wrong += [(code, len(circles.of(raw.execute, entity))) for code, entity in _CIRCLES]
    return [Finding(code, {"n": number}) for code, number in wrong if number]


def _index(raw: Any) -> list[Finding]:
    return [Finding("index", {"table": table, "n": number}) for table, number in search_index.flaws(raw)]


def counts(store: Database) -> dict[str, int]:
    """Rows of each table."""
    with store.engine.connect() as connection:
        return migrate.counts(connection.connection.driver_connection)


def is_damage(findings: Sequence[Finding]) -> bool:
    """Whether the file itself is broken, so that only a backup helps and no count can be trusted."""
    return any(each.code in ("page", "integrity") for each in findings)


_CIRCLES = (("parent_circle", Entity.CLIENT), ("superior_circle", Entity.CONTACT))
_DERIVED = (
    (
        "clock",
        """SELECT count(*) FROM client c WHERE c.deleted_at IS NULL AND c.last_contact_on IS NOT
           (SELECT max(i."on") FROM interaction i WHERE i.client_id = c.id AND i.deleted_at IS NULL)""",
    ),
    (
        "next_touch",
        """SELECT count(*) FROM client c WHERE c.deleted_at IS NULL AND c.next_touch_on IS NOT
           (SELECT min(t.due_on) FROM touch t WHERE t.client_id = c.id AND t.state = 'planned' AND t.fit = ''
           AND t.deleted_at IS NULL)""",
    ),
    (
        "main_contacts",
        """SELECT count(*) FROM (SELECT 1 FROM contact WHERE deleted_at IS NULL AND is_primary
           GROUP BY client_id HAVING count(*) > 1)""",
    ),
)
