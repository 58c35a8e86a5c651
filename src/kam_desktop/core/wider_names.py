"""What is looked at when nobody is called so: the names that merged clients had, and a company and a person together.

Only then, for each key is a question of its own; each looks at no more than some thousand names.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

from kam_desktop.core.rules import search_words
from kam_desktop.core.rules.name_hits import Look
from kam_desktop.core.search_hits import Hit, named_hits
from kam_desktop.core.store import index_renewal

_MOST: Final = 2_000  # names that one part of a text is compared with
_MOST_GONE: Final = 1_000  # clients that went last, among whom the merged ones are
_MOST_PARTS: Final = 4
NAMES: Final = "SELECT rowid FROM find_names WHERE find_names MATCH ? ORDER BY rowid DESC"
_EVERYBODY: Final = Look("")


def hits(raw: Any, look: Look, limit: int) -> list[Hit]:
    """Clients that had such a name before they were merged, else people named together with their client."""
    return _merged(raw, look, limit) or list(islice(_together(raw, look), limit))


# --- merged ----------------------------------------------------------------------------------------------------


def _merged(raw: Any, look: Look, limit: int) -> list[Hit]:
    found: dict[str, Hit] = {}
    for row_id, name, short, key in raw.execute(_GONE, (_MOST_GONE,)).fetchall():
        if len(found) >= limit:
            break
        if look.is_called(name, short, key):
            for hit in named_hits(raw, [row[0] for row in raw.execute(_KEPT, (row_id,))], _EVERYBODY):
                found.setdefault(hit.id, hit._replace(about=(name, *hit.about[1:]), look=look))
    return list(found.values())


_GONE: Final = """SELECT id, name, short_name, sort_key FROM (SELECT id, name, short_name, sort_key, merged_into_id
    FROM client WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC LIMIT ?) WHERE merged_into_id IS NOT NULL"""
# UNION, not UNION ALL: two that were merged into each other end there.
_KEPT: Final = """WITH RECURSIVE chain(id) AS (SELECT ? UNION SELECT c.merged_into_id FROM chain JOIN client c ON c.id = chain.id
        WHERE c.deleted_at IS NOT NULL AND c.merged_into_id IS NOT NULL)
    SELECT name_no FROM client WHERE id IN chain AND deleted_at IS NULL AND name_no IS NOT NULL"""


# --- a company and a person ------------------------------------------------------------------------------------


def _together(raw: Any, look: Look) -> Iterator[Hit]:
    """People of whom some of the words tell and the others of their client, key clients first in each way to part them."""
    parts = look.query.parts
    seen: set[str] = set()
    for at in range(1, len(parts)) if len(parts) <= _MOST_PARTS else ():
        one, other = Look(" ".join(parts[:at])), Look(" ".join(parts[at:]))
        for person, client in ((one, other), (other, one)):
            for hit in named_hits(raw, _people(raw, person, client), person):
                if hit.id not in seen:
                    seen.add(hit.id)
                    yield hit


def _people(raw: Any, person: Look, client: Look) -> list[int]:
    """The numbers of people that may be meant, at clients that are."""
    clients = _proposed(raw, client, 0)
    people = _proposed(raw, person, 1) if clients else []
    if not people:
        return []
    of_people = len(people) <= len(clients)
    rows = raw.execute(_OF_PEOPLE if of_people else _OF_CLIENTS, (json.dumps(people if of_people else clients),))
    found = [number for number, *called in rows if client.is_called(*called)]
    among = set(people)
    if not of_people and len(people) < _MOST:  # all of them are known
        found = [number for number in found if number in among]
    return sorted(found, reverse=True)


def _proposed(raw: Any, look: Look, kind: int) -> Sequence[int]:
    """The first numbers of clients (0) or people (1) that the index has for a name."""
    expression = index_renewal.understood(raw, search_words.match_names(look.query))
    return [row[0] for row in raw.execute(_OF_KIND, (expression, kind, _MOST))]


_OF_KIND: Final = f"SELECT rowid FROM ({NAMES} LIMIT {10 * _MOST}) WHERE rowid & 1 = ? LIMIT ?"
_OF_BOTH: Final = """SELECT p.name_no, c.name, c.short_name, c.sort_key FROM {} WHERE {}.name_no IN
    (SELECT value FROM json_each(?)) AND p.deleted_at IS NULL AND c.deleted_at IS NULL AND p.name_no IS NOT NULL"""
_OF_PEOPLE: Final = _OF_BOTH.format("contact p CROSS JOIN client c ON c.id = p.client_id", "p")
_OF_CLIENTS: Final = _OF_BOTH.format("client c CROSS JOIN contact p ON p.client_id = c.id", "c")
