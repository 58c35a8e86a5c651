"""Notes of another program's journal: kept with their day and author, no contact (D-2.3)."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from kam_desktop.core import identity, notes
from kam_desktop.core.fact_intake import taking
from kam_desktop.core.records import NoteRecord
from kam_desktop.core.store.tables import Note


class Taker(taking.Taker):
    """Known again by client, person, day and text; ``have`` counts what was there, each found once."""

    def prepare(self, _every: Sequence[NoteRecord]) -> None:
        self.have: Counter[tuple[object, ...]] = Counter()
        self.counted: set[str] = set()

    def take(self, facts: Sequence[NoteRecord]) -> None:
        work = self.taking
        found = [(record, client_id) for record in facts if (client_id := work.client_of(record)) is not None]
        work.directory.read_people(client_id for _, client_id in found)
        self._count([client_id for _, client_id in found])
        fresh: list[dict[str, Any]] = []
        for record, client_id in found:
            people, unknown = work.directory.people_of(client_id, record)
            text = f"[{unknown}] {record.text}" if unknown else record.text
            person = people[0] if people else None
            key = (client_id, person, record.on, hash(text))
            if self.have[key] > 0:
                self.have[key] -= 1
                work.unchanged += 1
                continue
            work.created += 1
            fresh.append(
                {
                    "id": identity.new_id(), "scope_id": notes.PRIVATE if record.is_private else client_id,
                    "is_private": record.is_private, "client_id": client_id, "contact_id": person,
                    "on": record.on, "text": text, "author": record.author or work.author,
                }
            )  # fmt: skip
        work.insert(Note, fresh)

    def _count(self, client_ids: Sequence[str]) -> None:
        table = Note.__table__
        columns = [table.c[name] for name in ("client_id", "contact_id", "on", "text")]
        wanted = [each for each in dict.fromkeys(client_ids) if each not in self.counted]
        self.counted.update(wanted)
        for row in self.taking.rows(columns, table.c.client_id, wanted, table.c.deleted_at.is_(None)):
            self.have[row.client_id, row.contact_id, row.on, hash(row.text)] += 1
