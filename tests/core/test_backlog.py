"""What was late before the program knew of it: spread over the days to come, and not made worse by working on it."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from kam_desktop.core import (
    agenda,
    catching_up,
    clients,
    history,
    interactions,
    search,
    talking_points,
    timeline,
    touches,
    visits,
)
from kam_desktop.core.agenda import DueTouch, When
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.rules.kinds import Activity, Channel, TouchState
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Client, Touch
from kam_desktop.core.timeline_facts import Fact
from kam_desktop.core.visits import VisitDraft
from kam_desktop.words import phrases

DAY = timedelta(days=1)
SILENT = 130 * DAY  # far beyond the latest day of every tier but C's visit


def _silent(session: Any, today: date, name: str, tier: str) -> str:
    client_id = clients.create(session, ClientDraft(name, tier=tier), today=today)
    interactions.record(session, client_id, channel=Channel.VISIT, on=today - SILENT)
    interactions.settle(session, client_id, today=today)
    return client_id


def of_client(store: Database, client_id: str, today: date) -> list[DueTouch]:
    return store.read(lambda s: agenda.of_client(s, client_id, today=today))


def late(store: Database, client_id: str, today: date) -> list[str]:
    """What is late at this client, in the order of days."""
    return [each.activity for each in of_client(store, client_id, today) if each.when is When.OVERDUE]


@pytest.fixture
def silent_id(store: Database, today: date) -> str:
    return str(store.write(lambda s: _silent(s, today, "苏州长风机械", "A")).value)


def work_nothing_until(store: Database, first: date, last: date) -> None:
    for number in range((last - first).days + 1):
        store.write(lambda s, on=first + number * DAY: touches.plan_all(s, today=on))


def test_a_first_plan_is_late_with_nothing(store: Database, today: date) -> None:
    """60 clients who were last seen months ago: key clients within two weeks, all within four, no day overfull."""

    def make(session: Any) -> None:
        for number in range(60):
            _silent(session, today, f"客户{number}", "ABC"[number % 3])

    store.write(make)
    assert store.read(lambda s: agenda.counts(s, today=today)).overdue == 0
    store.write(lambda s: touches.plan_all(s, today=today))
    assert store.read(lambda s: agenda.counts(s, today=today)).overdue == 0
    placed = select(Touch.activity, Touch.due_on).where(Touch.fit == "")
    rows = store.read(lambda s: list(s.execute(placed)))
    won_back = [each.due_on for each in rows if each.activity == Activity.RECOVERY]
    assert len(won_back) > 35
    assert len(set(won_back)) > 8
    assert max(won_back) <= today + 35 * DAY
    visits_a_day = Counter(each.due_on for each in rows if each.activity in (Activity.RECOVERY, Activity.VISIT))
    assert max(visits_a_day.values()) <= 4


def test_what_was_planned_and_passed_is_late(store: Database, silent_id: str, today: date) -> None:
    [due] = [each.due_on for each in of_client(store, silent_id, today) if each.activity == Activity.RECOVERY]
    work_nothing_until(store, today + DAY, due + 3 * DAY)
    [line] = [each for each in of_client(store, silent_id, due + 3 * DAY) if each.when is When.OVERDUE]
    assert (line.activity, line.due_on, line.late_days) == (Activity.RECOVERY, due, 3)


def test_moving_what_is_late_brings_nothing_else_up(store: Database, silent_id: str, today: date) -> None:
    day = today + 40 * DAY
    work_nothing_until(store, today + DAY, day)
    others = [each for each in late(store, silent_id, day) if each != Activity.RECOVERY]
    [only] = [each for each in of_client(store, silent_id, day) if each.activity == Activity.RECOVERY]
    assert only.when is When.OVERDUE
    to = day + 3 * DAY
    store.write(lambda s: touches.move(s, only.id, to=to, today=day))
    assert late(store, silent_id, day) == others
    work_nothing_until(store, day + DAY, to + 2 * DAY)
    assert set(late(store, silent_id, to + 2 * DAY)) == {*others, Activity.RECOVERY}


def test_a_contact_satisfies_what_was_late(store: Database, silent_id: str, today: date) -> None:
    """By call: the visit that is still wanted is looked for from now on (D-2.8)."""
    day = today + 40 * DAY
    work_nothing_until(store, today + DAY, day)
    assert late(store, silent_id, day)
    done = store.write(
        lambda s: interactions.log(s, InteractionDraft(silent_id, Channel.CALL, day, "近来好"), today=day)
    )
    assert late(store, silent_id, day) == []
    assert done.value.closed_touch_id
    assert done.value.next_touch_on > day
    coming = [each for each in of_client(store, silent_id, day) if each.activity == Activity.VISIT]
    assert day + 3 * DAY < coming[0].due_on <= day + 35 * DAY


def test_a_message_puts_off_the_call_that_was_late(store: Database, today: date) -> None:
    client_id = str(store.write(lambda s: clients.create(s, ClientDraft("云帆精工", tier="A"), today=today)).value)
    work_nothing_until(store, today + DAY, today + 30 * DAY)
    day = today + 30 * DAY
    assert Activity.CALL in late(store, client_id, day)
    store.write(lambda s: interactions.log(s, InteractionDraft(client_id, Channel.MESSAGE, day), today=day))
    assert late(store, client_id, day) == []
    work_nothing_until(store, day + DAY, day + 40 * DAY)
    assert Activity.CALL in late(store, client_id, day + 40 * DAY), "put off, not forgotten"


def test_a_planned_visit_covers_what_it_covers(store: Database, silent_id: str, today: date) -> None:
    day = today + 40 * DAY
    work_nothing_until(store, today + DAY, day)
    others = [each for each in late(store, silent_id, day) if each != Activity.RECOVERY]
    [only] = [each for each in of_client(store, silent_id, day) if each.activity == Activity.RECOVERY]
    assert only.when is When.OVERDUE
    draft = VisitDraft(silent_id, day + 8 * DAY, objective="年度回顾", touch_id=only.id)
    store.write(lambda s: visits.plan(s, draft, today=day))
    assert late(store, silent_id, day) == others


def test_a_visit_planned_from_elsewhere_takes_what_waits(store: Database, silent_id: str, today: date) -> None:
    day = today + 40 * DAY
    work_nothing_until(store, today + DAY, day)
    others = [each for each in late(store, silent_id, day) if each != Activity.RECOVERY]
    assert len(others) < len(late(store, silent_id, day))
    draft = VisitDraft(silent_id, day + 2 * DAY, objective="年度回顾")
    visit_id = store.write(lambda s: visits.plan(s, draft, today=day)).value
    assert late(store, silent_id, day) == others
    store.write(lambda s: visits.cancel(s, visit_id, reason="改期", today=day))
    coming = [each for each in of_client(store, silent_id, day) if each.activity == Activity.RECOVERY]
    assert [each.visit_id for each in coming] == [None]


def test_a_booked_visit_covers_the_call_that_is_late(store: Database, today: date) -> None:
    client_id = str(store.write(lambda s: clients.create(s, ClientDraft("云帆精工", tier="A"), today=today)).value)
    day = today + 30 * DAY
    work_nothing_until(store, today + DAY, day)
    assert Activity.CALL in late(store, client_id, day)

    def book(session: Any) -> None:
        touches.book(session, client_id, on=day + 2 * DAY, channel=Channel.VISIT, activity=Activity.VISIT)
        touches.replan(session, client_id, today=day)

    store.write(book)
    assert late(store, client_id, day) == []


def test_after_a_refused_call_comes_the_next(store: Database, today: date) -> None:
    """The clock goes on from what was refused; it does not begin anew each day."""
    client_id = str(store.write(lambda s: clients.create(s, ClientDraft("云帆精工", tier="A"), today=today)).value)
    day = today + 30 * DAY
    work_nothing_until(store, today + DAY, day)
    call = next(each for each in of_client(store, client_id, day) if each.activity == Activity.CALL)
    store.write(lambda s: touches.skip(s, call.id, reason="出差", today=day))
    assert Activity.CALL not in late(store, client_id, day)
    work_nothing_until(store, day + DAY, day + 40 * DAY)
    assert Activity.CALL in late(store, client_id, day + 40 * DAY)
    states = store.read(lambda s: list(s.scalars(select(Touch.state).where(Touch.id == call.id))))
    assert states == [TouchState.SKIPPED]


@pytest.mark.parametrize(
    ("way", "said"),
    [
        (Channel.CALL, ("A 级，上次关怀电话 8 天前，标准 14 天", "A client, last care call 8 days ago, policy 14")),
        (
            Channel.VISIT,
            (
                "A 级，上次拜访 8 天前，关怀电话标准 14 天",
                "A client, last visit 8 days ago, care call every 14 days",
            ),
        ),
    ],
)
def test_a_reason_names_the_contact_that_took_place(
    store: Database, today: date, way: Channel, said: tuple[str, str]
) -> None:
    """A visit answers the call that is due, and was no call."""

    def make(session: Any) -> str:
        client_id = clients.create(session, ClientDraft("云帆精工", tier="A"), today=today)
        interactions.record(session, client_id, channel=Channel.GIFT, on=today - 8 * DAY)
        interactions.record(session, client_id, channel=way, on=today - 8 * DAY)
        interactions.settle(session, client_id, today=today)
        return client_id

    client_id = str(store.write(make).value)
    call = next(each for each in of_client(store, client_id, today) if each.activity == Activity.CALL)
    told = [phrases.reason(lang, call.reason, call.reason_params, today) for lang in ("zh_CN", "en")]
    assert tuple(told) == said


def test_who_was_not_reached_is_still_to_be_called(store: Database, today: date) -> None:
    client_id = str(store.write(lambda s: clients.create(s, ClientDraft("云帆精工", tier="A"), today=today)).value)
    day = today + 30 * DAY
    work_nothing_until(store, today + DAY, day)
    call = next(each for each in of_client(store, client_id, day) if each.activity == Activity.CALL)
    draft = InteractionDraft(client_id, Channel.CALL, day, "占线")
    assert store.write(lambda s: interactions.note_missed(s, draft, today=day)).value == call.id
    assert store.read(lambda s: clients.get(s, client_id).last_contact_on) is None
    wanted = select(Touch.state, Touch.result, Touch.tries, Touch.outcome).where(Touch.id == call.id)
    assert store.read(lambda s: s.execute(wanted).one()) == (TouchState.PLANNED, "missed", 1, "占线")


def test_what_was_noted_of_each_try_stays_and_resets_nothing(store: Database, today: date) -> None:
    """The touch keeps the last words alone; the day of each try keeps its own."""
    made = store.write(lambda s: clients.create(s, ClientDraft("云帆精工", tier="A"), today=today - 40 * DAY))
    client_id = str(made.value)
    spoken = InteractionDraft(client_id, Channel.CALL, today - 9 * DAY, "问过近况")
    store.write(lambda s: interactions.log(s, spoken, today=today - 9 * DAY))

    def miss(days: int, text: str) -> str:
        draft = InteractionDraft(client_id, Channel.CALL, today - days * DAY, text)
        told = f"电话未接通：{text}"
        return str(store.write(lambda s: interactions.note_missed(s, draft, told=told, today=today)).batch_id)

    def shown() -> list[tuple[date, str]]:
        lines = store.read(lambda s: timeline.page(s, client_id, kinds={Fact.NOTE})).lines
        return [(line.on, line.text) for line in lines]

    def told() -> list[tuple[str, Any]]:
        points = store.read(lambda s: talking_points.draw(s, client_id, None, today=today)).points
        return [(point.code, point.params["text"]) for point in points]

    miss(1, "占线")
    again = miss(0, "没人接，改天再打")
    assert shown() == [(today, "电话未接通：没人接，改天再打"), (today - DAY, "电话未接通：占线")]
    assert told() == [("note", "电话未接通：没人接，改天再打"), ("note", "电话未接通：占线"), ("last", "问过近况")]
    assert [hit.client_id for hit in store.read(lambda s: search.find_texts(s, "改天再打"))] == [client_id]
    assert store.read(lambda s: clients.get(s, client_id).last_contact_on) == today - 9 * DAY
    waiting = [each.due_on for each in of_client(store, client_id, today) if each.activity == Activity.CALL]
    assert min(waiting) <= today, "it is still to be made"
    store.write(lambda s: history.undo(s, again, today=today))
    assert shown() == [(today - DAY, "电话未接通：占线")]
    assert store.read(lambda s: s.scalar(select(func.max(Touch.tries)))) == 1
    store.write(lambda s: interactions.log(s, InteractionDraft(client_id, Channel.CALL, today, "谈妥"), today=today))
    assert told() == [("last", "谈妥"), ("last", "问过近况")]
    assert shown() == [(today - DAY, "电话未接通：占线")]


def test_who_was_not_reached_without_a_call_due_is_called_again(store: Database, today: date) -> None:
    client_id = str(store.write(lambda s: clients.create(s, ClientDraft("云帆精工"), today=today)).value)
    draft = InteractionDraft(client_id, Channel.CALL, today)
    touch_id = store.write(lambda s: interactions.note_missed(s, draft, today=today)).value
    wanted = select(Touch.due_on, Touch.channel, Touch.tries).where(Touch.id == touch_id)
    assert store.read(lambda s: s.execute(wanted).one()) == (today, Channel.CALL, 1)


def test_a_heap_is_spread_over_days_with_room_and_comes_back(store: Database, today: date) -> None:
    """As after three weeks away, with nothing done."""

    def make(session: Any) -> None:
        for number in range(30):
            clients.create(session, ClientDraft(f"客户{number}", tier="AB"[number % 2]), today=today)

    store.write(make)
    day = today + 35 * DAY
    store.write(lambda s: touches.plan_all(s, today=day))
    before = store.read(lambda s: agenda.counts(s, today=day)).overdue
    assert before > 15
    done = store.write(lambda s: catching_up.spread(s, today=day))
    assert done.value > 15
    left = store.read(lambda s: agenda.due(s, today=day))
    assert {each.activity for each in left if each.when is When.OVERDUE} <= {Activity.FESTIVAL}
    pinned = select(Touch.client_id, Touch.due_on, Touch.channel).where(Touch.is_pinned)
    moved = store.read(lambda s: list(s.execute(pinned)))
    assert min(each.due_on for each in moved) >= day
    assert max(Counter(each.due_on for each in moved if each.channel == Channel.VISIT).values()) <= 4
    tiers = store.read(lambda s: {row.id: row.tier for row in s.scalars(select(Client))})
    last = {tier: max(each.due_on for each in moved if tiers[each.client_id] == tier) for tier in "AB"}
    assert last["A"] <= last["B"]
    store.write(lambda s: history.undo(s, str(done.batch_id), today=day))
    assert store.read(lambda s: s.scalars(pinned).first()) is None


def test_planning_again_on_the_same_day_changes_nothing_though_nothing_is_done(store: Database, today: date) -> None:
    def make(session: Any) -> None:
        for number in range(70):
            client_id = clients.create(session, ClientDraft(f"客户{number}", tier="AAB"[number % 3]), today=today)
            interactions.record(session, client_id, channel=Channel.VISIT, on=today - (85 + number) * DAY)
            interactions.settle(session, client_id, today=today)

    store.write(make)
    for number in range(8):
        on = today + number * DAY
        store.write(lambda s, on=on: touches.plan_all(s, today=on))
        again = store.write(lambda s, on=on: touches.plan_all(s, today=on)).value
        assert (on, again.planned, again.removed) == (on, 0, 0)
