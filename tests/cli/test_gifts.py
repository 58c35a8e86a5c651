"""Gifts from the command line: judged, asked for, approved, given, received, corrected; rules and closed times."""

import json
from pathlib import Path
from typing import Any

import pytest

Run = Any
CLIENT = "宁波恒远轮胎有限公司"


@pytest.fixture
def client(kam: Run, made: None, tmp_path: Path) -> str:
    file = tmp_path / "c.csv"
    file.write_text(f"公司名称,联系人,等级\n{CLIENT},周建明,A\n", encoding="utf-8")
    assert kam("import", str(file))[0] == 0
    return CLIENT


def gift(kam: Run, action: str, *more: str, value: str = "9800", item: str = "径山茶") -> tuple[int, Any, str]:
    done: tuple[int, Any, str] = kam(
        "gift", action, CLIENT, "--contact", "周建明", "--item", item, "--value", value, "--origin", "他爱喝绿茶", *more
    )
    return done


def test_a_gift_is_judged_then_recorded(kam: Run, client: str) -> None:
    code, told, _ = gift(
        kam, "give", "--category", "tea", "--handed-by", "高原", "--story", "明前茶", "--quantity", "2"
    )
    assert (code, told["verdict"], told["rules"], told["rules_version"]) == (0, "allowed", [], 0)
    code, told, _ = gift(kam, "give", item="画册", value="19000")
    assert (code, told["verdict"]) == (4, "needs_approval")
    assert told["gift"] is None
    assert [(each["code"], each["params"]["value"]) for each in told["findings"][:1]] == [("split", 28_800)]
    assert "¥288" in told["rules"][0]
    code, told, _ = gift(kam, "give", "--override-reason", "开业", "--approver", "高原", item="画册", value="19000")
    assert (code, told["verdict"]) == (0, "needs_approval")
    assert len(kam("show", client)[1]["gifts"]) == 2


def test_who_gives_cannot_approve(kam: Run, client: str) -> None:
    code, out, said = gift(kam, "give", "--override-reason", "开业", "--approver", "刘敏", value="50000")
    assert (code, out) == (1, "")
    assert "cannot approve" in said


def test_asked_for_approved_and_given(kam: Run, client: str) -> None:
    code, told, _ = gift(kam, "propose", value="50000")
    assert (code, told["gift"]) == (4, None)
    code, told, _ = gift(kam, "propose", "--override-reason", "开业", "--given-on", "2026-07-01", value="50000")
    assert code == 0
    asked = told["gift"]
    [line] = kam("gift", "waiting")[1]
    assert (line["gift"], line["value"]["minor"], line["row"]["state"]) == (asked, 50_000, "proposed")
    assert kam("gift", "waiting", is_json=False, lang="zh_CN")[1].splitlines()[1].split()[-2:] == ["待审批", "—"]
    assert kam("gift", "done", asked)[0] == 1
    assert kam("gift", "approve", asked)[0] == 1  # the giver
    assert kam("gift", "approve", asked, "--by", "高原", "--remark", "可")[1]["state"] == "approved"
    code, told, _ = kam("gift", "done", asked, "--given-on", "2026-06-14")
    assert (code, told["gift"]) == (0, asked)
    assert kam("show", client)[1]["gifts"][0]["on"] == "2026-06-14"


def test_declined_and_withdrawn(kam: Run, client: str) -> None:
    asked = [gift(kam, "propose", "--override-reason", "开业", value="50000")[1]["gift"] for _ in range(2)]
    assert kam("gift", "decline", asked[0], "--by", "高原", "--remark", "太贵")[1]["state"] == "declined"
    assert kam("gift", "withdraw", asked[1])[0] == 0
    assert kam("gift", "waiting")[1] == []
    with pytest.raises(SystemExit):
        kam("gift", "decline", asked[0])


def test_a_refused_attempt_is_kept_when_asked_for(kam: Run, client: str) -> None:
    code, told, _ = gift(kam, "give", "--note-refused", item="紅包")
    assert (code, told["verdict"], told["gift"]) == (4, "forbidden", None)
    assert told["noted"]
    assert kam("show", client)[1]["gifts"] == []
    assert "noted" not in gift(kam, "give", item="紅包")[1]


