"""Taking outside records in: matched, idempotent, undone in one go."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kam_desktop.core import (
    clients,
    contacts,
    dossiers,
    history,
    identity,
    indexing,
    intake,
    interactions,
    mergers,
    search,
)
from kam_desktop.core.errors import Cancelled
from kam_desktop.core.records import ClientRecord, ContactRecord, RelativeRecord
from kam_desktop.core.rules import companies, dates, names
from kam_desktop.core.store import search_index
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Batch, Change, Interaction, Touch


def take(store: Database, records: list[ClientRecord], today: date) -> tuple[intake.Taken, str]:
    written = store.write(lambda s: intake.take_in(s, records, title="x.csv", today=today))
    return written.value, written.batch_id or ""


def record(name: str = "宁波恒远轮胎有限公司", **more: object) -> ClientRecord:
    people = (
        ContactRecord("周建明", "总经理", ("13800138000",), ("z@example.com",), birthday=dates.parse("农历八月十五")),
    )
    return ClientRecord(2, name, **{"contacts": people, "tier": "A", "city": "宁波", **more})  # type: ignore[arg-type]


def test_the_same_file_twice_changes_nothing(store: Database, today: date) -> None:
    records = [
        record(),
        record("台州海辰泵业有限公司", external_no="K2", notes="老客户", next_visit_on=date(2026, 7, 1)),
    ]
    first, _ = take(store, records, today)
    assert (first.created, first.contacts_created) == (2, 2)
    again, _ = take(store, records, today)
    assert again == intake.Taken(0, 0, 2, 0, 0)


def test_people_told_of_twice_are_counted(store: Database, today: date) -> None:
    person = ContactRecord("周建明", phones=("13800138000",))
    rows = [
        record(contacts=(person, ContactRecord("林海燕"))), record(contacts=(person, person)),
        record("台州海辰泵业有限公司", contacts=(person,)),
    ]  # fmt: skip
    taken, _ = take(store, rows, today)
    assert (taken.contacts_created, taken.people_together) == (3, 2)


def test_a_place_in_another_writing_is_no_change(store: Database, today: date) -> None:
    draft = clients.ClientDraft("宁波恒远轮胎有限公司", tier="A", province="浙江省", city="宁波市", district="鄞州")
    client_id = store.write(lambda s: clients.create(s, draft, today=today)).value
    said = ClientRecord(2, "宁波恒远轮胎有限公司", province="浙江", city="宁波", district="鄞州区")
    assert take(store, [said], today)[0].unchanged == 1
    assert take(store, [said._replace(city="台州")], today)[0].updated == 1
    row = store.read(lambda s: clients.draft_of(clients.get(s, client_id)))
    assert (row.province, row.city, row.district) == ("浙江省", "台州", "鄞州")


def test_a_text_that_is_a_piece_of_what_is_there_is_no_text_that_is_there(store: Database, today: date) -> None:
    def said(text: str) -> ClientRecord:
        child = RelativeRecord("child", "王圆圆", notes=text)
        return ClientRecord(
            2, "宁波恒远", notes=text, contacts=(ContactRecord("周建明", notes=text, relatives=(child,)),)
        )

    take(store, [said("欠款，不要发票")], today)
    for updated in (1, 0):
        assert take(store, [said("要发票")], today)[0].updated == updated
    client = store.read(lambda s: clients.find(s, "宁波恒远").id)
    person = store.read(lambda s: next((each.id, each.notes) for each in contacts.of_client(s, client)))
    family = store.read(lambda s: [each.notes for each in contacts.relatives_of(s, [person[0]])])
    notes = store.read(lambda s: clients.get(s, client).notes)
    assert (notes, person[1], *family) == ("欠款，不要发票\n要发票",) * 3


def test_a_better_file_fills_and_updates(store: Database, today: date) -> None:
    take(store, [record()], today)
    better = ClientRecord(
        2, "宁波恒远轮胎有限公司", industry="轮胎批发",
        contacts=(ContactRecord("周建明", phones=("0574-55500138",)), ContactRecord("林海燕")),
    )  # fmt: skip
    taken, _ = take(store, [better], today)
    assert (taken.updated, taken.contacts_created, taken.contacts_updated) == (1, 1, 1)
    client_id = store.read(lambda s: clients.find(s, "宁波恒远轮胎有限公司").id)
    people = store.read(lambda s: [(each.name, each.phones, each.title) for each in contacts.of_client(s, client_id)])
    assert ("周建明", ("13800138000", "0574-55500138"), "总经理") in people


def test_a_file_that_says_the_revenue_says_it_in_yuan(store: Database, today: date) -> None:
    take(store, [record(annual_revenue_minor=500)], today)
    client_id = store.read(lambda s: clients.find(s, "宁波恒远轮胎有限公司").id)
    store.write(lambda s: setattr(clients.get(s, client_id), "currency", "USD"))
    take(store, [record(industry="轮胎批发")], today)
    assert store.read(lambda s: clients.get(s, client_id).currency) == "USD"
    taken, batch = take(store, [record(annual_revenue_minor=500)], today)
    assert (taken.updated, store.read(lambda s: clients.get(s, client_id).currency)) == (1, "CNY")
    store.write(lambda s: history.undo(s, batch, today=today))
    assert store.read(lambda s: clients.get(s, client_id).currency) == "USD"


def test_rows_of_one_company_become_one_client(store: Database, today: date) -> None:
    rows = [
        ClientRecord(2, "宁波恒远轮胎有限公司", contacts=(ContactRecord("甲"),)),
        ClientRecord(3, "宁波恒远轮胎 有限公司", contacts=(ContactRecord("乙"),)),
    ]
    taken, _ = take(store, rows, today)
    assert (taken.created, taken.contacts_created) == (1, 2)


def test_the_number_decides_before_the_name(store: Database, today: date) -> None:
    take(store, [record(external_no="K1")], today)
    taken, _ = take(store, [record("改了名的公司", external_no="K1", city="台州")], today)
    assert (taken.created, taken.updated) == (0, 1)
    taken, _ = take(store, [record(external_no="K9")], today)
    assert taken.created == 1


def test_undo_leaves_an_empty_list_and_redo_brings_it_back(store: Database, today: date) -> None:
    _, batch = take(store, [record(), record("台州海辰泵业有限公司")], today)
    undone = store.write(lambda s: history.undo(s, batch, today=today)).value
    assert store.read(clients.count) == 0
    assert store.read(lambda s: search.find(s, "周建明")) == []
    store.write(lambda s: history.undo(s, undone.batch_id, today=today))
    assert store.read(clients.count) == 2
    assert len(store.read(lambda s: search.find_names(s, "周建明"))) == 2


def test_undo_of_an_update_keeps_what_a_person_changed_since(store: Database, today: date) -> None:
    from dataclasses import replace

    take(store, [record()], today)
    _, batch = take(store, [record(city="台州", industry="轮胎")], today)
    client_id = store.read(lambda s: clients.find(s, "宁波恒远轮胎有限公司").id)
    draft = store.read(lambda s: clients.draft_of(clients.get(s, client_id)))
    store.write(lambda s: clients.update(s, client_id, replace(draft, city="温州"), today=today))
    undone = store.write(lambda s: history.undo(s, batch, today=today)).value
    row = store.read(lambda s: dossiers.show(s, client_id, today=today)).client
    assert (row["city"], row["industry"]) == ("温州", "")
    assert undone.kept == 1


def test_a_batch_is_undone_once(store: Database, today: date) -> None:
    _, batch = take(store, [record()], today)
    store.write(lambda s: history.undo(s, batch, today=today))
    with pytest.raises(Exception, match="already_undone"):
        store.write(lambda s: history.undo(s, batch, today=today))


def test_the_log_tells_who_changed_what(store: Database, today: date) -> None:
    take(store, [record()], today)
    take(store, [record(city="台州")], today)
    client_id = store.read(lambda s: clients.find(s, "宁波恒远轮胎有限公司").id)
    wanted = (
        select(Change.op, Change.before, Change.after, Batch.author)
        .join(Batch, Batch.id == Change.batch_id)
        .where(Change.row_id == client_id)
    )
    oldest, newest = store.read(lambda s: s.execute(wanted.order_by(Change.id)).all())
    assert tuple(newest) == ("update", {"city": "宁波"}, {"city": "台州"}, "刘敏")
    assert oldest.op == "create"


HOSTILE = [
    "A<B>C 公司",
    "=cmd|'/c calc'!A1",
    '<img src="x">',
    "100%",
    "a_b",
    "长" * 200,
    "王𬭁㛃䶮 公司",
    "\u202etxt.exe 公司",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_plain_text(store: Database, today: date, name: str) -> None:
    take(store, [ClientRecord(1, name)], today)
    [row] = store.read(lambda s: clients.rows(s, clients.ids(s), today=today))
    assert row.name == names.unpadded(name)
    assert [hit.title for hit in store.read(lambda s: search.find(s, name[:40]))] == [names.unpadded(name)]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from("甲乙丙丁"), min_size=1, max_size=8), st.integers(0, 10_000))
def test_the_order_of_rows_does_not_matter(store: Database, today: date, letters: list[str], seed: int) -> None:
    records = [
        ClientRecord(n, f"{letter}有限公司厂", contacts=(ContactRecord(f"人{n}"),)) for n, letter in enumerate(letters)
    ]
    before = store.read(clients.count)
    _, batch = take(store, records, today)
    assert store.read(clients.count) - before == len(set(letters))
    shuffled = random.Random(seed).sample(records, len(records))
    again, _ = take(store, shuffled, today)
    assert (again.created, again.updated, again.contacts_created) == (0, 0, 0)
    store.write(lambda s: history.undo(s, batch, today=today))
    assert store.read(clients.count) == before


def test_stopping_half_way_leaves_nothing(store: Database, today: date) -> None:
    records = [ClientRecord(n, f"第{n}家有限公司") for n in range(250)]
    seen: list[tuple[int, int]] = []

    def step(done: int, total: int) -> None:
        seen.append((done, total))
        if done >= 200:
            raise Cancelled("cancelled")

    with pytest.raises(Cancelled):
        store.write(lambda s: intake.take_in(s, records, title="x", today=today, step=step))
    assert seen == [(0, 250), (100, 250), (200, 250)]
    assert store.read(clients.count) == 0


def test_rows_of_one_company_far_apart_are_one_client_and_the_first_word_holds(
    store: Database, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "AT_ONCE", 2)
    others = [ClientRecord(n, f"台州海辰{n}号泵业有限公司") for n in range(3, 8)]
    rows = [record(city="宁波"), *others, record(city="杭州", industry="轮胎")]
    seen: list[tuple[int, int]] = []
    taken = store.write(
        lambda s: intake.take_in(s, rows, title="x", today=today, step=lambda *said: seen.append(said))
    ).value
    assert (taken.created, taken.updated, taken.unchanged) == (6, 0, 0)

    def facts(s: Session) -> tuple[str, str]:
        row = clients.find(s, "宁波恒远轮胎有限公司")
        return row.city, row.industry

    assert store.read(facts) == ("宁波", "轮胎")
    assert seen[0] == (0, 6)
    assert all(total == 6 for _, total in seen)


def test_what_all_rows_share_is_kept_to_the_letter(store: Database, today: date) -> None:
    odd = 'O\'Brien \\ "%s" ? :x'
    rows = [ClientRecord(n, f"客户{n}", source=odd, contacts=(ContactRecord(f"甲{n}", title=odd),)) for n in (2, 3, 4)]
    take(store, rows, today)
    found = store.read(lambda s: [clients.find(s, f"客户{n}").source for n in (2, 3, 4)])
    assert found == [odd] * 3


def test_two_of_one_name_with_other_jobs_and_phones_are_two(store: Database, today: date) -> None:
    people = (
        ContactRecord("王伟", "采购", ("13800138000",)), ContactRecord("王伟", "财务", ("13900139000",)),
        ContactRecord("王伟", phones=("13900139000",), wechat="ww"),
    )  # fmt: skip
    records = [record(contacts=people)]
    taken, _ = take(store, records, today)
    assert taken.contacts_created == 2
    client_id = store.read(lambda s: clients.find(s, "宁波恒远轮胎有限公司").id)
    there = store.read(lambda s: {(p.title, p.phones, p.wechat) for p in contacts.of_client(s, client_id)})
    assert there == {("采购", ("13800138000",), ""), ("财务", ("13900139000",), "ww")}
    assert take(store, records, today)[0] == intake.Taken(0, 0, 1, 0, 0)


@pytest.mark.parametrize(
    "said",
    [
        ContactRecord("周建明", "董事长", ("138 0013 8000",)), ContactRecord("周建明", "总经理", ("13900139000",)),
        ContactRecord("周建明", "董事长", ("13900139000",), ("Z@example.com",)), ContactRecord("周建明", "董事长"),
    ],
)  # fmt: skip
def test_another_job_or_another_phone_alone_is_the_same_person(
    store: Database, today: date, said: ContactRecord
) -> None:
    take(store, [record()], today)
    taken, _ = take(store, [ClientRecord(2, "宁波恒远轮胎有限公司", contacts=(said,))], today)
    assert (taken.contacts_created, taken.contacts_updated) == (0, 1)


def test_the_last_contact_with_its_text_took_place_on_its_day(store: Database, today: date) -> None:
    rows = [
        record(last_visit_on=date(2026, 5, 20), last_contact_on=date(2026, 6, 1), last_note="谈了冬储"),
        record("甲公司", last_visit_on=date(2026, 5, 2), last_note="看了新线"),
        record("乙公司", last_contact_on=date(2026, 4, 3)),
        record("丙公司", last_contact_on=date(2027, 1, 1), last_note="约好明年"),
    ]
    first, _ = take(store, rows, today)
    assert first.created == 4

    def told(name: str) -> list[tuple[str, date, str]]:
        client_id = store.read(lambda s: clients.find(s, name).id)
        found = store.read(
            lambda s: list(
                s.execute(
                    select(Interaction.channel, Interaction.on, Interaction.outcome)
                    .where(Interaction.client_id == client_id, Interaction.deleted_at.is_(None))
                    .order_by(Interaction.on)
                )
            )
        )
        return [(row.channel, row.on, row.outcome) for row in found]

    def kept(name: str) -> tuple[date | None, str]:
        return store.read(lambda s: (clients.find(s, name).last_contact_on, clients.find(s, name).notes))

    visited, called = date(2026, 5, 20), date(2026, 6, 1)
    assert told("宁波恒远轮胎有限公司") == [("visit", visited, ""), ("call", called, "谈了冬储")]
    assert told("甲公司") == [("visit", date(2026, 5, 2), "看了新线")]
    assert told("乙公司") == [("call", date(2026, 4, 3), "")]
    assert kept("甲公司") == (date(2026, 5, 2), "")
    assert (told("丙公司"), kept("丙公司")) == ([], (None, "约好明年"))  # what is to come took not place

    again, _ = take(store, rows, today)
    assert again == intake.Taken(0, 0, 4, 0, 0)
    later, batch = take(store, [record("甲公司", last_visit_on=date(2026, 6, 9), last_note="签了合同")], today)
    assert (later.updated, later.unchanged, len(told("甲公司"))) == (1, 0, 2)
    store.write(lambda s: history.undo(s, batch, today=today))
    assert (len(told("甲公司")), kept("甲公司")[0]) == (1, date(2026, 5, 2))


def test_a_last_contact_whose_text_goes_on_is_one(store: Database, today: date) -> None:
    day = date(2026, 5, 1)

    def met(text: str, **more: date) -> list[ClientRecord]:
        return [record(last_note=text, **(more or {"last_visit_on": day}))]

    def told() -> list[tuple[str, str]]:
        alive = select(Interaction.channel, Interaction.outcome).where(Interaction.deleted_at.is_(None))
        return [(way, text) for way, text in store.read(lambda s: s.execute(alive.order_by(Interaction.id)).all())]

    for text in ("", "谈了", "谈了", "谈了，约了复访", ""):
        _, batch = take(store, met(text), today)
        if text == "谈了，约了复访":
            last = batch
    assert told() == [("visit", "谈了，约了复访")]
    store.write(lambda s: history.undo(s, last, today=today))
    assert told() == [("visit", "谈了")]
    take(store, [*met("谈了"), *met("谈了价格，送样"), *met("谈了价格")], today)
    assert told() == [("visit", "谈了价格，送样")]
    both = [*met("谈了价格，送样；签了"), *met("谈了价格，送样；没签")]
    take(store, both, today)
    assert sorted(told()) == [("visit", "谈了价格，送样；没签"), ("visit", "谈了价格，送样；签了")]
    take(store, met("谈了价格，送样；签了，回款", last_contact_on=day), today)
    assert len(told()) == 3, "a call is no visit"


def test_a_last_contact_that_a_person_corrected_or_removed_does_not_come_back(store: Database, today: date) -> None:
    rows = [
        record("甲公司", last_visit_on=date(2026, 5, 2), last_note="看了新线"),
        record("乙公司", last_contact_on=date(2026, 4, 3)),
    ]
    _, batch = take(store, rows, today)

    def told() -> list[tuple[date, str]]:
        alive = select(Interaction.on, Interaction.outcome).where(Interaction.deleted_at.is_(None))
        return [(on, text) for on, text in store.read(lambda s: s.execute(alive.order_by(Interaction.id)).all())]

    def change(session: Session) -> None:
        seen, called = session.scalars(select(Interaction).order_by(Interaction.id))
        draft = replace(interactions.draft_of(seen), on=date(2026, 5, 3), outcome="看了老线")
        interactions.correct(session, seen.id, draft, today=today)
        interactions.remove(session, called.id, today=today)

    changed = store.write(change).batch_id
    assert take(store, rows, today)[0].unchanged == 2
    assert told() == [(date(2026, 5, 3), "看了老线")]
    for batch_id in (changed, batch):
        store.write(lambda s, batch_id=batch_id: history.undo(s, batch_id or "", today=today))
    assert told() == []
    take(store, rows, today)
    assert told() == [(date(2026, 5, 2), "看了新线"), (date(2026, 4, 3), "")]


def test_a_visit_that_was_booked_for_a_merged_client_is_not_booked_again(store: Database, today: date) -> None:
    asked = [record("台州海辰泵业有限公司", next_visit_on=date(2026, 7, 1)), record(next_visit_on=date(2026, 7, 2))]
    take(store, asked, today)

    def booked(session: Session) -> list[tuple[date, bool]]:
        rows = session.scalars(select(Touch).where(Touch.reason == "booked").order_by(Touch.due_on))
        return [(each.due_on, each.deleted_at is None) for each in rows]

    keep, drop = store.read(lambda s: [clients.find(s, each.name).id for each in reversed(asked)])
    store.write(lambda s: mergers.merge(s, keep, drop, today=today))
    take(store, asked, today)
    assert store.read(booked) == [(date(2026, 7, 1), True), (date(2026, 7, 2), True)]
    store.write(lambda s: s.execute(update(Touch).where(Touch.reason == "booked").values(deleted_at=identity.now())))
    take(store, asked, today)
    assert store.read(booked) == [(date(2026, 7, 1), True), (date(2026, 7, 2), True)]


PADDED = ClientRecord(
    2, "青岛 海川 橡胶　有限 公司", short_name="海 川", tags=("A 级 客户",),
    contacts=(
        ContactRecord("王　芳", "销售 经理", ("13800138000",), greeting_name="王 总", relatives=(RelativeRecord("child", "李　明"),)),
        ContactRecord("周 建明"), ContactRecord("Anna Li"),
    ),
)  # fmt: skip


def kept(store: Database) -> tuple[str, str, list[str]]:
    def read(session: Session) -> tuple[str, str, list[str]]:
        [row_id] = clients.ids(session)
        row, people = clients.get(session, row_id), contacts.of_client(session, row_id)
        family = contacts.relatives_of(session, [each.id for each in people])
        return row.name, row.short_name, [*sorted(each.name for each in people), *(each.name for each in family)]

    return store.read(read)


def test_blanks_that_pad_names_in_a_sheet_are_not_kept(store: Database, today: date) -> None:
    taken, _ = take(store, [PADDED], today)
    assert (taken.created, taken.contacts_created) == (1, 3)
    assert kept(store) == ("青岛海川橡胶有限公司", "海川", ["Anna Li", "周建明", "王芳", "李明"])
    plain = PADDED._replace(
        name="青岛海川橡胶有限公司", short_name="海川", contacts=(PADDED.contacts[0]._replace(name="王芳", greeting_name="王总"),)
    )  # fmt: skip
    for again in (PADDED, plain):
        assert take(store, [again], today)[0] == intake.Taken(0, 0, 1, 0, 0)
    [row_id] = store.read(clients.ids)
    assert store.read(lambda s: clients.get(s, row_id).tags) == ("A 级 客户",)
    assert store.read(lambda s: {each.title for each in contacts.of_client(s, row_id)}) == {"", "销售 经理"}


def test_names_that_were_kept_with_blanks_are_known_again(store: Database, today: date) -> None:
    with pytest.MonkeyPatch.context() as patch:  # as a version kept them that took them as they stood
        patch.setattr(names, "unpadded", lambda text: text)
        patch.setattr(companies, "unpadded", lambda text: text)
        take(store, [PADDED], today)
    before = kept(store)
    assert before[0] == PADDED.name
    for statement in (
        "UPDATE meta SET value = '1' WHERE key = 'client_keys'",
        "DELETE FROM meta WHERE key = 'find_forms'",
    ):
        store.write(lambda s, statement=statement: search_index.raw_of(s).execute(statement))
    while store.write(lambda s: indexing.drain(s)).value:
        continue
    for text in ("王芳", "建明", "青岛海川", "海川橡胶", "有限公司"):
        assert len(store.read(lambda s, text=text: search.find_names(s, text))) == 1, text
    assert take(store, [PADDED], today)[0] == intake.Taken(0, 0, 1, 0, 0)
    assert kept(store) == before


def test_a_form_keeps_no_padding_either(store: Database, today: date) -> None:
    row_id = store.write(
        lambda s: clients.create(s, clients.ClientDraft("台州　海辰 Pump Co 泵业", short_name="海 辰"), today=today)
    ).value
    family = (contacts.RelativeDraft("李　明", "child"),)
    draft = contacts.ContactDraft("欧阳 娜 娜", greeting_name="欧阳 总", relatives=family)
    store.write(lambda s: contacts.create(s, row_id, draft, today=today))
    assert kept(store) == ("台州海辰 Pump Co 泵业", "海辰", ["欧阳娜娜", "李明"])
    [hit] = store.read(lambda s: search.find_names(s, "娜娜"))
    assert hit.marks == ((2, 2),)
