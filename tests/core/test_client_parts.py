"""Notes, groups, and facts changed where they stand."""

from datetime import date

import pytest

from kam_desktop.core import client_facts, clients, contacts, dossiers, groups, history, notes, timeline
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.errors import Conflict, Invalid, NotFound
from kam_desktop.core.notes import NoteDraft
from kam_desktop.core.rules.shares import Share
from kam_desktop.core.store.database import Database


def make(store: Database, name: str, today: date) -> str:
    return str(store.write(lambda s: clients.create(s, ClientDraft(name), today=today)).value)


def put_under(store: Database, child: str, parent: str | None) -> None:
    def work(s: object) -> None:
        groups.set_parent(s, child, parent, revision=clients.get(s, child).revision)  # type: ignore[arg-type]

    store.write(work)


def test_a_note_is_made_edited_removed_and_undone(store: Database, today: date) -> None:
    client = make(store, "甲", today)
    note = store.write(lambda s: notes.create(s, client, NoteDraft(" 仓库\x00搬家 "), today=today)).value
    assert [(row.text, row.author) for row in store.read(lambda s: notes.of_client(s, client))] == [
        ("仓库搬家", "刘敏")
    ]
    draft = store.read(lambda s: notes.draft_of(notes.get(s, note)))
    store.write(lambda s: notes.edit(s, note, NoteDraft("搬到鄞州", revision=draft.revision)))
    with pytest.raises(Conflict):
        store.write(lambda s: notes.edit(s, note, draft))
    gone = store.write(lambda s: notes.remove(s, note))
    assert store.read(lambda s: notes.of_client(s, client)) == []
    store.write(lambda s: history.undo(s, gone.batch_id, today=today))  # type: ignore[arg-type]
    assert [row.text for row in store.read(lambda s: notes.of_client(s, client))] == ["搬到鄞州"]


def test_a_personal_note_is_shown_nowhere_unasked(store: Database, today: date) -> None:
    client = make(store, "甲", today)
    store.write(lambda s: notes.create(s, client, NoteDraft("他在找新工作", is_private=True), today=today))
    assert store.read(lambda s: notes.of_client(s, client)) == []
    assert store.read(lambda s: timeline.page(s, client, text="新工作")).lines == []
    assert store.read(lambda s: dossiers.show(s, client, today=today, limit=None)).timeline == []
    [own] = store.read(lambda s: notes.private_of_client(s, client))
    assert own.is_private
    assert store.read(lambda s: notes.get(s, own.id).scope_id) == "private"
    assert store.read(lambda s: notes.of_client(s, client, with_private=True)) == [own]


def test_a_note_wants_text_and_a_person_of_the_client(store: Database, today: date) -> None:
    client, other = make(store, "甲", today), make(store, "乙", today)
    stranger = store.write(lambda s: contacts.create(s, other, ContactDraft("王"), today=today)).value
    with pytest.raises(Invalid):
        store.write(lambda s: notes.create(s, client, NoteDraft(" \n"), today=today))
    with pytest.raises(NotFound):
        store.write(lambda s: notes.create(s, client, NoteDraft("x", stranger), today=today))


def test_a_group_is_a_tree(store: Database, today: date) -> None:
    top, middle, low, sister = (make(store, name, today) for name in ("总公司", "华东", "宁波", "杭州"))
    for child, parent in ((middle, top), (low, middle), (sister, middle)):
        put_under(store, child, parent)
    group = store.read(lambda s: groups.of_client(s, middle))
    assert [(member.id, member.depth) for member in group.members] == [(top, 0), (middle, 1), (sister, 2), (low, 2)]
    assert group.parent is not None
    assert group.parent.id == top
    assert store.read(lambda s: groups.of_client(s, top)).parent is None
    with pytest.raises(Invalid) as refused:
        put_under(store, top, low)
    assert refused.value.code == "group.cycle"
    with pytest.raises(Invalid) as refused:
        put_under(store, top, top)
    assert refused.value.code == "group.own_parent"


def test_a_removed_parent_is_told_and_its_place_can_be_cleared(store: Database, today: date) -> None:
    top, low = make(store, "总公司", today), make(store, "宁波", today)
    put_under(store, low, top)
    store.write(lambda s: clients.remove(s, top))
    group = store.read(lambda s: groups.of_client(s, low))
    assert group.has_lost_parent
    assert [member.id for member in group.members] == [low]
    put_under(store, low, None)
    assert store.read(lambda s: groups.of_client(s, low)).is_alone


def test_one_fact_is_one_undoable_save(store: Database, today: date) -> None:
    client = make(store, "甲", today)
    first = store.read(lambda s: clients.get(s, client).revision)

    def change(name: str, value: object, revision: int) -> tuple[int, str]:
        done = store.write(lambda s: client_facts.change(s, client, name, value, revision=revision, today=today))
        return done.value, str(done.batch_id)

    second, batch = change("tier", "A", first)
    assert second > first
    with pytest.raises(Conflict):
        change("city", "宁波", first)
    third, _ = change("team", ("王强", " 王强 ", "李静"), second)
    fourth, _ = change("supplier_shares", (Share("", 61, True), Share("鼎泰", 24)), third)
    head = store.read(lambda s: dossiers.show(s, client, today=today)).client
    assert (head["tier"], head["team"]) == ("A", ("王强", "李静"))
    assert head["supplier_shares"][0] == {"name": "", "percent": 61, "is_ours": True}
    with pytest.raises(Invalid):
        change("value_band", "platinum", fourth)
    store.write(lambda s: history.undo(s, batch, today=today))
    assert store.read(lambda s: clients.get(s, client).tier) == ""


def test_a_tier_changed_in_place_plans_the_client_anew(store: Database, today: date) -> None:
    client = make(store, "甲", today)
    assert store.read(lambda s: dossiers.show(s, client, today=today)).touches == []
    revision = store.read(lambda s: clients.get(s, client).revision)
    store.write(lambda s: client_facts.change(s, client, "tier", "A", revision=revision, today=today))
    assert store.read(lambda s: dossiers.show(s, client, today=today)).touches


def test_a_name_is_kept_in_one_line(store: Database, today: date) -> None:
    client = str(store.write(lambda s: clients.create(s, ClientDraft("长城\n公司", notes="一\n二"), today=today)).value)
    row = store.read(lambda s: clients.draft_of(clients.get(s, client)))
    assert (row.name, row.short_name, row.notes) == ("长城公司", "长城", "一\n二")
