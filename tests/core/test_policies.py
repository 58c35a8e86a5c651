"""Service policies: edited per tier and per client, and the plan that follows (D-4.1 to D-4.3)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from kam_desktop.core import history, policies, settings, touches
from kam_desktop.core.errors import Conflict, Invalid
from kam_desktop.core.policies import PolicyEntry
from kam_desktop.core.rules.cadence import CLOCKS, DAYS, DEFAULTS, PolicyLine, checked
from kam_desktop.core.rules.kinds import Activity, Channel, Tier
from kam_desktop.core.store import changes
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Client, Policy, Touch

VISIT = PolicyLine(Activity.VISIT, Channel.VISIT, 30, 40)
FESTIVAL = PolicyLine(Activity.FESTIVAL, Channel.CARD, lead_days=7)


@pytest.fixture
def client(store: Database, today: date) -> str:
    """One client, always the same: what looks like chance in a plan is drawn from its id."""
    made = "01900000-0000-7000-8000-00000000000b"
    row = {"id": made, "scope_id": made, "name": "宁波恒远轮胎有限公司", "tier": "A", "since_on": today}
    store.write(lambda s: changes.insert_many(s, Client, [row]))
    store.write(lambda s: touches.plan_all(s, today=today))
    return made


def entries(store: Database, tier: str = "A") -> dict[Activity, PolicyEntry]:
    return {each.line.activity: each for each in store.read(lambda s: policies.of_tier(s, tier))}


def count(store: Database, client_id: str, activity: Activity) -> int:
    statement = select(Touch.id).where(
        Touch.client_id == client_id, Touch.activity == activity, Touch.state == "planned", Touch.deleted_at.is_(None)
    )
    return store.read(lambda s: len(s.execute(statement).all()))


def changed(entry: PolicyEntry, *, is_own: bool = False, **values: Any) -> PolicyEntry:
    return entry._replace(line=replace(entry.line, **values), is_own=is_own)


def test_defaults_are_right() -> None:
    for lines in DEFAULTS.values():
        for line in lines:
            assert checked(line) == line
            assert line.activity in (*CLOCKS, *DAYS)


@pytest.mark.parametrize(
    ("line", "field", "code"),
    [
        (replace(VISIT, ideal_days=0), "ideal_days", "policy.days"),
        (replace(VISIT, ideal_days=731, latest_days=731), "ideal_days", "policy.days"),
        (replace(VISIT, latest_days=731), "latest_days", "policy.days"),
        (replace(VISIT, latest_days=29), "latest_days", "policy.latest"),
        (replace(VISIT, jitter_days=15), "jitter_days", "policy.jitter"),
        (replace(VISIT, jitter_days=-1), "jitter_days", "policy.jitter"),
        (replace(VISIT, ideal_days=1, jitter_days=1), "jitter_days", "policy.jitter"),
        (replace(FESTIVAL, lead_days=61), "lead_days", "policy.lead"),
        (replace(FESTIVAL, lead_days=-1), "lead_days", "policy.lead"),
        (replace(FESTIVAL, festivals=("easter",)), "festivals", "value.unknown"),
        (replace(VISIT, by="boss"), "by", "value.unknown"),
        (replace(VISIT, activity=Activity.COMMITMENT), "activity", "policy.activity"),
    ],
)
def test_a_line_that_cannot_be_is_refused_at_its_field(line: PolicyLine, field: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked(line)
    assert (refused.value.field, refused.value.code) == (field, code)


@pytest.mark.parametrize(
    "line", [replace(VISIT, jitter_days=14), replace(VISIT, ideal_days=730, latest_days=730), replace(FESTIVAL, lead_days=60),
             replace(VISIT, ideal_days=1, latest_days=1)],
)  # fmt: skip
def test_the_limits_themselves_hold(line: PolicyLine) -> None:
    assert checked(line) is line


def test_a_tier_is_edited_whole_and_planned_when_nobody_waits(store: Database, client: str, today: date) -> None:
    before, had = entries(store), count(store, client, Activity.VISIT)
    assert had < 5
    wanted = [
        changed(before[Activity.VISIT], ideal_days=10, latest_days=15, jitter_days=2, has_gift=True, by="lead"),
        changed(before[Activity.FESTIVAL], festivals=("mid-autumn",), channel=Channel.CARD, lead_days=5),
        changed(before[Activity.CALL], is_active=False),
        PolicyEntry(PolicyLine(Activity.MESSAGE, Channel.EMAIL, 3, 6)),
    ]
    done = store.write(lambda s: policies.set_tier(s, "A", wanted))
    assert done.value
    assert store.read(lambda s: touches.still_to_plan(s, today=today)) == [client]
    assert store.read(lambda s: touches.is_to_plan(s, today=today))
    store.write(lambda s: touches.plan_all(s, today=today))
    assert count(store, client, Activity.VISIT) > had + 2
    assert (count(store, client, Activity.CALL), count(store, client, Activity.SURVEY)) == (0, 0)
    assert count(store, client, Activity.MESSAGE) > 0
    kept = entries(store)
    assert set(kept) == {Activity.VISIT, Activity.FESTIVAL, Activity.CALL, Activity.MESSAGE}
    assert kept[Activity.VISIT].line == wanted[0].line
    store.write(lambda s: history.undo(s, done.batch_id or "", today=today))
    assert {name: each.line for name, each in entries(store).items()} == {n: e.line for n, e in before.items()}
    assert store.read(lambda s: settings.note(s, "planned_on")) == ""
    store.write(lambda s: touches.plan_all(s, today=today))
    assert count(store, client, Activity.VISIT) == had


def test_a_save_that_changes_nothing_plans_nothing(store: Database, client: str, today: date) -> None:
    done = store.write(lambda s: policies.set_tier(s, "A", list(policies.of_tier(s, "A"))))
    assert (done.value, done.batch_id) == (False, None)
    assert store.read(lambda s: touches.still_to_plan(s, today=today)) == []
    assert not store.read(lambda s: touches.is_to_plan(s, today=today))


def test_a_line_that_was_taken_away_can_come_again(store: Database) -> None:
    kept = [each for name, each in entries(store).items() if name is not Activity.SURVEY]
    store.write(lambda s: policies.set_tier(s, "A", kept))
    again = PolicyEntry(PolicyLine(Activity.SURVEY, Channel.VISIT, 100, 120))
    store.write(lambda s: policies.set_tier(s, "A", [*policies.of_tier(s, "A"), again]))
    assert entries(store)[Activity.SURVEY].line == again.line
    assert store.read(lambda s: s.query(Policy).filter_by(tier="A").count()) == 6


def test_two_lines_of_one_kind_and_a_stale_save_are_refused(store: Database) -> None:
    found = list(entries(store).values())
    with pytest.raises(Invalid, match="twice"):
        store.write(lambda s: policies.set_tier(s, "A", [*found, found[0]]))
    store.write(lambda s: policies.set_tier(s, "A", [changed(each, by="lead") for each in found]))
    with pytest.raises(Conflict):
        store.write(lambda s: policies.set_tier(s, "A", found))


def test_a_clients_own_line_is_its_own_until_it_is_given_back(store: Database, client: str, today: date) -> None:
    seen = store.read(lambda s: policies.of_client(s, client))
    assert (seen.name, seen.tier) == ("宁波恒远轮胎有限公司", "A")
    assert not any(each.is_own for each in seen.entries)
    had = count(store, client, Activity.VISIT)

    def own(session: Any) -> None:
        mine = [
            changed(each, is_own=True, ideal_days=9, latest_days=12)._replace(revision=0)
            if each.line.activity is Activity.VISIT
            else each
            for each in seen.entries
        ]
        policies.set_own(session, client, "A", mine)
        touches.replan(session, client, today=today)

    batch = store.write(own).batch_id
    assert count(store, client, Activity.VISIT) > had + 2
    # the tier's line goes another way; the client's own stays
    longer = [
        changed(each, ideal_days=60, latest_days=80)
        for each in entries(store).values()
        if each.line.activity is Activity.VISIT
    ]
    store.write(lambda s: policies.set_tier(s, "A", longer))
    held = {each.line.activity: each for each in store.read(lambda s: policies.of_client(s, client)).entries}
    assert (held[Activity.VISIT].is_own, held[Activity.VISIT].line.ideal_days) == (True, 9)

    def back(session: Any) -> None:
        policies.set_own(session, client, "A", [each._replace(is_own=False) for each in held.values()])
        touches.replan(session, client, today=today)

    store.write(back)
    [again] = store.read(lambda s: policies.of_client(s, client)).entries
    assert (again.is_own, again.line.ideal_days) == (False, 60)
    assert count(store, client, Activity.VISIT) < had
    assert batch


def test_a_client_can_do_without_what_its_tier_gets(store: Database, client: str, today: date) -> None:
    def silence(session: Any) -> None:
        seen = policies.of_client(session, client)
        mine = [
            changed(each, is_own=True, is_active=False)._replace(revision=0)
            if each.line.activity is Activity.CALL
            else each
            for each in seen.entries
        ]
        policies.set_own(session, client, "A", mine)
        touches.replan(session, client, today=today)

    assert count(store, client, Activity.CALL) > 0
    done = store.write(silence)
    assert count(store, client, Activity.CALL) == 0
    store.write(lambda s: history.undo(s, done.batch_id or "", today=today))
    assert count(store, client, Activity.CALL) > 0
    assert store.read(lambda s: settings.note(s, "planned_on")) == today.isoformat()  # one client, not all
    assert Tier.A.value in store.read(policies.by_tier)
