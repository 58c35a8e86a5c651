"""Gifts of the past (D-7.1): judged as they would be today, money in another coat refused (D-7.2)."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import select

from kam_desktop.core import identity
from kam_desktop.core.fact_intake import taking
from kam_desktop.core.gift_facts import HOLDS
from kam_desktop.core.gift_weighing import GiftDraft, Scales
from kam_desktop.core.records import GiftRecord
from kam_desktop.core.rules import gift_limits
from kam_desktop.core.rules.kinds import Channel, GiftCategory, GiftDirection, Verdict
from kam_desktop.core.store.tables import Gift, Interaction

_KEY: Final = ("client_id", "contact_id", "on", "item", "value_minor", "currency", "direction")


class Taker(taking.Taker):
    """Known again by client, person, day, item, value with its currency, and direction, as it stands or as it was before a correction.

    ``have`` holds the gifts that were there; each answers for one row of the file.
    """

    def prepare(self, _every: Sequence[GiftRecord]) -> None:
        self.scales = Scales(self.taking.session)
        self.have: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
        self.counted: set[str] = set()
        self.answered: set[str] = set()
        self._count_corrected()

    def take(self, facts: Sequence[GiftRecord]) -> None:
        work = self.taking
        found = [(record, client_id) for record in facts if (client_id := self._fit(record)) is not None]
        work.directory.read_people(client_id for _, client_id in found)
        self._count([client_id for _, client_id in found])
        self.scales.prepare(client_id for _, client_id in found)
        fresh: list[dict[str, Any]] = []
        contacts: list[dict[str, Any]] = []
        for record, client_id in found:
            people, unknown = work.directory.people_of(client_id, record)
            person = people[0] if people else None
            money = (record.value_minor, record.currency)
            if self._is_known((client_id, person, record.on, record.item[:255], *money, record.direction)):
                work.unchanged += 1
                continue
            row = self._row(client_id, person, record, unknown)
            if row is None:
                continue
            work.created += 1
            fresh.append(row)
            contacts.append(self._contact(row))
        work.insert(Gift, fresh)
        work.insert(Interaction, contacts)
        work.moved.update(row["client_id"] for row in contacts)

    def _fit(self, record: GiftRecord) -> str | None:
        if not self.taking.is_past(record):
            return None
        is_given = record.direction == GiftDirection.GIVEN
        if is_given and gift_limits.is_cash_like(record.item, GiftCategory(record.category)):
            self.taking.refuse(record, "gift.cash_equivalent", record.item)
            return None
        return self.taking.client_of(record)

    def _row(self, client_id: str, person: str | None, record: GiftRecord, unknown: str) -> dict[str, Any] | None:
        """None: the rules forbid it, and no way leads around them. What they would have had approved is history."""
        draft = GiftDraft(
            client_id, person, record.item[:255], record.on, GiftCategory(record.category), record.value_minor,
            currency=record.currency, origin=record.origin, direction=GiftDirection(record.direction),
        )  # fmt: skip
        judged = self.scales.weigh(draft)
        if judged.verdict is Verdict.FORBIDDEN:
            self.taking.refuse(record, "gift.forbidden", record.item)
            return None
        if draft.direction is GiftDirection.GIVEN and not draft.value_minor:
            self.taking.refuse(record, "gift.value_missing")
            return None
        row: dict[str, Any] = {
            "id": identity.new_id(), "scope_id": client_id, "client_id": client_id, "contact_id": person,
            "direction": record.direction, "item": record.item[:255], "category": record.category,
            "value_minor": record.value_minor, "currency": record.currency, "occasion": record.occasion, "on": record.on, "origin": record.origin,
            "reception": f"[{unknown}] {record.text}".strip() if unknown else record.text,
            "giver": record.author or self.taking.author, "verdict": judged.verdict.value,
            "rules": gift_limits.stored(judged.findings), "rules_version": judged.rules_version,
        }  # fmt: skip
        self.scales.add(draft, row["id"])
        return row

    def _contact(self, row: dict[str, Any]) -> dict[str, Any]:
        """Handing over a gift is a contact too (D-2.8)."""
        return {
            "id": identity.new_id(), "scope_id": row["scope_id"], "client_id": row["client_id"],
            "channel": Channel.GIFT.value, "on": row["on"], "outcome": row["item"],
            "contact_ids": (row["contact_id"],) if row["contact_id"] else (), "author": row["giver"],
            "gift_id": row["id"],
        }  # fmt: skip

    def _is_known(self, key: tuple[object, ...]) -> bool:
        gift_id = next((each for each in self.have[key] if each not in self.answered), None)
        if gift_id is not None:
            self.answered.add(gift_id)
        return gift_id is not None

    def _count(self, client_ids: Sequence[str]) -> None:
        """What these clients were given already, before anything of this file is written under them."""
        wanted = [each for each in dict.fromkeys(client_ids) if each not in self.counted]
        self.counted.update(wanted)
        for row in self._rows("client_id", wanted, HOLDS):
            self.have[tuple(row)[1:]].append(row.id)

    def _count_corrected(self) -> None:
        """What stood there before a correction that holds: the file still has it."""
        corrections = select(Gift.id, Gift.corrects_id, HOLDS.label("holds")).where(Gift.corrects_id.is_not(None))
        links = self.taking.session.execute(corrections).all()
        before = {row.id: row.corrects_id for row in links}
        stands: dict[str, str] = {}
        for gift_id in (row.id for row in links if row.holds):
            old = before[gift_id]
            while old is not None and old not in stands:
                stands[old] = gift_id
                old = before.get(old)
        for row in self._rows("id", list(stands)):
            self.have[tuple(row)[1:]].append(stands[row.id])

    def _rows(self, key: str, wanted: Sequence[str], *more: Any) -> Any:
        table = Gift.__table__
        columns = [table.c[name] for name in ("id", *_KEY)]
        return self.taking.rows(columns, table.c[key], wanted, *more)
