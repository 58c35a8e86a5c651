"""Gifts of the past (D-7.1): judged as they would be today, money in another coat refused (D-7.2)."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from kam_desktop.core import gifts, identity
from kam_desktop.core.fact_intake import taking
from kam_desktop.core.records import GiftRecord
from kam_desktop.core.rules.gift_limits import Earlier, Proposed, is_cash_like, judge
from kam_desktop.core.rules.kinds import Channel, GiftCategory, GiftDirection, Verdict
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Gift, Interaction


class Taker(taking.Taker):
    """Known again by client, person, day, item, value and direction; ``have`` counts what was there."""

    def prepare(self, _every: Sequence[GiftRecord]) -> None:
        self.limits = gifts.limits(self.taking.session)
        self.have: Counter[tuple[object, ...]] = Counter()
        self.earlier: defaultdict[str, list[Earlier]] = defaultdict(list)
        self.counted: set[str] = set()

    def take(self, facts: Sequence[GiftRecord]) -> None:
        work = self.taking
        found = [(record, client_id) for record in facts if (client_id := self._fit(record)) is not None]
        work.directory.read_people(client_id for _, client_id in found)
        self._count([client_id for _, client_id in found])
        fresh: list[dict[str, Any]] = []
        contacts: list[dict[str, Any]] = []
        for record, client_id in found:
            people, unknown = work.directory.people_of(client_id, record)
            person = people[0] if people else None
            key = (client_id, person, record.on, record.item, record.value_minor, record.direction)
            if self.have[key] > 0:
                self.have[key] -= 1
                work.unchanged += 1
                continue
            work.created += 1
            row = self._row(client_id, person, record, unknown)
            fresh.append(row)
            contacts.append(self._contact(row))
        changes.insert_many(work.session, Gift, fresh)
        changes.insert_many(work.session, Interaction, contacts)
        work.moved.update(row["client_id"] for row in contacts)

    def _fit(self, record: GiftRecord) -> str | None:
        if not self.taking.is_past(record):
            return None
        if record.direction == GiftDirection.GIVEN and is_cash_like(record.item, GiftCategory(record.category)):
            self.taking.refuse(record, "gift.cash_equivalent", record.item)
            return None
        return self.taking.client_of(record)

    def _row(self, client_id: str, person: str | None, record: GiftRecord, unknown: str) -> dict[str, Any]:
        verdict, rules = self._judged(person, record)
        return {
            "id": identity.new_id(), "scope_id": client_id, "client_id": client_id, "contact_id": person,
            "direction": record.direction, "item": record.item[:255], "category": record.category,
            "value_minor": record.value_minor, "occasion": record.occasion, "on": record.on, "origin": record.origin,
            "reception": f"[{unknown}] {record.text}".strip() if unknown else record.text,
            "giver": record.author or self.taking.author, "verdict": verdict.value, "rules": rules,
        }  # fmt: skip

    def _judged(self, person: str | None, record: GiftRecord) -> tuple[Verdict, list[str]]:
        """What today's rules say of a gift that was given; it is history and taken whatever they say."""
        if record.direction != GiftDirection.GIVEN:
            return Verdict.ALLOWED, []
        category = GiftCategory(record.category)
        before = [each for each in self.earlier[person] if each.on <= record.on] if person else []
        proposed = Proposed(record.item, category, record.value_minor, "CNY", record.on, record.origin)
        verdict, findings = judge(proposed, before, self.limits)
        if person:
            self.earlier[person].append(Earlier(record.item, category, record.value_minor, "CNY", record.on))
        return verdict, [finding.code for finding in findings]

    def _contact(self, row: dict[str, Any]) -> dict[str, Any]:
        """Handing over a gift is a contact too (D-2.8)."""
        return {
            "id": identity.new_id(), "scope_id": row["scope_id"], "client_id": row["client_id"],
            "channel": Channel.GIFT.value, "on": row["on"], "outcome": row["item"],
            "contact_ids": (row["contact_id"],) if row["contact_id"] else (), "author": row["giver"],
            "gift_id": row["id"],
        }  # fmt: skip

    def _count(self, client_ids: Sequence[str]) -> None:
        """What these clients were given already, before anything of this file is written under them."""
        table = Gift.__table__
        names = ("client_id", "contact_id", "on", "item", "value_minor", "direction", "category", "currency")
        wanted = [each for each in dict.fromkeys(client_ids) if each not in self.counted]
        self.counted.update(wanted)
        columns = [table.c[name] for name in names]
        for row in self.taking.rows(columns, table.c.client_id, wanted, table.c.deleted_at.is_(None)):
            self.have[row.client_id, row.contact_id, row.on, row.item, row.value_minor, row.direction] += 1
            if row.contact_id and row.direction == GiftDirection.GIVEN and isinstance(row.on, date):
                self.earlier[row.contact_id].append(
                    Earlier(row.item, row.category, row.value_minor, row.currency, row.on)
                )
