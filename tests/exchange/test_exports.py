"""What goes out comes in again unchanged, runs nowhere, and keeps to itself what is private."""

import csv
import errno
import gc
import io
import json
import re
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import python_calamine as calamine
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from exchange.outgoing import SECRETS, TODAY, all_text, back, everything, fill, out
from kam_desktop import words
from kam_desktop.core import archives, clients, contacts, extracts, occasions, opening, samples
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.errors import Cancelled, FileError
from kam_desktop.core.occasions import OccasionDraft
from kam_desktop.core.rules.kinds import OccasionKind
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Attachment, Contact, CustomField, Gift, Setting, Touch
from kam_desktop.core.store.vault import Kdf
from kam_desktop.exchange import columns, exporting, exporting_archive, exporting_columns, guards, headings
from kam_desktop.exchange.exporting import Column, Order, Scope, What, write_rows

RUNS = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


def sheet(file: Path) -> list[list[Any]]:
    return calamine.load_workbook(str(file)).get_sheet_by_index(0).to_python()


def table(file: Path) -> list[list[str]]:
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\r\n")
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
@pytest.mark.parametrize("what", ["clients", "contacts"])
def test_a_list_imported_again_changes_nothing(
    store: Database, tmp_path: Path, lang: str, ending: str, what: str
) -> None:
    fill(store)
    store.write(lambda s: samples_beside(s))
    before = everything(store)
    out(store, what, tmp_path / f"x{ending}", lang=lang, with_private=True)
    taken = back(store, tmp_path / f"x{ending}")
    assert (taken.created, taken.updated, taken.contacts_created, taken.contacts_updated) == (0, 0, 0, 0)
    assert everything(store) == before


def samples_beside(session: Any) -> None:
    for number, name in enumerate(("杭州鼎新机械有限公司", "O'Neill & Söhne <b>GmbH", "100% 公司", "2026-01-02 商行")):
        each = clients.create(
            session, ClientDraft(name, external_no=f"KH{number}", time_zone="Asia/Tokyo"), today=TODAY
        )
        contacts.create(session, each, ContactDraft("单于 安", phones=("0571-88886666 转 12",)), today=TODAY)


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_a_list_makes_the_same_clients_in_an_empty_store(store: Database, tmp_path: Path, ending: str) -> None:
    fill(store)
    store.write(lambda s: samples_beside(s))
    out(store, "clients", tmp_path / f"x{ending}")
    other = opening.create(tmp_path / "other", "correct horse", author="王强", kdf=Kdf(8, 1, 1)).store
    back(other, tmp_path / f"x{ending}")
    made, known = everything(other), everything(store)
    other.close()
    assert made.keys() == known.keys()
    for name, entry in known.items():
        ours, theirs = entry["client"], made[name]["client"]
        for field in (
            "external_no",
            "tier",
            "city",
            "tags",
            "notes",
            "address",
            "source",
            "annual_revenue_minor",
            "time_zone",
        ):
            assert getattr(theirs, field) == getattr(ours, field), (name, field)
        assert made[name]["people"].keys() == entry["people"].keys()
        for person, draft in entry["people"].items():
            theirs = made[name]["people"][person]
            for field in ("title", "phones", "emails", "wechat", "birthday", "notes", "external_no"):
                assert getattr(theirs, field) == getattr(draft, field), (person, field)


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_a_public_official_stays_one_on_another_computer(store: Database, tmp_path: Path, lang: str) -> None:
    client_id = store.write(lambda s: clients.create(s, ClientDraft("宁波交通局", external_no="J1"), today=TODAY)).value
    for name in ("王伟", "李芳"):
        draft = ContactDraft(name, is_official=name == "王伟")
        store.write(lambda s, draft=draft: contacts.create(s, client_id, draft, today=TODAY))
    out(store, "contacts", tmp_path / "x.csv", lang=lang)
    other = opening.create(tmp_path / "other", "correct horse", author="王强", kdf=Kdf(8, 1, 1)).store
    back(other, tmp_path / "x.csv")
    people = everything(other)["宁波交通局"]["people"]
    other.close()
    assert {name: draft.is_official for name, draft in people.items()} == {"王伟": True, "李芳": False}


