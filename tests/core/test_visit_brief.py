"""What one should know before a visit, and which days have room for the next."""

from datetime import date, timedelta
from typing import Any

import pytest

from kam_desktop.core import (
    clients,
    commitments,
    contacts,
    purchases,
    relationships,
    room,
    staff_changes,
    visit_brief,
    visit_days,
    visits,
)
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.purchases import PurchaseDraft
from kam_desktop.core.rules.kinds import CommitmentState
from kam_desktop.core.store.database import Database
from kam_desktop.core.visits import CommitmentDraft, VisitDraft


@pytest.fixture
def client_id(store: Database, today: date) -> str:
    made = store.write(lambda s: clients.create(s, ClientDraft("宁波恒远轮胎有限公司", tier="A"), today=today))
    return str(made.value)


def test_who_is_new_and_whom_they_follow(store: Database, client_id: str, today: date) -> None:
    def work(session: Any) -> tuple[str, str]:
        there = clients.create(session, ClientDraft("常州分厂"), today=today)
        old = contacts.create(session, client_id, ContactDraft("老戴", title="设备部长"), today=today)
        new = staff_changes.succeed_by_new(
            session, old, ContactDraft("顾思远"), staff_changes.Succession(), on=today - timedelta(days=5), today=today
        )
        staff_changes.move(session, old, there, on=today, today=today)
        return old, new

    old, new = store.write(work).value
    known = {each.id: each for each in store.read(lambda s: visit_brief.people(s, client_id, today=today))}
    assert known[old].has_left
    assert (known[new].since_on, known[new].before) == (today - timedelta(days=5), "老戴")
    assert known[new].before_at == "常州分厂"
    later = today + timedelta(days=visit_brief.NEW_DAYS)
    known = {each.id: each for each in store.read(lambda s: visit_brief.people(s, client_id, today=later))}
    assert (known[new].since_on, known[new].before) == (None, "")
    assert visit_brief.main_contact(tuple(known.values())) == new
    assert visit_brief.main_contact(()) == ""


def test_colleagues_are_the_team_ties_and_whoever_went_along(store: Database, client_id: str, today: date) -> None:
    def work(session: Any) -> None:
        person = contacts.create(session, client_id, ContactDraft("周建明"), today=today)
        relationships.tie(session, person, colleague="王技术员", strength=2)
        visits.record(
            session, VisitDraft(client_id, today, colleagues=("赵工", "王技术员"), discussed="x"), today=today
        )

    store.write(work)
    names = store.read(lambda s: visit_brief.colleagues(s, client_id))
    assert [each for each in names if each != "刘敏"] == ["王技术员", "赵工"]


def test_promises_of_the_last_visit_that_had_some_and_older_open_ones(
    store: Database, client_id: str, today: date
) -> None:
    def work(session: Any) -> None:
        for days, text in ((30, "老"), (20, "近"), (10, "")):
            made = (CommitmentDraft(text, today - timedelta(days=1)),) if text else ()
            draft = VisitDraft(client_id, today - timedelta(days=days), discussed="x", commitments=made)
            visit_id = visits.record(session, draft, today=today)
            if text == "近":
                commitments.settle(session, commitments.of_visit(session, visit_id)[0].id, today=today)

    store.write(work)
    found = store.read(lambda s: visit_brief.promises(s, client_id, "", today))
    assert [(each.text, each.state) for each in found] == [("近", CommitmentState.KEPT), ("老", CommitmentState.OPEN)]


def test_how_the_client_buys(store: Database, client_id: str, today: date) -> None:
    def trend(session: Any) -> visit_brief.Trend | None:
        return visit_brief.trend(session, client_id, today=today)

    assert store.read(trend) is None

    def work(session: Any) -> None:
        for days, amount in ((45, 80), (75, 80), (105, 50), (135, 50), (365 + 10, 100), (365 + 40, 100)):
            draft = PurchaseDraft(client_id, today - timedelta(days=days), "CLP", amount * 100)
            purchases.add(session, draft, today=today)

    store.write(work)
    assert store.read(trend) == visit_brief.Trend(-20, 15, 30)


def test_days_that_are_full(store: Database, client_id: str, today: date) -> None:
    on = today + timedelta(days=8)

    def work(session: Any) -> None:
        hours = {
            "day_minutes": "480",
            "day_visits": "2",
            "week_visits": "16",
            "quiet_from": "21:00",
            "quiet_until": "08:00",
        }
        room.set_hours(session, hours)
        for number in range(2):
            other = clients.create(session, ClientDraft(f"客户{number}", owner="刘敏"), today=today)
            visits.plan(session, VisitDraft(other, on), today=today)
        visits.plan(session, VisitDraft(client_id, on + timedelta(days=1)), today=today)

    store.write(work)

    def full(but: str = "") -> dict[date, int]:
        found: dict[date, int] = store.read(
            lambda s: visit_days.full_days(s, on, on + timedelta(days=1), but_client=but)
        )
        return found

    assert full() == {on: 2}
    assert full(client_id) == {on: 2}
