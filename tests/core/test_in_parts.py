"""Imports in parts: equal to one in one piece, taken back whole, and right beside what others save in between."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from conftest import LIGHT, PASSPHRASE
from kam_desktop.core import (
    checking,
    clients,
    fact_intake,
    history,
    identity,
    in_parts,
    indexing,
    intake,
    interactions,
    mergers,
    opening,
)  # fmt: skip
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.errors import Cancelled, KamError, Refused
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.records import ClientRecord, ContactRecord, InteractionRecord, PurchaseRecord
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.core.store import changes, many_rows, search_index
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Batch, Client, Contact, Interaction, Purchase, Touch

COUNT = intake.AT_ONCE * 2 + 50
VARYING = {"stamp", "field_stamps", "at", "device_id", "deleted_at", "undone_by_id"}  # of time, not of what was done


#: the full-text tables are compared by the numbers that rows have in them
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'find_%' ORDER BY name"


def names() -> list[str]:
    return [f"宁波第{number}轮胎有限公司" for number in range(COUNT)]


def records() -> list[ClientRecord]:
    return [
        ClientRecord(
            row, name, external_no=f"K{row}", tier="B", city="宁波", notes=f"备注{row}",
            next_visit_on=date(2026, 7, 1), contacts=(ContactRecord(f"周建{row}", phones=(f"138{row:08d}",)),),
        )
        for row, name in enumerate(names())
    ]  # fmt: skip


def calls(day: date) -> list[InteractionRecord]:
    total = fact_intake.AT_ONCE * 2 + 50
    return [
        InteractionRecord(row_no=n, on=day, client_no=f"K{n % COUNT}", channel="call", text=f"电话{n}")
        for n in range(total)
    ]


class Between:
    """Does something when the import pauses the n-th time; counts the pauses."""

    def __init__(self, when: int = 0, work: Callable[[], object] = lambda: None) -> None:
        self.pauses, self._when, self._work = 0, when, work

    def __call__(self) -> bool:
        self.pauses += 1
        if self.pauses == self._when:
            self._work()
        return self.pauses == self._when


def always() -> bool:
    return True


def take(store: Database, today: date, between: Callable[[], bool], step: Any = lambda _done, _total: None) -> Any:
    def work(session: Any) -> intake.Taken:
        return intake.take_in(session, records(), title="x.csv", today=today, step=step)

    return in_parts.write(store, work, between, always)


def living(store: Database) -> int:
    return store.read(lambda s: s.query(Client).filter_by(deleted_at=None).count())


def note(store: Database) -> Any:
    return store.read_plain(
        lambda s: s.execute("SELECT value FROM meta WHERE key = 'unfinished_import'", {}).fetchone()
    )


def everything(store: Database) -> dict[str, list[Any]]:
    """All rows of all tables, in their order, less what the clock gives."""

    def work(session: Any) -> dict[str, list[Any]]:
        raw = search_index.raw_of(session)
        found = {}
        for (table,) in raw.execute(_TABLES).fetchall():
            cursor = raw.execute(f'SELECT * FROM "{table}"')
            kept = [at for at, each in enumerate(cursor.description) if each[0] not in VARYING]
            rows = [tuple(row[at] for at in kept) for row in cursor]
            found[table] = [row for row in rows if row[0] not in ("device_id", "plan_wanted", "stamp")]
        return found

    return store.read(work)


def test_parts_make_the_store_that_one_piece_makes(
    tmp_path: Path, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    pauses = Between()
    for times in ("FEWER", "MORE"):
        monkeypatch.setattr(changes, times, 1)  # ids are given part by part
    for table in (Client, Contact, Touch, Interaction):
        many_rows.empty_row(table)  # which is made once, with an id
    for name in ("whole", "parts"):
        numbers, chance = count(1_750_000_000_000), Random(1)
        monkeypatch.setattr(identity, "time", SimpleNamespace(time_ns=lambda n=numbers: next(n) * 1_000_000))
        monkeypatch.setattr(identity, "os", SimpleNamespace(urandom=chance.randbytes))
        store = opening.create(tmp_path / name, PASSPHRASE, author="刘敏", kdf=LIGHT).store

        def work(session: Any) -> Any:
            taken = intake.take_in(session, records(), title="x", today=today)
            return taken, fact_intake.take_in(session, calls(today), title="x", today=today)

        for _ in range(2):  # the second time changes nothing
            written = store.write(work) if name == "whole" else in_parts.write(store, work, pauses, always)
            indexing.catch_up(store)
            found.append((written.value, everything(store)))
        assert checking.check(store) == []
        store.close()
    assert pauses.pauses > 6
    for whole, parts in zip(found[:2], found[2:], strict=True):
        assert whole[0] == parts[0]
        assert whole[1].keys() == parts[1].keys()
        for table in whole[1]:
            assert whole[1][table] == parts[1][table], table
    assert [taken[0][0].created for taken in found] == [COUNT, 0, COUNT, 0]
    assert not [row for row in found[3][1]["meta"] if row[0] == "unfinished_import"]


def test_a_plan_that_is_made_between_the_parts_leaves_the_note_of_the_import(store: Database, today: date) -> None:
    seen: list[Any] = []

    def plan() -> None:
        ids = store.read(clients.ids)
        store.write_in_parts(lambda s: in_parts.plan(s, ids, today=today), lambda: False, always)
        seen.append((len(ids), note(store)))

    take(store, today, Between(3, plan))
    [(count_of_ids, noted)] = seen
    assert count_of_ids
    assert noted
    assert note(store) is None


def test_what_is_stopped_half_way_is_taken_back_whole(store: Database, today: date) -> None:
    seen: list[int] = []

    def step(done: int, _total: int) -> None:
        seen.append(living(store))
        if done >= intake.AT_ONCE * 2:
            raise Cancelled("cancelled")

    with pytest.raises(Cancelled):
        take(store, today, Between(), step)
    assert max(seen) == intake.AT_ONCE * 2  # two parts stood
    assert living(store) == 0
    assert note(store) is None
    assert store.read(history.last_batch) is None
    indexing.catch_up(store)
    assert checking.check(store) == []
    assert take(store, today, Between()).value.created == COUNT
    indexing.catch_up(store)
    assert checking.check(store) == []


def test_an_import_in_parts_is_undone_as_one(store: Database, today: date) -> None:
    batch = take(store, today, Between()).batch_id
    assert living(store) == COUNT
    undone = store.write(lambda s: history.undo(s, batch, today=today)).value
    assert (living(store), undone.kept) == (0, 0)
    assert store.read(lambda s: s.query(Batch).filter_by(kind="import").count()) == 1
    store.write(lambda s: history.undo(s, undone.batch_id, today=today))
    assert living(store) == COUNT


def test_taking_back_may_be_stopped_and_goes_on(store: Database, today: date) -> None:
    """As after a kill: the note stands until all is back."""

    class Killed(BaseException):
        pass

    def kill() -> None:
        raise Killed

    batches: list[Any] = []

    def work(session: Any) -> None:
        intake.take_in(session, records(), title="x.csv", today=today)
        changes.pause(session)
        batches.append(changes.actor_of(session).batch)
        kill()

    with pytest.raises(Killed):
        store.write_in_parts(work, Between(), always)
    assert (living(store), note(store)) == (COUNT, (batches[0].id,))
    with pytest.raises(Killed):
        in_parts.take_back(store, Between(2, kill), always)
    assert note(store) == (batches[0].id,)
    assert in_parts.take_back(store) == "x.csv"
    assert (living(store), note(store)) == (0, None)
    assert in_parts.take_back(store) == ""


def test_a_save_in_between_stays_and_the_import_is_undone_around_it(store: Database, today: date) -> None:

    def save() -> None:
        def work(session: Any) -> None:
            client = clients.find(session, names()[1])
            clients.update(session, client.id, replace(clients.draft_of(client), city="杭州"), today=today)
            draft = InteractionDraft(client.id, Channel.CALL, today, "导入中的电话")
            interactions.log(session, draft, today=today)

        store.write(work)

    batch = take(store, today, Between(1, save)).batch_id
    assert store.read(lambda s: (clients.find(s, names()[1]).city, living(store))) == ("杭州", COUNT)
    store.write(lambda s: history.undo(s, batch, today=today))
    assert living(store) == 0
    assert store.read(lambda s: s.query(Interaction).one().deleted_at) is None
    assert store.read(lambda s: s.query(Client).filter_by(external_no="K1").one().city) == "杭州"


def test_an_unfinished_import_is_not_undone_by_hand(store: Database, today: date) -> None:
    refused: list[str] = []

    def undo() -> None:
        assert store.read(history.last_batch) is None
        batch = store.read(lambda s: s.query(Batch).filter_by(kind="import").one().id)
        try:
            store.write(lambda s: history.undo(s, batch, today=today))
        except Refused as error:
            refused.append(error.code)

    take(store, today, Between(2, undo))
    assert refused == ["batch.unfinished"]
    assert living(store) == COUNT


def test_a_client_made_meanwhile_is_not_made_again(store: Database, today: date) -> None:
    name = names()[COUNT - 1]

    def make() -> None:
        store.write(lambda s: clients.create(s, ClientDraft(name, external_no=f"K{COUNT - 1}"), today=today))

    taken = take(store, today, Between(2, make)).value
    assert (taken.created, taken.updated) == (COUNT - 1, 1)
    assert living(store) == COUNT


@pytest.mark.parametrize("way", ["removed", "merged"])
def test_rows_of_a_client_that_went_meanwhile_find_another(store: Database, today: date, way: str) -> None:
    """A removed one is made anew, one merged away is where it went."""
    draft = ClientDraft(names()[COUNT - 1], external_no=f"K{COUNT - 1}")
    there = store.write(lambda s: clients.create(s, draft, today=today)).value
    other = store.write(lambda s: clients.create(s, ClientDraft("杭州别家有限公司"), today=today)).value

    def go() -> None:
        if way == "removed":
            store.write(lambda s: clients.remove(s, there))
        else:
            store.write(lambda s: mergers.merge(s, other, there, today=today))

    taken = take(store, today, Between(2, go)).value
    assert taken.created == (COUNT if way == "removed" else COUNT - 1)
    assert living(store) == (COUNT + 1 if way == "removed" else COUNT)
    indexing.catch_up(store)
    assert checking.check(store) == []


@pytest.mark.parametrize("kind", ["calls", "purchases"])
def test_facts_of_a_client_that_went_meanwhile_are_refused(store: Database, today: date, kind: str) -> None:
    store.write(lambda s: intake.take_in(s, records(), title="x", today=today))
    gone = store.read(lambda s: clients.find(s, names()[0]).id)
    facts: list[Any] = list(calls(today))
    if kind == "purchases":
        facts = [
            PurchaseRecord(
                row_no=each.row_no, on=each.on, client_no=each.client_no, product=each.text, amount_minor=100
            )
            for each in facts
        ]
    of_gone = sum(each.client_no == "K0" for each in facts)

    def remove() -> None:
        store.write(lambda s: clients.remove(s, gone))

    pauses = len(facts) // fact_intake.CHUNK * (2 if kind == "purchases" else 1) + 2  # one as the clients are read
    taken = in_parts.write(
        store, lambda s: fact_intake.take_in(s, facts, title="x", today=today), Between(pauses, remove), always
    ).value
    assert {each.code for each in taken.refused} == {"fact.unknown_client"}
    assert 0 < len(taken.refused) < of_gone
    table: Any = Purchase if kind == "purchases" else Interaction
    assert store.read(lambda s: s.query(table).filter_by(client_id=gone).count()) == of_gone - len(taken.refused)
    assert taken.created == len(facts) - len(taken.refused)
    assert checking.check(store) == []


def test_facts_of_a_client_that_goes_while_clients_are_looked_through_are_refused(store: Database, today: date) -> None:
    store.write(lambda s: intake.take_in(s, records(), title="x", today=today))
    gone = store.read(lambda s: clients.find(s, names()[0]).id)
    facts = calls(today)[: fact_intake.CHUNK - 1]  # so few that nothing pauses before

    def remove() -> None:
        store.write(lambda s: clients.remove(s, gone))

    taken = in_parts.write(
        store, lambda s: fact_intake.take_in(s, facts, title="x", today=today), Between(1, remove), always
    ).value
    assert len(taken.refused) == sum(each.client_no == "K0" for each in facts) > 0
    assert taken.created == len(facts) - len(taken.refused)


@pytest.mark.parametrize("kind", ["calls", "purchases"])
@pytest.mark.parametrize("way", ["removed", "merged", "made"])
def test_facts_heed_what_others_do_to_clients_while_a_file_is_gone_through(
    store: Database, today: date, kind: str, way: str
) -> None:
    """In the first pause within the file: nothing of it was taken yet."""
    store.write(lambda s: intake.take_in(s, records()[way == "made" :], title="x", today=today))
    facts: list[Any] = list(calls(today))
    if kind == "purchases":
        facts = [
            PurchaseRecord(row_no=each.row_no, on=each.on, client_no=each.client_no, product=each.text, amount_minor=1)
            for each in facts
        ]
    of_it = sum(each.client_no == "K0" for each in facts)
    other = store.write(lambda s: clients.create(s, ClientDraft("杭州别家有限公司"), today=today)).value

    def act() -> None:
        if way == "made":
            draft = ClientDraft(names()[0], external_no="K0")
            store.write(lambda s: clients.create(s, draft, today=today))
            return
        there = store.read(lambda s: clients.find(s, names()[0]).id)
        if way == "removed":
            store.write(lambda s: clients.remove(s, there))
        else:
            store.write(lambda s: mergers.merge(s, other, there, today=today))

    taken = in_parts.write(
        store, lambda s: fact_intake.take_in(s, facts, title="x", today=today), Between(2, act), always
    ).value
    refused = of_it if way == "removed" else 0
    assert (taken.created, len(taken.refused)) == (len(facts) - refused, refused)
    table: Any = Purchase if kind == "purchases" else Interaction
    of_living = store.read(lambda s: s.query(table).join(Client).filter(Client.deleted_at.is_(None)).count())
    assert of_living == len(facts) - refused
    assert checking.check(store) == []
    again = store.write(lambda s: fact_intake.take_in(s, facts, title="x", today=today)).value
    assert (again.created, again.unchanged) == (0, len(facts) - refused)


@pytest.mark.parametrize("way", ["removed", "merged"])
def test_a_client_that_goes_and_is_brought_back_meanwhile_is_itself(store: Database, today: date, way: str) -> None:
    store.write(lambda s: intake.take_in(s, records(), title="x", today=today))
    there = store.read(lambda s: clients.find(s, names()[COUNT - 1]).id)
    other = store.write(lambda s: clients.create(s, ClientDraft("杭州别家有限公司"), today=today)).value
    done: list[str] = []

    def go_and_come(session: Any) -> None:
        if done:
            history.undo(session, done[0], today=today)
        elif way == "removed":
            clients.remove(session, there)
        else:
            mergers.merge(session, other, there, today=today)

    def between() -> bool:
        if is_due := next(pauses) in (2, 3):
            done.append(store.write(go_and_come).batch_id or "")
        return is_due

    pauses = count(1)
    number = f"K{COUNT - 1}"
    facts = [
        PurchaseRecord(row_no=n, on=today, client_no=number, product=f"货{n}", amount_minor=1)
        for n in range(fact_intake.AT_ONCE * 2)
    ]
    work: Any = lambda s: fact_intake.take_in(s, facts, title="x", today=today)  # noqa: E731
    taken = in_parts.write(store, work, between, always).value
    assert (taken.created, taken.refused) == (len(facts), ())
    assert store.read(lambda s: s.query(Purchase).filter_by(client_id=there).count()) == len(facts)
    done, pauses = [], count(1)
    again = take(store, today, between).value
    assert (len(done), again.created, again.unchanged) == (2, 0, COUNT)


def test_purchases_of_a_client_that_is_merged_away_half_way_are_of_the_other(store: Database, today: date) -> None:
    store.write(lambda s: intake.take_in(s, records(), title="x", today=today))
    facts = [
        PurchaseRecord(row_no=each.row_no, on=each.on, client_no=each.client_no, product=each.text, amount_minor=1)
        for each in calls(today)
    ]
    other = store.write(lambda s: clients.create(s, ClientDraft("杭州别家有限公司"), today=today)).value
    there = store.read(lambda s: clients.find(s, names()[0]).id)
    pauses = len(facts) // fact_intake.CHUNK * 2 + 2

    def merge() -> None:
        store.write(lambda s: mergers.merge(s, other, there, today=today))

    taken = in_parts.write(
        store, lambda s: fact_intake.take_in(s, facts, title="x", today=today), Between(pauses, merge), always
    ).value
    assert (taken.created, taken.refused) == (len(facts), ())
    of_other = store.read(lambda s: s.query(Purchase).filter_by(client_id=other).count())
    assert of_other == sum(each.client_no == "K0" for each in facts)
    again = store.write(lambda s: fact_intake.take_in(s, facts, title="x", today=today)).value
    assert (again.created, again.unchanged) == (0, len(facts))


def test_a_failure_in_between_leaves_the_other_saves(store: Database, today: date) -> None:
    def fail() -> None:
        store.write(lambda s: clients.create(s, ClientDraft("杭州别家有限公司"), today=today))

    def step(done: int, _total: int) -> None:
        if done >= intake.AT_ONCE:
            raise KamError("file.not_found", path="x")

    with pytest.raises(KamError):
        take(store, today, Between(2, fail), step)
    assert store.read(lambda s: [row.name for row in s.query(Client).filter_by(deleted_at=None)]) == [
        "杭州别家有限公司"
    ]