def test_nothing_in_a_csv_runs_or_is_rewritten(store: Database, tmp_path: Path) -> None:
    fill(store)
    out(store, "clients", tmp_path / "x.csv")
    rows = table(tmp_path / "x.csv")
    cells = dict(zip(rows[0], next(row for row in rows if "<b>" in row[1]), strict=True))
    assert cells["客户名称"] == "'=1+1 <b>公司"
    assert cells["手机"].startswith("'+86 138 0013 8000")
    assert cells["客户编号"] == "00123456789012345678\t"
    assert cells["客户来源"] == "3-4\t"
    assert cells["年营业额（元）"] == "1234567.89"
    for row in rows:
        assert not [cell for cell in row if RUNS.match(cell)]


def test_a_workbook_keeps_dates_numbers_and_texts_apart(store: Database, tmp_path: Path) -> None:
    fill(store)
    done = out(store, "clients", tmp_path / "x.xlsx")
    rows = sheet(tmp_path / "x.xlsx")
    assert done.rows == len(rows) - 1 == 4  # the client with five people takes two lines
    cells = dict(zip(rows[0], next(row for row in rows if "<b>" in row[1]), strict=True))
    assert cells["客户编号"] == "00123456789012345678"
    assert cells["客户名称"] == "=1+1 <b>公司"
    assert cells["年营业额（元）"] == 1234567.89
    assert cells["联系人编号"] == "9" * 20
    crowd = [row for row in rows if row[1] == "台州海辰泵业有限公司"]
    assert [bool(row[3]) for row in crowd] == [True, False]
    birthdays = [value for row in crowd for name, value in zip(rows[0], row, strict=True) if name.startswith("生日")]
    assert date(1981, 2, 28) in birthdays
    assert "2 月 29 日" in birthdays
    with zipfile.ZipFile(tmp_path / "x.xlsx") as book:
        text = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in text
    assert 'state="frozen"' in text


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_heading_means_its_own_field_or_none(lang: str) -> None:
    expected = {
        "external_no": "client.external_no", "client": "client.name", "short_name": "client.short_name",
        "tier": "client.tier", "kind": "client.kind", "ownership": "client.ownership", "industry": "client.industry", "province": "client.province",
        "city": "client.city", "district": "client.district", "address": "client.address", "source": "client.source",
        "time_zone": "client.time_zone", "annual_revenue": "client.annual_revenue", "owner": "client.owner", "tags": "client.tags",
        "client_notes": "client.notes", "contact": "contact.name", "title": "contact.title", "phones": "contact.phone",
        "emails": "contact.email", "wechat": "contact.wechat", "birthday": "contact.birthday",
        "contact_notes": "contact.notes", "contact_no": "contact.external_no",
        "last_contact_on": "client.last_contact_on", "since_on": "client.since_on",
        **{name: f"client.{name}" for name in (
            "products", "annual_volume", "leader", "lifecycle_stage", "relationship_level", "value_band", "status",
            "products", "annual_volume", "supplier_shares", "leader", "lifecycle_stage", "relationship_level", "value_band",
        )},
        **{name: f"contact.{name}" for name in (
            "is_official", "greeting_name", "buying_role", "attitude", "preferred_channel", "preferred_hours", "is_primary",
            "has_left", "hometown", "family", "hobbies", "personality", "taboos", "relatives",
        )},
    }  # fmt: skip
    by_heading = {words.say(lang, f"heading.{name}"): target for name, target in expected.items()}
    for made in (exporting_columns.clients, exporting_columns.contacts):
        names = [column.heading for column in made(lang, [], with_private=True).columns]
        assert len(names) == len(set(names))
        for name, target in zip(names, columns.recognise(names, []).targets, strict=True):
            plain = re.sub(r" ?[23]$", "", name)
            wanted = by_heading.get(plain, "")
            slot = name[-1] if name != plain else ""
            assert target == (wanted.replace("contact.", f"contact{slot}.") if wanted else ""), name


