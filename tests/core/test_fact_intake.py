"""Facts of outside files: under their clients, each once, corrected by a new row, undone in one go."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import select

from kam_desktop.core import clients, fact_intake, history, intake, interactions, mergers
from kam_desktop.core.errors import Cancelled
from kam_desktop.core.records import (
    ClientRecord,
    ContactRecord,
    FactRecord,
    GiftRecord,
    InteractionRecord,
    NoteRecord,
    PurchaseRecord,
)
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Client, Contact, Gift, Interaction, Note, Purchase, Touch

NAME = "宁波恒远轮胎有限公司"


@pytest.fixture
def ground(store: Database, today: date) -> Database:
    people = (
        ContactRecord("周建明", emails=("z@example.com",), external_no="P1"),
        ContactRecord("林海燕", external_no="P2"),
    )
    records = [
        ClientRecord(2, NAME, external_no="K1", contacts=people),
        ClientRecord(3, "台州海辰泵业有限公司", external_no="K2"),
        ClientRecord(4, "恒昌 有限公司", external_no="K3"),
        ClientRecord(5, "恒昌有限公司", external_no="K4"),
    ]
    store.write(lambda s: intake.take_in(s, records, title="x", today=today))
    return store


def take(store: Database, *records: FactRecord, today: date) -> tuple[fact_intake.FactsTaken, str]:
    written = store.write(lambda s: fact_intake.take_in(s, records, title="x.csv", today=today))
    return written.value, written.batch_id or ""


def all_of(store: Database, table: Any) -> list[Any]:
    alive = select(*table.__table__.c).where(table.deleted_at.is_(None)).order_by(table.id)
    return store.read(lambda s: list(s.execute(alive)))


def call(**more: object) -> InteractionRecord:
    said = {"row_no": 2, "on": date(2026, 6, 1), "client": NAME, "person": "周建明", "text": "谈价格", **more}
    return InteractionRecord(**said)  # type: ignore[arg-type]


def order(**more: object) -> PurchaseRecord:
    said = {
        "row_no": 2, "on": date(2026, 5, 1), "client": NAME, "product": "轮胎", "quantity_milli": 4000,
        "amount_minor": 120_000, "order_no": "S1", **more,
    }  # fmt: skip
    return PurchaseRecord(**said)  # type: ignore[arg-type]


def gift(**more: object) -> GiftRecord:
    said = {"row_no": 2, "on": date(2026, 1, 5), "client_no": "K1", "person_no": "P1", "item": "茶叶", **more}
    return GiftRecord(**{"value_minor": 8_000, **said})  # type: ignore[arg-type]


def test_a_contact_resets_the_clock_and_keeps_author_and_day(ground: Database, today: date) -> None:
    taken, _ = take(ground, call(author="陈涛", at=time(9, 30), external_no="7"), today=today)
    assert taken == fact_intake.FactsTaken(1, 0, 0)
    [row] = all_of(ground, Interaction)
    assert (row.on, row.at, row.author, row.outcome) == (date(2026, 6, 1), time(9, 30), "陈涛", "谈价格")
    assert ground.read(lambda s: clients.find(s, NAME).last_contact_on) == date(2026, 6, 1)
    assert [each.name for each in all_of(ground, Contact) if each.id in row.contact_ids] == ["周建明"]


def test_the_same_facts_twice_change_nothing(ground: Database, today: date) -> None:
    facts = (
        call(), call(), call(external_no="7"), order(), order(), order(order_no=""), gift(), gift(),
        NoteRecord(row_no=9, on=date(2026, 2, 1), client=NAME, text="喜欢钓鱼"),
        call(on=date(2026, 9, 1), may_come=True, text="看样品"),
    )  # fmt: skip
    first, _ = take(ground, *facts, today=today)
    assert (first.created, first.updated, first.unchanged) == (10, 0, 0)
    again, _ = take(ground, *facts, today=today)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 10)


def test_what_a_person_corrected_or_removed_does_not_come_back_with_its_file(ground: Database, today: date) -> None:
    facts = (call(), call(), call(text="问库存"))
    _, batch = take(ground, *facts, today=today)
    first, _, third = (row.id for row in all_of(ground, Interaction))

    def correct(s: Any, row_id: str, **said: Any) -> str:
        draft = interactions.draft_of(interactions.get(s, row_id))
        return interactions.correct(s, row_id, replace(draft, **said), today=today)

    again = ground.write(lambda s: correct(s, first, contact_ids=())).value
    ground.write(lambda s: correct(s, again, outcome="谈交期"))
    ground.write(lambda s: interactions.remove(s, third, today=today))
    assert take(ground, *facts, today=today)[0] == fact_intake.FactsTaken(0, 0, 3)
    assert take(ground, *facts, call(), today=today)[0] == fact_intake.FactsTaken(1, 0, 3), "each answers for one row"
    ground.write(lambda s: history.undo(s, batch, today=today))
    assert take(ground, *facts, today=today)[0] == fact_intake.FactsTaken(1, 0, 2), "what was undone comes again"


def test_a_corrected_contact_is_a_new_row_that_names_the_old_one(ground: Database, today: date) -> None:
    take(ground, call(external_no="7"), today=today)
    [old] = all_of(ground, Interaction)
    taken, batch = take(ground, call(external_no="7", text="谈交期"), today=today)
    assert taken.updated == 1
    [row] = all_of(ground, Interaction)
    assert (row.outcome, row.corrects_id) == ("谈交期", old.id)
    ground.write(lambda s: history.undo(s, batch, today=today))
    [row] = all_of(ground, Interaction)
    assert row.outcome == "谈价格"


def test_a_numbered_contact_that_a_person_changed_stays_so_until_its_file_says_something_new(
    ground: Database, today: date
) -> None:
    facts = (call(external_no="7"), call(external_no="8"))
    take(ground, *facts, today=today)
    seventh, eighth = (row.id for row in all_of(ground, Interaction))

    def change(s: Any) -> None:
        draft = interactions.draft_of(interactions.get(s, seventh))
        interactions.correct(s, seventh, replace(draft, outcome="问库存"), today=today)
        interactions.remove(s, eighth, today=today)

    batch = ground.write(change).batch_id
    assert take(ground, *facts, today=today)[0] == fact_intake.FactsTaken(0, 0, 2)
    assert [row.outcome for row in all_of(ground, Interaction)] == ["问库存"]
    newer = [replace(each, text="谈交期") for each in facts]
    taken, later = take(ground, *newer, today=today)
    assert taken == fact_intake.FactsTaken(1, 1, 0)
    assert take(ground, facts[0], today=today)[0].updated == 1, "a file takes its own words back"
    for batch_id in (ground.read(lambda s: history.last_batch(s).id), later, batch):  # type: ignore[union-attr]
        ground.write(lambda s, batch_id=batch_id: history.undo(s, batch_id or "", today=today))
    assert take(ground, *facts, today=today)[0] == fact_intake.FactsTaken(0, 0, 2)


def test_a_number_belongs_to_its_client(ground: Database, today: date) -> None:
    taken, _ = take(
        ground, call(external_no="7"), call(external_no="7", client="", client_no="K2", person=""), today=today
    )
    assert taken.created == 2


def test_somebody_unknown_stays_in_the_text(ground: Database, today: date) -> None:
    take(ground, call(person="周建明、王五"), today=today)
    [row] = all_of(ground, Interaction)
    assert row.outcome == "[王五] 谈价格"
    assert len(row.contact_ids) == 1


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (call(client="没有的公司"), "fact.unknown_client"),
        (call(client="恒昌"), "fact.several_clients"),
        (call(on=date(2026, 6, 16)), "fact.in_future"),
        (order(on=date(2027, 1, 1)), "fact.in_future"),
        (gift(item="京东 E 卡 500 元"), "gift.cash_equivalent"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_the_reason(
    ground: Database, today: date, record: FactRecord, code: str
) -> None:
    taken, _ = take(ground, record, today=today)
    assert [(each.row_no, each.code) for each in taken.refused] == [(2, code)]
    assert taken.created == 0


def test_a_client_is_found_by_number_name_key_or_a_name_in_the_wrong_column(ground: Database, today: date) -> None:
    facts = (
        call(client="", client_no="K1"),
        call(client="宁波恒远轮胎 有限公司", text="2"),
        call(client="K1", text="3"),
    )
    taken, _ = take(ground, *facts, today=today)
    assert (taken.created, taken.refused) == (3, ())


def test_a_corrected_amount_replaces_the_line_of_the_order(ground: Database, today: date) -> None:
    take(ground, order(), order(product="轮毂"), today=today)
    taken, batch = take(ground, order(amount_minor=130_000), order(product="轮毂"), today=today)
    assert (taken.created, taken.updated, taken.unchanged) == (0, 1, 1)
    amounts = {(row.product, row.amount_minor) for row in all_of(ground, Purchase)}
    assert amounts == {("轮胎", 130_000), ("轮毂", 120_000)}
    ground.write(lambda s: history.undo(s, batch, today=today))
    assert {row.amount_minor for row in all_of(ground, Purchase)} == {120_000}


def test_lines_without_an_order_are_never_taken_for_corrections(ground: Database, today: date) -> None:
    take(ground, order(order_no=""), today=today)
    taken, _ = take(ground, order(order_no="", amount_minor=1), today=today)
    assert (taken.created, taken.updated) == (1, 0)


def test_a_better_margin_replaces_its_line(ground: Database, today: date) -> None:
    take(ground, order(), today=today)
    taken, _ = take(ground, order(margin_minor=20_000), today=today)
    assert taken.updated == 1
    [row] = all_of(ground, Purchase)
    assert row.margin_minor == 20_000


def test_gifts_are_judged_and_are_contacts_too(ground: Database, today: date) -> None:
    take(ground, gift(value_minor=50_000), today=today)
    [row] = all_of(ground, Gift)
    assert (row.verdict, row.rules[0]["code"]) == ("needs_approval", "over_single")
    [contact] = all_of(ground, Interaction)
    assert (contact.channel, contact.gift_id) == ("gift", row.id)


def test_appointments_to_come_are_booked_and_move_with_their_file(ground: Database, today: date) -> None:
    coming = call(
        on=date(2026, 9, 1), client="", person="", emails=("z@example.com",), may_come=True, external_no="u1",
        channel="visit", text="看样品",
    )  # fmt: skip
    take(ground, coming, today=today)
    [touch] = [each for each in all_of(ground, Touch) if each.reason == "appointment"]
    assert (touch.due_on, touch.channel, touch.reason_params["text"]) == (date(2026, 9, 1), "visit", "看样品")
    taken, _ = take(ground, replace(coming, on=date(2026, 9, 8)), today=today)
    assert taken.updated == 1
    [touch] = [each for each in all_of(ground, Touch) if each.reason == "appointment"]
    assert touch.due_on == date(2026, 9, 8)


def test_past_appointments_find_the_client_named_in_them(ground: Database, today: date) -> None:
    taken, _ = take(ground, call(client="", person="", may_come=True, text="拜访宁波恒远轮胎，签合同"), today=today)
    assert taken.created == 1
    [row] = all_of(ground, Interaction)
    assert row.client_id == ground.read(lambda s: clients.find(s, NAME).id)


def test_a_reminder_that_is_over_is_a_note(ground: Database, today: date) -> None:
    take(ground, call(may_come=True, is_reminder=True, text="问新厂"), today=today)
    assert all_of(ground, Interaction) == []
    [note] = all_of(ground, Note)
    assert note.text == "问新厂"


def test_undo_takes_facts_and_clock_back(ground: Database, today: date) -> None:
    _, batch = take(ground, call(), order(), gift(), today=today)
    ground.write(lambda s: history.undo(s, batch, today=today))
    assert all_of(ground, Interaction) == all_of(ground, Purchase) == all_of(ground, Gift) == []
    assert ground.read(lambda s: s.scalars(select(Client.last_contact_on)).all()) == [None] * 4


def test_people_come_to_clients_known_by_number_and_others_are_refused(ground: Database, today: date) -> None:
    records = [
        ClientRecord(2, "", external_no="K2", contacts=(ContactRecord("吴迪", external_no="P7"),)),
        ClientRecord(3, "", external_no="K9", contacts=(ContactRecord("无主"),)),
    ]
    taken = ground.write(lambda s: intake.take_in(s, records, title="x", today=today)).value
    assert (taken.contacts_created, [each.row_no for each in taken.refused]) == (1, [3])
    again = ground.write(lambda s: intake.take_in(s, records[:1], title="x", today=today)).value
    assert (again.contacts_created, again.contacts_updated) == (0, 0)


def test_people_of_the_same_name_with_other_numbers_are_others(ground: Database, today: date) -> None:
    namesake = ContactRecord("周建明", external_no="P9")
    taken = ground.write(
        lambda s: intake.take_in(
            s, [ClientRecord(2, NAME, external_no="K1", contacts=(namesake,))], title="x", today=today
        )
    ).value
    assert taken.contacts_created == 1


def test_a_merged_clients_facts_are_known_under_the_client_it_is_now(ground: Database, today: date) -> None:
    other = {"client": "台州海辰泵业有限公司"}
    lines = [order(), order(**other), order(**other), order(**other, product="水泵", order_no="")]
    take(ground, *lines, today=today)
    ids = ground.read(lambda s: {each.name: each.id for each in s.scalars(select(Client))})
    ground.write(lambda s: mergers.merge(s, ids[NAME], ids["台州海辰泵业有限公司"], today=today))
    assert take(ground, *lines, today=today)[0] == fact_intake.FactsTaken(0, 0, 4)
    by_number = [replace(each, client="", client_no="K2") for each in lines[1:]]
    assert take(ground, *by_number, today=today)[0] == fact_intake.FactsTaken(0, 0, 3)
    taken, _ = take(ground, *lines, order(**other, product="阀门"), replace(lines[3], margin_minor=700), today=today)
    assert taken == fact_intake.FactsTaken(2, 0, 4)
    assert take(ground, replace(lines[3], margin_minor=700), today=today)[0].updated == 1
    assert {row.client_id for row in all_of(ground, Purchase)} == {ids[NAME]}


def test_an_appointment_of_a_merged_client_is_known_again(ground: Database, today: date) -> None:
    plan = call(client="台州海辰泵业有限公司", on=date(2026, 8, 1), may_come=True, person="", external_no="u1")
    take(ground, plan, today=today)
    ids = ground.read(lambda s: {each.name: each.id for each in s.scalars(select(Client))})
    ground.write(lambda s: mergers.merge(s, ids[NAME], ids["台州海辰泵业有限公司"], today=today))
    assert take(ground, plan, today=today)[0] == fact_intake.FactsTaken(0, 0, 1)
    assert take(ground, replace(plan, on=date(2026, 8, 2)), today=today)[0] == fact_intake.FactsTaken(0, 1, 0)


def test_an_appointment_that_two_clients_had_before_they_became_one_is_known_again(
    ground: Database, today: date
) -> None:
    other = "台州海辰泵业有限公司"
    plans = [
        call(client=name, on=date(2026, 8, 1), may_come=True, person="", external_no="u1") for name in (NAME, other)
    ]
    take(ground, *plans, today=today)
    ids = ground.read(lambda s: {each.name: each.id for each in s.scalars(select(Client))})
    ground.write(lambda s: mergers.merge(s, ids[NAME], ids[other], today=today))
    assert take(ground, *plans, today=today)[0] == fact_intake.FactsTaken(0, 0, 2)


def test_a_look_says_what_taking_in_says_and_writes_nothing(ground: Database, today: date) -> None:
    take(ground, call(), order(), today=today)
    facts = [
        call(), call(external_no="7"), call(external_no="7", text="另谈"), call(on=date(2030, 1, 1)), call(client="不认识"),
        call(on=date(2026, 8, 1), may_come=True), order(), order(amount_minor=7), order(client="恒昌有限"), gift(),
        gift(item="购物卡"), gift(value_minor=0), NoteRecord(row_no=9, on=today, client=NAME, text="记一笔"),
    ]  # fmt: skip
    tables = (Interaction, Purchase, Gift, Touch, Note, Client)
    before = [all_of(ground, each) for each in tables]
    seen = ground.read(lambda s: fact_intake.look(s, facts, today=today))
    assert [all_of(ground, each) for each in tables] == before
    assert seen == take(ground, *facts, today=today)[0]
    assert len(seen.refused) == 5
    assert min(seen.created, seen.updated, seen.unchanged) > 0


@pytest.mark.parametrize("fact", [call, order, gift])
def test_a_look_is_ended_while_rows_are_gone_through(ground: Database, today: date, fact: Any) -> None:
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) == 14  # when the clients are read and all rows are seen through: among those matched

    facts = [fact(row_no=row) for row in range(6_000)]
    with pytest.raises(Cancelled):
        ground.read(lambda s: fact_intake.look(s, facts, today=today, cancelled=cancelled))


def test_a_contact_that_was_taken_for_a_call_is_known_again_as_what_it_is_likely_to_be(
    ground: Database, today: date
) -> None:
    take(ground, call(), today=today)
    again, _ = take(ground, call(channel="visit", is_channel_said=False), today=today)
    assert again == fact_intake.FactsTaken(0, 0, 1)
    said, _ = take(ground, call(channel="visit"), today=today)
    assert said == fact_intake.FactsTaken(1, 0, 0)
