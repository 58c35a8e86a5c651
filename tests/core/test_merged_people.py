"""People of merged clients, and two people of one: no fact lost, nobody above themselves, earlier cards kept (D-2.5)."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from core.duplicate_ground import client, person
from core.merge_ground import Two, dump, read, two
from kam_desktop.core import (
    clients,
    contacts,
    fact_intake,
    history,
    intake,
    interactions,
    mergers,
    relationships,
    staff_changes,
    touches,
)
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft, RelativeDraft
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.mergers import Choices
from kam_desktop.core.records import ClientRecord, ContactRecord, InteractionRecord
from kam_desktop.core.rules import relations
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.core.rules.unions import Take
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import (
    Contact,
    Interaction,
    Relative,
)

__all__ = ["two"]


@pytest.fixture
def unlike(store: Database, today: date) -> tuple[str, str, str, str]:
    """Two clients with one person, of whom both cards and both ties say something else."""
    one, other = client(store, "宁波恒远轮胎有限公司", today), client(store, "宁波恒远轮胎公司", today)
    spouse = RelativeDraft("王芳", "spouse")
    zhou = person(
        store, one, "周建明", today, phones=("13800138000",), title="采购经理", wechat="wx_one", hometown="绍兴",
        preferred_hours="早上", greeting_name="周哥", attitude="supporter", taboos="不饮酒",
    )  # fmt: skip
    again = person(
        store, other, "周建明", today, phones=("13800138000",), title="总经理", wechat="wx_two", hometown="宁波",
        preferred_hours="晚上", greeting_name="老周", attitude="opponent", buying_role="decides", taboos="忌钟",
        relatives=(spouse,),
    )  # fmt: skip
    store.write(lambda s: relationships.tie(s, zhou, "刘敏", 1, notes="同学"))
    store.write(lambda s: relationships.tie(s, again, "刘敏", 3, notes="战友"))
    return one, other, zhou, again


def test_no_fact_of_a_person_is_lost(store: Database, today: date, unlike: tuple[str, str, str, str]) -> None:
    one, other, zhou, _ = unlike
    before = dump(store)
    shown = store.read(lambda s: mergers.preview(s, one, other))
    left = [each.name for each in shown.people[0].differing if each.kept[0] and each.take is Take.KEPT]
    assert left == ["greeting_name", "attitude"]  # of which one must win: a person may choose
    batch = store.write(lambda s: mergers.merge(s, one, other, today=today)).batch_id
    row = read(store, Contact, zhou)
    assert (row.title, row.wechat, row.hometown) == ("采购经理 / 总经理", "wx_one / wx_two", "绍兴 / 宁波")
    assert (row.preferred_hours, row.taboos, row.buying_role) == ("早上 / 晚上", "不饮酒\n忌钟", "decides")
    (bond,) = store.read(lambda s: relationships.bonds(s, one))
    assert (bond.strength, bond.notes) == (3, "同学\n—\n战友")
    store.write(lambda s: history.undo(s, batch, today=today))
    assert dump(store) == before


def test_the_fields_of_a_person_are_chosen(store: Database, today: date, unlike: tuple[str, str, str, str]) -> None:
    one, other, zhou, again = unlike
    sides = {"greeting_name": Take.DROPPED, "attitude": Take.DROPPED, "title": Take.DROPPED, "is_primary": Take.DROPPED}
    choices = Choices(of_people={again: sides})
    shown = store.read(lambda s: mergers.preview(s, one, other, choices))
    store.write(lambda s: mergers.merge(s, one, other, choices, today=today))
    row = read(store, Contact, zhou)
    assert {name: getattr(row, name) for name in shown.people[0].values} == shown.people[0].values
    assert (row.greeting_name, row.attitude, row.title, row.is_primary) == ("老周", "opponent", "总经理", True)


@pytest.mark.parametrize("came_from_kept", [False, True])
def test_who_had_moved_keeps_the_earlier_cards(store: Database, today: date, came_from_kept: bool) -> None:
    """周建明 moved from the dropped client to a third one, at which the card that stays is named afterwards."""
    one, other = client(store, "宁波恒远轮胎有限公司", today), client(store, "恒远轮胎(宁波)公司", today)
    third = client(store, "杭州大海机械", today)
    zhou = person(store, one, "周建明", today, phones=("13800138000",)) if not came_from_kept else ""
    again = person(store, other, "周建明", today, phones=("13800138000",))
    shen = person(store, one if came_from_kept else other, "沈立群", today)
    moved = [
        store.write(lambda s, w=who, t=to: staff_changes.move(s, w, t, on=today, today=today)).value
        for who, to in ((again, third), (shen, other if came_from_kept else one))
    ]
    before = dump(store)
    shown = store.read(lambda s: mergers.preview(s, one, other))
    batch = store.write(lambda s: mergers.merge(s, one, other, today=today)).batch_id
    after = dump(store)

    def cards(contact_id: str) -> list[tuple[str, str]]:
        found = store.read(lambda s: staff_changes.cards(s, contact_id))
        return [(each.client_id, each.contact_id) for each in found]

    assert cards(moved[0]) == [(one, again if came_from_kept else zhou), (third, moved[0])]
    assert not [row for row in after["staff_change"].values() if other in (row["client_id"], row["other_client_id"])]
    gone = {each.id for each in shown.people if each.into_id}
    assert not [row for row in after["staff_change"].values() if gone & {row["contact_id"], row["other_contact_id"]}]
    changed = [
        key
        for key, row in after["staff_change"].items()
        if row["client_id"] != before["staff_change"][key]["client_id"]
    ]
    assert shown.facts.get("staff_change", 0) == len(changed)
    store.write(lambda s: history.undo(s, batch, today=today))
    assert dump(store) == before


@pytest.mark.parametrize("has_another", [False, True])
def test_who_moved_between_the_two_is_there(store: Database, today: date, has_another: bool) -> None:
    """周建明 moved from the client that is kept to the one that becomes one with it, where he is the main contact."""
    one, other = client(store, "宁波恒远轮胎有限公司", today), client(store, "恒远轮胎(宁波)公司", today)
    zhou = person(store, one, "周建明", today, phones=("13800138000",))
    if has_another:
        shen = person(store, one, "沈立群", today)
        store.write(lambda s: setattr(contacts.get(s, shen), "is_primary", True))
    store.write(lambda s: staff_changes.move(s, zhou, other, on=today, today=today, title="经理"))
    store.write(lambda s: mergers.merge(s, one, other, today=today))
    row = read(store, Contact, zhou)
    assert (row.has_left, row.left_on, row.title, row.is_primary) == (False, None, "经理", not has_another)


def test_two_cards_at_one_client_keep_where_they_came_from(store: Database, today: date) -> None:
    home, third = client(store, "宁波恒远轮胎有限公司", today), client(store, "杭州大海机械", today)
    before = person(store, third, "周建明", today)
    zhou = person(store, home, "周总", today)
    came = store.write(lambda s: staff_changes.move(s, before, home, on=today, today=today)).value
    store.write(lambda s: mergers.merge_people(s, zhou, came, today=today))
    assert [each.contact_id for each in store.read(lambda s: staff_changes.cards(s, zhou))] == [before, zhou]
    assert [each.contact_id for each in store.read(lambda s: staff_changes.cards(s, before))] == [before, zhou]


@pytest.fixture
def crossed(store: Database, today: date) -> tuple[str, str, dict[str, str]]:
    """Two clients with the same two people, of whom each is above the other at one; a third between them at the second."""
    one, other = client(store, "宁波恒远轮胎有限公司", today), client(store, "恒远轮胎(宁波)公司", today)
    who = {}
    for key, where, name in (
        ("xu", one, "徐一"), ("yu", one, "于二"), ("xu2", other, "徐一"), ("yu2", other, "于二"), ("san", other, "陈三"),
    ):  # fmt: skip
        who[key] = person(store, where, name, today)

    def tie(session: Any) -> None:
        for below, above in (("xu", "yu"), ("yu2", "san"), ("san", "xu2")):
            contacts.get(session, who[below]).reports_to_id = who[above]

    store.write(tie)
    return one, other, who


@pytest.mark.parametrize("is_swapped", [False, True])
def test_nobody_reports_in_a_circle_after_a_merge(
    store: Database, today: date, crossed: tuple[str, str, dict[str, str]], is_swapped: bool
) -> None:
    one, other, _ = crossed
    keep, drop = (other, one) if is_swapped else (one, other)
    before = dump(store)
    shown = store.read(lambda s: mergers.preview(s, keep, drop))
    assert shown.cut == (("徐一", "于二") if is_swapped else ("于二", "陈三"),)
    batch = store.write(lambda s: mergers.merge(s, keep, drop, today=today)).batch_id
    people = store.read(lambda s: {row.id: row.reports_to_id for row in contacts.of_client(s, keep)})
    assert sorted(map(bool, people.values())) == [False, True, True]
    assert not any(relations.closes_circle(each, above, people) for each, above in people.items() if above)
    for each in shown.people:
        if each.into_id:
            assert people[each.into_id] == each.values["reports_to_id"]
    store.write(lambda s: history.undo(s, batch, today=today))
    assert dump(store) == before


def test_nobody_reports_in_a_circle_after_two_of_a_client_are_one(
    store: Database, today: date, crossed: tuple[str, str, dict[str, str]]
) -> None:
    _, _, who = crossed
    shown = store.read(lambda s: mergers.preview_people(s, who["yu2"], who["xu2"]))
    assert shown.cut == (("于二", "陈三"),)
    store.write(lambda s: mergers.merge_people(s, who["yu2"], who["xu2"], today=today))
    assert read(store, Contact, who["yu2"]).reports_to_id is None
    assert read(store, Contact, who["san"]).reports_to_id == who["yu2"]


def test_two_people_of_one_client_become_one(two: Two, today: date) -> None:
    twin = person(two.store, two.drop, "周总", today, phones=("13800138000",), emails=("z@hengyuan.cn",))
    draft = InteractionDraft(two.drop, Channel.CALL, today, "", (twin, two.zhou2))
    two.store.write(lambda s: interactions.log(s, draft, today=today))
    two.store.write(lambda s: touches.plan_all(s, today=today))
    before = dump(two.store)
    shown = two.store.read(lambda s: mergers.preview_people(s, twin, two.zhou2))
    batch = two.store.write(lambda s: mergers.merge_people(s, twin, two.zhou2, today=today)).batch_id
    row = read(two.store, Contact, twin)
    assert {name: getattr(row, name) for name in shown.values} == dict(shown.values)
    assert (row.name, row.hobbies, row.emails, row.birthday_day) == ("周·建明", "钓鱼", ("z@hengyuan.cn",), 3)
    assert all(two.zhou2 not in each.contact_ids for each in two.rows(Interaction))
    assert [each.contact_id for each in two.rows(Relative)] == [twin]
    assert read(two.store, Contact, two.shen).reports_to_id == twin
    two.store.write(lambda s: history.undo(s, batch or "", today=today))
    assert dump(two.store) == before


def test_both_numbers_of_one_person_are_known_after_a_merge(store: Database, today: date) -> None:
    kept, gone = (
        store.write(lambda s, n=n: clients.create(s, ClientDraft(f"{n}公司", external_no=n), today=today)).value
        for n in ("K1", "K2")
    )
    for client_id, number in ((kept, "P1"), (gone, "P2")):
        draft = ContactDraft("王伟", title="经理", phones=("13800138000",), external_no=number)
        store.write(lambda s, client_id=client_id, draft=draft: contacts.create(s, client_id, draft, today=today))
    store.write(lambda s: mergers.merge(s, kept, gone, today=today))
    rows = [
        ClientRecord(row, name, external_no=number, contacts=(ContactRecord("王伟", external_no=persons),))
        for row, (name, number, persons) in enumerate((("K1公司", "K1", "P1"), ("K2公司", "K2", "P2")), 2)
    ]
    taken = store.write(lambda s: intake.take_in(s, rows, title="x", today=today)).value
    assert (taken.created, taken.updated, taken.contacts_created) == (0, 0, 0)

    def there(session: Any) -> Any:
        client = clients.get(session, kept)
        return client.external_no, [each.external_no for each in contacts.of_client(session, kept)]

    assert store.read(there) == ("K1", ["P1 / P2"])
    gift = InteractionRecord(row_no=2, on=today, client_no="K2", person_no="P2", text="谈了")
    store.write(lambda s: fact_intake.take_in(s, [gift], title="y", today=today))
    assert store.read(lambda s: [len(each) for each in s.scalars(select(Interaction.contact_ids))]) == [1]
