"""Merging two clients and two people: nothing lost, the preview true, undo exact, the cost their own (D-2.5)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from core.duplicate_ground import client
from core.merge_ground import Two, dump, read, two
from kam_desktop.core import (
    bulk_edits,
    clients,
    gifts,
    groups,
    history,
    mergers,
    namesakes,
    timeline,
    timeline_facts,
    touches,
)
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.errors import NotFound, Refused
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.mergers import Choices
from kam_desktop.core.rules.unions import CLIENT, Take
from kam_desktop.core.store.base import BOOKKEEPING
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import (
    Attachment,
    Client,
    Contact,
    Favour,
    Interaction,
    Note,
    Occasion,
    Policy,
    Relative,
    Tie,
    Touch,
)

__all__ = ["two"]


def test_everything_of_the_dropped_client_belongs_to_the_kept_one(two: Two) -> None:
    two.merge()
    left = {
        table: [row for row in rows.values() if two.drop in (row.get("client_id"), row["scope_id"], row.get("parent_id"))]
        for table, rows in dump(two.store).items()
    }  # fmt: skip
    assert {table for table, rows in left.items() if rows} == {"client", "contact", "tie", "policy"}
    assert [row["name"] for row in left["contact"]] == ["周·建明"]
    assert all(row["deleted_at"] for table in left for row in left[table])
    with pytest.raises(NotFound):
        two.store.read(lambda s: clients.get(s, two.drop))
    assert two.store.read(lambda s: mergers.survivor(s, two.drop)) == two.keep


def test_people_are_matched_or_carried_over(two: Two) -> None:
    two.merge()
    people = {row.name: row for row in two.rows(Contact, client_id=two.keep)}
    assert set(people) == {"周建明", "沈立群"}
    zhou = people["周建明"]
    assert (zhou.id, zhou.title, zhou.hobbies, zhou.birthday_month) == (two.zhou, "采购经理", "钓鱼", 7)
    assert zhou.phones == ("13800138000", "0574-55500138")
    assert people["沈立群"].reports_to_id == two.zhou
    assert [row.is_primary for row in people.values()].count(True) == 1
    assert two.rows(Interaction, client_id=two.keep, channel="call")[0].contact_ids == (two.zhou, two.shen)
    assert {row.contact_id for row in two.rows(Note)} == {two.zhou}
    for table in (Occasion, Favour):
        assert [(row.client_id, row.scope_id, row.contact_id) for row in two.rows(table)] == [
            (two.keep, two.keep, two.zhou)
        ]
    about = [row.client_id for row in two.rows(Touch, state="planned") if row.activity in ("occasion", "favour")]
    assert set(about) == {two.keep}
    assert [row.contact_id for row in two.rows(Relative)] == [two.zhou]
    assert [(row.contact_id, row.strength) for row in two.rows(Tie)] == [(two.zhou, 3)]
    assert {row.name: row.contact_id for row in two.rows(Attachment)} == {"a.jpg": None, "card.jpg": two.zhou}


def test_tiers_and_owners_of_what_was_merged_stay_in_the_timeline(store: Database, today: date) -> None:
    """Over two merges, of which one changed nothing of the client that stayed."""
    names = ("嘉兴甲厂有限公司", "嘉兴甲厂", "嘉兴甲厂公司")
    first, second, third = (client(store, name, today, tier="B", short_name=name) for name in names)
    for each, tier in ((second, "A"), (third, "C")):
        edit = bulk_edits.Edit("tier", tier)
        store.write(lambda s, e=each, to=edit: bulk_edits.apply(s, [e], to, title="x", today=today))

    def history_of(client_id: str) -> list[tuple[str, str, str]]:
        lines = store.read(lambda s: timeline.page(s, client_id, kinds=[timeline_facts.Fact.CHANGE])).lines
        assert len(lines) == store.read(lambda s: timeline.counts(s, client_id))[timeline_facts.Fact.CHANGE]
        return sorted((each.text, each.params["before"], each.params["after"]) for each in lines)

    alone = [history_of(each) for each in (first, second, third)]
    assert alone == [[], [("", "B", "A")], [("", "B", "C")]]
    choices = Choices({"name": Take.DROPPED, "short_name": Take.DROPPED, "tier": Take.KEPT})
    one = store.write(lambda s: mergers.merge(s, second, third, today=today)).batch_id
    other = store.write(lambda s: mergers.merge(s, first, second, choices, today=today)).batch_id
    assert history_of(first) == sorted([("嘉兴甲厂", "B", "A"), ("嘉兴甲厂公司", "B", "C")])
    for batch in (other, one):
        store.write(lambda s, b=batch: history.undo(s, b, today=today))
    assert [history_of(each) for each in (first, second, third)] == alone


def test_one_policy_line_for_an_activity_stays_the_kept_ones(two: Two) -> None:
    two.merge()
    lines = two.rows(Policy, client_id=two.keep)
    assert sorted((row.activity, row.ideal_days) for row in lines) == [("call", 9), ("visit", 8)]


def test_the_plan_and_the_clock_follow(two: Two, today: date) -> None:
    two.merge()
    row = read(two.store, Client, two.keep)
    assert row.last_contact_on == today
    planned = two.rows(Touch, client_id=two.keep, state="planned")
    birthdays = [each.plan_key for each in planned if each.plan_key.startswith("birthday")]
    assert len(birthdays) == 2
    assert set(birthdays) == {f"birthday:{two.zhou}:2026-07-03", f"birthday:{two.shen}:2026-07-20"}
    assert two.rows(Touch, client_id=two.drop) == []
    assert two.store.write(lambda s: touches.plan_all(s, today=today)).value.planned == 0


@pytest.mark.parametrize(
    "choices",
    [
        Choices(),
        Choices({"name": Take.DROPPED, "tier": Take.DROPPED, "notes": Take.KEPT, "tags": Take.DROPPED}),
        Choices({"place": Take.DROPPED, "notes": Take.BOTH}),
    ],
)
def test_the_preview_is_what_the_merge_makes(two: Two, choices: Choices) -> None:
    shown = two.store.read(lambda s: mergers.preview(s, two.keep, two.drop, choices))
    before = dump(two.store)
    two.merge(choices)
    after = dump(two.store)
    row = after["client"][two.keep]
    assert {name: row[name] for name in shown.values} == dict(shown.values)
    carried = {each.id for each in shown.people if not each.into_id} | {two.zhou}
    assert {key for key, each in after["contact"].items() if each["client_id"] == two.keep} == carried
    for table, count in shown.facts.items():
        moved = [
            key for key, each in after[table].items()
            if key in before[table] and each != before[table][key] and before[table][key]["scope_id"] == two.drop
        ]  # fmt: skip
        assert len(moved) == count, table
    matched = next(each for each in shown.people if each.into_id)
    phones = next(each for each in matched.fields if each.name == "phones")
    assert after["contact"][two.zhou]["phones"] == phones.value[0]


def test_choices_are_taken(two: Two) -> None:
    two.merge(Choices({"name": Take.DROPPED, "notes": Take.DROPPED}, {two.zhou2: namesakes.ALONE}))
    row = read(two.store, Client, two.keep)
    assert (row.name, row.notes, row.tags) == ("恒远轮胎(宁波)公司", "要发票", ("老客户", "展会"))
    assert (row.province, row.city, row.tier, row.external_no) == ("浙江", "宁波", "A", "C-7")
    assert list(row.custom.values()) == ["浙B12345"]
    assert {each.name for each in two.rows(Contact, client_id=two.keep)} == {"周建明", "周·建明", "沈立群"}


def test_a_record_is_not_merged_with_itself(two: Two, today: date) -> None:
    with pytest.raises(Refused):
        two.store.write(lambda s: mergers.merge(s, two.keep, two.keep, today=today))
    with pytest.raises(Refused):
        two.store.write(lambda s: mergers.merge_people(s, two.zhou, two.zhou, today=today))
    with pytest.raises(NotFound):
        two.store.write(lambda s: mergers.merge_people(s, two.zhou, two.shen, today=today))


def test_a_parent_merged_into_its_child_is_not_its_own_parent(store: Database, today: date) -> None:
    parent, child = client(store, "恒远集团", today), client(store, "恒远轮胎", today)

    def tie(session: Any) -> None:
        clients.get(session, child).parent_id = parent

    store.write(tie)
    store.write(lambda s: mergers.merge(s, child, parent, today=today))
    assert read(store, Client, child).parent_id is None


def test_a_parent_that_was_taken_off_the_list_gives_way_to_one_that_is_there(store: Database, today: date) -> None:
    keep, drop, gone, there = (client(store, name, today) for name in ("甲公司", "甲有限公司", "旧集团", "新集团"))

    def tie(session: Any) -> None:
        clients.get(session, keep).parent_id, clients.get(session, drop).parent_id = gone, there

    store.write(tie)
    store.write(lambda s: clients.remove(s, gone))
    assert store.read(lambda s: mergers.preview(s, keep, drop)).values["parent_id"] == there
    assert store.read(lambda s: mergers.preview(s, drop, keep)).values["parent_id"] == there


def test_a_parent_that_stands_below_the_other_is_left_out(store: Database, today: date) -> None:
    """总公司 above 华东, and 总公司 once more below 华东: merged, it stays above, and the preview says so."""
    top, east, again = (client(store, name, today) for name in ("恒远总公司", "恒远华东公司", "恒远总公司有限公司"))

    def tie(session: Any) -> None:
        clients.get(session, east).parent_id = top
        clients.get(session, again).parent_id = east

    store.write(tie)
    before = dump(store)
    for keep, drop in ((again, top), (top, again)):
        shown = store.read(lambda s, k=keep, d=drop: mergers.preview(s, k, d))
        assert [above for _, above in shown.cut] == [read(store, Client, east).short_name]
        batch = store.write(lambda s, k=keep, d=drop: mergers.merge(s, k, d, today=today)).batch_id
        assert (read(store, Client, keep).parent_id, read(store, Client, east).parent_id) == (None, keep)
        assert store.read(lambda s: groups.of_client(s, east)).members[0].id == keep
        store.write(lambda s, b=batch: history.undo(s, b, today=today))
        assert dump(store) == before


def test_what_the_united_were_given_counts_together(two: Two, today: date) -> None:
    tea = GiftDraft(two.keep, two.zhou, "画册", today - timedelta(days=60), value_minor=8_000, origin="展会")
    two.store.write(lambda s: gifts.record(s, tea, today=today))
    more = replace(tea, item="徽墨", on=today, value_minor=15_000)

    def totals() -> tuple[int, int]:
        judged = two.store.read(lambda s: gifts.weigh(s, more))
        return judged.totals.person_minor, judged.totals.client_minor

    assert totals() == (8_000, 8_000)
    batch = two.store.write(lambda s: mergers.merge(s, two.keep, two.drop, today=today)).batch_id
    assert totals() == (17_900, 17_900)
    assert two.store.read(lambda s: gifts.spent(s, two.zhou, today.year)) == 17_900
    judged = two.store.read(lambda s: gifts.weigh(s, more))
    assert "split" in judged.open_codes  # the tea of today was for the same person
    two.store.write(lambda s: history.undo(s, batch or "", today=today))
    assert totals() == (8_000, 8_000)


def statements(store: Database, work: Any) -> int:
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    store.write(work)
    event.remove(store.engine, "before_cursor_execute", note)
    return len(seen)


def test_the_cost_does_not_depend_on_the_store(two: Two, today: date) -> None:
    """As many statements beside 600 other clients as beside none, and every one of them uses an index."""
    store = two.store

    def merge(session: Any) -> None:
        mergers.merge(session, two.keep, two.drop, today=today)

    few = statements(store, merge)
    last = store.read(lambda s: history.last_batch(s).id)
    undo_few = statements(store, lambda s: history.undo(s, last, today=today))
    rows = [ClientDraft(f"台州海辰{n}泵业有限公司") for n in range(600)]

    def fill(session: Any) -> None:
        for draft in rows:
            row = Client(name=draft.name)
            row.scope_id = row.id
            session.add(row)

    store.write(fill)
    many = statements(store, merge)
    last = store.read(lambda s: history.last_batch(s).id)
    assert many == few
    assert statements(store, lambda s: history.undo(s, last, today=today)) == undo_few


def test_the_preview_looks_up_and_never_scans(two: Two) -> None:
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(two.store.engine, "before_cursor_execute", note)
    two.store.read(lambda s: mergers.preview(s, two.keep, two.drop))
    event.remove(two.store.engine, "before_cursor_execute", note)

    def plans(session: Any) -> list[str]:
        found = []
        for statement in (each for each in seen if each.startswith("SELECT")):
            holes = ("x",) * statement.count("?")
            rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", holes)
            found += [
                f"{row[3]}: {statement}" for row in rows if str(row[3]).startswith("SCAN ") and "CONSTANT" not in row[3]
            ]
        return found

    assert two.store.read(plans) == []


def test_every_field_of_a_client_is_merged_or_derived() -> None:
    """A new column must say how it is merged."""
    merged = {name for columns in CLIENT.fields.values() for name in columns} | {"custom"}
    others = {
        "id", "scope_id", "deleted_at", "name_key", "sort_key", "merged_into_id", "last_contact_on", "next_touch_on",
    }  # fmt: skip
    assert set(Client.__table__.c.keys()) - BOOKKEEPING - {"name_no", "text_no"} == merged | others


def test_an_import_knows_a_merged_client_again_and_never_a_removed_one(store: Database, today: date) -> None:
    from kam_desktop.core import intake
    from kam_desktop.core.records import ClientRecord

    first = client(store, "宁波恒远轮胎有限公司", today, external_no="C-1")
    second = client(store, "恒远汽配有限公司", today, external_no="C-2")
    third = client(store, "恒远商行", today, external_no="C-3")
    store.write(lambda s: mergers.merge(s, second, third, today=today))
    store.write(lambda s: mergers.merge(s, first, second, today=today))
    records = [ClientRecord(2, "恒远商行", external_no="C-3"), ClientRecord(3, "恒远汽配", external_no="C-2")]

    def take() -> int:
        return int(store.write(lambda s: intake.take_in(s, records, title="x", today=today)).value.created)

    assert store.read(lambda s: mergers.survivor(s, third)) == first
    assert take() == 0
    store.write(lambda s: clients.remove(s, first))
    assert take() == 2
