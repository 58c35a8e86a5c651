"""Contacts that took place, from another program's journal (D-2.8).

One with a number of its own is known again by it within its client; one without by day, channel and text, as it stands
or as it was before a person corrected or removed it.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from kam_desktop.core import identity, row_pasts
from kam_desktop.core.fact_intake import taking
from kam_desktop.core.records import InteractionRecord
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.core.store.tables import Batch, Interaction

_SAID: Final = ("on", "channel", "outcome", "contact_ids")


class Taker(taking.Taker):
    """``known`` are those with numbers; ``have`` counts what was there of those without, each found once.

    One that was corrected answers for one row, whichever of its texts that has.
    """

    def prepare(self, _every: Sequence[InteractionRecord]) -> None:
        self.known: dict[tuple[str, str], dict[str, Any]] = {}
        self.gone: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        self.have: Counter[tuple[object, ...]] = Counter()
        self.corrected: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)  # by all texts what stands
        self.answered: set[str] = set()
        self.counted: set[str] = set()

    def take(self, facts: Sequence[InteractionRecord]) -> None:
        work = self.taking
        found = [
            (record, client_id)
            for record in facts
            if work.is_past(record) and (client_id := work.client_of(record)) is not None
        ]
        work.directory.read_people(client_id for _, client_id in found)
        self._read_numbered([record.external_no for record, _ in found if record.external_no])
        self._count([client_id for record, client_id in found if not record.external_no])
        fresh: list[dict[str, Any]] = []
        olds: list[tuple[str, str]] = []
        for record, client_id in found:
            people, unknown = work.directory.people_of(client_id, record)
            text = f"[{unknown}] {record.text}".strip() if unknown else record.text
            row = {
                "id": "", "scope_id": client_id, "client_id": client_id, "channel": record.channel, "on": record.on,
                "at": record.at, "outcome": text, "contact_ids": people, "author": record.author or work.author,
                "external_no": record.external_no,
            }  # fmt: skip
            if record.external_no:
                self._take_numbered(row, olds, fresh)
            else:
                self._take_plain(row, fresh, is_said=record.is_channel_said)
        work.insert(Interaction, fresh)
        work.put_away(Interaction, olds)

    def _take_numbered(self, row: dict[str, Any], olds: list[tuple[str, str]], fresh: list[dict[str, Any]]) -> None:
        key = (row["external_no"], row["client_id"])
        old = self.known.get(key)
        if (old is not None and _is_alike(old, row)) or self._was_changed_by_hand(old, row, self.gone.get(key, ())):
            self.taking.unchanged += 1
            return
        if old is None:
            self.taking.created += 1
        else:
            self.taking.updated += 1
            row["corrects_id"] = old["id"]
            olds.append((old["id"], old["client_id"]))
        self._add(row, fresh)
        self.known[key] = row

    def _was_changed_by_hand(
        self, now: dict[str, Any] | None, row: dict[str, Any], gone: Sequence[dict[str, Any]]
    ) -> bool:
        """Whether the file has it as it was before a person corrected or removed it; a file goes back to its old text itself."""
        if not any(_is_alike(each, row) for each in gone):
            return False
        made = row_pasts.made_by(self.taking.session, now["id"]) if now is not None else None
        batch = self.taking.session.get(Batch, made.batch_id) if made is not None else None
        return now is None or (batch is not None and batch.kind != "import")

    def _take_plain(self, row: dict[str, Any], fresh: list[dict[str, Any]], *, is_said: bool) -> None:
        """One whose channel is only likely is there already if it was taken for a call."""
        channels = (row["channel"],) if is_said else dict.fromkeys((row["channel"], Channel.CALL.value))
        if any(self._is_there((row["client_id"], row["on"], each, hash(row["outcome"]))) for each in channels):
            self.taking.unchanged += 1
            return
        self.taking.created += 1
        self._add(row, fresh)

    def _is_there(self, key: tuple[object, ...]) -> bool:
        if self.have[key] > 0:
            self.have[key] -= 1
            return True
        stands = next((each for each in self.corrected.get(key, ()) if each not in self.answered), None)
        if stands is not None:
            self.answered.add(stands)
        return stands is not None

    def _add(self, row: dict[str, Any], fresh: list[dict[str, Any]]) -> None:
        row["id"] = identity.new_id()
        row.setdefault("corrects_id", None)
        fresh.append(row)
        self.taking.moved.add(row["client_id"])

    def _read_numbered(self, numbers: Sequence[str]) -> None:
        table = Interaction.__table__
        names = ("id", "deleted_at", "corrects_id", "client_id", "external_no", *_SAID)
        columns = [table.c[name] for name in names]
        key = table.c.external_no
        rows = list(self.taking.rows(columns, key, numbers, key != ""))
        heads = row_pasts.heads(self.taking.session, rows)
        for row in rows:
            place = (row.external_no, row.client_id)
            if row.deleted_at is None:
                self.known.setdefault(place, row._asdict())
            elif row.id in heads:
                self.gone[place].append(row._asdict())

    def _count(self, client_ids: Sequence[str]) -> None:
        """What these clients have already, counted before anything of this file is written under them."""
        table = Interaction.__table__
        names = ("id", "deleted_at", "corrects_id", "client_id", "on", "channel", "outcome")
        columns = [table.c[name] for name in names]
        wanted = [each for each in dict.fromkeys(client_ids) if each not in self.counted]
        self.counted.update(wanted)
        changed = []
        for row in self.taking.rows(columns, table.c.client_id, wanted):
            _, deleted_at, corrects_id, *said, outcome = row
            if deleted_at is None and corrects_id is None:
                self.have[*said, hash(outcome)] += 1
            else:
                changed.append(row)
        heads = row_pasts.heads(self.taking.session, changed)
        for row_id, _, corrects_id, *said, outcome in changed:
            stands = heads.get(row_id)
            if stands == row_id and corrects_id is None:
                self.have[*said, hash(outcome)] += 1
            elif stands is not None:
                self.corrected[*said, hash(outcome)].append(stands)


def _is_alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(one[name] == other[name] for name in _SAID)
