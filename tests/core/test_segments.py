"""Filters compiled to SQL, and saved segments: found, counted, renamed, taken away and brought back."""

from datetime import date, timedelta
from typing import Any

import pytest

from kam_desktop.core import client_columns, clients, contacts, history, segments
from kam_desktop.core.clients import ClientDraft, Filter
from kam_desktop.core.errors import Invalid, NotFound
from kam_desktop.core.rules import criteria
from kam_desktop.core.rules.criteria import Criterion
from kam_desktop.core.rules.kinds import SegmentKind
from kam_desktop.core.store import search_index
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Client, Commitment, CustomField, Purchase, Segment


def add(session: Any, name: str, today: date, **more: Any) -> str:
    draft = {key: more.pop(key) for key in list(more) if key in ClientDraft.__dataclass_fields__ and key != "custom"}
    client_id = clients.create(session, ClientDraft(name, **draft), today=today)
    for key, value in more.items():
        setattr(clients.get(session, client_id), key, value)
    return client_id


@pytest.fixture
def book(store: Database, today: date) -> dict[str, str]:
    def work(s: Any) -> dict[str, str]:
        made = {
            "alpha": add(
                s, "Alpha", today, tier="A", owner="刘敏", city="宁波", province="浙江", tags=("重点", "港口"),
                value_band="gold", last_contact_on=today - timedelta(50), team=("王芳",), custom={"f": "red"},
                annual_revenue_minor=500, region_code="330206",
            ),
            "beta": add(
                s, "Beta", today, tier="B", owner="王芳", city="苏州", province="江苏", tags=("重点",),
                last_contact_on=today - timedelta(3), lifecycle_stage="stable", custom={"f": 12},
            ),
            "gamma": add(s, "Gamma", today, owner="刘敏", next_touch_on=None),
        }  # fmt: skip
        contacts.create(
            s, made["alpha"], contacts.ContactDraft(name="周建明", hobbies="海钓 100%", phones=("138",)), today=today
        )
        s.add(Commitment(client_id=made["beta"], text="样品", due_on=today - timedelta(1), scope_id=made["beta"]))
        s.add(Purchase(client_id=made["alpha"], on=today - timedelta(10), amount_minor=900, scope_id=made["alpha"]))
        return made

    return store.write(work).value


CASES = [
    (Criterion("tier", "any", ("A", "")), "alpha gamma"),
    (Criterion("tier", "none_of", ("A",)), "beta gamma"),
    (Criterion("owner", "any", ("刘敏",)), "alpha gamma"),
    (Criterion("tags", "any", ("港口", "重点")), "alpha beta"),
    (Criterion("tags", "any", ("",)), "gamma"),
    (Criterion("tags", "none_of", ("港口",)), "beta gamma"),
    (Criterion("team", "any", ("王芳",)), "alpha"),
    (Criterion("region", "any", ("33",)), "alpha"),
    (Criterion("region", "any", ("江苏", "3302")), "alpha beta"),
    (Criterion("region", "any", ("320000",)), "beta"),  # Beta has no code: its names tell
    (Criterion("region", "any", ("99",)), ""),
    (Criterion("province", "any", ("浙江省", "")), "alpha gamma"),
    (Criterion("province", "none_of", ("江苏省",)), "alpha gamma"),
    (Criterion("silent", "over", 30), "alpha gamma"),
    (Criterion("silent", "within", 30), "beta"),
    (Criterion("silent", "never"), "gamma"),
    (Criterion("contacts", "none"), "beta gamma"),
    (Criterion("contacts", "over", 0), "alpha"),
    (Criterion("contacts", "under", 1), "beta gamma"),
    (Criterion("contacts", "under", 0), ""),
    (Criterion("hobbies", "has", "海钓"), "alpha"),
    (Criterion("hobbies", "has", "0%"), "alpha"),
    (Criterion("hobbies", "has", "%"), "alpha"),
    (Criterion("hobbies", "has", "_"), ""),
    (Criterion("promises", "late"), "beta"),
    (Criterion("last_purchase", "within", 30), "alpha"),
    (Criterion("last_purchase", "never"), "beta gamma"),
    (Criterion("purchases", "over", (900, 30)), "alpha"),
    (Criterion("purchases", "over", (900, 5)), ""),
    (Criterion("purchases_year", "under", 1), "beta gamma"),
    (Criterion("revenue", "over", 500), "alpha"),
    (Criterion("since", "within", 1), "alpha beta gamma"),
    (Criterion("next", "never"), "gamma"),
    (Criterion("name", "has", "lph"), "alpha"),
    (Criterion("text", "has", "bet"), "beta"),
    (Criterion("text", "has", "zjm"), "alpha"),  # by the sound of its people
    (Criterion("text", "has", "nobody"), ""),
    (Criterion("written", "has", "海钓 100%"), "alpha"),
    (Criterion("written", "has", "样"), "beta"),
    (Criterion("written", "has", "周建明"), ""),  # a name is nothing that was written about somebody
    (Criterion("written", "has", "%"), "alpha"),
    (Criterion("custom:f", "has", "re"), "alpha"),
    (Criterion("lifecycle_stage", "any", ("stable",)), "beta"),
    (Criterion("value_band", "none_of", ("gold",)), "beta gamma"),
]