def test_received_corrected_and_liked(kam: Run, client: str) -> None:
    code, told, _ = kam(
        "gift",
        "receive",
        client,
        "--item",
        "茶杯",
        "--value",
        "5000",
        "--estimate",
        "--handed-in",
        "--contact",
        "周建明",
    )
    assert code == 0
    assert kam("show", client)[1]["gifts"][0]["direction"] == "received"
    given = gift(kam, "give")[1]["gift"]
    code, told, _ = kam("gift", "correct", given, "--value", "8800", "--item", "龙井")
    assert (code, told["verdict"]) == (0, "allowed")
    line = next(each for each in kam("show", client)[1]["gifts"] if each["id"] == told["gift"])
    assert (line["item"], line["value"]["minor"], line["origin"]) == ("龙井", 8_800, "他爱喝绿茶")
    assert kam("gift", "correct", told["gift"], "--item", "购物卡")[0] == 1
    assert kam("gift", "reception", told["gift"], "--text", "很喜欢", "--score", "5")[0] == 0
    assert kam("gift", "reception", told["gift"], "--score", "9")[0] == 1
    assert kam("gift", "reception", "nobody", "--score", "3")[0] == 1


def test_rules_are_shown_previewed_and_renewed(kam: Run, client: str, tmp_path: Path) -> None:
    gift(kam, "give")
    code, told, _ = kam("gift", "rules")
    assert (code, told["version"], told["rules"]["limits"]["base"]["single"]) == (0, 0, 20_000)
    told["rules"]["limits"]["tier:A"]["single"] = 5_000
    file = tmp_path / "rules.json"
    file.write_text(json.dumps(told["rules"]), encoding="utf-8")
    code, seen, _ = kam("gift", "rules", "--set", str(file), "--preview")
    assert (code, seen["given"], [each["codes"] for each in seen["changed"]]) == (0, 1, [["over_single"]])
    assert kam("gift", "rules")[1]["version"] == 0
    assert kam("gift", "rules", "--set", str(file))[0] == 1  # no reason
    code, told, _ = kam("gift", "rules", "--set", str(file), "--reason", "审计")
    assert (code, told["version"], told["versions"][0]["reason"]) == (0, 1, "审计")
    said = kam("gift", "rules", is_json=False)[1]
    assert "审计 (in force)\nVersion 0, as the program comes\n" in said
    assert "{" not in said
    lines = {line.split("  ")[0]: line.split() for line in said.splitlines()}
    assert lines["Tier A"][2:] == ["—", "¥50", "—", "—", "¥3,000", "24", "¥3,000"]
    assert lines["The same gift within days"][-1] == "180"
    zh = kam("gift", "rules", is_json=False, lang="zh_CN")[1]
    assert [line.split() for line in zh.splitlines() if line.startswith(("A 级", "现金"))] == [
        ["A", "级", "—", "¥50", "—", "—", "¥3,000", "24", "¥3,000"], ["现金或等价物", "禁止"],
    ]  # fmt: skip
    assert gift(kam, "give", item="画册")[1]["findings"][0]["code"] == "over_single"
    for text in ("{", '{"limits": {"tier:A": {"single": "much"}}}', '{"actions": {"cash": "warn"}}'):
        file.write_text(text, encoding="utf-8")
        assert kam("gift", "rules", "--set", str(file), "--reason", "x")[0] == 1
    assert kam("gift", "rules", "--set", str(tmp_path / "none.json"), "--reason", "x")[0] == 1


def test_closed_times(kam: Run, client: str) -> None:
    code, told, _ = kam(
        "gift", "blackout", "add", client, "--title", "招标", "--from", "2026-06-10", "--to", "2026-06-20"
    )
    assert code == 0
    [line] = kam("gift", "blackout", "list")[1]
    assert (line["blackout"], line["title"], line["last_on"]) == (told["blackout"], "招标", "2026-06-20")
    assert kam("gift", "blackout", "list", client)[1] == [line]
    code, judged, _ = gift(kam, "give")
    assert (code, judged["findings"][0]["code"]) == (4, "blackout")
    assert kam("gift", "blackout", "remove", told["blackout"])[0] == 0
    assert kam("gift", "blackout", "list", on="2027-01-01")[1] == []
    assert gift(kam, "give")[0] == 0


