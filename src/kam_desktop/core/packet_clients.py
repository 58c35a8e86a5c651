"""Whose visits a packet tells of: clients and people that are here already, or come with it (D-12.2)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import clients, packet_merge
from kam_desktop.core.errors import FileError
from kam_desktop.core.packet_merge import Merge
from kam_desktop.core.packet_rows import Incoming
from kam_desktop.core.rules import companies, names, readings
from kam_desktop.core.store.tables import Client, Contact


class Clients:
    """Finds for each client and person of a packet the one here. Those that came by packets follow their sender."""

    def __init__(
        self, session: Session, merge: Merge, owner: str, bases: Mapping[str, str], today: date
    ) -> None:  # fmt: skip
        self._session, self._merge, self._owner, self._bases, self._today = session, merge, owner, bases, today
        self._here: dict[str, str] = {}
        self._people: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._made: set[str] = set()
        self._needed: set[str] = set()
        self.created: list[str] = []
        self.revived: list[str] = []
        self.facts: dict[str, tuple[str, str]] = {}  # tier and kind, by the id here

    def find(self, rows: Sequence[Incoming], wanted: set[str], needed: set[str]) -> None:
        """Find or make the clients that the visits are about; others a packet has no business with.

        Of those that were removed here the ``needed`` come back, for a visit is not shown without its client.
        """
        self._needed = needed
        rows = [row for row in rows if row.id in wanted and not row.is_gone]
        have = packet_merge.kept(self._session, Client, [row.id for row in rows])
        for row in rows:
            self._names[row.id] = row.values["short_name"] or row.values["name"]
            if not row.values["name"]:
                raise FileError("packet.malformed")
            if (here := have.get(row.id)) is not None:
                self._follow(here, row)
            elif found := self._alike(row):
                self._here[row.id] = found
            else:
                self._create(row)
            self.facts[self._here[row.id]] = row.values["tier"], row.values["kind"]

    def find_people(self, rows: Sequence[Incoming], needed: set[str]) -> None:
        """Find or make the people who took part; the ``needed`` come back where they were removed here."""
        rows = [row for row in rows if not row.is_gone and row.values["client_id"] in self._here]
        have = packet_merge.kept(self._session, Contact, [row.id for row in rows])
        for row in rows:
            client_id = row.values["client_id"] = self._here[row.values["client_id"]]
            self._people[row.id] = row.id
            here = have.get(row.id)
            is_gone = here is not None and here["deleted_at"] is not None
            if is_gone and (found := self._namesake(client_id, row.values["name"])):
                self._people[row.id] = found  # who was merged into them
            elif here is not None:
                is_back = here["deleted_at"] is not None and row.id in needed
                is_followed = here["client_id"] == client_id and row.id in self._bases
                if is_back or (is_followed and here["deleted_at"] is None):
                    self._merge.update(Contact, here, row, base=self._bases.get(row.id, ""), is_needed=is_back)
                    self._derive(Contact, here)
            elif found := self._namesake(client_id, row.values["name"]):
                self._people[row.id] = found
            else:
                sort_key = readings.sort_key(row.values["name"], is_person=True)
                self._merge.insert(Contact, row, client_id, sort_key=sort_key)

    def localise(self, row: Incoming) -> None:
        """Let a row speak of clients and people as they are called here. Raises ``FileError`` packet.malformed."""
        values = row.values
        if values["client_id"] not in self._here:
            raise FileError("packet.malformed")
        values["client_id"] = self._here[values["client_id"]]
        if "contact_ids" in values:
            values["contact_ids"] = tuple(self._people[each] for each in values["contact_ids"] if each in self._people)
        if values.get("contact_id"):
            values["contact_id"] = self._people.get(values["contact_id"])

    def name_of(self, client_id: str) -> str:
        """The short name of a client of the packet."""
        return self._names.get(client_id, "")

    def _follow(self, here: dict[str, Any], row: Incoming) -> None:
        """A client known by id: what came by packet before follows, what was merged means the other one."""
        client = self._session.get_one(Client, row.id)
        seen: set[str] = set()
        while client.merged_into_id and client.deleted_at is not None and client.id not in seen:
            seen.add(client.id)
            client = self._session.get(Client, client.merged_into_id) or client
        self._here[row.id] = client.id
        if client.id != row.id:
            return
        is_followed = client.owner == self._owner and row.id in self._bases and client.deleted_at is None
        is_back = client.deleted_at is not None and row.id in self._needed
        if is_back:
            self.revived.append(self._names[row.id])
        if is_back or is_followed:
            self._merge.update(Client, here, row, base=self._bases.get(row.id, ""), is_needed=is_back)
            self._derive(Client, here)

    def _derive(self, table: Any, here: dict[str, Any]) -> None:
        """What follows from a name that changed."""
        row_id, _scope, _before, after = next(reversed(self._merge.edits[table]), ("", "", {}, {}))
        if row_id != here["id"] or not {"name", "short_name"} & after.keys():
            return
        name = after.get("name", here["name"])
        if table is Contact:
            after["sort_key"] = readings.sort_key(name, is_person=True)
            return
        derived = clients.derived(name, after.get("short_name", here["short_name"]))
        after |= {key: derived[key] for key in ("name_key", "sort_key")}

    def _alike(self, row: Incoming) -> str:
        """A living client with the same number, else with the same name; the sender's own before others."""
        number, key = row.values["external_no"], companies.company_key(row.values["name"])
        for condition in ([Client.external_no == number] if number else []) + [Client.name_key == key]:
            order = (Client.owner != self._owner, Client.id)
            found = select(Client.id).where(condition, Client.deleted_at.is_(None)).order_by(*order).limit(1)
            if client_id := self._session.scalar(found):
                return client_id
        return ""

    def _create(self, row: Incoming) -> None:
        derived = clients.derived(row.values["name"], row.values["short_name"])
        row.values["short_name"] = derived.pop("short_name")
        self._merge.insert(Client, row, row.id, owner=self._owner, since_on=self._today, **derived)
        self._here[row.id] = row.id
        self._made.add(row.id)
        self.created.append(self._names[row.id])

    def _namesake(self, client_id: str, name: str) -> str:
        """Somebody of this name at a client that was here before."""
        if client_id in self._made:
            return ""
        found = self._session.execute(
            select(Contact.id, Contact.name).where(Contact.client_id == client_id, Contact.deleted_at.is_(None))
        )
        key = names.person_key(name)
        return next((row.id for row in found if names.person_key(row.name) == key), "")
