"""Today's list and counts against the plainest query over random touches; and that indexes serve them."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from kam_desktop.core import agenda, identity, samples, settings, touches
from kam_desktop.core.agenda import When
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.plain_rows import Snapshot
from kam_desktop.core.store.tables import Client, Contact, EnvironmentEvent, Touch

TODAY = date(2026, 6, 16)  # a Tuesday: the week has days before and after it
PLAINEST = """
SELECT t.id, t.due_on, t.source_id IS 'storm' FROM touch t JOIN client c ON c.id = t.client_id
WHERE t.state = 'planned' AND t.due_on <= :until AND t.deleted_at IS NULL AND c.deleted_at IS NULL
ORDER BY t.source_id IS NOT 'storm', t.source_id IS NOT 'storm' AND t.due_on > :today,
t.source_id IS NOT 'storm' AND t.due_on = :today, c.tier = '', c.tier, t.due_on, t.client_id, t.id
"""


def fill(store: Database, seed: int, *, latest: int = 12, earliest: int = -20) -> None:
    """Sixty clients of all tiers with up to six touches each: some done, some put away, some clients deleted.

    Some are calls of a storm, some of one that is over.
    """
    chance = Random(seed)

    def touch(client_id: str) -> Touch:
        on = TODAY + timedelta(chance.randint(earliest, latest))
        return Touch(
            scope_id=client_id, client_id=client_id, kind="periodic", channel="call", earliest_on=on, due_on=on,
            latest_on=on, state=chance.choice(["planned"] * 4 + ["done"]), reason="booked",
            reason_params={"on": on.isoformat()}, deleted_at=chance.choice([None] * 6 + [identity.now()]),
            source_id=chance.choice(["storm", "over", "other", None, None]),
        )  # fmt: skip

    def event(event_id: str, closed_on: date | None) -> EnvironmentEvent:
        return EnvironmentEvent(
            id=event_id, scope_id="team", kind="typhoon", title=event_id, on=TODAY, regions=("33",), closed_on=closed_on
        )

    def work(s: Any) -> None:
        s.add_all([event("storm", None), event("over", TODAY)])
        clients = [
            Client(name=f"客户{n}", short_name=f"客户{n}", tier=chance.choice(["A", "B", "C", ""])) for n in range(60)
        ]
        s.add_all(clients)
        s.flush()
        s.add_all([touch(each.id) for each in clients for _ in range(chance.randint(0, 6))])
        touches.refresh_next(s, [each.id for each in clients])
        for each in chance.sample(clients, 8):
            each.deleted_at = identity.now()

    store.write(work)


def plainest(store: Database) -> list[tuple[str, str, int]]:
    values = {"today": TODAY.isoformat(), "until": agenda.week_end(TODAY).isoformat()}
    return store.read_plain(lambda s: s.execute(PLAINEST, values).fetchall())


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("limit", [1, 7, 40, 90, None])
def test_today_is_the_plainest_query_cut_off(store: Database, seed: int, limit: int | None) -> None:
    fill(store, seed)
    found = store.read_plain(lambda s: agenda.due(s, today=TODAY, limit=limit))
    assert [each.id for each in found] == [row[0] for row in plainest(store)][:limit]
    assert [each.when is When.URGENT for each in found] == [bool(row[2]) for row in plainest(store)][:limit]
    assert store.read(lambda s: agenda.due(s, today=TODAY, limit=limit)) == found


def test_a_limit_reaches_into_every_group(store: Database) -> None:
    fill(store, 1, earliest=-1, latest=3)
    everything = store.read_plain(lambda s: agenda.due(s, today=TODAY))
    assert {each.when for each in everything} == set(When)
    for limit in range(len(everything) + 1):
        assert store.read_plain(lambda s, limit=limit: agenda.due(s, today=TODAY, limit=limit)) == everything[:limit]


@pytest.mark.parametrize("seed", range(3))
def test_counts_are_those_of_the_list(store: Database, seed: int) -> None:
    fill(store, seed)
    days = [row[1] for row in plainest(store) if not row[2]]
    counted, at = store.read_plain(lambda s: agenda.counts(s, today=TODAY)), TODAY.isoformat()
    assert counted[:3] == (sum(d < at for d in days), sum(d == at for d in days), sum(d > at for d in days))
    assert counted.urgent == sum(row[2] for row in plainest(store)) > 0
    assert counted.total == len(plainest(store))
    until_today = [row for row in plainest(store) if row[1] <= at]
    assert store.read_plain(lambda s: agenda.progress(s, today=TODAY)).open == len(until_today)


def test_what_a_session_wrote_is_seen_by_it(store: Database) -> None:
    fill(store, 2)

    def work(s: Any) -> int:
        before = agenda.counts(s, today=TODAY).total
        first = agenda.due(s, today=TODAY, limit=1)[0]
        s.get(Touch, first.id).state = "done"
        assert agenda.due(s, today=TODAY, limit=1)[0].id != first.id
        return before - agenda.counts(s, today=TODAY).total

    assert store.write(work).value == 1


@pytest.mark.parametrize("params", ["{", "[1]", "", "null"])
def test_one_damaged_row_does_not_break_the_list(store: Database, params: str) -> None:
    fill(store, 3)
    [first] = store.read_plain(lambda s: agenda.due(s, today=TODAY, limit=1))
    values = {"id": first.id, "params": params}
    store.write(
        lambda s: s.connection().connection.driver_connection.execute(
            "UPDATE touch SET earliest_on = 'x', latest_on = '2026-02-31', reason = 'cadence', reason_params = :params WHERE id = :id",
            values,
        )
    )
    [found] = store.read_plain(lambda s: agenda.due(s, today=TODAY, limit=1))
    assert (found.id, found.earliest_on, found.latest_on) == (first.id, first.due_on, first.due_on)
    assert found.reason_params == {"tier": found.tier}


def test_a_person_born_today_stands_in_the_strip_once(store: Database) -> None:
    def work(s: Any) -> None:
        for n in range(20):
            client = Client(name=f"客户{n}", short_name=f"客户{n}", tier="B" if n else "A")
            person = Contact(client_id=client.id, name=f"人{n}")
            on = TODAY + timedelta(n % 4)
            s.add_all([client, person])
            s.flush()
            s.add(
                Touch(
                    client_id=client.id, contact_id=person.id, kind="personal", channel="call", activity="birthday",
                    earliest_on=on, due_on=on, latest_on=on, occasion_on=on, has_gift=n == 0, reason="birthday",
                )
            )  # fmt: skip

    store.write(work)
    days = [each for each in store.read_plain(lambda s: agenda.strip(s, today=TODAY)) if each.kind == "birthday"]
    assert [each.on for each in days[:5]] == [TODAY] * 5
    assert (days[0].client, days[0].has_gift, days[1].has_gift) == ("客户0", True, False)
    assert len(days) <= 12
    assert [each.on for each in days] == sorted(each.on for each in days)


@pytest.mark.parametrize(
    "name", ["_COUNT", "_TO_GREET", "_DUE", "_URGENT", "_URGENT_COUNTS", "_BIRTHDAYS", "_LINES", "_ONE"]
)
def test_no_table_is_read_from_end_to_end(store: Database, name: str) -> None:
    sql = getattr(agenda, name)
    if name == "_LINES":
        sql = f"SELECT {agenda._NUMBERED} {sql}"
    values = {"first": "", "last": "2026-06-16", "most": 200, "some": 200, "on": "2026-06-16", "places": "[]", "id": ""}

    def plan(s: Snapshot) -> list[str]:
        return [row[3] for row in s.execute(f"EXPLAIN QUERY PLAN {sql}", values)]

    steps = store.read_plain(plan)
    scans = [
        step
        for step in steps
        if step.startswith("SCAN") and step.split()[1] in {"t", "touch", "client", "p", "contact"}
    ]
    assert scans == []
    if name in {"_COUNT", "_TO_GREET"}:  # from the index alone: no row of the table is looked up
        steps = store.read_plain(lambda s: s.execute(f"EXPLAIN {sql}", values).fetchall())
        touch = next(row[4] for row in steps if row[1] == "DeferredSeek")  # sought only if a column of it is asked for
        assert not [row for row in steps if row[1] in {"Column", "FinishSeek", "SeekRowid"} and row[2] == touch]


def test_what_found_no_day_is_counted_apart(store: Database, today: date) -> None:
    store.write(lambda s: settings.put(s, "day_visits", 0))
    store.write(lambda s: settings.put(s, "day_minutes", 15))
    store.write(lambda s: samples.fill(s, today=today, number=20))
    found = store.read_plain(lambda s: agenda.counts(s, today=today))
    sql = "SELECT count(*) FROM touch WHERE fit <> '' AND due_on BETWEEN :first AND :last"
    span = {"first": today.isoformat(), "last": agenda.week_end(today).isoformat()}
    [(expected,)] = store.read(lambda s: plain_rows.rows(s, sql, span))
    assert found.unplaced == expected > 0
    assert found.total == len(store.read_plain(lambda s: agenda.due(s, today=today)))
