"""What we owe: promises and favours in one list by day, and what moving and settling them does."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from kam_desktop.core import agenda, clients, commitments, debts, favours, touches
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.debts import DebtKind
from kam_desktop.core.errors import Invalid, NotFound, Refused
from kam_desktop.core.favours import FavourDraft
from kam_desktop.core.rules import owing
from kam_desktop.core.rules.kinds import FavourDirection, Side
from kam_desktop.core.rules.owing import EVEN_DAYS, Pressing
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Touch

WE, THEY = FavourDirection.WE_HELP, FavourDirection.THEY_HELP


@pytest.fixture
def client(store: Database, today: date) -> str:
    return str(store.write(lambda s: clients.create(s, ClientDraft("恒远轮胎", tier="A"), today=today)).value)


def planned(store: Database, activity: str) -> list[date]:
    statement = select(Touch.due_on).where(
        Touch.activity == activity, Touch.state == "planned", Touch.deleted_at.is_(None)
    )
    return store.read(lambda s: sorted(s.scalars(statement)))


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-1, Pressing.LATE), (0, Pressing.SOON), (3, Pressing.SOON), (4, Pressing.LATER), (None, Pressing.UNDATED)],
)
def test_red_from_the_day_after_and_amber_within_three_days(today: date, days: int | None, expected: Pressing) -> None:
    assert owing.pressing(None if days is None else today + timedelta(days=days), today) is expected


def test_all_that_we_owe_stands_in_one_list_by_day(store: Database, client: str, today: date) -> None:
    def on(days: int) -> date:
        return today + timedelta(days=days)

    def fill(s: Any) -> None:
        commitments.add(s, client, text="油样报告", due_on=on(-2))
        commitments.add(s, client, text="样品")
        commitments.add(s, client, text="回款", side=Side.CLIENT, due_on=on(1))
        favours.add(s, client, FavourDraft(WE, "联系医院", on(-5), due_on=on(2)), today=today)
        favours.add(s, client, FavourDraft(THEY, "介绍客户", on(-40)), today=today, is_done=True)
        favours.add(s, client, FavourDraft(THEY, "借仓库", on(-3), due_on=on(9)), today=today)
        favours.add(s, client, FavourDraft(WE, "找车位", on(-9)), today=today, is_done=True)

    store.write(fill)
    found = store.read(lambda s: debts.owed(s, today=today))
    assert [(each.text, each.kind, each.due_on, each.pressing) for each in found] == [
        ("油样报告", DebtKind.PROMISE, on(-2), Pressing.LATE),
        ("联系医院", DebtKind.HELP, on(2), Pressing.SOON),
        ("介绍客户", DebtKind.RETURN, on(-40 + EVEN_DAYS), Pressing.LATER),
        ("样品", DebtKind.PROMISE, None, Pressing.UNDATED),
    ]
    assert {(each.client, each.tier, each.client_id) for each in found} == {("恒远轮胎", "A", client)}
    assert store.read(lambda s: agenda.owed(s, today=today)) == (4, 1)
    store.write(lambda s: clients.remove(s, client))
    assert store.read(lambda s: debts.owed(s, today=today)) == []
    assert store.read(lambda s: agenda.owed(s, today=today)) == (0, 0)


@pytest.mark.parametrize("days", [0, EVEN_DAYS, EVEN_DAYS + 1])
@pytest.mark.parametrize("chosen", [None, -EVEN_DAYS, -1, 1])
def test_today_counts_as_the_list_does(
    store: Database, client: str, today: date, days: int, chosen: int | None
) -> None:
    due = None if chosen is None else today + timedelta(days=chosen)
    for direction, is_done in ((WE, False), (WE, True), (THEY, False), (THEY, True)):
        draft = FavourDraft(direction, "帮忙", today - timedelta(days=days), due_on=due)
        store.write(lambda s, d=draft, x=is_done: favours.add(s, client, d, today=today, is_done=x))
    found = store.read(lambda s: debts.owed(s, today=today))
    late = sum(each.pressing is Pressing.LATE for each in found)
    assert store.read(lambda s: agenda.owed(s, today=today)) == (len(found), late)


def test_a_promise_that_is_moved_takes_its_reminder_along(store: Database, client: str, today: date) -> None:
    made = store.write(lambda s: commitments.add(s, client, text="陈列架", due_on=today + timedelta(days=2)).id).value
    store.write(lambda s: touches.replan(s, client, today=today))
    [before] = planned(store, "commitment")
    statement = select(Touch.id).where(Touch.activity == "commitment")
    touch = store.read(lambda s: s.scalar(statement))
    store.write(lambda s: touches.move(s, touch, to=before + timedelta(days=1), today=today))
    later = today + timedelta(days=23)  # a Wednesday
    store.write(lambda s: commitments.move(s, made, to=later, today=today))
    assert planned(store, "commitment") == [later]
    store.write(lambda s: commitments.settle(s, made, today=today))
    assert planned(store, "commitment") == []
    with pytest.raises(Refused, match="already_settled"):
        store.write(lambda s: commitments.move(s, made, to=later, today=today))
    with pytest.raises(NotFound):
        store.write(lambda s: commitments.move(s, "nobody", to=later, today=today))


def test_a_favour_is_returned_on_the_day_that_was_chosen(store: Database, client: str, today: date) -> None:
    theirs = FavourDraft(THEY, "介绍客户", today)
    made = store.write(lambda s: favours.add(s, client, theirs, today=today, is_done=True)).value
    later = today + timedelta(days=28)
    store.write(lambda s: favours.move(s, made, to=later, today=today))
    assert later in planned(store, "favour")
    [row] = store.read(favours.owed)
    assert favours.owed_by(row) == later
    with pytest.raises(Invalid, match="return_too_early"):
        store.write(lambda s: favours.move(s, made, to=today, today=today))
    store.write(lambda s: favours.even(s, made, today=today))
    with pytest.raises(Refused):
        store.write(lambda s: favours.move(s, made, to=later, today=today))
