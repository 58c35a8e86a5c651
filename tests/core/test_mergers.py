"""Merging two clients and two people: nothing lost, the preview true, undo exact, the cost their own (D-2.5)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

from core.duplicate_ground import client, person
from kam_desktop.core import (
    bulk_edits,
    checking,
    clients,
    contacts,
    gifts,
    groups,
    history,
    interactions,
    mergers,
    namesakes,
    relationships,
    staff_changes,
    timeline,
    touches,
    visits,
)
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import RelativeDraft
from kam_desktop.core.errors import NotFound, Refused
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.mergers import Choices
from kam_desktop.core.rules import relations
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Calendar, Channel
from kam_desktop.core.rules.unions import CLIENT, Take
from kam_desktop.core.store.base import BOOKKEEPING, Base, Synced
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import (
    Attachment,
    Client,
    Contact,
    CustomField,
    Favour,
    Interaction,
    Note,
    Occasion,
    Policy,
    Purchase,
    Relative,
    StaffChange,
    Tie,
    Touch,
    VisitRemark,
)
from kam_desktop.core.visits import CommitmentDraft, VisitDraft

USUAL = Choices()
NOT_FACTS = BOOKKEEPING | {"name_no", "text_no"}


def read(store: Database, table: Any, row_id: str) -> Any:
    """A row as plain values."""

    def work(session: Any) -> Any:
        row = session.get(table, row_id)
        session.expunge_all()
        return row

    return store.read(work)


def dump(store: Database) -> dict[str, dict[str, dict[str, Any]]]:
    """Every synced row of the store, bookkeeping excepted."""

    def work(session: Any) -> dict[str, dict[str, dict[str, Any]]]:
        found = {}
        for mapper in Base.registry.mappers:
            if issubclass(mapper.class_, Synced):
                rows = session.execute(select(mapper.local_table)).mappings()
                found[mapper.local_table.name] = {
                    row["id"]: {name: value for name, value in row.items() if name not in NOT_FACTS} for row in rows
                }
        return found

    return store.read(work)


class Two:
    """Two clients that are one company, with something in every table."""

    def __init__(self, store: Database, today: date) -> None:
        self.store, self.today = store, today
        self.keep = client(
            store, "宁波恒远轮胎有限公司", today, tier="A", city="宁波", tags=("老客户",), notes="好", owner="刘敏"
        )
        self.drop = client(
            store, "恒远轮胎(宁波)公司", today, tier="B", province="浙江", city="宁波", industry="轮胎",
            tags=("展会", "老客户"), notes="要发票", external_no="C-7",
        )  # fmt: skip
        self.zhou = person(store, self.keep, "周建明", today, phones=("13800138000",), title="采购经理")
        birthday = PartialDate(Calendar.SOLAR, 1980, 7, 3)
        self.zhou2 = person(
            store, self.drop, "周 建明", today, phones=("138 0013 8000", "0574-55500138"), hobbies="钓鱼",
            birthday=birthday,
        )  # fmt: skip
        self.shen = person(store, self.drop, "沈立群", today, birthday=PartialDate(Calendar.SOLAR, None, 7, 20))
        store.write(self._fill)
        store.write(lambda s: touches.plan_all(s, today=today))

    def _fill(self, session: Any) -> None:
        drop, day = self.drop, self.today
        contacts.get(session, self.shen).reports_to_id = self.zhou2
        draft = InteractionDraft(drop, Channel.CALL, day - timedelta(days=3), "谈价格", (self.zhou2, self.shen))
        interactions.log(session, draft, today=day)
        visit = VisitDraft(
            drop, day, contact_ids=(self.zhou2,), discussed="谈妥", next_visit_on=day + timedelta(days=20),
            commitments=(CommitmentDraft("寄样品", day + timedelta(days=9)),),
        )  # fmt: skip
        visit_id = visits.record(session, visit, today=day)
        gifts.record(session, GiftDraft(drop, self.zhou2, "茶叶", day, value_minor=9_900, origin="客户要求"), today=day)
        scope = {"scope_id": drop, "client_id": drop}
        own = CustomField(label="车牌")
        session.add_all([
            own, Note(**scope, contact_id=self.zhou2, on=day, text="记一笔"), Purchase(**scope, on=day, amount_minor=5),
            Tie(**scope, contact_id=self.zhou2, colleague="刘敏", strength=3),
            Tie(scope_id=self.keep, client_id=self.keep, contact_id=self.zhou, colleague="刘敏", strength=1),
            VisitRemark(scope_id=drop, visit_id=visit_id, text="写细些"),
            Relative(scope_id=drop, contact_id=self.zhou2, name="王芳", relation="spouse"),
            StaffChange(**scope, contact_id=self.shen, kind="came", on=day),
            Occasion(**scope, contact_id=self.zhou2, kind="wedding", title="嫁女", on=day),
            Favour(**scope, contact_id=self.zhou2, direction="they_help", what="介绍客户", on=day, state="done"),
            Attachment(**scope, visit_id=visit_id, name="a.jpg", content=b"x"),
            Attachment(scope_id=drop, contact_id=self.zhou2, name="card.jpg", content=b"y"),
            Policy(scope_id=drop, tier="", client_id=drop, activity="call", channel="call", ideal_days=9, latest_days=12),
            Policy(scope_id=drop, tier="", client_id=drop, activity="visit", channel="visit", ideal_days=9, latest_days=12),
            Policy(scope_id=self.keep, tier="", client_id=self.keep, activity="visit", channel="visit", ideal_days=8, latest_days=9),
            Client(name="恒远子公司", parent_id=drop),
        ])  # fmt: skip
        session.flush()
        clients.get(session, drop).custom = {own.id: "浙B12345"}
        touch = touches.book(session, drop, on=day + timedelta(days=6), channel=Channel.CALL, contact_id=self.zhou2)
        touch.plan_key = f"birthday:{self.zhou2}:2026-07-03"

    def rows(self, table: Any, **given: Any) -> list[Any]:
        def work(session: Any) -> list[Any]:
            found = list(session.scalars(select(table).filter_by(deleted_at=None, **given)))
            session.expunge_all()
            return found

        return self.store.read(work)

    def merge(self, choices: Choices = USUAL) -> str:
        work = self.store.write(lambda s: mergers.merge(s, self.keep, self.drop, choices, today=self.today))
        assert work.batch_id is not None
        return work.batch_id


@pytest.fixture
def two(store: Database, today: date) -> Two:
    return Two(store, today)


def test_everything_of_the_dropped_client_belongs_to_the_kept_one(two: Two) -> None:
    two.merge()
    left = {
        table: [row for row in rows.values() if two.drop in (row.get("client_id"), row["scope_id"], row.get("parent_id"))]
        for table, rows in dump(two.store).items()
    }  # fmt: skip
    assert {table for table, rows in left.items() if rows} == {"client", "contact", "tie", "policy"}
    assert [row["name"] for row in left["contact"]] == ["周 建明"]
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


def test_tiers_and_owners_of_what_was_merged_stay_in_the_timeline(store: Database, today: date) -> None:
    """Over two merges, of which one changed nothing of the client that stayed."""
    names = ("嘉兴甲厂有限公司", "嘉兴甲厂", "嘉兴甲厂公司")
    first, second, third = (client(store, name, today, tier="B", short_name=name) for name in names)
    for each, tier in ((second, "A"), (third, "C")):
        edit = bulk_edits.Edit("tier", tier)
        store.write(lambda s, e=each, to=edit: bulk_edits.apply(s, [e], to, title="x", today=today))

    def history_of(client_id: str) -> list[tuple[str, str, str]]:
        lines = store.read(lambda s: timeline.page(s, client_id, kinds=[timeline.Fact.CHANGE])).lines
        assert len(lines) == store.read(lambda s: timeline.counts(s, client_id))[timeline.Fact.CHANGE]
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


def test_two_cards_at_one_client_keep_where_they_came_from(store: Database, today: date) -> None:
    home, third = client(store, "宁波恒远轮胎有限公司", today), client(store, "杭州大海机械", today)
    before = person(store, third, "周建明", today)
    zhou = person(store, home, "周总", today)
    came = store.write(lambda s: staff_changes.move(s, before, home, on=today, today=today)).value
    store.write(lambda s: mergers.merge_people(s, zhou, came, today=today))
    assert [each.contact_id for each in store.read(lambda s: staff_changes.cards(s, zhou))] == [before, zhou]
    assert [each.contact_id for each in store.read(lambda s: staff_changes.cards(s, before))] == [before, zhou]


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
    assert {each.name for each in two.rows(Contact, client_id=two.keep)} == {"周建明", "周 建明", "沈立群"}


def test_undo_restores_every_row(two: Two, today: date) -> None:
    before = dump(two.store)
    batch = two.merge(Choices({"name": Take.DROPPED, "tier": Take.DROPPED}))
    merged = dump(two.store)
    undone = two.store.write(lambda s: history.undo(s, batch, today=today)).value
    assert undone.kept == 0
    assert dump(two.store) == before
    assert checking.check(two.store) == []
    two.store.write(lambda s: history.undo(s, undone.batch_id, today=today))
    assert dump(two.store) == merged


def test_undo_keeps_what_came_after(two: Two, today: date) -> None:
    batch = two.merge()
    draft = InteractionDraft(two.keep, Channel.CALL, today, "合并以后", (two.shen,))
    two.store.write(lambda s: interactions.log(s, draft, today=today))
    two.store.write(lambda s: history.undo(s, batch, today=today))
    assert [row.outcome for row in two.rows(Interaction, client_id=two.keep)] == ["合并以后"]


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
    assert (row.name, row.hobbies, row.emails, row.birthday_day) == ("周 建明", "钓鱼", ("z@hengyuan.cn",), 3)
    assert all(two.zhou2 not in each.contact_ids for each in two.rows(Interaction))
    assert [each.contact_id for each in two.rows(Relative)] == [twin]
    assert read(two.store, Contact, two.shen).reports_to_id == twin
    two.store.write(lambda s: history.undo(s, batch or "", today=today))
    assert dump(two.store) == before


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
