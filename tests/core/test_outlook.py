"""What a list imported again would do, before it is imported, and what of it a person had corrected."""

from dataclasses import replace
from datetime import date

import pytest

from kam_desktop.core import clients, contacts, intake, outlook
from kam_desktop.core.errors import Cancelled
from kam_desktop.core.records import ClientRecord, ContactRecord
from kam_desktop.core.store.database import Database


def test_an_old_list_says_what_it_would_bring_back(store: Database, today: date) -> None:
    people = (ContactRecord("周建明", "经理", ("13800138000",)),)
    rows = [
        ClientRecord(2, "甲公司", city="宁波", tier="A", notes="老客户", contacts=people),
        ClientRecord(3, "乙公司", city="台州"),
        ClientRecord(4, "丙公司", city="温州"),
        ClientRecord(5, "丙公司", city="温州"),
    ]
    store.write(lambda s: intake.take_in(s, rows, title="x", today=today))
    first = store.read(lambda s: outlook.of(s, rows, today=today, rows={2, 5}))
    assert first[:5] == (0, 0, 3, 0, 0)
    assert {number: line.edits for number, line in first.lines.items()} == {2: (), 5: ()}

    def correct(name: str, **said: str) -> None:
        def work(session: object) -> None:
            found = clients.find(session, name)  # type: ignore[arg-type]
            clients.update(session, found.id, replace(clients.draft_of(found), **said), today=today)  # type: ignore[arg-type]

        store.write(work)

    correct("甲公司", city="杭州")
    client_id = store.read(lambda s: clients.find(s, "甲公司").id)

    def promote(session: object) -> None:
        [who] = contacts.of_client(session, client_id)  # type: ignore[arg-type]
        contacts.update(session, who.id, replace(contacts.draft_of(who), title="总监"), today=today)  # type: ignore[arg-type]

    store.write(promote)
    newer = [ClientRecord(2, "乙公司", city="玉环"), ClientRecord(3, "丁公司", last_contact_on=today)]
    store.write(lambda s: intake.take_in(s, newer, title="y", today=today))
    more = ClientRecord(6, "丁公司", industry="泵业", last_contact_on=today)
    fresh = ClientRecord(7, "戊公司", city="衢州")
    seen = store.read(lambda s: outlook.of(s, [*rows, more, fresh], today=today))
    assert seen[:5] == (1, 3, 1, 2, 1)
    told = {
        line.name: [(each.person, *each.change, each.replaces, each.is_by_hand) for each in line.edits]
        for line in seen.lines.values()
    }
    assert told == {
        "甲公司": [("", "city", "杭州", "宁波", True, True), ("周建明", "title", "总监", "经理", True, True)],
        "乙公司": [("", "city", "玉环", "台州", True, False)],
    }
    assert list(told) == ["甲公司", "乙公司"]  # those by hand first

    with pytest.raises(Cancelled):
        store.read(lambda s: outlook.of(s, rows, today=today, cancelled=lambda: True))
