"""Clients and people with their ways to be reached, for the tests of duplicates and merging."""

from datetime import date
from typing import Any

from kam_desktop.core import clients, contacts
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.rules import reach_keys
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Reach


def client(store: Database, name: str, today: date, **given: Any) -> str:
    return str(store.write(lambda s: clients.create(s, ClientDraft(name, **given), today=today)).value)


def person(store: Database, client_id: str, name: str, today: date, **given: Any) -> str:
    """A contact, findable by phone and e-mail."""

    def work(session: Any) -> str:
        made = contacts.create(session, client_id, ContactDraft(name, **given), today=today)
        session.flush()
        for key in reach_keys.keys_of(given.get("phones", ()), given.get("emails", ())):
            session.merge(Reach(key=key, contact_id=made))
        return made

    return str(store.write(work).value)
