"""The search index follows the data in every transaction, finds what a scan finds, and can be made anew."""

import dataclasses
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from kam_desktop.core import (
    checking,
    clients,
    commitments,
    contacts,
    custom_fields,
    favours,
    history,
    indexing,
    intake,
    list_filters,
    occasions,
    search,
)
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.favours import FavourDraft
from kam_desktop.core.occasions import OccasionDraft
from kam_desktop.core.records import ClientRecord
from kam_desktop.core.rules import folding, own_texts, search_words
from kam_desktop.core.rules import names as rule_names
from kam_desktop.core.rules.kinds import Channel, CustomKind, FavourDirection, OccasionKind
from kam_desktop.core.store import changes, index_forms, index_numbers, index_renewal, search_index
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Client, Interaction

DAY = date(2026, 6, 1)
ALPHABET = "恒远轮胎龍龙單单AaÄßæø’１1%_ ，。x"


def found(store: Database, text: str) -> list[str]:
    return store.read(lambda s: [hit.title for hit in search.find(s, text)])


def make(store: Database, name: str, **given: Any) -> str:
    return str(store.write(lambda s: clients.create(s, ClientDraft(name, **given), today=DAY)).value)


def test_a_save_is_found_at_once_under_its_new_words_only(store: Database) -> None:
    row_id = make(store, "宁波恒远轮胎有限公司", notes="喜欢龙井")

    def rename(session: Session) -> None:
        draft = clients.draft_of(clients.get(session, row_id))
        fresh = ClientDraft("青岛海川橡胶有限公司", notes="喜欢崂山绿茶", revision=draft.revision)
        clients.update(session, row_id, fresh, today=DAY)

    store.write(rename)
    assert found(store, "恒远") == []
    assert found(store, "龙井") == []
    assert found(store, "海川") == ["青岛海川橡胶有限公司"]
    assert found(store, "崂山") == ["青岛海川橡胶有限公司"]


def test_what_was_put_away_is_not_found_and_undo_brings_it_back(store: Database) -> None:
    row_id = make(store, "恒远轮胎")
    store.write(lambda s: contacts.create(s, row_id, ContactDraft("单雄信", phones=("138 0013 8000",)), today=DAY))
    removed = store.write(lambda s: clients.remove(s, row_id))
    assert found(store, "恒远") == found(store, "雄信") == found(store, "13800138") == []
    store.write(lambda s: history.undo(s, str(removed.batch_id), today=DAY))
    assert found(store, "恒远") == ["恒远轮胎"]
    assert found(store, "雄信") == ["单雄信"]
    assert checking.check(store) == []


def test_a_write_that_fails_leaves_no_words(store: Database) -> None:
    def fail(session: Session) -> None:
        clients.create(session, ClientDraft("恒远轮胎"), today=DAY)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.write(fail)
    assert found(store, "恒远") == []
    assert checking.check(store) == []


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("13800138000", True), ("138 0013-8000", True), ("+86 138", True), ("0086138001", True), ("8000", True),
        ("00138", True), ("0574", True), ("(0574) 5550", True), ("5745550", True), ("8657455", True), ("139", False),
    ],
)  # fmt: skip
def test_any_fragment_of_a_phone_in_any_spacing(store: Database, typed: str, is_found: bool) -> None:
    row_id = make(store, "恒远轮胎")
    person = ContactDraft("王伟", phones=("138-0013-8000", "0574-55500138"))
    store.write(lambda s: contacts.create(s, row_id, person, today=DAY))
    assert found(store, typed) == (["王伟"] if is_found else [])


@pytest.mark.parametrize("kept", ["+86 21 5555 6666", "021-55556666", "86-21-5555 6666 ext 12", "(021) 5555 6666"])
def test_a_landline_as_it_is_dialled_however_it_is_kept(store: Database, kept: str) -> None:
    row_id = make(store, "恒远轮胎")
    store.write(lambda s: contacts.create(s, row_id, ContactDraft("王伟", phones=(kept,)), today=DAY))
    other = make(store, "海川")
    store.write(lambda s: contacts.create(s, other, ContactDraft("李雷", phones=("+86 22 1215 5555",)), today=DAY))
    for typed in ("02155556666", "021-5555", "021 5555 6666", "0215555", "862155556666", "+86 21 5555"):
        assert found(store, typed) == ["王伟"], typed
        assert store.read(lambda s, typed=typed: list_filters.client_ids(s, typed)) == [row_id], typed


