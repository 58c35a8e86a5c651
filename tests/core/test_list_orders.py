"""A list in the order of any column: what says nothing comes last either way, then the name decides."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from kam_desktop.core import client_columns, clients, contacts, custom_fields, kept_mappings
from kam_desktop.core.clients import ClientDraft, Filter
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.rules.criteria import Criterion
from kam_desktop.core.rules.kinds import CustomKind
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables.clients import ORDERS, WALK_NAMES, WALK_ROWS, Client, Contact

MADE = {
    "丙": {"tier": "B", "city": "杭州", "annual_revenue_minor": 900, "lifecycle_stage": "decline", "tags": ("乙",)},
    "甲": {"tier": "", "city": "杭州", "annual_revenue_minor": 1000, "lifecycle_stage": "formation"},
    "丁": {"tier": "A", "city": "", "annual_revenue_minor": None, "lifecycle_stage": ""},
    "乙": {"tier": "B", "city": "宁波", "annual_revenue_minor": 20, "lifecycle_stage": "formation", "tags": ("甲",)},
}


@pytest.fixture
def listed(store: Database, today: date) -> Database:
    def work(session: Any) -> None:
        own = custom_fields.define(session, "client", "车队", CustomKind.NUMBER)
        for number, (name, facts) in enumerate(MADE.items()):
            custom = ((own, 10 - number),) if number else ()
            one = clients.create(session, ClientDraft(name, custom=custom, **facts), today=today)  # type: ignore[arg-type]
            if name == "乙":
                contacts.create(session, one, ContactDraft("王伟", phones=("13800138000",)), today=today)
            session.flush()
            session.get(Client, one).next_touch_on = None if number == 1 else date(2026, 7, 9 - number)

    store.write(work)
    return store


@pytest.mark.parametrize(
    ("order", "rising", "falling"),
    [
        ("name", "丙丁甲乙", "乙甲丁丙"),
        ("tier", "丁丙乙甲", "丙乙丁甲"),
        ("city", "丙甲乙丁", "乙丙甲丁"),  # hangzhou before ningbo
        ("next", "乙丁丙甲", "丙丁乙甲"),
        ("revenue", "乙丙甲丁", "甲丙乙丁"),
        ("tags", "乙丙丁甲", "丙乙丁甲"),  # jia before yi
        ("person", "乙丙丁甲", "乙丙丁甲"),
        ("phone", "乙丙丁甲", "乙丙丁甲"),
    ],
)
def test_an_order_and_its_reverse(listed: Database, order: str, rising: str, falling: str) -> None:
    assert _names(listed, order) == rising
    assert _names(listed, order, descending=True) == falling


def test_a_closed_vocabulary_has_its_own_order_and_numbers_are_numbers(listed: Database) -> None:
    assert _names(listed, "lifecycle_stage") == "甲乙丙丁"
    [own] = listed.read(kept_mappings.own_fields)
    assert _names(listed, f"custom:{own.id}") == "乙丁甲丙"


def test_a_filtered_list_is_sorted_too_and_an_empty_one_is_empty(listed: Database) -> None:
    assert _names(listed, "city", chosen=Filter(tier="B")) == "丙乙"
    assert _names(listed, "city", chosen=Filter(tier="C")) == ""


@pytest.mark.parametrize("column", [*ORDERS, "team"])
def test_sorting_reads_no_client(listed: Database, column: str) -> None:
    """What the index of names holds is enough for it; the team is not in it."""
    statement = f'SELECT id, "{column}" FROM client WHERE deleted_at IS NULL ORDER BY sort_key, id'
    with listed.engine.connect() as connection:
        steps = [(row[1], row[2], row[4]) for row in connection.exec_driver_sql(f"EXPLAIN {statement}")]
    [table] = [third for step, _, third in steps if step == "DeferredSeek"]  # done when a column of it is asked for
    assert (("Column", table) in {step[:2] for step in steps}) == (column == "team")


def test_the_main_contact_decides_and_who_has_left_does_not(listed: Database, today: date) -> None:
    def work(session: Any) -> None:
        people = (
            ("丙", "陈一", True, False),
            ("丙", "安二", False, False),
            ("甲", "安三", True, True),
            ("甲", "白四", False, False),
        )
        for client, name, is_primary, has_left in people:
            client_id = clients.find(session, client).id
            made = contacts.create(session, client_id, ContactDraft(name), today=today)
            session.flush()
            row = session.get(Contact, made)
            row.is_primary, row.has_left = is_primary, has_left

    listed.write(work)
    assert _names(listed, "person") == "甲丙乙丁"
    assert _names(listed, "person", chosen=Filter(tier="B")) == "丙乙"


@pytest.mark.parametrize("few", [0, 10_000])
def test_few_clients_and_many_are_sorted_and_told_apart_alike(
    listed: Database, today: date, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_columns, "_FEW", few)
    assert [_names(listed, order) for order in ("tags", "person")] == ["乙丙丁甲", "乙丙丁甲"]
    tagged = Filter(tier="B", criteria=(Criterion("tags", "none_of", ("乙",)),))
    assert listed.read(lambda s: len(clients.ids(s, tagged, today=today))) == 1


@pytest.mark.parametrize(
    ("walk", "step"), [(WALK_ROWS, "SCAN client"), (WALK_NAMES, "SEARCH client USING INDEX ix_client_sort_key")]
)
def test_a_walk_over_all_clients_reads_them_in_one_go(listed: Database, walk: Any, step: str) -> None:
    statement = str(
        select(func.count()).select_from(Client).where(walk).compile(compile_kwargs={"literal_binds": True})
    )
    with listed.engine.connect() as connection:
        [plan] = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")]
    assert plan.replace("COVERING ", "").partition(" (")[0] == step


def _names(store: Database, order: str, *, descending: bool = False, chosen: Filter | None = None) -> str:
    def work(session: Any) -> str:
        ids = clients.ids(session, chosen or Filter(), order=order, descending=descending)
        return "".join(session.get(Client, each).name for each in ids)

    return store.read(work)


@pytest.mark.parametrize("damaged", ["x", "12.5", "１２x", "9" * 5000])
def test_a_damaged_amount_says_nothing(damaged: str) -> None:
    rank = client_columns._rank("revenue")
    assert (rank(damaged), rank(""), rank("120")) == (None, None, 120)


@pytest.mark.parametrize("column", ["owner", "leader"])
def test_our_people_are_sorted_by_their_surnames(store: Database, today: date, column: str) -> None:
    for name, person in (("甲", "单伟"), ("乙", "刘敏"), ("丙", "仇英"), ("丁", "赵六")):  # shan, liu, qiu, zhao
        draft = ClientDraft(name, **{column: person})  # type: ignore[arg-type]
        store.write(lambda s, draft=draft: clients.create(s, draft, today=today))
    assert _names(store, column) == "乙丙甲丁"


def test_a_shorter_list_of_tags_comes_before_the_longer_one(store: Database, today: date) -> None:
    for name, tags in (("甲", ("a", "c")), ("乙", ("a",)), ("丙", ("b",)), ("丁", ())):
        store.write(lambda s, name=name, tags=tags: clients.create(s, ClientDraft(name, tags=tags), today=today))
    assert _names(store, "tags") == "乙甲丙丁"
    assert _names(store, "tags", descending=True) == "丙甲乙丁"


@pytest.mark.parametrize(
    ("kind", "choices", "said", "order"),
    [
        (CustomKind.CHOICE, ("高", "中", "低"), {"甲": "低", "乙": "高", "丙": "", "丁": "中"}, "乙丁甲丙"),
        (CustomKind.TEXT, (), {"甲": "张", "乙": "B", "丙": "", "丁": "a"}, "丁乙甲丙"),
        (CustomKind.TEXT, (), {"甲": "重庆", "乙": "宁波", "丙": "安徽", "丁": ""}, "丙甲乙丁"),
    ],
)
def test_own_choices_keep_their_order_and_own_texts_go_by_sound(
    store: Database, today: date, kind: CustomKind, choices: tuple[str, ...], said: dict[str, str], order: str
) -> None:
    own = store.write(lambda s: custom_fields.define(s, "client", "等级", kind, choices)).value
    for name, value in said.items():
        draft = ClientDraft(name, custom=((own, value),))
        store.write(lambda s, draft=draft: clients.create(s, draft, today=today))
    assert _names(store, f"custom:{own}") == order
