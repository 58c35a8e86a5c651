"""The command line as scripts use it: a whole story, its JSON, its exit codes, its sentences."""

import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import PASSPHRASE
from kam_desktop import cli
from kam_desktop.core import clients, contacts, custom_fields, opening, purchases, segments
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.purchases import PurchaseDraft
from kam_desktop.core.rules.criteria import Criterion
from kam_desktop.core.rules.kinds import CustomKind
from kam_desktop.core.store import vault

Run = Any
DAY = date(2026, 6, 15)


CSV = (
    "公司名称,客户等级,城市,联系人,职务,手机,生日,下次拜访\n"
    "宁波恒远轮胎有限公司,A,宁波,周建明,总经理,13800138000,农历八月十五,2026-06-25\n"
    "王𬭁商贸㛃公司,B,台州,王𬭁,采购总监,13900139000,1984-06-21,\n"
    "A<B>C 公司,C,温州,=cmd|'/c calc'!A1,店主,13700137000,2023-02-30,\n"
    ",,,,,,,\n"
)


def test_init_shows_the_recovery_key_once(kam: Run, folder: Path) -> None:
    code, made, _ = kam("init", "--author", "刘敏")
    assert code == 0
    assert vault.unlock(folder, recovery_key=made["recovery_key"])
    assert made["store"] == str(folder)
    code, _, said = kam("init")
    assert code == 1
    assert "already holds a store" in said


def test_the_main_job_by_command_line(kam: Run, made: None, tmp_path: Path) -> None:
    pdftotext = pytest.importorskip("shutil").which("pdftotext")
    file = tmp_path / "客户.csv"
    file.write_bytes(CSV.encode("gb18030"))
    code, taken, _ = kam("import", str(file))
    assert code == 4  # one birthday is no date
    [facts] = taken["files"]
    assert (facts["kind"], facts["format"], facts["encoding"]) == ("clients", "csv", "gb18030")
    assert (facts["created"], facts["rejected"]) == (3, 0)
    assert Path(facts["rejects_file"]).exists()
    _, again, _ = kam("import", str(file))
    assert [again["files"][0][name] for name in ("created", "updated", "unchanged")] == [0, 0, 3]
    code, planned, _ = kam("plan")
    assert code == 0
    assert planned["planned"] > 10
    assert kam("plan")[1] == {"planned": 0, "kept": planned["planned"], "removed": 0, "unplaced": 0}
    _, due, _ = kam("today")
    assert {
        "touch",
        "client_id",
        "client",
        "tier",
        "kind",
        "channel",
        "due",
        "latest",
        "overdue",
        "reason",
        "talking_points",
    } <= set(due[0])
    assert all(row["reason"] for row in due)
    document = tmp_path / "visit.json"
    document.write_text(
        json.dumps(
            {
                "client": "王𬭁商贸㛃公司", "on": "2026-06-15", "from": "14:00", "to": "15:30", "place": "台州",
                "participants": ["王𬭁", "李䶮"], "discussed": "谈了交期。", "impression": 4,
                "commitments": [{"text": "寄样品", "due_on": "2026-06-20", "owner": "me"}],
                "expenses": [{"text": "高铁", "minor": 10_650}], "next_visit_on": "2026-08-03", "create_contacts": True,
            }
        ),
        encoding="utf-8",
    )  # fmt: skip
    code, visit, _ = kam("visit", "record", "--file", str(document))
    assert (code, visit["state"]) == (0, "reported")
    code, gift, _ = kam(
        "gift", "give", "王𬭁商贸㛃公司", "--contact", "王𬭁", "--item", "径山茶", "--category", "tea",
        "--value", "9800", "--occasion", "dragon-boat", "--origin", "他爱喝绿茶",
    )  # fmt: skip
    assert (code, gift["verdict"]) == (0, "allowed")
    out = tmp_path / "a.pdf"
    code, report, _ = kam("report", "visit", visit["visit"], "--out", str(out), lang="zh_CN")
    assert (code, report["pages"]) == (0, 1)
    if pdftotext:
        text = subprocess.run([pdftotext, "-layout", out, "-"], capture_output=True, text=True, check=True).stdout
        for name in ("王𬭁商贸㛃公司", "王𬭁", "李䶮", "寄样品", "106.50"):
            assert name in text
    code, backed_up, _ = kam("backup")
    assert (code, backed_up["verified"]) == (0, True)
    code, undone, _ = kam("undo", taken["batch"])
    assert code == 0
    assert undone["reverted"] >= 6
    assert kam("clients")[1] == []
    code, restored, _ = kam("restore", backed_up["file"])
    assert restored["counts"] == backed_up["counts"]
    assert len(kam("clients")[1]) == 3
    code, checked, _ = kam("check")
    assert (code, checked["ok"], checked["findings"]) == (0, True, [])


