"""Occasions, favours, events of regions, things people like, absences: from the entry to the touches and back."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from kam_desktop.core import (
    absences,
    agenda,
    clients,
    contacts,
    environment_events,
    favours,
    history,
    interactions,
    interest_events,
    occasions,
    touches,
)  # fmt: skip
from kam_desktop.core.absences import AbsenceDraft
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.environment_events import EventDraft
from kam_desktop.core.errors import Conflict, Invalid, Refused
from kam_desktop.core.favours import FavourDraft
from kam_desktop.core.interest_events import InterestDraft, Taken
from kam_desktop.core.occasions import OccasionDraft
from kam_desktop.core.rules.kinds import (
    AbsenceKind,
    EnvironmentKind,
    FavourDirection,
    OccasionKind,
    TouchResult,
    TouchState,
)  # fmt: skip
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Client, Touch


@pytest.fixture
def client(store: Database, today: date) -> str:
    draft = ClientDraft("宁波恒远轮胎有限公司", tier="A", province="浙江省", city="宁波市", district="鄞州区")
    made = store.write(lambda s: clients.create(s, draft, today=today)).value
    person = ContactDraft("周建明", hobbies="钓鱼，篮球")
    store.write(lambda s: contacts.create(s, made, person, today=today))
    return made


def planned(store: Database, client_id: str, activity: str) -> list[Any]:
    columns = (Touch.id, Touch.due_on, Touch.reason, Touch.reason_params, Touch.source_id, Touch.contact_id, Touch.fit)
    statement = select(*columns).where(
        Touch.client_id == client_id, Touch.activity == activity, Touch.state == "planned", Touch.deleted_at.is_(None)
    )
    return store.read(lambda s: list(s.execute(statement.order_by(Touch.due_on)).all()))


def test_an_occasion_is_planned_changed_and_taken_away(store: Database, client: str, today: date) -> None:
    on = today + timedelta(days=9)
    made = store.write(
        lambda s: occasions.add(s, client, OccasionDraft(OccasionKind.OPENING, on, "二分店"), today=today)
    ).value
    assert [touch.due_on for touch in planned(store, client, "occasion")] == [on]
    [row] = store.read(lambda s: occasions.of_client(s, client))
    later = OccasionDraft(OccasionKind.OPENING, on + timedelta(days=1), "二分店", revision=row.revision)
    store.write(lambda s: occasions.edit(s, made, later, today=today))
    assert [touch.due_on for touch in planned(store, client, "occasion")] == [later.on]
    with pytest.raises(Conflict):
        store.write(lambda s: occasions.edit(s, made, later, today=today))
    done = store.write(lambda s: occasions.remove(s, made, today=today))
    assert planned(store, client, "occasion") == []
    store.write(lambda s: history.undo(s, done.batch_id, today=today))
    assert len(planned(store, client, "occasion")) == 1
    with pytest.raises(Invalid, match="title_missing"):
        store.write(lambda s: occasions.add(s, client, OccasionDraft(OccasionKind.BIRTH, on), today=today))


def test_what_is_owed_is_listed_until_it_is_evened_out(store: Database, client: str, today: date) -> None:
    theirs = FavourDraft(FavourDirection.THEY_HELP, "介绍新客户", today)
    ours = FavourDraft(FavourDirection.WE_HELP, "联系医院", today, due_on=today + timedelta(days=3))
    first = store.write(lambda s: favours.add(s, client, theirs, today=today, is_done=True)).value
    second = store.write(lambda s: favours.add(s, client, ours, today=today)).value
    assert {each.id for each in store.read(favours.owed)} == {first, second}
    assert {touch.reason for touch in planned(store, client, "favour")} == {"favour_do", "favour_thank", "favour_even"}
    store.write(lambda s: favours.do(s, second, today=today, result="顺利"))
    store.write(lambda s: favours.even(s, first, today=today))
    assert store.read(favours.owed) == []
    assert planned(store, client, "favour") == []
    with pytest.raises(Refused, match="already_done"):
        store.write(lambda s: favours.do(s, second, today=today))


def test_a_typhoon_makes_the_list_that_planning_would_make(store: Database, client: str, today: date) -> None:
    other = store.write(lambda s: clients.create(s, ClientDraft("苏州港机", city="苏州"), today=today)).value
    draft = EventDraft(EnvironmentKind.TYPHOON, "台风梅花", ("浙江",), today, "先问人，再问货")
    struck = store.write(lambda s: environment_events.add(s, draft, today=today)).value
    assert struck.touches == 1
    [touch] = planned(store, client, "environment")
    assert (touch.due_on, touch.source_id, touch.contact_id is not None) == (today, struck.event_id, True)
    assert planned(store, other, "environment") == []
    assert store.read(lambda s: s.get(Client, client).next_touch_on) <= today
    replanned = store.write(lambda s: touches.plan_all(s, today=today)).value
    [again] = planned(store, client, "environment")
    assert (again.id, again.reason_params) == (touch.id, touch.reason_params)
    assert replanned.removed <= 1  # at most a call that this one answers
    assert any(line.id == touch.id for line in store.read(lambda s: agenda.due(s, today=today)))


def test_who_was_reached_is_in_view_and_a_closed_event_calls_nobody(store: Database, client: str, today: date) -> None:
    draft = EventDraft(EnvironmentKind.FLOOD, "姚江洪水", ("3302",), today)
    event = store.write(lambda s: environment_events.add(s, draft, today=today)).value.event_id
    [touch] = planned(store, client, "environment")
    store.write(lambda s: touches.note_try(s, touch.id, result=TouchResult.MISSED))
    [row] = store.read(lambda s: environment_events.rows(s))
    assert (row.total, row.reached, row.missed) == (1, 0, 1)
    store.write(lambda s: interactions.close_touch(s, touch.id, outcome="平安", today=today))
    [row] = store.read(lambda s: environment_events.rows(s))
    assert (row.total, row.reached, row.missed) == (1, 1, 0)
    store.write(lambda s: environment_events.close(s, event, today=today))
    assert store.read(lambda s: environment_events.rows(s, only_open=True)) == []
    with pytest.raises(Refused, match="already_closed"):
        store.write(lambda s: environment_events.close(s, event, today=today))


def test_an_event_that_is_taken_back_calls_nobody(store: Database, client: str, today: date) -> None:
    draft = EventDraft(EnvironmentKind.EPIDEMIC, "疫情", ("330212",), today)
    done = store.write(lambda s: environment_events.add(s, draft, today=today))
    undone = store.write(lambda s: history.undo(s, done.batch_id, today=today)).value
    assert planned(store, client, "environment") == []
    assert store.read(lambda s: touches.still_to_plan(s, today=today)) == [client]
    store.write(lambda s: history.undo(s, undone.batch_id, today=today))
    store.write(lambda s: touches.roll_forward(s, today=today))
    assert len(planned(store, client, "environment")) == 1


@pytest.mark.parametrize(
    ("draft", "problem"),
    [
        (EventDraft(EnvironmentKind.TYPHOON, "", ("33",), date(2026, 6, 15)), "title_missing"),
        (EventDraft(EnvironmentKind.TYPHOON, "梅花", (), date(2026, 6, 15)), "region_missing"),
        (EventDraft(EnvironmentKind.TYPHOON, "梅花", ("火星",), date(2026, 6, 15)), "region.unknown"),
        (EventDraft(EnvironmentKind.TYPHOON, "梅花", ("33",), date(2026, 6, 16)), "not_now"),
    ],
)
def test_an_event_that_says_too_little_is_refused(
    store: Database, today: date, draft: EventDraft, problem: str
) -> None:
    with pytest.raises(Invalid, match=problem):
        store.write(lambda s: environment_events.add(s, draft, today=today))


def test_those_who_like_it_hear_of_it(store: Database, client: str, today: date) -> None:
    final = InterestDraft("CBA 总决赛", today + timedelta(days=12), ("篮球",), uid="cba-final")
    past = InterestDraft("昨日展会", today - timedelta(days=1), ("钓鱼",))
    assert store.read(lambda s: interest_events.weigh(s, [final, past], today=today)) == Taken(new=1, past=1)
    assert store.write(lambda s: interest_events.take(s, [final, past], today=today)).value == Taken(new=1, past=1)
    again = store.write(lambda s: interest_events.take(s, [final], today=today))
    assert (again.value, again.batch_id) == (Taken(same=1), None)
    [row] = store.read(lambda s: interest_events.rows(s, today=today))
    assert (row.title, row.people) == ("CBA 总决赛", 1)
    [touch] = planned(store, client, "interest")
    assert touch.reason_params["liked"] == "篮球"
    assert [(fan.name, fan.liked) for fan in store.read(lambda s: interest_events.who(s, row.id))] == [
        ("周建明", "篮球")
    ]
    other = replace(final, words=("书法",), revision=row.revision)
    store.write(lambda s: interest_events.edit(s, row.id, other, today=today))
    assert planned(store, client, "interest") == []
    with pytest.raises(Conflict):
        store.write(lambda s: interest_events.edit(s, row.id, other, today=today))
    moved = replace(final, place="宁波")
    assert store.write(lambda s: interest_events.take(s, [moved], today=today)).value == Taken(changed=1)
    [row] = store.read(lambda s: interest_events.rows(s, today=today))
    assert (row.place, row.words, row.people) == ("宁波", ("书法",), 0)  # what a person wrote stays
    store.write(lambda s: interest_events.remove(s, row.id))
    assert store.write(lambda s: interest_events.take(s, [final], today=today)).value == Taken(removed=1)
    assert store.read(lambda s: interest_events.rows(s, today=today)) == []


def test_a_file_that_names_no_category_is_matched_by_its_title(store: Database, client: str, today: date) -> None:
    race = InterestDraft("象山海岛钓鱼赛", today + timedelta(days=9), uid="x")
    store.write(lambda s: interest_events.take(s, [race], today=today))
    [row] = store.read(lambda s: interest_events.rows(s, today=today))
    assert (row.words, row.people) == (("钓鱼",), 1)
    assert len(planned(store, client, "interest")) == 1
    wrong = replace(race, until_on=today)
    with pytest.raises(Invalid, match="ends_before"):
        store.write(lambda s: interest_events.add(s, wrong, today=today))


def test_leave_moves_what_was_planned_and_comes_back_with_undo(store: Database, client: str, today: date) -> None:
    call = planned(store, client, "call")[0]
    draft = AbsenceDraft(AbsenceKind.LEAVE, call.due_on, call.due_on)
    done = store.write(lambda s: absences.add(s, draft, today=today))
    assert done.value.moved >= 1
    away = {touch.due_on for touch in planned(store, client, "call") + planned(store, client, "visit") if not touch.fit}
    assert call.due_on not in away
    store.write(lambda s: history.undo(s, done.batch_id, today=today))
    store.write(lambda s: touches.roll_forward(s, today=today))
    assert call.due_on in {touch.due_on for touch in planned(store, client, "call")}
    backwards = AbsenceDraft(AbsenceKind.ILL, today, today - timedelta(days=1))
    with pytest.raises(Invalid, match="ends_before"):
        store.write(lambda s: absences.add(s, backwards, today=today))


def test_what_a_person_set_stays_through_leave(store: Database, client: str, today: date) -> None:
    touch = planned(store, client, "call")[0]
    on = touch.due_on + timedelta(days=1)
    store.write(lambda s: touches.move(s, touch.id, to=on, today=today))
    store.write(lambda s: absences.add(s, AbsenceDraft(AbsenceKind.ILL, on, on), today=today))
    statement = select(Touch.due_on, Touch.is_pinned, Touch.state).where(Touch.id == touch.id)
    assert tuple(store.read(lambda s: s.execute(statement).one())) == (on, True, TouchState.PLANNED)