def test_what_is_forbidden_passes_by_no_command(kam: Run, client: str, tmp_path: Path) -> None:
    asked = gift(kam, "propose")[1]["gift"]
    given = gift(kam, "give", item="画册")[1]["gift"]
    file = tmp_path / "g.csv"
    head = "客户,收礼人,日期,礼品,金额,来历,方向\n"
    file.write_text(
        f"{head}{client},周建明,2026-06-01,超市购物卡,88,产地,送出\n{client},周建明,2026-06-01,红包,88,产地,送出\n{client},周建明,2026-06-01,茶,0,产地,送出\n",
        encoding="utf-8",
    )
    code, told, _ = kam("import", str(file), "--kind", "gifts")
    assert (code, told["files"][0]["created"], told["files"][0]["rejected"]) == (4, 0, 3)
    for item in ("购物卡", "红包"):
        assert gift(kam, "give", "--override-reason", "x", "--approver", "高原", item=item)[0] == 4
        assert gift(kam, "propose", "--override-reason", "x", item=item)[0] == 4
        assert kam("gift", "correct", given, "--item", item)[0] == 1
    assert gift(kam, "give", item="茶", value="0")[0] == 1
    assert kam("gift", "correct", given, "--value", "0")[0] == 1
    kam("gift", "blackout", "add", client, "--title", "招标", "--from", "2026-06-01", "--to", "2026-06-30")
    assert gift(kam, "give", item="茶")[0] == 4
    assert kam("gift", "done", asked)[0] == 1
    assert kam("gift", "correct", given, "--value", "9000")[0] == 1
    file.write_text(f"{head}{client},周建明,2026-06-01,茶,88,产地,送出\n", encoding="utf-8")
    assert kam("import", str(file), "--kind", "gifts")[1]["files"][0]["created"] == 0
    assert [each["id"] for each in kam("show", client)[1]["gifts"]] == [given]


def test_the_register_is_printed_listed_and_exported(kam: Run, client: str, tmp_path: Path) -> None:
    assert gift(kam, "give", "--category", "tea", "--story", "明前茶")[0] == 0
    assert gift(kam, "give", "--category", "voucher", "--note-refused", item="购物卡")[0] == 4
    for ending in ("pdf", "xlsx", "csv"):
        out = tmp_path / f"册.{ending}"
        code, told, _ = kam("report", "gifts", "--out", str(out), "--client", client, "--manager", "刘敏", lang="zh_CN")
        assert (code, told["file"], out.exists()) == (0, str(out), True)
        assert told["pages" if ending == "pdf" else "rows"] == (1 if ending == "pdf" else 2)
    assert kam("report", "gifts", "--out", str(tmp_path / "r.docx"))[0] == 1
    assert kam("report", "gifts", "--out", str(out), "--contact", "周建明")[0] == 1
    listed = kam("gift", "list")[1]
    assert {(each["item"], each["state"]) for each in listed} == {("径山茶", "done"), ("购物卡", "declined")}
    assert listed[0]["value"] == {"minor": 9800, "currency": "CNY"}
    assert [each["item"] for each in kam("gift", "list", "--part", "given", "--category", "tea", "--tier", "A")[1]] == [
        "径山茶"
    ]
    assert kam("gift", "list", "--from", "2026-07-01")[1] == []
    assert "dragon" not in kam("gift", "list", is_json=False)[1]
    out = tmp_path / "g.csv"
    assert kam("export", "gifts", "--out", str(out), lang="zh_CN")[1]["rows"] == 1
    assert "明前茶" in out.read_text(encoding="utf-8-sig")


def test_the_stock_is_kept_and_given_from(kam: Run, client: str) -> None:
    code, told, _ = kam("gift", "stock", "add", "--item", "径山茶", "--value", "9800", "--low", "2", "--bought", "3")
    stock = told["stock"]
    assert code == 0
    code, told, said = kam("gift", "stock", "move", stock, "to_car", "--quantity", "2")
    assert (code, told["store"], told["car"], said) == (0, 1, 2, "")
    assert gift(kam, "give", "--stock-id", stock)[0] == 0
    [row] = kam("gift", "stock", "list")[1]
    assert (row["store"], row["car"], row["given"], row["is_low"]) == (1, 1, 1, True)
    code, told, said = kam("gift", "stock", "move", stock, "lost")
    assert (code, told["car"], "runs low" in said) == (0, 0, True)
    assert kam("gift", "stock", "move", stock, "given", "--quantity", "9")[0] == 1
    assert "径山茶" in kam("gift", "stock", "list", is_json=False)[1]


def test_ideas_are_told_with_their_reason(kam: Run, client: str) -> None:
    code, told, _ = kam("gift", "ideas", client, "--contact", "周建明", "--occasion", "mid-autumn", "--limit", "3")
    assert (code, len(told)) == (0, 3)
    assert "Mid-Autumn" in told[0]["text"]
    assert told[0]["origin"].startswith(told[0]["source"])
    assert kam("gift", "ideas", client, "--contact", "周建明", is_json=False, lang="zh_CN")[0] == 0
    code, told, said = kam("gift", "ideas", client, "--contact", "周建明", "--most", "1")
    assert (code, told, "dossier" in said) == (0, [], True)
