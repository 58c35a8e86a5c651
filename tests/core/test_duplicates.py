"""Finding the same client and the same person twice, on a real store (D-2.5)."""

import tracemalloc
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from core.duplicate_ground import client, person
from kam_desktop.core import duplicate_search, duplicates, history
from kam_desktop.core.errors import Cancelled
from kam_desktop.core.records import ClientRecord, ContactRecord
from kam_desktop.core.rules.likeness import Certainty, Sign
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Client

HENGYUAN = "宁波恒远轮胎有限公司"


def test_while_typing_the_same_name_is_found_and_oneself_is_not(store: Database, today: date) -> None:
    first = client(store, HENGYUAN, today, city="宁波")
    client(store, "台州海辰泵业有限公司", today)
    found = store.read(lambda s: duplicates.like(s, name="恒远轮胎（宁波）股份有限公司"))
    assert [(each.id, each.likeness.certainty) for each in found] == [(first, Certainty.CERTAIN)]
    assert store.read(lambda s: duplicates.like(s, name=HENGYUAN, but=first)) == []
    by_city = store.read(lambda s: duplicates.like(s, name="恒远轮胎", city="宁波市"))
    assert [each.likeness.reasons for each in by_city] == [(Sign.SAME_CORE,)]


def test_while_typing_a_number_known_outside_is_found(store: Database, today: date) -> None:
    first = client(store, HENGYUAN, today, external_no="C-100")
    found = store.read(lambda s: duplicates.like(s, name="别的公司", external_no=" C-100 "))
    assert [(each.id, each.likeness.certainty) for each in found] == [(first, Certainty.LIKELY)]


def test_a_removed_client_is_no_duplicate(store: Database, today: date) -> None:
    from kam_desktop.core import clients

    first = client(store, HENGYUAN, today)
    store.write(lambda s: clients.remove(s, first))
    assert store.read(lambda s: duplicates.like(s, name=HENGYUAN)) == []


def test_typing_a_number_that_somebody_has(store: Database, today: date) -> None:
    home = client(store, HENGYUAN, today)
    zhou = person(store, home, "周建明", today, phones=("13800138000",), emails=("Zhou@hengyuan.cn",))
    same = store.read(lambda s: duplicates.people_like(s, name="周建明", phones=["+86 138 0013 8000"]))
    assert [(each.id, each.client, each.likeness and each.likeness.certainty) for each in same] == [
        (zhou, "宁波恒远轮胎", Certainty.CERTAIN)
    ]
    other = store.read(lambda s: duplicates.people_like(s, name="李敏", emails=["zhou@hengyuan.cn"]))
    assert [(each.id, each.likeness) for each in other] == [(zhou, None)]
    assert store.read(lambda s: duplicates.people_like(s, name="周建明", phones=["13800138000"], but=zhou)) == []


def test_typing_looks_up_and_never_scans(store: Database, today: date) -> None:
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    first = client(store, HENGYUAN, today, external_no="C-1")
    person(store, first, "周建明", today, phones=("13800138000",))
    event.listen(store.engine, "before_cursor_execute", note)
    store.read(lambda s: duplicates.like(s, name=HENGYUAN, external_no="C-1", phones=["13800138000"]))
    store.read(lambda s: duplicates.people_like(s, name="周", phones=["13800138000"]))
    event.remove(store.engine, "before_cursor_execute", note)
    looked = [each for each in seen if each.startswith("SELECT")]
    assert len(looked) == 7

    def plans(session: Any) -> list[str]:
        connection = session.connection()
        found = []
        for statement in looked:
            holes = statement.count("?")
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", ("x",) * holes)
            found += [str(row[3]) for row in rows]
        return found

    assert [each for each in store.read(plans) if each.startswith("SCAN")] == []


SPELLED = (
    "宁波恒远轮胎有限公司", "恒远轮胎股份有限公司", "浙江恒远轮胎有限公司", "宁波市鄞州区恒远轮胎有限公司",
)  # fmt: skip


