"""Appointments that are still to come become touches that a person has booked (D-5)."""

from collections.abc import Sequence
from typing import Any, Final

from kam_desktop.core import identity, touches
from kam_desktop.core.fact_intake import taking
from kam_desktop.core.records import InteractionRecord
from kam_desktop.core.rules.kinds import Activity, Channel, TouchKind, TouchState
from kam_desktop.core.store.tables import Touch

_ACTIVITIES: Final = {Channel.VISIT: Activity.VISIT, Channel.CALL: Activity.CALL, Channel.MESSAGE: Activity.MESSAGE}
_COMPARED: Final = ("due_on", "at", "channel", "reason_params")
_TITLE: Final = 120  # characters of an appointment's text that are shown with the touch


class Taker(taking.Taker):
    """Known again by the appointment's own number, else by day and text: it has moved if its day is another.

    One that came to its client by a merge keeps the id that follows from the client it was of.
    """

    def take(self, facts: Sequence[InteractionRecord]) -> None:
        work = self.taking
        found = [(record, client_id) for record in facts if (client_id := work.client_of(record)) is not None]
        work.directory.read_people(client_id for _, client_id in found)
        rows = [(self._ids(record, client_id), self._row(record, client_id)) for record, client_id in found]
        table = Touch.__table__
        names = ("id", "deleted_at", "state", "earliest_on", "latest_on", *_COMPARED)
        ids = [each for ids_of_one, _ in rows for each in ids_of_one]
        known = {row.id: row for row in work.rows([table.c[name] for name in names], table.c.id, ids)}
        wanted = {}
        for ids_of_one, row in rows:
            row["id"] = next((each for each in ids_of_one if each in known), ids_of_one[0])
            wanted[row["id"]] = row
        known = {each: known[each] for each in wanted if each in known}  # clients that became one may have it twice
        edits = []
        for row_id, old in known.items():
            row = wanted[row_id]
            names_changed = [name for name in _COMPARED if getattr(old, name) != row[name]]
            if old.state != TouchState.PLANNED or not (names_changed or old.deleted_at):
                work.unchanged += 1
                continue
            after = {name: row[name] for name in ("earliest_on", "latest_on", *_COMPARED)} | {"deleted_at": None}
            edits.append((row_id, row["scope_id"], {name: getattr(old, name) for name in after}, after))
        work.updated += len(edits)
        work.unchanged += len(found) - len(wanted)
        work.created += len(wanted) - len(known)
        work.insert(Touch, [row for row_id, row in wanted.items() if row_id not in known])
        work.update(Touch, edits)
        if not work.is_look:
            touches.refresh_next(work.session, list({row["client_id"] for row in wanted.values()}))

    def _ids(self, record: InteractionRecord, client_id: str) -> list[str]:
        """The id that its touch has, and those that it may have got under clients merged into this one."""
        number = record.external_no or f"{record.on.isoformat()}:{_title(record)}"
        owners = (client_id, *self.taking.directory.merged.get(client_id, ()))
        return [identity.derived_id(f"touch:{owner}:calendar:{number}") for owner in owners]

    def _row(self, record: InteractionRecord, client_id: str) -> dict[str, Any]:
        people, _ = self.taking.directory.people_of(client_id, record)
        title = _title(record)
        channel = Channel(record.channel)
        return {
            "id": "", "scope_id": client_id,
            "client_id": client_id, "contact_id": people[0] if people else None, "kind": TouchKind.PERIODIC.value,
            "channel": channel.value, "activity": str(_ACTIVITIES.get(channel, "")), "plan_key": "",
            "earliest_on": record.on, "due_on": record.on, "latest_on": record.on, "at": record.at,
            "state": TouchState.PLANNED.value, "is_pinned": True, "reason": "appointment" if title else "booked",
            "reason_params": {"on": record.on.isoformat()} | ({"text": title} if title else {}),
        }  # fmt: skip


def _title(record: InteractionRecord) -> str:
    return " ".join(record.text.split())[:_TITLE]