@pytest.mark.parametrize(
    "typed",
    [
        "王俊岭",
        "俊岭",
        "岭",
        "wjl",
        "WJL",
        "wang",
        "wangjunling",
        "junl",
        "jl",
        "wangjl",
        "王jl",
        "wang俊",
        "王jun岭",
        "ｗａｎｇ",
    ],
)
def test_the_same_person_by_characters_pinyin_initials_and_mixed(store: Database, typed: str) -> None:
    row_id = make(store, "恒远轮胎")
    store.write(lambda s: contacts.create(s, row_id, ContactDraft("王俊岭"), today=DAY))
    [hit] = store.read(lambda s: search.find(s, typed))
    assert hit.title == "王俊岭"
    assert hit.marks


@pytest.mark.parametrize(
    ("surname", "read"), [("单", "shan"), ("仇", "qiu"), ("解", "xie"), ("曾", "zeng"), ("查", "zha"), ("朴", "piao")]
)
def test_surnames_have_their_own_reading(store: Database, surname: str, read: str) -> None:
    row_id = make(store, "恒远轮胎")
    store.write(lambda s: contacts.create(s, row_id, ContactDraft(f"{surname}伟"), today=DAY))
    assert found(store, f"{read}wei") == [f"{surname}伟"]


def test_simplified_finds_traditional_and_full_width_finds_half_width(store: Database) -> None:
    make(store, "龍騰機械", notes="ＡＢＣ公司，报价 100%")
    for typed in ("龙腾", "龍騰", "机械", "abc公司", "公司,报", "100%", "１００％"):
        assert found(store, typed) == ["龍騰機械"], typed
    for typed in ("100_", "10%0"):
        assert found(store, typed) == []


def test_key_clients_first_names_before_notes_newest_note_first(store: Database) -> None:
    make(store, "恒远丙", tier="C")
    make(store, "恒远甲", tier="A")
    other = make(store, "海川", tier="B", notes="常提到恒远")
    for day, words in ((1, "先说恒远"), (9, "后说恒远")):
        row = changes.new_row(other, client_id=other, channel=Channel.CALL.value, on=date(2026, 5, day), outcome=words)
        store.write(lambda s, row=row: changes.insert_many(s, Interaction, [row]))
    assert found(store, "恒远") == ["恒远甲", "恒远丙", "海川 · 2026-05-09", "海川 · 2026-05-01", "海川"]