def test_vcards_and_dry_run(kam: Run, made: None, tmp_path: Path) -> None:
    card = "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B=\n=E4=BC=9F;;;;\nORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E6=81=92=E8=BF=9C\nTEL;CELL:13800138000\nEND:VCARD\n"
    file = tmp_path / "phone.vcf"
    file.write_text(card)
    code, taken, _ = kam("import", str(file), "--dry-run")
    assert (code, taken["batch"], kam("clients")[1]) == (0, None, [])
    kam("import", str(file))
    [row] = kam("search", "王伟")[1]
    assert (row["kind"], row["title"]) == ("contact", "王伟")


def test_touches_by_command_line(kam: Run, made: None) -> None:
    assert kam("sample", "--clients", "12")[1]["clients"] == 12
    due = kam("today", on="2026-07-20")[1]
    code, done, _ = kam("touch", "done", due[0]["touch"], "--outcome", "聊了", on="2026-07-20")
    assert (code, done["touch"]["state"]) == (0, "done")
    code, moved, _ = kam("touch", "move", due[1]["touch"], "--to", "2026-07-29", on="2026-07-20")
    assert (code, moved["touch"]["due"]) == (0, "2026-07-29")
    third = kam("today", on="2026-07-20")[1][0]["touch"]
    code, skipped, _ = kam("touch", "skip", third, "--reason", "出差", on="2026-07-20")
    assert (code, skipped["touch"]["state"]) == (0, "skipped")
    left = {row["touch"] for row in kam("today", on="2026-07-20")[1]}
    assert not {due[0]["touch"], third} & left
    code, _, said = kam("touch", "done", due[0]["touch"], on="2026-07-20")
    assert code == 1
    assert "already" in said


def test_an_event_is_called_about_until_it_is_closed(kam: Run, made: None) -> None:
    kam("sample", "--clients", "20")
    there = [
        row
        for row in kam("clients")[1]
        if row["city"] in ("宁波", "杭州", "嘉兴", "绍兴", "温州", "台州", "湖州", "金华")
    ]
    code, done, _ = kam("event", "add", "--kind", "typhoon", "--region", "33", "--title", "台风梅花")
    assert (code, done["touches"]) == (0, len(there))
    calls = [row for row in kam("today")[1] if row["kind"] == "environment"]
    assert {row["client_id"] for row in calls} == {row["id"] for row in there}
    assert kam("touch", "missed", calls[0]["touch"])[1]["touch"]["tries"] == 1
    assert kam("touch", "later", calls[0]["touch"])[1]["touch"]["result"] == "later"
    assert kam("touch", "reached", calls[0]["touch"], "--outcome", "平安")[1]["touch"]["state"] == "done"
    [event] = kam("event", "list")[1]
    assert (event["reached"], event["total"]) == (1, len(there))
    assert kam("event", "close", done["event"])[0] == 0
    assert [row for row in kam("today")[1] if row["kind"] == "environment"] == []
    code, _, said = kam("event", "add", "--kind", "flood", "--region", "火星", "--title", "x")
    assert code == 1
    assert "火星" in said


def test_log_and_show(kam: Run, made: None) -> None:
    kam("sample", "--clients", "3")
    client = kam("clients", "--limit", "1")[1][0]
    code, logged, _ = kam("log", client["id"], "--channel", "call", "--outcome", "100% 同意", "--next", "2026-06-29")
    assert code == 0
    assert logged["interaction"]
    shown = kam("show", client["name"])[1]
    assert {"client", "contacts", "timeline", "touches", "gifts", "completeness"} <= set(shown)
    assert shown["timeline"][0]["text"] == "100% 同意"
    assert shown["silent_days"] == 0
    told = [line for row in kam("clients")[1] for line in kam("show", row["id"])[1]["timeline"]]
    assert {"occasion", "favour"} <= {line["fact"] for line in told}
    title = next(line["title"] for line in told if line["fact"] == "occasion")
    assert "occasion" in {hit["kind"] for hit in kam("search", title)[1]}
    assert [hit["kind"] for hit in kam("search", "100%")[1]] == ["interaction"]
    assert kam("search", "1%0")[1] == []