@pytest.mark.parametrize("what", ["visits", "gifts", "touches"])
def test_no_two_headings_of_a_list_are_told_apart_by_a_particle_alone(what: str) -> None:
    names = [column.heading.replace("的", "") for column in exporting_columns.facts("zh_CN", what).columns]
    assert len(names) == len(set(names))


def test_own_fields_go_out_under_their_labels(store: Database, tmp_path: Path) -> None:
    ids = fill(store)

    def work(session: Any) -> None:
        for place, (label, kind) in enumerate(
            (("港口", "text"), ("行业", "text"), ("签约日", "date"), ("吨数", "number"))
        ):
            field = CustomField(label=label, kind=kind, position=place)
            session.add(field)
            session.flush()
            row = clients.get(session, ids["hostile"])
            row.custom = {**row.custom, field.id: {"text": "=HT-001", "date": "2025-03-04", "number": 12.5}[kind]}

    store.write(work)
    out(store, "clients", tmp_path / "x.xlsx")
    rows = sheet(tmp_path / "x.xlsx")
    cells = dict(zip(rows[0], next(row for row in rows if "<b>" in row[1]), strict=True))
    assert cells["港口"] == cells["行业 自定义项"] == "=HT-001"
    assert (cells["签约日"], cells["吨数"], cells["行业"]) == (date(2025, 3, 4), 12.5, "")
    assert headings.match("行业 自定义项") is None
    assert back(store, tmp_path / "x.xlsx").updated == 0


@pytest.mark.parametrize(
    ("what", "name"), [("clients", "x.xlsx"), ("clients", "x.csv"), ("contacts", "x.csv"), ("contacts", "x.vcf"), ("all", "x.zip")]
)  # fmt: skip
def test_what_is_private_stays_unless_it_is_asked_for(store: Database, tmp_path: Path, what: str, name: str) -> None:
    fill(store)
    store.write(lambda s: setattr(s.scalar(select(Contact).where(Contact.family != "")), "taboos", "怕狗的秘密和猫"))
    out(store, what, tmp_path / name)
    assert not [secret for secret in SECRETS if secret in all_text(tmp_path / name)]
    out(store, what, tmp_path / name, with_private=True)
    text = all_text(tmp_path / name)
    expected = SECRETS if what == "all" else [secret for secret in SECRETS if secret != "个人备注的话"]
    assert [secret for secret in expected if secret not in text] == []


@pytest.mark.parametrize(
    ("what", "name"), [("touches", "x.xlsx"), ("touches", "x.csv"), ("touches", "x.ics"), ("all", "x.zip")]
)
@pytest.mark.parametrize("is_there", [True, False])
def test_a_day_of_a_person_is_private_of_whichever_kind(
    store: Database, tmp_path: Path, what: str, name: str, is_there: bool
) -> None:
    ids = fill(store)
    secrets = ["升任副总的秘密", "没写是谁的婚礼"]

    def work(session: Any) -> None:
        person = contacts.of_client(session, ids["crowd"])[-1].id
        promoted = OccasionDraft(OccasionKind.PROMOTION, TODAY + timedelta(3), secrets[0], person, is_yearly=True)
        wedding = OccasionDraft(OccasionKind.WEDDING, TODAY + timedelta(4), secrets[1], is_yearly=True)
        opening = OccasionDraft(OccasionKind.OPENING, TODAY + timedelta(5), "新厂开业", is_yearly=True)
        for draft in (promoted, wedding, opening):
            occasions.add(session, ids["crowd"], draft, today=TODAY)
        if not is_there:
            contacts.remove(session, person, today=TODAY)

    store.write(work)
    out(store, what, tmp_path / name)
    text = all_text(tmp_path / name)
    assert ("新厂开业" in text, [secret for secret in secrets if secret in text]) == (True, [])
    out(store, what, tmp_path / name, with_private=True)
    assert [secret for secret in secrets if secret not in all_text(tmp_path / name)] == []


