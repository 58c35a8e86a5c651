"""The daily work on a real store: plan, do, move, skip, undo."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from kam_desktop.core import agenda, clients, contacts, gifts, history, interactions, policies, touches, visits
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.errors import Invalid, Refused
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.rules import dates
from kam_desktop.core.rules.kinds import Activity, Channel, GiftCategory, TouchState, Verdict, VisitState
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Client, Commitment, Touch
from kam_desktop.core.visits import CommitmentDraft, VisitDraft


@pytest.fixture
def client_id(store: Database, today: date) -> str:
    return str(
        store.write(lambda s: clients.create(s, ClientDraft("宁波恒远轮胎有限公司", tier="A"), today=today)).value
    )


@pytest.fixture
def person_id(store: Database, client_id: str, today: date) -> str:
    draft = ContactDraft("周建明", birthday=dates.parse("农历八月十五"), phones=("138 0013 8000",))
    return str(store.write(lambda s: contacts.create(s, client_id, draft, today=today)).value)


def planned(store: Database, client_id: str) -> list[tuple[str, str, date]]:
    def work(session: Any) -> list[tuple[str, str, date]]:
        rows = session.execute(
            select(Touch.id, Touch.activity, Touch.due_on)
            .where(Touch.client_id == client_id, Touch.state == TouchState.PLANNED)
            .order_by(Touch.due_on, Touch.id)
        )
        return [tuple(row) for row in rows]

    return store.read(work)


def first(store: Database, client_id: str, activity: Activity) -> tuple[str, date]:
    return next((each[0], each[2]) for each in planned(store, client_id) if each[1] == activity)


def test_a_new_client_is_planned_at_once(store: Database, client_id: str, person_id: str, today: date) -> None:
    found = {activity for _, activity, _ in planned(store, client_id)}
    assert {"visit", "call", "festival"} <= found
    next_on = store.read(lambda s: clients.get(s, client_id).next_touch_on)
    assert next_on == min(each[2] for each in planned(store, client_id))


def test_planning_again_changes_nothing(store: Database, client_id: str, person_id: str, today: date) -> None:
    store.write(lambda s: touches.plan_all(s, today=today))
    before = planned(store, client_id)
    assert store.write(lambda s: touches.plan_all(s, today=today)).value.removed == 0
    assert planned(store, client_id) == before


def test_a_moved_touch_stays_where_it_was_put(store: Database, client_id: str, today: date) -> None:
    touch_id, due = first(store, client_id, Activity.VISIT)
    to = due + timedelta(days=9)
    store.write(lambda s: touches.move(s, touch_id, to=to, today=today))
    store.write(lambda s: touches.plan_all(s, today=today + timedelta(days=1)))
    moved = [each for each in planned(store, client_id) if each[1] == "visit" and abs((each[2] - to).days) < 10]
    assert [(each[0], each[2]) for each in moved] == [(touch_id, to)]


def test_a_refused_touch_does_not_come_back(store: Database, client_id: str, today: date) -> None:
    touch_id, _ = first(store, client_id, Activity.CALL)
    store.write(lambda s: touches.skip(s, touch_id, reason="出差", today=today))
    store.write(lambda s: touches.plan_all(s, today=today + timedelta(days=2)))
    assert touch_id not in {each[0] for each in planned(store, client_id)}
    assert store.read(lambda s: touches.get(s, touch_id).skip_reason) == "出差"


def test_refusing_needs_a_reason_and_moving_a_day_to_come(store: Database, client_id: str, today: date) -> None:
    touch_id, _ = first(store, client_id, Activity.CALL)
    with pytest.raises(Invalid, match="skip_needs_reason"):
        store.write(lambda s: touches.skip(s, touch_id, reason="  ", today=today))
    with pytest.raises(Invalid, match="moved_to_past"):
        store.write(lambda s: touches.move(s, touch_id, to=today - timedelta(days=1), today=today))


def test_any_contact_resets_the_clock_and_answers_what_is_due(store: Database, client_id: str, today: date) -> None:
    touch_id, due = first(store, client_id, Activity.CALL)
    day = due
    done = store.write(
        lambda s: interactions.log(s, InteractionDraft(client_id, Channel.CALL, day, "聊了几句"), today=day)
    ).value
    assert done.closed_touch_id == touch_id
    [row] = store.read(lambda s: clients.rows(s, [client_id], today=day))
    assert (row.last_contact_on, row.silent_days) == (day, 0)
    _, following = first(store, client_id, Activity.CALL)
    assert (following - day).days >= 8


def test_a_done_touch_can_be_undone(store: Database, client_id: str, today: date) -> None:
    before = planned(store, client_id)
    touch_id, due = first(store, client_id, Activity.CALL)
    written = store.write(
        lambda s: (
            interactions.log(s, InteractionDraft(client_id, Channel.CALL, due, "", touch_id=touch_id), today=today)
            if due <= today
            else interactions.log(
                s, InteractionDraft(client_id, Channel.CALL, today, "", touch_id=touch_id), today=today
            )
        )
    )
    assert planned(store, client_id) != before
    store.write(lambda s: history.undo(s, written.batch_id or "", today=today))
    assert planned(store, client_id) == before
    assert store.read(lambda s: clients.get(s, client_id).last_contact_on) is None


def test_the_next_touch_is_booked_in_the_same_breath(store: Database, client_id: str, today: date) -> None:
    wanted = today + timedelta(days=25)
    draft = InteractionDraft(client_id, Channel.VISIT, today, "", next_on=wanted)
    store.write(lambda s: interactions.log(s, draft, today=today))
    near = [each for each in planned(store, client_id) if each[1] == "visit" and abs((each[2] - wanted).days) < 14]
    assert [each[2] for each in near] == [wanted]


def test_a_contact_cannot_be_in_the_future(store: Database, client_id: str, today: date) -> None:
    draft = InteractionDraft(client_id, Channel.CALL, today + timedelta(days=1))
    with pytest.raises(Invalid, match="in_future"):
        store.write(lambda s: interactions.log(s, draft, today=today))


def test_a_visit_with_promises(store: Database, client_id: str, person_id: str, today: date) -> None:
    draft = VisitDraft(
        client_id, today, contact_ids=(person_id,), participant_names=("王𬭁",), discussed="谈了交期",
        commitments=(CommitmentDraft("寄样品", today + timedelta(days=8)), CommitmentDraft("  ")),
        next_visit_on=today + timedelta(days=28),
    )  # fmt: skip
    visit_id = store.write(lambda s: visits.record(s, draft, today=today)).value
    assert [each[1] for each in planned(store, client_id)].count("commitment") == 1
    seen = store.read(lambda s: visits.draft_of(s, visits.get(s, visit_id)))
    assert [each.text for each in seen.commitments] == ["寄样品"]
    assert seen.participant_names == ("王𬭁",)
    touch_id, _ = first(store, client_id, Activity.COMMITMENT)
    done = InteractionDraft(client_id, Channel.CALL, today, "寄出了", touch_id=touch_id)
    store.write(lambda s: interactions.log(s, done, today=today))
    assert store.read(lambda s: [row.state for row in s.scalars(select(Commitment))]) == ["kept"]


def test_saving_a_report_twice_doubles_nothing(store: Database, client_id: str, person_id: str, today: date) -> None:
    draft = VisitDraft(
        client_id, today, discussed="一", commitments=(CommitmentDraft("寄样品", today + timedelta(days=8)),),
        next_visit_on=today + timedelta(days=28),
    )  # fmt: skip
    visit_id = store.write(lambda s: visits.record(s, draft, today=today)).value
    before = planned(store, client_id)
    again = store.read(lambda s: visits.draft_of(s, visits.get(s, visit_id)))
    store.write(lambda s: visits.record(s, again, today=today, visit_id=visit_id))
    assert planned(store, client_id) == before
    assert store.read(lambda s: s.query(Commitment).where(Commitment.deleted_at.is_(None)).count()) == 1


def test_the_life_of_a_report(store: Database, client_id: str, today: date) -> None:
    visit_id = store.write(lambda s: visits.plan(s, VisitDraft(client_id, today, objective="备货"), today=today)).value
    with pytest.raises(Refused, match="not_reported"):
        store.write(lambda s: visits.submit(s, visit_id))
    report = VisitDraft(client_id, today, objective="备货", discussed="谈妥")
    assert store.write(lambda s: visits.record(s, report, today=today, visit_id=visit_id)).value == visit_id
    assert store.write(lambda s: visits.submit(s, visit_id)).value is VisitState.SUBMITTED
    with pytest.raises(Refused, match="locked"):
        store.write(lambda s: visits.record(s, report, today=today, visit_id=visit_id))
    with pytest.raises(Invalid, match="return_needs_remark"):
        store.write(lambda s: visits.review(s, visit_id, accepted=False))
    assert store.write(lambda s: visits.review(s, visit_id, accepted=True)).value is VisitState.ACCEPTED


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"started_at": "15:00", "ended_at": "14:00"}, "ends_before_start"),
        ({"impression": 6}, "impression_range"),
        ({"next_visit_on": date(2026, 6, 1)}, "next_not_later"),
        ({"on": date(2026, 6, 16)}, "in_future"),
    ],
)
def test_what_a_report_cannot_say(
    store: Database, client_id: str, today: date, changes: dict[str, Any], code: str
) -> None:
    from datetime import time

    given = {key: time.fromisoformat(value) if isinstance(value, str) else value for key, value in changes.items()}
    with pytest.raises(Invalid, match=code):
        store.write(
            lambda s: visits.record(s, VisitDraft(**{"client_id": client_id, "on": today, **given}), today=today)
        )


def test_gifts_are_judged_before_they_are_given(store: Database, client_id: str, person_id: str, today: date) -> None:
    tea = gifts.GiftDraft(client_id, person_id, "径山茶", today, GiftCategory.TEA, 9_800, origin="他爱喝绿茶")
    _, judged = store.write(lambda s: gifts.record(s, tea, today=today)).value
    assert judged.verdict is Verdict.ALLOWED
    assert store.read(lambda s: gifts.spent(s, person_id, today.year)) == 9_800
    card = gifts.GiftDraft(client_id, person_id, "京东E卡", today, GiftCategory.OTHER, 5_000, origin="x")
    with pytest.raises(Refused, match="forbidden"):
        store.write(lambda s: gifts.record(s, card, today=today))
    dear = gifts.GiftDraft(client_id, person_id, "茶具", today, GiftCategory.CRAFT, 56_000, origin="家乡")
    with pytest.raises(Invalid, match="needs_reason"):
        store.write(lambda s: gifts.record(s, dear, today=today))
    assert store.read(lambda s: len(gifts.ids(s))) == 1


def test_a_gift_needs_an_origin(store: Database, client_id: str, person_id: str, today: date) -> None:
    with pytest.raises(Invalid, match="origin_missing"):
        store.write(lambda s: gifts.record(s, gifts.GiftDraft(client_id, person_id, "茶", today), today=today))


def test_today_says_why(store: Database, client_id: str, person_id: str, today: date) -> None:
    late = today + timedelta(days=120)
    store.write(lambda s: touches.plan_all(s, today=today))
    found = store.read(lambda s: agenda.due(s, today=late))
    assert found
    assert all(each.reason for each in found)
    assert all(each.late_days == (late - each.due_on).days for each in found if each.due_on < late)


def test_the_strip_shows_the_lunar_birthday(store: Database, client_id: str, person_id: str) -> None:
    day = date(2026, 9, 16)
    store.write(lambda s: touches.plan_all(s, today=day))
    strip = store.read(lambda s: agenda.strip(s, today=day))
    assert ("birthday", "周建明", date(2026, 9, 25)) in [(each.kind, each.title, each.on) for each in strip]
    assert ("festival", "mid-autumn", date(2026, 9, 25)) in [(each.kind, each.title, each.on) for each in strip]


def test_a_days_plan_is_made_once(store: Database, client_id: str, today: date) -> None:
    assert store.write(lambda s: touches.roll_forward(s, today=today)).value is not None
    assert store.write(lambda s: touches.roll_forward(s, today=today)).value is None


def test_another_tier_another_plan(store: Database, client_id: str, today: date) -> None:
    before = {each[1] for each in planned(store, client_id)}
    draft = store.read(lambda s: clients.draft_of(clients.get(s, client_id)))
    from dataclasses import replace

    store.write(lambda s: clients.update(s, client_id, replace(draft, tier="C"), today=today))
    after = {each[1] for each in planned(store, client_id)}
    assert "message" in after
    assert "message" not in before


def test_default_policies_are_there(store: Database) -> None:
    found = store.read(lambda s: policies.of_tier(s, "A"))
    assert [each.line.ideal_days for each in found if each.line.activity is Activity.VISIT] == [30]
    assert len(found) == 6


def test_a_removed_client_is_off_every_list_and_comes_back(store: Database, client_id: str, today: date) -> None:
    batch = store.write(lambda s: clients.remove(s, client_id)).batch_id or ""
    assert store.read(clients.count) == 0
    assert store.read(lambda s: agenda.due(s, today=today + timedelta(days=400))) == []
    store.write(lambda s: history.undo(s, batch, today=today))
    assert store.read(clients.count) == 1
    assert store.read(lambda s: s.query(Client).one().deleted_at) is None
