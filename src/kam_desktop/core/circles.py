"""Who would stand above themselves: circles of parent companies and of superiors (D-2.1, D-12.1)."""

import json
from collections.abc import Sequence
from typing import Final

from kam_desktop.core.rules.kinds import Entity
from kam_desktop.core.store.plain_rows import Execute

CHUNK: Final = 500
#: of a company that is gone only what it was merged into is followed, of people who are gone nobody
_NEXT: Final = {
    Entity.CLIENT: ("parent_id", "iif(c.deleted_at IS NULL, c.parent_id, c.merged_into_id)"),
    Entity.CONTACT: ("reports_to_id", "iif(c.deleted_at IS NULL, c.reports_to_id, NULL)"),
}
#: columns of which a change may close a circle
LINKS: Final = {
    Entity.CLIENT: frozenset({"parent_id", "deleted_at", "merged_into_id"}),
    Entity.CONTACT: frozenset({"reports_to_id", "deleted_at"}),
}


def of(execute: Execute, entity: Entity, ids: Sequence[str] | None = None) -> list[str]:
    """Those of these rows, or of all, that stand above themselves."""
    above, following = _NEXT[entity]
    which = "" if ids is None else "AND id IN (SELECT value FROM json_each(:ids))"
    sql = (
        f"WITH RECURSIVE up(start, at) AS (SELECT id, {above} FROM {entity.value}"
        f" WHERE {above} IS NOT NULL AND deleted_at IS NULL {which}"
        f" UNION SELECT up.start, {following} FROM up CROSS JOIN {entity.value} c WHERE c.id = up.at AND up.at <> up.start)"
        " SELECT start FROM up WHERE at = start"
    )
    if ids is None:
        return [row[0] for row in execute(sql, {})]
    parts = (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
    return [row[0] for part in parts for row in execute(sql, {"ids": json.dumps(part)})]
