"""Many edits at once leave the same traces as one saved through a form."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from kam_desktop.core import bulk_edits, clients, upkeep
from kam_desktop.core.bulk_edits import Edit
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.store import changes, many_rows
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Batch, Change, Client


@pytest.fixture
def made(store: Database, today: date) -> list[str]:
    def make(s: Any) -> list[str]:
        return [clients.create(s, ClientDraft(f"Client {n}", owner="刘敏", tier="A"), today=today) for n in range(3)]

    ids: list[str] = store.write(make).value
    return ids


def row(store: Database, client_id: str) -> dict[str, Any]:
    def read(s: Any) -> dict[str, Any]:
        found = clients.get(s, client_id)
        return {"stamp": found.stamp, "stamps": found.field_stamps, "revision": found.revision}

    return store.read(read)


def test_each_field_of_many_edits_gets_its_stamp(store: Database, made: list[str], today: date) -> None:
    by_form, by_bulk, other = made
    draft = store.read(lambda s: clients.draft_of(clients.get(s, by_form)))
    store.write(lambda s: clients.update(s, by_form, replace(draft, owner="王芳"), today=today))
    store.write(lambda s: bulk_edits.apply(s, [by_bulk, other], Edit("owner", "王芳"), title="", today=today))
    for client_id in made:
        now = row(store, client_id)
        assert now["stamps"] == {"owner": now["stamp"]}
    first = row(store, by_bulk)
    store.write(lambda s: bulk_edits.apply(s, [by_bulk], Edit("city", "宁波"), title="", today=today))
    now = row(store, by_bulk)
    assert now["stamps"] == {**first["stamps"], "city": now["stamp"]}
    assert now["stamp"] > first["stamp"]
    assert now["revision"] == first["revision"] + 1


def test_what_is_derived_is_no_fact_that_was_written(store: Database, made: list[str]) -> None:
    edits = [(made[0], made[0], {"city": "", "sort_key": ""}, {"city": "宁波", "sort_key": "a"})]
    store.write(lambda s: changes.update_many(s, Client, edits))
    assert list(row(store, made[0])["stamps"]) == ["city"]
    store.write(lambda s: changes.update_many(s, Client, [(made[1], made[1], {"name_key": ""}, {"name_key": "b"})]))
    assert row(store, made[1])["stamps"] == {}


def test_the_changes_of_a_batch_are_found_by_where_they_stand(store: Database, made: list[str], today: date) -> None:
    edit = Edit("owner", "王芳")
    batch_id = store.write(lambda s: bulk_edits.apply(s, made[:2], edit, title="", today=today)).batch_id
    store.write(lambda s: bulk_edits.apply(s, made[2:], edit, title="", today=today))

    def read(s: Session) -> None:
        batch = s.get_one(Batch, batch_id)
        found = select(Change).where(changes.of_batch(batch)).order_by(Change.id)
        ids = [change.id for change in s.scalars(found)]
        assert ids == [batch.first_change, batch.last_change]
        plan = s.execute(text(f"EXPLAIN QUERY PLAN {found.compile(s.connection(), compile_kwargs=_WRITTEN_OUT)}")).all()
        assert [row.detail for row in plan] == ["SEARCH change USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"]

    store.read(read)


_WRITTEN_OUT = {"literal_binds": True}


def test_damaged_stamps_begin_anew(store: Database, made: list[str]) -> None:
    store.write(lambda s: s.execute(text("UPDATE client SET field_stamps = 'broken{'")))
    store.write(lambda s: changes.update_many(s, Client, [(made[0], made[0], {"city": ""}, {"city": "宁波"})]))
    assert list(row(store, made[0])["stamps"]) == ["city"]


def test_a_fact_changed_with_many_others_is_fresh_again(store: Database, made: list[str], today: date) -> None:
    later = today + timedelta(days=900)
    long_ago = today - timedelta(days=2000)
    store.write(lambda s: s.execute(text("UPDATE client SET since_on = :day"), {"day": long_ago.isoformat()}))
    assert [fact.name for fact in store.read(lambda s: upkeep.stale(s, made[0], today=today))] == ["owner"]
    store.write(lambda s: bulk_edits.apply(s, made, Edit("owner", "王芳"), title="", today=today))
    assert [fact.name for fact in store.read(lambda s: upkeep.stale(s, made[0], today=today))] == []
    assert [fact.name for fact in store.read(lambda s: upkeep.stale(s, made[0], today=later))] == ["owner"]


@pytest.mark.parametrize(
    "values", [[1, True], [1, 1.0], [0, False, 0], [float("inf")] * 2, ["a\0"] * 2, [b"a"] * 2, [2**63] * 2]
)
def test_what_is_equal_is_not_always_the_same(values: list[Any]) -> None:
    assert not many_rows.are_same(values)


@pytest.mark.parametrize("values", [[1, 1], ["a", "a"], [None, None], [True, True], [1.5, 1.5]])
def test_what_is_the_same_is_written_once(values: list[Any]) -> None:
    assert many_rows.are_same(values)


def test_rows_that_share_everything_are_still_rows(store: Database) -> None:
    """Twice the same id is refused; nothing bound would have inserted no row, and said nothing."""
    columns = {"id": ["one"] * 2, "scope_id": ["scope"] * 2, "name": ["恒瑞"] * 2}
    with pytest.raises(Exception, match="UNIQUE"):
        store.write(lambda s: many_rows.insert(s, Client, columns))
