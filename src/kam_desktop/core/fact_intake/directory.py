"""Who is meant: clients by number, name, a person's e-mail address or a name in a text; people by number or name."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from kam_desktop.core import meant_clients
from kam_desktop.core.records import FactRecord, InteractionRecord
from kam_desktop.core.rules import companies, names, unions
from kam_desktop.core.store.tables import Client, Contact

CHUNK: Final = 500
_LONGEST: Final = 40  # characters of a client's name that is looked for in a text
_COLUMNS: Final = "id, external_no, name, short_name, name_key"
_SEVERAL: Final = ""  # stands for a name that more than one client has


class Directory:
    """The clients of the store, read once; their people, read for the clients that are asked for."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.by_number: dict[str, str] = {}
        self.by_name: dict[str, str] = {}
        self.by_key: dict[str, str] = {}
        self.gone: dict[str, str | None] = {}  # put away by others meanwhile: the client that each went up in, if any
        self.merged: defaultdict[str, list[str]] = defaultdict(list)  # the clients that went up in one that is there
        self._asked: dict[tuple[str, str], tuple[str | None, str]] = {}
        self._people: dict[str, tuple[dict[str, str], dict[str, str]]] = {}
        self._mails: dict[str, tuple[str, str]] | None = None  # address: client, person
        others: defaultdict[str, set[str]] = defaultdict(set)

        def listen(changed: Mapping[str, set[str]]) -> None:
            for table, ids in changed.items():
                others[table] |= ids

        living: set[str] = set()
        for row_id, number, name, short, key in meant_clients.each(session, _COLUMNS, listen):
            self._know(row_id, number, name, short, key)
            living.add(row_id)
        self._know_merged(living)
        self.heed(others["client"], others["contact"])

    def _know(self, row_id: str, number: str, name: str, short: str, key: str) -> None:
        if number:
            self.by_number.setdefault(number, row_id)
        for text in {name, short}:
            self.by_name[text] = row_id if self.by_name.get(text, row_id) == row_id else _SEVERAL
        self.by_key[key] = row_id if self.by_key.get(key, row_id) == row_id else _SEVERAL

    def _know_merged(self, living: Collection[str]) -> None:
        """A number or a name that went up in another client means that one now, where nobody else has it."""
        keys: defaultdict[str, set[str]] = defaultdict(set)
        for gone in (each for each in meant_clients.merged_away(self.session) if each.into_id in living):
            self.merged[gone.into_id].append(gone.id)
            if gone.external_no:
                self.by_number.setdefault(gone.external_no, gone.into_id)
            keys[gone.name_key].add(gone.into_id)
        for key, ids in keys.items():
            self.by_key.setdefault(key, ids.pop() if len(ids) == 1 else _SEVERAL)

    def heed(self, clients: Collection[str], people: Collection[str]) -> None:
        """Others changed these meanwhile: a client that went is unknown from now on or the one it went up in, one that
        came or has another name is known by it, people are read anew.
        """
        if clients or people:
            self._people, self._mails = {}, None
        ids = list(clients)
        for start in range(0, len(ids), CHUNK):
            columns = (
                *(getattr(Client, name) for name in _COLUMNS.split(", ")),
                Client.deleted_at,
                Client.merged_into_id,
            )
            for row in self.session.execute(select(*columns).where(Client.id.in_(ids[start : start + CHUNK]))):
                *said, deleted_at, into_id = row
                if deleted_at is None:
                    self._welcome(row.id, number=row.external_no)
                    self._know(*said)
                else:
                    self._let_go(row.id, meant_clients.living(self.session, into_id))
        if ids:
            self._asked = {}

    def _welcome(self, row_id: str, *, number: str) -> None:
        """A client that went and was brought back is itself again, also where another one stood for it."""
        into_id = self.gone.pop(row_id, None)
        if into_id:
            self.merged[into_id].remove(row_id)
            if self.by_number.get(number) == into_id:
                del self.by_number[number]

    def _let_go(self, row_id: str, into_id: str | None) -> None:
        """All that meant a client means the one it went up in, if any."""
        self.gone |= {each: into_id for each, into in self.gone.items() if into == row_id} | {row_id: into_id}
        if into_id:
            self.merged[into_id] += [row_id, *self.merged.pop(row_id, ())]
        for known in (self.by_number, self.by_name, self.by_key):
            for text in [text for text, meant in known.items() if meant == row_id]:
                del known[text]
                if into_id:
                    known[text] = into_id

    def client_of(self, record: FactRecord) -> tuple[str | None, str]:
        """The client's id, or None and the code of the reason."""
        asked = (record.client_no, record.client)
        if not any(asked):
            return self._by_people(record)
        found = self._asked.get(asked)
        if found is None:
            found = self._asked[asked] = self._find(*asked)
        return found

    def _find(self, number: str, name: str) -> tuple[str | None, str]:
        """By number before the name; a name may be a number in the wrong column."""
        for row_id in (self.by_number.get(number), self._named(name), self.by_number.get(name)):
            if row_id:
                return row_id, ""
            if row_id == _SEVERAL:
                return None, "fact.several_clients"
        return None, "fact.unknown_client"

    def _named(self, name: str) -> str | None:
        if not name:
            return None
        if found := self.by_name.get(name):
            return found
        key = companies.company_key(name)
        return self.by_key.get(key) if key.rpartition("|")[2] else None

    def _by_people(self, record: FactRecord) -> tuple[str | None, str]:
        """A person who is a client of their own, an address of somebody's, or a client named in the text."""
        whose = self._whose(record.emails)
        for row_id in (whose[0][0] if whose else None, self._named(record.person), self._in_text(record)):
            if row_id:
                return row_id, ""
        return None, "fact.unknown_client"

    def _whose(self, emails: Iterable[str]) -> list[tuple[str, str]]:
        """The clients and people that addresses belong to."""
        if not emails:
            return []
        if self._mails is None:
            self._mails = {}
            found = self.session.execute(
                select(Contact.client_id, Contact.id, Contact.emails)
                .join(Client, Client.id == Contact.client_id)
                .where(Contact.deleted_at.is_(None), Client.deleted_at.is_(None))
                .where(type_coerce(Contact.emails, String) != "[]")
            )
            for client_id, person_id, mails in found:
                for mail in mails:
                    self._mails.setdefault(mail.casefold(), (client_id, person_id))
        return [self._mails[mail.casefold()] for mail in emails if mail.casefold() in self._mails]

    def _in_text(self, record: FactRecord) -> str | None:
        """The longest name of a client that stands in the first line of an appointment."""
        if not (isinstance(record, InteractionRecord) and record.may_come):
            return None
        line = record.text.partition("\n")[0]
        return next((found for part in _parts(line) if (found := self.by_name.get(part))), None)

    def read_people(self, client_ids: Iterable[str]) -> None:
        """Have the people of these clients at hand."""
        wanted = [client_id for client_id in dict.fromkeys(client_ids) if client_id not in self._people]
        for start in range(0, len(wanted), CHUNK):
            part = wanted[start : start + CHUNK]
            self._people |= {client_id: ({}, {}) for client_id in part}
            for row_id, client_id, number, name in self.session.execute(
                select(Contact.id, Contact.client_id, Contact.external_no, Contact.name)
                .where(Contact.client_id.in_(part), Contact.deleted_at.is_(None))
                .order_by(Contact.id)
            ):
                by_number, by_name = self._people[client_id]
                for one in unions.several(number):
                    by_number.setdefault(one, row_id)
                by_name.setdefault(names.person_key(name), row_id)

    def people_of(self, client_id: str, record: FactRecord) -> tuple[tuple[str, ...], str]:
        """The ids of the people a fact names, and the names of those who are not known here."""
        by_number, by_name = self._people[client_id]
        if record.emails and not record.person:
            return tuple(
                dict.fromkeys(person for whose, person in self._whose(record.emails) if whose == client_id)
            ), ""
        if record.person_no and (found := by_number.get(record.person_no)):
            return (found,), ""
        if not record.person:
            return (), f"#{record.person_no}" if record.person_no else ""
        if found := by_name.get(record.person) or by_name.get(names.person_key(record.person)):
            return (found,), ""
        ids, unknown = [], []
        for name in names.split_people(record.person):
            person_id = by_name.get(names.person_key(name))
            if person_id:
                ids.append(person_id)
            else:
                unknown.append(name)
        return tuple(dict.fromkeys(ids)), "、".join(unknown)


def _parts(line: str) -> Iterator[str]:
    """Every piece of a line from two characters on, the longest first."""
    for length in range(min(len(line), _LONGEST), 1, -1):
        for start in range(len(line) - length + 1):
            yield line[start : start + length]
