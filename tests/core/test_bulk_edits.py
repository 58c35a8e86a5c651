"""One change to many clients: foreseen, one batch, one undo; touches follow the tier."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from kam_desktop.core import bulk_edits, client_facts, clients, history, settings, touches
from kam_desktop.core.bulk_edits import Edit
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules.kinds import TouchState
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Client, Touch


@pytest.fixture
def ids(store: Database, today: date) -> list[str]:
    def work(s: Any) -> list[str]:
        return [
            clients.create(
                s, ClientDraft(f"客户 {n}", owner="刘敏" if n < 3 else "王芳", tags=("重点",)[: n % 2]), today=today
            )
            for n in range(4)
        ]

    return store.write(work).value


def values(store: Database, ids: list[str], field: str) -> list[Any]:
    return store.read(lambda s: [getattr(clients.get(s, each), field) for each in ids])


def test_it_says_first_what_it_would_do(store: Database, ids: list[str]) -> None:
    seen = store.read(lambda s: bulk_edits.foresee(s, ids, Edit("owner", " 王芳 ")))
    assert seen == (4, 3, (("刘敏", 3),))
    assert seen.same == 1
    assert store.read(lambda s: bulk_edits.foresee(s, ids, Edit("tags", "重点", is_removal=True))).before == (
        ("重点", 2),
    )


def test_one_batch_and_one_undo(store: Database, ids: list[str], today: date) -> None:
    done = store.write(lambda s: bulk_edits.apply(s, ids, Edit("owner", "王芳"), title="给王芳", today=today))
    assert done.value == (3, 1)
    assert values(store, ids, "owner") == ["王芳"] * 4
    store.write(lambda s: history.undo(s, done.batch_id or "", today=today))
    assert values(store, ids, "owner") == ["刘敏", "刘敏", "刘敏", "王芳"]


def test_tags_are_added_and_taken_out(store: Database, ids: list[str], today: date) -> None:
    store.write(lambda s: bulk_edits.apply(s, ids, Edit("tags", "港口，重点"), title="t", today=today))
    assert values(store, ids, "tags") == [("港口", "重点"), ("重点", "港口")] * 2
    store.write(lambda s: bulk_edits.apply(s, ids, Edit("tags", "重点", is_removal=True), title="t", today=today))
    assert values(store, ids, "tags") == [("港口",)] * 4
    store.write(lambda s: bulk_edits.apply(s, ids, Edit("team", "李强、王芳"), title="t", today=today))
    assert values(store, ids, "team") == [("李强", "王芳")] * 4


def test_a_tier_brings_its_touches_at_once(store: Database, ids: list[str], today: date) -> None:
    def planned(s: Any) -> int:
        return s.scalar(select(func.count()).where(Touch.state == TouchState.PLANNED, Touch.deleted_at.is_(None))) or 0

    assert store.read(planned) == 0
    store.write(lambda s: bulk_edits.apply(s, ids, Edit("tier", "A"), title="A", today=today))
    assert store.read(planned) > 4
    assert all(values(store, ids, "next_touch_on"))


def test_many_wait_for_the_next_planning(
    store: Database, ids: list[str], today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(touches, "AT_ONCE", 3)
    store.write(lambda s: settings.set_note(s, "planned_on", today.isoformat()))
    store.write(lambda s: bulk_edits.apply(s, ids, Edit("tier", "B"), title="B", today=today))
    assert store.read(lambda s: settings.note(s, "planned_on")) == ""


def test_taking_off_and_back(store: Database, ids: list[str], today: date) -> None:
    done = store.write(lambda s: bulk_edits.remove(s, ids[:3], title="off"))
    assert done.value == 3
    assert store.read(clients.ids) == ids[3:]
    store.write(lambda s: history.undo(s, done.batch_id or "", today=today))
    assert store.read(clients.count) == 4
    assert (
        store.read(lambda s: s.scalar(select(func.count()).select_from(Client).where(Client.deleted_at.is_(None)))) == 4
    )


@pytest.mark.parametrize("edit", [Edit("name", "x"), Edit("tier", "D"), Edit("tags", " ，")])
def test_what_cannot_be_set_is_refused(store: Database, ids: list[str], today: date, edit: Edit) -> None:
    with pytest.raises(Invalid):
        store.write(lambda s: bulk_edits.apply(s, ids, edit, title="", today=today))


def test_a_place_is_set_in_its_one_writing(store: Database, ids: list[str], today: date) -> None:
    store.write(lambda s: bulk_edits.apply(s, ids, Edit("city", "台州市"), title="城市", today=today))
    assert values(store, ids, "city") == ["台州"] * 4
    store.write(
        lambda s: client_facts.change(s, ids[0], "province", "浙江省", revision=_revision(s, ids[0]), today=today)
    )
    assert values(store, ids[:1], "province") == ["浙江"]


def _revision(session: Any, client_id: str) -> int:
    return int(clients.get(session, client_id).revision)
