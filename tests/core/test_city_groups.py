"""Visits of one city proposed for one day over a real store, moved in one write and taken back in one."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from kam_desktop.core import city_groups, clients, history, settings, touches
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Touch

LAST = date(2026, 7, 31)


def visit(store: Database, name: str, on: date, city: str = "苏州", **given: Any) -> str:
    """A client without a policy whose one visit planning has left on this day, free to move for two weeks."""

    def work(s: Any) -> str:
        client_id = clients.create(s, ClientDraft(name, short_name=name, city=city), today=on)
        values = {"activity": "visit", "channel": "visit", "owner": ""} | given
        row = Touch(
            scope_id=client_id, client_id=client_id, kind="periodic", earliest_on=on - timedelta(14), due_on=on,
            latest_on=on + timedelta(14), reason="booked", reason_params={"on": on.isoformat()}, **values,
        )  # fmt: skip
        s.add(row)
        s.flush()
        return str(row.id)

    return str(store.write(work).value)


def proposed(store: Database, today: date) -> list[tuple[str, date, list[str]]]:
    found = store.read(lambda s: city_groups.propose(s, today, LAST, today=today))
    return [(each.city, each.on, [guest.client for guest in each.guests]) for each in found]


@pytest.fixture
def day(today: date) -> date:
    return today + timedelta(1)  # a Tuesday


def test_a_city_is_gone_to_once(store: Database, today: date, day: date) -> None:
    visit(store, "甲", day)
    visit(store, "乙", day + timedelta(1))
    visit(store, "丙", day + timedelta(2), "杭州")
    assert proposed(store, today) == [("苏州", day, ["乙"])]


@pytest.mark.parametrize(
    "given",
    [
        {"is_pinned": True}, {"visit_id": "v"}, {"activity": "commitment"}, {"channel": "call"}, {"owner": "王强"},
        {"state": "done"}, {"fit": "no_room"},
    ],
)  # fmt: skip
def test_what_does_not_give_way_stays_on_its_day(
    store: Database, today: date, day: date, given: dict[str, Any]
) -> None:
    visit(store, "甲", day, is_pinned=True)
    visit(store, "乙", day + timedelta(1), **given)
    assert proposed(store, today) == []


def test_a_pinned_visit_draws_others(store: Database, today: date, day: date) -> None:
    visit(store, "甲", day + timedelta(2), is_pinned=True)
    visit(store, "乙", day)
    assert proposed(store, today) == [("苏州", day + timedelta(2), ["乙"])]


def test_a_full_day_takes_no_more(store: Database, today: date, day: date) -> None:
    store.write(lambda s: settings.put(s, "day_visits", 2))
    for name in "甲乙":
        visit(store, name, day)
    visit(store, "丙", day + timedelta(1))
    assert proposed(store, today) == []


def test_they_move_in_one_write_and_come_back_with_one(store: Database, today: date) -> None:
    def fill(s: Any) -> None:
        settings.put(s, "day_visits", 1)  # each on a day of its own
        for number in range(6):
            draft = ClientDraft(f"客户{number}", tier="A", city="苏州", province="江苏省")
            clients.create(s, draft, today=today)
        touches.plan_all(s, today=today)

    def standing() -> dict[str, tuple[date, bool]]:
        columns = select(Touch.id, Touch.due_on, Touch.is_pinned).where(
            Touch.state == "planned", Touch.channel == "visit", Touch.deleted_at.is_(None)
        )
        return {row[0]: (row[1], row[2]) for row in store.read(lambda s: s.execute(columns).all())}

    store.write(fill)
    store.write(lambda s: settings.put(s, "day_visits", 4))
    groups = store.read(lambda s: city_groups.propose(s, today, LAST, today=today))
    wanted = {guest.touch_id: each.on for each in groups for guest in each.guests}
    assert len(wanted) > 2
    gone = next(iter(wanted))
    store.write(lambda s: touches.skip(s, gone, reason="不去了", today=today))
    before = standing()
    done = store.write(lambda s: city_groups.apply(s, groups, today=today))
    assert done.value == len(wanted) - 1  # the one that was settled meanwhile is left alone
    after = standing()
    assert {name: after[name] for name in wanted if name != gone} == {
        name: (on, True) for name, on in wanted.items() if name != gone
    }
    store.write(lambda s: history.undo(s, str(done.batch_id), today=today))
    assert {name: standing()[name] for name in wanted if name != gone} == {
        name: before[name] for name in wanted if name != gone
    }
