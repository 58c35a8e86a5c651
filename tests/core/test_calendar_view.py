"""The calendar against the plainest queries over random touches; load, proposals, whose days they are."""

import json
from datetime import date, timedelta
from itertools import chain
from random import Random
from typing import Any

import pytest

from kam_desktop.core import absences, calendar_view, history, identity, room, settings, touches
from kam_desktop.core.absences import AbsenceDraft
from kam_desktop.core.calendar_view import CalendarTouch
from kam_desktop.core.rules.calendar_days import month_span
from kam_desktop.core.rules.kinds import AbsenceKind, Channel, TouchState
from kam_desktop.core.rules.placing import Taken
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Client, EnvironmentEvent, Touch

TODAY = date(2026, 6, 16)
FIRST, LAST = month_span(TODAY)
PLAINEST = """
SELECT coalesce(t.done_on, t.due_on), t.id, t.state FROM touch t JOIN client c ON c.id = t.client_id
WHERE t.deleted_at IS NULL AND c.deleted_at IS NULL AND (t.state = 'done' OR (t.state = 'planned' AND t.fit = ''))
ORDER BY t.state = 'done', t.state = 'planned' AND t.kind <> 'environment', c.tier = '', c.tier, t.client_id, t.id
"""


def fill(store: Database, seed: int, *, owners: tuple[str, ...] = ("", "刘敏")) -> None:
    """Fifty clients with up to nine touches each around today: planned, unplaced, done, skipped, put away; some for a storm."""
    chance = Random(seed)

    def touch(client_id: str) -> Touch:
        on = TODAY + timedelta(chance.randint(-20, 30))
        state = chance.choice(["planned"] * 5 + ["done", "skipped"])
        return Touch(
            scope_id=client_id, client_id=client_id, kind=chance.choice(["periodic", "periodic", "environment"]), earliest_on=on, due_on=on, latest_on=on,
            channel=chance.choice(["call", "visit", "message", "card", "event"]), state=state, reason="booked",
            reason_params={"on": on.isoformat()}, deleted_at=chance.choice([None] * 6 + [identity.now()]),
            done_on=on - timedelta(chance.randint(0, 3)) if state == "done" else None,
            source_id="storm", fit=chance.choice(["", "", "", "no_room", "away"]) if state == "planned" else "",
            occasion_on=chance.choice([None, None, on]), owner=chance.choice(["", "", *owners]),
        )  # fmt: skip

    def work(s: Any) -> None:
        s.add(EnvironmentEvent(id="storm", scope_id="team", kind="flood", title="storm", on=TODAY, regions=("33",)))
        clients = [
            Client(
                name=f"客户{n}", short_name=f"客户{n}", tier=chance.choice(["A", "B", "C", ""]),
                city=chance.choice(["苏州", "杭州", ""]), owner=chance.choice(owners),
            )
            for n in range(50)
        ]  # fmt: skip
        s.add_all(clients)
        s.flush()
        s.add_all([touch(each.id) for each in clients for _ in range(chance.randint(0, 9))])
        for each in chance.sample(clients, 6):
            each.deleted_at = identity.now()

    store.write(work)


def plainest(store: Database) -> dict[date, list[tuple[str, str]]]:
    found: dict[date, list[tuple[str, str]]] = {}
    for on, touch_id, state in store.read_plain(lambda s: s.execute(PLAINEST, {}).fetchall()):
        found.setdefault(date.fromisoformat(on), []).append((touch_id, state))
    return found


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("most", [1, 3, 8, 500])
def test_a_span_is_the_plainest_query_counted_and_cut_off(store: Database, seed: int, most: int) -> None:
    fill(store, seed)
    wanted = plainest(store)
    shown = store.read(lambda s: calendar_view.days(s, FIRST, LAST, most=most))
    assert [each.head.on for each in shown] == [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]
    assert sum(each.total for each in shown) > 40
    for cell in shown:
        here = wanted.get(cell.head.on, [])
        states = [state for _, state in here]
        assert (cell.open, cell.done) == (states.count("planned"), states.count("done"))
        assert len(cell.touches) == min(most, len(here))
        assert [each.state == "done" for each in cell.touches] == sorted(each.state == "done" for each in cell.touches)
        if most == 500:
            assert [(each.id, each.state.value) for each in cell.touches] == here
        kept = [each.state for each in cell.touches].count(TouchState.PLANNED)
        assert kept == min(cell.open, most)  # what was done gives way to what is to do
        ranks = [(each.kind != "environment", each.tier or "Z") for each in cell.touches if each.state == "planned"]
        assert ranks == sorted(ranks)


