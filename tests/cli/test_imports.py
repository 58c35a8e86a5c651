"""Import by the command line: what is refused, what each column became."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exchange import outside
from exchange.outside import card, coded, picture
from kam_desktop.core import clients, in_parts, intake, newcomers
from kam_desktop.core.errors import FileError
from kam_desktop.core.store import changes, parts

Run = Any
PASSWD = "".join(
    f"{name}:x:{number}:{number}:{name}:/var/{name}:/bin/sh\n"
    for number, name in enumerate(("root", "daemon", "bin", "sys", "sync", "games", "man", "lp", "mail", "news"))
)


@pytest.mark.parametrize(
    "text",
    [
        PASSWD,
        PASSWD.replace(":", ","),
        "[Service]\nExecStart=/usr/bin/a\nRestart=always\n",
        "杭州机械,杭州,轴承\n宁波恒远,宁波,轮胎\n台州商贸,台州,阀门\n",
        "甲,乙\n红,圆\n黄,方\n",
        "127.0.0.1 localhost\n172.17.0.12 host\n192.168.100.1 router\n",
        "172.17.0.12,host\n192.168.100.1,router\n",
        "12.11\n",
        "# UNCONFIGURED FSTAB FOR BASE SYSTEM\n",
    ],
)
@pytest.mark.parametrize("is_dry", [True, False])
def test_a_text_that_does_not_say_what_it_is_makes_no_clients(
    kam: Run, made: None, tmp_path: Path, text: str, is_dry: bool
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(text, encoding="utf-8")
    code, out, said = kam("import", str(file), *(["--dry-run"] if is_dry else []))
    assert (code, out) == (1, "")
    assert "does not look like a list of clients" in said
    assert kam("clients")[1] == []


@pytest.mark.parametrize(
    "text",
    [
        "上海恒瑞有限公司\n瑞达机械厂\n王𬭁商贸㛃公司\n",
        "恒瑞,13800138000\n瑞达,13900139000\n",
        "恒瑞,0571-88886666\n瑞达,0571-88886667\n",
        "恒瑞,¥120.00\n瑞达,¥99.50\n",
    ],
)
def test_one_column_of_names_or_a_telling_column_is_enough(kam: Run, made: None, tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(text, encoding="utf-8")
    code, done, _ = kam("import", str(file))
    assert code == 0
    assert done["files"][0]["created"] == len(text.splitlines())


def test_with_a_mapping_anything_is_taken(kam: Run, made: None, tmp_path: Path) -> None:
    file, mapping = tmp_path / "a.csv", tmp_path / "m.json"
    file.write_text("杭州机械,杭州\n宁波恒远,宁波\n", encoding="utf-8")
    mapping.write_text('{"columns": {"#1": "client.name", "#2": "client.city"}}', encoding="utf-8")
    code, done, _ = kam("import", str(file), "--mapping", str(mapping))
    assert (code, done["files"][0]["created"]) == (0, 2)


def test_a_heading_with_a_calendar_in_it_is_no_client(kam: Run, made: None, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("公司名称,联系人,生日(农历/公历)\n宁波恒远,周建明,农历八月十五\n", encoding="utf-8")
    code, done, _ = kam("import", str(file))
    assert (code, done["files"][0]["created"]) == (0, 1)
    assert [row["name"] for row in kam("clients")[1]] == ["宁波恒远"]


def test_an_import_says_what_each_column_became(kam: Run, made: None, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("序号,公司名称,手机,血型\n1,宁波恒远,13800138000,A型\n", encoding="utf-8")
    columns = {"序号": None, "公司名称": "client.name", "手机": "contact.phone", "血型": "client.other"}
    assert kam("import", str(file), "--dry-run")[1]["files"][0]["columns"] == columns
    _, said, _ = kam("import", str(file), is_json=False)
    assert "columns left out" not in said
    assert "kept in the notes under their headings: 血型" in said
    assert kam("import", str(file))[1]["files"][0]["columns"] == columns


def test_a_mapping_of_a_heading_that_is_not_there_is_refused(kam: Run, made: None, tmp_path: Path) -> None:
    file, mapping = tmp_path / "a.csv", tmp_path / "m.json"
    file.write_text("公司名称,手机,血型\n宁波恒远,13800138000,A型\n", encoding="utf-8")
    mapping.write_text('{"columns": {"血形": "client.notes"}}', encoding="utf-8")
    code, out, said = kam("import", str(file), "--mapping", str(mapping))
    assert (code, out) == (1, "")
    assert "“血形”" in said
    assert "血型" in said
    mapping.write_text('{"columns": {"#4": "client.notes"}}', encoding="utf-8")
    assert kam("import", str(file), "--mapping", str(mapping))[0] == 1


def test_an_import_that_stops_half_way_is_taken_back_whole(
    kam: Run, made: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "AT_ONCE", 1)
    monkeypatch.setattr(changes, "MORE", 1)
    monkeypatch.setattr(parts, "LONGEST", 0)
    parts_begun: list[int] = []
    taken_back: list[str] = []
    of, take_back = newcomers.of, in_parts.take_back

    def fail(groups: Any, **more: Any) -> Any:
        parts_begun.append(len(groups))
        if len(parts_begun) == 4:
            raise FileError("file.damaged", reason="")
        return of(groups, **more)

    monkeypatch.setattr(newcomers, "of", fail)
    monkeypatch.setattr(in_parts, "take_back", lambda *given: taken_back.append(take_back(*given)))
    file = tmp_path / "a.csv"
    file.write_text("公司名称\n" + "\n".join(f"恒瑞{n}有限公司" for n in range(6)), encoding="utf-8")
    assert kam("import", str(file))[0] == 1
    assert (parts_begun, taken_back) == ([1] * 4, ["", "a.csv"])
    assert kam("clients")[1] == []


def test_photos_of_people_are_counted_and_taken_once(kam: Run, made: None, tmp_path: Path) -> None:
    photo = f"PHOTO;ENCODING=b:{coded(picture())}"
    text = card("王小明", photo) + card("李芳", f"PHOTO;ENCODING=b:{coded(picture()[:60])}")
    file = outside.put(tmp_path, text, "phone.vcf")
    looked = kam("import", str(file), "--dry-run")[1]["files"][0]
    assert (looked["photos"], looked["photos_unread"]) == (1, ["李芳"])
    code, done, _ = kam("import", str(file))
    assert (code, done["files"][0]["photos"], done["files"][0]["photos_unread"]) == (0, 1, ["李芳"])
    code, said, _ = kam("import", str(file), is_json=False)
    assert "clients created 0, contacts 0;" in said
    assert "photos of contacts" not in said
    assert "phone.vcf: no readable photo: 李芳." in said


def test_a_dry_run_says_what_the_import_will_say(kam: Run, made: None, tmp_path: Path) -> None:
    clients, orders = tmp_path / "c.csv", tmp_path / "p.csv"
    clients.write_text("客户名称\n宁波恒远\n", encoding="utf-8")
    orders.write_text(
        "客户名称,日期,产品,金额\n宁波恒远,2026-01-05,油,100\n不认识,2026-01-05,油,100\n宁波恒远,2099-01-05,油,1\n",
        encoding="utf-8",
    )

    def told(*more: str) -> Any:
        code, done, _ = kam("import", str(clients), str(orders), *more)
        names = ("read", "created", "unchanged", "rejected", "values_left_out", "problems")
        return code, [{name: each[name] for name in names} for each in done["files"]]

    foreseen = told("--dry-run")
    assert kam("clients")[1] == []
    assert foreseen == told()
    assert foreseen[1][1] == {
        "read": 3, "created": 1, "unchanged": 0, "rejected": 2, "values_left_out": 0,
        "problems": {"fact.unknown_client": 1, "fact.in_future": 1},
    }  # fmt: skip
    assert told("--dry-run")[1][1]["unchanged"] == 1


def test_what_is_not_whole_of_a_fact_is_counted_and_told(kam: Run, made: None, tmp_path: Path) -> None:
    clients, journal, calendar = tmp_path / "c.csv", tmp_path / "j.csv", tmp_path / "w.ics"
    clients.write_text("客户名称\n宁波恒远\n", encoding="utf-8")
    kam("import", str(clients))
    journal.write_text(f"客户名称,日期,方式,内容\n宁波恒远,2026-01-05,飞鸽,{'长' * 70_000}\n", encoding="utf-8")
    code, done, _ = kam("import", str(journal))
    [file] = done["files"]
    assert (code, file["created"], file["values_left_out"], file["rejects_file"]) == (4, 1, 1, None)
    assert file["problems"] == {"text.too_long": 1, "channel.unknown": 1}
    event = f"UID:1\nDTSTART:20260105\nRRULE:FREQ=WEEKLY\nSUMMARY:宁波恒远例会\nDESCRIPTION:{'长' * 70_000}\n"
    calendar.write_text(f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{event}END:VEVENT\nEND:VCALENDAR\n", encoding="utf-8")
    code, said, _ = kam("import", str(calendar), is_json=False)
    assert code == 4
    assert "1 × “宁波恒远例会” repeats; only its first day was taken" in said
    assert "1 × The text was too long and has been cut" in said


def test_a_look_at_a_list_says_what_it_would_replace(kam: Run, made: None, tmp_path: Path, store_at: Any) -> None:
    file = tmp_path / "a.csv"
    head = "公司名称,城市,年营业额(元),联系人,职务,生日,主要,手机\n"
    file.write_text(
        f"{head}宁波恒远,宁波,100,王伟,经理,10-21,是,13800138000\n台州海辰,台州,,李芳,,,,\n", encoding="utf-8"
    )
    assert kam("import", str(file))[1]["files"][0]["created"] == 2
    old = file.read_text(encoding="utf-8")

    def correct(session: Any) -> None:
        found = clients.find(session, "宁波恒远")
        clients.update(session, found.id, replace(clients.draft_of(found), city="杭州"), today=date(2026, 6, 15))

    store_at(lambda store: store.write(correct))
    file.write_text(
        old.replace("100,", "200,").replace("10-21", "农历八月十五").replace("经理", "总监"), encoding="utf-8"
    )
    code, done, _ = kam("import", str(file), "--dry-run")
    assert (code, done["batch"]) == (0, None)
    said = done["files"][0]
    assert (said["clients_replaced"], said["clients_replaced_by_hand"]) == (1, 1)
    told = [(each["contact"], each["field"], each["old"], each["new"], each["by_hand"]) for each in said["replaced"]]
    yuan = [{"minor": minor, "currency": "CNY"} for minor in (10_000, 20_000)]
    assert told == [
        (None, "city", "杭州", "宁波", True),
        (None, "annual_revenue", *yuan, False),
        ("王伟", "title", "经理", "总监", False),
        ("王伟", "birthday", "--10-21", "lunar:--08-15", False),
    ]
    assert all(each["client"] == "宁波恒远" and each["client_id"] and each["row"] == 2 for each in said["replaced"])
    _, text, _ = kam("import", str(file), "--dry-run", is_json=False, lang="zh_CN")
    assert "会替换 1 个客户已有的内容，其中手工录入的 1 个" in text
    assert "城市 杭州 → 宁波（手工录入）" in text
    assert "王伟 职务 经理 → 总监" in text
    assert "王伟 生日 10 月 21 日 → 农历 八月十五" in text
    assert {row["city"] for row in kam("clients")[1]} == {"杭州", "台州"}
    assert kam("import", str(file))[0] == 0
    _, done, _ = kam("import", str(file), "--dry-run")
    assert (done["files"][0]["clients_replaced"], done["files"][0]["replaced"]) == (0, [])


def test_the_status_of_clients_comes_in_is_asked_for_and_told(kam: Run, made: None, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        "公司名称,等级,客户状态\n恒瑞,A,合作中\n瑞达,A,暂停合作\n海辰,A,流失\n东泰,A,考察\n", encoding="utf-8"
    )
    code, done, _ = kam("import", str(file))
    assert (code, done["files"][0]["created"]) == (4, 4)
    assert done["files"][0]["problems"] == {"word.unknown": 1}
    found = {
        status: [row["name"] for row in kam("clients", "--status", status)[1]]
        for status in ("active", "paused", "ended")
    }
    assert found == {"active": ["东泰", "恒瑞"], "paused": ["瑞达"], "ended": ["海辰"]}
    assert {row["name"]: row["status"] for row in kam("clients")[1]}["瑞达"] == "paused"
    assert "Status: Paused" in kam("show", "瑞达", is_json=False)[1]
    assert {row["client"] for row in kam("today", on="2026-12-01")[1]} <= {"东泰", "恒瑞"}


def test_many_columns_that_nobody_knows_are_counted(kam: Run, made: None, tmp_path: Path) -> None:
    names = [f"神秘{n}" for n in range(300)]
    file = tmp_path / "a.csv"
    file.write_text(f"公司名称,手机,{','.join(names)}\n宁波恒远,13800138000,{','.join(names)}\n", encoding="utf-8")
    code, text, _ = kam("import", str(file), "--dry-run", is_json=False)
    assert code == 0
    assert "神秘11, … (+288)" in text
    assert "神秘12" not in text
    assert len(kam("import", str(file), "--dry-run")[1]["files"][0]["columns"]) == 302


def test_an_import_that_took_nothing_says_so_and_offers_nothing_to_undo(kam: Run, client: str, tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text("公司名称,客户等级\n,A\n", encoding="utf-8")
    for name in ("a.csv", "b.csv"):
        _, out, _ = kam("import", str(tmp_path / name), is_json=False)
        assert out.splitlines()[-1] == "Nothing was taken: all of it was there already or was left out."
        assert "Batch" not in out
        assert "没有导入任何内容" in kam("import", str(tmp_path / name), is_json=False, lang="zh_CN")[1]
    (tmp_path / "a.csv").write_text("公司名称,城市\n宁波恒远,宁波\n", encoding="utf-8")
    assert kam("import", str(tmp_path / "a.csv"), is_json=False)[1].splitlines()[-1].startswith("Batch ")
