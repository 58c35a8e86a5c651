"""Key clients that hang on one manager or one contact, found by SQL (D-12.1). Without an owner they are the user's."""

from datetime import date, timedelta
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core.rules import single_threads
from kam_desktop.core.rules.single_threads import KEY_TIERS, WITHIN_DAYS, Facts, Thread
from kam_desktop.core.settings import note
from kam_desktop.core.store import plain_rows


class ThreadRow(NamedTuple):
    """A key client and what it hangs on, the gravest first. ``contact`` is the one person, where there is one."""

    client_id: str
    client: str
    tier: str
    owner: str
    contact: str
    threads: tuple[Thread, ...]
    last_contact_on: date | None


def found(session: Session, *, today: date, manager: str = "") -> list[ThreadRow]:
    """All key clients with a single thread, or those of one manager; the gravest first, then by name.

    Where the whole team is one person, every client has one manager: that is no finding.
    """
    since, me = today - timedelta(days=WITHIN_DAYS), note(session, "author")
    values = {"since": since.isoformat(), "manager": manager, "me": me}
    is_alone = plain_rows.rows(session, _TEAM, values)[0][0] < 2
    rows = []
    for client_id, name, tier, owner, helpers, contacts, met, person, last_on in plain_rows.rows(session, _SQL, values):
        threads = single_threads.of(Facts(helpers or int(is_alone), contacts, met))
        if threads:
            who = person or "" if {Thread.ONE_CONTACT, Thread.ONE_MET} & set(threads) else ""
            rows.append(ThreadRow(client_id, name, tier, owner, who, threads, plain_rows.day(last_on)))
    order = {each: place for place, each in enumerate(Thread)}
    rows.sort(key=lambda row: (order[row.threads[0]], -len(row.threads)))
    return rows


_TEAM: Final = """
SELECT count(*) FROM (
    SELECT CASE owner WHEN '' THEN :me ELSE owner END AS who FROM client WHERE deleted_at IS NULL AND status = 'active'
    UNION SELECT leader FROM client WHERE deleted_at IS NULL
    UNION SELECT j.value FROM client, json_each(client.team) j WHERE client.deleted_at IS NULL
    UNION SELECT colleague FROM tie WHERE deleted_at IS NULL
    UNION SELECT author FROM interaction WHERE "on" >= :since AND deleted_at IS NULL
) WHERE who <> ''
"""
_TIERS: Final = "'" + "', '".join(sorted(KEY_TIERS)) + "'"
_SQL: Final = f"""
WITH k AS MATERIALIZED (
    SELECT id, short_name, name, tier, CASE owner WHEN '' THEN :me ELSE owner END AS owner, leader, team, last_contact_on, sort_key FROM client
    WHERE deleted_at IS NULL AND status = 'active' AND tier IN ({_TIERS})
        AND (:manager = '' OR CASE owner WHEN '' THEN :me ELSE owner END = :manager)
),
p AS MATERIALIZED (
    SELECT c.client_id, c.id, c.name FROM contact c JOIN k ON k.id = c.client_id
    WHERE c.deleted_at IS NULL AND NOT c.has_left
),
i AS MATERIALIZED (
    SELECT n.client_id, n.author, n.contact_ids FROM k CROSS JOIN interaction n ON n.client_id = k.id
    WHERE n."on" >= :since AND n.deleted_at IS NULL
),
met AS (
    SELECT p.client_id, count(DISTINCT p.id) AS n, min(p.name) AS name
    FROM i JOIN json_each(i.contact_ids) j JOIN p ON p.id = j.value GROUP BY 1
),
known AS (SELECT client_id, count(*) AS n, min(name) AS name FROM p GROUP BY 1),
ours AS (
    SELECT k.id AS client_id, leader AS who FROM k WHERE leader <> ''
    UNION SELECT k.id, j.value FROM k, json_each(k.team) j
    UNION SELECT t.client_id, t.colleague FROM tie t JOIN k ON k.id = t.client_id WHERE t.deleted_at IS NULL
    UNION SELECT client_id, author FROM i WHERE author <> ''
),
helping AS (SELECT o.client_id, count(*) AS n FROM ours o JOIN k ON k.id = o.client_id WHERE o.who <> k.owner GROUP BY 1)
SELECT k.id, CASE WHEN k.short_name = '' THEN k.name ELSE k.short_name END, k.tier, k.owner, coalesce(helping.n, 0),
    coalesce(known.n, 0), coalesce(met.n, 0), CASE WHEN known.n = 1 THEN known.name ELSE met.name END, k.last_contact_on
FROM k LEFT JOIN helping ON helping.client_id = k.id LEFT JOIN known ON known.client_id = k.id
    LEFT JOIN met ON met.client_id = k.id
ORDER BY k.sort_key, k.id
"""