@pytest.mark.parametrize("part", [1, 2, 7, 200])
def test_a_day_in_parts_is_the_whole_day(store: Database, part: int) -> None:
    fill(store, 7)
    for on, wanted in plainest(store).items():
        found: list[CalendarTouch] = []
        while True:
            after = found[-1] if found else None
            more = store.read(lambda s, on=on, after=after: calendar_view.touches_on(s, on, after=after, limit=part))
            found += more
            if len(more) < part:
                break
        assert [(each.id, each.state.value) for each in found] == wanted


@pytest.mark.parametrize("owners", [("",), ("", "刘敏"), ("", "刘敏", "高原")])
def test_the_load_is_what_planning_counts_for_the_user(store: Database, owners: tuple[str, ...]) -> None:
    fill(store, 3, owners=owners)

    def both(s: Any) -> list[tuple[int, int, int, int]]:
        planning = room.Room(s)
        loads = [planning.loads.of("", FIRST + timedelta(n)) for n in range(35)]
        shown = calendar_view.days(s, FIRST, FIRST + timedelta(34))
        return [(a.minutes, a.visits, b.load.minutes, b.load.visits) for a, b in zip(loads, shown, strict=True)]

    found = store.read(both)
    assert sum(row[0] for row in found) > 0
    assert all(row[:2] == row[2:] for row in found)


def test_a_day_of_more_visits_than_anybody_counts_has_no_room_for_a_call(store: Database) -> None:
    place(store, 70, Channel.VISIT, TODAY)
    place(store, 5, Channel.CALL, TODAY + timedelta(1))

    def has_room(s: Any) -> list[bool]:
        loads = room.Room(s).loads
        return [loads.has_room(TODAY + timedelta(n), Taken(Channel.CALL, "", "")) for n in range(2)]

    assert store.read(has_room) == [False, True]


def test_a_full_day_is_over(store: Database) -> None:
    store.write(lambda s: settings.put(s, "day_visits", 1))
    place(store, 2, Channel.VISIT, TODAY)
    [cell] = store.read(lambda s: calendar_view.days(s, TODAY, TODAY))
    assert cell.load == (150, 2, 480, 1)
    assert cell.load.is_over


def place(
    store: Database, number: int, channel: Channel, on: date, *, fit: str = "", city: str = "", tier: str = "B"
) -> list[str]:
    """So many clients with a touch of that day each."""

    def work(s: Any) -> list[str]:
        clients = [Client(name=f"{tier}{n}", short_name=f"{tier}{n}", tier=tier, city=city) for n in range(number)]
        s.add_all(clients)
        s.flush()
        made = [
            Touch(
                scope_id=each.id, client_id=each.id, kind="periodic", channel=channel.value, activity="", reason="booked",
                earliest_on=on, due_on=on, latest_on=on, reason_params={"on": on.isoformat()}, fit=fit,
            )
            for each in clients
        ]  # fmt: skip
        s.add_all(made)
        s.flush()
        return [each.id for each in made]

    return list(store.write(work).value)


def test_what_found_no_day_is_counted_and_has_one_proposal_each(store: Database) -> None:
    place(store, 4, Channel.VISIT, TODAY)
    place(store, 60, Channel.VISIT, TODAY, fit="no_room", tier="C")
    place(store, 1, Channel.VISIT, TODAY, fit="away", tier="A")
    found = store.read(lambda s: calendar_view.unplaced(s, FIRST, LAST, today=TODAY))
    assert (found.number, len(found.first)) == (61, 50)
    assert [each.touch.tier for each in found.first[:2]] == ["A", "C"]
    assert found.first[0].touch.fit == "away"
    days = [each.to for each in found.first if each.to is not None]
    assert days[0] == TODAY + timedelta(1)
    assert max(days.count(on) for on in days) == 4  # a day is not proposed to more than it takes
    other_week = store.read(lambda s: calendar_view.unplaced(s, TODAY + timedelta(1), LAST, today=TODAY))
    assert other_week == (0, ())


