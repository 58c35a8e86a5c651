"""What a change of policy does to the coming weeks: reckoned beside the plan, and the same as the plan then is."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from kam_desktop.core import clients, interactions, policies, policy_effect, settings, touches
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.policies import PolicyEntry
from kam_desktop.core.policy_effect import WEEKS
from kam_desktop.core.rules.cadence import PolicyLine
from kam_desktop.core.rules.kinds import Activity, Channel, TouchState
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Change, Touch

CLIENTS = 8


@pytest.fixture
def some(store: Database, today: date) -> list[str]:
    def work(session: Any) -> list[str]:
        made = [clients.create(session, ClientDraft(f"客户{n}有限公司", tier="A"), today=today) for n in range(CLIENTS)]
        for place, each in enumerate(made):
            draft = InteractionDraft(each, Channel.VISIT, today - timedelta(days=place * 3))
            interactions.log(session, draft, today=today)
        clients.create(session, ClientDraft("别级有限公司", tier="B"), today=today)
        touches.plan_all(session, today=today)
        return made

    return list(store.write(work).value)


def lines(store: Database, **days: tuple[int, int]) -> list[PolicyLine]:
    found = [each.line for each in store.read(lambda s: policies.of_tier(s, "A"))]
    return [
        replace(each, ideal_days=days[each.activity][0], latest_days=days[each.activity][1], jitter_days=0)
        if each.activity in days
        else each
        for each in found
    ]


def planned(store: Database, ids: list[str], today: date) -> Counter[str]:
    until = (
        today - timedelta(days=today.weekday()) + timedelta(weeks=WEEKS - 1, days=-1)
    )  # the last week joins with what follows
    statement = (
        select(Touch.channel, func.count())
        .where(Touch.client_id.in_(ids), Touch.state == TouchState.PLANNED, Touch.deleted_at.is_(None))
        .where(Touch.ideal_on <= until)
        .group_by(Touch.channel)
    )
    return Counter(dict(store.read(lambda s: [tuple(row) for row in s.execute(statement)])))


def test_what_is_told_is_what_planning_then_does(store: Database, some: list[str], today: date) -> None:
    wanted = lines(store, visit=(10, 14), call=(7, 9))
    told = store.read(lambda s: policy_effect.of_tier(s, "A", wanted, today=today))
    assert (told.clients, told.is_about, len(told.mondays)) == (CLIENTS, False, WEEKS)
    assert {each.value: sum(row[:-1]) for each, row in told.ours_before.items()} == planned(store, some, today)
    store.write(lambda s: policies.set_tier(s, "A", [PolicyEntry(e, 1) for e in wanted]))
    store.write(lambda s: touches.plan_all(s, today=today))
    assert {each.value: sum(row[:-1]) for each, row in told.ours_after.items()} == planned(store, some, today)
    assert sum(told.after.visits()) > sum(told.before.visits())


def test_it_writes_nothing_and_no_change_has_no_effect(store: Database, some: list[str], today: date) -> None:
    def count(session: Any) -> tuple[int, int]:
        return session.scalar(select(func.count()).select_from(Touch)), session.scalar(
            select(func.count()).select_from(Change)
        )

    before = store.read(count)
    told = store.write(lambda s: policy_effect.of_tier(s, "A", lines(store), today=today))
    assert told.batch_id is None
    assert store.read(count) == before
    assert told.value.before == told.value.after
    assert told.value.ours_before == told.value.ours_after


def test_too_much_is_told_against_the_room_there_is(store: Database, some: list[str], today: date) -> None:
    store.write(lambda s: settings.put(s, "week_visits", 3))
    told = store.read(lambda s: policy_effect.of_tier(s, "A", lines(store, visit=(5, 7)), today=today))
    assert set(told.visits_room) <= {3}
    assert told.after.unplaced > told.before.unplaced
    store.write(lambda s: settings.put(s, "week_visits", 99))
    store.write(lambda s: settings.put(s, "day_visits", 30))
    easy = store.read(lambda s: policy_effect.of_tier(s, "A", lines(store, visit=(5, 7)), today=today))
    assert easy.after.unplaced == 0
    assert max(easy.minutes_room) == 5 * 480


def test_the_minutes_are_those_of_the_channels(store: Database, some: list[str], today: date) -> None:
    told = store.read(lambda s: policy_effect.of_tier(s, "A", lines(store), today=today))
    by_hand = sum(sum(row) * {"visit": 75, "call": 15, "card": 5}[name] for name, row in told.before.touches.items())
    assert sum(told.before.minutes) == by_hand


def test_beyond_the_sample_it_is_about_and_always_the_same(
    store: Database, some: list[str], today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = store.read(lambda s: policy_effect.of_tier(s, "A", lines(store), today=today))
    monkeypatch.setattr(policy_effect, "SAMPLE", CLIENTS // 2)
    told, again = (store.read(lambda s: policy_effect.of_tier(s, "A", lines(store), today=today)) for _ in range(2))
    assert told == again
    assert (told.is_about, told.clients) == (True, CLIENTS)
    visits, really = sum(told.ours_before[Channel.VISIT]), sum(exact.ours_before[Channel.VISIT])
    assert abs(visits - really) <= really * 0.3
    assert all(each >= 0 for row in told.before.touches.values() for each in row)


def test_of_one_client_with_lines_of_its_own(store: Database, some: list[str], today: date) -> None:
    wanted = lines(store, visit=(5, 7))
    told = store.read(lambda s: policy_effect.of_client(s, some[0], wanted, today=today))
    assert (told.clients, told.is_about) == (1, False)
    assert sum(told.ours_after[Channel.VISIT]) > 2 * sum(told.ours_before[Channel.VISIT])
    silent = [replace(each, is_active=each.activity is Activity.CALL) for each in wanted]
    told = store.read(lambda s: policy_effect.of_client(s, some[0], silent, today=today))
    assert Channel.VISIT not in told.ours_after