@pytest.mark.parametrize("kept", SPELLED)
@pytest.mark.parametrize("typed", SPELLED)
def test_a_name_is_found_with_its_place_written_otherwise(
    store: Database, today: date, kept: str, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client(store, kept, today)
    client(store, "温州恒远轮胎有限公司", today)
    city = "宁波" if typed == SPELLED[1] else ""  # else any district of the country may be meant
    found = store.read(lambda s: duplicates.like(s, name=typed, city=city))
    assert first in [each.id for each in found]
    record = ClientRecord(2, typed, city=city)
    assert first in [each.id for each in store.read(lambda s: duplicates.like_many(s, [record]))[2]]
    monkeypatch.setattr(duplicates, "MOST_LOOKED_UP", 0)
    assert first in [each.id for each in store.read(lambda s: duplicates.like_many(s, [record]))[2]]
    second = client(store, typed, today, city=city)
    pairs = store.read(duplicate_search.find).pairs
    assert {first, second} in [{each.one_id, each.other_id} for each in pairs]


def test_an_import_is_told_what_may_be_there(store: Database, today: date) -> None:
    first = client(store, HENGYUAN, today, city="宁波")
    person(store, first, "周建明", today, phones=("13800138000",))
    records = [
        ClientRecord(2, "宁波恒远轮胎"),
        ClientRecord(3, "台州海辰泵业"),
        ClientRecord(4, "恒远汽配", city="宁波", contacts=(ContactRecord("周总", phones=("138 0013 8000",)),)),
    ]
    found = store.read(lambda s: duplicates.like_many(s, records))
    assert {row_no: [each.id for each in alike] for row_no, alike in found.items()} == {2: [first], 4: [first]}
    assert found[4][0].likeness.reasons == (Sign.NEAR_NAME, Sign.SAME_PHONE)


def test_the_whole_store_is_searched_with_reasons(store: Database, today: date) -> None:
    a = client(store, HENGYUAN, today, city="宁波")
    b = client(store, "恒远轮胎(宁波)公司", today)
    c = client(store, "苏州海天塑料机械厂", today)
    d = client(store, "苏州海天塑胶机械厂", today)
    client(store, "上海大华有限公司", today)
    client(store, "北京大华有限公司", today)
    steps: list[tuple[int, int]] = []
    found = store.read(lambda s: duplicate_search.find(s, lambda done, total: steps.append((done, total))))
    pairs = {frozenset((each.one_id, each.other_id)): each.likeness for each in found.pairs}
    assert set(pairs) == {frozenset((a, b)), frozenset((c, d))}
    assert pairs[frozenset((a, b))].reasons == (Sign.SAME_NAME,)
    assert [each.likeness.certainty for each in found.pairs] == [Certainty.CERTAIN, Certainty.POSSIBLE]
    assert steps[-1] == (6, 6)
    assert found.searched == 6


def test_what_sounds_the_same_in_one_place_is_possible(store: Database, today: date) -> None:
    a = client(store, "宁波恒远轮胎有限公司", today)
    b = client(store, "恒源轮胎有限公司", today, city="宁波")
    client(store, "台州恒源轮胎有限公司", today)
    client(store, "恒元轮胎", today)
    [pair] = store.read(duplicate_search.find).pairs
    assert {pair.one_id, pair.other_id} == {a, b}
    assert (pair.likeness.certainty, pair.likeness.reasons) == (Certainty.POSSIBLE, (Sign.SAME_SOUND,))


def test_people_are_found_within_a_client_and_across(store: Database, today: date) -> None:
    a, b = client(store, HENGYUAN, today), client(store, "台州海辰泵业有限公司", today)
    zhou = person(store, a, "周建明", today, phones=("13800138000",))
    boss = person(store, a, "周总", today, phones=("138 0013 8000",))
    moved = person(store, b, "周建明", today, phones=("13800138000",))
    person(store, b, "李敏", today, phones=("13900139000",))
    twice = [person(store, b, "沈立群", today) for _ in range(2)]
    pairs = store.read(duplicate_search.find).pairs
    found = {frozenset((each.one_id, each.other_id)): each for each in pairs}
    assert set(found) == {
        frozenset(each) for each in ((zhou, boss), (zhou, moved), (boss, moved), (twice[0], twice[1]))
    }
    assert {each.kind for each in pairs} == {"contact"}
    assert found[frozenset((zhou, boss))].is_of_one_client
    assert not found[frozenset((zhou, moved))].is_of_one_client
    assert found[frozenset((zhou, moved))].likeness.certainty is Certainty.CERTAIN


def test_a_pair_declared_not_the_same_stays_away_until_that_is_undone(store: Database, today: date) -> None:
    a, b = client(store, HENGYUAN, today), client(store, HENGYUAN, today)
    batch = store.write(lambda s: duplicates.set_apart(s, b, a)).batch_id
    assert store.read(duplicate_search.find).pairs == ()
    store.write(lambda s: history.undo(s, batch, today=today))
    assert len(store.read(duplicate_search.find).pairs) == 1
    store.write(lambda s: duplicates.set_apart(s, a, b))
    assert store.read(duplicate_search.find).pairs == ()


def test_a_switchboard_makes_no_duplicates(store: Database, today: date) -> None:
    home = client(store, HENGYUAN, today)
    for number in range(duplicates.MOST_AT_ONE_NUMBER + 1):
        person(store, home, f"王{number}", today, phones=("0574-55500138",))
    assert store.read(duplicate_search.find).pairs == ()


def test_a_search_can_be_stopped_and_is_noted(store: Database, today: date) -> None:
    client(store, HENGYUAN, today)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled("cancelled")

    with pytest.raises(Cancelled):
        store.read(lambda s: duplicate_search.find(s, stop))
    assert store.read(duplicate_search.searched_at) == ""
    store.write(duplicate_search.note_search)
    assert store.read(duplicate_search.searched_at).startswith("20")


def test_memory_stays_small_for_many_clients(store: Database, today: date) -> None:
    from kam_desktop.core import clients
    from kam_desktop.core.store import changes

    signs = "恒远海辰华宇天成德信瑞丰金源宏泰"
    rows = []
    for n in range(5000):
        brand = signs[n % 16] + signs[n // 16 % 16] + signs[n // 256 % 16]
        name = f"宁波{brand}机械设备{signs[n // 4096]}有限公司"
        row = changes.new_row("", name=name, city="宁波")
        rows.append(row | {"scope_id": row["id"]} | clients.derived(name))
    store.write(lambda s: changes.insert_many(s, Client, rows))
    tracemalloc.start()
    found = store.read(duplicate_search.find)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 12_000_000
    assert found.searched == 5000


def test_a_search_for_the_rows_of_a_file_ends_when_nobody_wants_it(store: Database, today: date) -> None:
    client(store, HENGYUAN, today)
    records = [ClientRecord(row, f"宁波第{row}泵业有限公司") for row in range(2, 60)]
    asked = []

    def is_enough() -> bool:
        asked.append(1)
        return len(asked) > 1

    with pytest.raises(Cancelled):
        store.read(lambda s: duplicates.doubtful(s, records, cancelled=is_enough))