def test_a_visit_is_proposed_where_its_city_is_visited(store: Database) -> None:
    place(store, 1, Channel.VISIT, TODAY + timedelta(2), city="苏州", tier="A")
    place(store, 1, Channel.VISIT, TODAY, fit="no_room", city="苏州")
    [each] = store.read(lambda s: calendar_view.unplaced(s, TODAY, TODAY, today=TODAY)).first
    assert (each.to, each.is_together) == (TODAY + timedelta(2), True)
    assert store.read(lambda s: calendar_view.cities(s, TODAY + timedelta(2))) == [("苏州", 1)]


def test_a_taken_proposal_stands_on_its_day_and_can_be_undone(store: Database) -> None:
    [touch_id] = place(store, 1, Channel.CALL, TODAY, fit="no_room")
    [each] = store.read(lambda s: calendar_view.unplaced(s, TODAY, TODAY, today=TODAY)).first
    assert each.to is not None
    written = store.write(lambda s: touches.move(s, touch_id, to=each.to, today=TODAY))
    assert store.read(lambda s: calendar_view.unplaced(s, TODAY, TODAY, today=TODAY)).number == 0
    [cell] = store.read(lambda s: calendar_view.days(s, each.to, each.to))
    assert (touch_id, True) in [(one.id, one.is_pinned) for one in cell.touches]
    store.write(lambda s: history.undo(s, written.batch_id or "", today=TODAY))
    [cell] = store.read(lambda s: calendar_view.days(s, each.to, each.to))
    assert touch_id not in [one.id for one in cell.touches]


def test_days_of_leave_are_off_and_never_proposed(store: Database) -> None:
    away = AbsenceDraft(AbsenceKind.LEAVE, TODAY, TODAY + timedelta(2))
    store.write(lambda s: absences.add(s, away, today=TODAY))
    place(store, 1, Channel.CALL, TODAY, fit="away")
    cells = store.read(lambda s: calendar_view.days(s, TODAY, TODAY + timedelta(3)))
    assert [each.head.off for each in cells] == ["leave", "leave", "leave", "holiday"]  # the Dragon Boat festival
    [each] = store.read(lambda s: calendar_view.unplaced(s, TODAY, TODAY, today=TODAY)).first
    assert each.to == date(2026, 6, 22)


def test_one_damaged_row_does_not_break_the_month(store: Database) -> None:
    [touch_id] = place(store, 1, Channel.CALL, TODAY)
    store.write(
        lambda s: s.connection().connection.driver_connection.execute(
            "UPDATE touch SET latest_on = '2026-02-31', at = 'x', reason_params = '{' WHERE id = :id", {"id": touch_id}
        )
    )
    [cell] = store.read(lambda s: calendar_view.days(s, TODAY, TODAY))
    [found] = cell.touches
    assert (found.latest_on, found.at, found.reason_params) == (TODAY, None, {"tier": "B"})


@pytest.mark.parametrize(
    "name",
    ["_OPEN_BY_DAY", "_DONE_BY_DAY", "_URGENT_DAYS", "_UNPLACED_COUNT", "_MINE", "_LINES", "_SOME", "_PART"],
)
def test_no_table_is_read_from_end_to_end(store: Database, name: str) -> None:
    sql = getattr(calendar_view, name)
    values = {
        "first": "2026-06-01", "last": "2026-07-05", "on": "2026-06-16", "me": "", "ids": "[]", "tier": "A",
        "client": "", "id": "", "days": json.dumps(["2026-06-16"]),
    }  # fmt: skip
    forms = (
        [calendar_view._OPEN, calendar_view._URGENT, calendar_view._REST, calendar_view._DONE]
        if "{on}" in sql
        else [{}]
    )
    sqls = [sql.format(**form, most=9) if form else sql for form in forms]
    steps = chain(
        *(
            store.read_plain(lambda s, one=one: s.execute(f"EXPLAIN QUERY PLAN {one}", values).fetchall())
            for one in sqls
        )
    )
    wrong = [row[3] for row in steps if row[3].startswith("SCAN") and row[3].split()[1] in {"t", "x", "c", "touch"}]
    assert wrong == []
