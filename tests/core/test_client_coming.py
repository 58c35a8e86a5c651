"""What is to come at a client, as it is printed: nothing of people's lives unasked (D-13.4)."""

from datetime import date, timedelta
from typing import Any

from kam_desktop.core import client_coming, clients, contacts, occasions
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.occasions import OccasionDraft
from kam_desktop.core.rules.kinds import OccasionKind
from kam_desktop.core.store.database import Database


def test_a_day_of_a_person_is_printed_only_where_it_is_asked_for(store: Database, today: date) -> None:
    def work(session: Any) -> str:
        client_id = clients.create(session, ClientDraft("宁波恒远轮胎有限公司"), today=today)
        person = contacts.create(session, client_id, ContactDraft("周建明"), today=today)
        for days, kind, who in (
            (3, OccasionKind.PROMOTION, person), (4, OccasionKind.WEDDING, ""), (5, OccasionKind.OPENING, ""),
        ):  # fmt: skip
            draft = OccasionDraft(kind, today + timedelta(days), kind.value, who)
            occasions.add(session, client_id, draft, today=today)
        return client_id

    client_id = store.write(work).value

    def titles(*shown: str) -> set[str]:
        found = store.read(lambda s: client_coming.coming(s, client_id, today=today, shown=shown))
        said = (each.params.get("params", each.params).get("title") for each in found)
        return {title for title in said if title}

    assert titles() == {"opening"}
    assert titles("family") == {"opening", "promotion", "wedding"}