def test_the_archive_is_whole_and_described(store: Database, tmp_path: Path) -> None:
    ids = fill(store)
    data = bytes(range(256)) * 40

    def work(session: Any) -> None:
        for name in ("../../合同<1>.PDF", "CON", "😀" * 60 + ".jpg"):
            session.add(
                Attachment(scope_id=ids["crowd"], client_id=ids["crowd"], name=name, content=data, size=len(data))
            )
        session.add(Setting(key="hub_password", value='"secret"'))
        clients.remove(session, ids["alone"])

    store.write(work)
    done = out(store, "all", tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert archive.testzip() is None
        manifest = json.loads(archive.read("manifest.json"))
        assert done.rows == sum(manifest["counts"].values())
        assert {each["file"] for each in manifest["files"]} | {"manifest.json"} == set(archive.namelist())
        for each in manifest["files"]:
            assert sha256(archive.read(each["file"])).hexdigest() == each["sha256"]
        people = [json.loads(line) for line in archive.read("tables/contact.jsonl").splitlines()]
        rows = list(csv.reader(io.StringIO(archive.read("tables/contact.csv").decode("utf-8-sig"), newline="")))
        assert manifest["counts"]["contact"] == len(people) == len(rows) - 1 == 6
        assert {each["name"] for each in people} == {row[rows[0].index("name")] for row in rows[1:]}
        kept = [json.loads(line)["file"] for line in archive.read("tables/attachment.jsonl").splitlines()]
        assert all(archive.read(name) == data for name in kept)
        assert all(re.fullmatch(r"attachments/[^/\\:*?\"<>|\x00-\x1f]+\.[a-z0-9]+", name) for name in kept)
        assert all(len(name.encode()) < 180 for name in kept)
        names = {json.loads(line)["name"] for line in archive.read("tables/client.jsonl").splitlines()}
        assert names == {"=1+1 <b>公司", "台州海辰泵业有限公司"}
        assert b"hub_password" not in archive.read("tables/setting.jsonl")
        for lang in words.LANGUAGES:
            told = archive.read(f"README.{lang}.txt").decode("utf-8-sig")
            assert "tables/" in told
            assert "birthday_is_leap" in told


def test_every_field_of_the_archive_is_described_in_both_languages() -> None:
    for lang in words.LANGUAGES:
        for name in archives.TABLES:
            assert words.say(lang, f"archive.{name}", n=1)
            for column in archives.columns(name, with_private=True):
                assert exporting_archive.description(lang, name, column)


def test_gifts_visits_and_touches_of_a_period(store: Database, tmp_path: Path) -> None:
    store.write(lambda s: samples.fill(s, today=TODAY, number=12))
    for what in ("visits", "gifts", "touches"):
        whole = out(store, what, tmp_path / f"{what}.xlsx")
        rows = sheet(tmp_path / f"{what}.xlsx")
        assert whole.rows == len(rows) - 1 > 0
        first, last = TODAY - timedelta(days=60), TODAY
        part = out(store, what, tmp_path / f"{what}.csv", scope=Scope(first_on=first, last_on=last))
        found = table(tmp_path / f"{what}.csv")
        assert part.rows == len(found) - 1 < whole.rows
        day = found[0].index("应做日期" if what == "touches" else "日期")
        assert all(first.isoformat() <= row[day] <= last.isoformat() for row in found[1:])


def test_a_scope_keeps_its_order_and_leaves_out_what_is_gone(store: Database, tmp_path: Path) -> None:
    ids = fill(store)
    store.write(lambda s: clients.remove(s, ids["alone"]))
    wanted = (ids["hostile"], ids["alone"], ids["crowd"])
    out(store, "clients", tmp_path / "x.xlsx", scope=Scope(ids=wanted))
    assert [row[1] for row in sheet(tmp_path / "x.xlsx")[1:]] == ["=1+1 <b>公司", *["台州海辰泵业有限公司"] * 2]
    done = out(store, "contacts", tmp_path / "y.csv", scope=Scope(client_ids=(ids["crowd"],)))
    assert done.rows == 5
    cards = out(store, "clients", tmp_path / "z.vcf", scope=Scope(ids=(ids["crowd"],)))
    assert cards.rows == 5
    people = store.read(lambda s: extracts.contact_ids(s))
    one = out(store, "contacts", tmp_path / "y.csv", scope=Scope(ids=(people[0],)))
    assert one.rows == 1


def test_no_rows_still_make_a_file(store: Database, tmp_path: Path) -> None:
    for what, endings in exporting.ENDINGS.items():
        for ending in endings:
            done = out(store, what, tmp_path / f"{what}{ending}")
            assert (tmp_path / f"{what}{ending}").stat().st_size > 0 or ending == ".vcf"
            assert done.rows == 0 or what is What.ALL
    assert table(tmp_path / "clients.csv")[0][:2] == ["客户编号", "客户名称"]
    assert len(sheet(tmp_path / "clients.xlsx")) == 1


def test_a_text_longer_than_a_cell_is_cut_and_counted(store: Database, tmp_path: Path) -> None:
    text = "长😀" * 12_000
    store.write(lambda s: clients.create(s, ClientDraft("甲公司", notes=text), today=TODAY))
    assert out(store, "clients", tmp_path / "x.xlsx").cut == 1
    cell = next(cell for cell in sheet(tmp_path / "x.xlsx")[1] if str(cell).startswith("长"))
    assert text.startswith(cell)
    assert len(cell.encode("utf-16-le")) // 2 in (32_766, 32_767)
    assert out(store, "clients", tmp_path / "x.csv").cut == 0
    assert any(cell == text for cell in table(tmp_path / "x.csv")[1])
    assert back(store, tmp_path / "x.xlsx").updated == 0


def test_any_list_can_be_written(tmp_path: Path) -> None:
    rows = [["王伟", Decimal("268.00"), date(2026, 6, 1), None, ("甲", "乙"), "=cmd|' /C calc'!A1"]]
    head = ["姓名", Column("价值", 10), "日期", "空", "标签", "危险"]
    done = write_rows(tmp_path / "a.xlsx", head, rows, title="礼品: [1]/2")
    assert (done.rows, done.file) == (1, tmp_path / "a.xlsx")
    assert sheet(tmp_path / "a.xlsx")[1] == ["王伟", 268.0, date(2026, 6, 1), "", "甲；乙", "=cmd|' /C calc'!A1"]
    write_rows(tmp_path / "a.csv", head, rows)
    assert table(tmp_path / "a.csv")[1] == ["王伟", "268.00", "2026-06-01", "", "甲；乙", "'=cmd|' /C calc'!A1"]
    with pytest.raises(FileError, match="unknown_ending"):
        write_rows(tmp_path / "a.doc", head, rows)


def test_odd_values_stay_what_they_are(tmp_path: Path) -> None:
    odd = ["a\x0bb\x00", date(1900, 1, 5), 10**18, float("nan"), True, " 前后 ", "<i>&amp;", "\ud800x"]
    write_rows(tmp_path / "a.xlsx", [f"列{number}" for number in range(len(odd))], [odd])
    texts = ["ab", "1900-01-05", str(10**18), "nan", "True", " 前后 ", "<i>&amp;", "x"]
    assert sheet(tmp_path / "a.xlsx")[1] == texts
    write_rows(tmp_path / "b.xlsx", ["列"], [["_x0041_"]])  # Excel would read an A
    with zipfile.ZipFile(tmp_path / "b.xlsx") as book:
        assert "_x005F_x0041_" in book.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("name", ["x.xlsx", "x.csv", "x.vcf", "x.zip"])
def test_a_stopped_export_leaves_the_old_file_and_nothing_else(store: Database, tmp_path: Path, name: str) -> None:
    store.write(lambda s: samples.fill(s, today=TODAY, number=60))
    target = tmp_path / "out" / name
    target.parent.mkdir()
    target.write_bytes(b"old")

    def stop(_done: int, _total: int) -> None:
        raise Cancelled("cancelled")

    order = Order(What.ALL if name == "x.zip" else What.CONTACTS)
    with pytest.raises(Cancelled):
        store.read(lambda s: exporting.export(s, order, target, lang="en", today=TODAY, step=stop))
    assert target.read_bytes() == b"old"
    assert [each.name for each in target.parent.iterdir()] == [name]


@pytest.mark.parametrize("name", ["x.xlsx", "x.csv", "x.vcf", "x.ics", "x.zip"])
def test_a_place_that_cannot_be_written_is_one_error(store: Database, tmp_path: Path, name: str) -> None:
    what = {".ics": "touches", ".zip": "all"}.get(Path(name).suffix, "contacts")
    with pytest.raises(FileError) as caught:
        out(store, what, tmp_path / "nowhere" / name)
    assert caught.value.code == "file.not_writable"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("name", ["x.xlsx", "x.csv", "x.zip"])
def test_a_full_disk_is_one_error(store: Database, tmp_path: Path, name: str) -> None:
    fill(store)
    target = tmp_path / name
    target.symlink_to("/dev/full")
    with pytest.raises(FileError) as caught:
        out(store, "all" if name == "x.zip" else "clients", target)
    gc.collect()  # nothing half made complains when it goes
    assert caught.value.code == "file.disk_full"
    assert caught.value.__cause__.errno == errno.ENOSPC  # type: ignore[union-attr]


def test_a_wrong_ending_says_which_would_be_right(store: Database, tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        out(store, "gifts", tmp_path / "x.vcf")
    assert words.sentence("zh_CN", caught.value).endswith("：.xlsx, .csv。")


def test_the_count_comes_while_it_is_written(store: Database, tmp_path: Path) -> None:
    store.write(lambda s: samples.fill(s, today=TODAY, number=300))
    told: list[tuple[int, int]] = []
    order = Order(What.CLIENTS)
    store.read(
        lambda s: exporting.export(
            s, order, tmp_path / "x.csv", lang="en", today=TODAY, step=lambda *each: told.append(each)
        )
    )
    assert (200, 300) in told
    assert told[-1] == (300, 300)


@given(st.text(max_size=80))
@settings(max_examples=400, deadline=None)
def test_a_guarded_text_reads_as_before(text: str) -> None:
    guarded = guards.guarded(text)
    assert not RUNS.match(guarded)
    assert guards.unguarded(guarded).removesuffix("\t") == text.removesuffix("\t")


@pytest.mark.parametrize(
    "text", ["13800138000", "007", "3-4", "10/21", "1E5", "21 Oct", "10 月 21 日", "TRUE", "¥1,000", "1.5%", "(12)", "8:30"]
)  # fmt: skip
def test_what_excel_would_rewrite_is_kept_as_text(text: str) -> None:
    assert guards.guarded(text) == f"{text}\t"


@pytest.mark.parametrize("text", ["王伟", "3M 中国", "A-1", "O'Neill", "农历 八月十五", "KH1001", "a@b.cn"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert guards.guarded(text) == text


def test_touches_of_a_deleted_client_stay(store: Database, tmp_path: Path) -> None:
    ids = fill(store)
    before = out(store, "touches", tmp_path / "x.csv").rows
    mine = store.read(lambda s: len(s.scalars(select(Touch.id).where(Touch.client_id == ids["crowd"])).all()))
    assert mine
    store.write(lambda s: clients.remove(s, ids["crowd"]))
    assert out(store, "touches", tmp_path / "x.csv").rows == before - mine
    assert store.read(lambda s: s.scalar(select(Gift.id))) is None
