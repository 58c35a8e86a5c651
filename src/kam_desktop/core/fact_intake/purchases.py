"""Lines of orders from the company's ERP (D-2.4).

A line's key follows from what it says, so the same file again finds every line. Another amount for the same
product of the same order on the same day is a correction: the old line is put away in the same batch. A line that a
person corrected stays until its file says something new. A line that came to its client by a merge keeps the key that it got under the client it was of, and is looked for by that too.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from kam_desktop.core import identity, row_pasts
from kam_desktop.core.fact_intake import taking
from kam_desktop.core.records import PurchaseRecord
from kam_desktop.core.store.tables import Purchase

Slot = tuple[str, str, str, object]  # client, order, product, day


class Taker(taking.Taker):
    """``lines`` are client and key of all lines of the file, by the record's identity, with what the line says where
    others were merged into the client; ``moved`` are the lines that are there under keys of those, by what they say:
    each answers for one line of the file.
    """

    def prepare(self, every: Sequence[PurchaseRecord]) -> None:
        self.lines: dict[int, tuple[str, str, str]] = {}
        merged = self.taking.directory.merged
        others: dict[str, list[str]] = {}
        seen: Counter[str] = Counter()
        for number, record in enumerate(every):
            if number % taking.CHUNK == taking.CHUNK - 1:
                self.taking.pause()
            if not self.taking.is_past(record) or (client_id := self.taking.client_of(record)) is None:
                continue
            base = _base(client_id, record)
            seen[base] += 1
            is_merged = client_id in merged
            self.lines[id(record)] = (client_id, line_key(base, seen[base]), base if is_merged else "")
            if is_merged and base not in others:
                others[base] = [_base(each, record) for each in merged[client_id]]
        earlier = {
            line_key(other, at): base
            for base, bases in others.items()
            for other in bases
            for at in range(1, seen[base] + 1)
        }
        self.file_keys = {key for _, key, _ in self.lines.values()} | earlier.keys()
        self.moved: defaultdict[str, list[Any]] = defaultdict(list)
        for key, row in self._known(list(earlier)).items():
            self.moved[earlier[key]].append(row)

    def take(self, facts: Sequence[PurchaseRecord]) -> None:
        work = self.taking
        lines = [(record, *line) for record in facts if (line := self._line(record))]
        known = self._known([key for _, _, key, _ in lines])
        for *_, key, said in lines:
            if key not in known and (rows := self.moved.get(said)):
                known[key] = rows.pop()
        replaceable = self._replaceable([client_id for _, client_id, key, _ in lines if key not in known])
        told = self._told_before(
            [
                known[key]
                for record, _, key, _ in lines
                if key in known and record.margin_minor not in (None, known[key].margin_minor)
            ]
        )
        fresh: list[dict[str, Any]] = []
        olds: list[tuple[str, str]] = []
        for record, client_id, key, _ in lines:
            old = known.get(key)
            if old is not None and record.margin_minor in (None, old.margin_minor, *told.get(old.id, ())):
                work.unchanged += 1
                continue
            slot = (client_id, record.order_no, record.product, record.on)
            if old is not None:
                olds.append((old.id, client_id))
            elif record.order_no and replaceable[slot]:
                olds.append((replaceable[slot].pop(0), client_id))
            else:
                work.created += 1
                fresh.append(_row(client_id, record, key))
                continue
            work.updated += 1
            fresh.append(_row(client_id, record, key))
        work.insert(Purchase, fresh)
        work.put_away(Purchase, olds)

    def _known(self, keys: Sequence[str]) -> dict[str, Any]:
        """The lines that are there under these keys."""
        table = Purchase.__table__
        columns = [table.c[name] for name in ("id", "client_id", "line_key", "margin_minor")]
        rows = self.taking.rows(columns, table.c.line_key, keys, table.c.deleted_at.is_(None))
        return {row.line_key: row for row in rows}

    def _told_before(self, rows: Sequence[Any]) -> dict[str, set[int | None]]:
        """Of those of these lines that a person put in the place of what a file said: the margins told before."""
        session, table = self.taking.session, Purchase.__table__
        by_hand = row_pasts.by_hand(session, [row.id for row in rows])
        lines = {row.line_key: row for row in rows if row.id in by_hand}
        columns = [table.c[name] for name in ("id", "line_key", "margin_minor")]
        theirs = list(dict.fromkeys(row.client_id for row in lines.values()))
        away = (table.c.line_key.in_(list(lines)), table.c.deleted_at.is_not(None))
        gone = list(self.taking.rows(columns, table.c.client_id, theirs, *away))
        undone = row_pasts.unmade(session, [row.id for row in gone])
        found: defaultdict[str, set[int | None]] = defaultdict(set)
        for row in gone:
            if row.id not in undone:
                found[lines[row.line_key].id].add(row.margin_minor)
        return found

    def _line(self, record: PurchaseRecord) -> tuple[str, str, str] | None:
        """What ``lines`` says of it, with the client that its own went up in meanwhile; None if it is none of ours."""
        line = self.lines.get(id(record))
        if line is None or line[0] not in self.taking.directory.gone:
            return line
        if (into_id := self.taking.directory.gone[line[0]]) is not None:
            return into_id, *line[1:]
        self.taking.refuse(record, "fact.unknown_client", record.client or record.client_no)
        return None

    def _replaceable(self, client_ids: Sequence[str]) -> defaultdict[Slot, list[str]]:
        """Lines of numbered orders that this file no longer has, by their place in the order."""
        table = Purchase.__table__
        found: defaultdict[Slot, list[str]] = defaultdict(list)
        columns = [table.c[name] for name in ("id", "client_id", "order_no", "product", "on", "line_key")]
        wanted = list(dict.fromkeys(client_ids))
        more = (table.c.order_no != "", table.c.deleted_at.is_(None))
        for row in self.taking.rows(columns, table.c.client_id, wanted, *more):
            if row.line_key not in self.file_keys:
                found[row.client_id, row.order_no, row.product, row.on].append(row.id)
        return found


def _base(client_id: str, record: PurchaseRecord) -> str:
    said = (client_id, record.on, record.product, record.order_no, record.quantity_milli, record.amount_minor)
    return "\x1f".join(map(str, (*said, record.currency)))


def line_key(base: str, ordinal: int) -> str:
    """Which line it is: what it says, and the how-manieth of equal lines in its file."""
    return hashlib.sha256(f"{base}\x1f{ordinal}".encode()).hexdigest()


def _row(client_id: str, record: PurchaseRecord, key: str) -> dict[str, Any]:
    return {
        "id": identity.new_id(), "scope_id": client_id, "client_id": client_id, "on": record.on,
        "product": record.product[:255], "quantity_milli": record.quantity_milli, "amount_minor": record.amount_minor,
        "margin_minor": record.margin_minor, "currency": record.currency, "order_no": record.order_no[:64],
        "line_key": key,
    }  # fmt: skip