@pytest.mark.parametrize(("one", "expected"), CASES, ids=lambda each: str(each)[:40])
def test_each_criterion_finds_its_clients(
    store: Database, book: dict[str, str], today: date, one: Criterion, expected: str
) -> None:
    found = store.read(lambda s: clients.ids(s, Filter(criteria=(one,)), today=today))
    assert [name for name, client_id in book.items() if client_id in found] == expected.split()
    assert store.read(lambda s: segments.count(s, (one,), today=today)) == len(found)


@pytest.fixture
def written(store: Database, today: date) -> Database:
    def work(s: Any) -> None:
        one = add(s, "寧波恒远轮胎有限公司", today, district="鄞州区", external_no="KH77", custom={"t": "鋼结构 ＡＢ"})
        add(s, "青岛海川橡胶有限公司", today, district="市南区", custom={"t": "钢结构 ab 和铝材"})
        draft = contacts.ContactDraft(name="周建明", hobbies="釣魚，ＫＴＶ", personality="热情", notes="爱下围棋")
        contacts.create(s, one, draft, today=today)
        contacts.create(s, one, contacts.ContactDraft("吴天明", hobbies="滑雪", has_left=True), today=today)

    store.write(work)
    return store


SAID_CASES = [
    *((Criterion("name", "has", text), 1) for text in ("恒远", "宁波", "寧波恒", "nbhy", "hengyuanlt", "恒远 轮胎", "恒远lt")),
    *((Criterion("name", "has", text), 0) for text in ("周建明", "zjm", "KH77", "鄞州", "恒远 橡胶", "%")),
    (Criterion("name", "has", "有限公司"), 2),
    *((Criterion("hobbies", "has", text), 1) for text in ("钓鱼", "釣魚", "ktv", "ＫＴＶ", "k", "KTV 钓")),
    *((Criterion("hobbies", "has", text), 0) for text in ("围棋", "滑雪", "热情")),
    *((Criterion("personality", "has", text), 1) for text in ("熱情", "热")),
    *((Criterion("district", "has", text), 1) for text in ("鄞州", "鄞州區", "yinzhou", "yzq")),
    (Criterion("district", "has", "区"), 2),
    *((Criterion("custom:t", "has", text), 2) for text in ("钢結构", "ＡＢ", "Ab")),
    *((Criterion("custom:t", "is", text), 1) for text in ("钢结构 ab", "鋼結構　ＡＢ")),
    (Criterion("custom:t", "is", "钢结构"), 0),
    (Criterion("custom:x", "has", "钢结构"), 0),
]  # fmt: skip


@pytest.mark.parametrize("is_waiting", [False, True])
@pytest.mark.parametrize(("one", "number"), SAID_CASES, ids=lambda each: str(each)[:60])
def test_a_text_is_found_as_search_finds_it(
    written: Database, today: date, one: Criterion, number: int, is_waiting: bool
) -> None:
    if is_waiting:  # as after an import of many

        def forget(s: Any) -> None:
            raw = search_index.raw_of(s)
            for entity in ("client", "contact"):
                rows = [row[0] for row in raw.execute(f"SELECT id FROM {entity}")]
                raw.execute(f"UPDATE {entity} SET name_no = NULL, text_no = NULL")
                search_index.put_off(s, {entity: rows})
            for table in ("find_names", "find_texts"):
                raw.execute(f"DELETE FROM {table}")

        written.write(forget)
    found = written.read(lambda s: clients.ids(s, Filter(criteria=(one,)), today=today))
    assert len(found) == number
    assert written.read(lambda s: segments.count(s, (one,), today=today)) == number