def test_what_was_written_stands_by_its_day_however_late_it_was_entered(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = make(store, "恒远轮胎", notes="谈机油")

    def log(*days: str) -> None:
        rows = [
            changes.new_row(client, client_id=client, channel="call", on=date.fromisoformat(day), outcome="谈机油")
            for day in days
        ]
        store.write(lambda s: changes.insert_many(s, Interaction, rows))

    def days(limit: int = 50) -> list[str]:
        return [hit.on or "" for hit in store.read(lambda s: search.find(s, "机油", limit=limit))]

    log("2026-05-01")
    log("2019-03-02", "2026-05-03", "0001-01-01")
    log("2024-07-08")
    expected = ["2026-05-03", "2026-05-01", "2024-07-08", "2019-03-02", "0001-01-01", ""]
    assert days() == expected
    assert days(2) == expected[:2]  # of all, not of those that came last
    moved = "UPDATE interaction SET \"on\" = '2020-01-01' WHERE \"on\" = '2026-05-03'"

    def move(session: Session) -> None:
        raw = search_index.raw_of(session)
        raw.execute(moved)
        search_index.index(raw, {"interaction": [row[0] for row in raw.execute("SELECT id FROM interaction")]})

    store.write(move)
    assert days(3) == ["2026-05-01", "2024-07-08", "2020-01-01"]
    assert store.read(lambda s: search_index.flaws(search_index.raw_of(s))) == []
    monkeypatch.setattr(index_numbers, "DAY_SHIFT", index_numbers.TEXT_SHIFT + 1)  # of a day no more than two have room
    store.write(indexing.rebuild)
    log(*["2026-06-01"] * 5)
    assert days(2) == ["2026-06-01"] * 2
    assert len(days()) == 11
    assert store.read(lambda s: search_index.flaws(search_index.raw_of(s))) == []


def test_own_clients_come_before_shared_ones_however_many_there_are(store: Database, today: date) -> None:
    own = store.author
    for number in range(8):
        make(store, f"恒远{number}号", tier="A", owner="佟雅楠", notes="喜欢龙井")
    mine, free = make(store, "宁波恒远", tier="C", owner=own, notes="龙井"), make(store, "温州恒远", tier="C")
    store.write(lambda s: contacts.create(s, mine, ContactDraft("恒远山"), today=DAY))

    def titles(text: str, limit: int) -> list[str]:
        return store.read(lambda s: [hit.title for hit in search.find(s, text, limit=limit)])

    assert set(titles("恒远", 4)[:3]) == {"宁波恒远", "温州恒远", "恒远山"}
    assert titles("hengyuan", 4)[:3] == titles("恒远", 4)[:3]
    assert {hit.title for hit in store.read(lambda s: search.find_names(s, "恒远", limit=1))} == {"恒远山", "宁波恒远"}
    assert titles("龙井", 4)[0] == "宁波恒远"

    def pass_on(session: Session) -> None:
        for row_id, owner in ((mine, "佟雅楠"), (free, own)):
            draft = clients.draft_of(clients.get(session, row_id))
            clients.update(session, row_id, dataclasses.replace(draft, owner=owner), today=DAY)

    store.write(pass_on)
    assert titles("恒远", 4)[0] == "温州恒远"
    assert "恒远山" not in titles("恒远", 4)
    assert checking.check(store) == []


def test_a_large_write_is_taken_in_later_and_whole(store: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "AT_ONCE", 10)
    rows = [
        changes.new_row("", name=f"恒远{number}号", short_name=f"恒远{number}号", sort_key=f"heng yuan  {number}")
        for number in range(40)
    ]
    for row in rows:
        row["scope_id"] = row["id"]
    store.write(lambda s: changes.insert_many(s, Client, rows))
    assert store.read(indexing.waiting) == 40
    assert found(store, "恒远") == []
    assert checking.check(store) == []  # what waits is no flaw
    assert indexing.catch_up(store) == 40
    assert len(found(store, "恒远")) == 40
    assert checking.check(store) == []


def test_idle_time_takes_in_and_merges_in_turns(store: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "AT_ONCE", 0)
    monkeypatch.setattr(indexing, "IN_A_ROW", 5)
    monkeypatch.setattr(indexing, "drain", lambda s: search_index.drain(s, at_most=4))
    for number in range(40):
        make(store, f"恒远{number}号")
    segments = "SELECT count(DISTINCT segid) FROM find_names_idx"
    taken: int | None = 0
    most, waited = 0, [store.read(indexing.waiting)]
    while taken is not None:
        taken = store.write(lambda s, before=taken: indexing.step(s, before)).value
        most = max(most, store.read_plain(lambda s: s.execute(segments, {}).fetchone()[0]))
        waited.append(store.read(indexing.waiting))
    assert waited[0] == 40
    assert waited[-1] == 0
    assert waited == sorted(waited, reverse=True)
    assert 2 < most < 8  # ten were made
    assert len(found(store, "恒远")) == 40
    assert checking.check(store) == []


def test_check_sees_a_wrong_index_and_rebuild_mends_it(store: Database) -> None:
    make(store, "恒远轮胎", notes="喜欢龙井")
    store.write(lambda s: search_index.raw_of(s).execute("DELETE FROM find_texts"))
    store.write(lambda s: search_index.raw_of(s).execute("DELETE FROM find_names"))
    assert {each.code for each in checking.check(store)} == {"index"}
    store.write(indexing.rebuild)
    assert checking.check(store) == []
    assert found(store, "恒远") == found(store, "龙井") == ["恒远轮胎"]


def test_occasions_and_favours_are_found_and_rebuilt(store: Database) -> None:
    client = make(store, "恒远轮胎")
    day, helped = OccasionDraft(OccasionKind.OPENING, DAY, "二分店", notes="送花篮"), FavourDirection.WE_HELP
    made = store.write(lambda s: occasions.add(s, client, day, today=DAY)).value
    draft = FavourDraft(helped, "联系骨科专家", DAY, result="已挂上号")
    store.write(lambda s: favours.add(s, client, draft, today=DAY))
    store.write(lambda s: commitments.add(s, client, text="联系货运公司"))

    def hits(text: str) -> list[tuple[str, str]]:
        return sorted((hit.kind, hit.client_id) for hit in store.read(lambda s: search.find(s, text)))

    for _ in range(2):
        assert hits("花篮") == hits("二分店") == [("occasion", client)]
        assert hits("骨科") == hits("挂上号") == [("favour", client)]
        assert hits("联系") == [("commitment", client), ("favour", client)]
        assert checking.check(store) == []
        store.write(indexing.rebuild)
    store.write(lambda s: search_index.raw_of(s).execute("UPDATE occasion SET text_no = NULL"))
    assert {each.code for each in checking.check(store)} == {"index"}
    store.write(indexing.rebuild)
    store.write(lambda s: occasions.remove(s, made, today=DAY))
    assert hits("花篮") == []


def test_the_reach_of_people_follows_them(store: Database) -> None:
    row_id = make(store, "恒远轮胎")
    person = ContactDraft("王伟", phones=("138-0013-8000",), emails=("Wei@Example.com",))
    contact_id = store.write(lambda s: contacts.create(s, row_id, person, today=DAY)).value
    statement = "SELECT key FROM reach WHERE contact_id = ? ORDER BY key"
    keys = store.read(lambda s: search_index.raw_of(s).execute(statement, (contact_id,)).fetchall())
    assert keys == [("mail:wei@example.com",), ("tel:+8613800138000",)]


@pytest.mark.parametrize(
    ("typed", "count"),
    [("0000", 3), ("000000", 2), ("00000000", 1), ("0" * 30, 0), ("13800000000", 1), ("哈哈哈哈", 1)],
)
@pytest.mark.parametrize("is_old", [False, True])
def test_a_row_of_one_character_is_found_by_its_length(store: Database, typed: str, count: int, is_old: bool) -> None:
    row_id = make(store, "恒远轮胎", notes="尾号 10000 的车, 哈哈哈哈哈; ００００００")
    make(store, "海川0000号")
    person = ContactDraft("王伟", phones=("138 0000 0000",))
    store.write(lambda s: contacts.create(s, row_id, person, today=DAY))
    if is_old:  # of a version that had no words for such rows
        store.write(lambda s: search_index.raw_of(s).execute("DELETE FROM meta WHERE key = 'find_rows'"))
    assert len(found(store, typed)) == count
    assert checking.check(store) == []
    expression = search_words.match_names(search_words.wanted(typed))
    statement = "SELECT count(*) FROM find_names WHERE find_names MATCH ?"
    proposed = store.read(lambda s: search_index.raw_of(s).execute(statement, (expression,)).fetchone()[0])
    assert proposed <= count  # of all names, the index gives no other to look at
    store.write(indexing.rebuild)
    assert store.read(lambda s: index_renewal.has_rows(search_index.raw_of(s)))


def test_an_index_of_an_older_version_reads_its_names_anew_in_idle_time(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_renewal, "_STEP", 2)
    old_key = "dan cheng  長城機械"
    one = make(store, "長城機械")
    make(store, "宁波恒远轮胎有限公司", short_name="恒远")
    for number in range(3):
        make(store, f"海川{number}号", owner="佟雅楠")
    person = ContactDraft("單雄信")
    store.write(lambda s: contacts.create(s, one, person, today=DAY))

    def age(session: Session) -> None:
        raw = search_index.raw_of(session)
        raw.execute("UPDATE client SET sort_key = ? WHERE id = ?", (old_key, one))
        raw.execute("UPDATE contact SET sort_key = 'dan xiong xin  單雄信'")
        ids = {each: [row[0] for row in raw.execute(f"SELECT id FROM {each}")] for each in ("client", "contact")}
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(search_words, "read_besides", lambda _name, _short: ())
            patch.setattr(index_numbers, "owner_mark", lambda _owner: 0)
            search_index.index(raw, ids)
        raw.execute("DELETE FROM meta WHERE key = 'find_readings'")

    store.write(age)
    assert found(store, "changcheng") == found(store, "nbhy") == found(store, "shan") == []
    assert checking.check(store) == []
    taken: int | None = 0
    while taken is not None:
        taken = store.write(lambda s, before=taken: indexing.step(s, before)).value
    assert found(store, "changcheng") == ["長城機械"]
    assert found(store, "nbhy") == ["宁波恒远轮胎有限公司"]
    assert found(store, "shan") == ["單雄信"]
    assert checking.check(store) == []
    assert store.read(lambda s: index_renewal.has_readings(search_index.raw_of(s)))
    statement = "SELECT name_no FROM client WHERE owner <> ''"
    marks = store.read(lambda s: {index_numbers.mark_in(row[0]) for row in search_index.raw_of(s).execute(statement)})
    assert marks == {index_numbers.owner_mark("佟雅楠")}


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("解晓东", ["xiexiaodong", "xxd", "jiexiaodong", "xiexd"]), ("單雄信", ["shanxiongxin", "sxx", "danxiongxin"]),
        ("尉迟氏商行", ["yuchi", "ycssh", "weichi"]), ("万俟卨", ["moqi", "wanqi"]), ("仇记轮胎有限公司", ["qiuji", "qjlt", "chouji"]),
        ("宁波恒远轮胎有限公司", ["nbhy"]),
    ],
)  # fmt: skip
def test_a_client_is_found_by_the_surname_its_name_begins_with(store: Database, name: str, typed: list[str]) -> None:
    make(store, name)
    assert {each: found(store, each) for each in typed} == {each: [name] for each in typed}
    assert checking.check(store) == []


