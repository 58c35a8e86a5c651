"""Search by fragments, literally, and by how a name sounds."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy.orm import Session

from kam_desktop.core import (
    checking,
    clients,
    contacts,
    custom_fields,
    history,
    list_filters,
    mergers,
    notes,
    search,
    wider_names,
)
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.rules import search_words
from kam_desktop.core.rules.kinds import CustomKind
from kam_desktop.core.store.database import Database


@pytest.fixture
def known(store: Database, today: date) -> Database:
    def work(session: object) -> None:
        one = clients.create(
            session, ClientDraft("宁波恒远轮胎有限公司", tier="A", notes="满意度 100% 的 a_b 客户"), today=today
        )  # type: ignore[arg-type]
        contacts.create(session, one, ContactDraft("王俊岭", phones=("0574-5550 0138",)), today=today)  # type: ignore[arg-type]
        two = clients.create(session, ClientDraft("万嘉隆物流", tier="B"), today=today)  # type: ignore[arg-type]
        contacts.create(session, two, ContactDraft("单雄信", emails=("shan@example.com",)), today=today)  # type: ignore[arg-type]

    store.write(work)
    return store


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("恒远", ["宁波恒远轮胎有限公司"]),
        ("王", ["王俊岭"]),
        ("wjl", ["万嘉隆物流", "王俊岭"]),
        ("wangjunl", ["王俊岭"]),
        ("wangjl", ["王俊岭"]),
        ("hengyuan", ["宁波恒远轮胎有限公司"]),
        ("nbhy", ["宁波恒远轮胎有限公司"]),
        ("hylt", ["宁波恒远轮胎有限公司"]),
        ("shan", ["单雄信"]),
        ("dan", []),
        ("55500138", ["王俊岭"]),
        ("0574-5550", ["王俊岭"]),
        ("shan@", ["单雄信"]),
        ("100%", ["宁波恒远轮胎有限公司"]),
        ("1%0", []),
        ("a_b", ["宁波恒远轮胎有限公司"]),
        ("axb", []),
        ("_", ["宁波恒远轮胎有限公司"]),
        ("%", ["宁波恒远轮胎有限公司"]),
        ("\\", []),
        ("  ", []),
        ("' OR 1=1 --", []),
    ],
)
def test_what_is_found(known: Database, text: str, titles: list[str]) -> None:
    assert sorted(hit.title for hit in known.read(lambda s: search.find(s, text))) == sorted(titles)


@pytest.mark.parametrize(
    ("name", "short", "typed"),
    [
        ("宁波恒远轮胎有限公司", "恒远", "ningbo nbhy nbhylt ningbohengyuan hylt 宁波lt 宁波恒y hengyuan宁波 hengyuanlt nbhengyuan"),
        ("東莞長城機械廠", "", "changcheng chang城 cc机械 dgcc dongguancc"),
        ("TCL科技集团", "", "tclkj tkj tclkeji tcl科j"),
        ("3M轮胎经营部", "", "3mlt 3mlun 3mluntai 3m轮t"),
        ("ＡＢＣ物流", "", "abcwl abcwuliu"),
        ("工商银行绍兴分行", "", "fenhang sxfh gsyhshaoxing"),
    ],
)  # fmt: skip
def test_a_company_by_any_reading_of_its_names(store: Database, today: date, name: str, short: str, typed: str) -> None:
    store.write(lambda s: clients.create(s, ClientDraft(name, short_name=short), today=today))
    store.write(lambda s: clients.create(s, ClientDraft("青岛海川橡胶有限公司"), today=today))
    for text in typed.split():
        assert [hit.title for hit in store.read(lambda s, text=text: search.find(s, text))] == [name], text
        assert len(store.read(lambda s, text=text: list_filters.client_ids(s, text))) == 1, text


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("王建林", "wjianlin wangjlin wjianl wangjl jianlin王 王jlin"),
        ("單雄信", "shan shanxx sxiongxin"),
        ("李行长", "lihang lhz lhzhang"),
    ],
)
def test_a_person_by_full_syllables_among_initials(store: Database, today: date, name: str, typed: str) -> None:
    client_id = store.write(lambda s: clients.create(s, ClientDraft("海川橡胶"), today=today)).value
    store.write(lambda s: contacts.create(s, client_id, ContactDraft(name), today=today))
    for text in typed.split():
        assert [hit.title for hit in store.read(lambda s, text=text: search.find(s, text))] == [name], text
        assert store.read(lambda s, text=text: list_filters.client_ids(s, text)) == [client_id], text


def test_parts_are_read_each_by_itself(known: Database) -> None:
    for text in ("junling wang", "wang jl", "nb lt", "lt 宁波"):
        assert len(known.read(lambda s, text=text: search.find(s, text))) == 1, text
    assert known.read(lambda s: search.find(s, "junling dan")) == []


def test_an_address_is_looked_for_as_it_is_and_not_read(known: Database) -> None:
    assert "AND" not in search_words.match_names(search_words.wanted("s@"))
    assert [hit.title for hit in known.read(lambda s: search.find(s, "shan@"))] == ["单雄信"]
    assert known.read(lambda s: search.find(s, "sxx@")) == []


def test_marks_show_what_was_matched(known: Database) -> None:
    by_title = {hit.title: hit.marks for hit in known.read(lambda s: search.find_names(s, "wjl"))}
    assert by_title == {"王俊岭": ((0, 3),), "万嘉隆物流": ((0, 3),)}
    [hit] = known.read(lambda s: search.find_names(s, "hengy"))
    assert hit.marks == ((2, 2),)
    [hit] = known.read(lambda s: search.find_names(s, "远轮"))
    assert hit.marks == ((3, 2),)


def test_a_long_text_is_looked_for_as_a_whole_or_not_at_all(known: Database, today: date) -> None:
    told = "".join(chr(0x4E00 + 7 * number) for number in range(200)) + "乙"
    for text in ("甲" * 128 + "乙", told):
        [client_id] = known.read(lambda s: list_filters.client_ids(s, "恒远"))
        draft = notes.NoteDraft(text)
        known.write(lambda s, client_id=client_id, draft=draft: notes.create(s, client_id, draft, today=today))
        for typed, count in ((text, 1), (text[:-1] + "丙", 0), (text + "丙", 0), (text * 9, 0)):
            assert len(known.read(lambda s, typed=typed: search.find(s, typed))) == count
            assert len(known.read(lambda s, typed=typed: list_filters.written_ids(s, typed))) == count


def test_no_part_is_forgotten_however_many_there_are(known: Database, today: date) -> None:
    parts = [chr(0x4E00 + 9 * number) for number in range(60)]
    [client_id] = known.read(lambda s: list_filters.client_ids(s, "恒远"))
    known.write(lambda s: notes.create(s, client_id, notes.NoteDraft(" ".join(parts)), today=today))
    for typed, count in ((" ".join(parts), 1), (" ".join([*parts, "没"]), 0)):
        assert len(known.read(lambda s, typed=typed: search.find(s, typed))) == count
        assert len(known.read(lambda s, typed=typed: list_filters.written_ids(s, typed))) == count


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Zoë Müller", "zoe muller müller MÜLLER Zoë zoemuller zm mul"),
        ("Łukasz Ørsted", "lukasz orsted łukasz Ørsted lo"),
        ("Straße Æsir", "strasse aesir STRASSE straße æsir"),
        ("O'Brien", "o'brien o’brien O‘Brien obrien"),
        ("O’Neil", "o'neil o’neil oneil"),
        ("吕布", "lü lv lyu lüb lyub lyubu lvbu lǚ LYU"),
        ("女英", "nyuying nvying nüying"),
    ],
)
def test_accents_and_apostrophes_need_not_be_typed(store: Database, today: date, name: str, typed: str) -> None:
    client_id = store.write(lambda s: clients.create(s, ClientDraft("海川橡胶"), today=today)).value
    store.write(lambda s: contacts.create(s, client_id, ContactDraft(name), today=today))
    for other in ("陈宇", "刘瑜", "Lu Wang"):
        store.write(lambda s, other=other: contacts.create(s, client_id, ContactDraft(other), today=today))
    for text in typed.split():
        assert name in [hit.title for hit in store.read(lambda s, text=text: search.find(s, text))], text
        assert store.read(lambda s, text=text: list_filters.client_ids(s, text)) == [client_id], text
    assert [hit.title for hit in store.read(lambda s: search.find(s, "chenyu"))] == ["陈宇"]
    assert "刘瑜" in [hit.title for hit in store.read(lambda s: search.find(s, "lyu"))] or name == "吕布"
    assert checking.check(store) == []


def test_a_mark_covers_the_letters_as_they_are_written(store: Database, today: date) -> None:
    def marked(text: str) -> list[str]:
        hits = store.read(lambda s: search.find(s, text))
        return [hit.title[at : at + length] for hit in hits for at, length in hit.marks]

    client_id = store.write(lambda s: clients.create(s, ClientDraft("Cæsar Møller"), today=today)).value
    for name in ("Zoë Müller", "O’Brien"):
        store.write(lambda s, name=name: contacts.create(s, client_id, ContactDraft(name), today=today))
    draft = notes.NoteDraft("在 Zürich 见了 Señor Peña，喝了 crème brûlée")
    store.write(lambda s: notes.create(s, client_id, draft, today=today))
    assert marked("muller") == ["Müller"]
    assert marked("o'brien") == ["O’Brien"]
    assert marked("caesar") == ["Cæsar"]
    [hit] = store.read(lambda s: search.find(s, "creme"))
    assert [hit.snippet[at : at + length] for at, length in hit.snippet_marks] == ["crème"]


@pytest.mark.parametrize(
    ("number", "typed", "not_typed"),
    [
        ("QD-1007", "QD-1007 QD-100 qd-1 qd1007 qd10 1007 100", "qd107 007 1008 d-1007"),
        ("ＫＨ０００１２", "kh00012 KH000 00012", "h00012 12"),
        ("宁波/2026.03", "宁波/2026 宁波2026 2026.03 202603 2026", "波/2026 026"),
    ],
)
def test_a_client_is_found_by_the_beginning_of_its_number(
    store: Database, today: date, number: str, typed: str, not_typed: str
) -> None:
    client_id = store.write(lambda s: clients.create(s, ClientDraft("海川橡胶", external_no=number), today=today)).value
    store.write(lambda s: clients.create(s, ClientDraft("恒远轮胎", external_no="X-1"), today=today))
    for text in typed.split():
        assert [hit.id for hit in store.read(lambda s, text=text: search.find(s, text))] == [client_id], text
        assert store.read(lambda s, text=text: clients.ids(s, clients.Filter(text=text))) == [client_id], text
    for text in not_typed.split():
        assert store.read(lambda s, text=text: search.find(s, text)) == [], text
    assert checking.check(store) == []


def test_own_fields_are_found_as_they_are_shown_and_not_when_they_are_gone(store: Database, today: date) -> None:
    def work(session: Session) -> list[str]:
        own = [
            custom_fields.define(session, "client", "吨位", CustomKind.NUMBER),
            custom_fields.define(session, "client", "签约", CustomKind.DATE),
            custom_fields.define(session, "client", "备注", CustomKind.TEXT),
        ]
        values = ((own[0], "12500"), (own[1], "2026年5月1日"), (own[2], "老厂"))
        clients.create(session, ClientDraft("海川橡胶", custom=values), today=today)
        return own

    def count(typed: str) -> tuple[int, int]:
        return store.read(lambda s: (len(search.find(s, typed)), len(list_filters.written_ids(s, typed))))

    def look(*typed: str) -> set[tuple[int, int]]:
        return {count(each) for each in typed}

    own = store.write(work).value
    assert look("12,500", "12500", "1250") == {(1, 1)}
    assert look("2026-05-01", "2026年5月1日", "2026 年 5 月 1 日", "1 May 2026", "5月") == {(1, 1)}
    for field, typed in ((own[0], "12,500"), (own[0], "12500"), (own[1], "2026年5月1日"), (own[1], "2026-05-01")):
        said = partial(list_filters.clients_say, text=typed, own_id=field)
        assert (len(store.read(said)), len(store.read(partial(said, is_whole=True)))) == (1, 1), typed
    gone = store.write(lambda s: custom_fields.remove(s, own[0]))
    store.write(lambda s: custom_fields.remove(s, own[2]))
    assert look("12,500", "12500", "125", "老厂") == {(0, 0)}
    assert look("5月", "2026-05-01") == {(1, 1)}
    assert checking.check(store) == []
    store.write(lambda s: history.undo(s, str(gone.batch_id), today=today))
    assert look("12,500", "12500", "125") == {(1, 1)}


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("单雄信 海川", ["单雄信"]),
        ("海川 单", ["单雄信"]),
        ("haichuan shan", ["单雄信"]),
        ("王 海川橡胶", ["王俊岭"]),
        ("qdhc wjl", ["王俊岭"]),
        ("海川 王 俊", ["王俊岭"]),
        ("恒远 王", ["王俊岭", "王芳"]),
        ("恒远 单", []),
        ("海川 138", ["王俊岭"]),
        ("单雄信 海 没有", []),
    ],
)
def test_a_company_and_a_person_are_found_together(store: Database, today: date, typed: str, titles: list[str]) -> None:
    people = {
        "青岛海川橡胶有限公司": ("单雄信", "王俊岭"), "宁波恒远轮胎有限公司": ("王俊岭", "王芳"), "单县王记": ("李雷",),
    }  # fmt: skip
    ids = {}
    for name, those in people.items():
        ids[name] = store.write(lambda s, name=name: clients.create(s, ClientDraft(name), today=today)).value
        for each in those:
            draft = ContactDraft(each, phones=("13800138000",) if (each, name[:2]) == ("王俊岭", "青岛") else ())
            client_id = ids[name]
            store.write(lambda s, draft=draft, client_id=client_id: contacts.create(s, client_id, draft, today=today))
    hits = store.read(lambda s: search.find(s, typed))
    assert sorted(hit.title for hit in hits) == titles
    assert sorted(hit.title for hit in store.read(lambda s: search.find_names(s, typed))) == titles
    assert set(store.read(lambda s: list_filters.client_ids(s, typed))) == {hit.client_id for hit in hits}
    assert len({hit.client_id for hit in hits}) <= 1


def test_nothing_more_is_asked_where_names_are_found(known: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object) -> None:
        raise AssertionError

    monkeypatch.setattr(wider_names, "hits", fail)
    for typed in ("恒远", "王 俊", "wangjl", "55500138"):
        assert known.read(lambda s, typed=typed: search.find(s, typed))
        assert known.read(lambda s, typed=typed: list_filters.client_ids(s, typed))


def test_the_name_of_a_merged_client_leads_to_the_one_that_was_kept(store: Database, today: date) -> None:
    ids = [
        store.write(lambda s, name=name: clients.create(s, ClientDraft(name), today=today)).value
        for name in ("甲公司", "宁波顺达", "温州顺发", "丙公司")
    ]

    def leads_to(typed: str) -> list[str]:
        hits = store.read(lambda s: search.find_names(s, typed))
        assert [hit.client_id for hit in hits] == store.read(lambda s: list_filters.client_ids(s, typed)), typed
        return [hit.title for hit in hits]

    store.write(lambda s: mergers.merge(s, ids[1], ids[2], today=today))
    last = store.write(lambda s: mergers.merge(s, ids[0], ids[1], today=today))
    for typed in ("宁波顺达", "顺达", "shunda", "温州顺发", "wzsf", "顺"):
        assert leads_to(typed) == ["甲公司"], typed
    [hit] = store.read(lambda s: search.find(s, "顺发"))
    assert [hit.snippet[at : at + length] for at, length in hit.snippet_marks] == ["顺发"]
    assert leads_to("甲") == ["甲公司"]
    assert leads_to("北京") == []
    store.write(lambda s: history.undo(s, str(last.batch_id), today=today))
    assert leads_to("温州") == ["宁波顺达"]
    store.write(lambda s: clients.remove(s, ids[1]))
    assert leads_to("顺") == []


def test_a_longer_beginning_of_a_number_is_looked_up_and_not_gone_through(store: Database, today: date) -> None:
    for number in ("QD-2026-00017", "QD-2026-00018", "QD-2026-10017", "宁-2026-000170000000000000000000000001"):
        draft = ClientDraft(f"海川{number[-3:]}", external_no=number)
        store.write(lambda s, draft=draft: clients.create(s, draft, today=today))
    counts = {
        "qd-2026-0001": 2, "qd-2026-00017": 1, "qd20260001": 2, "2026": 4, "20260001": 3, "00017": 2, "10017": 1,
        "宁202600017000000000000000000000000": 1, "宁202600017000000000000000000000002": 0, "QD-2026-00019": 0,
    }  # fmt: skip
    for typed, count in counts.items():
        found = store.read(lambda s, typed=typed: (len(search.find(s, typed)), len(list_filters.client_ids(s, typed))))
        assert found == (count, count), typed
    for word in search_words.match_number(search_words.wanted("qd-2026-0001")).split('"*'):
        assert len(word.rpartition('"')[2]) <= 4  # what the index has beginnings of
    assert checking.check(store) == []


@pytest.mark.parametrize(
    ("text", "shown", "marked"),
    [
        ("8765 1019", "恒远 · 采购 · 138 8765 1019", "8765 1019"),
        ("87651019", "恒远 · 采购 · 138 8765 1019", "8765 1019"),
        ("0574 5550", "恒远 · 采购 · 0574-5550 0138", "0574-5550"),
        ("guo@", "恒远 · 采购 · guo@example.com", "guo@"),
        ("郭芳", "恒远 · 采购 · 138 0015 0461", ""),
    ],
)
def test_beside_the_name_stands_the_number_that_was_typed(
    store: Database, today: date, text: str, shown: str, marked: str
) -> None:
    def work(session: Any) -> None:
        one = clients.create(session, ClientDraft("宁波恒远轮胎有限公司", short_name="恒远", tier="A"), today=today)
        numbers = ("13800150461", "0574-5550 0138", "13887651019")
        draft = ContactDraft("郭芳", title="采购", phones=numbers, emails=("guo@example.com",))
        contacts.create(session, one, draft, today=today)

    store.write(work)
    hit = store.read(lambda s: search.find_names(s, text))[0]
    assert hit.snippet == shown
    assert "".join(hit.snippet[at : at + length] for at, length in hit.snippet_marks) == marked