OWN_CASES = [
    (Criterion("custom:t", "has", "50%"), "alpha"),
    (Criterion("custom:t", "is", "RED 50%"), "alpha"),
    (Criterion("custom:t", "is", "red"), ""),
    (Criterion("custom:t", "empty"), "beta gamma"),
    (Criterion("custom:t", "filled"), "alpha"),
    (Criterion("custom:n", "equals", 12), "alpha"),
    (Criterion("custom:n", "less", 12), "beta"),
    (Criterion("custom:n", "more", -3.5), "alpha"),
    (Criterion("custom:n", "between", (12, -3.5)), "alpha beta"),
    (Criterion("custom:n", "empty"), ""),  # what cannot be read as a number is there all the same
    (Criterion("custom:d", "before", "2026-02-01"), "alpha"),
    (Criterion("custom:d", "after", "2025-12-31"), "alpha"),
    (Criterion("custom:d", "after", "2026-01-31"), ""),
    (Criterion("custom:d", "during", ("2026-01-31", "2026-12-31")), "alpha"),
    (Criterion("custom:d", "filled"), "alpha beta"),
    (Criterion("custom:c", "any", ("sea", "")), "alpha gamma"),
]


@pytest.mark.parametrize(("one", "expected"), OWN_CASES, ids=lambda each: str(each)[:60])
def test_a_field_of_ones_own_is_asked_by_its_kind(
    store: Database, book: dict[str, str], today: date, one: Criterion, expected: str
) -> None:
    said = {
        "alpha": {"t": "red 50%", "n": 12, "d": "2026-01-31", "c": "sea"},
        "beta": {"n": -3.5, "d": "--01-31", "c": "rail"},  # a day without a year is before and after nothing
        "gamma": {"n": "12 or so"},
    }

    def fill(s: Any) -> None:
        for name, values in said.items():
            clients.get(s, book[name]).custom = values

    store.write(fill)
    kept = criteria.from_json(criteria.to_json([one]))
    found = store.read(lambda s: clients.ids(s, Filter(criteria=kept), today=today))
    assert [name for name, client_id in book.items() if client_id in found] == expected.split()


def test_a_segment_is_live_wherever_a_list_is(store: Database, book: dict[str, str], today: date) -> None:
    asked = (Criterion("owner", "any", ("刘敏",)), Criterion("tier", "any", ("A", "")))
    segment_id = store.write(lambda s: segments.save(s, " 刘敏的客户 ", asked)).value

    def listed(s: Any) -> list[str]:
        return clients.ids(s, Filter(segment_id=segments.find(s, "刘敏的客户").id), today=today)

    assert set(store.read(listed)) == {book["alpha"], book["gamma"]}
    store.write(lambda s: setattr(clients.get(s, book["gamma"]), "owner", "王芳"))
    assert store.read(listed) == [book["alpha"]]
    store.write(lambda s: segments.save(s, "沉默", [Criterion("silent", "over", 30)]))
    counted = store.read(lambda s: {segments.get(s, i).name: n for i, n in segments.counts(s, today=today).items()})
    assert counted == {"刘敏的客户": 1, "沉默": 2}
    assert store.read(lambda s: segments.find(s, "沉默").kind) is SegmentKind.BEHAVIOURAL
    gone = store.write(lambda s: segments.remove(s, segment_id))
    with pytest.raises(NotFound):
        store.read(listed)
    store.write(lambda s: history.undo(s, gone.batch_id or "", today=today))
    assert store.read(listed) == [book["alpha"]]


def test_names_are_given_once_and_criteria_are_needed(store: Database) -> None:
    asked = [Criterion("tier", "any", ("A",))]
    first = store.write(lambda s: segments.save(s, "Key", asked, kind=SegmentKind.DEMOGRAPHIC)).value
    for name, given, code in (("KEY", asked, "name_taken"), (" ", asked, "name_missing"), ("x", [], "no_criteria")):
        with pytest.raises(Invalid, match=code):
            store.write(lambda s, name=name, given=given: segments.save(s, name, given))
    store.write(lambda s: segments.change(s, first, name="key", kind=SegmentKind.VALUE))
    [one] = store.read(segments.listed)
    assert (one.name, one.kind, one.criteria) == ("key", SegmentKind.VALUE, tuple(asked))


def test_a_segment_of_a_newer_version_breaks_nothing(store: Database, today: date) -> None:
    store.write(lambda s: s.add(Segment(name="new", kind="?", criteria=[{"field": "aura", "op": "is"}])))
    [one] = store.read(segments.listed)
    assert one.criteria is None
    assert store.read(lambda s: segments.counts(s, today=today)) == {}