def test_an_index_that_knew_no_surnames_of_clients_learns_them_in_idle_time(store: Database) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_words, "read_as_surnames", lambda _name, _short: ())
        make(store, "解晓东")
        make(store, "宁波恒远轮胎有限公司", owner="佟雅楠")
    store.write(lambda s: search_index.raw_of(s).execute("UPDATE meta SET value = '1' WHERE key = 'find_readings'"))
    assert found(store, "xiexiaodong") == []
    assert checking.check(store) == []
    assert store.write(lambda s: index_renewal.renew(search_index.raw_of(s))).value
    waiting = store.read(lambda s: [row[0] for row in search_index.raw_of(s).execute("SELECT row_id FROM unindexed")])
    assert len(waiting) == 1, "no other has words to learn"
    taken: int | None = 0
    while taken is not None:
        taken = store.write(lambda s, before=taken: indexing.step(s, before)).value
    assert found(store, "xiexiaodong") == ["解晓东"]
    assert store.read(lambda s: index_renewal.has_readings(search_index.raw_of(s)))


def test_a_company_whose_key_an_older_version_made_is_known_again_after_idle_time(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_renewal, "_STEP", 2)
    name = "合肥长风轮胎（苏州）有限公司"
    for each in ("海川一号", name, "海川二号", "海川三号"):
        make(store, each)

    def age(session: Session) -> None:
        raw = search_index.raw_of(session)
        raw.execute("UPDATE client SET name_key = '苏州|长风轮胎' WHERE name = ?", (name,))
        raw.execute("DELETE FROM meta WHERE key = 'client_keys'")

    store.write(age)
    assert found(store, "changfeng") == [name]
    assert checking.check(store) == []
    taken: int | None = 0
    while taken is not None:
        taken = store.write(lambda s, before=taken: indexing.step(s, before)).value
    assert (
        store.write(lambda s: intake.take_in(s, [ClientRecord(2, name)], title="x.csv", today=DAY)).value.unchanged == 1
    )
    assert found(store, "changfeng") == [name]
    assert checking.check(store) == []


