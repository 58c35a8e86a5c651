"""People at a client: superiors, ties, single threads; they leave, arrive, move and are followed (D-5.7, D-12.1)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import event, select

from kam_desktop.core import (
    clients,
    contacts,
    gifts,
    history,
    interactions,
    portraits,
    relationships,
    staff_changes,
    touches,
)  # fmt: skip
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft, RelativeDraft
from kam_desktop.core.errors import Invalid, NotFound, Refused
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.rules import dates
from kam_desktop.core.rules.kinds import Channel, GiftCategory, StaffChangeKind
from kam_desktop.core.staff_changes import Succession
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Contact, StaffChange, Touch
from kam_desktop.core.timeline_facts import Fact

People = dict[str, str]


@pytest.fixture
def client(store: Database, today: date) -> str:
    draft = ClientDraft("宁波恒远轮胎有限公司", tier="A", owner="刘敏", leader="高原")
    return store.write(lambda s: clients.create(s, draft, today=today)).value


@pytest.fixture
def people(store: Database, client: str, today: date) -> People:
    """The head 周建明, 林海燕 under him, 郑伟 under her."""

    def add(session: Any) -> People:
        made: People = {}
        for name, above, more in (
            (
                "周建明",
                "",
                {"buying_role": "decides", "title": "总经理", "influence": 3, "birthday": dates.parse("06-20")},
            ),
            ("林海燕", "周建明", {"title": "采购主管"}),
            ("郑伟", "林海燕", {}),
        ):
            draft = ContactDraft(name, reports_to_id=made.get(above), **more)  # type: ignore[arg-type]
            made[name] = contacts.create(session, client, draft, today=today)
        return made

    return store.write(add).value


def row(store: Database, contact_id: str) -> SimpleNamespace:
    """A contact as plain values."""

    def look(session: Any) -> SimpleNamespace:
        found = contacts.get(session, contact_id)
        return SimpleNamespace(**{column.key: getattr(found, column.key) for column in Contact.__table__.columns})

    return store.read(look)


def relatives(store: Database, contact_id: str) -> list[RelativeDraft]:
    return store.read(lambda s: [contacts.relative_draft(each) for each in contacts.relatives_of(s, [contact_id])])


def test_nobody_stands_above_themselves(store: Database, people: People) -> None:
    with pytest.raises(Invalid, match="reports_in_circle") as caught:
        store.write(lambda s: relationships.report_to(s, people["周建明"], people["郑伟"]))
    assert caught.value.params == {"name": "周建明", "superior": "郑伟"}
    with pytest.raises(Invalid, match="reports_in_circle"):
        store.write(lambda s: relationships.report_to(s, people["郑伟"], people["郑伟"]))
    assert row(store, people["周建明"]).reports_to_id is None
    store.write(lambda s: relationships.report_to(s, people["郑伟"], people["周建明"]))
    assert row(store, people["郑伟"]).reports_to_id == people["周建明"]
    store.write(lambda s: relationships.report_to(s, people["郑伟"], None))
    assert row(store, people["郑伟"]).reports_to_id is None


def test_a_superior_is_somebody_of_the_same_client(store: Database, people: People, today: date) -> None:
    other = store.write(lambda s: clients.create(s, ClientDraft("台州海辰"), today=today)).value
    stranger = store.write(lambda s: contacts.create(s, other, ContactDraft("沈立群"), today=today)).value
    with pytest.raises(NotFound):
        store.write(lambda s: relationships.report_to(s, people["郑伟"], stranger))


def test_the_form_keeps_superior_influence_and_relatives(store: Database, people: People, today: date) -> None:
    spouse = RelativeDraft("王芳", "spouse", dates.parse("农历八月十五"))

    def save(session: Any, **given: Any) -> None:
        draft = replace(contacts.draft_of(contacts.get(session, people["郑伟"])), **given)
        contacts.update(session, people["郑伟"], draft, today=today)

    store.write(lambda s: save(s, influence=2, relatives=(spouse, RelativeDraft("小宝", "child"))))
    kept = relatives(store, people["郑伟"])
    assert [(each.name, each.relation) for each in kept] == [("王芳", "spouse"), ("小宝", "child")]
    assert kept[0].birthday == dates.parse("农历八月十五")
    store.write(lambda s: save(s, hobbies="钓鱼"))
    assert len(relatives(store, people["郑伟"])) == 2
    store.write(lambda s: save(s, relatives=(replace(kept[1], name="大宝"),)))
    left = relatives(store, people["郑伟"])
    assert [(each.id, each.name) for each in left] == [(kept[1].id, "大宝")]
    for given, code in (
        ({"influence": 4}, "value.unknown"), ({"relatives": (RelativeDraft(),)}, "contact.relative_unnamed"),
        ({"relatives": (RelativeDraft("x", "boss"),)}, "value.unknown"),
    ):  # fmt: skip
        with pytest.raises(Invalid, match=code):
            store.write(lambda s, given=given: save(s, **given))


def test_ties_are_one_for_each_pair(store: Database, client: str, people: People) -> None:
    first = store.write(lambda s: relationships.tie(s, people["郑伟"], " 刘敏 ", 1, notes="同乡")).value
    again = store.write(lambda s: relationships.tie(s, people["郑伟"], "刘敏", 3)).value
    assert first == again
    assert [tuple(each)[2:] for each in store.read(lambda s: relationships.bonds(s, client))] == [("刘敏", 3, "同乡")]
    assert store.read(lambda s: relationships.colleagues(s, client)) == ["刘敏", "高原"]
    for colleague, strength in (("", 1), ("刘敏", 0), ("刘敏", 4)):
        with pytest.raises(Invalid):
            store.write(lambda s, c=colleague, n=strength: relationships.tie(s, people["郑伟"], c, n))
    store.write(lambda s: relationships.untie(s, first))
    assert store.read(lambda s: relationships.bonds(s, client)) == []
    with pytest.raises(NotFound):
        store.write(lambda s: relationships.untie(s, first))


def test_single_threads_of_a_client(store: Database, client: str, people: People, today: date) -> None:
    assert store.read(lambda s: relationships.threads(s, client)) == []
    store.write(lambda s: relationships.tie(s, people["林海燕"], "刘敏", 2))
    codes = [each.code for each in store.read(lambda s: relationships.threads(s, client))]
    assert codes == ["one_colleague", "decider_by_none"]
    for name in ("林海燕", "郑伟"):
        store.write(lambda s, n=name: staff_changes.leave(s, people[n], on=today, today=today))
    codes = [each.code for each in store.read(lambda s: relationships.threads(s, client))]
    assert codes == ["one_contact"]


def test_leaving_puts_planned_touches_away_and_undo_brings_all_back(
    store: Database, client: str, people: People, today: date
) -> None:
    store.write(lambda s: touches.book(s, client, on=today, channel=Channel.CALL, contact_id=people["周建明"]))

    def planned() -> list[str]:
        statement = select(Touch.activity).where(
            Touch.contact_id == people["周建明"], Touch.state == "planned", Touch.deleted_at.is_(None)
        )
        return sorted(store.read(lambda s: s.scalars(statement).all()))

    before = planned()
    assert len(before) >= 2
    done = store.write(
        lambda s: staff_changes.leave(s, people["周建明"], on=today - timedelta(days=3), today=today, notes="退休")
    )
    gone = row(store, people["周建明"])
    assert (gone.has_left, gone.left_on, gone.is_primary) == (True, today - timedelta(days=3), False)
    assert planned() == ["farewell"]
    (change,) = store.read(lambda s: staff_changes.of_client(s, client))
    assert (change.kind, change.name, change.notes) == (StaffChangeKind.LEFT, "周建明", "退休")
    with pytest.raises(Refused, match="has_left_already"):
        store.write(lambda s: staff_changes.leave(s, people["周建明"], on=today, today=today))
    store.write(lambda s: history.undo(s, done.batch_id, today=today))
    back = row(store, people["周建明"])
    assert (back.has_left, back.left_on, back.is_primary) == (False, None, True)
    assert planned() == before
    assert store.read(lambda s: staff_changes.of_client(s, client)) == []


def test_a_day_to_come_is_refused(store: Database, people: People, today: date) -> None:
    with pytest.raises(Invalid, match="in_future"):
        store.write(lambda s: staff_changes.leave(s, people["郑伟"], on=today + timedelta(days=1), today=today))


def test_the_check_box_of_the_form_notes_the_same_facts(
    store: Database, client: str, people: People, today: date
) -> None:
    def save(session: Any, has_left: bool) -> None:
        draft = replace(contacts.draft_of(contacts.get(session, people["郑伟"])), has_left=has_left)
        contacts.update(session, people["郑伟"], draft, today=today)

    store.write(lambda s: save(s, True))
    assert row(store, people["郑伟"]).left_on == today
    store.write(lambda s: save(s, False))
    assert row(store, people["郑伟"]).left_on is None
    kinds = [each.kind for each in store.read(lambda s: staff_changes.of_client(s, client))]
    assert kinds == [StaffChangeKind.ARRIVED, StaffChangeKind.LEFT]


def test_coming_back(store: Database, people: People, today: date) -> None:
    with pytest.raises(Refused, match="has_not_left"):
        store.write(lambda s: staff_changes.come_back(s, people["郑伟"], on=today, today=today))
    store.write(lambda s: staff_changes.leave(s, people["郑伟"], on=today, today=today))
    store.write(lambda s: staff_changes.come_back(s, people["郑伟"], on=today, today=today))
    assert row(store, people["郑伟"]).has_left is False


@pytest.fixture
def moved(store: Database, client: str, people: People, today: date) -> tuple[str, str, str]:
    """林海燕 with a tie, a child and a call, who then moved: the new client, the new card, the batch."""
    child = RelativeDraft("小宝", "child", dates.parse("2015-07-01"))

    def prepare(session: Any) -> str:
        draft = replace(
            contacts.draft_of(contacts.get(session, people["林海燕"])),
            phones=("13800138000",), taboos="不饮酒", relatives=(child,), attitude="supporter",
        )  # fmt: skip
        contacts.update(session, people["林海燕"], draft, today=today)
        relationships.tie(session, people["林海燕"], "刘敏", 3)
        said = InteractionDraft(client, Channel.CALL, today - timedelta(days=9), "谈妥", (people["林海燕"],))
        interactions.log(session, said, today=today)
        return clients.create(session, ClientDraft("台州海辰泵业"), today=today)

    there = store.write(prepare).value
    done = store.write(lambda s: staff_changes.move(s, people["林海燕"], there, on=today, today=today, title="副总"))
    return there, done.value, done.batch_id


def test_a_person_moves_with_all_that_is_theirs(
    store: Database, client: str, people: People, moved: tuple[str, str, str], today: date
) -> None:
    there, card_id, _ = moved
    card = row(store, card_id)
    assert (card.client_id, card.name, card.title, card.is_primary) == (there, "林海燕", "副总", True)
    assert (card.phones, card.taboos, card.attitude) == (("13800138000",), "不饮酒", "supporter")
    assert card.reports_to_id is None
    assert [each.name for each in relatives(store, card_id)] == ["小宝"]
    assert [each.colleague for each in store.read(lambda s: relationships.bonds(s, there))] == ["刘敏"]
    assert row(store, people["林海燕"]).has_left
    chain = store.read(lambda s: staff_changes.cards(s, card_id))
    assert [each.contact_id for each in chain] == [people["林海燕"], card_id]
    assert chain == store.read(lambda s: staff_changes.cards(s, people["林海燕"]))
    (fact,) = store.read(lambda s: staff_changes.of_client(s, client))
    assert (fact.kind, fact.other_contact_id, fact.other_client) == (StaffChangeKind.MOVED, card_id, "台州海辰泵业")


def test_the_history_of_all_cards_is_one(
    store: Database, people: People, moved: tuple[str, str, str], today: date
) -> None:
    there, card_id, _ = moved
    store.write(
        lambda s: interactions.log(s, InteractionDraft(there, Channel.CALL, today, "新岗位", (card_id,)), today=today)
    )
    gift = gifts.GiftDraft(there, card_id, "明前龙井", today, GiftCategory.TEA, 10_000, origin="产地")
    store.write(lambda s: gifts.record(s, gift, today=today))
    for contact_id in (card_id, people["林海燕"]):
        seen = store.read(lambda s, c=contact_id: portraits.show(s, c, today=today))
        lines = store.read(lambda s, k=seen.history: portraits.lines(s, k))
        assert {line.fact for line in lines} == {Fact.CONTACT, Fact.GIFT}
        assert lines[0].params["client"] == "台州海辰泵业"
        assert lines[-1].params["client"] == "宁波恒远轮胎有限公司"
        assert [line.text for line in lines if line.fact is Fact.CONTACT] == ["新岗位", "谈妥"]
    coming = store.read(lambda s: portraits.show(s, card_id, today=today)).coming
    assert [(each.name, each.on, each.age) for each in coming] == [("小宝", date(2026, 7, 1), 11)]


def test_a_move_is_undone_as_one(
    store: Database, client: str, people: People, moved: tuple[str, str, str], today: date
) -> None:
    there, card_id, batch = moved
    store.write(lambda s: history.undo(s, batch, today=today))
    assert not row(store, people["林海燕"]).has_left
    with pytest.raises(NotFound):
        row(store, card_id)
    assert store.read(lambda s: relationships.bonds(s, there)) == []
    assert len(store.read(lambda s: staff_changes.cards(s, people["林海燕"]))) == 1


@pytest.mark.parametrize("what", ["call", "gift", "edit"])
def test_a_move_stays_while_something_is_known_of_the_new_post(
    store: Database, client: str, people: People, moved: tuple[str, str, str], today: date, what: str
) -> None:
    there, card_id, batch = moved

    def note(session: Any) -> None:
        if what == "call":
            draft = InteractionDraft(there, Channel.CALL, today, "新岗位", (card_id,))
            interactions.log(session, draft, today=today)
        elif what == "gift":
            tea = gifts.GiftDraft(there, card_id, "明前龙井", today, GiftCategory.TEA, 10_000, origin="产地")
            gifts.record(session, tea, today=today)
        else:
            contacts.get(session, card_id).title = "总裁"

    since = store.write(note).batch_id
    with pytest.raises(Refused, match="person_used") as caught:
        store.write(lambda s: history.undo(s, batch, today=today))
    assert caught.value.params == {"name": "林海燕"}
    assert row(store, people["林海燕"]).has_left
    for each in (since or "", batch):
        assert store.write(lambda s, i=each: history.undo(s, i, today=today)).value.kept == 0
    assert not row(store, people["林海燕"]).has_left


def test_who_is_known_there_already_keeps_that_card(store: Database, client: str, people: People, today: date) -> None:
    """And a namesake with another number is somebody else."""
    there = store.write(lambda s: clients.create(s, ClientDraft("台州海辰泵业"), today=today)).value
    child = RelativeDraft("小宝", "child", dates.parse("2015-07-01"))

    def prepare(session: Any) -> list[str]:
        draft = replace(
            contacts.draft_of(contacts.get(session, people["林海燕"])), phones=("13800138000", "0574-55500138"),
            taboos="不饮酒", hobbies="钓鱼", greeting_name="林姐", relatives=(child, RelativeDraft("王强", "spouse")),
        )  # fmt: skip
        contacts.update(session, people["林海燕"], draft, today=today)
        relationships.tie(session, people["林海燕"], "刘敏", 3, notes="同学")
        known = ContactDraft("林海燕", title="副总", phones=("138 0013 8000",), taboos="忌钟", relatives=(child,))
        namesake = ContactDraft("林海燕", phones=("13900139000",))
        made = [contacts.create(session, there, each, today=today) for each in (namesake, known)]
        relationships.tie(session, made[1], "刘敏", 1, notes="展会")
        relationships.tie(session, made[1], "高原", 2)
        return made

    namesake, known = store.write(prepare).value
    before = {each: row(store, each) for each in (known, people["林海燕"])}
    done = store.write(lambda s: staff_changes.move(s, people["林海燕"], there, on=today, today=today))
    assert done.value == known
    assert {each.id for each in store.read(lambda s: relationships.map_of(s, there)).people} == {namesake, known}
    card = row(store, known)
    assert (card.title, card.taboos, card.hobbies, card.greeting_name) == ("副总", "忌钟\n不饮酒", "钓鱼", "林姐")
    assert card.phones == ("138 0013 8000", "0574-55500138")
    assert sorted(each.name for each in relatives(store, known)) == ["小宝", "王强"]
    bonds = store.read(lambda s: relationships.bonds(s, there))
    assert [tuple(each)[2:] for each in bonds] == [("刘敏", 3, "展会\n—\n同学"), ("高原", 2, "")]
    chain = store.read(lambda s: staff_changes.cards(s, known))
    assert [each.contact_id for each in chain] == [people["林海燕"], known]
    undone = store.write(lambda s: history.undo(s, done.batch_id, today=today)).value
    assert undone.kept == 0
    for each, was in before.items():
        now = row(store, each)
        for name in ("phones", "taboos", "hobbies", "greeting_name", "title", "has_left", "is_primary"):
            assert getattr(now, name) == getattr(was, name)
    assert len(relatives(store, known)) == 1
    assert [each.strength for each in store.read(lambda s: relationships.bonds(s, there))] == [2, 1]


def test_there_and_back_again(
    store: Database, client: str, people: People, moved: tuple[str, str, str], today: date
) -> None:
    _, card_id, _ = moved
    with pytest.raises(Invalid, match="moved_to_same"):
        store.write(lambda s: staff_changes.move(s, card_id, moved[0], on=today, today=today))
    home = store.write(lambda s: staff_changes.move(s, card_id, client, on=today, today=today)).value
    for one in (people["林海燕"], card_id, home):
        chain = store.read(lambda s, one=one: staff_changes.cards(s, one))
        assert [each.contact_id for each in chain] == [people["林海燕"], card_id, home]


def test_a_successor_takes_over_what_is_agreed(store: Database, client: str, people: People, today: date) -> None:
    offered = store.read(lambda s: staff_changes.succession(s, people["林海燕"]))
    assert offered == Succession("采购主管", "", None, people["周建明"], False, (people["郑伟"],))
    done = store.write(
        lambda s: staff_changes.succeed_by_new(
            s, people["林海燕"], ContactDraft("何静"), offered, on=today, today=today
        )
    )
    new = row(store, done.value)
    assert (new.title, new.reports_to_id) == ("采购主管", people["周建明"])
    assert row(store, people["郑伟"]).reports_to_id == new.id
    old = row(store, people["林海燕"])
    assert (old.has_left, old.successor_id) == (True, new.id)
    kinds = {each.kind for each in store.read(lambda s: staff_changes.of_client(s, client))}
    assert kinds == {StaffChangeKind.ARRIVED, StaffChangeKind.LEFT, StaffChangeKind.SUCCEEDED}
    store.write(lambda s: history.undo(s, done.batch_id, today=today))
    assert row(store, people["郑伟"]).reports_to_id == people["林海燕"]
    assert row(store, people["林海燕"]).successor_id is None
    assert len(store.read(lambda s: contacts.of_client(s, client))) == 3


def test_one_below_can_follow_the_one_above(store: Database, people: People, today: date) -> None:
    taken = store.read(lambda s: staff_changes.succession(s, people["周建明"]))
    store.write(lambda s: staff_changes.succeed(s, people["周建明"], people["林海燕"], taken, on=today, today=today))
    new = row(store, people["林海燕"])
    assert (new.title, new.buying_role, new.influence, new.is_primary) == ("总经理", "decides", 3, True)
    assert new.reports_to_id is None
    assert row(store, people["郑伟"]).reports_to_id == new.id
    with pytest.raises(Invalid, match="succeeds_self"):
        store.write(lambda s: staff_changes.succeed(s, new.id, new.id, Succession(), on=today, today=today))


def test_the_map_is_read_by_few_selects_and_keeps_places(
    store: Database, client: str, people: People, today: date
) -> None:
    store.write(lambda s: relationships.place(s, client, {people["郑伟"]: (40, 8.5)}))
    store.write(lambda s: relationships.set_influence(s, people["郑伟"], 2))
    asked: list[str] = []

    def look(session: Any) -> relationships.RelationshipMap:
        count: Callable[..., None] = lambda *given: asked.append(given[2])  # noqa: E731
        event.listen(session.connection(), "before_cursor_execute", count)
        return relationships.map_of(session, client)

    seen = store.read(look)
    assert len(asked) <= 6
    assert {each.name: each.place for each in seen.people} == {"周建明": None, "林海燕": None, "郑伟": (40.0, 8.5)}
    assert [each.influence for each in seen.people if each.name == "郑伟"] == [2]
    store.write(lambda s: relationships.forget_places(s, client))
    assert all(each.place is None for each in store.read(lambda s: relationships.map_of(s, client)).people)
    with pytest.raises(NotFound):
        store.read(lambda s: relationships.map_of(s, "none"))


def test_staff_changes_stay_facts(store: Database, client: str, people: People, today: date) -> None:
    for one in ("郑伟", "林海燕"):
        store.write(lambda s, n=one: staff_changes.leave(s, people[n], on=today, today=today))
    store.write(lambda s: staff_changes.come_back(s, people["郑伟"], on=today, today=today))
    assert store.read(lambda s: len(s.scalars(select(StaffChange.id)).all())) == 3