def test_every_column_sorts_and_reads(store: Database, book: dict[str, str]) -> None:
    own = store.write(lambda s: (row := CustomField(label="Colour", kind="text"), s.add(row))[0].id).value
    for order in (*clients.ORDERS, f"custom:{own}"):
        for descending in (False, True):
            found = store.read(lambda s, o=order, d=descending: clients.ids(s, order=o, descending=d))
            assert sorted(found) == sorted(book.values()), order
    wanted = [book["beta"], book["alpha"], "gone"]
    columns = ("name", "person", "phone", "tags", "custom:f")
    assert store.read(lambda s: client_columns.cells(s, wanted, columns)) == [
        ("Beta", "", "", ("重点",), 12), ("Alpha", "周建明", "138", ("重点", "港口"), "red"), None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("order", "first"), [("value_band", "alpha"), ("silent", "alpha"), ("person", "alpha"), ("lifecycle_stage", "beta")]
)
def test_those_who_say_nothing_come_last(store: Database, book: dict[str, str], order: str, first: str) -> None:
    for descending in (False, True):
        found = store.read(lambda s, d=descending: clients.ids(s, order=order, descending=d))
        assert found[-1] == book["gamma"]
    assert store.read(lambda s: clients.ids(s, order=order))[0] == book[first]


def test_a_damaged_list_of_tags_does_not_break_the_filter(store: Database, book: dict[str, str], today: date) -> None:
    store.write(lambda s: s.connection().exec_driver_sql("UPDATE client SET tags='oops' WHERE name='Gamma'"))
    asked = Filter(criteria=(Criterion("tags", "any", ("重点",)),))
    assert len(store.read(lambda s: clients.ids(s, asked, today=today))) == 2
    assert store.read(lambda s: client_columns.facets(s, "tags")) == [("重点", 2), ("港口", 1)]
    assert store.read(lambda s: client_columns.facets(s, "city")) == [("宁波", 1), ("苏州", 1)]


CITIES: dict[str, dict[str, str]] = {
    "one": {"city": "宁波"},
    "two": {"city": "宁波市", "district": "鄞州区"},
    "three": {"city": "东莞", "province": "广东"},
    "four": {"city": "东莞"},
    "five": {"city": "Bristol", "province": "Avon"},
}


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("region", "33", "one two"), ("region", "浙江", "one two"), ("region", "浙江省", "one two"),
        ("region", "3302", "one two"), ("region", "宁波", "one two"), ("region", "宁波市", "one two"),
        ("region", "浙江省宁波市鄞州区", "two"), ("region", "东莞市", "three four"), ("region", "44", "three four"),
        ("region", "bris", "five"), ("province", "浙江", "one two"), ("province", "广东省", "three four"),
        ("province", "Avon", "five"), ("province", "", "one two four"),
    ],
)  # fmt: skip
def test_a_city_alone_tells_its_region(store: Database, today: date, field: str, value: str, expected: str) -> None:
    made = store.write(lambda s: {name: add(s, name, today, **place) for name, place in CITIES.items()}).value
    one = Criterion(field, "any", (value,))
    found = store.read(lambda s: clients.ids(s, Filter(criteria=(one,)), today=today))
    assert [name for name, client_id in made.items() if client_id in found] == expected.split()
    assert store.read(lambda s: segments.count(s, (one,), today=today)) == len(found)
    offered = store.read(lambda s: client_columns.facets(s, "province"))
    assert offered == [("广东", 2), ("浙江省", 2), ("Avon", 1)]


@pytest.mark.parametrize("said", ["台州", "台州市"])
def test_a_city_in_two_writings_is_one(store: Database, today: date, said: str) -> None:
    for name, city in (("one", "台州市"), ("two", "台州"), ("three", "台州市"), ("four", "宁波")):
        store.write(lambda s, name=name, city=city: add(s, name, today, city=city))
    assert store.read(lambda s: client_columns.facets(s, "city")) == [("台州市", 3), ("宁波", 1)]
    for op, number in (("any", 3), ("none_of", 1)):
        one = Criterion("city", op, (said,))
        assert len(store.read(lambda s, one=one: clients.ids(s, Filter(criteria=(one,)), today=today))) == number


def test_taken_off_clients_are_in_no_list(store: Database, book: dict[str, str], today: date) -> None:
    store.write(lambda s: clients.remove(s, book["alpha"]))
    assert store.read(lambda s: client_columns.cells(s, [book["alpha"]], ("name",))) == [None]
    assert len(store.read(clients.ids)) == 2
    assert store.read(lambda s: s.get(Client, book["alpha"]).deleted_at) is not None