def test_an_index_that_knew_fewer_forms_learns_them_in_idle_time(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_forms, "STEP", 2)
    own = store.write(lambda s: custom_fields.define(s, "client", "吨位", CustomKind.NUMBER)).value
    with pytest.MonkeyPatch.context() as patch:
        for module, name in ((search_words, "unaccented"), (folding, "unaccented"), (rule_names, "unpadded")):
            patch.setattr(module, name, lambda text: text)
        patch.setattr(own_texts, "forms", lambda value: [str(value)])
        patch.setattr(search_words, "numbered", lambda number: [f"{search_words._EXACT}{number.casefold()}"])
        one = make(store, "Møller Dæk", external_no="QD-1007", custom=((own, 12500),))
        for name in ("王　小　明", "李 雷雷"):
            store.write(lambda s, name=name: contacts.create(s, one, ContactDraft(name), today=DAY))
        day = OccasionDraft(OccasionKind.OPENING, DAY, "crème brûlée")
        store.write(lambda s: occasions.add(s, one, day, today=DAY))
        for number in range(3):
            make(store, f"海川{number}号")
    store.write(lambda s: search_index.raw_of(s).execute("DELETE FROM meta WHERE key = 'find_forms'"))
    typed = {
        "moller": "Møller Dæk", "qd100": "Møller Dæk", "12,500": "Møller Dæk", "creme": "Møller Dæk · 2026-06-01",
        "小明": "王　小　明", "李雷雷": "李 雷雷",
    }  # fmt: skip
    assert sum(map(bool, (found(store, each) for each in typed))) <= 1  # how a name begins was known without blanks
    assert checking.check(store) == []
    looked_at = store.write(lambda s: index_forms.renew(search_index.raw_of(s), {"client": ("notes", "custom")})).value
    assert looked_at == 2
    taken: int | None = 0
    while taken is not None:
        taken = store.write(lambda s, before=taken: indexing.step(s, before)).value
    assert {each: found(store, each) for each in typed} == {each: [title] for each, title in typed.items()}
    assert store.read(lambda s: index_forms.are_known(search_index.raw_of(s)))
    assert checking.check(store) == []