def test_show_says_all_that_is_known(kam: Run, made: None, store_at: Any) -> None:
    def fill(session: Any) -> None:
        field = custom_fields.define(session, "client", "茶", CustomKind.TEXT)
        draft = ClientDraft("宁波恒远", custom=((field, "龙井"),))
        client_id = clients.create(session, draft, today=DAY)
        person = ContactDraft(name="周建明", emails=("zhou@example.com",), wechat="zhoujm")
        contacts.create(session, client_id, person, today=DAY)
        purchases.add(session, PurchaseDraft(client_id, DAY, "轮胎", amount_minor=120_000), today=DAY)

    store_at(lambda store: store.write(fill))
    text = kam("show", "宁波恒远", is_json=False)[1]
    for said in ("茶: 龙井", "zhou@example.com", "WeChat zhoujm", "1,200"):
        assert said in text
    assert kam("show", "宁波恒远")[1]["client"]["custom"] == {"茶": "龙井"}


def test_a_refused_gift_ends_with_4(kam: Run, made: None) -> None:
    kam("sample", "--clients", "2")
    client = kam("clients", "--limit", "1")[1][0]
    person = kam("show", client["id"])[1]["contacts"][0]["name"]
    give = (
        "gift",
        "give",
        client["id"],
        "--contact",
        person,
        "--category",
        "other",
        "--value",
        "5000",
        "--origin",
        "x",
    )
    code, verdict, _ = kam(*give, "--item", "购物卡")
    assert (code, verdict["verdict"], verdict["gift"]) == (4, "forbidden", None)
    assert "cash" in verdict["rules"][0]


def test_wrong_passphrase_ends_with_3(kam: Run, made: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAM_DESKTOP_PASSPHRASE", "wrong wrong wrong")
    code, out, said = kam("clients")
    assert (code, out) == (3, "")
    assert said.count("\n") == 1
    assert "Traceback" not in said


def test_no_passphrase_without_a_terminal_ends_with_3(kam: Run, made: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KAM_DESKTOP_PASSPHRASE")
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert kam("clients")[0] == 3


def test_passphrase_from_a_file(kam: Run, made: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KAM_DESKTOP_PASSPHRASE")
    file = tmp_path / "pass"
    file.write_text(PASSPHRASE + "\n")
    assert kam("clients", "--passphrase-file", str(file))[0] == 0
    assert kam("clients", "--passphrase-file", str(tmp_path / "none"))[0] == 1


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["import", "nowhere.csv"], 1),
        (["show", "没有这个客户"], 1),
        (["undo", "no-such-batch"], 1),
        (["restore", "nowhere.kambackup"], 1),
        (["report", "visit", "no-such", "--out", "x.pdf"], 1),
    ],
)
@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_what_cannot_be_done_is_one_sentence(kam: Run, made: None, argv: list[str], code: int, lang: str) -> None:
    done, out, said = kam(*argv, lang=lang)
    assert (done, out) == (code, "")
    assert said.strip()
    assert said.count("\n") == 1
    assert ("。" in said) == (lang == "zh_CN")


@pytest.mark.parametrize(
    "argv", [["touch"], ["clients", "--tier", "X"], ["--on", "2026-02-30", "clients"], ["nonsense"]]
)
def test_wrong_usage_ends_with_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(argv)
    assert ended.value.code == 2


@pytest.mark.parametrize(
    "document",
    [
        "{",
        "[]",
        '{"client": 5}',
        '{"client": "x", "on": "2026-02-30"}',
        '{"client": "x", "on": "2026-06-15", "wrong": 1}',
    ],
)
def test_a_bad_visit_document_is_one_sentence(kam: Run, made: None, tmp_path: Path, document: str) -> None:
    file = tmp_path / "visit.json"
    file.write_text(document)
    code, out, said = kam("visit", "record", "--file", str(file))
    assert (code, out, said.count("\n")) == (1, "", 1)


