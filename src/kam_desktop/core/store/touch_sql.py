"""What is said of a touch ``t`` and its client ``c`` in plain SQL, in one place: a query says it as the indexes do."""

from typing import Final

PLANNED: Final = "t.state = 'planned' AND t.deleted_at IS NULL"
#: What found no day stands on none: it is listed by itself.
PLACED: Final = f"{PLANNED} AND t.fit = ''"
UNPLACED: Final = f"{PLANNED} AND t.fit <> ''"
#: A touch of an occasion takes nothing of a day's room, unless one goes there.
FILLS: Final = f"{PLACED} AND (t.occasion_on IS NULL OR t.channel = 'visit')"
#: Where the client is not joined. Deleted ones are few.
LIVES: Final = "t.client_id NOT IN (SELECT id FROM client WHERE deleted_at IS NOT NULL)"
#: Whose it is: who it was handed to, else the client's.
OWNER: Final = "CASE t.owner WHEN '' THEN c.owner ELSE t.owner END"
#: All calls that an event ever had: one that was taken back, by its end or by planning, is put away and still counts.
OF_EVENT: Final = "(t.deleted_at IS NULL OR t.state = 'planned')"
REACHED: Final = "t.state = 'done'"
MISSED: Final = "t.state <> 'done' AND t.result = 'missed'"
WITHDRAWN: Final = "(t.state = 'skipped' OR t.state = 'planned' AND t.deleted_at IS NOT NULL) AND t.result <> 'missed'"
AWAY: Final = "('visit', 'event')"  # channels that lead out of the house
BY_TIER: Final = "c.tier = '', c.tier"