words = st.text(ALPHABET, min_size=1, max_size=12)


@given(names=st.lists(words.filter(str.strip), min_size=1, max_size=5), notes=st.lists(words, max_size=4), typed=words)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_index_finds_what_a_scan_after_folding_finds(
    store: Database, names: Sequence[str], notes: Sequence[str], typed: str
) -> None:
    def empty(session: Session) -> None:
        for row in session.query(Client):
            session.delete(row)
        session.flush()
        search_index.rebuild(session)

    def fill(session: Session) -> None:
        for place, name in enumerate(names):
            note = notes[place] if place < len(notes) else ""
            clients.create(session, ClientDraft(name, short_name=name, notes=note), today=DAY)

    store.write(empty)
    store.write(fill)
    parts = search_words.wanted(typed).parts
    rows = store.read(lambda s: [(row.id, row.name, row.notes) for row in s.query(Client)])
    by_name = {row[0] for row in rows if parts and all(part in folding.fold(row[1]) for part in parts)}
    by_note = {row[0] for row in rows if parts and all(part in folding.fold(row[2]) for part in parts)}
    hits = store.read(lambda s: search.find(s, typed, limit=500))
    literally = {hit.id for hit in hits if all(folding.find(hit.title, part) for part in parts)}
    noted = {hit.id for hit in hits if hit.snippet_marks}
    assert by_name <= literally
    assert literally <= by_name | by_note
    if not search_words.wanted(typed).is_short_latin:
        assert by_note <= noted | by_name