def test_an_unexpected_error_is_logged_without_words_of_clients(
    kam: Run, made: None, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kam_desktop.core import clients as module

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("secret 宁波恒远")

    monkeypatch.setattr(module, "ids", fail)
    code, _, said = kam("clients")
    assert code == 1
    assert "Traceback" not in said
    logged = (folder / "logs" / "kam-desktop.log").read_text(encoding="utf-8")
    assert "RuntimeError" in logged
    assert "宁波" not in logged


def test_commands_never_import_qt(folder: Path, made: None) -> None:
    program = (
        "import sys; from kam_desktop import cli\n"
        f"code = cli.main(['--data-dir', {str(folder)!r}, 'clients'])\n"
        "print([name for name in sys.modules if name.startswith('PySide6')], code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(Path(__file__).parents[2] / "src"), "KAM_DESKTOP_PASSPHRASE": PASSPHRASE, "PATH": "/usr/bin"},
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[] 0"


def test_keys_can_be_listed_and_changed(kam: Run, made: None, folder: Path, tmp_path: Path) -> None:
    assert [slot["kind"] for slot in kam("key", "list")[1]["slots"]] == ["passphrase", "recovery"]
    fresh = tmp_path / "new"
    fresh.write_text("a longer new passphrase")
    assert kam("key", "change", "--new-passphrase-file", str(fresh))[0] == 0
    assert kam("clients")[0] == 3
    assert vault.unlock(folder, passphrase="a longer new passphrase")


def test_tables_for_people_line_up(kam: Run, made: None) -> None:
    kam("sample", "--clients", "4")
    code, text, _ = kam("clients", is_json=False, lang="zh_CN")
    assert code == 0
    assert text.splitlines()[0].startswith("客户")
    assert len(text.splitlines()) == 5


def test_clients_of_a_segment(kam: Run, made: None, folder: Path) -> None:
    kam("sample", "--clients", "12")
    store = opening.unlock(folder, passphrase=PASSPHRASE)
    store.write(lambda s: segments.save(s, "重点", [Criterion("tier", "any", ("A",))]))
    store.close()
    code, found, _ = kam("clients", "--segment", "重点")
    assert (code, {row["tier"] for row in found}) == (0, {"A"})
    assert len(kam("clients", "--segment", "重点", "--limit", "1")[1]) == 1
    code, _, said = kam("clients", "--segment", "轻点")
    assert (code, "no segment" in said) == (1, True)


def test_facts_follow_their_clients_from_the_command_line(kam: Run, made: None, tmp_path: Path) -> None:
    clients, people, journal = tmp_path / "clients.csv", tmp_path / "contacts.csv", tmp_path / "journal.csv"
    clients.write_text("id,name,tier\n1,宁波恒远轮胎有限公司,A\n", encoding="utf-8")
    people.write_text("id,client_id,name,phone\n7,1,周建明,13800138000\n8,9,无主,\n", encoding="utf-8")
    journal.write_text("id,client_id,contact_id,date,kind,note\n1,1,7,2026-06-01,微信,发样品\n", encoding="utf-8")
    assert kam("import", str(clients))[0] == 0
    code, taken, _ = kam("import", str(people), "--kind", "contacts")
    assert (code, taken["files"][0]["created"], taken["files"][0]["rejected"]) == (4, 1, 1)
    assert (taken["files"][0]["kind"], taken["files"][0]["format"]) == ("contacts", "csv")
    code, looked, _ = kam("import", str(journal), "--dry-run")
    assert (looked["batch"], looked["files"][0]["kind"], looked["files"][0]["read"]) == (None, "interactions", 1)
    code, taken, _ = kam("import", str(journal))
    assert (code, taken["files"][0]["created"]) == (0, 1)
    _, again, _ = kam("import", str(journal))
    assert (again["files"][0]["created"], again["files"][0]["unchanged"]) == (0, 1)
    _, dossier, _ = kam("show", "宁波恒远轮胎有限公司")
    assert any("发样品" in str(line) for line in dossier["timeline"])


def test_a_mapping_is_kept_and_forgotten(kam: Run, made: None, tmp_path: Path) -> None:
    file, mapping = tmp_path / "list.csv", tmp_path / "mapping.json"
    file.write_text("公司名称,神秘列\n宁波恒远轮胎有限公司,轮胎\n", encoding="utf-8")
    mapping.write_text('{"columns": {"神秘列": "client.industry"}}', encoding="utf-8")
    kam("import", str(file), "--mapping", str(mapping), "--keep-mapping", "--dry-run")
    kam("import", str(file))
    assert kam("show", "宁波恒远轮胎有限公司")[1]["client"]["industry"] == "轮胎"
    file.write_text("公司名称,神秘列\n宁波恒远轮胎有限公司,泵\n", encoding="utf-8")
    kam("import", str(file), "--forget-mapping")
    assert kam("show", "宁波恒远轮胎有限公司")[1]["client"]["industry"] == "轮胎"


def test_the_store_is_whole_after_an_import_with_visits_to_come_and_after_its_undo(
    kam: Run, made: None, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    rows = "".join(f"恒远{number}号轮胎有限公司,宁波,2026-07-{number % 28 + 1:02d}\n" for number in range(600))
    file.write_text("公司名称,城市,下次拜访\n" + rows, encoding="utf-8")
    taken = kam("import", str(file))[1]
    assert kam("check")[0] == 0
    kam("undo", taken["batch"])
    assert kam("check")[0] == 0


def test_duplicates_as_json_and_as_a_table(kam: Run, made: None, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(
        "编号,公司名称,城市\n1,宁波恒远轮胎有限公司,宁波\n2,宁波恒远轮胎股份有限公司,宁波\n", encoding="utf-8"
    )
    kam("import", str(file))
    [pair] = kam("duplicates")[1]
    assert {pair["one"], pair["other"]} == {"宁波恒远轮胎有限公司", "宁波恒远轮胎股份有限公司"}
    assert kam("duplicates", is_json=False)[0] == 0
