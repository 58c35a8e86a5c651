"""What commands say to people: names instead of codes, what happened, and why not."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kam_desktop import words
from kam_desktop.core.store.tables import Contact

Run = Any


@pytest.fixture
def client(kam: Run, made: None, tmp_path: Path) -> str:
    file = tmp_path / "a.csv"
    file.write_text("公司名称,客户等级,联系人,手机\n宁波恒远,A,周建明,13905712233.0\n", encoding="utf-8")
    assert kam("import", str(file))[0] == 0
    return "宁波恒远"


def record(kam: Run, folder: Path, client: str, **more: Any) -> tuple[int, Any, str]:
    file = folder / "visit.json"
    file.write_text(
        json.dumps({"client": client, "on": "2026-06-15", "discussed": "谈了交期。", **more}), encoding="utf-8"
    )
    done: tuple[int, Any, str] = kam("visit", "record", "--file", str(file))
    return done


def give(client: str, *more: str, value: str = "9800", item: str = "径山茶") -> list[str]:
    return ["gift", "give", client, "--contact", "周建明", "--item", item, "--category", "tea", "--value", value,
            "--occasion", "dragon-boat", "--origin", "他爱喝绿茶", *more]  # fmt: skip


def test_a_phone_that_a_sheet_kept_as_a_number_is_a_phone(kam: Run, client: str) -> None:
    assert kam("show", client)[1]["contacts"][0]["phones"] == ["13905712233"]


def test_a_report_is_written_in_forms_that_are_known(kam: Run, client: str, tmp_path: Path) -> None:
    visit = record(kam, tmp_path, client)[1]["visit"]
    for name in ("r.odt", "r"):
        code, out, said = kam("report", "visit", visit, "--out", str(tmp_path / name))
        assert (code, out) == (1, "")
        assert ".pdf" in said
        assert not (tmp_path / name).exists()
    assert kam("report", "visit", visit, "--out", str(tmp_path / "r.PDF"))[0] == 0


@pytest.mark.parametrize(
    ("expense", "wanted"),
    [
        ({"text": "高铁", "minor": 10**13}, "larger than any"),
        ({"text": "高铁", "minor": 1, "currency": "ZZZ"}, "ZZZ"),
        ({"text": "高铁", "minor": -1}, "negative"),
    ],
)
def test_expenses_that_cannot_be(kam: Run, client: str, tmp_path: Path, expense: dict[str, Any], wanted: str) -> None:
    code, _, said = record(kam, tmp_path, client, expenses=[expense])
    assert code == 1
    assert wanted in said


@pytest.mark.parametrize(("more", "value", "wanted"), [(("--currency", "ZZZ"), "9800", "ZZZ"), ((), "0", "above zero")])
def test_gifts_that_cannot_be(kam: Run, client: str, more: tuple[str, ...], value: str, wanted: str) -> None:
    code, out, said = kam(*give(client, *more, value=value))
    assert (code, out) == (1, "")
    assert wanted in said


def test_a_gift_says_whether_it_was_recorded_and_how_it_can_be(kam: Run, client: str) -> None:
    assert "Recorded: 径山茶, ¥98 (" in kam(*give(client), is_json=False)[1]
    code, said, _ = kam(*give(client, value="9000000", item="瓷器"), is_json=False)
    assert code == 4
    assert "--override-reason" in said
    code, said, _ = kam(*give(client, item="购物卡"), is_json=False)
    assert code == 4
    assert "It was not recorded" in said
    assert "--override-reason" not in said


@pytest.mark.parametrize("value", ["-5", "268.00", "¥268", str(10**13)])
def test_a_value_is_wanted_in_minor_units(kam: Run, client: str, capsys: Any, value: str) -> None:
    for lang in ("zh_CN", "en"):
        for argv in (give(client, value=value), ["gift", "stock", "add", "--item", "茶", "--value", value]):
            with pytest.raises(SystemExit) as ended:
                kam(*argv, lang=lang)
            said = capsys.readouterr().err
            assert (ended.value.code, "26800" in said, "268.00." in said) == (2, True, False)
            assert ("最小货币单位" if lang == "zh_CN" else "minor units") in said


def test_what_is_recorded_is_told_with_its_value(kam: Run, client: str) -> None:
    assert "Recorded: 径山茶, ¥2.68 (" in kam(*give(client, value="268"), is_json=False)[1]
    said = kam("gift", "receive", client, "--item", "月饼", "--value", "15000", lang="zh_CN", is_json=False)[1]
    assert said.startswith("已记录：月饼，¥150（")
    said = kam("gift", "stock", "add", "--item", "茶", "--value", "9850", is_json=False)[1]
    assert said.startswith("Added to the stock: 茶, ¥98.50 apiece (")


def test_what_is_due_names_the_touch_that_commands_ask_for(kam: Run, client: str) -> None:
    kam("log", client, "--channel", "call", "--outcome", "谈了交期", "--next", "2026-06-16", on="2026-06-10")
    heading, line = kam("today", is_json=False, on="2026-06-17")[1].splitlines()[:2]
    assert heading.split()[:2] == ["Id", "Client"]
    assert kam("touch", "reached", line.split()[0], "--outcome", "平安", on="2026-06-17")[0] == 0


def test_a_report_that_was_handed_in_says_so(kam: Run, client: str, tmp_path: Path) -> None:
    visit = record(kam, tmp_path, client)[1]["visit"]
    assert kam("visit", "submit", visit)[1]["state"] == "submitted"
    code, _, said = kam("visit", "submit", visit)
    assert code == 1
    assert "submitted already" in said
    assert kam("visit", "review", visit, "--accept", is_json=False, lang="zh_CN")[1].strip().endswith("已接受")
    for again in (("submit", visit), ("review", visit, "--accept")):
        code, _, said = kam("visit", *again)
        assert code == 1
        assert "accepted already" in said


def test_a_recorded_visit_is_said_to_be_reported(kam: Run, client: str, tmp_path: Path) -> None:
    file = tmp_path / "v.json"
    file.write_text(json.dumps({"client": client, "on": "2026-06-15"}), encoding="utf-8")
    assert "reported" in kam("visit", "record", "--file", str(file), is_json=False)[1]
    assert "已写报告" in kam("visit", "record", "--file", str(file), is_json=False, lang="zh_CN")[1]


def test_tables_show_names(kam: Run, client: str, tmp_path: Path) -> None:
    kam("log", client, "--channel", "message", "--outcome", "谈了交期", "--next", "+1")
    due = kam("today", is_json=False, lang="zh_CN", on="2026-06-16")[1]
    assert "微信/短信" in due
    assert "message" not in due
    assert "接触" in kam("show", client, is_json=False, lang="zh_CN")[1]
    found = kam("search", "恒远", is_json=False, lang="zh_CN")[1]
    assert found.splitlines()[1].startswith("客户")
    keys = kam("key", "list", is_json=False, lang="zh_CN")[1]
    assert "恢复密钥" in keys
    assert "passphrase" not in keys
    assert re.fullmatch(r"(\S+ +\d{4}-\d\d-\d\d \d\d:\d\d\n){2}", keys)


def test_the_headings_of_tables_begin_with_a_capital() -> None:
    headings = [text for key, text in words.catalogue("en").items() if key.startswith("cli.column.")]
    assert len(headings) > 50
    assert [text for text in headings if not text[:1].isupper()] == []


def test_a_touch_says_whose_it_is_and_what_happened(kam: Run, client: str) -> None:
    kam("log", client, "--channel", "call", "--outcome", "谈了交期", "--next", "+1")
    [touch] = [row["id"] for row in kam("show", client)[1]["touches"] if row["due_on"] == "2026-06-16"]
    said = kam("touch", "move", touch, "--to", "+3", is_json=False, lang="zh_CN")[1]
    assert (client in said, "2026-06-18" in said, touch in said) == (True, True, False)
    assert "未接通" in kam("touch", "missed", touch, is_json=False, lang="zh_CN")[1]
    assert "稍后" in kam("touch", "later", touch, is_json=False, lang="zh_CN")[1]
    assert "已完成" in kam("touch", "done", touch, is_json=False, lang="zh_CN")[1]


def test_a_log_needs_its_outcome(kam: Run, client: str) -> None:
    code, out, said = kam("log", client, "--channel", "call", "--outcome", " ")
    assert (code, out) == (1, "")
    assert "what came of it" in said


def test_a_search_without_hits_says_so(kam: Run, client: str) -> None:
    assert kam("search", "没有这个") == (0, [], "")
    code, out, said = kam("search", "没有这个", is_json=False)
    assert (code, out) == (0, "")
    assert "没有这个" in said


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("zh_CN", ("宁波恒远  A 级", "0 天未联系", "档案完整度", "还缺：", "联系人", "忌讳: 不饮酒、勿送钟表", "未兑现的承诺",
                   "寄出报告", "接下来", "礼品", "径山茶  ¥98", "最近的事", "还有 ")),
        ("en", ("silent for 0 days", "% complete", "missing:", "People", "Taboos: 不饮酒, 勿送钟表", "Open promises",
                "Coming up", "Gifts", "What was last", "--limit shows more")),
    ],
)  # fmt: skip
def test_a_dossier_is_text_that_one_can_work_with(
    kam: Run, client: str, store_at: Any, tmp_path: Path, lang: str, wanted: tuple[str, ...]
) -> None:
    record(kam, tmp_path, client, commitments=[{"text": "寄出报告", "due_on": "2026-06-20"}])
    assert kam(*give(client))[0] == 0
    for day in range(1, 14):
        kam("log", client, "--channel", "call", "--outcome", f"第 {day} 次")

    def taboo(session: Any) -> None:
        session.query(Contact).filter_by(name="周建明").one().taboos = "不饮酒\n勿送钟表"

    store_at(lambda store: store.write(taboo))
    code, told, _ = kam("show", client, is_json=False, lang=lang)
    assert code == 0
    for text in wanted:
        assert text in told
    person = next(line for line in told.splitlines() if "周建明" in line and "13905712233" in line)
    assert told.index(person) < told.index("不饮酒")
    assert "None" not in told
    more = kam("show", client, "--limit", "99", is_json=False, lang=lang)[1]
    assert "第 1 次" in more
    assert "第 1 次" not in told


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_a_planned_year_is_told_by_kind_and_month_with_reasons(kam: Run, made: None, lang: str) -> None:
    assert kam("sample", "--clients", "6")[0] == 0
    code, told, _ = kam("plan", "--weeks", "52", is_json=False, lang=lang)
    assert code == 0
    lines = told.splitlines()
    head = lines[2].split()
    assert head[1:-1] == [
        f"{year}-{month:02}" for year, month in [*((2026, m) for m in range(6, 13)), *((2027, m) for m in range(1, 7))]
    ]
    end = lines.index("", 3)
    table = [[int(each) for each in line.split()[-14:]] for line in lines[3:end]]
    assert len(table) > 4
    assert [sum(column) for column in zip(*table[:-1], strict=True)] == table[-1]
    assert all(sum(row[:-1]) == row[-1] for row in table)
    reasons = lines[end + 2 :]
    assert len(reasons) > 5
    for name in ("周期", "个人") if lang == "zh_CN" else ("Periodic", "Personal"):
        assert any(line.startswith(name) for line in reasons)
    assert "None" not in told
    assert set(kam("plan", "--weeks", "52")[1]) == {"planned", "kept", "removed", "unplaced"}


@pytest.mark.parametrize(
    "argv",
    [
        ("report", "gifts", "--manager"), ("report", "promises", "--manager"), ("report", "weekly", "--manager"),
        ("report", "visits", "--manager"), ("coverage", "--manager"), ("clients", "--owner"), ("visit", "list", "--owner"),
        ("gift", "list", "--manager"),
    ],
)  # fmt: skip
def test_a_manager_whom_nobody_knows_is_told(kam: Run, client: str, tmp_path: Path, argv: tuple[str, ...]) -> None:
    out = [tmp_path / f"r{ending}" for ending in ((".pdf", ".csv") if argv[1] in ("gifts", "visits") else (".pdf",))]
    for file in out:
        more = ("--out", str(file)) if argv[0] == "report" else ()
        code, told, said = kam(*argv, "Nobody", *more)
        assert (code, told, said) == (1, "", "There is no manager “Nobody”. Known: 刘敏.\n")
        assert not file.exists()
        assert "没有叫「Nobody」的客户经理。现有：刘敏。" in kam(*argv, "Nobody", *more, lang="zh_CN")[2]
        assert kam(*argv, "刘敏", *more)[0] == 0  # the user, of whom nothing is written yet


def test_who_promised_or_visited_is_known(kam: Run, client: str, tmp_path: Path) -> None:
    record(kam, tmp_path, client, commitments=[{"text": "送样品", "due_on": "2026-06-20", "owner": "韩梅"}])
    assert kam("report", "promises", "--manager", "韩梅", "--out", str(tmp_path / "p.pdf"))[0] == 0
    assert "Known: 韩梅, 刘敏." in kam("clients", "--owner", "韩雪")[2]
    assert "现有：韩梅、刘敏。" in kam("clients", "--owner", "韩雪", lang="zh_CN")[2]
