"""The status of a client: nothing is planned for one that is not active, whichever way it is said (D-2.1, D-5.8)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kam_desktop.core import (
    bulk_edits,
    client_books,
    client_columns,
    client_facts,
    clients,
    history,
    intake,
    pasting,
    segments,
    timeline,
    touches,
)
from kam_desktop.core.bulk_edits import Edit
from kam_desktop.core.clients import ClientDraft, Filter
from kam_desktop.core.errors import Invalid
from kam_desktop.core.records import ClientRecord
from kam_desktop.core.rules.criteria import Criterion
from kam_desktop.core.rules.kinds import Channel, ClientStatus, TouchState
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Client, Touch


@pytest.fixture
def client_id(store: Database, today: date) -> str:
    return store.write(lambda s: clients.create(s, ClientDraft("甲", tier="A"), today=today)).value


def planned(store: Database, client_id: str) -> list[str]:
    def work(s: Any) -> list[str]:
        found = s.query(Touch).filter_by(client_id=client_id, state=TouchState.PLANNED, deleted_at=None)
        return sorted(each.plan_key or "booked" for each in found)

    return store.read(work)


def next_on(store: Database, client_id: str) -> date | None:
    return store.read(lambda s: clients.get(s, client_id).next_touch_on)


def by_form(s: Any, client_id: str, status: str, today: date) -> None:
    clients.update(s, client_id, replace(clients.draft_of(clients.get(s, client_id)), status=status), today=today)


def in_place(s: Any, client_id: str, status: str, today: date) -> None:
    before = clients.get(s, client_id).status
    client_facts.put(s, client_id, "status", status, before=before, today=today)


def with_others(s: Any, client_id: str, status: str, today: date) -> None:
    bulk_edits.apply(s, [client_id], Edit("status", status), title="t", today=today)


@pytest.mark.parametrize("way", [by_form, in_place, with_others])
def test_the_touches_go_and_come_back_with_the_status(
    store: Database, client_id: str, today: date, way: Callable[[Any, str, str, date], None]
) -> None:
    before, next_before = planned(store, client_id), next_on(store, client_id)
    assert before
    paused = store.write(lambda s: way(s, client_id, "paused", today))
    assert (planned(store, client_id), next_on(store, client_id)) == ([], None)
    store.write(lambda s: touches.plan_all(s, today=today))
    assert planned(store, client_id) == []
    undone = store.write(lambda s: history.undo(s, paused.batch_id or "", today=today)).value
    assert (planned(store, client_id), next_on(store, client_id)) == (before, next_before)
    store.write(lambda s: history.undo(s, undone.batch_id, today=today))
    assert planned(store, client_id) == []
    store.write(lambda s: way(s, client_id, "active", today))
    assert (planned(store, client_id), next_on(store, client_id)) == (before, next_before)


def test_what_a_person_booked_stays(store: Database, client_id: str, today: date) -> None:
    on = today + timedelta(days=3)
    store.write(lambda s: touches.book(s, client_id, on=on, channel=Channel.CALL) and None)
    store.write(lambda s: by_form(s, client_id, "ended", today))
    assert (planned(store, client_id), next_on(store, client_id)) == (["booked"], on)


def test_only_its_own_words_are_taken(store: Database, client_id: str, today: date) -> None:
    for status in ("closed", ""):
        with pytest.raises(Invalid):
            store.write(lambda s, status=status: by_form(s, client_id, status, today))
        with pytest.raises(Invalid):
            store.read(lambda s, status=status: bulk_edits.foresee(s, [client_id], Edit("status", status)))
    assert store.read(lambda s: clients.draft_of(clients.get(s, client_id))).status == "active"


def test_a_word_of_before_stays_and_means_not_active(store: Database, client_id: str, today: date) -> None:
    store.write(lambda s: setattr(s.get(Client, client_id), "status", "closed"))
    draft = store.read(lambda s: clients.draft_of(clients.get(s, client_id)))
    store.write(lambda s: clients.update(s, client_id, replace(draft, industry="港口"), today=today))
    store.write(lambda s: touches.plan_all(s, today=today))
    assert planned(store, client_id) == []
    assert store.read(lambda s: client_columns.cells(s, [client_id], ["status"])) == [("closed",)]
    store.write(lambda s: by_form(s, client_id, "active", today))
    assert planned(store, client_id)


def test_a_list_brings_it_and_says_nothing_of_it_by_leaving_it_out(store: Database, today: date) -> None:
    def take(*records: ClientRecord) -> str:
        batch = store.write(lambda s: intake.take_in(s, records, title="a.csv", today=today)).batch_id
        store.write(lambda s: touches.plan_all(s, today=today))
        return batch or ""

    take(ClientRecord(2, "甲", tier="A"), ClientRecord(3, "乙", tier="A", status="ended"))
    ids = {name: store.read(lambda s, name=name: clients.find(s, name).id) for name in "甲乙"}
    assert [bool(planned(store, each)) for each in ids.values()] == [True, False]
    batch = take(ClientRecord(2, "甲", status="paused"), ClientRecord(3, "乙", city="宁波"))
    kept = store.read(lambda s: [clients.get(s, each).status for each in ids.values()])
    assert (kept, planned(store, ids["甲"])) == (["paused", "ended"], [])
    store.write(lambda s: history.undo(s, batch, today=today))
    assert planned(store, ids["甲"])


def test_what_would_come_of_a_list_tells_of_it_where_it_says_something(store: Database, today: date) -> None:
    records = [ClientRecord(2, "甲"), ClientRecord(3, "乙", status="active"), ClientRecord(4, "丙", status="paused")]
    seen = store.read(lambda s: pasting.foresee(s, records, today=today))
    assert [[each[0] for each in one.changes] for one in seen] == [[], [], ["status"]]


def test_its_change_is_a_fact_of_the_timeline(store: Database, client_id: str, today: date) -> None:
    store.write(lambda s: by_form(s, client_id, "paused", today))
    reading = store.read(lambda s: timeline.page(s, client_id, kinds=[timeline.Fact.CHANGE]).lines)
    [told] = [line.params for line in reading if line.params["field"] == "status"]
    assert (told["before"], told["after"]) == ("active", "paused")
    assert store.read(lambda s: timeline.counts(s, client_id))[timeline.Fact.CHANGE] == 1


def test_paper_tells_of_one_that_is_not_as_usual(store: Database, client_id: str, today: date) -> None:
    said = []
    for status in ("active", "paused", "closed"):
        store.write(lambda s, status=status: setattr(s.get(Client, client_id), "status", status))
        said.append(dict(store.read(lambda s: client_books.client_book(s, client_id, today=today)).facts).get("status"))
    assert said == [None, ClientStatus.PAUSED, "closed"]


@pytest.fixture
def book(store: Database, today: date) -> dict[str, str]:
    def work(s: Any) -> dict[str, str]:
        said = {"甲": "active", "乙": "paused", "丙": "ended", "丁": "active"}
        return {name: clients.create(s, ClientDraft(name, status=each), today=today) for name, each in said.items()}

    return store.write(work).value


@pytest.mark.parametrize(
    ("op", "value", "expected"),
    [
        ("any", ("active",), "甲丁"),
        ("any", ("paused", "ended"), "乙丙"),
        ("any", ("active", "paused"), "甲乙丁"),
        ("none_of", ("active",), "乙丙"),
        ("none_of", ("ended",), "甲乙丁"),
        ("none_of", ("active", "ended"), "乙"),
    ],
)
def test_a_filter_and_a_segment_ask_for_it(
    store: Database, book: dict[str, str], today: date, op: str, value: tuple[str, ...], expected: str
) -> None:
    one = Criterion("status", op, value)
    found = store.read(lambda s: clients.ids(s, Filter(criteria=(one,)), today=today))
    assert "".join(name for name, client_id in book.items() if client_id in found) == expected
    assert store.read(lambda s: segments.count(s, (one,), today=today)) == len(expected)


def test_a_list_is_sorted_by_it_in_its_own_order(store: Database, book: dict[str, str]) -> None:
    names = {client_id: name for name, client_id in book.items()}
    assert "".join(names[each] for each in store.read(lambda s: clients.ids(s, order="status"))) == "丁甲乙丙"
