"""The list of visits on a real store: what it is narrowed to, and what it counts."""

from datetime import date, timedelta
from typing import Any

import pytest

from kam_desktop.core import agenda, clients, settings, visit_lists, visits
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.rules.kinds import VisitState
from kam_desktop.core.store.database import Database
from kam_desktop.core.visits import VisitDraft


@pytest.fixture
def client_id(store: Database, today: date) -> str:
    made = store.write(lambda s: clients.create(s, ClientDraft("宁波恒远轮胎有限公司", tier="A"), today=today))
    return str(made.value)


def record(store: Database, draft: VisitDraft, today: date) -> str:
    return str(store.write(lambda s: visits.record(s, draft, today=today)).value)


def test_the_list_is_narrowed_by_state_person_period_and_lateness(store: Database, client_id: str, today: date) -> None:
    days = (today - timedelta(days=10), today - timedelta(days=4), today - timedelta(days=3), today)
    late, later, in_time, new = (record(store, VisitDraft(client_id, on, discussed="x"), today) for on in days)
    store.write(lambda s: visits.submit(s, late))
    planned = store.write(lambda s: visits.plan(s, VisitDraft(client_id, days[0]), today=today)).value

    def found(**chosen: Any) -> set[str]:
        return set(store.read(lambda s: visit_lists.ids(s, **chosen)))

    assert found(late_on=today) == {later, planned}
    assert found(late_on=today, states=[VisitState.REPORTED]) == {later}
    assert found(first_on=days[1], last_on=days[2]) == {later, in_time}
    assert found(owner="刘敏") == {late, later, in_time, new, planned}
    assert found(owner="别人") == set()
    assert store.read(lambda s: visit_lists.late_count(s, today=today)) == 2
    assert store.read(visit_lists.owners) == ["刘敏"]
    assert store.read(lambda s: agenda.late_reports(s, today=today)) == 2
    store.write(lambda s: settings.put(s, "report_days", 4))
    assert store.read(lambda s: agenda.late_reports(s, today=today)) == 1
    assert store.read(lambda s: visit_lists.late_count(s, today=today)) == 1
    assert store.read(lambda s: visit_lists.counts(s, first_on=days[2]))[VisitState.REPORTED] == 2
